// The MNIST trainer: all topics of the course, put together to train a network that reads handwritten digits.
//
//     npm run train                         with the course's solutions
//     npm run train -- --mine               with your own topics, as soon as they are written
//     npm run train -- --learning-rate 1    everything in `defaults` is an option; --help lists them all
//     npm run train -- --net layered        a network of more layers, from the second part of the course
//     npm run train -- --resume             continues the run that Ctrl-C stopped
//     npm run train -- --compare seed=1,2   trains several networks, with one report; works with any option
//
// Each run leaves a folder in runs/ with its report, its history as numbers and as plots, and the trained weights.
import { setImmediate } from 'node:timers/promises';
import type { Dataset, Mnist } from '#lib/mnist';
import type { NDArray } from '#lib/ndarray';
import { seededRandom, type SeededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { TwoLayerNet, type Params as TwoLayerParams } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep, type EpochReport, type History } from '#topics/12-training';
import { accuracyByClass, confusionMatrix, mostConfused, type Confusion } from '#topics/13-evaluation';
import { LayeredNet, type ActivationName, type Params } from '#topics/17-layered-network';
import { AdaGrad, Adam, Momentum, Sgd, type Optimizer } from '#topics/18-optimizers';
import { heStd, xavierStd } from '#topics/19-first-weights';

/** Which network is trained: that of topic 10, or that of topic 17. */
export type NetName = 'two-layer' | 'layered';

export type OptimizerName = 'sgd' | 'momentum' | 'adagrad' | 'adam';

/** How the learning rate goes on: it stays as it is, or falls in a straight line, to 0 at the end of the training. */
export type Schedule = 'constant' | 'linear';

/** The settings of a run. */
export interface Config {
  net: NetName;
  /** Of the two-layer network. */
  hiddenSize: number;
  /** Of the layered network: the units of each hidden layer, from the input on. */
  hidden: number[];
  /** Of the layered network. */
  activation: ActivationName;
  /** A number, or for the layered network the rule of topic 19 by which each layer gets its own. */
  weightInitStd: number | 'he' | 'xavier';

  iterations: number;
  batchSize: number;
  optimizer: OptimizerName;
  learningRate: number;
  schedule: Schedule;
  seed: number;
}

/** The default settings, and the reason for each value. */
export const defaults: Config = {
  net: 'two-layer', // the first part of the course is enough for it
  hiddenSize: 50, // with 784 inputs and 10 outputs that makes 39,760 parameters
  hidden: [100, 100], // 89,610 parameters; with Adam they read 98 of 100
  activation: 'relu', // its slope is 1 or 0: in a deep network, the sigmoid's slopes of ¼ at most leave little for the first layers
  weightInitStd: 0.01, // small, so that every sigmoid starts where it is steep; with 0, all hidden units would stay the same

  iterations: 10_000, // 16⅔ epochs; by then another one adds a tenth or two of a percent
  batchSize: 100, // its gradient is right on average only, but costs a six-hundredth of that of all 60,000 samples
  optimizer: 'sgd', // the only one that the first part of the course knows
  learningRate: 0.1, // the book's; a tenth needs ten times the iterations, ten times as much reads 97 of 100, a hundred times fails
  schedule: 'constant', // as in topic 12
  seed: 1, // the same seed gives the same numbers, to the last bit, on Node 20 to 26 of one machine type; docs/performance.md says more
};

/** Defaults that depend on other settings. */
export function usualFor({
  net,
  activation,
  optimizer,
}: Config): Pick<Config, 'learningRate' | 'schedule' | 'weightInitStd'> {
  return {
    learningRate: learningRates[optimizer],
    schedule: net === 'two-layer' ? defaults.schedule : 'linear', // long steps at first, and none that undoes the others in the end
    weightInitStd: net === 'two-layer' ? defaults.weightInitStd : firstWeights[activation],
  };
}

/** The default learning rate of each optimizer. */
export const learningRates: Record<OptimizerName, number> = {
  sgd: defaults.learningRate,
  momentum: 0.01, // its steps add up to ten times as much
  adagrad: 0.01, // as long as the first step of each weight
  adam: 0.001, // its paper's
};

/** The default rule for the initial weights of the layered network, by its activation: topic 19 says why. */
export const firstWeights = { relu: 'he', sigmoid: 'xavier' } as const;

/** A network that can be trained. */
export interface Network {
  params: Params | TwoLayerParams;
  predict(x: NDArray): NDArray;
  loss(x: NDArray, t: NDArray): number;
  accuracy(x: NDArray, t: NDArray): number;
}

/** The state of a run: with the data and the config, all that is needed to continue it. */
export interface Run {
  net: Network;
  optimizer: Optimizer;
  random: SeededRandom;
  history: History; // one loss for each finished iteration
}

/** The shares of correct answers, from 0 to 1. */
export type Accuracies = Pick<EpochReport, 'trainAccuracy' | 'testAccuracy'>;

/** Some samples (N, 784), and their targets (N, 10). */
export type Batch = ReturnType<typeof miniBatch>;

/**
 * What happens around the loop without changing its numbers: progress, Ctrl-C, and a second thread that computes whatever the next step
 * does not need. Its results may arrive later, while the training continues, but the losses arrive in order.
 */
export interface Hooks {
  /** Draws the next batch. */
  draw?: () => Batch | Promise<Batch>;
  /** The loss of the batch that was drawn last, for the network as it is now. */
  lossOf?: (net: Network, batch: Batch) => number | Promise<number>;
  /** The accuracies of the network as it is now. */
  evaluate?: (net: Network) => Accuracies | Promise<Accuracies>;
  onEpoch?: (report: EpochReport) => void;
  onIteration?: (iteration: number, loss: number) => void;
  shouldStop?: () => boolean;
}

/** A network that has learned nothing yet. */
export function newRun(config: Config, { train }: Mnist): Run {
  const random = seededRandom(config.seed);
  const net = newNet(config, train.x.shape[1], train.t.shape[1], random);
  return { net, optimizer: newOptimizer(config), random, history: { losses: [], epochs: [] } };
}

function newNet(config: Config, inputSize: number, outputSize: number, random: SeededRandom): Network {
  const { hiddenSize, hidden, activation } = config;
  const rules = { he: heStd, xavier: xavierStd };
  const weightInitStd =
    typeof config.weightInitStd === 'number' ? config.weightInitStd : rules[config.weightInitStd];
  if (config.net === 'layered') {
    return new LayeredNet({ inputSize, hiddenSizes: hidden, outputSize, activation, weightInitStd, random });
  }
  if (typeof weightInitStd !== 'number') {
    throw new RangeError(
      `the initial weights of a two-layer network have one number, not ${config.weightInitStd}`,
    );
  }
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, weightInitStd, random });
}

function newOptimizer({ net, optimizer, learningRate }: Config): Optimizer {
  if (optimizer === 'momentum') return new Momentum({ learningRate });
  if (optimizer === 'adagrad') return new AdaGrad({ learningRate });
  if (optimizer === 'adam') return new Adam({ learningRate });
  if (net === 'layered') return new Sgd({ learningRate });
  return {
    learningRate,
    update(params, grads) {
      return { ...sgdStep(ofTwoLayers(params), ofTwoLayers(grads), this.learningRate) };
    },
  };
}

/** The learning rate of an iteration (0 is the first). */
export function rateAt(iteration: number, { learningRate, schedule, iterations }: Config): number {
  return schedule === 'constant' ? learningRate : learningRate * (1 - iteration / iterations);
}

/** Topic 12 knows the four arrays of topic 10's network by their names. */
function ofTwoLayers(arrays: Params): TwoLayerParams {
  const { W1, b1, W2, b2 } = arrays;
  return { W1, b1, W2, b2 };
}

/** The gradient of a batch's loss, in the way of the network. */
function gradientOf(net: Network, { x, t }: Batch): Params {
  if (net instanceof LayeredNet) return net.gradient(x, t);
  return { ...backpropGradient(net as TwoLayerNet, x, t) };
}

/** Trains until all iterations are done, or until `shouldStop` says so; called again with the same `run`, it continues. */
export async function trainMnist(run: Run, data: Mnist, config: Config, hooks: Hooks = {}): Promise<void> {
  const { net, optimizer, random, history } = run;
  const { iterations, batchSize } = config;
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
    earlier: Promise<void> | undefined,
  ): Promise<void> => {
    const report = { iteration, ...(await measured) };
    await earlier; // the history stays in order
    history.epochs.push(report);
    onEpoch?.(report);
  };
  const losses: Promise<void>[] = []; // the latest ones, which may still be running
  const evaluations: Promise<void>[] = [];

  try {
    for (let iteration = history.losses.length; iteration < iterations && !shouldStop?.(); iteration++) {
      if (iteration % epoch === 0) {
        if (evaluations.length > MAX_PENDING_EVALUATIONS) await evaluations.shift();
        evaluations.push(awaitedLater(recordEpoch(iteration, evaluate(net), evaluations.at(-1))));
      }

      const batch = await draw();
      optimizer.learningRate = rateAt(iteration, config);
      net.params = optimizer.update({ ...net.params }, gradientOf(net, batch));
      losses.push(awaitedLater(recordLoss(iteration, lossOf(net, batch)))); // of the same batch, after the step

      if (losses.length > MAX_PENDING_LOSSES) {
        await losses[0];
        losses.shift();
      }
      await setImmediate(); // lets Ctrl-C, the progress bar and the other thread have their turn
    }
  } finally {
    // What went wrong in an earlier iteration is heard of first, whichever thread was quicker.
    for (const loss of losses) await loss;
  }
  await Promise.all(evaluations);
}

/** How many losses may be pending. An error in one of them is noticed at most so many iterations later. */
const MAX_PENDING_LOSSES = 8;

/** Likewise. The first one may take long, because the second thread is only starting then. */
const MAX_PENDING_EVALUATIONS = 1;

/** An error in `work` is thrown where it is awaited, not before. */
function awaitedLater(work: Promise<void>): Promise<void> {
  work.catch(() => {});
  return work;
}

/** The iterations in an epoch: as many as it takes to draw as many samples as there are in the training set. */
export function iterationsPerEpoch({ batchSize }: Pick<Config, 'batchSize'>, { train }: Mnist): number {
  return Math.max(1, Math.floor(train.x.shape[0] / batchSize));
}

/** How well the network does on all of the data. */
export function accuracies(net: Network, { train, test }: Mnist): Accuracies {
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
export function examine(net: Network, { x, labels }: Dataset): Examination {
  const predicting = net as TwoLayerNet; // topic 13 asks nothing but predictions of it
  return {
    confusion: confusionMatrix(predicting, x, labels),
    accuracyByClass: accuracyByClass(predicting, x, labels),
    mostConfused: mostConfused(predicting, x, labels, 5),
  };
}
