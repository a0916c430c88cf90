// The suites are learned topic by topic: only what is graded, and only what has changed since.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, jest, test } from '@jest/globals';
import { baselineOf } from '../../../../tools/grade/score/baseline';
import type { Files, JudgedTopic } from '../../../../tools/grade/judge/judge';
import { ENGINE_ROOT } from '../../../../engine/course/link';
import type { SuiteRequest } from '../../../../tools/shared/suites';
import { COURSE } from '../../support/course';

const mockLazy: string[] = [];
jest.mock('../../../../tools/shared/judge', () => ({
  judgeAll: async (
    _: unknown,
    requests: SuiteRequest[],
    work: (judge: unknown, request: SuiteRequest) => Promise<void>,
  ) => {
    for (const request of requests) {
      mockLazy.push(request.topic);
      const status = request.topic.startsWith('01') ? 'passed' : 'failed';
      await work({ run: () => Promise.resolve({ tests: [{ ...law, status }] }) }, request);
    }
  },
}));

const law = { block: 'f', sentence: 'is 1' };
const [first, second] = ['01-mean-squared-error', '02-cross-entropy-error'];

const cache = join(ENGINE_ROOT, 'node_modules/.cache/gradient-dojo');
const before = new Set(cached());
afterAll(() => {
  for (const name of cached()) if (!before.has(name)) rmSync(join(cache, name));
});

function cached(): string[] {
  try {
    return readdirSync(cache).filter((name) => name.startsWith('suite-'));
  } catch {
    return [];
  }
}

/** Of each topic. */
const versions: Record<string, string> = {};
let judged: string[] = [];

async function learn(topics: string[]): Promise<Record<string, { trivial: boolean }[]>> {
  judged = [];
  const judge = (files: Files): Promise<JudgedTopic[]> => {
    judged.push(...Object.keys(files));
    const tests = [{ ...law, status: 'passed' as const, kind: 'law' as const }];
    return Promise.resolve(Object.keys(files).map((topic) => ({ topic, tests, seconds: 0 })));
  };
  const of = (names: string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, versions[name]]));
  return baselineOf(COURSE, topics, { of }, judge, () => {});
}

beforeEach(() => {
  mockLazy.length = 0;
  for (const topic of [first, second]) versions[topic] = `${Math.random()}`; // nobody has ever learned these
});

test('only the topics that are graded are learned', async () => {
  expect(Object.keys(await learn([first]))).toEqual([first]);
  expect(judged).toEqual([first]);
  expect(new Set(mockLazy)).toEqual(new Set([first]));
});

test.each(['', '[{"block":', 'null', '[]'])(
  'what a power cut has damaged is learned again: %s',
  async (text) => {
    const others = new Set(cached());
    await learn([first]);
    const [fresh] = cached().filter((name) => !others.has(name));
    writeFileSync(join(cache, fresh), text);
    expect(await learn([first])).toEqual({ [first]: [expect.objectContaining(law)] });
    expect(judged).toEqual([first]);
  },
);

test('what is known is not learned again, and says the same', async () => {
  const { [first]: learned } = await learn([first]);
  const both = await learn([first, second]);
  expect(judged).toEqual([second]);
  expect(both[first]).toEqual(learned);
  expect(learned).toEqual([{ ...law, kind: 'law', trivial: true }]);
  expect(both[second]).toEqual([{ ...law, kind: 'law', trivial: false }]);
  await learn([second, first]);
  expect(judged).toEqual([]);
});

test('where one topic has changed, only that one is learned', async () => {
  await learn([first, second]);
  versions[second] = `${Math.random()}`;
  await learn([first, second]);
  expect(judged).toEqual([second]);
});
