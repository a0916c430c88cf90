// Right answers to topic 13 · evaluation, written differently.
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { confusionMatrix, type Confusion } from '../../solutions/13-evaluation';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/13-evaluation');

/** Where the largest number of each row stands, found by hand. */
function classesOf(y: NDArray): number[] {
  return (y.toArray() as number[][]).map((row) => row.indexOf(Math.max(...row)));
}

class Pair implements Confusion {
  constructor(
    readonly actual: number,
    readonly predicted: number,
    readonly count: number,
  ) {}

  isConfusion(): boolean {
    return this.actual !== this.predicted && this.count > 0;
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'one-hot-product',
    answer: {
      confusionMatrix(net, x, labels) {
        const y = net.predict(x);
        const classCount = y.shape[1];
        return oneHot(labels, classCount).T.dot(oneHot(y.argmax(1), classCount));
      },
    },
  },
  {
    id: 'loops-over-data',
    answer: {
      confusionMatrix(net, x, labels) {
        const y = net.predict(x);
        const classCount = y.shape[1];
        const matrix = zeros([classCount, classCount]);
        for (let n = 0; n < labels.length; n++) {
          let best = 0;
          for (let k = 1; k < classCount; k++) if (y.at(n, k) > y.at(n, best)) best = k;
          matrix.data[labels[n] * classCount + best] += 1;
        }
        return matrix;
      },
    },
  },
  {
    id: 'plain-rows',
    answer: {
      confusionMatrix(net, x, labels) {
        const predicted = classesOf(net.predict(x));
        const classes = [...net.params.b2.data.keys()];
        return array(
          classes.map((actual) =>
            classes.map((k) => labels.filter((label, n) => label === actual && predicted[n] === k).length),
          ),
        );
      },
    },
  },
  {
    id: 'sample-by-sample',
    answer: {
      confusionMatrix: (net, x, labels) =>
        labels
          .map((label, n) => {
            const y = net.predict(x.take([n]));
            const one = zeros([y.size, y.size]);
            one.set(label, y.argmax(), 1);
            return one;
          })
          .reduce((total, one) => total.add(one)),
    },
  },
  {
    id: 'counted-without-a-matrix',
    answer: {
      accuracyByClass(net, x, labels) {
        const y = net.predict(x);
        const predicted = y.argmax(1);
        return zeros([y.shape[1]]).map((_, c) => {
          const members = labels.map((_, n) => n).filter((n) => labels[n] === c);
          return members.filter((n) => predicted[n] === c).length / members.length;
        });
      },
    },
  },
  {
    id: 'accuracy-of-the-samples-of-a-class',
    answer: {
      accuracyByClass(net, x, labels) {
        const classCount = net.params.b2.size;
        const accuracies: number[] = [];
        for (let c = 0; c < classCount; c++) {
          const members = [...labels.keys()].filter((n) => labels[n] === c);
          const t = oneHot(new Array<number>(members.length).fill(c), classCount);
          accuracies.push(members.length === 0 ? NaN : net.accuracy(x.take(members), t));
        }
        return array(accuracies);
      },
    },
  },
  {
    id: 'diagonal-of-the-normalized-matrix',
    answer: {
      accuracyByClass(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        const shares = matrix.div(matrix.sum(1, { keepdims: true }));
        return array(Array.from({ length: shares.shape[0] }, (_, c) => shares.at(c, c)));
      },
    },
  },
  {
    id: 'a-comparator-for-all-three',
    answer: {
      mostConfused(net, x, labels, howMany) {
        const matrix = confusionMatrix(net, x, labels).toArray() as number[][];
        return matrix
          .flatMap((row, actual) => row.map((count, predicted) => ({ predicted, actual, count })))
          .filter(({ actual, predicted, count }) => count >= 1 && actual !== predicted)
          .reverse()
          .sort((a, b) => b.count - a.count || a.actual - b.actual || a.predicted - b.predicted)
          .filter((_, i) => i < howMany);
      },
    },
  },
  {
    id: 'the-largest-again-and-again',
    answer: {
      mostConfused(net, x, labels, howMany) {
        const matrix = confusionMatrix(net, x, labels);
        const classCount = matrix.shape[0];
        for (let c = 0; c < classCount; c++) matrix.set(c, c, 0);
        const confusions: Confusion[] = [];
        while (confusions.length < howMany && matrix.max() > 0) {
          const place = matrix.argmax();
          const [actual, predicted] = [Math.floor(place / classCount), place % classCount];
          confusions.push({ actual, predicted, count: matrix.at(actual, predicted) });
          matrix.set(actual, predicted, 0);
        }
        return confusions;
      },
    },
  },
  {
    id: 'a-map-of-pairs',
    answer: {
      mostConfused(net, x, labels, howMany) {
        const found = new Map<string, Confusion>();
        classesOf(net.predict(x)).forEach((predicted, n) => {
          const actual = labels[n];
          if (actual === predicted) return;
          const key = `${actual}>${predicted}`;
          const known = found.get(key) ?? { actual, predicted, count: 0 };
          found.set(key, { ...known, count: known.count + 1 });
        });
        const pairs = [...found.values()];
        pairs.sort((a, b) => a.predicted - b.predicted);
        pairs.sort((a, b) => a.actual - b.actual);
        pairs.sort((a, b) => b.count - a.count);
        pairs.length = Math.min(pairs.length, howMany);
        return pairs;
      },
    },
  },
  {
    id: 'objects-of-an-own-class',
    answer: {
      mostConfused(net, x, labels, howMany) {
        const matrix = confusionMatrix(net, x, labels);
        const pairs: Pair[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          for (let predicted = 0; predicted < matrix.shape[0]; predicted++) {
            pairs.push(new Pair(actual, predicted, matrix.at(actual, predicted)));
          }
        }
        return pairs
          .filter((pair) => pair.isConfusion())
          .sort((a, b) => b.count - a.count)
          .slice(0, howMany);
      },
    },
  },
];
