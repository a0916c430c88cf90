// The laws of topic 17 · the layered network.
import {
  ANY_INPUT,
  describeFunction,
  differs,
  example,
  expect,
  expectKept,
  expectUntouched,
  fail,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import { withOriginals } from '#engine/suite/under-test';
import * as topic from '#topics/17-layered-network';
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { decimals, seeds, sharesInTurn, sizes } from './support/arbitraries';
import { anyRandom } from './support/net-arbitraries';
import {
  BY_DIFFERENCES,
  EXACTLY,
  expectDrawnOneByOne,
  expectExactGradient,
  OF_A_LONG_SUM,
} from './support/net-expectations';
import { rowsOf } from './support/reference';
import {
  activationOf,
  depthOf,
  differencesOf,
  exactGradientOf,
  expectAll,
  isOffTheKink,
  layeredCases,
  lossOf,
  mapped,
  paramsOfSizes,
  predictionOf,
  sumsOf,
  weightedSums,
  type LayeredCase,
  type LayeredGiven,
  type LayeredParams,
} from './support/reference-layered-net';

const { LayeredNet, gradientCheck } = underTest(topic);

type Options = Partial<topic.LayeredNetOptions> & { seed?: number };

/** A network with two inputs, hidden layers of 3 and 4 units, and two classes, unless other sizes are given. */
function newNet({ seed = 1, ...options }: Options = {}): topic.LayeredNet {
  const { random = seededRandom(seed), ...sizes } = options;
  return new LayeredNet({ inputSize: 2, hiddenSizes: [3, 4], outputSize: 2, random, ...sizes });
}

/** A network with copies of these parameters. */
function netWith({ activation, params }: LayeredGiven): topic.LayeredNet {
  const net = newNet({ activation, random: anyRandom() });
  net.params = mapped(params, (values) => values.copy());
  return net;
}

const shapesOf = (layerSizes: number[]): Record<string, number[]> => {
  const shapes: Record<string, number[]> = {};
  for (let l = 1; l < layerSizes.length; l++) {
    shapes[`W${l}`] = [layerSizes[l - 1], layerSizes[l]];
    shapes[`b${l}`] = [layerSizes[l]];
  }
  return shapes;
};

/** These names and no others, in these shapes, with finite numbers. */
function expectShapes(params: LayeredParams, shapes: Record<string, number[]>): void {
  expect(params).toHaveNames(Object.keys(shapes));
  for (const [name, shape] of Object.entries(shapes)) {
    expect(params[name]).toHaveShape(shape, name);
    expect(params[name]).toBeFinite(name);
  }
}

const sizesAndSeed = fc.record({
  inputSize: sizes(4),
  hiddenSizes: fc.array(sizes(4), { maxLength: 3 }),
  outputSize: sizes(4, 2),
  seed: seeds(),
});

const isWeights = (name: string): boolean => name.startsWith('W');
const weightsOf = (params: LayeredParams): number[] =>
  Object.keys(params)
    .filter(isWeights)
    .flatMap((name) => [...params[name].data]);

/** Two networks of the same sizes, and a batch that fits both. */
const beforeAndAfter = layeredCases({ minHidden: 1, maxHidden: 2 }).chain((after) =>
  paramsOfSizes(sizesOf(after.params)).map((before) => ({ before, after })),
);

function sizesOf(params: LayeredParams): number[] {
  const inner = Array.from({ length: depthOf(params) }, (_, i) => params[`b${i + 1}`].size);
  return [params.W1.shape[0], ...inner];
}

/** Each sample has one most probable class, and by a margin that no rounding can turn over. */
function isClear({ x, ...given }: LayeredCase): boolean {
  return rowsOf(predictionOf(given, x)).every((y) => {
    const [best, second] = [...y].sort((a, b) => b - a);
    return best - second > 1e-6;
  });
}

/** A network whose weights are 0, so that only the last biases decide, whatever the input is. */
function decidedBy(biases: number[]): topic.LayeredNet {
  const params = { W1: zeros([2, 3]), b1: zeros([3]), W2: zeros([3, biases.length]), b2: array(biases) };
  return netWith({ activation: 'relu', params });
}

/** The hidden units of the first layer in the opposite order. */
function turnedAround(params: LayeredParams): LayeredParams {
  const units = [...Array(params.b1.size).keys()].reverse();
  const { W1, b1, W2 } = params;
  return { ...params, W1: W1.T.take(units).T, b1: array(units.map((j) => b1.at(j))), W2: W2.take(units) };
}

// Two hidden layers of ReLUs, by hand: 3 and 1, then 2, then the scores 0 and log 3, which are ¼ and ¾.
const byHand: LayeredGiven = {
  activation: 'relu',
  params: {
    W1: array([
      [1, -1],
      [1, 1],
    ]),
    b1: array([0, 0]),
    W2: array([[1], [-1]]),
    b2: array([0]),
    W3: array([[0, 1]]),
    b3: array([0, Math.log(3) - 2]),
  },
};
const x = array([[1, 2]]);
const t = array([[1, 0]]);

// The network of topic 11, whose hidden unit is at 0, where the sigmoid is ½.
const ofTopic11: LayeredGiven = {
  activation: 'sigmoid',
  params: { W1: array([[1]]), b1: array([-3]), W2: array([[2, 0]]), b2: array([0, 1]) },
};

describeFunction('LayeredNet', LayeredNet, () => {
  gate('has W and b of each layer, in the shapes of the layers', () => {
    expectShapes(newNet().params, shapesOf([2, 3, 4, 2]));
  });

  law('has shapes that follow the sizes, however many', sizesAndSeed, (given) => {
    const { inputSize, hiddenSizes, outputSize } = given;
    expectShapes(newNet(given).params, shapesOf([inputSize, ...hiddenSizes, outputSize]));
  });

  law('starts with biases of 0', sizesAndSeed, (given) => {
    const { params } = newNet(given);
    for (const [name, values] of Object.entries(params))
      if (!isWeights(name)) expect(values).toAgreeWith(values.mul(0), { ...EXACTLY, of: name });
  });

  law(
    'draws each weight anew',
    sizesAndSeed,
    (given) => {
      const weights = weightsOf(newNet(given).params);
      expect(new Set(weights).size).toBe(weights.length);
    },
    ANY_INPUT,
  );

  law(
    'has the same weights from the same seed',
    sizesAndSeed,
    (given) => {
      expectAll(newNet(given).params, newNet(given).params);
    },
    ANY_INPUT,
  );

  law(
    'has other weights when made again from the same source',
    sizesAndSeed,
    ({ seed, ...given }) => {
      const random = seededRandom(seed);
      const [first, second] = [newNet({ ...given, random }), newNet({ ...given, random })];
      expect(second.params.W1).not.toAgreeWith(first.params.W1);
      expectDrawnOneByOne(seed, (random) => weightsOf(newNet({ hiddenSizes: [2, 2], random }).params));
      expectAll(newNet({ ...given, seed }).params, first.params); // numbers of one's own would be others each time, too
    },
    ANY_INPUT,
  );

  law(
    'has its own parameters: two networks share nothing',
    sizesAndSeed,
    ({ seed, ...given }) => {
      const first = newNet({ ...given, seed });
      newNet({ ...given, seed: seed + 1 });
      expectAll(first.params, newNet({ ...given, seed }).params);
    },
    ANY_INPUT,
  );

  law(
    'has weights that grow in proportion to weightInitStd',
    fc.record({ weightInitStd: decimals(0, 2), seed: seeds() }),
    ({ weightInitStd, seed }) => {
      const expected = mapped(newNet({ weightInitStd: 1, seed }).params, (values) =>
        values.mul(weightInitStd),
      );
      expectAll(newNet({ weightInitStd, seed }).params, expected);
    },
  );

  law(
    'has a weightInitStd of 0.01 by default',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      expectAll(newNet({ seed }).params, newNet({ weightInitStd: 0.01, seed }).params);
    },
    ANY_INPUT,
  );

  law(
    'asks a function for the weightInitStd of each layer, by its number of inputs',
    sizesAndSeed,
    (given) => {
      const standard = newNet({ ...given, weightInitStd: 1 }).params;
      const expected = mapped(standard, (values, name) =>
        isWeights(name) ? values.mul(1 / values.shape[0]) : values,
      );
      const { params } = newNet({ ...given, weightInitStd: (inputs) => 1 / inputs });
      expectAll(params, expected);
    },
  );

  example('weights are normally distributed, with mean 0 and the standard deviation asked for', () => {
    const { params } = newNet({ inputSize: 25, hiddenSizes: [40, 25], weightInitStd: 0.5, seed: 2026 });
    for (const name of ['W1', 'W2']) {
      // Six standard deviations of what 1,000 normal numbers give leave these bounds.
      const drawn = params[name].div(0.5);
      expect(drawn.mean()).toAgreeWith(0, {
        absolute: 0.19,
        of: phrase`the mean of ${{ name }} / weightInitStd`,
      });
      expect(drawn.square().mean()).toAgreeWith(1, {
        absolute: 0.27,
        of: phrase`the mean square of ${{ name }} / weightInitStd`,
      });
      const farOut = drawn.data.filter((weight) => Math.abs(weight) > 2).length; // uniform ones of this spread end at 1.73
      expect(farOut).toAgreeWith(45.5, {
        absolute: 40,
        of: phrase`how many weights of ${{ name }} lie beyond ±2`,
      });
    }
  });

  example('the activation is the one it was given, and ReLU unless one is given', () => {
    const found = [newNet(), newNet({ activation: 'relu' }), newNet({ activation: 'sigmoid' })];
    const names = found.map(({ activation }) => activation).join(', ');
    if (names !== 'relu, relu, sigmoid')
      fail(phrase`activation is ${{ names }}, expected ${{ expected: 'relu, relu, sigmoid' }}`);
  });
});

describeFunction('LayeredNet.layers', LayeredNet, () => {
  gate('gives a list of layers: an affine one for each W, and an activation between any two of them', () => {
    for (const hiddenSizes of [[], [3], [3, 4]]) {
      const layers = newNet({ hiddenSizes }).layers();
      if (!Array.isArray(layers)) differs(layers, phrase`a list of layers`);
      const expected = 2 * hiddenSizes.length + 1;
      if (layers.length !== expected)
        fail(
          phrase`received ${{ found: layers.length }} layers for ${{ count: hiddenSizes.length }} hidden ones, expected ${{ expected }}`,
        );
    }
  });

  law('has affine layers that hold the parameters', layeredCases(), (given) => {
    expectAffine(netWith(given), given.params);
  });

  law(
    'is made of the parameters as they stand now',
    beforeAndAfter,
    ({ before, after }) => {
      const net = netWith({ ...after, params: before });
      net.layers();
      net.params = after.params;
      expectAffine(net, after.params);
    },
    ANY_INPUT,
  );

  law(
    'leaves the parameters as they were',
    layeredCases(),
    (given) => {
      const net = netWith(given);
      net.layers();
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law('leads a batch from the input to the scores', layeredCases(), ({ x, ...given }) => {
    const layers = netWith(given).layers() as object[];
    const scores = layers.reduce<NDArray>((z, layer) => passed(given, layer, z), x);
    expect(scores).toAgreeWith(array(sumsOf(given, x).at(-1)!), { of: 'what the last layer gives' });
  });
});

/** A batch behind a layer, computed from its fields: of a layer that was made in another process, the methods are not here. */
function passed({ activation }: LayeredGiven, layer: object, z: NDArray): NDArray {
  if (!('W' in layer && 'b' in layer)) return z.map(activationOf(activation));
  expect(layer.W).toHaveShape([z.shape[1], (layer.W as NDArray).shape[1]], 'W');
  expect(layer.b).toHaveShape([(layer.W as NDArray).shape[1]], 'b');
  return array(weightedSums(rowsOf(z), layer.W as NDArray, layer.b as NDArray));
}

function expectAffine(net: topic.LayeredNet, params: LayeredParams): void {
  const layers = net.layers() as unknown as { W: NDArray; b: NDArray }[];
  for (let l = 1; l <= depthOf(params); l++) {
    const { W, b } = layers[2 * (l - 1)];
    expect(W).toAgreeWith(params[`W${l}`], { ...EXACTLY, of: phrase`W of affine layer ${{ number: l }}` });
    expect(b).toAgreeWith(params[`b${l}`], { ...EXACTLY, of: phrase`b of affine layer ${{ number: l }}` });
  }
}

describeFunction('LayeredNet.predict', LayeredNet, () => {
  gate('returns one row of finite numbers for each sample', () => {
    const y = newNet({ outputSize: 4 }).predict(zeros([5, 2]));
    expect(y).toHaveShape([5, 4]);
    expect(y).toBeFinite();
  });

  example('two hidden layers of ReLUs, by hand: ¼ and ¾', () => {
    expect(netWith(byHand).predict(x)).toAgreeWith([[0.25, 0.75]]);
  });

  example('the network of topic 11, with a sigmoid: two halves', () => {
    expect(netWith(ofTopic11).predict(array([[3]]))).toAgreeWith([[0.5, 0.5]]);
  });

  law(
    'leaves x and the parameters as they were',
    layeredCases(),
    ({ x, ...given }) => {
      const net = netWith(given);
      expectUntouched({ x }, () => net.predict(x));
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law('without a hidden layer is softmax(x·W1 + b1)', layeredCases({ maxHidden: 0 }), ({ x, ...given }) => {
    expect(netWith(given).predict(x)).toAgreeWith(predictionOf(given, x));
  });

  law(
    'is what all the layers give, one after the other, through softmax',
    layeredCases({ minHidden: 1 }),
    ({ x, ...given }) => {
      expect(netWith(given).predict(x)).toAgreeWith(predictionOf(given, x));
    },
  );

  law('goes through ReLUs unless another activation is given', fc.record({ seed: seeds() }), ({ seed }) => {
    const net = newNet({ seed, weightInitStd: 1 });
    expectShapes(net.params, shapesOf([2, 3, 4, 2])); // what is expected is computed from them
    const x = array([[1, -2]]);
    expect(net.predict(x)).toAgreeWith(predictionOf({ activation: 'relu', params: net.params }, x));
  });

  law('gives each sample probabilities with sum 1', layeredCases(), ({ x, ...given }) => {
    const y = netWith(given).predict(x);
    expect(Math.min(...y.data)).toBeGreaterThan(0);
    expect(y.sum(1)).toAgreeWith(zeros([x.shape[0]]).add(1), { of: 'the sums of the rows' });
  });

  law('of a batch is what it is of its samples, one by one', layeredCases(), ({ x, ...given }) => {
    const net = netWith(given);
    const oneByOne = rowsOf(x).map((row) => rowsOf(net.predict(array([row])))[0]);
    expect(net.predict(x)).toAgreeWith(oneByOne);
  });

  law(
    'does not change when hidden units change places',
    layeredCases({ minHidden: 1 }),
    ({ x, ...given }) => {
      const turned = netWith({ ...given, params: turnedAround(given.params) });
      expect(turned.predict(x)).toAgreeWith(predictionOf(given, x));
    },
  );

  law(
    'uses the parameters as they stand now',
    beforeAndAfter,
    ({ before, after }) => {
      const net = netWith({ ...after, params: before });
      net.predict(after.x);
      net.params = after.params;
      expect(net.predict(after.x)).toAgreeWith(predictionOf(after, after.x));
    },
    ANY_INPUT,
  );

  law(
    'keeps what it returned when it is called again',
    layeredCases(),
    ({ x, ...given }) => {
      const net = netWith(given);
      expectKept(
        () => net.predict(x),
        () => net.predict(x.add(1)),
      );
    },
    ANY_INPUT,
  );
});

describeFunction('LayeredNet.loss', LayeredNet, () => {
  gate('returns one finite number', () => {
    expect(newNet().loss(zeros([1, 2]), oneHot([0], 2))).toBeOneFiniteNumber();
  });

  example('a quarter of the probability for the true class costs log 4', () => {
    expect(netWith(byHand).loss(x, t)).toAgreeWith(-Math.log(0.25 + 1e-7));
  });

  law(
    'leaves x, t and the parameters as they were',
    layeredCases(),
    ({ x, t, ...given }) => {
      const net = netWith(given);
      expectUntouched({ x, t }, () => net.loss(x, t));
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law('is the mean cross-entropy error of the predictions', layeredCases(), ({ x, t, labels, ...given }) => {
    expect(netWith(given).loss(x, t)).toAgreeWith(lossOf(given, x, labels));
  });

  law(
    'uses the parameters as they stand now',
    beforeAndAfter,
    ({ before, after }) => {
      const net = netWith({ ...after, params: before });
      net.loss(after.x, after.t);
      net.params = after.params;
      expect(net.loss(after.x, after.t)).toAgreeWith(lossOf(after, after.x, after.labels));
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    layeredCases({ minRows: 257, maxRows: 300 }),
    ({ x, t, labels, ...given }) => {
      expect(netWith(given).loss(x, t)).toAgreeWith(lossOf(given, x, labels));
    },
    { runs: 3 },
  );
});

describeFunction('LayeredNet.accuracy', LayeredNet, () => {
  gate('returns one finite number', () => {
    expect(newNet().accuracy(zeros([1, 2]), oneHot([0], 2))).toBeOneFiniteNumber();
  });

  example('two right answers out of four are 0.5', () => {
    expect(decidedBy([0, 1, 0.5]).accuracy(zeros([4, 2]), oneHot([1, 0, 1, 2], 3))).toAgreeWith(0.5);
  });

  example('the most probable class counts, even when it has less than half of the probability', () => {
    expect(decidedBy([0, 0, 0.1, 0]).accuracy(zeros([2, 2]), oneHot([2, 2], 4))).toAgreeWith(1);
  });

  law(
    'leaves x, t and the parameters as they were',
    layeredCases(),
    ({ x, t, ...given }) => {
      const net = netWith(given);
      expectUntouched({ x, t }, () => net.accuracy(x, t));
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law(
    'is the share of samples whose most probable class is the true one',
    layeredCases().filter(isClear),
    ({ x, t, labels, ...given }) => {
      const predicted = predictionOf(given, x).argmax(1);
      const right = labels.filter((label, n) => label === predicted[n]).length;
      expect(netWith(given).accuracy(x, t)).toAgreeWith(right / labels.length);
    },
  );

  law(
    'is 1 when each true class is the predicted one, and 0 when none is',
    fc.record({ given: layeredCases().filter(isClear), shares: sharesInTurn }),
    ({ given: { x, t, ...given }, shares }) => {
      const [net, classCount] = [netWith(given), t.shape[1]];
      const predicted = predictionOf(given, x).argmax(1);
      const others = predicted.map((label) => (label + 1) % classCount);
      for (const share of shares)
        expect(net.accuracy(x, oneHot(share === 1 ? predicted : others, classCount))).toAgreeWith(share);
    },
  );

  law(
    'of a batch of several hundred samples counts them all',
    layeredCases({ minRows: 257, maxRows: 300 }).filter(isClear),
    ({ x, t, labels, ...given }) => {
      const predicted = predictionOf(given, x).argmax(1);
      const right = labels.filter((label, n) => label === predicted[n]).length;
      expect(netWith(given).accuracy(x, t)).toAgreeWith(right / labels.length);
    },
    { runs: 3 },
  );
});

/** What central differences leave of a slope, and the 1e-7 inside the logarithm. */
const SLOPES = { relative: 5e-5, absolute: 2e-5 };

/** The exact gradient, with the 1e-7 or without: both are right. A numerical one is right to eight digits or so, and went through no layer. */
function expectGradient(
  received: LayeredParams,
  { x, labels, ...given }: Omit<LayeredCase, 't'>,
  scale = 1,
): void {
  expectExactGradient(received, (insideLog) => exactGradientOf(given, x, labels, insideLog), { scale });
}

const FEWER = { runs: 20 };

describeFunction('LayeredNet.gradient', LayeredNet, () => {
  gate('returns finite arrays with the names and shapes of the parameters', () => {
    for (const activation of ['relu', 'sigmoid'] as const)
      expectShapes(
        newNet({ activation }).gradient(zeros([3, 2]), oneHot([0, 1, 1], 2)),
        shapesOf([2, 3, 4, 2]),
      );
  });

  example('two hidden layers of ReLUs, by hand', () => {
    const expected = {
      W1: array([
        [0.75, -0.75],
        [1.5, -1.5],
      ]),
      b1: array([0.75, -0.75]),
      W2: array([[2.25], [0.75]]),
      b2: array([0.75]),
      W3: array([[-1.5, 1.5]]),
      b3: array([-0.75, 0.75]),
    };
    expectAll(netWith(byHand).gradient(x, t), expected, SLOPES);
  });

  example('the network of topic 11 has the gradient of topic 11', () => {
    const expected = {
      W1: array([[-0.75]]),
      b1: array([-0.25]),
      W2: array([[-0.25, 0.25]]),
      b2: array([-0.5, 0.5]),
    };
    expectAll(netWith(ofTopic11).gradient(array([[3]]), t), expected, SLOPES);
  });

  law(
    'leaves x, t and the parameters as they were',
    layeredCases(),
    ({ x, t, ...given }) => {
      const net = netWith(given);
      expectUntouched({ x, t }, () => net.gradient(x, t));
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law(
    'agrees with the numerical gradient, of a network without hidden layers',
    layeredCases({ maxHidden: 0 }),
    ({ x, t, labels, ...given }) => {
      const received = netWith(given).gradient(x, t);
      expectAll(received, differencesOf(given, x, labels), SLOPES);
      expectGradient(received, { x, labels, ...given });
    },
    FEWER,
  );

  law(
    'agrees with the numerical gradient, through all layers',
    layeredCases({ minHidden: 1 }).filter(isOffTheKink),
    ({ x, t, labels, ...given }) => {
      const received = netWith(given).gradient(x, t);
      expectAll(received, differencesOf(given, x, labels), SLOPES);
      expectGradient(received, { x, labels, ...given });
    },
  );

  law(
    'uses the parameters as they stand now',
    beforeAndAfter.filter(({ after }) => isOffTheKink(after)),
    ({ before, after }) => {
      const { x, t } = after;
      const net = netWith({ ...after, params: before });
      net.gradient(x, t);
      net.params = after.params;
      expectGradient(net.gradient(x, t), after);
    },
    FEWER,
  );

  law(
    'is that of its own batch, also when another one came before',
    fc.record({ given: layeredCases({ minHidden: 1 }).filter(isOffTheKink), shift: decimals(-1, 1) }),
    ({ given: { x, t, labels, ...given }, shift }) => {
      const net = netWith(given);
      net.gradient(x.add(shift), t);
      expectGradient(net.gradient(x, t), { x, labels, ...given });
    },
    FEWER,
  );

  law(
    'of a batch is the mean of its samples’ gradients',
    layeredCases({ minRows: 2 }),
    ({ x, t, labels, ...given }) => {
      const net = netWith(given);
      const each = labels.map((_, n) => net.gradient(x.take([n]), t.take([n])));
      const mean = mapped(given.params, (_, name) =>
        each
          .map((gradient) => gradient[name])
          .reduce((sum, slopes) => sum.add(slopes))
          .div(labels.length),
      );
      expectAll(net.gradient(x, t), mean, SLOPES);
    },
  );

  law(
    'of hidden units that change places changes places with them',
    layeredCases({ minHidden: 1 }),
    ({ x, t, ...given }) => {
      const turned = netWith({ ...given, params: turnedAround(given.params) });
      expectAll(turned.gradient(x, t), turnedAround(netWith(given).gradient(x, t)), SLOPES);
    },
  );

  law(
    'is the same for hidden units with the same weights: they never part',
    layeredCases({ minHidden: 1 }),
    ({ x, t, ...given }) => {
      const { W1, b1, W2 } = given.params;
      const equal = {
        ...given.params,
        W1: W1.map((_, i) => W1.data[i - (i % b1.size)]),
        b1: b1.map(() => b1.at(0)),
        W2: W2.map((_, i) => W2.data[i % W2.shape[1]]),
      };
      const gradient = netWith({ ...given, params: equal }).gradient(x, t);
      expect(gradient.b1).toAgreeWith(
        gradient.b1.map(() => gradient.b1.at(0)),
        { of: 'b1' },
      );
    },
  );

  law('has slopes of the last biases that cancel each other', layeredCases(), ({ x, t, ...given }) => {
    const last = `b${depthOf(given.params)}`;
    expect(netWith(given).gradient(x, t)[last].sum()).toAgreeWith(0, {
      absolute: 1e-6,
      of: phrase`the sum of the slopes of ${{ name: last }}`,
    });
  });

  law(
    'keeps what it returned when it is called again',
    layeredCases(),
    ({ x, t, ...given }) => {
      const net = netWith(given);
      expectKept(
        () => net.gradient(x, t),
        () => net.gradient(x.add(1), t),
      );
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    layeredCases({ maxHidden: 1, minRows: 257, maxRows: 280 }).filter(
      ({ activation }) => activation === 'sigmoid',
    ),
    ({ x, t, labels, ...given }) => {
      expectGradient(netWith(given).gradient(x, t), { x, labels, ...given }, OF_A_LONG_SUM);
    },
    { runs: 2 },
  );
});

// ── the gradient check ───────────────────────────────────────────────────────────────────────────────────────────

/**
 * Something to check: the loss is x₀·Σ steepness·p² / 2 + t₀·Σ p, and of its gradient, what `told` makes of it. Each parameter has a steepness of its
 * own: a single one could be told from a single loss.
 */
interface Slopes {
  params: LayeredParams;
  steepness: LayeredParams;
  told: LayeredParams;
}

function checkable({ params, steepness, told }: Slopes): topic.Checkable {
  const own = mapped(params, (values) => values.copy());
  return {
    params: own,
    loss: (x, t) =>
      Object.entries(own).reduce(
        (sum, [name, p]) =>
          sum + (x.data[0] * steepness[name].mul(p.square()).sum()) / 2 + t.data[0] * p.sum(),
        0,
      ),
    gradient: () => mapped(told, (values) => values.copy()),
  };
}

/** The true slopes of that loss. */
const trueSlopes = ({ params, steepness }: Omit<Slopes, 'told'>, x: NDArray, t: NDArray): LayeredParams =>
  mapped(params, (values, name) => values.mul(steepness[name]).mul(x.data[0]).add(t.data[0]));

/** The same steepness for all. */
const everywhere = (steepness: number, params: LayeredParams): LayeredParams =>
  mapped(params, (values) => values.mul(0).add(steepness));

const [two, three] = [array([[2]]), array([[3]])];

const losses = fc.record({
  params: paramsOfSizes([2, 2, 1]),
  steepness: paramsOfSizes([2, 2, 1], decimals(0.5, 3)),
  x: decimals(0.5, 2).map((value) => array([[value]])),
  t: decimals(-2, 2).map((value) => array([[value]])),
});

const largest = (values: NDArray): number => Math.max(...[...values.data].map(Math.abs));

/** What a check by central differences leaves of a difference of 0. */
const NEARLY = { relative: 1e-6, absolute: 1e-6 };

/** The check, of this very object: its loss must see the parameters move. */
const checked: typeof gradientCheck = (net, x, t) => withOriginals(() => gradientCheck(net, x, t));

describeFunction('gradientCheck', gradientCheck, () => {
  gate('returns one finite number for each parameter', () => {
    const params = { W1: array([[1, 2]]), b1: array([3]) };
    const steepness = everywhere(1, params);
    const told = trueSlopes({ params, steepness }, two, three);
    const shares = checked(checkable({ params, steepness, told }), two, three);
    if (typeof shares !== 'object' || shares === null || Object.keys(shares).sort().join() !== 'W1,b1')
      differs(shares, phrase`a number for W1 and one for b1`);
    expect(shares.W1).toBeOneFiniteNumber();
    expect(shares.b1).toBeOneFiniteNumber();
  });

  example('slopes of 5 and 7 that are told as 5 and 6: 1/7', () => {
    const params = { W1: array([[1, 2]]) };
    const given = { params, steepness: everywhere(1, params), told: { W1: array([[5, 6]]) } };
    const shares = checked(checkable(given), two, three);
    expect(shares.W1).toAgreeWith(1 / 7, { ...NEARLY, of: 'W1' });
  });

  example('slopes told twice as large: ½; with the wrong sign: 2; all as 0: 1', () => {
    const params = { W1: array([[1, 2]]) };
    const steepness = everywhere(1, params);
    const right = trueSlopes({ params, steepness }, two, three).W1;
    const checkedWith = (factor: number): number =>
      checked(checkable({ params, steepness, told: { W1: right.mul(factor) } }), two, three).W1;
    expect(array([2, -1, 0].map(checkedWith))).toAgreeWith([0.5, 2, 1], {
      ...NEARLY,
      of: 'twice, minus and zero',
    });
  });

  law('is nearly 0 where the gradient is right', losses, ({ x, t, ...given }) => {
    const told = trueSlopes(given, x, t);
    // where every slope is nearly 0, there is nothing to compare the rest of the differences with
    for (const [name, share] of Object.entries(checked(checkable({ ...given, told }), x, t)))
      if (largest(told[name]) > 0.01) expect(share).toAgreeWith(0, { absolute: 1e-6, of: name });
  });

  law('is 0 where all slopes are 0, and told as 0', losses, ({ params, x }) => {
    const told = mapped(params, (values) => values.mul(0));
    const shares = checked(checkable({ params, steepness: told, told }), x, array([[0]]));
    for (const [name, share] of Object.entries(shares))
      expect(share).toAgreeWith(0, { ...EXACTLY, of: name });
  });

  law(
    'is the largest difference, as a share of the largest slope',
    fc.record({ given: losses, wrong: paramsOfSizes([2, 2, 1]) }),
    ({ given: { x, t, ...given }, wrong }) => {
      const right = trueSlopes(given, x, t);
      const told = mapped(right, (slopes, name) => slopes.add(wrong[name]));
      const shares = checked(checkable({ ...given, told }), x, t);
      for (const name of Object.keys(right)) {
        const size = Math.max(largest(right[name]), largest(told[name]));
        if (size < 0.01) continue; // nearly 0 against nearly 0
        expect(shares[name]).toAgreeWith(largest(wrong[name]) / size, { ...NEARLY, of: name });
      }
    },
  );

  law(
    'says which parameter is wrong, and clears the others',
    fc.record({
      given: losses,
      wrong: fc.constantFrom('W1', 'b1', 'W2', 'b2'),
      factor: fc.constantFrom(-1, 0.5, 0.9, 1.1, 2), // a tenth more or less can't be told from the size of the slopes
      slope: fc.constantFrom(10, -10), // every slope is above 4 then, or below −4, whatever else was drawn
    }),
    ({ given: { x, ...given }, wrong, factor, slope }) => {
      const t = array([[slope]]);
      const right = trueSlopes(given, x, t);
      const told = { ...right, [wrong]: right[wrong].mul(factor) };
      const shares = checked(checkable({ ...given, told }), x, t);
      for (const name of Object.keys(right))
        expect(shares[name]).toAgreeWith(name === wrong ? Math.abs(factor - 1) / Math.max(1, factor) : 0, {
          absolute: 1e-5,
          of: name,
        });
    },
  );

  law(
    'leaves x, t and the parameters exactly as they were',
    losses,
    ({ x, t, ...given }) => {
      const net = checkable({ ...given, told: trueSlopes(given, x, t) });
      expectUntouched({ x, t }, () => checked(net, x, t));
      expectAll(net.params, given.params, { ...EXACTLY, of: 'afterwards' });
    },
    ANY_INPUT,
  );

  law(
    'finds the right gradient of a layered network right',
    layeredCases({ maxHidden: 1 }).filter(isOffTheKink),
    ({ x, t, labels, activation, params }) => {
      const own = mapped(params, (values) => values.copy());
      const given = (): LayeredGiven => {
        for (const [name, { shape }] of Object.entries(params)) expect(own[name]).toHaveShape(shape, name);
        return { activation, params: own };
      };
      const net: topic.Checkable = {
        params: own,
        loss: (x) => lossOf(given(), x, labels),
        gradient: (x) => differencesOf(given(), x, labels),
      };
      for (const [name, share] of Object.entries(checked(net, x, t)))
        expect(share).toAgreeWith(0, { absolute: BY_DIFFERENCES.absolute!, of: name });
    },
    { runs: 5 },
  );
});
