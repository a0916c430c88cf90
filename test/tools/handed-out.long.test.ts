// The course as some have it: handed out without its solutions, or with exercises that are links into a repository of the student's own.
import {
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ROOT, topicNames } from './support/course';
import { copyCourse, type CourseCopy } from './support/course-copy';
import { temporaryFolder } from './support/folders';
import { smallMnist, writeDataSet } from './support/trainer';
import { allSaid, runLaunched } from './support/processes';

interface Said {
  status: number | null;
  out: string;
}

/** A command of the course in `folder`, with all that it says. */
function run(folder: string, command: string, ...args: string[]): Said {
  const ended = runLaunched([command, ...args], { cwd: folder });
  return { status: ended.status, out: allSaid(ended) };
}

const STACK = /^\s+at .*(?:node:|node_modules)/m;
const exercise = (name: string): string => join(ROOT, 'exercises', `${name}.ts`);
const solution = (name: string): string => join(ROOT, 'solutions', `${name}.ts`);

const data = temporaryFolder();
const digits = writeDataSet(join(data, 'digits'), smallMnist(30));
const SHORT = ['--mine', '--data', digits, '--iterations', '3', '--batch-size', '10', '--hidden-size', '4'];

describe('the course without its solutions', () => {
  let course: CourseCopy;
  beforeAll(() => {
    course = copyCourse();
    rmSync(join(course.folder, 'solutions'), { recursive: true });
  });
  beforeEach(() => {
    rmSync(join(course.folder, '.dojo'), { recursive: true, force: true });
    for (const name of topicNames())
      copyFileSync(exercise(name), join(course.folder, 'exercises', `${name}.ts`));
  });
  afterAll(() => course.remove());

  const solve = (...names: string[]): void => {
    for (const name of names) copyFileSync(solution(name), join(course.folder, 'exercises', `${name}.ts`));
  };

  test('list shows all topics', () => {
    const { status, out } = run(course.folder, 'list');
    expect(status).toBe(0);
    expect(out.match(/not started/g)).toHaveLength(topicNames().length);
  });

  test('check judges a topic that uses no other: unwritten, wrong and right', () => {
    expect(run(course.folder, 'check', '01')).toMatchObject({
      status: 1,
      out: expect.stringMatching(/meanSquaredError is not written yet/),
    });
    const text = readFileSync(solution('01-mean-squared-error'), 'utf8');
    writeFileSync(
      join(course.folder, 'exercises/01-mean-squared-error.ts'),
      text.replace(/return /, 'return 2 * '),
    );
    expect(run(course.folder, 'check', '01')).toMatchObject({ status: 1, out: expect.stringMatching(/✘/) });
    solve('01-mean-squared-error');
    expect(run(course.folder, 'check', '01')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/all 15 laws hold/),
    });
  });

  test('check lets the student’s own earlier topics stand in, and says so', () => {
    solve('11-backpropagation');
    const unwritten = run(course.folder, 'check', '11');
    expect(unwritten.status).toBe(1);
    expect(unwritten.out).toMatch(/exercises\/08-activations\.ts:\d+/);
    expect(unwritten.out.replace(/\s+/g, ' ')).toMatch(/no solutions, so your own 08-activations were used/);

    solve('08-activations');
    const written = run(course.folder, 'check', '11');
    expect(written.status).toBe(0);
    expect(written.out).toMatch(/all 18 laws hold/);
  });

  test('hint and reset need none', () => {
    expect(run(course.folder, 'hint', '01')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/Hint 1 of 4/),
    });
    solve('01-mean-squared-error');
    expect(run(course.folder, 'reset', '01')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/Reset\./),
    });
    expect(readFileSync(join(course.folder, 'exercises/01-mean-squared-error.ts'))).toEqual(
      readFileSync(exercise('01-mean-squared-error')),
    );
  });

  test('train --help shows the options', () => {
    const { status, out } = run(course.folder, 'train', '--help');
    expect(status).toBe(0);
    expect(out).toMatch(/--learning-rate/);
  });

  test('train says how to train one’s own topics, and does so', () => {
    const { status, out } = run(course.folder, 'train');
    expect(status).toBe(1);
    expect(out).toMatch(/without solutions\/: `npm run train -- --mine`/);

    const unwritten = run(course.folder, 'train', '--mine');
    expect(unwritten.status).toBe(1);
    expect(unwritten.out).toMatch(/required topics are unfinished/);
    expect(unwritten.out).not.toMatch(/Without --mine/); // there is nothing that could be trained instead

    solve(...topicNames());
    const { status: trained, out: said } = run(course.folder, 'train', ...SHORT);
    expect(said).toMatch(/test accuracy/);
    expect(trained).toBe(0);
  });

  test.each([
    ['grade', ['handed-in', '--out', 'graded']],
    ['gradescope', []],
    ['verify', []],
    ['quick', []],
    ['soak', []],
    ['docs', ['build']],
  ])('%s needs them, and says so', (command, args) => {
    const { status, out } = run(course.folder, command, ...args);
    expect(status).toBe(1);
    expect(out).toMatch(/without solutions\/, which `\w+` needs: use the copy that has them/);
    expect(out).not.toMatch(STACK);
  });
});

/** Windows lets only some people make links to files. */
const mayLink = process.platform !== 'win32';

(mayLink ? describe : describe.skip)('exercises that are links', () => {
  let course: CourseCopy;
  let elsewhere: string;
  let count = 0;
  beforeEach(() => {
    course = copyCourse();
    elsewhere = join(data, `homework ${++count}`);
  });
  afterEach(() => course.remove());

  const links: [what: string, link: () => string][] = [
    [
      'the folder',
      () => {
        renameSync(join(course.folder, 'exercises'), elsewhere);
        symlinkSync(elsewhere, join(course.folder, 'exercises'));
        return join(course.folder, 'exercises');
      },
    ],
    [
      'a file in it',
      () => {
        mkdirSync(elsewhere);
        const [from, to] = [join(course.folder, 'exercises/08-activations.ts'), join(elsewhere, 'mine.ts')];
        renameSync(from, to);
        symlinkSync(to, from);
        return from;
      },
    ],
  ];

  test.each(links)('%s: check, list, reset and train --mine', (_, link) => {
    const linked = link();
    const file = join(course.folder, 'exercises/08-activations.ts');
    const text = readFileSync(solution('08-activations'), 'utf8');

    writeFileSync(file, text.replaceAll('Math.exp', 'Math.expp'));
    const wrong = run(course.folder, 'check', '08');
    expect(wrong.status).toBe(1);
    expect(wrong.out).toMatch(/at exercises\/08-activations\.ts:\d+:\d+/);

    writeFileSync(file, text);
    expect(run(course.folder, 'check', '08')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/all 36 laws hold/),
    });
    expect(run(course.folder, 'list').out).toMatch(/✔ 08/);

    for (const name of readdirSync(join(ROOT, 'solutions')).filter((name) => !name.startsWith('08'))) {
      cpSync(join(ROOT, 'solutions', name), join(course.folder, 'exercises', name));
    }
    const trained = run(course.folder, 'train', ...SHORT);
    expect(trained.out).toMatch(/test accuracy/);
    expect(trained.status).toBe(0);

    expect(run(course.folder, 'reset', '08').status).toBe(0);
    expect(readFileSync(file)).toEqual(readFileSync(exercise('08-activations')));
    expect(lstatSync(linked).isSymbolicLink()).toBe(true);
  });
});
