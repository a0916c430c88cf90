// The judge's own arithmetic: what the suites expect, written in plain loops over plain numbers. Nothing here calls a topic, so
// no student's code, and no solution, ever judges itself.
import { phrase, type Wording } from '#engine/words/phrase';
import { array, NDArray } from '#lib/ndarray';

/** The rows of a matrix, or a vector as one row. */
export function rowsOf(a: NDArray): number[][] {
  return a.ndim === 1 ? [a.toArray() as number[]] : (a.toArray() as number[][]);
}

/** How many samples there are; a vector is one. */
export function sampleCount(a: NDArray): number {
  return a.ndim === 1 ? 1 : a.shape[0];
}

/** ½ Σ (y − t)². */
export function halfSquaredError(y: NDArray, t: NDArray): number {
  let error = 0;
  for (let i = 0; i < y.size; i++) error += (y.data[i] - t.data[i]) ** 2 / 2;
  return error;
}

/** −(1/N) Σₙ log(y of the true class + 1e-7). */
export function meanCrossEntropy(y: NDArray, labels: readonly number[]): number {
  return meanCrossEntropyOfRows(rowsOf(y), labels);
}

/** The same, of rows of probabilities. */
export function meanCrossEntropyOfRows(rows: number[][], labels: readonly number[]): number {
  let error = 0;
  rows.forEach((row, n) => (error -= Math.log(row[labels[n]] + 1e-7)));
  return error / labels.length;
}

/** exp(aₖ − max) / Σ exp(aⱼ − max), row by row, in the shape of `a`. */
export function softmaxOf(a: NDArray): NDArray {
  const rows = rowsOf(a).map(softmaxOfRow);
  return array(a.ndim === 1 ? rows[0] : rows);
}

/** exp(aₖ − max) / Σ exp(aⱼ − max). */
export function softmaxOfRow(a: number[]): number[] {
  const largest = Math.max(...a);
  const shares = a.map((value) => Math.exp(value - largest));
  let total = 0;
  for (const share of shares) total += share;
  for (let k = 0; k < shares.length; k++) shares[k] /= total;
  return shares;
}

/** How `f` answers to each element of `x`: central differences over ±1e-4, each in a copy of `x`. */
export function differenceGradient(f: (x: NDArray) => number, x: NDArray): NDArray {
  const h = 1e-4;
  const movedBy = (step: number, index: number): NDArray => {
    const moved = x.copy();
    moved.data[index] += step;
    return moved;
  };
  return x.map((_, i) => (f(movedBy(h, i)) - f(movedBy(-h, i))) / (2 * h));
}

/** What is expected of a choice, in words: "3 whole numbers from 0 to 4", "a list of one whole number from 0 to 4", "2 whole numbers, all of them 0". */
export function wholeNumbers(count: number, last: number): Wording {
  if (count === 0) return 'an empty list';
  if (last === 0) return count === 1 ? 'a list of one 0' : phrase`${{ count }} whole numbers, all of them 0`;
  return count === 1
    ? phrase`a list of one whole number from ${{ first: 0 }} to ${{ last }}`
    : phrase`${{ count }} whole numbers from ${{ first: 0 }} to ${{ last }}`;
}
