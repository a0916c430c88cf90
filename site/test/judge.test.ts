// What becomes of the workers behind the editor, and of those who wait for them, when a lesson is left.
import { beforeEach, expect, jest, test } from '@jest/globals';
import { Closed, Judge } from '../dojo/judge/judge';
import type { JudgeMessage } from '../dojo/judge/messages';
import { Types } from '../dojo/types/types';

/** A worker that says what a test has it say. */
class FakeWorker {
  isEnded = false;
  isAsked = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    workers.push(this);
  }
  postMessage = (message: object): void => void (this.isAsked ||= !('fetch' in message));
  terminate = (): void => void (this.isEnded = true);
  say = (data: JudgeMessage): void => this.onmessage!({ data });
}

const workers: FakeWorker[] = [];
const times: { isStopped: boolean; over: () => void }[] = [];

jest.mock('../dojo/judge/judge-worker?worker&url', () => ({}), { virtual: true });
jest.mock('../dojo/types/types-worker?worker&url', () => ({}), { virtual: true });
jest.mock('virtual:typescript', () => ({ path: 'typescript.js' }), { virtual: true });
jest.mock('vitepress', () => ({ withBase: (path: string) => path }), { virtual: true });
jest.mock('../computing/own-worker', () => ({ workersFrom: () => () => new FakeWorker() }));
jest.mock('../computing/patience', () => ({
  afterProcessorTime: (_limit: number, over: () => void) => {
    const time = { isStopped: false, over };
    times.push(time);
    return () => (time.isStopped = true);
  },
}));
Object.assign(globalThis, { Worker: FakeWorker, location: { href: 'http://here/' } });

beforeEach(() => {
  workers.length = 0;
  times.length = 0;
});

const alive = (): FakeWorker[] => workers.filter(({ isEnded }) => !isEnded);
const JOB = { topic: '01-mean-squared-error', files: {} };

/** A judge that is in the middle of a check. */
async function busy(): Promise<{ judge: Judge; found: Promise<unknown> }> {
  const judge = new Judge();
  judge.warm(JOB.topic);
  const found = judge.run(JOB).catch((error: unknown) => error);
  while (!workers[0].isAsked) await Promise.resolve();
  workers[0].say({ type: 'begins' });
  workers[0].say({ type: 'testStart', block: 'meanSquaredError', sentence: 'is never negative' });
  return { judge, found };
}

test('a check that never ends is reported, and a new worker is there', async () => {
  const { judge, found } = await busy();
  times.at(-1)!.over();
  expect(await found).toMatchObject({ cutShort: true, tests: [{ status: 'failed' }] });
  expect(alive()).toHaveLength(1);
  judge.close();
});

test('a check that is left says nothing of the code, and leaves no worker', async () => {
  const { judge, found } = await busy();
  const next = judge.run(JOB).catch((error: unknown) => error);
  judge.close();
  for (const { isStopped, over } of times) if (!isStopped) over();
  expect(await found).toBeInstanceOf(Closed);
  expect(await next).toBeInstanceOf(Closed);
  expect(alive()).toEqual([]);
});

test('TypeScript is not asked once the lesson is left', async () => {
  const types = new Types('en');
  const found = types.mistakesIn('exercises/a.ts', {});
  expect(alive()).toHaveLength(1);
  types.close();
  expect(await found).toBeUndefined();
  void types.mistakesIn('exercises/a.ts', {});
  expect(alive()).toEqual([]);
});
