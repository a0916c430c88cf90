// The ladder of hints: one step at each call, and from the beginning again after the last.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { nextHint } from '../../../tools/learn/hints';
import { COURSE } from '../support/course';
import { Progress } from '../../../tools/shared/progress';
import { colors, seen } from '../support/ansi';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const topic = '02-cross-entropy-error';
const [[first, ladder], [second]] = [...COURSE.lesson(topic, 'en').hints];
const style = { colors, language: 'en', width: 10_000 } as const;

let progress: Progress;
let count = 0;
beforeEach(() => {
  progress = new Progress(COURSE, join(root, String(count++)));
});

const next = (name?: string): string[] => seen(nextHint(topic, name, progress, 'en')(style));

describe('the next hint', () => {
  test('is that of the first function, step by step, and after the last step from the beginning', () => {
    for (const [i, hint] of ladder.entries()) {
      expect(next()).toEqual([
        `<bold>Hint ${i + 1} of ${ladder.length} for ${first}</>`,
        ...hint.split('\n').map((line) => `      ${line}`),
      ]);
    }
    expect(next()).toEqual([`That was the last hint for ${first}. Ask again to start over.`]);
    expect(next()[0]).toBe(`<bold>Hint 1 of ${ladder.length} for ${first}</>`);
  });

  test('is for the first function that does not hold yet, once a suite has run', () => {
    const passed = { block: first, sentence: 'is right', status: 'passed' } as const;
    const unwritten = { block: second, sentence: 'is right', status: 'unwritten' } as const;
    progress.record({ topic, seed: 1, tests: [passed, unwritten] });
    expect(next()[0]).toContain(`for ${second}`);
  });

  test('of another function is counted by itself', () => {
    next();
    expect(next(second)[0]).toMatch(`Hint 1 of`);
    expect(next()[0]).toMatch(`Hint 2 of`);
  });

  test('of a function without hints is refused, with the functions that have some', () => {
    expect(() => next('f')).toThrow(
      new Error(`there are no hints for f; hints exist for ${first}, ${second}`),
    );
  });

  test('of a lesson without hints is none', () => {
    expect(nextHint('99-no-lesson', undefined, progress, 'en')(style)).toEqual(['This lesson has no hints.']);
    expect(nextHint('99-no-lesson', undefined, progress, 'ko')(style)).toEqual([
      '이 수업에는 힌트가 없습니다.',
    ]);
  });
});
