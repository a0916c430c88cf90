// The images that a network gets wrong.
import type { Dataset } from '#lib/mnist';
import type { Network } from '../mnist-trainer';

export interface WrongAnswer {
  /** Which image of the data set, from 0. */
  index: number;
  actual: number;
  predicted: number;
  /** What the network gives for its wrong answer, from 0 to 1. */
  probability: number;
}

/** All wrong answers, the most confident first. */
export function wrongAnswers(net: Network, { x, labels }: Dataset): WrongAnswer[] {
  const y = net.predict(x); // (N, C)
  return y
    .argmax(1)
    .map((predicted, n) => ({
      index: n,
      actual: labels[n],
      predicted,
      probability: y.at(n, predicted),
    }))
    .filter(({ actual, predicted }) => actual !== predicted)
    .sort((a, b) => b.probability - a.probability);
}
