// Wrong answers to topic 11 · backpropagation.
import { array, oneHot, zerosLike, type NDArray } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '../../solutions/08-activations';
import { backpropGradient } from '../../solutions/11-backpropagation';
import { ReferenceNet, type Params } from '../support/reference-net';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/11-backpropagation');
type Answer = Topic['backpropGradient'];

/** All that is computed on the way, under the names of the lesson. */
interface Pass extends Params {
  x: NDArray; // (N, D)
  t: NDArray; // (N, C)
  N: number;
  a1: NDArray; // (N, H)
  z1: NDArray; // (N, H)
  y: NDArray; // (N, C)
  dy: NDArray; // (N, C)
  dz1: NDArray; // (N, H)
  da1: NDArray; // (N, H)
}

/** A backward pass in which some steps are taken differently. Each step may use those before it. */
interface Steps {
  dy?: (pass: Pass) => NDArray;
  dz1?: (pass: Pass) => NDArray;
  da1?: (pass: Pass) => NDArray;
  result?: (right: Params, pass: Pass) => Params;
}

function backwards({ dy, dz1, da1, result = (right) => right }: Steps): Answer {
  return (net, x, t) => {
    const { W1, b1, W2, b2 } = net.params;
    const N = x.shape[0];
    const a1 = x.dot(W1).add(b1);
    const z1 = sigmoid(a1);
    const y = softmax(z1.dot(W2).add(b2));

    const pass = { W1, b1, W2, b2, x, t, N, a1, z1, y } as Pass;
    pass.dy = dy ? dy(pass) : y.sub(t).div(N);
    pass.dz1 = dz1 ? dz1(pass) : pass.dy.dot(W2.T);
    pass.da1 = da1 ? da1(pass) : sigmoidGrad(a1).mul(pass.dz1);
    const right = {
      W1: x.T.dot(pass.da1),
      b1: pass.da1.sum(0),
      W2: z1.T.dot(pass.dy),
      b2: pass.dy.sum(0),
    };
    return result(right, pass);
  };
}

/** The right gradient of a network whose parameters are seen like this. */
function seeing(params: (own: Params) => Partial<Params>): Answer {
  return (net, x, t) => backpropGradient(new ReferenceNet({ ...net.params, ...params(net.params) }), x, t);
}

export const mistakes = inEachWay<Topic>([
  {
    id: 'no-batch-mean',
    name: { en: 'the sum over the batch, not the mean', ko: '미니배치의 평균이 아닌 합' },
    explanation: {
      en: 'This is what you get when dy is not divided by N: every slope is N times too large, because the loss is the mean over the batch.',
      ko: 'dy를 N으로 나누지 않으면 기울기가 모두 N배가 됩니다. 손실은 미니배치의 평균이기 때문입니다.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t }) => y.sub(t) }) },
    together: [
      {
        backpropGradient: backwards({
          dy: ({ y, t }) => y.sub(t),
          da1: ({ z1, dz1 }) => sigmoidGrad(z1).mul(dz1),
        }),
      },
      { backpropGradient: backwards({ dy: ({ y, t }) => y.sub(t), da1: ({ dz1 }) => dz1 }) },
      { backpropGradient: backwards({ dy: ({ y, t }) => y.sub(t), da1: ({ z1, dz1 }) => z1.mul(dz1) }) },
      {
        backpropGradient: backwards({
          dy: ({ y, t }) => y.sub(t),
          result: (right, { a1, dy }) => ({ ...right, W2: a1.T.dot(dy) }),
        }),
      },
    ],
  },
  {
    id: 'divided-by-all-numbers',
    name: { en: 'divided by N·C instead of N', ko: 'N 대신 N·C로 나눔' },
    explanation: {
      en: 'This is what you get when dy is divided by its size, N times C. The loss is a mean over samples: divide by N, the number of rows.',
      ko: 'dy를 원소의 수 N·C로 나누면 이 값이 나옵니다. 손실은 샘플에 대한 평균이므로 행의 수 N으로 나누세요.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t }) => y.sub(t).div(y.size) }) },
  },
  {
    id: 'mean-taken-twice',
    name: { en: 'the mean over the batch is taken twice', ko: '미니배치의 평균을 두 번 구함' },
    explanation: {
      en: 'This is what you get when the slopes are divided by N a second time. dy is already divided by N, and everything after it is computed from dy.',
      ko: '기울기를 N으로 한 번 더 나누면 이 값이 나옵니다. dy를 이미 N으로 나누었고, 나머지는 모두 dy에서 나옵니다.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t, N }) => y.sub(t).div(N * N) }) },
  },
  {
    id: 'biases-averaged',
    name: { en: 'the mean for the biases instead of the sum', ko: '편향의 기울기를 합 대신 평균으로 구함' },
    explanation: {
      en: 'This is what you get when the slopes of the biases are means over the batch: dy is divided by N already, so add the rows up.',
      ko: '편향의 기울기를 미니배치의 평균으로 구하면 이 값이 나옵니다. dy를 이미 N으로 나누었으므로 행들을 더하기만 합니다.',
    },
    answer: {
      backpropGradient: backwards({
        result: (right, { da1, dy }) => ({ ...right, b1: da1.mean(0), b2: dy.mean(0) }),
      }),
    },
  },
  {
    id: 'target-minus-prediction',
    name: { en: 't − y instead of y − t', ko: 'y − t 대신 t − y' },
    explanation: {
      en: 'This is what you get when dy is t − y: every slope has the wrong sign. A probability that is too high must have a positive slope.',
      ko: 'dy를 t − y로 구하면 기울기의 부호가 모두 반대가 됩니다. 확률이 너무 높으면 기울기는 양수여야 합니다.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t, N }) => t.sub(y).div(N) }) },
    together: [
      {
        backpropGradient: backwards({
          dy: ({ y, t, N }) => t.sub(y).div(N),
          result: (right, { da1 }) => ({ ...right, b1: da1.mean(0) }),
        }),
      },
      {
        backpropGradient: backwards({
          dy: ({ y, t, N }) => t.sub(y).div(N),
          result: (right, { da1, dy }) => ({ ...right, b1: da1.mean(0), b2: dy.mean(0) }),
        }),
      },
      { backpropGradient: backwards({ dy: ({ y, t }) => t.sub(y) }) },
      {
        backpropGradient: backwards({
          dy: ({ y, t, N }) => t.sub(y).div(N),
          da1: ({ z1, dz1 }) => sigmoidGrad(z1).mul(dz1),
        }),
      },
      { backpropGradient: backwards({ dy: ({ y, t, N }) => t.sub(y).div(N), da1: ({ dz1 }) => dz1 }) },
    ],
  },
  {
    id: 'target-ignored',
    name: { en: 'y instead of y − t', ko: 'y − t 대신 y' },
    explanation: {
      en: 'This is what you get when the target is not subtracted: the error at the output is y − t.',
      ko: '정답을 빼지 않으면 이 값이 나옵니다. 출력층의 오차는 y − t입니다.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, N }) => y.div(N) }) },
  },
  {
    id: 'softmax-passed-over',
    name: { en: 'the slope along y instead of the scores', ko: '점수가 아닌 y에 대한 기울기' },
    explanation: {
      en: 'This is what you get when the backward pass starts with −t / y, the slope of the loss with respect to the probabilities. Going back through softmax as well gives y − t.',
      ko: '확률에 대한 손실의 기울기 −t / y에서 시작하면 이 값이 나옵니다. 소프트맥스까지 거슬러 올라가면 y − t가 됩니다.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t, N }) => t.div(y.add(1e-7)).div(-N) }) },
  },
  {
    id: 'softmax-twice',
    name: { en: 'softmax’s slope once more behind y − t', ko: 'y − t에 소프트맥스의 기울기를 한 번 더 곱함' },
    explanation: {
      en: 'This is what you get when y − t is taken back through softmax once more. It is already the slope with respect to the scores a2: it includes both softmax and the logarithm.',
      ko: 'y − t에서 소프트맥스를 다시 거슬러 올라가면 이 값이 나옵니다. y − t는 이미 점수 a2에 대한 기울기이고, 소프트맥스와 로그가 모두 들어 있습니다.',
    },
    answer: {
      backpropGradient: backwards({
        dy: ({ y, t, N }) => {
          const error = y.sub(t).div(N);
          return y.mul(error.sub(error.mul(y).sum(1, { keepdims: true })));
        },
      }),
    },
  },
  {
    id: 'sigmoid-grad-of-the-output',
    name: { en: 'sigmoidGrad(y) at the output', ko: '출력층에 sigmoidGrad(y)' },
    explanation: {
      en: 'This is what you get when y − t is multiplied by (1 − y)·y, as after a sigmoid with squared error. With softmax and cross-entropy, it is just y − t.',
      ko: 'y − t에 (1 − y)·y를 곱하면 이 값이 나옵니다. 그것은 시그모이드와 오차제곱합일 때의 식입니다. 소프트맥스와 교차 엔트로피에서는 y − t가 전부입니다.',
    },
    answer: {
      backpropGradient: backwards({
        dy: ({ y, t, N }) =>
          y
            .sub(t)
            .mul(y.map((value) => value * (1 - value)))
            .div(N),
      }),
    },
  },
  {
    id: 'forward-without-softmax',
    name: { en: 'no softmax in the forward pass', ko: '순전파에 소프트맥스가 없음' },
    explanation: {
      en: 'This is what you get when the scores a2 are used as y. The forward pass ends with softmax.',
      ko: '점수 a2를 y로 여기면 이 값이 나옵니다. 순전파는 소프트맥스로 끝납니다.',
    },
    answer: {
      backpropGradient: backwards({ dy: ({ z1, W2, b2, t, N }) => z1.dot(W2).add(b2).sub(t).div(N) }),
    },
  },
  {
    id: 'forward-without-b1',
    name: { en: 'b1 is missing in the forward pass', ko: '순전파에 b1이 빠짐' },
    explanation: {
      en: 'This is what you get when b1 is not added in the forward pass: a1 = x·W1 + b1.',
      ko: '순전파에서 b1을 더하지 않으면 이 값이 나옵니다. a1 = x·W1 + b1입니다.',
    },
    answer: { backpropGradient: seeing(({ b1 }) => ({ b1: zerosLike(b1) })) },
  },
  {
    id: 'forward-without-b2',
    name: { en: 'b2 is missing in the forward pass', ko: '순전파에 b2가 빠짐' },
    explanation: {
      en: 'This is what you get when b2 is not added in the forward pass: a2 = z1·W2 + b2.',
      ko: '순전파에서 b2를 더하지 않으면 이 값이 나옵니다. a2 = z1·W2 + b2입니다.',
    },
    answer: { backpropGradient: seeing(({ b2 }) => ({ b2: zerosLike(b2) })) },
  },
  {
    id: 'forward-without-biases',
    name: { en: 'the forward pass has no biases', ko: '순전파에 편향이 없음' },
    explanation: {
      en: 'This is what you get when a1 and y are computed without b1 and b2: the gradient of another network. Add both biases.',
      ko: 'b1과 b2 없이 a1과 y를 계산하면 다른 신경망의 기울기가 됩니다. 두 편향을 모두 더하세요.',
    },
    answer: { backpropGradient: seeing(({ b1, b2 }) => ({ b1: zerosLike(b1), b2: zerosLike(b2) })) },
  },
  {
    id: 'w2-not-transposed',
    name: { en: 'W2 is not transposed', ko: 'W2를 전치하지 않음' },
    explanation: {
      en: 'This is what you get when dy is multiplied by W2 itself on the way back. Forward, W2 leads from H to C; backward it must lead from C to H: W2ᵀ.',
      ko: '거슬러 올라갈 때 dy에 W2를 그대로 곱하면 이렇게 됩니다. 순전파에서 W2는 H에서 C로 가고, 역전파에서는 C에서 H로 가야 하므로 W2ᵀ입니다.',
    },
    answer: { backpropGradient: backwards({ dz1: ({ dy, W2 }) => dy.dot(W2) }) },
  },
  {
    id: 'w2-reshaped',
    name: { en: 'W2 is reshaped instead of transposed', ko: 'W2를 전치하지 않고 형상만 바꿈' },
    explanation: {
      en: 'This is what you get when W2 is brought to (C×H) by `reshape`. `reshape` keeps the order of the numbers and breaks up the rows; `.T` exchanges rows and columns.',
      ko: '`reshape`로 W2를 (C×H)로 바꾸면 이 값이 나옵니다. 수의 순서는 그대로인 채 행이 흐트러집니다. 행과 열을 바꾸는 것은 `.T`입니다.',
    },
    answer: {
      backpropGradient: backwards({ dz1: ({ dy, W2 }) => dy.dot(W2.reshape(W2.shape[1], W2.shape[0])) }),
    },
  },
  {
    id: 'sigmoid-derivative-missing',
    name: { en: 'the sigmoid’s derivative is missing', ko: '시그모이드의 미분이 빠짐' },
    explanation: {
      en: 'This is what you get when dz1 is not multiplied by the slope of the sigmoid: W2 and b2 come out right, W1 and b1 too large.',
      ko: 'dz1에 시그모이드의 기울기를 곱하지 않으면 이 값이 나옵니다. W2와 b2는 맞지만 W1과 b1은 너무 큽니다.',
    },
    answer: { backpropGradient: backwards({ da1: ({ dz1 }) => dz1 }) },
  },
  {
    id: 'sigmoid-grad-of-z1',
    name: { en: 'sigmoidGrad(z1) instead of sigmoidGrad(a1)', ko: 'sigmoidGrad(a1) 대신 sigmoidGrad(z1)' },
    explanation: {
      en: 'This is what you get when `sigmoidGrad` is given z1. It takes the sigmoid’s input, a1.',
      ko: '`sigmoidGrad`에 z1을 넣으면 이 값이 나옵니다. `sigmoidGrad`는 시그모이드의 입력인 a1을 받습니다.',
    },
    answer: { backpropGradient: backwards({ da1: ({ z1, dz1 }) => sigmoidGrad(z1).mul(dz1) }) },
  },
  {
    id: 'sigmoid-for-its-derivative',
    name: { en: 'sigmoid(a1) instead of its derivative', ko: '시그모이드의 미분 대신 시그모이드' },
    explanation: {
      en: 'This is what you get when dz1 is multiplied by z1, the sigmoid itself. Its slope is (1 − z1)·z1.',
      ko: 'dz1에 시그모이드 자체인 z1을 곱하면 이 값이 나옵니다. 시그모이드의 기울기는 (1 − z1)·z1입니다.',
    },
    answer: { backpropGradient: backwards({ da1: ({ z1, dz1 }) => z1.mul(dz1) }) },
  },
  {
    id: 'derivative-of-tanh',
    name: { en: '1 − z1² instead of (1 − z1)·z1', ko: '(1 − z1)·z1 대신 1 − z1²' },
    explanation: {
      en: 'This is what you get when the slope of the activation is 1 − z1². That belongs to tanh; the sigmoid’s is (1 − z1)·z1.',
      ko: '활성화 함수의 기울기를 1 − z1²으로 하면 이 값이 나옵니다. 그것은 tanh의 기울기이고, 시그모이드의 기울기는 (1 − z1)·z1입니다.',
    },
    answer: { backpropGradient: backwards({ da1: ({ z1, dz1 }) => z1.map((z) => 1 - z * z).mul(dz1) }) },
  },
  {
    id: 'b1-before-the-sigmoid',
    name: { en: 'b1 takes dz1 instead of da1', ko: 'b1에 da1 대신 dz1을 사용' },
    explanation: {
      en: 'This is what you get when the slopes of b1 are summed from dz1. b1 is added before the sigmoid, so they come from da1.',
      ko: 'b1의 기울기를 dz1에서 구하면 이 값이 나옵니다. b1은 시그모이드 앞에서 더하므로 da1에서 구해야 합니다.',
    },
    answer: { backpropGradient: backwards({ result: (right, { dz1 }) => ({ ...right, b1: dz1.sum(0) }) }) },
  },
  {
    id: 'a1-instead-of-z1',
    name: { en: 'a1 instead of z1 for W2', ko: 'W2에 z1 대신 a1을 사용' },
    explanation: {
      en: 'This is what you get when the slopes of W2 are taken with a1. W2 is multiplied by z1, the output of the sigmoid.',
      ko: 'W2의 기울기를 a1로 구하면 이 값이 나옵니다. W2에 곱해지는 것은 시그모이드를 지난 z1입니다.',
    },
    answer: {
      backpropGradient: backwards({ result: (right, { a1, dy }) => ({ ...right, W2: a1.T.dot(dy) }) }),
    },
    together: [
      {
        backpropGradient: backwards({
          da1: ({ z1, dz1 }) => sigmoidGrad(z1).mul(dz1),
          result: (right, { a1, dy }) => ({ ...right, W2: a1.T.dot(dy) }),
        }),
      },
    ],
  },
  {
    id: 'x-left-out',
    name: { en: 'x is left out of W1', ko: 'W1에 x가 빠짐' },
    explanation: {
      en: 'This is what you get when each row of W1 gets the slopes of b1. When a weight moves, a1 moves by that step times the input: multiply by x.',
      ko: 'W1의 모든 행에 b1의 기울기를 넣으면 이 값이 나옵니다. 가중치가 a1을 움직이는 정도는 입력에 비례하므로 x를 곱하세요.',
    },
    answer: {
      backpropGradient: backwards({
        result: (right, { W1, da1 }) => ({ ...right, W1: zerosLike(W1).add(da1.sum(0)) }),
      }),
    },
  },
  {
    id: 'weights-transposed',
    name: { en: 'the slopes of the weights are transposed', ko: '가중치의 기울기가 전치됨' },
    explanation: {
      en: 'This is what you get when the product is written the other way around, da1ᵀ·x: a gradient has the shape of its parameter. W1 is (D×H), so it is xᵀ·da1.',
      ko: '곱의 순서를 바꾸어 da1ᵀ·x로 쓰면 이렇게 됩니다. 기울기의 형상은 매개변수와 같습니다. W1은 (D×H)이므로 xᵀ·da1입니다.',
    },
    answer: {
      backpropGradient: backwards({ result: ({ W1, b1, W2, b2 }) => ({ W1: W1.T, b1, W2: W2.T, b2 }) }),
    },
  },
  {
    id: 'biases-not-summed',
    name: {
      en: 'the biases’ slopes are not summed over the batch',
      ko: '편향의 기울기를 미니배치에 대해 더하지 않음',
    },
    explanation: {
      en: 'This is what you get when the slopes of the biases keep a row for each sample. A bias is added to all samples, so add the rows up: `sum(0)`.',
      ko: '편향의 기울기에 샘플마다 행이 남아 있으면 이렇게 됩니다. 편향은 모든 샘플에 더해지므로 행들을 더하세요. `sum(0)`입니다.',
    },
    answer: {
      backpropGradient: backwards({ result: (right, { da1, dy }) => ({ ...right, b1: da1, b2: dy }) }),
    },
  },
  {
    id: 'biases-summed-to-one-number',
    name: { en: 'one sum for all biases', ko: '모든 편향에 하나의 합' },
    explanation: {
      en: 'This is what you get when `sum()` adds up the whole matrix. Each bias needs the sum of its own column: `sum(0)`.',
      ko: '`sum()`으로 행렬 전체를 더하면 이 값이 나옵니다. 편향마다 자기 열의 합이 필요합니다. `sum(0)`입니다.',
    },
    answer: {
      backpropGradient: backwards({
        result: (right, { b1, b2, da1, dy }) => ({
          ...right,
          b1: zerosLike(b1).add(da1.sum()),
          b2: zerosLike(b2).add(dy.sum()),
        }),
      }),
    },
    also: [
      {
        backpropGradient: backwards({
          result: (right, { b1, da1 }) => ({ ...right, b1: zerosLike(b1).add(da1.sum()) }),
        }),
      },
      {
        backpropGradient: backwards({
          result: (right, { b2, dy }) => ({ ...right, b2: zerosLike(b2).add(dy.sum()) }),
        }),
      },
    ],
  },
  {
    id: 'last-sample-only',
    name: { en: 'only the last sample counts', ko: '마지막 샘플만 반영' },
    explanation: {
      en: 'This is what you get when a loop over the samples overwrites the slopes of the sample before: add them up.',
      ko: '샘플을 도는 반복문이 앞 샘플의 기울기를 덮어쓰면 이 값이 나옵니다. 더해 나가세요.',
    },
    answer: {
      backpropGradient: (net, x, t) => {
        const N = x.shape[0];
        const { W1, b1, W2, b2 } = backpropGradient(net, x.take([N - 1]), t.take([N - 1]));
        return { W1: W1.div(N), b1: b1.div(N), W2: W2.div(N), b2: b2.div(N) };
      },
    },
  },
  {
    id: 'step-taken',
    name: { en: 'the parameters are changed, too', ko: '매개변수까지 갱신함' },
    explanation: {
      en: 'This is what you get when a step of gradient descent is taken at once. `backpropGradient` only measures; the step comes with topic 12.',
      ko: '경사 하강법의 갱신까지 하면 이렇게 됩니다. `backpropGradient`는 재기만 하고, 갱신은 12에서 합니다.',
    },
    answer: {
      backpropGradient: (net, x, t) => {
        const gradient = backpropGradient(net, x, t);
        const { W1, b1, W2, b2 } = net.params;
        net.params = {
          W1: W1.sub(gradient.W1.mul(0.1)),
          b1: b1.sub(gradient.b1.mul(0.1)),
          W2: W2.sub(gradient.W2.mul(0.1)),
          b2: b2.sub(gradient.b2.mul(0.1)),
        };
        return gradient;
      },
    },
  },
  {
    id: 'still-by-differences',
    name: { en: 'the numerical gradient under another name', ko: '이름만 바꾼 수치 미분' },
    explanation: {
      en: 'This is what you get from the numerical gradient: close, but not exact, and off where inputs are large. Backpropagation needs no step h.',
      ko: '수치 미분을 그대로 쓰면 이 값이 나옵니다. 비슷하지만 정확하지 않고, 입력이 크면 어긋납니다. 역전파에는 h가 필요 없습니다.',
    },
    answer: { backpropGradient: (net, x, t) => net.numericalGradient(x, t) },
  },
  {
    id: 'divided-by-the-classes',
    name: { en: 'divided by another size than N', ko: 'N이 아닌 다른 크기로 나눔' },
    explanation: {
      en: 'This is what you get when dy is divided by t.shape[1], the number of classes, or by x.shape[1], the number of inputs. The loss is a mean over samples: divide by N, the number of rows, x.shape[0].',
      ko: 'dy를 클래스 수인 t.shape[1]이나 입력 수인 x.shape[1]로 나누면 이 값이 나옵니다. 손실은 샘플에 대한 평균이므로 행의 수 N, 곧 x.shape[0]으로 나누세요.',
    },
    answer: { backpropGradient: backwards({ dy: ({ y, t }) => y.sub(t).div(t.shape[1]) }) },
    also: [{ backpropGradient: backwards({ dy: ({ y, t, x }) => y.sub(t).div(x.shape[1]) }) }],
  },
  {
    id: 'first-layer-averaged-again',
    name: { en: 'the first layer is divided by N once more', ko: '첫 층을 N으로 한 번 더 나눔' },
    explanation: {
      en: 'This is what you get when the slopes of W1 and b1 are divided by N again: they come from dy, which is divided already.',
      ko: 'W1과 b1의 기울기를 N으로 다시 나누면 이 값이 나옵니다. 이미 N으로 나눈 dy에서 온 값입니다.',
    },
    answer: {
      backpropGradient: backwards({
        result: ({ W1, b1, W2, b2 }, { N }) => ({ W1: W1.div(N), b1: b1.div(N), W2, b2 }),
      }),
    },
  },
  {
    id: 'one-layer-averaged',
    name: { en: 'one layer is averaged over the batch, the other summed', ko: '한 층만 미니배치로 평균' },
    explanation: {
      en: 'This is what you get when only one layer’s gradients are divided by N. Divide dy by N, once and first: everything computed from it then includes the mean.',
      ko: '한 층의 기울기만 N으로 나누면 이렇게 됩니다. 처음에 dy를 한 번 N으로 나누면 그 뒤의 모든 값에 평균이 들어갑니다.',
    },
    answer: {
      backpropGradient: backwards({
        result: ({ W1, b1, W2, b2 }, { N }) => ({ W1: W1.mul(N), b1: b1.mul(N), W2, b2 }),
      }),
    },
    also: [
      {
        backpropGradient: backwards({
          result: ({ W1, b1, W2, b2 }, { N }) => ({ W1, b1, W2: W2.mul(N), b2: b2.mul(N) }),
        }),
      },
    ],
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 반영' },
    explanation: {
      en: 'This is what you get when only the first sample of the batch is looked at: the gradient is that of the mean over all samples.',
      ko: '배치의 첫 샘플만 보면 이 값이 나옵니다. 기울기는 모든 샘플에 대한 평균의 기울기입니다.',
    },
    answer: { backpropGradient: (net, x, t) => backpropGradient(net, x.take([0]), t.take([0])) },
  },
  {
    id: 'parameters-replaced-by-gradients',
    name: { en: 'the gradients are put into net.params', ko: '기울기를 net.params에 넣음' },
    explanation: {
      en: 'This is what you get when the gradients are stored in net.params: the parameters are lost. Return them, and leave the network as it is.',
      ko: '기울기를 net.params에 넣으면 이렇게 됩니다. 매개변수가 사라집니다. 기울기는 돌려주기만 하고 신경망은 그대로 두세요.',
    },
    answer: { backpropGradient: (net, x, t) => (net.params = backpropGradient(net, x, t)) },
    also: [{ backpropGradient: (net, x, t) => Object.assign(net.params, backpropGradient(net, x, t)) }],
  },
  {
    id: 'divided-by-all-inputs',
    name: { en: 'divided by N·D instead of N', ko: 'N 대신 N·D로 나눔' },
    explanation: {
      en: 'This is what you get when dy is divided by x.size, N times the number of inputs. The loss is a mean over samples: divide by N, the number of rows, x.shape[0].',
      ko: 'dy를 x.size, 곧 N에 입력의 수를 곱한 값으로 나누면 이 값이 나옵니다. 손실은 샘플에 대한 평균이므로 행의 수 N, 곧 x.shape[0]으로 나누세요.',
    },
    answer: { backpropGradient: backwards({ dy: ({ x, y, t }) => y.sub(t).div(x.size) }) },
  },
]);

const params: Params = {
  W1: array([
    [0.2, -0.7],
    [-0.4, 1.2],
  ]),
  b1: array([0.5, -0.3]),
  W2: array([
    [0.6, -0.9, 0.3],
    [1.5, 0.2, -0.8],
  ]),
  b2: array([0.4, -0.2, 0.1]),
};
const square: Params = { ...params, W2: params.W2.T.take([0, 2]).T, b2: array([0.4, -0.2]) }; // H = C
const x = array([
  [0.6, 0.9],
  [-1.2, 2],
  [0.4, -0.5],
]);

const inputs = [
  { params, x: x.take([0]), t: oneHot([1], 3) },
  { params, x, t: oneHot([1, 0, 2], 3) },
  { params, x: x.take([1, 2]), t: oneHot([2, 2], 3) },
  { params: square, x, t: oneHot([1, 0, 1], 2) },
  { params: square, x: x.take([2, 0]), t: oneHot([1, 1], 2) },
  { params: { ...params, W1: params.W1.div(1000) }, x: x.mul(1000), t: oneHot([1, 0, 2], 3) },
  { params: { ...square, W1: params.W1.div(1000) }, x: x.mul(1000), t: oneHot([1, 0, 1], 2) },
];

export const probes: Probes<Topic> = {
  backpropGradient: inputs.map(({ params, x, t }) => (topic) => {
    const net = new ReferenceNet(params);
    return { gradient: topic.backpropGradient(net, x, t), params: net.params };
  }),
};
