// Topic 01 · Loss functions: the mean squared error.
import type { NDArray } from '#lib/ndarray';
import { todo } from '#lib/todo';

/**
 * The squared error that the book calls "mean": half the sum of the squared differences.
 *
 *     E = ½ Σₖ (yₖ − tₖ)²
 *
 * @param y what the network predicts, of any shape
 * @param t the target, of the same shape as `y`
 * @returns the error: 0 when `y` equals `t`, otherwise positive
 * @throws RangeError if `y` and `t` differ in shape
 */
export function meanSquaredError(y: NDArray, t: NDArray): number {
  return todo('meanSquaredError');
}
