// The laws of topic 11 · backpropagation.
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
import * as topic from '#topics/11-backpropagation';
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { sizes } from './support/arbitraries';
import { batchOf, netsAndBatches, paramsOf } from './support/net-arbitraries';
import { EXACTLY, expectExactGradient, expectParams, OF_A_LONG_SUM } from './support/net-expectations';
import { exactGradient, ReferenceNet, type Params } from './support/reference-net';

const { backpropGradient } = underTest(topic);

/** What a central difference leaves of a slope, and the 1e-7 inside the logarithm, which y − t leaves out: it counts for 2e-5, where y is above 0.009. */
const NEARLY = { relative: 2e-5, absolute: 2e-5 };

/** Two ways to the same number. Where it comes from differences, which are wrong for other reasons, what rounding leaves decides nothing: 1e-12. */
const UP_TO_ROUNDING = { absolute: 1e-9 };

/** What the student's function makes of a network with these parameters. */
function gradientOf(params: Params, x: NDArray, t: NDArray): Params {
  return backpropGradient(new ReferenceNet(params), x, t);
}

/**
 * The exact gradient, with the 1e-7 or without: both are right. A numerical one is right to eight digits or so, and is not what the task is
 * about.
 */
function expectGradient(
  received: Partial<Params>,
  { params, x, t }: { params: Params; x: NDArray; t: NDArray },
  options: { names?: readonly (keyof Params)[]; of?: Wording; scale?: number } = {},
): void {
  expectExactGradient(received, (insideLog) => ({ ...exactGradient(params, x, t, insideLog) }), options);
}

/** The mean of several gradients. */
function meanOf(gradients: Params[]): Params {
  const mean = (name: keyof Params): NDArray =>
    gradients
      .map((gradient) => gradient[name])
      .reduce((sum, values) => sum.add(values))
      .div(gradients.length);
  return { W1: mean('W1'), b1: mean('b1'), W2: mean('W2'), b2: mean('b2') };
}

/** An epoch: parameters, all samples, and how they are cut into mini-batches of one size. */
const epochs = fc
  .record({ batchSize: sizes(3), batchCount: sizes(3, 2), inputSize: sizes(2), hiddenSize: sizes(2) })
  .chain(({ batchSize, batchCount, inputSize, hiddenSize }) =>
    fc.record({
      params: paramsOf(inputSize, hiddenSize, 3),
      batch: batchOf(batchSize * batchCount, inputSize, 3),
      batchSize: fc.constant(batchSize),
    }),
  );

// A network that can be computed by hand: the hidden unit is at 0, where the sigmoid is ½, and both scores are 1.
const byHand: Params = { W1: array([[1]]), b1: array([-3]), W2: array([[2, 0]]), b2: array([0, 1]) };

describeFunction('backpropGradient', backpropGradient, () => {
  gate('returns four finite arrays in the shapes of the parameters', () => {
    const params = { W1: zeros([2, 3]), b1: zeros([3]), W2: zeros([3, 4]), b2: zeros([4]) };
    const { W1, b1, W2, b2 } = gradientOf(params, zeros([5, 2]), oneHot([0, 1, 2, 3, 0], 4));
    expect(W1).toHaveShape([2, 3], 'W1');
    expect(b1).toHaveShape([3], 'b1');
    expect(W2).toHaveShape([3, 4], 'W2');
    expect(b2).toHaveShape([4], 'b2');
    for (const [name, slopes] of Object.entries({ W1, b1, W2, b2 })) expect(slopes).toBeFinite(name);
  });

  law(
    'does not modify x, t or the parameters',
    netsAndBatches(),
    ({ params, x, t }) => {
      const net = new ReferenceNet(params);
      const { W1, b1, W2, b2 } = params;
      const before = { W1: W1.copy(), b1: b1.copy(), W2: W2.copy(), b2: b2.copy() };
      expectUntouched({ x, t }, () => backpropGradient(net, x, t));
      expectParams(net.params, before, { ...EXACTLY, of: 'of the network, afterwards' });
    },
    ANY_INPUT,
  );

  law(
    'for b2, is the gradient with respect to the scores: the mean of y − t',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectGradient(gradientOf(params, x, t), { params, x, t }, { names: ['b2'] });
    },
  );

  law(
    'for W2, is the gradient with respect to the weights after the hidden layer',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectGradient(gradientOf(params, x, t), { params, x, t }, { names: ['W2'] });
    },
  );

  law(
    'for b1, is the gradient with respect to the sigmoids’ inputs',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectGradient(gradientOf(params, x, t), { params, x, t }, { names: ['b1'] });
    },
  );

  law(
    'for W1, is the gradient with respect to the weights after the input',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectGradient(gradientOf(params, x, t), { params, x, t }, { names: ['W1'] });
    },
  );

  example('a network with one hidden unit, computed by hand', () => {
    const expected = {
      W1: array([[-0.75]]),
      b1: array([-0.25]),
      W2: array([[-0.25, 0.25]]),
      b2: array([-0.5, 0.5]),
    };
    expectParams(gradientOf(byHand, array([[3]]), array([[1, 0]])), expected, NEARLY);
  });

  law(
    'agrees with the numerical gradient',
    netsAndBatches(),
    ({ params, x, t }) => {
      const received = gradientOf(params, x, t);
      expectParams(received, new ReferenceNet(params).numericalGradient(x, t), NEARLY);
      expectGradient(received, { params, x, t });
    },
    { runs: 20 },
  );

  law(
    'is exact, even for inputs so large that h = 1e-4 is not a small step',
    netsAndBatches(),
    ({ params, x, t }) => {
      const scale = 1000;
      const steep = { params: { ...params, W1: params.W1.div(scale) }, x: x.mul(scale), t };
      expectGradient(gradientOf(steep.params, steep.x, t), steep, {
        of: phrase`with ${{ change: `x · ${scale} and W1 / ${scale}` }}`,
        scale,
      });
    },
  );

  law(
    'is right even where sigmoids are flat and predictions are certain',
    netsAndBatches(),
    ({ params, x, t }) => {
      const { W1, b1, W2, b2 } = params;
      const large = { W1: W1.mul(4), b1: b1.mul(4), W2: W2.mul(2), b2: b2.mul(2) };
      const given = { params: large, x, t };
      expectGradient(gradientOf(large, x, t), given, {
        of: phrase`with ${{ change: 'W1 and b1 · 4, W2 and b2 · 2' }}`,
      });
    },
  );

  law(
    'does not change when each sample is in the batch twice',
    netsAndBatches(),
    ({ params, x, t, labels }) => {
      const twice = [...labels.keys(), ...labels.keys()];
      const received = gradientOf(params, x.take(twice), t.take(twice));
      expectParams(received, gradientOf(params, x, t), UP_TO_ROUNDING);
    },
    ANY_INPUT,
  );

  law('of a batch is the mean of its samples’ gradients', netsAndBatches(), ({ params, x, t, labels }) => {
    const ofSamples = [...labels.keys()].map((n) => gradientOf(params, x.take([n]), t.take([n])));
    expectParams(gradientOf(params, x, t), meanOf(ofSamples), UP_TO_ROUNDING);
  });

  law(
    'of mini-batches is right on average: over an epoch it is the gradient of all samples',
    epochs,
    ({ params, batch: { x, t, labels }, batchSize }) => {
      const samples = [...labels.keys()];
      const firsts = samples.filter((n) => n % batchSize === 0);
      const gradients = firsts.map((first) => {
        const rows = samples.slice(first, first + batchSize);
        return gradientOf(params, x.take(rows), t.take(rows));
      });
      expectGradient(meanOf(gradients), { params, x, t }, { of: 'on average' });
    },
  );

  law(
    'has slopes with respect to the scores that cancel each other',
    netsAndBatches(),
    ({ params, x, t }) => {
      const { W2, b2 } = gradientOf(params, x, t);
      expect(b2.sum()).toAgreeWith(0, { of: phrase`the sum of the slopes of ${{ name: 'b2' }}` });
      expect(W2.sum(1)).toAgreeWith(zeros([W2.shape[0]]), {
        of: phrase`the sums of the rows of ${{ name: 'W2' }}`,
      });
    },
  );

  law(
    'has the slope 0 for the weights of an input that is always 0',
    netsAndBatches(),
    ({ params, x, t }) => {
      const withoutFirst = x.map((value, i) => (i % x.shape[1] === 0 ? 0 : value));
      expect(gradientOf(params, withoutFirst, t).W1.row(0)).toAgreeWith(zeros([params.b1.size]), {
        of: phrase`row ${{ r: 0 }} of ${{ name: 'W1' }}`,
      });
    },
  );

  law('is 0 when the prediction equals the target', netsAndBatches(), ({ params, x, labels }) => {
    const [label] = labels;
    const sure = { ...params, b2: params.b2.map((_, k) => (k === label ? 50 : 0)) };
    const t = oneHot(Array(labels.length).fill(label), params.b2.size);
    expectParams(gradientOf(sure, x, t), {
      W1: zeros(params.W1.shape),
      b1: zeros(params.b1.shape),
      W2: zeros(params.W2.shape),
      b2: zeros(params.b2.shape),
    });
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    netsAndBatches(),
    ({ params, x, t }) => {
      expectKept(
        () => gradientOf(params, x, t),
        () => gradientOf(params, x.add(1), t),
      );
    },
    ANY_INPUT,
  );

  law(
    'of a batch of several hundred samples counts them all',
    netsAndBatches({ minRows: 257, maxRows: 320 }),
    ({ params, x, t }) => {
      expectGradient(gradientOf(params, x, t), { params, x, t }, { scale: OF_A_LONG_SUM });
    },
    { runs: 2 },
  );
});
