// npm run grade before anything is judged: each obstacle is one sentence that says what to do. And the zip for Gradescope.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { readAssignment } from '../../../tools/grade/assignment';
import { courseIn, ROOT, topicNames } from '../support/course';
import { grade } from '../support/grader';
import { runLaunched } from '../support/processes';

const folder = mkdtempSync(join(tmpdir(), 'grade-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const handedIn = join(folder, 'handed-in');
mkdirSync(join(handedIn, 'ann'), { recursive: true });
mkdirSync(join(folder, 'empty'));
writeFileSync(join(folder, 'file'), '');
mkdirSync(join(folder, 'one'));
writeFileSync(join(folder, 'one/01-mean-squared-error.ts'), '');

/** Without bubblewrap: with Node only. */
const withoutPrograms = join(folder, 'programs');
mkdirSync(withoutPrograms);
if (process.platform !== 'win32') symlinkSync(process.execPath, join(withoutPrograms, 'node'));

test('folders that hold a class each are taken as submissions, and that is said', () => {
  for (const path of ['hw1/ann', 'hw1/bob', 'hw2/ann', 'hw2/bob']) {
    mkdirSync(join(folder, 'classes', path), { recursive: true });
    writeFileSync(join(folder, 'classes', path, '01-mean-squared-error.ts'), path);
  }
  const { error } = grade([join(folder, 'classes'), '--out', join(folder, 'file/out')]); // which ends it before anything is judged
  expect(error).toMatch(/^each of these holds one exercise several times: hw1, hw2\. If they are classes/m);
  expect(grade([handedIn, '--out', join(folder, 'file/out')]).error).not.toContain('several times');
});

test.each([
  [
    'no folder',
    [join(folder, 'nowhere'), '--out', join(folder, 'out')],
    /^error: there is no folder .*nowhere$/m,
  ],
  ['a file', [join(folder, 'file'), '--out', join(folder, 'out')], /^error: .*file is a file: unpack it/m],
  ['no --out', [handedIn], /required option '--out <folder>'/],
  ['--out inside', [handedIn, '--out', join(handedIn, 'out')], /^error: --out must be outside/m],
  ['--out around', [handedIn, '--out', folder], /^error: --out must be outside/m],
  [
    'a seed that is too large',
    [handedIn, '--out', join(folder, 'out'), '--seed', '2147483648'],
    /from 0 to 2147483647/,
  ],
  [
    'a date for a seed',
    [handedIn, '--out', join(folder, 'out'), '--seed', '202611281705'],
    /from 0 to 2147483647/,
  ],
  [
    'topics that are none',
    [handedIn, '--out', join(folder, 'out'), '--topics', '01,99'],
    /there is no topic "99"/,
  ],
  ['topics backwards', [handedIn, '--out', join(folder, 'out'), '--topics', '05-01'], /01-05/],
  ['no share', [handedIn, '--out', join(folder, 'out'), '--fail-below', '60'], /0\.6 or 60%/],
  ['no roster', [handedIn, '--out', join(folder, 'out'), '--roster', join(folder, 'none.csv')], /none\.csv/],
  [
    'a roster that is none',
    [handedIn, '--out', join(folder, 'out'), '--roster', join(folder, 'file')],
    /no column/,
  ],
  ['one submission for a class', [join(folder, 'one'), '--out', join(folder, 'out')], /--single/],
  ['no number', [handedIn, '--out', join(folder, 'out'), '--seed', 'x'], /must be a whole number/],
])('%s', (_, args, sentence) => {
  const { status, out, error } = grade(args);
  expect({ status, out, error }).toEqual({ status: 1, out: '', error: expect.stringMatching(sentence) });
});

// On Windows a link needs a permission that not everybody has.
const testOnUnix = process.platform === 'win32' ? test.skip : test;

testOnUnix('--out does not get into the submissions through a link', () => {
  symlinkSync(handedIn, join(folder, 'link'));
  const { status, error } = grade([handedIn, '--out', join(folder, 'link/out')]);
  expect({ status, error }).toEqual({ status: 1, error: expect.stringMatching(/--out must be outside/) });
});

test('nobody is judged unconfined without being asked', () => {
  const { status, error } = grade([handedIn, '--out', join(folder, 'out')], { PATH: withoutPrograms });
  expect({ status, error }).toEqual({ status: 1, error: expect.stringMatching(/container image/) });
});

test('the zip for Gradescope holds the course and what Gradescope starts', () => {
  const zip = join(folder, 'made/gradescope.zip');
  const args = ['gradescope', '--out', zip];
  expect(runLaunched(args).error).toBe('');
  const files = unzipSync(readFileSync(zip));
  for (const path of ['grading/grade-one', 'package-lock.json', 'tools/grade/judge/judge.ts']) {
    expect(textOf(files[path])).toBe(readFileSync(join(ROOT, path), 'utf8'));
  }
  expect(textOf(files['setup.sh'])).toMatch(/^#!\/bin\/sh\n/);
  expect(textOf(files['run_autograder'])).toMatch(/^#!\/bin\/sh\n/);
  expect(Object.keys(files).filter((path) => path.includes('node_modules'))).toEqual([]);
});

test('the zip of another course holds that course beside the engine, and none of the engine’s own', () => {
  const root = join(folder, 'other');
  cpSync(join(ROOT, 'test/fixtures/tiny-course'), root, { recursive: true });
  for (const path of [
    'test/node_modules/some/index.js',
    'solutions/.02-nearest.ts.swp',
    'docs/en/Thumbs.db',
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  const zip = join(folder, 'other.zip');
  const args = ['gradescope', '--course', root, '--out', zip, '--topics', '2'];
  expect(runLaunched(args).error).toBe('');
  const files = unzipSync(readFileSync(zip));
  for (const path of [
    'course.json',
    'solutions/02-nearest.ts',
    'test/02-nearest.test.ts',
    'docs/en/01-point.md',
  ])
    expect(textOf(files[`course/${path}`])).toBe(readFileSync(join(root, path), 'utf8'));
  expect(JSON.parse(textOf(files['course/grading/assignment.json']))).toEqual({ topics: '02' });
  expect(files).toHaveProperty(['setup.sh']);
  expect(
    Object.keys(files).filter((path) =>
      /^(?:solutions|exercises|test|docs)\/|node_modules|\.swp$|Thumbs/.test(path),
    ),
  ).toEqual([]);
});

test('the zip for Gradescope says which topics are set, and in which language', () => {
  const zip = join(folder, 'set.zip');
  const args = ['gradescope', '--out', zip, '--topics', '1-3', '--lang', 'ko'];
  expect(runLaunched(args)).toMatchObject({ status: 0, error: '' });
  const assignment = JSON.parse(textOf(unzipSync(readFileSync(zip))['grading/assignment.json'])) as object;
  expect(assignment).toEqual({ topics: '01,02,03', lang: 'ko' });
});

describe('what a course sets', () => {
  const root = join(folder, 'course');
  mkdirSync(join(root, 'grading'), { recursive: true });
  mkdirSync(join(root, 'exercises'));
  for (const topic of topicNames()) writeFileSync(join(root, 'exercises', `${topic}.ts`), '');

  test.each([
    ['{"topics":"01-02","lang":"ko"}', { topics: topicNames().slice(0, 2), lang: 'ko' }],
    ['{}', { topics: undefined, lang: undefined }],
  ])('is read: %s', (text, assignment) => {
    writeFileSync(join(root, 'grading/assignment.json'), text);
    expect(readAssignment(courseIn(root))).toEqual(assignment);
  });

  test.each([
    ['{"topics":"77"}', /assignment\.json.*77/],
    ['{"topics":[1]}', /01-05/],
    ['{"lang":"fr"}', /en, ko/],
    ['{"topic":"1"}', /"topic" means nothing/],
    ['{', /assignment\.json/],
  ])('is refused: %s', (text, sentence) => {
    writeFileSync(join(root, 'grading/assignment.json'), text);
    expect(() => readAssignment(courseIn(root))).toThrow(sentence);
  });

  test('is everything, without a file', () => {
    expect(readAssignment(courseIn(join(folder, 'empty')))).toEqual({});
  });
});

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
