// Topic 14 · Choosing a loss: why are there several? What each of them tells the output layer when it is wrong.
import type { NDArray } from '#lib/ndarray';
import { softmax } from '#topics/08-activations';

/** A loss, together with the output layer's activation that it is used with. */
export type LossName = 'squaredError' | 'squaredErrorOfSoftmax' | 'crossEntropyOfSoftmax';

/**
 * The gradient of a loss with respect to the output layer's input `a`, the first thing that backpropagation needs. The loss
 * is the mean over the batch of
 *
 *     squaredError            ½ Σₖ (yₖ − tₖ)²,  y = a            (regression)
 *     squaredErrorOfSoftmax   ½ Σₖ (yₖ − tₖ)²,  y = softmax(a)
 *     crossEntropyOfSoftmax   −Σₖ tₖ log yₖ,    y = softmax(a)   (classification)
 *
 * For softmax, ∂yⱼ/∂aₖ = yⱼ (δⱼₖ − yₖ), with δⱼₖ = 1 if j = k, and 0 otherwise.
 *
 * @param a the output layer's input: (C) for one sample, (N, C) for a batch
 * @param t the targets, of the same shape; one-hot for classification
 * @returns an array in the shape of `a`
 */
export function outputDelta(lossName: LossName, a: NDArray, t: NDArray): NDArray {
  const batchSize = a.ndim === 1 ? 1 : a.shape[0];
  if (lossName === 'squaredError') return a.sub(t).div(batchSize);

  const y = softmax(a);
  const dy = y.sub(t).div(batchSize);
  if (lossName === 'crossEntropyOfSoftmax') return dy;

  const meanOfDy = dy.mul(y).sum(-1, { keepdims: true }); // the mean of each row's dy, weighted by y
  return y.mul(dy.sub(meanOfDy));
}
