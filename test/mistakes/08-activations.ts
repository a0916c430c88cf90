// Wrong answers to topic 08 · activations.
import { array, NDArray, zerosLike } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '../../solutions/08-activations';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/08-activations');

const WHOLE_ROW = { keepdims: true };

/** exp of each element over the sum of its row, as the formula says it. */
const exponentialsOverTheirSum = (a: NDArray): NDArray => a.exp().div(a.exp().sum(-1, WHOLE_ROW));

/** The right answer, written into `a` itself. */
function overwritten(a: NDArray, answer: (a: NDArray) => NDArray): NDArray {
  a.data.set(answer(a).data);
  return a;
}

export const mistakes = inEachWay<Topic>([
  {
    id: 'sigmoid-sign',
    name: { en: 'the minus in the exponent is missing', ko: '지수의 음의 부호가 빠졌다' },
    explanation: {
      en: 'This is what you get from exp(a) where the formula has exp(−a): the curve falls instead of rising.',
      ko: '식의 exp(−a) 자리에 exp(a)를 쓰면 이렇게 됩니다. 곡선이 올라가지 않고 내려갑니다.',
    },
    answer: { sigmoid: (a) => a.map((value) => 1 / (1 + Math.exp(value))) },
  },
  {
    id: 'sigmoid-overflow',
    name: { en: 'NaN for large numbers', ko: '큰 수에서 NaN' },
    explanation: {
      en: 'This is what you get from exp(a) / (1 + exp(a)): for large a both are infinite, and infinity over infinity is NaN. In 1 / (1 + exp(−a)) that cannot happen.',
      ko: 'exp(a) / (1 + exp(a))로 계산하면 이렇게 됩니다. a가 크면 둘 다 무한대가 되고, 무한대 나누기 무한대는 NaN입니다. 1 / (1 + exp(−a))에서는 그런 일이 없습니다.',
    },
    answer: { sigmoid: (a) => a.map((value) => Math.exp(value) / (1 + Math.exp(value))) },
  },
  {
    id: 'sigmoid-parentheses-missing',
    name: { en: 'the denominator has no parentheses', ko: '분모에 괄호가 없다' },
    explanation: {
      en: 'This is what you get from `1 / 1 + exp(−a)`: the division comes first. Parentheses keep the denominator together.',
      ko: '`1 / 1 + exp(−a)`라고 쓰면 이렇게 됩니다. 나눗셈이 먼저 계산됩니다. 괄호로 분모를 묶으세요.',
    },
    answer: { sigmoid: (a) => a.map((value) => 1 / 1 + Math.exp(-value)) },
  },
  {
    id: 'sigmoid-is-tanh',
    name: { en: 'tanh instead of the sigmoid', ko: '시그모이드 대신 tanh' },
    explanation: {
      en: 'This is what you get from tanh. It has the same shape, but it runs from −1 to 1; the sigmoid runs from 0 to 1.',
      ko: 'tanh를 쓰면 이렇게 됩니다. 모양은 비슷하지만 −1에서 1까지 움직입니다. 시그모이드는 0에서 1까지입니다.',
    },
    answer: { sigmoid: (a) => a.map(Math.tanh) },
  },
  {
    id: 'sigmoid-too-steep',
    name: { en: 'the sigmoid is twice as steep', ko: '시그모이드가 두 배로 가파르다' },
    explanation: {
      en: 'This is what you get from (1 + tanh(a)) / 2, which is the sigmoid of 2a: the sigmoid of a is (1 + tanh(a / 2)) / 2, or 1 / (1 + exp(−a)).',
      ko: '(1 + tanh(a)) / 2를 쓰면 이렇게 됩니다. 이것은 2a의 시그모이드입니다. a의 시그모이드는 (1 + tanh(a / 2)) / 2, 곧 1 / (1 + exp(−a))입니다.',
    },
    answer: { sigmoid: (a) => a.map((value) => (1 + Math.tanh(value)) / 2) },
  },
  {
    id: 'sigmoid-is-a-step',
    name: { en: 'a step instead of a curve', ko: '곡선 대신 계단' },
    explanation: {
      en: 'This is what you get from a step function, which returns only 0 or 1. The sigmoid passes smoothly from one to the other; without that it would have no slope to learn from.',
      ko: '0과 1만 있는 계단 함수를 쓰면 이렇게 됩니다. 시그모이드는 0에서 1로 매끄럽게 변합니다. 그래야 학습에 쓸 기울기가 있습니다.',
    },
    answer: { sigmoid: (a) => a.map((value) => (value > 0 ? 1 : 0)) },
  },
  {
    id: 'sigmoid-overwrites-a',
    name: { en: 'a is overwritten', ko: 'a를 덮어씀' },
    explanation: {
      en: 'This is what you get when the results are written into a: the caller still needs it. `a.map(…)` makes a new array.',
      ko: '결과를 a에 쓰면 이렇게 됩니다. 호출한 쪽에서 a를 다시 써야 합니다. `a.map(…)`은 새 배열을 만듭니다.',
    },
    answer: { sigmoid: (a) => overwritten(a, sigmoid) },
  },
  {
    id: 'grad-takes-a-for-z',
    name: { en: 'a is taken for sigmoid(a)', ko: 'a를 sigmoid(a)로 여김' },
    explanation: {
      en: 'This is what you get from (1 − a) · a. The z in (1 − z) · z is the sigmoid’s output, but sigmoidGrad receives its input: compute z = sigmoid(a) first.',
      ko: '(1 − a) · a로 계산하면 이렇게 됩니다. (1 − z) · z의 z는 시그모이드의 출력이지만 sigmoidGrad는 입력을 받습니다. 먼저 z = sigmoid(a)를 구하세요.',
    },
    answer: { sigmoidGrad: (a) => a.map((value) => (1 - value) * value) },
  },
  {
    id: 'grad-sigmoid-twice',
    name: { en: 'the sigmoid is applied twice', ko: '시그모이드를 두 번 적용' },
    explanation: {
      en: 'This is what you get when z = sigmoid(a) goes through the sigmoid once more: once is enough.',
      ko: 'z = sigmoid(a)를 다시 시그모이드에 넣으면 이렇게 됩니다. 한 번이면 됩니다.',
    },
    answer: { sigmoidGrad: (a) => sigmoidGrad(sigmoid(a)) },
  },
  {
    id: 'grad-factor-missing',
    name: { en: 'the factor sigmoid(a) is missing', ko: '인수 sigmoid(a)가 빠졌다' },
    explanation: {
      en: 'This is what you get from 1 − sigmoid(a): the slope is this, times sigmoid(a).',
      ko: '1 − sigmoid(a)만 돌려주면 이렇게 됩니다. 여기에 sigmoid(a)를 곱해야 기울기가 됩니다.',
    },
    answer: { sigmoidGrad: (a) => sigmoid(a).map((z) => 1 - z) },
  },
  {
    id: 'grad-is-the-sigmoid',
    name: { en: 'the sigmoid instead of its slope', ko: '기울기 대신 시그모이드' },
    explanation: {
      en: 'This is what you get when the sigmoid itself is returned: its slope is (1 − z) · z, with z = sigmoid(a).',
      ko: '시그모이드 자체를 돌려주면 이렇게 됩니다. 그 기울기는 z = sigmoid(a)일 때 (1 − z) · z입니다.',
    },
    answer: { sigmoidGrad: sigmoid },
  },
  {
    id: 'grad-sign',
    name: { en: 'the slope has the wrong sign', ko: '기울기의 부호가 반대' },
    explanation: {
      en: 'This is what you get from (z − 1) · z. The sigmoid rises everywhere, so its slope is positive: (1 − z) · z.',
      ko: '(z − 1) · z로 계산하면 이렇게 됩니다. 시그모이드는 어디서나 올라가므로 기울기는 양수입니다. (1 − z) · z를 쓰세요.',
    },
    answer: { sigmoidGrad: (a) => sigmoid(a).map((z) => (z - 1) * z) },
    together: [{ sigmoidGrad: (a) => a.map((z) => (z - 1) * z) }],
  },
  {
    id: 'grad-of-tanh',
    name: { en: 'the slope of tanh', ko: 'tanh의 기울기' },
    explanation: {
      en: 'This is what you get from 1 − z²: that is the slope of tanh. The sigmoid’s is (1 − z) · z.',
      ko: '1 − z²로 계산하면 이렇게 됩니다. 그것은 tanh의 기울기입니다. 시그모이드의 기울기는 (1 − z) · z입니다.',
    },
    answer: { sigmoidGrad: (a) => sigmoid(a).map((z) => 1 - z * z) },
  },
  {
    id: 'grad-overflow',
    name: { en: 'NaN for large negative numbers', ko: '절댓값이 큰 음수에서 NaN' },
    explanation: {
      en: 'This is what you get from exp(−a) / (1 + exp(−a))²: for a far below 0 both are infinite, and infinity over infinity is NaN. Write the slope with z = sigmoid(a), which never overflows.',
      ko: 'exp(−a) / (1 + exp(−a))²로 계산하면 이렇게 됩니다. a가 0보다 훨씬 작으면 둘 다 무한대가 되어 NaN이 나옵니다. 넘치지 않는 z = sigmoid(a)로 쓰세요.',
    },
    answer: { sigmoidGrad: (a) => a.map((value) => Math.exp(-value) / (1 + Math.exp(-value)) ** 2) },
  },
  {
    id: 'softmax-overflow',
    name: { en: 'NaN for large numbers', ko: '큰 수에서 NaN' },
    explanation: {
      en: 'This is what you get when exp is applied to the numbers directly: exp(1000) is infinite, and exp(−1000) is 0. Subtract the largest number of each row first.',
      ko: '수를 그대로 exp에 넣으면 이렇게 됩니다. exp(1000)은 무한대이고 exp(−1000)은 0입니다. 먼저 각 행에서 가장 큰 수를 빼세요.',
    },
    answer: { softmax: exponentialsOverTheirSum },
  },
  {
    id: 'softmax-capped',
    name: { en: 'large numbers are cut off', ko: '큰 수를 잘라냄' },
    explanation: {
      en: 'This is what you get when large numbers are cut off before exp: those above the limit all look the same. Subtract the largest number of each row instead.',
      ko: 'exp에 넣기 전에 큰 수를 잘라내면 이렇게 됩니다. 한계를 넘는 수가 모두 같아집니다. 대신 각 행에서 가장 큰 수를 빼세요.',
    },
    answer: {
      softmax: (a) => exponentialsOverTheirSum(a.map((value) => Math.max(-500, Math.min(500, value)))),
    },
  },
  {
    id: 'softmax-maximum-of-everything',
    name: { en: 'the maximum of the whole batch', ko: '배치 전체의 최댓값' },
    explanation: {
      en: 'This is what you get when the maximum of the whole batch is subtracted: a row far below it becomes all 0, and 0 / 0 is NaN. Each row has its own maximum.',
      ko: '배치 전체의 최댓값을 빼면 이렇게 됩니다. 그보다 훨씬 작은 행은 모두 0이 되고, 0 / 0은 NaN입니다. 행마다 그 행의 최댓값을 쓰세요.',
    },
    answer: { softmax: (a) => exponentialsOverTheirSum(a.sub(a.max())) },
  },
  {
    id: 'softmax-maximum-of-columns',
    name: { en: 'the maximum of each column', ko: '열의 최댓값' },
    explanation: {
      en: 'This is what you get when the maximum of each column is subtracted: a row is then shifted by different numbers, which does change the result. Take the maximum along the row.',
      ko: '열마다 최댓값을 빼면 이렇게 됩니다. 한 행에서 서로 다른 수를 빼게 되어 결과가 달라집니다. 행을 따라 최댓값을 구하세요.',
    },
    answer: { softmax: (a) => exponentialsOverTheirSum(a.sub(a.max(0, WHOLE_ROW))) },
  },
  {
    id: 'softmax-sum-of-everything',
    name: { en: 'the sum of the whole batch', ko: '배치 전체의 합' },
    explanation: {
      en: 'This is what you get when the sum runs over the whole batch: all rows together add up to 1, but each row should.',
      ko: '배치 전체의 합으로 나누면 이렇게 됩니다. 모든 행을 더해야 1이 됩니다. 행마다 합이 1이어야 합니다.',
    },
    answer: {
      softmax(a) {
        const expA = a.sub(a.max(-1, WHOLE_ROW)).exp();
        return expA.div(expA.sum());
      },
    },
    together: [{ softmax: (a) => a.exp().div(a.exp().sum()) }],
  },
  {
    id: 'softmax-along-columns',
    name: { en: 'along the columns instead of the rows', ko: '행 대신 열을 따라' },
    explanation: {
      en: 'This is what you get with axis 0: the columns add up to 1. One sample is one row, so work along the last axis, −1.',
      ko: '0번 축을 쓰면 이렇게 됩니다. 열의 합이 1이 됩니다. 한 샘플이 한 행이므로 마지막 축 −1을 따라 계산하세요.',
    },
    answer: {
      softmax(a) {
        const expA = a.sub(a.max(0, WHOLE_ROW)).exp();
        return expA.div(expA.sum(0, WHOLE_ROW));
      },
    },
    together: [{ softmax: (a) => a.exp().div(a.exp().sum(0)) }],
  },
  {
    id: 'softmax-not-divided',
    name: { en: 'the exponentials are not divided by their sum', ko: '지수를 합으로 나누지 않음' },
    explanation: {
      en: 'This is what you get when the exponentials are not divided by their sum, or by the largest of them, which is 1: the numbers of a row don’t add up to 1.',
      ko: '지수를 합으로 나누지 않거나, 그중 가장 큰 수인 1로 나누면 이렇게 됩니다. 행의 합이 1이 되지 않습니다.',
    },
    answer: { softmax: (a) => a.sub(a.max(-1, WHOLE_ROW)).exp() },
  },
  {
    id: 'softmax-without-exp',
    name: { en: 'exp is missing', ko: 'exp가 빠졌다' },
    explanation: {
      en: 'This is what you get when the numbers themselves are divided by their sum: some come out negative, and where the sum is 0, there is no result at all. exp makes them positive first.',
      ko: '수를 그대로 합으로 나누면 이렇게 됩니다. 음수가 나오기도 하고, 합이 0이면 결과가 없습니다. 먼저 exp로 양수로 만드세요.',
    },
    answer: { softmax: (a) => a.div(a.sum(-1, WHOLE_ROW)) },
    also: [
      {
        softmax(a) {
          const shifted = a.sub(a.max(-1, WHOLE_ROW));
          return shifted.div(shifted.sum(-1, WHOLE_ROW));
        },
      },
    ],
  },
  {
    id: 'softmax-sign',
    name: { en: 'the exponent has the wrong sign', ko: '지수의 부호가 반대' },
    explanation: {
      en: 'This is what you get from exp(−a): the largest number gets the smallest probability. The minus belongs to the sigmoid.',
      ko: 'exp(−a)를 쓰면 이렇게 됩니다. 가장 큰 수의 확률이 가장 작아집니다. 음의 부호는 시그모이드의 것입니다.',
    },
    answer: { softmax: (a) => softmax(a.mul(-1)) },
  },
  {
    id: 'softmax-divided-by-the-maximum',
    name: { en: 'divided by the maximum', ko: '최댓값으로 나눔' },
    explanation: {
      en: 'This is what you get when each row is divided by its maximum: that keeps exp small, but changes the result. Subtracting the same number from all of them does not change it.',
      ko: '각 행을 최댓값으로 나누면 이렇게 됩니다. exp는 작아지지만 결과가 달라집니다. 같은 수를 빼야 결과가 그대로입니다.',
    },
    answer: { softmax: (a) => softmax(a.div(a.max(-1, WHOLE_ROW))) },
  },
  {
    id: 'softmax-maximum-added',
    name: { en: 'the maximum is added', ko: '최댓값을 더함' },
    explanation: {
      en: 'This is what you get when the maximum is added: the result is right for small numbers, but exp overflows even sooner. Subtract it.',
      ko: '최댓값을 더하면 이렇게 됩니다. 작은 수에서는 맞지만 exp가 오히려 더 빨리 넘칩니다. 빼야 합니다.',
    },
    answer: { softmax: (a) => exponentialsOverTheirSum(a.add(a.max(-1, WHOLE_ROW))) },
  },
  {
    id: 'softmax-is-its-logarithm',
    name: { en: 'the logarithm of the probabilities', ko: '확률의 로그' },
    explanation: {
      en: 'This is what you get when the logarithm of the sum is subtracted and exp is not applied at the end: these are the logarithms of the probabilities.',
      ko: '합의 로그를 빼고 마지막에 exp를 취하지 않으면 이렇게 됩니다. 그것은 확률의 로그입니다.',
    },
    answer: {
      softmax(a) {
        const shifted = a.sub(a.max(-1, WHOLE_ROW));
        return shifted.sub(shifted.exp().sum(-1, WHOLE_ROW).log());
      },
    },
  },
  {
    id: 'softmax-is-one-hot',
    name: { en: 'a 1 for the largest, 0 for the others', ko: '가장 큰 수만 1, 나머지는 0' },
    explanation: {
      en: 'This is what you get when the largest number of a row takes everything. Softmax is softer: the others keep a share.',
      ko: '행에서 가장 큰 수가 모두 가져가면 이렇게 됩니다. 소프트맥스는 더 부드러워서 나머지도 몫을 가집니다.',
    },
    answer: {
      softmax(a) {
        const y = zerosLike(a);
        const width = a.shape[a.ndim - 1];
        a.reshape(a.size / width, width)
          .argmax(1)
          .forEach((column, row) => (y.data[row * width + column] = 1));
        return y;
      },
    },
  },
  {
    id: 'softmax-is-a-sigmoid',
    name: { en: 'a sigmoid of each number', ko: '각 수의 시그모이드' },
    explanation: {
      en: 'This is what you get when each number goes through the sigmoid on its own: the numbers of a row don’t add up to 1.',
      ko: '각 수를 따로 시그모이드에 넣으면 이렇게 됩니다. 행의 합이 1이 되지 않습니다.',
    },
    answer: { softmax: sigmoid },
  },
  {
    id: 'softmax-with-a-little-extra',
    name: { en: '1e-7 is added to the sum', ko: '합에 1e-7을 더함' },
    explanation: {
      en: 'This is what you get when a small number is added to the sum: the rows then add up to a little less than 1. Once the maximum is subtracted, the sum is at least 1 and needs no such protection.',
      ko: '합에 작은 수를 더하면 이렇게 됩니다. 행의 합이 1보다 조금 작아집니다. 최댓값을 뺀 뒤에는 합이 1 이상이므로 필요하지 않습니다.',
    },
    answer: {
      softmax(a) {
        const expA = a.sub(a.max(-1, WHOLE_ROW)).exp();
        return expA.div(expA.sum(-1, WHOLE_ROW).add(1e-7));
      },
    },
  },
  {
    id: 'softmax-overwrites-a',
    name: { en: 'a is overwritten', ko: 'a를 덮어씀' },
    explanation: {
      en: 'This is what you get when the results are written into a: the caller still needs it. Every operation of an NDArray returns a new one.',
      ko: '결과를 a에 쓰면 이렇게 됩니다. 호출한 쪽에서 a를 다시 써야 합니다. NDArray의 연산은 모두 새 배열을 돌려줍니다.',
    },
    answer: { softmax: (a) => overwritten(a, softmax) },
    also: [
      { softmax: (a) => softmax(overwritten(a, () => a.sub(a.max(-1, WHOLE_ROW)))) },
      {
        softmax: (a) => {
          const expA = overwritten(a, () => a.sub(a.max(-1, WHOLE_ROW)).exp());
          return expA.div(expA.sum(-1, WHOLE_ROW));
        },
      },
    ],
  },
  {
    id: 'softmax-shape-lost',
    name: { en: 'one sample comes back as a batch', ko: '샘플 하나가 배치로 돌아옴' },
    explanation: {
      en: 'This is what you get when a vector is made into a matrix with one row, and stays one: the result has the shape of a.',
      ko: '벡터를 한 행짜리 행렬로 바꾸고 되돌리지 않으면 이렇게 됩니다. 결과의 형상은 a와 같습니다.',
    },
    answer: { softmax: (a) => softmax(a.ndim === 1 ? a.reshape(1, a.size) : a) },
  },
  {
    id: 'grad-overwrites-a',
    name: { en: 'a is overwritten', ko: 'a를 덮어씀' },
    explanation: {
      en: 'This is what you get when the slopes are written into a: the caller still needs it. `map` returns a new array.',
      ko: '기울기를 a에 쓰면 이렇게 됩니다. 호출한 쪽에서 a를 다시 써야 합니다. `map`은 새 배열을 돌려줍니다.',
    },
    answer: { sigmoidGrad: (a) => overwritten(a, sigmoidGrad) },
  },
  {
    id: 'softmax-keepdims-missing',
    name: { en: 'keepdims is missing', ko: 'keepdims가 빠졌다' },
    explanation: {
      en: 'This is what you get when `keepdims` is missing: the row results are then laid along the columns, or do not fit at all. With `{ keepdims: true }` they stay a column, one number for each row.',
      ko: '`keepdims`가 빠지면 이렇게 됩니다. 행마다 구한 수가 열과 만나거나 아예 맞지 않습니다. `{ keepdims: true }`를 주면 행마다 수가 하나인 열로 남습니다.',
    },
    answer: {
      softmax(a) {
        const expA = a.sub(a.max(-1, WHOLE_ROW)).exp();
        return expA.div(expA.sum(-1));
      },
    },
    also: [
      {
        softmax(a) {
          const expA = a.sub(a.max(-1)).exp();
          return expA.div(expA.sum(-1));
        },
      },
      { softmax: (a) => exponentialsOverTheirSum(a.sub(a.max(-1))) },
    ],
  },
  {
    id: 'softmax-axis-1-of-a-vector',
    name: { en: 'axis 1 of a single sample', ko: '샘플 하나에 1번 축' },
    explanation: {
      en: 'This is what you get with axis 1 for a single sample: a vector has only axis 0. The last axis, −1, is right for a vector and for a matrix.',
      ko: '샘플 하나에 1번 축을 쓰면 이렇게 됩니다. 벡터에는 0번 축밖에 없습니다. 마지막 축 −1은 벡터에도 행렬에도 맞습니다.',
    },
    answer: { softmax: (a) => exponentialsOverTheirSum(a.sub(a.max(1, WHOLE_ROW))) },
    also: [
      {
        softmax(a) {
          const expA = a.sub(a.max(-1, WHOLE_ROW)).exp();
          return expA.div(expA.sum(1, WHOLE_ROW));
        },
      },
    ],
  },
  {
    id: 'softmax-maximum-from-0',
    name: { en: 'the search for the maximum begins at 0', ko: '최댓값을 0부터 찾음' },
    explanation: {
      en: 'This is what you get when the largest number of a row is searched for starting from 0: in a row of negative numbers it stays 0, and far below it all exponentials vanish: 0 / 0. Begin with the first number of the row.',
      ko: '행의 최댓값을 0부터 찾으면 이렇게 됩니다. 음수뿐인 행에서는 0으로 남고, 아주 작은 음수에서는 지수가 모두 사라져 0 / 0이 됩니다. 행의 첫 번째 수에서 시작하세요.',
    },
    answer: {
      softmax: (a) => exponentialsOverTheirSum(a.sub(a.max(-1, WHOLE_ROW).map((max) => Math.max(0, max)))),
    },
  },
  {
    id: 'softmax-not-the-maximum-subtracted',
    name: { en: 'something else than the maximum is subtracted', ko: '최댓값이 아닌 수를 뺌' },
    explanation: {
      en: 'This is what you get when the smallest number of a row is subtracted, or its mean: the largest exponent is then still large, and exp overflows. Subtract the largest number.',
      ko: '행의 최솟값이나 평균을 빼면 이렇게 됩니다. 가장 큰 지수가 여전히 커서 exp가 넘칩니다. 최댓값을 빼세요.',
    },
    answer: {
      softmax: (a) => exponentialsOverTheirSum(a.sub(a.mul(-1).max(-1, WHOLE_ROW).mul(-1))),
    },
    also: [{ softmax: (a) => exponentialsOverTheirSum(a.sub(a.mean(-1, WHOLE_ROW))) }],
  },
  {
    id: 'sigmoid-minus-in-the-denominator',
    name: { en: '1 − exp(−a) instead of 1 + exp(−a)', ko: '1 + exp(−a)가 아니라 1 − exp(−a)' },
    explanation: {
      en: 'This is what you get when exp(−a) is subtracted from 1: it is added, so that the denominator is always more than 1.',
      ko: '1에서 exp(−a)를 빼면 이 값이 나옵니다. 더해야 합니다. 그러면 분모는 언제나 1보다 큽니다.',
    },
    answer: { sigmoid: (a) => a.map((value) => 1 / (1 - Math.exp(-value))) },
  },
]);

const vector = (): NDArray => array([0.5, -1, 2]);
const matrix = (): NDArray =>
  array([
    [1, 3, -2],
    [0.5, -4, 2.5],
  ]);

/** What is left of `a` after the call. */
function afterwards(f: (a: NDArray) => NDArray, a: NDArray): NDArray {
  f(a);
  return a;
}

export const probes: Probes<Topic> = {
  sigmoid: [
    (topic) => topic.sigmoid(vector()),
    (topic) => topic.sigmoid(matrix()),
    (topic) => topic.sigmoid(array([1000, -1000])),
    (topic) => topic.sigmoid(array([[2, 800]])),
    (topic) => afterwards(topic.sigmoid, vector()),
    (topic) => afterwards(topic.sigmoid, matrix()),
  ],
  sigmoidGrad: [
    (topic) => topic.sigmoidGrad(vector()),
    (topic) => topic.sigmoidGrad(matrix()),
    (topic) => topic.sigmoidGrad(array([1000, -1000])),
    (topic) => topic.sigmoidGrad(array([[2, -800]])),
  ],
  softmax: [
    (topic) => topic.softmax(vector()),
    (topic) => topic.softmax(array([4, 3])),
    (topic) => topic.softmax(matrix()),
    (topic) => topic.softmax(matrix().T),
    (topic) => topic.softmax(array([1000, 1001])),
    (topic) => topic.softmax(array([400, 401])), // exp(400) is finite, exp(400 + 401) is not
    (topic) => topic.softmax(array([-900, -902, -901])),
    (topic) => topic.softmax(array([700, -1000, -1000])), // exp(700) is finite, exp of its distance from the mean is not
    (topic) => topic.softmax(array([[650, -900, -1000]])),
    (topic) => topic.softmax(matrix().add(array([[1000], [-1000]]))),
    (topic) => topic.softmax(matrix().add(array([[-800], [800]]))),
    (topic) => afterwards(topic.softmax, vector()),
    (topic) => afterwards(topic.softmax, matrix()),
  ],
};
