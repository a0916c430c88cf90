// The laws of topic 06 · the numerical gradient.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectKept,
  fail,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/06-numerical-gradient';
import { array, NDArray } from '#lib/ndarray';
import { manyRows, matrixOf, sizes, tenths, vectorOf } from './support/arbitraries';
import { show } from '#engine/suite/matchers';

// Both move the elements of the very array that they are passed: what is expected of them is computed before they are called.
const { numericalGradient, partialDiff } = underTest(topic, { passing: 'originals' });

const h = 1e-4;

/** The sum of the squares, the book's example: ∂f/∂xᵢ = 2xᵢ. */
const sumOfSquares = (x: NDArray) => x.square().sum();

/** Σᵢⱼ Aᵢⱼ xᵢ xⱼ: in its slope along one element, all the others have a say. */
function coupled(A: NDArray, x: NDArray): number {
  let sum = 0;
  for (let i = 0; i < x.size; i++) {
    for (let j = 0; j < x.size; j++) sum += A.at(i, j) * x.data[i] * x.data[j];
  }
  return sum;
}

/** Its gradient: Σⱼ (Aᵢⱼ + Aⱼᵢ) xⱼ, at element i. */
function gradientOfCoupled(A: NDArray, x: NDArray): NDArray {
  return x.map((_, i) => {
    let slope = 0;
    for (let j = 0; j < x.size; j++) slope += (A.at(i, j) + A.at(j, i)) * x.data[j];
    return slope;
  });
}

/** An array (n) or (rows, columns) of few elements. */
function arrays(element = tenths()): fc.Arbitrary<NDArray> {
  const matrices = fc.tuple(sizes(3), sizes(4)).chain(([rows, columns]) => matrixOf(rows, columns, element));
  return fc.oneof(
    sizes(5).chain((length) => vectorOf(length, element)),
    matrices,
  );
}

/** One of the elements of each array. */
function withIndex<Inputs extends { x: NDArray }>(inputs: fc.Arbitrary<Inputs>) {
  return inputs.chain((drawn) => fc.nat(drawn.x.size - 1).map((index) => ({ ...drawn, index })));
}

const points = fc.record({ x: arrays() });
const couplings = arrays().chain((x) => matrixOf(x.size, x.size).map((A) => ({ A, x })));

// Numbers among which are many for which x + h − 2h + h, or x + h − h, is not x again: restoring by arithmetic shows.
const awkward = fc.record({ x: arrays(fc.oneof(fc.constantFrom(0.2, 3, 1 / 7, 1e6, 1e-20), tenths())) });

// For each element of x, what f is above and below.
const scriptedSlopes = arrays().chain((x) => {
  const values = vectorOf(x.size).map((drawn) => drawn.reshape(...x.shape));
  return fc.record({ x: fc.constant(x), above: values, below: values, elsewhere: tenths() });
});

/** `x` with one element moved. */
const moved = (x: NDArray, index: number, step: number) =>
  x.map((value, i) => (i === index ? value + step : value));

/** The same numbers, but for the rounding of another way to get there. */
const isAt = (point: NDArray, place: NDArray) =>
  point.data.every((value, i) => Math.abs(value - place.data[i]) < 1e-10);

interface Call {
  received: NDArray;
  /** The differentiated array at the time of the call. */
  x: NDArray;
}

/** The calls of `f` while `differentiate` runs on `x`. */
function callsOf(x: NDArray, differentiate: (f: (x: NDArray) => number) => unknown): Call[] {
  const calls: Call[] = [];
  differentiate((received) => {
    calls.push({ received: received.copy(), x: x.copy() });
    return sumOfSquares(received);
  });
  return calls;
}

/** Checks that `f` was called with one element a step above where it stood, and a step below. */
function expectBothSteps(calls: Call[], x: NDArray, index: number): void {
  const element = `x.data[${index}]`;
  const wasCalledAt = (step: number): boolean =>
    calls.some(({ received }) => isAt(received, moved(x, index, step)));
  if (!wasCalledAt(h))
    fail(phrase`f was not called with ${{ element }} plus ${{ step: h }} and all others unchanged`);
  if (!wasCalledAt(-h))
    fail(phrase`f was not called with ${{ element }} minus ${{ step: h }} and all others unchanged`);
}

/** Checks that each call received what stood in `x` at that moment. */
function expectMovedInX(calls: Call[]): void {
  for (const { received, x } of calls) {
    expect(received).toHaveShape(x.shape);
    if (isAt(received, x)) continue;
    const place = received.data.findIndex((value, i) => Math.abs(value - x.data[i]) >= 1e-10);
    const [told, held] = [{ received: received.data[place] }, { held: x.data[place] }];
    fail(
      phrase`f received ${told} in ${{ place: `data[${place}]` }} while x held ${held}: move the element in x itself`,
    );
  }
}

/** Checks that `x` is the same after the call as before, bit by bit. */
function expectRestored(x: NDArray, call: () => unknown): void {
  const before = x.copy();
  call();
  const place = x.data.findIndex((value, i) => !Object.is(value, before.data[i]));
  if (place < 0) return;
  const [was, is] = [{ before: before.data[place] }, { after: x.data[place] }];
  fail(phrase`${{ place: `x.data[${place}]` }} was ${was}, and afterwards it is ${is}: restore it`);
}

/** Checks that what `f` throws comes out of the call. */
function expectErrorOfF(call: () => unknown): void {
  let returned: unknown;
  try {
    returned = call();
  } catch {
    return;
  }
  fail(phrase`f threw an error, but ${{ value: show(returned) }} was returned: let the error through`);
}

/** A function that has no value the next time, after it had one `callsBefore` times. */
function failingAfter(callsBefore: number): (x: NDArray) => number {
  let calls = 0;
  return (x) => {
    if (calls++ === callsBefore) throw new Error('f has no value here');
    return sumOfSquares(x);
  };
}

describeFunction('partialDiff', partialDiff, () => {
  gate('returns one finite number', () => {
    expect(partialDiff(sumOfSquares, array([3, 4]), 0)).toBeOneFiniteNumber();
  });

  example('the book’s x₀² + x₁² has at (3, 4) the slope 6 along x₀, and 8 along x₁', () => {
    expect(partialDiff(sumOfSquares, array([3, 4]), 0)).toAgreeWith(6);
    expect(partialDiff(sumOfSquares, array([3, 4]), 1)).toAgreeWith(8);
  });

  example('x₀ · x₁² has at (2, 3) the slope 9 along x₀, and 12 along x₁', () => {
    const f = (x: NDArray) => x.data[0] * x.data[1] ** 2;
    expect(partialDiff(f, array([2, 3]), 0)).toAgreeWith(9);
    expect(partialDiff(f, array([2, 3]), 1)).toAgreeWith(12);
  });

  // What a central difference misses of a straight line is the rounding of f over h, about 1e-11.
  example('x₀ / 7 has the slope 1 / 7 along x₀, to nine digits', () => {
    expect(partialDiff((x) => x.data[0] / 7, array([2, 3]), 0)).toAgreeWith(1 / 7);
  });

  law('restores x to the last digit', withIndex(awkward), ({ x, index }) => {
    expectRestored(x, () => partialDiff(sumOfSquares, x, index));
  });

  // Further calls do no harm, as long as the answer does not depend on them: see the law about "elsewhere" below.
  law(
    'calls f with only that element moved, by h = 0.0001 up and down',
    withIndex(points),
    ({ x, index }) => {
      const start = x.copy();
      const calls = callsOf(x, (f) => partialDiff(f, x, index));
      expectBothSteps(calls, start, index);
    },
  );

  law(
    'is (f above − f below) / 2h, whatever f is elsewhere',
    withIndex(fc.record({ x: arrays(), above: tenths(), below: tenths(), elsewhere: tenths() })),
    ({ x, above, below, elsewhere, index }) => {
      const [high, low] = [moved(x, index, h), moved(x, index, -h)];
      const f = (u: NDArray) => (isAt(u, high) ? above : isAt(u, low) ? below : elsewhere);
      // The quotient is at most 5e4, and where it is 0, above and below are the same number.
      expect(partialDiff(f, x, index)).toAgreeWith((above - below) / (2 * h), { absolute: 1e-9 });
    },
  );

  // A central difference misses nothing of Aᵢⱼ xᵢ xⱼ but the rounding of f over h, about 1e-9.
  law('of Σ Aᵢⱼ xᵢ xⱼ is Σⱼ (Aᵢⱼ + Aⱼᵢ) xⱼ', withIndex(couplings), ({ A, x, index }) => {
    const slope = gradientOfCoupled(A, x).data[index];
    expect(partialDiff((u) => coupled(A, u), x, index)).toAgreeWith(slope, { absolute: 1e-6 });
  });

  law('moves the element in x itself', withIndex(points), ({ x, index }) => {
    expectMovedInX(callsOf(x, (f) => partialDiff(f, x, index)));
  });

  // The rounding of f over h again, about 1e-9.
  law(
    'is right even when f reads x itself instead of its argument',
    withIndex(couplings),
    ({ A, x, index }) => {
      const slope = gradientOfCoupled(A, x).data[index];
      expect(partialDiff(() => coupled(A, x), x, index)).toAgreeWith(slope, { absolute: 1e-6 });
    },
  );

  law(
    'restores the element even when f throws, and lets the error through',
    withIndex(fc.record({ x: arrays(), callsBefore: fc.nat(1) })),
    ({ x, callsBefore, index }) => {
      expectRestored(x, () => expectErrorOfF(() => partialDiff(failingAfter(callsBefore), x, index)));
    },
  );
});

describeFunction('numericalGradient', numericalGradient, () => {
  gate('of a vector returns a vector of the same length, all finite', () => {
    const gradient = numericalGradient(sumOfSquares, array([3, 4, 0]));
    expect(gradient).toHaveShape([3]);
    expect(gradient).toBeFinite();
  });

  gate('of a matrix returns a matrix of the same shape', () => {
    const gradient = numericalGradient(
      sumOfSquares,
      array([
        [3, 4, 0],
        [1, 2, 5],
      ]),
    );
    expect(gradient).toHaveShape([2, 3]);
    expect(gradient).toBeFinite();
  });

  example('the gradient of the book’s x₀² + x₁² at (3, 4) is (6, 8)', () => {
    expect(numericalGradient(sumOfSquares, array([3, 4]))).toAgreeWith([6, 8]);
  });

  example('the gradient of the book’s x₀² + x₁² at (0, 2) is (0, 4), and at (3, 0) it is (6, 0)', () => {
    expect(numericalGradient(sumOfSquares, array([0, 2]))).toAgreeWith([0, 4]);
    expect(numericalGradient(sumOfSquares, array([3, 0]))).toAgreeWith([6, 0]);
  });

  example('the gradient of x₀ · x₁² at (2, 3) is (9, 12)', () => {
    expect(numericalGradient((x) => x.data[0] * x.data[1] ** 2, array([2, 3]))).toAgreeWith([9, 12]);
  });

  example('the gradient of x₀ / 7 + x₁ / 3 is (1/7, 1/3), to nine digits', () => {
    const gradient = numericalGradient((x) => x.data[0] / 7 + x.data[1] / 3, array([2, 3]));
    expect(gradient).toAgreeWith([1 / 7, 1 / 3]);
  });

  law('restores x to the last digit', awkward, ({ x }) => {
    expectRestored(x, () => numericalGradient(sumOfSquares, x));
  });

  law('calls f with one element at a time moved, by h = 0.0001 up and down', points, ({ x }) => {
    const start = x.copy();
    const calls = callsOf(x, (f) => numericalGradient(f, x));
    for (let i = 0; i < x.size; i++) expectBothSteps(calls, start, i);
  });

  law(
    'is (f above − f below) / 2h along each element, whatever f is elsewhere',
    scriptedSlopes,
    ({ x, above, below, elsewhere }) => {
      const start = x.copy(); // x itself moves while f is called
      const f = (u: NDArray) => {
        for (let i = 0; i < x.size; i++) {
          if (isAt(u, moved(start, i, h))) return above.data[i];
          if (isAt(u, moved(start, i, -h))) return below.data[i];
        }
        return elsewhere;
      };
      // The quotients are at most 5e4, and where one is 0, above and below are the same number.
      expect(numericalGradient(f, x)).toAgreeWith(above.sub(below).div(2 * h), { absolute: 1e-9 });
    },
  );

  // The rounding of f over h again, about 1e-9; in the last of these laws, too.
  law('of Σ Aᵢⱼ xᵢ xⱼ is Σⱼ (Aᵢⱼ + Aⱼᵢ) xⱼ for each i', couplings, ({ A, x }) => {
    const expected = gradientOfCoupled(A, x);
    expect(numericalGradient((u) => coupled(A, u), x)).toAgreeWith(expected, { absolute: 1e-6 });
  });

  law('moves each element in x itself', points, ({ x }) => {
    expectMovedInX(callsOf(x, (f) => numericalGradient(f, x)));
  });

  law('is right even when f reads x itself instead of its argument', couplings, ({ A, x }) => {
    const expected = gradientOfCoupled(A, x);
    expect(numericalGradient(() => coupled(A, x), x)).toAgreeWith(expected, { absolute: 1e-6 });
  });

  law(
    'restores every element even when f throws, and lets the error through',
    fc
      .record({ x: arrays(), callsBefore: fc.nat(23) })
      .filter(({ x, callsBefore }) => callsBefore < 2 * x.size),
    ({ x, callsBefore }) => {
      expectRestored(x, () => expectErrorOfF(() => numericalGradient(failingAfter(callsBefore), x)));
    },
  );

  // f is up to 3e8 here, so that the rounding of its values makes up to 0.001 of a slope. Each slope is drawn: a rule behind them could be known by
  // heart. And f is no straight line along any element: a single value of it would tell the slope.
  law(
    'of several hundred elements has a slope for each, however large it is',
    manyRows().chain((size) =>
      fc.record({
        slopes: vectorOf(size, fc.integer({ min: -2_000_000, max: 2_000_000 })),
        bends: vectorOf(size),
      }),
    ),
    ({ slopes, bends }) => {
      const x = slopes.map((_, i) => (i % 9) / 10);
      const f = (u: NDArray) => u.mul(slopes).add(u.square().mul(bends)).sum();
      const expected = slopes.add(x.mul(bends).mul(2));
      expect(numericalGradient(f, x)).toAgreeWith(expected, { absolute: 0.01 });
    },
    { runs: 2 },
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    points,
    ({ x }) => {
      expectKept(
        () => numericalGradient(sumOfSquares, x),
        () => numericalGradient(sumOfSquares, x.add(1)),
      );
    },
    ANY_INPUT,
  );
});
