// Wrong answers to topic 09 · a small network, and the gradient of its loss.
import { array, normal, randn, zeros, zerosLike, type NDArray } from '#lib/ndarray';
import { seededRandom, type Random } from '#lib/random';
import { meanSquaredError } from '../../solutions/01-mean-squared-error';
import { crossEntropyError } from '../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../solutions/06-numerical-gradient';
import { sigmoid, softmax } from '../../solutions/08-activations';
import { SimpleNet } from '../../solutions/09-simple-net';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/09-simple-net');

/** A network whose constructor leaves these weights behind. */
function startingWith(weights: (random: Random) => NDArray): typeof SimpleNet {
  return class extends SimpleNet {
    constructor(random: Random) {
      super(() => 0.5); // so that no number of `random` is lost
      this.W = weights(random);
    }
  };
}

/** A network whose gradient walks over the weights, and takes each slope by `slope`. */
function walking(slope: (loss: () => number, W: NDArray, i: number, h: number) => number): typeof SimpleNet {
  return class extends SimpleNet {
    override gradient(x: NDArray, t: NDArray): NDArray {
      return zerosLike(this.W).map((_, i) => slope(() => this.loss(x, t), this.W, i, 1e-4));
    }
  };
}

/** The loss with one weight moved by `step`. */
function lossAfter(loss: () => number, W: NDArray, i: number, step: number): number {
  const original = W.data[i];
  W.data[i] = original + step;
  const moved = loss();
  W.data[i] = original;
  return moved;
}

const firstOf = (batch: NDArray): NDArray => (batch.ndim === 1 ? batch : batch.row(0));

export const mistakes = inEachWay<Topic>([
  {
    id: 'zero-weights',
    name: { en: 'all weights start at 0', ko: '모든 가중치가 0에서 시작' },
    explanation: {
      en: 'This is what you get when the weights start at 0. They should be drawn at random: `randn` does that.',
      ko: '가중치를 0으로 시작하면 이렇게 됩니다. 가중치는 무작위로 뽑아야 하며, `randn`이 그 일을 합니다.',
    },
    answer: { SimpleNet: startingWith(() => zeros([2, 3])) },
  },
  {
    id: 'one-weight-for-all',
    name: { en: 'one number drawn for all six weights', ko: '하나의 수를 뽑아 여섯 가중치에 모두 사용' },
    explanation: {
      en: 'This is what you get when one random number is drawn and written to all six places: each weight needs its own draw.',
      ko: '난수를 하나만 뽑아 여섯 자리에 모두 쓰면 이렇게 됩니다. 가중치마다 따로 뽑아야 합니다.',
    },
    answer: { SimpleNet: startingWith((random) => zeros([2, 3]).add(normal(random))) },
  },
  {
    id: 'uniform-weights',
    name: { en: 'weights drawn evenly from 0 to 1', ko: '0과 1 사이에서 고르게 뽑은 가중치' },
    explanation: {
      en: 'This is what you get when the weights come straight from `random()`, evenly between 0 and 1. `randn` turns it into normally distributed numbers around 0.',
      ko: '`random()`의 값을 그대로 가중치로 쓰면 0과 1 사이에 고르게 퍼집니다. `randn`은 이를 0을 중심으로 하는 정규분포로 바꿔 줍니다.',
    },
    answer: { SimpleNet: startingWith((random) => zeros([2, 3]).map(() => random())) },
    also: [{ SimpleNet: startingWith((random) => randn([2, 3], random).map(() => random())) }],
  },
  {
    id: 'evenly-around-zero',
    name: { en: 'weights drawn evenly from −1 to 1', ko: '−1과 1 사이에서 고르게 뽑은 가중치' },
    explanation: {
      en: 'This is what you get when the weights are drawn evenly between −1 and 1. They should be normally distributed, which sometimes gives numbers beyond ±2.',
      ko: '가중치를 −1과 1 사이에서 고르게 뽑으면 이렇게 됩니다. 정규분포를 따라야 하며, 그러면 가끔 ±2를 넘는 수도 나옵니다.',
    },
    answer: { SimpleNet: startingWith((random) => zeros([2, 3]).map(() => 2 * random() - 1)) },
  },
  {
    id: 'weights-made-small',
    name: { en: 'weights with standard deviation 0.01', ko: '표준편차가 0.01인 가중치' },
    explanation: {
      en: 'This is what you get when the weights are multiplied by 0.01. That comes with the two-layer network; here the standard deviation is 1.',
      ko: '가중치에 0.01을 곱하면 이렇게 됩니다. 그것은 2층 신경망에서 하는 일이고, 여기에서는 표준편차가 1입니다.',
    },
    answer: { SimpleNet: startingWith((random) => randn([2, 3], random).mul(0.01)) },
  },
  {
    id: 'rows-for-classes',
    name: { en: 'W is 3×2 instead of 2×3', ko: 'W의 형상이 2×3이 아닌 3×2' },
    explanation: {
      en: 'This is what you get when W has a row for each class: it needs a row for each input, so that x·W gives three scores.',
      ko: 'W의 행을 클래스마다 두면 이렇게 됩니다. x·W가 점수 세 개가 되려면 입력마다 행이 하나씩 있어야 합니다.',
    },
    answer: { SimpleNet: startingWith((random) => randn([3, 2], random)) },
  },
  {
    id: 'randomness-from-elsewhere',
    ownNumbers: true,
    name: { en: 'Math.random instead of the given source', ko: '주어진 난수 대신 Math.random 사용' },
    explanation: {
      en: 'This is what you get when the weights come from `Math.random`: no seed can reproduce them. Use the `random` that is passed in.',
      ko: '가중치를 `Math.random`에서 뽑으면 같은 시드로도 다시 만들 수 없습니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: { SimpleNet: startingWith(() => randn([2, 3], Math.random)) },
  },
  {
    id: 'seeded-inside',
    ownNumbers: true,
    name: { en: 'the constructor’s own seed', ko: '생성자 안에서 정한 시드' },
    explanation: {
      en: 'This is what you get when the constructor makes its own random source: every network has the same weights. Use the `random` that is passed in.',
      ko: '생성자 안에서 난수 생성기를 새로 만들면 모든 신경망의 가중치가 같아집니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: { SimpleNet: startingWith(() => randn([2, 3], seededRandom(1))) },
  },
  {
    id: 'softmax-in-predict',
    name: { en: 'softmax already in predict', ko: 'predict에서 이미 소프트맥스를 적용' },
    explanation: {
      en: 'This is what you get when `predict` already applies softmax: it should return the scores x·W, and `loss` turns them into probabilities.',
      ko: '`predict`에서 소프트맥스를 적용하면 이 값이 나옵니다. `predict`는 점수 x·W를 돌려주고, 확률로 바꾸는 일은 `loss`가 합니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return softmax(x.dot(this.W));
        }
      },
    },
  },
  {
    id: 'sigmoid-in-predict',
    name: { en: 'a sigmoid in predict', ko: 'predict에 시그모이드를 적용' },
    explanation: {
      en: 'This is what you get when the scores go through a sigmoid. This network has no hidden layer: its scores are x·W.',
      ko: '점수에 시그모이드를 적용하면 이 값이 나옵니다. 이 신경망에는 은닉층이 없으므로 x·W가 전부입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return sigmoid(x.dot(this.W));
        }
      },
    },
  },
  {
    id: 'weights-first',
    name: { en: 'Wᵀ·x instead of x·W', ko: 'x·W 대신 Wᵀ·x' },
    explanation: {
      en: 'This is what you get when the product is written the other way around, Wᵀ·x. It is right for one sample, but not for a batch, whose samples are rows: x·W fits both.',
      ko: '곱의 순서를 바꾸어 Wᵀ·x로 쓰면 이렇게 됩니다. 샘플 하나에는 맞지만, 샘플이 행으로 놓인 미니배치에는 맞지 않습니다. x·W는 둘 다에 맞습니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return this.W.T.dot(x);
        }
      },
    },
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample of a batch', ko: '미니배치의 첫 샘플만 계산' },
    explanation: {
      en: 'This is what you get when only the first two numbers of x are used. A batch has a row for each sample, and so do its scores.',
      ko: 'x의 처음 두 수만 쓰면 이렇게 됩니다. 미니배치에는 샘플마다 행이 하나씩 있고, 점수도 그렇습니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return array([x.data[0], x.data[1]]).dot(this.W);
        }
      },
    },
  },
  {
    id: 'sample-becomes-a-batch',
    name: { en: 'one sample comes back as a batch', ko: '샘플 하나가 미니배치로 바뀜' },
    explanation: {
      en: 'This is what you get when x is always made into a matrix: one sample (2) should give (3), not (1×3). `dot` takes both as they are.',
      ko: 'x를 항상 행렬로 바꾸면 이렇게 됩니다. 샘플 하나 (2)의 결과는 (1×3)이 아니라 (3)이어야 합니다. `dot`은 둘 다 그대로 받습니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return x.reshape(x.size / 2, 2).dot(this.W);
        }
      },
    },
  },
  {
    id: 'softmax-missing',
    name: { en: 'no softmax in the loss', ko: '손실에 소프트맥스가 빠짐' },
    explanation: {
      en: 'This is what you get when the loss treats the scores as probabilities: a logarithm of them can even be NaN. Apply softmax first.',
      ko: '점수를 확률로 여기고 손실을 구하면 이렇게 됩니다. 점수의 로그는 NaN이 되기도 합니다. 먼저 소프트맥스로 확률을 만드세요.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(this.predict(x), t);
        }
      },
    },
  },
  {
    id: 'y-and-t-swapped',
    name: { en: 'y and t exchanged in the loss', ko: '손실에서 y와 t가 뒤바뀜' },
    explanation: {
      en: 'This is what you get when y and t are exchanged: the cross-entropy error takes the logarithm of its first argument, the prediction.',
      ko: 'y와 t를 바꾸어 넣으면 이 값이 나옵니다. 교차 엔트로피 오차는 첫째 인수인 예측에 로그를 취합니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(t, softmax(this.predict(x)));
        }
      },
    },
  },
  {
    id: 'squared-error',
    name: { en: 'the squared error as the loss', ko: '손실로 오차제곱합을 사용' },
    explanation: {
      en: 'This is what you get when the loss is the squared error of topic 01. This network picks a class, and its loss is the cross-entropy error.',
      ko: '손실로 01번 주제의 오차제곱합을 쓰면 이 값이 나옵니다. 이 신경망은 클래스를 고르므로 손실은 교차 엔트로피 오차입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return meanSquaredError(softmax(this.predict(x)), t);
        }
      },
    },
  },
  {
    id: 'mean-taken-twice',
    name: { en: 'the mean over the batch is taken twice', ko: '미니배치의 평균을 두 번 구함' },
    explanation: {
      en: 'This is what you get when the loss is divided by `x.shape[0]` once more. `crossEntropyError` is already the mean over the batch.',
      ko: '손실을 `x.shape[0]`으로 한 번 더 나누면 이 값이 나옵니다. `crossEntropyError`는 이미 미니배치의 평균입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return super.loss(x, t) / x.shape[0];
        }
      },
    },
  },
  {
    id: 'logarithm-unprotected',
    name: { en: 'no 1e-7 inside the logarithm', ko: '로그 안에 1e-7이 없음' },
    explanation: {
      en: 'This is what you get when the logarithm is taken without the 1e-7: infinite once a probability is 0. The function of topic 02 adds it.',
      ko: '1e-7 없이 로그를 취하면 이렇게 됩니다. 확률이 0이면 무한대가 됩니다. 02번 주제의 함수는 1e-7을 더해 줍니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          const rows = x.ndim === 1 ? 1 : x.shape[0];
          const y = softmax(this.predict(x));
          return y.map((value, i) => (t.data[i] === 1 ? -Math.log(value) : 0)).sum() / rows;
        }
      },
    },
  },
  {
    id: 'loss-sees-no-movement',
    name: { en: 'every slope is 0', ko: '기울기가 모두 0' },
    explanation: {
      en: 'This is what you get when a copy of W is moved: the loss looks at `this.W`, which does not move. (Moving all weights at once gives 0 as well: it adds the same to all scores.)',
      ko: 'W의 복사본을 움직이면 이렇게 됩니다. 손실은 가만히 있는 `this.W`를 봅니다. (모든 가중치를 한꺼번에 움직여도 모든 점수가 똑같이 커지므로 0이 됩니다.)',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient(() => this.loss(x, t), this.W.copy());
        }
      },
    },
  },
  {
    id: 'slope-along-x',
    name: { en: 'the slope along the inputs', ko: '입력에 대한 기울기' },
    explanation: {
      en: 'This is what you get when x is moved instead of W. The inputs are given; what can be learned, and so must be moved, are the weights.',
      ko: 'W 대신 x를 움직이면 이 값이 나옵니다. 입력은 주어진 것이고, 학습하는 것은 가중치이므로 가중치를 움직여야 합니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient(() => this.loss(x, t), x);
        }
      },
    },
  },
  {
    id: 'slope-of-the-scores',
    name: { en: 'the slope of the scores, not of the loss', ko: '손실이 아닌 점수의 기울기' },
    explanation: {
      en: 'This is what you get when the sum of the scores is differentiated. Ask how the loss changes with each weight.',
      ko: '점수의 합을 미분하면 이 값이 나옵니다. 가중치를 움직일 때 손실이 어떻게 변하는지를 구해야 합니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray): NDArray {
          return numericalGradient(() => this.predict(x).sum(), this.W);
        }
      },
    },
  },
  {
    id: 'not-restored',
    name: { en: 'weights are not put back', ko: '가중치를 되돌려 놓지 않음' },
    explanation: {
      en: 'This is what you get when a weight stays moved after its slope is taken: the next slopes are measured somewhere else.',
      ko: '기울기를 구한 뒤 가중치를 되돌려 놓지 않으면 이렇게 됩니다. 다음 기울기는 다른 곳에서 재게 됩니다.',
    },
    answer: {
      SimpleNet: walking((loss, W, i, h) => {
        W.data[i] += h;
        const above = loss();
        W.data[i] -= 2 * h;
        return (above - loss()) / (2 * h);
      }),
    },
  },
  {
    id: 'restored-with-drift',
    name: { en: 'weights are not put back exactly', ko: '가중치가 정확히 되돌아오지 않음' },
    explanation: {
      en: 'This is what you get when a weight is restored by adding h again: rounding leaves it a little off. Keep the original number and write it back.',
      ko: 'h를 다시 더해서 가중치를 되돌리면 반올림 때문에 조금 어긋납니다. 원래의 수를 기억해 두었다가 그대로 되돌려 놓으세요.',
    },
    answer: {
      SimpleNet: walking((loss, W, i, h) => {
        W.data[i] += h;
        const above = loss();
        W.data[i] -= 2 * h;
        const below = loss();
        W.data[i] += h;
        return (above - below) / (2 * h);
      }),
    },
  },
  {
    id: 'forward-difference',
    name: { en: 'a forward difference', ko: '전방 차분' },
    explanation: {
      en: 'This is what you get with a forward difference, from W to W + h. The central one, from W − h to W + h, is far more exact: use `numericalGradient`.',
      ko: 'W에서 W + h까지의 전방 차분을 쓰면 이 값이 나옵니다. W − h에서 W + h까지의 중앙 차분이 훨씬 정확합니다. `numericalGradient`를 쓰세요.',
    },
    answer: {
      SimpleNet: walking((loss, W, i, h) => (lossAfter(loss, W, i, h) - loss()) / h),
    },
  },
  {
    id: 'divided-by-h',
    name: { en: 'divided by h instead of 2h', ko: '2h 대신 h로 나눔' },
    explanation: {
      en: 'This is what you get when the central difference is divided by h: its two points are 2h apart, so every slope comes out twice as large.',
      ko: '중앙 차분을 h로 나누면 이 값이 나옵니다. 두 점 사이의 거리는 2h이므로 기울기가 모두 두 배가 됩니다.',
    },
    answer: {
      SimpleNet: walking((loss, W, i, h) => (lossAfter(loss, W, i, h) - lossAfter(loss, W, i, -h)) / h),
    },
  },
  {
    id: 'downhill',
    name: { en: 'the sign is reversed', ko: '부호가 반대' },
    explanation: {
      en: 'This is what you get when the two losses are subtracted in the wrong order. The gradient points uphill; the step down comes later.',
      ko: '두 손실을 거꾸로 빼면 이 값이 나옵니다. 기울기는 손실이 커지는 쪽을 가리키고, 내려가는 일은 나중에 합니다.',
    },
    answer: {
      SimpleNet: walking((loss, W, i, h) => (lossAfter(loss, W, i, -h) - lossAfter(loss, W, i, h)) / (2 * h)),
    },
  },
  {
    id: 'step-taken',
    name: { en: 'the gradient already takes a step', ko: 'gradient가 W를 갱신함' },
    explanation: {
      en: 'This is what you get when `gradient` also changes W by a step of gradient descent. It only measures; W must be the same afterward.',
      ko: '`gradient` 안에서 경사 하강법으로 W를 갱신하면 이렇게 됩니다. `gradient`는 재기만 하고, W는 그대로여야 합니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const gradient = super.gradient(x, t);
          this.W = this.W.sub(gradient.mul(0.1));
          return gradient;
        }
      },
    },
  },
  {
    id: 'no-batch-mean',
    name: { en: 'the sum over the batch, not the mean', ko: '미니배치의 평균이 아닌 합' },
    explanation: {
      en: 'This is what you get when the gradients of a batch are added up: the loss is the mean over the batch, and so is its gradient.',
      ko: '미니배치의 기울기를 더하기만 하면 이 값이 나옵니다. 손실은 미니배치의 평균이므로 그 기울기도 평균입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const [rows, targets] = [x.reshape(x.size / 2, 2), t.reshape(t.size / 3, 3)];
          return rows.T.dot(softmax(rows.dot(this.W)).sub(targets));
        }
      },
    },
  },
  {
    id: 'calls-itself',
    name: { en: 'gradient calls itself', ko: 'gradient가 자기 자신을 부름' },
    explanation: {
      en: 'This is what you get when `gradient` calls `this.gradient`: it starts over again and again. What it needs is the function of topic 06, `numericalGradient(…)`, and the loss, `this.loss(x, t)`.',
      ko: '`gradient` 안에서 `this.gradient`를 부르면 이렇게 됩니다. 끝없이 처음부터 다시 시작합니다. 필요한 것은 06번 주제의 함수 `numericalGradient(…)`와 손실 `this.loss(x, t)`입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return this.gradient(x, t);
        }
      },
    },
  },
  {
    id: 'gradient-kept',
    name: { en: 'the first gradient is kept', ko: '첫 기울기를 계속 돌려준다' },
    explanation: {
      en: 'This is what you get when the gradient is computed once and kept: it depends on x, t and W, and each call must compute it anew.',
      ko: '기울기를 한 번만 구해 두고 계속 돌려주면 이렇게 됩니다. 기울기는 x, t, W에 따라 달라지므로 호출할 때마다 새로 구하세요.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        kept?: NDArray;

        override gradient(x: NDArray, t: NDArray): NDArray {
          return (this.kept ??= super.gradient(x, t));
        }
      },
    },
  },
  {
    id: 'softmax-in-front',
    name: { en: 'softmax comes before the weights', ko: '가중치보다 softmax가 먼저' },
    explanation: {
      en: 'This is what you get when softmax is applied to x, before the weights: it turns the scores, x·W, into probabilities.',
      ko: '가중치를 곱하기 전에 x에 softmax를 적용하면 이 값이 나옵니다. softmax는 점수 x·W를 확률로 바꿉니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(softmax(softmax(x).dot(this.W)), t);
        }
      },
    },
    also: [
      {
        SimpleNet: class extends SimpleNet {
          override predict(x: NDArray): NDArray {
            return softmax(x).dot(this.W);
          }
        },
      },
    ],
  },
  {
    id: 'loss-of-the-first-sample',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when only the first sample of a batch is looked at: the loss, and with it the gradient, is the mean over all samples.',
      ko: '배치의 첫 샘플만 보면 이 값이 나옵니다. 손실은 모든 샘플에 대한 평균이고, 기울기도 그 평균의 기울기입니다.',
    },
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return super.gradient(firstOf(x), firstOf(t));
        }
      },
    },
    also: [
      {
        SimpleNet: class extends SimpleNet {
          override loss(x: NDArray, t: NDArray): number {
            return super.loss(firstOf(x), firstOf(t));
          }
        },
      },
    ],
  },
]);

const W = array([
  [0.3, -0.7, 0.9],
  [-0.4, 0.2, 0.8], // 0.2 + h − 2h + h is not 0.2
]);
const sample = { x: array([0.6, 0.9]), t: array([0, 0, 1]) };
const otherSample = { x: array([1.5, -0.2]), t: array([1, 0, 0]) };
const batch = {
  x: array([
    [1, -1.2],
    [0.4, 2],
    [-0.8, 0.5],
  ]),
  t: array([
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ]),
};
const otherBatch = { x: batch.x.take([2, 0]), t: batch.t.take([2, 0]) };
const inputs = [sample, otherSample, batch, otherBatch];

function netOf(topic: Topic): SimpleNet {
  const net = new topic.SimpleNet(seededRandom(1));
  net.W = W.copy();
  return net;
}

/** What fifty networks made from one source have in common, whatever way their weights are drawn. */
function portrait(topic: Topic, seed: number): object {
  const random = seededRandom(seed);
  const drawn = Array.from({ length: 50 }, () => new topic.SimpleNet(random).W);
  const numbers = drawn.flatMap((weights) => [...weights.data]);
  return {
    shape: [...drawn[0].shape],
    differentNumbers: new Set(numbers).size,
    someBelowZero: numbers.some((weight) => weight < 0),
    someBeyondOne: numbers.some((weight) => Math.abs(weight) > 1),
    allTiny: numbers.every((weight) => Math.abs(weight) < 0.1),
    repeatable: String(new topic.SimpleNet(seededRandom(seed)).W) === String(drawn[0]),
  };
}

export const probes: Probes<Topic> = {
  SimpleNet: [(topic) => portrait(topic, 1), (topic) => portrait(topic, 2)],
  'SimpleNet.predict': inputs.map(
    ({ x }) =>
      (topic) =>
        netOf(topic).predict(x),
  ),
  // What a method is made of is seen as well, so that a mistake is found in the method where it was made.
  'SimpleNet.loss': inputs.map(({ x, t }) => (topic) => {
    const net = netOf(topic);
    return { scores: net.predict(x), loss: net.loss(x, t) };
  }),
  'SimpleNet.gradient': inputs.map(({ x, t }) => (topic) => {
    const net = netOf(topic);
    const loss = net.loss(x, t);
    const gradient = net.gradient(x, t);
    return { loss, gradient, W: net.W, exactly: String(net.W) === String(W) };
  }),
};
