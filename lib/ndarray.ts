// The array library: 1-D and 2-D arrays of numbers, in NumPy's words. Given to the student; used by every topic. What is here knows
// shapes and rules; the loops, and the layout of numbers in memory, are in kernel/.
import { mapInto } from './kernel/map';
import type { Deferred, OperationName } from './kernel/deferred';
import { deferred, deferredDot, dot, pairwise, rowPairwise } from './kernel/operations';
import {
  elementwise,
  listRows,
  pairwise as plainPairwise,
  rowwise,
  type Grid,
  type PairwiseName,
} from './kernel/plain';
import { isBytes, Storage } from './kernel/storage';
import type { Bytes, Data, DType } from './kernel/types';

export type { DType } from './kernel/types';

/** The sizes along each axis: `[n]` for a vector, `[rows, columns]` for a matrix. */
export type Shape = readonly number[];

/** Numbers in rows, as they are written: `[1, 2, 3]` or `[[1, 2], [3, 4]]`. */
export type Nested = readonly number[] | readonly (readonly number[])[];

/** An array on its way to another thread. */
export interface ArrayMessage {
  shape: Shape;
  numbers: Data | Bytes;
}

/** Numbers in an array that is larger than both of those that it was broadcast from. */
const LARGEST_GROWN = 2 ** 24;

/** Options of the reductions: `keepdims` leaves the reduced axis in place with size 1, so that the result broadcasts. */
export interface ReduceOptions {
  keepdims?: boolean;
}

/**
 * A 1-D or 2-D array of numbers, row by row in one typed array (`data`).
 * Every operation returns a new array; only `set` and writing to `data` change one in place. What `reshape` returns shares
 * its numbers with the array it came from.
 */
export class NDArray {
  readonly shape: Shape;

  /** How many numbers the array holds. */
  readonly size: number;

  readonly #storage: Storage;

  /** Wraps `data`, row by row, without copying it. Most callers want {@link array}. */
  constructor(data: Data | Storage, shape: Shape) {
    this.#storage = data instanceof Storage ? data : openStorage(data, shape);
    this.shape = [...shape];
    this.size = sizeOf(shape);
  }

  /** The numbers, row by row, in one typed array. Writing to it changes the array. */
  get data(): Data {
    return this.#storage.open();
  }

  /** The number of axes: 1 or 2. */
  get ndim(): number {
    return this.shape.length;
  }

  get dtype(): DType {
    return this.#storage.dtype;
  }

  /** The transpose, as a new array: rows become columns. A 1-D array is its own transpose, as in NumPy. */
  get T(): NDArray {
    if (this.ndim === 1) return this;
    const [rows, columns] = this.shape;
    return new NDArray(this.#storage.transposed(), [columns, rows]);
  }

  /** One number: `v.at(i)` of a vector, `m.at(i, j)` of a matrix. */
  at(...indices: number[]): number {
    const [row, column] = this.#place('at', indices);
    return this.#storage.at(row, column);
  }

  /** Writes one number in place: `v.set(i, value)` of a vector, `m.set(i, j, value)` of a matrix. */
  set(...indicesAndValue: number[]): void {
    const value = indicesAndValue[indicesAndValue.length - 1];
    const [row, column] = this.#place('set', indicesAndValue.slice(0, -1));
    this.data[row * (this.shape[1] ?? 1) + column] = value;
  }

  // ── element by element, with broadcasting ──────────────────────────────────────────────────────────────────────

  add(other: NDArray | number): NDArray {
    return this.#pairwise('add', other);
  }

  sub(other: NDArray | number): NDArray {
    return this.#pairwise('sub', other);
  }

  mul(other: NDArray | number): NDArray {
    return this.#pairwise('mul', other);
  }

  div(other: NDArray | number): NDArray {
    return this.#pairwise('div', other);
  }

  /** e to the power of each element. */
  exp(): NDArray {
    return this.#elementwise('exp');
  }

  /** The natural logarithm of each element. */
  log(): NDArray {
    return this.#elementwise('log');
  }

  /** Each element times itself. */
  square(): NDArray {
    return this.#deferred('mul', this) ?? this.#elementwise('square');
  }

  /** A new array of `f(value, index)` for each element; `index` is its place in `data`. */
  map(f: (value: number, index: number) => number): NDArray {
    const root = f === Math.sqrt ? this.#deferred('sqrt') : undefined; // it gives the same, whenever it is called
    if (root !== undefined) return root;
    const values = this.#storage.read();
    const result = allocate(this.dtype, values.length);
    mapInto(f, values, result);
    return made(result, this.shape);
  }

  // ── reductions: the whole array to one number, or along an axis to an array ────────────────────────────────────

  /** The sum of all elements, or the sums along `axis` (0: down the columns, 1: along the rows, −1: the last axis). */
  sum(): number;
  sum(axis: number, options?: ReduceOptions): NDArray;
  sum(axis?: number, options?: ReduceOptions): number | NDArray {
    return this.#reduce('sum', axis, options);
  }

  /** The mean of all elements, or the means along `axis`. */
  mean(): number;
  mean(axis: number, options?: ReduceOptions): NDArray;
  mean(axis?: number, options?: ReduceOptions): number | NDArray {
    if (axis === undefined) return this.sum() / this.size;
    const count = this.shape[checkAxis('mean', this, axis)];
    return this.sum(axis, options).div(count);
  }

  /** The largest element, or the largest along `axis`; NaN where there is a NaN, as in NumPy. */
  max(): number;
  max(axis: number, options?: ReduceOptions): NDArray;
  max(axis?: number, options?: ReduceOptions): number | NDArray {
    checkNotEmpty('max', this, axis);
    return this.#reduce('max', axis, options);
  }

  /** The index of the largest element, or one index for each line along `axis`. The first of equals wins. */
  argmax(): number;
  argmax(axis: number): number[];
  argmax(axis?: number): number | number[] {
    checkNotEmpty('argmax', this, axis);
    const { grid, rows, columns } = this.#alongRows('argmax', axis);
    const places: number[] = [];
    rowwise.argmax(grid, places, rows, columns);
    return axis === undefined ? places[0] : places;
  }

  // ── shape ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The same numbers in another shape. As in NumPy this is a view: both share their `data`. */
  reshape(...shape: number[]): NDArray {
    checkShape('reshape', shape);
    if (sizeOf(shape) !== this.size) {
      throw new RangeError(
        `reshape: ${show(this.shape)} holds ${this.size} numbers, but ${show(shape)} needs ${sizeOf(shape)}`,
      );
    }
    return new NDArray(this.data, shape);
  }

  /** The elements (of a vector) or the rows (of a matrix) at `indices`, in that order; an index may come twice. */
  take(indices: ArrayLike<number>): NDArray {
    for (let k = 0; k < indices.length; k++) checkIndex('take', indices[k], this.shape[0], this.shape);
    return new NDArray(this.#storage.take(indices), [indices.length, ...this.shape.slice(1)]);
  }

  /** Row `i` of a matrix, as a new 1-D array. */
  row(i: number): NDArray {
    if (this.ndim !== 2)
      throw new RangeError(`row: only a 2-D array has rows; this one is ${show(this.shape)}`);
    checkIndex('row', i, this.shape[0], this.shape);
    return this.take([i]).reshape(this.shape[1]);
  }

  // ── the matrix product ─────────────────────────────────────────────────────────────────────────────────────────

  /** The matrix product: (N×K)·(K×M) is (N×M), (K)·(K×M) is (M), (N×K)·(K) is (N). */
  dot(other: NDArray): NDArray {
    if (this.ndim === 1 && other.ndim === 1) {
      throw new RangeError(
        `dot: ${show(this.shape)}·${show(other.shape)} is a single number: write a.mul(b).sum() for the inner product`,
      );
    }
    const [rows, inner] = this.ndim === 1 ? [1, this.size] : this.shape;
    const [otherInner, columns] = other.ndim === 1 ? [other.size, 1] : other.shape;
    if (inner !== otherInner) {
      throw new RangeError(
        `dot: ${show(this.shape)}·${show(other.shape)}: inner sizes ${inner} and ${otherInner} differ`,
      );
    }
    const shape = [...this.shape.slice(0, -1), ...other.shape.slice(1)];
    const dtype = commonType(this, other);
    const later = deferredDot(this.#storage, other.#storage, dtype, rows, inner, columns);
    if (later !== undefined) return made(later, shape);
    const result = allocate(dtype, rows * columns);
    dot(this.#storage, other.#storage.read(), result, rows, inner, columns);
    return made(result, shape);
  }

  // ── out of the array ───────────────────────────────────────────────────────────────────────────────────────────

  /** A new array with the same numbers. */
  copy(): NDArray {
    return made(this.#storage.read().slice(), this.shape);
  }

  /** The numbers in another (or the same) dtype, as a new array. */
  astype(dtype: DType): NDArray {
    const data = allocate(dtype, this.size);
    data.set(this.#storage.read());
    return made(data, this.shape);
  }

  /** What `postMessage` takes. Bytes in shared memory are not copied on the way. */
  toMessage(): ArrayMessage {
    return { shape: this.shape, numbers: this.#storage.readAsKept() };
  }

  /** The array that another thread has sent. */
  static fromMessage({ shape, numbers }: ArrayMessage): NDArray {
    return isBytes(numbers)
      ? new NDArray(new Storage(numbers, shape[0], shape[1] ?? 1), shape)
      : made(numbers, shape);
  }

  /** The numbers in plain (nested) arrays. */
  toArray(): number[] | number[][] {
    const rows = this.#rows();
    return this.ndim === 1 ? rows[0] : rows;
  }

  /** What `JSON.stringify` and a failed test show: the numbers in rows. */
  toJSON(): number[] | number[][] {
    return this.toArray();
  }

  /** The numbers in rows, NaN and Infinity too, for which JSON has no word. */
  toString(): string {
    const rows = this.#rows().map((row) => `[${row.join(',')}]`);
    return this.ndim === 1 ? rows[0] : `[${rows.join(',')}]`;
  }

  /** What `console.log` shows in Node: shape and numbers, of a long array the beginning. */
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const count = Math.min(this.shape[0], 100);
    const beginning = this.take(Array.from({ length: count }, (_, i) => i));
    const rest = this.shape[0] > count ? ` and ${this.shape[0] - count} more` : '';
    return `NDArray ${show(this.shape)} ${inspect(beginning.toArray(), options)}${rest}`;
  }

  // ── how it is done ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Row and column of the element at `indices`; a vector is a column. */
  #place(name: string, indices: number[]): [row: number, column: number] {
    if (indices.length !== this.ndim) {
      throw new RangeError(
        `${name}: a ${this.ndim}-D array needs ${this.ndim === 1 ? '1 index' : `${this.ndim} indices`}, but ${indices.length === 1 ? '1 was' : `${indices.length} were`} given`,
      );
    }
    indices.forEach((index, axis) => checkIndex(name, index, this.shape[axis], this.shape));
    return [indices[0], indices[1] ?? 0];
  }

  /** An operation pair by pair. An axis of size 1, or a missing first axis, is repeated to fit the other array. */
  #pairwise(name: PairwiseName, other: NDArray | number): NDArray {
    if (typeof other === 'number') {
      const number = this.dtype === 'float32' ? Math.fround(other) : other; // as in NumPy, of the array's kind
      const later = this.#deferred(name, number);
      if (later !== undefined) return later;
      const result = allocate(this.dtype, this.size);
      pairwise(name, this.#storage.read(), number, result);
      return made(result, this.shape);
    }
    const shape = broadcastShape(name, this, other);
    checkGrowth(name, this, other, shape);
    if (isSame(this.shape, other.shape)) {
      const later = this.#deferred(name, other);
      if (later !== undefined) return later;
    }
    const result = allocate(commonType(this, other), sizeOf(shape));
    if (this.size === result.length && other.size === result.length) {
      pairwise(name, this.#storage.read(), other.#storage.read(), result);
    } else if (this.size === result.length && this.size > 0 && isRowOf(shape, other)) {
      rowPairwise(name, this.#storage.read(), other.#storage.read(), result);
    } else {
      const [rows, columns] = asMatrix(shape);
      plainPairwise[name].grids(this.#asGrid(), other.#asGrid(), result, rows, columns);
    }
    return made(result, shape);
  }

  /** The result of an operation number by number, which is done when someone asks for it; undefined where it is to be done at once. */
  #deferred(name: OperationName, other?: NDArray | number): NDArray | undefined {
    const right = typeof other === 'object' ? other.#storage : other;
    const later = deferred(name, this.#storage, right, this.dtype, this.size);
    return later && made(later, this.shape);
  }

  #elementwise(name: keyof typeof elementwise): NDArray {
    const result = allocate(this.dtype, this.size);
    elementwise[name](this.#storage.read(), result);
    return made(result, this.shape);
  }

  #reduce(name: 'sum' | 'max', axis: number | undefined, { keepdims }: ReduceOptions = {}): number | NDArray {
    const { grid, rows, columns } = this.#alongRows(name, axis);
    const result = axis === undefined ? [0] : allocate(this.dtype, rows);
    rowwise[name](grid, result, rows, columns);
    if (Array.isArray(result)) return result[0];

    const reducedAxis = checkAxis(name, this, axis!);
    const shape = keepdims
      ? this.shape.map((size, k) => (k === reducedAxis ? 1 : size))
      : this.shape.filter((_, k) => k !== reducedAxis);
    return made(result, shape.length === 0 ? [1] : shape);
  }

  /** The lines along `axis` as rows: the rows of the array for its last axis, its columns for axis 0; without an axis, all in one. */
  #alongRows(name: string, axis: number | undefined): { grid: Grid; rows: number; columns: number } {
    const data = this.#storage.read();
    if (axis === undefined) return { grid: { data, down: 0, right: 1 }, rows: 1, columns: this.size };

    const [rows, columns] = asMatrix(this.shape);
    return checkAxis(name, this, axis) === this.ndim - 1
      ? { grid: { data, down: columns, right: 1 }, rows, columns }
      : { grid: { data, down: 1, right: columns }, rows: columns, columns: rows };
  }

  /** Each row in a plain array; a vector is one row. */
  #rows(): number[][] {
    const [rows, columns] = asMatrix(this.shape);
    return listRows(this.#storage.read(), rows, columns);
  }

  /** With steps of 0 where one element is repeated for all. */
  #asGrid(): Grid {
    const [rows, columns] = asMatrix(this.shape);
    return { data: this.#storage.read(), down: rows === 1 ? 0 : columns, right: columns === 1 ? 0 : 1 };
  }
}

// ── making arrays ────────────────────────────────────────────────────────────────────────────────────────────────

/** An array of these numbers: `array([1, 2, 3])` is (3), `array([[1, 2], [3, 4]])` is (2×2). */
export function array(values: Nested, dtype: DType = 'float64'): NDArray {
  if (!isMatrix(values)) {
    checkNumbers(values, (i) => `[${i}]`);
    return new NDArray(allocate(dtype, values), [values.length]);
  }
  const columns = values[0].length;
  const result = allocate(dtype, values.length * columns);
  values.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== columns) {
      const found = Array.isArray(row) ? `${row.length} numbers` : `no numbers but ${String(row)}`;
      throw new RangeError(`array: ragged rows: row 0 has ${columns} numbers, row ${i} has ${found}`);
    }
    checkNumbers(row, (j) => `[${i}][${j}]`);
    result.set(row, i * columns);
  });
  return new NDArray(result, [values.length, columns]);
}

/** An array of zeros: `zeros([3])` or `zeros([2, 3])`. */
export function zeros(shape: Shape, dtype: DType = 'float64'): NDArray {
  checkShape('zeros', shape);
  return new NDArray(allocate(dtype, sizeOf(shape)), shape);
}

/** Zeros in the shape and dtype of `other`. */
export function zerosLike(other: NDArray): NDArray {
  return zeros(other.shape, other.dtype);
}

/** Normally distributed numbers, mean 0 and standard deviation 1, from a source of uniform ones. */
export function randn(shape: Shape, random: () => number, dtype: DType = 'float64'): NDArray {
  return zeros(shape, dtype).map(() => normal(random));
}

/** One row for each label: zeros, and a 1 in the label's column. */
export function oneHot(labels: ArrayLike<number>, classCount: number, dtype: DType = 'float64'): NDArray {
  const t = zeros([labels.length, classCount], dtype);
  const classes = `${classCount} classes`;
  for (let i = 0; i < labels.length; i++) {
    checkIndex('oneHot', labels[i], classCount, classes);
    t.data[i * classCount + labels[i]] = 1;
  }
  return t;
}

/**
 * An array of `byte / divisor` for each byte. Until someone asks for its `data`, it keeps the bytes, in an eighth of the memory, and
 * so do the rows that are taken of it. The bytes are not copied, and must stay as they are.
 */
export function fromBytes(
  bytes: Uint8Array,
  shape: Shape,
  divisor: number,
  dtype: DType = 'float64',
): NDArray {
  checkShape('fromBytes', shape);
  checkCount('fromBytes', shape, bytes.length);
  const values = allocate(dtype, 256).map((_, byte) => byte / divisor);
  const plainBytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length); // no Buffer
  return new NDArray(new Storage({ bytes: plainBytes, values }, shape[0], shape[1] ?? 1), shape);
}

/** One normally distributed number, by Box and Muller's formula. 1 − random() is never 0, so the logarithm is finite. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// ── storage and shapes ───────────────────────────────────────────────────────────────────────────────────────────

function broadcastShape(name: string, a: NDArray, b: NDArray): number[] {
  const [aShape, bShape] = [asMatrix(a.shape), asMatrix(b.shape)];
  const shape = aShape.map((size, axis) => {
    const other = bShape[axis];
    if (size !== other && size !== 1 && other !== 1) {
      throw new RangeError(
        `${name}: shapes ${show(a.shape)} and ${show(b.shape)} do not broadcast: sizes ${size} and ${other} differ`,
      );
    }
    return size === 1 ? other : size;
  });
  return a.ndim === 1 && b.ndim === 1 ? shape.slice(1) : shape;
}

/** Whether `b` is one row as long as the rows of the shape. */
function isRowOf(shape: Shape, b: NDArray): boolean {
  const [rows, columns] = asMatrix(b.shape);
  return rows === 1 && columns === shape[shape.length - 1];
}

/** A vector broadcasts as one row. */
function asMatrix(shape: Shape): Shape {
  return shape.length === 1 ? [1, shape[0]] : shape;
}

/** The numbers that someone brought along, and may write to. */
function openStorage(data: Data, shape: Shape): Storage {
  checkShape('NDArray', shape);
  checkCount('NDArray', shape, data.length);
  const storage = new Storage(data, shape[0], shape[1] ?? 1);
  storage.open();
  return storage;
}

function isSame(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** An array that takes over these numbers: no one else may hold them. */
function made(data: Data | Deferred, shape: Shape): NDArray {
  return new NDArray(new Storage(data, shape[0], shape[1] ?? 1), shape);
}

function allocate(dtype: DType, content: number | ArrayLike<number>): Data {
  const Type = dtype === 'float32' ? Float32Array : Float64Array;
  return typeof content === 'number' ? new Type(content) : Type.from(content);
}

/** float32 only when both are: as in NumPy, mixing keeps the finer type. */
function commonType(a: NDArray, b: NDArray): DType {
  return a.dtype === 'float32' && b.dtype === 'float32' ? 'float32' : 'float64';
}

function sizeOf(shape: Shape): number {
  return shape[0] * (shape[1] ?? 1);
}

function isMatrix(values: Nested): values is readonly (readonly number[])[] {
  return Array.isArray(values[0]);
}

// ── errors that carry the numbers ────────────────────────────────────────────────────────────────────────────────

function show(shape: Shape): string {
  return `(${shape.join('×')})`;
}

function checkShape(name: string, shape: Shape): void {
  if (shape.length !== 1 && shape.length !== 2) {
    throw new RangeError(`${name}: an array is 1-D or 2-D, but ${show(shape)} has ${shape.length} axes`);
  }
  for (const size of shape) {
    if (!Number.isInteger(size) || size < 0) {
      throw new RangeError(
        `${name}: each size in ${show(shape)} must be a whole number of 0 or more, not ${size}`,
      );
    }
  }
}

function checkCount(name: string, shape: Shape, count: number): void {
  if (sizeOf(shape) !== count) {
    throw new RangeError(
      `${name}: shape ${show(shape)} holds ${sizeOf(shape)} numbers, but ${count} were given`,
    );
  }
}

/** The axis counted from the front: −1 is the last one. */
function checkAxis(name: string, a: NDArray, axis: number): number {
  if (!Number.isInteger(axis) || axis < -a.ndim || axis >= a.ndim) {
    throw new RangeError(`${name}: axis ${axis} is out of range for the ${a.ndim}-D shape ${show(a.shape)}`);
  }
  return axis < 0 ? axis + a.ndim : axis;
}

/** @param of what the index is for: words, or a shape, which is put into words only when it is needed */
function checkIndex(name: string, index: number, size: number, of: string | Shape): void {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    const rule = size === 0 ? 'it is empty' : `use a whole number from 0 to ${size - 1}`;
    const what = typeof of === 'string' ? of : show(of);
    throw new RangeError(`${name}: index ${index} is out of range for ${what}: ${rule}`);
  }
}

/** A loop over the indices, because forEach passes over the holes of `Array(3)`. */
function checkNumbers(values: readonly unknown[], position: (index: number) => string): void {
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== 'number') {
      const found = `${typeof values[i]} (${String(values[i])})`;
      throw new TypeError(`array: ${position(i)} must be a number, not ${found}`);
    }
  }
}

/** A column meets a row: what is made of two small arrays may be too large for any machine, and is hardly ever what was meant. */
function checkGrowth(name: string, a: NDArray, b: NDArray, shape: Shape): void {
  const size = sizeOf(shape);
  if (size <= LARGEST_GROWN || size === a.size || size === b.size) return;
  throw new RangeError(
    `${name}: shapes ${show(a.shape)} and ${show(b.shape)} would broadcast to ${show(shape)}, which is ${size} numbers: reshape one of them if they are to meet pair by pair`,
  );
}

function checkNotEmpty(name: string, a: NDArray, axis: number | undefined): void {
  const count = axis === undefined ? a.size : a.shape[checkAxis(name, a, axis)];
  if (count === 0) throw new RangeError(`${name}: an array of shape ${show(a.shape)} has no largest element`);
}
