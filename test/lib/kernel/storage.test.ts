// How an array keeps its numbers must not be told from the outside: a transpose is a new array whatever is written before or after
// it, and an array of bytes is one of numbers.
import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { fc } from '#engine/suite';
import { array, fromBytes, NDArray, zeros } from '#lib/ndarray';
import { sizes } from '../../support/arbitraries';

describe('a transpose', () => {
  // What can be done to a matrix A and its transpose B, which are (2×3) and (3×2).
  const steps: Record<string, (A: NDArray, B: NDArray) => void> = {
    'look at A.data': (A) => A.data,
    'look at B.data': (_, B) => B.data,
    'write to A.data': (A) => (A.data[1] = 10),
    'write to B.data': (_, B) => (B.data[1] = 20),
    'A.set': (A) => A.set(1, 2, 30),
    'B.set': (_, B) => B.set(2, 0, 40),
    'write to a view of A': (A) => (A.reshape(6).data[3] = 50),
    'A·B': (A, B) => A.dot(B),
    'take rows of B': (_, B) => B.take([2, 0]),
    'transpose both': (A, B) => [A.T, B.T],
  };
  const anySteps = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 5 });
  const written = array([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const origins = {
    'computed, so that no one has its data': () => written.mul(1),
    'given, so that someone may have its data': () => written.copy().reshape(2, 3),
    'kept as bytes': () => fromBytes(Uint8Array.of(1, 2, 3, 4, 5, 6), [2, 3], 1),
    'itself a transpose': () => written.T.mul(1).T,
  };

  test.each(Object.entries(origins))('of a matrix that is %s is an array of its own', (_, make) => {
    fc.assert(
      fc.property(anySteps, anySteps, (before, after) => {
        const A = make();
        for (const step of before) steps[step](A, A.T);
        const B = A.T;

        // The same steps on two arrays that never had anything to do with each other.
        const [C, D] = [A.toArray(), transposed(A)].map((rows) => array(rows as number[][]));
        for (const step of after) {
          steps[step](A, B);
          steps[step](C, D);
          expect([A.at(1, 0), B.at(0, 1)]).toEqual([C.at(1, 0), D.at(0, 1)]);
        }
        expect([A.toArray(), B.toArray()]).toEqual([C.toArray(), D.toArray()]);
      }),
    );
  });

  function transposed(A: NDArray): number[][] {
    return [0, 1, 2].map((j) => [0, 1].map((i) => A.at(i, j)));
  }

  test('does not touch what someone has of the original: written there later, it still counts', () => {
    const A = array([[1, 2]]).add(0);
    const { data } = A;
    const B = A.T;
    data[0] = 9;
    expect(A.toArray()).toEqual([[9, 2]]);
    expect(B.toArray()).toEqual([[1], [2]]);
    expect(A.data).toBe(data);
  });

  test('takes no memory for numbers as long as no one can write to them', () => {
    const A = zeros([1000, 1000]).add(1);
    const before = process.memoryUsage().arrayBuffers;
    expect(A.T.at(999, 0)).toBe(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
  });
});

describe('an array of bytes', () => {
  /** The same numbers (rows × columns) kept as bytes, and kept as numbers. */
  const pairs = fc
    .tuple(sizes(5), sizes(9), fc.constantFrom('float64' as const, 'float32' as const))
    .chain(([rows, columns, dtype]) =>
      fc.uint8Array({ minLength: rows * columns, maxLength: rows * columns }).map((bytes) => ({
        bytes,
        dtype,
        kept: fromBytes(bytes, [rows, columns], 255, dtype),
        plain: array(
          Array.from(bytes, (byte) => byte / 255),
          dtype,
        ).reshape(rows, columns),
      })),
    );

  test('gives what the array of its numbers gives', () => {
    fc.assert(
      fc.property(pairs, ({ kept, plain, dtype }) => {
        const [rows, columns] = plain.shape;
        expect([kept.dtype, plain.dtype]).toEqual([dtype, dtype]);
        const operations: Record<string, (x: NDArray) => unknown> = {
          dtype: (x) => x.dtype,
          shape: (x) => [x.shape, x.size, x.ndim],
          at: (x) => [x.at(rows - 1, 0), x.at(0, columns - 1), x.T.at(columns - 1, 0)],
          take: (x) => x.take([rows - 1, 0, 0]).toArray(),
          row: (x) => x.row(0).toArray(),
          T: (x) => x.T.toArray(),
          'take of T': (x) => x.T.take([columns - 1, 0]).toArray(),
          dot: (x) => x.dot(plain.T).toArray(),
          'dot of T': (x) => x.T.dot(plain).toArray(),
          'on the right': (x) => plain.T.dot(x).toArray(),
          sub: (x) => x.sub(0.5).toArray(),
          sum: (x) => [x.sum(), x.sum(0).toArray(), x.argmax(1), x.max()],
          data: (x) => [...x.data],
          'sent to another thread': (x) => NDArray.fromMessage(structuredClone(x.toMessage())).toArray(),
          'T sent to another thread': (x) => NDArray.fromMessage(structuredClone(x.T.toMessage())).toArray(),
        };
        for (const [name, operation] of Object.entries(operations)) {
          expect([name, operation(kept)]).toEqual([name, operation(plain)]);
        }
      }),
    );
  });

  test('does not write to the bytes that it was given', () => {
    fc.assert(
      fc.property(pairs, ({ bytes, kept }) => {
        const before = [...bytes];
        kept.take([0]).data.fill(7);
        kept.T.data.fill(7);
        kept.data.fill(7);
        expect([...bytes]).toEqual(before);
        expect(kept.toArray().flat()).toEqual(before.map(() => 7));
      }),
    );
  });

  test('stays small: 100 rows of 47 MB of pixels take no memory for numbers', () => {
    const images = fromBytes(new Uint8Array(60_000 * 784), [60_000, 784], 255);
    const before = process.memoryUsage().arrayBuffers;
    const batch = images.take(Array.from({ length: 100 }, (_, n) => n * 600));
    batch.dot(array([Array(784).fill(1)]).T);
    batch.at(99, 783);
    images.row(59_999);
    images.dot(array([Array(784).fill(1)]).T);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });

  test('in shared memory is not copied on its way to another thread', () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(6));
    const { numbers } = structuredClone(fromBytes(bytes, [2, 3], 255).toMessage());
    bytes[4] = 51;
    expect('bytes' in numbers && numbers.bytes[4]).toBe(51);
  });

  test('keeps its shape on the way, a vector as well as a matrix', () => {
    const sent = (x: NDArray) => NDArray.fromMessage(structuredClone(x.toMessage()));
    const bytes = Uint8Array.of(0, 51, 102, 255);
    expect(sent(fromBytes(bytes, [4], 255)).at(3)).toBe(1);
    expect(
      sent(fromBytes(bytes, [4], 255))
        .take([1, 2])
        .toArray(),
    ).toEqual([0.2, 0.4]);
    expect(sent(fromBytes(bytes, [2, 2], 255)).at(1, 0)).toBe(0.4);
  });

  test('a Buffer serves as well', () => {
    const x = fromBytes(Buffer.from([0, 51, 255, 102]), [2, 2], 255);
    expect(x.take([1]).toArray()).toEqual([[1, 0.4]]);
  });

  test('the wrong number of bytes is named', () => {
    expect(() => fromBytes(new Uint8Array(5), [2, 3], 255)).toThrow(
      new RangeError('fromBytes: shape (2×3) holds 6 numbers, but 5 were given'),
    );
    expect(() => fromBytes(new Uint8Array(8), [2, 2, 2], 255)).toThrow(
      new RangeError('fromBytes: an array is 1-D or 2-D, but (2×2×2) has 3 axes'),
    );
  });
});

describe('what a person sees of an array', () => {
  test('console.log shows its shape and its numbers', () => {
    expect(inspect(array([1, 2]))).toBe('NDArray (2) [ 1, 2 ]');
    expect(
      inspect(
        array([
          [1, 2],
          [3, 4],
        ]).T,
      ),
    ).toBe('NDArray (2×2) [ [ 1, 3 ], [ 2, 4 ] ]');
  });

  test('of a long one the beginning, without laying out the rest', () => {
    const images = fromBytes(new Uint8Array(60_000 * 784), [60_000, 784], 255);
    const shown = inspect(images);
    expect(shown).toMatch(/^NDArray \(60000×784\) \[/);
    expect(shown).toMatch(/ and 59900 more$/);
  });

  test('toEqual compares shape and numbers', () => {
    expect(array([1, 2])).toEqual(array([0, 1]).add(1));
    expect(array([1, 2])).not.toEqual(array([1, 3]));
    expect(array([1, 2])).not.toEqual(array([[1, 2]]));
    expect(array([1, 2])).not.toEqual([1, 2]);
    expect({ x: array([[1], [2]]) }).toEqual({ x: array([[1, 2]]).T });
  });
});
