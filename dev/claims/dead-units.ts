// A hidden layer of ReLU units (topic 15), trained on MNIST, and how many of them die. 784-50-10, weights √(2 / inputs) times normal
// numbers, batches of 100.
import type { Mnist } from '#lib/mnist';
import { randn, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { softmax } from '#topics/08-activations';
import { Relu } from '#topics/15-activation-layers';
import { collectDropped } from '../../tools/train/loop/v8-flags';

const [HIDDEN, STEPS, BATCH] = [50, 1000, 100];

export interface ReluTraining {
  /** How many units are 0 for each of the training images in the end. */
  dead: number;
  /** How many of those that were dead halfway are alive in the end. */
  back: number;
  testAccuracy: number;
}

/** @param data of float32 */
export function trainRelu({ train, test }: Mnist, learningRate: number, seed: number): ReluTraining {
  const random = seededRandom(seed);
  let W1 = randn([784, HIDDEN], random, 'float32').mul(Math.sqrt(2 / 784));
  let b1 = zeros([HIDDEN], 'float32');
  let W2 = randn([HIDDEN, 10], random, 'float32').mul(Math.sqrt(2 / HIDDEN));
  let b2 = zeros([10], 'float32');
  const relu = new Relu();
  const deadOnes = (): number[] => {
    const largest = relu.forward(train.x.dot(W1).add(b1)).max(0);
    return [...largest.data.keys()].filter((unit) => !(largest.data[unit] > 0));
  };
  const step = (param: NDArray, slopes: NDArray): NDArray => param.sub(slopes.mul(learningRate));

  let halfway: number[] = [];
  for (let i = 0; i < STEPS; i++) {
    if (i === STEPS / 2) halfway = deadOnes();
    const { x, t } = miniBatch(train.x, train.t, BATCH, random);
    const z1 = relu.forward(x.dot(W1).add(b1));
    const dy = softmax(z1.dot(W2).add(b2)).sub(t).div(BATCH);
    const da1 = relu.backward(dy.dot(W2.T));
    [W2, b2] = [step(W2, z1.T.dot(dy)), step(b2, dy.sum(0))];
    [W1, b1] = [step(W1, x.T.dot(da1)), step(b1, da1.sum(0))];
    collectDropped();
  }
  const after = deadOnes();
  const predicted = relu.forward(test.x.dot(W1).add(b1)).dot(W2).add(b2).argmax(1);
  return {
    dead: after.length,
    back: halfway.filter((unit) => !after.includes(unit)).length,
    testAccuracy: predicted.filter((label, n) => label === test.labels[n]).length / test.labels.length,
  };
}
