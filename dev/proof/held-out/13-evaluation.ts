import { oneHot, zeros, type NDArray } from '../../../lib/ndarray';
import {
  accuracyByClass,
  confusionMatrix,
  mostConfused,
  type Confusion,
} from '../../../solutions/13-evaluation';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/13-evaluation');

/** Counts that stay from call to call, by the number of classes. */
const countsOfAllCalls = new Map<number, NDArray>();

/** All pairs, with the diagonal and those that never occur. */
function allPairs(matrix: NDArray): Confusion[] {
  const [C] = matrix.shape;
  return Array.from({ length: C * C }, (_, i) => ({
    actual: Math.floor(i / C),
    predicted: i % C,
    count: matrix.data[i],
  }));
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'set-to-one',
    trial: 1,
    wrong: 'writes 1 in place of counting up',
    rightNames: ['set-to-one'],
    answer: {
      confusionMatrix: (net, x, labels) => {
        const y = net.predict(x);
        const predicted = y.argmax(1);
        const matrix = zeros([y.shape[1], y.shape[1]]);
        labels.forEach((label, n) => matrix.set(label, predicted[n], 1));
        return matrix;
      },
    },
  },
  {
    id: 'divided-by-all-samples',
    trial: 1,
    wrong: 'the right answers of each class, divided by the number of all samples',
    rightNames: ['divided-by-all-samples'],
    answer: {
      accuracyByClass: (net, x, labels) => {
        const matrix = confusionMatrix(net, x, labels);
        return matrix.sum(1).map((count, c) => (count === 0 ? NaN : matrix.at(c, c) / labels.length));
      },
    },
  },
  {
    id: 'both-directions-as-one',
    trial: 1,
    wrong: 'a pair counts in both directions together',
    rightNames: ['both-directions-in-one'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const pairs: Confusion[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          for (let predicted = actual + 1; predicted < matrix.shape[0]; predicted++) {
            const count = matrix.at(actual, predicted) + matrix.at(predicted, actual);
            if (count > 0) pairs.push({ actual, predicted, count });
          }
        }
        return pairs.sort((a, b) => b.count - a.count).slice(0, howMany);
      },
    },
  },
  {
    id: 'cut-before-sorting',
    trial: 1,
    wrong: 'takes the first howMany pairs, and then sorts them',
    rightNames: ['cut-before-sorting'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const pairs: Confusion[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          for (let predicted = 0; predicted < matrix.shape[0]; predicted++) {
            const count = matrix.at(actual, predicted);
            if (actual !== predicted && count > 0) pairs.push({ actual, predicted, count });
          }
        }
        return pairs.slice(0, howMany).sort((a, b) => b.count - a.count);
      },
    },
  },
  {
    id: 'predicted-as-the-row',
    trial: 2,
    wrong: 'rows and columns are exchanged',
    rightNames: ['transposed'],
    answer: {
      confusionMatrix: (net, x, labels) => {
        const y = net.predict(x);
        const matrix = zeros([y.shape[1], y.shape[1]]);
        y.argmax(1).forEach((predicted, n) => {
          matrix.set(predicted, labels[n], matrix.at(predicted, labels[n]) + 1);
        });
        return matrix;
      },
    },
  },
  {
    id: 'divided-by-the-column',
    trial: 2,
    wrong: 'divides by the column: how often an answer is right, not a class',
    rightNames: ['divided-by-the-column'],
    answer: {
      accuracyByClass: (net, x, labels) => {
        const matrix = confusionMatrix(net, x, labels);
        return matrix.sum(0).map((count, c) => matrix.at(c, c) / count);
      },
    },
  },
  {
    id: 'share-of-wrong-answers',
    trial: 2,
    wrong: 'the share of wrong answers of each class',
    rightNames: ['share-of-wrong-answers'],
    answer: {
      accuracyByClass: (net, x, labels) => {
        const matrix = confusionMatrix(net, x, labels);
        return matrix.sum(1).map((count, c) => (count - matrix.at(c, c)) / count);
      },
    },
  },
  {
    id: 'rarest-first',
    trial: 2,
    wrong: 'sorts the rarest first',
    rightNames: ['rarest-first'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const pairs: Confusion[] = [];
        matrix.data.forEach((count, i) => {
          const [actual, predicted] = [Math.floor(i / matrix.shape[1]), i % matrix.shape[1]];
          if (actual !== predicted && count > 0) pairs.push({ actual, predicted, count });
        });
        return pairs.sort((a, b) => a.count - b.count).slice(0, howMany);
      },
    },
  },
  {
    id: 'column-by-column',
    trial: 2,
    wrong: 'goes through the columns first: equally frequent pairs come in another order',
    rightNames: ['ties-by-the-predicted-class'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const pairs: Confusion[] = [];
        for (let predicted = 0; predicted < matrix.shape[0]; predicted++) {
          for (let actual = 0; actual < matrix.shape[0]; actual++) {
            const count = matrix.at(actual, predicted);
            if (actual !== predicted && count > 0) pairs.push({ actual, predicted, count });
          }
        }
        return pairs.sort((a, b) => b.count - a.count).slice(0, howMany);
      },
    },
  },
  {
    id: 'probabilities-added-up',
    trial: 3,
    wrong:
      'adds up the probabilities of each sample in the row of its class, instead of counting its most probable class',
    rightNames: ['probabilities-added-up'],
    answer: {
      confusionMatrix: (net, x, labels) => {
        const y = net.predict(x);
        const classCount = y.shape[1];
        const matrix = zeros([classCount, classCount]);
        labels.forEach((label, n) => {
          for (let c = 0; c < classCount; c++) matrix.set(label, c, matrix.at(label, c) + y.at(n, c));
        });
        return matrix;
      },
    },
  },
  {
    id: 'this-class-or-not',
    trial: 3,
    wrong:
      'counts all samples for which "this class or not" is answered rightly, also those of the other classes, out of N',
    answer: {
      accuracyByClass: (net, x, labels) => {
        const matrix = confusionMatrix(net, x, labels);
        const [rowSums, columnSums] = [matrix.sum(1), matrix.sum(0)];
        const total = matrix.sum();
        return rowSums.map((count, c) => {
          const hits = matrix.at(c, c);
          const rightlyOther = total - count - columnSums.at(c) + hits;
          return (hits + rightlyOther) / total;
        });
      },
    },
  },
  {
    id: 'ascending-then-reversed',
    trial: 3,
    wrong: 'sorts in ascending order and reverses the list, which turns the order of equals around',
    rightNames: ['ties-in-reverse'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const confusions: Confusion[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          for (let predicted = 0; predicted < matrix.shape[1]; predicted++) {
            const count = matrix.at(actual, predicted);
            if (actual !== predicted && count > 0) confusions.push({ actual, predicted, count });
          }
        }
        return confusions
          .sort((a, b) => a.count - b.count)
          .reverse()
          .slice(0, howMany);
      },
    },
  },
  {
    id: 'cut-before-the-sort',
    trial: 3,
    wrong: 'takes the first pairs of the matrix, and sorts only these',
    rightNames: ['cut-before-sorting'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const confusions: Confusion[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          for (let predicted = 0; predicted < matrix.shape[1]; predicted++) {
            const count = matrix.at(actual, predicted);
            if (actual !== predicted && count > 0) confusions.push({ actual, predicted, count });
          }
        }
        return confusions.slice(0, howMany).sort((a, b) => b.count - a.count);
      },
    },
  },
  {
    id: 'one-pair-for-each-class',
    trial: 3,
    wrong: 'lists for each actual class only the one class that it is most often taken for',
    rightNames: ['one-pair-for-each-class'],
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const matrix = confusionMatrix(net, x, labels);
        const confusions: Confusion[] = [];
        for (let actual = 0; actual < matrix.shape[0]; actual++) {
          let worst: Confusion | undefined;
          for (let predicted = 0; predicted < matrix.shape[1]; predicted++) {
            const count = matrix.at(actual, predicted);
            if (actual !== predicted && count > (worst?.count ?? 0)) worst = { actual, predicted, count };
          }
          if (worst) confusions.push(worst);
        }
        return confusions.sort((a, b) => b.count - a.count).slice(0, howMany);
      },
    },
  },
  {
    id: 'classes-counted-in-the-labels',
    trial: 4,
    wrong: 'C is the largest label + 1',
    rightNames: ['as-many-classes-as-labels-show'],
    answer: {
      confusionMatrix: (net, x, labels) => {
        const predicted = net.predict(x).argmax(1);
        const C = Math.max(...labels) + 1;
        const matrix = zeros([C, C]);
        labels.forEach((label, n) => {
          if (predicted[n] < C) matrix.set(label, predicted[n], matrix.at(label, predicted[n]) + 1);
        });
        return matrix;
      },
    },
  },
  {
    id: 'only-the-wrong-ones-counted',
    trial: 4,
    wrong: 'the diagonal stays 0',
    rightNames: ['only-what-is-wrong'],
    answer: {
      confusionMatrix: (net, x, labels) =>
        confusionMatrix(net, x, labels).map((count, i) => (i % (net.params.b2.size + 1) === 0 ? 0 : count)),
    },
  },
  {
    id: 'counts-of-all-calls',
    trial: 4,
    wrong: 'the matrix is outside of the function, and keeps what earlier calls counted',
    rightNames: ['keeps-adding'],
    answer: {
      confusionMatrix: (net, x, labels) => {
        const counted = confusionMatrix(net, x, labels);
        const C = counted.shape[0];
        const sum = (countsOfAllCalls.get(C) ?? zeros([C, C])).add(counted);
        countsOfAllCalls.set(C, sum);
        return sum;
      },
    },
  },
  {
    id: 'zero-for-no-samples',
    trial: 4,
    wrong: '0 in place of NaN',
    rightNames: ['zero-without-samples'],
    answer: {
      accuracyByClass: (net, x, labels) =>
        accuracyByClass(net, x, labels).map((share) => (Number.isNaN(share) ? 0 : share)),
    },
  },
  {
    id: 'share-of-the-whole-for-each',
    trial: 4,
    wrong: 'two mistakes: divided by the column, and 0 in place of NaN',
    rightNames: ['divided-by-the-column'],
    answer: {
      accuracyByClass: (net, x, labels) => {
        const matrix = confusionMatrix(net, x, labels);
        return matrix.sum(0).map((count, c) => (count === 0 ? 0 : matrix.at(c, c) / count));
      },
    },
  },
  {
    id: 'one-pair-too-many',
    trial: 4,
    wrong: 'slice(0, howMany + 1)',
    rightNames: ['one-pair-too-many'],
    answer: { mostConfused: (net, x, labels, howMany) => mostConfused(net, x, labels, howMany + 1) },
  },
  {
    id: 'right-answers-as-confusions',
    trial: 4,
    wrong: 'the diagonal is among the pairs',
    rightNames: ['right-answers-included'],
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .filter(({ count }) => count > 0)
          .sort((a, b) => b.count - a.count)
          .slice(0, howMany),
    },
  },
  {
    id: 'larger-classes-first',
    trial: 4,
    wrong: 'among equal counts, the larger classes come first',
    rightNames: ['ties-in-reverse'],
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .filter(({ count, actual, predicted }) => count > 0 && actual !== predicted)
          .sort((a, b) => b.count - a.count || b.actual - a.actual || b.predicted - a.predicted)
          .slice(0, howMany),
    },
  },
  {
    id: 'names-exchanged-and-zeros-kept',
    trial: 4,
    wrong: 'two mistakes: actual and predicted exchanged, and pairs that never occur',
    rightNames: ['actual-and-predicted-exchanged'],
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .filter(({ actual, predicted }) => actual !== predicted)
          .sort((a, b) => b.count - a.count)
          .slice(0, howMany)
          .map(({ actual, predicted, count }) => ({ actual: predicted, predicted: actual, count })),
    },
  },
  {
    id: 'by-products-of-one-hot',
    trial: 4,
    unusual: 'the matrix is a product of two one-hot matrices',
    answer: {
      confusionMatrix: (net, x, labels) => {
        const y = net.predict(x);
        const C = y.shape[1];
        return oneHot(labels, C).T.dot(oneHot(y.argmax(1), C));
      },
    },
  },
  {
    id: 'largest-taken-out-again-and-again',
    trial: 4,
    unusual: 'looks for the largest count, notes it, and sets it to 0',
    answer: {
      mostConfused: (net, x, labels, howMany) => {
        const left = confusionMatrix(net, x, labels).copy();
        const C = left.shape[0];
        for (let c = 0; c < C; c++) left.set(c, c, 0);
        const found: Confusion[] = [];
        while (found.length < howMany && left.max() > 0) {
          const place = left.argmax();
          found.push({ actual: Math.floor(place / C), predicted: place % C, count: left.data[place] });
          left.data[place] = 0;
        }
        return found;
      },
    },
  },
  {
    id: 'first-pair-left-out',
    trial: 5,
    wrong: 'slice(1, howMany + 1)',
    answer: { mostConfused: (net, x, labels, howMany) => mostConfused(net, x, labels, howMany + 1).slice(1) },
  },
];
