// Answers of another kind than a topic asks for, each made by an edit of its solution, and what is said of it.
import { readFileSync } from 'node:fs';
import { COURSE, type TopicName } from './course';

/** What it is, its topic, how it is made of the solution, and what its one sentence says. */
export type OddAnswer = [name: string, topic: TopicName, edit: (solution: string) => string, says: RegExp];

/** The solution of a topic after an edit. */
export function edited(topic: TopicName, edit: (solution: string) => string): string {
  const solution = readFileSync(COURSE.solution(topic), 'utf8');
  const text = edit(solution);
  if (text === solution) throw new Error(`the edit of ${topic} changes nothing`);
  return text;
}

export const [MSE, NET] = ['01-mean-squared-error', '09-simple-net'];

/** `meanSquaredError` with another body. */
const withBody =
  (body: string) =>
  (text: string): string =>
    text.replace(/(meanSquaredError\([^)]*\): number \{)[^]*\n\}/, `$1\n  ${body}\n}`);

const withAsync = (text: string): string => text.replace('export function', 'export async function');

export const ODD_ANSWERS: readonly OddAnswer[] = [
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
    'frozen weights',
    NET,
    (text) => text.replace(/(this\.W = randn.*)/, '$1\n    Object.freeze(this);'),
    /the field W cannot be set: take out `Object\.freeze`/,
  ],
  [
    'weights that can only be read',
    NET,
    (text) =>
      text
        .replace('  W: NDArray;', '  readonly #W: NDArray;\n  get W(): NDArray { return this.#W; }')
        .replace('this.W = randn', 'this.#W = randn'),
    /the field W cannot be set.*setter/,
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
];
