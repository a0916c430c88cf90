// The training runs that claims are measured on: each once, a few at a time, each in a folder of its own.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { oneHot, zeros } from '#lib/ndarray';
import { writeNpz } from '#lib/npz';
import { defaults, newRun } from '../../../tools/train/mnist-trainer';
import { TrainingRuns } from '../../../dev/claims/training-runs';
import type { RunFailure, RunningProcess } from '../../../tools/train/cli/compared-process';
import { FILES } from '../../../tools/train/run/run-folder';

interface Started {
  args: string[];
  out: string;
  end: (failure?: RunFailure) => void;
  killed: boolean;
}

jest.setTimeout(60_000); // for a busy machine

const mockStarted: Started[] = [];

const part = { x: zeros([2, 784]).map((_, i) => (i % 7) / 7), t: oneHot([0, 1], 10), labels: [0, 1] };
const data = { train: part, test: part };

jest.mock('../../../tools/train/cli/compared-process', () => ({
  startComparedRun(args: string[]): RunningProcess {
    const one: Started = { args, out: args[args.indexOf('--out') + 1], end: () => {}, killed: false };
    const ended = new Promise<RunFailure | undefined>((done) => (one.end = done));
    mockStarted.push(one);
    return { ended, stop: () => {}, kill: () => (one.killed = true) };
  },
}));

let trainingRuns: TrainingRuns;
beforeEach(() => {
  mockStarted.length = 0;
  trainingRuns = new TrainingRuns();
});
afterEach(() => trainingRuns.dispose());

/** A training comes to its end, with this accuracy. */
function finish({ out, end }: Started, testAccuracy: number): void {
  const { net } = newRun({ ...defaults, seed: 7 }, data);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, FILES.history), JSON.stringify({ losses: [1], epochs: [], testAccuracy }));
  writeFileSync(join(out, FILES.weights), writeNpz({ ...net.params }));
  end();
}

test('the same training is done once, and what differs from the defaults is typed', async () => {
  const runs = [trainingRuns.run(), trainingRuns.run({ seed: 1 }), trainingRuns.run({ learningRate: 0.1 })];
  await setImmediate();
  expect(mockStarted.map(({ args }) => args[0])).toEqual(['--workers']);
  finish(mockStarted[0], 0.94);
  const found = await Promise.all(runs);
  expect(found.map(({ testAccuracy }) => testAccuracy)).toEqual([0.94, 0.94, 0.94]);
  const expected = newRun({ ...defaults, seed: 7 }, data).net.predict(data.test.x);
  expect(found[0].net(data).predict(data.test.x).toArray()).toEqual(expected.toArray());
});

test('no more train at a time than there are processors, and none in the folder of another', async () => {
  const seeds = Array.from({ length: availableParallelism() + 3 }, (_, i) => i + 2);
  const all = trainingRuns.seeds(seeds);
  for (let ended = 0; ended < seeds.length; ended++) {
    await setImmediate();
    expect(mockStarted.length - ended).toBe(Math.min(availableParallelism(), seeds.length - ended));
    finish(mockStarted[ended], ended);
    await setImmediate();
    await setImmediate();
  }
  expect((await all).map(({ testAccuracy }) => testAccuracy)).toEqual(seeds.map((_, i) => i));
  expect(new Set(mockStarted.map(({ out }) => out)).size).toBe(seeds.length);
  expect(mockStarted.map(({ args }) => args.slice(0, 2))).toEqual(
    seeds.map((seed) => ['--seed', String(seed)]),
  );
});

test('one that fails says with which command, and lets the next one begin', async () => {
  const run = trainingRuns.run({ learningRate: 5 });
  await setImmediate();
  mockStarted[0].end({ failure: 'no memory', diverged: false });
  await expect(run).rejects.toThrow('npm run train -- --learning-rate 5: no memory');
});

test('in the end nothing is left of them', async () => {
  void trainingRuns.run().catch(() => {});
  await setImmediate();
  const [{ out }] = mockStarted;
  mkdirSync(out, { recursive: true });
  trainingRuns.dispose();
  expect(mockStarted[0].killed).toBe(true);
  expect(existsSync(out)).toBe(false);
});
