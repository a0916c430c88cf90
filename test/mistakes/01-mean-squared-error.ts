// Wrong answers to topic 01 · the mean squared error.
import { array, type NDArray } from '#lib/ndarray';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/01-mean-squared-error');

const sumOf = (y: NDArray, t: NDArray, f: (difference: number) => number): number =>
  y
    .sub(t)
    .map((difference) => f(difference))
    .sum();

/** The sum of the numbers from one place on, and before another. */
const sumOfPlaces = (a: NDArray, from: number, to: number): number =>
  [...a.data].slice(from, to).reduce((sum, value) => sum + value, 0);

export const mistakes = inEachWay<Topic>([
  {
    id: 'half-missing',
    name: { en: 'the half is missing', ko: '½이 빠졌다' },
    explanation: {
      en: 'This is what you get when the ½ in front of the sum is missing.',
      ko: '합 앞의 ½이 빠지면 이 값이 나옵니다.',
    },
    answer: { meanSquaredError: (y, t) => y.sub(t).square().sum() },
  },
  {
    id: 'mean-instead-of-sum',
    name: { en: 'a mean instead of a sum', ko: '합 대신 평균' },
    explanation: {
      en: 'This is what you get when the squares are averaged. In spite of its name, the book’s error is half their sum.',
      ko: '제곱의 합 대신 평균을 내면 이 값이 나옵니다. 이름과 달리 책의 오차는 제곱의 합의 절반입니다.',
    },
    answer: { meanSquaredError: (y, t) => y.sub(t).square().mean() },
  },
  {
    id: 'half-of-mean',
    name: { en: 'half a mean instead of half a sum', ko: '합의 절반 대신 평균의 절반' },
    explanation: {
      en: 'This is what you get when half the mean of the squares is taken. In spite of its name, the book’s error is half their sum.',
      ko: '제곱의 평균의 절반을 구하면 이 값이 나옵니다. 이름과 달리 책의 오차는 제곱의 합의 절반입니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * y.sub(t).square().mean() },
  },
  {
    id: 'absolute-value',
    name: { en: 'absolute differences instead of squares', ko: '제곱 대신 절댓값' },
    explanation: {
      en: 'This is what you get when the differences are made positive by taking their absolute value: square them instead.',
      ko: '차이를 제곱하지 않고 절댓값을 취하면 이 값이 나옵니다. 차이를 제곱하세요.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * sumOf(y, t, Math.abs) },
    together: [
      { meanSquaredError: (y, t) => sumOf(y, t, Math.abs) },
      { meanSquaredError: (y, t) => sumOf(y, t, Math.abs) / y.size },
    ],
  },
  {
    id: 'square-of-the-sum',
    name: { en: 'the square of the sum', ko: '합의 제곱' },
    explanation: {
      en: 'This is what you get when the differences are added first and squared afterward, so that they cancel: square each one first.',
      ko: '차이를 먼저 더하고 나중에 제곱하면 서로 상쇄되어 이 값이 나옵니다. 하나씩 먼저 제곱하세요.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * y.sub(t).sum() ** 2 },
    together: [{ meanSquaredError: (y, t) => y.sub(t).sum() ** 2 }],
  },
  {
    id: 'root-taken',
    name: { en: 'a square root at the end', ko: '마지막에 제곱근' },
    explanation: {
      en: 'This is what you get when a square root is taken at the end. That would be a distance; the error has no root.',
      ko: '마지막에 제곱근을 취하면 이 값이 나옵니다. 그것은 거리이고, 이 오차에는 제곱근이 없습니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * Math.sqrt(y.sub(t).square().sum()) },
    also: [{ meanSquaredError: (y, t) => Math.sqrt(y.sub(t).square().sum()) }],
    together: [{ meanSquaredError: (y, t) => Math.sqrt(y.sub(t).square().mean()) }],
  },
  {
    id: 'no-square',
    name: { en: 'the differences are not squared', ko: '차이를 제곱하지 않음' },
    explanation: {
      en: 'This is what you get when the differences are added without being squared: those above and below the target cancel.',
      ko: '차이를 제곱하지 않고 더하면 이 값이 나옵니다. 양수와 음수가 서로 상쇄됩니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * y.sub(t).sum() },
    together: [
      { meanSquaredError: (y, t) => y.sub(t).sum() },
      { meanSquaredError: (y, t) => y.sub(t).mean() },
    ],
  },
  {
    id: 'length-mismatch-gives-nan',
    name: { en: 'different lengths give NaN', ko: '길이가 다르면 NaN' },
    explanation: {
      en: 'This is what you get when a loop runs over y and reads past the end of t. `y.sub(t)` checks the shapes for you.',
      ko: 'y의 길이만큼 반복하면서 t의 끝을 지나 읽으면 이렇게 됩니다. `y.sub(t)`는 형상을 확인해 줍니다.',
    },
    answer: {
      meanSquaredError: (y, t) => {
        let sum = 0;
        for (let k = 0; k < y.size; k++) sum += (y.data[k] - t.data[k]) ** 2;
        return 0.5 * sum;
      },
    },
    also: [{ meanSquaredError: (y, t) => 0.5 * y.map((value, k) => (value - t.data[k]) ** 2).sum() }],
  },
  {
    id: 'divided-by-the-rows',
    name: { en: 'divided by the number of rows', ko: '행의 수로 나누었다' },
    explanation: {
      en: 'This is what you get when the error of a matrix is divided by its number of rows. Here nothing is averaged: rows add up.',
      ko: '행렬의 오차를 행의 수로 나누면 이 값이 나옵니다. 여기서는 평균을 내지 않고 모든 행의 오차를 더합니다.',
    },
    answer: {
      meanSquaredError: (y, t) => (0.5 * y.sub(t).square().sum()) / (y.ndim === 1 ? 1 : y.shape[0]),
    },
  },
  {
    id: 'squared-before-the-difference',
    name: { en: 'squared before the difference is taken', ko: '빼기 전에 제곱했다' },
    explanation: {
      en: 'This is what you get when y and t are squared first and subtracted afterward: y² − t² is not (y − t)². The brackets come first.',
      ko: 'y와 t를 먼저 제곱하고 나중에 빼면 이 값이 나옵니다. y² − t²은 (y − t)²이 아닙니다. 괄호 안을 먼저 계산하세요.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * y.square().sub(t.square()).sum() },
    together: [{ meanSquaredError: (y, t) => y.square().sub(t.square()).sum() }],
  },
  {
    id: 'true-class-only',
    name: { en: 'only the element where t is 1 counts', ko: 't가 1인 자리만 셌다' },
    explanation: {
      en: 'This is what you get when the squares are multiplied by t, so every element where t is 0 drops out. All elements count.',
      ko: '제곱에 t를 곱해서 t가 0인 자리가 모두 사라지면 이 값이 나옵니다. 모든 자리를 더해야 합니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * t.mul(y.sub(t).square()).sum() },
    together: [{ meanSquaredError: (y, t) => t.mul(y.sub(t).square()).sum() }],
  },
  {
    id: 'y-is-changed',
    name: { en: 'the differences are written into y', ko: '차이를 y에 덮어썼다' },
    explanation: {
      en: 'This is what you get when y[k] itself is overwritten by the difference: the caller still needs y. Keep the difference in a separate variable.',
      ko: 'y[k]에 차이를 덮어쓰면 이렇게 됩니다. 호출한 쪽에서 y를 계속 써야 하므로, 차이는 따로 변수에 담으세요.',
    },
    answer: {
      meanSquaredError(y, t) {
        y.data.set(y.sub(t).data);
        return 0.5 * y.square().sum();
      },
    },
  },
  {
    id: 'target-ignored',
    name: { en: 't is not subtracted', ko: 't를 빼지 않았다' },
    explanation: {
      en: 'This is what you get when y itself is squared: `y.sub(t)` returns a new array and does not change y. Continue with what it returns.',
      ko: 'y를 그대로 제곱하면 이 값이 나옵니다. `y.sub(t)`는 새 배열을 돌려주고 y는 그대로 둡니다. 돌려받은 배열로 계산을 이어 가세요.',
    },
    answer: {
      meanSquaredError(y, t) {
        y.sub(t);
        return 0.5 * y.square().sum();
      },
    },
  },
  {
    id: 'product-instead-of-difference',
    name: { en: 'a product instead of the difference', ko: '차이 대신 곱' },
    explanation: {
      en: 'This is what you get when y is multiplied by t, or t is added to it. The error measures how far apart they are: y − t.',
      ko: 'y에 t를 곱하거나 더하면 이 값이 나옵니다. 오차는 둘이 얼마나 떨어져 있는지, 곧 y − t로 구합니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * y.mul(t).square().sum() },
    also: [{ meanSquaredError: (y, t) => 0.5 * y.add(t).square().sum() }],
  },
  {
    id: 'a-place-left-out',
    name: { en: 'the first or the last number is left out', ko: '첫 수나 마지막 수가 빠졌다' },
    explanation: {
      en: 'This is what you get when the loop begins at 1, or ends one element early: the sum goes over all numbers, from 0 to y.size − 1.',
      ko: '반복문을 1부터 시작하거나 한 자리 일찍 끝내면 이 값이 나옵니다. 0부터 y.size − 1까지 모두 더하세요.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * sumOfPlaces(y.sub(t).square(), 0, y.size - 1) },
    also: [{ meanSquaredError: (y, t) => 0.5 * sumOfPlaces(y.sub(t).square(), 1, y.size) }],
    together: [
      { meanSquaredError: (y, t) => sumOfPlaces(y.sub(t).square(), 1, y.size) },
      { meanSquaredError: (y, t) => sumOfPlaces(y.sub(t).square(), 0, y.size - 1) },
    ],
  },
  {
    id: 'divided-by-the-first-size',
    name: { en: 'divided by y.shape[0]', ko: 'y.shape[0]으로 나누었다' },
    explanation: {
      en: 'This is what you get when the error is divided by y.shape[0], the length of a vector or the number of rows of a matrix. Nothing is averaged here: it is half a sum.',
      ko: '오차를 y.shape[0], 곧 벡터의 길이나 행렬의 행의 수로 나누면 이 값이 나옵니다. 여기서는 평균을 내지 않습니다. 합의 절반입니다.',
    },
    answer: { meanSquaredError: (y, t) => (0.5 * y.sub(t).square().sum()) / y.shape[0] },
  },
  {
    id: 'half-squared-as-well',
    name: { en: 'the half is squared as well', ko: '½까지 제곱했다' },
    explanation: {
      en: 'This is what you get when the ½ is inside the square, so that it becomes ¼: square the difference first, and halve the sum of the squares.',
      ko: '½을 제곱 안에 넣어 ¼이 되면 이 값이 나옵니다. 차이를 먼저 제곱하고, 제곱의 합을 절반으로 나누세요.',
    },
    answer: { meanSquaredError: (y, t) => sumOf(y, t, (difference) => (difference / 2) ** 2) },
  },
  {
    id: 'doubled',
    name: { en: 'twice the sum instead of half', ko: '절반이 아니라 두 배' },
    explanation: {
      en: 'This is what you get when the sum is multiplied by 2 in place of ½.',
      ko: '합에 ½이 아니라 2를 곱하면 이 값이 나옵니다.',
    },
    answer: { meanSquaredError: (y, t) => 2 * y.sub(t).square().sum() },
  },
  {
    id: 'first-row-only',
    name: { en: 'only the first row counts', ko: '첫 행만 셌다' },
    explanation: {
      en: 'This is what you get when only the first row of a matrix is looked at. All rows count: `sum()` without an axis adds up everything.',
      ko: '행렬의 첫 행만 보면 이 값이 나옵니다. 모든 행을 세어야 합니다. 축이 없는 `sum()`은 모두 더합니다.',
    },
    answer: { meanSquaredError: (y, t) => 0.5 * sumOfPlaces(y.sub(t).square(), 0, y.shape[y.ndim - 1]) },
  },
]);

export const probes: Probes<Topic> = {
  meanSquaredError: [
    (topic) => topic.meanSquaredError(array([0.5, 1.5, 4]), array([1, 0, 2])),
    (topic) => topic.meanSquaredError(array([0, -3]), array([1, 1])),
    (topic) =>
      topic.meanSquaredError(
        array([
          [0.3, 0.7],
          [2, 0.1],
        ]),
        array([
          [0, 1],
          [0.5, 0],
        ]),
      ),
    (topic) => topic.meanSquaredError(array([1, 2, 3]), array([1, 2])),
    (topic) => topic.meanSquaredError(array([0, 1, 2, 3]), array([1, 2])),
    (topic) => {
      const [y, t] = [array([0.5, 2]), array([1, 0])];
      topic.meanSquaredError(y, t);
      return { y, t };
    },
    (topic) => {
      const [y, t] = [
        array([
          [0.5, 2, 1],
          [0, 1, 3],
        ]),
        array([
          [1, 0, 2],
          [1, 1, 1],
        ]),
      ];
      return [topic.meanSquaredError(y, t), y, t];
    },
    (topic) =>
      topic.meanSquaredError(
        array([
          [4, 1],
          [2, 0],
          [1, 1],
        ]),
        array([
          [0, 1],
          [1, 3],
          [0.5, 1],
        ]),
      ),
  ],
};
