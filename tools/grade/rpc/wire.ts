// What crosses between judge and student's code, and the one check of it: every message from the other side is looked at here, number by
// number, before anything is made of it.
import { asWritten, type Wording } from '../../../engine/words/phrase';
import { LONGEST_PHRASE, LONGEST_STRING, LARGEST_VALUE, MOST_FIELDS, MOST_GAPS } from './limits';

/** A value as JSON. Objects cross once, in a message's `objects`; everywhere else they are named by their number. */
export type Wire =
  | null
  | boolean
  | number
  | string
  | { number: string } // NaN, Infinity, -Infinity, -0: JSON has no words for them
  | { undefined: true }
  | { object: number }
  | { function: number } // it stays where it is, and is called from afar
  | { instance: number; of: string } // it stays where it is, and is read and called from afar
  | { unsupported: Wording }; // what has no place in the course, in words

/** What is in an object: numbers as bytes, everything else as values. */
export type ObjectContent =
  | { array: Wire[] }
  | { record: [key: string, value: Wire][] } // also of an object of a student's class: its fields, as plain data
  | { declared: [key: string, value: Wire][]; of: string } // of a class that the course declares: made anew on the other side
  | Numbers;

export type ContentKind = 'array' | 'record' | 'declared' | 'numbers';

/** The bytes of an NDArray; without a shape, of a typed array. */
export interface Numbers {
  numbers: string;
  type: string;
  shape?: number[];
}

/** What came that no honest program sends. */
export class ProtocolError extends Error {}

export function refuse(what: string): never {
  throw new ProtocolError(what);
}

const TYPED_ARRAYS = [
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
];
export type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number]>;

/** The types of an NDArray, in its own words. */
const DTYPES: Record<string, string> = { float64: 'Float64Array', float32: 'Float32Array' };

// What a student's file may have replaced by the time it is needed.
const { isFinite, isSafeInteger, MAX_SAFE_INTEGER } = Number;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { hasOwn, is, keys } = Object;
const { ceil, max } = Math;

export function isList(value: unknown): value is unknown[] {
  return isArray(value);
}

export function isFieldsOfMessage(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value);
}

export function isTypedArray(value: object): value is TypedArray {
  return isView(value) && TYPED_ARRAYS.some((Type) => value instanceof Type); // most values are none, and the first question is quick
}

/** The language's own type of a typed array, which may be of a student's class. */
export function typeOf(value: ArrayLike<number>): (typeof TYPED_ARRAYS)[number] {
  return TYPED_ARRAYS.find((Type) => value instanceof Type)!;
}

/** Of that type: `slice` makes one of the same class, by a constructor that may want something else than a length. */
export function plainCopyOf(value: ArrayLike<number>): TypedArray {
  return new (typeOf(value))(value);
}

/** Every number of a message is whole, and in a range. */
export function checkedWholeNumber(value: unknown, what: string, least = 1, most = MAX_SAFE_INTEGER): number {
  if (!isSafeInteger(value) || (value as number) < least || (value as number) > most || is(value, -0)) {
    return refuse(what);
  }
  return value as number;
}

// ── values ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const SPECIAL_NUMBERS = ['NaN', 'Infinity', '-Infinity', '-0'];

/** A value that came, with nothing in it but what a value has. */
export function checkedWire(wire: unknown): Wire {
  switch (typeof wire) {
    case 'boolean':
      return wire;
    case 'number':
      return isFinite(wire) ? wire : refuse('no value');
    case 'string':
      return wire.length <= LONGEST_STRING ? wire : refuse(`a string of ${wire.length} characters`);
  }
  if (wire === null) return null;
  if (!isFieldsOfMessage(wire)) return refuse('no value');
  const [kind, ...others] = keys(wire);
  const content = wire[kind];
  if (kind === 'instance') {
    if (others.length !== 1 || typeof wire.of !== 'string' || wire.of.length > LONGEST_STRING) {
      refuse('no value');
    }
    checkedWholeNumber(content, 'no value');
    return wire as Wire;
  }
  if (others.length > 0) refuse('no value');
  if (kind === 'object' || kind === 'function') checkedWholeNumber(content, 'no value');
  else if (kind === 'number') {
    if (!SPECIAL_NUMBERS.includes(content as string)) refuse('no value');
  } else if (kind === 'unsupported') {
    if (!isWording(content)) refuse('no value');
  } else if (kind !== 'undefined' || content !== true) refuse('no value');
  return wire as Wire;
}

/** A text, or a phrase whose gaps are texts, and which is no longer than a text when it is filled: it may name a gap thousands of times. */
export function isWording(value: unknown): value is Wording {
  if (isText(value)) return true;
  if (!isFieldsOfMessage(value) || keys(value).length !== 2) return false;
  if (!isText(value.text) || value.text.length > LONGEST_PHRASE) return false;
  const { gaps } = value;
  if (!isFieldsOfMessage(gaps)) return false;
  const names = keys(gaps);
  if (names.length > MOST_GAPS || !names.every((name) => isText(name) && isText(gaps[name]))) return false;
  return filledLength(value.text, gaps as Record<string, string>) <= LONGEST_STRING;
}

/** How long a phrase will be at most, before it is filled. */
function filledLength(text: string, gaps: Record<string, string>): number {
  let length = text.length;
  for (const [, name] of text.matchAll(/\{(\w+)\}/g)) if (hasOwn(gaps, name)) length += gaps[name].length;
  return length;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_STRING;
}

/** How many parts a value is by itself: a long text counts for several, because it takes room as several numbers do. */
function partsOf(wire: Wire): number {
  if (typeof wire === 'string') return partsOfText(wire);
  if (typeof wire !== 'object' || wire === null || !('unsupported' in wire)) return 1;
  return partsOfText(asWritten(wire.unsupported));
}

function partsOfText(text: string): number {
  return 1 + ceil(text.length / 4);
}

/** A field takes as much room as several numbers. */
const PARTS_OF_FIELD = 4;

// ── objects ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is to be known of an object before anything is made of it. */
export interface Measure {
  kind: ContentKind;
  /** Its own parts, without those of the objects in it. */
  own: number;
  /** The objects in it, by number; one that is there twice is named twice. */
  inner: number[];
}

export function measure(content: ObjectContent): Measure {
  if ('numbers' in content) {
    const { numbers, type, shape } = content;
    const count = (numbers.length * 3) / 4 / bytesOfElement(type, shape);
    return { kind: 'numbers', own: 1 + max(ceil(count), ...(shape ?? [])), inner: [] }; // an empty array may still have a million rows
  }
  const inner: number[] = [];
  let own = 1;
  const add = (wire: Wire): void => {
    own += partsOf(wire);
    if (typeof wire === 'object' && wire !== null && 'object' in wire) inner.push(wire.object);
  };
  if ('array' in content) {
    content.array.forEach(add);
    return { kind: 'array', own, inner };
  }
  const isDeclared = 'declared' in content;
  for (const [name, wire] of isDeclared ? content.declared : content.record) {
    own += PARTS_OF_FIELD + partsOfText(name);
    add(wire);
  }
  return { kind: isDeclared ? 'declared' : 'record', own, inner };
}

/** An object's content that came, with nothing in it but what a content has. */
export function checkedContent(content: unknown): ObjectContent {
  if (!isFieldsOfMessage(content)) return refuse('no object');
  if (hasOwn(content, 'numbers')) return checkedNumbers(content);
  if (hasOwn(content, 'array')) {
    if (!isList(content.array)) return refuse('no array');
    content.array.forEach(checkedWire);
    return content as ObjectContent;
  }
  const fields = hasOwn(content, 'record') ? content.record : content.declared;
  if (!isList(fields)) return refuse('no record');
  if (fields.length > MOST_FIELDS) return refuse(`an object of ${fields.length} fields`);
  for (const field of fields) {
    if (!isList(field) || field.length !== 2 || typeof field[0] !== 'string') return refuse('no record');
    checkedWire(field[0]);
    checkedWire(field[1]);
  }
  return content as ObjectContent;
}

function checkedNumbers(content: Record<string, unknown>): Numbers {
  const { numbers, type, shape } = content;
  if (typeof numbers !== 'string' || typeof type !== 'string') return refuse('no numbers');
  if (shape !== undefined) {
    if (!isList(shape) || shape.length < 1 || shape.length > 2) return refuse('a shape that is none');
    for (const size of shape) checkedWholeNumber(size, 'a shape that is none', 0, LARGEST_VALUE);
  }
  if (bytesOfElement(type, shape as number[] | undefined) === 0) return refuse('no numbers');
  return content as unknown as Numbers;
}

function bytesOfElement(type: string, shape: number[] | undefined): number {
  return typeNamed(type, shape)?.BYTES_PER_ELEMENT ?? 0;
}

/** The typed array of this name; with a shape, that of an NDArray's dtype. */
function typeNamed(type: string, shape: number[] | undefined): (typeof TYPED_ARRAYS)[number] | undefined {
  const name = shape === undefined ? type : hasOwn(DTYPES, type) ? DTYPES[type] : undefined;
  return TYPED_ARRAYS.find((Type) => Type.name === name);
}

/** The numbers in a content, as a typed array. */
export function dataOf({ numbers, type, shape }: Numbers): TypedArray {
  const Type = typeNamed(type, shape)!;
  const bytes = Buffer.from(numbers, 'base64');
  if (bytes.length % Type.BYTES_PER_ELEMENT !== 0) refuse('no numbers');
  return new Type(new Uint8Array(bytes).buffer);
}

/** The bytes of a typed array, as a content has them. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
}
