// Layered networks (topic 17), trained on MNIST by any optimizer (topic 18) and from any initial weights (topic 19), with batches of 100. Every
// now and then, a training lets the rest of the process have its turn, so that Ctrl-C ends it.
import { setImmediate } from 'node:timers/promises';
import type { Mnist } from '#lib/mnist';
import { seededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { LayeredNet, type LayeredNetOptions } from '#topics/17-layered-network';
import type { Optimizer } from '#topics/18-optimizers';
import { activationSpread } from '#topics/19-first-weights';
import { collectDropped } from '../../tools/train/loop/v8-flags';

const BATCH = 100;

export interface LayeredTraining extends Pick<
  LayeredNetOptions,
  'hiddenSizes' | 'activation' | 'weightInitStd'
> {
  optimizer: Optimizer;
  steps: number;
  seed?: number;
}

export interface LayeredTrained {
  /** Of the last hidden layer, for the test images, before the first step. */
  spread: number;
  /** The loss of each step's batch, after the step, as in topic 12. */
  losses: number[];
  testAccuracy: number;
}

/** @param data of float32 */
export async function trainLayered(
  { train, test }: Mnist,
  { optimizer, steps, seed = 1, ...sizes }: LayeredTraining,
): Promise<LayeredTrained> {
  const random = seededRandom(seed);
  const net = new LayeredNet({ inputSize: 784, outputSize: 10, ...sizes, random });
  net.params = Object.fromEntries(
    Object.entries(net.params).map(([name, param]) => [name, param.astype('float32')]),
  );
  const spread = activationSpread(net, test.x).at(-1)!;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { x, t } = miniBatch(train.x, train.t, BATCH, random);
    net.params = optimizer.update(net.params, net.gradient(x, t));
    losses.push(net.loss(x, t));
    collectDropped();
    if (step % 50 === 0) await setImmediate();
  }
  return { spread, losses, testAccuracy: net.accuracy(test.x, test.t) };
}
