// What can be seen of an answer while a test calls it, as plain data, and when two answers look alike.
import { NDArray } from '#lib/ndarray';
import { isTypedArray } from './copies';
import { fieldsOf, kindInWords } from './plain-data';

/** One thing that a test sees: what a call returned or threw, what it left in its arguments, what a callback was told, or how the test ended. */
export type Sight =
  ['returned' | 'left' | 'told' | 'field', unknown] | ['threw', string] | ['holds'] | ['fails'];

/** More than another order of summation can change, also where a difference is divided by 2h; less than any mistake does. */
const TOLERANCE = 1e-8;

/** Deeper than anything that an answer returns. */
const DEEPEST = 6;

/** Arrays and objects as plain data, whatever class they are of. */
export function plain(value: unknown, withGetters = true, depth = 0): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`; // JSON has no way to write it
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return 'more';
  if (value instanceof NDArray) return { shape: [...value.shape], data: [...value.data] };
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return value.map((inner) => plain(inner, withGetters, depth + 1));
  if (isTypedArray(value)) return { [kindInWords(value)]: [...value] };
  return Object.fromEntries(
    fieldsOf(value, withGetters).map(([key, field, fromClass]) => [
      key,
      plain(field, withGetters && !fromClass, depth + 1),
    ]),
  );
}

/**
 * Whether two answers look alike where the right one looks like `right`. What they throw must be the same error, unless it is right to throw:
 * an error that says something else was thrown for another reason.
 */
export function lookAlike(a: readonly Sight[], b: readonly Sight[], right: readonly Sight[]): boolean {
  return a.length === b.length && a.every((sight, i) => isSameSight(sight, b[i], () => right[i]));
}

/**
 * Whether two answers look alike in one place; see {@link lookAlike}.
 *
 * @param right asked only where it matters: it may have to be computed
 */
export function isSameSight(
  [kind, value]: Sight,
  [otherKind, other]: Sight,
  right: () => Sight | undefined,
): boolean {
  if (kind !== otherKind) return false;
  if (kind === 'threw') return lastNameOf(value) === lastNameOf(other as string) || right()?.[0] === 'threw';
  if (!alike(value, other)) return false;
  return alike(other, value) || alike(value, other, right()?.[1]);
}

/** An engine says what can't be called in the words of the file: "options.onEpoch". Only its last name is no choice of the one who wrote it. */
function lastNameOf(thrown: string): string {
  return thrown.replace(
    /^TypeError: (?:[\w$]+\.)+(?=[\w$]+ is not a (?:function|constructor))/,
    'TypeError: ',
  );
}

/**
 * Plain data, with numbers that are equal but for rounding. An object may hold more than is looked at, such as the fields of a class of the
 * student's own; but what the right answer has is either in both or in neither.
 */
export function alike(a: unknown, b: unknown, right?: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(b));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    const elements: unknown[] = Array.isArray(right) ? right : [];
    return a.every((value, i) => alike(value, b[i], elements[i]));
  }
  const expected: object = typeof right === 'object' && right !== null ? right : {};
  if (Object.keys(expected).some((key) => key in a !== key in b)) return false;
  return Object.entries(b).every(
    ([key, value]) =>
      key in a && alike(a[key as keyof typeof a], value, expected[key as keyof typeof expected]),
  );
}
