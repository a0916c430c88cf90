// The judging processes, and what happens when one fails. The processes are the test's own, and the time, too.
import type { ForkOptions } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_LIMITS, type JudgedTopic, type GradingOptions } from '../../../../tools/grade/judge/judge';
import { JudgePool } from '../../../../tools/grade/judge/pool';
import tree from '../../../../tools/grade/sandbox/process-tree.cjs';
import { COURSE } from '../../support/course';
import { fakeProcesses, type FakeProcess } from '../../support/fake-processes';

const findingOf = (topic: string): JudgedTopic => ({ topic, tests: [], seconds: 1 });
const rules: GradingOptions = { ...DEFAULT_LIMITS, confinement: 'none', seed: 7 };

let workers: FakeProcess[];
let fork: ReturnType<typeof fakeProcesses>['fork'];
let pool: JudgePool;

beforeEach(() => {
  jest.useFakeTimers();
  ({ fork, started: workers } = fakeProcesses());
  pool = new JudgePool(COURSE, rules, 2);
});
afterEach(() => {
  pool.close();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** The process has judged a file. */
const finds = (worker: FakeProcess, topic: string, memory = 0): void =>
  worker.says('findings', { findings: [findingOf(topic)], memory });
const folderOf = (worker: FakeProcess): string => worker.received[0].folder as string;

describe('a pool', () => {
  test('starts a process that knows the rules and has a folder of its own, and gives it the files', async () => {
    const judging = pool.judge({ a: 'text' });
    const [worker] = workers;
    finds(worker, 'a');
    expect(await judging).toEqual([findingOf('a')]);
    expect(worker.received).toEqual([
      { kind: 'rules', course: COURSE.root, rules, folder: folderOf(worker) },
      { kind: 'judge', files: { a: 'text' } },
    ]);
    expect(statSync(folderOf(worker)).isDirectory()).toBe(true);
    const around = dirname(folderOf(worker));
    expect(basename(around)).toMatch(/^gradient-dojo-/);
    if (process.platform !== 'win32') {
      expect([folderOf(worker), around].map((folder) => statSync(folder).mode & 0o777)).toEqual([
        0o700, 0o700,
      ]);
    }
    const [file, , options] = fork.mock.calls[0] as unknown as [string, string[], ForkOptions];
    expect(basename(file)).toBe('judge-worker.ts');
    expect(options.execArgv?.join(' ')).toMatch(
      /^--max-semi-space-size=\d+ --single-threaded-gc --require .+tsx.+ -C solutions$/,
    );
    expect(options.stdio).toEqual(['ignore', 'ignore', 'ignore', 'ipc']);
  });

  test('has as many processes as are wanted, and gives each the next work', async () => {
    const judging = ['a', 'b', 'c', 'd'].map((topic) => pool.judge({ [topic]: '' }));
    const given = (): unknown[][] =>
      workers.map(({ received }) => received.slice(1).map(({ files }) => Object.keys(files as object)[0]));
    expect(given()).toEqual([['a'], ['b']]);
    finds(workers[1], 'b');
    finds(workers[0], 'a');
    finds(workers[1], 'c');
    finds(workers[0], 'd');
    expect(await Promise.all(judging)).toEqual(['a', 'b', 'c', 'd'].map((topic) => [findingOf(topic)]));
    expect(given()).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
    expect(folderOf(workers[0])).not.toBe(folderOf(workers[1]));
    expect(dirname(folderOf(workers[0]))).toBe(dirname(folderOf(workers[1])));
    expect(jest.getTimerCount()).toBe(0);
  });

  test('gives a process one work at a time, also when it has done some', async () => {
    pool.close();
    pool = new JudgePool(COURSE, rules, 1);
    for (const topic of ['a', 'b']) {
      const judging = pool.judge({ [topic]: '' });
      finds(workers[0], topic);
      await judging;
    }
    const judging = ['c', 'd'].map((topic) => pool.judge({ [topic]: '' }));
    const given = (): number => workers[0].received.length - 1;
    expect(given()).toBe(3);
    finds(workers[0], 'c');
    expect(given()).toBe(4);
    finds(workers[0], 'd');
    expect(await Promise.all(judging)).toEqual([[findingOf('c')], [findingOf('d')]]);
  });

  test('replaces a process that has grown larger than a GiB', async () => {
    const gib = 1024 ** 3;
    for (const [memory, processes] of [
      [gib, 1],
      [gib + 1, 1],
      [0, 2],
    ]) {
      const judging = pool.judge({ a: '' });
      finds(workers.at(-1)!, 'a', memory);
      await judging;
      expect(workers).toHaveLength(processes);
    }
    expect(workers.map(({ signal }) => signal)).toEqual(['SIGKILL', undefined]);
  });

  test('lets other users find what they are told of, where code runs as another user', () => {
    pool.close();
    pool = new JudgePool(COURSE, { ...rules, confinement: 'user' }, 1);
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
  const error = (judging: Promise<JudgedTopic[]>): Promise<string> =>
    judging.then(
      () => 'no error',
      (reason: Error) => reason.message,
    );

  test('is replaced, and its work is done once more, before all other work', async () => {
    pool.close();
    pool = new JudgePool(COURSE, rules, 1);
    const [first, second] = ['a', 'b'].map((topic) => pool.judge({ [topic]: '' }));
    workers[0].says('failure', { stack: 'Error: no' });
    expect(workers[0].signal).toBe('SIGKILL');
    finds(workers[1], 'a');
    finds(workers[1], 'b');
    expect(await Promise.all([first, second])).toEqual([[findingOf('a')], [findingOf('b')]]);
    expect(workers).toHaveLength(2);
  });

  test.each<[string, (worker: FakeProcess) => void]>([
    ['Error: no', (worker) => worker.says('failure', { stack: 'Error: no' })],
    ['the judging process ended', (worker) => worker.emit('exit')],
    ['the judging process never finished', () => jest.advanceTimersByTime(120_000 + 2 * 3 * 10_000)],
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

describe('the time of a topic', () => {
  const longest = 3 * 10_000 + 60_000;
  const begins = (worker: FakeProcess, topic: string): void => worker.says('topic', { topic });
  const given = (): string[][] =>
    workers.map(({ received }) => received.slice(1).flatMap(({ files }) => Object.keys(files as object)));

  beforeEach(() => {
    pool.close();
    workers.length = 0;
    pool = new JudgePool(COURSE, rules, 1);
  });

  test('is its own, however many there are', async () => {
    const judging = pool.judge({ a: '', b: '', c: '' });
    for (const topic of ['a', 'b', 'c']) {
      begins(workers[0], topic);
      jest.advanceTimersByTime(longest - 1);
    }
    finds(workers[0], 'a');
    expect(await judging).toEqual([findingOf('a')]);
    expect(workers[0].signal).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });

  test('when it is over, the student is told so, and the other topics are judged each by itself', async () => {
    const judging = pool.judge({ a: '', b: '', c: '' });
    begins(workers[0], 'a');
    begins(workers[0], 'b');
    jest.advanceTimersByTime(longest);
    expect(workers[0].signal).toBe('SIGKILL');
    finds(workers[1], 'a');
    await Promise.resolve(); // until that is passed on
    finds(workers[1], 'c');
    const late = {
      topic: 'b',
      tests: [],
      crash: expect.stringContaining('90 seconds'),
      crashed: true,
      seconds: 90,
    };
    expect(await judging).toEqual([findingOf('a'), late, findingOf('c')]);
    expect(given()).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is not given twice', async () => {
    const judging = pool.judge({ a: '', b: '' });
    begins(workers[0], 'a');
    jest.advanceTimersByTime(longest);
    begins(workers[1], 'b');
    jest.advanceTimersByTime(longest);
    expect((await judging).map(({ topic, crash }) => [topic, typeof crash])).toEqual([
      ['a', 'string'],
      ['b', 'string'],
    ]);
    expect(workers).toHaveLength(2);
  });

  test('is longer where there is no processor, and then it is tried once more; what is late again is not graded', async () => {
    let waited = 0;
    jest.spyOn(tree, 'waitsInTree').mockImplementation(() => new Map([[1, (waited += longest)]]));
    const judging = pool.judge({ a: '', b: '' });
    begins(workers[0], 'a');
    jest.advanceTimersByTime(3 * longest - 1);
    expect(workers[0].signal).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(workers[0].signal).toBe('SIGKILL');
    begins(workers[1], 'a');
    jest.advanceTimersByTime(3 * longest);
    finds(workers[2], 'b');
    expect(await judging).toEqual([
      { topic: 'a', tests: [], crashed: true, seconds: 90, failure: expect.stringContaining('busy') },
      findingOf('b'),
    ]);
    expect(given()).toEqual([['a', 'b'], ['a'], ['b']]);
  });

  test('is longer also where the student’s process has waited for it, and has ended since', () => {
    let looks = 0;
    jest.spyOn(tree, 'waitsInTree').mockImplementation(() => {
      looks++;
      const judge = 7; // it waits for the answer, and not for a processor
      return new Map(looks < 15 ? [[1, judge], [2, 2_900 * looks]] : [[1, judge]]); // prettier-ignore
    });
    void pool.judge({ a: '' });
    begins(workers[0], 'a');
    jest.advanceTimersByTime(2 * longest - 1);
    expect(workers[0].signal).toBeUndefined();
    jest.advanceTimersByTime(1); // in the second round nobody has waited
    expect(workers[0].signal).toBe('SIGKILL');
  });

  test('is no longer where little of it was spent on waiting, whatever had been waited before', () => {
    let looks = 0;
    jest
      .spyOn(tree, 'waitsInTree')
      .mockImplementation(() => new Map([[1, 500_000 + (longest / 3 / 31) * ++looks]]));
    void pool.judge({ a: '' });
    begins(workers[0], 'a');
    jest.advanceTimersByTime(longest);
    expect(workers[0].signal).toBe('SIGKILL');
  });
});
