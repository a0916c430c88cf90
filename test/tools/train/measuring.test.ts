// How well the network does is measured beside the training: with the same numbers, and with an error where it fails.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import workerThreads, { type WorkerOptions } from 'node:worker_threads';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { accuracies, defaults, newRun } from '../../../tools/train/mnist-trainer';
import { array } from '#lib/ndarray';
import { Companion } from '../../../tools/train/loop/companion';
import { evaluate } from '../../../tools/train/loop/evaluate';
import { fromMessage, toMessage } from '../../../tools/train/loop/messages';
import { UserError } from '../../../tools/train/run/user-error';
import { FILES } from '../../../tools/train/run/run-folder';
import { courseWith, runTrainer, smallMnist, temporaryFolder, writeDataSet } from './support';

const root = temporaryFolder();
const digits = writeDataSet(join(root, 'digits'), smallMnist(150));
const SMALL = ['--data', digits, '--batch-size', '10', '--hidden-size', '8', '--learning-rate', '0.5'];

describe('measured in parts, the accuracies are those of the whole', () => {
  test.each([1, 3, 999, 1000, 1001, 2000, 2345])('%d images', (limit) => {
    const data = smallMnist(limit);
    const { net } = newRun({ ...defaults, hiddenSize: 5, weightInitStd: 1 }, data);
    expect(evaluate(net, data)).toEqual(accuracies(net, data));
  });
});

describe('a thread that measures', () => {
  test('gives the accuracies of each network that it is sent, as it was then', async () => {
    const data = smallMnist(1200);
    const config = { ...defaults, hiddenSize: 5, weightInitStd: 1 };
    const settings = { ...config, dtype: 'float64' as const, mine: false };
    const thread = new Companion(newRun(config, data), settings, data);
    try {
      for (const seed of [1, 2]) {
        const { net } = newRun({ ...config, seed }, data);
        const expected = accuracies(net, data);
        const measured = thread.hooks.evaluate(net);
        net.params.W2.data.fill(0);
        expect(await measured).toEqual(expected);
      }
    } finally {
      await thread.end();
    }
  });

  test.each(['float64', 'float32'])(
    'leaves the same files as one that measures in turn, in %s',
    async (dtype) => {
      const [inTurn, beside] = ['1', '2'].map((workers) => join(root, `${dtype} ${workers}`));
      const args = [...SMALL, '--iterations', '60', '--dtype', dtype];
      const [one, two] = await Promise.all([
        runTrainer([...args, '--workers', '1', '--out', inTurn]),
        runTrainer([...args, '--workers', '2', '--out', beside]),
      ]);
      const epochs = (text: string): string[] =>
        text.split('\n').filter((line) => line.startsWith('train acc'));
      expect(one).toMatchObject({ status: 0, stderr: '' });
      expect(two).toMatchObject({ status: 0, stderr: '' });
      expect(epochs(two.stdout)).toHaveLength(4);
      expect(epochs(two.stdout)).toEqual(epochs(one.stdout));
      for (const name of [FILES.history, FILES.weights]) {
        expect(readFileSync(join(beside, name)).equals(readFileSync(join(inTurn, name)))).toBe(true);
      }
    },
  );

  describe('from which no answer comes', () => {
    class FakeThread extends EventEmitter {
      postMessage = jest.fn();
      terminate = jest.fn(() => Promise.resolve(0));
    }

    const data = smallMnist(3);
    const { net } = newRun({ ...defaults, hiddenSize: 2 }, data);
    const threads: Companion[] = [];
    afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.end())).then(() => undefined));

    /** A thread that does nothing by itself, and with what it was started. */
    function started(mine: boolean): { thread: Companion; fake: FakeThread; options: WorkerOptions } {
      const fake = new FakeThread();
      const Worker = jest.spyOn(workerThreads, 'Worker').mockImplementationOnce(() => fake as never);
      const thread = new Companion(
        newRun({ ...defaults, hiddenSize: 2 }, data),
        { ...defaults, dtype: 'float64', mine },
        data,
      );
      threads.push(thread);
      return { thread, fake, options: Worker.mock.calls.at(-1)![1] as WorkerOptions };
    }

    test('because of an error, that is the error of whoever waits', async () => {
      const { thread, fake } = started(false);
      const measured = thread.hooks.evaluate(net);
      fake.emit('error', new RangeError('no memory'));
      await expect(measured).rejects.toThrow(new RangeError('no memory'));
    });

    test('because it has ended, says how to go on, also to whoever asks later', async () => {
      const { thread, fake } = started(false);
      fake.emit('exit', 3);
      const problem = new UserError(
        'the thread that measures the network ended early (exit status 3): continue with --resume, or with --workers 1, which needs no thread',
      );
      await expect(thread.hooks.evaluate(net)).rejects.toThrow(problem);
      await expect(thread.hooks.evaluate(net)).rejects.toThrow(problem);
    });

    test('is ended by its end', async () => {
      const { thread, fake } = started(false);
      await thread.end();
      expect(fake.terminate).toHaveBeenCalledTimes(1);
    });

    test("has the course's code, or the student's", () => {
      expect(started(false).options.execArgv).toEqual(['-C', 'solutions']);
      expect(started(true).options.execArgv).toEqual([]);
    });
  });

  test('gets arrays as they are', () => {
    const arrays = { W1: array([[1, 2]]), b1: array([0.1], 'float32') };
    expect(fromMessage(toMessage(arrays))).toEqual(arrays);
  });

  /** A student's network whose accuracy cannot be measured on more images than the preflight has. */
  const withAccuracy = (body: string): Record<string, string> => ({
    '10-two-layer-net':
      'import type { NDArray } from "#lib/ndarray";\n' +
      'import { TwoLayerNet as Net } from "../solutions/10-two-layer-net";\n' +
      'export class TwoLayerNet extends Net {\n' +
      '  override accuracy(x: NDArray, t: NDArray): number {\n' +
      `    if (x.shape[0] > 2) ${body};\n` +
      '    return super.accuracy(x, t);\n' +
      '  }\n}\n',
  });

  test("runs the student's own code, and says at its line what went wrong there", async () => {
    const project = courseWith(join(root, 'throws'), withAccuracy('x.dot(t)'));
    const args = ['--mine', '--workers', '2', ...SMALL, '--out', join(root, 'throwing')];
    const { status, stderr } = await runTrainer(args, { project, mine: true });
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'error: dot: (150×784)·(150×10): inner sizes 784 and 150 differ',
      '',
      '  exercises/10-two-layer-net.ts:5:27',
      '    if (x.shape[0] > 2) x.dot(t);',
      '                          ^',
    ]);
  });

  test('that ends says so, and how to go on', async () => {
    const project = courseWith(join(root, 'exits'), withAccuracy('process.exit(3)'));
    const args = ['--mine', '--workers', '2', ...SMALL, '--out', join(root, 'exiting')];
    const { status, stderr } = await runTrainer(args, { project, mine: true });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /^error: the thread that measures the network ended early \(exit status 3\): .* --workers 1[^\n]*\n$/,
      ),
    });
  });
});
