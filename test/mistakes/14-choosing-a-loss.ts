// Wrong answers to topic 14 · choosing a loss.
import { array, oneHot, type NDArray } from '#lib/ndarray';
import { softmax } from '../../solutions/08-activations';
import { outputDelta as solution, type LossName } from '../../solutions/14-choosing-a-loss';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/14-choosing-a-loss');

const batchSizeOf = (a: NDArray): number => (a.ndim === 1 ? 1 : a.shape[0]);

/** The solution, but for how y is made and what is done with y − t behind softmax and squared error. */
function variant({
  activation = softmax,
  throughSoftmax = (y: NDArray, dy: NDArray): NDArray => y.mul(dy.sub(dy.mul(y).sum(-1, { keepdims: true }))),
}) {
  return (lossName: LossName, a: NDArray, t: NDArray): NDArray => {
    if (lossName === 'squaredError') return a.sub(t).div(batchSizeOf(a));
    const y = activation(a);
    const dy = y.sub(t).div(batchSizeOf(a));
    return lossName === 'crossEntropyOfSoftmax' ? dy : throughSoftmax(y, dy);
  };
}

function softmaxThatOverflows(a: NDArray): NDArray {
  return a.exp().div(a.exp().sum(-1, { keepdims: true }));
}

function softmaxOverTheWholeBatch(a: NDArray): NDArray {
  const expA = a.sub(a.max()).exp();
  return expA.div(expA.sum());
}

const softmaxTwice = (a: NDArray): NDArray => softmax(softmax(a));

export const mistakes = inEachWay<Topic>([
  {
    id: 'sign-flipped',
    name: { en: 't − y instead of y − t', ko: 'y − t 대신 t − y' },
    explanation: {
      en: 'This is what you get when the difference is taken as t − y: the gradient points the other way, and uphill becomes downhill.',
      ko: '차이를 t − y로 구하면 이 값이 나옵니다. 기울기의 방향이 반대가 되어 오르막과 내리막이 뒤바뀝니다.',
    },
    answer: { outputDelta: (lossName, a, t) => solution(lossName, a, t).mul(-1) },
    together: [{ outputDelta: (lossName, a, t) => solution(lossName, a, t).mul(-batchSizeOf(a)) }],
  },
  {
    id: 'batch-mean-missing',
    name: { en: 'the batch mean is missing', ko: '배치 평균이 빠졌다' },
    explanation: {
      en: 'This is what you get when a batch is not divided by its number of rows: the loss is a mean, so its gradient is one too.',
      ko: '배치를 행의 수로 나누지 않으면 이 값이 나옵니다. 손실이 평균이므로 그 기울기도 평균입니다.',
    },
    answer: { outputDelta: (lossName, a, t) => solution(lossName, a, t).mul(batchSizeOf(a)) },
  },
  {
    id: 'batch-mean-missing-in-regression',
    name: { en: 'the batch mean is missing in squaredError', ko: 'squaredError에서만 배치 평균이 빠졌다' },
    explanation: {
      en: 'This is what you get when only squaredError is not divided by the number of rows: all three losses are means over the batch.',
      ko: 'squaredError만 행의 수로 나누지 않으면 이 값이 나옵니다. 세 손실 모두 배치에 대한 평균입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) => (lossName === 'squaredError' ? a.sub(t) : solution(lossName, a, t)),
    },
  },
  {
    id: 'mean-over-all-elements',
    name: { en: 'divided by the number of elements', ko: '원소의 수로 나누었다' },
    explanation: {
      en: 'This is what you get when the gradient is divided by N · C, the number of elements. The mean is over the samples only: divide by N.',
      ko: '기울기를 원소의 수 N · C로 나누면 이 값이 나옵니다. 평균은 샘플에 대해서만 구하므로 N으로 나누세요.',
    },
    answer: {
      outputDelta: (lossName, a, t) => solution(lossName, a, t).mul(batchSizeOf(a) / a.size),
    },
  },
  {
    id: 'vector-taken-for-a-batch',
    name: { en: 'the length of a vector taken for the batch size', ko: '벡터의 길이를 배치 크기로 보았다' },
    explanation: {
      en: 'This is what you get when one sample (1-D) is divided by a.shape[0]: there, that is the number of classes. One sample is a batch of 1.',
      ko: '샘플 하나(1차원)를 a.shape[0]으로 나누면 이 값이 나옵니다. 1차원에서는 그것이 클래스의 수입니다. 샘플 하나는 크기가 1인 배치입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) => solution(lossName, a, t).div(a.ndim === 1 ? a.size : 1),
    },
  },
  {
    id: 'vector-returned-as-a-row',
    name: { en: 'a vector comes back as a matrix', ko: '벡터가 행렬이 되어 돌아온다' },
    explanation: {
      en: 'This is what you get when one sample (1-D) is reshaped to a batch of one and not shaped back: the gradient has the shape of a.',
      ko: '샘플 하나(1차원)를 크기 1인 배치로 바꾼 뒤 되돌리지 않으면 이렇게 됩니다. 기울기의 형상은 a의 형상과 같습니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName, a, t).reshape(batchSizeOf(a), a.size / batchSizeOf(a)),
    },
  },
  {
    id: 'factor-two',
    name: { en: 'the ½ of the squared error forgotten', ko: '오차제곱합의 ½을 잊었다' },
    explanation: {
      en: 'This is what you get when the ½ of the squared error is forgotten: it cancels the 2 that comes from the square.',
      ko: '오차제곱합의 ½을 잊으면 이 값이 나옵니다. ½은 제곱을 미분할 때 생기는 2와 상쇄됩니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName, a, t).mul(lossName === 'crossEntropyOfSoftmax' ? 1 : 2),
    },
  },
  {
    id: 'softmax-slope-forgotten',
    name: {
      en: 'squaredErrorOfSoftmax without the slope of softmax',
      ko: 'squaredErrorOfSoftmax에 소프트맥스의 미분이 없다',
    },
    explanation: {
      en: 'This is what you get when squaredErrorOfSoftmax stops at y − t. That is the slope with respect to y; the way back to a leads through softmax.',
      ko: 'squaredErrorOfSoftmax에서 y − t까지만 구하면 이 값이 나옵니다. 그것은 y에 대한 기울기이고, a로 돌아가려면 소프트맥스를 지나야 합니다.',
    },
    answer: { outputDelta: variant({ throughSoftmax: (_y, dy) => dy }) },
  },
  {
    id: 'softmax-slope-added-to-cross-entropy',
    name: {
      en: 'crossEntropyOfSoftmax goes through softmax twice',
      ko: 'crossEntropyOfSoftmax가 소프트맥스를 두 번 지난다',
    },
    explanation: {
      en: 'This is what you get when y − t of the cross-entropy is taken through softmax once more. It has been there already: y − t is the slope with respect to a.',
      ko: '교차 엔트로피의 y − t를 소프트맥스에 한 번 더 통과시키면 이 값이 나옵니다. y − t는 소프트맥스를 이미 지난 결과, 곧 a에 대한 기울기입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName === 'crossEntropyOfSoftmax' ? 'squaredErrorOfSoftmax' : lossName, a, t),
    },
  },
  {
    id: 'only-the-diagonal',
    name: { en: 'softmax differentiated like a sigmoid', ko: '소프트맥스를 시그모이드처럼 미분했다' },
    explanation: {
      en: 'This is what you get when y · (1 − y) is used as the slope of softmax. That is right for a score and its own y, but each score also moves the y of all others.',
      ko: '소프트맥스의 미분으로 y · (1 − y)만 쓰면 이 값이 나옵니다. 점수와 자기 자신의 y 사이에서는 맞지만, 각 점수는 다른 모든 y도 움직입니다.',
    },
    answer: {
      outputDelta: variant({ throughSoftmax: (y, dy) => dy.mul(y.map((yk) => yk * (1 - yk))) }),
    },
  },
  {
    id: 'weights-of-the-mean-missing',
    name: { en: 'a sum over j without the factor yⱼ', ko: 'j에 대한 합에서 yⱼ가 빠졌다' },
    explanation: {
      en: 'This is what you get when dy is added up without the factor yⱼ: the sum of y − t is always 0, and only y · dy is left.',
      ko: 'dy를 더할 때 yⱼ를 곱하지 않으면 이 값이 나옵니다. y − t의 합은 항상 0이므로 y · dy만 남습니다.',
    },
    answer: { outputDelta: variant({ throughSoftmax: (y, dy) => y.mul(dy) }) },
  },
  {
    id: 'plus-instead-of-minus',
    name: { en: 'a plus in the slope of softmax', ko: '소프트맥스의 미분에서 부호가 +' },
    explanation: {
      en: 'This is what you get when the sum over j is added instead of subtracted: in δⱼₖ − yₖ, when one score grows, the other probabilities fall.',
      ko: 'j에 대한 합을 빼지 않고 더하면 이 값이 나옵니다. δⱼₖ − yₖ에서 알 수 있듯이, 한 점수가 커지면 다른 확률은 작아집니다.',
    },
    answer: {
      outputDelta: variant({
        throughSoftmax: (y, dy) => y.mul(dy.add(dy.mul(y).sum(-1, { keepdims: true }))),
      }),
    },
  },
  {
    id: 'sum-over-the-whole-batch',
    name: { en: 'a sum over the whole batch', ko: '배치 전체에 대한 합' },
    explanation: {
      en: 'This is what you get when dy · y is summed over the whole batch. Each sample has its own sum: along the last axis, with keepdims.',
      ko: 'dy · y를 배치 전체에 대해 더하면 이 값이 나옵니다. 합은 샘플마다 따로 구합니다. 마지막 축을 따라, keepdims와 함께 구하세요.',
    },
    answer: { outputDelta: variant({ throughSoftmax: (y, dy) => y.mul(dy.sub(dy.mul(y).sum())) }) },
  },
  {
    id: 'keepdims-missing',
    name: { en: 'the row sums are laid along the columns', ko: '행의 합이 열에 맞춰졌다' },
    explanation: {
      en: 'This is what you get when the row sums have shape (N): they are then laid along the columns. With { keepdims: true } they are (N, 1), one for each row.',
      ko: '행의 합의 형상이 (N)이면 열을 따라 맞춰져 이렇게 됩니다. { keepdims: true }를 쓰면 (N, 1)이 되어 행마다 하나씩 맞춰집니다.',
    },
    answer: { outputDelta: variant({ throughSoftmax: (y, dy) => y.mul(dy.sub(dy.mul(y).sum(-1))) }) },
  },
  {
    id: 'averaged-twice',
    name: { en: 'divided by the batch size twice', ko: '배치 크기로 두 번 나누었다' },
    explanation: {
      en: 'This is what you get when squaredErrorOfSoftmax is divided by N twice: once at y − t and again at the end. Once is enough.',
      ko: 'squaredErrorOfSoftmax를 y − t에서 한 번, 마지막에 또 한 번, N으로 두 번 나누면 이 값이 나옵니다. 한 번이면 됩니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName, a, t).div(lossName === 'squaredErrorOfSoftmax' ? batchSizeOf(a) : 1),
    },
  },
  {
    id: 'softmax-in-regression',
    name: { en: 'softmax in squaredError', ko: 'squaredError에 소프트맥스를 썼다' },
    explanation: {
      en: 'This is what you get when squaredError goes through softmax as well: a regression predicts any number, so there y is a itself.',
      ko: 'squaredError에도 소프트맥스를 쓰면 이 값이 나옵니다. 회귀는 임의의 수를 예측하므로 y는 a 그대로입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName === 'squaredError' ? 'crossEntropyOfSoftmax' : lossName, a, t),
    },
  },
  {
    id: 'softmax-forgotten',
    name: { en: 'a taken for y', ko: 'a를 y로 보았다' },
    explanation: {
      en: 'This is what you get when the scores a are used as the prediction y: after softmax, y = softmax(a).',
      ko: '점수 a를 예측 y로 쓰면 이 값이 나옵니다. 소프트맥스 뒤에서는 y = softmax(a)입니다.',
    },
    answer: { outputDelta: variant({ activation: (a) => a }) },
  },
  {
    id: 'slope-at-y',
    name: { en: 'the slope with respect to y instead of a', ko: 'a가 아니라 y에 대한 기울기' },
    explanation: {
      en: 'This is what you get when crossEntropyOfSoftmax returns −t / y. That is the slope with respect to y; return the one with respect to a, before softmax.',
      ko: 'crossEntropyOfSoftmax에서 −t / y를 돌려주면 이 값이 나옵니다. 그것은 y에 대한 기울기입니다. 구할 것은 소프트맥스 앞의 a에 대한 기울기입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        lossName === 'crossEntropyOfSoftmax'
          ? t.div(softmax(a)).mul(-1 / batchSizeOf(a))
          : solution(lossName, a, t),
    },
  },
  {
    id: 'guard-differentiated',
    name: { en: 'the 1e-7 inside the logarithm kept', ko: '로그 안의 1e-7을 그대로 두었다' },
    explanation: {
      en: 'This is what you get when log(y + 1e-7) is differentiated. The 1e-7 is a guard for the value of the loss; here it would suppress the slope where the network is most wrong.',
      ko: 'log(y + 1e-7)을 미분하면 이 값이 나옵니다. 1e-7은 손실의 값을 지키는 장치일 뿐이고, 여기서는 신경망이 가장 크게 틀린 곳에서 기울기를 없애 버립니다.',
    },
    answer: {
      outputDelta(lossName, a, t) {
        if (lossName !== 'crossEntropyOfSoftmax') return solution(lossName, a, t);
        const y = softmax(a);
        const share = t.mul(y).div(y.add(1e-7)).sum(-1, { keepdims: true });
        return y.sub(t).mul(share).div(batchSizeOf(a));
      },
    },
  },
  {
    id: 'softmax-overflows',
    name: { en: 'softmax overflows for large scores', ko: '큰 점수에서 소프트맥스가 오버플로한다' },
    explanation: {
      en: 'This is what you get when exp is taken of a large score: it is Infinity, and Infinity / Infinity is NaN. Use the softmax of topic 08, which subtracts the largest score first.',
      ko: '큰 점수에 exp를 취하면 Infinity가 되고, Infinity / Infinity는 NaN입니다. 가장 큰 점수를 먼저 빼는 08번 주제의 softmax를 쓰세요.',
    },
    answer: { outputDelta: variant({ activation: softmaxThatOverflows }) },
  },
  {
    id: 'softmax-over-the-whole-batch',
    name: { en: 'softmax over the whole batch', ko: '배치 전체에 대한 소프트맥스' },
    explanation: {
      en: 'This is what you get when softmax divides by the sum over the whole batch: each row has its own probabilities, which add up to 1.',
      ko: '소프트맥스에서 배치 전체의 합으로 나누면 이 값이 나옵니다. 행마다 합이 1인 확률을 따로 구합니다.',
    },
    answer: { outputDelta: variant({ activation: softmaxOverTheWholeBatch }) },
  },
  {
    id: 'scores-overwritten',
    name: { en: 'the scores are overwritten', ko: '점수를 덮어썼다' },
    explanation: {
      en: 'This is what you get when the result is written into a.data: the caller still needs the scores. Work on a new array.',
      ko: '결과를 a.data에 쓰면 이렇게 됩니다. 호출한 쪽에서는 점수가 아직 필요합니다. 새 배열에 계산하세요.',
    },
    answer: {
      outputDelta(lossName, a, t) {
        a.data.set(solution(lossName, a, t).data);
        return a;
      },
    },
  },
  {
    id: 'batch-mean-missing-behind-softmax',
    name: { en: 'the batch mean is missing behind softmax', ko: '소프트맥스 뒤에서 배치 평균이 빠졌다' },
    explanation: {
      en: 'This is what you get when a loss after softmax is not divided by the number of rows: all three losses are means over the batch.',
      ko: '소프트맥스 뒤의 손실을 행의 수로 나누지 않으면 이 값이 나옵니다. 세 손실 모두 배치에 대한 평균입니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName, a, t).mul(lossName === 'crossEntropyOfSoftmax' ? batchSizeOf(a) : 1),
    },
    also: [
      {
        outputDelta: (lossName, a, t) =>
          solution(lossName, a, t).mul(lossName === 'squaredErrorOfSoftmax' ? batchSizeOf(a) : 1),
      },
      {
        outputDelta: (lossName, a, t) =>
          solution(lossName, a, t).mul(lossName === 'squaredError' ? 1 : batchSizeOf(a)),
      },
    ],
  },
  {
    id: 'half-kept',
    name: { en: 'the ½ of the squared error is still there', ko: '오차제곱합의 ½이 남아 있다' },
    explanation: {
      en: 'This is what you get when the ½ of the squared error stays in its slope: the square brings a factor of 2, and the two cancel.',
      ko: '오차제곱합의 ½이 기울기에 남아 있으면 이 값이 나옵니다. 제곱을 미분하면 2가 생기고, 둘은 상쇄됩니다.',
    },
    answer: {
      outputDelta: (lossName, a, t) =>
        solution(lossName, a, t).mul(lossName === 'crossEntropyOfSoftmax' ? 1 : 0.5),
    },
    also: [
      {
        outputDelta: (lossName, a, t) => solution(lossName, a, t).mul(lossName === 'squaredError' ? 0.5 : 1),
      },
    ],
  },
  {
    id: 'axis-1-of-a-vector',
    name: { en: 'axis 1 of a single sample', ko: '샘플 하나에 1번 축' },
    explanation: {
      en: 'This is what you get with axis 1 for a single sample: a vector has only axis 0. The last axis, −1, is right for a vector and for a matrix.',
      ko: '샘플 하나에 1번 축을 쓰면 이렇게 됩니다. 벡터에는 0번 축밖에 없습니다. 마지막 축 −1은 벡터에도 행렬에도 맞습니다.',
    },
    answer: {
      outputDelta: variant({
        throughSoftmax: (y, dy) => y.mul(dy.sub(dy.mul(y).sum(1, { keepdims: true }))),
      }),
    },
  },
  {
    id: 'softmax-twice',
    name: { en: 'softmax is applied twice', ko: 'softmax를 두 번 적용했다' },
    explanation: {
      en: 'This is what you get when softmax is applied to probabilities once more: a holds scores, and softmax turns them into probabilities once.',
      ko: '확률에 softmax를 한 번 더 적용하면 이 값이 나옵니다. a는 점수이고, softmax는 한 번만 적용해 확률로 바꿉니다.',
    },
    answer: { outputDelta: variant({ activation: softmaxTwice }) },
    also: [
      {
        outputDelta: (lossName, a, t) =>
          lossName === 'crossEntropyOfSoftmax'
            ? variant({ activation: softmaxTwice })(lossName, a, t)
            : solution(lossName, a, t),
      },
      {
        outputDelta: (lossName, a, t) =>
          lossName === 'squaredErrorOfSoftmax'
            ? variant({ activation: softmaxTwice })(lossName, a, t)
            : solution(lossName, a, t),
      },
    ],
  },
  {
    id: 'y-in-front-missing',
    name: { en: 'the y in front is missing', ko: '앞의 y가 빠졌다' },
    explanation: {
      en: 'This is what you get when the weighted mean is subtracted from dy, and the result is not multiplied by y: each ∂yⱼ/∂aₖ has a factor y, and so has each sum of them.',
      ko: 'dy에서 가중 평균을 뺀 다음 y를 곱하지 않으면 이 값이 나옵니다. ∂yⱼ/∂aₖ마다 y가 곱해져 있으므로 그 합에도 y가 곱해집니다.',
    },
    answer: {
      outputDelta: variant({ throughSoftmax: (y, dy) => dy.sub(dy.mul(y).sum(-1, { keepdims: true })) }),
    },
  },
]);

const twoScores = { a: array([0.5, -0.5]), t: array([0, 1]) };
const threeScores = { a: array([0.2, 1, -1]), t: array([0, 0, 1]) };
const wideBatch = {
  a: array([
    [1, -0.5, 0.3],
    [0, 2, 1],
  ]),
  t: oneHot([2, 0], 3),
};
const squareBatch = {
  a: array([
    [1.5, -1],
    [0.5, 0.2],
  ]),
  t: oneHot([1, 1], 2),
};
const largeScores = { a: array([1000, 0, 999]), t: array([0, 0, 1]) };
const largeBatch = {
  a: array([
    [800, 802],
    [0, -900],
  ]),
  t: oneHot([0, 0], 2),
};

const lossNames = ['squaredError', 'crossEntropyOfSoftmax', 'squaredErrorOfSoftmax'] as const;
const samples = [twoScores, threeScores, wideBatch, squareBatch, largeScores, largeBatch];

export const probes: Probes<Topic> = {
  outputDelta: lossNames.flatMap((lossName) => [
    ...samples.map(
      ({ a, t }) =>
        (topic: Topic) =>
          topic.outputDelta(lossName, a.copy(), t.copy()),
    ),
    (topic) => {
      const { a, t } = { a: wideBatch.a.copy(), t: wideBatch.t.copy() };
      topic.outputDelta(lossName, a, t);
      return { a, t };
    },
  ]),
};
