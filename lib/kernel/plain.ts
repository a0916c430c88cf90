// The loops under the array library, in plain TypeScript over typed arrays. Each does one thing: a loop that calls a function for
// every number takes five times as long.
import type { Data } from './types';

// Looked up once and not in every round: in jest's sandbox the way to a global is long.
const { exp, log, max } = Math;
const { isNaN } = Number;

/**
 * A matrix as it is laid out in `data`, and how far it is there to the neighbor below and to the neighbor on the right. The transpose is
 * the same data with the two exchanged; a step of 0 repeats one number.
 */
export interface Grid {
  data: Data;
  down: number;
  right: number;
}

// ── two matrices to one ──────────────────────────────────────────────────────────────────────────────────────────

/**
 * result = a·b, for a (rows × inner) and b (inner × columns), on a result of zeros. The middle loop runs over the inner size, so
 * that the last one walks along rows of `b` and `result`, in the order in which they are in memory; and where `a` is 0, as in most
 * pixels of a digit, it is left out, unless `b` holds an infinity or a NaN: 0 times these is NaN.
 */
export function dot(a: Data, b: Data, result: Data, rows: number, inner: number, columns: number): void {
  const skipZeros = allFinite(b);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k];
      if (factor === 0 && skipZeros) continue;
      for (let j = 0; j < columns; j++) result[i * columns + j] += factor * b[k * columns + j];
    }
  }
}

/** An infinity or a NaN less itself is NaN; every other number less itself is 0. */
function allFinite(values: Data): boolean {
  for (let i = 0; i < values.length; i++) {
    if (values[i] - values[i] !== 0) return false;
  }
  return true;
}

// ── pair by pair ─────────────────────────────────────────────────────────────────────────────────────────────────

/** An operation on pairs of numbers, in three loops: two arrays, an array and one number, two grids. */
export interface Pairwise {
  arrays(a: Data, b: Data, result: Data): void;
  number(a: Data, b: number, result: Data): void;
  grids(a: Grid, b: Grid, result: Data, rows: number, columns: number): void;
}

/** The operations pair by pair. */
export type PairwiseName = 'add' | 'sub' | 'mul' | 'div';

export const pairwise: Record<PairwiseName, Pairwise> = {
  add: {
    arrays(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] + b[i];
    },
    number(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] + b;
    },
    grids(
      { data: a, down: aDown, right: aRight },
      { data: b, down: bDown, right: bRight },
      result,
      rows,
      columns,
    ) {
      for (let i = 0, next = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          result[next++] = a[i * aDown + j * aRight] + b[i * bDown + j * bRight];
      }
    },
  },
  sub: {
    arrays(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] - b[i];
    },
    number(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] - b;
    },
    grids(
      { data: a, down: aDown, right: aRight },
      { data: b, down: bDown, right: bRight },
      result,
      rows,
      columns,
    ) {
      for (let i = 0, next = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          result[next++] = a[i * aDown + j * aRight] - b[i * bDown + j * bRight];
      }
    },
  },
  mul: {
    arrays(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] * b[i];
    },
    number(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] * b;
    },
    grids(
      { data: a, down: aDown, right: aRight },
      { data: b, down: bDown, right: bRight },
      result,
      rows,
      columns,
    ) {
      for (let i = 0, next = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          result[next++] = a[i * aDown + j * aRight] * b[i * bDown + j * bRight];
      }
    },
  },
  div: {
    arrays(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] / b[i];
    },
    number(a, b, result) {
      for (let i = 0; i < result.length; i++) result[i] = a[i] / b;
    },
    grids(
      { data: a, down: aDown, right: aRight },
      { data: b, down: bDown, right: bRight },
      result,
      rows,
      columns,
    ) {
      for (let i = 0, next = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          result[next++] = a[i * aDown + j * aRight] / b[i * bDown + j * bRight];
      }
    },
  },
};

// ── number by number ─────────────────────────────────────────────────────────────────────────────────────────────

export const elementwise: Record<'exp' | 'log' | 'square', (a: Data, result: Data) => void> = {
  exp(a, result) {
    for (let i = 0; i < result.length; i++) result[i] = exp(a[i]);
  },
  log(a, result) {
    for (let i = 0; i < result.length; i++) result[i] = log(a[i]);
  },
  square(a, result) {
    for (let i = 0; i < result.length; i++) result[i] = a[i] * a[i];
  },
};

// ── each row to a number ─────────────────────────────────────────────────────────────────────────────────────────

/** An operation on each row: the results go one by one into `result`. */
export type Rowwise = (a: Grid, result: Data | number[], rows: number, columns: number) => void;

export const rowwise: Record<'sum' | 'max' | 'argmax', Rowwise> = {
  sum({ data, down, right }, result, rows, columns) {
    for (let i = 0; i < rows; i++) {
      let total = 0;
      for (let j = 0; j < columns; j++) total += data[i * down + j * right];
      result[i] = total;
    }
  },
  /** NaN where there is a NaN. */
  max({ data, down, right }, result, rows, columns) {
    for (let i = 0; i < rows; i++) {
      let largest = -Infinity;
      for (let j = 0; j < columns; j++) largest = max(largest, data[i * down + j * right]);
      result[i] = largest;
    }
  },
  /** The place of the first of the largest, or of the first NaN. */
  argmax({ data, down, right }, result, rows, columns) {
    for (let i = 0; i < rows; i++) {
      let best = 0;
      let largest = data[i * down];
      for (let j = 1; j < columns; j++) {
        const value = data[i * down + j * right];
        if (value > largest || (isNaN(value) && !isNaN(largest))) {
          best = j;
          largest = value;
        }
      }
      result[i] = best;
    }
  },
};

// ── rows to other places ─────────────────────────────────────────────────────────────────────────────────────────

/** The transpose of (rows × columns). */
export function transpose(data: Data, rows: number, columns: number): Data {
  const result = sameKind(data, data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j];
  }
  return result;
}

/** The rows of (rows × columns) in plain arrays, number by number: to cut views and spread them takes ten times as long. */
export function listRows(data: Data, rows: number, columns: number): number[][] {
  const result: number[][] = [];
  for (let i = 0; i < rows; i++) {
    const row: number[] = [];
    for (let j = 0; j < columns; j++) row.push(data[i * columns + j]);
    result.push(row);
  }
  return result;
}

/** The rows at `indices`, each `width` numbers wide. */
export function takeRows<Numbers extends Data | Uint8Array>(
  numbers: Numbers,
  indices: ArrayLike<number>,
  width: number,
): Numbers {
  const result = sameKind(numbers, indices.length * width);
  for (let k = 0; k < indices.length; k++) {
    const start = indices[k] * width;
    result.set(numbers.subarray(start, start + width), k * width);
  }
  return result;
}

function sameKind<Numbers extends Data | Uint8Array>(numbers: Numbers, length: number): Numbers {
  return new (numbers.constructor as new (length: number) => Numbers)(length);
}
