// Right answers to topic 08 · activations, written differently.
import { array, NDArray, zerosLike } from '#lib/ndarray';
import { sigmoid } from '../../solutions/08-activations';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/08-activations');

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'sigmoid-of-whole-arrays',
    answer: {
      sigmoid(a) {
        const denominator = a.mul(-1).exp().add(1);
        return denominator.map((value) => 1 / value);
      },
    },
  },
  {
    id: 'sigmoid-by-tanh',
    answer: { sigmoid: (a) => a.map((value) => 0.5 + 0.5 * Math.tanh(value / 2)) },
  },
  {
    id: 'sigmoid-by-sign',
    answer: {
      sigmoid(a) {
        const z = zerosLike(a);
        for (let i = 0; i < a.size; i++) {
          const e = Math.exp(-Math.abs(a.data[i]));
          z.data[i] = a.data[i] < 0 ? e / (1 + e) : 1 / (1 + e);
        }
        return z;
      },
    },
  },
  {
    id: 'slope-as-z-minus-z-squared',
    answer: {
      sigmoidGrad(a) {
        const z = sigmoid(a);
        return z.sub(z.square());
      },
    },
  },
  {
    id: 'slope-as-product-of-both-sides',
    answer: { sigmoidGrad: (a) => sigmoid(a).mul(sigmoid(a.mul(-1))) },
  },
  {
    id: 'slope-by-exp-of-the-absolute-value',
    answer: {
      sigmoidGrad: (a) =>
        a.map((value) => {
          const e = Math.exp(-Math.abs(value));
          return e / (1 + e) ** 2;
        }),
    },
  },
  {
    id: 'softmax-row-by-row',
    answer: {
      softmax(a) {
        const ofRow = (row: number[]): number[] => {
          const largest = Math.max(...row);
          const exponentials = row.map((value) => Math.exp(value - largest));
          const total = exponentials.reduce((sum, value) => sum + value, 0);
          return exponentials.map((value) => value / total);
        };
        if (a.ndim === 1) return array(ofRow(a.toArray() as number[]));
        return array((a.toArray() as number[][]).map(ofRow));
      },
    },
  },
  {
    id: 'softmax-on-columns-of-the-transpose',
    answer: {
      softmax(a) {
        const samples = a.reshape(a.size / a.shape[a.ndim - 1], a.shape[a.ndim - 1]).T; // (C, N)
        const expA = samples.sub(samples.max(0)).exp();
        return expA.div(expA.sum(0)).T.reshape(...a.shape);
      },
    },
  },
  {
    id: 'softmax-by-the-logarithm-of-the-sum',
    answer: {
      softmax(a) {
        const largest = a.max(-1, { keepdims: true });
        const logOfSum = a.sub(largest).exp().sum(-1, { keepdims: true }).log();
        return a.sub(largest).sub(logOfSum).exp();
      },
    },
  },
  {
    id: 'softmax-by-comparing-in-pairs',
    answer: {
      softmax(a) {
        const width = a.shape[a.ndim - 1];
        return a.map((value, i) => {
          const start = i - (i % width);
          let sum = 0;
          for (let j = start; j < start + width; j++) sum += Math.exp(a.data[j] - value);
          return 1 / sum;
        });
      },
    },
  },
  {
    id: 'softmax-in-loops',
    answer: {
      softmax(a) {
        const y = new NDArray(a.data.slice(), a.shape);
        const width = a.shape[a.ndim - 1];
        for (let start = 0; start < y.size; start += width) {
          const row = y.data.subarray(start, start + width);
          let largest = -Infinity;
          for (const value of row) if (value > largest) largest = value;
          let sum = 0;
          for (let k = 0; k < width; k++) sum += row[k] = Math.exp(row[k] - largest);
          for (let k = 0; k < width; k++) row[k] /= sum;
        }
        return y;
      },
    },
  },
];
