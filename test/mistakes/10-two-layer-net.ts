// Wrong answers to topic 10 · the two-layer network.
import { array, oneHot, randn, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { meanSquaredError } from '../../solutions/01-mean-squared-error';
import { crossEntropyError } from '../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../solutions/06-numerical-gradient';
import { sigmoid, softmax } from '../../solutions/08-activations';
import { TwoLayerNet, type Params, type TwoLayerNetOptions } from '../../solutions/10-two-layer-net';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/10-two-layer-net');

const NAMES = ['W1', 'b1', 'W2', 'b2'] as const;

/** A network whose constructor leaves these parameters behind. */
function startingWith(paramsOf: (options: TwoLayerNetOptions, params: Params) => Params): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    constructor(options: TwoLayerNetOptions) {
      const drawn: number[] = [];
      const noting = (): number => {
        const number = options.random();
        drawn.push(number);
        return number;
      };
      super({ ...options, random: noting });
      // Whoever draws the first parameters anew gets the numbers that the right ones were made of, as if these had not been drawn.
      this.params = paramsOf({ ...options, random: () => drawn.shift() ?? options.random() }, this.params);
    }
  };
}

/** Networks that all have these parameters, those of the newest one. */
function sharing(params: Params): typeof TwoLayerNet {
  return startingWith((_, own) => Object.assign(params, own));
}

/** A network that predicts in this way. */
function predicting(predict: (params: Params, x: NDArray) => NDArray): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    override predict(x: NDArray): NDArray {
      return predict(this.params, x);
    }
  };
}

/** A network whose loss is this, of the probabilities and the target. */
function losing(loss: (y: NDArray, t: NDArray) => number): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    override loss(x: NDArray, t: NDArray): number {
      return loss(this.predict(x), t);
    }
  };
}

/** A network whose accuracy is this, of the probabilities and the target. */
function counting(accuracy: (y: NDArray, t: NDArray) => number): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    override accuracy(x: NDArray, t: NDArray): number {
      return accuracy(this.predict(x), t);
    }
  };
}

/** How many samples are told right. */
function rightAnswers(y: NDArray, t: NDArray): number {
  const actual = t.argmax(1);
  return y.argmax(1).filter((label, n) => label === actual[n]).length;
}

/** A network that makes this of the right gradient. */
function changing(change: (right: Params, x: NDArray) => Params): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    override numericalGradient(x: NDArray, t: NDArray): Params {
      return change(super.numericalGradient(x, t), x);
    }
  };
}

/** A network that walks over all parameters, and takes each slope by `slope`. */
function walking(
  slope: (loss: () => number, values: NDArray['data'], i: number, h: number) => number,
): typeof TwoLayerNet {
  return class extends TwoLayerNet {
    override numericalGradient(x: NDArray, t: NDArray): Params {
      return forEachName((name) => {
        const param = this.params[name];
        return zeros(param.shape).map((_, i) => slope(() => this.loss(x, t), param.data, i, 1e-4));
      });
    }
  };
}

function forEachName(f: (name: keyof Params) => NDArray): Params {
  return { W1: f('W1'), b1: f('b1'), W2: f('W2'), b2: f('b2') };
}

/** Columns instead of rows: what a softmax gives that runs along the wrong axis. */
function softmaxDownTheColumns(a: NDArray): NDArray {
  return softmax(a.T).T;
}

export const mistakes = inEachWay<Topic>([
  // the constructor
  {
    id: 'one-params-object-for-all',
    name: { en: 'all networks share one params object', ko: '모든 신경망이 params 객체 하나를 함께 씀' },
    explanation: {
      en: 'This is what you get when the constructor writes into one object outside of it: each new network overwrites the parameters of the ones before. Make a new object in the constructor: `this.params = { … }`.',
      ko: '생성자가 바깥에 있는 객체 하나에 써넣으면 이렇게 됩니다. 새 신경망이 앞에서 만든 신경망의 매개변수를 덮어씁니다. 생성자에서 새 객체를 만드세요: `this.params = { … }`.',
    },
    answer: { TwoLayerNet: sharing({} as Params) },
  },
  {
    id: 'zero-weights',
    name: { en: 'all weights start at 0', ko: '모든 가중치가 0에서 시작' },
    explanation: {
      en: 'This is what you get when the weights start at 0: all hidden units are the same then, and stay the same forever. Draw them at random.',
      ko: '가중치를 0으로 시작하면 이렇게 됩니다. 은닉층의 뉴런이 모두 같아지고 영원히 같은 채로 남습니다. 무작위로 뽑으세요.',
    },
    answer: {
      TwoLayerNet: startingWith((_, { W1, b1, W2, b2 }) => ({ W1: W1.mul(0), b1, W2: W2.mul(0), b2 })),
    },
  },
  {
    id: 'std-ignored',
    name: { en: 'weightInitStd is not used', ko: 'weightInitStd를 쓰지 않음' },
    explanation: {
      en: 'This is what you get when the weights are not multiplied by `weightInitStd`: `randn` gives the standard deviation 1.',
      ko: '가중치에 `weightInitStd`를 곱하지 않으면 이렇게 됩니다. `randn`의 표준편차는 1입니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 1 });
        }
      },
    },
  },
  {
    id: 'std-always-small',
    name: { en: 'always 0.01, whatever is requested', ko: '요청과 상관없이 항상 0.01' },
    explanation: {
      en: 'This is what you get when the weights are always multiplied by 0.01. That number is only the default, for when no `weightInitStd` is given.',
      ko: '가중치에 항상 0.01을 곱하면 이렇게 됩니다. 0.01은 `weightInitStd`가 주어지지 않았을 때에만 쓰는 값입니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 0.01 });
        }
      },
    },
  },
  {
    id: 'variance-for-std',
    name: { en: 'weightInitStd taken for the variance', ko: 'weightInitStd를 분산으로 사용' },
    explanation: {
      en: 'This is what you get when the weights are multiplied by the root of `weightInitStd`. It is the standard deviation already, not the variance.',
      ko: '가중치에 `weightInitStd`의 제곱근을 곱하면 이렇게 됩니다. 이 값은 분산이 아니라 이미 표준편차입니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: Math.sqrt(options.weightInitStd ?? 0.01) });
        }
      },
    },
  },
  {
    id: 'std-added',
    name: { en: 'weightInitStd is added, not multiplied', ko: 'weightInitStd를 곱하지 않고 더함' },
    explanation: {
      en: 'This is what you get when `weightInitStd` is added to the weights. That moves them; to make them smaller, multiply.',
      ko: '가중치에 `weightInitStd`를 더하면 이렇게 됩니다. 그러면 옮겨질 뿐입니다. 작게 만들려면 곱해야 합니다.',
    },
    answer: {
      TwoLayerNet: startingWith(
        ({ inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random }, { b1, b2 }) => ({
          W1: randn([inputSize, hiddenSize], random).add(weightInitStd),
          b1,
          W2: randn([hiddenSize, outputSize], random).add(weightInitStd),
          b2,
        }),
      ),
    },
  },
  {
    id: 'second-layer-not-scaled',
    name: { en: 'only W1 is multiplied by weightInitStd', ko: 'weightInitStd를 W1에만 곱함' },
    explanation: {
      en: 'This is what you get when W1 is multiplied by `weightInitStd`, but W2 is not: both are weights.',
      ko: 'W1에는 `weightInitStd`를 곱하고 W2에는 곱하지 않으면 이렇게 됩니다. 둘 다 가중치입니다.',
    },
    answer: {
      TwoLayerNet: startingWith(
        ({ inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random }, params) => ({
          ...params,
          W1: randn([inputSize, hiddenSize], random).mul(weightInitStd),
          W2: randn([hiddenSize, outputSize], random),
        }),
      ),
    },
  },
  {
    id: 'uniform-weights',
    name: { en: 'weights drawn evenly, all of them positive', ko: '고르게 뽑아 모두 양수인 가중치' },
    explanation: {
      en: 'This is what you get when the weights come straight from `random()`, evenly from 0 to 1. `randn` turns it into normally distributed numbers around 0.',
      ko: '`random()`의 값을 그대로 가중치로 쓰면 0과 1 사이에 고르게 퍼집니다. `randn`은 이를 0을 중심으로 하는 정규분포로 바꿔 줍니다.',
    },
    answer: {
      TwoLayerNet: startingWith(({ weightInitStd = 0.01, random }, { W1, b1, W2, b2 }) => ({
        W1: W1.map(() => random() * weightInitStd),
        b1,
        W2: W2.map(() => random() * weightInitStd),
        b2,
      })),
    },
  },
  {
    id: 'random-biases',
    name: { en: 'biases are drawn at random, too', ko: '편향도 무작위로 뽑음' },
    explanation: {
      en: 'This is what you get when the biases are drawn like the weights: they start at 0.',
      ko: '편향을 가중치처럼 무작위로 뽑으면 이렇게 됩니다. 편향은 0에서 시작합니다.',
    },
    answer: {
      TwoLayerNet: startingWith(({ hiddenSize, outputSize, weightInitStd = 0.01, random }, { W1, W2 }) => ({
        W1,
        b1: randn([hiddenSize], random).mul(weightInitStd),
        W2,
        b2: randn([outputSize], random).mul(weightInitStd),
      })),
    },
    also: [true, false].map((isScaled) => ({
      TwoLayerNet: startingWith(({ inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random }) => {
        const biasStd = isScaled ? weightInitStd : 1;
        const W1 = randn([inputSize, hiddenSize], random).mul(weightInitStd);
        const b1 = randn([hiddenSize], random).mul(biasStd);
        const W2 = randn([hiddenSize, outputSize], random).mul(weightInitStd);
        return { W1, b1, W2, b2: randn([outputSize], random).mul(biasStd) };
      }),
    })),
  },
  {
    id: 'biases-of-one',
    name: { en: 'biases start at 1', ko: '편향이 1에서 시작' },
    explanation: {
      en: 'This is what you get when the biases start at 1: they start at 0.',
      ko: '편향을 1로 시작하면 이렇게 됩니다. 편향은 0에서 시작합니다.',
    },
    answer: {
      TwoLayerNet: startingWith((_, { W1, b1, W2, b2 }) => ({ W1, b1: b1.add(1), W2, b2: b2.add(1) })),
    },
    together: [
      {
        TwoLayerNet: startingWith(
          ({ inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random }, { b1, b2 }) => ({
            W1: randn([inputSize, hiddenSize], random).mul(weightInitStd),
            b1: b1.add(1),
            W2: randn([hiddenSize, outputSize], random),
            b2: b2.add(1),
          }),
        ),
      },
    ],
  },
  {
    id: 'biases-as-matrices',
    name: { en: 'biases are 1×H and 1×C matrices', ko: '편향이 1×H, 1×C 행렬' },
    explanation: {
      en: 'This is what you get when the biases are matrices of one row. The sums come out right, but a gradient has the shape of its parameter: make them vectors, (H) and (C).',
      ko: '편향을 한 행짜리 행렬로 만들면 이렇게 됩니다. 덧셈은 되지만 기울기의 형상은 매개변수의 형상을 따릅니다. (H)와 (C)인 벡터로 만드세요.',
    },
    answer: {
      TwoLayerNet: startingWith((_, { W1, b1, W2, b2 }) => ({
        W1,
        b1: b1.reshape(1, b1.size),
        W2,
        b2: b2.reshape(1, b2.size),
      })),
    },
  },
  {
    id: 'weights-transposed',
    name: { en: 'rows and columns of the weights exchanged', ko: '가중치의 행과 열이 뒤바뀜' },
    explanation: {
      en: 'This is what you get when W1 is (H×D) and W2 (C×H). A sample is a row, so a weight matrix has a row for each of its inputs: (D×H) and (H×C).',
      ko: 'W1을 (H×D), W2를 (C×H)로 만들면 이렇게 됩니다. 샘플이 행이므로 가중치 행렬은 입력마다 행이 하나씩 있는 (D×H)와 (H×C)입니다.',
    },
    answer: {
      TwoLayerNet: startingWith((_, { W1, b1, W2, b2 }) => ({ W1: W1.T, b1, W2: W2.T, b2 })),
    },
  },
  {
    id: 'randomness-from-elsewhere',
    ownNumbers: true,
    name: { en: 'Math.random instead of the given source', ko: '주어진 난수 대신 Math.random 사용' },
    explanation: {
      en: 'This is what you get when the weights come from `Math.random`: no seed can reproduce them. Use the `random` that is passed in.',
      ko: '가중치를 `Math.random`에서 뽑으면 같은 시드로도 다시 만들 수 없습니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, random: Math.random });
        }
      },
    },
  },
  {
    id: 'seeded-inside',
    ownNumbers: true,
    name: { en: 'the constructor’s own seed', ko: '생성자 안에서 정한 시드' },
    explanation: {
      en: 'This is what you get when the constructor makes its own random source: every network has the same weights. Use the `random` that is passed in.',
      ko: '생성자 안에서 난수 생성기를 새로 만들면 모든 신경망의 가중치가 같아집니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, random: seededRandom(1) });
        }
      },
    },
  },

  // predict
  {
    id: 'softmax-missing',
    name: { en: 'no softmax in predict', ko: 'predict에 소프트맥스가 없음' },
    explanation: {
      en: 'This is what you get when `predict` returns the scores a2. Here it returns probabilities: softmax comes last.',
      ko: '`predict`가 점수 a2를 돌려주면 이 값이 나옵니다. 여기에서는 확률을 돌려주므로 마지막에 소프트맥스를 적용합니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2)),
    },
  },
  {
    id: 'softmax-twice-in-predict',
    name: { en: 'softmax twice in predict', ko: 'predict에서 소프트맥스를 두 번 적용' },
    explanation: {
      en: 'This is what you get when softmax is applied to probabilities: once, at the end, is enough.',
      ko: '이미 확률인 값에 소프트맥스를 다시 적용하면 이 값이 나옵니다. 마지막에 한 번이면 됩니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) =>
        softmax(softmax(sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2))),
      ),
    },
  },
  {
    id: 'activation-missing',
    name: { en: 'no sigmoid between the layers', ko: '층 사이에 시그모이드가 없음' },
    explanation: {
      en: 'This is what you get without the sigmoid after the first layer: two layers with nothing in between can do no more than one.',
      ko: '첫째 층 다음에 시그모이드가 없으면 이 값이 나옵니다. 사이에 활성화 함수가 없으면 두 층은 한 층과 다를 바 없습니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => softmax(x.dot(W1).add(b1).dot(W2).add(b2))),
    },
    together: [
      { TwoLayerNet: predicting(({ W1, W2, b2 }, x) => softmax(x.dot(W1).dot(W2).add(b2))) },
      { TwoLayerNet: predicting(({ W1, W2 }, x) => softmax(x.dot(W1).dot(W2))) },
    ],
  },
  {
    id: 'softmax-between-the-layers',
    name: { en: 'softmax instead of the sigmoid', ko: '시그모이드 대신 소프트맥스' },
    explanation: {
      en: 'This is what you get when the hidden layer has softmax for its activation. Softmax is for the output; the hidden layer has a sigmoid.',
      ko: '은닉층의 활성화 함수로 소프트맥스를 쓰면 이 값이 나옵니다. 소프트맥스는 출력층에, 시그모이드는 은닉층에 씁니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => softmax(softmax(x.dot(W1).add(b1)).dot(W2).add(b2))),
    },
  },
  {
    id: 'sigmoid-before-softmax',
    name: { en: 'a sigmoid before softmax', ko: '소프트맥스 앞에 시그모이드' },
    explanation: {
      en: 'This is what you get when the scores a2 go through a sigmoid before softmax. After the second layer comes only softmax.',
      ko: '점수 a2에 시그모이드를 적용한 뒤 소프트맥스를 적용하면 이 값이 나옵니다. 둘째 층에는 소프트맥스만 있습니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) =>
        softmax(sigmoid(sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2))),
      ),
    },
  },
  {
    id: 'sigmoid-at-the-end',
    name: { en: 'a sigmoid instead of softmax', ko: '소프트맥스 대신 시그모이드' },
    explanation: {
      en: 'This is what you get when the output layer has a sigmoid, too: its numbers are between 0 and 1, but they do not add up to 1. Softmax’s do.',
      ko: '출력층에도 시그모이드를 쓰면 이 값이 나옵니다. 0과 1 사이의 수이지만 합이 1이 아닙니다. 소프트맥스는 합이 1입니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => sigmoid(sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2))),
    },
  },
  {
    id: 'softmax-down-the-columns',
    name: { en: 'softmax down the columns', ko: '열 방향의 소프트맥스' },
    explanation: {
      en: 'This is what you get when softmax runs down the columns, over the samples. Each row, a sample, must add up to 1.',
      ko: '소프트맥스를 열 방향으로, 곧 샘플들에 걸쳐 계산하면 이 값이 나옵니다. 샘플인 각 행의 합이 1이어야 합니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) =>
        softmaxDownTheColumns(sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2)),
      ),
    },
  },
  {
    id: 'b1-missing',
    name: { en: 'b1 is not added', ko: 'b1을 더하지 않음' },
    explanation: {
      en: 'This is what you get when b1 is not added: a1 = x·W1 + b1.',
      ko: 'b1을 더하지 않으면 이 값이 나옵니다. a1 = x·W1 + b1입니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, W2, b2 }, x) => softmax(sigmoid(x.dot(W1)).dot(W2).add(b2))),
    },
  },
  {
    id: 'b2-missing',
    name: { en: 'b2 is not added', ko: 'b2를 더하지 않음' },
    explanation: {
      en: 'This is what you get when b2 is not added: a2 = z1·W2 + b2.',
      ko: 'b2를 더하지 않으면 이 값이 나옵니다. a2 = z1·W2 + b2입니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2 }, x) => softmax(sigmoid(x.dot(W1).add(b1)).dot(W2))),
    },
  },
  {
    id: 'biases-missing',
    name: { en: 'no bias is added', ko: '편향을 더하지 않음' },
    explanation: {
      en: 'This is what you get when neither bias is added: each layer is a product with its weights, plus its bias.',
      ko: '두 편향을 모두 더하지 않으면 이 값이 나옵니다. 각 층은 가중치와의 곱에 편향을 더한 것입니다.',
    },
    answer: { TwoLayerNet: predicting(({ W1, W2 }, x) => softmax(sigmoid(x.dot(W1)).dot(W2))) },
  },
  {
    id: 'bias-after-the-activation',
    name: { en: 'b1 is added after the sigmoid', ko: '시그모이드 다음에 b1을 더함' },
    explanation: {
      en: 'This is what you get when b1 is added after the sigmoid. It belongs to a1, what goes into the sigmoid.',
      ko: '시그모이드 다음에 b1을 더하면 이 값이 나옵니다. b1은 시그모이드에 들어가는 a1에 더합니다.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => softmax(sigmoid(x.dot(W1)).add(b1).dot(W2).add(b2))),
    },
  },
  {
    id: 'bias-added-to-the-weights',
    name: { en: 'the biases are added to the weights', ko: '편향을 가중치에 더함' },
    explanation: {
      en: 'This is what you get from x·(W + b): the bias is then multiplied by the inputs, too. It is added to the product: `x.dot(W1).add(b1)`.',
      ko: 'x·(W + b)로 계산하면 이 값이 나옵니다. 편향에까지 입력이 곱해집니다. 편향은 곱한 결과에 더합니다: `x.dot(W1).add(b1)`.',
    },
    answer: {
      TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) => softmax(sigmoid(x.dot(W1.add(b1))).dot(W2.add(b2)))),
    },
    also: [
      {
        TwoLayerNet: predicting(({ W1, b1, W2, b2 }, x) =>
          softmax(
            sigmoid(x.dot(W1.add(b1)))
              .dot(W2)
              .add(b2),
          ),
        ),
      },
    ],
  },
  {
    id: 'first-parameters-kept',
    name: { en: 'the first parameters are used forever', ko: '처음의 매개변수를 계속 사용' },
    explanation: {
      en: 'This is what you get when the constructor keeps the parameters somewhere else, too: learning replaces `this.params`, so look there each time.',
      ko: '생성자에서 매개변수를 다른 곳에도 보관해 두고 쓰면 이렇게 됩니다. 학습은 `this.params`를 바꾸므로 매번 그것을 보아야 합니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        private readonly kept = this.params;

        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.kept;
          return softmax(sigmoid(x.dot(W1).add(b1)).dot(W2).add(b2));
        }
      },
    },
  },

  // loss
  {
    id: 'softmax-again-in-loss',
    name: { en: 'softmax once more in the loss', ko: '손실에서 소프트맥스를 한 번 더 적용' },
    explanation: {
      en: 'This is what you get when the loss applies softmax to the predictions. They are probabilities already: here `predict` ends with softmax.',
      ko: '손실에서 예측에 소프트맥스를 또 적용하면 이 값이 나옵니다. 여기에서는 `predict`가 소프트맥스로 끝나므로 예측은 이미 확률입니다.',
    },
    answer: { TwoLayerNet: losing((y, t) => crossEntropyError(softmax(y), t)) },
  },
  {
    id: 'y-and-t-swapped',
    name: { en: 'y and t exchanged in the loss', ko: '손실에서 y와 t가 뒤바뀜' },
    explanation: {
      en: 'This is what you get when y and t are exchanged: the cross-entropy error takes the logarithm of its first argument, the prediction.',
      ko: 'y와 t를 바꾸어 넣으면 이 값이 나옵니다. 교차 엔트로피 오차는 첫째 인수인 예측에 로그를 취합니다.',
    },
    answer: { TwoLayerNet: losing((y, t) => crossEntropyError(t, y)) },
  },
  {
    id: 'squared-error',
    name: { en: 'the squared error as the loss', ko: '손실로 오차제곱합을 사용' },
    explanation: {
      en: 'This is what you get when the loss is the squared error of topic 01. This network picks a class, and its loss is the cross-entropy error.',
      ko: '손실로 01번 주제의 오차제곱합을 쓰면 이 값이 나옵니다. 이 신경망은 클래스를 고르므로 손실은 교차 엔트로피 오차입니다.',
    },
    answer: { TwoLayerNet: losing(meanSquaredError) },
  },
  {
    id: 'loss-summed',
    name: { en: 'the losses of a batch are added up', ko: '미니배치의 손실을 더하기만 함' },
    explanation: {
      en: 'This is what you get when the losses of a batch are added up. The loss is their mean, so that it does not depend on the batch size.',
      ko: '미니배치의 손실을 더하기만 하면 이 값이 나옵니다. 배치 크기에 좌우되지 않도록 평균을 구합니다.',
    },
    answer: { TwoLayerNet: losing((y, t) => crossEntropyError(y, t) * y.shape[0]) },
  },
  {
    id: 'mean-taken-twice',
    name: { en: 'the mean over the batch is taken twice', ko: '미니배치의 평균을 두 번 구함' },
    explanation: {
      en: 'This is what you get when the loss is divided by the batch size once more. `crossEntropyError` is already the mean over the batch.',
      ko: '손실을 배치 크기로 한 번 더 나누면 이 값이 나옵니다. `crossEntropyError`는 이미 미니배치의 평균입니다.',
    },
    answer: { TwoLayerNet: losing((y, t) => crossEntropyError(y, t) / y.shape[0]) },
  },

  // accuracy
  {
    id: 'percent',
    name: { en: 'a percentage instead of a share', ko: '비율 대신 백분율' },
    explanation: {
      en: 'This is what you get when the accuracy is given in percent. It is a share, from 0 to 1.',
      ko: '정확도를 백분율로 나타내면 이 값이 나옵니다. 정확도는 0에서 1까지의 비율입니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => (100 * rightAnswers(y, t)) / y.shape[0]) },
  },
  {
    id: 'not-divided',
    name: { en: 'a count instead of a share', ko: '비율 대신 개수' },
    explanation: {
      en: 'This is what you get when the right answers are counted, but not divided by the number of samples.',
      ko: '정답의 개수만 세고 샘플의 수로 나누지 않으면 이 값이 나옵니다.',
    },
    answer: { TwoLayerNet: counting(rightAnswers) },
  },
  {
    id: 'divided-by-all-numbers',
    name: { en: 'divided by the size of t', ko: 't의 원소 수로 나눔' },
    explanation: {
      en: 'This is what you get when the right answers are divided by `t.size`, N times C. There are as many samples as rows: `x.shape[0]`.',
      ko: '정답의 개수를 `t.size`, 곧 N×C로 나누면 이 값이 나옵니다. 샘플의 수는 행의 수 `x.shape[0]`입니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => rightAnswers(y, t) / t.size) },
  },
  {
    id: 'divided-by-classes',
    name: { en: 'divided by the number of classes', ko: '클래스의 수로 나눔' },
    explanation: {
      en: 'This is what you get when the right answers are divided by `shape[1]`, the number of classes. The number of samples is `shape[0]`.',
      ko: '정답의 개수를 클래스의 수 `shape[1]`로 나누면 이 값이 나옵니다. 샘플의 수는 `shape[0]`입니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => rightAnswers(y, t) / t.shape[1]) },
  },
  {
    id: 'wrong-answers-counted',
    name: { en: 'the share of wrong answers', ko: '오답의 비율' },
    explanation: {
      en: 'This is what you get when the wrong answers are counted instead of the right ones.',
      ko: '정답 대신 오답을 세면 이 값이 나옵니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => 1 - rightAnswers(y, t) / y.shape[0]) },
  },
  {
    id: 'more-than-half',
    name: { en: 'only probabilities above one half count', ko: '확률이 ½을 넘어야 정답으로 셈' },
    explanation: {
      en: 'This is what you get when an answer counts as right only if its probability is above one half. The most probable class counts, however low it is.',
      ko: '확률이 ½을 넘을 때에만 정답으로 세면 이 값이 나옵니다. 아무리 낮아도 가장 확률이 높은 클래스가 답입니다.',
    },
    answer: {
      TwoLayerNet: counting((y, t) => y.mul(t).data.filter((value) => value > 0.5).length / y.shape[0]),
    },
  },
  {
    id: 'mean-probability',
    name: { en: 'the mean probability of the true class', ko: '정답 클래스의 확률의 평균' },
    explanation: {
      en: 'This is what you get when the probabilities of the true classes are averaged. For the accuracy, an answer is either right or wrong.',
      ko: '정답 클래스의 확률을 평균하면 이 값이 나옵니다. 정확도에서 답은 맞거나 틀리거나 둘 중 하나입니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => y.mul(t).sum() / y.shape[0]) },
  },
  {
    id: 'one-argmax-for-the-batch',
    name: { en: 'one argmax for the whole batch', ko: '미니배치 전체에서 argmax를 한 번만 구함' },
    explanation: {
      en: 'This is what you get when `argmax()` looks for the largest number of the whole matrix. `argmax(1)` gives one for each row.',
      ko: '`argmax()`로 행렬 전체에서 가장 큰 수를 찾으면 이 값이 나옵니다. `argmax(1)`은 행마다 하나씩 찾습니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => (y.argmax() === t.argmax() ? 1 : 0)) },
  },
  {
    id: 'argmax-down-the-columns',
    name: { en: 'argmax down the columns', ko: '열 방향의 argmax' },
    explanation: {
      en: 'This is what you get when `argmax(0)` looks for the best sample of each class. `argmax(1)` finds the best class of each sample.',
      ko: '`argmax(0)`으로 클래스마다 가장 좋은 샘플을 찾으면 이 값이 나옵니다. `argmax(1)`은 샘플마다 가장 좋은 클래스를 찾습니다.',
    },
    answer: {
      TwoLayerNet: counting((y, t) => {
        const actual = t.argmax(0);
        return y.argmax(0).filter((row, k) => row === actual[k]).length / y.shape[0];
      }),
    },
  },
  {
    id: 'label-against-one-hot',
    name: { en: 'a label is compared with a one-hot row', ko: '레이블을 원-핫과 비교' },
    explanation: {
      en: 'This is what you get when the predicted label is compared with the numbers of the one-hot target: take the `argmax(1)` of both.',
      ko: '예측한 레이블을 원-핫 정답의 수와 비교하면 이 값이 나옵니다. 둘 다 `argmax(1)`을 구하세요.',
    },
    answer: {
      TwoLayerNet: counting(
        (y, t) => y.argmax(1).filter((label, n) => label === t.data[n]).length / y.shape[0],
      ),
    },
  },

  {
    id: 'arrays-compared',
    name: { en: 'two arrays are compared with ===', ko: '두 배열을 ===로 비교' },
    explanation: {
      en: 'This is what you get when two arrays are compared with ===: that asks whether they are one and the same array, and never looks at their numbers. Compare them element by element.',
      ko: '두 배열을 ===로 비교하면 이 값이 나옵니다. ===는 같은 배열인지만 묻고, 안의 수는 보지 않습니다. 자리마다 비교하세요.',
    },
    answer: { TwoLayerNet: counting(() => 0) },
  },
  {
    id: 'number-at-the-label-against-the-label',
    name: { en: 't.at(n, label) is compared with the label', ko: 't.at(n, label)을 레이블과 비교' },
    explanation: {
      en: 'This is what you get with t.at(n, label) === label: a one-hot row holds a 1 at its class, whatever the number of that class is. Compare with 1, or take the `argmax(1)` of both.',
      ko: 't.at(n, label) === label로 비교하면 이 값이 나옵니다. 원-핫 행에는 클래스 번호와 상관없이 정답 자리에 1이 있습니다. 1과 비교하거나, 둘 다 `argmax(1)`을 구하세요.',
    },
    answer: {
      TwoLayerNet: counting(
        (y, t) => y.argmax(1).filter((label, n) => t.at(n, label) === label).length / y.shape[0],
      ),
    },
  },

  // numericalGradient
  {
    id: 'loss-sees-no-movement',
    name: { en: 'every slope is 0', ko: '기울기가 모두 0' },
    explanation: {
      en: 'This is what you get when copies of the parameters are moved: the loss looks at `this.params`, which do not move.',
      ko: '매개변수의 복사본을 움직이면 이렇게 됩니다. 손실은 가만히 있는 `this.params`를 봅니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          return forEachName((name) => numericalGradient(() => this.loss(x, t), this.params[name].copy()));
        }
      },
    },
  },
  {
    id: 'biases-forgotten',
    name: { en: 'the slopes of the biases are 0', ko: '편향의 기울기가 0' },
    explanation: {
      en: 'This is what you get when the slopes are measured only for the weights: biases are learned like weights, and need their slopes, too.',
      ko: '가중치의 기울기만 구하면 이렇게 됩니다. 편향도 가중치처럼 학습하므로 기울기가 필요합니다.',
    },
    answer: { TwoLayerNet: changing(({ W1, b1, W2, b2 }) => ({ W1, b1: b1.mul(0), W2, b2: b2.mul(0) })) },
  },
  {
    id: 'gradients-under-other-names',
    name: { en: 'two gradients have each other’s name', ko: '기울기 두 개의 이름이 바뀜' },
    explanation: {
      en: 'This is what you get when the gradient of b1 is returned as b2 and the other way around, or W1 and W2 are exchanged like this: each gradient belongs to the parameter with its name, and has its shape.',
      ko: 'b1의 기울기를 b2로, b2의 기울기를 b1로 돌려주거나 W1과 W2를 그렇게 하면 이렇게 됩니다. 기울기는 이름이 같은 매개변수의 것이고, 형상도 같습니다.',
    },
    answer: { TwoLayerNet: changing(({ W1, b1, W2, b2 }) => ({ W1, b1: b2, W2, b2: b1 })) },
    also: [
      { TwoLayerNet: changing(({ W1, b1, W2, b2 }) => ({ W1: W2, b1, W2: W1, b2 })) },
      { TwoLayerNet: changing(({ W1, b1, W2, b2 }) => ({ W1: W2, b1: b2, W2: W1, b2: b1 })) },
    ],
  },
  {
    id: 'first-layer-twice',
    name: {
      en: 'the first layer’s slopes for the second as well',
      ko: '둘째 층에도 첫째 층의 기울기를 사용',
    },
    explanation: {
      en: 'This is what you get when a line is copied and still says W1 or b1 where it should say W2 or b2.',
      ko: '줄을 복사하고 W2와 b2로 고쳐야 할 W1과 b1을 그대로 두면 이렇게 됩니다.',
    },
    answer: { TwoLayerNet: changing(({ W1, b1 }) => ({ W1, b1, W2: W1, b2: b1 })) },
  },
  {
    id: 'gradient-summed',
    name: { en: 'the sum over the batch, not the mean', ko: '미니배치의 평균이 아닌 합' },
    explanation: {
      en: 'This is what you get when every slope is N times too large: the loss is the mean over the batch, and so are its slopes.',
      ko: '기울기가 모두 N배이면 이 값이 나옵니다. 손실은 미니배치의 평균이므로 그 기울기도 평균입니다.',
    },
    answer: {
      TwoLayerNet: changing((right, x) => forEachName((name) => right[name].mul(x.shape[0]))),
    },
  },
  {
    id: 'downhill',
    name: { en: 'the sign is reversed', ko: '부호가 반대' },
    explanation: {
      en: 'This is what you get when every slope has the wrong sign. The gradient points uphill; the step down comes later.',
      ko: '기울기의 부호가 모두 반대이면 이 값이 나옵니다. 기울기는 손실이 커지는 쪽을 가리키고, 내려가는 일은 나중에 합니다.',
    },
    answer: { TwoLayerNet: changing((right) => forEachName((name) => right[name].mul(-1))) },
  },
  {
    id: 'divided-by-h',
    name: { en: 'divided by h instead of 2h', ko: '2h 대신 h로 나눔' },
    explanation: {
      en: 'This is what you get when every slope is twice as large as it should be: the two points of a central difference are 2h apart.',
      ko: '기울기가 모두 두 배이면 이 값이 나옵니다. 중앙 차분의 두 점 사이의 거리는 2h입니다.',
    },
    answer: { TwoLayerNet: changing((right) => forEachName((name) => right[name].mul(2))) },
  },
  {
    id: 'forward-difference',
    name: { en: 'forward differences', ko: '전방 차분' },
    explanation: {
      en: 'This is what you get with forward differences, to one side only. `numericalGradient` of topic 06 goes to both sides, which is far more exact.',
      ko: '한쪽으로만 가는 전방 차분을 쓰면 이 값이 나옵니다. 06번 주제의 `numericalGradient`는 양쪽으로 가므로 훨씬 정확합니다.',
    },
    answer: {
      TwoLayerNet: walking((loss, values, i, h) => {
        const original = values[i];
        const here = loss();
        values[i] = original + h;
        const above = loss();
        values[i] = original;
        return (above - here) / h;
      }),
    },
  },
  {
    id: 'not-restored',
    name: { en: 'parameters are not put back', ko: '매개변수를 되돌려 놓지 않음' },
    explanation: {
      en: 'This is what you get when a parameter stays moved after its slope is taken: the next slopes are measured somewhere else.',
      ko: '기울기를 구한 뒤 매개변수를 되돌려 놓지 않으면 이렇게 됩니다. 다음 기울기는 다른 곳에서 재게 됩니다.',
    },
    answer: {
      TwoLayerNet: walking((loss, values, i, h) => {
        values[i] += h;
        const above = loss();
        values[i] -= 2 * h;
        return (above - loss()) / (2 * h);
      }),
    },
  },
  {
    id: 'restored-with-drift',
    name: { en: 'parameters are not put back exactly', ko: '매개변수가 정확히 되돌아오지 않음' },
    explanation: {
      en: 'This is what you get when a parameter is restored by adding h again: rounding leaves it a little off. Keep the original number and write it back.',
      ko: 'h를 다시 더해서 매개변수를 되돌리면 반올림 때문에 조금 어긋납니다. 원래의 수를 기억해 두었다가 그대로 되돌려 놓으세요.',
    },
    answer: {
      TwoLayerNet: walking((loss, values, i, h) => {
        values[i] += h;
        const above = loss();
        values[i] -= 2 * h;
        const below = loss();
        values[i] += h;
        return (above - below) / (2 * h);
      }),
    },
  },
  {
    id: 'step-taken',
    name: { en: 'the gradient already takes a step', ko: '기울기를 구하면서 매개변수를 갱신' },
    explanation: {
      en: 'This is what you get when `numericalGradient` also changes the parameters by a step of gradient descent. It only measures.',
      ko: '`numericalGradient` 안에서 경사 하강법으로 매개변수를 갱신하면 이렇게 됩니다. 여기에서는 재기만 합니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const gradient = super.numericalGradient(x, t);
          const { params } = this;
          this.params = forEachName((name) => params[name].sub(gradient[name].mul(0.1)));
          return gradient;
        }
      },
    },
  },
  {
    id: 'calls-itself',
    name: { en: 'numericalGradient calls itself', ko: 'numericalGradient가 자기 자신을 부름' },
    explanation: {
      en: 'This is what you get with `this.numericalGradient(…)`: the method calls itself again and again. The function of topic 06 has the same name, but is called without `this.`',
      ko: '`this.numericalGradient(…)`라고 쓰면 이렇게 됩니다. 메서드가 자기 자신을 끝없이 부릅니다. 06번 주제의 함수는 이름이 같지만 `this.` 없이 부릅니다.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          return this.numericalGradient(x, t);
        }
      },
    },
  },
  {
    id: 'gradient-of-the-accuracy',
    name: { en: 'the slope of the accuracy', ko: '정확도의 기울기' },
    explanation: {
      en: 'This is what you get when the accuracy is differentiated: a small step hardly ever changes which class is the most probable, so nearly all slopes are 0. Differentiate the loss.',
      ko: '정확도를 미분하면 이렇게 됩니다. 조금 움직여도 가장 확률이 높은 클래스는 거의 바뀌지 않으므로 기울기가 거의 모두 0입니다. 손실을 미분하세요.',
    },
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          return forEachName((name) => numericalGradient(() => this.accuracy(x, t), this.params[name]));
        }
      },
    },
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when only the first sample of the batch is looked at, for instance because of a `return` inside the loop: all samples count.',
      ko: '반복문 안의 `return` 때문에, 또는 다른 이유로 배치의 첫 샘플만 보면 이 값이 나옵니다. 모든 샘플을 세어야 합니다.',
    },
    answer: { TwoLayerNet: counting((y, t) => rightAnswers(y.take([0]), t.take([0]))) },
    also: [
      { TwoLayerNet: losing((y, t) => crossEntropyError(y.take([0]), t.take([0]))) },
      {
        TwoLayerNet: class extends TwoLayerNet {
          override numericalGradient(x: NDArray, t: NDArray): Params {
            return super.numericalGradient(x.take([0]), t.take([0]));
          }
        },
      },
    ],
  },
  {
    id: 'gradient-of-the-other-layer',
    name: { en: 'a gradient of another parameter', ko: '다른 매개변수의 기울기' },
    explanation: {
      en: 'This is what you get when a line is copied and not all of its names are changed: one parameter is given the gradient of the one with the other number. Each name belongs to the parameter of the same name.',
      ko: '한 줄을 복사하고 이름을 다 바꾸지 않으면 이렇게 됩니다. 한 매개변수에 번호가 다른 매개변수의 기울기가 들어갑니다. 각 이름에는 같은 이름의 매개변수의 기울기를 넣으세요.',
    },
    answer: { TwoLayerNet: changing((right) => ({ ...right, b2: right.b1 })) },
    also: [
      { TwoLayerNet: changing((right) => ({ ...right, W2: right.W1 })) },
      { TwoLayerNet: changing((right) => ({ ...right, b1: right.b2 })) },
      { TwoLayerNet: changing((right) => ({ ...right, W1: right.W2 })) },
    ],
  },
]);

// 0.2 and −0.2 are among them, because 0.2 + h − 2h + h is not 0.2.
const params: Params = {
  W1: array([
    [0.2, -0.7, 0.9],
    [-0.4, 1.2, 0.8],
  ]),
  b1: array([0.5, -0.2, -1]),
  W2: array([
    [0.6, -0.9, 0.2],
    [0.5, 0.2, -0.8],
    [-0.3, 0.7, 1.1],
  ]),
  b2: array([0.4, -0.2, 0.1]),
};
const x = array([
  [0.6, 0.9],
  [-1.2, 2],
  [0.4, -0.5],
  [2, 1.5], // its most probable class has 0.41
  [2, -1], // and here 0.44
]);
const t = oneHot([1, 0, 2, 0, 2], 3);

const batches = [[0], [1, 2], [0, 1, 2, 3], [3, 3, 0], [4]].map((rows) => ({
  x: x.take(rows),
  t: t.take(rows),
}));

/** Whatever the constructor does, only what a method makes of `params` is seen. */
function netOf(topic: Topic): TwoLayerNet {
  const net = new topic.TwoLayerNet({
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 3,
    weightInitStd: 0,
    random: seededRandom(1),
  });
  net.params = forEachName((name) => params[name].copy());
  return net;
}

/** What networks from one source have in common, whatever way their weights are drawn. */
function portrait(topic: Topic, seed: number, weightInitStd?: number): object {
  const sizes = { inputSize: 20, hiddenSize: 30, outputSize: 10, weightInitStd };
  const random = seededRandom(seed);
  const first = new topic.TwoLayerNet({ ...sizes, random }).params;
  const again = new topic.TwoLayerNet({ ...sizes, random: seededRandom(seed) }).params;
  const next = new topic.TwoLayerNet({ ...sizes, random }).params;
  const spread = (W: NDArray): number => Math.sqrt(W.square().mean());
  const biases = new Set([...first.b1.data, ...first.b2.data]);
  return {
    shapes: NAMES.map((name) => first[name].shape.join('×')),
    magnitudes: [first.W1, first.W2].map((W) => Math.round(Math.log10(spread(W)))),
    someBelowZero: first.W1.data.some((weight) => weight < 0),
    biases: biases.size === 1 ? [...biases] : 'different ones',
    repeatable: String(again.W1) === String(first.W1),
    renewed: String(next.W1) !== String(first.W1),
  };
}

export const probes: Probes<Topic> = {
  TwoLayerNet: [
    (topic) => portrait(topic, 1),
    (topic) => portrait(topic, 2),
    (topic) => portrait(topic, 1, 0.001),
    (topic) => portrait(topic, 2, 1000),
    (topic) => portrait(topic, 3, 1),
  ],
  'TwoLayerNet.predict': batches.map(
    ({ x }) =>
      (topic) =>
        netOf(topic).predict(x),
  ),
  // What a method is made of is seen as well, so that a mistake is found in the method where it was made.
  'TwoLayerNet.loss': batches.map(({ x, t }) => (topic) => {
    const net = netOf(topic);
    return { y: net.predict(x), loss: net.loss(x, t) };
  }),
  'TwoLayerNet.accuracy': batches.map(({ x, t }) => (topic) => {
    const net = netOf(topic);
    return { y: net.predict(x), accuracy: net.accuracy(x, t) };
  }),
  'TwoLayerNet.numericalGradient': [
    ...batches.map(({ x, t }) => (topic: Topic) => {
      const net = netOf(topic);
      const loss = net.loss(x, t);
      const gradient = net.numericalGradient(x, t);
      const exactly = NAMES.every((name) => String(net.params[name]) === String(params[name]));
      return { loss, gradient, params: net.params, exactly };
    }),
    // Where the two most probable classes are tied, the accuracy moves with the smallest step.
    ...[0, 1].map((label) => (topic: Topic) => {
      const net = netOf(topic);
      net.params = { W1: zeros([1, 1]), b1: zeros([1]), W2: zeros([1, 2]), b2: zeros([2]) };
      return net.numericalGradient(array([[1]]), oneHot([label], 2)).b2;
    }),
  ],
};
