// What is judged twice, once, or one by one. The judge is the test's own.
import { describe, expect, test } from '@jest/globals';
import { JudgeCache } from '../../../../tools/grade/judge/judge-cache';
import type { Files, JudgedTopic } from '../../../../tools/grade/judge/judge';

const findingOf = (topic: string): JudgedTopic => ({ topic, tests: [], seconds: 2 });

/** Answers, and what the judge was asked for. */
function answers(judge: (files: Files) => JudgedTopic[]): { answers: JudgeCache; asked: Files[] } {
  const asked: Files[] = [];
  const judgeFiles = (files: Files): Promise<JudgedTopic[]> => {
    asked.push(files);
    return new Promise((resolve) => resolve(judge(files)));
  };
  return { answers: new JudgeCache(judgeFiles), asked };
}

const all = (files: Files): JudgedTopic[] => Object.keys(files).map(findingOf);

describe('a file', () => {
  test('is judged once; the second time it costs nothing', async () => {
    const { answers: known, asked } = answers(all);
    expect(await known.judge({ a: 'x' })).toEqual({ findings: [findingOf('a')], failures: [] });
    expect(await known.judge({ a: 'x' })).toEqual({
      findings: [{ ...findingOf('a'), seconds: 0 }],
      failures: [],
    });
    expect(asked).toEqual([{ a: 'x' }]);
  });

  test('is another one for another topic, and with another text', async () => {
    const { answers: known, asked } = answers(all);
    await known.judge({ a: 'x' });
    expect((await known.judge({ a: 'y', b: 'x' })).findings.map(({ topic }) => topic)).toEqual(['a', 'b']);
    expect(asked).toEqual([{ a: 'x' }, { a: 'y', b: 'x' }]);
  });

  test('is another one beside a helper whose name pretends to be two', async () => {
    const { answers: known, asked } = answers(all);
    await known.judge({ a: 'x' }, { a: { 'b.ts': 'B', 'c.ts': 'C' } });
    await known.judge({ a: 'x' }, { a: { 'b.ts\n1\nB\nc.ts': 'C' } });
    expect(asked).toHaveLength(2);
  });

  test('is the same one whatever another topic imports', async () => {
    const { answers: known, asked } = answers(all);
    await known.judge({ a: 'x' }, { a: { 'b.ts': 'B' } });
    await known.judge({ a: 'x' }, { a: { 'b.ts': 'B' }, c: { 'b.ts': 'C' } });
    expect(asked).toHaveLength(1);
  });

  test('that is new is judged without those that are known', async () => {
    const { answers: known, asked } = answers(all);
    await known.judge({ a: 'x' });
    expect((await known.judge({ a: 'x', b: 'x' })).findings).toEqual([
      { ...findingOf('a'), seconds: 0 },
      findingOf('b'),
    ]);
    expect(asked[1]).toEqual({ b: 'x' });
  });

  test('whose process was crashed is judged again', async () => {
    const { answers: known, asked } = answers((files) =>
      all(files).map((finding) => ({ ...finding, crashed: true })),
    );
    await known.judge({ a: 'x' });
    await known.judge({ a: 'x' });
    expect(asked).toHaveLength(2);
  });
});

describe('where the grader fails', () => {
  const failsOn = (topic: string) => (files: Files) => {
    if (topic in files) throw new Error(`no ${topic}`);
    return all(files);
  };

  test('each file is judged by itself, so that one costs the others nothing', async () => {
    const { answers: known, asked } = answers(failsOn('b'));
    expect(await known.judge({ a: 'x', b: 'x', c: 'x' })).toEqual({
      findings: [findingOf('a'), findingOf('c')],
      failures: ['b: no b'],
    });
    expect(asked).toEqual([{ a: 'x', b: 'x', c: 'x' }, { a: 'x' }, { b: 'x' }, { c: 'x' }]);
  });

  test('a file that it came to no result with is named, and judged again the next time', async () => {
    const { answers: known, asked } = answers((files) =>
      all(files).map((finding) => ({ ...finding, failure: 'too busy' })),
    );
    expect((await known.judge({ a: 'x' })).failures).toEqual(['a: too busy']);
    await known.judge({ a: 'x' });
    expect(asked).toHaveLength(2);
  });

  test('a file by itself is not tried again', async () => {
    const { answers: known, asked } = answers(failsOn('b'));
    expect(await known.judge({ b: 'x' })).toEqual({ findings: [], failures: ['b: no b'] });
    expect(asked).toHaveLength(1);
  });
});

test('nothing handed in needs no judge', async () => {
  const { answers: known, asked } = answers(all);
  expect(await known.judge({})).toEqual({ findings: [], failures: [] });
  expect(asked).toEqual([]);
});
