// npm run new: the files of a topic, and of a course in a folder of its own.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openCourse } from '#engine/course/course';
import { filesOfTopic } from '../../tools/new/files';
import { ROOT } from './support/course';
import { temporaryFolder } from './support/folders';
import { type Ended, runNode, runTypeScript } from './support/processes';

const folder = temporaryFolder();

/** Runs the command from `folder`, as npm does. */
const run = (...args: string[]): Ended =>
  runTypeScript(['tools/new.ts', ...args], { env: { INIT_CWD: folder } });

/** All files below a folder, with their text. */
function filesIn(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'));
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

describe('a course in a folder of its own', () => {
  const root = join(folder, 'my-course');

  test('is written where nothing is, with one topic that works, and reaches the engine', () => {
    const { status, out } = run('--course', 'my-course');
    expect([status, out.split('\n').length]).toEqual([0, Object.keys(filesIn(root)).length + 1]);
    const course = openCourse(root);
    expect([course.name, course.topicNames()]).toEqual(['My course', ['01-first-topic']]);
    expect(course.lesson('01-first-topic', 'en').hints.get('firstTopic')).toHaveLength(3);
    expect(course.exportsOf('01-first-topic')).toEqual(['firstTopic']);
    expect(realpathSync(join(root, 'node_modules/gradient-dojo'))).toBe(realpathSync(ROOT));
  });

  test('runs by its own commands, which start in its folder', () => {
    const launch = (...args: string[]) =>
      runNode(['node_modules/gradient-dojo/tools/launch.mjs', ...args], { cwd: root });
    const exercise = join(root, 'exercises/01-first-topic.ts');
    const stub = readFileSync(exercise, 'utf8');
    copyFileSync(join(root, 'solutions/01-first-topic.ts'), exercise);
    expect(launch('check', '01')).toMatchObject({ status: 0, out: expect.stringMatching(/3 laws hold/) });
    writeFileSync(exercise, stub);
  });

  test('gets more topics, each number once', () => {
    expect(run('2', 'gradient-descent', '--course', 'my-course').status).toBe(0);
    expect(openCourse(root).topicNames()).toEqual(['01-first-topic', '02-gradient-descent']);
    const before = filesIn(root);
    const { status, error } = run('2', 'other', '--course', 'my-course');
    expect([status, error]).toEqual([1, expect.stringContaining('the next free number is 3')]);
    expect(filesIn(root)).toEqual(before);
  });

  test('is not written into a folder that holds something else', () => {
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'notes/todo.txt'), 'mine');
    const { status, error } = run('--course', 'notes');
    expect([status, error]).toEqual([1, expect.stringContaining('is not empty')]);
    expect(readdirSync(join(folder, 'notes'))).toEqual(['todo.txt']);
  });

  test('overwrites no file that is there: all are written, or none', () => {
    writeFileSync(join(root, 'solutions/helpers.ts'), '');
    mkdirSync(join(root, 'docs/en'), { recursive: true });
    writeFileSync(join(root, 'docs/en/03-late.md'), 'a draft');
    const { status, error } = run('3', 'late', '--course', 'my-course');
    expect([status, error]).toEqual([1, expect.stringContaining('docs/en/03-late.md')]);
    expect(readFileSync(join(root, 'docs/en/03-late.md'), 'utf8')).toBe('a draft');
    expect(existsSync(join(root, 'exercises/03-late.ts'))).toBe(false);
  });
});

test.each([
  [['0', 'zero'], 'from 1 to 99'],
  [['100', 'hundred'], 'from 1 to 99'],
  [['3', 'Momentum'], 'lower-case words with hyphens'],
  [['3', '../up'], 'lower-case words with hyphens'],
  [['3'], 'give the number and the name'],
  [[], 'give the number and the name'],
])('%j is refused, and nothing is written', (args, sentence) => {
  const { status, error } = run(...args);
  expect([status, error]).toEqual([1, expect.stringContaining(sentence)]);
});

test('this course asks for complete translations, so a topic gets a lesson in each language', () => {
  const files = Object.keys(filesOfTopic(openCourse(ROOT), { number: 15, slug: 'momentum' }));
  expect(files).toContain('docs/en/15-momentum.md');
  expect(files).toContain('docs/ko/15-momentum.md');
});
