// The laws of topic 09 · a small network, and the gradient of its loss.
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
  underTest,
} from '#engine/suite';
import * as topic from '#topics/09-simple-net';
import { array, zeros, zerosLike, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { decimals, manyRows, matrixOf, seeds, sizes } from './support/arbitraries';
import { batchOf } from './support/net-arbitraries';
import { BY_DIFFERENCES, EXACTLY, expectDrawnOneByOne } from './support/net-expectations';
import { meanCrossEntropy, rowsOf, softmaxOf } from './support/reference';

const { SimpleNet } = underTest(topic);

/** A network with these weights. */
function netWith(W: NDArray): topic.SimpleNet {
  const net = new SimpleNet(seededRandom(1));
  net.W = W.copy();
  return net;
}

/** Σᵢ xᵢ·Wᵢⱼ for each sample, one row each. */
function scoresOf(x: NDArray, W: NDArray): NDArray {
  return array(rowsOf(x).map((row) => [0, 1, 2].map((j) => row[0] * W.at(0, j) + row[1] * W.at(1, j))));
}

/** The slope of the loss along each weight, by calculus: the mean over the samples of xᵢ·(yⱼ − tⱼ). */
function slopesOf(x: NDArray, W: NDArray, labels: number[], small: number): NDArray {
  const slopes = zerosLike(W);
  const samples = rowsOf(x);
  rowsOf(softmaxOf(scoresOf(x, W))).forEach((y, n) => {
    const damping = y[labels[n]] / (y[labels[n]] + small); // what the small number inside the logarithm does
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 3; j++) {
        const error = damping * (y[j] - (j === labels[n] ? 1 : 0));
        slopes.data[i * 3 + j] += (samples[n][i] * error) / labels.length;
      }
    }
  });
  return slopes;
}

/** Topic 11 leaves the 1e-7 out of its slopes; whoever finds them by its formula here already is right as well. */
function expectSlopes(slopes: NDArray, x: NDArray, W: NDArray, labels: number[]): void {
  const [exact, simpler] = [1e-7, 0].map((small) => slopesOf(x, W, labels, small));
  const distanceTo = (other: NDArray): number => slopes.sub(other).map(Math.abs).max();
  const isSameShape = slopes.shape.join() === exact.shape.join();
  const expected = isSameShape && distanceTo(simpler) < distanceTo(exact) ? simpler : exact;
  expect(slopes).toAgreeWith(expected, BY_DIFFERENCES);
}

const weights = matrixOf(2, 3, decimals(-1, 1));
const netAndBatch = sizes(4)
  .chain((rows) => fc.record({ W: weights, batch: batchOf(rows, 2, 3) }))
  .map(({ W, batch }) => ({ W, ...batch }));
const netAndLargeBatch = manyRows()
  .chain((rows) => fc.record({ W: weights, batch: batchOf(rows, 2, 3) }))
  .map(({ W, batch }) => ({ W, ...batch }));
const netAndSample = fc.record({ W: weights, batch: batchOf(1, 2, 3) }).map(({ W, batch }) => ({
  W,
  x: batch.x.row(0),
  t: batch.t.row(0),
  labels: batch.labels,
}));

// The book's network, sample and target.
const W = array([
  [0.47355232, 0.9977393, 0.84668094],
  [0.85557411, 0.03563661, 0.69422093],
]);
const x = array([0.6, 0.9]);
const t = array([0, 0, 1]);

describeFunction('SimpleNet', SimpleNet, () => {
  gate('has weights W: 2×3 finite numbers', () => {
    const net = new SimpleNet(seededRandom(1));
    expect(net.W).toHaveShape([2, 3]);
    expect(net.W).toBeFinite();
  });

  law('draws each of the six weights separately', fc.record({ seed: seeds() }), ({ seed }) => {
    const net = new SimpleNet(seededRandom(seed));
    expect(new Set(net.W.data).size).toBe(6);
  });

  law(
    'has the same weights from the same seed',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const net = new SimpleNet(seededRandom(seed));
      expect(new SimpleNet(seededRandom(seed)).W).toAgreeWith(net.W);
    },
    ANY_INPUT,
  );

  law(
    'has different weights when another network is made from the same source',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const random = seededRandom(seed);
      const net = new SimpleNet(random);
      expect(new SimpleNet(random).W).not.toAgreeWith(net.W);
    },
    ANY_INPUT,
  );

  law(
    'has different weights from a different seed',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const net = new SimpleNet(seededRandom(seed));
      expect(new SimpleNet(seededRandom(seed)).W).toAgreeWith(net.W); // numbers of one's own would differ from seed to seed, too
      const other = new SimpleNet(seededRandom(seed + 1));
      expect(other.W).not.toAgreeWith(net.W);
      expectDrawnOneByOne(seed, (random) => new SimpleNet(random).W.data);
    },
    ANY_INPUT,
  );

  example('weights are normally distributed, with mean 0 and standard deviation 1', () => {
    const random = seededRandom(2026);
    const drawn = Array.from({ length: 500 }, () => [...new SimpleNet(random).W.data]).flat();
    const shareWhere = (holds: (weight: number) => boolean): number =>
      drawn.filter(holds).length / drawn.length;
    const mean = drawn.reduce((sum, weight) => sum + weight, 0) / drawn.length;
    const variance = drawn.reduce((sum, weight) => sum + weight ** 2, 0) / drawn.length;

    // Six standard deviations of what 3,000 normal numbers give leave these bounds.
    expect(mean).toAgreeWith(0, { absolute: 0.11, of: phrase`the mean of ${{ name: '3,000 weights' }}` });
    expect(variance).toAgreeWith(1, {
      absolute: 0.16,
      of: phrase`the mean square of ${{ name: '3,000 weights' }}`,
    });
    const farOut = shareWhere((weight) => Math.abs(weight) > 2); // uniform numbers of this spread end at 1.73
    expect(farOut).toAgreeWith(0.0455, { absolute: 0.023, of: 'the share of weights beyond ±2' });
  });
});

describeFunction('SimpleNet.predict', SimpleNet, () => {
  gate('returns three finite scores', () => {
    const scores = new SimpleNet(seededRandom(1)).predict(array([1, 2]));
    expect(scores).toHaveShape([3]);
    expect(scores).toBeFinite();
  });

  example('the book’s network gives its sample the scores 1.0541, 0.6307 and 1.1328', () => {
    const expected = [1.054148091, 0.630716529, 1.132807401];
    expect(netWith(W).predict(x)).toAgreeWith(expected);
  });

  law(
    'does not modify x or W',
    netAndBatch,
    ({ W, x }) => {
      const net = netWith(W);
      expectUntouched({ x }, () => net.predict(x));
      expect(net.W).toAgreeWith(W, { ...EXACTLY, of: about('W', 'afterwards') });
    },
    ANY_INPUT,
  );

  law('of one sample is x·W', netAndSample, ({ W, x }) => {
    expect(netWith(W).predict(x)).toAgreeWith(scoresOf(x, W).row(0));
  });

  law('of a batch is one row of scores for each sample', netAndBatch, ({ W, x }) => {
    expect(netWith(W).predict(x)).toAgreeWith(scoresOf(x, W));
  });

  law(
    'uses the current W',
    fc.record({ W: weights, newW: weights }),
    ({ W, newW }) => {
      const net = netWith(W);
      net.predict(x);
      net.W = newW;
      expect(net.predict(x)).toAgreeWith(scoresOf(x, newW).row(0));
    },
    ANY_INPUT,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    netAndBatch,
    ({ W, x }) => {
      const net = netWith(W);
      expectKept(
        () => net.predict(x),
        () => net.predict(x.add(1)),
      );
    },
    ANY_INPUT,
  );
});

describeFunction('SimpleNet.loss', SimpleNet, () => {
  gate('returns one finite number', () => {
    expect(new SimpleNet(seededRandom(1)).loss(array([1, 2]), array([0, 1, 0]))).toBeOneFiniteNumber();
  });

  example('the book’s network has the loss 0.92807', () => {
    expect(netWith(W).loss(x, t)).toAgreeWith(0.9280682857864075);
  });

  example('with all weights 0, each class gets a third, and the loss is log 3', () => {
    expect(netWith(zeros([2, 3])).loss(x, t)).toAgreeWith(-Math.log(1 / 3 + 1e-7));
  });

  law(
    'does not modify x, t or W',
    netAndBatch,
    ({ W, x, t }) => {
      const net = netWith(W);
      expectUntouched({ x, t }, () => net.loss(x, t));
      expect(net.W).toAgreeWith(W, { ...EXACTLY, of: about('W', 'afterwards') });
    },
    ANY_INPUT,
  );

  law('of one sample is the cross-entropy error of softmax(x·W)', netAndSample, ({ W, x, t, labels }) => {
    expect(netWith(W).loss(x, t)).toAgreeWith(meanCrossEntropy(softmaxOf(scoresOf(x, W)), labels));
  });

  law('of a batch is the mean of its samples’ losses', netAndBatch, ({ W, x, t, labels }) => {
    expect(netWith(W).loss(x, t)).toAgreeWith(meanCrossEntropy(softmaxOf(scoresOf(x, W)), labels));
  });

  law('stays finite when the scores are huge', netAndBatch, ({ W, x, t, labels }) => {
    const hugeX = x.mul(1000);
    const expected = meanCrossEntropy(softmaxOf(scoresOf(hugeX, W)), labels);
    // Scores of up to 5e4 are rounded by 1e-11, which is how far off their exponentials are, as a share.
    expect(netWith(W).loss(hugeX, t)).toAgreeWith(expected, { relative: 1e-6, absolute: 1e-9 });
  });

  law(
    'of a batch of several hundred samples counts them all',
    netAndLargeBatch,
    ({ W, x, t, labels }) => {
      expect(netWith(W).loss(x, t)).toAgreeWith(meanCrossEntropy(softmaxOf(scoresOf(x, W)), labels));
    },
    { runs: 3 },
  );
});

describeFunction('SimpleNet.gradient', SimpleNet, () => {
  gate('returns 2×3 finite numbers', () => {
    const gradient = new SimpleNet(seededRandom(1)).gradient(array([1, 2]), array([0, 1, 0]));
    expect(gradient).toHaveShape([2, 3]);
    expect(gradient).toBeFinite();
  });

  example('the book’s network: dW is the outer product of x and y − t', () => {
    const expected = [
      [0.21924757, 0.14356243, -0.36281],
      [0.32887136, 0.21534364, -0.544215],
    ];
    expect(netWith(W).gradient(x, t)).toAgreeWith(expected, BY_DIFFERENCES);
  });

  law(
    'does not modify x or t',
    netAndBatch,
    ({ W, x, t }) => {
      const net = netWith(W);
      expectUntouched({ x, t }, () => net.gradient(x, t));
    },
    ANY_INPUT,
  );

  law('restores W exactly', netAndBatch, ({ W, x, t }) => {
    const net = netWith(W);
    net.gradient(x, t);
    expect(net.W).toAgreeWith(W, { ...EXACTLY, of: about('W', 'afterwards') });
  });

  law('of one sample is the slope of its loss along each weight', netAndSample, ({ W, x, t, labels }) => {
    expectSlopes(netWith(W).gradient(x, t), x, W, labels);
  });

  law('of a batch is the mean of its samples’ gradients', netAndBatch, ({ W, x, t, labels }) => {
    expectSlopes(netWith(W).gradient(x, t), x, W, labels);
  });

  law(
    'is also right for a new network',
    fc.record({ seed: seeds(), batch: batchOf(2, 2, 3), change: weights }),
    ({ seed, batch: { x, t, labels }, change }) => {
      const net = new SimpleNet(seededRandom(seed));
      expectSlopes(net.gradient(x, t), x, net.W, labels);
      // With weights of one's own, such as zeros, that may be easy; not with others.
      const changed = net.W.add(change);
      net.W = changed;
      expectSlopes(net.gradient(x, t), x, changed, labels);
    },
  );

  law('has rows that add up to 0', netAndBatch, ({ W, x, t }) => {
    const gradient = netWith(W).gradient(x, t);
    expect(gradient.sum(1)).toAgreeWith([0, 0], { ...BY_DIFFERENCES, of: 'the sums of the rows' });
  });

  law('has rows in the ratio of the inputs, for one sample', netAndSample, ({ W, x, t }) => {
    const gradient = netWith(W).gradient(x, t);
    const [first, second] = [gradient.row(0), gradient.row(1)];
    expect(first.mul(x.at(1))).toAgreeWith(second.mul(x.at(0)), {
      ...BY_DIFFERENCES,
      of: phrase`${{ a: 'row 0 · x[1]' }}, expected to be ${{ b: 'row 1 · x[0]' }}`,
    });
  });

  law(
    'uses the current W',
    fc.record({ W: weights, newW: weights, label: fc.integer({ min: 0, max: 2 }) }),
    ({ W, newW, label }) => {
      const net = netWith(W);
      const t = zeros([3]).map((_, j) => (j === label ? 1 : 0));
      net.gradient(x, t);
      net.W = newW;
      expectSlopes(net.gradient(x, t), x, newW, [label]);
    },
    ANY_INPUT,
  );

  law('points uphill: a small step against it lowers the loss', netAndBatch, ({ W, x, t, labels }) => {
    const lossWith = (weights: NDArray) => meanCrossEntropy(softmaxOf(scoresOf(x, weights)), labels);
    const gradient = netWith(W).gradient(x, t);
    const after = lossWith(W.sub(gradient.mul(0.1)));
    expect(after).toBeLessThanOrEqual(lossWith(W) + 1e-12); // at the lowest point, rounding is left
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    netAndBatch,
    ({ W, x, t }) => {
      const net = netWith(W);
      expectKept(
        () => net.gradient(x, t),
        () => net.gradient(x.add(1), t),
      );
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    netAndLargeBatch,
    ({ W, x, t, labels }) => {
      expectSlopes(netWith(W).gradient(x, t), x, W, labels);
    },
    { runs: 3 },
  );
});
