// The array library: 1-D and 2-D arrays of numbers, in NumPy's words. Given to the student; used by every topic.

/** float64 is the default, because gradient checks need its sixteen digits; float32 is half the memory, on request. */
export type DType = 'float64' | 'float32';

/** The sizes along each axis: `[n]` for a vector, `[rows, columns]` for a matrix. */
export type Shape = readonly number[];

/** Numbers in rows, as they are written: `[1, 2, 3]` or `[[1, 2], [3, 4]]`. */
export type Nested = readonly number[] | readonly (readonly number[])[];

type Data = Float64Array | Float32Array;

/** Options of the reductions: `keepdims` leaves the reduced axis in place with size 1, so that the result broadcasts. */
export interface ReduceOptions {
  keepdims?: boolean;
}

/**
 * A 1-D or 2-D array of numbers, stored row by row in one typed array (`data`).
 * Every operation returns a new array; only `set` and writing to `data` change one in place. What `reshape` returns shares
 * its numbers with the array it came from.
 */
export class NDArray {
  readonly data: Data;
  readonly shape: Shape;

  /** Wraps `data`, row by row, without copying it. Most callers want {@link array}. */
  constructor(data: Data, shape: Shape) {
    checkShape('NDArray', shape);
    if (sizeOf(shape) !== data.length) {
      throw new RangeError(
        `NDArray: shape ${show(shape)} holds ${sizeOf(shape)} numbers, but ${data.length} were given`,
      );
    }
    this.data = data;
    this.shape = [...shape];
  }

  /** The number of axes: 1 or 2. */
  get ndim(): number {
    return this.shape.length;
  }

  /** How many numbers the array holds. */
  get size(): number {
    return this.data.length;
  }

  get dtype(): DType {
    return this.data instanceof Float32Array ? 'float32' : 'float64';
  }

  /** The transpose, as a new array: rows become columns. A 1-D array is its own transpose, as in NumPy. */
  get T(): NDArray {
    if (this.ndim === 1) return this;
    const [rows, columns] = this.shape;
    const result = emptyLike(this, [columns, rows]);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) result.data[j * rows + i] = this.data[i * columns + j];
    }
    return result;
  }

  /** One number: `v.at(i)` of a vector, `m.at(i, j)` of a matrix. */
  at(...indices: number[]): number {
    return this.data[this.offset('at', indices)];
  }

  /** Writes one number in place: `v.set(i, value)` of a vector, `m.set(i, j, value)` of a matrix. */
  set(...indicesAndValue: number[]): void {
    const value = indicesAndValue[indicesAndValue.length - 1];
    this.data[this.offset('set', indicesAndValue.slice(0, -1))] = value;
  }

  // ── element by element, with broadcasting ──────────────────────────────────────────────────────────────────────

  add(other: NDArray | number): NDArray {
    return broadcast('add', this, other, (a, b) => a + b);
  }

  sub(other: NDArray | number): NDArray {
    return broadcast('sub', this, other, (a, b) => a - b);
  }

  mul(other: NDArray | number): NDArray {
    return broadcast('mul', this, other, (a, b) => a * b);
  }

  div(other: NDArray | number): NDArray {
    return broadcast('div', this, other, (a, b) => a / b);
  }

  /** e to the power of each element. */
  exp(): NDArray {
    return this.map(Math.exp);
  }

  /** The natural logarithm of each element. */
  log(): NDArray {
    return this.map(Math.log);
  }

  /** Each element times itself. */
  square(): NDArray {
    return this.map((value) => value * value);
  }

  /** A new array of `f(value, index)` for each element; `index` is its place in `data`. */
  map(f: (value: number, index: number) => number): NDArray {
    const result = emptyLike(this, this.shape);
    for (let i = 0; i < this.size; i++) result.data[i] = f(this.data[i], i);
    return result;
  }

  // ── reductions: the whole array to one number, or along an axis to an array ────────────────────────────────────

  /** The sum of all elements, or the sums along `axis` (0: down the columns, 1: along the rows, −1: the last axis). */
  sum(): number;
  sum(axis: number, options?: ReduceOptions): NDArray;
  sum(axis?: number, options?: ReduceOptions): number | NDArray {
    return reduce('sum', this, axis, options, (total, value) => total + value, 0);
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
    return reduce('max', this, axis, options, Math.max, -Infinity);
  }

  /** The index of the largest element, or one index for each line along `axis`. The first of equals wins. */
  argmax(): number;
  argmax(axis: number): number[];
  argmax(axis?: number): number | number[] {
    checkNotEmpty('argmax', this, axis);
    if (axis === undefined) return argmaxOf(this.data);
    return lines('argmax', this, axis).map(argmaxOf);
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
    const width = this.ndim === 1 ? 1 : this.shape[1];
    const result = emptyLike(this, [indices.length, ...this.shape.slice(1)]);
    for (let k = 0; k < indices.length; k++) {
      checkIndex('take', indices[k], this.shape[0], show(this.shape));
      const start = indices[k] * width;
      for (let j = 0; j < width; j++) result.data[k * width + j] = this.data[start + j];
    }
    return result;
  }

  /** Row `i` of a matrix, as a new 1-D array. */
  row(i: number): NDArray {
    if (this.ndim !== 2)
      throw new RangeError(`row: only a 2-D array has rows; this one is ${show(this.shape)}`);
    checkIndex('row', i, this.shape[0], show(this.shape));
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
    const result = new NDArray(allocate(commonType(this, other), rows * columns), shape);
    matmul(this.data, other.data, result.data, rows, inner, columns);
    return result;
  }

  // ── out of the array ───────────────────────────────────────────────────────────────────────────────────────────

  /** A new array with the same numbers. */
  copy(): NDArray {
    return new NDArray(this.data.slice(), this.shape);
  }

  /** The numbers in another (or the same) dtype, as a new array. */
  astype(dtype: DType): NDArray {
    const data = allocate(dtype, this.size);
    data.set(this.data);
    return new NDArray(data, this.shape);
  }

  /** The numbers in plain (nested) arrays. */
  toArray(): number[] | number[][] {
    if (this.ndim === 1) return [...this.data];
    return lines('toArray', this, 1).map((row) => [...row]);
  }

  /** What `JSON.stringify` and a failed test show: the numbers in rows. */
  toJSON(): number[] | number[][] {
    return this.toArray();
  }

  /** The numbers in rows, NaN and Infinity too, for which JSON has no word. */
  toString(): string {
    const rows = lines('toString', this, -1).map((row) => `[${row.join(',')}]`);
    return this.ndim === 1 ? rows[0] : `[${rows.join(',')}]`;
  }

  /** Where the element at `indices` lies in `data`. */
  private offset(name: string, indices: number[]): number {
    if (indices.length !== this.ndim) {
      throw new RangeError(
        `${name}: a ${this.ndim}-D array needs ${this.ndim} indices, but ${indices.length} were given`,
      );
    }
    indices.forEach((index, axis) => checkIndex(name, index, this.shape[axis], show(this.shape)));
    return this.ndim === 1 ? indices[0] : indices[0] * this.shape[1] + indices[1];
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
  values.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== columns) {
      const found = Array.isArray(row) ? `${row.length} numbers` : `no numbers but ${String(row)}`;
      throw new RangeError(`array: ragged rows: row 0 has ${columns} numbers, row ${i} has ${found}`);
    }
    checkNumbers(row, (j) => `[${i}][${j}]`);
  });
  return new NDArray(allocate(dtype, values.flat()), [values.length, columns]);
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
  for (let i = 0; i < labels.length; i++) {
    checkIndex('oneHot', labels[i], classCount, `${classCount} classes`);
    t.data[i * classCount + labels[i]] = 1;
  }
  return t;
}

/** One normally distributed number, by Box and Muller's formula. 1 − random() is never 0, so the logarithm is finite. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// ── the loops ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * result = a·b, row by row. The middle loop runs over the inner size, so that the last one walks along rows of `b` and
 * `result`, in the order in which they lie in memory; and where `a` is 0, as in most pixels of a digit, it is left out,
 * unless `b` holds an infinity or a NaN: 0 times these is NaN.
 */
function matmul(a: Data, b: Data, result: Data, rows: number, inner: number, columns: number): void {
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

/** Applies `op` pair by pair. An axis of size 1, or a missing first axis, is repeated to fit the other array. */
function broadcast(
  name: string,
  a: NDArray,
  other: NDArray | number,
  op: (a: number, b: number) => number,
): NDArray {
  if (typeof other === 'number') return a.map((value) => op(value, other));

  const shape = broadcastShape(name, a, other);
  const result = new NDArray(allocate(commonType(a, other), sizeOf(shape)), shape);
  const [rows, columns] = asMatrix(shape);
  const [aRow, aColumn] = strides(a);
  const [bRow, bColumn] = strides(other);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result.data[i * columns + j] = op(a.data[i * aRow + j * aColumn], other.data[i * bRow + j * bColumn]);
    }
  }
  return result;
}

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

/** A vector broadcasts as one row. */
function asMatrix(shape: Shape): Shape {
  return shape.length === 1 ? [1, shape[0]] : shape;
}

/** How far apart in `data` two neighbours lie, for each axis; 0 where one element stands for all. */
function strides(a: NDArray): [number, number] {
  const [rows, columns] = asMatrix(a.shape);
  return [rows === 1 ? 0 : columns, columns === 1 ? 0 : 1];
}

function reduce(
  name: string,
  a: NDArray,
  axis: number | undefined,
  options: ReduceOptions = {},
  op: (result: number, value: number) => number,
  initial: number,
): number | NDArray {
  const fold = (line: Data): number => {
    let result = initial;
    for (let i = 0; i < line.length; i++) result = op(result, line[i]);
    return result;
  };
  if (axis === undefined) return fold(a.data);

  const reducedAxis = checkAxis(name, a, axis);
  const values = allocate(a.dtype, lines(name, a, axis).map(fold));
  const shape = options.keepdims
    ? a.shape.map((size, k) => (k === reducedAxis ? 1 : size))
    : a.shape.filter((_, k) => k !== reducedAxis);
  return new NDArray(values, shape.length === 0 ? [1] : shape);
}

/** The lines of `a` along `axis`: its rows for the last axis, its columns for axis 0 of a matrix. */
function lines(name: string, a: NDArray, axis: number): Data[] {
  const rowwise = checkAxis(name, a, axis) === a.ndim - 1 ? a : a.T;
  const [count, length] = asMatrix(rowwise.shape);
  return Array.from({ length: count }, (_, i) => rowwise.data.subarray(i * length, (i + 1) * length));
}

function argmaxOf(values: Data): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i] > values[best] || (Number.isNaN(values[i]) && !Number.isNaN(values[best]))) best = i;
  }
  return best;
}

// ── storage ──────────────────────────────────────────────────────────────────────────────────────────────────────

function allocate(dtype: DType, content: number | ArrayLike<number>): Data {
  const Type = dtype === 'float32' ? Float32Array : Float64Array;
  return typeof content === 'number' ? new Type(content) : Type.from(content);
}

function emptyLike(a: NDArray, shape: Shape): NDArray {
  return new NDArray(allocate(a.dtype, sizeOf(shape)), shape);
}

/** float32 only when both are: as in NumPy, mixing keeps the finer type. */
function commonType(a: NDArray, b: NDArray): DType {
  return a.dtype === 'float32' && b.dtype === 'float32' ? 'float32' : 'float64';
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
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

/** The axis counted from the front: −1 is the last one. */
function checkAxis(name: string, a: NDArray, axis: number): number {
  if (!Number.isInteger(axis) || axis < -a.ndim || axis >= a.ndim) {
    throw new RangeError(`${name}: axis ${axis} is out of range for the ${a.ndim}-D shape ${show(a.shape)}`);
  }
  return axis < 0 ? axis + a.ndim : axis;
}

function checkIndex(name: string, index: number, size: number, of: string): void {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    const rule = size === 0 ? 'it is empty' : `use a whole number from 0 to ${size - 1}`;
    throw new RangeError(`${name}: index ${index} is out of range for ${of}: ${rule}`);
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

function checkNotEmpty(name: string, a: NDArray, axis: number | undefined): void {
  const count = axis === undefined ? a.size : a.shape[checkAxis(name, a, axis)];
  if (count === 0) throw new RangeError(`${name}: an array of shape ${show(a.shape)} has no largest element`);
}
