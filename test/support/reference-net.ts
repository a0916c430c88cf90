// The judge's own two-layer network, for the suites that need one as an input, and the exact gradient of its loss. Plain
// arithmetic over plain numbers, sample by sample: nothing here calls a topic.
import { array, NDArray, zerosLike } from '#lib/ndarray';
import { copyOf } from '#engine/suite/copies';
import { meanCrossEntropy, rowsOf, softmaxOf } from './reference';

/** The parameters of a network, and the gradient of its loss; with D inputs, H hidden units and C classes. */
export interface Params {
  W1: NDArray; // (D, H)
  b1: NDArray; // (H)
  W2: NDArray; // (H, C)
  b2: NDArray; // (C)
}

/** The number inside the logarithm of the loss. */
const INSIDE_LOG = 1e-7;

/** A network of the same public shape as topic 10's, made from copies of given parameters. */
export class ReferenceNet {
  params: Params;

  constructor(params: Params) {
    this.params = copyOf(params);
  }

  /** y (N, C). */
  predict(x: NDArray): NDArray {
    const { W2, b2 } = this.params;
    return softmaxOf(array(rowsOf(x).map((row) => affine(hidden(this.params, row), W2, b2))));
  }

  /** The mean cross-entropy error of the batch. */
  loss(x: NDArray, t: NDArray): number {
    return meanCrossEntropy(this.predict(x), classesOf(t));
  }

  /** The share of samples whose most probable class is the true one; the first of equals counts. */
  accuracy(x: NDArray, t: NDArray): number {
    const actual = classesOf(t);
    const predicted = classesOf(this.predict(x));
    return predicted.filter((label, n) => label === actual[n]).length / actual.length;
  }

  /** Central differences with h = 1e-4. Each is taken on a copy, so that `params` is never touched. */
  numericalGradient(x: NDArray, t: NDArray): Params {
    const h = 1e-4;
    return forEachParameter(this.params, (name, i) => {
      const lossAfter = (step: number): number => {
        const moved = this.params[name].map((value, k) => (k === i ? value + step : value));
        return new ReferenceNet({ ...this.params, [name]: moved }).loss(x, t);
      };
      return (lossAfter(h) - lossAfter(-h)) / (2 * h);
    });
  }
}

/**
 * The exact gradient of the network's loss. It is not found by going back through the network, as in topic 11, but forward: one
 * parameter moves with speed 1, and every number behind it moves with the speed that follows.
 *
 * @param insideLog what the loss adds inside its logarithm; 0 for the gradient that uses y − t
 */
export function exactGradient(params: Params, x: NDArray, t: NDArray, insideLog = INSIDE_LOG): Params {
  return forEachParameter(params, (name, i) => {
    const still = forEachParameter(params, () => 0);
    const speed = { ...still, [name]: still[name].map((_, k) => (k === i ? 1 : 0)) };
    const labels = classesOf(t);
    const speeds = rowsOf(x).map((row, n) => lossSpeed(params, speed, row, labels[n], insideLog));
    return speeds.reduce((sum, value) => sum + value, 0) / labels.length;
  });
}

/** How fast the loss of one sample moves, when the parameters move with `speed`. */
function lossSpeed(params: Params, speed: Params, x: number[], label: number, insideLog: number): number {
  const z1 = hidden(params, x); // (H)
  const z1Speed = affine(x, speed.W1, speed.b1).map((a1Speed, j) => z1[j] * (1 - z1[j]) * a1Speed); // (H)

  const y = rowsOf(softmaxOf(array(affine(z1, params.W2, params.b2))))[0]; // (C)
  const throughHidden = affine(z1Speed, params.W2, zerosLike(params.b2)); // (C)
  const a2Speed = affine(z1, speed.W2, speed.b2).map((own, k) => own + throughHidden[k]); // (C)

  const meanSpeed = y.reduce((sum, value, k) => sum + value * a2Speed[k], 0);
  const ySpeed = y[label] * (a2Speed[label] - meanSpeed);
  return -ySpeed / (y[label] + insideLog);
}

/** sigmoid(x·W1 + b1) of one sample (H). */
function hidden({ W1, b1 }: Params, x: number[]): number[] {
  return affine(x, W1, b1).map((a1) => 1 / (1 + Math.exp(-a1)));
}

/** Σᵢ xᵢ·Wᵢⱼ + bⱼ, for each j. */
function affine(x: number[], W: NDArray, b: NDArray): number[] {
  const { data } = W;
  return rowsOf(b)[0].map((bias, j) => x.reduce((sum, value, i) => sum + value * data[i * b.size + j], bias));
}

/** Where the largest number of each row stands; the first of equals. */
function classesOf(t: NDArray): number[] {
  return rowsOf(t).map((row) => row.indexOf(Math.max(...row)));
}

/** Arrays in the shapes of `params`, filled by name and place. */
function forEachParameter(params: Params, f: (name: keyof Params, i: number) => number): Params {
  const fill = (name: keyof Params): NDArray => params[name].map((_, i) => f(name, i));
  return { W1: fill('W1'), b1: fill('b1'), W2: fill('W2'), b2: fill('b2') };
}
