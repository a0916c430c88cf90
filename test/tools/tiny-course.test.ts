// A course of two topics in one language, in a folder of its own: started, checked, verified and graded by this engine. A class of its
// first topic crosses the grader's pipe.
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Course, openCourse } from '../../engine/course/course';
import { ENGINE_ROOT, linkEngine } from '../../engine/course/link';
import { holds } from '#engine/runner/outcome';
import { Loop } from '../../tools/learn/loop';
import { mistakeId } from '../../engine/suite/variants';
import { Judge } from '../../tools/shared/judge';
import { filesOfTopic } from '../../tools/new/files';
import { Progress } from '../../tools/shared/progress';
import { variantRequests } from '../../tools/shared/suites';
import { verdictLines, type Style } from '../../tools/shared/verdict';
import {
  checkMistake,
  checkPasses,
  checkSentences,
  checkStub,
  staticChecks,
  type Check,
} from '../../tools/verify/checks';
import { temporaryFolder } from './support/folders';
import { judgeIn } from './support/judging';
import { colors } from './support/ansi';

const style: Style = { colors, language: 'en', width: 100 };
const folder = temporaryFolder();
let course: Course;
let judge: Judge;

beforeAll(() => {
  cpSync(join(__dirname, '../fixtures/tiny-course'), folder, { recursive: true });
  course = openCourse(folder);
  linkEngine(folder);
  judge = new Judge(course);
});
afterAll(() => judge.close());

const [point, nearest] = ['01-point', '02-nearest'];

test('is started: its first topic is shown, and a save of the answer is judged', async () => {
  const pages: string[] = [];
  const screen = { style: () => style, show: (lines: string[]) => void pages.push(lines.join('\n')) };
  const progress = new Progress(course);
  const loop = new Loop(judge, progress, screen, { watching: true });
  await loop.begin();
  for (const words of [
    'Points',
    '0 of 2 topics',
    '01 · A point',
    'docs/en/01-point.md',
    'exercises/01-point.ts',
  ])
    expect(pages.at(-1)).toContain(words);
  expect(progress.state(point)).toBe('open');
  copyFileSync(course.solution(point), course.exercise(point));
  await loop.run();
  expect(pages.at(-1)).toContain('all 3 laws hold');
  expect(progress.state(point)).toBe('finished');
  progress.reset(point);
  expect(progress.state(point)).toBe('open');
});

/** All checks of a topic, as `npm run verify` makes them. */
async function checksOf(topic: string, of = course): Promise<Check[]> {
  const stub = await judge.run({ topic });
  const checks = [
    ...staticChecks(of, topic),
    checkStub(stub),
    ...checkSentences(of, stub),
    checkPasses('solution', 'the solution', await judge.run({ topic, file: of.solution(topic) })),
  ];
  for (const request of variantRequests(of, topic, 'mistakes'))
    checks.push(...checkMistake(of, mistakeId(request.variant.id), await judge.run(request)));
  for (const request of variantRequests(of, topic, 'alternatives'))
    checks.push(checkPasses('accepted', request.variant.id, await judge.run(request)));
  return checks;
}

test('is verified: all checks of both topics pass, and no translation is asked for', async () => {
  for (const topic of course.topicNames()) {
    const checks = await checksOf(topic);
    expect(checks.filter(({ problem, pending }) => problem ?? pending)).toEqual([]);
    expect(new Set(checks.map(({ column }) => column)).size).toBe(8);
  }
});

test('is checked: a wrong answer is shown with its counterexample, its mistake and the command that repeats it', async () => {
  const [{ variant }] = variantRequests(course, nearest, 'mistakes');
  const outcome = await judge.run({ topic: nearest, variant, seed: 7 });
  expect(holds(outcome)).toBe(false);
  const shown = verdictLines(course, outcome, style).join('\n');
  expect(shown).toMatch(/points = .*when a later point.*npm run check 02 -- --seed 7/s);
});

(process.platform === 'win32' ? describe.skip : describe)('is graded', () => {
  test('with the points of the suite made anew as points of the student’s side', () => {
    const files = Object.fromEntries(
      course.topicNames().map((topic) => [topic, readFileSync(course.solution(topic), 'utf8')]),
    );
    // What crosses as plain fields has no methods and no class.
    const asking = files[nearest]
      .replace('import type { Point }', 'import { Point }')
      .replace('point.steps()', 'point instanceof Point ? point.steps() : NaN');
    expect(asking).toMatch(/import \{ Point.*instanceof/s);
    const judged = judgeIn(ENGINE_ROOT, [{ files }, { files: { [nearest]: asking } }], folder);
    expect(judged[0]).toEqual({ [point]: { passed: 3, all: 3 }, [nearest]: { passed: 3, all: 3 } });
    expect(judged[1]).toEqual({ [nearest]: { passed: 3, all: 3 } });
  });
});

test('gets a last topic only through its own files; what a second language lacks is pending', async () => {
  const before = course.topicNames();
  for (const [path, text] of Object.entries(filesOfTopic(course, { number: 3, slug: 'far-away' }))) {
    expect(path).toMatch(/\/03-far-away\./);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
  const { en } = course.settings.languages;
  const inTwo = new Course(folder, {
    ...course.settings,
    languages: { en, fr: { ...en, name: 'Français' } },
  });
  expect(inTwo.topicNames()).toEqual([...before, '03-far-away']);
  const checks = await checksOf('03-far-away', inTwo);
  expect(checks.filter(({ problem }) => problem)).toEqual([]);
  const pending = checks.filter((check) => check.pending);
  expect(pending.length).toBeGreaterThan(0);
  expect(pending.every(({ column }) => column === 'fr')).toBe(true);
  expect(inTwo.lesson('03-far-away', 'fr')).toMatchObject({ language: 'en', title: 'Far away' });
});
