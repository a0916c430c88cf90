// npm run narrow: answers that are right only now and then, as a table of numbers is that someone has made instead of a function: for tenths,
// for whole numbers, or where they were asked the same in other runs. A law that such an answer keeps asks too little.
import { createRequire } from 'node:module';
import { Command } from 'commander';
import type { TopicName } from '../../engine/course/course';
import { loadInPlace } from '../../engine/runner/in-place';
import { runTests, type RunTest } from '../../engine/runner/runner';
import { runOnVariant } from '../../engine/runner/variant';
import { copyOf } from '../../engine/suite/copies';
import { inPlaceOf, isClass, lazyAnswers, numbersIn } from '../../engine/suite/lazy';
import { startRun } from '../../engine/suite/printed';
import { NDArray } from '../../lib/ndarray';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { COURSE, topicArgument } from '../../tools/shared/this-course';

type AnyFunction = (...args: unknown[]) => unknown;
type Methods = Record<string, AnyFunction>;
type AnyClass = new (...args: unknown[]) => Methods;

/** What a call was given, with the fields of the object whose method it is, and what is right. */
interface Call {
  given: unknown[];
  right: unknown;
}

type IsKnown = (call: Call) => boolean;

const EARLIER_RUNS = 4;

/** Laws about what has few cases: who knows these knows all. */
const ALLOWED: Record<TopicName, string[] | undefined> = {
  '04-fair-batches': ['chanceOfMissingAClass: is the share of all possible batches that miss a class'],
  // What `train` does is in the network that it was given, whatever it returns.
  '12-training': [
    'train: reports the accuracies of the network at that moment, on all of the data',
    'train: ends with the trained parameters in the network',
  ],
};

/** Of larger numbers, nobody has a table. */
const LARGEST_IN_A_TABLE = 100;

interface Options {
  topics?: TopicName[];
  seed: number;
}

void runCommand(
  new Command('npm run narrow --')
    .description(
      'Tries answers that are right only for some inputs. Exits 0 when no law is content with them.',
    )
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .option('--seed <number>', 'draws the inputs of the laws', wholeNumber(0), 1)
    .action(tryAll),
);

async function tryAll({ topics = COURSE.topicNames(), seed }: Options): Promise<void> {
  let tried = 0;
  let kept = 0;
  for (const topic of topics) {
    const trivial = await keptWithoutArithmetic(topic);
    const before = new Set<string>();
    for (let run = 1; run <= EARLIER_RUNS; run++)
      await runNarrowly(topic, seed + run, (call) => {
        before.add(keyOf(call));
        return true;
      });
    const kinds: Record<string, IsKnown> = {
      tenths: ({ given }) => isAboutNumbers(given, (number) => isInTable(10 * number)),
      'whole numbers': ({ given }) => isAboutNumbers(given, isInTable),
      'what it was asked before': (call) => !holdsFunctions(call.given) && before.has(keyOf(call)),
    };
    for (const [kind, isKnown] of Object.entries(kinds)) {
      const tests = (await runNarrowly(topic, seed, isKnown)).filter((test) => test.kind === 'law');
      tried += tests.length;
      for (const test of tests) {
        const name = `${test.block}: ${test.sentence}`;
        if (test.status !== 'passed' || trivial.has(name) || ALLOWED[topic]?.includes(name)) continue;
        kept++;
        console.log(`${topic}, right for ${kind}: ${name}`);
      }
    }
  }
  console.log(`\nnarrow: ${tried} laws tried, ${kept} kept (seed ${seed})`);
  process.exitCode = kept === 0 ? 0 : 1;
}

/** The laws that an answer keeps which computes nothing: they give no points. */
async function keptWithoutArithmetic(topic: TopicName): Promise<Set<string>> {
  const names = new Set<string>();
  for (const { id } of lazyAnswers(true)) {
    const tests = await runOnVariant(
      { course: COURSE.root, topic, kind: 'lazy', id },
      { seed: 1, brief: true },
    );
    for (const { block, sentence, status } of tests)
      if (status === 'passed') names.add(`${block}: ${sentence}`);
  }
  return names;
}

function runNarrowly(topic: TopicName, seed: number, isKnown: IsKnown): Promise<RunTest[]> {
  const load = createRequire(__filename);
  const [suite, solutionFile] = [COURSE.suite(topic), COURSE.solution(topic)];
  const solution = load(solutionFile) as object;
  const student = narrowly(solution, isKnown);
  const catalogue = load(COURSE.mistakes(topic)) as object;
  startRun();
  return runTests(() => loadInPlace(load, suite, solutionFile, student), {
    seed,
    modules: { student, solution, catalogue },
  });
}

/** The solution's exports; what they return is nothing where it is not known. What they call of their own is right. */
function narrowly(solution: object, isKnown: IsKnown): object {
  let depth = 0;
  const asked = (
    given: () => unknown[],
    compute: () => unknown,
    onAnswer: (isRight: boolean) => void = () => {},
  ): unknown => {
    const before = depth === 0 ? given() : [];
    depth++;
    try {
      const right = compute();
      const isRight = depth > 1 || isKnown({ given: before, right });
      onAnswer(isRight);
      return isRight ? right : nothingLike(right);
    } finally {
      depth--;
    }
  };
  const exports = Object.entries(solution).map(([name, value]: [string, AnyFunction]) => {
    if (!isClass(value))
      return [
        name,
        (...args: unknown[]) =>
          asked(
            () => copiesOf(args),
            () => value(...args),
          ),
      ];
    const Solution = value as unknown as AnyClass;
    const Narrow = class extends Solution {};
    const twins = new WeakMap<object, Twin>();
    for (const method of Object.getOwnPropertyNames(Solution.prototype)) {
      if (method === 'constructor') continue;
      const own = Solution.prototype[method] as AnyFunction;
      Object.defineProperty(Narrow.prototype, method, {
        value(this: Methods, ...args: unknown[]) {
          const twin = twins.get(this) ?? new Twin(this, Solution.prototype);
          twins.set(this, twin);
          const given = copiesOf([...twin.fields, ...args]);
          let isRight = true;
          const returned = asked(
            () => given,
            () => twin.call(own, args),
            (known) => (isRight = known),
          );
          twin.tell(isRight);
          return returned;
        },
      });
    }
    return [name, Narrow];
  });
  return Object.fromEntries(exports) as object;
}

/** Of what a function says, or an object with methods, there is no table. */
function isAboutNumbers(given: unknown[], isKnown: (number: number) => boolean): boolean {
  return !holdsFunctions(given) && numbersIn(given).every(isKnown);
}

function holdsFunctions(value: unknown): boolean {
  if (value instanceof NDArray || !isRecord(value)) return typeof value === 'function';
  if (Array.isArray(value)) return value.some(holdsFunctions);
  return Object.getPrototypeOf(value) !== Object.prototype || Object.values(value).some(holdsFunctions);
}

function isInTable(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-9 && Math.abs(number) <= LARGEST_IN_A_TABLE;
}

/** The solution's object beside one that knows little: what a method needs of an earlier call is right in it. */
class Twin {
  private readonly own: Methods;
  /** What both have in a field, whatever the other one shows there. */
  private readonly told = new Map<string, unknown>();
  private before: Record<string, unknown> = {};

  constructor(
    private readonly shown: Record<string, unknown>,
    prototype: object,
  ) {
    this.own = Object.assign(Object.create(prototype) as Methods, shown);
  }

  /** What a call begins with: with what was written to the other one's fields. */
  get fields(): unknown[] {
    for (const [name, value] of Object.entries(this.shown))
      if (!this.told.has(name) || this.told.get(name) !== value) this.own[name] = value as AnyFunction;
    return Object.values(this.own);
  }

  call(method: AnyFunction, args: unknown[]): unknown {
    this.before = { ...this.own };
    return method.apply(this.own, args as []);
  }

  /** Shows what the call has left in the fields, or nothing in its place. */
  tell(isRight: boolean): void {
    for (const [name, value] of Object.entries(this.own)) {
      if (value === (this.before[name] as unknown)) continue;
      this.shown[name] = isRight ? value : nothingLike(value);
      this.told.set(name, this.shown[name]);
    }
  }
}

/** Taken before the call: what is given to it may change later. Objects with methods are the same. */
function copiesOf(given: unknown[]): unknown[] {
  return copyOf(given, (instance) => instance);
}

function keyOf({ given, right }: Call): string {
  return JSON.stringify([shown(given), shown(right)]);
}

function shown(value: unknown): unknown {
  if (value instanceof NDArray) return [value.shape, [...value.data].map(String)];
  if (Array.isArray(value)) return value.map(shown);
  if (isRecord(value)) return Object.entries(value).map(([name, one]) => [name, shown(one)]);
  return typeof value === 'function' ? 'a function' : String(value);
}

const nothingLike = (right: unknown): unknown => inPlaceOf(right, () => 0);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
