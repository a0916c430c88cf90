// Right answers to topic 02 · the cross-entropy error, written differently.
import { array, oneHot, type NDArray } from '#lib/ndarray';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/02-cross-entropy-error');

const rowsOf = (a: NDArray): number[][] => (a.ndim === 1 ? [[...a.data]] : (a.toArray() as number[][]));

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops',
    answer: {
      crossEntropyError(y, t) {
        const rows = y.ndim === 1 ? 1 : y.shape[0];
        const columns = y.size / rows;
        let error = 0;
        for (let n = 0; n < rows; n++) {
          for (let k = 0; k < columns; k++) {
            error -= t.data[n * columns + k] * Math.log(y.data[n * columns + k] + 1e-7);
          }
        }
        return error / rows;
      },
      crossEntropyErrorOfLabels(y, labels) {
        const columns = y.size / labels.length;
        let error = 0;
        for (let n = 0; n < labels.length; n++) error -= Math.log(y.data[n * columns + labels[n]] + 1e-7);
        return error / labels.length;
      },
    },
  },
  {
    id: 'a-batch-of-one-as-in-the-book',
    answer: {
      crossEntropyError(y, t) {
        if (y.ndim === 1) {
          t = t.reshape(1, t.size);
          y = y.reshape(1, y.size);
        }
        return -t.mul(y.add(1e-7).log()).sum() / y.shape[0];
      },
    },
  },
  {
    id: 'labels-made-of-one-hot-rows',
    answer: {
      crossEntropyError(y, t) {
        if (y.ndim === 1) return -Math.log(y.at(t.argmax()) + 1e-7);
        const errors = t.argmax(1).map((label, n) => -Math.log(y.at(n, label) + 1e-7));
        return array(errors).mean();
      },
    },
  },
  {
    id: 'one-hot-rows-made-of-labels',
    answer: {
      crossEntropyErrorOfLabels(y, labels) {
        const batch = y.ndim === 1 ? y.reshape(1, y.size) : y;
        const t = oneHot(labels, batch.shape[1]);
        return -t.mul(batch.add(1e-7).log()).sum() / batch.shape[0];
      },
    },
  },
  {
    id: 'the-chance-of-the-true-class-first',
    answer: {
      crossEntropyError(y, t) {
        if (y.ndim === 1) return -Math.log(y.mul(t).sum() + 1e-7);
        return -y.mul(t).sum(1).add(1e-7).log().mean();
      },
    },
  },
  {
    id: 'one-row-at-a-time',
    answer: {
      crossEntropyError(y, t) {
        const ofOne = (row: NDArray, target: NDArray): number => row.add(1e-7).log().mul(target).sum() * -1;
        if (y.ndim === 1) return ofOne(y, t);
        let total = 0;
        for (let n = y.shape[0] - 1; n >= 0; n--) total += ofOne(y.row(n), t.row(n));
        return total / y.shape[0];
      },
      crossEntropyErrorOfLabels(y, labels) {
        if (y.ndim === 1) return -Math.log(y.at(labels[0]) + 1e-7);
        return labels.reduce((mean, k, n) => mean - Math.log(y.at(n, k) + 1e-7) / labels.length, 0);
      },
    },
  },
  {
    id: 'the-logarithm-of-the-reciprocal',
    answer: {
      crossEntropyError(y, t) {
        const surprise = y.map((chance) => Math.log(1 / (chance + 1e-7)));
        return y.ndim === 1 ? t.mul(surprise).sum() : t.mul(surprise).sum(1).mean();
      },
    },
  },
  {
    id: 'plain-arrays-in-between',
    answer: {
      crossEntropyError(y, t) {
        const targets = rowsOf(t);
        const errors = rowsOf(y).map((row, n) =>
          row.reduce((sum, chance, k) => (targets[n][k] === 1 ? sum - Math.log(chance + 1e-7) : sum), 0),
        );
        return errors.reduce((a, b) => a + b) / errors.length;
      },
      crossEntropyErrorOfLabels(y, labels) {
        const chances = rowsOf(y).map((row, n) => row[labels[n]]);
        return -chances.reduce((sum, chance) => sum + Math.log(chance + 1e-7), 0) / chances.length;
      },
    },
  },
];
