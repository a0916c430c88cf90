// Topic 04 · Fair batches: can a random mini-batch be trusted? Fairer ways to draw, and the exact risk of plain random draws.
import type { Random } from '#lib/random';
import { todo } from '#lib/todo';

/**
 * One epoch of batches: all indices from 0 to `populationSize − 1` in random order, each exactly once, cut into pieces of
 * `batchSize`. The last batch is shorter when `batchSize` does not divide `populationSize`.
 *
 * @param random a source of uniform numbers in [0, 1)
 */
export function epochBatches(populationSize: number, batchSize: number, random: Random): number[][] {
  return todo('epochBatches');
}

/**
 * `size` different indices, drawn so that each class has its fair share: in a sample of `size` out of N, a class with n
 * members is drawn size · n / N times, rounded up or down. Within a class every member is equally likely.
 *
 * @param labels the class of each sample
 * @param size how many to draw, at most `labels.length`
 * @param random a source of uniform numbers in [0, 1)
 * @returns indices into `labels`, all different
 * @throws RangeError if `size` is larger than `labels.length`
 */
export function stratifiedChoice(labels: number[], size: number, random: Random): number[] {
  return todo('stratifiedChoice');
}

/**
 * The exact probability that a batch drawn with replacement misses at least one of `classCount` equally frequent classes, computed draw by
 * draw: Pₖ is the probability that the draws so far show k different classes out of C.
 *
 *     Pₖ ← Pₖ · k/C + Pₖ₋₁ · (C − k + 1)/C
 *
 * Before the first draw, P₀ is 1. After the last one, the probability of missing a class is P₀ + … + Pₖ with k = C − 1.
 *
 * It must also work for a hundred classes, where the terms of inclusion and exclusion are large and cancel each other.
 */
export function chanceOfMissingAClass(classCount: number, batchSize: number): number {
  return todo('chanceOfMissingAClass');
}
