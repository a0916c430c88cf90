// The laws of topic 10 · the two-layer network.
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
  underTest,
} from '#engine/suite';
import * as topic from '#topics/10-two-layer-net';
import { array, oneHot, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { seeds, sharesInTurn, sizes, tenths } from './support/arbitraries';
import { anyRandom, batchOf, netsAndBatches, paramsOf } from './support/net-arbitraries';
import { BY_DIFFERENCES, EXACTLY, expectDrawnOneByOne, expectParams } from './support/net-expectations';
import { rowsOf } from './support/reference';
import { exactGradient, probabilityRows, ReferenceNet, type Params } from './support/reference-net';

const { TwoLayerNet } = underTest(topic);

/** A network of these sizes, from a seed. */
function newNet(inputSize: number, hiddenSize: number, outputSize: number, seed = 1): topic.TwoLayerNet {
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, random: seededRandom(seed) });
}

/** A network with copies of these parameters. */
function netWith({ W1, b1, W2, b2 }: Params): topic.TwoLayerNet {
  const [[inputSize, hiddenSize], [, outputSize]] = [W1.shape, W2.shape];
  const net = new TwoLayerNet({ inputSize, hiddenSize, outputSize, random: anyRandom() });
  net.params = { W1: W1.copy(), b1: b1.copy(), W2: W2.copy(), b2: b2.copy() };
  return net;
}

/** A network whose weights and hidden biases are 0, so that only b2 decides, whatever the input is. */
function netDecidedBy(b2: number[]): topic.TwoLayerNet {
  return netWith({ W1: zeros([2, 3]), b1: zeros([3]), W2: zeros([3, b2.length]), b2: array(b2) });
}

/** Each sample has one most probable class, and by a margin that no rounding can turn over. */
function isClear({ params, x }: { params: Params; x: NDArray }): boolean {
  return probabilityRows(params, x).every((y) => {
    const [best, second] = [...y].sort((a, b) => b - a);
    return best - second > 1e-6;
  });
}

/** What was the most probable class is the least probable one. */
function turnedAround({ W2, b2, ...hidden }: Params): Params {
  return { ...hidden, W2: W2.mul(-1), b2: b2.mul(-1) };
}

function expectShapes(
  { W1, b1, W2, b2 }: Params,
  inputSize: number,
  hiddenSize: number,
  outputSize: number,
): void {
  expect(W1).toHaveShape([inputSize, hiddenSize], 'W1');
  expect(b1).toHaveShape([hiddenSize], 'b1');
  expect(W2).toHaveShape([hiddenSize, outputSize], 'W2');
  expect(b2).toHaveShape([outputSize], 'b2');
}

const sizesAndSeed = fc.record({
  inputSize: sizes(4),
  hiddenSize: sizes(4),
  outputSize: sizes(4, 2),
  seed: seeds(),
});

/** Two networks of the same sizes, and a batch that fits both. */
const netsBeforeAndAfter = fc.record({
  before: paramsOf(2, 2, 3),
  after: paramsOf(2, 2, 3),
  batch: batchOf(2, 2, 3),
});

// A network that can be computed by hand: the hidden unit is at 0, where the sigmoid is ½, and both scores are 1.
const byHand: Params = { W1: array([[1]]), b1: array([-3]), W2: array([[2, 0]]), b2: array([0, 1]) };
const x = array([[3]]);
const t = array([[1, 0]]);

describeFunction('TwoLayerNet', TwoLayerNet, () => {
  gate('has four parameters in the shapes of its layers', () => {
    expectShapes(newNet(2, 3, 4).params, 2, 3, 4);
  });

  law('has shapes that follow the sizes', sizesAndSeed, ({ inputSize, hiddenSize, outputSize, seed }) => {
    const { params } = newNet(inputSize, hiddenSize, outputSize, seed);
    expectShapes(params, inputSize, hiddenSize, outputSize);
  });

  law('starts with biases of 0', sizesAndSeed, ({ inputSize, hiddenSize, outputSize, seed }) => {
    const { b1, b2 } = newNet(inputSize, hiddenSize, outputSize, seed).params;
    expect(b1).toAgreeWith(zeros([hiddenSize]), { of: 'b1' });
    expect(b2).toAgreeWith(zeros([outputSize]), { of: 'b2' });
  });

  law('draws each weight separately', sizesAndSeed, ({ inputSize, hiddenSize, outputSize, seed }) => {
    const { W1, W2 } = newNet(inputSize, hiddenSize, outputSize, seed).params;
    expect(new Set([...W1.data, ...W2.data]).size).toBe(W1.size + W2.size);
  });

  law(
    'has the same weights from the same seed',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      expectParams(newNet(2, 3, 2, seed).params, newNet(2, 3, 2, seed).params);
    },
    ANY_INPUT,
  );

  law(
    'has different weights when another network is made from the same source',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const options = { inputSize: 2, hiddenSize: 3, outputSize: 2, random: seededRandom(seed) };
      const [first, second] = [new TwoLayerNet(options).params, new TwoLayerNet(options).params];
      expect(second.W1).not.toAgreeWith(first.W1);
      expect(second.W2).not.toAgreeWith(first.W2);
    },
    ANY_INPUT,
  );

  law(
    'has different weights from a different seed',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const [first, second] = [newNet(2, 3, 2, seed).params, newNet(2, 3, 2, seed + 1).params];
      expectParams(newNet(2, 3, 2, seed).params, first); // numbers of one's own would differ from seed to seed, too
      expect(second.W1).not.toAgreeWith(first.W1);
      expect(second.W2).not.toAgreeWith(first.W2);
      expectDrawnOneByOne(seed, (random) => {
        const { W1, W2 } = new TwoLayerNet({ inputSize: 2, hiddenSize: 3, outputSize: 2, random }).params;
        return [...W1.data, ...W2.data];
      });
    },
    ANY_INPUT,
  );

  law(
    'has weights that grow in proportion to weightInitStd',
    fc.record({ weightInitStd: tenths(0, 2), seed: seeds() }),
    ({ weightInitStd, seed }) => {
      const weights = (std: number): Params =>
        new TwoLayerNet({
          inputSize: 3,
          hiddenSize: 2,
          outputSize: 3,
          weightInitStd: std,
          random: seededRandom(seed),
        }).params;
      const [received, standard] = [weights(weightInitStd), weights(1)];
      expect(received.W1).toAgreeWith(standard.W1.mul(weightInitStd), { of: 'W1' });
      expect(received.W2).toAgreeWith(standard.W2.mul(weightInitStd), { of: 'W2' });
    },
  );

  law(
    'has a weightInitStd of 0.01 by default',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const random = seededRandom(seed);
      const given = { inputSize: 2, hiddenSize: 3, outputSize: 2, weightInitStd: 0.01, random };
      expectParams(newNet(2, 3, 2, seed).params, new TwoLayerNet(given).params);
    },
    ANY_INPUT,
  );

  example('weights are normally distributed, with mean 0 and the requested standard deviation', () => {
    const net = new TwoLayerNet({
      inputSize: 25,
      hiddenSize: 40,
      outputSize: 25,
      weightInitStd: 0.5,
      random: seededRandom(2026),
    });
    for (const name of ['W1', 'W2'] as const) {
      // Six standard deviations of what 1,000 normal numbers give leave these bounds.
      const drawn = net.params[name].div(0.5);
      expect(drawn.mean()).toAgreeWith(0, {
        absolute: 0.19,
        of: phrase`the mean of ${{ name: `${name} / weightInitStd` }}`,
      });
      expect(drawn.square().mean()).toAgreeWith(1, {
        absolute: 0.27,
        of: phrase`the mean square of ${{ name: `${name} / weightInitStd` }}`,
      });
      const farOut = drawn.data.filter((weight) => Math.abs(weight) > 2).length; // uniform ones of this spread end at 1.73
      expect(farOut).toAgreeWith(45.5, {
        absolute: 40,
        of: phrase`how many weights of ${{ name }} are beyond ±2`,
      });
    }
  });
});

describeFunction('TwoLayerNet.predict', TwoLayerNet, () => {
  gate('returns one row of finite numbers for each sample', () => {
    const y = newNet(2, 3, 4).predict(zeros([5, 2]));
    expect(y).toHaveShape([5, 4]);
    expect(y).toBeFinite();
  });

  example('two equal scores become two halves', () => {
    expect(netWith(byHand).predict(x)).toAgreeWith([[0.5, 0.5]]);
  });

  example('scores that differ by log 3 become a quarter and three quarters', () => {
    const b2 = array([0, 1 + Math.log(3)]);
    expect(netWith({ ...byHand, b2 }).predict(x)).toAgreeWith([[0.25, 0.75]]);
  });

  law(
    'does not modify x or the parameters',
    netsAndBatches(),
    ({ params, x }) => {
      const net = netWith(params);
      expectUntouched({ x }, () => net.predict(x));
      expectParams(net.params, params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law('is softmax(sigmoid(x·W1 + b1)·W2 + b2)', netsAndBatches(), ({ params, x }) => {
    expect(netWith(params).predict(x)).toAgreeWith(new ReferenceNet(params).predict(x));
  });

  law('gives each sample probabilities that add up to 1', netsAndBatches(), ({ params, x }) => {
    const y = netWith(params).predict(x);
    expect(Math.min(...y.data)).toBeGreaterThan(0);
    expect(y.sum(1)).toAgreeWith(zeros([x.shape[0]]).add(1), { of: 'the sums of the rows' });
  });

  law('of a batch equals the results of its samples, one by one', netsAndBatches(), ({ params, x }) => {
    const net = netWith(params);
    const oneByOne = rowsOf(x).map((row) => rowsOf(net.predict(array([row])))[0]);
    expect(net.predict(x)).toAgreeWith(oneByOne);
  });

  law(
    'uses the current parameters',
    netsBeforeAndAfter,
    ({ before, after, batch: { x } }) => {
      const net = netWith(before);
      net.predict(x);
      net.params = after;
      expect(net.predict(x)).toAgreeWith(new ReferenceNet(after).predict(x));
    },
    ANY_INPUT,
  );

  law('stays finite when the scores are huge', netsAndBatches(), ({ params, x }) => {
    const { W1, b1, W2, b2 } = params;
    // The hidden units are off or on: were all of them about ½, the scores would hardly depend on x.
    const huge = { W1: W1.mul(20), b1: b1.mul(20), W2: W2.mul(10_000), b2: b2.mul(10_000) };
    const expected = new ReferenceNet(huge).predict(x);
    // Scores of up to 1e6 are rounded by 1e-10, which is how far off their exponentials are, as a share.
    expect(netWith(huge).predict(x)).toAgreeWith(expected, { relative: 1e-6, absolute: 1e-9 });
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    netsAndBatches(),
    ({ params, x }) => {
      const net = netWith(params);
      expectKept(
        () => net.predict(x),
        () => net.predict(x.add(1)),
      );
    },
    ANY_INPUT,
  );
});

describeFunction('TwoLayerNet.loss', TwoLayerNet, () => {
  gate('returns one finite number', () => {
    expect(newNet(2, 3, 4).loss(zeros([1, 2]), oneHot([0], 4))).toBeOneFiniteNumber();
  });

  example('half the probability for the true class costs log 2', () => {
    expect(netWith(byHand).loss(x, t)).toAgreeWith(-Math.log(0.5 + 1e-7));
  });

  example('a network that knows nothing about ten classes costs log 10', () => {
    const loss = netDecidedBy(Array(10).fill(0)).loss(zeros([3, 2]), oneHot([0, 4, 9], 10));
    expect(loss).toAgreeWith(-Math.log(0.1 + 1e-7));
  });

  law(
    'does not modify x, t or the parameters',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = netWith(params);
      expectUntouched({ x, t }, () => net.loss(x, t));
      expectParams(net.params, params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law('is the mean cross-entropy error of the predictions', netsAndBatches(), ({ params, x, t }) => {
    expect(netWith(params).loss(x, t)).toAgreeWith(new ReferenceNet(params).loss(x, t));
  });

  law(
    'does not change when each sample is in the batch twice',
    netsAndBatches(),
    ({ params, x, t, labels }) => {
      const net = netWith(params);
      const twice = [...labels.keys(), ...labels.keys()];
      expect(net.loss(x.take(twice), t.take(twice))).toAgreeWith(net.loss(x, t));
    },
    ANY_INPUT,
  );

  law(
    'uses the current parameters',
    netsBeforeAndAfter,
    ({ before, after, batch: { x, t } }) => {
      const net = netWith(before);
      net.loss(x, t);
      net.params = after;
      expect(net.loss(x, t)).toAgreeWith(new ReferenceNet(after).loss(x, t));
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    netsAndBatches({ minRows: 257, maxRows: 320 }),
    ({ params, x, t }) => {
      expect(netWith(params).loss(x, t)).toAgreeWith(new ReferenceNet(params).loss(x, t));
    },
    { runs: 3 },
  );
});

describeFunction('TwoLayerNet.accuracy', TwoLayerNet, () => {
  gate('returns one finite number', () => {
    expect(newNet(2, 3, 4).accuracy(zeros([1, 2]), oneHot([0], 4))).toBeOneFiniteNumber();
  });

  example('two right answers out of four give 0.5', () => {
    const net = netDecidedBy([0, 1, 0.5]);
    expect(net.accuracy(zeros([4, 2]), oneHot([1, 0, 1, 2], 3))).toAgreeWith(0.5);
  });

  example('the most probable class counts, even when its probability is below one half', () => {
    const net = netDecidedBy([0, 0, 0.1, 0]);
    expect(net.accuracy(zeros([2, 2]), oneHot([2, 2], 4))).toAgreeWith(1);
  });

  law(
    'does not modify x, t or the parameters',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = netWith(params);
      expectUntouched({ x, t }, () => net.accuracy(x, t));
      expectParams(net.params, params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law(
    'is the share of samples whose most probable class is the true one',
    netsAndBatches().filter(isClear),
    ({ params, x, t }) => {
      expect(netWith(params).accuracy(x, t)).toAgreeWith(new ReferenceNet(params).accuracy(x, t));
    },
  );

  law(
    'is 1 when each true class is the predicted one, and 0 when none is',
    fc.record({ given: netsAndBatches().filter(isClear), shares: sharesInTurn }),
    ({ given: { params, x }, shares }) => {
      const net = netWith(params);
      const classCount = params.b2.size;
      const predicted = new ReferenceNet(params).predict(x).argmax(1);
      const others = predicted.map((label) => (label + 1) % classCount);
      for (const share of shares)
        expect(net.accuracy(x, oneHot(share === 1 ? predicted : others, classCount))).toAgreeWith(share);
    },
  );

  law(
    'takes each sample for only one class, even when probabilities are equal',
    fc.record({ classCount: sizes(5, 2), rows: sizes(4) }),
    ({ classCount, rows }) => {
      const net = netDecidedBy(Array(classCount).fill(0));
      const asClass = (label: number): number =>
        net.accuracy(zeros([rows, 2]), oneHot(Array(rows).fill(label), classCount));
      const shares = Array.from({ length: classCount }, (_, label) => asClass(label));
      expect(shares.reduce((sum, share) => sum + share, 0)).toAgreeWith(1, {
        of: 'the sum of the accuracies with each class as the true one',
      });
    },
  );

  law(
    'uses the current parameters',
    netsAndBatches({ minRows: 2 })
      .map((drawn) => ({ ...drawn, after: turnedAround(drawn.params) }))
      .filter(({ params, after, x }) => isClear({ params, x }) && isClear({ params: after, x })),
    ({ params, after, x, t }) => {
      const net = netWith(params);
      net.accuracy(x, t);
      net.params = after;
      expect(net.accuracy(x, t)).toAgreeWith(new ReferenceNet(after).accuracy(x, t));
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    netsAndBatches({ minRows: 257, maxRows: 320 }).filter(isClear),
    ({ params, x, t }) => {
      expect(netWith(params).accuracy(x, t)).toAgreeWith(new ReferenceNet(params).accuracy(x, t));
    },
    { runs: 3 },
  );
});

// Each run of these takes several hundred losses, so there are fewer of them.
const FEWER = { runs: 15 };

describeFunction('TwoLayerNet.numericalGradient', TwoLayerNet, () => {
  gate('returns four finite arrays in the shapes of the parameters', () => {
    const { W1, b1, W2, b2 } = newNet(2, 3, 4).numericalGradient(zeros([1, 2]), oneHot([0], 4));
    expect(W1).toHaveShape([2, 3], 'W1');
    expect(b1).toHaveShape([3], 'b1');
    expect(W2).toHaveShape([3, 4], 'W2');
    expect(b2).toHaveShape([4], 'b2');
    for (const [name, slopes] of Object.entries({ W1, b1, W2, b2 })) expect(slopes).toBeFinite(name);
  });

  example('a network with one hidden unit, computed by hand', () => {
    const expected = {
      W1: array([[-0.75]]),
      b1: array([-0.25]),
      W2: array([[-0.25, 0.25]]),
      b2: array([-0.5, 0.5]),
    };
    expectParams(netWith(byHand).numericalGradient(x, t), expected, BY_DIFFERENCES);
  });

  law(
    'does not modify x or t',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = netWith(params);
      expectUntouched({ x, t }, () => net.numericalGradient(x, t));
    },
    FEWER,
  );

  law(
    'restores the parameters exactly',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = netWith(params);
      net.numericalGradient(x, t);
      expectParams(net.params, params, { ...EXACTLY, of: 'afterwards' });
    },
    FEWER,
  );

  law(
    'is the slope of the loss along each parameter',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectParams(netWith(params).numericalGradient(x, t), exactGradient(params, x, t), BY_DIFFERENCES);
    },
    FEWER,
  );

  law(
    'is also right for a new network',
    fc.record({ seed: seeds(), batch: batchOf(2, 2, 3), change: paramsOf(2, 3, 3) }),
    ({ seed, batch: { x, t }, change }) => {
      const net = newNet(2, 3, 3, seed);
      expectShapes(net.params, 2, 3, 3); // what is expected is computed from them
      const expected = exactGradient(net.params, x, t);
      expectParams(net.numericalGradient(x, t), expected, BY_DIFFERENCES);
      // With weights of one's own, such as zeros, that may be easy; not with others.
      const { W1, b1, W2, b2 } = net.params;
      const changed = {
        W1: W1.add(change.W1),
        b1: b1.add(change.b1),
        W2: W2.add(change.W2),
        b2: b2.add(change.b2),
      };
      net.params = changed;
      expectParams(net.numericalGradient(x, t), exactGradient(changed, x, t), BY_DIFFERENCES);
    },
    FEWER,
  );

  law(
    'does not change when each sample is in the batch twice',
    netsAndBatches(),
    ({ params, x, t, labels }) => {
      const net = netWith(params);
      const twice = [...labels.keys(), ...labels.keys()];
      const expected = net.numericalGradient(x, t);
      expectParams(net.numericalGradient(x.take(twice), t.take(twice)), expected, BY_DIFFERENCES);
    },
    FEWER,
  );

  law(
    'uses the current parameters',
    netsBeforeAndAfter,
    ({ before, after, batch: { x, t } }) => {
      const net = netWith(before);
      net.numericalGradient(x, t);
      net.params = after;
      expectParams(net.numericalGradient(x, t), exactGradient(after, x, t), BY_DIFFERENCES);
    },
    FEWER,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = netWith(params);
      expectKept(
        () => net.numericalGradient(x, t),
        () => net.numericalGradient(x.add(1), t),
      );
    },
    { runs: 5 },
  );
});
