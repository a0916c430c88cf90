// Topic 13 · Evaluation: not only how often the network is wrong, but where.
import { zeros, type NDArray } from '#lib/ndarray';
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
  const y = net.predict(x); // (N, C)
  const matrix = zeros([y.shape[1], y.shape[1]]); // (C, C)
  y.argmax(1).forEach((predicted, n) => {
    matrix.set(labels[n], predicted, matrix.at(labels[n], predicted) + 1);
  });
  return matrix;
}

/**
 * The share of correct answers among the samples of each class, from 0 to 1; NaN for a class without samples.
 *
 * @param x (N, D)
 * @param labels the actual class of each sample (N)
 * @returns (C)
 */
export function accuracyByClass(net: TwoLayerNet, x: NDArray, labels: number[]): NDArray {
  const matrix = confusionMatrix(net, x, labels); // (C, C)
  return matrix.sum(1).map((count, c) => matrix.at(c, c) / count);
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
  const matrix = confusionMatrix(net, x, labels); // (C, C)
  const confusions: Confusion[] = [];
  for (let actual = 0; actual < matrix.shape[0]; actual++) {
    for (let predicted = 0; predicted < matrix.shape[1]; predicted++) {
      const count = matrix.at(actual, predicted);
      if (actual !== predicted && count > 0) confusions.push({ actual, predicted, count });
    }
  }
  return confusions.sort((a, b) => b.count - a.count).slice(0, howMany);
}
