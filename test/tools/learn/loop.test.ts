// The learner's loop: what is on the screen after a save and after each key. Suites, screen and keys are the test's own.
import type { Finding } from '#engine/suite/law';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pc from 'picocolors';
import stringWidth from 'string-width';
import { listLines, Loop } from '../../../tools/learn/loop';
import type { Judge } from '../../../tools/shared/judge';
import * as notes from '../../../tools/shared/grader-notes';
import { Progress } from '../../../tools/shared/progress';
import { stubOf } from '../../../tools/shared/stubs';
import type { Course } from '../../../engine/course/course';
import type { SuiteOutcome, TestOutcome } from '#engine/runner/outcome';
import { COURSE, courseIn, courseWith, numberOf, ROOT, topicNames } from '../support/course';
import type { Style } from '../../../tools/shared/verdict';
import { colors, seen } from '../support/ansi';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const names = topicNames();
const [first, second] = names;
const last = names.at(-1)!;
const style: Style = { colors, language: 'en', width: 200 };
const title = (topic: string): string => `${numberOf(topic)} · ${COURSE.lesson(topic, 'en').title}`;

let folder: string;
let course: Course;
let progress: Progress;
let pages: string[][];
let asked: { topic: string; answer: (outcome: SuiteOutcome) => void }[];
let count = 0;

beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(join(folder, 'exercises'), { recursive: true });
  course = courseWith({ exercise: (topic) => join(folder, 'exercises', `${topic}.ts`) });
  for (const topic of names) writeFileSync(course.exercise(topic), `my work on ${topic}`);
  progress = new Progress(course, join(folder, '.dojo'));
  pages = [];
  asked = [];
});
afterEach(() => void jest.restoreAllMocks());

/** A loop whose suites end when the test says so. */
function start(watching = true, rest?: number, topic?: string): Loop {
  const judge = {
    run: ({ topic }: { topic: string }) => new Promise((answer) => asked.push({ topic, answer })),
  } as unknown as Judge;
  const show = (lines: string[]): void => void pages.push(seen(lines));
  return new Loop(judge, progress, { style: () => style, show }, { watching, rest, topic });
}

type Status = TestOutcome['status'];

const WRONG: Finding = { inputs: [], problem: { kind: 'threw', message: 'it is wrong' }, seed: 7 };

/** The functions of a topic that have hints. */
const blocksOf = (topic: string): string[] => [...COURSE.lesson(topic, 'en').hints.keys()];

/** The suite that is running ends: all laws hold but that of the last function, which has this status. */
async function end(status: Status = 'passed'): Promise<void> {
  const { topic, answer } = asked.at(-1)!;
  const finding = status === 'failed' ? WRONG : undefined;
  const last = blocksOf(topic).length - 1;
  const tests = blocksOf(topic).map((block, i): TestOutcome => {
    return { block, sentence: 'is right', status: i < last ? 'passed' : status, finding };
  });
  answer({ topic, seed: 7, tests });
  await new Promise(setImmediate);
}

/** A loop that has run once. */
async function started(status?: Status): Promise<Loop> {
  const loop = start();
  void loop.run();
  await end(status);
  return loop;
}

/** Presses a key; what it starts goes on. */
async function press(loop: Loop, key: string): Promise<boolean> {
  const goesOn = loop.press(key);
  await new Promise(setImmediate);
  return goesOn;
}

const page = (): string[] => pages.at(-1)!;
const text = (): string => page().join('\n');
const menu = '<dim>h hint · l list · n next · p previous · r run · x reset · s solution · q quit</>';

const bar = (done: number): string =>
  `<bold>Gradient Dojo</>  <green>${'█'.repeat(2 * done)}</><dim>${'░'.repeat(2 * (names.length - done))}</>  ${done} of ${names.length} topics`;
const whereTo = (topic: string): string[] => [
  `    Goal: ${COURSE.lesson(topic, 'en').goal}`,
  `    Lesson: <cyan>docs/en/${topic}.md</>`,
  `    Your file: <cyan>${relative(ROOT, course.exercise(topic))}</>`,
];

describe('the page', () => {
  test('says while a suite runs where to read and where to write', () => {
    void start().run();
    expect(page()).toEqual([
      bar(0).replace('<green></>', '<green></>'),
      '',
      `<bold>${title(first)}</>`,
      '',
      ...whereTo(first),
      '',
      '<dim>checking …</>',
      '',
      menu,
    ]);
  });

  test('says what the suite has found, and to save', async () => {
    await started('failed');
    expect(page().slice(0, 1)).toEqual([bar(0)]);
    expect(page().slice(3, 6)).toEqual([
      '',
      '  <red>✘</> <bold>meanSquaredError is right</>',
      '      it is wrong',
    ]);
    expect(page().slice(-8)).toEqual([
      '',
      ...whereTo(first),
      '',
      '    <dim>Save the file to run it.</>',
      '',
      menu,
    ]);
  });

  test('says to press r, where files are not watched', async () => {
    void start(false).run();
    await end('unwritten');
    expect(page().slice(-3)).toEqual(['    <dim>Press r to run your file.</>', '', menu]);
  });

  test('of a finished topic says so, and what is next', async () => {
    await started();
    expect(page()[0]).toBe(bar(1));
    expect(page().slice(-3)).toEqual([
      `  <green>✔</> <green>Done! Press n for ${title(second)}. s shows your code beside the solution.</>`,
      '',
      menu,
    ]);
    expect(progress.state(first)).toBe('finished');
  });

  test('of the last topic says what comes after the course', async () => {
    progress.moveTo(last);
    await started();
    expect(text()).toContain('<green>Every topic is finished. `npm run train -- --mine`');
  });
});

describe('a run', () => {
  test('during which the file is saved is followed by another one, and only one', async () => {
    const loop = start();
    const runs = [loop.run()];
    runs.push(loop.run(), loop.run());
    await end('failed');
    expect(asked).toHaveLength(2);
    await end('passed');
    await Promise.all(runs);
    expect(asked).toHaveLength(2);
    expect(text()).toContain('Done!');

    void loop.run();
    expect(asked).toHaveLength(3);
    expect(text()).toContain('checking …');
  });

  test('that the student has moved on from is forgotten', async () => {
    const loop = start();
    void loop.run();
    await press(loop, 'n');
    expect(text()).toContain(title(second)); // at once, though the suite of the first topic still runs
    expect(text()).not.toContain(title(first));
    await end();
    expect(progress.state(first)).toBe('finished');
    expect(asked.map(({ topic }) => topic)).toEqual([first, second]);
    expect(text()).toContain('checking …');
    await end();
    expect(progress.state(second)).toBe('finished');
  });

  test('takes the hint off the page when it ends', async () => {
    const loop = await started('failed');
    await press(loop, 'h');
    expect(text()).toContain('Hint 1 of');
    void loop.run();
    expect(text()).toContain('Hint 1 of');
    await end('failed');
    expect(page().slice(-4)).toEqual(['', '    <dim>Save the file to run it.</>', '', menu]);
  });
});

describe('a change of the file', () => {
  /** Something writes to the file, at a time of its own. */
  let clock = Date.now() / 1000 - 10_000;
  const write = (loop: Loop, content: string): void => {
    writeFileSync(loop.file, content);
    utimesSync(loop.file, ++clock, clock);
  };

  test('is a save, and means a run', async () => {
    const loop = await started('failed');
    write(loop, 'edited');
    loop.changed();
    expect(asked).toHaveLength(2);
  });

  test('that was there when the run ended, and is told late, means none', async () => {
    const loop = start();
    void loop.run();
    write(loop, `my work on ${first}`); // the file writes itself, and is the same as before
    loop.changed();
    await end('failed');
    loop.changed();
    expect(asked).toHaveLength(1);
  });

  test('to another content during the run means a second run', async () => {
    const loop = start();
    void loop.run();
    write(loop, 'edited meanwhile');
    loop.changed();
    await end('failed');
    expect(asked).toHaveLength(2);
    await end('failed');
    expect(asked).toHaveLength(2);
    expect(progress.openBlocks(first)).toHaveLength(1);
  });

  test.each(['during the run', 'right after it'])(
    'again and again %s is braked, which is said, and r runs at once',
    async (when) => {
      const loop = start(true, 60_000);
      void loop.run();
      for (let i = 0; i < 30; i++) {
        if (when === 'during the run') write(loop, `by itself ${i}`);
        await end('failed');
        if (when !== 'during the run') write(loop, `by itself ${i}`);
        loop.changed();
      }
      expect(asked.length).toBeLessThan(8);
      expect(text()).toContain('It now runs at most every 60 seconds');
      const runs = asked.length;
      await press(loop, 'r');
      expect(asked).toHaveLength(runs + 1);
    },
  );

  test('that rests is run when the rest is over', async () => {
    const loop = start(true, 20);
    void loop.run();
    for (let i = 0; i < 5; i++) {
      await end('failed');
      write(loop, `by itself ${i}`);
      loop.changed();
    }
    const runs = asked.length;
    await new Promise((later) => setTimeout(later, 100));
    expect(asked).toHaveLength(runs + 1);
  });
});

describe('what a save has changed', () => {
  test('is said: so many laws more or fewer than in the last run of this topic', async () => {
    const loop = await started('failed');
    expect(text()).not.toContain('since the last run');
    void loop.run();
    await end('passed');
    expect(text()).toContain('+1 law since the last run');
    void loop.run();
    await end('failed');
    expect(text()).toContain('−1 law since the last run');
    void loop.run();
    await end('failed');
    expect(text()).not.toContain('since the last run');
    await press(loop, 'n');
    await end('failed');
    expect(text()).not.toContain('since the last run');
  });
});

describe('a hint that is asked for while a suite runs', () => {
  test('stays when the verdict comes, and goes with the next one', async () => {
    const loop = await started('failed');
    void loop.run();
    await press(loop, 'h');
    await end('failed');
    expect(text()).toContain('Hint 1 of');
    void loop.run();
    await end('failed');
    expect(text()).not.toContain('Hint 1 of');
  });
});

describe('a low terminal', () => {
  /** A loop on a screen of so many rows; the file has many open functions. */
  async function lowLoop(rows: () => number, failures = 1): Promise<Loop> {
    const judge = {
      run: ({ topic }: { topic: string }) => new Promise((answer) => asked.push({ topic, answer })),
    } as unknown as Judge;
    const show = (lines: string[]): void => void pages.push(seen(lines));
    const loop = new Loop(judge, progress, { style: () => style, show, rows }, { watching: true });
    void loop.run();
    const finding = WRONG;
    const tests = Array.from({ length: failures }, (_, i): TestOutcome => {
      return { block: 'f', sentence: `is right ${i}`, status: 'failed', finding };
    });
    asked.at(-1)!.answer({ topic: first, seed: 7, tests });
    await new Promise(setImmediate);
    return loop;
  }

  test.each([1, 3, 30])('shows the first failure and the keys, also of %i failures', async (failures) => {
    await lowLoop(() => 10, failures);
    expect(page().length).toBeLessThan(10);
    expect(text()).toContain('f is right 0');
    expect(text()).toContain('it is wrong');
    expect(page().at(-1)).toBe(menu);
  });

  test('that is made higher shows the whole page', async () => {
    let rows = 10;
    const loop = await lowLoop(() => rows);
    expect(text()).not.toContain('Goal:');
    rows = 40;
    loop.redraw();
    expect(text()).toContain('Goal:');
  });

  test('shows a hint whole', async () => {
    const loop = await lowLoop(() => 10, 30);
    await press(loop, 'h');
    expect(text()).toContain('Hint 1 of');
    expect(page().at(-1)).toBe(menu);
  });
});

describe('a terminal that gets another size', () => {
  /** A loop on a screen of any size; a law of the second function fails on a long counterexample. */
  async function sizedLoop(language: 'en' | 'ko', size: { rows: number; width: number }): Promise<Loop> {
    const judge = {
      run: ({ topic }: { topic: string }) => new Promise((answer) => asked.push({ topic, answer })),
    } as unknown as Judge;
    const sized = (): Style => ({ colors: pc.createColors(false), language, width: size.width });
    const screen = { style: sized, rows: () => size.rows, show: (lines: string[]) => void pages.push(lines) };
    progress.moveTo(second);
    const loop = new Loop(judge, progress, screen, { watching: true });
    void loop.run();
    const finding: Finding = {
      inputs: [
        ['y', '[[0.5, 0.5], [0.5, 0.5]]'],
        ['t', '[[1, 0], [1, 0]]'],
      ],
      problem: { kind: 'threw', message: 'the first failure '.repeat(4).trim() },
      diagnosis: {
        id: 'a',
        name: { en: 'a', ko: 'a' },
        explanation: { en: 'why '.repeat(60), ko: '왜 '.repeat(60) },
      },
      seed: 7,
    };
    const block = blocksOf(second)[1];
    const tests = Array.from({ length: 6 }, (_, i): TestOutcome => {
      return { block, sentence: `is right in a long sentence number ${i}`, status: 'failed', finding };
    });
    asked.at(-1)!.answer({ topic: second, seed: 7, tests });
    await new Promise(setImmediate);
    return loop;
  }

  const height = (width: number): number =>
    page().reduce((rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / width)), 0);
  /** A path or a command is not broken. */
  const tooWide = (width: number): string[] =>
    page().filter((line) => stringWidth(line) > width && line.trim().includes(' '));
  const words = (): string => text().replace(/\s+/g, ' ');

  test.each(['h', 'l', 's', 'x', 'p'])('has all that was asked for by %s in its new width', async (key) => {
    const size = { rows: 200, width: 150 };
    const loop = await sizedLoop('en', size);
    await press(loop, key);
    if (key === 's') await press(loop, 'y');
    const before = words();
    size.width = 46;
    loop.redraw();
    expect(tooWide(46)).toEqual([]);
    size.width = 150;
    loop.redraw();
    expect(words()).toBe(before);
  });

  test('has what could not be saved, in its new width', async () => {
    const size = { rows: 200, width: 150 };
    const loop = await sizedLoop('en', size);
    loop.tell('a message of many words '.repeat(8));
    size.width = 46;
    loop.redraw();
    expect(tooWide(46)).toEqual([]);
  });

  test.each([
    ['en', 80, 24],
    ['en', 60, 15],
    ['en', 40, 12],
    ['ko', 60, 15],
    ['ko', 40, 12],
  ] as const)('shows both the first failure and each hint: %s, %i×%i', async (language, width, rows) => {
    const size = { rows: 50, width: 120 };
    const loop = await sizedLoop(language, size);
    const ladder = COURSE.lesson(second, language).hints.get(blocksOf(second)[1])!;
    for (const hint of ladder) {
      Object.assign(size, { rows: 50, width: 120 });
      await press(loop, 'h');
      Object.assign(size, { width, rows });
      loop.redraw();
      expect(height(width)).toBeLessThan(rows);
      expect(words()).toContain(hint.replace(/\s+/g, ' '));
      expect(words()).toContain('is right in a long sentence number 0');
      if (rows < 24) expect(words()).toMatch(/more: r, or a taller window|더 보기: r 키 또는 더 높은 창/);
    }
  });
});

describe('a page that is read aloud', () => {
  test('says goal, lesson, file and keys once for each topic', async () => {
    const judge = {
      run: ({ topic }: { topic: string }) => new Promise((answer) => asked.push({ topic, answer })),
    } as unknown as Judge;
    const show = (lines: string[]): void => void pages.push(seen(lines));
    const loop = new Loop(judge, progress, { style: () => style, show }, { watching: true, plain: true });
    void loop.run();
    await end('failed');
    expect(text()).toContain('Goal:');
    expect(text()).toContain('Type a letter and Enter');
    for (let i = 0; i < 2; i++) {
      void loop.run();
      expect(text()).not.toContain('Goal:');
      await end('failed');
      expect(text()).toContain('it is wrong');
      expect(text()).not.toMatch(/Goal:|Lesson:|Type a letter/);
    }
    await press(loop, 'n');
    expect(text()).toContain('Goal:');
  });
});

describe('at the beginning', () => {
  test('what was written on another computer is checked, and then the first unfinished topic is run', async () => {
    const [, , third] = names;
    for (const topic of names) writeFileSync(course.exercise(topic), stubOf(course, topic)!);
    for (const topic of [first, third]) writeFileSync(course.exercise(topic), 'solved elsewhere');
    progress.moveTo(second);
    const begun = start().begin();
    expect(text()).toContain(`checking what you have already written: ${first}`);
    await end('passed');
    expect(text()).toContain(`checking what you have already written: ${third}`);
    await end('passed');
    expect(asked.map(({ topic }) => topic)).toEqual([first, third, second]);
    await end('unwritten');
    await begun;
    expect([first, third].map((topic) => progress.state(topic))).toEqual(['finished', 'finished']);
    expect(page()[0]).toBe(bar(2));
  });

  test('the topic that was asked for is run, finished or not, and is remembered', async () => {
    const loop = start(true, undefined, second);
    const begun = loop.begin();
    for (let i = 0; i < names.length; i++) await end('passed'); // all are written, and checked first
    await begun;
    expect(asked.at(-1)!.topic).toBe(second);
    expect(loop.file).toBe(course.exercise(second));
    expect(text()).toContain(title(second));
    void start(true, undefined, second).begin();
    expect(asked.at(-1)!.topic).toBe(second);
    writeFileSync(course.exercise(second), 'changed');
    expect(new Progress(course, join(folder, '.dojo')).current()).toBe(second);
  });

  test('what was set right in .dojo/ is said, below the first verdict', async () => {
    const judge = {
      run: ({ topic }: { topic: string }) => new Promise((answer) => asked.push({ topic, answer })),
    } as unknown as Judge;
    const show = (lines: string[]): void => void pages.push(seen(lines));
    const loop = new Loop(
      judge,
      progress,
      { style: () => style, show },
      { watching: true, notices: ['a word'] },
    );
    void loop.run();
    await end('failed');
    expect(text()).toContain('a word');
    void loop.run();
    await end('failed');
    expect(text()).not.toContain('a word');
  });
});

describe('a disk that is full, or a folder for reading only', () => {
  const full = (): never => {
    throw new Error('ENOSPC: no space left on device');
  };

  test('ends no loop: the verdict is shown, and what could not be saved is said', async () => {
    jest.spyOn(progress, 'record').mockImplementation(full);
    await started('failed');
    expect(text()).toContain('it is wrong');
    expect(text()).toContain('ENOSPC');
  });

  test('resets nothing, and says so', async () => {
    const loop = await started('failed');
    jest.spyOn(progress, 'reset').mockImplementation(full);
    await press(loop, 'x');
    await press(loop, 'y');
    expect(text()).toContain('ENOSPC');
    expect(await press(loop, 'q')).toBe(false);
  });

  test('keeps nobody from going on to the next topic', async () => {
    const loop = await started('failed');
    jest.spyOn(progress, 'moveTo').mockImplementation(full);
    await press(loop, 'n');
    await end('failed');
    expect(text()).toContain('ENOSPC');
    expect(loop.file).toBe(course.exercise(second));
  });

  test('is said once on a page, though neither the place nor the verdict could be saved', async () => {
    const loop = await started('failed');
    jest.spyOn(progress, 'moveTo').mockImplementation(full);
    jest.spyOn(progress, 'record').mockImplementation(full);
    await press(loop, 'n');
    await end('failed');
    expect(text().split('ENOSPC')).toHaveLength(2);
  });
});

test('a failure of the course itself is shown, and ends no loop', async () => {
  const judge = { run: () => Promise.reject(new Error('the suite is broken')) } as unknown as Judge;
  const show = (lines: string[]): void => void pages.push(seen(lines));
  const loop = new Loop(judge, progress, { style: () => style, show }, { watching: true });
  await loop.run();
  expect(text()).toContain('the suite is broken');
});

test('a failure of the course itself takes no mark away, and gives none', async () => {
  progress.record({ topic: first, seed: 1, tests: [{ block: 'f', sentence: 'is right', status: 'passed' }] });
  const judge = { run: () => Promise.reject(new Error('no memory')) } as unknown as Judge;
  await new Loop(judge, progress, { style: () => style, show: () => {} }, { watching: true }).begin();
  expect(names.map((topic) => progress.state(topic))).toEqual([
    'finished',
    ...names.slice(1).map(() => 'unchecked'),
  ]);
});

describe('a key', () => {
  test('h shows a hint for the function that is open, between the verdict and the menu', async () => {
    progress.moveTo(second);
    const loop = await started('failed');
    const [finished, open] = COURSE.lesson(second, 'en').hints.keys();
    const ladder = COURSE.lesson(second, 'en').hints.get(open)!;
    expect(blocksOf(second)).toEqual([finished, open]);
    expect(await press(loop, 'h')).toBe(true);
    const from = page().findIndex((line) => line.includes('Hint'));
    expect(page().slice(from - 1)).toEqual([
      '',
      `<bold>Hint 1 of ${ladder.length} for ${open}</>`,
      ...ladder[0].split('\n').map((line) => `      ${line}`),
      '',
      menu,
    ]);
  });

  test('h shows the first hint of the lesson while nothing is known, and when all is finished', async () => {
    progress.moveTo(second);
    const [name] = COURSE.lesson(second, 'en').hints.keys();
    const loop = start();
    await press(loop, 'h');
    expect(text()).toContain(`Hint 1 of ${COURSE.lesson(second, 'en').hints.get(name)!.length} for ${name}`);
    void loop.run();
    await end('passed');
    await press(loop, 'h');
    expect(text()).toContain(`for ${name}`);
  });

  test('l lists the topics', async () => {
    const loop = await started();
    await press(loop, 'l');
    const list = seen(listLines(progress, style, first));
    expect(page().slice(-list.length - 3)).toEqual(['', ...list, '', menu]);
  });

  test('n and p go to the next topic and back, run its suite, and are remembered', async () => {
    const loop = await started();
    await press(loop, 'l');
    await press(loop, 'n');
    expect(loop.file).toBe(course.exercise(second));
    expect(page().slice(2, 3)).toEqual([`<bold>${title(second)}</>`]);
    expect(page().slice(-4)).toEqual(['', '<dim>checking …</>', '', menu]);
    await end('unwritten');
    expect(new Progress(course, join(folder, '.dojo')).current()).toBe(second);
    await press(loop, 'p');
    expect(asked.map(({ topic }) => topic)).toEqual([first, second, first]);
  });

  test('p on the first topic and n on the last one say that there is no other', async () => {
    const loop = await started();
    await press(loop, 'p');
    expect(page().slice(-4)).toEqual(['', 'This is the first topic.', '', menu]);
    progress.moveTo(last);
    const atTheEnd = await started('failed');
    await press(atTheEnd, 'n');
    expect(page().slice(-4)).toEqual(['', 'This is the last topic.', '', menu]);
    expect(atTheEnd.file).toBe(course.exercise(last));
  });

  test('r runs the suite again', async () => {
    const loop = await started();
    expect(await press(loop, 'r')).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test('x asks, and on y puts the exercise back', async () => {
    const loop = await started('failed');
    writeFileSync(loop.file, 'my work');
    await press(loop, 'x');
    expect(page().slice(-2)).toEqual([
      '',
      `  ? <yellow>Reset exercises/${first}.ts to the original? Your version will be kept. (y/n)</>`,
    ]);
    expect(await press(loop, 'y')).toBe(true);
    expect(readFileSync(loop.file, 'utf8')).toBe(stubOf(course, first));
    expect(text()).toContain('What you wrote is kept in'); // at once, and still when the verdict comes
    await end('unwritten');
    expect(page().at(-3)).toMatch(
      /^Reset\. What you wrote is kept in .*kept.01-mean-squared-error\..*\.ts\.$/,
    );
    expect(page().at(-1)).toBe(menu);
  });

  test('x during a run: where the copy is kept is said also when the verdict on the original comes', async () => {
    const loop = await started('failed');
    await press(loop, 'r');
    await press(loop, 'x');
    await press(loop, 'y');
    await end('failed');
    await end('unwritten');
    expect(asked).toHaveLength(3);
    expect(page().at(-3)).toMatch(/^Reset\. What you wrote is kept in /);
    await press(loop, 'r');
    await end('unwritten');
    expect(text()).not.toContain('kept in');
  });

  test.each(['r', 'n', 'x'])('is heard while the run that %s has begun is under way', async (key) => {
    const loop = await started('failed');
    loop.press(key);
    if (key === 'x') loop.press('y');
    expect(text()).toContain('checking …');
    loop.press('l');
    expect(text()).toContain(`${title(last)} <dim>`);
    expect(loop.press('q')).toBe(false);
  });

  test('n and q say no to a question, other keys leave it open', async () => {
    const loop = await started('failed');
    writeFileSync(loop.file, 'my work');
    for (const no of ['n', 'q']) {
      await press(loop, 'x');
      for (const other of ['h', 'x', 'r', '']) expect(await press(loop, other)).toBe(true);
      expect(text()).toContain('(y/n)');
      expect(await press(loop, no)).toBe(true);
      expect(page().slice(-4)).toEqual(['', 'Nothing was changed.', '', menu]);
    }
    expect(readFileSync(loop.file, 'utf8')).toBe('my work');
    expect(asked).toHaveLength(1);
  });

  test('s shows what was written beside the solution of a finished topic', async () => {
    const loop = await started();
    writeFileSync(loop.file, 'export function ofMine() {\n  return 1;\n}\n');
    await press(loop, 's');
    const [mine, solution] = [loop.file, COURSE.solution(first)].map((file) => relative(ROOT, file));
    const [lines, note] = [page(), page().findIndex((line) => line.includes('What you wrote in'))];
    expect(lines.slice(note).join(' ')).toContain(`${mine}, and the solution, ${solution}:`);
    expect(lines.slice(note).join('\n')).toMatch(/^export function ofMine\(\) \{ +│/m);
    expect(lines.slice(note).join('\n')).toContain(`│ export function ${COURSE.exportsOf(first)[0]}`);
    expect(lines.at(-1)).toBe(menu);
  });

  test.each(['failed', undefined] as const)('s asks first where laws do not hold: %s', async (status) => {
    const loop = status === undefined ? start() : await started(status);
    await press(loop, 's');
    expect(page().at(-1)).toBe('  ? <yellow>Not all laws hold yet. Show the solution anyway? (y/n)</>');
    await press(loop, 'y');
    expect(text()).toContain('The solution, ');
  });

  test('q ends the loop, and a key without a meaning does nothing', async () => {
    const loop = await started();
    const shown = pages.length;
    expect(await press(loop, 'z')).toBe(true);
    expect(pages).toHaveLength(shown);
    expect(await press(loop, 'q')).toBe(false);
  });
});

describe('a helper', () => {
  test('that the topic imports means a new verdict when it is saved, and another file does not', async () => {
    const helper = join(ROOT, 'exercises/my-helpers.ts');
    const loop = start();
    const files = jest.spyOn(notes, 'filesOf').mockReturnValue([loop.file, helper]);
    expect(loop.isRun(loop.file)).toBe(true);
    expect(loop.isRun(helper)).toBe(true);
    expect(loop.isRun(join(ROOT, 'exercises/other.ts'))).toBe(false);
    files.mockRestore();
  });

  test('that is saved during the run means a second one, and nothing is remembered of the first', async () => {
    const { lessonFile } = course;
    course = Object.assign(courseIn(folder), { lessonFile });
    progress = new Progress(course);
    writeFileSync(course.exercise(first), "import { double } from './helper';");
    const helper = join(folder, 'exercises/helper.ts');
    writeFileSync(helper, 'a helper');
    const loop = start();
    void loop.run();
    writeFileSync(helper, 'a better helper');
    loop.changed();
    await end('passed');
    expect(progress.state(first)).toBe('unchecked');
    expect(asked).toHaveLength(2);
    expect(text()).toContain('checking …');
    await end('passed');
    expect(progress.state(first)).toBe('finished');
    expect(asked).toHaveLength(2);
  });
});

describe('the list', () => {
  test('fits into 60 columns: what does not goes on below its title', () => {
    for (const language of ['en', 'ko'] as const) {
      const lines = seen(listLines(progress, { ...style, language, width: 60 }, last));
      const plain = lines.map((line) => line.replace(/<.*?>/g, ''));
      expect(plain.every((line) => stringWidth(line) <= 60)).toBe(true);
      expect(plain.join(' ').replace(/\s+/g, ' ')).toContain(
        `› ○ ${numberOf(last)} · ${COURSE.lesson(last, language).title}`,
      );
    }
  });

  test('shows how far each topic is, and where the student is', () => {
    const [, , third, fourth, fifth, sixth] = names;
    writeFileSync(course.exercise(first), stubOf(course, first)!);
    const held: SuiteOutcome['tests'] = [{ block: 'f', sentence: 'is right', status: 'passed' }];
    progress.record({ topic: second, seed: 1, tests: [] });
    for (const topic of [third, fourth]) progress.record({ topic, seed: 1, tests: held });
    writeFileSync(course.exercise(fourth), 'other work');
    rmSync(course.exercise(sixth));
    expect(seen(listLines(progress, style, third)).slice(0, 6)).toEqual([
      `  · ${title(first)} <dim>(not started)</>`,
      `  <cyan>○</> ${title(second)} <dim>(in progress)</>`,
      `› <green>✔</> <bold>${title(third)}</> <dim>(finished)</>`,
      `  <yellow>✎</> ${title(fourth)} <dim>(changed since finished)</>`,
      `  <cyan>○</> ${title(fifth)} <dim>(written, not checked yet)</>`,
      `  <red>?</> ${title(sixth)} <dim>(its file is missing)</>`,
    ]);
    expect(listLines(progress, style)).toHaveLength(names.length);
    expect(seen(listLines(progress, { ...style, language: 'ko' }))[0]).toMatch(
      /^ {2}· 01 · .*[가-힣].* <dim>\(시작 전\)<\/>$/,
    );
  });
});
