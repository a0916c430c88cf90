// Topic 04: three ways to draw a batch, and the probability that one misses a class.
import { randomChoice } from '#topics/03-mini-batch';
import { chanceOfMissingAClass, epochBatches, stratifiedChoice } from '#topics/04-fair-batches';
import { range } from './shared/numbers';
import {
  CLASSES,
  labels,
  look,
  POPULATION,
  type BatchLook,
  type BatchSettings,
  type Draw,
  type Summary,
} from './shared/batches';

const draws = {
  random: (size, random) => randomChoice(POPULATION, size, random),
  epoch: (size, random) => epochBatches(POPULATION, size, random)[0],
  stratified: (size, random) => stratifiedChoice(labels, size, random),
} satisfies Record<string, Draw>;

export type Method = keyof typeof draws;

const summaries = new Map<Method, Map<number, Summary>>();

export default function fairBatch({ method, ...settings }: BatchSettings & { method: Method }): BatchLook {
  const ofMethod = summaries.get(method) ?? new Map<number, Summary>();
  summaries.set(method, ofMethod);
  return {
    ...look(draws[method], settings, ofMethod),
    chances: range(1, 200, 200).map((size) => ({ size, chance: chanceOfMissingAClass(CLASSES, size) })),
    chance: chanceOfMissingAClass(CLASSES, settings.size),
  };
}
