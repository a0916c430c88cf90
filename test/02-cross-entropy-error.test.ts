// The laws of topic 02 · the cross-entropy error.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectUntouched,
  fc,
  gate,
  law,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/02-cross-entropy-error';
import { array, oneHot } from '#lib/ndarray';
import { labelsOf, manyRows, predictions, probabilities, sizes, tenths } from './support/arbitraries';
import { meanCrossEntropy, rowsOf } from './support/reference';

const { crossEntropyError, crossEntropyErrorOfLabels } = underTest(topic);

// The book's two runs: ten classes, the true one is 2. `y` bets on class 2, `wrongY` on class 6.
const t = oneHot([2], 10).row(0);
const y = array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]);
const wrongY = array([0.1, 0.05, 0.0, 0.0, 0.05, 0.1, 0.6, 0.1, 0.0, 0.0]);

/** Two chances for the true one of three classes, the smaller first. */
const growingChance = fc
  .record({ low: tenths(0, 0.9), rise: tenths(0.1, 1), label: fc.integer({ min: 0, max: 2 }) })
  .filter(({ low, rise }) => low + rise <= 1);

/**
 * A batch of predictions that give everything to one class each, right or wrong: the chances 0 and 1. Two are beside them that share it out,
 * since a straight line leads through the errors of 0 and 1, and needs no logarithm.
 */
const allIn = sizes(4)
  .chain((rows) => {
    const others = probabilities(2, 3);
    return fc.record({ guesses: labelsOf(rows, 3), others, labels: labelsOf(rows + 2, 3) });
  })
  .map(({ guesses, others, labels }) => {
    const y = array([...rowsOf(oneHot(guesses, 3)), ...rowsOf(others)]);
    return { y, t: oneHot(labels, 3), labels };
  });

/** A prediction that gives `chance` to the true class, and the rest to the two others. */
function betting(chance: number, label: number) {
  return oneHot([label], 3)
    .row(0)
    .map((hot) => (hot === 1 ? chance : (1 - chance) / 2));
}

describeFunction('crossEntropyError', crossEntropyError, () => {
  gate('returns one finite number', () => {
    expect(crossEntropyError(array([0.5, 0.5]), array([1, 0]))).toBeOneFiniteNumber();
  });

  example('a good prediction of the book’s digit 2 costs 0.5108', () => {
    expect(crossEntropyError(y, t)).toAgreeWith(0.510825457099338);
  });

  example('a wrong prediction of the book’s digit 2 costs 16.118, not infinity', () => {
    expect(crossEntropyError(wrongY, t)).toAgreeWith(16.11809565095832);
  });

  law(
    'does not modify y or t',
    predictions(),
    ({ y, t }) => {
      expectUntouched({ y, t }, () => crossEntropyError(y, t));
    },
    ANY_INPUT,
  );

  law(
    'of one sample is −log of the probability of the true class',
    predictions({ maxRows: 1 }),
    ({ y, t, labels }) => {
      expect(crossEntropyError(y.row(0), t.row(0))).toAgreeWith(meanCrossEntropy(y, labels));
    },
  );

  law('of a batch is the mean of its samples’ errors', predictions(), ({ y, t, labels }) => {
    expect(crossEntropyError(y, t)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law('is finite and exact also where predictions put everything on one class', allIn, ({ y, t, labels }) => {
    expect(crossEntropyError(y, t)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law(
    'does not change when each sample is in the batch twice',
    predictions(),
    ({ y, t, labels }) => {
      const twice = [...labels.keys(), ...labels.keys()];
      expect(crossEntropyError(y.take(twice), t.take(twice))).toAgreeWith(crossEntropyError(y, t));
    },
    ANY_INPUT,
  );

  law('grows as the true class loses probability', growingChance, ({ low, rise, label }) => {
    const t = oneHot([label], 3).row(0);
    const [bad, good] = [betting(low, label), betting(low + rise, label)];
    expect(crossEntropyError(bad, t)).toBeGreaterThan(crossEntropyError(good, t));
  });

  law('is smallest when the prediction equals the target', predictions(), ({ y, t }) => {
    expect(crossEntropyError(t, t)).toAgreeWith(-Math.log(1 + 1e-7));
    expect(crossEntropyError(t, t)).toBeLessThan(crossEntropyError(y, t));
  });

  law('does not depend on how the other classes share the rest', predictions(), ({ y, t, labels }) => {
    const others = y.map((value, i) => (t.data[i] === 1 ? value : value / 2));
    expect(crossEntropyError(others, t)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law(
    'of a batch of several hundred samples counts them all',
    manyRows().chain((rows) => predictions({ minRows: rows, maxRows: rows })),
    ({ y, t, labels }) => {
      expect(crossEntropyError(y, t)).toAgreeWith(meanCrossEntropy(y, labels));
    },
    { runs: 3 },
  );
});

describeFunction('crossEntropyErrorOfLabels', crossEntropyErrorOfLabels, () => {
  gate('returns one finite number', () => {
    expect(crossEntropyErrorOfLabels(array([[0.5, 0.5]]), [0])).toBeOneFiniteNumber();
  });

  example('a good prediction of the book’s digit 2 costs 0.5108', () => {
    expect(crossEntropyErrorOfLabels(y, [2])).toAgreeWith(0.510825457099338);
  });

  example('a wrong prediction of the book’s digit 2 costs 16.118, not infinity', () => {
    expect(crossEntropyErrorOfLabels(wrongY, [2])).toAgreeWith(16.11809565095832);
  });

  law(
    'does not modify y or labels',
    predictions(),
    ({ y, labels }) => {
      expectUntouched({ y, labels }, () => crossEntropyErrorOfLabels(y, labels));
    },
    ANY_INPUT,
  );

  law(
    'of one sample is −log of the probability of its label',
    predictions({ maxRows: 1 }),
    ({ y, labels }) => {
      expect(crossEntropyErrorOfLabels(y.row(0), labels)).toAgreeWith(meanCrossEntropy(y, labels));
    },
  );

  law('of a batch is the mean of its samples’ errors', predictions(), ({ y, labels }) => {
    expect(crossEntropyErrorOfLabels(y, labels)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law('is finite and exact also where predictions put everything on one class', allIn, ({ y, labels }) => {
    expect(crossEntropyErrorOfLabels(y, labels)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law('does not depend on how the other classes share the rest', predictions(), ({ y, t, labels }) => {
    const others = y.map((value, i) => (t.data[i] === 1 ? value : value / 2));
    expect(crossEntropyErrorOfLabels(others, labels)).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law('does not depend on the order of the samples', predictions(), ({ y, labels }) => {
    const backwards = [...labels.keys()].reverse();
    const error = crossEntropyErrorOfLabels(y.take(backwards), [...labels].reverse());
    expect(error).toAgreeWith(meanCrossEntropy(y, labels));
  });

  law(
    'of a batch of several hundred samples counts them all',
    manyRows().chain((rows) => predictions({ minRows: rows, maxRows: rows })),
    ({ y, labels }) => {
      expect(crossEntropyErrorOfLabels(y, labels)).toAgreeWith(meanCrossEntropy(y, labels));
    },
    { runs: 3 },
  );
});
