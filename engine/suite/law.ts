// How a suite is written: describeFunction holds gates, examples and laws, from coarse to fine.
import { NDArray } from '#lib/ndarray';
import { NotImplementedError } from '#lib/todo';
import { asWritten, phrase } from '../words/phrase';
import { copyOf, isRecord } from './copies';
import { diagnose, type Diagnosis, type Failure, type RepeatableTest } from './diagnosis';
import { fc } from './fc';
import { host, type Host } from './host';
import { described, describedApart, place, sameArrays, show } from './matchers';
import { problemOf } from './odd-answers';
import { HOME, nextTurn, setting } from './platform';
import { printedNow, startPrinting, type Printed } from './printed';
import { type Change, phraseOf, type Problem, ProblemError } from './problem';
import { plain } from './sights';
import { isUnderTest, withOriginals } from './under-test';

/** What a failed test found. Plain data, so that a report can be made of it in another process. */
export interface Finding {
  /** The smallest inputs found, as they are shown: name and value. Empty for a worked example. */
  inputs: [name: string, value: string][];
  /** What went wrong with them. */
  problem: Problem;
  /** Repeats the run that found them. */
  seed: number;
  /** What the student's code printed on these inputs, if anything. */
  printed?: Printed;
  /** The mistake that gives the same values as the student's answer, where there is exactly one. */
  diagnosis?: Diagnosis;
}

/** A test that failed, with what it found. Its stack holds only lines of the course, and none of a library. */
export class LawError extends Error {
  override readonly name = 'LawError';

  constructor(
    readonly finding: Finding,
    cause: unknown,
    /** What the test is about. */
    private readonly block?: string,
  ) {
    super('', { cause });
    this.tell();
  }

  /** Adds what the diagnosis has found, which comes when all tests are done. */
  diagnosed(diagnosis: Diagnosis): void {
    this.finding.diagnosis = diagnosis;
    this.tell();
  }

  private tell(): void {
    const { inputs, problem, diagnosis, seed } = this.finding;
    const shown = inputs.map(([name, value]) => `\n    ${name} = ${value}`).join('');
    const lines = [
      asWritten(phraseOf(problem, this.block)),
      diagnosis && Object.values(diagnosis.explanation)[0],
      shown && `replay: --seed ${seed}`,
    ];
    this.message = [shown && `does not hold for${shown}`, ...lines].filter(Boolean).join('\n\n');
    this.stack = `${this.message}\n${framesOf(this.cause)}`;
  }
}

/** A block, its tests in order, and those that have failed. */
interface Block {
  name: string;
  subject: unknown;
  tests: RepeatableTest[];
  failures: (Failure & { error: LawError })[];
}

/** The blocks of each suite. The last one is being written. */
const blocksOf = new WeakMap<Host, Block[]>();

function blocksOfThisSuite(): Block[] {
  let blocks = blocksOf.get(host());
  if (blocks === undefined) {
    blocks = [];
    blocksOf.set(host(), blocks);
    const all = blocks;
    host().afterAll(() => nameMistakes(all));
  }
  return blocks;
}

/** When all tests are done, so that nothing in it can take the place of what they have found. */
async function nameMistakes(blocks: Block[]): Promise<void> {
  if (setting('DIAGNOSIS') === 'no' || host().brief) return;
  await nextTurn(); // whoever watches is told that the tests are done
  for (const { name, tests, failures } of blocks) {
    if (failures.length === 0) continue;
    diagnose(name, tests, failures).forEach((diagnosis, i) => {
      if (diagnosis) failures[i].error.diagnosed(diagnosis);
    });
  }
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
  const blocks = blocksOfThisSuite();
  host().block(name, () => {
    blocks.push({ name, subject, tests: [], failures: [] });
    body();
  });
}

/** A test that everything below it in its block depends on: when it fails, the rest is skipped. */
export function gate(sentence: string, body: () => void): void {
  const { name, subject } = blocksOfThisSuite().at(-1)!;
  const checked = reporting(() => {
    if (typeof subject !== 'function') {
      const said = phrase`the file exports no ${{ name }}: keep its name and its \`export\``;
      throw new ProblemError({ kind: 'odd', said });
    }
    body();
  });
  host().test(sentence, 'gate', checked);
}

/** A worked example: known numbers in, known numbers out. */
export function example(sentence: string, body: () => void): void {
  host().test(sentence, 'example', reporting(body));
}

/** How many inputs a law draws, unless it says otherwise. */
const RUNS = 25;
/** And at most, where it is only asked whether it is broken. */
const BRIEF_RUNS = 15;

/** For a law that a wrong answer breaks with about any input, or with none: that arguments stay as they were, say. */
export const ANY_INPUT: LawOptions = { runs: 15 };

export interface LawOptions {
  /** How many inputs are drawn; 25 by default. */
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
  const { runs = RUNS } = options;
  const fail = register({
    isLaw: true,
    draw: (count, round = 0) =>
      fc.sample(inputs, { seed: host().seed() + 1_000 * round, numRuns: Math.min(count, runs) }),
    body: (drawn) => holds(drawn as Inputs),
  });
  const check = (): void => {
    for (const seed of seedsOfRun()) {
      const counterexample = findCounterexample(inputs, holds, seed, options);
      if (counterexample) fail(counterexample);
    }
  };
  host().test(sentence, 'law', check);
}

/**
 * How many smaller inputs are tried, for each input that the law draws: a law with large inputs draws few, and would else take all of its
 * suite's time. Counted, not timed: the same seed finds the same inputs on every machine.
 */
const SMALLER_PER_RUN = 40;

/** The smallest inputs found for which a law does not hold, as they were drawn, and what it threw. */
export function findCounterexample<Inputs extends object>(
  inputs: fc.Arbitrary<Inputs>,
  holds: (inputs: Inputs) => void,
  seed: number,
  { runs = RUNS, distinct = false }: LawOptions = {},
): { inputs: Inputs; error: unknown; printed?: Printed } | undefined {
  let printed: Printed | undefined; // by the last call that failed, which is the one that is shown
  let smaller = -1; // tried since the first failure
  const property = fc.property(inputs, (drawn) => {
    if (smaller >= 0 && ++smaller > SMALLER_PER_RUN * runs) throw new fc.PreconditionFailure(true); // nothing smaller is drawn
    startPrinting();
    try {
      holds(copyOf(drawn));
    } catch (error) {
      smaller = Math.max(smaller, 0);
      printed = printedNow();
      throw error;
    }
  });
  const { brief = false, mostInputs = brief ? BRIEF_RUNS : runs } = host();
  const numRuns = Math.min(runs, mostInputs);
  const result = fc.check(property, { seed, numRuns, ignoreEqualValues: distinct, endOnFailure: brief });
  return result.failed
    ? { inputs: result.counterexample![0], error: result.errorInstance, printed }
    : undefined;
}

/** The seeds of this run: the one that was asked for, and as many after it as `npm run soak` asks for. */
function seedsOfRun(): number[] {
  return Array.from({ length: Number(setting('SEEDS_PER_RUN') ?? 1) }, (_, i) => host().seed() + i);
}

/** Turns what `body` throws into a finding. */
function reporting(body: () => void): () => void {
  const fail = register({ isLaw: false, draw: () => [{}], body });
  return () => {
    startPrinting();
    try {
      body();
    } catch (error) {
      fail({ error, inputs: {}, printed: printedNow() });
    }
  };
}

/** How a test has failed: what was thrown, with which inputs, and what the student's code has printed meanwhile. */
interface Fault {
  error: unknown;
  inputs: object;
  printed?: Printed;
}

/**
 * Adds a test to the block that is being written. What is returned throws what the test throws when it fails: a finding; an unwritten
 * function stays what it is, and is no wrong answer.
 */
function register(test: RepeatableTest): (fault: Fault) => never {
  const { name, subject, tests, failures } = blocksOfThisSuite().at(-1)!;
  tests.push(test);
  return ({ error: cause, inputs, printed }) => {
    if (cause instanceof NotImplementedError) throw cause;
    const shown = Object.entries(inputs).map(([key, value]): [string, string] => [key, showInput(value)]);
    const problem = problemOf(cause, name, subject);
    const error = new LawError({ inputs: shown, problem, seed: host().seed(), printed }, cause, name);
    failures.push({ test, inputs, problem, error });
    throw error;
  };
}

/** Checks that a call leaves its arguments as they were. In it, functions under test are passed these very arrays. */
export function expectUntouched(args: Record<string, NDArray | number[]>, call: () => unknown): void {
  expectSame('changed', args, call);
}

function expectSame(
  kind: 'changed' | 'shared',
  args: Record<string, NDArray | number[]>,
  call: () => unknown,
): void {
  const before = copyOf(args);
  withOriginals(call);
  for (const [name, value] of Object.entries(args)) {
    if (isSame(value, before[name])) continue;
    throw new ProblemError({ kind, ...changeOf(name, before[name], value) });
  }
}

/** "t was changed from [1, 0] to [1, 1]"; of an array that is too long to be shown, the first element that differs. */
function changeOf(name: string, from: NDArray | number[], to: NDArray | number[]): Change {
  const [before, after] = describedApart(from, to);
  if (asWritten(before) !== asWritten(after) || !(from instanceof NDArray)) return { name, before, after };
  const [was, is] = [from.data, (to as NDArray).data];
  const index = was.findIndex((value, i) => !Object.is(value, is[i]));
  const [one, other] = describedApart(was[index], is[index]);
  return { name: `${name}${place(index, from)}`, before: one, after: other };
}

/** For the judge of another process: what a call returns must be kept in step with what it becomes there. */
const KEEPING = Symbol.for('gradient-dojo.keeping');

/** Checks that what a call returned is still the same after another call. */
export function expectKept(call: () => unknown, next: () => unknown): void {
  const judge = globalThis as { [KEEPING]?: boolean };
  judge[KEEPING] = true;
  try {
    const result = call();
    const [before, shown] = [JSON.stringify(plain(result)), described(result)];
    next();
    if (JSON.stringify(plain(result)) === before) return;
    throw new ProblemError({ kind: 'not kept', before: shown, after: described(result) });
  } finally {
    judge[KEEPING] = false;
  }
}

/** Checks that what a call returns shares no numbers with its arguments: it is written to, and another call shows what became of them. */
export function expectCopied(args: Record<string, NDArray>, call: () => Record<string, unknown>): void {
  const judge = globalThis as { [KEEPING]?: boolean };
  judge[KEEPING] = true;
  try {
    const result = withOriginals(call);
    const written = Object.values(result).filter((value) => value instanceof NDArray);
    expectSame('shared', args, () => {
      for (const value of written) value.data.fill(-99);
      call();
    });
  } finally {
    judge[KEEPING] = false;
  }
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

/** A line of a stack that says a place: "    at name (place:1:2)" in V8, "name@place:1:2" in Firefox and Safari. */
const FRAME = /^\s+at |@\S+:\d+:\d+$/;

/** The lines of the stack that are in the course, not in a library. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => FRAME.test(line));
  return frames.filter((frame) => !frame.includes('node:internal') && !isOfLibrary(frame)).join('\n');
}

/** The folder that holds the engine is left out of it: it may be anywhere, also below a folder of such a name. */
function isOfLibrary(frame: string): boolean {
  return /node_modules|^[^\\/]*engine[\\/]/.test(frame.replace(HOME, ''));
}

function mapFields(value: object, change: (field: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, change(field)]));
}
