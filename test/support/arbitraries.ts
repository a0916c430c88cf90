// What the laws draw: numbers that shrink to something readable (tenths, not denormals), and arrays with the structure of the
// course: predictions, targets, batches.
import { fc } from '#engine/suite/fc';
import { array, NDArray, oneHot } from '#lib/ndarray';

/** A number with one decimal, from −5 to 5 by default; shrinks towards 0. */
export function tenths(min = -5, max = 5): fc.Arbitrary<number> {
  return fc.integer({ min: Math.ceil(min * 10), max: Math.floor(max * 10) }).map((n) => n / 10);
}

/**
 * Tenths, and now and then a number with many decimals: who has a table of all tenths has no function of them. Shrinks to a tenth where that
 * shows the same.
 */
export function decimals(min = -5, max = 5): fc.Arbitrary<number> {
  const of = (arbitrary: fc.Arbitrary<number>, weight: number): fc.WeightedArbitrary<number> => ({
    arbitrary,
    weight,
  });
  return fc.oneof({ withCrossShrink: true }, of(tenths(min, max), 3), of(fineNumbers(min, max), 1));
}

/** So many numbers say no more when each of them is a smaller one: to try that takes seconds. */
const MANY = 100;

/** A vector (length) of drawn numbers. */
export function vectorOf(length: number, element: fc.Arbitrary<number> = decimals()): fc.Arbitrary<NDArray> {
  const vectors = fc.array(element, { minLength: length, maxLength: length }).map((values) => array(values));
  return length < MANY ? vectors : fc.noShrink(vectors);
}

/** A matrix (rows, columns) of drawn numbers. */
export function matrixOf(
  rows: number,
  columns: number,
  element: fc.Arbitrary<number> = decimals(),
): fc.Arbitrary<NDArray> {
  return vectorOf(rows * columns, element).map((values) => values.reshape(rows, columns));
}

/** A size from 1 (or `min`) to `max`. */
export function sizes(max: number, min = 1): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

/** The seed of a random source, for the functions that take one. */
export function seeds(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 9999 });
}

/** All and none, in the order in which they are asked: who only says one after the other has it wrong half of the time. */
export const sharesInTurn = fc.constantFrom([1, 0], [0, 1], [1, 1, 0], [0, 0, 1]);

/** Probabilities (N, C): each row positive with sum 1. There are so few shares of small whole numbers that they could be known by heart. */
export function probabilities(rows: number, columns: number): fc.Arbitrary<NDArray> {
  const weight = fc.oneof(fc.integer({ min: 1, max: 9 }), fineNumbers(0.1, 9));
  return matrixOf(rows, columns, weight).map((weights) => weights.div(weights.sum(1, { keepdims: true })));
}

/** Labels (N) from 0 to classCount − 1. */
export function labelsOf(length: number, classCount: number): fc.Arbitrary<number[]> {
  const labels = fc.array(fc.integer({ min: 0, max: classCount - 1 }), {
    minLength: length,
    maxLength: length,
  });
  return length < MANY ? labels : fc.noShrink(labels);
}

/** A batch of predictions and the true classes: y (N, C), labels (N), and the same labels one-hot, t (N, C). */
export function predictions({ minRows = 1, maxRows = 4, maxClasses = 5 } = {}): fc.Arbitrary<{
  y: NDArray;
  t: NDArray;
  labels: number[];
}> {
  return fc
    .tuple(sizes(maxRows, minRows), sizes(maxClasses, 2))
    .chain(([rows, classCount]) => fc.tuple(probabilities(rows, classCount), labelsOf(rows, classCount)))
    .map(([y, labels]) => ({ y, t: oneHot(labels, y.shape[1]), labels }));
}

/** More rows than a byte can count. */
export function manyRows(): fc.Arbitrary<number> {
  return fc.integer({ min: 257, max: 320 });
}

/** Numbers with many decimals, some of which differ only in the fourth. */
export function fineNumbers(min = -5, max = 5): fc.Arbitrary<number> {
  return fc.integer({ min: Math.ceil(min * 7000), max: Math.floor(max * 7000) }).map((n) => n / 7000);
}

/** Whole numbers of which a square has no room in 32 bits, nor a sum in 16. */
export function largeWholeNumbers(): fc.Arbitrary<number> {
  return fc.integer({ min: -99_999, max: 99_999 });
}
