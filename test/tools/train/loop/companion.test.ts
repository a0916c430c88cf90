// Two threads train as one does: with the same numbers to the last bit, however they fall behind each other.
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import workerThreads from 'node:worker_threads';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { array, NDArray } from '#lib/ndarray';
import { seededRandom, type Random } from '#lib/random';
import { defaults, newRun, trainMnist, type Hooks, type Run } from '../../../../tools/train/mnist-trainer';
import { Chores } from '../../../../tools/train/loop/chores';
import { Companion, helperFor, type ToCompanion } from '../../../../tools/train/loop/companion';
import { fromMessage } from '../../../../tools/train/loop/messages';
import { UserError } from '../../../../tools/train/run/user-error';
import { Ring, type RingMessage } from '../../../../tools/train/loop/ring';
import { FILES } from '../../../../tools/train/run/run-folder';
import type { Settings } from '../../../../tools/train/run/settings';
import { courseWith, runTrainer, smallMnist, temporaryFolder, writeDataSet } from '../support';

afterEach(() => void jest.restoreAllMocks());

const data = smallMnist(60);
const settings: Settings = {
  ...defaults,
  hiddenSize: 4,
  batchSize: 7,
  iterations: 45,
  learningRate: 1,
  dtype: 'float64',
  mine: false,
};

/** A companion without a thread: its chores are done here, one at a time, when the test says so. */
class Chorus extends EventEmitter {
  chores!: Chores;

  begin(ring: RingMessage): void {
    const makeNet = (): Run['net'] => newRun(settings, data).net;
    this.chores = new Chores(new Ring(ring), data, settings.batchSize, makeNet, (accuracies) =>
      this.emit('message', accuracies),
    );
  }

  postMessage(order: ToCompanion): void {
    if ('begin' in order) this.chores.begin(order.begin);
    else this.chores.evaluate(fromMessage(order.evaluate));
  }

  /** Does a few chores. */
  work(count: number): void {
    for (let i = 0; i < count; i++) this.chores.doOne();
  }

  terminate(): Promise<number> {
    clearInterval(this.idle);
    return Promise.resolve(0);
  }

  /** Whatever the test does, nothing waits forever. */
  private readonly idle = setInterval(() => this.work(1), 1);
}

/** A run with its companion, which has not begun yet. */
function together(run = newRun(settings, data)): { run: Run; chorus: Chorus; companion: Companion } {
  const chorus = new Chorus();
  jest.spyOn(workerThreads, 'Worker').mockImplementationOnce(((_: string, options: object) => {
    chorus.begin((options as { workerData: { ring: RingMessage } }).workerData.ring);
    return chorus;
  }) as never);
  return { run, chorus, companion: new Companion(run, settings, data) };
}

/** Hooks around which the other thread does nothing, little or much, at random, and for a while nothing or much only. */
function interleaved({ hooks }: Companion, chorus: Chorus, random: Random): Hooks {
  let pace = 1;
  const some = (): void => {
    if (random() < 0.05) pace = [0, 0, 1, 5][Math.floor(4 * random())];
    chorus.work(Math.floor(2 * pace * random()));
  };
  return {
    draw: () => {
      some();
      return hooks.draw();
    },
    lossOf: (net, batch) => {
      some();
      const loss = hooks.lossOf(net, batch);
      some();
      return loss;
    },
    evaluate: hooks.evaluate,
  };
}

async function inOneThread(): Promise<Run> {
  const run = newRun(settings, data);
  await trainMnist(run, data, settings);
  return run;
}

/** Where a run stands, all of it. */
const standOf = ({ history, net }: Run, random: object): string =>
  createHash('sha256')
    .update(JSON.stringify([history, Object.entries(net.params), random]))
    .digest('hex');

describe('however the threads fall behind each other', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('the numbers are those of one thread: order %d', async (seed) => {
    const random = seededRandom(seed);
    const { run, chorus, companion } = together();
    const readyAt = Math.floor(random() * 20); // until then the main thread is on its own
    const stopAt = new Set([Math.floor(random() * 45), Math.floor(random() * 45)]);
    let iteration = 0;
    const hooks: Hooks = {
      ...interleaved(companion, chorus, random),
      shouldStop: () => {
        if (iteration === readyAt) chorus.emit('message', 'ready');
        return stopAt.delete(iteration) || iteration++ === Infinity;
      },
    };
    while (run.history.losses.length < settings.iterations) await trainMnist(run, data, settings, hooks);
    const one = await inOneThread();
    expect(standOf(run, companion.random().state())).toBe(standOf(one, one.random.state()));
    await companion.end();
  });

  test('losses come in their order, and each once', async () => {
    const { run, chorus, companion } = together();
    chorus.emit('message', 'ready');
    const seen: number[] = [];
    const hooks = interleaved(companion, chorus, seededRandom(9));
    await trainMnist(run, data, settings, { ...hooks, onIteration: (iteration) => seen.push(iteration) });
    expect(seen).toEqual(Array.from({ length: settings.iterations }, (_, i) => i));
    await companion.end();
  });
});

describe('what the shared memory has no place for', () => {
  test('parameters of another kind: their losses are measured in the main thread, in order', async () => {
    const { run, chorus, companion } = together();
    chorus.emit('message', 'ready');
    const hooks = interleaved(companion, chorus, seededRandom(3));
    const odd: Hooks = {
      ...hooks,
      lossOf: (net, batch) => {
        if (run.history.losses.length % 3 !== 0) return hooks.lossOf!(net, batch);
        const { params } = net;
        net.params = { ...params, b1: new NDArray(params.b1.data, [1, 4]) };
        const loss = hooks.lossOf!(net, batch);
        net.params = params;
        return loss;
      },
    };
    await trainMnist(run, data, settings, odd);
    const one = await inOneThread();
    expect(run.history).toEqual(one.history);
    await companion.end();
  });

  test('batches of another kind: the main thread draws them, from the same random numbers', async () => {
    const { run, chorus, companion } = together();
    const write = jest.spyOn(Ring.prototype, 'writeBatch');
    const real = write.getMockImplementation() ?? Ring.prototype.writeBatch;
    write.mockRestore();
    jest.spyOn(Ring.prototype, 'writeBatch').mockImplementation(function (this: Ring, batch, values, state) {
      const isOdd = this.drawn % 3 === 0;
      return real.call(this, isOdd ? { ...batch, x: array(batch.x.toArray()) } : batch, values, state);
    });
    chorus.emit('message', 'ready');
    await trainMnist(run, data, settings, interleaved(companion, chorus, seededRandom(5)));
    const one = await inOneThread();
    expect(standOf(run, companion.random().state())).toBe(standOf(one, one.random.state()));
    await companion.end();
  });
});

describe('a thread that fails', () => {
  test('ends the training with its error, after the losses that it had measured', async () => {
    const { run, chorus, companion } = together();
    chorus.emit('message', 'ready');
    const hooks = interleaved(companion, chorus, seededRandom(1));
    const training = trainMnist(run, data, settings, {
      ...hooks,
      onIteration: (iteration) => {
        if (iteration === 20) chorus.emit('error', new RangeError('no memory'));
      },
    });
    await expect(training).rejects.toThrow(new RangeError('no memory'));
    expect(run.history.losses.length).toBeGreaterThan(20);
    await companion.end();
  });

  test('a loss that is no number is named with its iteration', () => {
    const { run, chorus, companion } = together();
    chorus.emit('message', 'ready');
    jest.spyOn(run.net.constructor.prototype as { loss(): unknown }, 'loss').mockReturnValue('much');
    run.history.losses.push(1, 2, 3);
    void companion.hooks.draw();
    chorus.work(1);
    void companion.hooks.draw();
    void (companion.hooks.lossOf(run.net, { x: data.train.x, t: data.train.t }) as Promise<number>).catch(
      () => {},
    );
    expect(() => chorus.work(9)).toThrow(
      new UserError('TwoLayerNet.loss must return a number, but at iteration 3 it was much'),
    );
    return companion.end();
  });
});

test('one worker does all of it in turn', async () => {
  const run = newRun(settings, data);
  const helper = helperFor(1, run, settings, data);
  expect(Object.keys(helper.hooks)).toEqual(['evaluate']);
  expect(helper.random()).toBe(run.random);
  await helper.end();
});

describe('two real threads, each held up at random', () => {
  const root = temporaryFolder();
  const digits = writeDataSet(join(root, 'digits'), smallMnist(150));

  /** Sleeps now and then; the companion leaves word that it is there, and of each loss that it measures. */
  const delays = (log: string): string => `
import { appendFileSync, existsSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
if (!isMainThread) appendFileSync(${JSON.stringify(log)}, 'here\\n');
export function holdUp(): void {
  if (Math.random() < 0.3) sleep(4 * Math.random());
}
export function untilBothAreThere(): void {
  for (let i = 0; isMainThread && process.env.BESIDE && i < 1000 && !existsSync(${JSON.stringify(log)}); i++) sleep(100);
}
export function note(): void {
  if (!isMainThread) appendFileSync(${JSON.stringify(log)}, 'loss\\n');
}
`;
  const TOPICS = {
    '03-mini-batch': `
import { miniBatch as draw } from '../solutions/03-mini-batch';
import { holdUp, untilBothAreThere } from './delays';
export * from '../solutions/03-mini-batch';
export const miniBatch: typeof draw = (x, t, size, random) => {
  if (x.shape[0] > 2) untilBothAreThere();
  holdUp();
  const batch = draw(x, t, size, random);
  holdUp();
  return batch;
};`,
    '10-two-layer-net': `
import type { NDArray } from '#lib/ndarray';
import { TwoLayerNet as Net } from '../solutions/10-two-layer-net';
import { holdUp, note } from './delays';
export class TwoLayerNet extends Net {
  override loss(x: NDArray, t: NDArray): number {
    note();
    holdUp();
    const loss = super.loss(x, t);
    holdUp();
    return loss;
  }
}`,
    '12-training': `
import { sgdStep as step } from '../solutions/12-training';
import { holdUp } from './delays';
export const sgdStep: typeof step = (params, grads, rate) => {
  holdUp();
  return step(params, grads, rate);
};`,
  };

  /** Everything that is kept of a run, but for the settings. */
  function digest(out: string): string {
    const history = JSON.parse(readFileSync(join(out, FILES.history), 'utf8')) as Record<string, unknown>;
    const hash = createHash('sha256').update(readFileSync(join(out, FILES.weights)));
    return hash.update(JSON.stringify({ ...history, settings: undefined })).digest('hex');
  }

  test.each([
    ['float64', '1000'],
    ['float32', '0.05'],
  ])(
    'give the digest of one thread that is not held up, in %s and with a checkpoint every %s s',
    async (dtype, every) => {
      const args = ['--data', digits, '--batch-size', '10', '--hidden-size', '8', '--learning-rate', '0.5'];
      const numbers = [...args, '--iterations', '150', '--dtype', dtype];
      const outOf = (name: string): string => join(root, `${dtype} ${name}`);
      const plain = await runTrainer([...numbers, '--workers', '1', '--out', outOf('plain')]);
      expect(plain).toMatchObject({ status: 0, stderr: '' });

      const log = join(root, `${dtype}.log`);
      const project = courseWith(join(root, `${dtype} course`), { ...TOPICS, delays: delays(log) });
      process.env.BESIDE = 'yes';
      const more = ['--mine', '--workers', '2', '--checkpoint-every', every, '--out', outOf('beside')];
      const two = await runTrainer([...numbers, ...more], { project, mine: true });
      delete process.env.BESIDE;
      expect(two).toMatchObject({ status: 0, stderr: '' });
      expect(existsSync(log) && readFileSync(log, 'utf8').match(/loss/g)!.length).toBeGreaterThan(100);
      expect(digest(outOf('beside'))).toBe(digest(outOf('plain')));
    },
  );
});
