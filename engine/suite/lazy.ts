// Answers that compute nothing, and know only when to throw: what they are worth is what a suite gives away. They throw where the
// solution throws, which they learn by calling it, and return else a constant, what they were given, or zeros, random numbers or one number
// after another in the right shape.
import { NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';

type AnyFunction = (...args: unknown[]) => unknown;
type Exports = Record<string, unknown>;

/** The arguments of each call. */
type Heard = Map<AnyFunction, unknown[][]>;

/** What a call was given, and what the solution returned. */
interface Call {
  args: unknown[];
  right: unknown;
  /** What the solution called each function with that it was given, call by call. */
  heard: Heard;
  /** How many calls there were before; and how many, of whatever export, that were given a function which this one is given, too. */
  calls: number;
  again: number;
}

/** What is returned instead, by what it is. Where one number is asked for, zeros of the right shape are 0. */
const ANSWERS: Record<string, (call: Call, random: () => number) => unknown> = {
  'its first argument': ({ args }) => args[0],
  zeros: ({ right }) => inPlaceOf(right, () => 0),
  halves: ({ right }) => inPlaceOf(right, () => 0.5),
  NaN: ({ right }) => inPlaceOf(right, () => NaN),
  'equal shares': ({ right }) => inPlaceOf(right, (_, columns) => 1 / columns),
  'the place in the row': ({ right }) => inPlaceOf(right, (place) => place),
  'more each time': ({ right, calls }) => inPlaceOf(right, () => calls),
  'less each time': ({ right, calls }) => inPlaceOf(right, () => -calls),
  'random numbers': ({ right }, random) => inPlaceOf(right, random),
  'random whole numbers': ({ right }, random) => inPlaceOf(right, () => Math.floor(3 * random())),
  'the numbers of its first argument, in the right shape': ({ args, right }) =>
    inPlaceOf(right, repeated(numbersIn(args[0]))),
  'the numbers of its arguments, in the right shape': ({ args, right }) =>
    inPlaceOf(right, repeated(numbersIn(args))),
  'the numbers of its last argument, in the right shape': ({ args, right }) =>
    inPlaceOf(right, repeated(numbersIn(args.at(-1)))),
  'half of the numbers of its first argument, in the right shape': ({ args, right }) =>
    inPlaceOf(right, repeated(numbersIn(args[0]).map((number) => number / 2))),
  'what is right where it is given the same twice, and else zeros': ({ args, right }) =>
    isGivenTwice(args) ? right : inPlaceOf(right, () => 0),
  'counting on': ({ right }) => inPlaceOf(right, countingFrom(0)),
  'counting on, from elsewhere each time': ({ right, calls }) => {
    const [next, count] = [countingFrom(calls), numbersIn(right).length];
    return inPlaceOf(right, () => next() % count);
  },
  'counting on, from elsewhere when it is given the same function again': ({ right, again }) =>
    inPlaceOf(right, countingFrom(again)),
  'counting on from what a function that it is given returns': ({ args, right }) =>
    inPlaceOf(right, countingFrom(numberFromFunctions(args))),
  'the number of rows in one place': ({ args, right }) => {
    const rows = args.find((arg) => arg instanceof NDArray)?.shape[0] ?? 1;
    const next = countingFrom(0);
    return inPlaceOf(right, () => (next() === 0 ? rows : 0));
  },
  'what it was given, wherever it fits': ({ args, right }) => givenInPlaceOf(right, arraysIn(args)),
  'empty lists': ({ right }) => withoutItems(inPlaceOf(right, () => 0)),
  'zeros, and calls what it is given as often as it should': ({ args, right, heard }) => {
    const values = args.filter((arg) => typeof arg !== 'function');
    for (const [given, calls] of heard) calls.forEach(() => given(...values));
    return inPlaceOf(right, () => 0);
  },
  'zeros, and calls what it is given with what it should': ({ right, heard }) => {
    for (const [given, calls] of heard) for (const passed of calls) given(...passed);
    return inPlaceOf(right, () => 0);
  },
  'ones, and NaN where that is right': ({ right }) => {
    const numbers = repeated(numbersIn(right));
    return inPlaceOf(right, (...place) => (Number.isNaN(numbers(...place)) ? NaN : 1));
  },
  'zeros, and tells each function that it is given what is in its lists': ({ args, right }) => {
    const answer = inPlaceOf(right, () => 0);
    for (const given of functionsIn(args)) for (const item of recordsInLists(answer)) given(item);
    return answer;
  },
};

/** What is lazy in the exports of a topic. */
export interface LazyAnswer {
  id: string;
  returns: string;
  /** Whether what `new` leaves in an object's fields is lazy, too; else it is the solution's. */
  inFields: boolean;
}

/** To keep what it was given may be all that a constructor has to do. */
const RIGHT_IN_FIELDS = [
  'the numbers of its arguments, in the right shape',
  'the numbers of its last argument, in the right shape',
  'what it was given, wherever it fits',
];

/** All of them; those in the fields, too, where the topic has classes. */
export function lazyAnswers(hasClasses: boolean): LazyAnswer[] {
  const answers = Object.keys(ANSWERS);
  const forFields = answers.filter((returns) => !RIGHT_IN_FIELDS.includes(returns));
  return (hasClasses ? [false, true] : [false]).flatMap((inFields) =>
    (inFields ? forFields : answers).map((returns) => ({
      id: inFields ? `${returns}, in the fields as well` : returns,
      returns,
      inFields,
    })),
  );
}

/** The exports of a solution as a lazy answer gives them. Of a class, the methods are lazy. */
export function lazily(solution: object, { returns, inFields }: LazyAnswer): Exports {
  const random = seededRandom(1); // its own, and the same for everyone, so that a point is the same everywhere
  const timesGiven = functionCounter();
  const lazy = (args: unknown[], heard: Heard, calls: number): Lazy => {
    const again = timesGiven(args);
    return (right) => ANSWERS[returns]({ args, right, heard, calls, again }, random);
  };
  const exports = Object.entries(solution).map(([name, value]: [string, AnyFunction]) => [
    name,
    isClass(value) ? lazyClass(value, lazy, inFields) : lazyFunction(value, lazy),
  ]);
  return Object.fromEntries(exports) as Exports;
}

/** Answers instead of what the solution returned, or left in a field. */
type Lazy = (right: unknown) => unknown;
/** What is lazy in one call; asked once for each. */
type LazyCall = (args: unknown[], heard: Heard, calls: number) => Lazy;

/** Counts how many calls before were given a function which this one is given, too. */
function functionCounter(): (args: unknown[]) => number {
  const times = new WeakMap<AnyFunction, number>();
  return (args) => {
    const given = functionsIn(args);
    const most = Math.max(0, ...given.map((one) => times.get(one) ?? 0));
    for (const one of given) times.set(one, (times.get(one) ?? 0) + 1);
    return most;
  };
}

export function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(String(value));
}

function lazyFunction(solution: AnyFunction, lazy: LazyCall): AnyFunction {
  let calls = 0;
  return (...args) => {
    const heard: Heard = new Map();
    const answer = lazy(args, heard, calls);
    const right = rightOf(solution, args, heard);
    calls++;
    return answer(right);
  };
}

/** Where the solution fails on functions that return a number, another kind of answer may be asked of them: then it is given the real ones. */
function rightOf(solution: AnyFunction, args: unknown[], heard: Heard): unknown {
  try {
    return solution(...args.map((arg) => quiet(arg, heard)));
  } catch {
    heard.clear();
    return solution(...args.map((arg) => quiet(arg, heard, true)));
  }
}

function lazyClass(solution: AnyFunction, lazy: LazyCall, lazyFields: boolean): AnyFunction {
  const Solution = solution as unknown as new (...args: unknown[]) => Exports;
  const doubles = new WeakMap<object, Double>();
  class Lazy extends Solution {
    constructor(...args: unknown[]) {
      const heard: Heard = new Map();
      super(...(lazyFields ? args.map((arg) => quiet(arg, heard)) : args));
      doubles.set(this, new Double(new Solution(...args.map((arg) => quiet(arg, new Map())))));
      const answer = lazy(args, heard, 0);
      if (!lazyFields) return;
      for (const name of Object.keys(this)) this[name] = answer(this[name]);
    }
  }
  const methods = Object.getOwnPropertyNames(Solution.prototype).filter((name) => name !== 'constructor');
  for (const name of methods) {
    const method = Solution.prototype[name] as AnyFunction;
    let calls = 0;
    Object.defineProperty(Lazy.prototype, name, {
      value(this: Exports, ...args: unknown[]) {
        const heard: Heard = new Map();
        const double = doubles.get(this)!;
        const answer = lazy(args, heard, calls);
        const right = double.call(this, method, args, heard, answer);
        const given = answer(right);
        calls++;
        return given;
      },
    });
  }
  return Lazy as unknown as AnyFunction;
}

/**
 * An object of the solution beside a lazy one, for what its methods would return. It lives as long, since a method may need what an earlier
 * one has kept. All its methods are the solution's: a lazy one in between would hide when to throw.
 */
class Double {
  /** The fields that methods have written, with what the lazy object had in them then. */
  private readonly written = new Map<string, unknown>();

  constructor(private readonly own: Exports) {}

  /** Calls a method with the fields that the lazy object has by now. What it writes to fields is written there, too, as `answer` gives it. */
  call(lazy: Exports, method: AnyFunction, args: unknown[], heard: Heard, answer: Lazy): unknown {
    for (const [name, value] of Object.entries(lazy)) {
      if (!this.written.has(name) || this.written.get(name) !== value) this.own[name] = quiet(value, heard);
    }
    const before = { ...this.own };
    try {
      return method.apply(this.own, args.map((arg) => quiet(arg, heard)) as []);
    } finally {
      for (const [name, value] of Object.entries(this.own)) {
        if (value === before[name]) continue;
        lazy[name] = answer(value);
        this.written.set(name, lazy[name]);
      }
    }
  }
}

/**
 * What the solution is called with, so that the call leaves no trace: copies, and functions of its own, whose calls are counted.
 *
 * @param real whether these call the given ones, for what they return
 */
function quiet(value: unknown, heard: Heard, real = false): unknown {
  if (typeof value === 'function') {
    const given = value as AnyFunction;
    return (...args: unknown[]) => {
      const calls = heard.get(given) ?? [];
      heard.set(given, calls);
      calls.push(args.map((arg) => quiet(arg, new Map())));
      return real ? given(...args) : 0.5;
    };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof NDArray) return value.copy();
  if (Array.isArray(value)) return value.map((one) => quiet(one, heard, real));
  const copy = Object.create(Object.getPrototypeOf(value) as object) as Exports;
  for (const [name, field] of Object.entries(value)) copy[name] = quiet(field, heard, real);
  return copy;
}

/** A number for its place in a row, of so many columns. */
type NumberFor = (place: number, columns: number) => number;

/** The same arrays, lists and records, with every number replaced by another. */
export function inPlaceOf(right: unknown, numberFor: NumberFor, place = 0, columns = 1): unknown {
  if (typeof right === 'number') return numberFor(place, columns);
  if (right instanceof NDArray) {
    const width = right.shape.at(-1)!;
    let count = 0;
    return right.map(() => numberFor(count++ % width, width));
  }
  if (Array.isArray(right)) return right.map((one, i) => inPlaceOf(one, numberFor, i, right.length));
  if (typeof right === 'function') return () => numberFor(0, 1);
  if (typeof right !== 'object' || right === null) return right;
  return Object.fromEntries(Object.entries(right).map(([name, one]) => [name, inPlaceOf(one, numberFor)]));
}

function functionsIn(value: unknown): AnyFunction[] {
  if (typeof value === 'function') return [value as AnyFunction];
  if (value instanceof NDArray) return []; // it has none, and may be long
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(functionsIn) : [];
}

function recordsInLists(value: unknown, isInList = false): object[] {
  if (typeof value !== 'object' || value === null || value instanceof NDArray) return [];
  if (isInList && !Array.isArray(value)) return [value];
  return Object.values(value).flatMap((one) => recordsInLists(one, Array.isArray(value)));
}

/** What the first function among the arguments returns that returns a number; 0 where there is none. */
function numberFromFunctions(args: unknown[]): number {
  const values = args.filter((arg) => typeof arg !== 'function');
  for (const given of functionsIn(args)) {
    try {
      const number = given(...values);
      if (typeof number === 'number') return number;
    } catch {
      // it takes something else
    }
  }
  return 0;
}

function arraysIn(value: unknown): NDArray[] {
  if (value instanceof NDArray) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(arraysIn) : [];
}

/** The same lists and records, with every array replaced by the first that was given in its shape; zeros where there is none. */
function givenInPlaceOf(right: unknown, given: NDArray[]): unknown {
  if (right instanceof NDArray)
    return given.find(({ shape }) => String(shape) === String(right.shape))?.copy() ?? right.map(() => 0);
  if (Array.isArray(right)) return right.map((one) => givenInPlaceOf(one, given));
  if (typeof right !== 'object' || right === null) return inPlaceOf(right, () => 0);
  return Object.fromEntries(Object.entries(right).map(([name, one]) => [name, givenInPlaceOf(one, given)]));
}

/** Whether two arguments hold the same numbers, in the same shape. */
function isGivenTwice(args: unknown[]): boolean {
  const arrays = args.filter((arg) => arg instanceof NDArray).map(String);
  return new Set(arrays).size < arrays.length;
}

/** All numbers in a value, in order. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof NDArray) return [...value.data];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** One of them after another, over and over; 0 where there is none. */
function repeated(numbers: number[]): NumberFor {
  let count = 0;
  return () => numbers[count++ % numbers.length] ?? 0;
}

/** One whole number after another, through the whole answer. */
function countingFrom(first: number): () => number {
  let count = first;
  return () => count++;
}

/** The same, with nothing in any list. */
function withoutItems(right: unknown): unknown {
  if (Array.isArray(right)) return [];
  if (typeof right !== 'object' || right === null || right instanceof NDArray) return right;
  return Object.fromEntries(Object.entries(right).map(([name, one]) => [name, withoutItems(one)]));
}
