// A network of two inputs, two hidden units and two classes, small enough to show each number.
import { array, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { sigmoid } from '#topics/08-activations';
import { TwoLayerNet, type Params } from '#topics/10-two-layer-net';
import { range } from './numbers';

export interface SmallNetSettings {
  x: [number, number];
  /** W1[0][0], the weight that the reader moves. */
  weight: number;
  target: 0 | 1;
}

/** Parameters as nested lists. */
export interface PlainNumbers {
  W1: number[][];
  b1: number[];
  W2: number[][];
  b2: number[];
}

/** What the figures of both lessons show. */
export interface SmallNetLook {
  params: PlainNumbers;
  x: number[];
  a1: number[];
  z1: number[];
  a2: number[];
  y: number[];
  t: number[];
  loss: number;
  numerical: PlainNumbers;
  /** The loss over the weight that the reader moves. */
  curve?: { weight: number; loss: number }[];
  /** The way back. */
  back?: {
    dy: number[];
    dz1: number[];
    da1: number[];
    gradient: PlainNumbers;
    /** The largest one between a number of this gradient and of the numerical one. */
    difference: number;
  };
}

/** A network with round weights. */
function netWith(weight: number): TwoLayerNet {
  const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 2 };
  const net = new TwoLayerNet({ ...sizes, random: seededRandom(1) });
  net.params = {
    W1: array([
      [weight, -0.4],
      [0.3, 1.2],
    ]),
    b1: array([0.1, -0.2]),
    W2: array([
      [1.5, -1],
      [-0.7, 0.9],
    ]),
    b2: array([0, 0.2]),
  };
  return net;
}

/** The forward pass, with all intermediate results. */
export function forward({ x: inputs, weight, target }: SmallNetSettings) {
  const x = array([inputs]); // (1, 2)
  const t = array([[target === 0 ? 1 : 0, target === 1 ? 1 : 0]]); // (1, 2)
  const net = netWith(weight);
  const { W1, b1, W2, b2 } = net.params;
  const a1 = x.dot(W1).add(b1);
  const z1 = sigmoid(a1);
  const a2 = z1.dot(W2).add(b2);
  const y = net.predict(x);
  const row = (values: NDArray): number[] => [...values.data];
  return {
    net,
    x,
    t,
    a1,
    y,
    shown: {
      params: plain(net.params),
      x: row(x),
      a1: row(a1),
      z1: row(z1),
      a2: row(a2),
      y: row(y),
      t: row(t),
      loss: net.loss(x, t),
      numerical: plain(net.numericalGradient(x, t)),
    },
  };
}

/** The loss over the weight that the reader moves. */
export function lossCurve(x: NDArray, t: NDArray): { weight: number; loss: number }[] {
  return range(-3, 3, 61).map((weight) => ({ weight, loss: netWith(weight).loss(x, t) }));
}

export function plain({ W1, b1, W2, b2 }: Params): PlainNumbers {
  return {
    W1: W1.toArray() as number[][],
    b1: b1.toArray() as number[],
    W2: W2.toArray() as number[][],
    b2: b2.toArray() as number[],
  };
}
