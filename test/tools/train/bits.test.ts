// The same seed gives the same numbers, to the last bit, on every Node that the course runs on: one hash for each dtype, so that the day
// on which an engine computes exp or log otherwise is noticed. What is promised, and where it ends, is in docs/performance.md.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { array, oneHot, type DType } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep } from '#topics/12-training';

/** Trains on random digits for 300 iterations, and says in a hash what became of every parameter, and of every loss. */
function trained(dtype: DType): string {
  const random = seededRandom(7);
  const [samples, inputSize, outputSize] = [60, 20, 10];
  const labels = Array.from({ length: samples }, () => Math.floor(random() * outputSize));
  const x = array(
    labels.map((label) => Array.from({ length: inputSize }, (_, i) => random() + (i === label ? 2 : 0))),
    dtype,
  );
  const t = oneHot(labels, outputSize, dtype);
  const net = new TwoLayerNet({ inputSize, hiddenSize: 8, outputSize, random });
  net.params = Object.fromEntries(
    Object.entries(net.params).map(([name, value]) => [name, array(value.toArray() as number[][], dtype)]),
  ) as unknown as typeof net.params;

  const hash = createHash('sha256');
  for (let iteration = 0; iteration < 300; iteration++) {
    const batch = miniBatch(x, t, 10, random);
    net.params = sgdStep(net.params, backpropGradient(net, batch.x, batch.t), 0.5);
    hash.update(String(net.loss(batch.x, batch.t)));
  }
  for (const [name, { data }] of Object.entries(net.params)) hash.update(`${name} ${[...data].join()}`);
  expect(net.loss(x, t)).toBeLessThan(1.5); // it has learned something: ln 10 is 2.3
  return hash.digest('hex').slice(0, 16);
}

test.each([
  ['float64', '2f84c3585b54f324'],
  ['float32', '8356d0469d728a1a'],
] as const)('a short training in %s gives the numbers that it gave on Node 20 to 26', (dtype, hash) => {
  expect(trained(dtype)).toBe(hash);
});
