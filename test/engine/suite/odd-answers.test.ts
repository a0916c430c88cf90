// Answers of another kind than the task asks for, judged as they are: one sentence says what it is and what to do.
import { phraseOf } from '#engine/suite/problem';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pc from 'picocolors';
import type { SuiteOutcome } from '#engine/runner/outcome';
import { problemInWords } from '../../../tools/shared/in-words';
import { Judge } from '../../../tools/shared/judge';
import { COURSE, type TopicName } from '../../tools/support/course';
import { verdictLines } from '../../../tools/shared/verdict';

let folder: string;
let judge: Judge;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
  judge = new Judge(COURSE);
});
afterAll(() => {
  judge.close();
  rmSync(folder, { recursive: true });
});

/** Judges the solution of a topic after an edit. */
async function judged(topic: TopicName, edit: (solution: string) => string): Promise<SuiteOutcome> {
  const solution = readFileSync(COURSE.solution(topic), 'utf8');
  const text = edit(solution);
  expect(text).not.toBe(solution);
  const file = join(folder, `${topic}.ts`);
  writeFileSync(file, text);
  return judge.run({ topic, file, seed: 1 });
}

const [MSE, NET] = ['01-mean-squared-error', '09-simple-net'];

/** `meanSquaredError` with another body. */
const withBody =
  (body: string) =>
  (text: string): string =>
    text.replace(/(meanSquaredError\([^)]*\): number \{)[^]*\n\}/, `$1\n  ${body}\n}`);

const withAsync = (text: string): string => text.replace('export function', 'export async function');

describe.each<[string, TopicName, (text: string) => string, RegExp]>([
  ['an async function', MSE, (text) => withAsync(text).replace('): number {', ') {'), /promise.*`async`/],
  [
    'an async function that promises a number',
    MSE,
    (text) => withAsync(text).replace('): number', '): Promise<number>'),
    /promise.*`async`/,
  ],
  ['an async method', NET, (text) => text.replace('  loss(', '  async loss('), /promise.*`async`/],
  ['infinite recursion', MSE, withBody('return meanSquaredError(y, t);'), /calls itself again and again/],
  [
    'a class in place of a function',
    MSE,
    (text) => text.replace(/export function meanSquaredError[^]*/, 'export class meanSquaredError {}'),
    /meanSquaredError is a class, but a function is asked for/,
  ],
  [
    'a function in place of a class',
    NET,
    (text) => text.replace(/export class SimpleNet[^]*/, 'export function SimpleNet() {}'),
    /SimpleNet is a function, but a class is asked for/,
  ],
  [
    'an arrow function in place of a class',
    NET,
    (text) => text.replace(/export class SimpleNet[^]*/, 'export const SimpleNet = () => ({});'),
    /SimpleNet is a function, but a class is asked for/,
  ],
  [
    'a misspelt method',
    NET,
    (text) => text.replace(/\bpredict\(/g, 'predct('),
    /has no method predict, but predct, loss, gradient/,
  ],
  [
    'a missing method',
    NET,
    (text) => text.replace(/\n {2}gradient\([^]*?\n {2}\}/, ''),
    /has no method gradient/,
  ],
  ['a misspelt function', MSE, (text) => text.replace('meanSquaredError(', 'meanSquareError('), /exports no/],
  [
    'a misspelt class',
    NET,
    (text) => text.replace('class SimpleNet', 'class SimplNet'),
    /exports no SimpleNet/,
  ],
])('%s', (_, topic, edit, words) => {
  let outcome: SuiteOutcome;
  beforeAll(async () => void (outcome = await judged(topic, edit)));

  test('is told in one sentence, with what to do, in both languages', () => {
    expect(outcome.crash).toBeUndefined();
    expect(outcome.cutShort).toBeUndefined();
    const failed = outcome.tests.find(({ status }) => status === 'failed')!;
    const [english, korean] = ['en', 'ko'].map((language) => COURSE.translation(topic, language));
    const said = problemInWords(failed, english);
    expect(said).toMatch(words);
    expect(said).not.toContain('\n');
    expect(problemInWords(failed, korean)).toMatch(/[가-힣]/);
    expect(korean.untranslated(phraseOf(failed.finding!.problem, failed.block))).toEqual([]);
  });
});

describe('what is printed', () => {
  const english = { colors: pc.createColors(false), language: 'en', width: 80 } as const;

  test('while the file loads is shown where it ends in an error, without the words of jest', async () => {
    const outcome = await judged(
      MSE,
      (text) => `${text}\nconsole.log('on the way');\nthrow new Error('no luck');\n`,
    );
    const shown = verdictLines(COURSE, outcome, english).join('\n');
    expect(shown).toMatch(/no luck\n.*it printed:\n +on the way$/s);
    expect(shown).not.toMatch(/suite|Object\.<anonymous>|\|/);
  });

  test('is shown where every law holds: its beginning, and how much more there is', async () => {
    const outcome = await judged(
      MSE,
      (text) => `${text}\nfor (let i = 0; i < 20; i++) console.log('line', i);\n`,
    );
    const shown = verdictLines(COURSE, outcome, english).join('\n');
    expect(shown).toMatch(/all \d+ laws hold/);
    expect(shown).toMatch(/line 11\n +… and 8 more lines$/);
  });
});
