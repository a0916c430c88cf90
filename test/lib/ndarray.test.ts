// The array library against NumPy: worked values (NumPy 2.4), laws against plain loops, and every error with its numbers.
// Where a NaN or an infinity is among the values, they are compared exactly: no tolerance is relative to these.
import { describe, expect, test } from '@jest/globals';
import { describeBlock, example, expectUntouched, fc, law } from '#engine/suite';
import { array, NDArray, normal, oneHot, randn, zeros, zerosLike, type DType } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { labelsOf, matrixOf, seeds, sizes, tenths, vectorOf } from '../support/arbitraries';

const A = array([
  [1.5, -2, 0],
  [4, 0.5, -1],
]);
const v = array([2, -3, 0.5]);

// ── what the laws draw, and the plain loops that they compare with ───────────────────────────────────────────────

const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 2 });
const dtypes = fc.constantFrom<DType>('float64', 'float32');

/** A vector or a matrix, empty ones too. */
const drawnArray = shapes.chain((shape) => arrayOf(shape));

function arrayOf(shape: readonly number[], element: fc.Arbitrary<number> = tenths()): fc.Arbitrary<NDArray> {
  const size = shape.reduce((product, length) => product * length, 1);
  return vectorOf(size, element).map((values) => values.reshape(...shape));
}

/** A vector or a matrix with at least one element. */
const filledArray = fc.array(sizes(3), { minLength: 1, maxLength: 2 }).chain((shape) => arrayOf(shape));

/** Two arrays that broadcast: each axis has the common size or 1, and the first axis may be missing. */
const broadcastPair = fc.record({ rows: sizes(3, 0), columns: sizes(3, 0) }).chain(({ rows, columns }) => {
  const row = fc.constantFrom([columns], [1]);
  const matrix = fc.constantFrom([rows, columns], [1, columns], [rows, 1], [1, 1]);
  const operand = fc.oneof(row, matrix).chain((shape) => arrayOf(shape));
  return fc.record({ a: operand, b: operand });
});

/** A·B with inner size K, each size from 0 to 4; zeros are frequent, because `dot` leaves them out. */
const factors = fc
  .record({ rows: sizes(4, 0), inner: sizes(4, 0), columns: sizes(4, 0) })
  .chain(({ rows, inner, columns }) => {
    const element = fc.oneof(fc.constant(0), tenths());
    return fc.record({ a: matrixOf(rows, inner, element), b: matrixOf(inner, columns, element) });
  });

/** The element of `a` at (i, j) after broadcasting. */
function spread(a: NDArray, i: number, j: number): number {
  const [rows, columns] = a.ndim === 1 ? [1, a.size] : a.shape;
  return a.data[(rows === 1 ? 0 : i) * columns + (columns === 1 ? 0 : j)];
}

function naiveDot(a: NDArray, b: NDArray): NDArray {
  const [rows, inner, columns] = [a.shape[0], a.shape[1], b.shape[1]];
  const product = zeros([rows, columns]);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a.at(i, k) * b.at(k, j);
      product.set(i, j, sum);
    }
  }
  return product;
}

// ── what an array is ─────────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray', () => {
  example('of a matrix: shape, ndim, size, dtype and data, row by row', () => {
    expect([A.shape, A.ndim, A.size, A.dtype]).toEqual([[2, 3], 2, 6, 'float64']);
    expect([...A.data]).toEqual([1.5, -2, 0, 4, 0.5, -1]);
  });

  example('of a vector: shape, ndim, size, dtype', () => {
    const f = array([1, 2], 'float32');
    expect([f.shape, f.ndim, f.size, f.dtype]).toEqual([[2], 1, 2, 'float32']);
  });

  example('wraps the data that it is given, and keeps a shape of its own', () => {
    const data = new Float64Array([1, 2, 3, 4]);
    const shape = [2, 2];
    const wrapped = new NDArray(data, shape);
    data[3] = 9;
    shape[0] = 7;
    expect(wrapped).toAgreeWith([
      [1, 2],
      [3, 9],
    ]);
  });
});

describeBlock('NDArray.T', () => {
  example('turns rows into columns', () => {
    expect(A.T).toAgreeWith([
      [1.5, 4],
      [-2, 0.5],
      [0, -1],
    ]);
  });

  example('of a vector is the vector', () => expect(v.T).toAgreeWith(v));

  law(
    'has the element (j, i) at (i, j), in the same dtype',
    fc.record({ a: drawnArray, dtype: dtypes }),
    (drawn) => {
      const a = drawn.a.astype(drawn.dtype);
      fc.pre(a.ndim === 2);
      expect(a.T).toHaveShape([a.shape[1], a.shape[0]]);
      expect(a.T.dtype).toBe(a.dtype);
      for (let i = 0; i < a.shape[0]; i++) {
        for (let j = 0; j < a.shape[1]; j++) expect(a.T.at(j, i)).toBe(a.at(i, j));
      }
    },
  );

  law('twice is the array itself', fc.record({ a: drawnArray }), ({ a }) => {
    expect(a.T.T).toAgreeWith(a);
  });

  example('of a matrix shares no numbers with it', () => {
    const m = A.copy();
    m.T.set(0, 0, 99);
    expect(m).toAgreeWith(A);
  });
});

describeBlock('NDArray.at and set', () => {
  example('reads one number', () => {
    expect([v.at(1), A.at(1, 0), A.at(0, 2)]).toEqual([-3, 4, 0]);
  });

  example('writes one number in place', () => {
    const [m, u] = [A.copy(), v.copy()];
    m.set(1, 2, 7);
    u.set(0, 8);
    expect(m).toAgreeWith([
      [1.5, -2, 0],
      [4, 0.5, 7],
    ]);
    expect(u).toAgreeWith([8, -3, 0.5]);
  });
});

// ── element by element ───────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray.add, sub, mul, div', () => {
  example('of a matrix and a vector repeat the vector in each row', () => {
    expect(A.add(v)).toAgreeWith([
      [3.5, -5, 0.5],
      [6, -2.5, -0.5],
    ]);
    expect(A.sub(v)).toAgreeWith([
      [-0.5, 1, -0.5],
      [2, 3.5, -1.5],
    ]);
    expect(A.mul(v)).toAgreeWith([
      [3, 6, 0],
      [8, -1.5, -0.5],
    ]);
    expect(A.div(v)).toAgreeWith([
      [0.75, 0.6666666666666666, 0],
      [2, -0.16666666666666666, -2],
    ]);
  });

  example('of a vector and a number', () => {
    expect(v.add(1)).toAgreeWith([3, -2, 1.5]);
    expect(v.sub(1)).toAgreeWith([1, -4, -0.5]);
    expect(v.mul(2)).toAgreeWith([4, -6, 1]);
    expect(v.div(2)).toAgreeWith([1, -1.5, 0.25]);
  });

  example('of float32 and a number round the number first, as NumPy does', () => {
    const nine = array([9], 'float32');
    expect(nine.mul(0.1).toArray()).toEqual([0.9000000357627869]); // the float32 next to 0.9 is 0.8999999761581421
    expect(nine.div(10).toArray()).toEqual([0.8999999761581421]);
  });

  example('by 0 give infinities, and NaN for 0/0', () => {
    expect(A.div(0).toArray()).toEqual([
      [Infinity, -Infinity, NaN],
      [Infinity, Infinity, -Infinity],
    ]);
  });

  law('pair the elements of arrays that broadcast', broadcastPair, ({ a, b }) => {
    const operations = [
      [a.add(b), (x: number, y: number) => x + y],
      [a.sub(b), (x: number, y: number) => x - y],
      [a.mul(b), (x: number, y: number) => x * y],
      [a.div(b), (x: number, y: number) => x / y],
    ] as const;
    for (const [result, operation] of operations) {
      const [rows, columns] = result.ndim === 1 ? [1, result.size] : result.shape;
      expect(result.size).toBe(rows * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          expect(result.data[i * columns + j]).toBe(operation(spread(a, i, j), spread(b, i, j)));
        }
      }
    }
  });

  law('leave both arrays as they were', broadcastPair, ({ a, b }) => {
    expectUntouched({ a, b }, () => [a.add(b), a.sub(b), a.mul(b), a.div(b), a.add(1)]);
  });

  law(
    'with a number are the same as with an array of that number',
    fc.record({ a: drawnArray, n: tenths() }),
    ({ a, n }) => {
      const same = a.map(() => n);
      expect(a.add(n).toArray()).toEqual(a.add(same).toArray());
      expect(a.sub(n).toArray()).toEqual(a.sub(same).toArray());
      expect(a.mul(n).toArray()).toEqual(a.mul(same).toArray());
      expect(a.div(n).toArray()).toEqual(a.div(same).toArray());
    },
  );
});

/** The shape of the result for each pair of shapes, as np.broadcast_shapes says; undefined where it refuses. */
const BROADCASTING: [a: number[], b: number[], result?: number[]][] = [
  [[1], [1], [1]],
  [[1], [2], [2]],
  [[1], [0], [0]],
  [[1], [1, 1], [1, 1]],
  [[1], [1, 3], [1, 3]],
  [[1], [2, 1], [2, 1]],
  [[1], [2, 3], [2, 3]],
  [[1], [0, 3], [0, 3]],
  [[2], [2], [2]],
  [[2], [3]],
  [[2], [0]],
  [[2], [1, 1], [1, 2]],
  [[2], [1, 3]],
  [[2], [2, 1], [2, 2]],
  [[2], [2, 3]],
  [[2], [3, 2], [3, 2]],
  [[3], [2, 1], [2, 3]],
  [[3], [2, 3], [2, 3]],
  [[3], [0, 3], [0, 3]],
  [[0], [0], [0]],
  [[0], [1, 1], [1, 0]],
  [[0], [1, 3]],
  [[0], [2, 1], [2, 0]],
  [
    [1, 1],
    [2, 3],
    [2, 3],
  ],
  [
    [1, 1],
    [0, 3],
    [0, 3],
  ],
  [
    [1, 3],
    [2, 1],
    [2, 3],
  ],
  [
    [1, 3],
    [2, 3],
    [2, 3],
  ],
  [
    [1, 3],
    [3, 2],
  ],
  [
    [1, 3],
    [0, 3],
    [0, 3],
  ],
  [
    [2, 1],
    [2, 3],
    [2, 3],
  ],
  [
    [2, 1],
    [3, 2],
  ],
  [
    [2, 1],
    [0, 3],
  ],
  [
    [2, 3],
    [3, 2],
  ],
  [
    [2, 3],
    [0, 3],
  ],
];

describe('broadcasting', () => {
  const show = (shape: number[]) => `(${shape.join('×')})`;
  for (const [a, b, result] of BROADCASTING) {
    const become = result === undefined ? 'do not fit' : `become ${show(result)}`;
    test(`${show(a)} and ${show(b)} ${become}, in both orders`, () => {
      for (const [left, right] of [
        [a, b],
        [b, a],
      ]) {
        const sum = () => zeros(left).add(zeros(right));
        if (result === undefined) expect(sum).toThrow(RangeError);
        else expect(sum()).toHaveShape(result);
      }
    });
  }
});

describeBlock('NDArray.exp, log, square, map', () => {
  example('exp', () => {
    expect(A.exp()).toAgreeWith([
      [4.4816890703380645, 0.1353352832366127, 1],
      [54.598150033144236, 1.6487212707001282, 0.36787944117144233],
    ]);
  });

  example('log, with −∞ for 0 and NaN below it', () => {
    const logarithms = array([1, 10, 0, -1, Infinity, Math.E]).log();
    expect(logarithms.toArray()).toEqual([0, 2.302585092994046, -Infinity, NaN, Infinity, 1]);
  });

  example('square', () => {
    expect(A.square()).toAgreeWith([
      [2.25, 4, 0],
      [16, 0.25, 1],
    ]);
  });

  example('map gives the element and its place in data', () => {
    expect(A.map((value, index) => value + 10 * index)).toAgreeWith([
      [1.5, 8, 20],
      [34, 40.5, 49],
    ]);
  });

  example('map calls its function once for each element', () => {
    const calls: [number, number][] = [];
    v.map((...call) => calls.push(call));
    expect(calls).toEqual([
      [2, 0],
      [-3, 1],
      [0.5, 2],
    ]);
  });

  law(
    'keep the shape and the dtype, and leave the array as it was',
    fc.record({ a: drawnArray, dtype: dtypes }),
    (drawn) => {
      const a = drawn.a.astype(drawn.dtype);
      for (const f of [() => a.exp(), () => a.log(), () => a.square(), () => a.map((value) => value)]) {
        expectUntouched({ a }, f);
        expect(f()).toHaveShape(a.shape);
        expect(f().dtype).toBe(drawn.dtype);
      }
    },
  );
});

// ── reductions ───────────────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray.sum, mean, max, argmax', () => {
  example('of all elements', () => {
    expect([A.sum(), A.mean(), A.max(), A.argmax()]).toEqual([3, 0.5, 4, 3]);
    expect([v.sum(), v.mean(), v.max(), v.argmax()]).toEqual([-0.5, -0.5 / 3, 2, 0]);
  });

  example('along axis 0: down the columns', () => {
    expect(A.sum(0)).toAgreeWith([5.5, -1.5, -1]);
    expect(A.mean(0)).toAgreeWith([2.75, -0.75, -0.5]);
    expect(A.max(0)).toAgreeWith([4, 0.5, 0]);
    expect(A.argmax(0)).toEqual([1, 1, 0]);
  });

  example('along axis 1: along the rows', () => {
    expect(A.sum(1)).toAgreeWith([-0.5, 3.5]);
    expect(A.mean(1)).toAgreeWith([-0.16666666666666666, 1.1666666666666667]);
    expect(A.max(1)).toAgreeWith([1.5, 4]);
    expect(A.argmax(1)).toEqual([0, 0]);
  });

  law(
    'along axis −1 are those along the last axis, −2 along the first of two',
    fc.record({ a: filledArray }),
    ({ a }) => {
      for (const [negative, positive] of a.ndim === 1
        ? [[-1, 0]]
        : [
            [-1, 1],
            [-2, 0],
          ]) {
        expect(a.sum(negative)).toAgreeWith(a.sum(positive));
        expect(a.mean(negative)).toAgreeWith(a.mean(positive));
        expect(a.max(negative)).toAgreeWith(a.max(positive));
        expect(a.argmax(negative)).toEqual(a.argmax(positive));
        expect(a.sum(negative, { keepdims: true })).toAgreeWith(a.sum(positive, { keepdims: true }));
      }
    },
  );

  example('with keepdims leave the axis in place, with size 1', () => {
    expect(A.sum(0, { keepdims: true })).toAgreeWith([[5.5, -1.5, -1]]);
    expect(A.mean(1, { keepdims: true })).toAgreeWith([[-0.16666666666666666], [1.1666666666666667]]);
    expect(A.max(-1, { keepdims: true })).toAgreeWith([[1.5], [4]]);
    expect(v.max(-1, { keepdims: true })).toAgreeWith([2]);
  });

  example('of a vector along its axis are one number in a vector', () => {
    expect(v.sum(0)).toAgreeWith([-0.5]);
    expect(v.argmax(0)).toEqual([0]);
  });

  law(
    'along an axis are those of each line, and together those of all',
    fc.record({ a: filledArray }),
    ({ a }) => {
      fc.pre(a.ndim === 2);
      const rows = Array.from({ length: a.shape[0] }, (_, i) => a.row(i));
      const columns = Array.from({ length: a.shape[1] }, (_, j) => a.T.row(j));
      for (const [axis, lines] of [
        [0, columns],
        [1, rows],
      ] as const) {
        expect(a.sum(axis)).toAgreeWith(lines.map((line) => line.sum()));
        expect(a.mean(axis)).toAgreeWith(lines.map((line) => line.sum() / line.size));
        expect(a.max(axis)).toAgreeWith(lines.map((line) => Math.max(...line.data)));
        expect(a.argmax(axis)).toEqual(lines.map((line) => line.data.indexOf(line.max())));
        expect(a.sum(axis).sum()).toAgreeWith(a.sum());
        expect(a.max(axis).max()).toBe(a.max());
      }
    },
  );

  law('leave the array as it was', fc.record({ a: filledArray }), ({ a }) => {
    expectUntouched({ a }, () => [a.sum(0), a.mean(-1), a.max(0), a.argmax(0), a.sum(), a.max(), a.argmax()]);
  });

  example('argmax: the first of equals wins', () => {
    expect(array([2, 7, 7]).argmax()).toBe(1);
    expect(array([-0, 0]).argmax()).toBe(0);
  });

  example('max and argmax: NaN wins, the first of several', () => {
    const withNaN = array([
      [1, NaN],
      [3, 2],
    ]);
    expect(withNaN.max()).toBeNaN();
    expect(withNaN.max(0).toArray()).toEqual([3, NaN]);
    expect(withNaN.argmax(1)).toEqual([1, 0]);
    expect(array([3, NaN, NaN, 9]).argmax()).toBe(1);
  });

  example('of −∞ alone', () => {
    expect(array([-Infinity, -Infinity]).max()).toBe(-Infinity);
    expect(array([-Infinity, -Infinity]).argmax()).toBe(0);
  });

  example('of empty arrays: the sum is 0, the mean is NaN', () => {
    for (const empty of [zeros([0]), zeros([0, 3]), zeros([3, 0])]) {
      expect(empty.sum()).toBe(0);
      expect(empty.mean()).toBeNaN();
    }
    expect(zeros([0, 3]).sum(0)).toAgreeWith([0, 0, 0]);
    expect(zeros([0, 3]).mean(0).toArray()).toEqual([NaN, NaN, NaN]);
    expect(zeros([0, 3]).sum(1)).toHaveShape([0]);
    expect(zeros([0, 3]).mean(1)).toHaveShape([0]);
    expect(zeros([0, 3]).sum(0, { keepdims: true })).toHaveShape([1, 3]);
    expect(zeros([3, 0]).sum(0, { keepdims: true })).toHaveShape([1, 0]);
  });

  example('of no lines are no numbers', () => {
    expect(zeros([0, 3]).max(1)).toHaveShape([0]);
    expect(zeros([3, 0]).argmax(0)).toEqual([]);
  });
});

// ── shape ────────────────────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray.reshape', () => {
  example('keeps the order, row by row', () => {
    expect(A.reshape(3, 2)).toAgreeWith([
      [1.5, -2],
      [0, 4],
      [0.5, -1],
    ]);
    expect(A.reshape(6)).toAgreeWith([1.5, -2, 0, 4, 0.5, -1]);
  });

  example('is a view: what is written to one is seen in the other', () => {
    const m = zeros([2, 2]);
    const flat = m.reshape(4);
    flat.set(3, 5);
    m.set(0, 1, 7);
    expect(m.at(1, 1)).toBe(5);
    expect(flat.at(1)).toBe(7);
  });

  law('there and back is the array itself', fc.record({ a: drawnArray }), ({ a }) => {
    expect(a.reshape(a.size).reshape(...a.shape)).toAgreeWith(a);
    expect(a.reshape(1, a.size).T.reshape(a.size)).toAgreeWith(a.reshape(a.size));
  });
});

describeBlock('NDArray.take and row', () => {
  example('take rows of a matrix, elements of a vector, in the order of the indices', () => {
    expect(A.take([1, 0, 1])).toAgreeWith([
      [4, 0.5, -1],
      [1.5, -2, 0],
      [4, 0.5, -1],
    ]);
    expect(v.take(new Int32Array([2, 2]))).toAgreeWith([0.5, 0.5]);
  });

  example('take nothing', () => {
    expect(A.take([])).toHaveShape([0, 3]);
    expect(v.take([])).toHaveShape([0]);
  });

  example('row gives a vector', () => expect(A.row(1)).toAgreeWith([4, 0.5, -1]));

  law(
    'take the same rows as one by one',
    filledArray.chain((a) =>
      fc.record({ a: fc.constant(a), indices: fc.array(fc.integer({ min: 0, max: a.shape[0] - 1 })) }),
    ),
    ({ a, indices }) => {
      const taken = a.take(indices);
      expect(taken).toHaveShape([indices.length, ...a.shape.slice(1)]);
      indices.forEach((index, n) => {
        if (a.ndim === 1) expect(taken.at(n)).toBe(a.at(index));
        else expect(taken.row(n)).toAgreeWith(a.row(index));
      });
    },
  );

  example('share no numbers with the array', () => {
    const m = A.copy();
    m.row(0).set(0, 99);
    m.take([0]).set(0, 0, 99);
    expect(m).toAgreeWith(A);
  });
});

// ── the matrix product ───────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray.dot', () => {
  example('of matrices', () => {
    expect(A.dot(A.T)).toAgreeWith([
      [6.25, 5],
      [5, 17.25],
    ]);
  });

  example('of a matrix and a vector, and of a vector and a matrix', () => {
    expect(A.dot(v)).toAgreeWith([9, 6]);
    expect(array([1, 2]).dot(A)).toAgreeWith([9.5, -1, -2]);
  });

  law('is the sum over the inner index, as three plain loops give it', factors, ({ a, b }) => {
    expect(a.dot(b)).toAgreeWith(naiveDot(a, b));
  });

  law(
    'is so also for sizes like those of a network',
    fc.record({ seed: seeds(), rows: sizes(40), inner: sizes(100), columns: sizes(40) }),
    ({ seed, rows, inner, columns }) => {
      const random = seededRandom(seed);
      const pixels = zeros([rows, inner]).map(() => Math.max(0, random() - 0.5)); // half of them 0, as in a digit
      const W = randn([inner, columns], random);
      expect(pixels.dot(W)).toAgreeWith(naiveDot(pixels, W), { absolute: 1e-10 });
    },
    { runs: 10 },
  );

  law('(A·B)ᵀ = Bᵀ·Aᵀ', factors, ({ a, b }) => {
    expect(a.dot(b).T).toAgreeWith(b.T.dot(a.T));
  });

  law('with the unit matrix changes nothing', fc.record({ a: drawnArray }), ({ a }) => {
    const size = a.shape[a.ndim - 1];
    expect(a.dot(oneHot([...Array(size).keys()], size))).toAgreeWith(a);
  });

  law('with a vector is that with a matrix of one row or column', factors, ({ a, b }) => {
    fc.pre(a.shape[0] > 0 && b.shape[1] > 0);
    expect(a.row(0).dot(b)).toAgreeWith(a.take([0]).dot(b).reshape(b.shape[1]));
    expect(a.dot(b.T.row(0))).toAgreeWith(a.dot(b.T.take([0]).T).reshape(a.shape[0]));
  });

  law('leaves both factors as they were', factors, ({ a, b }) => {
    expectUntouched({ a, b }, () => a.dot(b));
  });

  law(
    'agrees with the plain loops also where infinities and NaN meet zeros',
    fc.record({ rows: sizes(3), inner: sizes(3), columns: sizes(3) }).chain(({ rows, inner, columns }) => {
      const element = fc.constantFrom(0, -0, 1, -2, NaN, Infinity, -Infinity);
      return fc.record({ a: matrixOf(rows, inner, element), b: matrixOf(inner, columns, element) });
    }),
    ({ a, b }) => {
      expect(a.dot(b).toArray()).toEqual(naiveDot(a, b).toArray());
    },
  );

  example('0 times an infinity or a NaN is NaN', () => {
    const zero = array([[0, 0]]);
    expect(zero.dot(array([[NaN], [1]])).toArray()).toEqual([[NaN]]);
    expect(zero.dot(array([[1], [Infinity]])).toArray()).toEqual([[NaN]]);
  });

  example('over an inner size of 0 gives zeros, and of no rows no rows', () => {
    expect(zeros([2, 0]).dot(zeros([0, 3]))).toAgreeWith(zeros([2, 3]));
    expect(zeros([0, 2]).dot(zeros([2, 3]))).toHaveShape([0, 3]);
    expect(zeros([0]).dot(zeros([0, 2]))).toAgreeWith([0, 0]);
  });
});

// ── dtype ────────────────────────────────────────────────────────────────────────────────────────────────────────

describe('float32', () => {
  const f = array([0.1, 16777216, 3e38], 'float32');

  test('keeps about seven digits', () => {
    expect([...f.data]).toEqual([0.10000000149011612, 16777216, 3.0000000054977558e38]);
  });

  test('with float32 and with numbers stays float32: 2²⁴ + 1 is lost, and 6e38 is too large', () => {
    const sum = f.add(array([0.2, 1, 3e38], 'float32'));
    expect(sum.dtype).toBe('float32');
    expect([...sum.data]).toEqual([0.30000001192092896, 16777216, Infinity]);
    expect(f.mul(2).dtype).toBe('float32');
    expect([...array([1, 100], 'float32').exp().data]).toEqual([Math.fround(Math.E), Infinity]);
  });

  test('with float64 becomes float64', () => {
    const sum = f.add(array([0.2, 1, 3e38]));
    expect(sum.dtype).toBe('float64');
    expect([...sum.data]).toEqual([0.30000000149011613, 16777217, 6.000000005497756e38]);
  });

  test('reductions along an axis, reshape, take, T and copy keep it', () => {
    const m = array([[0.1], [0.2], [0.4]], 'float32');
    for (const result of [
      m.sum(0),
      m.mean(0),
      m.max(1),
      m.reshape(3),
      m.take([0]),
      m.row(1),
      m.T,
      m.copy(),
    ]) {
      expect(result.dtype).toBe('float32');
    }
    expect([...m.mean(0).data]).toEqual([0.23333333432674408]);
  });

  test('dot is float32 only for two float32 factors', () => {
    const values = [
      [0.1, 0.2],
      [0.3, 0.4],
    ];
    const [a, b] = [array(values, 'float32'), array(values).add(1)];
    const product = [
      [0.37, 0.4],
      [0.85, 0.92],
    ];
    expect(a.dot(b.astype('float32')).dtype).toBe('float32');
    expect(a.dot(b.astype('float32'))).toAgreeWith(product, { relative: 1e-6 });
    expect(a.dot(b).dtype).toBe('float64');
    expect(b.dot(a).dtype).toBe('float64');
  });

  test('astype there and back rounds once', () => {
    expect(array([0.1]).astype('float32').astype('float64').at(0)).toBe(Math.fround(0.1));
  });
});

// ── out of the array ─────────────────────────────────────────────────────────────────────────────────────────────

describeBlock('NDArray.copy, astype, toArray, toJSON, toString', () => {
  law(
    'copy and astype share no numbers with the array',
    fc.record({ a: filledArray, dtype: dtypes }),
    ({ a, dtype }) => {
      const [copy, cast] = [a.copy(), a.astype(dtype)];
      expect(copy).toAgreeWith(a);
      expect(cast).toAgreeWith(a, { relative: 1e-7 });
      expect(cast.dtype).toBe(dtype);
      copy.data[0] = 99;
      cast.data[0] = 99;
      expect(a.data[0]).not.toBe(99);
    },
  );

  law('array reads back what toArray gives', fc.record({ a: filledArray, dtype: dtypes }), (drawn) => {
    const a = drawn.a.astype(drawn.dtype);
    expect(array(a.toArray(), drawn.dtype)).toAgreeWith(a, { relative: 0, absolute: 0 });
  });

  example('toArray gives rows', () => {
    expect(A.toArray()).toEqual([
      [1.5, -2, 0],
      [4, 0.5, -1],
    ]);
    expect(v.toArray()).toEqual([2, -3, 0.5]);
    expect(zeros([0, 3]).toArray()).toEqual([]);
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
  });

  example('JSON.stringify gives rows', () => {
    expect(JSON.stringify({ A, v })).toBe('{"A":[[1.5,-2,0],[4,0.5,-1]],"v":[2,-3,0.5]}');
  });

  example('toString gives rows, with NaN and infinities in words', () => {
    expect(String(A)).toBe('[[1.5,-2,0],[4,0.5,-1]]');
    expect(String(array([NaN, -Infinity, 1]))).toBe('[NaN,-Infinity,1]');
    expect([String(zeros([0])), String(zeros([0, 2])), String(zeros([2, 0]))]).toEqual([
      '[]',
      '[]',
      '[[],[]]',
    ]);
  });
});

// ── making arrays ────────────────────────────────────────────────────────────────────────────────────────────────

describeBlock('array', () => {
  example('makes vectors and matrices, float64 unless float32 is asked for', () => {
    expect(array([1, 2])).toHaveShape([2]);
    expect(array([[1, 2]])).toHaveShape([1, 2]);
    expect(array([1]).dtype).toBe('float64');
    expect(array([[1]], 'float32').dtype).toBe('float32');
  });

  example('makes empty ones: [] is (0), [[]] is (1×0)', () => {
    expect(array([])).toHaveShape([0]);
    expect(array([[]])).toHaveShape([1, 0]);
  });

  example('copies what it is given', () => {
    const values = [1, 2];
    const a = array(values);
    values[0] = 9;
    expect(a).toAgreeWith([1, 2]);
  });
});

describeBlock('zeros and zerosLike', () => {
  law(
    'hold zeros in the shape and dtype asked for',
    fc.record({ shape: shapes, dtype: dtypes }),
    ({ shape, dtype }) => {
      for (const zero of [zeros(shape, dtype), zerosLike(zeros(shape, dtype).map(() => 1))]) {
        expect(zero).toHaveShape(shape);
        expect(zero.dtype).toBe(dtype);
        expect(zero.data.every((value) => value === 0)).toBe(true);
      }
    },
  );

  example('are float64 unless float32 is asked for', () => expect(zeros([1]).dtype).toBe('float64'));
});

describeBlock('oneHot', () => {
  example('puts a 1 in the column of each label', () => {
    expect(oneHot([2, 0], 3)).toAgreeWith([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(oneHot(new Uint8Array([1]), 2, 'float32').dtype).toBe('float32');
  });

  law('is undone by argmax', fc.record({ labels: sizes(5).chain((n) => labelsOf(n, 4)) }), ({ labels }) => {
    const t = oneHot(labels, 4);
    expect(t.argmax(1)).toEqual(labels);
    expect(t.sum(1)).toAgreeWith(labels.map(() => 1));
  });

  example('of no labels has no rows', () => expect(oneHot([], 4)).toHaveShape([0, 4]));
});

describeBlock('randn and normal', () => {
  /** A source that gives these numbers, one after the other. */
  const scripted =
    (...numbers: number[]) =>
    () =>
      numbers.shift()!;

  example('follow Box and Muller: √(−2 ln(1 − u)) · cos 2πw', () => {
    expect(normal(scripted(1 - Math.exp(-2), 0))).toAgreeWith(2);
    expect(normal(scripted(1 - Math.exp(-2), 0.5))).toAgreeWith(-2);
    expect(normal(scripted(1 - Math.exp(-0.5), 0.125))).toAgreeWith(Math.SQRT1_2);
  });

  example('are finite at both ends of the source', () => {
    expect(normal(scripted(0, 0))).toAgreeWith(0);
    expect(normal(scripted(1 - 2 ** -53, 0))).toBeFinite();
  });

  example('begin with known numbers for a known seed', () => {
    expect(randn([3], seededRandom(42))).toAgreeWith([
      0.05595772251437148, -2.185666191707636, 0.5203129232604665,
    ]);
  });

  law(
    'have the shape and dtype asked for',
    fc.record({ shape: shapes, dtype: dtypes }),
    ({ shape, dtype }) => {
      const a = randn(shape, seededRandom(1), dtype);
      expect(a).toHaveShape(shape);
      expect(a.dtype).toBe(dtype);
    },
  );

  example('have mean 0, standard deviation 1, and two thirds of them within 1', () => {
    const count = 100_000;
    const a = randn([count], seededRandom('normal'));
    const within = (distance: number) => a.data.filter((value) => Math.abs(value) < distance).length / count;
    // Six times the standard error of each: 1/√n, √(1/2n), √(p(1 − p)/n).
    expect(a.mean()).toAgreeWith(0, { absolute: 6 / Math.sqrt(count) });
    expect(Math.sqrt(a.square().mean())).toAgreeWith(1, { absolute: 6 / Math.sqrt(2 * count) });
    expect(within(1)).toAgreeWith(0.682689, { absolute: 6 * Math.sqrt((0.68 * 0.32) / count) });
    expect(within(2)).toAgreeWith(0.9545, { absolute: 6 * Math.sqrt((0.95 * 0.05) / count) });
  });
});

// ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Values that TypeScript would refuse, as a student's plain JavaScript can bring them. */
const untyped = (values: unknown) => values as number[];

describe('errors carry the numbers and the rule', () => {
  const m = zeros([2, 3]);
  const cases: [message: string, call: () => unknown][] = [
    [
      'NDArray: shape (2×3) holds 6 numbers, but 5 were given',
      () => new NDArray(new Float64Array(5), [2, 3]),
    ],
    ['NDArray: an array is 1-D or 2-D, but () has 0 axes', () => new NDArray(new Float64Array(1), [])],
    ['zeros: an array is 1-D or 2-D, but (1×2×3) has 3 axes', () => zeros([1, 2, 3])],
    ['zeros: each size in (2×-1) must be a whole number of 0 or more, not -1', () => zeros([2, -1])],
    ['zeros: each size in (1.5) must be a whole number of 0 or more, not 1.5', () => zeros([1.5])],
    ['reshape: (2×3) holds 6 numbers, but (4) needs 4', () => m.reshape(4)],
    ['reshape: an array is 1-D or 2-D, but (1×2×3) has 3 axes', () => m.reshape(1, 2, 3)],
    ['reshape: each size in (NaN) must be a whole number of 0 or more, not NaN', () => m.reshape(NaN)],

    ['at: a 2-D array needs 2 indices, but 1 was given', () => m.at(0)],
    ['set: a 1-D array needs 1 index, but 2 were given', () => v.copy().set(0, 0, 5)],
    ['at: index 2 is out of range for (2×3): use a whole number from 0 to 1', () => m.at(2, 0)],
    ['at: index 3 is out of range for (2×3): use a whole number from 0 to 2', () => m.at(1, 3)],
    ['at: index -1 is out of range for (3): use a whole number from 0 to 2', () => v.at(-1)],
    ['set: index 0.5 is out of range for (2×3): use a whole number from 0 to 1', () => m.set(0.5, 0, 1)],
    ['at: index 0 is out of range for (0): it is empty', () => zeros([0]).at(0)],
    ['take: index 2 is out of range for (2×3): use a whole number from 0 to 1', () => m.take([0, 2])],
    ['take: index NaN is out of range for (3): use a whole number from 0 to 2', () => v.take([NaN])],
    ['row: index 5 is out of range for (2×3): use a whole number from 0 to 1', () => m.row(5)],
    ['row: only a 2-D array has rows; this one is (3)', () => v.row(0)],

    ['add: shapes (2×3) and (2) do not broadcast: sizes 3 and 2 differ', () => m.add(zeros([2]))],
    ['sub: shapes (2×3) and (3×3) do not broadcast: sizes 2 and 3 differ', () => m.sub(zeros([3, 3]))],
    ['mul: shapes (3) and (4) do not broadcast: sizes 3 and 4 differ', () => v.mul(zeros([4]))],
    ['div: shapes (0×3) and (2×3) do not broadcast: sizes 0 and 2 differ', () => zeros([0, 3]).div(m)],

    ['dot: (2×3)·(4×5): inner sizes 3 and 4 differ', () => m.dot(zeros([4, 5]))],
    ['dot: (2×3)·(2): inner sizes 3 and 2 differ', () => m.dot(zeros([2]))],
    ['dot: (3)·(2×3): inner sizes 3 and 2 differ', () => v.dot(m)],
    ['dot: (3)·(3) is a single number: write a.mul(b).sum() for the inner product', () => v.dot(v)],

    ['sum: axis 2 is out of range for the 2-D shape (2×3)', () => m.sum(2)],
    ['mean: axis -3 is out of range for the 2-D shape (2×3)', () => m.mean(-3)],
    ['max: axis 1 is out of range for the 1-D shape (3)', () => v.max(1)],
    ['argmax: axis 0.5 is out of range for the 2-D shape (2×3)', () => m.argmax(0.5)],
    ['max: an array of shape (0) has no largest element', () => zeros([0]).max()],
    ['max: an array of shape (0×3) has no largest element', () => zeros([0, 3]).max(0)],
    ['argmax: an array of shape (0×3) has no largest element', () => zeros([0, 3]).argmax()],
    ['argmax: an array of shape (3×0) has no largest element', () => zeros([3, 0]).argmax(1)],

    [
      'array: ragged rows: row 0 has 2 numbers, row 1 has 3 numbers',
      () =>
        array([
          [1, 2],
          [1, 2, 3],
        ]),
    ],
    [
      'array: ragged rows: row 0 has 2 numbers, row 1 has no numbers but 3',
      () => array(untyped([[1, 2], 3])),
    ],
    [
      'oneHot: index 10 is out of range for 10 classes: use a whole number from 0 to 9',
      () => oneHot([1, 10], 10),
    ],
    [
      'oneHot: index -1 is out of range for 10 classes: use a whole number from 0 to 9',
      () => oneHot([-1], 10),
    ],
  ];
  test.each(cases)('%s', (message, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(new RangeError(message)); // the whole message
  });

  const typeCases: [message: string, call: () => unknown][] = [
    ['array: [1] must be a number, not string (2)', () => array(untyped([1, '2']))],
    ['array: [1] must be a number, not object (2,3)', () => array(untyped([1, [2, 3]]))],
    ['array: [0][1] must be a number, not undefined (undefined)', () => array(untyped([[1, undefined]]))],
    ['array: [0] must be a number, not undefined (undefined)', () => array(Array<number>(3))],
    ['array: [1][0] must be a number, not undefined (undefined)', () => array([[1], Array<number>(1)])],
  ];
  test.each(typeCases)('%s', (message, call) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(new TypeError(message));
  });
});
