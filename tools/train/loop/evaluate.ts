// How well a network does on all of the data, measured part by part.
import type { Dataset, Mnist } from '#lib/mnist';
import type { Accuracies, Network } from '../mnist-trainer';

/**
 * Samples that are measured together: so few that their activations stay in the processor's cache and take little memory, and that
 * a thread with something more urgent to do gets to it soon.
 */
const PART_SIZE = 500;

export type Samples = Pick<Dataset, 'x' | 't'>;

/** The shares of right answers on all of the data. */
export function evaluate(net: Network, data: Record<keyof Mnist, Samples>): Accuracies {
  const parts = evaluateInParts(net, data);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The same, and between the parts there is time for something else. */
export function* evaluateInParts(
  net: Network,
  { train, test }: Record<keyof Mnist, Samples>,
): Generator<undefined, Accuracies> {
  const trainAccuracy = yield* accuracyInParts(net, train);
  const testAccuracy = yield* accuracyInParts(net, test);
  return { trainAccuracy, testAccuracy };
}

/** The same number as `net.accuracy(x, t)`. */
function* accuracyInParts(net: Network, { x, t }: Samples): Generator<undefined, number> {
  const total = x.shape[0];
  let right = 0;
  for (let start = 0; start < total; start += PART_SIZE) {
    const places = Array.from({ length: Math.min(PART_SIZE, total - start) }, (_, n) => start + n);
    right += Math.round(net.accuracy(x.take(places), t.take(places)) * places.length);
    yield;
  }
  return right / total;
}
