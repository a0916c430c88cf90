// The matchers of the suites. A failure says one thing: what came, what was expected, and where they differ most.
import { array, NDArray, type Nested } from '#lib/ndarray';
import { asWritten, phrase, type Wording } from '../words/phrase';
import { isTypedArray } from './copies';
import { fieldsOf, kindInWords, Unsupported } from './plain-data';
import { phraseOf, type Problem } from './problem';

type Numbers = number | NDArray | Nested;

/** How far apart two numbers may lie: |received − expected| ≤ absolute + relative · |expected|. */
export interface Tolerance {
  /** 1e-9 by default: far above what another order of summation changes, far below any mistake. */
  relative?: number;
  /** 1e-12 by default: for values that should be 0. */
  absolute?: number;
  /** What was measured, where it is not what the function returned: phrase`the sum of row ${{ n: 0 }}`. */
  of?: Wording;
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the merged interface has this parameter
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** The same shape, and each number within the tolerance. NaN agrees only with NaN. */
    toAgreeWith(expected: Numbers, tolerance?: Tolerance): R;
    /** An NDArray of this shape. `of`: what was looked at, where it is not what the function returned: "W1". */
    toHaveShape(shape: readonly number[], of?: Wording): R;
    /** A number, or an NDArray of numbers, none of them NaN or infinite. */
    toBeFinite(of?: Wording): R;
    /** One number, neither NaN nor infinite. */
    toBeOneFiniteNumber(): R;
    /** An object whose fields have these names, in any order, and no others. */
    toHaveNames(names: readonly string[]): R;
  }
}

interface Verdict {
  pass: boolean;
  problem: () => Problem;
  /** The same in words, for jest. */
  message: () => string;
}

export const matchers = {
  toAgreeWith(received: unknown, expected: Numbers, tolerance: Tolerance = {}): Verdict {
    const { relative = 1e-9, absolute = 1e-12, of } = tolerance;
    const wanted = typeof expected === 'number' || expected instanceof NDArray ? expected : array(expected);
    if (!fits(received, wanted)) return verdict(false, () => [described(received), described(wanted)], of);

    const [got, want] = [numbersOf(received), numbersOf(wanted)];
    const excess = want.map((value, i) => excessOf(got[i], value, absolute + relative * Math.abs(value)));
    const worst = excess.indexOf(Math.max(...excess));
    if (worst < 0 || excess[worst] <= 0)
      return verdict(true, () => [described(received), not(described(wanted))], of);

    const [a, b] = tellApart(got[worst], want[worst]);
    if (!(wanted instanceof NDArray)) return verdict(false, () => [a, b], of);
    const found = (): Wording =>
      phrase`${{ value: a }} at ${{ place: place(worst, wanted) }} of ${{ array: described(received) }}`;
    return verdict(false, () => [found(), b], of);
  },

  toHaveShape(received: unknown, shape: readonly number[], of?: Wording): Verdict {
    const pass = received instanceof NDArray && String(received.shape) === String(shape);
    const wanted = phrase`an NDArray of shape ${{ shape: shapeInWords(shape) }}`;
    return verdict(pass, () => [described(received), pass ? not(wanted) : wanted], of);
  },

  toBeFinite(received: unknown, of?: Wording): Verdict {
    const numeric = typeof received === 'number' || received instanceof NDArray;
    const pass = numeric && numbersOf(received).every(Number.isFinite);
    const wanted = phrase`finite numbers`;
    return verdict(pass, () => [described(received), pass ? not(wanted) : wanted], of);
  },

  toBeOneFiniteNumber(received: unknown): Verdict {
    const pass = Number.isFinite(received);
    const wanted = phrase`one finite number`;
    return verdict(pass, () => [described(received), pass ? not(wanted) : wanted]);
  },

  toHaveNames(received: unknown, names: readonly string[]): Verdict {
    const wanted = inOrder(names);
    if (!hasNames(received)) {
      return verdict(false, () => [
        described(received),
        phrase`an object with the names ${{ names: wanted }}`,
      ]);
    }
    const got = Object.keys(received);
    const pass = got.length === names.length && names.every((name) => got.includes(name));
    return verdict(pass, () => [inOrder(got), pass ? not(wanted) : wanted], phrase`the names`);
  },
};

/** Whether a value is an object of names and values, of whatever class. */
function hasNames(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof NDArray || value instanceof Unsupported);
}

/** Names as a student reads them; of many, the beginning. */
function inOrder(names: readonly string[]): string {
  const sorted = [...names].sort();
  return `{ ${[...sorted.slice(0, SHOWN.fields), ...more(sorted.length, SHOWN.fields)].join(', ')} }`;
}

/** Lets toEqual compare arrays by what can be seen of them: their numbers are not among their fields. */
export function sameArrays(a: unknown, b: unknown): boolean | undefined {
  if (!(a instanceof NDArray) && !(b instanceof NDArray)) return undefined;
  if (!(a instanceof NDArray) || !(b instanceof NDArray)) return false;
  return String(a.shape) === String(b.shape) && a.data.every((value, i) => Object.is(value, b.data[i]));
}

/** What was received and expected is put into words only where it is read: most checks hold. */
function verdict(
  pass: boolean,
  words: () => [received: Wording, expected: Wording],
  of: Wording = '',
): Verdict {
  const problem = (): Problem => {
    const [received, expected] = words();
    return { kind: 'differs', ...(of !== '' && { subject: of }), received, expected };
  };
  return { pass, problem, message: () => asWritten(phraseOf(problem())) };
}

function not(value: Wording): Wording {
  return phrase`not ${{ value }}`;
}

function fits(received: unknown, wanted: number | NDArray): received is number | NDArray {
  if (typeof wanted === 'number') return typeof received === 'number';
  return received instanceof NDArray && String(received.shape) === String(wanted.shape);
}

function numbersOf(value: number | NDArray): number[] {
  return typeof value === 'number' ? [value] : (value.reshape(value.size).toArray() as number[]);
}

/** How far `got` is outside the tolerance around `want`. NaN and the infinities agree only with themselves. */
function excessOf(got: number, want: number, tolerance: number): number {
  if (Object.is(got, want) || got === want) return -Infinity;
  if (!Number.isFinite(got) || !Number.isFinite(want)) return Infinity;
  return Math.abs(got - want) - tolerance;
}

export function place(index: number, { shape }: NDArray): string {
  return shape.length === 1 ? `[${index}]` : `[${Math.floor(index / shape[1])}, ${index % shape[1]}]`;
}

/** Two numbers with as few digits as tell them apart, and at least four. */
function tellApart(a: number, b: number): [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const [shownA, shownB] = [Number(a.toPrecision(digits)), Number(b.toPrecision(digits))];
    if (!Object.is(shownA, shownB)) return [String(shownA), String(shownB)];
  }
  return [String(a), String(b)];
}

/** How much of a value is shown: elements of a list, fields of an object, and objects in objects. */
const SHOWN = { elements: 200, fields: 20, depth: 8 };

/** A text is cut here, however little is in each of its parts. */
const LONGEST_SHOWN = 4_000;

/** A value as a student reads it: numbers with six digits, arrays in rows, and a word for what is no number at all. Of a long one, the beginning. */
export function show(value: unknown): string {
  return asWritten(described(value));
}

/** The same, as it can be said in any language. */
export function described(value: unknown): Wording {
  if (value instanceof Unsupported) return value.found;
  if (typeof value === 'function') return phrase`a function`;
  if (value instanceof NDArray) {
    const shape = shapeInWords(value.shape);
    if (!isShort(value)) return phrase`an NDArray of shape ${{ shape }}`;
    const numbers = showRows(value.toArray() as readonly unknown[], 0, false);
    return phrase`an NDArray of shape ${{ shape }} ${{ numbers }}`;
  }
  const shown = showPart(value, 0, true);
  return shown.length <= LONGEST_SHOWN ? shown : `${shown.slice(0, LONGEST_SHOWN)} …`;
}

/** An empty array may have a million rows. */
function isShort({ size, shape }: NDArray): boolean {
  return size <= 24 && shape[0] <= 24;
}

function shapeInWords(shape: readonly number[]): string {
  return `(${shape.join('×')})`;
}

/** Two values, each with as many digits as tell them apart. */
export function describedApart(a: unknown, b: unknown): [Wording, Wording] {
  for (digitsShown = USUAL_DIGITS; digitsShown <= ALL_DIGITS; digitsShown++) {
    const both: [Wording, Wording] = [described(a), described(b)];
    if (asWritten(both[0]) !== asWritten(both[1]) || digitsShown === ALL_DIGITS) {
      digitsShown = USUAL_DIGITS;
      return both;
    }
  }
  throw new Error('the last round returns');
}

const USUAL_DIGITS = 6;
const ALL_DIGITS = 17;
let digitsShown = USUAL_DIGITS;

function showNumber(value: number): string {
  if (digitsShown === ALL_DIGITS) return Object.is(value, -0) ? '-0' : String(value);
  return String(Number(value.toPrecision(digitsShown)));
}

/** @param withGetters see fieldsOf */
function showPart(value: unknown, depth: number, withGetters: boolean): string {
  if (typeof value === 'number') return showNumber(value);
  if (value instanceof NDArray) {
    const numbers = isShort(value) ? ` ${showRows(value.toArray() as readonly unknown[], depth, false)}` : '';
    return `an NDArray of shape ${shapeInWords(value.shape)}${numbers}`;
  }
  if (value instanceof Unsupported) return asWritten(value.found);
  if (depth > SHOWN.depth) return '…';
  if (Array.isArray(value)) return showRows(value, depth, withGetters);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    if (isTypedArray(value)) return `${kindInWords(value)} ${showRows(value, depth, withGetters)}`;
    const fields = fieldsOf(value, withGetters);
    const shown = fields
      .slice(0, SHOWN.fields)
      .map(([key, field, fromClass]) => `${key}: ${showPart(field, depth + 1, withGetters && !fromClass)}`);
    return `{ ${[...shown, ...more(fields.length, SHOWN.fields)].join(', ')} }`;
  }
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'undefined');
}

function showRows(values: ArrayLike<unknown>, depth: number, withGetters: boolean): string {
  const shown: string[] = [];
  let length = 0;
  for (let i = 0; i < Math.min(values.length, SHOWN.elements) && length <= LONGEST_SHOWN; i++) {
    shown[i] = showPart(values[i], depth + 1, withGetters);
    length += shown[i].length;
  }
  return `[${[...shown, ...more(values.length, shown.length)].join(', ')}]`;
}

function more(count: number, shown: number): string[] {
  return count > shown ? [`… and ${count - shown} more`] : [];
}
