// A copy of a course without its solutions, or without some: what needs them says so in one sentence, before anything is installed or loaded.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { solutionsMissing } from '../../../tools/launch/solutions.cjs';
import { ROOT } from '../support/course';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
let count = 0;

/** A course of two topics, of which these have a solution. */
function courseWithSolutions(...topics: string[]): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const name of ['test', 'solutions', 'exercises']) mkdirSync(join(folder, name));
  const files = ['course.json', ...['01-a', '02-b'].map((topic) => `test/${topic}.test.ts`)];
  const solutions = topics.map((topic) => `solutions/${topic}.ts`);
  for (const file of [...files, ...solutions, 'exercises/03-notes.ts']) writeFileSync(join(folder, file), '');
  return folder;
}

function launched(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(ROOT, 'tools/launch.mjs'), ...args], { encoding: 'utf8' });
}

test('a topic is what has a suite: a student’s own file in exercises/ needs no solution', () => {
  expect(solutionsMissing(courseWithSolutions('01-a', '02-b'))).toEqual({ missing: [], hasSome: true });
  expect(solutionsMissing(courseWithSolutions('02-b'))).toEqual({ missing: ['01-a'], hasSome: true });
  expect(solutionsMissing(courseWithSolutions())).toEqual({ missing: ['01-a', '02-b'], hasSome: false });
  expect(solutionsMissing(join(root, 'none'))).toEqual({ missing: [], hasSome: false }); // nothing is a course yet
});

describe('a command that needs all of them', () => {
  test.each<[string, RegExp, ...string[]]>([
    ['en', /^There is no solutions\/02-b\.ts, .*$/, 'grade'],
    ['ko', /^solutions\/02-b\.ts 파일이 없는데.*$/, 'train'],
    ['en', /^There is no solutions\/02-b\.ts, .*$/, 'docs', 'build'],
  ])('says in %s which is missing: %s %s', (language, sentence, ...args) => {
    const course = courseWithSolutions('01-a');
    const { status, stdout, stderr } = launched(...args, '--course', course, '--lang', language);
    expect([status, stdout, stderr.trimEnd()]).toEqual([1, '', expect.stringMatching(sentence)]);
  });

  test('says that there are none', () => {
    const { status, stderr } = launched('soak', '--course', courseWithSolutions(), '--lang', 'en');
    expect([status, stderr.trimEnd()]).toEqual([
      1,
      expect.stringMatching(/^This copy of the course comes without solutions\/.*$/),
    ]);
  });

  test('is each script that runs what imports the solutions', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const first = 'node tools/launch/solutions.cjs && ';
    const unsaid = Object.entries(scripts).filter(
      ([, script]) => script.includes(' -C solutions ') && !script.startsWith(first),
    );
    expect(unsaid).toEqual([]);
    expect(scripts.test).toMatch(new RegExp(`^${first}`));
  });
});
