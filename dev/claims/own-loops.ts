// TrainingRuns that `npm run train` has no options for, and what is computed of a network's gradients. Every now and then, a training lets
// the rest of the process have its turn, so that Ctrl-C ends it.
import { setImmediate } from 'node:timers/promises';
import type { Dataset, Mnist } from '#lib/mnist';
import { randn, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { randomChoice } from '#topics/03-mini-batch';
import { epochBatches } from '#topics/04-fair-batches';
import { sigmoid, sigmoidGrad, softmax } from '#topics/08-activations';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep } from '#topics/12-training';
import { defaults, newRun, type Config } from '../../tools/train/mnist-trainer';
import { collectDropped } from '../../tools/train/loop/v8-flags';

type Gradient = (net: TwoLayerNet, x: NDArray, t: NDArray) => ReturnType<typeof backpropGradient>;

interface Loop {
  /** The batch of each step. */
  batches: Iterable<readonly number[]>;
  seed?: number;
  learningRate?: number;
  gradient?: Gradient;
  /** After so many steps, the test accuracy is kept as well. */
  after?: number[];
}

/** The two-layer network that `npm run train` begins with, by default or with these settings. */
export function firstNet(data: Mnist, settings: Partial<Config> = {}): TwoLayerNet {
  const { net } = newRun({ ...defaults, ...settings }, data);
  if (!(net instanceof TwoLayerNet)) throw new Error('a network of other layers has other parameters');
  return net;
}

/** Lets others have their turn, after some steps. */
async function pauseAfter(step: number): Promise<void> {
  if (step % 50 === 0) await setImmediate();
}

/** Steps of the course's network along these batches. Returns the test accuracies after `after`, and at the end. */
export async function trainAlong(
  { train, test }: Mnist,
  { batches, seed = 1, learningRate = 0.1, gradient = backpropGradient, after = [] }: Loop,
): Promise<number[]> {
  const net = firstNet({ train, test }, { seed });
  const accuracies: number[] = [];
  let step = 0;
  for (const rows of batches) {
    net.params = sgdStep(net.params, gradient(net, train.x.take(rows), train.t.take(rows)), learningRate);
    collectDropped();
    step++;
    await pauseAfter(step);
    if (after.includes(step)) accuracies.push(net.accuracy(test.x, test.t));
  }
  return [...accuracies, net.accuracy(test.x, test.t)];
}

/** Steps with all samples, whose gradient is added up from parts that fit into memory. */
export async function trainWithAll(
  { train, test }: Mnist,
  steps: number,
  learningRate: number,
): Promise<number> {
  const net = firstNet({ train, test });
  for (let step = 0; step < steps; step++) {
    const sums = gradientSum(net, train);
    await setImmediate();
    net.params = sgdStep(net.params, sums, learningRate);
  }
  return net.accuracy(test.x, test.t);
}

const PART = 1000;

/** The mean gradient of all samples. */
function gradientSum(net: TwoLayerNet, { x, t, labels }: Dataset): ReturnType<typeof backpropGradient> {
  const parts = Math.floor(labels.length / PART);
  let sum: ReturnType<typeof backpropGradient> | undefined;
  for (let part = 0; part < parts; part++) {
    const rows = Array.from({ length: PART }, (_, i) => PART * part + i);
    const gradient = backpropGradient(net, x.take(rows), t.take(rows));
    sum =
      sum === undefined
        ? gradient
        : {
            W1: sum.W1.add(gradient.W1),
            b1: sum.b1.add(gradient.b1),
            W2: sum.W2.add(gradient.W2),
            b2: sum.b2.add(gradient.b2),
          };
    collectDropped();
  }
  const { W1, b1, W2, b2 } = sum!;
  return { W1: W1.div(parts), b1: b1.div(parts), W2: W2.div(parts), b2: b2.div(parts) };
}

/** Batches that come one epoch after the other. */
export function* shuffledEpochs(count: number, samples: number, seed: number): Iterable<number[]> {
  const random = seededRandom(`epochs ${seed}`);
  for (let step = 0; step < count;) {
    for (const rows of epochBatches(samples, 100, random)) {
      if (step++ < count) yield rows;
    }
  }
}

/** Class after class, again and again. */
export function* sortedByClass(count: number, labels: number[]): Iterable<number[]> {
  const sorted = labels.map((_, n) => n).sort((a, b) => labels[a] - labels[b]);
  const each = Math.floor(sorted.length / 100);
  for (let step = 0; step < count; step++) {
    yield sorted.slice((step % each) * 100, (step % each) * 100 + 100);
  }
}

/** Ten of each class. (Topic 04's `stratifiedChoice` shuffles all 60,000 for each batch.) */
export function* stratifiedBatches(count: number, labels: number[], seed: number): Iterable<number[]> {
  const random = seededRandom(seed);
  const members = Array.from({ length: 10 }, (_, c) => [...labels.keys()].filter((n) => labels[n] === c));
  for (let step = 0; step < count; step++) {
    yield members.flatMap((indices) => randomChoice(indices.length, 10, random).map((i) => indices[i]));
  }
}

export function* randomBatches(count: number, samples: number, seed: number): Iterable<number[]> {
  const random = seededRandom(seed);
  for (let step = 0; step < count; step++) yield randomChoice(samples, 100, random);
}

/** The gradient of half the squared error behind softmax, a mean over the batch. */
export function squaredErrorGradient(net: TwoLayerNet, x: NDArray, t: NDArray): ReturnType<Gradient> {
  const { W1, b1, W2, b2 } = net.params;
  const a1 = x.dot(W1).add(b1); // (N, H)
  const z1 = sigmoid(a1);
  const y = softmax(z1.dot(W2).add(b2)); // (N, C)
  const slope = y.sub(t).mul(y); // (N, C)
  const rows = slope.sum(1); // (N)
  const spread = y.map((value, i) => value * rows.data[Math.floor(i / y.shape[1])]);
  const d2 = slope.sub(spread).div(x.shape[0]);
  const d1 = d2.dot(W2.T).mul(sigmoidGrad(a1));
  return { W1: x.T.dot(d1), b1: d1.sum(0), W2: z1.T.dot(d2), b2: d2.sum(0) };
}

/** One layer with softmax. Returns the test accuracy after these steps. */
export async function trainOneLayer(
  { train, test }: Mnist,
  seed: number,
  after: number[],
): Promise<number[]> {
  const random = seededRandom(seed);
  let [W, b] = [randn([784, 10], random).mul(0.01), zeros([10])];
  const accuracies: number[] = [];
  for (let step = 1; step <= Math.max(...after); step++) {
    const rows = randomChoice(60_000, 100, random);
    const x = train.x.take(rows);
    const d = softmax(x.dot(W).add(b)).sub(train.t.take(rows)).div(100);
    W = W.sub(x.T.dot(d).mul(0.1));
    b = b.sub(d.sum(0).mul(0.1));
    collectDropped();
    await pauseAfter(step);
    if (!after.includes(step)) continue;
    const answers = test.x.dot(W).add(b).argmax(1);
    accuracies.push(answers.filter((answer, n) => answer === test.labels[n]).length / test.labels.length);
  }
  return accuracies;
}

/** How a batch's gradient compares with that of all training images. */
export interface Aim {
  /** Degrees between the two: the median of some batches. */
  angle: number;
  /** How many of 100 batches point uphill. */
  uphill: number;
}

export function aimOf(net: TwoLayerNet, { train }: Mnist, batchSize: number, count = 100): Aim {
  const all = flat(gradientSum(net, train));
  const random = seededRandom(99);
  const cosines = Array.from({ length: count }, () => {
    const rows = randomChoice(train.labels.length, batchSize, random);
    const gradient = flat(backpropGradient(net, train.x.take(rows), train.t.take(rows)));
    collectDropped();
    return dot(gradient, all) / Math.sqrt(dot(gradient, gradient) * dot(all, all));
  }).sort((a, b) => a - b);
  return {
    angle: (Math.acos(cosines[Math.floor(count / 2)]) * 180) / Math.PI,
    uphill: (100 * cosines.filter((cosine) => cosine < 0).length) / count,
  };
}

function flat({ W1, b1, W2, b2 }: ReturnType<Gradient>): Float64Array {
  return Float64Array.from([W1, b1, W2, b2].flatMap(({ data }) => [...data]));
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** The loss of each sample. */
export function lossesOf(net: TwoLayerNet, { x, labels }: Dataset): number[] {
  const losses: number[] = [];
  for (let start = 0; start < labels.length; start += PART) {
    const rows = Array.from({ length: PART }, (_, i) => start + i);
    const y = net.predict(x.take(rows));
    for (const [i, row] of rows.entries()) losses.push(-Math.log(y.at(i, labels[row]) + 1e-7));
  }
  return losses;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}
