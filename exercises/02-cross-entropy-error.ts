// Topic 02 · Loss functions: the cross-entropy error, of one sample and of a batch.
import type { NDArray } from '#lib/ndarray';
import { todo } from '#lib/todo';

/**
 * The cross-entropy error, the mean over the samples of a batch.
 *
 *     E = −(1/N) Σₙ Σₖ tₙₖ log(yₙₖ + 1e-7)
 *
 * The 1e-7 inside the logarithm prevents log(0) = −∞.
 *
 * @param y the predicted probabilities: (C) for one sample, (N, C) for a batch
 * @param t the one-hot targets, of the same shape as `y`
 * @returns the error in nats per sample
 */
export function crossEntropyError(y: NDArray, t: NDArray): number {
  return todo('crossEntropyError');
}

/**
 * The same error when the targets are labels: only the probability of the true class counts.
 *
 *     E = −(1/N) Σₙ log(yₙ,labelₙ + 1e-7)
 *
 * @param y the predicted probabilities: (C) for one sample, (N, C) for a batch
 * @param labels the true class of each sample, 0 to C − 1; one label for a 1-D `y`
 * @returns the error in nats per sample
 */
export function crossEntropyErrorOfLabels(y: NDArray, labels: number[]): number {
  return todo('crossEntropyErrorOfLabels');
}
