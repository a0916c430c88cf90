// Wrong answers to topic 02 · the cross-entropy error.
import { array, oneHot, type NDArray } from '#lib/ndarray';
import * as solution from '../../solutions/02-cross-entropy-error';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/02-cross-entropy-error');

const asBatch = (y: NDArray): NDArray => (y.ndim === 1 ? y.reshape(1, y.size) : y);
const rowCount = (y: NDArray): number => asBatch(y).shape[0];

/** Both functions, with something else in place of log(y + 1e-7). */
function withLogarithm(log: (chance: number) => number): Topic {
  return {
    crossEntropyError: (y, t) => -t.mul(y.map((chance) => log(chance))).sum() / rowCount(y),
    crossEntropyErrorOfLabels: (y, labels) => meanOfLabels(y, labels, (row, label) => -log(row.at(label))),
  };
}

/** The mean of one error for each sample: `errorOf` gets its row of y and its label. */
function meanOfLabels(
  y: NDArray,
  labels: number[],
  errorOf: (row: NDArray, label: number) => number,
): number {
  const errors = labels.map((label, n) => errorOf(asBatch(y).row(n), label));
  return errors.reduce((sum, error) => sum + error, 0) / labels.length;
}

/** The labels' error, with the probabilities read from other places of `y.data`; beyond its end there is `beyond`. */
function readingAt(place: (n: number, label: number, rows: number) => number, beyond = NaN): Partial<Topic> {
  return {
    crossEntropyErrorOfLabels: (y, labels) =>
      labels.reduce((sum, label, n) => sum + minusLog(y.data[place(n, label, labels.length)] ?? beyond), 0) /
      labels.length,
  };
}

const minusLog = (chance: number): number => -Math.log(chance + 1e-7);

export const mistakes = inEachWay<Topic>([
  {
    id: 'small-number-missing',
    name: { en: 'the 1e-7 is missing', ko: '1e-7이 빠졌다' },
    explanation: {
      en: 'This is what you get when nothing is added to y before the logarithm: log(0) is −∞, and 0 times −∞ is NaN.',
      ko: '로그를 취하기 전에 y에 아무것도 더하지 않으면 이 값이 나옵니다. log(0)은 −∞이고, 0에 −∞를 곱하면 NaN입니다.',
    },
    answer: withLogarithm(Math.log),
  },
  {
    id: 'small-number-outside',
    name: { en: 'the 1e-7 is outside the logarithm', ko: '1e-7이 로그 밖에 있다' },
    explanation: {
      en: 'This is what you get when 1e-7 is added to the logarithm. It belongs inside, to y, where it keeps log(0) away.',
      ko: '1e-7을 로그의 결과에 더하면 이 값이 나옵니다. log(0)을 막으려면 로그 안의 y에 더해야 합니다.',
    },
    answer: withLogarithm((chance) => Math.log(chance) + 1e-7),
  },
  {
    id: 'target-inside-the-logarithm',
    name: { en: 'the target is inside the logarithm', ko: '정답이 로그 안에 있다' },
    explanation: {
      en: 'This is what you get with log(t · y): where t is 0, the logarithm is that of 1e-7, about −16. Take the logarithm of y first, then multiply by t.',
      ko: 'log(t · y)로 구하면 이 값이 나옵니다. t가 0인 곳에서 1e-7의 로그, 약 −16이 더해집니다. y의 로그를 먼저 구한 다음 t를 곱하세요.',
    },
    answer: { crossEntropyError: (y, t) => -t.mul(y).add(1e-7).log().sum() / rowCount(y) },
    also: [{ crossEntropyError: (y, t) => -t.mul(y.add(1e-7)).add(1e-7).log().sum() / rowCount(y) }],
  },
  {
    id: 'cut-off-instead-of-added',
    name: { en: 'small probabilities are raised to 1e-7', ko: '작은 확률을 1e-7로 올렸다' },
    explanation: {
      en: 'This is what you get when y is replaced by 1e-7 where it is smaller. That is a way to avoid log(0), but the formula adds 1e-7 to every y.',
      ko: '1e-7보다 작은 y만 1e-7로 바꾸면 이 값이 나옵니다. log(0)은 피할 수 있지만, 이 식에서는 모든 y에 1e-7을 더합니다.',
    },
    answer: withLogarithm((chance) => Math.log(Math.max(chance, 1e-7))),
  },
  {
    id: 'cut-off-at-one',
    name: { en: 'y + 1e-7 is cut off at 1', ko: 'y + 1e-7을 1에서 잘랐다' },
    explanation: {
      en: 'This is what you get when y + 1e-7 is kept from exceeding 1. The formula does not: the error of a perfect prediction is −1e-7.',
      ko: 'y + 1e-7이 1을 넘지 않게 자르면 이 값이 나옵니다. 이 식은 자르지 않으므로, 완벽한 예측의 오차는 −1e-7입니다.',
    },
    answer: withLogarithm((chance) => Math.log(Math.min(chance + 1e-7, 1))),
  },
  {
    id: 'sign-missing',
    name: { en: 'the minus sign is missing', ko: '음의 부호가 빠졌다' },
    explanation: {
      en: 'This is what you get when the minus in front is missing: the logarithm of a probability is negative, and an error should not be.',
      ko: '맨 앞의 음의 부호가 빠지면 이 값이 나옵니다. 확률의 로그는 음수이지만, 오차는 음수가 아니어야 합니다.',
    },
    answer: withLogarithm((chance) => -Math.log(chance + 1e-7)),
    together: [
      { crossEntropyError: (y, t) => t.mul(y.add(1e-7).log()).mean() },
      {
        crossEntropyError: (y, t) => t.mul(y.add(1e-7).log()).sum(),
        crossEntropyErrorOfLabels: (y, labels) =>
          -solution.crossEntropyErrorOfLabels(y, labels) * labels.length,
      },
      withLogarithm((chance) => -Math.log(chance)),
      withLogarithm((chance) => -Math.log10(chance + 1e-7)),
      withLogarithm((chance) => -Math.log2(chance + 1e-7)),
    ],
  },
  {
    id: 'other-logarithm',
    name: { en: 'a logarithm to another base', ko: '밑이 다른 로그' },
    explanation: {
      en: 'This is what you get with the logarithm to base 10 or 2. The formula means the natural one, which is Math.log.',
      ko: '밑이 10이나 2인 로그를 쓰면 이 값이 나옵니다. 식의 log는 자연로그이고, Math.log가 바로 그것입니다.',
    },
    answer: withLogarithm((chance) => Math.log10(chance + 1e-7)),
    also: [withLogarithm((chance) => Math.log2(chance + 1e-7))],
  },
  {
    id: 'batch-mean-missing',
    name: { en: 'the batch mean is missing', ko: '배치 평균이 빠졌다' },
    explanation: {
      en: 'This is what you get when the errors of a batch are added up and not divided by its number of rows.',
      ko: '배치의 오차를 더하기만 하고 행의 수로 나누지 않으면 이 값이 나옵니다.',
    },
    answer: {
      crossEntropyError: (y, t) => solution.crossEntropyError(y, t) * rowCount(y),
      crossEntropyErrorOfLabels: (y, labels) => solution.crossEntropyErrorOfLabels(y, labels) * labels.length,
    },
  },
  {
    id: 'one-sample-taken-for-a-batch',
    name: {
      en: 'the length of a single sample is taken for a number of rows',
      ko: '샘플 하나의 길이를 행의 수로 보았다',
    },
    explanation: {
      en: 'This is what you get when y.shape[0] is always taken for the number of samples: the shape of one sample is (C), and its first size counts classes.',
      ko: 'y.shape[0]을 언제나 샘플 수로 보면 이 값이 나옵니다. 샘플 하나의 형상은 (C)이므로, 첫 번째 크기는 클래스 수입니다.',
    },
    answer: {
      crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).sum() / y.shape[0],
      crossEntropyErrorOfLabels: (y, labels) =>
        (solution.crossEntropyErrorOfLabels(y, labels) * labels.length) / y.shape[0],
    },
  },
  {
    id: 'predicted-class-instead-of-true',
    name: { en: 'the predicted class instead of the true one', ko: '정답 대신 예측한 클래스' },
    explanation: {
      en: 'This is what you get when the largest probability of each row is taken. What counts is the probability of the true class, however small.',
      ko: '각 행에서 가장 큰 확률을 쓰면 이 값이 나옵니다. 아무리 작더라도 정답 클래스의 확률을 써야 합니다.',
    },
    answer: {
      crossEntropyError(y) {
        const best = asBatch(y).max(1);
        return best.map(minusLog).mean();
      },
      crossEntropyErrorOfLabels: (y, labels) => meanOfLabels(y, labels, (row) => minusLog(row.max())),
    },
  },
  {
    id: 'prediction-and-target-swapped',
    name: { en: 'y and t are exchanged', ko: 'y와 t가 뒤바뀌었다' },
    explanation: {
      en: 'This is what you get when the logarithm is taken of t and multiplied by y: it belongs to y, the prediction.',
      ko: 't에 로그를 취하고 y를 곱하면 이 값이 나옵니다. 로그는 예측인 y에 취해야 합니다.',
    },
    answer: { crossEntropyError: (y, t) => -y.mul(t.add(1e-7).log()).sum() / rowCount(y) },
  },
  {
    id: 'mean-over-everything',
    name: { en: 'a mean over the classes, too', ko: '클래스에 대해서도 평균을 냈다' },
    explanation: {
      en: 'This is what you get when the sum is divided by the number of all elements. Over the classes it stays a sum: divide only by the number of rows.',
      ko: '합을 전체 원소의 수로 나누면 이 값이 나옵니다. 클래스에 대해서는 합 그대로 두고, 행의 수로만 나누세요.',
    },
    answer: { crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).mean() },
  },
  {
    id: 'other-classes-counted',
    name: { en: 'the other classes are counted, too', ko: '다른 클래스까지 셌다' },
    explanation: {
      en: 'This is what you get when (1 − t) log(1 − y) is added, as for a yes-or-no question. With one true class of several, only its own term remains.',
      ko: '예/아니요 문제처럼 (1 − t) log(1 − y)까지 더하면 이 값이 나옵니다. 여러 클래스 중 하나가 정답일 때는 정답 클래스의 항만 남습니다.',
    },
    answer: {
      crossEntropyError(y, t) {
        const [ofTrue, ofOthers] = [y.add(1e-7).log(), y.map((chance) => Math.log(1 - chance + 1e-7))];
        return (
          -t
            .mul(ofTrue)
            .add(t.map((hot) => 1 - hot).mul(ofOthers))
            .sum() / rowCount(y)
        );
      },
    },
  },
  {
    id: 'y-is-changed',
    name: { en: 'the 1e-7 is added to y itself', ko: '1e-7을 y 자체에 더했다' },
    explanation: {
      en: 'This is what you get when 1e-7 is written into y in place: the caller’s prediction changes with every call. `y.add(1e-7)` gives a new array.',
      ko: '1e-7을 y에 직접 써넣으면 이렇게 됩니다. 호출할 때마다 원래의 예측이 바뀝니다. `y.add(1e-7)`은 새 배열을 돌려줍니다.',
    },
    answer: {
      crossEntropyError(y, t) {
        y.data.set(y.add(1e-7).data);
        return -t.mul(y.log()).sum() / rowCount(y);
      },
    },
  },
  {
    id: 'labels-counted-from-one',
    name: { en: 'labels are counted from 1', ko: '레이블을 1부터 셌다' },
    explanation: {
      en: 'This is what you get when the element before the label is read. Labels begin at 0, as indices do: label 2 is y[2].',
      ko: '레이블보다 한 칸 앞을 읽으면 이 값이 나옵니다. 레이블도 위치처럼 0부터 셉니다. 레이블 2는 y[2]입니다.',
    },
    answer: {
      crossEntropyErrorOfLabels: (y, labels) =>
        meanOfLabels(y, labels, (row, label) => minusLog(row.data[label - 1])),
    },
  },
  {
    id: 'label-as-a-factor',
    name: { en: 'the label is used as a factor', ko: '레이블을 곱했다' },
    explanation: {
      en: 'This is what you get when a label is multiplied by the logarithms, as if it were a one-hot row. A label is an index: it says which probability to read.',
      ko: '레이블을 원-핫 행처럼 로그에 곱하면 이 값이 나옵니다. 레이블은 위치이며, 어느 확률을 읽을지 알려 줍니다.',
    },
    answer: {
      crossEntropyErrorOfLabels: (y, labels) =>
        meanOfLabels(y, labels, (row, label) => row.map(minusLog).sum() * label),
    },
  },
  {
    id: 'first-row-for-every-label',
    name: { en: 'every label reads the first row', ko: '모든 레이블을 첫 행에서 읽었다' },
    explanation: {
      en: 'This is what you get when each label looks into row 0 of the batch: the label of sample n belongs to row n.',
      ko: '모든 레이블을 배치의 0번 행에서 찾으면 이 값이 나옵니다. n번째 샘플의 레이블은 n번 행에 해당합니다.',
    },
    answer: {
      crossEntropyErrorOfLabels: (y, labels) =>
        meanOfLabels(y, labels, (_, label) => minusLog(y.data[label])),
    },
  },
  {
    id: 'another-small-number',
    name: { en: 'a small number other than 1e-7', ko: '1e-7이 아닌 다른 작은 수' },
    explanation: {
      en: 'This is what you get when the small number inside the logarithm is not 1e-7. Others keep log(0) away as well, but the course uses 1e-7 everywhere, so that all answers can be compared.',
      ko: '로그 안에 더하는 작은 수가 1e-7이 아니면 이 값이 나옵니다. 다른 작은 수도 log(0)을 막지만, 모든 답을 비교할 수 있도록 이 강의에서는 어디서나 1e-7을 씁니다.',
    },
    answer: withLogarithm((chance) => Math.log(chance + 1e-8)),
    also: [1e-3, 1e-5, 1e-10].map((small) => withLogarithm((chance) => Math.log(chance + small))),
  },
  {
    id: 'divided-by-the-classes',
    name: { en: 'divided by the number of classes', ko: '클래스 수로 나누었다' },
    explanation: {
      en: 'This is what you get when the sum is divided by the number of classes, the last size of y. The mean goes over the samples: divide by the number of rows, 1 for a single sample.',
      ko: '합을 클래스 수, 곧 y의 마지막 크기로 나누면 이 값이 나옵니다. 평균은 샘플에 대해 구합니다. 행의 수로 나누고, 샘플 하나이면 1로 나누세요.',
    },
    answer: {
      crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).sum() / asBatch(y).shape[1],
      crossEntropyErrorOfLabels: (y, labels) =>
        (solution.crossEntropyErrorOfLabels(y, labels) * labels.length) / asBatch(y).shape[1],
    },
  },
  {
    id: 'mean-before-the-logarithm',
    name: { en: 'the mean is taken before the logarithm', ko: '로그보다 평균을 먼저 구했다' },
    explanation: {
      en: 'This is what you get when the probabilities of the true classes are averaged first, and one logarithm is taken of them all. Each sample has its own logarithm; the mean comes last.',
      ko: '정답 클래스의 확률을 먼저 평균 내고 로그를 한 번만 취하면 이 값이 나옵니다. 로그는 샘플마다 취하고, 평균은 마지막에 구하세요.',
    },
    answer: {
      crossEntropyError: (y, t) => minusLog(t.mul(y).sum() / rowCount(y)),
      crossEntropyErrorOfLabels: (y, labels) =>
        minusLog(meanOfLabels(y, labels, (row, label) => row.at(label))),
    },
  },
  {
    id: 'sum-begins-with-a-label',
    name: { en: 'the sum begins with the first label', ko: '첫 레이블에서 합을 시작했다' },
    explanation: {
      en: 'This is what you get when `reduce` has no first value: it begins with the first label itself, as if it were an error, and skips its sample. Give it a 0: `reduce((sum, label, n) => …, 0)`.',
      ko: '`reduce`에 초깃값이 없으면 이 값이 나옵니다. 첫 레이블 자체를 오차인 것처럼 두고 시작하고, 그 샘플은 건너뜁니다. `reduce((sum, label, n) => …, 0)`처럼 0을 주세요.',
    },
    answer: {
      crossEntropyErrorOfLabels: (y, labels) =>
        labels.reduce((sum, label, n) => sum + minusLog(asBatch(y).at(n, label))) / labels.length,
    },
  },
  {
    id: 'axis-1-of-a-vector',
    name: { en: 'axis 1 of a single sample', ko: '샘플 하나에 1번 축' },
    explanation: {
      en: 'This is what you get with axis 1 for a single sample: a vector has only axis 0. The last axis, −1, is there in both; and `sum()` without an axis adds up everything.',
      ko: '샘플 하나에 1번 축을 쓰면 이렇게 됩니다. 벡터에는 0번 축밖에 없습니다. 마지막 축 −1은 둘 다에 있고, 축이 없는 `sum()`은 모두 더합니다.',
    },
    answer: { crossEntropyError: (y, t) => -t.mul(y.add(1e-7).log()).sum(1).sum() / rowCount(y) },
  },
  {
    id: 't-is-changed',
    name: { en: 'the products are written into t', ko: '곱한 값을 t에 덮어썼다' },
    explanation: {
      en: 'This is what you get when the products are written into t itself: the caller still needs the target. `t.mul(…)` gives a new array.',
      ko: '곱한 값을 t에 직접 써넣으면 이렇게 됩니다. 호출한 쪽에서 정답을 계속 써야 합니다. `t.mul(…)`은 새 배열을 돌려줍니다.',
    },
    answer: {
      crossEntropyError(y, t) {
        t.data.set(t.mul(y.add(1e-7).log()).data);
        return -t.sum() / rowCount(y);
      },
    },
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when only the first sample of a batch is looked at, for instance because of a `return` inside the loop: the error is the mean over all samples.',
      ko: '반복문 안의 `return` 때문에, 또는 다른 이유로 배치의 첫 샘플만 보면 이 값이 나옵니다. 오차는 모든 샘플에 대한 평균입니다.',
    },
    answer: {
      crossEntropyError: (y, t) => solution.crossEntropyError(asBatch(y).row(0), asBatch(t).row(0)),
      crossEntropyErrorOfLabels: (y, labels) =>
        solution.crossEntropyErrorOfLabels(asBatch(y).row(0), labels.slice(0, 1)),
    },
    also: [
      {
        crossEntropyErrorOfLabels: (y, labels) =>
          solution.crossEntropyErrorOfLabels(asBatch(y).row(0), labels.slice(0, 1)) / labels.length,
      },
    ],
  },
  {
    id: 'another-place-in-y-data',
    name: { en: 'another place of y.data is read', ko: 'y.data의 다른 자리를 읽었다' },
    explanation: {
      en: 'This is what you get when the place of a probability in y.data is computed otherwise than as n · C + label. The rows of y follow one another, each as long as there are classes. `y.at(n, label)` finds the place for you.',
      ko: 'y.data에서 확률의 자리를 n · C + label이 아닌 다른 식으로 구하면 이 값이 나옵니다. y의 행은 차례로 이어지고, 각 행의 길이는 클래스 수입니다. `y.at(n, label)`이 자리를 찾아 줍니다.',
    },
    answer: readingAt((n, label, rows) => n * rows + label),
    also: [
      readingAt((n, label) => n + label),
      readingAt((n, label, rows) => label * rows + n),
      readingAt((n, label, rows) => n * rows + label, 0),
      readingAt((n, label) => n + label, 0),
    ],
  },
]);

const two = array([
  [0.2, 0.8],
  [0.7, 0.3],
]);
const three = array([
  [0.1, 0.3, 0.6],
  [0.5, 0.4, 0.1],
  [0.2, 0.5, 0.3],
]);
const certain = array([
  [0, 1, 0],
  [0, 1, 0],
]);
const samples: { y: NDArray; labels: number[] }[] = [
  { y: array([0.2, 0.3, 0.5]), labels: [1] },
  { y: array([0.1, 0.2, 0.3, 0.4]), labels: [2] },
  { y: two, labels: [0, 1] },
  { y: three, labels: [2, 2, 0] },
  { y: certain, labels: [1, 2] },
  { y: certain, labels: [1, 1] },
];

/** The same samples with one-hot targets, in the shape of y. */
const targets = samples.map(({ y, labels }) => {
  const t = oneHot(labels, asBatch(y).shape[1]);
  return { y, t: y.ndim === 1 ? t.row(0) : t };
});

export const probes: Probes<Topic> = {
  crossEntropyError: [
    ...targets.map(
      ({ y, t }) =>
        (topic: Topic) =>
          topic.crossEntropyError(y.copy(), t.copy()),
    ),
    ...targets.slice(1, 3).map(({ y, t }) => (topic: Topic) => {
      const own = { y: y.copy(), t: t.copy() };
      topic.crossEntropyError(own.y, own.t);
      return { ...own, moved: own.y.sub(y).mul(1e7) };
    }),
  ],
  crossEntropyErrorOfLabels: samples.map(
    ({ y, labels }) =>
      (topic: Topic) =>
        topic.crossEntropyErrorOfLabels(y.copy(), [...labels]),
  ),
};
