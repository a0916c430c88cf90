import type { NDArray } from '../../../lib/ndarray';
import { softmax } from '../../../solutions/08-activations';
import { outputDelta, type LossName } from '../../../solutions/14-choosing-a-loss';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/14-choosing-a-loss');

const batchSizeOf = (a: NDArray) => (a.ndim === 1 ? 1 : a.shape[0]);

/** The right answer, but for one of the losses. */
function except(name: LossName, delta: (a: NDArray, t: NDArray, N: number) => NDArray): Partial<Topic> {
  return {
    outputDelta: (lossName, a, t) =>
      lossName === name ? delta(a, t, a.ndim === 1 ? 1 : a.shape[0]) : outputDelta(lossName, a, t),
  };
}

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
  {
    id: 'softmax-for-all-three',
    trial: 4,
    wrong: 'softmax in the regression, too',
    rightNames: ['softmax-in-regression'],
    answer: except('squaredError', (a, t, N) => softmax(a).sub(t).div(N)),
  },
  {
    id: 'vector-divided-by-its-classes',
    trial: 4,
    wrong: 'N is a.shape[0], even of a single sample',
    rightNames: ['vector-taken-for-a-batch'],
    answer: {
      outputDelta: (lossName, a, t) => outputDelta(lossName, a, t).div(a.ndim === 1 ? a.shape[0] : 1),
    },
  },
  {
    id: 'target-minus-output',
    trial: 4,
    wrong: 't − a for the squared error',
    rightNames: ['sign-flipped'],
    answer: except('squaredError', (a, t, N) => t.sub(a).div(N)),
  },
  {
    id: 'softmax-of-softmax',
    trial: 4,
    wrong: 'softmax is applied twice for the cross-entropy',
    rightNames: ['softmax-twice'],
    answer: except('crossEntropyOfSoftmax', (a, t, N) => softmax(softmax(a)).sub(t).div(N)),
  },
  {
    id: 'third-loss-not-averaged',
    trial: 4,
    wrong: 'only the squared error of softmax is not divided by N',
    rightNames: ['batch-mean-missing-behind-softmax'],
    answer: except('squaredErrorOfSoftmax', (a, t) => {
      const y = softmax(a);
      const dy = y.sub(t);
      return y.mul(dy.sub(dy.mul(y).sum(-1, { keepdims: true })));
    }),
  },
  {
    id: 'neither-sum-nor-y',
    trial: 4,
    wrong: 'the y in front is missing: dy − Σ dy·y',
    rightNames: ['y-in-front-missing'],
    answer: except('squaredErrorOfSoftmax', (a, t, N) => {
      const y = softmax(a);
      const dy = y.sub(t).div(N);
      return dy.sub(dy.mul(y).sum(-1, { keepdims: true }));
    }),
  },
  {
    id: 'wrong-sign-and-not-divided',
    trial: 4,
    wrong: 'two mistakes: t − y, and nothing is divided by N, for the cross-entropy',
    rightNames: ['sign-flipped'],
    answer: except('crossEntropyOfSoftmax', (a, t) => t.sub(softmax(a))),
  },
  {
    id: 'sum-of-dy-without-weights',
    trial: 4,
    wrong: 'Σ dy in place of Σ dy·y, which is nearly 0',
    rightNames: ['weights-of-the-mean-missing'],
    answer: except('squaredErrorOfSoftmax', (a, t, N) => {
      const y = softmax(a);
      const dy = y.sub(t).div(N);
      return y.mul(dy.sub(dy.sum(-1, { keepdims: true })));
    }),
  },
  {
    id: 'jacobian-written-out',
    trial: 4,
    unusual: 'sums over the whole Jacobian, with δ',
    answer: except('squaredErrorOfSoftmax', (a, t, N) => {
      const y = softmax(a);
      const C = a.shape[a.ndim - 1];
      return a.map((_, i) => {
        const [row, k] = [i - (i % C), i % C];
        let sum = 0;
        for (let j = 0; j < C; j++)
          sum += (y.data[row + j] - t.data[row + j]) * y.data[row + j] * ((j === k ? 1 : 0) - y.data[i]);
        return sum / N;
      });
    }),
  },
  {
    id: 'cross-entropy-times-y',
    trial: 5,
    wrong: 'the cross-entropy is multiplied by y',
    answer: except('crossEntropyOfSoftmax', (a, t, N) => softmax(a).mul(softmax(a).sub(t)).div(N)),
  },
];
