// The judge's own two-layer network, for the suites that need one as an input, and the exact gradient of its loss. Plain
// arithmetic over plain numbers, sample by sample: nothing here calls a topic.
import { array, NDArray } from '#lib/ndarray';
import { copyOf } from '#engine/suite/copies';
import { meanCrossEntropyOfRows, rowsOf, softmaxOfRow } from './reference';

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
    return array(probabilityRows(this.params, x));
  }

  /** The mean cross-entropy error of the batch. */
  loss(x: NDArray, t: NDArray): number {
    return meanCrossEntropyOfRows(probabilityRows(this.params, x), classesOf(t));
  }

  /** The share of samples whose most probable class is the true one; the first of equals counts. */
  accuracy(x: NDArray, t: NDArray): number {
    const actual = classesOf(t);
    const predicted = probabilityRows(this.params, x).map(placeOfLargest);
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
  const labels = classesOf(t);
  const samples = rowsOf(x).map((inputs, n): Sample => {
    const z1 = hidden(params, inputs);
    return { inputs, z1, y: probabilities(params, z1), label: labels[n] };
  });
  const [hiddenSize, classCount] = params.W2.shape;
  const outgoing = rowsOf(params.W2); // of each hidden unit

  /** The mean over the samples, where the scores of each move with these speeds. */
  const meanSpeed = (scoreSpeeds: (sample: Sample) => number[]): number => {
    let sum = 0;
    for (const sample of samples) sum += lossSpeed(sample, scoreSpeeds(sample), insideLog);
    return sum / samples.length;
  };
  const scoreMoves = (k: number, speed: number): number[] =>
    Array.from({ length: classCount }, (_, other) => (other === k ? speed : 0));
  const hiddenSumMoves = ({ z1 }: Sample, j: number, speed: number): number[] => {
    const z1Speed = z1[j] * (1 - z1[j]) * speed;
    return outgoing[j].map((weight) => z1Speed * weight);
  };

  return {
    W1: params.W1.map((_, i) =>
      meanSpeed((sample) =>
        hiddenSumMoves(sample, i % hiddenSize, sample.inputs[Math.floor(i / hiddenSize)]),
      ),
    ),
    b1: params.b1.map((_, j) => meanSpeed((sample) => hiddenSumMoves(sample, j, 1))),
    W2: params.W2.map((_, i) =>
      meanSpeed(({ z1 }) => scoreMoves(i % classCount, z1[Math.floor(i / classCount)])),
    ),
    b2: params.b2.map((_, k) => meanSpeed(() => scoreMoves(k, 1))),
  };
}

/** One sample on its way through the network. */
interface Sample {
  inputs: number[];
  z1: number[]; // (H)
  y: number[]; // (C)
  label: number;
}

/** How fast the loss of a sample moves, when its scores move with these speeds (C). */
export function lossSpeed(
  { y, label }: Pick<Sample, 'y' | 'label'>,
  scoreSpeeds: number[],
  insideLog: number,
): number {
  let mean = 0;
  for (let k = 0; k < y.length; k++) mean += y[k] * scoreSpeeds[k];
  const ySpeed = y[label] * (scoreSpeeds[label] - mean);
  return -ySpeed / (y[label] + insideLog);
}

/** softmax(z1·W2 + b2) of each sample (C). */
export function probabilityRows(params: Params, x: NDArray): number[][] {
  return rowsOf(x).map((row) => probabilities(params, hidden(params, row)));
}

/** softmax(z1·W2 + b2) of one sample (C). */
function probabilities({ W2, b2 }: Params, z1: number[]): number[] {
  return softmaxOfRow(affine(z1, W2, b2));
}

/** sigmoid(x·W1 + b1) of one sample (H). */
function hidden({ W1, b1 }: Params, x: number[]): number[] {
  const z1 = affine(x, W1, b1);
  for (let j = 0; j < z1.length; j++) z1[j] = 1 / (1 + Math.exp(-z1[j]));
  return z1;
}

/** Σᵢ xᵢ·Wᵢⱼ + bⱼ, for each j. */
function affine(x: number[], W: NDArray, b: NDArray): number[] {
  const [weights, sums] = [W.data, [...b.data]];
  for (let j = 0; j < sums.length; j++)
    for (let i = 0; i < x.length; i++) sums[j] += x[i] * weights[i * sums.length + j];
  return sums;
}

/** The place of the largest number of each row; the first of equals. */
function classesOf(t: NDArray): number[] {
  return rowsOf(t).map(placeOfLargest);
}

function placeOfLargest(row: number[]): number {
  let place = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[place]) place = k;
  return place;
}

/** Arrays in the shapes of `params`, filled by name and place. */
function forEachParameter(params: Params, f: (name: keyof Params, i: number) => number): Params {
  const fill = (name: keyof Params): NDArray => params[name].map((_, i) => f(name, i));
  return { W1: fill('W1'), b1: fill('b1'), W2: fill('W2'), b2: fill('b2') };
}
