// Right answers to topic 12 · training, written differently.
import { array, NDArray } from '#lib/ndarray';
import { miniBatch, randomChoice } from '../../solutions/03-mini-batch';
import { epochBatches } from '../../solutions/04-fair-batches';
import type { Params } from '../../solutions/10-two-layer-net';
import { backpropGradient } from '../../solutions/11-backpropagation';
import { sgdStep, type EpochReport, type History } from '../../solutions/12-training';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/12-training');

class Weights implements Params {
  W1: NDArray;
  b1: NDArray;
  W2: NDArray;
  b2: NDArray;

  constructor({ W1, b1, W2, b2 }: Params) {
    [this.W1, this.b1, this.W2, this.b2] = [W1, b1, W2, b2];
  }

  moved(direction: Params, by: number): Weights {
    const moved = (name: keyof Params): NDArray => this[name].add(direction[name].mul(by));
    return new Weights({ W1: moved('W1'), b1: moved('b1'), W2: moved('W2'), b2: moved('b2') });
  }
}

class Report implements EpochReport {
  constructor(
    readonly iteration: number,
    readonly trainAccuracy: number,
    readonly testAccuracy: number,
  ) {}
}

class Log implements History {
  losses: number[] = [];
  epochs: Report[] = [];
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-copies',
    answer: {
      sgdStep(params, grads, learningRate) {
        const { W1, b1, W2, b2 } = params;
        const result = { W1: W1.copy(), b1: b1.copy(), W2: W2.copy(), b2: b2.copy() };
        for (const name of ['b2', 'W2', 'b1', 'W1'] as const) {
          const { data } = grads[name];
          for (let i = 0; i < data.length; i++) result[name].data[i] -= learningRate * data[i];
        }
        return result;
      },
    },
  },
  {
    id: 'every-entry-by-its-name',
    answer: {
      sgdStep: (params, grads, learningRate) =>
        Object.fromEntries(
          Object.entries(params).map(([name, param]: [string, NDArray]) => [
            name,
            grads[name as keyof Params].mul(-learningRate).add(param),
          ]),
        ) as unknown as Params,
    },
  },
  {
    id: 'plain-arrays-in-between',
    answer: {
      sgdStep(params, grads, learningRate) {
        const vector = (name: 'b1' | 'b2'): NDArray => {
          const slopes = grads[name].toArray() as number[];
          const values = params[name].toArray() as number[];
          return array(values.map((value, i) => value - slopes[i] * learningRate));
        };
        const matrix = (name: 'W1' | 'W2'): NDArray => {
          const slopes = grads[name].toArray() as number[][];
          const rows = params[name].toArray() as number[][];
          return array(rows.map((row, i) => row.map((value, j) => value - slopes[i][j] * learningRate)));
        };
        return { W1: matrix('W1'), b1: vector('b1'), W2: matrix('W2'), b2: vector('b2') };
      },
    },
  },
  {
    id: 'a-countdown-to-the-next-report',
    answer: {
      train(net, { xTrain, tTrain, xTest, tTest }, options) {
        const { iterations, batchSize, learningRate, random, onEpoch = () => {} } = options;
        const losses: number[] = [];
        const epochs: EpochReport[] = [];
        let untilReport = 0;
        while (losses.length < iterations) {
          if (untilReport === 0) {
            const [trainAccuracy, testAccuracy] = [net.accuracy(xTrain, tTrain), net.accuracy(xTest, tTest)];
            epochs.push({ iteration: losses.length, trainAccuracy, testAccuracy });
            onEpoch(epochs[epochs.length - 1]);
            untilReport = batchSize > xTrain.shape[0] ? 1 : Math.trunc(xTrain.shape[0] / batchSize);
          }
          untilReport--;
          const batch = miniBatch(xTrain, tTrain, batchSize, random);
          net.params = sgdStep(net.params, backpropGradient(net, batch.x, batch.t), learningRate);
          losses.push(net.loss(batch.x, batch.t));
        }
        return { losses, epochs };
      },
    },
  },
  {
    id: 'a-loop-of-epochs',
    answer: {
      train(net, data, { iterations, batchSize, learningRate, random, onEpoch }) {
        const perEpoch = Math.floor(data.xTrain.shape[0] / batchSize) || 1;
        const history: History = { losses: [], epochs: [] };
        for (let start = 0; start < iterations; start += perEpoch) {
          const report = {
            testAccuracy: net.accuracy(data.xTest, data.tTest),
            trainAccuracy: net.accuracy(data.xTrain, data.tTrain),
            iteration: start,
          };
          history.epochs.push(report);
          if (onEpoch) onEpoch(report);
          for (let i = start; i < Math.min(start + perEpoch, iterations); i++) {
            const mask = randomChoice(data.xTrain.shape[0], batchSize, random);
            const [x, t] = [data.xTrain.take(mask), data.tTrain.take(mask)];
            net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
            history.losses.push(net.loss(x, t));
          }
        }
        return history;
      },
    },
  },
  {
    id: 'all-batches-drawn-beforehand',
    answer: {
      train(net, data, { iterations, batchSize, learningRate, random, onEpoch }) {
        const rows = data.xTrain.shape[0];
        const masks = Array.from({ length: iterations }, () => randomChoice(rows, batchSize, random));
        const perEpoch = Math.max(Math.floor(rows / batchSize), 1);
        const epochs: EpochReport[] = [];
        const losses = masks.map((mask, iteration) => {
          if (Number.isInteger(iteration / perEpoch)) {
            const trainAccuracy = net.accuracy(data.xTrain, data.tTrain);
            epochs.push({ iteration, trainAccuracy, testAccuracy: net.accuracy(data.xTest, data.tTest) });
            onEpoch?.(epochs.at(-1)!);
          }
          const [x, t] = [data.xTrain.take(mask), data.tTrain.take(mask)];
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          return net.loss(x, t);
        });
        return { losses, epochs };
      },
    },
  },
  {
    id: 'steps-in-the-network-s-own-arrays',
    answer: {
      train(net, data, { iterations, batchSize, learningRate, random, onEpoch }) {
        const perEpoch = Math.max(1, Math.floor(data.xTrain.shape[0] / batchSize));
        const history: History = { losses: [], epochs: [] };
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch < 1) {
            const report = {
              iteration,
              trainAccuracy: net.accuracy(data.xTrain, data.tTrain),
              testAccuracy: net.accuracy(data.xTest, data.tTest),
            };
            history.epochs = [...history.epochs, report];
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(data.xTrain, data.tTrain, batchSize, random);
          const next = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          for (const name of ['W1', 'b1', 'W2', 'b2'] as const) net.params[name] = next[name];
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'fair-batches',
    answer: {
      // Batches drawn as in topic 04, as long as they last; a batch larger than the data is filled up at random.
      train(net, data, { iterations, batchSize, learningRate, random, onEpoch }) {
        const rows = data.xTrain.shape[0];
        const perEpoch = Math.max(1, Math.floor(rows / batchSize));
        const history: History = { losses: [], epochs: [] };
        let batches: number[][] = [];
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            batches = epochBatches(rows, batchSize, random);
            const trainAccuracy = net.accuracy(data.xTrain, data.tTrain);
            const testAccuracy = net.accuracy(data.xTest, data.tTest);
            history.epochs.push({ iteration, trainAccuracy, testAccuracy });
            onEpoch?.({ iteration, trainAccuracy, testAccuracy });
          }
          const drawn = batches[iteration % perEpoch];
          const mask = [...drawn, ...randomChoice(rows, batchSize - drawn.length, random)];
          const [x, t] = [data.xTrain.take(mask), data.tTrain.take(mask)];
          net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
          history.losses.push(net.loss(x, t));
        }
        return history;
      },
    },
  },
  {
    id: 'objects-of-own-classes',
    answer: {
      sgdStep: (params, grads, learningRate) => new Weights(params).moved(grads, -learningRate),
      train(net, data, { iterations, batchSize, learningRate, random, onEpoch }) {
        const record = new Log();
        const perEpoch = Math.max(1, Math.floor(data.xTrain.shape[0] / batchSize));
        for (let iteration = 0; iteration < iterations; iteration++) {
          if (iteration % perEpoch === 0) {
            const [train, test] = [
              net.accuracy(data.xTrain, data.tTrain),
              net.accuracy(data.xTest, data.tTest),
            ];
            const report = new Report(iteration, train, test);
            record.epochs.push(report);
            onEpoch?.(report);
          }
          const { x, t } = miniBatch(data.xTrain, data.tTrain, batchSize, random);
          net.params = new Weights(net.params).moved(backpropGradient(net, x, t), -learningRate);
          record.losses.push(net.loss(x, t));
        }
        return record;
      },
    },
  },
];
