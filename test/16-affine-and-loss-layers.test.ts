// The laws of topic 16 · affine and loss layers.
import {
  ANY_INPUT,
  about,
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
import * as topic from '#topics/16-affine-and-loss-layers';
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { decimals, labelsOf, manyRows, matrixOf, sizes, vectorOf } from './support/arbitraries';
import { EXACTLY, expectExact } from './support/net-expectations';
import { differenceGradient, meanCrossEntropy, rowsOf, softmaxOf } from './support/reference';

const { Affine, SoftmaxWithLoss } = underTest(topic);

// ── what is expected, in plain arithmetic ────────────────────────────────────────────────────────────────────────

/** Weights (D, H) and biases (H), what passes forward (N, D), and the slopes that come back (N, H). */
interface Passage {
  W: NDArray;
  b: NDArray;
  x: NDArray;
  dout: NDArray;
}

const sumOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The matrix product, row by column. */
function product(left: NDArray, right: NDArray): NDArray {
  const columns = transposed(rowsOf(right));
  return array(
    rowsOf(left).map((row) => columns.map((column) => sumOf(row.map((value, i) => value * column[i])))),
  );
}

const transposed = (rows: number[][]): number[][] => rows[0].map((_, j) => rows.map((row) => row[j]));
const transpose = (a: NDArray): NDArray => array(transposed(rowsOf(a)));
const rowSums = (a: NDArray): NDArray => array(transposed(rowsOf(a)).map(sumOf));

const outOf = ({ W, b, x }: Passage): NDArray =>
  array(rowsOf(product(x, W)).map((row) => row.map((value, j) => value + b.data[j])));

/** What a change of `out` is worth: the sum of its numbers, each times its slope. */
const worth = (out: NDArray, dout: NDArray): number =>
  sumOf([...out.data].map((value, i) => value * dout.data[i]));

// ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────

function passages(rows: fc.Arbitrary<number> = sizes(4), element = decimals()): fc.Arbitrary<Passage> {
  return fc.tuple(rows, sizes(3), sizes(3)).chain(([N, D, H]) =>
    fc.record({
      W: matrixOf(D, H, element),
      b: vectorOf(H, element),
      x: matrixOf(N, D, element),
      dout: matrixOf(N, H, element),
    }),
  );
}

const twoPassages = fc.record({ first: passages(), second: passages() });

/** Two batches for the same layer. */
const twoBatches = fc.tuple(sizes(4), sizes(4), sizes(3), sizes(3)).chain(([N, M, D, H]) =>
  fc.record({
    W: matrixOf(D, H),
    b: vectorOf(H),
    before: fc.record({ x: matrixOf(M, D), dout: matrixOf(M, H) }),
    x: matrixOf(N, D),
    dout: matrixOf(N, H),
  }),
);

/** A layer with copies of these weights, through which `x` has passed. */
function forwarded({ W, b, x }: Passage): topic.Affine {
  const layer = new Affine(W, b);
  layer.forward(x);
  return layer;
}

/** Scores of up to ±2, so that each probability is above 0.006, and the true classes. */
interface Scored {
  a: NDArray;
  t: NDArray;
  labels: number[];
}

function scored(rows: fc.Arbitrary<number> = sizes(4)): fc.Arbitrary<Scored> {
  return fc
    .tuple(rows, sizes(4, 2))
    .chain(([N, C]) => fc.record({ a: matrixOf(N, C, decimals(-2, 2)), labels: labelsOf(N, C) }))
    .map(({ a, labels }) => ({ a, t: oneHot(labels, a.shape[1]), labels }));
}

const twoScored = fc.record({ first: scored(), second: scored() });

/** (y − t) / N. The 1e-7 inside the logarithm makes the slopes of a sample smaller by a share of 1e-7 / y. */
function slopesOf({ a, t, labels }: Scored, insideLog = 0): NDArray {
  const y = softmaxOf(a); // (N, C)
  const [N, C] = a.shape;
  const share = (n: number): number => y.at(n, labels[n]) / (y.at(n, labels[n]) + insideLog);
  return y.map((value, i) => (share(Math.floor(i / C)) * (value - t.data[i])) / N);
}

/** With the 1e-7 or without it: both are right. What comes from differences is right to eight digits or so. */
function expectSlopes(
  received: NDArray,
  scores: Scored,
  { factor = 1, scale = 1, of }: { factor?: number; scale?: number; of?: Wording } = {},
): void {
  const exact = [0, 1e-7].map((insideLog) => slopesOf(scores, insideLog).mul(factor));
  expectExact(received, exact, { of, scale });
}

/** What a central difference leaves of a slope, and the 1e-7. */
const NEARLY = { relative: 2e-5, absolute: 2e-5 };

/** A layer through which these have passed. */
function scoredBy({ a, t }: { a: NDArray; t: NDArray | number[] }): topic.SoftmaxWithLoss {
  const layer = new SoftmaxWithLoss();
  layer.forward(a, t);
  return layer;
}

// Two samples with two numbers each, and three outputs.
const byHand: Passage = {
  W: array([
    [1, 0, -1],
    [2, 1, 0],
  ]),
  b: array([0.5, 0, 1]),
  x: array([
    [1, 2],
    [-1, 0],
  ]),
  dout: array([
    [1, 2, 3],
    [0, -1, 1],
  ]),
};

describeFunction('Affine', Affine, () => {
  gate('holds W and b', () => {
    const { W, b } = new Affine(zeros([2, 3]), zeros([3]));
    expect(W).toHaveShape([2, 3], 'W');
    expect(b).toHaveShape([3], 'b');
  });

  law(
    'holds the weights and the biases that it was given',
    passages(),
    ({ W, b }) => {
      const layer = new Affine(W, b);
      expect(layer.W).toAgreeWith(W, { of: 'W' });
      expect(layer.b).toAgreeWith(b, { of: 'b' });
    },
    ANY_INPUT,
  );

  law(
    'has its own: two layers share nothing',
    twoPassages,
    ({ first, second }) => {
      const [layer, other] = [new Affine(first.W, first.b), new Affine(second.W, second.b)];
      expect(layer.W).toAgreeWith(first.W, { of: about('W', 'of the first layer') });
      expect(layer.b).toAgreeWith(first.b, { of: about('b', 'of the first layer') });
      expect(other.W).toAgreeWith(second.W, { of: about('W', 'of the second layer') });
    },
    ANY_INPUT,
  );
});

describeFunction('Affine.forward', Affine, () => {
  gate('returns finite numbers, one row for each sample', () => {
    const out = new Affine(zeros([2, 3]), zeros([3])).forward(zeros([4, 2]));
    expect(out).toHaveShape([4, 3]);
    expect(out).toBeFinite();
  });

  example('two samples, computed by hand', () => {
    const { W, b, x } = byHand;
    expect(new Affine(W, b).forward(x)).toAgreeWith([
      [5.5, 2, 0],
      [-0.5, 0, 2],
    ]);
  });

  law(
    'does not modify x, W or b',
    passages(),
    ({ W, b, x }) => {
      const layer = new Affine(W, b);
      expectUntouched({ x }, () => layer.forward(x));
      expect(layer.W).toAgreeWith(W, { ...EXACTLY, of: phrase`${{ name: 'W' }}, afterwards` });
      expect(layer.b).toAgreeWith(b, { ...EXACTLY, of: phrase`${{ name: 'b' }}, afterwards` });
    },
    ANY_INPUT,
  );

  law('is x·W + b', passages(), (passage) => {
    expect(new Affine(passage.W, passage.b).forward(passage.x)).toAgreeWith(outOf(passage));
  });

  // One sample of zeros among others: who leaves out x·W has b in each row.
  law('is b for samples of zeros', passages(sizes(4, 2)), (passage) => {
    const { W, b } = passage;
    const x = passage.x.map((value, i) => (i < W.shape[0] ? 0 : value));
    const out = new Affine(W, b).forward(x);
    expect(array(rowsOf(out)[0])).toAgreeWith(b, { of: phrase`row ${{ n: 0 }}` });
    expect(out).toAgreeWith(outOf({ ...passage, x }));
  });

  law('of a batch is what it is of its samples, one by one', passages(), ({ W, b, x }) => {
    const layer = new Affine(W, b);
    const oneByOne = rowsOf(x).map((row) => rowsOf(layer.forward(array([row])))[0]);
    expect(layer.forward(x)).toAgreeWith(oneByOne);
  });

  law(
    'uses the weights and biases as they stand now',
    passages(),
    (passage) => {
      const layer = forwarded({ ...passage, W: passage.W.add(1), b: passage.b.add(1) });
      layer.W = passage.W;
      layer.b = passage.b;
      expect(layer.forward(passage.x)).toAgreeWith(outOf(passage));
    },
    ANY_INPUT,
  );

  law(
    'keeps what it returned when it is called again',
    passages(),
    ({ W, b, x }) => {
      const layer = new Affine(W, b);
      expectKept(
        () => layer.forward(x),
        () => layer.forward(x.add(1)),
      );
    },
    ANY_INPUT,
  );
});

describeFunction('Affine.backward', Affine, () => {
  gate('returns finite numbers in the shape of x, and leaves dW and db in the shapes of W and b', () => {
    const layer = forwarded({ W: zeros([2, 3]), b: zeros([3]), x: zeros([4, 2]), dout: zeros([4, 3]) });
    const dx = layer.backward(zeros([4, 3]).add(1));
    expect(dx).toHaveShape([4, 2]);
    expect(layer.dW).toHaveShape([2, 3], 'dW');
    expect(layer.db).toHaveShape([3], 'db');
    expect(dx).toBeFinite();
    expect(layer.dW).toBeFinite('dW');
    expect(layer.db).toBeFinite('db');
  });

  example('two samples, computed by hand', () => {
    const layer = forwarded(byHand);
    expect(layer.backward(byHand.dout)).toAgreeWith([
      [-2, 4],
      [-1, -1],
    ]);
    expect(layer.db).toAgreeWith([1, 1, 4], { of: 'db' });
    expect(layer.dW).toAgreeWith(
      [
        [1, 3, 2],
        [2, 4, 6],
      ],
      { of: 'dW' },
    );
  });

  law(
    'does not modify dout, W or b',
    passages(),
    (passage) => {
      const layer = forwarded(passage);
      expectUntouched({ dout: passage.dout }, () => layer.backward(passage.dout));
      expect(layer.W).toAgreeWith(passage.W, { ...EXACTLY, of: phrase`${{ name: 'W' }}, afterwards` });
      expect(layer.b).toAgreeWith(passage.b, { ...EXACTLY, of: phrase`${{ name: 'b' }}, afterwards` });
    },
    ANY_INPUT,
  );

  law('leaves in db the sums of the rows of dout', passages(), (passage) => {
    const layer = forwarded(passage);
    layer.backward(passage.dout);
    expect(layer.db).toAgreeWith(rowSums(passage.dout), { of: 'db' });
  });

  law('leaves in dW what xᵀ·dout is', passages(), (passage) => {
    const layer = forwarded(passage);
    layer.backward(passage.dout);
    expect(layer.dW).toAgreeWith(product(transpose(passage.x), passage.dout), { of: 'dW' });
  });

  law('returns dout·Wᵀ', passages(), (passage) => {
    expect(forwarded(passage).backward(passage.dout)).toAgreeWith(
      product(passage.dout, transpose(passage.W)),
    );
  });

  law('agrees with the numerical gradient', passages(sizes(3), decimals(-2, 2)), (passage) => {
    const { x, W, b, dout } = passage;
    const layer = forwarded(passage);
    const dx = layer.backward(dout);
    const slopes = (name: 'x' | 'W' | 'b', at: NDArray): NDArray =>
      differenceGradient((moved) => worth(outOf({ ...passage, [name]: moved }), dout), at);
    const byDifferences = { relative: 1e-6, absolute: 1e-6 };
    expect(dx).toAgreeWith(slopes('x', x), byDifferences);
    expect(layer.dW).toAgreeWith(slopes('W', W), { ...byDifferences, of: 'dW' });
    expect(layer.db).toAgreeWith(slopes('b', b), { ...byDifferences, of: 'db' });
  });

  law(
    'goes back through the last forward, and leaves its slopes only',
    twoBatches,
    ({ W, b, before, x, dout }) => {
      const layer = forwarded({ W, b, ...before });
      layer.backward(before.dout);
      layer.forward(x);
      expect(layer.backward(dout)).toAgreeWith(product(dout, transpose(W)));
      expect(layer.dW).toAgreeWith(product(transpose(x), dout), { of: about('dW', 'of the second batch') });
      expect(layer.db).toAgreeWith(rowSums(dout), { of: about('db', 'of the second batch') });
    },
  );

  law(
    'goes back through its own forward: two layers share nothing',
    twoPassages,
    ({ first, second }) => {
      const [layer, other] = [new Affine(first.W, first.b), new Affine(second.W, second.b)];
      layer.forward(first.x);
      other.forward(second.x);
      expect(layer.backward(first.dout)).toAgreeWith(product(first.dout, transpose(first.W)), {
        of: 'of the first layer',
      });
      other.backward(second.dout);
      expect(layer.dW).toAgreeWith(product(transpose(first.x), first.dout), {
        of: about('dW', 'of the first layer'),
      });
      expect(other.dW).toAgreeWith(product(transpose(second.x), second.dout), {
        of: about('dW', 'of the second layer'),
      });
      expect(layer.db).toAgreeWith(rowSums(first.dout), { of: about('db', 'of the first layer') });
    },
    ANY_INPUT,
  );

  law('has slopes of a batch that are the sums of its samples’ slopes', passages(), (passage) => {
    const together = forwarded(passage);
    together.backward(passage.dout);
    const samples = rowsOf(passage.x).map((row, n) => {
      const layer = forwarded({ ...passage, x: array([row]) });
      layer.backward(passage.dout.take([n]));
      return layer;
    });
    expect(together.dW).toAgreeWith(
      samples.map(({ dW }) => dW).reduce((sum, dW) => sum.add(dW)),
      { of: 'dW' },
    );
    expect(together.db).toAgreeWith(
      samples.map(({ db }) => db).reduce((sum, db) => sum.add(db)),
      { of: 'db' },
    );
  });

  law(
    'keeps what it returned when it is called again',
    passages(),
    (passage) => {
      const layer = forwarded(passage);
      expectKept(
        () => layer.backward(passage.dout),
        () => layer.backward(passage.dout.add(1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'leaves a new dW and a new db each time',
    passages(),
    (passage) => {
      const layer = forwarded(passage);
      expectKept(
        () => {
          layer.backward(passage.dout);
          return { dW: layer.dW, db: layer.db };
        },
        () => layer.backward(passage.dout.add(1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples counts them all',
    passages(manyRows()),
    (passage) => {
      const layer = forwarded(passage);
      expect(layer.backward(passage.dout)).toAgreeWith(product(passage.dout, transpose(passage.W)));
      expect(layer.dW).toAgreeWith(product(transpose(passage.x), passage.dout), { absolute: 1e-9, of: 'dW' });
      expect(layer.db).toAgreeWith(rowSums(passage.dout), { absolute: 1e-9, of: 'db' });
    },
    { runs: 2 },
  );

  law(
    'throws when there was no forward to go back through',
    passages(),
    ({ W, b, dout }) => {
      const layer = new Affine(W, b);
      expect(() => layer.backward(dout)).toThrow();
    },
    ANY_INPUT,
  );
});

describeFunction('SoftmaxWithLoss.forward', SoftmaxWithLoss, () => {
  gate('returns one finite number', () => {
    expect(new SoftmaxWithLoss().forward(zeros([2, 3]), oneHot([0, 2], 3))).toBeOneFiniteNumber();
  });

  example('two equal scores cost log 2', () => {
    expect(new SoftmaxWithLoss().forward(array([[1, 1]]), array([[1, 0]]))).toAgreeWith(
      -Math.log(0.5 + 1e-7),
    );
  });

  example('ten equal scores cost log 10', () => {
    const loss = new SoftmaxWithLoss().forward(zeros([3, 10]), oneHot([0, 4, 9], 10));
    expect(loss).toAgreeWith(-Math.log(0.1 + 1e-7));
  });

  example('a label counts like its one-hot row', () => {
    const loss = new SoftmaxWithLoss().forward(array([[0, Math.log(3)]]), [1]);
    expect(loss).toAgreeWith(-Math.log(0.75 + 1e-7));
  });

  law(
    'does not modify a, t or the labels',
    scored(),
    ({ a, t, labels }) => {
      const layer = new SoftmaxWithLoss();
      expectUntouched({ a, t }, () => layer.forward(a, t));
      expectUntouched({ a, labels }, () => layer.forward(a, labels));
    },
    ANY_INPUT,
  );

  law('is the mean cross-entropy error of softmax(a)', scored(), ({ a, t, labels }) => {
    expect(new SoftmaxWithLoss().forward(a, t)).toAgreeWith(meanCrossEntropy(softmaxOf(a), labels));
  });

  law('is the same for labels as for one-hot targets', scored(), ({ a, labels }) => {
    expect(new SoftmaxWithLoss().forward(a, labels)).toAgreeWith(meanCrossEntropy(softmaxOf(a), labels));
  });

  law(
    'does not change when the batch comes twice',
    scored(),
    ({ a, t, labels }) => {
      const layer = new SoftmaxWithLoss();
      const twice = [...labels.keys(), ...labels.keys()];
      expect(layer.forward(a.take(twice), t.take(twice))).toAgreeWith(layer.forward(a, t));
    },
    ANY_INPUT,
  );

  law('does not change when all scores of a sample grow by the same', scored(), ({ a, t, labels }) => {
    const raised = a.map((value, i) => value + 1000 * Math.floor(i / a.shape[1]) - 700);
    expect(new SoftmaxWithLoss().forward(raised, t)).toAgreeWith(meanCrossEntropy(softmaxOf(a), labels), {
      relative: 1e-8,
    });
  });

  law(
    'of several hundred samples counts them all',
    scored(manyRows()),
    ({ a, t, labels }) => {
      expect(new SoftmaxWithLoss().forward(a, t)).toAgreeWith(meanCrossEntropy(softmaxOf(a), labels));
    },
    { runs: 2 },
  );
});

describeFunction('SoftmaxWithLoss.backward', SoftmaxWithLoss, () => {
  gate('returns finite numbers in the shape of a', () => {
    const da = scoredBy({ a: zeros([2, 3]), t: oneHot([0, 2], 3) }).backward();
    expect(da).toHaveShape([2, 3]);
    expect(da).toBeFinite();
  });

  example('two equal scores have the gradient −½ for the true class, and ½ for the other', () => {
    expect(scoredBy({ a: array([[1, 1]]), t: array([[1, 0]]) }).backward()).toAgreeWith(
      [[-0.5, 0.5]],
      NEARLY,
    );
  });

  law('is y − t, divided by the number of samples', scored(), (scores) => {
    expectSlopes(scoredBy(scores).backward(), scores);
  });

  law('is the same for labels as for one-hot targets', scored(), (scores) => {
    const received = scoredBy({ a: scores.a, t: scores.labels }).backward();
    expectSlopes(received, scores);
  });

  law('agrees with the numerical gradient', scored(), (scores) => {
    const { a, labels } = scores;
    const received = scoredBy(scores).backward();
    const expected = differenceGradient((moved) => meanCrossEntropy(softmaxOf(moved), labels), a);
    expect(received).toAgreeWith(expected, NEARLY);
    expectSlopes(received, scores);
  });

  law('has slopes that cancel each other in each row', scored(), (scores) => {
    const da = scoredBy(scores).backward();
    expect(da.sum(1)).toAgreeWith(zeros([scores.labels.length]), { of: 'the sums of the rows' });
  });

  law(
    'grows in proportion to dout',
    fc.record({ scores: scored(), dout: fc.oneof(decimals(-20, 20), fc.constant(0)) }),
    ({ scores, dout }) => {
      // Where the true class has nearly all, 1 is taken from a y that is nearly 1: what is left of it is small, and the rounding, times dout, is not.
      expectSlopes(scoredBy(scores).backward(dout), scores, { factor: dout, scale: 1 + Math.abs(dout) });
    },
  );

  law(
    'takes dout as 1 by default',
    scored(),
    (scores) => {
      expect(scoredBy(scores).backward()).toAgreeWith(scoredBy(scores).backward(1));
    },
    ANY_INPUT,
  );

  law('goes back through the last forward, not the first', twoScored, ({ first, second }) => {
    const layer = scoredBy(first);
    layer.backward();
    layer.forward(second.a, second.t);
    expectSlopes(layer.backward(), second);
  });

  law(
    'goes back through its own forward: two layers share nothing',
    twoScored,
    ({ first, second }) => {
      const [layer, other] = [scoredBy(first), scoredBy(second)];
      expectSlopes(layer.backward(), first, { of: 'of the first layer' });
      expectSlopes(other.backward(), second, { of: 'of the second layer' });
    },
    ANY_INPUT,
  );

  law(
    'is the same when it is called a second time',
    scored(),
    (scores) => {
      const [layer, labeled] = [scoredBy(scores), scoredBy({ a: scores.a, t: scores.labels })];
      layer.backward();
      labeled.backward();
      expectSlopes(layer.backward(), scores);
      expectSlopes(labeled.backward(), scores, { of: 'with labels' });
    },
    ANY_INPUT,
  );

  law('is nearly 0 when the prediction equals the target', scored(), ({ t, labels }) => {
    expect(scoredBy({ a: t.mul(50), t }).backward()).toAgreeWith(zeros([labels.length, t.shape[1]]), {
      absolute: 1e-6,
    });
  });

  law(
    'keeps what it returned when it is called again',
    scored(),
    (scores) => {
      const layer = scoredBy(scores);
      expectKept(
        () => layer.backward(),
        () => layer.backward(2),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples counts them all',
    scored(manyRows()),
    (scores) => {
      const N = scores.labels.length;
      expectSlopes(scoredBy(scores).backward().mul(N), scores, {
        factor: N,
        of: 'times the number of samples',
      });
    },
    { runs: 2 },
  );

  law(
    'throws when there was no forward to go back through',
    fc.record({ dout: decimals() }),
    ({ dout }) => {
      const layer = new SoftmaxWithLoss();
      expect(() => layer.backward(dout)).toThrow();
    },
    ANY_INPUT,
  );
});
