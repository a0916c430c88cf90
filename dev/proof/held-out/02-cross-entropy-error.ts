import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/02-cross-entropy-error');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'number-of-classes-as-batch-size',
    trial: 1,
    wrong: 'divides by the number of classes',
    rightNames: ['divided-by-the-classes'],
    answer: {
      crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).sum() / y.shape[y.ndim - 1],
    },
  },
  {
    id: 'prediction-and-target-swapped',
    trial: 1,
    wrong: 'takes the logarithm of the target',
    rightNames: ['prediction-and-target-swapped'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        return -y.mul(t.add(1e-7).log()).sum() / batchSize;
      },
    },
  },
  {
    id: 'sum-before-the-logarithm',
    trial: 1,
    wrong: 'takes one logarithm of everything: the probabilities of the true classes are added up before it',
    rightNames: ['mean-before-the-logarithm'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        return -Math.log(t.mul(y).sum() / batchSize + 1e-7);
      },
    },
  },
  {
    id: 'reduce-starts-with-the-first-label',
    trial: 1,
    wrong: 'reduce without a first value: the first label itself is the start of the sum',
    rightNames: ['sum-begins-with-a-label'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.reshape(labels.length, y.size / labels.length);
        return labels.reduce((sum, label, n) => sum - Math.log(batch.at(n, label) + 1e-7)) / labels.length;
      },
    },
  },
  {
    id: 'only-the-most-probable-class',
    trial: 1,
    wrong: 'reads the largest probability of each row, whatever the label is',
    rightNames: ['predicted-class-instead-of-true'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        const predicted = batch.argmax(1);
        const losses = labels.map((_, n) => -Math.log(batch.at(n, predicted[n]) + 1e-7));
        return losses.reduce((sum, loss) => sum + loss, 0) / labels.length;
      },
    },
  },
  {
    id: 'product-inside-the-logarithm',
    trial: 2,
    wrong: 'multiplies by t before the logarithm: log(t · y + 1e-7)',
    rightNames: ['target-inside-the-logarithm'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        return -t.mul(y).add(1e-7).log().sum() / batchSize;
      },
    },
  },
  {
    id: 'mean-of-all-places',
    trial: 2,
    wrong: 'mean() in place of sum() / N',
    rightNames: ['mean-over-everything'],
    answer: {
      crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).mean(),
    },
  },
  {
    id: 'labels-minus-forgotten',
    trial: 2,
    wrong: 'no minus sign',
    rightNames: ['sign-missing'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        return (
          labels.map((l, n) => Math.log(batch.at(n, l) + 1e-7)).reduce((a, b) => a + b, 0) / labels.length
        );
      },
    },
  },
  {
    id: 'label-from-the-first-row',
    trial: 2,
    wrong: 'reads every label in row 0',
    rightNames: ['first-row-for-every-label'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        let sum = 0;
        for (const label of labels) sum -= Math.log(batch.at(0, label) + 1e-7);
        return sum / labels.length;
      },
    },
  },
  {
    id: 'small-number-after-the-logarithm',
    trial: 3,
    wrong: 'adds 1e-7 to the logarithm and not inside it, so that a probability of 0 gives NaN or Infinity',
    rightNames: ['small-number-outside'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        return -t.mul(y.log().add(1e-7)).sum() / batchSize;
      },
    },
  },
  {
    id: 'logarithm-of-the-mean',
    trial: 3,
    wrong: 'takes the mean of the true probabilities first, and then its logarithm once',
    rightNames: ['mean-before-the-logarithm'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        return -Math.log(t.mul(y).sum() / batchSize + 1e-7);
      },
    },
  },
  {
    id: 'yes-or-no-for-each-class',
    trial: 3,
    wrong: 'adds −(1 − t)·log(1 − y) for each class, the cross-entropy of separate yes-or-no questions',
    rightNames: ['other-classes-counted'],
    answer: {
      crossEntropyError: (y, t) => {
        const batchSize = y.ndim === 1 ? 1 : y.shape[0];
        const yes = t.mul(y.add(1e-7).log());
        const no = t
          .mul(-1)
          .add(1)
          .mul(
            y
              .mul(-1)
              .add(1 + 1e-7)
              .log(),
          );
        return -yes.add(no).sum() / batchSize;
      },
    },
  },
  {
    id: 'labels-divided-by-the-first-size',
    trial: 3,
    wrong: 'divides by y.shape[0], which for a single sample is the number of classes',
    rightNames: ['one-sample-taken-for-a-batch'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        let total = 0;
        labels.forEach((label, n) => {
          total -= Math.log(batch.at(n, label) + 1e-7);
        });
        return total / y.shape[0];
      },
    },
  },
  {
    id: 'reduce-without-a-beginning',
    trial: 3,
    wrong:
      'reduces the labels without an initial value, so that the first label itself stands for the first error',
    rightNames: ['sum-begins-with-a-label'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        const total = labels.reduce((sum, label, n) => sum - Math.log(batch.at(n, label) + 1e-7));
        return total / labels.length;
      },
    },
  },
  {
    id: 'decimal-logarithm',
    trial: 4,
    wrong: 'the logarithm to base 10',
    rightNames: ['other-logarithm'],
    answer: {
      crossEntropyError: (y, t) =>
        -t.mul(y.add(1e-7).map(Math.log10)).sum() / (y.ndim === 1 ? 1 : y.shape[0]),
    },
  },
  {
    id: 'vector-as-a-batch',
    trial: 4,
    wrong: 'divides by shape[0], which is the number of classes for a single sample',
    rightNames: ['one-sample-taken-for-a-batch'],
    answer: { crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).sum() / y.shape[0] },
  },
  {
    id: 'neither-mean-nor-1e-7',
    trial: 4,
    wrong: 'two mistakes: the sum over the samples, and no 1e-7',
    rightNames: ['small-number-missing'],
    answer: { crossEntropyError: (y, t) => -t.mul(y.log()).sum() },
  },
  {
    id: 'plus-and-mean-of-everything',
    trial: 4,
    wrong: 'two mistakes: no minus, and the mean over all places',
    rightNames: ['sign-missing'],
    answer: { crossEntropyError: (y, t) => t.mul(y.add(1e-7).log()).mean() },
  },
  {
    id: 'clipped-from-below',
    trial: 4,
    wrong: 'the larger of y and 1e-7 in the logarithm, in place of the sum',
    rightNames: ['cut-off-instead-of-added'],
    answer: {
      crossEntropyError: (y, t) =>
        -t.mul(y.map((p) => Math.log(Math.max(p, 1e-7)))).sum() / (y.ndim === 1 ? 1 : y.shape[0]),
    },
  },
  {
    id: 'stride-of-the-batch',
    trial: 4,
    wrong: 'y.data[n · N + label]: the number of samples as the length of a row',
    rightNames: ['another-place-in-y-data'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) =>
        labels.reduce((e, label, n) => e - Math.log((y.data[n * labels.length + label] ?? 0) + 1e-7), 0) /
        labels.length,
    },
  },
  {
    id: 'only-the-first-label',
    trial: 4,
    wrong: 'returns in the first round of the loop',
    rightNames: ['first-sample-only'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        for (const [n, label] of labels.entries()) return -Math.log(batch.at(n, label) + 1e-7);
        return 0;
      },
    },
  },
  {
    id: 'labels-not-averaged',
    trial: 4,
    wrong: 'the sum over the labels',
    rightNames: ['batch-mean-missing'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        return labels.reduce((e, label, n) => e - Math.log(batch.at(n, label) + 1e-7), 0);
      },
    },
  },
  {
    id: 'log-of-the-reciprocal',
    trial: 4,
    unusual: 'log(1 / p) in place of −log p, summed from the last sample on',
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const classes = y.size / labels.length;
        let error = 0;
        for (let n = labels.length - 1; n >= 0; n--)
          error += Math.log(1 / (y.data[n * classes + labels[n]] + 1e-7));
        return error / labels.length;
      },
    },
  },
  {
    id: 'mean-of-the-sums-of-rows',
    trial: 4,
    unusual: 'a sum for each row, and their mean',
    answer: {
      crossEntropyError: (y, t) => {
        const logs = t.mul(y.map((p) => -Math.log(p + 1e-7)));
        return y.ndim === 1 ? logs.sum() : logs.sum(1).mean();
      },
    },
  },
  {
    id: 'exp-for-log',
    trial: 5,
    wrong: 'exp in place of log',
    answer: {
      crossEntropyError: (y, t) => -t.mul(y.add(1e-7).exp()).sum() / (y.ndim === 1 ? 1 : y.shape[0]),
    },
  },
  {
    id: 'labels-without-1e-7-and-minus',
    trial: 5,
    wrong: 'two mistakes: neither the minus nor the 1e-7',
    rightNames: ['sign-missing'],
    answer: {
      crossEntropyErrorOfLabels: (y, labels) => {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        let sum = 0;
        labels.forEach((label, n) => (sum += Math.log(batch.at(n, label))));
        return sum / labels.length;
      },
    },
  },
];
