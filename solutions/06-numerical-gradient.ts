// Topic 06 · The numerical gradient: the slope of a function along each of its variables.
import { zerosLike, type NDArray } from '#lib/ndarray';

/**
 * The partial derivative of `f` at `x` with respect to one element of `x`, by the central difference with h = 1e-4: only
 * that element moves; all others stay.
 *
 * The element is moved in `x` itself, because `f` may read that very array (a network's loss reads its own weights),
 * and it is restored exactly, even when `f` throws.
 *
 * @param f a function of the whole array
 * @param x where to differentiate, of any shape
 * @param index which element: its index in `x.data`
 */
export function partialDiff(f: (x: NDArray) => number, x: NDArray, index: number): number {
  const h = 1e-4;
  const original = x.data[index];
  try {
    x.data[index] = original + h;
    const above = f(x);
    x.data[index] = original - h;
    const below = f(x);
    return (above - below) / (2 * h);
  } finally {
    x.data[index] = original;
  }
}

/**
 * The gradient of `f` at `x`: all its partial derivatives, each at the position of its element.
 *
 *     ∇f = (∂f/∂x₀, ∂f/∂x₁, …)
 *
 * @param f a function of the whole array
 * @param x where to differentiate, of any shape; restored afterward
 * @returns an array in the shape of `x`
 */
export function numericalGradient(f: (x: NDArray) => number, x: NDArray): NDArray {
  const gradient = zerosLike(x);
  for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
  return gradient;
}
