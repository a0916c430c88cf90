// The laws of topic 19 · initial weights.
import {
  ANY_INPUT,
  about,
  describeFunction,
  differs,
  example,
  expect,
  expectUntouched,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import type { Tolerance } from '#engine/suite/matchers';
import { array, NDArray, randn } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { LayeredNet, type ActivationName, type Params } from '#topics/17-layered-network';
import * as topic from '#topics/19-first-weights';
import { decimals, matrixOf, sizes, vectorOf } from './support/arbitraries';
import { rowsOf } from './support/reference';
import { EXACTLY } from './support/net-expectations';

const { xavierStd, heStd, activationSpread } = underTest(topic);

/** How many inputs a unit has: a few, or as many as in real networks. */
const inputCounts = fc.oneof(sizes(20), sizes(5000));

// ── the two rules ────────────────────────────────────────────────────────────────────────────────────────────────

describeFunction('xavierStd', xavierStd, () => {
  gate('returns one finite number', () => {
    expect(xavierStd(100)).toBeOneFiniteNumber();
  });

  example('100 inputs: 0.1', () => {
    expect(xavierStd(100)).toAgreeWith(0.1);
  });

  example('the 784 pixels of an image: 1/28', () => {
    expect(xavierStd(784)).toAgreeWith(1 / 28);
  });

  law('is 1 over the root of the inputs', fc.record({ inputs: inputCounts }), ({ inputs }) => {
    expect(xavierStd(inputs)).toAgreeWith(1 / Math.sqrt(inputs));
  });

  law('keeps a sum of squares: inputs · std² is 1', fc.record({ inputs: inputCounts }), ({ inputs }) => {
    expect(inputs * xavierStd(inputs) ** 2).toAgreeWith(1, { of: 'inputs · std²' });
    expect(xavierStd(inputs)).toBeGreaterThan(0); // the square of a negative number is the same
  });

  law('is half as large for four times as many inputs', fc.record({ inputs: inputCounts }), ({ inputs }) => {
    expect(xavierStd(4 * inputs)).toAgreeWith(xavierStd(inputs) / 2);
  });
});

describeFunction('heStd', heStd, () => {
  gate('returns one finite number', () => {
    expect(heStd(100)).toBeOneFiniteNumber();
  });

  example('200 inputs: 0.1', () => {
    expect(heStd(200)).toAgreeWith(0.1);
  });

  example('2 inputs: 1', () => {
    expect(heStd(2)).toAgreeWith(1);
  });

  law('is the root of 2 / inputs', fc.record({ inputs: inputCounts }), ({ inputs }) => {
    expect(heStd(inputs)).toAgreeWith(Math.sqrt(2 / inputs));
  });

  law(
    'makes up for the half that a ReLU drops: inputs · std² is 2',
    fc.record({ inputs: inputCounts }),
    ({ inputs }) => {
      expect(inputs * heStd(inputs) ** 2).toAgreeWith(2, { of: 'inputs · std²' });
      expect(heStd(inputs)).toBeGreaterThan(0);
    },
  );

  law('is half as large for four times as many inputs', fc.record({ inputs: inputCounts }), ({ inputs }) => {
    expect(heStd(4 * inputs)).toAgreeWith(heStd(inputs) / 2);
  });
});

// ── what goes through a network ──────────────────────────────────────────────────────────────────────────────────

/** A network and a batch for it, flat, so that a counterexample shows them. */
interface Given {
  activation: ActivationName;
  params: Params;
  x: NDArray;
}

function netWith({ activation, params }: Omit<Given, 'x'>): LayeredNet {
  const net = new LayeredNet({
    inputSize: 1,
    hiddenSizes: [],
    outputSize: 1,
    activation,
    random: () => 0.5,
  });
  net.params = { ...params };
  return net;
}

/** Networks with `minHidden` to `maxHidden` hidden layers, and batches for them. */
function netsAndBatches({
  minHidden = 1,
  maxHidden = 3,
  minRows = 1,
  maxRows = 3,
} = {}): fc.Arbitrary<Given> {
  return fc
    .record({
      activation: fc.constantFrom<ActivationName>('relu', 'sigmoid'),
      layerSizes: fc.array(sizes(3), { minLength: minHidden + 2, maxLength: maxHidden + 2 }),
      rows: sizes(maxRows, minRows),
    })
    .chain(({ activation, layerSizes, rows }) => {
      const params: Record<string, fc.Arbitrary<NDArray>> = {};
      for (let l = 1; l < layerSizes.length; l++) {
        params[`W${l}`] = matrixOf(layerSizes[l - 1], layerSizes[l], decimals(-2, 2));
        params[`b${l}`] = vectorOf(layerSizes[l], decimals(-1, 1));
      }
      return fc.record({
        activation: fc.constant(activation),
        params: fc.record(params),
        x: matrixOf(rows, layerSizes[0], decimals(-3, 3)),
      });
    });
}

const depthOf = (params: Params): number => Object.keys(params).length / 2;

/** The activations of each hidden layer, in plain loops. */
function hiddenActivations({ activation, params, x }: Given): number[][][] {
  const f = (a: number): number => (activation === 'relu' ? Math.max(0, a) : 1 / (1 + Math.exp(-a)));
  const layers: number[][][] = [];
  let rows = rowsOf(x);
  for (let l = 1; l < depthOf(params); l++) {
    const [W, b] = [rowsOf(params[`W${l}`]), rowsOf(params[`b${l}`])[0]];
    rows = rows.map((row) =>
      b.map((bias, j) => f(row.reduce((sum, value, i) => sum + value * W[i][j], bias))),
    );
    layers.push(rows);
  }
  return layers;
}

/** √(mean of (z − mean)²). */
function standardDeviation(rows: number[][]): number {
  const values = rows.flat();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function expectSpreads(received: unknown, expected: number[], tolerance: Tolerance = NEARLY): void {
  if (!Array.isArray(received) || received.length !== expected.length) {
    const n = expected.length;
    differs(
      received,
      n === 1
        ? phrase`a list of one number, one for each hidden layer`
        : phrase`a list of ${{ n }} numbers, one for each hidden layer`,
    );
  }
  expected.forEach((spread, i) => {
    expect(received[i]).toAgreeWith(spread, {
      of: phrase`the spread of hidden layer ${{ i: i + 1 }}`,
      ...tolerance,
    });
  });
}

/** √(mean of z² − (mean of z)²) is the same number, and where it is 0, its rounding is that large. */
const NEARLY: Tolerance = { absolute: 1e-6 };

/** All numbers of some arrays, times a factor. */
function scaled(params: Params, factorOf: (name: string) => number): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, values]) => [name, values.mul(factorOf(name))]),
  );
}

/**
 * A deep network of this activation and initial weights, without biases, and what its hidden layers make of a normal batch. It has fewer than
 * 2,000 parameters: larger ones don't cross the grader's pipe.
 */
function spreadsOfDeepNet(activation: ActivationName, std: number | ((inputs: number) => number)): number[] {
  const random = seededRandom(1);
  const net = new LayeredNet({
    inputSize: 18,
    hiddenSizes: [18, 18, 18, 18, 18],
    outputSize: 2,
    activation,
    weightInitStd: std,
    random,
  });
  return activationSpread(net, randn([40, 18], random));
}

// x·W1 + b1 is (1, −2) and (3, 0), of which a ReLU leaves 1, 0, 3, 0: their mean is 1, and their variance 6/4.
const byHand: Given = {
  activation: 'relu',
  params: {
    W1: array([[2, 2]]),
    b1: array([1, -2]),
    W2: array([[1], [1]]),
    b2: array([0]),
  },
  x: array([[0], [1]]),
};

describeFunction('activationSpread', activationSpread, () => {
  gate('returns one finite number for each hidden layer', () => {
    const params = { ...byHand.params, W3: array([[1, 2]]), b3: array([0, 0]) };
    const spreads = activationSpread(netWith({ ...byHand, params }), byHand.x);
    if (!Array.isArray(spreads)) differs(spreads, phrase`a list of 2 numbers`);
    expect(array(spreads)).toHaveShape([2]);
    expect(array(spreads)).toBeFinite();
  });

  example('activations of 1, 0, 3 and 0 have a spread of √1.5', () => {
    expectSpreads(activationSpread(netWith(byHand), byHand.x), [Math.sqrt(1.5)]);
  });

  example('two layers of ReLUs: √1.5, and 1.5 for sums of 1 and 3 that are taken 1.5 times', () => {
    const params = { ...byHand.params, W2: array([[1.5], [1.5]]), W3: array([[1, 2]]), b3: array([0, 0]) };
    expectSpreads(activationSpread(netWith({ ...byHand, params }), byHand.x), [Math.sqrt(1.5), 1.5]);
  });

  example('sigmoids of 0 and log 3 are ½ and ¾: a spread of ⅛', () => {
    const params = { W1: array([[Math.log(3)]]), b1: array([0]), W2: array([[1]]), b2: array([0]) };
    const net = netWith({ activation: 'sigmoid', params });
    expectSpreads(activationSpread(net, array([[0], [1]])), [0.125]);
  });

  law(
    'leaves x and the parameters as they were',
    netsAndBatches(),
    ({ activation, params, x }) => {
      const net = netWith({ activation, params });
      expectUntouched({ x }, () => activationSpread(net, x));
      for (const [name, values] of Object.entries(params)) {
        expect(net.params[name]).toAgreeWith(values, { ...EXACTLY, of: about(name, 'afterwards') });
      }
    },
    ANY_INPUT,
  );

  law(
    'is the standard deviation of what the hidden layer gives, of a network with one',
    netsAndBatches({ maxHidden: 1 }),
    ({ x, ...given }) => {
      const expected = hiddenActivations({ x, ...given }).map(standardDeviation);
      expectSpreads(activationSpread(netWith(given), x), expected);
    },
  );

  law(
    'goes through all hidden layers, each fed by the one before',
    netsAndBatches({ minHidden: 2, maxHidden: 4 }),
    ({ x, ...given }) => {
      const expected = hiddenActivations({ x, ...given }).map(standardDeviation);
      expectSpreads(activationSpread(netWith(given), x), expected);
    },
  );

  law(
    'has nothing to say of a network without hidden layers',
    netsAndBatches({ minHidden: 0, maxHidden: 0 }),
    ({ x, ...given }) => {
      expectSpreads(activationSpread(netWith(given), x), []);
    },
    { runs: 10 },
  );

  law(
    'of a single sigmoid and a single sample is 0, whatever it gives',
    fc.record({ weight: decimals(-2, 2), x: decimals(-3, 3) }),
    ({ weight, x }) => {
      const params = { W1: array([[weight]]), b1: array([0.5]), W2: array([[1]]), b2: array([0]) };
      const net = netWith({ activation: 'sigmoid', params });
      expectSpreads(activationSpread(net, array([[x]])), [0]);
    },
  );

  law(
    'does not change when the batch comes twice',
    netsAndBatches(),
    ({ x, ...given }) => {
      const rows = [...rowsOf(x).keys()];
      const expected = hiddenActivations({ x, ...given }).map(standardDeviation);
      expectSpreads(activationSpread(netWith(given), x.take([...rows, ...rows])), expected);
    },
    ANY_INPUT,
  );

  law(
    'of ReLUs without biases grows by the factor of the weights, once more with each layer',
    fc.record({ given: netsAndBatches({ minHidden: 2 }), factor: fc.constantFrom(0.1, 0.5, 2, 3) }),
    ({ given: { params, x }, factor }) => {
      const plain = scaled(params, (name) => (name.startsWith('b') ? 0 : 1));
      const stronger = scaled(plain, () => factor);
      const before = hiddenActivations({ activation: 'relu', params: plain, x }).map(standardDeviation);
      const expected = before.map((spread, i) => spread * factor ** (i + 1));
      expectSpreads(activationSpread(netWith({ activation: 'relu', params: stronger }), x), expected);
    },
  );

  example(
    'in a deep network of ReLUs, weights of 0.01 let nearly nothing through, and heStd keeps the spread',
    () => {
      const [small, he] = [spreadsOfDeepNet('relu', 0.01), spreadsOfDeepNet('relu', (n) => Math.sqrt(2 / n))];
      const shrunk = small[4] / small[0];
      if (!(shrunk < 1e-4))
        differs(shrunk, phrase`less than 1e-4`, phrase`with 0.01, the last spread over the first`);
      const kept = he[4] / he[0];
      if (!(kept > 0.4 && kept < 2.5))
        differs(kept, phrase`0.4 to 2.5`, phrase`with heStd, the last spread over the first`);
    },
  );

  law(
    'counts all of several hundred samples',
    netsAndBatches({ minRows: 257, maxRows: 300 }),
    ({ x, ...given }) => {
      const expected = hiddenActivations({ x, ...given }).map(standardDeviation);
      expectSpreads(activationSpread(netWith(given), x), expected);
    },
    { runs: 3 },
  );
});
