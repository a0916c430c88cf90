// Topic 13 · Evaluation: not only how often the network is wrong, but where.
import { zeros, type NDArray } from '#lib/ndarray';
import { todo } from '#lib/todo';
import type { TwoLayerNet } from '#topics/10-two-layer-net';

/** A pair of classes that the network mixes up, and how often it does. */
export interface Confusion {
  actual: number;
  predicted: number;
  count: number;
}

/**
 * How often samples of one class are taken for another: the row is the actual class, the column the predicted one.
 *
 * @param x (N, D)
 * @param labels the actual class of each sample (N)
 * @returns counts (C, C) that add up to N; the diagonal holds the correct answers
 */
export function confusionMatrix(net: TwoLayerNet, x: NDArray, labels: number[]): NDArray {
  return todo('confusionMatrix');
}

/**
 * The share of correct answers among the samples of each class, from 0 to 1; NaN for a class without samples.
 *
 * @param x (N, D)
 * @param labels the actual class of each sample (N)
 * @returns (C)
 */
export function accuracyByClass(net: TwoLayerNet, x: NDArray, labels: number[]): NDArray {
  return todo('accuracyByClass');
}

/**
 * The pairs of classes that are most often mixed up, the most frequent first; among equally frequent pairs, the one with the
 * smaller actual class, then the smaller predicted class. Pairs that never occur are left out.
 *
 * @param x (N, D)
 * @param labels the actual class of each sample (N)
 * @param howMany how many pairs to return at most
 */
export function mostConfused(net: TwoLayerNet, x: NDArray, labels: number[], howMany: number): Confusion[] {
  return todo('mostConfused');
}
