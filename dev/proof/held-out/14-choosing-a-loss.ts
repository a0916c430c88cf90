import type { NDArray } from '../../../lib/ndarray';
import { softmax } from '../../../solutions/08-activations';
import { outputDelta } from '../../../solutions/14-choosing-a-loss';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/14-choosing-a-loss');

const batchSizeOf = (a: NDArray) => (a.ndim === 1 ? 1 : a.shape[0]);

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'softmax-slope-left-out',
    trial: 1,
    wrong: 'squaredErrorOfSoftmax is y − t, as for the cross-entropy',
    rightNames: ['softmax-slope-forgotten'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        return softmax(a).sub(t).div(batchSizeOf(a));
      },
    },
  },
  {
    id: 'slope-along-y-of-the-cross-entropy',
    trial: 1,
    wrong: 'stops at −t / y, the slope along the probabilities',
    rightNames: ['slope-at-y'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'crossEntropyOfSoftmax') return outputDelta(lossName, a, t);
        return t.mul(-1).div(softmax(a)).div(batchSizeOf(a));
      },
    },
  },
  {
    id: 'jacobian-row-sum-of-everything',
    trial: 1,
    wrong: 'the sum in the formula is taken over the whole batch',
    rightNames: ['sum-over-the-whole-batch'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        const y = softmax(a);
        const dy = y.sub(t).div(batchSizeOf(a));
        return y.mul(dy.sub(dy.mul(y).sum()));
      },
    },
  },
  {
    id: 'half-kept-in-the-slope',
    trial: 1,
    wrong: 'the ½ of the squared error stays in its slope',
    rightNames: ['half-kept'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredError') return outputDelta(lossName, a, t);
        return a.sub(t).mul(0.5).div(batchSizeOf(a));
      },
    },
  },
  {
    id: 'only-the-diagonal',
    trial: 2,
    wrong: 'y · (1 − y) · (y − t): only the diagonal of the softmax slopes',
    rightNames: ['only-the-diagonal'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        const y = softmax(a);
        return y
          .sub(t)
          .mul(y.map((value) => value * (1 - value)))
          .div(batchSizeOf(a));
      },
    },
  },
  {
    id: 'never-divided',
    trial: 2,
    wrong: 'none of the three is divided by N',
    rightNames: ['batch-mean-missing'],
    answer: {
      outputDelta: (lossName, a, t) => outputDelta(lossName, a, t).mul(batchSizeOf(a)),
    },
  },
  {
    id: 'number-of-elements-as-N',
    trial: 2,
    wrong: 'divides by a.size',
    rightNames: ['mean-over-all-elements'],
    answer: {
      outputDelta: (lossName, a, t) => outputDelta(lossName, a, t).mul(batchSizeOf(a)).div(a.size),
    },
  },
  {
    id: 'sum-added',
    trial: 2,
    wrong: 'the sum in the formula is added in place of subtracted',
    rightNames: ['plus-instead-of-minus'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        const y = softmax(a);
        const dy = y.sub(t).div(batchSizeOf(a));
        return y.mul(dy.add(dy.mul(y).sum(-1, { keepdims: true })));
      },
    },
  },
  {
    id: 'half-forgotten',
    trial: 3,
    wrong: 'differentiates the square to 2(a − t) and forgets the ½ in front of it, for squaredError',
    rightNames: ['factor-two'],
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredError') return outputDelta(lossName, a, t);
        const batchSize = a.ndim === 1 ? 1 : a.shape[0];
        return a.sub(t).mul(2).div(batchSize);
      },
    },
  },
  {
    id: 'sum-weighted-by-the-target',
    trial: 3,
    wrong: 'weights the sum of squaredErrorOfSoftmax by t instead of y',
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        const batchSize = a.ndim === 1 ? 1 : a.shape[0];
        const y = softmax(a);
        const dy = y.sub(t).div(batchSize);
        return y.mul(dy.sub(dy.mul(t).sum(-1, { keepdims: true })));
      },
    },
  },
  {
    id: 'weighted-sum-divided-by-classes',
    trial: 3,
    wrong: 'takes the mean over the classes where squaredErrorOfSoftmax needs the sum',
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'squaredErrorOfSoftmax') return outputDelta(lossName, a, t);
        const batchSize = a.ndim === 1 ? 1 : a.shape[0];
        const y = softmax(a);
        const dy = y.sub(t).div(batchSize);
        return y.mul(dy.sub(dy.mul(y).mean(-1, { keepdims: true })));
      },
    },
  },
  {
    id: 'slope-of-the-true-score-only',
    trial: 3,
    wrong:
      'gives a slope only to the true score of crossEntropyOfSoftmax, since only the true class counts in the loss',
    answer: {
      outputDelta: (lossName, a, t) => {
        if (lossName !== 'crossEntropyOfSoftmax') return outputDelta(lossName, a, t);
        const batchSize = a.ndim === 1 ? 1 : a.shape[0];
        return softmax(a).sub(t).mul(t).div(batchSize);
      },
    },
  },
];
