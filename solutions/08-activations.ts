// Topic 08 · Activations: the functions between a network's layers, and after the last one.
import type { NDArray } from '#lib/ndarray';

/**
 * Squeezes every number into (0, 1), element by element.
 *
 *     sigmoid(a) = 1 / (1 + exp(−a))
 *
 * @param a of any shape
 */
export function sigmoid(a: NDArray): NDArray {
  return a.map((value) => 1 / (1 + Math.exp(-value)));
}

/**
 * The derivative of the sigmoid at `a`, element by element.
 *
 *     sigmoid′(a) = (1 − sigmoid(a)) · sigmoid(a)
 *
 * @param a the sigmoid's input (not its output), of any shape
 */
export function sigmoidGrad(a: NDArray): NDArray {
  return sigmoid(a).map((z) => (1 - z) * z);
}

/**
 * Turns each row into probabilities: all positive, adding up to 1.
 *
 *     softmax(a)ₖ = exp(aₖ) / Σⱼ exp(aⱼ)
 *
 * It must also work for large numbers, where exp overflows. Subtracting the same number from a whole row does not change
 * the result.
 *
 * @param a (C) for one sample, (N, C) for a batch
 * @returns an array in the shape of `a`
 */
export function softmax(a: NDArray): NDArray {
  const shifted = a.sub(a.max(-1, { keepdims: true })); // now the largest of each row is 0
  const expA = shifted.exp();
  return expA.div(expA.sum(-1, { keepdims: true }));
}
