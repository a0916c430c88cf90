// What the claims are measured with, where `npm run train` has no option for it.
import { expect, test } from '@jest/globals';
import { oneHot, randn } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { meanSquaredError } from '#topics/01-mean-squared-error';
import { numericalGradient } from '#topics/06-numerical-gradient';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import {
  shuffledEpochs,
  sortedByClass,
  squaredErrorGradient,
  stratifiedBatches,
} from '../../../dev/claims/own-loops';

const labels = Array.from({ length: 1000 }, (_, n) => (n * 7) % 10);

test('the gradient of the squared error behind softmax is the numerical one', () => {
  const random = seededRandom(3);
  const net = new TwoLayerNet({ inputSize: 4, hiddenSize: 3, outputSize: 5, weightInitStd: 1, random });
  const [x, t] = [randn([6, 4], random), oneHot([0, 4, 2, 2, 1, 3], 5)];
  const loss = (): number => {
    const y = net.predict(x);
    return [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum + meanSquaredError(y.row(n), t.row(n)), 0) / 6;
  };
  const found = squaredErrorGradient(net, x, t);
  for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
    const expected = numericalGradient(loss, net.params[name]);
    expect(found[name].shape).toEqual(expected.shape);
    found[name].data.forEach((slope, i) => expect(slope).toBeCloseTo(expected.data[i], 7));
  }
});

test('epochs hold every sample once', () => {
  const batches = [...shuffledEpochs(20, 1000, 1)];
  expect(batches).toHaveLength(20);
  for (const epoch of [batches.slice(0, 10), batches.slice(10)]) {
    expect(epoch.flat().sort((a, b) => a - b)).toEqual(labels.map((_, n) => n));
  }
});

test('sorted by class, the labels never fall within an epoch', () => {
  const seen = [...sortedByClass(10, labels)].flat().map((n) => labels[n]);
  expect(seen).toEqual([...labels].sort((a, b) => a - b));
});

test('stratified batches hold ten of each class', () => {
  for (const batch of stratifiedBatches(5, labels, 1)) {
    const counts = Array.from({ length: 10 }, (_, c) => batch.filter((n) => labels[n] === c).length);
    expect(counts).toEqual(Array(10).fill(10));
  }
});
