// The judging processes, and what happens when one fails. The processes are the test's own, and the time, too.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Finding, type Rules } from '../../tools/grade/judge';
import { JudgePool } from '../../tools/grade/pool';

/** Stands for a process: keeps what it is sent, and ends when it is killed. */
class Worker extends EventEmitter {
  readonly received: Record<string, unknown>[] = [];
  signal: string | undefined;

  send(message: Record<string, unknown>, done: () => void): void {
    this.received.push(message);
    done();
  }

  kill(signal: string): void {
    this.signal ??= signal;
    this.emit('exit');
  }

  finds(topic: string, memory = 0): void {
    this.emit('message', { kind: 'findings', findings: [findingOf(topic)], memory });
  }
}

const findingOf = (topic: string): Finding => ({ topic, tests: [], seconds: 1 });
const rules: Rules = { ...DEFAULT_LIMITS, confinement: 'none', seed: 7 };

let workers: Worker[];
let fork: jest.SpiedFunction<typeof childProcess.fork>;
let pool: JudgePool;

beforeEach(() => {
  jest.useFakeTimers();
  workers = [];
  fork = jest.spyOn(childProcess, 'fork').mockImplementation(() => {
    workers.push(new Worker());
    return workers.at(-1) as never;
  });
  pool = new JudgePool(rules, 2);
});
afterEach(() => {
  pool.close();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const folderOf = (worker: Worker): string => worker.received[0].folder as string;

describe('a pool', () => {
  test('starts a process that knows the rules and has a folder of its own, and gives it the files', async () => {
    const judging = pool.judge({ a: 'text' });
    const [worker] = workers;
    worker.finds('a');
    expect(await judging).toEqual([findingOf('a')]);
    expect(worker.received).toEqual([
      { kind: 'rules', rules, folder: folderOf(worker) },
      { kind: 'judge', files: { a: 'text' } },
    ]);
    expect(statSync(folderOf(worker)).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(folderOf(worker)).mode & 0o777).toBe(0o700);
    const [file, options] = fork.mock.calls[0] as unknown as [string, childProcess.ForkOptions];
    expect(basename(file)).toBe('judge-worker.ts');
    expect(options.execArgv?.join(' ')).toMatch(/^--max-semi-space-size=\d+ --import tsx -C solutions$/);
    expect(options.stdio).toEqual(['ignore', 'ignore', 'ignore', 'ipc']);
  });

  test('has as many processes as are wanted, and gives each the next work', async () => {
    const judging = ['a', 'b', 'c', 'd'].map((topic) => pool.judge({ [topic]: '' }));
    const given = (): unknown[][] =>
      workers.map(({ received }) => received.slice(1).map(({ files }) => Object.keys(files as object)[0]));
    expect(given()).toEqual([['a'], ['b']]);
    workers[1].finds('b');
    workers[0].finds('a');
    workers[1].finds('c');
    workers[0].finds('d');
    expect(await Promise.all(judging)).toEqual(['a', 'b', 'c', 'd'].map((topic) => [findingOf(topic)]));
    expect(given()).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
    expect(folderOf(workers[0])).not.toBe(folderOf(workers[1]));
    expect(dirname(folderOf(workers[0]))).toBe(dirname(folderOf(workers[1])));
    expect(jest.getTimerCount()).toBe(0);
  });

  test('replaces a process that has grown larger than a GiB', async () => {
    const gib = 1024 ** 3;
    for (const [memory, processes] of [
      [gib, 1],
      [gib + 1, 1],
      [0, 2],
    ]) {
      const judging = pool.judge({ a: '' });
      workers.at(-1)!.finds('a', memory);
      await judging;
      expect(workers).toHaveLength(processes);
    }
    expect(workers.map(({ signal }) => signal)).toEqual(['SIGKILL', undefined]);
  });

  test('lets other users find what they are told of, where code runs as another user', () => {
    pool.close();
    pool = new JudgePool({ ...rules, confinement: 'user' }, 1);
    void pool.judge({ a: '' });
    if (process.platform !== 'win32')
      expect(statSync(dirname(folderOf(workers[0]))).mode & 0o777).toBe(0o711);
  });

  test('that is closed leaves no process and no folder', () => {
    void pool.judge({ a: '' });
    pool.close();
    expect(workers[0].signal).toBe('SIGKILL');
    expect(workers).toHaveLength(1);
    expect(existsSync(folderOf(workers[0]))).toBe(false);
  });
});

describe('a process that fails', () => {
  const error = (judging: Promise<Finding[]>): Promise<string> =>
    judging.then(
      () => 'no error',
      (reason: Error) => reason.message,
    );

  test('is replaced, and its work is done once more, before all other work', async () => {
    pool.close();
    pool = new JudgePool(rules, 1);
    const [first, second] = ['a', 'b'].map((topic) => pool.judge({ [topic]: '' }));
    workers[0].emit('message', { kind: 'failure', stack: 'Error: no' });
    expect(workers[0].signal).toBe('SIGKILL');
    workers[1].finds('a');
    workers[1].finds('b');
    expect(await Promise.all([first, second])).toEqual([[findingOf('a')], [findingOf('b')]]);
    expect(workers).toHaveLength(2);
  });

  test.each<[string, (worker: Worker) => void]>([
    ['Error: no', (worker) => worker.emit('message', { kind: 'failure', stack: 'Error: no' })],
    ['the judging process ended', (worker) => worker.emit('exit')],
    ['the judging process did not come to an end', () => jest.advanceTimersByTime(120_000 + 2 * 3 * 10_000)],
  ])('twice is the end of its work: %s', async (said, fail) => {
    const judging = error(pool.judge({ a: '' }));
    fail(workers[0]);
    fail(workers[1]);
    expect(await judging).toBe(said);
    expect(workers).toHaveLength(2);
    expect(jest.getTimerCount()).toBe(0);
    void pool.judge({ b: '' });
    expect(workers).toHaveLength(3);
  });

  test('has more time for more files', () => {
    void pool.judge({ a: '', b: '' });
    jest.advanceTimersByTime(120_000 + 4 * 3 * 10_000 - 1);
    expect(workers[0].signal).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(workers[0].signal).toBe('SIGKILL');
  });
});
