// The trainer's core: the loop and its hooks.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { train, type EpochReport } from '#topics/12-training';
import {
  accuracies,
  defaults,
  examine,
  newRun,
  trainMnist,
  type Config,
  type Hooks,
  type Run,
} from '../../../tools/train/mnist-trainer';
import { smallMnist } from './support';

const data = smallMnist(200);
const config: Config = { ...defaults, hiddenSize: 12, batchSize: 25, iterations: 40, learningRate: 0.5 };

async function trained(changes: Partial<Config> = {}, hooks: Hooks = {}): Promise<Run> {
  const run = newRun({ ...config, ...changes }, data);
  await trainMnist(run, data, { ...config, ...changes }, hooks);
  return run;
}

describe('the trainer', () => {
  test('learns to read digits that it has never seen', async () => {
    const small = smallMnist(600);
    const options = {
      ...config,
      hiddenSize: 20,
      batchSize: 30,
      iterations: 200,
      learningRate: 1,
      weightInitStd: 0.1,
    };
    const run = newRun(options, small);
    expect(accuracies(run.net, small).testAccuracy).toBeLessThan(0.3);
    await trainMnist(run, small, options);
    expect(accuracies(run.net, small).testAccuracy).toBeGreaterThan(0.8);
    expect(accuracies(run.net, small).trainAccuracy).toBeGreaterThan(0.95);
  });

  test('does what topic 12 does: the same losses, accuracies and parameters', async () => {
    const random = seededRandom(config.seed);
    const { hiddenSize } = config;
    const weightInitStd = config.weightInitStd as number;
    const net = new TwoLayerNet({ inputSize: 784, hiddenSize, outputSize: 10, weightInitStd, random });
    const { train: learn, test: check } = data;
    const history = train(
      net,
      { xTrain: learn.x, tTrain: learn.t, xTest: check.x, tTest: check.t },
      { ...config, random },
    );
    const run = await trained();
    expect(run.history).toEqual(history);
    expect(run.net.params).toEqual(net.params);
  });

  test('gives the same numbers for the same seed, and others for another', async () => {
    const [one, same, other] = [await trained(), await trained(), await trained({ seed: 2 })];
    expect(same.history).toEqual(one.history);
    expect(same.net.params).toEqual(one.net.params);
    expect(other.history.losses).not.toEqual(one.history.losses);
  });

  test('evaluates at the start of each epoch: 17 times in 10,000 iterations of 100 on 60,000 samples', async () => {
    const iterations: number[] = [];
    await trained(
      { hiddenSize: 2, batchSize: 20, iterations: 167 },
      { onEpoch: ({ iteration }) => iterations.push(iteration) },
    );
    expect(iterations).toEqual(Array.from({ length: 17 }, (_, epoch) => 10 * epoch));
  });

  test('has epochs of one iteration when a batch is larger than the data', async () => {
    const { history } = await trained({ batchSize: 300, iterations: 3 });
    expect(history.epochs.map(({ iteration }) => iteration)).toEqual([0, 1, 2]);
  });

  test('goes on where it stopped, as if it had not', async () => {
    const run = newRun(config, data);
    for (const stops of [0, 1, 8, 9, 31]) {
      await trainMnist(run, data, config, { shouldStop: () => run.history.losses.length === stops });
      expect(run.history.losses).toHaveLength(stops);
    }
    await trainMnist(run, data, config);
    const whole = await trained();
    expect(run.history).toEqual(whole.history);
    expect(run.net.params).toEqual(whole.net.params);
  });
});

describe('an evaluation beside the training', () => {
  /** Measures at once, and answers when some iterations have gone by. */
  const late: Hooks['evaluate'] = async (net) => {
    const measured = accuracies(net, data);
    await new Promise((later) => setTimeout(later, 20));
    return measured;
  };

  test('gives the same history in the same order', async () => {
    const reported: EpochReport[] = [];
    const { history } = await trained({}, { evaluate: late, onEpoch: (report) => reported.push(report) });
    expect(history).toEqual((await trained()).history);
    expect(reported).toEqual(history.epochs);
  });

  test('does not hold up the training', async () => {
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { history } = await trained(
      {},
      {
        evaluate: async (net) => {
          const measured = accuracies(net, data);
          await answered;
          return measured;
        },
        onIteration: (iteration) => {
          if (iteration === 4) answer(); // it would never come to this if the training waited
        },
      },
    );
    expect(history).toEqual((await trained()).history);
  });

  test('that is overtaken by the next one still comes before it', async () => {
    const answers: (() => void)[] = [];
    const reported: number[] = [];
    const { history } = await trained(
      {},
      {
        evaluate: async (net) => {
          const measured = accuracies(net, data);
          // The first is answered when the second has been, which would never be if the training waited for the first.
          if (answers.push(() => {}) === 1) await new Promise<void>((resolve) => (answers[0] = resolve));
          else setTimeout(answers[0], 20);
          return measured;
        },
        onEpoch: ({ iteration }) => reported.push(iteration),
      },
    );
    expect(history).toEqual((await trained()).history);
    expect(reported).toEqual(history.epochs.map(({ iteration }) => iteration));
  });

  test('that fails ends the training with its error', async () => {
    const evaluate = (): Promise<never> => Promise.reject(new Error('the worker is gone'));
    await expect(trained({}, { evaluate })).rejects.toThrow('the worker is gone');
  });
});

test('of two things that went wrong, that of the earlier iteration is said, though it was noticed later', async () => {
  let iteration = 0;
  const hooks: Hooks = {
    draw: () => {
      if (iteration === 3) throw new Error('no batch at iteration 3');
      const { x, t } = data.train;
      return miniBatch(x, t, config.batchSize, seededRandom(iteration));
    },
    lossOf: async (net, { x, t }) => {
      const mine = iteration++;
      const loss = net.loss(x, t);
      await sleep(20);
      if (mine === 1) throw new Error('no loss at iteration 1');
      return loss;
    },
  };
  const run = newRun(config, data);
  await expect(trainMnist(run, data, config, hooks)).rejects.toThrow('no loss at iteration 1');
  expect(run.history.losses).toHaveLength(1);
});

test('of many losses that are wrong, the first is said', async () => {
  const heard: number[] = [];
  const onIteration = (iteration: number): void => {
    heard.push(iteration);
    throw new Error(`no loss at iteration ${iteration}`);
  };
  await expect(trained({}, { onIteration })).rejects.toThrow('no loss at iteration 0');
  expect(heard.length).toBeGreaterThan(1); // it was noticed while others were under way
});

test('examine counts each image once and finds the pairs that are mixed up', async () => {
  const { net } = await trained();
  const { confusion, accuracyByClass, mostConfused } = examine(net, data.test);
  expect(confusion).toHaveShape([10, 10]);
  expect(confusion.sum()).toBe(200);
  const right = confusion.map((count, position) => (position % 11 === 0 ? count : 0)).sum();
  expect(right / 200).toAgreeWith(accuracies(net, data).testAccuracy);
  expect(accuracyByClass).toHaveShape([10]);
  const [{ actual, predicted, count }] = mostConfused;
  expect(confusion.at(actual, predicted)).toBe(count);
});
