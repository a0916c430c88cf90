// Batches out of 1,000 samples of ten classes: what is in one, and how well it represents all.
import { seededRandom, type Random } from '#lib/random';
import { mean } from './numbers';

export interface BatchSettings {
  size: number;
  /** The seed of the batch that is shown. */
  draw: number;
}

/** Draws the indices of a batch. */
export type Draw = (size: number, random: Random) => number[];

export const CLASSES = 10;
export const POPULATION = 1000;
export const BATCHES = 200;
export const SIZES = [5, 10, 20, 50, 100, 200];

// The loss of a sample depends mostly on its class, as when a network knows some digits and not yet the others.
const noise = seededRandom(4);
export const labels = Array.from({ length: POPULATION }, (_, n) => n % CLASSES);
const losses = labels.map((label) => 0.2 * label + 0.6 * noise());
const ofAll = mean(losses);
const spreadOfOne = spreadOf(losses);

/** What the figures of both lessons show. */
export interface BatchLook {
  /** How many samples of each class the batch has, and how many classes it has none of. */
  counts: number[];
  missing: number;
  /** The mean loss of the batch, and of all samples. */
  mean: number;
  ofAll: number;
  spreadOfOne: number;
  spreads: { size: number; spread: number }[];
  /** Of the batches of each size, those that miss a class: as a share, and how many of the present size. */
  shares: { size: number; share: number }[];
  misses: number;
  /** The probability to miss a class, over the size and for the present one. */
  chances?: { size: number; chance: number }[];
  chance?: number;
}

export function look(
  draw: Draw,
  { size, draw: seed }: BatchSettings,
  summaries: Map<number, Summary>,
): BatchLook {
  const batch = draw(size, seededRandom(seed));
  const counts = countsOf(batch);
  const summary = (size: number): Summary => {
    if (!summaries.has(size)) summaries.set(size, summarize(draw, size));
    return summaries.get(size)!;
  };
  const sizes = [...new Set([...SIZES, size])].sort((a, b) => a - b);
  return {
    counts,
    missing: counts.filter((count) => count === 0).length,
    mean: meanLoss(batch),
    ofAll,
    spreadOfOne,
    spreads: sizes.map((size) => ({ size, spread: summary(size).spread })),
    shares: SIZES.map((size) => ({ size, share: summary(size).misses / BATCHES })),
    misses: summary(size).misses,
  };
}

/** What 200 batches of a size have in common. Worth keeping: it takes a while, and depends on nothing else. */
export interface Summary {
  spread: number;
  misses: number;
}

function summarize(draw: Draw, size: number): Summary {
  const random = seededRandom(size);
  const batches = Array.from({ length: BATCHES }, () => draw(size, random));
  return {
    spread: spreadOf(batches.map(meanLoss)),
    misses: batches.filter((batch) => countsOf(batch).includes(0)).length,
  };
}

function countsOf(batch: number[]): number[] {
  const counts = new Array<number>(CLASSES).fill(0);
  for (const index of batch) counts[labels[index]]++;
  return counts;
}

function meanLoss(batch: number[]): number {
  return mean(batch.map((index) => losses[index]));
}

/** The standard deviation around the mean of all samples. */
function spreadOf(estimates: number[]): number {
  return Math.sqrt(mean(estimates.map((estimate) => (estimate - ofAll) ** 2)));
}
