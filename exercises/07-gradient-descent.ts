// Topic 07 · Gradient descent: walk downhill, step by step.
import type { NDArray } from '#lib/ndarray';
import { todo } from '#lib/todo';
import { numericalGradient } from '#topics/06-numerical-gradient';

/** How far each step goes along the slope, and how many steps to take. */
export interface DescentOptions {
  learningRate: number;
  steps: number;
}

/**
 * Looks for a minimum of `f` from `initialX`, each step against the gradient.
 *
 *     x ← x − learningRate · ∇f(x)
 *
 * @param f a function of the whole array
 * @param initialX where to start, of any shape; not modified
 * @returns `x`, where the last step ended, and `path`, the steps + 1 points from `initialX` to `x`, each a separate array
 */
export function gradientDescent(
  f: (x: NDArray) => number,
  initialX: NDArray,
  { learningRate, steps }: DescentOptions,
): { x: NDArray; path: NDArray[] } {
  return todo('gradientDescent');
}
