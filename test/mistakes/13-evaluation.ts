// Wrong answers to topic 13 · evaluation.
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import {
  accuracyByClass,
  confusionMatrix,
  mostConfused,
  type Confusion,
} from '../../solutions/13-evaluation';
import { ReferenceNet } from '../support/reference-net';
import { inEachWay, type Mistake, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/13-evaluation');

/** The shares on the diagonal, when each count is divided by what `total` says of its class. */
function diagonalShares(matrix: NDArray, total: (c: number) => number): NDArray {
  return zeros([matrix.shape[0]]).map((_, c) => matrix.at(c, c) / total(c));
}

/** Every pair of two classes with its count, in order of place. */
function allPairs(matrix: NDArray): Confusion[] {
  const columns = matrix.shape[1];
  return Array.from(matrix.data, (count, i) => ({
    actual: Math.floor(i / columns),
    predicted: i % columns,
    count,
  }));
}

const mixedUp = (matrix: NDArray): Confusion[] =>
  allPairs(matrix).filter(({ actual, predicted, count }) => actual !== predicted && count > 0);

const byCount = (a: Confusion, b: Confusion): number => b.count - a.count;

/** Counts into a matrix of this size, in the row that is made of the label. */
function counting(
  sizeOf: (y: NDArray, labels: number[]) => number,
  rowOf = (label: number): number => label,
): Topic['confusionMatrix'] {
  return (net, x, labels) => {
    const y = net.predict(x);
    const size = sizeOf(y, labels);
    const matrix = zeros([size, size]);
    y.argmax(1).forEach((predicted, n) => {
      matrix.set(rowOf(labels[n]), predicted, matrix.at(rowOf(labels[n]), predicted) + 1);
    });
    return matrix;
  };
}

const wrongMatrices: Mistake<Topic>[] = [
  {
    id: 'transposed',
    name: { en: 'rows and columns exchanged', ko: '행과 열이 바뀌었다' },
    explanation: {
      en: 'This is what you get when the predicted class is used as the row: the row is the actual class, the column the predicted one.',
      ko: '예측한 클래스를 행으로 쓰면 이 값이 나옵니다. 행은 실제 클래스이고 열은 예측한 클래스입니다.',
    },
    answer: { confusionMatrix: (net, x, labels) => confusionMatrix(net, x, labels).T },
  },
  {
    id: 'shares-instead-of-counts',
    name: { en: 'shares instead of counts', ko: '개수가 아니라 비율' },
    explanation: {
      en: 'This is what you get when each row is divided by its sum: the matrix holds counts, and its sum is the number of samples.',
      ko: '행마다 합으로 나누면 이 값이 나옵니다. 혼동 행렬에는 개수가 들어가고, 모두 더하면 샘플의 수입니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        return matrix.div(matrix.sum(1, { keepdims: true }).map((count) => Math.max(count, 1)));
      },
    },
  },
  {
    id: 'set-to-one',
    name: { en: 'each count stops at 1', ko: '개수가 1에서 멈춘다' },
    explanation: {
      en: 'This is what you get when an element is set to 1 instead of being increased by 1: read it first, with `at`.',
      ko: '1을 더하지 않고 1로 정하면 이렇게 됩니다. 먼저 `at`으로 읽은 뒤 1을 더하세요.',
    },
    answer: {
      confusionMatrix: (net, x, labels) => confusionMatrix(net, x, labels).map((count) => Math.min(count, 1)),
    },
  },
  {
    id: 'probabilities-added-up',
    name: { en: 'probabilities are added up', ko: '확률을 더했다' },
    explanation: {
      en: 'This is what you get when the probabilities of all classes are added to the row: each sample counts once, for its most probable class.',
      ko: '행에 모든 클래스의 확률을 더하면 이 값이 나옵니다. 샘플은 확률이 가장 높은 클래스에 한 번만 셉니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const y = net.predict(x);
        return oneHot(labels, y.shape[1]).T.dot(y);
      },
    },
  },
  {
    id: 'only-the-sure-ones',
    name: { en: 'only predictions above ½ count', ko: '½을 넘는 예측만 세었다' },
    explanation: {
      en: 'This is what you get when a prediction counts only if its probability is above ½: among many classes, the most probable one may have less.',
      ko: '확률이 ½을 넘는 예측만 세면 이 값이 나옵니다. 클래스가 많으면 가장 확률이 높은 클래스도 ½보다 작을 수 있습니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const y = net.predict(x);
        const sure = labels.map((_, n) => n).filter((n) => y.row(n).max() > 0.5);
        if (sure.length === 0) return zeros([y.shape[1], y.shape[1]]);
        return confusionMatrix(
          net,
          x.take(sure),
          sure.map((n) => labels[n]),
        );
      },
    },
  },
  {
    id: 'argmax-of-the-columns',
    name: { en: 'argmax down the columns', ko: '열 방향의 argmax' },
    explanation: {
      en: 'This is what you get with argmax(0), which looks for the best sample of each class. The best class of each sample is argmax(1).',
      ko: 'argmax(0)을 쓰면 이렇게 됩니다. argmax(0)은 클래스마다 가장 높은 샘플을 찾습니다. 샘플마다 가장 높은 클래스는 argmax(1)입니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const y = net.predict(x);
        const matrix = zeros([y.shape[1], y.shape[1]]);
        y.argmax(0).forEach((predicted, n) => {
          if (n < labels.length && predicted < y.shape[1])
            matrix.set(labels[n], predicted, matrix.at(labels[n], predicted) + 1);
        });
        return matrix;
      },
    },
  },
  {
    id: 'only-what-is-wrong',
    name: { en: 'the right answers are not counted', ko: '맞힌 것을 세지 않았다' },
    explanation: {
      en: 'This is what you get when only mistakes are counted: the right answers belong on the diagonal.',
      ko: '틀린 것만 세면 이 값이 나옵니다. 맞힌 것은 대각선에 들어갑니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        const columns = matrix.shape[1];
        return matrix.map((count, i) => (Math.floor(i / columns) === i % columns ? 0 : count));
      },
    },
  },
  {
    id: 'as-many-classes-as-labels-show',
    name: { en: 'as many classes as the labels show', ko: '레이블에 나온 만큼의 클래스' },
    explanation: {
      en: 'This is what you get when the number of classes is taken from the labels: these samples may not show every class. The network knows it: y.shape[1].',
      ko: '클래스의 수를 레이블로 정하면 이렇게 됩니다. 샘플이 하나도 없는 클래스가 있을 수 있습니다. 클래스의 수는 신경망의 출력 y.shape[1]입니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        const classCount = Math.max(...labels) + 1;
        return array(
          (matrix.toArray() as number[][]).slice(0, classCount).map((row) => row.slice(0, classCount)),
        );
      },
    },
    also: [
      { confusionMatrix: counting((_, labels) => Math.max(...labels) + 1) },
      { confusionMatrix: counting((_, labels) => new Set(labels).size) },
      { confusionMatrix: counting((_, labels) => labels.length) },
    ],
  },
  {
    id: 'last-sample-forgotten',
    name: { en: 'the last sample is not counted', ko: '마지막 샘플을 세지 않았다' },
    explanation: {
      en: 'This is what you get when the loop ends one sample early: the counts add up to the number of samples.',
      ko: '반복이 한 샘플 일찍 끝나면 이렇게 됩니다. 개수를 모두 더하면 샘플의 수가 되어야 합니다.',
    },
    answer: {
      confusionMatrix(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        const [actual, predicted] = [labels[labels.length - 1], net.predict(x).argmax(1)[labels.length - 1]];
        matrix.set(actual, predicted, matrix.at(actual, predicted) - 1);
        return matrix;
      },
    },
  },
  {
    id: 'labels-taken-from-one',
    name: { en: 'labels are taken to begin at 1', ko: '레이블이 1부터 시작한다고 보았다' },
    explanation: {
      en: 'This is what you get with `labels[n] − 1` as the row: labels begin at 0, as rows do, so the row of a sample is its label.',
      ko: '`labels[n] − 1`을 행으로 쓰면 이렇게 됩니다. 레이블은 행처럼 0부터 시작하므로, 샘플의 행은 레이블 그대로입니다.',
    },
    answer: {
      confusionMatrix: counting(
        (y) => y.shape[1],
        (label) => label - 1,
      ),
    },
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample is counted', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when only the first sample is counted, for instance because of a `return` inside the loop: count all of them.',
      ko: '반복문 안의 `return` 때문에, 또는 다른 이유로 첫 샘플만 세면 이렇게 됩니다. 모든 샘플을 세세요.',
    },
    answer: { confusionMatrix: (net, x, labels) => confusionMatrix(net, x.take([0]), labels.slice(0, 1)) },
  },
];

const wrongAccuracies: Mistake<Topic>[] = [
  {
    id: 'divided-by-the-column',
    name: { en: 'divided by how often the class is predicted', ko: '예측된 횟수로 나누었다' },
    explanation: {
      en: 'This is what you get when the column sums are used: they say how often a class is predicted. Divide by the row sums, the number of its samples.',
      ko: '열의 합으로 나누면 이 값이 나옵니다. 열의 합은 그 클래스로 예측된 횟수입니다. 그 클래스의 샘플 수인 행의 합으로 나누세요.',
    },
    answer: {
      accuracyByClass(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        return diagonalShares(matrix, (c) => matrix.sum(0).at(c));
      },
    },
    together: [
      {
        accuracyByClass(net, x, labels) {
          const matrix = confusionMatrix(net, x, labels);
          return diagonalShares(matrix, (c) => matrix.sum(0).at(c)).map((share) =>
            Number.isNaN(share) ? 0 : share,
          );
        },
      },
    ],
  },
  {
    id: 'divided-by-all-samples',
    name: { en: 'divided by the number of all samples', ko: '전체 샘플 수로 나누었다' },
    explanation: {
      en: 'This is what you get when each class is divided by N: divide by the number of that class’s own samples.',
      ko: '클래스마다 전체 샘플 수 N으로 나누면 이 값이 나옵니다. 클래스의 정확도는 그 클래스의 샘플만으로 구합니다.',
    },
    answer: {
      accuracyByClass: (net, x, labels) =>
        diagonalShares(confusionMatrix(net, x, labels), () => labels.length),
    },
    also: [
      {
        accuracyByClass(net, x, labels) {
          const matrix = confusionMatrix(net, x, labels);
          const ofClass = matrix.sum(1);
          return diagonalShares(matrix, (c) => (ofClass.at(c) === 0 ? NaN : labels.length));
        },
      },
    ],
  },
  {
    id: 'zero-without-samples',
    name: { en: '0 for a class without samples', ko: '샘플이 없는 클래스에 0' },
    explanation: {
      en: 'This is what you get when a class without samples is given 0: that would say "always wrong". Nothing is known about it: 0 / 0 is NaN.',
      ko: '샘플이 없는 클래스에 0을 넣으면 이 값이 나옵니다. 0은 "항상 틀렸다"는 뜻입니다. 아무것도 알 수 없으므로 0 / 0, 곧 NaN입니다.',
    },
    answer: {
      accuracyByClass: (net, x, labels) =>
        accuracyByClass(net, x, labels).map((share) => (Number.isNaN(share) ? 0 : share)),
    },
  },
  {
    id: 'one-without-samples',
    name: { en: '1 for a class without samples', ko: '샘플이 없는 클래스에 1' },
    explanation: {
      en: 'This is what you get when a class without samples is given 1, because nothing was wrong. Nothing was right either: 0 / 0 is NaN.',
      ko: '틀린 것이 없다고 샘플이 없는 클래스에 1을 넣으면 이 값이 나옵니다. 맞힌 것도 없으므로 0 / 0, 곧 NaN입니다.',
    },
    answer: {
      accuracyByClass: (net, x, labels) =>
        accuracyByClass(net, x, labels).map((share) => (Number.isNaN(share) ? 1 : share)),
    },
  },
  {
    id: 'missing-classes-left-out',
    name: { en: 'classes without samples are left out', ko: '샘플이 없는 클래스를 뺐다' },
    explanation: {
      en: 'This is what you get when classes without samples are skipped: the others then move up, and element c is no longer class c.',
      ko: '샘플이 없는 클래스를 건너뛰면 이렇게 됩니다. 뒤의 클래스가 앞으로 당겨져 c번째 자리가 더 이상 클래스 c가 아닙니다.',
    },
    answer: {
      accuracyByClass: (net, x, labels) =>
        array([...accuracyByClass(net, x, labels).data].filter((share) => !Number.isNaN(share))),
    },
  },
  {
    id: 'share-of-wrong-answers',
    name: { en: 'the share of wrong answers', ko: '틀린 비율' },
    explanation: {
      en: 'This is what you get when the wrong answers of each class are counted: count the right ones, on the diagonal.',
      ko: '클래스마다 틀린 것을 세면 이 값이 나옵니다. 구할 것은 대각선에 있는 맞힌 것의 비율입니다.',
    },
    answer: { accuracyByClass: (net, x, labels) => accuracyByClass(net, x, labels).mul(-1).add(1) },
  },
  {
    id: 'in-percent',
    name: { en: 'accuracies in percent', ko: '퍼센트로 나타낸 정확도' },
    explanation: {
      en: 'This is what you get when the shares are multiplied by 100: an accuracy is between 0 and 1.',
      ko: '비율에 100을 곱하면 이 값이 나옵니다. 정확도는 0과 1 사이입니다.',
    },
    answer: { accuracyByClass: (net, x, labels) => accuracyByClass(net, x, labels).mul(100) },
  },
  {
    id: 'counts-of-right-answers',
    name: { en: 'counts instead of shares', ko: '비율이 아니라 개수' },
    explanation: {
      en: 'This is what you get when the diagonal itself is returned: divide each count by the number of samples of its class.',
      ko: '대각선의 개수를 그대로 돌려주면 이 값이 나옵니다. 그 클래스의 샘플 수로 나누세요.',
    },
    answer: {
      accuracyByClass: (net, x, labels) => diagonalShares(confusionMatrix(net, x, labels), () => 1),
    },
  },
  {
    id: 'same-for-all-classes',
    name: { en: 'the overall accuracy for every class', ko: '모든 클래스에 전체 정확도' },
    explanation: {
      en: 'This is what you get when every class gets the accuracy over all samples: look at the samples of one class at a time.',
      ko: '모든 클래스에 전체 정확도를 넣으면 이 값이 나옵니다. 한 번에 한 클래스의 샘플만 보세요.',
    },
    answer: {
      accuracyByClass(net, x, labels) {
        const matrix = confusionMatrix(net, x, labels);
        const right = diagonalShares(matrix, () => labels.length).sum();
        return zeros([matrix.shape[0]]).map(() => right);
      },
    },
  },
];

const wrongPairs: Mistake<Topic>[] = [
  {
    id: 'rarest-first',
    name: { en: 'the rarest pairs first', ko: '드문 쌍이 먼저' },
    explanation: {
      en: 'This is what you get when the sort is ascending: (a, b) => b.count - a.count puts the most frequent pair first.',
      ko: '오름차순으로 정렬하면 이렇게 됩니다. (a, b) => b.count - a.count로 정렬하면 가장 잦은 쌍이 먼저 옵니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels))
          .sort((a, b) => a.count - b.count)
          .slice(0, howMany),
    },
  },
  {
    id: 'not-sorted',
    name: { en: 'the pairs are not sorted', ko: '정렬하지 않았다' },
    explanation: {
      en: 'This is what you get when the pairs stay in the order of the matrix: sort them by their counts before you cut the list.',
      ko: '쌍이 행렬의 순서 그대로이면 이렇게 됩니다. 목록을 자르기 전에 횟수로 정렬하세요.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) => mixedUp(confusionMatrix(net, x, labels)).slice(0, howMany),
    },
  },
  {
    id: 'cut-before-sorting',
    name: { en: 'the list is cut before it is sorted', ko: '정렬하기 전에 잘랐다' },
    explanation: {
      en: 'This is what you get when the list is cut to howMany first and sorted afterward: the most frequent pair may be among those that were cut.',
      ko: 'howMany개로 먼저 자르고 나서 정렬하면 이렇게 됩니다. 가장 잦은 쌍이 잘려 나갈 수 있습니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels))
          .slice(0, howMany)
          .sort(byCount),
    },
  },
  {
    id: 'counts-sorted-as-words',
    name: { en: 'counts are sorted as words', ko: '횟수를 문자열로 정렬했다' },
    explanation: {
      en: 'This is what you get when counts are compared as strings: "9" comes after "10" in alphabetical order. Subtract the numbers.',
      ko: '횟수를 문자열로 비교하면 이렇게 됩니다. 사전 순서에서는 "9"가 "10"보다 뒤에 옵니다. 숫자를 빼서 비교하세요.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels))
          .sort((a, b) => (String(a.count) < String(b.count) ? 1 : a.count === b.count ? 0 : -1))
          .slice(0, howMany),
    },
  },
  {
    id: 'right-answers-included',
    name: { en: 'right answers are among the pairs', ko: '맞힌 것까지 포함했다' },
    explanation: {
      en: 'This is what you get when the diagonal is not left out: a class taken for itself is no confusion.',
      ko: '대각선을 빼지 않으면 이렇게 됩니다. 자기 자신으로 예측한 것은 혼동이 아닙니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .filter(({ count }) => count > 0)
          .sort(byCount)
          .slice(0, howMany),
    },
  },
  {
    id: 'pairs-that-never-occur',
    name: { en: 'pairs that never occur are listed', ko: '일어나지 않은 쌍까지 넣었다' },
    explanation: {
      en: 'This is what you get when pairs with count 0 stay in the list: what never happens is not confused.',
      ko: '횟수가 0인 쌍을 남겨 두면 이렇게 됩니다. 한 번도 일어나지 않은 것은 혼동이 아닙니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .filter(({ actual, predicted }) => actual !== predicted)
          .sort(byCount)
          .slice(0, howMany),
    },
  },
  {
    id: 'actual-and-predicted-exchanged',
    name: { en: 'actual and predicted exchanged', ko: '실제와 예측이 바뀌었다' },
    explanation: {
      en: 'This is what you get when the row is named predicted and the column actual: the row of the confusion matrix is the actual class.',
      ko: '행을 predicted, 열을 actual로 부르면 이렇게 됩니다. 혼동 행렬의 행은 실제 클래스입니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels).T)
          .sort(byCount)
          .slice(0, howMany),
    },
    together: [
      {
        mostConfused: (net, x, labels, howMany) =>
          allPairs(confusionMatrix(net, x, labels))
            .filter(({ actual, predicted }) => actual !== predicted)
            .sort(byCount)
            .slice(0, howMany)
            .map(({ actual, predicted, count }) => ({ actual: predicted, predicted: actual, count })),
      },
      {
        mostConfused: (net, x, labels, howMany) =>
          mixedUp(confusionMatrix(net, x, labels))
            .sort(byCount)
            .slice(0, howMany)
            .map(({ actual, predicted, count }) => ({ actual: predicted, predicted: actual, count })),
      },
    ],
  },
  {
    id: 'both-directions-in-one',
    name: { en: 'both directions are counted as one pair', ko: '두 방향을 한 쌍으로 세었다' },
    explanation: {
      en: 'This is what you get when 4 taken for 9 and 9 taken for 4 are added: they are two pairs, each with its own count.',
      ko: '4를 9로 본 것과 9를 4로 본 것을 더하면 이렇게 됩니다. 둘은 서로 다른 쌍이고 횟수도 따로 셉니다.',
    },
    answer: {
      mostConfused(net, x, labels, howMany) {
        const matrix = confusionMatrix(net, x, labels);
        return mixedUp(matrix.add(matrix.T))
          .filter(({ actual, predicted }) => actual < predicted)
          .sort(byCount)
          .slice(0, howMany);
      },
    },
  },
  {
    id: 'ties-in-reverse',
    name: { en: 'equally frequent pairs come in reverse', ko: '횟수가 같은 쌍의 순서가 거꾸로' },
    explanation: {
      en: 'This is what you get when equally frequent pairs come with the larger classes first, for instance because the list is sorted in ascending order and then reversed. The smaller actual class comes first.',
      ko: '횟수가 같은 쌍에서 큰 클래스가 먼저 오면 이렇게 됩니다. 오름차순으로 정렬한 뒤 뒤집을 때에도 그렇습니다. 실제 클래스가 작은 쌍이 먼저 와야 합니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels))
          .sort((a, b) => a.count - b.count)
          .reverse()
          .slice(0, howMany),
    },
  },
  {
    id: 'ties-by-the-predicted-class',
    name: { en: 'equally frequent pairs go by the predicted class', ko: '횟수가 같으면 예측 클래스 순서' },
    explanation: {
      en: 'This is what you get when the matrix is read column by column: equally frequent pairs are ordered by the actual class first, which is the row.',
      ko: '행렬을 열마다 읽으면 이렇게 됩니다. 횟수가 같은 쌍은 먼저 실제 클래스, 곧 행의 순서를 따릅니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mixedUp(confusionMatrix(net, x, labels))
          .sort((a, b) => a.predicted - b.predicted)
          .sort(byCount)
          .slice(0, howMany),
    },
  },
  {
    id: 'howMany-ignored',
    name: { en: 'all pairs, whatever howMany says', ko: 'howMany와 상관없이 모든 쌍' },
    explanation: {
      en: 'This is what you get when the list is not cut: return at most howMany pairs.',
      ko: '목록을 자르지 않으면 이렇게 됩니다. 많아도 howMany개까지만 돌려주세요.',
    },
    answer: {
      mostConfused: (net, x, labels) => mixedUp(confusionMatrix(net, x, labels)).sort(byCount),
    },
  },
  {
    id: 'one-pair-for-each-class',
    name: { en: 'only one pair for each actual class', ko: '실제 클래스마다 한 쌍만' },
    explanation: {
      en: 'This is what you get when only the largest confusion of each row is listed: a class can be mixed up with several others.',
      ko: '행마다 가장 잦은 혼동 하나만 넣으면 이렇게 됩니다. 한 클래스가 여러 클래스와 혼동될 수 있습니다.',
    },
    answer: {
      mostConfused(net, x, labels, howMany) {
        const pairs = mostConfused(net, x, labels, Infinity);
        const first = pairs.filter(
          ({ actual }, i) => pairs.findIndex((pair) => pair.actual === actual) === i,
        );
        return first.slice(0, howMany);
      },
    },
  },
  {
    id: 'share-instead-of-count',
    name: { en: 'shares instead of counts', ko: '횟수가 아니라 비율' },
    explanation: {
      en: 'This is what you get when the counts are divided by the number of samples: `count` says how often the pair occurred.',
      ko: '횟수를 샘플 수로 나누면 이렇게 됩니다. `count`는 그 쌍이 일어난 횟수입니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mostConfused(net, x, labels, howMany).map((pair) => ({
          ...pair,
          count: pair.count / labels.length,
        })),
    },
  },
  {
    id: 'every-place-listed',
    name: { en: 'every place of the matrix is listed', ko: '행렬의 모든 자리를 넣었다' },
    explanation: {
      en: 'This is what you get when every element of the matrix becomes a pair: leave out the diagonal, where a class is taken for itself, and the elements with count 0.',
      ko: '행렬의 모든 자리를 쌍으로 넣으면 이렇게 됩니다. 자기 자신으로 예측한 대각선과 횟수가 0인 자리는 빼세요.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        allPairs(confusionMatrix(net, x, labels))
          .sort(byCount)
          .slice(0, howMany),
    },
  },
  {
    id: 'classes-counted-from-one',
    name: { en: 'the classes are counted from 1', ko: '클래스를 1부터 셌다' },
    explanation: {
      en: 'This is what you get when the classes of a pair are numbered from 1: labels begin at 0, as rows and columns do.',
      ko: '쌍의 클래스를 1부터 세면 이렇게 됩니다. 레이블은 행과 열처럼 0부터 시작합니다.',
    },
    answer: {
      mostConfused: (net, x, labels, howMany) =>
        mostConfused(net, x, labels, howMany).map(({ actual, predicted, count }) => ({
          actual: actual + 1,
          predicted: predicted + 1,
          count,
        })),
    },
  },
  {
    id: 'one-pair-too-many',
    name: { en: 'one pair too many, or too few', ko: '한 쌍이 더 많거나 적다' },
    explanation: {
      en: 'This is what you get when the list is not cut after exactly howMany pairs, but one later or one earlier: `slice(0, howMany)` ends before the place howMany.',
      ko: '목록을 정확히 howMany쌍에서 자르지 않고 하나 뒤나 앞에서 자르면 이렇게 됩니다. `slice(0, howMany)`는 howMany번째 자리 앞에서 끝납니다.',
    },
    answer: { mostConfused: (net, x, labels, howMany) => mostConfused(net, x, labels, howMany + 1) },
    also: [
      { mostConfused: (net, x, labels, howMany) => mostConfused(net, x, labels, Math.max(0, howMany - 1)) },
    ],
  },
];

export const mistakes = inEachWay<Topic>([...wrongMatrices, ...wrongAccuracies, ...wrongPairs]);

// ── what tells them apart ────────────────────────────────────────────────────────────────────────────────────────

/** A network that takes the k-th unit vector for class k, by a narrow margin. */
function netOf(classCount: number): ReferenceNet {
  const unit = oneHot(
    Array.from({ length: classCount }, (_, k) => k),
    classCount,
  );
  return new ReferenceNet({ W1: unit, b1: zeros([classCount]), W2: unit, b2: zeros([classCount]) });
}

type Call<Answer> = (net: ReferenceNet, x: NDArray, labels: number[]) => Answer;

/** Calls with counts as written: `counts[actual][predicted]` samples of each kind. */
function on<Answer>(counts: number[][], call: Call<Answer>): Answer {
  const pairs = counts.flatMap((row, actual) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ actual, predicted }))),
  );
  const x = oneHot(
    pairs.map(({ predicted }) => predicted),
    counts.length,
  );
  return call(
    netOf(counts.length),
    x,
    pairs.map(({ actual }) => actual),
  );
}

const tables = [
  [
    [3, 1, 0],
    [2, 4, 1],
    [1, 0, 2],
  ],
  [
    [2, 5, 1, 0],
    [1, 0, 3, 0],
    [1, 4, 1, 1],
    [0, 0, 0, 0],
  ],
  [
    [1, 9, 2],
    [2, 1, 10],
    [11, 0, 1],
  ],
  [
    [4, 3],
    [9, 1],
  ],
  [
    [0, 1, 12, 1],
    [0, 0, 0, 0],
    [1, 10, 2, 1],
    [3, 1, 1, 6],
  ],
  [
    [2, 1, 0, 1],
    [0, 1, 0, 0],
    [2, 0, 0, 1],
    [0, 0, 0, 0],
  ],
];

export const probes: Probes<Topic> = {
  confusionMatrix: tables.map((table) => (topic) => on(table, topic.confusionMatrix)),
  accuracyByClass: tables.map((table) => (topic) => on(table, topic.accuracyByClass)),
  mostConfused: tables.flatMap((table) =>
    [1, 2, 3, 20].map(
      (howMany) =>
        (topic: Topic): Confusion[] =>
          on(table, (net, x, labels) => topic.mostConfused(net, x, labels, howMany)),
    ),
  ),
};
