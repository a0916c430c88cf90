// A value as the lessons show it: an NDArray as its numbers, and of a number the digits that say something.
import { NDArray } from '#lib/ndarray';
import type { NumberFormat } from './digits';

const LONGEST = 60; // parts of one list
const DEEPEST = 5;

export function shown(value: unknown, digits: NumberFormat, depth = 0): string {
  if (typeof value === 'number') return digits(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return value.name === '' ? 'a function' : `a function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return String(value);
  if (depth >= DEEPEST) return '…';
  if (value instanceof NDArray) return `${shown(firstOf(value), digits, depth)}${shapeOf(value)}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return listOf(Array.from(value as unknown[]), digits, depth);
  }
  return fieldsOf(value, digits, depth);
}

/** The first rows are enough to see what is there: an array may have a million of them. */
function firstOf(array: NDArray): unknown {
  const rows = array.shape[0] ?? 0;
  return rows <= LONGEST
    ? array.toArray()
    : array.take(Array.from({ length: LONGEST + 1 }, (_, n) => n)).toArray();
}

/** Said where not all numbers are shown. */
function shapeOf({ shape }: NDArray): string {
  return shape.some((length) => length > LONGEST) ? ` (${shape.join('×')})` : '';
}

function listOf(values: unknown[], digits: NumberFormat, depth: number): string {
  const parts = values.slice(0, LONGEST).map((value) => shown(value, digits, depth + 1));
  if (values.length > LONGEST) parts.push('…');
  return `[${parts.join(', ')}]`;
}

function fieldsOf(value: object, digits: NumberFormat, depth: number): string {
  const name = (Object.getPrototypeOf(value) as object | null)?.constructor.name;
  const fields = Object.entries(value).slice(0, LONGEST);
  const parts = fields.map(([key, field]) => `${key}: ${shown(field, digits, depth + 1)}`);
  const inside = parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
  return name === undefined || name === 'Object' ? inside : `${name} ${inside}`;
}
