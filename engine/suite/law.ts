// How a suite is written: describeFunction holds gates, examples and laws, from coarse to fine.
import { resolve, sep } from 'node:path';
import { describe, jest, test } from '@jest/globals';
import { NDArray } from '#lib/ndarray';
import { NotImplementedError } from '#lib/todo';
import { copyOf, isRecord } from './copies';
import { diagnose, type Diagnosis } from './diagnosis';
import { fc } from './fc';
import { place, sameArrays, show, showApart } from './matchers';
import { wordsFor } from './odd-answers';
import { printedNow, startPrinting, type Printed } from './printed';
import { isUnderTest, withOriginals } from './under-test';

/** Marks the body of a gate for the test environment, which skips what depends on it. */
const GATE = Symbol.for('gradient-dojo.gate');

/** Marks the body of a law for the grader: an example can be known by heart, a law must be obeyed. */
const LAW = Symbol.for('gradient-dojo.law');

/** The folder that holds the engine, as it is in a stack. */
const HOME = resolve(__dirname, '../..') + sep;

/** What a failed test found. Plain data, so that a report can be made of it in another process. */
export interface Finding {
  /** The smallest inputs found, as they are shown: name and value. Empty for a worked example. */
  inputs: [name: string, value: string][];
  /** What went wrong with them. */
  message: string;
  /** Repeats the run that found them. */
  seed: number;
  /** What the student's code printed on these inputs, if anything. */
  printed?: Printed;
  /** The mistake that gives the same values as the student's answer, where there is exactly one. */
  diagnosis?: Diagnosis;
}

/** A test that failed, with what it found. Its stack holds the lines of the course alone, no library's. */
export class LawError extends Error {
  override readonly name = 'LawError';

  constructor(
    readonly finding: Finding,
    cause: unknown,
  ) {
    const inputs = finding.inputs.map(([name, value]) => `\n    ${name} = ${value}`).join('');
    const lines = [
      finding.message,
      finding.diagnosis?.explanation.en,
      inputs && `replay: --seed ${finding.seed}`,
    ];
    super([inputs && `does not hold for${inputs}`, ...lines].filter(Boolean).join('\n\n'), { cause });
    this.stack = `${this.message}\n${framesOf(cause)}`;
  }
}

/** What the describe block that is being written is about. */
let subjectOfBlock: Subject;

interface Subject {
  name: string;
  subject: unknown;
}

/**
 * A block for one exported function or class. It opens with a gate.
 *
 * @param subject what `underTest` has made of the export, so that no suite can hand out what it still needs
 */
export function describeFunction(name: string, subject: unknown, body: () => void): void {
  if (!isUnderTest(subject)) throw new TypeError(`${name} is called as it is: take it from underTest(topic)`);
  describeBlock(name, body, subject);
}

/** A block of examples and laws about code that is trusted, such as the library. */
export function describeBlock(name: string, body: () => void, subject?: unknown): void {
  describe(name, () => {
    subjectOfBlock = { name, subject };
    body();
  });
}

/** A test that everything below it in its block depends on: when it fails, the rest is skipped. */
export function gate(sentence: string, body: () => void): void {
  const { name, subject } = subjectOfBlock;
  const checked = reporting(() => {
    if (typeof subject !== 'function') {
      throw new Error(`the file exports no ${name}: keep its name and its \`export\``);
    }
    body();
  });
  test(sentence, Object.assign(checked, { [GATE]: true }));
}

/** A worked example: known numbers in, known numbers out. */
export function example(sentence: string, body: () => void): void {
  test(sentence, reporting(body));
}

export interface LawOptions {
  /** How many inputs are drawn; 40 unless given. */
  runs?: number;
  /** For inputs of plain numbers that have few values: the same ones are tried once. */
  distinct?: boolean;
}

/** One law: `holds` is called with many drawn inputs, each time with a copy that is its own, and throws where it fails. */
export function law<Inputs extends object>(
  sentence: string,
  inputs: fc.Arbitrary<Inputs>,
  holds: (inputs: Inputs) => void,
  options: LawOptions = {},
): void {
  const about = subjectOfBlock;
  const check = (): void => {
    for (const seed of seedsOfRun()) {
      const counterexample = findCounterexample(inputs, holds, seed, options);
      if (counterexample) throw failure(about, counterexample);
    }
  };
  test(sentence, Object.assign(check, { [LAW]: true }));
}

/** The smallest inputs found for which a law does not hold, as they were drawn, and what it threw. */
export function findCounterexample<Inputs extends object>(
  inputs: fc.Arbitrary<Inputs>,
  holds: (inputs: Inputs) => void,
  seed: number,
  { runs = 40, distinct = false }: LawOptions = {},
): { inputs: Inputs; error: unknown; printed?: Printed } | undefined {
  let printed: Printed | undefined; // by the last call that failed, which is the one that is shown
  const property = fc.property(inputs, (drawn) => {
    startPrinting();
    try {
      holds(copyOf(drawn));
    } catch (error) {
      printed = printedNow();
      throw error;
    }
  });
  const result = fc.check(property, { seed, numRuns: runs, ignoreEqualValues: distinct });
  return result.failed
    ? { inputs: result.counterexample![0], error: result.errorInstance, printed }
    : undefined;
}

/** The seeds of this run: jest's own, and as many after it as `npm run soak` asks for. */
function seedsOfRun(): number[] {
  return Array.from({ length: Number(process.env.SEEDS_PER_RUN ?? 1) }, (_, i) => jest.getSeed() + i);
}

/** Turns what `body` throws into a finding. */
function reporting(body: () => void): () => void {
  const about = subjectOfBlock;
  return () => {
    startPrinting();
    try {
      body();
    } catch (error) {
      throw failure(about, { error, inputs: {}, printed: printedNow() });
    }
  };
}

/** What a test throws: a finding, with the diagnosis; an unwritten function stays what it is, and is no wrong answer. */
function failure(
  { name, subject }: Subject,
  { error, inputs, printed }: { error: unknown; inputs: object; printed?: Printed },
): unknown {
  if (error instanceof NotImplementedError) return error;
  const shown = Object.entries(inputs).map(([key, value]): [string, string] => [key, showInput(value)]);
  const message = wordsFor(error, name, subject);
  const finding = { inputs: shown, message, seed: jest.getSeed(), printed, diagnosis: diagnose(name) };
  return new LawError(finding, error);
}

/** Checks that a call leaves its arguments as they were. In it, functions under test are passed these very arrays. */
export function expectUntouched(args: Record<string, NDArray | number[]>, call: () => unknown): void {
  const before = copyOf(args);
  withOriginals(call);
  for (const [name, value] of Object.entries(args)) {
    if (isSame(value, before[name])) continue;
    throw new Error(`${changeOf(name, before[name], value)}: work on a copy`);
  }
}

/** "t was changed from [1, 0] to [1, 1]"; of an array that is too long to be shown, the first element that differs. */
function changeOf(name: string, before: NDArray | number[], after: NDArray | number[]): string {
  const [from, to] = showApart(before, after);
  if (from !== to || !(before instanceof NDArray)) return `${name} was changed from ${from} to ${to}`;
  const [was, is] = [before.data, (after as NDArray).data];
  const index = was.findIndex((value, i) => !Object.is(value, is[i]));
  const [one, other] = showApart(was[index], is[index]);
  return `${name}${place(index, before)} was changed from ${one} to ${other}`;
}

/** The same numbers, to the last bit, in the same shape. */
function isSame(a: NDArray | number[], b: NDArray | number[]): boolean {
  if (a instanceof NDArray || b instanceof NDArray) return sameArrays(a, b) === true;
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

/** An input as it could be written down: an array by its rows, also where it is a field of something. */
function showInput(value: unknown): string {
  return show(rowsOf(value));
}

function rowsOf(value: unknown): unknown {
  if (value instanceof NDArray) return value.toArray();
  if (Array.isArray(value)) return value.map(rowsOf);
  return isRecord(value) ? mapFields(value, rowsOf) : value;
}

/** The lines of the stack that lie in the course, not in a library. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.filter((frame) => !frame.includes('node:internal') && !isOfLibrary(frame)).join('\n');
}

/** The folder that holds the engine is left out of it: it may be anywhere, also below a folder of such a name. */
function isOfLibrary(frame: string): boolean {
  return /node_modules|^[^\\/]*engine[\\/]/.test(frame.replace(HOME, ''));
}

function mapFields(value: object, change: (field: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, change(field)]));
}
