// The MNIST trainer: the course's topics put together, until a network reads handwritten digits.
//
//     npm run train                         with the course's solutions
//     npm run train -- --mine               with your own topics, as soon as they are written
//     npm run train -- --learning-rate 1    every number in `defaults` is an option; --help lists them all
//     npm run train -- --resume             goes on where Ctrl-C stopped the last run
//     npm run train -- --compare seed=1,2   trains several networks side by side, with one report; any option will do
//
// Each run leaves a folder in runs/ with its report, its history as numbers and as pictures, and the trained weights.
import { setImmediate } from 'node:timers/promises';
import type { Dataset, Mnist } from '#lib/mnist';
import type { NDArray } from '#lib/ndarray';
import { seededRandom, type SeededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep, type EpochReport, type History } from '#topics/12-training';
import { accuracyByClass, confusionMatrix, mostConfused, type Confusion } from '#topics/13-evaluation';

/** Every number that steers a run, and why it is what it is. */
export const defaults = {
  hiddenSize: 50, // with 784 inputs and 10 outputs that makes 39,760 parameters
  weightInitStd: 0.01, // small, so that every sigmoid starts where it is steep; with 0 all hidden units would stay alike

  iterations: 10_000, // 16⅔ epochs; by then another one adds a tenth or two of a percent
  batchSize: 100, // its gradient is right on average only, but costs a six-hundredth of that of all 60,000 samples
  learningRate: 0.1, // the book's; a tenth needs ten times the iterations, ten times as much reads 97 of 100, a hundred times fails
  seed: 1, // the same seed gives the same numbers, to the last bit, on Node 20 to 26 of one machine type; docs/performance.md says more
};

export type Config = typeof defaults;

/** Where a run stands: together with the data and the config, all that is needed to go on. */
export interface Run {
  net: TwoLayerNet;
  random: SeededRandom;
  history: History; // as many losses as iterations are done
}

/** The shares of right answers, from 0 to 1. */
export type Accuracies = Pick<EpochReport, 'trainAccuracy' | 'testAccuracy'>;

/** Some samples (N, 784), and their targets (N, 10). */
export type Batch = ReturnType<typeof miniBatch>;

/**
 * What goes on around the loop without touching its numbers: progress, Ctrl-C, and another thread that takes over what the next step
 * does not need. What is measured may come later, but losses come in order; the training goes on meanwhile.
 */
export interface Hooks {
  /** Draws the next batch. */
  draw?: () => Batch | Promise<Batch>;
  /** The loss of the batch that was drawn last, for the network as it stands. */
  lossOf?: (net: TwoLayerNet, batch: Batch) => number | Promise<number>;
  /** How well the network does as it stands. */
  evaluate?: (net: TwoLayerNet) => Accuracies | Promise<Accuracies>;
  onEpoch?: (report: EpochReport) => void;
  onIteration?: (iteration: number, loss: number) => void;
  shouldStop?: () => boolean;
}

/** A network that has learned nothing yet. */
export function newRun({ hiddenSize, weightInitStd, seed }: Config, { train }: Mnist): Run {
  const [inputSize, outputSize] = [train.x.shape[1], train.t.shape[1]];
  const random = seededRandom(seed);
  const net = new TwoLayerNet({ inputSize, hiddenSize, outputSize, weightInitStd, random });
  return { net, random, history: { losses: [], epochs: [] } };
}

/** Trains until all iterations are done, or until `shouldStop` says so; called again with the same `run`, it goes on. */
export async function trainMnist(run: Run, data: Mnist, config: Config, hooks: Hooks = {}): Promise<void> {
  const { net, random, history } = run;
  const { iterations, batchSize, learningRate } = config;
  const epoch = iterationsPerEpoch(config, data);
  const {
    draw = () => miniBatch(data.train.x, data.train.t, batchSize, random),
    lossOf = (net, { x, t }) => net.loss(x, t),
    evaluate = () => accuracies(net, data),
    onEpoch,
    onIteration,
    shouldStop,
  } = hooks;

  const recordLoss = async (iteration: number, measured: number | Promise<number>): Promise<void> => {
    const loss = await measured;
    history.losses.push(loss);
    onIteration?.(iteration, loss);
  };
  const recordEpoch = async (
    iteration: number,
    measured: Accuracies | Promise<Accuracies>,
  ): Promise<void> => {
    const report = { iteration, ...(await measured) };
    history.epochs.push(report);
    onEpoch?.(report);
  };
  let evaluation = Promise.resolve(); // the latest one, and the latest losses: they may still be under way
  const losses: Promise<void>[] = [];

  for (let iteration = history.losses.length; iteration < iterations && !shouldStop?.(); iteration++) {
    if (iteration % epoch === 0) {
      await evaluation; // one after the other, so that the history stays in order
      evaluation = awaitedLater(recordEpoch(iteration, evaluate(net)));
    }

    const batch = await draw();
    const grads = backpropGradient(net, batch.x, batch.t);
    net.params = sgdStep(net.params, grads, learningRate);
    losses.push(awaitedLater(recordLoss(iteration, lossOf(net, batch)))); // of the same batch, after the step

    if (losses.length > MOST_UNDER_WAY) await losses.shift();
    await setImmediate(); // Ctrl-C, the progress bar and what comes from the other thread have their turn
  }
  await Promise.all([...losses, evaluation]);
}

/** How many losses may be under way. What goes wrong with one is noticed so many iterations later at most. */
const MOST_UNDER_WAY = 8;

/** What goes wrong in it is thrown where it is awaited. */
function awaitedLater(work: Promise<void>): Promise<void> {
  work.catch(() => {});
  return work;
}

/** An epoch is as many iterations as it takes to draw as many samples as there are. */
export function iterationsPerEpoch({ batchSize }: Pick<Config, 'batchSize'>, { train }: Mnist): number {
  return Math.max(1, Math.floor(train.x.shape[0] / batchSize));
}

/** How well the network does on all of the data. */
export function accuracies(net: TwoLayerNet, { train, test }: Mnist): Accuracies {
  return {
    trainAccuracy: net.accuracy(train.x, train.t),
    testAccuracy: net.accuracy(test.x, test.t),
  };
}

/** Where a network goes wrong. */
export interface Examination {
  confusion: NDArray; // (C, C), a row for each actual class
  accuracyByClass: NDArray; // (C)
  mostConfused: Confusion[];
}

/** Looks closely at the answers to samples that the network has never learned from. */
export function examine(net: TwoLayerNet, { x, labels }: Dataset): Examination {
  return {
    confusion: confusionMatrix(net, x, labels),
    accuracyByClass: accuracyByClass(net, x, labels),
    mostConfused: mostConfused(net, x, labels, 5),
  };
}
