import { sigmoid } from '../../../solutions/08-activations';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/08-activations');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'parentheses-missing',
    trial: 1,
    wrong: '1 / 1 + exp(−a)',
    rightNames: ['sigmoid-parentheses-missing'],
    answer: {
      sigmoid: (a) => a.map((value) => 1 / 1 + Math.exp(-value)),
    },
  },
  {
    id: 'overflows-for-large-numbers',
    trial: 1,
    wrong: 'exp(a) / (exp(a) + 1), which is NaN for large a',
    rightNames: ['sigmoid-overflow'],
    answer: {
      sigmoid: (a) => a.exp().div(a.exp().add(1)),
    },
  },
  {
    id: 'negative-slope',
    trial: 1,
    wrong: 'z · (z − 1)',
    rightNames: ['grad-sign'],
    answer: {
      sigmoidGrad: (a) => sigmoid(a).mul(sigmoid(a).sub(1)),
    },
  },
  {
    id: 'no-exponential',
    trial: 1,
    wrong: 'subtracts the largest and divides by the sum, but forgets exp',
    rightNames: ['softmax-without-exp'],
    answer: {
      softmax: (a) => {
        const shifted = a.sub(a.max(-1, { keepdims: true }));
        return shifted.div(shifted.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'smallest-score-subtracted',
    trial: 1,
    wrong: 'subtracts the smallest number of the row: overflows still',
    rightNames: ['softmax-not-the-maximum-subtracted'],
    answer: {
      softmax: (a) => {
        const smallest = a.mul(-1).max(-1, { keepdims: true }).mul(-1);
        const expA = a.sub(smallest).exp();
        return expA.div(expA.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'tanh',
    trial: 2,
    wrong: 'the hyperbolic tangent, another S',
    rightNames: ['sigmoid-is-tanh'],
    answer: {
      sigmoid: (a) => a.map(Math.tanh),
    },
  },
  {
    id: 'square-of-z',
    trial: 2,
    wrong: '1 − z · z: the parentheses are missing',
    rightNames: ['grad-of-tanh'],
    answer: {
      sigmoidGrad: (a) => sigmoid(a).map((z) => 1 - z * z),
    },
  },
  {
    id: 'sigmoid-twice-in-the-slope',
    trial: 2,
    wrong: 'the sigmoid is taken twice before the formula',
    rightNames: ['grad-sigmoid-twice'],
    answer: {
      sigmoidGrad: (a) => sigmoid(sigmoid(a)).map((z) => (1 - z) * z),
    },
  },
  {
    id: 'largest-divides',
    trial: 2,
    wrong: 'divides the exponentials by the largest of the row, not by the sum',
    rightNames: ['softmax-not-divided'],
    answer: {
      softmax: (a) => {
        const expA = a.sub(a.max(-1, { keepdims: true })).exp();
        return expA.div(expA.max(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'columns-in-place-of-rows',
    trial: 2,
    wrong: 'axis 0 throughout: softmax of each column',
    rightNames: ['softmax-along-columns'],
    answer: {
      softmax: (a) => {
        const expA = a.sub(a.max(0, { keepdims: true })).exp();
        return expA.div(expA.sum(0, { keepdims: true }));
      },
    },
  },
  {
    id: 'tanh-of-the-whole-number',
    trial: 3,
    wrong: 'computes (1 + tanh a) / 2, where it should be the tanh of a / 2: twice as steep',
    answer: { sigmoid: (a) => a.map((value) => (1 + Math.tanh(value)) / 2) },
  },
  {
    id: 'slope-of-the-tanh',
    trial: 3,
    wrong: 'uses 1 − z², which is the slope of another S-shaped function, the tanh',
    rightNames: ['grad-of-tanh'],
    answer: { sigmoidGrad: (a) => sigmoid(a).map((z) => 1 - z * z) },
  },
  {
    id: 'input-and-output-mixed',
    trial: 3,
    wrong: 'multiplies the output z by 1 − a, with the input in one of the two factors',
    answer: { sigmoidGrad: (a) => sigmoid(a).mul(a.mul(-1).add(1)) },
  },
  {
    id: 'scores-divided-by-the-largest',
    trial: 3,
    wrong: 'divides the scores by the largest of the row, instead of subtracting it, before exp',
    rightNames: ['softmax-divided-by-the-maximum'],
    answer: {
      softmax: (a) => {
        const expA = a.div(a.max(-1, { keepdims: true })).exp();
        return expA.div(expA.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'only-the-sum-shifted',
    trial: 3,
    wrong: 'subtracts the largest score in the sum, but not in the numerator',
    answer: {
      softmax: (a) => {
        const shifted = a.sub(a.max(-1, { keepdims: true }));
        return a.exp().div(shifted.exp().sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'exponent-without-minus',
    trial: 4,
    wrong: '1 / (1 + exp(a))',
    rightNames: ['sigmoid-sign'],
    answer: { sigmoid: (a) => a.map((v) => 1 / (1 + Math.exp(v))) },
  },
  {
    id: 'minus-in-the-denominator',
    trial: 4,
    wrong: '1 / (1 − exp(−a))',
    rightNames: ['sigmoid-minus-in-the-denominator'],
    answer: { sigmoid: (a) => a.map((v) => 1 / (1 - Math.exp(-v))) },
  },
  {
    id: 'a-taken-for-the-output',
    trial: 4,
    wrong: '(1 − a) · a',
    rightNames: ['grad-takes-a-for-z'],
    answer: { sigmoidGrad: (a) => a.map((z) => (1 - z) * z) },
  },
  {
    id: 'square-of-the-denominator-forgotten',
    trial: 4,
    wrong: 'exp(−a) / (1 + exp(−a)): 1 − sigmoid alone',
    rightNames: ['grad-factor-missing'],
    answer: { sigmoidGrad: (a) => a.map((v) => Math.exp(-v) / (1 + Math.exp(-v))) },
  },
  {
    id: 'largest-of-the-whole-batch',
    trial: 4,
    wrong: 'a.max() of all rows: a row far below it becomes 0 / 0',
    rightNames: ['softmax-maximum-of-everything'],
    answer: {
      softmax: (a) => {
        const e = a.sub(a.max()).exp();
        return e.div(e.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'no-shift-and-all-rows-together',
    trial: 4,
    wrong: 'two mistakes: nothing is subtracted, and the sum is that of all rows',
    rightNames: ['softmax-sum-of-everything'],
    answer: { softmax: (a) => a.exp().div(a.exp().sum()) },
  },
  {
    id: 'shifted-in-place',
    trial: 4,
    wrong: 'the largest is subtracted in a itself',
    rightNames: ['softmax-overwrites-a'],
    answer: {
      softmax: (a) => {
        const shifted = a.sub(a.max(-1, { keepdims: true }));
        for (let i = 0; i < a.size; i++) a.data[i] = shifted.data[i];
        const e = a.exp();
        return e.div(e.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'largest-added',
    trial: 4,
    wrong: 'adds the largest in place of subtracting it',
    rightNames: ['softmax-maximum-added'],
    answer: {
      softmax: (a) => {
        const e = a.add(a.max(-1, { keepdims: true })).exp();
        return e.div(e.sum(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'half-of-one-plus-tanh',
    trial: 4,
    unusual: 'by the hyperbolic tangent, and the slope by the hyperbolic cosine',
    answer: {
      sigmoid: (a) => a.map((v) => (1 + Math.tanh(v / 2)) / 2),
      sigmoidGrad: (a) => a.map((v) => 1 / (4 * Math.cosh(v / 2) ** 2)),
    },
  },
  {
    id: 'log-sum-exp',
    trial: 4,
    unusual: 'exp(a − log Σ exp(a)), row by row',
    answer: {
      softmax: (a) => {
        const result = a.copy();
        const classes = a.shape[a.ndim - 1];
        for (let from = 0; from < a.size; from += classes) {
          const row = Array.from(a.data.slice(from, from + classes));
          const top = Math.max(...row);
          const logSum = top + Math.log(row.reduce((sum, v) => sum + Math.exp(v - top), 0));
          row.forEach((v, k) => (result.data[from + k] = Math.exp(v - logSum)));
        }
        return result;
      },
    },
  },
  {
    id: 'mean-for-the-sum',
    trial: 5,
    wrong: 'divided by the mean of the row',
    answer: {
      softmax: (a) => {
        const e = a.sub(a.max(-1, { keepdims: true })).exp();
        return e.div(e.mean(-1, { keepdims: true }));
      },
    },
  },
  {
    id: 'slope-plus-for-times',
    trial: 5,
    wrong: '(1 − z) + z, which is 1',
    answer: { sigmoidGrad: (a) => sigmoid(a).map((z) => 1 - z + z) },
  },
];
