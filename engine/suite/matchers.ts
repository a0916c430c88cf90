// The matchers of the suites. A failure says one thing: what came, what was expected, and where they differ most.
import { array, NDArray, type Nested } from '#lib/ndarray';
import { fieldsOf, Unsupported } from './plain-data';

type Numbers = number | NDArray | Nested;

/** How far apart two numbers may lie: |received − expected| ≤ absolute + relative · |expected|. */
export interface Tolerance {
  /** 1e-9 unless given: far above what another order of summation changes, far below any mistake. */
  relative?: number;
  /** 1e-12 unless given: for values that should be 0. */
  absolute?: number;
  /** What was measured, where it is not what the function returned: "the sum of row 0". */
  of?: string;
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the merged interface has this parameter
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** The same shape, and each number within the tolerance. NaN agrees with NaN alone. */
    toAgreeWith(expected: Numbers, tolerance?: Tolerance): R;
    /** An NDArray of this shape. `of`: what was looked at, where it is not what the function returned: "W1". */
    toHaveShape(shape: readonly number[], of?: string): R;
    /** A number, or an NDArray of numbers, none of them NaN or infinite. */
    toBeFinite(of?: string): R;
    /** One number, neither NaN nor infinite. */
    toBeOneFiniteNumber(): R;
  }
}

interface Verdict {
  pass: boolean;
  message: () => string;
}

export const matchers = {
  toAgreeWith(received: unknown, expected: Numbers, tolerance: Tolerance = {}): Verdict {
    const { relative = 1e-9, absolute = 1e-12, of = '' } = tolerance;
    const wanted = typeof expected === 'number' || expected instanceof NDArray ? expected : array(expected);
    if (!fits(received, wanted)) return verdict(false, () => [show(received), show(wanted)], of);

    const [got, want] = [numbersOf(received), numbersOf(wanted)];
    const excess = want.map((value, i) => excessOf(got[i], value, absolute + relative * Math.abs(value)));
    const worst = excess.indexOf(Math.max(...excess));
    if (worst < 0 || excess[worst] <= 0)
      return verdict(true, () => [show(received), `not ${show(wanted)}`], of);

    const where = wanted instanceof NDArray ? ` at ${place(worst, wanted)} of ${show(received)}` : '';
    const [a, b] = tellApart(got[worst], want[worst]);
    return verdict(false, () => [`${a}${where}`, b], of);
  },

  toHaveShape(received: unknown, shape: readonly number[], of?: string): Verdict {
    const pass = received instanceof NDArray && String(received.shape) === String(shape);
    return verdict(
      pass,
      () => [show(received), `${pass ? 'not ' : ''}an NDArray of shape (${shape.join('×')})`],
      of,
    );
  },

  toBeFinite(received: unknown, of?: string): Verdict {
    const numeric = typeof received === 'number' || received instanceof NDArray;
    const pass = numeric && numbersOf(received).every(Number.isFinite);
    return verdict(pass, () => [show(received), `${pass ? 'not ' : ''}finite numbers`], of);
  },

  toBeOneFiniteNumber(received: unknown): Verdict {
    const pass = Number.isFinite(received);
    return verdict(pass, () => [show(received), `${pass ? 'not ' : ''}one finite number`]);
  },
};

/** Lets toEqual compare arrays by what can be seen of them: their numbers are not among their fields. */
export function sameArrays(a: unknown, b: unknown): boolean | undefined {
  if (!(a instanceof NDArray) && !(b instanceof NDArray)) return undefined;
  if (!(a instanceof NDArray) || !(b instanceof NDArray)) return false;
  return String(a.shape) === String(b.shape) && a.data.every((value, i) => Object.is(value, b.data[i]));
}

/** What came and what was expected are put into words only where they are read: most checks hold. */
function verdict(pass: boolean, words: () => [received: string, expected: string], of = ''): Verdict {
  const message = (): string => {
    const [received, expected] = words();
    return `${of === '' ? 'received' : `${of}: received`} ${received}, expected ${expected}`;
  };
  return { pass, message };
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
  const shown = showPart(value, 0, true);
  return shown.length <= LONGEST_SHOWN ? shown : `${shown.slice(0, LONGEST_SHOWN)} …`;
}

/** Two values, each with as many digits as tell them apart. */
export function showApart(a: unknown, b: unknown): [string, string] {
  for (digitsShown = USUAL_DIGITS; digitsShown <= ALL_DIGITS; digitsShown++) {
    const [shownA, shownB] = [show(a), show(b)];
    if (shownA !== shownB || digitsShown === ALL_DIGITS) {
      digitsShown = USUAL_DIGITS;
      return [shownA, shownB];
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
    const isShort = value.size <= 24 && value.shape[0] <= 24; // an empty array may have a million rows
    const numbers = isShort ? ` ${showRows(value.toArray(), depth, false)}` : '';
    return `an NDArray of shape (${value.shape.join('×')})${numbers}`;
  }
  if (value instanceof Unsupported) return value.found;
  if (depth > SHOWN.depth) return '…';
  if (Array.isArray(value)) return showRows(value, depth, withGetters);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    const fields = fieldsOf(value, withGetters);
    const shown = fields
      .slice(0, SHOWN.fields)
      .map(([key, field, fromClass]) => `${key}: ${showPart(field, depth + 1, withGetters && !fromClass)}`);
    return `{ ${[...shown, ...more(fields.length, SHOWN.fields)].join(', ')} }`;
  }
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'undefined');
}

function showRows(values: readonly unknown[], depth: number, withGetters: boolean): string {
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
