// The fast operations give what the plain ones give. The matrix product: in float64 to the last bit, because both make the same sums
// in the same order; in float32 to a relative 1e-5, because the plain one rounds to 32 bits less often. Pair by pair: to the last bit.
import { describe, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '#engine/suite';
import { loadKernel, type Kernel } from '#lib/kernel/kernel';
import { dot as plainDot, pairwise as plainPairwise } from '#lib/kernel/plain';
import { Storage } from '#lib/kernel/storage';
import type { Data, DType } from '#lib/kernel/types';
import * as ndarray from '#lib/ndarray';
import { sizes, tenths } from '../../support/arbitraries';

const { array, zeros } = ndarray;
const kernel = loadKernel() as Kernel; // whether it is there is the first test

/** How the left matrix is kept, and what is computed in. */
interface Form {
  dtype: DType;
  kept: 'numbers' | 'bytes';
  columnwise: boolean;
}

const forms = (['float64', 'float32'] as const).flatMap((dtype) =>
  (['numbers', 'bytes'] as const).flatMap((kept) =>
    [false, true].map((columnwise): Form => ({ dtype, kept, columnwise })),
  ),
);

/** What a product takes; `a` has the layout that its form says, and where that is in bytes, a byte means a tenth of it. */
interface Operands {
  a: ArrayLike<number>;
  b: ArrayLike<number>;
  rows: number;
  inner: number;
  columns: number;
}

function dataOf(dtype: DType, numbers: ArrayLike<number>): Data {
  return dtype === 'float32' ? new Float32Array(numbers) : new Float64Array(numbers);
}

const tenthsOfBytes = Array.from({ length: 256 }, (_, byte) => byte / 10);
const valuesOfBytes = {
  float64: dataOf('float64', tenthsOfBytes),
  float32: dataOf('float32', tenthsOfBytes),
};

function storageOf({ dtype, kept, columnwise }: Form, { a, rows, inner }: Operands): Storage {
  const numbers =
    kept === 'bytes' ? { bytes: new Uint8Array(a), values: valuesOfBytes[dtype] } : dataOf(dtype, a);
  return columnwise ? new Storage(numbers, inner, rows).transposed() : new Storage(numbers, rows, inner);
}

/** The same digits, or, for float32, at most 1e-5 of the sum of all products' sizes apart. */
function expectSameProduct(form: Form, operands: Operands, by = kernel): void {
  const { rows, inner, columns } = operands;
  const b = dataOf(form.dtype, operands.b);
  const fast = dataOf(form.dtype, new Float64Array(rows * columns).fill(-1)); // every number must be written
  by.dot(storageOf(form, operands), b, fast, rows, inner, columns);

  const a = storageOf(form, operands).read();
  const plain = dataOf(form.dtype, new Float64Array(rows * columns));
  plainDot(a, b, plain, rows, inner, columns);

  const scale = new Float64Array(rows * columns);
  if (form.dtype === 'float32') plainDot(a.map(abs), b.map(abs), scale, rows, inner, columns);
  for (let i = 0; i < plain.length; i++) {
    const tolerance = 1e-5 * scale[i];
    if (Object.is(fast[i], plain[i]) || abs(fast[i] - plain[i]) <= tolerance) continue;
    throw new Error(`(${rows}×${inner})·(${inner}×${columns}) at ${i}: ${fast[i]}, expected ${plain[i]}`);
  }
}

/** NaN is NaN, and the zeros are two; jest's `toEqual` would take most of the time of a test. */
function expectSameBits(received: Data, expected: Data): void {
  const place = received.findIndex((value, i) => !Object.is(value, expected[i]));
  if (place >= 0) throw new Error(`at ${place}: ${received[place]}, expected ${expected[place]}`);
}

// Looked up once, because in jest's sandbox the way to a global is long, and the matrices are large.
const { abs, floor, imul } = Math;

/** Operands of these sizes: zeros in runs, as in pictures. */
function scatteredOperands({ kept }: Form, rows: number, inner: number, columns: number): Operands {
  let state = rows + inner + columns;
  const random = (): number => (state = (imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  let inRun = false;
  const a = new Float64Array(rows * inner).map(() => {
    if (random() < 0.2) inRun = !inRun;
    if (inRun) return 0;
    return kept === 'bytes' ? floor(random() * 256) : random() - 0.5;
  });
  const b = new Float64Array(inner * columns).map(() => random() - 0.5);
  return { a, b, rows, inner, columns };
}

/** How many numbers of `a` are so many bytes. */
function numbersIn({ dtype, kept }: Form, bytes: number): number {
  return bytes / (kept === 'bytes' ? 1 : dtype === 'float32' ? 4 : 8);
}

/** Small operands with everything in them that a number can be. */
function drawnOperands({ kept }: Form): fc.Arbitrary<Operands> {
  const special = fc.constantFrom(NaN, Infinity, -Infinity, 5e-324, -0);
  const rarelySpecial = fc.oneof({ weight: 8, arbitrary: tenths() }, { weight: 1, arbitrary: special });
  const b = fc.constantFrom(tenths(), rarelySpecial); // one NaN in `b` is enough, so often there is to be none at all
  const a =
    kept === 'bytes'
      ? fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }))
      : fc.oneof(fc.constant(0), rarelySpecial);
  return fc.tuple(sizes(5), sizes(20), sizes(9), b).chain(([rows, inner, columns, elementOfB]) =>
    fc.record({
      a: fc.array(a, { minLength: rows * inner, maxLength: rows * inner }),
      b: fc.array(elementOfB, { minLength: inner * columns, maxLength: inner * columns }),
      rows: fc.constant(rows),
      inner: fc.constant(inner),
      columns: fc.constant(columns),
    }),
  );
}

test('the kernel runs here', () => {
  expect(loadKernel()).toBeDefined();
});

describe.each(forms)('in $dtype, `a` kept as $kept, columnwise: $columnwise', (form) => {
  test('small products, with NaN, infinities, zeros of both signs and the smallest number', () => {
    fc.assert(
      fc.property(drawnOperands(form), (operands) => expectSameProduct(form, operands)),
      { seed: jest.getSeed(), numRuns: 300 },
    );
  });

  test('every tail: all sizes around the four rows, the eight places and the lanes that are taken at a time', () => {
    for (let rows = 1; rows <= 9; rows += 4) {
      for (let inner = 1; inner <= 18; inner++) {
        for (let columns = 1; columns <= 9; columns++) {
          expectSameProduct(form, scatteredOperands(form, rows, inner, columns));
        }
      }
    }
  });

  test('products of the network: a batch of 100, 784 pixels, 50 hidden units, 10 classes', () => {
    expectSameProduct(form, scatteredOperands(form, 100, 784, 50));
    expectSameProduct(form, scatteredOperands(form, 784, 100, 50));
    expectSameProduct(form, scatteredOperands(form, 100, 50, 10));
  });

  test('a product without a zero has room for all its places, in a memory that no other one has made larger', () => {
    const [rows, inner, columns] = form.columnwise ? [20_000, 1, 1] : [1, 20_000, 1];
    const [a, b] = [rows * inner, inner * columns].map((size) => new Float64Array(size).fill(1));
    expectSameProduct(form, { a, b, rows, inner, columns }, loadKernel());
  });

  test('matrices of more than one portion, and a row that is larger than one', () => {
    const portion = numbersIn(form, 2 ** 12);
    const inPortions = loadKernel(2 ** 12);
    expectSameProduct(form, scatteredOperands(form, 301, Math.ceil(portion / 250), 3), inPortions);
    expectSameProduct(form, scatteredOperands(form, 2, portion + 3, 1), inPortions);
    expectSameProduct(form, scatteredOperands(form, portion + 3, 2, 1), inPortions);
  });

  test('a matrix of more than one portion of the usual size', () => {
    expectSameProduct(form, scatteredOperands(form, 5, Math.ceil(numbersIn(form, 2 ** 20) / 4), 1));
  });
});

test('a matrix comes in by portions: it needs no more memory than one of them', () => {
  const form: Form = { dtype: 'float64', kept: 'numbers', columnwise: false };
  const inPortions = loadKernel(2 ** 12) as Kernel;
  const { memory } = (inPortions as unknown as { exports: { memory: { buffer: ArrayBuffer } } }).exports;
  const before = memory.buffer.byteLength;
  expectSameProduct(form, scatteredOperands(form, 1000, 1000, 1), inPortions);
  expect(memory.buffer.byteLength).toBe(before);
});

const OF_TWO = {
  add: (a: number) => a + 2,
  sub: (a: number) => a - 2,
  mul: (a: number) => a * 2,
  div: (a: number) => a / 2,
};

describe.each(['add', 'sub', 'mul', 'div'] as const)('%s, pair by pair', (name) => {
  const special = fc.constantFrom(NaN, Infinity, -Infinity, 5e-324, 1e300, -0, 0);
  const element = fc.oneof({ weight: 3, arbitrary: fc.double() }, { weight: 1, arbitrary: special });
  const dtypes = fc.constantFrom<DType>('float64', 'float32');

  /** The same digits, for two arrays, and for an array and one number; what was given is as it was. */
  function expectSame(dtype: DType, numbers: ArrayLike<number>, others: ArrayLike<number>): void {
    const [a, b] = [dataOf(dtype, numbers), dataOf(dtype, others)];
    const [fast, plain] = [a, a].map(() => dataOf(dtype, new Float64Array(a.length).fill(-1)));
    kernel.pairwise(name, a, b, fast);
    plainPairwise[name].arrays(a, b, plain);
    expectSameBits(fast, plain);
    kernel.pairwise(name, a, b[0], fast);
    plainPairwise[name].number(a, b[0], plain);
    expectSameBits(fast, plain);
    expectSameBits(a, dataOf(dtype, numbers));
    expectSameBits(b, dataOf(dtype, others));
  }

  test('any numbers, with NaN, infinities, zeros of both signs and the smallest number', () => {
    const pairs = fc.array(fc.tuple(element, element), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(dtypes, pairs, (dtype, drawn) => {
        expectSame(
          dtype,
          drawn.map(([a]) => a),
          drawn.map(([, b]) => b),
        );
      }),
      { seed: jest.getSeed(), numRuns: 500 },
    );
  });

  test.each([4095, 4096, 4097, 10_000])('%d numbers, around and beyond a portion', (length) => {
    for (const dtype of ['float64', 'float32'] as const) {
      expectSame(
        dtype,
        Float64Array.from({ length }, (_, i) => i / 7 - 300),
        Float64Array.from({ length }, (_, i) => 1 / (i + 1)),
      );
    }
  });

  test.each([
    [20, 1],
    [100, 50],
    [3, 682],
    [3, 683], // three rows are one number more than a portion
    [5, 1024],
    [5, 1025],
    [2, 4096],
    [40, 60],
  ])('%d rows and one row of %d: the digits of the plain version', (rows, columns) => {
    for (const dtype of ['float64', 'float32'] as const) {
      const a = dataOf(
        dtype,
        Float64Array.from({ length: rows * columns }, (_, i) => i / 7 - 300),
      );
      const row = dataOf(
        dtype,
        Float64Array.from({ length: columns }, (_, i) => 1 / (i + 1)),
      );
      const [fast, plain] = [a, a].map(() => dataOf(dtype, new Float64Array(a.length).fill(-1)));
      kernel.pairwise(name, a, row, fast);
      const grids = [
        { data: a, down: columns, right: 1 },
        { data: row, down: 0, right: 1 },
      ] as const;
      plainPairwise[name].grids(...grids, plain, rows, columns);
      expectSameBits(fast, plain);
    }
  });

  test('a row that is longer than a portion is refused, and left to the plain version', () => {
    const [a, row] = [new Float64Array(2 * 4097).fill(7), new Float64Array(4097).fill(2)];
    expect(() => kernel.pairwise(name, a, row, a.slice())).toThrow(RangeError);
    const result = new ndarray.NDArray(a, [2, 4097])[name](new ndarray.NDArray(row, [4097]));
    expect(result.data).toEqual(a.map(OF_TWO[name]));
  });

  test('as NDArray does it with rows and columns: each number meets its own', () => {
    const a = array(
      Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (_, j) => 40 * i + j + 1)),
    );
    const values = Array.from({ length: 40 }, (_, i) => 1 / (i + 1));
    const both = (f: (i: number, j: number) => number): number[][] =>
      Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (_, j) => f(i, j)));
    const of = (left: number, right: number): number => array([left])[name](right).at(0);
    const at = (i: number, j: number): number => 40 * i + j + 1;
    const row = array(values);
    expect(a[name](row).toArray()).toEqual(both((i, j) => of(at(i, j), values[j])));
    expect(a[name](row.reshape(1, 40)).toArray()).toEqual(both((i, j) => of(at(i, j), values[j])));
    expect(a[name](row.reshape(40, 1)).toArray()).toEqual(both((i, j) => of(at(i, j), values[i])));
    expect(row[name](a).toArray()).toEqual(both((i, j) => of(values[j], at(i, j))));
    expect(a.astype('float32')[name](row).dtype).toBe('float64');
    expect(zeros([0, 3])[name](array([1, 2, 3])).shape).toEqual([0, 3]);
  });

  test('as NDArray does it: of one kind by the kernel, of two kinds as in NumPy, both with the same digits', () => {
    const a = array(Array.from({ length: 3000 }, (_, i) => i / 7 - 200));
    const b = array(Array.from({ length: 3000 }, (_, i) => 1 / (i + 3)));
    for (const [left, right] of [
      [a, b],
      [a.astype('float32'), b],
      [a, b.astype('float32')],
    ]) {
      const result = left[name](right);
      const expected = new Float64Array(3000);
      plainPairwise[name].arrays(left.data, right.data, expected);
      expect(result.dtype).toBe('float64');
      expect(result.data).toEqual(expected);
    }
  });

  test('float32 and a number: the number is rounded first, as in NumPy, in short arrays as in long ones', () => {
    const long = array(
      Array.from({ length: 3000 }, (_, i) => i / 7),
      'float32',
    );
    const tenth = zeros([3000], 'float32').map(() => 0.1);
    expect(long[name](0.1).data).toEqual(long[name](tenth).data);
    expect(long.take([1, 2, 3])[name](0.1).data).toEqual(long[name](0.1).take([1, 2, 3]).data);
  });
});

describe('a zero', () => {
  test('times an infinity or a NaN is NaN, as in NumPy, though zeros are left out elsewhere', () => {
    const a = array(Array.from({ length: 40 }, () => [0, 1])); // (40×2): large enough for the kernel
    const row = Array.from({ length: 40 }, (_, j) => j / 10);
    expect(
      a
        .dot(array([row, row]))
        .row(0)
        .toArray(),
    ).toEqual(row);
    expect(
      a
        .dot(array([[...row.slice(1), Infinity], row]))
        .row(0)
        .toArray(),
    ).toEqual([...row.slice(0, 39), NaN]);
    expect(
      a
        .dot(array([[NaN, ...row.slice(1)], row]))
        .row(39)
        .toArray(),
    ).toEqual([NaN, ...row.slice(1)]);
  });
});

describe('where it does not run', () => {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Record<string, unknown> };

  /** A product, and differences pair by pair, by NDArray as it is. */
  function results(lib: typeof import('#lib/ndarray')): unknown {
    const x = lib.fromBytes(
      Uint8Array.from({ length: 2000 }, (_, i) => i % 3),
      [20, 100],
      2,
    );
    const product = x.T.dot(lib.array(Array.from({ length: 20 }, (_, i) => [i, -i])));
    return [product.toArray(), x.sub(x.mul(0.1)).toArray()];
  }

  /** The same by NDArray as it is when loaded in such a place. */
  function resultsWith(webAssembly: unknown): unknown {
    let found: unknown;
    jest.isolateModules(() => {
      Object.assign(globalThis, { WebAssembly: webAssembly });
      try {
        found = results(jest.requireActual<typeof import('#lib/ndarray')>('#lib/ndarray'));
      } finally {
        Object.assign(globalThis, { WebAssembly });
      }
    });
    return found;
  }

  const expected = results(ndarray);

  test('no WebAssembly at all: the plain version takes over', () => {
    expect(resultsWith(undefined)).toEqual(expected);
  });

  test('WebAssembly without SIMD: the plain version takes over', () => {
    function Module(): never {
      throw new SyntaxError('invalid value type v128');
    }
    expect(resultsWith({ ...WebAssembly, Module })).toEqual(expected);
  });

  test('too little memory: the plain version takes over', () => {
    const real = WebAssembly as unknown as {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { exports: Record<string, unknown> };
    };
    class Instance {
      exports;
      constructor(module: object) {
        const grow = (): never => {
          throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
        };
        this.exports = {
          ...new real.Instance(module).exports,
          memory: { buffer: new ArrayBuffer(16), grow },
        };
      }
    }
    expect(resultsWith({ Module: real.Module, Instance })).toEqual(expected);
  });
});

test('kernel.wasm.ts is made of its sources as they are now; `npm run check:kernel` compares every byte', () => {
  const files = ['assembly/dot.ts', 'assembly/pairwise.ts', 'kernel.wasm.ts'];
  const [dot, pairwise, built] = files.map((file) =>
    readFileSync(join(__dirname, '../../../lib/kernel', file), 'utf8').replaceAll('\r\n', '\n'),
  );
  expect(built).toMatch(
    createHash('sha256')
      .update(dot + pairwise)
      .digest('hex'),
  );
});
