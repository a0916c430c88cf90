import type { NDArray } from '../../../lib/ndarray';
import { miniBatch } from '../../../solutions/03-mini-batch';
import { backpropGradient } from '../../../solutions/11-backpropagation';
import { sgdStep, type History } from '../../../solutions/12-training';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/12-training');

/** Training with some of its lines changed. */
function training({
  perEpoch = (n, batchSize) => Math.max(1, Math.floor(n / batchSize)),
  isReported = (iteration, epoch) => iteration % epoch === 0,
  iterationsOf = (iterations) => iterations,
  lossBefore = false,
  oneBatch = false,
  telling = true,
}: {
  perEpoch?: (n: number, batchSize: number) => number;
  isReported?: (iteration: number, epoch: number) => boolean;
  iterationsOf?: (iterations: number) => number;
  lossBefore?: boolean;
  oneBatch?: boolean;
  telling?: boolean;
}): Partial<Topic> {
  return {
    train: (
      net,
      { xTrain, tTrain, xTest, tTest },
      { iterations, batchSize, learningRate, random, onEpoch },
    ) => {
      const epoch = perEpoch(xTrain.shape[0], batchSize);
      const history: History = { losses: [], epochs: [] };
      let batch: { x: NDArray; t: NDArray } | undefined;
      for (let iteration = 0; iteration < iterationsOf(iterations); iteration++) {
        if (isReported(iteration, epoch)) {
          const trainAccuracy = net.accuracy(xTrain, tTrain);
          const testAccuracy = net.accuracy(xTest, tTest);
          history.epochs.push({ iteration, trainAccuracy, testAccuracy });
          if (telling) onEpoch?.({ iteration, trainAccuracy, testAccuracy });
        }
        if (!oneBatch || batch === undefined) batch = miniBatch(xTrain, tTrain, batchSize, random);
        const { x, t } = batch;
        const before = net.loss(x, t);
        net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
        history.losses.push(lossBefore ? before : net.loss(x, t));
      }
      return history;
    },
  };
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'biases-not-stepped',
    trial: 1,
    wrong: 'only the weights make a step',
    rightNames: ['biases-forgotten'],
    answer: {
      sgdStep: (params, grads, learningRate) => {
        const step = (param: NDArray, grad: NDArray) => param.sub(grad.mul(learningRate));
        return { ...params, W1: step(params.W1, grads.W1), W2: step(params.W2, grads.W2) };
      },
    },
  },
  {
    id: 'rate-subtracted-too',
    trial: 1,
    wrong: 'W − rate − gradient: minus in place of times',
    rightNames: ['learning-rate-subtracted'],
    answer: {
      sgdStep: (params, grads, learningRate) => {
        const step = (param: NDArray, grad: NDArray) => param.sub(learningRate).sub(grad);
        return {
          W1: step(params.W1, grads.W1),
          b1: step(params.b1, grads.b1),
          W2: step(params.W2, grads.W2),
          b2: step(params.b2, grads.b2),
        };
      },
    },
  },
  {
    id: 'reports-numbered-by-epoch',
    trial: 1,
    wrong: 'iteration in a report is the number of the epoch: 0, 1, 2, …',
    rightNames: ['epochs-counted'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let i = 0; i < iterations; i++) {
          if (i % perEpoch === 0) {
            const report = {
              iteration: i / perEpoch,
              trainAccuracy: net.accuracy(xTrain, tTrain),
              testAccuracy: net.accuracy(xTest, tTest),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'batches-from-the-test-set',
    trial: 1,
    wrong: 'draws its batches from the test samples',
    rightNames: ['trains-on-the-test-data'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(xTrain, tTrain),
              testAccuracy: net.accuracy(xTest, tTest),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTest, tTest, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'rate-divides',
    trial: 2,
    wrong: 'divides by the learning rate',
    rightNames: ['divided-by-the-learning-rate'],
    answer: {
      sgdStep: (params, grads, learningRate) => {
        const step = (param: NDArray, grad: NDArray) => param.sub(grad.div(learningRate));
        return {
          W1: step(params.W1, grads.W1),
          b1: step(params.b1, grads.b1),
          W2: step(params.W2, grads.W2),
          b2: step(params.b2, grads.b2),
        };
      },
    },
  },
  {
    id: 'accuracies-exchanged',
    trial: 2,
    wrong: 'trainAccuracy and testAccuracy are exchanged',
    rightNames: ['accuracies-exchanged'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(xTest, tTest),
              testAccuracy: net.accuracy(xTrain, tTrain),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'report-at-the-end-of-an-epoch',
    trial: 2,
    wrong: 'a report in the last iteration of each epoch, none in the first',
    rightNames: ['no-report-before-training'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if ((iteration + 1) % perEpoch === 0) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(xTrain, tTrain),
              testAccuracy: net.accuracy(xTest, tTest),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'loss-once-an-epoch',
    trial: 2,
    wrong: 'losses are recorded only when a report is made',
    rightNames: ['loss-once-an-epoch'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(xTrain, tTrain),
              testAccuracy: net.accuracy(xTest, tTest),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          if (iteration % perEpoch === 0) history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'loss-of-all-samples',
    trial: 2,
    wrong: 'the loss of all training samples, not of the batch',
    rightNames: ['loss-of-all-training-data'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const history: History = { losses: [], epochs: [] };
        const perEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(xTrain, tTrain),
              testAccuracy: net.accuracy(xTest, tTest),
            };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(xTrain, tTrain));
        }
        return history;
      },
    },
  },
  {
    id: 'rate-for-the-weights-only',
    trial: 3,
    wrong: 'multiplies the slopes of the weights by the learning rate, but not those of the biases',
    answer: {
      sgdStep: (params, grads, learningRate) => ({
        W1: params.W1.sub(grads.W1.mul(learningRate)),
        b1: params.b1.sub(grads.b1),
        W2: params.W2.sub(grads.W2.mul(learningRate)),
        b2: params.b2.sub(grads.b2),
      }),
    },
  },
  {
    id: 'loss-of-another-batch',
    trial: 3,
    wrong: 'draws another batch to measure the loss, instead of the one that was learned from',
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const iterationsPerEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        const history: History = { losses: [], epochs: [] };

        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % iterationsPerEpoch === 0) {
            const trainAccuracy = net.accuracy(xTrain, tTrain);
            const testAccuracy = net.accuracy(xTest, tTest);
            const report = { iteration, trainAccuracy, testAccuracy };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          const other = miniBatch(xTrain, tTrain, batchSize, random);
          history.losses.push(net.loss(other.x, other.t));
        }

        return history;
      },
    },
  },
  {
    id: 'reports-called-at-the-end',
    trial: 3,
    wrong: 'calls onEpoch for all reports after the training, not as soon as each is made',
    rightNames: ['onEpoch-at-the-end'],
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const iterationsPerEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        const history: History = { losses: [], epochs: [] };

        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % iterationsPerEpoch === 0) {
            const trainAccuracy = net.accuracy(xTrain, tTrain);
            const testAccuracy = net.accuracy(xTest, tTest);
            const report = { iteration, trainAccuracy, testAccuracy };
            history.epochs.push(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        for (const report of history.epochs) onEpoch?.(report);
        return history;
      },
    },
  },
  {
    id: 'best-parameters-kept',
    trial: 3,
    wrong:
      'puts back the parameters of the best reported test accuracy in the end, not those of the last step',
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const iterationsPerEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        const history: History = { losses: [], epochs: [] };
        let bestAccuracy = -1;
        let best = net.params;
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % iterationsPerEpoch === 0) {
            const trainAccuracy = net.accuracy(xTrain, tTrain);
            const testAccuracy = net.accuracy(xTest, tTest);
            const report = { iteration, trainAccuracy, testAccuracy };
            history.epochs.push(report);
            onEpoch?.(report);
            if (testAccuracy > bestAccuracy) {
              bestAccuracy = testAccuracy;
              best = net.params;
            }
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        net.params = best;
        return history;
      },
    },
  },
  {
    id: 'network-changed-only-at-the-end',
    trial: 3,
    wrong:
      'collects the steps in a variable and sets net.params after the loop, so that each gradient is one of the untrained network',
    answer: {
      train: (
        net,
        { xTrain, tTrain, xTest, tTest },
        { iterations, batchSize, learningRate, random, onEpoch },
      ) => {
        const iterationsPerEpoch = Math.max(1, Math.floor(xTrain.shape[0] / batchSize));
        const history: History = { losses: [], epochs: [] };
        let params = net.params;
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % iterationsPerEpoch === 0) {
            const trainAccuracy = net.accuracy(xTrain, tTrain);
            const testAccuracy = net.accuracy(xTest, tTest);
            const report = { iteration, trainAccuracy, testAccuracy };
            history.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(xTrain, tTrain, batchSize, random);
          params = sgdStep(params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        net.params = params;
        return history;
      },
    },
  },
  {
    id: 'uphill-step',
    trial: 4,
    wrong: 'adds the gradient',
    rightNames: ['uphill'],
    answer: {
      sgdStep: (params, grads, learningRate) => sgdStep(params, grads, -learningRate),
    },
  },
  {
    id: 'params-stepped-in-place',
    trial: 4,
    wrong: 'the given arrays are changed, and returned',
    rightNames: ['parameters-changed-in-place'],
    answer: {
      sgdStep: (params, grads, learningRate) => {
        for (const name of ['W1', 'b1', 'W2', 'b2'] as const)
          for (let i = 0; i < params[name].size; i++)
            params[name].data[i] -= learningRate * grads[name].data[i];
        return params;
      },
    },
  },
  {
    id: 'params-object-overwritten',
    trial: 4,
    wrong: 'new arrays, but put into the given object',
    rightNames: ['parameters-object-changed'],
    answer: {
      sgdStep: (params, grads, learningRate) => Object.assign(params, sgdStep(params, grads, learningRate)),
    },
  },
  {
    id: 'epoch-of-no-iterations',
    trial: 4,
    wrong: '⌊N / batchSize⌋ without "at least one": % 0 is NaN',
    rightNames: ['epoch-of-no-iterations'],
    answer: training({ perEpoch: (n, batchSize) => Math.floor(n / batchSize) }),
  },
  {
    id: 'epoch-rounded-up',
    trial: 4,
    wrong: '⌈N / batchSize⌉',
    rightNames: ['epoch-rounded-up'],
    answer: training({ perEpoch: (n, batchSize) => Math.ceil(n / batchSize) }),
  },
  {
    id: 'loss-before-the-step',
    trial: 4,
    wrong: 'the loss is recorded before the step',
    rightNames: ['loss-before-the-step'],
    answer: training({ lossBefore: true }),
  },
  {
    id: 'one-iteration-more',
    trial: 4,
    wrong: 'iteration ≤ iterations',
    rightNames: ['one-iteration-too-many'],
    answer: training({ iterationsOf: (iterations) => iterations + 1 }),
  },
  {
    id: 'no-report-at-the-start',
    trial: 4,
    wrong: 'no report at iteration 0',
    rightNames: ['untrained-network-not-reported'],
    answer: training({ isReported: (iteration, epoch) => iteration > 0 && iteration % epoch === 0 }),
  },
  {
    id: 'nobody-is-told',
    trial: 4,
    wrong: 'two mistakes: onEpoch is never called, and the loss is that before the step',
    rightNames: ['onEpoch-never-called'],
    answer: training({ telling: false, lossBefore: true }),
  },
  {
    id: 'one-batch-for-the-whole-run',
    trial: 4,
    wrong: 'the batch is drawn once, before the loop',
    rightNames: ['always-the-same-batch'],
    answer: training({ oneBatch: true }),
  },
  {
    id: 'epochs-within-epochs',
    trial: 4,
    unusual: 'an outer loop over the epochs, an inner one over their iterations',
    answer: {
      train: (net, data, { iterations, batchSize, learningRate, random, onEpoch }) => {
        const history: History = { losses: [], epochs: [] };
        const length = Math.floor(data.xTrain.shape[0] / batchSize) || 1;
        for (let start = 0; start < iterations; start += length) {
          const report = {
            iteration: start,
            trainAccuracy: net.accuracy(data.xTrain, data.tTrain),
            testAccuracy: net.accuracy(data.xTest, data.tTest),
          };
          history.epochs.push(report);
          onEpoch?.({ ...report });
          for (let i = start; i < Math.min(start + length, iterations); i++) {
            const { x, t } = miniBatch(data.xTrain, data.tTrain, batchSize, random);
            net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
            history.losses.push(net.loss(x, t));
          }
        }
        return history;
      },
    },
  },
  {
    id: 'b2-stepped-twice',
    trial: 5,
    wrong: 'b2 makes the step twice',
    answer: {
      sgdStep: (params, grads, learningRate) => ({
        ...sgdStep(params, grads, learningRate),
        b2: params.b2.sub(grads.b2.mul(2 * learningRate)),
      }),
    },
  },
  {
    id: 'two-reports-at-the-start',
    trial: 5,
    wrong: 'reports at iterations 1, 1 + epoch, …',
    rightNames: ['reports-one-iteration-late'],
    answer: training({ isReported: (iteration, epoch) => iteration % epoch === 1 % epoch }),
  },
];
