// Objects as plain data. A suite looks at the fields of an object, never at its class: `{ x, t }` and `new Batch(x, t)` are the same answer,
// at home and in the grader, where only data crosses.
import { phrase, type Wording } from '../words/phrase';
import { isRecord } from './copies';

// What a student's file may have replaced by the time it is needed.
const { getOwnPropertyDescriptors, getOwnPropertyNames, getPrototypeOf, keys } = Object;
const { toString } = Object.prototype;
const { apply } = Reflect;

/** A name, its value, and whether a getter of the class gave it. */
export type Field = [name: string, value: unknown, fromClass: boolean];

/** A stand-in for a value that has no place in the course. Its text is what a failed test shows. */
export class Unsupported {
  constructor(readonly found: Wording) {}
}

/** What is shown instead of a field that cannot be read. */
export const UNREADABLE = phrase`a value that throws when it is read`;

/** An object that holds fields and nothing else: no Promise, no Date, no Map, which keep what they are in places that are no fields. */
export function isMadeOfFields(value: object): boolean {
  return kindInWords(value) === 'Object';
}

/** What the language calls an object: "Object", "Promise", "Generator". */
export function kindInWords(value: object): string {
  return apply(toString, value, []).slice('[object '.length, -1);
}

/**
 * The fields of an object. Of a plain one, all of its own; of an object of a class, its own without functions, and what the getters of its
 * class give. Each getter is called once.
 *
 * @param withGetters false for what a getter of a class has given: a matrix whose `T` is a matrix would have no end
 */
export function fieldsOf(object: object, withGetters = true): Field[] {
  const own = keys(object).map((name): Field => [name, read(object, name), false]);
  if (isRecord(object)) return own;
  const fields = own.filter(([, value]) => typeof value !== 'function');
  if (!withGetters) return fields;
  const names = new Set(keys(object));
  for (const name of getterNames(object)) {
    if (names.has(name)) continue;
    names.add(name);
    const value = read(object, name);
    if (typeof value !== 'function') fields.push([name, value, true]);
  }
  return fields;
}

/** Whether reading the fields calls code: then they are not read more often than needed. */
export function hasGetters(object: object): boolean {
  const own = getOwnPropertyDescriptors(object);
  return keys(own).some((name) => own[name].get !== undefined) || getterNames(object).length > 0;
}

/** The names of the getters that an object has from its class, and from those that the class extends. */
function getterNames(object: object): string[] {
  const names: string[] = [];
  for (let level = classOf(object); level !== undefined; level = classOf(level)) {
    const members = getOwnPropertyDescriptors(level);
    names.push(...getOwnPropertyNames(members).filter((name) => members[name].get !== undefined));
  }
  return names;
}

/** The prototype, unless it is the one of all objects. */
function classOf(object: object): object | undefined {
  const prototype = getPrototypeOf(object) as object | null;
  return prototype === null || prototype === Object.prototype ? undefined : prototype;
}

function read(object: object, name: string): unknown {
  try {
    return (object as Record<string, unknown>)[name];
  } catch {
    return new Unsupported(UNREADABLE);
  }
}

/** What was thrown, as text: not everything has one. */
export function textOf(thrown: unknown): string {
  if (typeof thrown === 'function') return 'a function';
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  try {
    const { message } = thrown as { message?: unknown };
    if (typeof message === 'string' && message !== '') return message.slice(0, 2_000);
    const text = String(thrown);
    if (!text.startsWith('[object ')) return text.slice(0, 2_000);
  } catch {
    // said below
  }
  return 'an object that is no error';
}
