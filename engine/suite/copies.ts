// Deep copies of what laws draw and suites pass, so that no one can write to what others still need.
import { NDArray } from '#lib/ndarray';

/** What a copy does with an object of a class that it does not know. */
type OnInstance = (instance: object) => unknown;

/**
 * A deep copy of numbers, texts, arrays, NDArrays, typed arrays, maps, sets and records (fast-check makes some of these without a prototype).
 * Functions are what they were.
 *
 * @throws TypeError for an object of another class, unless `onInstance` says what becomes of it
 */
export function copyOf<T>(value: T, onInstance: OnInstance = refuse): T {
  return copy(value, onInstance) as T;
}

function copy(value: unknown, onInstance: OnInstance): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof NDArray) return value.copy();
  if (Array.isArray(value)) return value.map((part) => copy(part, onInstance));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copy(field, onInstance)]));
  if (isTypedArray(value)) return value.slice();
  if (value instanceof Map)
    return new Map([...value].map(([key, field]) => [copy(key, onInstance), copy(field, onInstance)]));
  if (value instanceof Set) return new Set([...value].map((part) => copy(part, onInstance)));
  return onInstance(value);
}

/** An object that is no more than its fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A typed array, whose numbers are not to be read like fields. */
export function isTypedArray(value: object): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function refuse(instance: object): never {
  throw new TypeError(
    `a law cannot copy an object of the class ${instance.constructor.name}: draw plain data`,
  );
}
