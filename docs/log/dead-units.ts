// How many of a hidden layer's ReLU units are dead, before training and after, by learning rate:
//   node --import tsx -C solutions docs/log/dead-units.ts
// A unit is dead when it is 0 for each of the 60,000 training images. 784-50-10, weights √(2 / inputs) times normal numbers, batches of 100,
// 1,000 steps, seeds 1 to 3.
import { randn, zeros, type NDArray } from '#lib/ndarray';
import { loadMnist } from '#lib/mnist';
import { seededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import { softmax } from '#topics/08-activations';
import { Relu } from '#topics/15-activation-layers';

const [HIDDEN, STEPS, BATCH] = [50, 1000, 100];
const { train, test } = loadMnist({ dtype: 'float32' });

/** @returns how many units are dead at first, after the steps, how many of those dead halfway came back, and the test accuracy */
function run(learningRate: number, seed: number): (number | string)[] {
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

  const before = deadOnes();
  let halfway: number[] = [];
  for (let i = 0; i < STEPS; i++) {
    if (i === STEPS / 2) halfway = deadOnes();
    const { x, t } = miniBatch(train.x, train.t, BATCH, random);
    const z1 = relu.forward(x.dot(W1).add(b1));
    const dy = softmax(z1.dot(W2).add(b2)).sub(t).div(BATCH);
    const da1 = relu.backward(dy.dot(W2.T));
    [W2, b2] = [step(W2, z1.T.dot(dy)), step(b2, dy.sum(0))];
    [W1, b1] = [step(W1, x.T.dot(da1)), step(b1, da1.sum(0))];
  }
  const after = deadOnes();
  const predicted = relu.forward(test.x.dot(W1).add(b1)).dot(W2).add(b2).argmax(1);
  const right = predicted.filter((label, n) => label === test.labels[n]).length / test.labels.length;
  const back = halfway.filter((unit) => !after.includes(unit)).length;
  return [before.length, halfway.length, back, after.length, right.toFixed(4)];
}

console.log('rate seed | dead at first, halfway, of these alive at the end, dead at the end, test accuracy');
for (const rate of [0.1, 0.5, 1, 2])
  for (const seed of [1, 2, 3]) console.log(rate, seed, '|', ...run(rate, seed));
