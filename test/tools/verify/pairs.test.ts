// What must be in step: a lesson in two languages, a suite's sentences and the Korean ones, an exercise and its solution.
import type { Problem } from '#engine/suite/problem';
import { phrase } from '#engine/words/phrase';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { COURSE, courseWith } from '../support/course';
import { findingLack, lessonLack, sentenceLack, type Lack } from '../../../tools/verify/translations';
import { twinDifference } from '../../../tools/verify/twins';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const topic = '01-mean-squared-error';

beforeEach(() => {
  for (const room of ['en', 'ko']) mkdirSync(join(root, room), { recursive: true });
});

const course = courseWith({
  lessonFile: (name, language) => join(root, language, `${name}.md`),
  exercise: (name) => join(root, `${name}.exercise.ts`),
  solution: (name) => join(root, `${name}.solution.ts`),
});

describe('a lesson in two languages', () => {
  const lesson = (...lines: string[]): string => lines.join('\n');

  /** What is reported about a lesson in English and in 한국어. */
  function difference(english: string, korean: string): string | undefined {
    writeFileSync(course.lessonFile(topic, 'en'), english);
    writeFileSync(course.lessonFile(topic, 'ko'), korean);
    const lack = lessonLack(course, topic, 'ko');
    expect(lack?.kind).not.toBe('missing');
    return lack?.what;
  }

  const english = lesson(
    '# One',
    '## A part',
    'Words, $$a + b$$ and <Picture not at the beginning />',
    '```ts',
    'a();',
    '```',
    '<Picture of="a" />',
    '## Hints',
    '### f',
    '1. What?',
    '2. That.',
  );
  const korean = english
    .replace('One', '하나')
    .replace('A part', '한 부분')
    .replace('Words', '말')
    .replace('and <Picture not at the beginning />', '')
    .replace('## Hints', '## 힌트')
    .replace('What?', '무엇?')
    .replace('That.', '그것.');

  test('is in step when only its words differ', () => {
    expect(difference(english, korean)).toBeUndefined();
    expect(difference(english, korean.replaceAll('\n', '\r\n'))).toBeUndefined();
    expect(difference(english, korean.replace('a + b', ' a + b\n'))).toBeUndefined();
  });

  test.each([
    ['heading 2 is "#" in 한국어, "##" in English', korean.replace('## 한', '# 한')],
    ['heading 4 is "missing" in 한국어, "###" in English', korean.replace('### f', '')],
    ['한국어 has more headings: "####"', `${korean}\n#### 더`],
    ['code block 1 is "b();" in 한국어, "a();" in English', korean.replace('a();', 'b();')],
    ['한국어 has more code blocks: "c"', `${korean}\n\`\`\`\nc\n\`\`\``],
    ['formula 1 is "a" in 한국어, "a + b" in English', korean.replace('a + b', 'a')],
    [
      'picture 1 is "<Picture of="b" />" in 한국어, "<Picture of="a" />" in English',
      korean.replace('of="a"', 'of="b"'),
    ],
    ['f has 1 hints in 한국어, 2 in English', korean.replace('2. 그것.', '')],
  ])('is not: %s', (said, translated) => {
    expect(difference(english, translated)).toBe(said);
  });

  test('has hints with the same code, in another order if need be', () => {
    const ours = english.replace('What?', 'What is `z > 0`?').replace('That.', 'Use `map`.');
    const theirs = (...code: string[]): string =>
      korean.replace('무엇?', `\`${code[0]}\`은?`).replace('그것.', `\`${code[1]}\``);
    expect(difference(ours, theirs('z > 0', 'map'))).toBeUndefined();
    expect(difference(ours, theirs('map', 'z\n   > 0'))).toBeUndefined();
    expect(difference(ours, theirs('z 0', 'map'))).toBe(
      'the hints of f have `z 0` in 한국어, which is not in English',
    );
  });

  test('is not when a function has no hints in Korean at all', () => {
    expect(difference(english, korean.replace('### f', '### g'))).toBe(
      'f has 0 hints in 한국어, 2 in English',
    );
  });

  test.each([
    ['first();\nc();\nlast();', '… c(); …', '… b(); …'],
    ['first();\nb();', '…', '… last();'],
    ['first();\nb();\nlast();\nmore();', '… more();', '…'],
    ['1;', '1;', 'first(); …'],
  ])('shows of a long block only the line that differs: %j', (code, theirs, ours) => {
    const long = english.replace('a();', 'first();\nb();\nlast();');
    expect(difference(long, long.replace('first();\nb();\nlast();', code))).toBe(
      `code block 1 is "${theirs}" in 한국어, "${ours}" in English`,
    );
  });

  test('has code blocks that begin and end at the beginning of a line', () => {
    const block = (...code: string[]): string => lesson('See ```ts', '```ts', ...code, '```');
    expect(difference(block('a(); // ```', 'b();'), block('a(); // ```', 'c();'))).toMatch(
      /^code block 1 is/,
    );
    expect(difference(block('a();'), block('a();').replace('See', '보기'))).toBeUndefined();
  });

  test('has comments and words in formulas of its own, but no other code, value, name or sign', () => {
    const page = (code: string, formula: string): string =>
      lesson('```ts', code, '```', '', `$$${formula}$$`);
    const ours = page('a(); // reads a\n// all\na; // → 1', 'x = \\text{line} \\text{ where } x > 0');
    const theirs = page('a(); // a를 읽습니다\n// 모두\na; // → 1', 'x = \\text{line} \\text{일 때 } x > 0');
    expect(difference(ours, theirs)).toBeUndefined();
    for (const [from, to] of [
      ['a();', 'b();'],
      ['→ 1', '→ 2'],
      ['{line}', '{lines}'],
      ['x > 0', 'x < 0'],
    ]) {
      expect(difference(ours, theirs.replace(from, to))).toMatch(/^(code block|formula) 1 is/);
    }
  });

  test('does not take inline code, other blocks and lower-case tags for parts', () => {
    expect(difference(`${english}\na \`\`\`ts\n<b a />\n a # b`, korean)).toBeUndefined();
  });
});

describe('the sentences in another language', () => {
  const sentences = COURSE.translation(topic, 'ko').laws;
  const lack = (name: string, said: string[]): Lack | undefined => sentenceLack(COURSE, name, 'ko', said);

  test('are those of the laws', () => {
    expect(sentences.length).toBeGreaterThan(10);
    expect(lack(topic, sentences)).toBeUndefined();
    expect(lack('99-new', [])).toBeUndefined();
  });

  test('lack new laws', () => {
    expect(lack(topic, [...sentences, 'is new', 'is newer'])).toEqual({
      kind: 'missing',
      what: `test/translations/ko/${topic}.json has no sentence for the law "is new" and 1 more`,
    });
  });

  test('hold one too many when a law is gone', () => {
    expect(lack(topic, sentences.slice(1))).toEqual({
      kind: 'different',
      what: expect.stringContaining(`"${sentences[0]}", but there is no such law`),
    });
  });
});

describe('a finding', () => {
  const failed = { block: 'f', sentence: 'is 1', status: 'failed' } as const;
  const lack = (problem: Problem): Lack | undefined =>
    findingLack(COURSE, topic, 'ko', { ...failed, finding: { inputs: [], problem, seed: 1 } });

  test('can be said in Korean, or is an error of the student’s own', () => {
    const subject = phrase`the sum of row ${{ n: 3 }}`;
    expect(lack({ kind: 'differs', subject, received: '2', expected: '1' })).toBeUndefined();
    expect(lack({ kind: 'threw', message: 'the map was with no function' })).toBeUndefined();
    expect(findingLack(COURSE, topic, 'ko', { ...failed, status: 'passed' })).toBeUndefined();
  });

  test('cannot, where a phrase of it has no words', () => {
    const said = phrase`${{ what: phrase`something` }} came with ${{ value: '7' }}`;
    expect(lack({ kind: 'told', said })).toEqual({
      kind: 'missing',
      what: expect.stringContaining(`ko/${topic}.json has no words for "{what} came with {value}"`),
    });
  });
});

describe('an exercise and its solution', () => {
  /** What is reported about the two texts. */
  function difference(exercise: string, solution: string): string | undefined {
    writeFileSync(course.exercise(topic), exercise);
    writeFileSync(course.solution(topic), solution);
    return twinDifference(course, topic);
  }

  const exercise = `// Topic 01
import { todo } from '#lib/todo';

/** Adds. */
export function add(a: number, b: number): number {
  return todo('add');
}

/** A net. */
export class Net {
  W: number;
  readonly size: number;

  constructor() {
    this.W = todo('Net');
  }

  /** The loss. */
  loss(x: number): number {
    return todo('Net.loss');
  }
}
`;
  const solution = `// Topic 01
import { sum } from '#lib/sum';
import { other } from '#lib/other';

/** Adds. */
export function add(a: number, b: number): number {
  if (a > b) {
    return sum(b, a);
  }
  return sum(a, b);
}

/** A helper of the solution's own. */
function helper(): void {}

const limit = 3;
  
async function later(): Promise<void> {}

/** A net. */
export class Net {
  W: number;
  readonly size: number;

  /** What is private is its own, too. */
  private hidden = 1;

  constructor() {
    this.W = 1;
  }

  /** The loss. */
  loss(x: number): number {
    return x * this.W;
  }

  private step(): void {
    return;
  }
}
`;

  test('are in step when imports, bodies, private members and helpers differ', () => {
    expect(difference(exercise, solution)).toBeUndefined();
    expect(difference(exercise.replace('  readonly', '  \n  readonly'), solution)).toBeUndefined(); // a blank line
  });

  test.each([
    ['// Topic 01', '// Topic 02'],
    ['/** Adds. */', '/** Subtracts. */'],
    [
      'export function add(a: number, b: number): number {…}',
      'export function add(a: number, c: number): number {…}',
    ],
    ['  loss(x: number): number {…}', '  gain(x: number): number {…}'],
    ['  W: number;', '  W: string;'],
    ['  readonly size: number;', '  readonly length: number;'],
    ['  constructor() {…}', '  constructor(a = 1) {…}'],
  ])('differ in "%s"', (line, other) => {
    const written = (text: string): string => text.replace(' {…}', ' {');
    const changed = solution.replace(written(line), written(other));
    expect(changed).not.toBe(solution);
    expect(difference(exercise, changed)).toBe(`exercise and solution differ: "${line}" against "${other}"`);
  });

  test('differ when one has more than the other', () => {
    const more = '\nexport const one = 1;\n';
    expect(difference(exercise, solution + more)).toBe(
      'exercise and solution differ: "the end" against "export const one = 1;"',
    );
    expect(difference(exercise + more, solution)).toBe(
      'exercise and solution differ: "export const one = 1;" against "the end"',
    );
  });
});
