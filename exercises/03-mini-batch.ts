// Topic 03 · Mini-batches: learn from a few samples, drawn at random.
import type { NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { todo } from '#lib/todo';

/**
 * `size` indices from 0 to `populationSize − 1`, each equally likely in each draw; an index may be drawn twice
 * ("with replacement"), as in NumPy's `np.random.choice(populationSize, size)`.
 *
 * @param random a source of uniform numbers in [0, 1), called once for each index
 */
export function randomChoice(populationSize: number, size: number, random: Random): number[] {
  return todo('randomChoice');
}

/**
 * A random mini-batch: `batchSize` rows of `x`, and the same rows of `t`.
 *
 * @param x the samples (N, D)
 * @param t their targets (N, C)
 * @returns `x` (batchSize, D) and `t` (batchSize, C), each row a sample with its own target
 */
export function miniBatch(
  x: NDArray,
  t: NDArray,
  batchSize: number,
  random: Random,
): { x: NDArray; t: NDArray } {
  return todo('miniBatch');
}
