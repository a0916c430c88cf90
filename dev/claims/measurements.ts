// How each claim is measured, by its id in dev/claims/claims.json. What is returned are its figures, by the names that it has there.
import { readFileSync } from 'node:fs';
import { loadMnist, type Mnist } from '#lib/mnist';
import { oneHot, randn, zeros, type NDArray } from '#lib/ndarray';
import { readNpz } from '#lib/npz';
import { seededRandom } from '#lib/random';
import type { Params, TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep } from '#topics/12-training';
import { mostConfused } from '#topics/13-evaluation';
import { type ActivationName, gradientCheck, LayeredNet } from '#topics/17-layered-network';
import { AdaGrad, Adam, Momentum, Sgd } from '#topics/18-optimizers';
import { heStd, xavierStd } from '#topics/19-first-weights';
import { defaults, newRun } from '../../tools/train/mnist-trainer';
import { variantRequests } from '../../tools/shared/suites';
import { COURSE } from '../../tools/shared/this-course';
import { trainRelu } from './dead-units';
import { trainLayered } from './layered-nets';
import {
  type Aim,
  aimOf,
  firstNet,
  lossesOf,
  mean,
  randomBatches,
  shuffledEpochs,
  sortedByClass,
  squaredErrorGradient,
  stratifiedBatches,
  trainAlong,
  trainOneLayer,
  trainWithAll,
  variance,
} from './own-loops';
import type { Trained, TrainingRuns } from './training-runs';

/** By name; a number, or several that all must be in the range; null where this version of Node has none. */
export type MeasuredFigures = Record<string, number | number[] | null>;

export interface Tools {
  trainingRuns: TrainingRuns;
  /** The real MNIST. */
  data: Mnist;
  /** Does some work here, when it is its turn: the training runs in other processes are begun first. */
  compute: <Result>(work: () => Result | Promise<Result>) => Promise<Result>;
}

const FIVE_SEEDS = [1, 2, 3, 4, 5];
const THREE_SEEDS = [1, 2, 3];

const accuracies = (runs: Trained[]): number[] => runs.map(({ testAccuracy }) => testAccuracy);
const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return mean([sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]);
};
const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b));
const deviation = (values: number[]): number => Math.sqrt(variance(values));

/** Processor time of an action, in seconds: the mean of many. */
function secondsOf(action: () => void, times = 300): number {
  for (let i = 0; i < times / 3; i++) action(); // the engine compiles it
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6 / times;
}

/** Asks for the numbers of the arrays: an operation may wait until someone does. */
function computed(arrays: Record<string, NDArray>): void {
  for (const one of Object.values(arrays)) one.toMessage();
}

export const measurements: Record<string, (tools: Tools) => Promise<MeasuredFigures>> = {
  async 'default-accuracy'({ trainingRuns }) {
    const found = accuracies(await trainingRuns.seeds(FIVE_SEEDS));
    return { 'of 100': 100 * median(found), least: least(found), most: most(found), median: median(found) };
  },

  async 'default-sample'({ trainingRuns }) {
    const { epochs } = await trainingRuns.run();
    return Object.fromEntries(
      [0, 1, 2, 16].flatMap((epoch) => {
        const { iteration, trainAccuracy, testAccuracy } = epochs[epoch];
        const when = iteration.toLocaleString('en-US');
        return [
          [`training, ${when}`, trainAccuracy],
          [`test, ${when}`, testAccuracy],
        ];
      }),
    );
  },

  async 'default-course'({ trainingRuns }) {
    const runs = await trainingRuns.seeds(THREE_SEEDS);
    const at = (epoch: number, key: 'trainAccuracy' | 'testAccuracy'): number[] =>
      runs.map(({ epochs }) => epochs[epoch][key]);
    return Object.fromEntries(
      [0, 1, 2, 3, 16].flatMap((epoch) => [
        [`training, ${600 * epoch}`, at(epoch, 'trainAccuracy')],
        [`test, ${600 * epoch}`, at(epoch, 'testAccuracy')],
      ]),
    );
  },

  async 'another-epoch'({ trainingRuns }) {
    const { epochs } = await trainingRuns.run({ iterations: 50_000 });
    const gain = (key: 'trainAccuracy' | 'testAccuracy'): number =>
      (100 * (epochs[20][key] - epochs[16][key])) / 4;
    return { 'points an epoch': [gain('trainAccuracy'), gain('testAccuracy')] };
  },

  async 'tenth-rate'({ trainingRuns }) {
    const [slow, usual] = await Promise.all([
      trainingRuns.run({ learningRate: 0.01, iterations: 20_000 }),
      trainingRuns.run({ iterations: 2000 }),
    ]);
    return { 'difference in points': 100 * (slow.testAccuracy - usual.testAccuracy) };
  },

  async 'rate-1'({ trainingRuns }) {
    const [runs, base] = await Promise.all([
      trainingRuns.seeds(THREE_SEEDS, { learningRate: 1 }),
      trainingRuns.run(),
    ]);
    const [fast, usual] = [runs[0], base].map(({ losses }) => losses.slice(-1000));
    const found = accuracies(runs);
    return {
      'of 100': 100 * median(found),
      'test accuracy': found,
      'loss, rate 1': mean(fast),
      'scatter, rate 1': deviation(fast),
      'loss, rate 0.1': mean(usual),
      'scatter, rate 0.1': deviation(usual),
    };
  },

  async 'rate-1-early'({ trainingRuns }) {
    const { testAccuracy } = await trainingRuns.run({ learningRate: 1, iterations: 2000 });
    return { 'of 100': 100 * testAccuracy };
  },

  async 'rate-10'({ trainingRuns }) {
    const runs = await trainingRuns.seeds(THREE_SEEDS, { learningRate: 10 });
    return Object.fromEntries(runs.map(({ testAccuracy }, i) => [`seed ${i + 1}`, testAccuracy]));
  },

  async 'lines-part'({ trainingRuns }) {
    const { epochs, testAccuracy } = await trainingRuns.run({ iterations: 50_000 });
    const last = epochs.findLastIndex((epoch) => epoch.testAccuracy >= epoch.trainAccuracy);
    const part = epochs[last + 1];
    return {
      'part after': part.iteration,
      'test, there': part.testAccuracy,
      'test, at the end': testAccuracy,
    };
  },

  async 'rate-1-long'({ trainingRuns }) {
    const { epochs, testAccuracy } = await trainingRuns.run({ learningRate: 1, iterations: 50_000 });
    const best = most(epochs.map((epoch) => epoch.testAccuracy));
    return {
      'training, at the end': epochs.at(-1)!.trainAccuracy,
      'test, best': best,
      'points lost at the end': 100 * (best - testAccuracy),
    };
  },

  async 'thousand-images'({ trainingRuns }) {
    const { epochs, testAccuracy } = await trainingRuns.run({ limit: 1000 });
    return { training: epochs.at(-1)!.trainAccuracy, test: testAccuracy };
  },

  async 'batch-loss'({ trainingRuns, data, compute }) {
    const run = await trainingRuns.run();
    const losses = await compute(() => lossesOf(run.net(data), data.train));
    const spread = Math.sqrt(variance(losses) / 100);
    return { loss: mean(losses), 'spread of 100': spread, 'spread, as a share': spread / mean(losses) };
  },

  async 'gradient-angle'({ trainingRuns, data, compute }) {
    const run = await trainingRuns.run();
    const before = await compute(() => aimOf(firstNet(data), data, 100));
    const end = await compute(() => aimOf(run.net(data), data, 100));
    return {
      'angle before': before.angle,
      'uphill before': before.uphill,
      'angle at the end': end.angle,
      'uphill at the end': end.uphill,
    };
  },

  async 'stratified-spread'({ trainingRuns, data, compute }) {
    const [first, early, run] = await Promise.all([
      trainingRuns.run({ iterations: 100 }),
      trainingRuns.run({ iterations: 600 }),
      trainingRuns.run(),
    ]);
    const batches = stratifiedBatches(10_000, data.train.labels, 1);
    const gain = (net: TwoLayerNet): number => {
      const losses = lossesOf(net, data.train);
      const within = Array.from({ length: 10 }, (_, c) => losses.filter((_, n) => data.train.labels[n] === c))
        .map((one) => (one.length / losses.length) * variance(one))
        .reduce((a, b) => a + b);
      return Math.sqrt(variance(losses) / within);
    };
    return {
      before: await compute(() => gain(firstNet(data))),
      'after 100 steps': await compute(() => gain(first.net(data))),
      'after an epoch': await compute(() => gain(early.net(data))),
      'at the end': await compute(() => gain(run.net(data))),
      'test accuracy with them': await compute(async () => (await trainAlong(data, { batches }))[0]),
    };
  },

  async 'few-exact-steps'({ data, compute }) {
    const found: number[] = [];
    for (const rate of [0.1, 1, 3, 10]) found.push(await compute(() => trainWithAll(data, 17, rate)));
    const [tenth, one, three, ten] = found;
    return { 'rate 0.1': tenth, 'rate 3': three, 'rate 3 above 1 and 10': three - Math.max(one, ten) };
  },

  async 'batch-and-rate'({ trainingRuns }) {
    const [a, b, c, d, e] = await Promise.all([
      trainingRuns.run({ batchSize: 1000, iterations: 1000 }),
      trainingRuns.run({ batchSize: 1000, iterations: 1000, learningRate: 1 }),
      trainingRuns.run(),
      trainingRuns.run({ learningRate: 1 }),
      trainingRuns.run({ batchSize: 10, iterations: 100_000 }),
    ]);
    return {
      '1000 at 0.1': a.testAccuracy,
      '1000 at 1': b.testAccuracy,
      '100 at 0.1': c.testAccuracy,
      '100 at 1': d.testAccuracy,
      '10 at 0.1': e.testAccuracy,
    };
  },

  async 'batch-of-one'({ trainingRuns, data, compute }) {
    const runs = await trainingRuns.seeds(THREE_SEEDS, { batchSize: 1 });
    const aims: Aim[] = [];
    for (const run of runs) aims.push(await compute(() => aimOf(run.net(data), data, 1, 500)));
    return {
      'seed 1': runs[0].testAccuracy,
      'all seeds': accuracies(runs),
      angle: median(aims.map(({ angle }) => angle)),
      'uphill, of 100': aims.map(({ uphill }) => uphill),
    };
  },

  async rises({ trainingRuns }) {
    const { losses } = await trainingRuns.run();
    const rises = losses.slice(1).filter((loss, i) => loss > losses[i]).length;
    return { 'share of the steps': rises / (losses.length - 1) };
  },

  async 'missing-class'({ data }) {
    await Promise.resolve();
    const counts = Array.from({ length: 10 }, (_, c) => data.train.labels.filter((one) => one === c).length);
    let probability = 0;
    for (let subset = 1; subset < 1023; subset++) {
      const missed = counts.filter((_, c) => (subset >> c) & 1);
      const share = missed.reduce((a, b) => a + b) / data.train.labels.length;
      probability -= (-1) ** missed.length * (1 - share) ** 100;
    }
    return { 'one batch in': 1 / probability, 'in 10,000 batches': 10_000 * probability };
  },

  async 'epochs-or-not'({ trainingRuns, data, compute }) {
    const without = accuracies(await trainingRuns.seeds(THREE_SEEDS));
    const epochs: number[] = [];
    for (const seed of THREE_SEEDS) {
      const batches = shuffledEpochs(10_000, data.train.labels.length, seed);
      epochs.push(await compute(async () => (await trainAlong(data, { batches, seed }))[0]));
    }
    return { 'with replacement': without, 'in epochs': epochs };
  },

  async sorted({ data, compute }) {
    const batches = sortedByClass(10_200, data.train.labels);
    return { 'test accuracy': await compute(async () => (await trainAlong(data, { batches }))[0]) };
  },

  async 'one-layer'({ trainingRuns, data, compute }) {
    const [usual, fast] = await Promise.all([
      trainingRuns.seeds(THREE_SEEDS),
      trainingRuns.seeds(THREE_SEEDS, { learningRate: 1 }),
    ]);
    const runs: number[][] = [];
    for (const seed of THREE_SEEDS) runs.push(await compute(() => trainOneLayer(data, seed, [3000, 10_000])));
    const [early, end] = [0, 1].map((i) => median(runs.map((run) => run[i])));
    return {
      'of 100': runs.map(([, accuracy]) => 100 * accuracy),
      'points ahead after 3,000 steps': 100 * (early - usual[0].epochs[5].testAccuracy),
      'a hidden layer brings, in points': 100 * (median(accuracies(usual)) - end),
      'and with a rate of 1': 100 * (median(accuracies(fast)) - end),
    };
  },

  async 'squared-error'({ trainingRuns, data, compute }) {
    const [early, run] = await Promise.all([trainingRuns.run({ iterations: 2500 }), trainingRuns.run()]);
    const batches = randomBatches(10_000, data.train.labels.length, 1);
    const [first, end] = await compute(() =>
      trainAlong(data, { batches, gradient: squaredErrorGradient, after: [2500] }),
    );
    return {
      'squared error, 2,500 steps': first,
      'cross-entropy, 2,500 steps': early.testAccuracy,
      'squared error, at the end': end,
      'cross-entropy, at the end': run.testAccuracy,
    };
  },

  async untrained({ data, compute }) {
    const nets = Array.from({ length: 100 }, (_, seed) => newRun({ ...defaults, seed }, data).net);
    const found = await compute(() => nets.map((net) => net.accuracy(data.test.x, data.test.t)));
    const losses = await compute(() => nets.slice(0, 20).map((net) => net.loss(data.test.x, data.test.t)));
    return { least: least(found), most: most(found), loss: losses };
  },

  async 'first-weights'({ trainingRuns }) {
    const std = async (weightInitStd: number): Promise<number> =>
      (await trainingRuns.run({ weightInitStd })).testAccuracy;
    const [zero, one, ten, ...small] = await Promise.all([0, 1, 10, 0.001, 0.01, 0.1].map(std));
    return { '0.001 to 0.1': small, 'of 100, zeros': 100 * zero, 'std 1': one, 'std 10': ten };
  },

  async 'few-hidden'({ trainingRuns }) {
    return { 'two units': (await trainingRuns.run({ hiddenSize: 2 })).testAccuracy };
  },

  async 'never-inked'({ data, compute }) {
    const inked = Array.from({ length: 784 }, () => false);
    await compute(() => data.train.x.data.forEach((value, i) => (inked[i % 784] ||= value > 0)));
    return { pixels: inked.filter((one) => !one).length };
  },

  async 'zero-pixels'({ data, compute }) {
    const { data: pixels } = data.train.x;
    let zero = 0;
    await compute(() => pixels.forEach((value) => (zero += value === 0 ? 1 : 0)));
    return { 'of five': (5 * zero) / pixels.length };
  },

  async 'numerical-price'({ data, compute }) {
    const net = firstNet(data);
    const rows = Array.from({ length: 100 }, (_, n) => n);
    const [x, t] = [data.train.x.take(rows), data.train.t.take(rows)];
    const loss = await compute(() => secondsOf(() => net.loss(x, t)));
    const gradient = await compute(() => secondsOf(() => computed({ ...backpropGradient(net, x, t) })));
    return {
      'seconds for a gradient': 79_520 * loss,
      'days for a training': (79_520 * loss * 10_000) / 86_400,
      'losses for a gradient by backpropagation': gradient / loss,
    };
  },

  async 'gradient-check'({ compute }) {
    const shareOf = (seed: number, weightInitStd: number, activation: ActivationName): number => {
      const random = seededRandom(seed);
      const sizes = { inputSize: 6, hiddenSizes: [8, 6], outputSize: 10 };
      const net = new LayeredNet({ ...sizes, activation, weightInitStd, random });
      return most(Object.values(gradientCheck(net, randn([5, 6], random), oneHot([0, 1, 2, 3, 4], 10))));
    };
    const sharesOf = (weightInitStd: number, activation: ActivationName): Promise<number[]> =>
      compute(() => Array.from({ length: 40 }, (_, seed) => shareOf(seed, weightInitStd, activation)));
    const failing = (shares: number[]): number => shares.filter((share) => share > 1e-3).length;
    const moderate = await sharesOf(0.3, 'relu');
    return {
      'share with 0.3': median(moderate),
      'fail with 0.3': failing(moderate),
      'fail with 0.01': failing(await sharesOf(0.01, 'relu')),
      'share with 0.01, sigmoid': median(await sharesOf(0.01, 'sigmoid')),
    };
  },

  async 'evaluation-price'({ data, compute }) {
    const net = firstNet(data);
    const rows = Array.from({ length: 100 }, (_, n) => n);
    const step = (): void => {
      const [x, t] = [data.train.x.take(rows), data.train.t.take(rows)];
      net.params = sgdStep(net.params, backpropGradient(net, x, t), 0.1);
    };
    const ofStep = await compute(() => secondsOf(step));
    const ofAccuracy = await compute(() => secondsOf(() => net.accuracy(data.train.x, data.train.t), 3));
    return { steps: ofAccuracy / ofStep };
  },

  async 'step-size'() {
    await Promise.resolve();
    const slopes: [f: (x: number) => number, slope: number][] = [
      [(x) => x ** 3, 3],
      [Math.exp, Math.E],
      [Math.sin, Math.cos(1)],
    ];
    const error = (h: number): number[] =>
      slopes.map(([f, slope]) => Math.abs((f(1 + h) - f(1 - h)) / (2 * h) - slope));
    const usual = error(1e-4);
    const relative = (h: number): number[] => error(h).map((one, i) => one / usual[i]);
    return {
      'error with 1e-5': relative(1e-5),
      'with 1e-6': relative(1e-6),
      'with 1e-7': relative(1e-7),
      'with 1e-10': relative(1e-10),
    };
  },

  async 'shuffle-orders'() {
    await Promise.resolve();
    const random = seededRandom(1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 1_000_000; i++) {
      const order = [0, 1, 2, 3].sort(() => random() - 0.5).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const ratio = most([...counts.values()]) / least([...counts.values()]);
    const isNew = Number(process.versions.node.split('.')[0]) >= 26;
    return { 'times, Node 20 to 24': isNew ? null : ratio, 'times, Node 26': isNew ? ratio : null };
  },

  async 'dead-units'({ compute }) {
    const data = loadMnist({ dtype: 'float32' });
    const of = async (rate: number): Promise<ReturnType<typeof trainRelu>[]> => {
      const runs: ReturnType<typeof trainRelu>[] = [];
      for (const seed of THREE_SEEDS) runs.push(await compute(() => trainRelu(data, rate, seed)));
      return runs;
    };
    const [low, middle, one, two] = [await of(0.1), await of(0.5), await of(1), await of(2)];
    const dead = (runs: typeof low): number[] => runs.map((run) => run.dead);
    return {
      'dead with 0.1 and 0.5': dead([...low, ...middle]),
      'dead with 1, least': least(dead(one)),
      'dead with 1, median': median(dead(one)),
      'dead with 1, most': most(dead(one)),
      'dead with 2': dead(two),
      'of 100, with 2': two.map(({ testAccuracy }) => 100 * testAccuracy),
      'came back': [low, middle, one, two].flat().map(({ back }) => back),
    };
  },

  async optimizers({ compute }) {
    const data = loadMnist({ dtype: 'float32' });
    const classes = { Sgd, Momentum, AdaGrad, Adam };
    const of = async (name: keyof typeof classes, learningRate: number): Promise<number> => {
      const found: number[] = [];
      for (const seed of THREE_SEEDS) {
        const optimizer = new classes[name]({ learningRate });
        const { testAccuracy } = await compute(() =>
          trainLayered(data, { hiddenSizes: [50], activation: 'sigmoid', optimizer, steps: 2000, seed }),
        );
        found.push(testAccuracy);
      }
      return mean(found);
    };
    const sgd = [await of('Sgd', 0.01), await of('Sgd', 0.1), await of('Sgd', 1)];
    const momentum = [await of('Momentum', 0.01), await of('Momentum', 0.1)];
    const adaGrad = [await of('AdaGrad', 0.01), await of('AdaGrad', 0.1)];
    const adam = [await of('Adam', 0.001), await of('Adam', 0.01)];
    const best = [sgd, momentum, adaGrad, adam].map(most);
    return {
      'Sgd, 0.01': sgd[0],
      'Sgd, 0.1': sgd[1],
      'Sgd, 1': sgd[2],
      'Momentum, 0.01': momentum[0],
      'Momentum, 0.1': momentum[1],
      'AdaGrad, 0.01': adaGrad[0],
      'AdaGrad, 0.1': adaGrad[1],
      'Adam, 0.001': adam[0],
      'Adam, 0.01': adam[1],
      'points between Momentum and ten times the rate of Sgd': momentum.map((one, i) =>
        Math.abs(100 * (one - sgd[i + 1])),
      ),
      'points between the best of each': 100 * (most(best) - least(best)),
    };
  },

  async 'layered-accuracy'({ trainingRuns }) {
    const layered = { net: 'layered', optimizer: 'adam' } as const;
    const [double, single] = await Promise.all(
      (['float64', 'float32'] as const).map(async (dtype) =>
        accuracies(await trainingRuns.seeds(THREE_SEEDS, { ...layered, dtype })),
      ),
    );
    return { 'of 100': [...double, ...single].map((one) => 100 * one), float64: double, float32: single };
  },

  async 'deep-first-weights'({ compute }) {
    const data = loadMnist({ dtype: 'float32' });
    const hiddenSizes = [100, 100, 100, 100, 100];
    const rules = { 0: 0, 0.01: 0.01, xavierStd, heStd };
    const figures: MeasuredFigures = {};
    for (const [name, weightInitStd] of Object.entries(rules)) {
      const optimizer = new Sgd({ learningRate: 0.1 });
      const training = { hiddenSizes, weightInitStd, optimizer, steps: 600 };
      const { spread, losses, testAccuracy } = await compute(() => trainLayered(data, training));
      figures[`${name}: spread`] = spread;
      figures[`${name}: loss`] = mean(losses.slice(-100));
      figures[`${name}: test accuracy`] = testAccuracy;
    }
    return figures;
  },

  async 'wrong-answers'() {
    await Promise.resolve();
    const count = (kind: 'mistakes' | 'alternatives'): number =>
      COURSE.topicNames().reduce((sum, topic) => sum + variantRequests(COURSE, topic, kind).length, 0);
    return { wrong: count('mistakes'), right: count('alternatives') };
  },

  async clamp({ trainingRuns, data }) {
    const net = (await trainingRuns.run()).net(data);
    const rows = Array.from({ length: 100 }, (_, n) => n);
    const [x, t] = [data.train.x.take(rows), data.train.t.take(rows)];
    const exact = backpropGradient(net, x, t).b2;
    const lossAt = (i: number, value: number): number => {
      const before = net.params.b2.data[i];
      net.params.b2.data[i] = before + value;
      const loss = net.loss(x, t);
      net.params.b2.data[i] = before;
      return loss;
    };
    const differences = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8].map((h) => {
      const found = Array.from({ length: 10 }, (_, i) => (lossAt(i, h) - lossAt(i, -h)) / (2 * h));
      return most(found.map((slope, i) => Math.abs(slope - exact.at(i))));
    });
    return { 'in 1e-7': differences.map((one) => one / 1e-7) };
  },

  async confusions({ trainingRuns, data }) {
    const runs = await trainingRuns.seeds(FIVE_SEEDS);
    const lists = runs.map((run) => mostConfused(run.net(data), data.test.x, data.test.labels, 5));
    const count = (actual: number, predicted: number): number =>
      lists.filter((list) => list.some((one) => one.actual === actual && one.predicted === predicted)).length;
    return { '5 taken for 3': count(5, 3), '3 taken for 5': count(3, 5) };
  },

  async 'moved-images'({ trainingRuns, data }) {
    const net = (await trainingRuns.run()).net(data);
    const { x, t } = data.test;
    const moved = (by: number): number =>
      net.accuracy(
        x.map((_, i) => (i % 28 < by ? 0 : x.data[i - by])),
        t,
      );
    const plain = net.accuracy(x, t);
    const inverted = net.accuracy(
      x.map((value) => 1 - value),
      t,
    );
    return {
      'points lost by 1 pixel': 100 * (plain - moved(1)),
      'points lost by 3 pixels': 100 * (plain - moved(3)),
      inverted,
    };
  },

  async 'test-halves'({ trainingRuns, data }) {
    const net = (await trainingRuns.run()).net(data);
    const share = (from: number, to: number): number => {
      const rows = Array.from({ length: to - from }, (_, i) => from + i);
      return net.accuracy(data.test.x.take(rows), data.test.t.take(rows));
    };
    const [all, first] = [share(0, 10_000), share(0, 5000)];
    return { 'points lower': 100 * (all - first), 'first half': first, 'second half': share(5000, 10_000) };
  },

  async 'centered-pad'({ data, compute }) {
    const net = firstNet(data);
    const file = 'site/pictures/digits/weights.npz';
    net.params = readNpz(readFileSync(file), file) as Record<keyof Params, NDArray>;
    const at = (center: number): number => net.accuracy(centeredAt(center, data.test.x), data.test.t);
    const [right, wrong] = [await compute(() => at(14.5)), await compute(() => at(14))];
    return { 'at 14.5': right, 'points lost at 14': 100 * (right - wrong) };
  },
};

/** Each image moved so that its center of mass is at (center, center), with pixels in between where that is between pixels. */
function centeredAt(center: number, x: NDArray): NDArray {
  const moved = zeros([...x.shape]);
  for (let start = 0; start < x.data.length; start += 784) {
    let [mass, across, down] = [0, 0, 0];
    for (let i = 0; i < 784; i++) {
      const value = x.data[start + i];
      mass += value;
      across += value * ((i % 28) + 0.5);
      down += value * (Math.floor(i / 28) + 0.5);
    }
    const at = (row: number, column: number): number =>
      row < 0 || column < 0 || row > 27 || column > 27 ? 0 : x.data[start + 28 * row + column];
    for (let i = 0; i < 784; i++) {
      const [v, u] = [Math.floor(i / 28) - center + down / mass, (i % 28) - center + across / mass];
      const [row, column] = [Math.floor(v), Math.floor(u)];
      const [a, b] = [v - row, u - column];
      moved.data[start + i] =
        (1 - a) * ((1 - b) * at(row, column) + b * at(row, column + 1)) +
        a * ((1 - b) * at(row + 1, column) + b * at(row + 1, column + 1));
    }
  }
  return moved;
}
