// npm run quick: which topics a change touches, and what it reports if nothing was changed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import pc from 'picocolors';
import { COURSE, topicNames } from './support/course';
import { temporaryFolder } from './support/folders';
import { runProgram } from './support/processes';
import { changedFiles, testsTouched, topicsTouched, touchesAll } from '../../tools/verify/changes';
import { tableLines } from '../../tools/verify/table';

const topics = topicNames();
const [first, second] = topics;

describe('a change', () => {
  test.each([
    `exercises/${first}.ts`,
    `solutions/${first}.ts`,
    `test/${first}.test.ts`,
    `test/mistakes/${first}.ts`,
    `test/alternatives/${first}.ts`,
    `docs/ko/${first}.md`,
    `test/translations/ko/${first}.json`,
    `test/stubs/${first}.json`,
  ])('of %s touches its topic', (file) => {
    expect(topicsTouched([file], topics)).toEqual([first]);
    expect(touchesAll([file])).toBe(false);
  });

  test.each([
    'engine/suite/law.ts',
    'lib/ndarray.ts',
    'lib/kernel/plain.ts',
    'test/support/reference.ts',
    'tools/shared/judge.ts',
    'tools/verify/checks.ts',
    'jest.config.ts',
    'course.json',
    'test/translations/ko/shared.json',
  ])('of %s touches all topics', (file) => {
    expect(topicsTouched([file], topics)).toEqual([]);
    expect(touchesAll([file])).toBe(true);
  });

  test.each([
    'README.md',
    'site/words.ts',
    'docs/grading.md',
    'exercises/helpers.ts',
    'test/tools/quick.test.ts',
    'library/a.ts',
  ])('of %s touches none', (file) => {
    expect([topicsTouched([file], topics), touchesAll([file])]).toEqual([[], false]);
  });

  test('of several files touches each topic once, in order', () => {
    expect(
      topicsTouched([`docs/en/${second}.md`, `solutions/${second}.ts`, `exercises/${first}.ts`], topics),
    ).toEqual([first, second]);
  });
});

test('a source that changed has its own test run, and so has a test; what is long or is not there is left out', () => {
  const changed = [
    'engine/suite/law.ts',
    'tools/grade/score/verdict.ts',
    'test/tools/grade/score/verdict.test.ts',
    'tools/grade/judge/pool.ts',
    'test/tools/new.long.test.ts',
    'README.md',
    `test/${first}.test.ts`,
  ];
  const there = (path: string): boolean => !path.includes('pool');
  expect(testsTouched(changed, there)).toEqual([
    'test/engine/suite/law.test.ts',
    'test/tools/grade/score/verdict.test.ts',
  ]);
});

test('the table of some checks leaves out what was not asked for', () => {
  const results = new Map([
    [first, [{ column: 'solution' as const }, { column: 'rejected' as const, problem: 'a mistake passes' }]],
    [second, [{ column: 'solution' as const }]],
  ]);
  const lines = tableLines(COURSE, results, pc.createColors(false), true);
  expect(lines[0].trim().split(/\s+/)).toEqual(['solution', 'rejected']);
  expect(lines[1].slice(first.length).trim().split(/\s+/)).toEqual(['1/1', '0/1']);
  expect(lines[2].slice(second.length).trim()).toBe('1/1');
});

const repository = temporaryFolder();

test('what git sees as changed has its path from the course’s folder on, also where the repository begins above', () => {
  const course = join(repository, 'courses/한글 course');
  mkdirSync(join(course, 'exercises'), { recursive: true });
  runProgram('git', ['init', '--quiet'], { cwd: repository });
  for (const file of ['course.json', 'exercises/01-a.ts']) writeFileSync(join(course, file), '');
  writeFileSync(join(repository, 'elsewhere.ts'), '');
  expect(changedFiles(course).sort()).toEqual(['course.json', 'exercises/01-a.ts']);
  expect(changedFiles(repository)).toContain('elsewhere.ts');
});
