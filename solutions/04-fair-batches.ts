// Topic 04 · Fair batches: can a random mini-batch be trusted? Fairer ways to draw, and the exact risk of plain random draws.
import type { Random } from '#lib/random';

/**
 * One epoch of batches: all indices from 0 to `populationSize − 1` in random order, each exactly once, cut into pieces of
 * `batchSize`. The last batch is shorter when `batchSize` does not divide `populationSize`.
 *
 * @param random a source of uniform numbers in [0, 1)
 */
export function epochBatches(populationSize: number, batchSize: number, random: Random): number[][] {
  const indices = shuffled(
    Array.from({ length: populationSize }, (_, i) => i),
    random,
  );
  const batchCount = Math.ceil(populationSize / batchSize);
  return Array.from({ length: batchCount }, (_, b) => indices.slice(b * batchSize, (b + 1) * batchSize));
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
  if (size > labels.length)
    throw new RangeError(`cannot draw ${size} different samples out of ${labels.length}`);

  const indices = labels.map((_, i) => i);
  const classes = [...new Set(labels)].map((label) => indices.filter((i) => labels[i] === label));
  const shares = classes.map((members) => (size * members.length) / labels.length);
  const seats = shares.map(Math.floor);

  // What rounding down left over goes to the classes that lost most by it.
  const remainder = (c: number): number => shares[c] - seats[c];
  const byRemainder = classes.map((_, c) => c).sort((a, b) => remainder(b) - remainder(a));
  const leftOver = size - seats.reduce((total, count) => total + count, 0);
  for (const c of byRemainder.slice(0, leftOver)) seats[c]++;

  return classes.flatMap((members, c) => shuffled(members, random).slice(0, seats[c]));
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
  let chances = [1, ...Array<number>(classCount).fill(0)]; // chances[k]: that k different classes have been drawn
  for (let draw = 0; draw < batchSize; draw++) {
    chances = chances.map((chance, k) => {
      const nothingNew = (chance * k) / classCount;
      const oneMore = k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount;
      return nothingNew + oneMore;
    });
  }
  return chances.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
}

/** A copy in random order, each order equally likely (Fisher and Yates). */
function shuffled(items: number[], random: Random): number[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
