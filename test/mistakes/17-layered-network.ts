// Wrong answers to topic 17 · the layered network.
import { array, NDArray, oneHot, randn, zeros, zerosLike } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { meanSquaredError } from '../../solutions/01-mean-squared-error';
import { crossEntropyError } from '../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../solutions/06-numerical-gradient';
import { softmax } from '../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../solutions/15-activation-layers';
import { Affine, SoftmaxWithLoss } from '../../solutions/16-affine-and-loss-layers';
import {
  gradientCheck,
  LayeredNet,
  type Checkable,
  type LayeredNetOptions,
  type Params,
} from '../../solutions/17-layered-network';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/17-layered-network');

/** A network whose constructor leaves these parameters behind. */
function startingWith(paramsOf: (options: LayeredNetOptions, params: Params) => Params): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      constructor(options: LayeredNetOptions) {
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
    },
  };
}

/** A network that is made with other options than it was given. */
function madeWith(change: (options: LayeredNetOptions) => LayeredNetOptions): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      constructor(options: LayeredNetOptions) {
        super(change(options));
      }
    },
  };
}

/** A network of these layers, in all that it does. */
function madeOf(layersOf: (net: LayeredNet, right: Layer[]) => Layer[]): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override layers(): Layer[] {
        return layersOf(this, super.layers());
      }
    },
  };
}

/** A network whose `layers` are these, and that computes with the right ones. */
function showing(layersOf: (net: LayeredNet, right: Layer[]) => Layer[]): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      private isComputing = false;

      override layers(): Layer[] {
        return this.isComputing ? super.layers() : layersOf(this, super.layers());
      }

      override predict(x: NDArray): NDArray {
        this.isComputing = true;
        const y = super.predict(x);
        this.isComputing = false;
        return y;
      }

      override gradient(x: NDArray, t: NDArray): Params {
        this.isComputing = true;
        const gradient = super.gradient(x, t);
        this.isComputing = false;
        return gradient;
      }
    },
  };
}

function predicting(predict: (net: LayeredNet, x: NDArray) => NDArray): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override predict(x: NDArray): NDArray {
        return predict(this, x);
      }
    },
  };
}

function losing(loss: (y: NDArray, t: NDArray) => number): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override loss(x: NDArray, t: NDArray): number {
        return loss(this.predict(x), t);
      }
    },
  };
}

function counting(accuracy: (y: NDArray, t: NDArray) => number): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override accuracy(x: NDArray, t: NDArray): number {
        return accuracy(this.predict(x), t);
      }
    },
  };
}

/** A network that makes this of the right gradient. */
function telling(change: (right: Params, x: NDArray, net: LayeredNet) => Params): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override gradient(x: NDArray, t: NDArray): Params {
        return change(super.gradient(x, t), x, this);
      }
    },
  };
}

/** A network that goes back through its layers in this way. */
function goingBack(back: (layers: Layer[], da: NDArray) => void): Partial<Topic> {
  return {
    LayeredNet: class extends LayeredNet {
      override gradient(x: NDArray, t: NDArray): Params {
        const [layers, end] = [this.layers(), new SoftmaxWithLoss()];
        end.forward(through(layers, x), t);
        back(layers, end.backward());
        return slopesIn(layers);
      }
    },
  };
}

/** A check that compares in this way; `a` is what the network tells, `b` the numerical gradient. */
function comparing(
  compare: (a: NDArray, b: NDArray, param: NDArray) => number,
  numericalOf = numericalGradient,
): Partial<Topic> {
  return {
    gradientCheck: (net, x, t) => {
      const gradient = net.gradient(x, t);
      const shares = Object.entries(net.params).map(([name, param]): [string, number] => [
        name,
        compare(
          gradient[name],
          numericalOf(() => net.loss(x, t), param),
          param,
        ),
      ]);
      return Object.fromEntries(shares);
    },
  };
}

const through = (layers: Layer[], x: NDArray): NDArray => layers.reduce((z, layer) => layer.forward(z), x);

function slopesIn(layers: Layer[]): Params {
  const affine = layers.filter((layer) => layer instanceof Affine);
  return Object.fromEntries(
    affine.flatMap(({ W, b, dW, db }, i) => [
      [`W${i + 1}`, dW ?? zerosLike(W)],
      [`b${i + 1}`, db ?? zerosLike(b)],
    ]),
  );
}

const depthOf = (params: Params): number => Object.keys(params).length / 2;
const isWeights = (name: string): boolean => name.startsWith('W');
const mapped = (params: Params, change: (values: NDArray, name: string) => NDArray): Params =>
  Object.fromEntries(Object.entries(params).map(([name, values]) => [name, change(values, name)]));

const largest = (values: NDArray): number => Math.max(...[...values.data].map(Math.abs));
const shareOf = (difference: number, size: number): number => (difference === 0 ? 0 : difference / size);

/** Slopes by a forward difference with this step. */
const forwardDifference =
  (h: number): typeof numericalGradient =>
  (f, x) => {
    const before = f(x);
    return x.map((value, i) => {
      x.data[i] = value + h;
      const slope = (f(x) - before) / h;
      x.data[i] = value;
      return slope;
    });
  };

const oneParams: Params = {};

export const mistakes = inEachWay<Topic>([
  // the constructor
  {
    id: 'one-params-object-for-all-nets',
    name: { en: 'all networks share one params object', ko: '모든 신경망이 params 객체 하나를 함께 씀' },
    explanation: {
      en: 'This is what you get when the constructor writes into an object outside the class: each new network overwrites the others. Make a new one in the constructor: `this.params = {};`.',
      ko: '생성자가 바깥에 있는 객체에 써넣으면 이렇게 됩니다. 새 신경망이 다른 신경망을 덮어씁니다. 생성자에서 새로 만드세요: `this.params = {};`.',
    },
    answer: startingWith((_, params) => {
      for (const name of Object.keys(oneParams)) Reflect.deleteProperty(oneParams, name);
      return Object.assign(oneParams, params);
    }),
  },
  {
    id: 'layered-weights-of-zero',
    name: { en: 'all weights start at 0', ko: '모든 가중치가 0에서 시작' },
    explanation: {
      en: 'This is what you get when the weights start at 0: all units of a layer are the same then, and stay the same forever. Draw them at random.',
      ko: '가중치를 0으로 시작하면 이렇게 됩니다. 한 층의 뉴런이 모두 같아지고 영원히 같은 채로 남습니다. 무작위로 뽑으세요.',
    },
    answer: startingWith((_, params) =>
      mapped(params, (values, name) => (isWeights(name) ? zerosLike(values) : values)),
    ),
  },
  {
    id: 'layered-random-biases',
    name: { en: 'biases start at random', ko: '편향을 무작위로 시작' },
    explanation: {
      en: 'This is what you get when the biases are drawn at random, too: they start at 0. It is the weights that must differ.',
      ko: '편향까지 무작위로 뽑으면 이렇게 됩니다. 편향은 0에서 시작합니다. 서로 달라야 하는 것은 가중치입니다.',
    },
    answer: startingWith(({ random }, params) =>
      mapped(params, (values, name) => (isWeights(name) ? values : randn(values.shape, random).mul(0.01))),
    ),
    together: [
      {
        LayeredNet: class extends LayeredNet {
          constructor(options: LayeredNetOptions) {
            super({ ...options, weightInitStd: 1 });
            this.params = mapped(this.params, (values, name) =>
              isWeights(name) ? values : randn(values.shape, options.random),
            );
          }
        },
      },
    ],
  },
  {
    id: 'biases-of-one',
    name: { en: 'biases start at 1', ko: '편향이 1에서 시작' },
    explanation: {
      en: 'This is what you get when the biases start at 1: they start at 0.',
      ko: '편향을 1로 시작하면 이렇게 됩니다. 편향은 0에서 시작합니다.',
    },
    answer: startingWith((_, params) =>
      mapped(params, (values, name) => (isWeights(name) ? values : values.add(1))),
    ),
  },
  {
    id: 'layered-std-ignored',
    name: { en: 'weightInitStd is not used', ko: 'weightInitStd를 쓰지 않음' },
    explanation: {
      en: 'This is what you get when the weights always have the standard deviation 0.01: multiply the result of `randn` by `weightInitStd`.',
      ko: '가중치의 표준편차를 언제나 0.01로 하면 이렇게 됩니다. `randn`이 준 것에 `weightInitStd`를 곱하세요.',
    },
    answer: madeWith((options) => ({ ...options, weightInitStd: 0.01 })),
  },
  {
    id: 'layered-std-left-out',
    name: { en: 'weights with a standard deviation of 1', ko: '표준편차가 1인 가중치' },
    explanation: {
      en: 'This is what you get when the result of `randn` is used as it is, with the standard deviation 1: multiply it by `weightInitStd`, which is 0.01 by default.',
      ko: '`randn`의 결과를 그대로 쓰면 표준편차가 1이 됩니다. `weightInitStd`를 곱하세요. 주어지지 않으면 0.01입니다.',
    },
    answer: madeWith((options) => ({ ...options, weightInitStd: 1 })),
  },
  {
    id: 'layered-std-squared',
    name: { en: 'weightInitStd is mistaken for the variance', ko: 'weightInitStd를 분산으로 씀' },
    explanation: {
      en: 'This is what you get when the weights are multiplied by √weightInitStd: it is the standard deviation already.',
      ko: '가중치에 √weightInitStd를 곱하면 이렇게 됩니다. weightInitStd는 이미 표준편차입니다.',
    },
    answer: madeWith(({ weightInitStd = 0.01, ...options }) => ({
      ...options,
      weightInitStd:
        typeof weightInitStd === 'number'
          ? Math.sqrt(weightInitStd)
          : (inputs) => Math.sqrt(weightInitStd(inputs)),
    })),
  },
  {
    id: 'uniform-weights',
    name: { en: 'weights are uniform and never negative', ko: '가중치가 균등하고 음수가 없음' },
    explanation: {
      en: 'This is what you get when the weights come from `random()` itself: it returns numbers from 0 to 1, all equally likely. `randn` returns normally distributed ones with mean 0.',
      ko: '가중치를 `random()`에서 바로 가져오면 이렇게 됩니다. 0에서 1까지의 수가 고르게 나옵니다. `randn`은 평균이 0인 정규분포의 수를 줍니다.',
    },
    answer: startingWith(({ random, weightInitStd = 0.01 }, params) =>
      mapped(params, (values, name) => {
        if (!isWeights(name)) return values;
        const std = typeof weightInitStd === 'number' ? weightInitStd : weightInitStd(values.shape[0]);
        return values.map(() => random() * std);
      }),
    ),
  },
  {
    id: 'std-of-the-first-layer-for-all',
    name: {
      en: 'weightInitStd is called once, for the first layer',
      ko: 'weightInitStd를 첫 층에서 한 번만 물음',
    },
    explanation: {
      en: 'This is what you get when a function given as `weightInitStd` is called once, with `inputSize`: each layer has a number of inputs of its own, the size of the layer before. Call it for each.',
      ko: '`weightInitStd`로 받은 함수를 `inputSize`로 한 번만 부르면 이렇게 됩니다. 층마다 입력의 수가 다르고, 그것은 앞 층의 크기입니다. 층마다 부르세요.',
    },
    answer: madeWith(({ weightInitStd, ...options }) => ({
      ...options,
      weightInitStd: typeof weightInitStd === 'function' ? weightInitStd(options.inputSize) : weightInitStd,
    })),
  },
  {
    id: 'std-by-outputs',
    name: {
      en: 'weightInitStd is called with the number of outputs',
      ko: 'weightInitStd에 출력의 수를 넘김',
    },
    explanation: {
      en: 'This is what you get when the function given as `weightInitStd` receives the number of outputs: it expects the number of inputs, the rows of W.',
      ko: '`weightInitStd`로 받은 함수에 출력의 수를 넘기면 이렇게 됩니다. 층의 입력의 수, 곧 W의 행의 수를 넘기세요.',
    },
    answer: startingWith(({ weightInitStd }, params) => {
      if (typeof weightInitStd !== 'function') return params;
      return mapped(params, (values, name) =>
        isWeights(name)
          ? values.div(weightInitStd(values.shape[0])).mul(weightInitStd(values.shape[1]))
          : values,
      );
    }),
  },
  {
    id: 'own-random-source',
    name: { en: 'the given source of random numbers is not used', ko: '받은 난수를 쓰지 않음' },
    explanation: {
      en: 'This is what you get when the network always draws from a source of its own: then every network is the same. Pass `random` to `randn`.',
      ko: '언제나 자기 난수에서 뽑으면 이렇게 됩니다. 그러면 신경망이 모두 똑같습니다. `randn`에 `random`을 넘기세요.',
    },
    answer: madeWith((options) => ({ ...options, random: seededRandom(1) })),
  },
  {
    id: 'one-hidden-layer-only',
    name: { en: 'only the first hidden layer is made', ko: '첫 은닉층만 만듦' },
    explanation: {
      en: 'This is what you get when only `hiddenSizes[0]` is used: there is a layer of weights between any two neighbors in the row inputSize, …hiddenSizes, outputSize.',
      ko: '`hiddenSizes[0]`만 쓰면 이렇게 됩니다. inputSize, …hiddenSizes, outputSize를 늘어놓고, 이웃한 두 크기 사이마다 가중치 층을 하나씩 만드세요.',
    },
    answer: madeWith((options) => ({ ...options, hiddenSizes: options.hiddenSizes.slice(0, 1) })),
  },
  {
    id: 'last-layer-missing',
    name: { en: 'the last layer is missing', ko: '마지막 층이 없음' },
    explanation: {
      en: 'This is what you get when there is one W for each hidden layer and none for the scores: with h hidden layers there are h + 1 layers of weights.',
      ko: '은닉층마다 W를 하나씩만 만들고 점수를 내는 층을 빠뜨리면 이렇게 됩니다. 은닉층이 h개이면 가중치 층은 h + 1개입니다.',
    },
    answer: startingWith((_, params) => {
      const last = depthOf(params);
      return Object.fromEntries(
        Object.entries(params).filter(([name]) => name !== `W${last}` && name !== `b${last}`),
      );
    }),
  },
  {
    id: 'names-from-zero',
    name: { en: 'the names begin with W0 and b0', ko: '이름이 W0과 b0에서 시작' },
    explanation: {
      en: 'This is what you get when the layers are counted from 0: the first are called W1 and b1.',
      ko: '층을 0부터 세면 이렇게 됩니다. 첫 층의 이름은 W1과 b1입니다.',
    },
    answer: startingWith((_, params) =>
      Object.fromEntries(
        Object.entries(params).map(([name, values]) => [`${name[0]}${Number(name.slice(1)) - 1}`, values]),
      ),
    ),
  },
  {
    id: 'layered-weights-transposed',
    name: { en: 'weights are transposed', ko: '가중치가 전치됨' },
    explanation: {
      en: 'This is what you get when W has a row for each output: it has a row for each input, (inputs, outputs).',
      ko: 'W에 출력마다 행을 두면 이렇게 됩니다. 행은 입력마다 하나씩, (입력, 출력)입니다.',
    },
    answer: startingWith((_, params) =>
      mapped(params, (values, name) => (isWeights(name) ? values.T : values)),
    ),
  },
  {
    id: 'same-numbers-in-each-layer',
    name: { en: 'each layer begins with the same numbers', ko: '층마다 같은 수로 시작' },
    explanation: {
      en: 'This is what you get when each layer starts a new source of random numbers with the same seed: draw all weights from the same `random`, one after another.',
      ko: '층마다 같은 시드로 난수를 새로 시작하면 이렇게 됩니다. 모든 가중치를 받은 `random` 하나에서 차례로 뽑으세요.',
    },
    answer: startingWith((_, params) => {
      const drawn = Object.keys(params)
        .filter(isWeights)
        .flatMap((name) => [...params[name].data]);
      return mapped(params, (values, name) => (isWeights(name) ? values.map((_, i) => drawn[i]) : values));
    }),
  },
  {
    id: 'always-relu',
    name: { en: 'ReLUs, whatever `activation` says', ko: '`activation`과 관계없이 ReLU' },
    explanation: {
      en: 'This is what you get when each activation layer is a Relu: the network was asked for sigmoids. Store it, `this.activation = activation;`, and check it in `layers`.',
      ko: '활성화 계층을 언제나 Relu로 만들면 이렇게 됩니다. 시그모이드를 요청받았습니다. `this.activation = activation;`으로 두고, `layers`에서 그것을 보세요.',
    },
    answer: madeWith((options) => ({ ...options, activation: 'relu' })),
    also: [madeOf((_, right) => right.map((layer) => (layer instanceof Affine ? layer : new Relu())))],
  },
  {
    id: 'sigmoid-unless-given',
    name: { en: 'sigmoid by default', ko: '기본 활성화 함수가 시그모이드' },
    explanation: {
      en: 'This is what you get when the default activation is the sigmoid: it should be ReLU.',
      ko: '활성화 함수가 주어지지 않을 때 시그모이드로 하면 이렇게 됩니다. ReLU로 하세요.',
    },
    answer: madeWith((options) => ({ ...options, activation: options.activation ?? 'sigmoid' })),
  },

  // layers
  {
    id: 'activation-behind-the-last',
    name: { en: 'an activation after the last layer', ko: '마지막 층 뒤에도 활성화 함수' },
    explanation: {
      en: 'This is what you get when an activation follows every affine layer, even the last one: it would cut off scores. The output of the last affine layer is the scores.',
      ko: '마지막 층까지 모든 Affine 계층 뒤에 활성화 함수를 두면 이렇게 됩니다. 점수가 잘립니다. 마지막 Affine 계층은 점수를 그대로 냅니다.',
    },
    answer: madeOf(({ activation }, right) => [...right, activation === 'relu' ? new Relu() : new Sigmoid()]),
  },
  {
    id: 'no-activations',
    name: { en: 'no activations between the layers', ko: '층 사이에 활성화 함수가 없음' },
    explanation: {
      en: 'This is what you get when affine layers follow each other directly: then all of them together can do no more than one. Put an activation between any two.',
      ko: 'Affine 계층을 바로 이어 붙이면 이렇게 됩니다. 그러면 모두 합쳐도 하나와 다름없습니다. 두 계층 사이마다 활성화 계층을 두세요.',
    },
    answer: madeOf((_, right) => right.filter((layer) => layer instanceof Affine)),
  },
  {
    id: 'activations-exchanged',
    name: { en: 'ReLU and sigmoid are exchanged', ko: 'ReLU와 시그모이드가 뒤바뀜' },
    explanation: {
      en: 'This is what you get when a network of ReLUs gets sigmoids, and the other way around: look at the condition where you choose the layer.',
      ko: 'ReLU 신경망에 시그모이드를, 시그모이드 신경망에 ReLU를 두면 이렇게 됩니다. 계층을 고르는 조건을 살펴보세요.',
    },
    answer: madeOf(({ activation }, right) =>
      right.map((layer) =>
        layer instanceof Affine ? layer : activation === 'relu' ? new Sigmoid() : new Relu(),
      ),
    ),
  },
  {
    id: 'always-sigmoid-layers',
    name: {
      en: 'the layers are sigmoids, whatever `activation` says',
      ko: '`activation`과 관계없이 시그모이드 계층',
    },
    explanation: {
      en: 'This is what you get when each activation layer is a Sigmoid: check `this.activation`, which may be relu.',
      ko: '활성화 계층을 언제나 Sigmoid로 만들면 이렇게 됩니다. `this.activation`을 보세요. relu일 수도 있습니다.',
    },
    answer: madeOf((_, right) => right.map((layer) => (layer instanceof Affine ? layer : new Sigmoid()))),
  },
  {
    id: 'activation-first',
    name: { en: 'the activation comes before its affine layer', ko: '활성화 계층이 Affine 계층보다 앞에 옴' },
    explanation: {
      en: 'This is what you get when the order is activation, affine, activation, affine: the input goes into an affine layer first, and the activation follows.',
      ko: '활성화, Affine, 활성화, Affine의 순서로 두면 이렇게 됩니다. 입력은 먼저 Affine 계층으로 가고, 활성화 계층이 그 뒤를 따릅니다.',
    },
    answer: madeOf(({ activation }, right) => {
      const next = (): Layer => (activation === 'relu' ? new Relu() : new Sigmoid());
      const affine = right.filter((layer) => layer instanceof Affine);
      return affine.flatMap((layer) => [next(), layer]).slice(affine.length > 1 ? 0 : 1);
    }),
  },
  {
    id: 'layers-made-once',
    name: {
      en: 'the layers are made once, and keep their initial weights',
      ko: '계층을 한 번만 만들어 처음 가중치를 계속 씀',
    },
    explanation: {
      en: 'This is what you get when the layers are made in the constructor, or kept from the first call: they still hold the old arrays after `params` are replaced. Make them from `this.params` each time.',
      ko: '계층을 생성자에서 만들거나 처음 부를 때 만들어 두면 이렇게 됩니다. `params`가 바뀌어도 옛 배열을 가집니다. 부를 때마다 `this.params`로 만드세요.',
    },
    answer: {
      LayeredNet: class extends LayeredNet {
        private first?: Layer[];

        override layers(): Layer[] {
          return (this.first ??= super.layers());
        }
      },
    },
  },
  {
    id: 'layers-without-their-biases',
    name: { en: 'affine layers get zeros for their biases', ko: '편향이 0인 Affine 계층' },
    explanation: {
      en: 'This is what you get when each affine layer gets zeros for its biases: give it its own, `this.params[`b${l}`]`.',
      ko: 'Affine 계층에 편향으로 0을 주면 이렇게 됩니다. 자기 편향 `this.params[`b${l}`]`를 주세요.',
    },
    answer: madeOf((_, right) =>
      right.map((layer) => (layer instanceof Affine ? new Affine(layer.W, zerosLike(layer.b)) : layer)),
    ),
  },
  {
    id: 'layers-backwards',
    name: { en: 'the layers are in reverse order', ko: '계층의 순서가 거꾸로' },
    explanation: {
      en: 'This is what you get when `layers` begins with the last layer: it begins at the input, with W1 and b1.',
      ko: '`layers`가 마지막 층부터 시작하면 이렇게 됩니다. 입력 쪽, 곧 W1과 b1에서 시작하세요.',
    },
    answer: showing((_, right) => right.reverse()),
    also: [madeOf((_, right) => right.reverse())],
  },
  {
    id: 'layers-end-with-loss',
    name: { en: 'the loss layer is among the layers', ko: '손실 계층까지 들어 있음' },
    explanation: {
      en: 'This is what you get when `layers` also holds the SoftmaxWithLoss: it should hold only the layers from the input to the scores. The loss layer, which needs the targets, is not one of them.',
      ko: '`layers`에 SoftmaxWithLoss까지 넣으면 이렇게 됩니다. 입력에서 점수까지의 계층만 넣으세요. 손실 계층에는 정답이 필요하므로 따로 둡니다.',
    },
    answer: showing((_, right) => [...right, new SoftmaxWithLoss() as unknown as Layer]),
  },

  // predict
  {
    id: 'scores-for-probabilities',
    name: { en: 'the scores are returned', ko: '점수를 그대로 돌려줌' },
    explanation: {
      en: 'This is what you get without softmax: the layers end with scores, and `predict` returns probabilities.',
      ko: 'softmax를 쓰지 않으면 이 값이 나옵니다. 계층의 끝은 점수이고, `predict`는 확률을 돌려줍니다.',
    },
    answer: predicting((net, x) => through(net.layers(), x)),
  },
  {
    id: 'softmax-twice',
    name: { en: 'softmax is applied twice', ko: 'softmax를 두 번 적용' },
    explanation: {
      en: 'This is what you get from the softmax of the softmax: the probabilities move closer together. Once is enough, in `predict`; the loss takes what `predict` returns.',
      ko: 'softmax를 두 번 적용하면 이 값이 나옵니다. 확률이 서로 가까워집니다. `predict`에서 한 번이면 되고, 손실은 `predict`가 돌려준 것을 그대로 씁니다.',
    },
    answer: predicting((net, x) => softmax(softmax(through(net.layers(), x)))),
    also: [losing((y, t) => crossEntropyError(softmax(y), t))],
  },
  {
    id: 'softmax-down-the-columns-of-scores',
    name: { en: 'softmax runs down the columns', ko: 'softmax를 열 방향으로 적용' },
    explanation: {
      en: 'This is what you get when the samples compete instead of the classes: each row, a sample, must sum to 1.',
      ko: '클래스가 아니라 샘플끼리 나누면 이 값이 나옵니다. 샘플 하나인 행마다 합이 1이어야 합니다.',
    },
    answer: predicting((net, x) => softmax(through(net.layers(), x).T).T),
  },
  {
    id: 'softmax-over-the-batch',
    name: { en: 'all probabilities of the batch sum to 1', ko: '배치 전체의 확률을 합하면 1' },
    explanation: {
      en: 'This is what you get when the whole batch shares one sum: each row, a sample, must sum to 1.',
      ko: '배치 전체를 합 하나로 나누면 이 값이 나옵니다. 샘플 하나인 행마다 합이 1이어야 합니다.',
    },
    answer: predicting((net, x) => {
      const scores = through(net.layers(), x);
      return softmax(scores.reshape(1, scores.size)).reshape(...scores.shape);
    }),
  },
  {
    id: 'each-layer-gets-the-input',
    name: { en: 'each layer is given x', ko: '층마다 x를 넘김' },
    explanation: {
      en: 'This is what you get when every layer receives x itself, and only the last result counts: each must receive what the one before returned, `z = layer.forward(z)`.',
      ko: '층마다 x를 넘기고 마지막 결과만 쓰면 이렇게 됩니다. 앞 층이 돌려준 것을 다음 층에 넘기세요: `z = layer.forward(z)`.',
    },
    answer: predicting((net, x) => {
      let z = x;
      for (const layer of net.layers()) z = layer.forward(x);
      return softmax(z);
    }),
  },
  {
    id: 'two-layers-only',
    name: { en: 'only the first and the last layer are used', ko: '첫 층과 마지막 층만 씀' },
    explanation: {
      en: 'This is what you get when the hidden layers after the first are left out: go through all of `layers()`.',
      ko: '둘째 은닉층부터 건너뛰면 이렇게 됩니다. `layers()`의 계층을 모두 지나가세요.',
    },
    answer: predicting((net, x) => {
      const layers = net.layers();
      return softmax(through(layers.length < 5 ? layers : [...layers.slice(0, 2), layers.at(-1)!], x));
    }),
  },
  {
    id: 'one-hot-prediction',
    name: {
      en: '1 for the most probable class, 0 for the others',
      ko: '가장 확률이 높은 클래스가 1, 나머지는 0',
    },
    explanation: {
      en: 'This is what you get when `predict` makes the decision: it should return the probabilities. `accuracy` looks for the largest.',
      ko: '`predict`가 클래스를 정해 버리면 이렇게 됩니다. 확률을 돌려주세요. 가장 큰 것은 `accuracy`가 찾습니다.',
    },
    answer: predicting((net, x) => {
      const y = softmax(through(net.layers(), x));
      return oneHot(y.argmax(1), y.shape[1]);
    }),
  },

  // loss
  {
    id: 'layered-loss-summed',
    name: { en: 'the loss is summed up, not averaged', ko: '손실을 평균하지 않고 더함' },
    explanation: {
      en: 'This is what you get when the errors of the samples are added up: the loss is their mean.',
      ko: '샘플의 오차를 더하기만 하면 이 값이 나옵니다. 손실은 그 평균입니다.',
    },
    answer: losing((y, t) => crossEntropyError(y, t) * y.shape[0]),
  },
  {
    id: 'layered-loss-squared',
    name: { en: 'the mean squared error as the loss', ko: '손실로 평균 제곱 오차를 씀' },
    explanation: {
      en: 'This is what you get from the mean squared error: a network that ends with softmax uses the cross-entropy error.',
      ko: '평균 제곱 오차를 쓰면 이 값이 나옵니다. softmax로 끝나는 신경망에는 교차 엔트로피 오차를 씁니다.',
    },
    answer: losing(meanSquaredError),
  },
  {
    id: 'layered-loss-positive-sign',
    name: { en: 'the minus sign is missing', ko: '음의 부호가 빠짐' },
    explanation: {
      en: 'This is what you get without the minus sign: the logarithm of a probability is negative, and a loss is not.',
      ko: '음의 부호를 빠뜨리면 이 값이 나옵니다. 확률의 로그는 음수이고, 손실은 음수가 아닙니다.',
    },
    answer: losing((y, t) => -crossEntropyError(y, t)),
  },
  {
    id: 'layered-loss-one-minus-accuracy',
    name: { en: 'the share of wrong answers as the loss', ko: '손실로 틀린 비율을 씀' },
    explanation: {
      en: 'This is what you get from 1 − accuracy: it stays the same when a weight moves a little, so nothing can be learned from it. Use the cross-entropy error.',
      ko: '1 − 정확도를 쓰면 이 값이 나옵니다. 가중치가 조금 움직여도 그대로이므로 배울 것이 없습니다. 교차 엔트로피 오차를 쓰세요.',
    },
    answer: losing((y, t) => 1 - rightAnswers(y, t) / y.shape[0]),
  },

  // accuracy
  {
    id: 'layered-right-answers-counted',
    name: { en: 'the number of right answers, not their share', ko: '맞힌 비율이 아니라 개수' },
    explanation: {
      en: 'This is what you get when the right answers are counted: divide by the number of samples.',
      ko: '맞힌 개수를 세기만 하면 이 값이 나옵니다. 샘플의 수로 나누세요.',
    },
    answer: counting(rightAnswers),
  },
  {
    id: 'layered-percent',
    name: { en: 'in percent', ko: '백분율로 돌려줌' },
    explanation: {
      en: 'This is what you get when the share is multiplied by 100: it goes from 0 to 1.',
      ko: '비율에 100을 곱하면 이 값이 나옵니다. 0에서 1까지의 값이어야 합니다.',
    },
    answer: counting((y, t) => (100 * rightAnswers(y, t)) / y.shape[0]),
  },
  {
    id: 'layered-error-rate',
    name: { en: 'the share of wrong answers', ko: '틀린 비율' },
    explanation: {
      en: 'This is what you get when the wrong answers are counted: accuracy is the share of right ones.',
      ko: '틀린 것을 세면 이 값이 나옵니다. 정확도는 맞힌 비율입니다.',
    },
    answer: counting((y, t) => 1 - rightAnswers(y, t) / y.shape[0]),
  },
  {
    id: 'layered-above-one-half',
    name: { en: 'only probabilities above one half count', ko: '확률이 절반을 넘는 것만 셈' },
    explanation: {
      en: 'This is what you get when an answer counts only if its probability is above ½: the most probable class counts, however small its probability is.',
      ko: '확률이 ½을 넘을 때만 세면 이 값이 나옵니다. 확률이 아무리 작아도 가장 높은 클래스를 셉니다.',
    },
    answer: counting((y, t) => {
      const actual = t.argmax(1);
      return actual.filter((label, n) => y.at(n, label) > 0.5).length / y.shape[0];
    }),
  },
  {
    id: 'layered-mean-probability',
    name: { en: 'the mean probability of the true class', ko: '정답 클래스의 확률을 평균함' },
    explanation: {
      en: 'This is what you get when the probabilities of the true classes are averaged: an answer is right or wrong. Count the samples whose most probable class is the true one.',
      ko: '정답 클래스의 확률을 평균하면 이 값이 나옵니다. 답은 맞거나 틀립니다. 가장 확률이 높은 클래스가 정답인 샘플을 세세요.',
    },
    answer: counting((y, t) => y.mul(t).sum() / y.shape[0]),
  },
  {
    id: 'layered-over-classes',
    name: { en: 'divided by the number of classes', ko: '클래스의 수로 나눔' },
    explanation: {
      en: 'This is what you get when the right answers are divided by the number of classes: divide by the number of samples.',
      ko: '맞힌 개수를 클래스의 수로 나누면 이 값이 나옵니다. 샘플의 수로 나누세요.',
    },
    answer: counting((y, t) => rightAnswers(y, t) / y.shape[1]),
  },

  // gradient
  {
    id: 'layered-first-layer-only',
    name: { en: 'the backward pass begins at the first layer', ko: '첫 층부터 되돌아감' },
    explanation: {
      en: 'This is what you get when the backward pass visits the layers in forward order: the slopes come from the loss, so the last layer is the first to receive them. `reduceRight` goes from the last to the first.',
      ko: '되돌아갈 때도 계층을 앞에서부터 지나면 이렇게 됩니다. 기울기는 손실에서 오므로 마지막 층이 먼저 받습니다. `reduceRight`는 뒤에서 앞으로 갑니다.',
    },
    answer: goingBack((layers, da) => {
      layers.reduce((dout, layer) => layer.backward(dout), da);
    }),
  },
  {
    id: 'only-the-last-layer-learns',
    name: { en: 'only the last layer gets slopes', ko: '마지막 층에만 기울기가 있음' },
    explanation: {
      en: 'This is what you get when `backward` is called only on the last affine layer: pass what its `backward` returns to the layer before, and so on to the first.',
      ko: '마지막 Affine 계층에만 물으면 이렇게 됩니다. 그 `backward`가 돌려준 것을 앞 계층에 넘기고, 첫 계층까지 이어 가세요.',
    },
    answer: goingBack((layers, da) => {
      layers.at(-1)!.backward(da);
    }),
  },
  {
    id: 'same-slopes-for-each-layer',
    name: { en: 'each layer receives the slopes of the loss', ko: '층마다 손실의 기울기를 넘김' },
    explanation: {
      en: 'This is what you get when each layer’s `backward` receives the result of the loss layer: each must receive what the layer after it returned.',
      ko: '모든 층의 `backward`에 손실 계층이 준 것을 넘기면 이렇게 됩니다. 뒤 층이 돌려준 것을 넘기세요.',
    },
    answer: goingBack((layers, da) => {
      for (const layer of layers.toReversed()) layer.backward(da);
    }),
  },
  {
    id: 'back-without-activations',
    name: { en: 'the backward pass leaves out the activations', ko: '되돌아갈 때 활성화 계층을 건너뜀' },
    explanation: {
      en: 'This is what you get when the backward pass visits only the affine layers: the activations changed what passed forward, and must change what comes back.',
      ko: '되돌아갈 때 Affine 계층만 지나면 이렇게 됩니다. 활성화 계층은 순전파에서 값을 바꾸었고, 되돌아오는 기울기도 바꿉니다.',
    },
    answer: goingBack((layers, da) => {
      layers
        .filter((layer) => layer instanceof Affine)
        .reduceRight((dout, layer) => layer.backward(dout), da);
    }),
  },
  {
    id: 'gradient-from-the-scores',
    name: { en: 'softmax is applied before the loss layer', ko: '손실 계층 앞에서 softmax를 적용' },
    explanation: {
      en: 'This is what you get when the loss layer receives probabilities: it applies softmax itself. Give it the scores, what the last of `layers()` returns.',
      ko: '손실 계층에 확률을 넘기면 이렇게 됩니다. 손실 계층이 softmax를 적용합니다. `layers()`의 마지막이 돌려준 점수를 넘기세요.',
    },
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const [layers, end] = [this.layers(), new SoftmaxWithLoss()];
          end.forward(softmax(through(layers, x)), t);
          layers.reduceRight((dout, layer) => layer.backward(dout), end.backward());
          return slopesIn(layers);
        }
      },
    },
  },
  {
    id: 'layered-gradient-summed',
    name: { en: 'the gradient is not divided by N', ko: '기울기를 N으로 나누지 않음' },
    explanation: {
      en: 'This is what you get when the slopes of the samples are added up: the loss is a mean, and so is its gradient. The loss layer already divides by N.',
      ko: '샘플의 기울기를 더하기만 하면 이렇게 됩니다. 손실이 평균이므로 기울기도 평균입니다. 손실 계층이 N으로 나눕니다.',
    },
    answer: telling((right, x) => mapped(right, (slopes) => slopes.mul(x.shape[0]))),
  },
  {
    id: 'layered-gradient-divided-twice',
    name: { en: 'divided by N twice', ko: 'N으로 두 번 나눔' },
    explanation: {
      en: 'This is what you get when the gradient is divided by N once more: the loss layer has already done it.',
      ko: '기울기를 N으로 한 번 더 나누면 이렇게 됩니다. 손실 계층이 이미 나누었습니다.',
    },
    answer: telling((right, x) => mapped(right, (slopes) => slopes.div(x.shape[0]))),
  },
  {
    id: 'layered-gradient-downhill',
    name: { en: 'all signs are flipped', ko: '부호가 모두 반대' },
    explanation: {
      en: 'This is what you get when the gradient points downhill: it should point uphill; the training step subtracts it.',
      ko: '기울기가 내려가는 쪽을 가리키면 이렇게 됩니다. 기울기는 올라가는 쪽을 가리키고, 걸음을 뗄 때 뺍니다.',
    },
    answer: telling((right) => mapped(right, (slopes) => slopes.mul(-1))),
  },
  {
    id: 'layered-gradient-reversed',
    name: { en: 'the slopes carry the names of other layers', ko: '기울기에 다른 층의 이름을 붙임' },
    explanation: {
      en: 'This is what you get when the slopes are named in the order of the backward pass, from the last layer to the first: W1 and b1 belong to the layer at the input.',
      ko: '마지막 층부터 찾은 순서대로 이름을 붙이면 이렇게 됩니다. W1과 b1은 입력 쪽 층의 것입니다.',
    },
    answer: telling((right) => {
      const depth = depthOf(right);
      return Object.fromEntries(
        Object.entries(right).map(([name, slopes]) => [
          `${name[0]}${depth + 1 - Number(name.slice(1))}`,
          slopes,
        ]),
      );
    }),
  },
  {
    id: 'gradient-named-by-layer',
    name: { en: 'the names count the activations', ko: '이름에서 활성화 계층까지 셈' },
    explanation: {
      en: 'This is what you get when the slopes are numbered by the position of their layer among all layers, W1, W3, W5, …: number the affine layers only.',
      ko: '모든 계층 가운데의 자리로 번호를 매기면 W1, W3, W5, …가 됩니다. Affine 계층에만 번호를 매기세요.',
    },
    answer: telling((right) =>
      Object.fromEntries(
        Object.entries(right).map(([name, slopes]) => [`${name[0]}${2 * Number(name.slice(1)) - 1}`, slopes]),
      ),
    ),
  },
  {
    id: 'biases-have-no-slopes',
    name: { en: 'the gradients for the biases are missing', ko: '편향의 기울기가 없음' },
    explanation: {
      en: 'This is what you get when only the dW are collected: biases learn, too. Each affine layer has `dW` and `db`.',
      ko: 'dW만 모으면 이렇게 됩니다. 편향도 학습합니다. Affine 계층마다 `dW`와 `db`가 있습니다.',
    },
    answer: telling((right) => Object.fromEntries(Object.entries(right).filter(([name]) => isWeights(name)))),
  },
  {
    id: 'biases-slope-zero',
    name: { en: 'the gradients for the biases are 0', ko: '편향의 기울기가 0' },
    explanation: {
      en: 'This is what you get when the biases are given slopes of 0: they would never learn. Each affine layer has its `db`.',
      ko: '편향의 기울기를 0으로 두면 이렇게 됩니다. 그러면 편향은 학습하지 못합니다. Affine 계층마다 `db`가 있습니다.',
    },
    answer: telling((right) =>
      mapped(right, (slopes, name) => (isWeights(name) ? slopes : zerosLike(slopes))),
    ),
  },
  {
    id: 'parameters-for-the-gradient',
    name: { en: 'the parameters are returned', ko: '매개변수를 돌려줌' },
    explanation: {
      en: 'This is what you get when W and b of each layer are collected: the gradients are in `dW` and `db`.',
      ko: '층마다 W와 b를 모으면 이렇게 됩니다. 기울기는 `dW`와 `db`에 있습니다.',
    },
    answer: telling((_, __, net) => mapped(net.params, (values) => values.copy())),
  },
  {
    id: 'gradient-takes-a-step',
    name: { en: '`gradient` changes the parameters', ko: '`gradient`가 매개변수를 바꿈' },
    explanation: {
      en: 'This is what you get when `gradient` takes a step: it should only return the gradients. The training loop takes the step.',
      ko: '`gradient`가 걸음까지 떼면 이렇게 됩니다. 기울기만 알려 주어야 합니다. 학습은 호출한 쪽에서 합니다.',
    },
    answer: telling((right, _, net) => {
      net.params = mapped(net.params, (values, name) => values.sub(right[name].mul(0.1)));
      return right;
    }),
  },
  {
    id: 'gradients-add-up',
    name: { en: 'the gradients of all batches add up', ko: '배치마다 기울기가 쌓임' },
    explanation: {
      en: 'This is what you get when the slopes are added to those of the previous call: each gradient belongs to its own batch.',
      ko: '앞서 부른 것의 기울기에 더하면 이렇게 됩니다. 기울기는 그 배치만의 것입니다.',
    },
    answer: {
      LayeredNet: class extends LayeredNet {
        private before?: Params;

        override gradient(x: NDArray, t: NDArray): Params {
          const right = super.gradient(x, t);
          const { before } = this;
          return (this.before =
            before === undefined ? right : mapped(right, (slopes, name) => slopes.add(before[name])));
        }
      },
    },
  },
  {
    id: 'first-layer-left-out',
    name: { en: 'the first layer has slopes of 0', ko: '첫 층의 기울기가 0' },
    explanation: {
      en: 'This is what you get when the backward pass ends one layer too early: W1 and b1 learn, too.',
      ko: '한 계층 앞에서 멈추면 이렇게 됩니다. W1과 b1도 학습합니다.',
    },
    answer: goingBack((layers, da) => {
      layers.slice(1).reduceRight((dout, layer) => layer.backward(dout), da);
    }),
  },

  // gradientCheck
  {
    id: 'largest-difference',
    name: { en: 'the largest difference, without a share', ko: '나누지 않은 가장 큰 차이' },
    explanation: {
      en: 'This is what you get when the difference is not divided: 0.001 is a lot where the slopes are 0.001, and nothing where they are 1000. Divide it by the largest slope.',
      ko: '차이를 나누지 않으면 이 값이 나옵니다. 0.001은 기울기가 0.001이면 크고 1000이면 아무것도 아닙니다. 가장 큰 기울기로 나누세요.',
    },
    answer: comparing((a, b) => largest(a.sub(b))),
  },
  {
    id: 'mean-difference',
    name: { en: 'the mean difference', ko: '평균 차이' },
    explanation: {
      en: 'This is what you get from the mean of the differences: one wrong slope among a thousand right ones would hardly show. Take the largest difference.',
      ko: '차이를 평균하면 이 값이 나옵니다. 기울기 천 개 중 하나가 틀려도 드러나지 않습니다. 가장 큰 차이를 쓰세요.',
    },
    answer: comparing((a, b) => shareOf(a.sub(b).map(Math.abs).mean(), Math.max(largest(a), largest(b)))),
  },
  {
    id: 'share-of-the-numerical',
    name: { en: 'divided by the numerical slope only', ko: '수치 기울기로만 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by the numerical gradient: where that is 0 and the other is not, you would divide by 0. Take the larger of the two.',
      ko: '수치 기울기의 크기로만 나누면 이 값이 나옵니다. 그것이 0이면 0으로 나누게 됩니다. 둘 중 큰 것으로 나누세요.',
    },
    answer: comparing((a, b) => shareOf(largest(a.sub(b)), largest(b))),
  },
  {
    id: 'share-of-the-told',
    name: { en: 'divided by the network’s own slope only', ko: '신경망의 기울기로만 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by the network’s gradient: where that is 0, you would divide by 0. Take the larger of the two.',
      ko: '신경망이 알려 준 기울기의 크기로만 나누면 이 값이 나옵니다. 그것이 0이면 0으로 나누게 됩니다. 둘 중 큰 것으로 나누세요.',
    },
    answer: comparing((a, b) => shareOf(largest(a.sub(b)), largest(a))),
  },
  {
    id: 'share-of-the-sum',
    name: { en: 'divided by the sum of both', ko: '둘의 합으로 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by the sum of the two largest slopes: the task asks for the larger one of them.',
      ko: '두 기울기 크기의 합으로 나누면 이 값이 나옵니다. 여기서는 둘 중 큰 것으로 나눕니다.',
    },
    answer: comparing((a, b) => shareOf(largest(a.sub(b)), largest(a) + largest(b))),
  },
  {
    id: 'share-of-the-smaller',
    name: { en: 'divided by the smaller of the two', ko: '둘 중 작은 것으로 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by the smaller of the two largest slopes: divide by the larger one.',
      ko: '두 기울기 중 작은 것으로 나누면 이 값이 나옵니다. 큰 것으로 나누세요.',
    },
    answer: comparing((a, b) => shareOf(largest(a.sub(b)), Math.min(largest(a), largest(b)))),
  },
  {
    id: 'signs-lost-in-the-difference',
    name: { en: 'the sizes are compared, not the slopes', ko: '기울기가 아니라 크기를 비교' },
    explanation: {
      en: 'This is what you get from | |a| − |b| |: slopes with the wrong sign would count as right. Subtract first, then take the absolute value.',
      ko: '| |a| − |b| |를 계산하면 이 값이 나옵니다. 부호가 틀린 기울기가 맞는 것이 됩니다. 먼저 빼고 절댓값을 구하세요.',
    },
    answer: comparing((a, b) =>
      shareOf(largest(a.map(Math.abs).sub(b.map(Math.abs))), Math.max(largest(a), largest(b))),
    ),
  },
  {
    id: 'differences-not-absolute',
    name: { en: 'negative differences don’t count', ko: '음의 차이를 세지 않음' },
    explanation: {
      en: 'This is what you get when the largest difference is taken without absolute values: slopes that are too small would never show. Take |gradient − numerical|.',
      ko: '절댓값 없이 가장 큰 차이를 구하면 이 값이 나옵니다. 너무 작은 기울기는 드러나지 않습니다. |gradient − numerical|을 구하세요.',
    },
    answer: comparing((a, b) => shareOf(Math.max(0, ...a.sub(b).data), Math.max(largest(a), largest(b)))),
    together: [comparing((a, b) => shareOf(a.sub(b).max(), Math.max(a.max(), b.max())))],
  },
  {
    id: 'share-of-the-parameter',
    name: { en: 'divided by the largest parameter', ko: '가장 큰 매개변수로 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by the size of the weights: it must be compared with the slopes.',
      ko: '차이를 가중치의 크기로 나누면 이 값이 나옵니다. 기울기와 견주어야 합니다.',
    },
    answer: comparing((a, b, param) => shareOf(largest(a.sub(b)), largest(param) || 1)),
  },
  {
    id: 'nothing-over-nothing',
    name: { en: 'NaN where all slopes are 0', ko: '기울기가 모두 0이면 NaN' },
    explanation: {
      en: 'This is what you get from 0 / 0: where the difference is 0, the share is 0, whatever the slopes are.',
      ko: '0 / 0을 계산하면 이렇게 됩니다. 차이가 0이면 기울기가 무엇이든 0입니다.',
    },
    answer: comparing((a, b) => largest(a.sub(b)) / Math.max(largest(a), largest(b))),
  },
  {
    id: 'forward-difference',
    name: { en: 'a forward difference', ko: '전방 차분을 씀' },
    explanation: {
      en: 'This is what you get from (f(p + h) − f(p)) / h: right gradients look wrong because of the error of h. Use `numericalGradient`, which steps to both sides.',
      ko: '(f(p + h) − f(p)) / h를 쓰면 이렇게 됩니다. 맞는 기울기도 h만큼 틀려 보입니다. 양쪽으로 움직이는 `numericalGradient`를 쓰세요.',
    },
    answer: comparing(
      (a, b) => shareOf(largest(a.sub(b)), Math.max(largest(a), largest(b))),
      forwardDifference(1e-4),
    ),
  },
  {
    id: 'parameters-left-moved',
    name: { en: 'the parameters stay moved', ko: '매개변수가 움직인 채로 남음' },
    explanation: {
      en: 'This is what you get when each parameter is moved and not put back: use `numericalGradient`, which leaves the array as it was.',
      ko: '매개변수를 움직이고 되돌려 놓지 않으면 이렇게 됩니다. 배열을 그대로 두는 `numericalGradient`를 쓰세요.',
    },
    answer: comparing((a, b, param) => {
      param.data[0] += 1e-4;
      return shareOf(largest(a.sub(b)), Math.max(largest(a), largest(b)));
    }),
  },
  {
    id: 'one-share-for-all',
    name: { en: 'one number for all parameters', ko: '모든 매개변수에 수 하나' },
    explanation: {
      en: 'This is what you get when every name gets the worst share of all: then you see that something is wrong, but not where. Compare each parameter separately.',
      ko: '이름마다 가장 나쁜 값을 두면 이렇게 됩니다. 무언가 틀린 것은 알아도 어디인지는 모릅니다. 매개변수마다 따로 견주세요.',
    },
    answer: changingCheck((shares) => {
      const worst = Math.max(...Object.values(shares));
      return Object.fromEntries(Object.keys(shares).map((name) => [name, worst]));
    }),
  },
  {
    id: 'weights-checked-only',
    name: { en: 'only the weights are checked', ko: '가중치만 확인함' },
    explanation: {
      en: 'This is what you get when the biases are left out: go over all names in `net.params`.',
      ko: '편향을 빠뜨리면 이렇게 됩니다. `net.params`의 이름을 모두 확인하세요.',
    },
    answer: changingCheck((shares) =>
      Object.fromEntries(Object.entries(shares).filter(([name]) => isWeights(name))),
    ),
  },
  {
    id: 'check-in-percent',
    name: { en: 'in percent', ko: '백분율로 돌려줌' },
    explanation: {
      en: 'This is what you get when the share is multiplied by 100: leave it as a share.',
      ko: '비율에 100을 곱하면 이 값이 나옵니다. 비율 그대로 두세요.',
    },
    answer: changingCheck((shares) =>
      Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, 100 * share])),
    ),
  },
  {
    id: 'yes-or-no',
    name: { en: '0 for right, 1 for wrong', ko: '맞으면 0, 틀리면 1' },
    explanation: {
      en: 'This is what you get when the check decides what is close enough: return the share itself, and let the reader judge.',
      ko: '충분히 가까운지를 검사가 정해 버리면 이렇게 됩니다. 비율을 그대로 돌려주어 읽는 사람이 판단하게 하세요.',
    },
    answer: changingCheck((shares) =>
      Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share < 1e-5 ? 0 : 1])),
    ),
  },
  {
    id: 'element-by-element',
    name: { en: 'each slope is compared with itself', ko: '기울기마다 자기 크기로 나눔' },
    explanation: {
      en: 'This is what you get when each difference is divided by its own slope: where a slope is nearly 0, the rounding of the difference looks like an error. Divide the largest difference by the largest slope of the array.',
      ko: '차이마다 자기 기울기로 나누면 이 값이 나옵니다. 기울기가 0에 가까운 곳에서는 반올림 오차도 커 보입니다. 가장 큰 차이를 배열에서 가장 큰 기울기로 나누세요.',
    },
    answer: comparing((a, b) =>
      largest(
        a.map((value, i) => {
          const difference = Math.abs(value - b.data[i]);
          return shareOf(difference, Math.max(Math.abs(value), Math.abs(b.data[i])));
        }),
      ),
    ),
  },
  {
    id: 'y-and-t-swapped',
    name: { en: 'prediction and target are exchanged', ko: '예측과 정답이 뒤바뀌었다' },
    explanation: {
      en: 'This is what you get with crossEntropyError(t, y): the logarithm is then taken of the target. The prediction comes first.',
      ko: 'crossEntropyError(t, y)로 부르면 이 값이 나옵니다. 정답에 로그를 취하게 됩니다. 예측을 먼저 넘기세요.',
    },
    answer: losing((y, t) => crossEntropyError(t, y)),
  },
  {
    id: 'layered-first-sample-only',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when only the first sample of the batch is looked at, for instance because of a `return` inside the loop: all samples count.',
      ko: '반복문 안의 `return` 때문에, 또는 다른 이유로 배치의 첫 샘플만 보면 이 값이 나옵니다. 모든 샘플을 세어야 합니다.',
    },
    answer: counting((y, t) => (y.row(0).argmax() === t.row(0).argmax() ? 1 : 0)),
    also: [
      losing((y, t) => crossEntropyError(y.take([0]), t.take([0]))),
      {
        LayeredNet: class extends LayeredNet {
          override gradient(x: NDArray, t: NDArray): Params {
            return super.gradient(x.take([0]), t.take([0]));
          }
        },
      },
    ],
  },
]);

function changingCheck(change: (right: Record<string, number>) => Record<string, number>): Partial<Topic> {
  return { gradientCheck: (net, x, t) => change(gradientCheck(net, x, t)) };
}

function rightAnswers(y: NDArray, t: NDArray): number {
  const actual = t.argmax(1);
  return y.argmax(1).filter((label, n) => label === actual[n]).length;
}

// ── probes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const sizes: Omit<LayeredNetOptions, 'random'>[] = [
  { inputSize: 2, hiddenSizes: [3, 4], outputSize: 2, weightInitStd: 0.5 },
  { inputSize: 3, hiddenSizes: [2, 3, 2], outputSize: 3, activation: 'sigmoid', weightInitStd: 0.7 },
  { inputSize: 2, hiddenSizes: [], outputSize: 3, activation: 'relu', weightInitStd: 0.3 },
  { inputSize: 3, hiddenSizes: [2], outputSize: 2, weightInitStd: (inputs) => 1 / inputs },
  { inputSize: 2, hiddenSizes: [4], outputSize: 3 },
];

const startedIn = (topic: Topic, options: (typeof sizes)[number], seed = 7): LayeredNet =>
  new topic.LayeredNet({ ...options, random: seededRandom(seed) });

/** A network with parameters that were not drawn by it, and a batch for it. */
function prepared(
  topic: Topic,
  options: (typeof sizes)[number],
): { net: LayeredNet; x: NDArray; t: NDArray } {
  const net = startedIn(topic, options);
  const layerSizes = [options.inputSize, ...options.hiddenSizes, options.outputSize];
  const random = seededRandom(3);
  const params: Params = {};
  for (let l = 1; l < layerSizes.length; l++) {
    params[`W${l}`] = randn([layerSizes[l - 1], layerSizes[l]], random);
    params[`b${l}`] = randn([layerSizes[l]], random);
  }
  net.params = params;
  const x = randn([3, options.inputSize], random);
  const t = oneHot([0, 1, 0], options.outputSize);
  return { net, x, t };
}

const startProbes = sizes.flatMap((options) => [
  (topic: Topic) => {
    const first = startedIn(topic, options);
    startedIn(topic, options, 8);
    return [first.params, first.activation];
  },
]);

const use = (look: (given: ReturnType<typeof prepared>) => unknown) =>
  sizes.map((options) => (topic: Topic) => look(prepared(topic, options)));

// Only by its fields: in the grader, a layer that was made in another process has no class.
const layerProbes = use(({ net }) =>
  net
    .layers()
    .map((layer) => ('W' in layer && 'b' in layer ? { W: layer.W, b: layer.b } : Object.keys(layer))),
);
const predictProbes = use(({ net, x }) => net.predict(x));

/** Slopes of 5 and 7, told in several ways. */
const checkProbes = [
  [5, 6],
  [4, 7],
  [9, 7],
  [-5, -7],
  [10, 14],
  [0, 0],
  [5, 7],
].map((told) => (topic: Topic) => {
  const params: Params = { W1: array([[1, 2]]), b1: array([0]) };
  const net: Checkable = {
    params,
    loss: (x) => (x.data[0] / 2) * (params.W1.at(0, 0) ** 2 + params.W1.at(0, 1) ** 2) + 3 * params.W1.sum(),
    gradient: () => ({ W1: array([told]), b1: zeros([1]) }),
  };
  return [topic.gradientCheck(net, array([[2]]), array([[1]])), params];
});

export const probes: Probes<Topic> = {
  LayeredNet: startProbes,
  'LayeredNet.layers': layerProbes,
  'LayeredNet.predict': predictProbes,
  'LayeredNet.loss': use(({ net, x, t }) => net.loss(x, t)),
  'LayeredNet.accuracy': use(({ net, x, t }) => net.accuracy(x, t)),
  'LayeredNet.gradient': use(({ net, x, t }) => [net.gradient(x, t), net.gradient(x.add(1), t), net.params]),
  gradientCheck: checkProbes,
};
