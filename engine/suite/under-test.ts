// The topic as its suite calls it. Each call gets copies of what it is passed, so that nothing that the student's code does to them can
// change what the suite expects, or what the next call is given. And each call can be watched, for the diagnosis.
import { NotImplementedError } from '#lib/todo';
import { copyOf, isRecord } from './copies';
import { A_PROMISE, cannotBeSet } from './odd-answers';
import { textOf } from './plain-data';
import { ProblemError } from './problem';
import { isSameSight, plain, type Sight } from './sights';

type AnyFunction = (...args: unknown[]) => unknown;
type Exports = Record<string, unknown>;

/** What a call is passed instead of its arguments. */
type HandOver = (args: unknown[]) => unknown[];

const originals: HandOver = (args) => args.map(behind);
const copies: HandOver = (args) => copyOf(args, behind);

/** A callback is called so often at most while it is watched: a loop that waits for other numbers than a script has would never end. */
const CALLS_WATCHED = 100_000;

/** Functions and classes that {@link underTest} has made. */
const made = new WeakSet<object>();

/** The student's own object behind each that a suite sees. */
const objects = new WeakMap<object, object>();

/** Set where a law asks for another way than is usual. */
let handOverNow: HandOver | undefined;

/** Set while someone watches. */
let watcher: Watcher | undefined;

/** The answer that is called instead of the student's. */
let standIn: Exports | undefined;

export interface UnderTestOptions {
  /** 'originals' for a topic whose task it is to write to what it is passed. */
  passing?: 'copies' | 'originals';
}

/**
 * The exports of a topic, for its suite: functions, classes and methods get copies of all arrays and records that they are passed.
 * Functions and objects of classes are passed as they are.
 */
export function underTest<Topic extends object>(
  topic: Topic,
  { passing = 'copies' }: UnderTestOptions = {},
): Topic {
  const usual = passing === 'copies' ? copies : originals;
  const passed: HandOver = (args) => watched((handOverNow ?? usual)(args));
  const exports = Object.entries(topic).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'function') return [name, value];
    return [name, functionUnderTest(() => (standIn?.[name] ?? value) as AnyFunction, passed)];
  });
  return Object.fromEntries(exports) as Topic;
}

/** Whether a suite may judge this: what is no function can do no harm. */
export function isUnderTest(subject: unknown): boolean {
  return typeof subject !== 'function' || made.has(subject);
}

/** Runs `body`, in which calls get the very arrays that they are passed: for laws about what becomes of these. */
export function withOriginals<Result>(body: () => Result): Result {
  const before = handOverNow;
  handOverNow = originals;
  try {
    return body();
  } finally {
    handOverNow = before;
  }
}

/**
 * What can be seen of the student's answer, or of the one given in its place, while `body` calls it.
 *
 * @throws NotImplementedError if it is not written yet
 */
export function watch(body: () => void, answer?: object): Sight[] {
  const watching = new Watcher();
  watchWith(watching, body, answer);
  return watching.sights;
}

/**
 * Whether what can be seen of an answer, while `body` calls it, looks like `expected`. The first difference ends it, which saves most of
 * the work: the mistakes of a topic soon differ from each other.
 *
 * @param right what the right answer looks like; it is asked only where that matters
 */
export function looksLike(
  body: () => void,
  answer: object,
  expected: readonly Sight[],
  right: () => readonly Sight[],
): boolean {
  const watching = new Watcher(expected, right);
  try {
    watchWith(watching, body, answer);
  } catch (error) {
    if (!watching.differs) throw error;
  }
  return !watching.differs && watching.sights.length === expected.length;
}

function watchWith(watching: Watcher, body: () => void, answer?: object): void {
  const before = { watcher, standIn, handOverNow }; // another may be watched while this one is
  [watcher, standIn, handOverNow] = [watching, answer as Exports | undefined, undefined];
  try {
    let end: Sight = ['holds'];
    try {
      body();
    } catch (error) {
      if (error instanceof NotImplementedError) throw error;
      end = ['fails'];
    }
    watching.see(end);
  } finally {
    ({ watcher, standIn, handOverNow } = before);
  }
}

/** Keeps what is seen, and stops the test where that differs from what is expected, if anything is. */
class Watcher {
  readonly sights: Sight[] = [];
  differs = false;

  constructor(
    private readonly expected?: readonly Sight[],
    private readonly right: () => readonly Sight[] = () => [],
  ) {}

  /** @throws Difference from the first difference on, as a test or an answer may catch the first one */
  see(sight: Sight): void {
    this.goOn();
    const i = this.sights.push(sight) - 1;
    if (this.expected === undefined) return;
    this.differs = i >= this.expected.length || !isSameSight(this.expected[i], sight, () => this.right()[i]);
    this.goOn();
  }

  /** @throws Difference after a difference */
  goOn(): void {
    if (this.differs) throw new Difference();
  }
}

/** Ends a test of which enough has been seen. */
class Difference extends Error {}

function behind(value: unknown): unknown {
  return objects.get(value as object) ?? value;
}

function functionUnderTest(current: () => AnyFunction, passed: HandOver): AnyFunction {
  const guarded = new Proxy(current(), {
    apply: (_, self, args) => call((own) => Reflect.apply(current(), behind(self), own), passed(args)),
    construct: (_, args) => objectUnderTest(Reflect.construct(current(), passed(args)) as object, passed),
  });
  made.add(guarded);
  return guarded;
}

/** An object of a student's class: its methods are called, and its fields set, with copies. */
function objectUnderTest(original: object, passed: HandOver): object {
  const guarded = new Proxy(original, {
    get: (_, name) => {
      const value: unknown = Reflect.get(original, name, original);
      if (name === 'constructor') return value;
      if (typeof value === 'function') {
        return (...args: unknown[]) =>
          call((own) => Reflect.apply(value as AnyFunction, original, own), passed(args));
      }
      watcher?.see(['field', plain(value)]);
      return value;
    },
    set: (_, name, value) => {
      if (Reflect.set(original, name, passed([value])[0], original)) return true;
      throw new ProblemError({ kind: 'odd', said: cannotBeSet(String(name)) });
    },
  });
  objects.set(guarded, original);
  return guarded;
}

/** Makes a call, and sees what becomes of it. */
function call(make: (args: unknown[]) => unknown, args: unknown[]): unknown {
  const watching = watcher;
  if (watching === undefined) return settled(make(args));
  watching.goOn();
  try {
    const result = settled(make(args));
    watching.see(['returned', plain(result)]);
    if (typeof result !== 'function') return result;
    return (...more: unknown[]) => call((own) => Reflect.apply(result as AnyFunction, undefined, own), more);
  } catch (error) {
    watching.see(['threw', error instanceof Error ? String(error) : textOf(error)]);
    throw error;
  } finally {
    watching.see(['left', plain(args)]);
  }
}

/** An async function's result is a wrong answer, and its failure no reason to end the process. */
function settled(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  result.catch(() => {});
  throw new ProblemError({ kind: 'odd', said: A_PROMISE });
}

/** The arguments, with the callbacks among them watched, if anybody watches. */
function watched(args: unknown[]): unknown[] {
  const watching = watcher;
  if (watching === undefined) return args;
  const watchedOne = (value: unknown): unknown =>
    typeof value === 'function' ? watchedCallback(value as AnyFunction, watching) : value;
  return args.map((arg) => {
    if (!isRecord(arg) || !Object.values(arg).some((field) => typeof field === 'function'))
      return watchedOne(arg);
    return Object.fromEntries(Object.entries(arg).map(([key, field]) => [key, watchedOne(field)]));
  });
}

/** How often a function is asked, and where, may differ between answers that are equally right; not what a callback is told. */
function watchedCallback(callback: AnyFunction, watching: Watcher): AnyFunction {
  let calls = 0;
  return new Proxy(callback, {
    apply: (_, self, args: unknown[]) => {
      if (++calls > CALLS_WATCHED) throw new RangeError(`called more than ${CALLS_WATCHED} times`);
      const result: unknown = Reflect.apply(callback, self, args);
      if (result === undefined) watching.see(['told', plain(args)]);
      return result;
    },
  });
}
