// The trainer with the second part of the course: layered networks and optimizers, from their settings to a checkpoint and back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { LayeredNet, type Params } from '#topics/17-layered-network';
import { Adam } from '#topics/18-optimizers';
import {
  accuracies,
  defaults,
  newRun,
  rateAt,
  trainMnist,
  type Config,
} from '../../../tools/train/mnist-trainer';
import { encode, readCheckpoint, restored, stateOf } from '../../../tools/train/run/checkpoint';
import { keptState, stateFrom } from '../../../tools/train/run/kept-state';
import { FILES } from '../../../tools/train/run/run-folder';
import { newRunIn } from '../../../tools/train/cli/session';
import { areSettings, type Settings } from '../../../tools/train/run/settings';
import { drawnDigits, temporaryFolder } from './support';

const folder = temporaryFolder();
const data = { train: drawnDigits(40), test: drawnDigits(20) };

const config: Config = {
  ...defaults,
  net: 'layered',
  hidden: [6, 5],
  weightInitStd: 'he',
  optimizer: 'adam',
  learningRate: 0.01,
  batchSize: 8,
  iterations: 12,
};
const settings: Settings = { ...config, dtype: 'float64', mine: false };

const paramsOf = (net: { params: object }): string =>
  Object.entries(net.params)
    .map(([name, values]) => `${name} ${String(values)}`)
    .join('\n');

const others: Partial<Config>[] = [
  { optimizer: 'sgd' },
  { optimizer: 'momentum' },
  { optimizer: 'adagrad' },
  { optimizer: 'adam' },
  { optimizer: 'adam', schedule: 'linear' },
  { optimizer: 'momentum', schedule: 'linear' },
  { optimizer: 'sgd', schedule: 'linear', net: 'two-layer', hiddenSize: 4, weightInitStd: 0.1 },
  { optimizer: 'adam', activation: 'sigmoid', hidden: [4], weightInitStd: 'xavier' },
  { optimizer: 'adam', net: 'two-layer', hiddenSize: 4, weightInitStd: 0.1 },
  { optimizer: 'sgd', net: 'two-layer', hiddenSize: 4, weightInitStd: 0.1 },
];

describe('a run', () => {
  test('has the network and the optimizer of its settings', () => {
    const { net, optimizer } = newRun(config, data);
    expect(net).toBeInstanceOf(LayeredNet);
    expect(Object.values(net.params).map(({ shape }) => shape)).toEqual([
      [784, 6],
      [6],
      [6, 5],
      [5],
      [5, 10],
      [10],
    ]);
    expect(optimizer).toBeInstanceOf(Adam);
    expect(optimizer).toMatchObject({ learningRate: 0.01 });
    expect(newRun(defaults, data).net).toBeInstanceOf(TwoLayerNet);
  });

  test('has a learning rate that stays, or falls in equal steps, and would be 0 in the iteration after the last', () => {
    const rates = (changes: Partial<Config>): number[] =>
      [0, 1, 2, 3, 4].map((iteration) => rateAt(iteration, { ...config, iterations: 4, ...changes }));
    expect(rates({ learningRate: 0.5 })).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(rates({ learningRate: 0.5, schedule: 'linear' })).toEqual([0.5, 0.375, 0.25, 0.125, 0]);
  });

  test.each<Partial<Config>>([
    { optimizer: 'sgd' },
    { optimizer: 'adam' },
    { optimizer: 'sgd', net: 'two-layer', hiddenSize: 4, weightInitStd: 0.1 },
  ])('makes shorter and shorter steps where the rate falls: %j', async (other) => {
    const its: Config = { ...config, ...other, iterations: 2 };
    const after = async (changes: Partial<Config>): Promise<NDArray> => {
      const run = newRun(its, data);
      await trainMnist(run, data, { ...its, ...changes });
      return (run.net.params as Params).W1;
    };
    const first = await after({ iterations: 1 });
    const [constant, falling] = [await after({}), await after({ schedule: 'linear' })];
    const halfAsFar = first.add(constant.sub(first).mul(0.5)); // the second of two steps
    expect(falling.sub(halfAsFar).map(Math.abs).max()).toBeLessThan(1e-12);
    expect(falling.sub(constant).map(Math.abs).max()).toBeGreaterThan(1e-5);
  });

  test('of a layered network learns', async () => {
    const run = newRun(config, data);
    await trainMnist(run, data, { ...config, iterations: 150 });
    expect(accuracies(run.net, data).trainAccuracy).toBeGreaterThan(0.8);
    expect(accuracies(newRun(config, data).net, data).trainAccuracy).toBeLessThan(0.5);
  });

  test.each(others)('goes on to the last bit where its checkpoint was taken: %j', async (other) => {
    const its = { ...settings, ...other };
    for (const dtype of ['float64', 'float32'] as const) {
      const whole = newRunIn(dtype, newRun(its, data));
      await trainMnist(whole, data, its);

      const cut = newRunIn(dtype, newRun(its, data));
      await trainMnist(cut, data, its, { shouldStop: () => cut.history.losses.length === 7 });
      const source = { fingerprint: 'f00d' };
      const kept = { settings: { ...its, dtype }, source, seconds: 1, finished: false, ...stateOf(cut) };
      writeFileSync(join(folder, FILES.checkpoint), encode(kept));
      const read = readCheckpoint(folder);
      expect(read.settings).toEqual({ ...its, dtype });
      const resumed = restored(newRun(its, data), read);
      await trainMnist(resumed, data, its);
      expect(resumed.history).toEqual(whole.history);
      expect(paramsOf(resumed.net)).toBe(paramsOf(whole.net));
    }
  });
});

describe('a checkpoint', () => {
  test('of an earlier version is one of the two-layer network', async () => {
    const older = {
      ...settings,
      net: 'two-layer',
      optimizer: 'sgd',
      weightInitStd: 0.1,
      hiddenSize: 3,
    } as const;
    const run = newRun(older, data);
    await trainMnist(run, data, { ...older, iterations: 2 });
    const { net, hidden, activation, optimizer, schedule, ...earlier } = older;
    const { history, random, params } = stateOf(run);
    const kept = { source: { fingerprint: 'f00d' }, seconds: 1, finished: false, history, random, params };
    writeFileSync(join(folder, FILES.checkpoint), encode({ ...kept, settings: earlier as Settings }));
    expect(readCheckpoint(folder).settings).toEqual({ ...older, hidden: [100, 100] });
    expect([net, hidden, activation, optimizer]).toEqual(['two-layer', [6, 5], 'relu', 'sgd']);
    expect(schedule).toBe('constant');
  });

  test('whose optimizer remembers other parameters is damaged', async () => {
    const run = newRun(config, data);
    await trainMnist(run, data, { ...config, iterations: 2 });
    const { params, optimizer } = stateOf(run);
    const checkpoint = {
      settings,
      source: { fingerprint: '' },
      seconds: 0,
      finished: false,
      history: run.history,
    };
    const random = seededRandom(1).state();
    const other = keptState({ m: { W1: zeros([2, 2]) } }, 'it');
    const restoredWith = (kept: typeof optimizer) => () =>
      restored(newRun(config, data), { ...checkpoint, random, params, optimizer: kept });
    expect(restoredWith(optimizer)).not.toThrow();
    expect(restoredWith(other)).toThrow('the optimizer remembers W1 (2×2)');
    for (const name of ['update', '__proto__', 'constructor']) {
      const fields = JSON.parse(`{ "steps": 2, "${name}": 1 }`) as Record<string, unknown>;
      expect(restoredWith({ ...optimizer!, fields })).toThrow(`the optimizer remembers ${name}`);
    }
  });

  test.each<[string, unknown, boolean]>([
    ['net', 'layered', true],
    ['net', 'deep', false],
    ['hidden', [1, 10_000], true],
    ['hidden', [], false],
    ['hidden', [0], false],
    ['hidden', '100', false],
    ['activation', 'tanh', false],
    ['optimizer', 'adagrad', true],
    ['optimizer', 'Adam', false],
    ['schedule', 'linear', true],
    ['schedule', 'exponential', false],
    ['weightInitStd', 'xavier', true],
    ['weightInitStd', 'large', false],
    ['weightInitStd', -1, false],
  ])('with %s %j: %s', (name, value, isSound) => {
    expect(areSettings({ ...settings, [name]: value })).toBe(isSound);
  });
});

describe('what an optimizer remembers', () => {
  test('may be numbers, texts, lists, records and arrays; functions are left out', () => {
    const kept = keptState(
      { steps: 3, name: 'x', flags: [true, null], left: { m: zeros([2]) }, f: () => 1 },
      'it',
    )!;
    const back = stateFrom(JSON.parse(JSON.stringify(kept)) as typeof kept, { m: zeros([2]) });
    expect(back).toEqual({ steps: 3, name: 'x', flags: [true, null], left: { m: zeros([2]) } });
    expect(keptState({ update: () => 1 }, 'it')).toBeUndefined();
  });

  test.each([
    ['a map', new Map(), /^m of the optimizer is an object of the class Map/],
    ['no number', NaN, /^m of the optimizer is NaN/],
  ])('cannot be %s: that is said in words', (_, m, sentence) => {
    expect(() => keptState({ m }, 'the optimizer')).toThrow(sentence);
  });
});
