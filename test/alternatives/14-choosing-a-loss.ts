// Right answers to topic 14 · choosing a loss, written differently.
import { array, NDArray, zerosLike } from '#lib/ndarray';
import { softmax } from '../../solutions/08-activations';
import type { LossName } from '../../solutions/14-choosing-a-loss';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/14-choosing-a-loss');

const dot = (u: number[], v: number[]): number => u.reduce((sum, value, k) => sum + value * v[k], 0);

/** Treats one sample after the other, as plain arrays. */
function rowByRow(deltaOfRow: (lossName: LossName, a: number[], t: number[]) => number[]) {
  return (lossName: LossName, a: NDArray, t: NDArray): NDArray => {
    const [rows, targets] = [a, t].map((m) => (m.ndim === 1 ? [m.toArray()] : m.toArray()) as number[][]);
    const deltas = rows.map((row, n) =>
      deltaOfRow(lossName, row, targets[n]).map((value) => value / rows.length),
    );
    return array(a.ndim === 1 ? deltas[0] : deltas);
  };
}

function softmaxOfRow(a: number[]): number[] {
  const largest = Math.max(...a);
  const logOfSum = largest + Math.log(a.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  return a.map((value) => Math.exp(value - logOfSum));
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-data',
    answer: {
      outputDelta(lossName, a, t) {
        const classCount = a.shape[a.ndim - 1];
        const batchSize = a.size / classCount;
        const delta = zerosLike(a);
        for (let start = 0; start < a.size; start += classCount) {
          const row = Array.from(a.data.subarray(start, start + classCount));
          const y = lossName === 'squaredError' ? row : softmaxOfRow(row);
          for (let k = 0; k < classCount; k++) {
            if (lossName !== 'squaredErrorOfSoftmax') {
              delta.data[start + k] = (y[k] - t.data[start + k]) / batchSize;
              continue;
            }
            for (let j = 0; j < classCount; j++) {
              const slope = j === k ? y[k] * (1 - y[k]) : -y[j] * y[k];
              delta.data[start + k] += ((y[j] - t.data[start + j]) * slope) / batchSize;
            }
          }
        }
        return delta;
      },
    },
  },
  {
    id: 'the-whole-jacobian-as-a-matrix',
    answer: {
      outputDelta: rowByRow((lossName, a, t) => {
        if (lossName === 'squaredError') return a.map((value, k) => value - t[k]);
        const y = softmax(array(a));
        const dy = y.sub(array(t));
        if (lossName === 'crossEntropyOfSoftmax') return [...dy.data];
        const column = y.reshape(y.size, 1);
        const diagonal = array(Array.from(y.data, (yj, j) => a.map((_, k) => (j === k ? yj : 0))));
        return [...diagonal.sub(column.dot(column.T)).dot(dy).data];
      }),
    },
  },
  {
    id: 'pairs-of-classes',
    answer: {
      outputDelta: rowByRow((lossName, a, t) => {
        const y = lossName === 'squaredError' ? a : softmaxOfRow(a);
        const dy = y.map((value, k) => value - t[k]);
        if (lossName !== 'squaredErrorOfSoftmax') return dy;
        return dy.map(
          (dk, k) =>
            y[k] *
            dot(
              y,
              dy.map((dj) => dk - dj),
            ),
        );
      }),
    },
  },
  {
    id: 'softmax-without-a-largest-score',
    answer: {
      // 1 / Σ exp(aⱼ − aₖ): where that overflows, 1 / Infinity is the right 0.
      outputDelta: rowByRow((lossName, a, t) => {
        if (lossName === 'squaredError') return a.map((value, k) => value - t[k]);
        const y = a.map((ak) => 1 / a.reduce((sum, aj) => sum + Math.exp(aj - ak), 0));
        if (lossName === 'crossEntropyOfSoftmax') return y.map((value, k) => value - t[k]);
        const mean = dot(y, y) - dot(y, t);
        return y.map((value, k) => value * (value - t[k]) - value * mean);
      }),
    },
  },
  {
    id: 'one-less-at-the-label',
    answer: {
      outputDelta(lossName, a, t) {
        const batch = a.ndim === 1 ? a.reshape(1, a.size) : a;
        const targets = t.ndim === 1 ? t.reshape(1, t.size) : t;
        if (lossName === 'squaredError') return a.sub(t).mul(1 / batch.shape[0]);
        const y = softmax(batch);
        const dy = y.copy();
        targets.argmax(1).forEach((label, n) => dy.set(n, label, dy.at(n, label) - 1));
        const delta =
          lossName === 'crossEntropyOfSoftmax'
            ? dy
            : dy.mul(y).sub(y.mul(dy.mul(y).sum(1).reshape(batch.shape[0], 1)));
        return delta.div(batch.shape[0]).reshape(...a.shape);
      },
    },
  },
  {
    id: 'the-mean-at-the-end',
    answer: {
      outputDelta(lossName, a, t) {
        const y = lossName === 'squaredError' ? a : softmax(a);
        const delta = y.sub(t);
        if (lossName === 'squaredErrorOfSoftmax') {
          const mean = delta.mul(y).sum(-1, { keepdims: true });
          delta.data.set(delta.sub(mean).mul(y).data);
        }
        return a.ndim === 2 ? delta.div(a.shape[0]) : delta;
      },
    },
  },
  {
    id: 'a-table-of-losses',
    answer: {
      outputDelta(lossName, a, t) {
        const throughSoftmax = (y: NDArray, dy: NDArray): NDArray => {
          const weighted = y.mul(dy);
          return weighted.sub(y.mul(weighted.sum(-1, { keepdims: true })));
        };
        const table: Record<LossName, () => NDArray> = {
          squaredError: () => a.sub(t),
          squaredErrorOfSoftmax: () => throughSoftmax(softmax(a), softmax(a).sub(t)),
          crossEntropyOfSoftmax: () => t.sub(softmax(a)).mul(-1),
        };
        return table[lossName]().div(a.size / a.shape[a.ndim - 1]);
      },
    },
  },
  {
    id: 'y-and-t-divided-one-by-one',
    answer: {
      outputDelta(lossName, a, t) {
        const share = a.ndim === 1 ? 1 : 1 / a.shape[0];
        if (lossName === 'squaredError') return a.mul(share).sub(t.mul(share));
        const y = softmax(a);
        if (lossName === 'crossEntropyOfSoftmax') return y.mul(share).sub(t.mul(share));
        const dy = y.mul(share).sub(t.mul(share));
        return dy.mul(y).sub(dy.mul(y).sum(-1, { keepdims: true }).mul(y));
      },
    },
  },
];
