// How the process in which suites run is watched. The process is the test's own, and the time, too.
import type { ForkOptions } from 'node:child_process';
import os from 'node:os';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SuiteOutcome } from '#engine/runner/outcome';
import type { Finding } from '#engine/suite/law';
import type { Wording } from '#engine/words/phrase';
import { Judge, judgeAll, JudgeNotStarted } from '../../../tools/shared/judge';
import {
  didNotEnd,
  ENDED_THE_PROCESS,
  LOADING_DID_NOT_END,
  LOADING_ENDED_THE_PROCESS,
  SILENCE_LIMIT,
  TYPES_DID_NOT_END,
} from '../../../tools/shared/limits';
import { COURSE } from '../support/course';
import { fakeProcesses, type FakeProcess } from '../support/fake-processes';

let workers: FakeProcess[];
let fork: ReturnType<typeof fakeProcesses>['fork'];

beforeEach(() => {
  jest.useFakeTimers();
  ({ fork, started: workers } = fakeProcesses());
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const topic = '01-mean-squared-error';
const outcome: SuiteOutcome = { topic, seed: 7, tests: [{ block: 'f', sentence: 'is 1', status: 'passed' }] };
const begun = { block: 'f', sentence: 'is 1' };
const little = 100 * 1024 ** 2; // bytes

/** The message about a test during which the process ended. */
function cutShort(said: Wording): SuiteOutcome {
  const finding: Finding = { inputs: [], problem: { kind: 'stopped', said }, seed: 7 };
  return { topic, seed: 7, cutShort: true, tests: [{ ...begun, status: 'failed', finding }] };
}

const endless = cutShort(didNotEnd(5_000));
const ended = cutShort(ENDED_THE_PROCESS);

describe('a judge', () => {
  test('starts a process for the solutions that says nothing but what went wrong', async () => {
    const running = new Judge(COURSE).run({ topic, seed: 7 });
    workers[0].says('outcome', { outcome, memory: little });
    await running;
    const [file, args, options] = fork.mock.calls[0] as unknown as [string, string[], ForkOptions];
    expect(args).toEqual([COURSE.root]);
    expect(basename(file)).toBe('judge-worker.ts');
    expect(options.execArgv?.join(' ')).toMatch(/^--max-semi-space-size=\d+ --require .+tsx.+ -C solutions$/);
    expect(options.stdio).toEqual(['ignore', 'ignore', 'inherit', 'ipc']);
  });

  test('passes requests on to one process after the other, and gives its outcomes', async () => {
    const judge = new Judge(COURSE);
    for (const seed of [7, 8]) {
      const running = judge.run({ topic, seed });
      workers[0].says('testStart', begun);
      workers[0].says('outcome', { outcome: { ...outcome, seed }, memory: little });
      expect(await running).toEqual({ ...outcome, seed });
    }
    expect(workers).toHaveLength(1);
    expect(workers[0].received).toEqual([
      { topic, seed: 7 },
      { topic, seed: 8 },
    ]);
  });

  test('fails where the course itself fails', async () => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('failure', { stack: 'Error: no suite\n    at f' });
    await expect(running).rejects.toThrow(new Error('Error: no suite\n    at f'));
  });

  test('has a fresh process warm when the old one holds more than 800 MiB', async () => {
    const judge = new Judge(COURSE);
    for (const [memory, processes] of [
      [800, 1],
      [801, 2],
    ]) {
      const running = judge.run({ topic, seed: 7 });
      workers[0].says('outcome', { outcome, memory: memory * 1024 ** 2 });
      expect(await running).toEqual(outcome);
      expect(workers).toHaveLength(processes);
    }
    expect(workers[0].signal).toBe('SIGTERM');
    const running = judge.run({ topic, seed: 9 });
    workers[1].says('outcome', { outcome, memory: little });
    await running;
    expect(workers[1].received).toEqual([{ topic, seed: 9 }]);
  });

  test('ends its process when it is closed, and can be closed twice', async () => {
    const judge = new Judge(COURSE);
    void judge.run({ topic });
    judge.close();
    judge.close();
    expect(workers[0].signal).toBe('SIGTERM');
    void judge.run({ topic });
    expect(workers).toHaveLength(2);
    new Judge(COURSE).close();
    await Promise.resolve();
  });
});

describe('a process that ends', () => {
  test.each([
    ['by itself', (worker: FakeProcess) => worker.ends(1)],
    ['by a signal', (worker: FakeProcess) => worker.kill('SIGABRT')],
  ])('%s before it has taken the request says nothing of the answer', async (_, end) => {
    const judge = new Judge(COURSE);
    const running = judge.run({ topic, seed: 7 });
    end(workers[0]);
    await expect(running).rejects.toThrow(JudgeNotStarted);
    const again = judge.run({ topic, seed: 7 });
    workers[1].says('outcome', { outcome, memory: little });
    expect(await again).toEqual(outcome);
  });

  test('while nobody has work for it is replaced', async () => {
    const judge = new Judge(COURSE);
    const running = judge.run({ topic, seed: 7 });
    workers[0].says('outcome', { outcome, memory: little });
    await running;
    workers[0].exitCode = 1;
    const next = judge.run({ topic, seed: 8 });
    workers[1].says('outcome', { outcome, memory: little });
    expect(await next).toEqual(outcome);
  });

  test('in the midst of a test has run its answer, which ended it, however long that took', async () => {
    const judge = new Judge(COURSE);
    const running = judge.run({ topic, seed: 7 });
    workers[0].says('testStart', begun);
    jest.advanceTimersByTime(100_000); // on a busy machine
    workers[0].ends(3);
    expect(await running).toEqual(ended);
    void judge.run({ topic });
    expect(workers).toHaveLength(2);
  });

  test('in the midst of a test because the watchdog killed it holds an answer that does not end', async () => {
    const running = new Judge(COURSE).run({ topic, seed: 7 });
    workers[0].says('testStart', begun);
    jest.advanceTimersByTime(5_000);
    workers[0].kill('SIGKILL');
    expect(await running).toEqual(endless);
  });

  test.each([
    ['ended', LOADING_ENDED_THE_PROCESS],
    ['killed', LOADING_DID_NOT_END],
  ])('before the first test, %s, is a crash', async (how, crash) => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('begins');
    jest.advanceTimersByTime(how === 'ended' ? 4_999 : 5_000);
    if (how === 'ended') workers[0].ends(0);
    else workers[0].kill('SIGKILL');
    expect(await running).toEqual({ topic, seed: expect.any(Number), tests: [], crash });
  });

  test('while the types of the file are checked holds a type that does not end', async () => {
    const judge = new Judge(COURSE);
    const running = judge.run({ topic });
    workers[0].says('typeCheck', { underWay: true });
    workers[0].kill('SIGKILL');
    expect((await running).crash).toEqual(TYPES_DID_NOT_END);
    const grown = judge.run({ topic });
    workers[1].says('typeCheck', { underWay: true });
    workers[1].ends(134); // without memory
    expect((await grown).crash).toEqual(TYPES_DID_NOT_END);
    const next = judge.run({ topic });
    workers[2].says('typeCheck', { underWay: true });
    workers[2].says('typeCheck', { underWay: false });
    workers[2].kill('SIGKILL');
    expect((await next).crash).toEqual(LOADING_DID_NOT_END);
  });

  test('while a mistake is looked for loses nothing: the suite runs again, without naming any', async () => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('testStart', begun);
    workers[0].says('testEnd', {});
    jest.advanceTimersByTime(5_000);
    workers[0].kill('SIGKILL');
    const [{ seed }] = workers[0].received as { seed: number }[];
    expect(workers[1].received).toEqual([{ topic, seed, diagnosis: false }]);
    workers[1].says('testStart', begun);
    workers[1].says('testEnd', {});
    workers[1].says('outcome', { outcome, memory: little });
    expect(await running).toEqual(outcome);
  });

  test('in the midst of a test of many has a seed that repeats it', async () => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('testStart', begun);
    workers[0].ends(3);
    const [{ seed }] = workers[0].received as { seed: number }[];
    expect(seed).toBeGreaterThanOrEqual(0);
    expect(await running).toMatchObject({ seed, tests: [{ finding: { seed } }] });
  });

  test('on Windows, which knows no signals, was killed if it took all the time that a test may', async () => {
    jest.spyOn(os, 'platform').mockReturnValue('win32');
    for (const [time, outcome] of [
      [4_999, ended],
      [5_000, endless],
    ] as const) {
      const running = new Judge(COURSE).run({ topic, seed: 7 });
      workers.at(-1)!.says('testStart', begun);
      jest.advanceTimersByTime(time);
      workers.at(-1)!.ends(1);
      expect(await running).toEqual(outcome);
    }
  });
});

describe('a process that says nothing', () => {
  test('for ten minutes is killed', async () => {
    const running = new Judge(COURSE).run({ topic, seed: 7 });
    jest.advanceTimersByTime(SILENCE_LIMIT - 1);
    workers[0].says('testStart', begun);
    jest.advanceTimersByTime(SILENCE_LIMIT - 1);
    expect(workers[0].signal).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(workers[0].signal).toBe('SIGKILL');
    expect(await running).toEqual(endless);
  });

  test('before its first test is killed, too', async () => {
    const running = new Judge(COURSE).run({ topic });
    jest.advanceTimersByTime(SILENCE_LIMIT);
    expect(workers[0].signal).toBe('SIGKILL');
    await expect(running).rejects.toThrow(JudgeNotStarted);
  });

  test('because it has nothing to do is left as it is', async () => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('testStart', begun);
    workers[0].says('outcome', { outcome, memory: little });
    await running;
    expect(jest.getTimerCount()).toBe(0);
    expect(workers[0].listenerCount('exit')).toBe(0);
  });

  test('because it has ended needs no killing', async () => {
    const running = new Judge(COURSE).run({ topic });
    workers[0].says('begins');
    workers[0].ends(0);
    await running;
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a list of work', () => {
  beforeEach(() => void jest.useRealTimers());

  /** How many pieces of work go on at a time, in order, on so many processors. */
  async function workOn(items: number[], processors: number): Promise<{ done: number[]; judges: number }> {
    jest.spyOn(os, 'availableParallelism').mockReturnValue(processors);
    const done: number[] = [];
    const judges = new Set<Judge>();
    await judgeAll(COURSE, items, async (judge, item) => {
      judges.add(judge);
      void judge.run({ topic });
      await new Promise(setImmediate);
      done.push(item);
    });
    return { done, judges: judges.size };
  }

  test.each([
    [1, 1],
    [3, 3],
    [64, 4],
  ])('is done in order, on %d processors by %d judges', async (processors, judges) => {
    const items = [1, 2, 3, 4, 5, 6];
    expect(await workOn(items, processors)).toEqual({ done: items, judges });
    expect(items).toHaveLength(6);
    expect(workers.every(({ signal }) => signal === 'SIGTERM')).toBe(true);
  });

  test('ends when a piece of it fails, and leaves no process behind', async () => {
    jest.spyOn(os, 'availableParallelism').mockReturnValue(1);
    const work = judgeAll(COURSE, [1, 2], (judge, item) => {
      void judge.run({ topic });
      return Promise.reject(new Error(`no ${item}`));
    });
    await expect(work).rejects.toThrow(new Error('no 1'));
    expect(workers.map(({ signal }) => signal)).toEqual(['SIGTERM']);
  });
});
