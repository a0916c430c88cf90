// What the consistency check says of a topic, and its table.
import type { Problem } from '#engine/suite/problem';
import { phrase } from '#engine/words/phrase';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SuiteOutcome, TestOutcome } from '#engine/runner/outcome';
import { COURSE, courseIn, courseWith } from '../support/course';
import {
  checkMistake,
  checkPasses,
  checkSentences,
  checkStub,
  courseChecks,
  filesMissing,
  staticChecks,
  tryMistake,
  type Check,
} from '../../../tools/verify/checks';
import { tableLines } from '../../../tools/verify/table';
import { colors, seen } from '../support/ansi';
import { temporaryFolder } from '../support/folders';

const topic = '01-mean-squared-error';

/** The outcome of a suite with tests of these statuses, each with what it found. */
function outcomeOf(...tests: Partial<TestOutcome>[]): SuiteOutcome {
  return {
    topic,
    seed: 7,
    tests: tests.map((test) => ({ block: 'f', sentence: 'is 1', status: 'passed', ...test })),
  };
}

/** What a suite says is in words; anything else the student’s code has thrown. */
const problemOf = (message: string): Problem =>
  message === UNTRANSLATED.text ? { kind: 'told', said: UNTRANSLATED } : { kind: 'threw', message };

const UNTRANSLATED = phrase`it came with that`;

/** A failed test, of which the diagnosis names these mistakes. */
function failed(message: string, id?: string): Partial<TestOutcome> {
  const words = { en: '', ko: '' };
  const diagnosis = id === undefined ? undefined : { id, name: words, explanation: words };
  return { status: 'failed', finding: { inputs: [], problem: problemOf(message), seed: 7, diagnosis } };
}

describe('the suite on the stub', () => {
  const problem = (outcome: SuiteOutcome): string | undefined => {
    const { column, problem } = checkStub(outcome);
    expect(column).toBe('stub');
    return problem;
  };

  test('says of each block that it is not written, and nothing else', () => {
    const tests: Partial<TestOutcome>[] = [
      { status: 'unwritten' },
      { status: 'skipped' },
      { block: 'g', status: 'unwritten' },
    ];
    expect(problem(outcomeOf(...tests))).toBeUndefined();
  });

  test('must not pass or fail a test', () => {
    const open: Partial<TestOutcome> = { status: 'unwritten' };
    expect(problem(outcomeOf(open, { status: 'passed' }))).toBe(`${topic}: on the stub, "f is 1" passed`);
    expect(problem(outcomeOf(open, failed('no')))).toBe(`${topic}: on the stub, "f is 1" failed`);
  });

  test('must not leave out a block', () => {
    expect(problem(outcomeOf({ status: 'unwritten' }, { block: 'g', status: 'skipped' }))).toBe(
      `${topic}: on the stub, g is not said to be unwritten`,
    );
  });

  test('must not crash', () => {
    expect(problem({ ...outcomeOf(), crash: 'no' })).toBe(`${topic}: the stub crashes: no`);
  });
});

describe('the sentences of a suite', () => {
  const tests = COURSE.translation(topic, 'ko').laws.map((sentence) => ({ sentence }));

  test('must be those that are translated, where the course asks for all of them', () => {
    expect(checkSentences(COURSE, outcomeOf(...tests))).toEqual([{ column: 'ko' }]);
    expect(checkSentences(COURSE, outcomeOf(...tests, {}))).toEqual([
      { column: 'ko', problem: expect.stringMatching(`${topic}: .*"is 1"`) },
    ]);
  });

  test('are pending where it does not; those of no law are wrong all the same', () => {
    const course = courseIn(COURSE.root, { translations: 'pending' });
    expect(checkSentences(course, outcomeOf(...tests, {}))).toEqual([
      { column: 'ko', pending: expect.stringMatching(`${topic}: .*"is 1"`) },
    ]);
    expect(checkSentences(course, outcomeOf(...tests.slice(1)))).toEqual([
      { column: 'ko', problem: expect.stringContaining(topic) },
    ]);
  });

  test('are in no other language, where the course has but one', () => {
    const { en } = COURSE.settings.languages;
    expect(checkSentences(courseIn(COURSE.root, { languages: { en } }), outcomeOf({}))).toEqual([]);
  });
});

describe('a right answer', () => {
  test('must pass', () => {
    expect(checkPasses('accepted', 'loops', outcomeOf({}, {}))).toEqual({ column: 'accepted' });
  });

  test.each<[string, Partial<SuiteOutcome>]>([
    ['f is 1: it is 2', outcomeOf({}, failed('it is 2'))],
    ['f is 1: unwritten', outcomeOf({ status: 'unwritten' })],
    ['it crashes', { ...outcomeOf(), crash: 'it crashes' }],
  ])('that does not is said with the reason: %s', (reason, outcome) => {
    expect(checkPasses('solution', 'the solution', outcome as SuiteOutcome)).toEqual({
      column: 'solution',
      problem: `${topic}: the solution does not pass: ${reason} (seed 7)`,
    });
  });
});

describe('a mistake', () => {
  const checked = (outcome: SuiteOutcome): Check[] => checkMistake(COURSE, 'no-half', outcome);
  const good = [
    { column: 'rejected', problem: undefined },
    { column: 'named', problem: undefined },
    { column: 'ko' },
  ];

  test('must be rejected and named', () => {
    expect(
      checked(outcomeOf({}, failed('x.y is no function', 'no-half'), failed('x.y is no function'))),
    ).toEqual(good);
  });

  test('that passes is said so, with the seed that repeats it', () => {
    expect(checked(outcomeOf({}, { status: 'skipped' }))).toEqual([
      { column: 'rejected', problem: `${topic}: the mistake no-half passes (seed 7) ` },
      { column: 'named', problem: `${topic}: the mistake no-half is diagnosed as nothing (seed 7)` },
      good[2],
    ]);
  });

  test('is tried on the usual number of inputs where few don’t show it, and only there', async () => {
    const shown = outcomeOf(failed('x.y is no function', 'no-half'));
    const asked: (number | undefined)[] = [];
    const showing = (enough: number) => (most?: number) => {
      asked.push(most);
      return Promise.resolve((most ?? Infinity) >= enough ? shown : outcomeOf({}));
    };
    expect(await tryMistake(COURSE, 'no-half', showing(2))).toEqual(good);
    expect(asked).toEqual([expect.any(Number)]);
    asked.length = 0;
    expect(await tryMistake(COURSE, 'no-half', showing(20))).toEqual(good);
    expect(asked).toEqual([expect.any(Number), undefined]);
  });

  test('that crashes is not rejected by a law', () => {
    expect(checked({ ...outcomeOf(failed('x', 'no-half')), crash: 'no' })[0].problem).toBe(
      `${topic}: the mistake no-half passes (seed 7) no`,
    );
  });

  test('is rejected also by a test that says nothing of why it failed', () => {
    expect(checked(outcomeOf({ status: 'failed' }, failed('x', 'no-half')))).toEqual(good);
  });

  test('must not be named as another one, or as two', () => {
    expect(checked(outcomeOf(failed('x', 'other')))[1].problem).toBe(
      `${topic}: the mistake no-half is diagnosed as other (seed 7)`,
    );
    expect(checked(outcomeOf(failed('x', 'other'), failed('x', 'no-half')))[1].problem).toBe(
      `${topic}: the mistake no-half is diagnosed as other, no-half (seed 7)`,
    );
  });

  test('must be explained in Korean, too', () => {
    expect(checked(outcomeOf(failed('x', 'no-half'), failed('it came with that')))[2].problem).toMatch(
      `${topic}: test/translations/ko/${topic}.json has no words for "it came with that"`,
    );
  });
});

describe('a topic that lacks a file', () => {
  const [first, second] = ['01-a', '02-b'];
  const root = temporaryFolder();
  let count = 0;
  const folderWith = (...files: string[]): string => {
    const folder = join(root, String(count++));
    for (const file of [...files, `test/${first}.test.ts`, `test/${second}.test.ts`]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    return folder;
  };
  const allOf = (name: string): string[] =>
    ['exercises', 'solutions', 'test/mistakes'].map((room) => `${room}/${name}.ts`);
  const problems = (folder: string, name: string): (string | undefined)[] =>
    filesMissing(courseIn(folder), name).map(({ problem }) => problem);

  test('is said so, file by file, and nothing is tried', () => {
    expect(problems(folderWith(...allOf(first)), first)).toEqual([]);
    expect(problems(folderWith(), first)).toEqual([
      '01-a: there is no exercises/01-a.ts',
      '01-a: there is no solutions/01-a.ts',
      '01-a: there is no test/mistakes/01-a.ts',
    ]);
    const unjudged = courseIn(folderWith());
    rmSync(unjudged.suite(first));
    expect(filesMissing(unjudged, first)).toContainEqual({
      column: 'stub',
      problem: '01-a: there is no test/01-a.test.ts',
    });
  });

  test('keeps the topics after it from being tried, if it is its solution: they may import it', () => {
    const [exercise, solution] = allOf(first);
    expect(problems(folderWith(...allOf(second), solution), second)).toEqual([]);
    expect(problems(folderWith(...allOf(second), exercise), second)).toEqual([
      '02-b: not checked, because there is no solutions/01-a.ts',
    ]);
  });
});

const lists = temporaryFolder();

test('a README that lists the lessons is told of one that it leaves out, and fails nothing', () => {
  const root = join(lists, 'course');
  const lessons = ['01-a', '02-b'].map((name) => `docs/en/${name}.md`);
  for (const file of [...lessons, 'test/01-a.test.ts', 'test/02-b.test.ts', 'README.ko.md']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  const checks = (readme: string): Check[] => {
    writeFileSync(join(root, 'README.md'), readme);
    return courseChecks(courseIn(root));
  };
  expect(checks('No list of lessons.')).toEqual([]);
  expect(checks(lessons.map((lesson) => `[x](${lesson})`).join('\n'))).toEqual([]);
  expect(checks(`[x](${lessons[0]})`)).toEqual([
    { column: 'lesson', pending: 'README.md has no link to docs/en/02-b.md' },
  ]);
});

describe('the files of a topic', () => {
  const root = temporaryFolder();
  const lesson = '# 01 · One\n```ts\n1 + 1; // → 2\n```\n## Hints\n### f\n1. a\n2. b\n3. c\n';

  beforeEach(() => {
    for (const room of ['en', 'ko']) {
      mkdirSync(join(root, room), { recursive: true });
      writeFileSync(
        join(root, room, `${topic}.md`),
        room === 'en' ? lesson : lesson.replace('Hints', '힌트'),
      );
    }
    for (const twin of ['exercise', 'solution'] as const) {
      writeFileSync(join(root, `${twin}.ts`), 'export function f() {}\n');
    }
  });

  const files = {
    exercise: () => join(root, 'exercise.ts'),
    solution: () => join(root, 'solution.ts'),
    lessonFile: (name: string, language: string) => join(root, language, `${name}.md`),
  };
  const course = courseWith(files);

  /** The columns that were looked at, with the problems that were found. */
  const found = (): [string, string | undefined][] =>
    staticChecks(course, topic).map(({ column, problem }) => [column, problem]);

  // The exercise of these tests is none that the course ships.
  const notPacked = ['stub', expect.stringContaining(`test/stubs/${topic}.json`)];

  test('are in order', () => {
    expect(found()).toEqual([
      ['twins', undefined],
      notPacked,
      ['lesson', undefined],
      ['hints', undefined],
      ['ko', undefined],
    ]);
  });

  test('are out of step, show a wrong value, have too few hints', () => {
    writeFileSync(course.solution(topic), 'export function g() {}\n');
    const wrong = lesson.replace('→ 2', '→ 3').replace('3. c\n', '');
    writeFileSync(course.lessonFile(topic, 'en'), wrong);
    expect(found()).toEqual([
      [
        'twins',
        `${topic}: exercise and solution differ: "export function f() {…}" against "export function g() {…}"`,
      ],
      notPacked,
      ['lesson', expect.stringMatching(`en/${topic}.md:3: 1 \\+ 1 is 2, but the lesson shows 3`)],
      ['hints', `${topic}: hints for f: 2 of at least 3`],
      ['ko', `${topic}: code block 1 is "1 + 1; // → 2" in 한국어, "1 + 1; // → 3" in English`],
    ]);
  });

  test('lack a lesson', () => {
    rmSync(course.lessonFile(topic, 'ko'));
    const missing = ['ko', expect.stringMatching(`${topic}: there is no lesson .*ko/${topic}.md`)];
    expect(found().at(-1)).toEqual(missing);
    const pending = staticChecks(courseWith(files, { translations: 'pending' }), topic).at(-1);
    expect(pending).toEqual({ column: 'ko', pending: expect.stringContaining(`ko/${topic}.md`) });
    rmSync(course.lessonFile(topic, 'en'));
    expect(found()).toEqual([
      ['twins', undefined],
      notPacked,
      ['lesson', `${topic}: there is no lesson`],
      missing,
    ]);
  });
});

describe('the table', () => {
  const good = (...columns: Check['column'][]): Check[] => columns.map((column) => ({ column }));
  const all = good('twins', 'stub', 'solution', 'rejected', 'named', 'accepted', 'lesson', 'hints', 'ko');

  test('counts for each topic what passed of what was checked', () => {
    const results = new Map<string, Check[]>([
      ['01-one', all],
      ['02-other', [...all.slice(1), { column: 'stub', problem: 'no' }]],
    ]);
    expect(seen(tableLines(COURSE, results, colors))).toEqual([
      '            twins     stub solution rejected    named accepted   lesson    hints       ko',
      `01-one  ${'<green>      1/1</>'.repeat(9)}`,
      `02-other<red>      0/0</><red>      1/2</>${'<green>      1/1</>'.repeat(7)}`,
      `all     <green>      1/1</><red>      2/3</>${'<green>      2/2</>'.repeat(7)}`,
    ]);
  });

  test('shows what is pending in yellow, and counts it not as passed', () => {
    const results = new Map([['01-one', [...all, { column: 'ko', pending: 'no lesson yet' }]]]);
    expect(seen(tableLines(COURSE, results, colors))[1]).toMatch(/<yellow> +1\/2<\/>$/);
  });

  test('of one topic has no sum', () => {
    expect(tableLines(COURSE, new Map([['01-one', all]]), colors)).toHaveLength(2);
  });
});
