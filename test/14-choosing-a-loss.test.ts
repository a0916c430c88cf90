// The laws of topic 14 · choosing a loss.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectKept,
  expectUntouched,
  fc,
  gate,
  law,
  phrase,
  type Wording,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/14-choosing-a-loss';
import type { LossName } from '#topics/14-choosing-a-loss';
import { array, NDArray, oneHot } from '#lib/ndarray';
import { decimals, labelsOf, manyRows, matrixOf, sizes, vectorOf } from './support/arbitraries';
import { differenceGradient, halfSquaredError, rowsOf, sampleCount, softmaxOf } from './support/reference';

const { outputDelta } = underTest(topic);

/** A batch of scores and its targets: one-hot for the classifying losses, any numbers for the regression. */
function batches(lossName: LossName, element = decimals(-2, 2)) {
  return fc.tuple(sizes(4), sizes(5, 2)).chain(([rows, classCount]) => {
    const oneHotTargets = labelsOf(rows, classCount).map((labels) => oneHot(labels, classCount));
    const t = lossName === 'squaredError' ? matrixOf(rows, classCount) : oneHotTargets;
    return fc.record({ a: matrixOf(rows, classCount, element), t });
  });
}

/** The scores of one sample and its target, as vectors. */
function samples(lossName: LossName) {
  return batches(lossName).map(({ a, t }) => ({ a: a.row(0), t: t.row(0) }));
}

/** Scores that bet everything on one of three classes, while another one is true. */
const wrongBets = fc
  .record({ confidence: decimals(20, 800), wrong: fc.nat(2), right: fc.nat(2) })
  .filter(({ wrong, right }) => wrong !== right);

/** The scores (3) that put `confidence` on one class and 0 on the others. */
function bet(label: number, confidence: number): NDArray {
  return oneHot([label], 3).row(0).mul(confidence);
}

/** The mean over the batch of each loss, from the scores. */
const losses: Record<LossName, (a: NDArray, t: NDArray) => number> = {
  squaredError: (a, t) => halfSquaredError(a, t) / sampleCount(a),
  squaredErrorOfSoftmax: (a, t) => halfSquaredError(softmaxOf(a), t) / sampleCount(a),
  crossEntropyOfSoftmax(a, t) {
    const y = softmaxOf(a);
    let error = 0;
    for (let i = 0; i < a.size; i++) error -= t.data[i] * Math.log(y.data[i]);
    return error / sampleCount(a);
  },
};

/** The formulas of the three gradients, in loops. */
const formulas: Record<LossName, (a: NDArray, t: NDArray) => NDArray> = {
  squaredError: (a, t) => a.map((value, i) => (value - t.data[i]) / sampleCount(a)),
  crossEntropyOfSoftmax: (a, t) => softmaxOf(a).map((value, i) => (value - t.data[i]) / sampleCount(a)),
  squaredErrorOfSoftmax(a, t) {
    const [y, targets] = [rowsOf(softmaxOf(a)), rowsOf(t)];
    const rows = y.map((row, n) =>
      row.map((yk, k) => {
        let slope = 0;
        row.forEach((yj, j) => (slope += (yj - targets[n][j]) * yj * ((j === k ? 1 : 0) - yk)));
        return slope / y.length;
      }),
    );
    return array(a.ndim === 1 ? rows[0] : rows);
  },
};

/**
 * What another order of the same operations leaves, as a share of 1 and the largest score. Differences of the loss are slopes as well, but off by more,
 * over however many points they are taken: they are no formula.
 */
const UP_TO_ROUNDING = 4e-16;

/** The numbers of the formula. */
function expectDelta(
  received: NDArray,
  lossName: LossName,
  { a, t }: { a: NDArray; t: NDArray },
  of?: Wording,
): void {
  const expected = formulas[lossName](a, t);
  expect(received).toAgreeWith(expected, { relative: 1e-13, absolute: 1e-13, of });
  // A mean over many samples makes every error small.
  const count = sampleCount(a);
  const largest = Math.max(...[...a.data, ...t.data].map(Math.abs));
  // Differences of a squared error are exact in any case, and who divides a and t by N one by one rounds more often: 4.3e-16 was seen.
  const rounding = lossName === 'squaredError' ? 2 * UP_TO_ROUNDING : UP_TO_ROUNDING;
  const absolute = rounding * (1 + largest);
  expect(received.mul(count)).toAgreeWith(expected.mul(count), {
    relative: 0,
    absolute,
    of: of ?? (count === 1 ? undefined : 'times the number of samples'),
  });
}

// softmax of (0, log 3) is (¼, ¾). Worked by hand: y − t is (−¾, ¾), and the mean of that, weighted by y, is ⅜.
const quarters = array([0, Math.log(3)]);
const workedDeltas: Record<LossName, { a: NDArray; t: NDArray; delta: number[] }> = {
  squaredError: { a: array([3, 1]), t: array([1, 1.5]), delta: [2, -0.5] },
  crossEntropyOfSoftmax: { a: quarters, t: array([1, 0]), delta: [-3 / 4, 3 / 4] },
  squaredErrorOfSoftmax: { a: quarters, t: array([1, 0]), delta: [-9 / 32, 9 / 32] },
};
const formulaInWords: Record<LossName, string> = {
  squaredError: 'a − t',
  crossEntropyOfSoftmax: 'y − t, with y = softmax(a)',
  squaredErrorOfSoftmax: 'y − t, taken back through the derivative of softmax',
};

describeFunction('outputDelta', outputDelta, () => {
  // In the order in which they are easiest to write: a gate that fails leaves the losses before it judged.
  for (const lossName of ['squaredError', 'crossEntropyOfSoftmax', 'squaredErrorOfSoftmax'] as const) {
    gate(`${lossName}: returns finite numbers in the shape of a`, () => {
      const a = array([
        [0.5, -1, 2],
        [0, 1.5, 1],
      ]);
      const t = oneHot([2, 0], 3);
      expect(outputDelta(lossName, a, t)).toHaveShape([2, 3]);
      expect(outputDelta(lossName, a, t)).toBeFinite();
      expect(outputDelta(lossName, a.row(0), t.row(0))).toHaveShape([3]);
    });

    const { a, t, delta } = workedDeltas[lossName];
    example(`${lossName}: of two scores, computed by hand`, () => {
      expect(outputDelta(lossName, a, t)).toAgreeWith(delta);
    });

    law(
      `${lossName}: does not modify a or t`,
      batches(lossName),
      ({ a, t }) => {
        expectUntouched({ a, t }, () => outputDelta(lossName, a, t));
      },
      ANY_INPUT,
    );

    // A difference over ±1e-4 is off by about h² = 1e-8, and by the rounding of the loss over h, 1e-12.
    law(
      `${lossName}: is the slope of one sample’s loss with respect to each score`,
      samples(lossName),
      ({ a, t }) => {
        const slopes = differenceGradient((scores) => losses[lossName](scores, t), a);
        const delta = outputDelta(lossName, a, t);
        expect(delta).toAgreeWith(slopes, { absolute: 1e-6 });
        expectDelta(delta, lossName, { a, t });
      },
    );

    law(
      `${lossName}: is the slope of a batch’s mean loss with respect to each score`,
      batches(lossName),
      ({ a, t }) => {
        const slopes = differenceGradient((scores) => losses[lossName](scores, t), a);
        const delta = outputDelta(lossName, a, t);
        expect(delta).toAgreeWith(slopes, { absolute: 1e-6 });
        expectDelta(delta, lossName, { a, t });
      },
    );

    law(`${lossName}: of one sample is ${formulaInWords[lossName]}`, samples(lossName), ({ a, t }) => {
      expectDelta(outputDelta(lossName, a, t), lossName, { a, t });
    });

    law(
      `${lossName}: of a batch is each sample’s slope, divided by the number of samples`,
      batches(lossName),
      ({ a, t }) => {
        expectDelta(outputDelta(lossName, a, t), lossName, { a, t });
      },
    );

    law(
      `${lossName}: keeps an earlier result unchanged when it is called again`,
      batches(lossName),
      ({ a, t }) => {
        expectKept(
          () => outputDelta(lossName, a, t),
          () => outputDelta(lossName, a.mul(2).add(t), t),
        );
      },
      ANY_INPUT,
    );

    law(
      `${lossName}: of a batch of several hundred samples counts them all`,
      manyRows().chain((rows) =>
        fc.record({ a: matrixOf(rows, 3), t: labelsOf(rows, 3).map((labels) => oneHot(labels, 3)) }),
      ),
      ({ a, t }) => {
        expectDelta(outputDelta(lossName, a, t), lossName, { a, t });
      },
      { runs: 3 },
    );
  }

  law(
    'squaredError: twice as far from the target, twice the slope',
    fc.record({ t: vectorOf(3), distance: vectorOf(3) }),
    ({ t, distance }) => {
      const twice = outputDelta('squaredError', t.add(distance.mul(2)), t);
      // (t + d) − t gives d back but for the rounding of numbers up to 15, 2e-15.
      expect(twice).toAgreeWith(distance.mul(2), { relative: 0, absolute: 3e-15 });
    },
  );

  for (const lossName of ['crossEntropyOfSoftmax', 'squaredErrorOfSoftmax'] as const) {
    law(`${lossName}: each row adds up to 0`, batches(lossName), ({ a, t }) => {
      rowsOf(outputDelta(lossName, a, t)).forEach((row, n) => {
        const sum = row.reduce((total, value) => total + value, 0);
        expect(sum).toAgreeWith(0, { of: phrase`the sum of row ${{ n }}` });
      });
    });

    law(
      `${lossName}: does not change when a number is added to all scores of a sample`,
      batches(lossName).chain(({ a, t }) =>
        fc.record({ a: fc.constant(a), t: fc.constant(t), shifts: matrixOf(a.shape[0], 1) }),
      ),
      ({ a, t, shifts }) => {
        const shifted = a.add(shifts);
        expectDelta(outputDelta(lossName, shifted, t), lossName, { a: shifted, t });
      },
    );

    law(
      `${lossName}: works for large scores, where exp overflows`,
      batches(lossName, fc.integer({ min: -1000, max: 1000 })),
      ({ a, t }) => {
        expectDelta(outputDelta(lossName, a, t), lossName, { a, t });
        // Of scores that large, a rounded difference of the loss can't be told from the formula.
        const small = a.div(500);
        expectDelta(
          outputDelta(lossName, small, t),
          lossName,
          { a: small, t },
          'of the scores, each divided by 500',
        );
      },
    );

    law(
      // A confidence of 20 leaves e⁻²⁰ = 2e-9 for the other classes.
      `${lossName}: is 0 for a prediction that is confidently right`,
      fc.record({ confidence: decimals(20, 800), right: fc.nat(2) }),
      ({ confidence, right }) => {
        const delta = outputDelta(lossName, bet(right, confidence), bet(right, 1));
        expect(delta).toAgreeWith([0, 0, 0], { absolute: 1e-7 });
      },
    );
  }

  // The answer, measured. A confidence of 20 leaves e⁻²⁰ = 2e-9 for the other classes.
  law(
    'crossEntropyOfSoftmax: for a prediction that is confidently wrong is 1 at the wrong class and −1 at the right one',
    wrongBets,
    ({ confidence, wrong, right }) => {
      const t = bet(right, 1);
      const delta = outputDelta('crossEntropyOfSoftmax', bet(wrong, confidence), t);
      expect(delta).toAgreeWith(bet(wrong, 1).sub(t), { absolute: 1e-7 });
      // Who gives all to the largest score without a softmax has that as well, but not for a bet that is less certain.
      const lessCertain = bet(wrong, confidence / 100);
      expectDelta(
        outputDelta('crossEntropyOfSoftmax', lessCertain, t),
        'crossEntropyOfSoftmax',
        { a: lessCertain, t },
        phrase`with a confidence of ${{ confidence: confidence / 100 }}`,
      );
    },
  );

  // The same confidence makes each of its slopes a small multiple of 2e-9.
  law(
    'squaredErrorOfSoftmax: for a prediction that is confidently wrong is almost 0',
    wrongBets,
    ({ confidence, wrong, right }) => {
      const delta = outputDelta('squaredErrorOfSoftmax', bet(wrong, confidence), bet(right, 1));
      expect(delta).toAgreeWith([0, 0, 0], { absolute: 1e-7 });
    },
  );

  // With the chance ε left for each other class, the slopes are 1 − 2ε and 3ε(1 − 2ε)². The second falls from ε = 1/6 on
  // downwards, which is a confidence of log 4 = 1.4.
  law(
    'as a wrong prediction becomes more confident, cross-entropy corrects it more and squared error less',
    fc.record({ confidence: decimals(2, 8), more: decimals(0.5, 4) }),
    ({ confidence, more }) => {
      const t = array([0, 0, 1]);
      const slopeAtWrongClass = (lossName: LossName, score: number): number => {
        const delta = outputDelta(lossName, bet(0, score), t);
        expectDelta(delta, lossName, { a: bet(0, score), t }); // scores themselves grow as well
        return delta.data[0];
      };
      const [less, most] = [confidence, confidence + more];
      expect(slopeAtWrongClass('crossEntropyOfSoftmax', most)).toBeGreaterThan(
        slopeAtWrongClass('crossEntropyOfSoftmax', less),
      );
      expect(slopeAtWrongClass('squaredErrorOfSoftmax', most)).toBeLessThan(
        slopeAtWrongClass('squaredErrorOfSoftmax', less),
      );
    },
  );
});
