// Topic 03: what a random mini-batch holds.
import { randomChoice } from '#topics/03-mini-batch';
import { look, POPULATION, type BatchLook, type BatchSettings, type Summary } from './shared/batches';

const summaries = new Map<number, Summary>();

export default function batch(settings: BatchSettings): BatchLook {
  const draw = (size: number, random: () => number) => randomChoice(POPULATION, size, random);
  return look(draw, settings, summaries);
}
