// Right answers to topic 01 · the mean squared error, written differently.
import type { NDArray } from '#lib/ndarray';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/01-mean-squared-error');

function checkSameShape(y: NDArray, t: NDArray): void {
  if (`${y.shape}` !== `${t.shape}`) throw new Error(`predictions ${y.shape}, but targets ${t.shape}`);
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'a-loop',
    answer: {
      meanSquaredError(y, t) {
        checkSameShape(y, t);
        let sum = 0;
        for (let k = 0; k < y.size; k++) sum += (y.data[k] - t.data[k]) ** 2;
        return sum / 2;
      },
    },
  },
  {
    id: 'a-loop-from-the-end',
    answer: {
      meanSquaredError(y, t) {
        checkSameShape(y, t);
        let sum = 0;
        for (let k = y.size - 1; k >= 0; k--) sum += 0.5 * Math.pow(t.data[k] - y.data[k], 2);
        return sum;
      },
    },
  },
  {
    id: 'differences-times-themselves',
    answer: { meanSquaredError: (y, t) => y.sub(t).mul(y.sub(t)).sum() / 2 },
  },
  { id: 'target-minus-prediction', answer: { meanSquaredError: (y, t) => t.sub(y).square().mul(0.5).sum() } },
  {
    id: 'the-binomial-formula',
    answer: {
      meanSquaredError: (y, t) => 0.5 * (y.square().sum() - 2 * y.mul(t).sum() + t.square().sum()),
    },
  },
  {
    id: 'reduce-over-plain-arrays',
    answer: {
      meanSquaredError(y, t) {
        if (y.shape.join('×') !== t.shape.join('×')) throw new RangeError('y and t differ in shape');
        const [predictions, targets] = [y.toArray().flat(), t.toArray().flat()];
        return predictions.reduce((sum, value, k) => sum + (value - targets[k]) ** 2 / 2, 0);
      },
    },
  },
];
