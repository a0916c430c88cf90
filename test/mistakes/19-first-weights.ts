// Wrong answers to topic 19 · initial weights.
import { array, NDArray, randn, zerosLike } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { sigmoid, softmax } from '../../solutions/08-activations';
import { Affine } from '../../solutions/16-affine-and-loss-layers';
import { LayeredNet, type ActivationName, type Params } from '../../solutions/17-layered-network';
import { inEachWay, type Mistake, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/19-first-weights');

// ── the two rules ────────────────────────────────────────────────────────────────────────────────────────────────

const wrongXavier: Mistake<Topic>[] = [
  {
    id: 'xavier-variance',
    name: { en: 'the variance instead of the standard deviation', ko: '표준편차가 아니라 분산' },
    explanation: {
      en: 'This is what you get with 1 / inputs: that is the variance. The standard deviation is its root.',
      ko: '1 / inputs를 돌려주면 이 값이 나옵니다. 그것은 분산입니다. 표준편차는 그 제곱근입니다.',
    },
    answer: { xavierStd: (inputs) => 1 / inputs },
  },
  {
    id: 'xavier-upside-down',
    name: { en: 'the root itself', ko: '제곱근 자체' },
    explanation: {
      en: 'This is what you get with √inputs: more inputs need smaller weights. Divide 1 by it.',
      ko: '√inputs를 돌려주면 이 값이 나옵니다. 입력이 많을수록 가중치는 작아야 합니다. 1을 이것으로 나누세요.',
    },
    answer: { xavierStd: (inputs) => Math.sqrt(inputs) },
  },
  {
    id: 'xavier-of-he',
    name: { en: 'He’s rule instead of Xavier’s', ko: 'Xavier 대신 He 초깃값' },
    explanation: {
      en: 'This is what you get with √(2 / inputs): the 2 belongs to heStd, because a ReLU drops half of the sums.',
      ko: '√(2 / inputs)를 돌려주면 이 값이 나옵니다. 2는 heStd의 것입니다. ReLU가 합의 절반을 버리기 때문입니다.',
    },
    answer: { xavierStd: (inputs) => Math.sqrt(2 / inputs) },
  },
  {
    id: 'xavier-bounds',
    name: { en: 'the bound of uniform weights', ko: '균등분포의 한계' },
    explanation: {
      en: 'This is what you get with √(3 / inputs): uniform weights up to that bound have the right standard deviation. The task asks for the standard deviation itself.',
      ko: '√(3 / inputs)를 돌려주면 이 값이 나옵니다. 그것은 고르게 뽑는 가중치의 한계입니다. 구할 것은 표준편차 자체입니다.',
    },
    answer: { xavierStd: (inputs) => Math.sqrt(3 / inputs) },
    also: [{ xavierStd: (inputs) => Math.sqrt(6 / inputs) }],
  },
  {
    id: 'xavier-one-less',
    name: { en: 'one input too few', ko: '입력을 하나 적게 셌다' },
    explanation: {
      en: 'This is what you get with √(inputs − 1): all inputs count. The − 1 belongs to another formula, for estimates from a sample.',
      ko: '√(inputs − 1)로 나누면 이 값이 나옵니다. 입력은 모두 셉니다. − 1은 표본에서 추정할 때의 공식입니다.',
    },
    answer: { xavierStd: (inputs) => 1 / Math.sqrt(inputs - 1) },
  },
  {
    id: 'xavier-one-more',
    name: { en: 'the bias counted as an input', ko: '편향까지 입력으로 셌다' },
    explanation: {
      en: 'This is what you get with √(inputs + 1): the bias begins at 0, and adds nothing to the spread.',
      ko: '√(inputs + 1)로 나누면 이 값이 나옵니다. 편향은 0에서 시작하므로 표준편차에 보태는 것이 없습니다.',
    },
    answer: { xavierStd: (inputs) => 1 / Math.sqrt(inputs + 1) },
  },
  {
    id: 'xavier-fixed',
    name: { en: 'the same for any number of inputs', ko: '입력의 수와 상관없이 같다' },
    explanation: {
      en: 'This is what you get with a fixed number such as 0.01: the more inputs a unit has, the smaller its weights must be.',
      ko: '0.01처럼 정해진 수를 돌려주면 이 값이 나옵니다. 입력이 많을수록 가중치는 작아야 합니다.',
    },
    answer: { xavierStd: () => 0.01 },
  },
];

const wrongHe: Mistake<Topic>[] = [
  {
    id: 'he-variance',
    name: { en: 'the variance instead of the standard deviation', ko: '표준편차가 아니라 분산' },
    explanation: {
      en: 'This is what you get with 2 / inputs: that is the variance. The standard deviation is its root.',
      ko: '2 / inputs를 돌려주면 이 값이 나옵니다. 그것은 분산입니다. 표준편차는 그 제곱근입니다.',
    },
    answer: { heStd: (inputs) => 2 / inputs },
  },
  {
    id: 'he-of-xavier',
    name: { en: 'Xavier’s rule instead of He’s', ko: 'He 대신 Xavier 초깃값' },
    explanation: {
      en: 'This is what you get with √(1 / inputs): a ReLU drops half of the sums, so the 1 must be a 2.',
      ko: '√(1 / inputs)를 돌려주면 이 값이 나옵니다. ReLU가 합의 절반을 버리므로 1이 아니라 2여야 합니다.',
    },
    answer: { heStd: (inputs) => Math.sqrt(1 / inputs) },
  },
  {
    id: 'he-two-outside',
    name: { en: 'the 2 is outside the root', ko: '2가 제곱근 밖에 있다' },
    explanation: {
      en: 'This is what you get with 2 / √inputs: the 2 belongs inside the root, √(2 / inputs).',
      ko: '2 / √inputs를 돌려주면 이 값이 나옵니다. 2는 제곱근 안에 있어야 합니다. √(2 / inputs)입니다.',
    },
    answer: { heStd: (inputs) => 2 / Math.sqrt(inputs) },
  },
  {
    id: 'he-root-of-two-only',
    name: { en: 'only the 2 is under the root', ko: '2에만 제곱근을 씌웠다' },
    explanation: {
      en: 'This is what you get with √2 / inputs: the whole quotient belongs under the root, √(2 / inputs).',
      ko: '√2 / inputs를 돌려주면 이 값이 나옵니다. 나눗셈 전체에 제곱근을 씌웁니다. √(2 / inputs)입니다.',
    },
    answer: { heStd: (inputs) => Math.sqrt(2) / inputs },
  },
  {
    id: 'he-two-below',
    name: { en: 'the 2 is in the denominator', ko: '2가 분모에 있다' },
    explanation: {
      en: 'This is what you get with √(1 / (2 · inputs)): a ReLU drops half of the sums, so the weights must be larger, not smaller.',
      ko: '√(1 / (2 · inputs))를 돌려주면 이 값이 나옵니다. ReLU가 합의 절반을 버리므로 가중치는 더 커야 합니다.',
    },
    answer: { heStd: (inputs) => Math.sqrt(1 / (2 * inputs)) },
  },
  {
    id: 'he-upside-down',
    name: { en: 'upside down', ko: '분자와 분모가 바뀌었다' },
    explanation: {
      en: 'This is what you get with √(inputs / 2): more inputs need smaller weights. Turn the quotient around.',
      ko: '√(inputs / 2)를 돌려주면 이 값이 나옵니다. 입력이 많을수록 가중치는 작아야 합니다. 분자와 분모를 바꾸세요.',
    },
    answer: { heStd: (inputs) => Math.sqrt(inputs / 2) },
  },
  {
    id: 'he-bounds',
    name: { en: 'the bound of uniform weights', ko: '균등분포의 한계' },
    explanation: {
      en: 'This is what you get with √(6 / inputs): uniform weights up to that bound have the right standard deviation. The task asks for the standard deviation itself.',
      ko: '√(6 / inputs)를 돌려주면 이 값이 나옵니다. 그것은 고르게 뽑는 가중치의 한계입니다. 구할 것은 표준편차 자체입니다.',
    },
    answer: { heStd: (inputs) => Math.sqrt(6 / inputs) },
  },
];

// ── what goes through a network ──────────────────────────────────────────────────────────────────────────────────

const deviation = (z: NDArray): number => Math.sqrt(z.sub(z.mean()).square().mean());

/** The activations of the hidden layers, from the input on; in another way where one is given. */
function activationsOf(
  net: LayeredNet,
  x: NDArray,
  {
    activation = net.activation,
    bias = (b: NDArray) => b,
    feed = (z: NDArray) => z,
  }: {
    activation?: ActivationName | 'none';
    bias?: (b: NDArray) => NDArray;
    feed?: (z: NDArray) => NDArray;
  } = {},
): NDArray[] {
  const layers: NDArray[] = [];
  let z = x;
  for (let l = 1; l < Object.keys(net.params).length / 2; l++) {
    const a = feed(z)
      .dot(net.params[`W${l}`])
      .add(bias(net.params[`b${l}`]));
    z =
      activation === 'relu'
        ? a.map((value) => Math.max(0, value))
        : activation === 'sigmoid'
          ? sigmoid(a)
          : a;
    layers.push(z);
  }
  return layers;
}

/** activationSpread, by another measure of the right activations. */
const measuredBy =
  (measure: (z: NDArray) => number): Topic['activationSpread'] =>
  (net, x) =>
    activationsOf(net, x).map(measure);

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rows of a matrix, each as an array. */
const rowsOf = (z: NDArray): NDArray[] => Array.from({ length: z.shape[0] }, (_, n) => z.row(n));

/** What each layer gives, the last one too. */
function allOutputs(net: LayeredNet, x: NDArray): { layer: object; z: NDArray }[] {
  let z = x;
  return net.layers().map((layer) => ({ layer, z: (z = layer.forward(z)) }));
}

const wrongSpreads: Mistake<Topic>[] = [
  {
    id: 'spread-of-all-layers',
    name: { en: 'a number for each affine layer, too', ko: 'Affine 층의 값도 들어 있다' },
    explanation: {
      en: 'This is what you get when every layer of `net.layers()` is measured: only the outputs of the activation layers count, one number for each hidden layer.',
      ko: '`net.layers()`의 모든 층을 재면 이렇게 됩니다. 활성화 층이 내놓는 것만, 은닉층마다 수 하나씩 셉니다.',
    },
    answer: { activationSpread: (net, x) => allOutputs(net, x).map(({ z }) => deviation(z)) },
  },
  {
    id: 'spread-before-the-activation',
    name: { en: 'measured before the activation', ko: '활성화 함수를 지나기 전에 쟀다' },
    explanation: {
      en: 'This is what you get when the sums x·W + b are measured: measure the activations, after the ReLU or the sigmoid.',
      ko: '합 x·W + b를 재면 이 값이 나옵니다. 구할 것은 ReLU나 시그모이드를 지난 활성화 값의 표준편차입니다.',
    },
    answer: {
      activationSpread: (net, x) =>
        allOutputs(net, x)
          .filter(({ layer }) => layer instanceof Affine)
          .slice(0, -1)
          .map(({ z }) => deviation(z)),
    },
    together: [
      {
        activationSpread: (net, x) =>
          allOutputs(net, x)
            .filter(({ layer }) => layer instanceof Affine)
            .slice(0, -1)
            .map(({ z }) => deviation(z) ** 2),
      },
      {
        activationSpread: (net, x) =>
          allOutputs(net, x)
            .filter(({ layer }) => layer instanceof Affine)
            .map(({ z }) => deviation(z)),
      },
    ],
  },
  {
    id: 'scores-included',
    name: { en: 'the scores are counted as a hidden layer', ko: '점수도 은닉층으로 셌다' },
    explanation: {
      en: 'This is what you get when the last affine layer is measured, too: its output is the scores, not a hidden layer.',
      ko: '마지막 Affine 층까지 재면 이렇게 됩니다. 그것은 점수를 내놓고, 은닉층이 아닙니다.',
    },
    answer: {
      activationSpread: (net, x) => [
        ...activationsOf(net, x).map(deviation),
        deviation(allOutputs(net, x).at(-1)!.z),
      ],
    },
    also: [
      {
        activationSpread: (net, x) => [
          ...activationsOf(net, x).map(deviation),
          deviation(softmax(allOutputs(net, x).at(-1)!.z)),
        ],
      },
    ],
  },
  {
    id: 'input-included',
    name: { en: 'the input is counted as a layer', ko: '입력도 층으로 셌다' },
    explanation: {
      en: 'This is what you get when the spread of x comes first: the task asks for one number for each hidden layer.',
      ko: 'x의 표준편차를 맨 앞에 넣으면 이렇게 됩니다. 구할 것은 은닉층마다 수 하나입니다.',
    },
    answer: { activationSpread: (net, x) => [x, ...activationsOf(net, x)].map(deviation) },
  },
  {
    id: 'last-layer-missing',
    name: { en: 'the last hidden layer is missing', ko: '마지막 은닉층이 빠졌다' },
    explanation: {
      en: 'This is what you get when the loop ends one hidden layer too soon.',
      ko: '반복문이 은닉층 하나만큼 일찍 끝나면 이렇게 됩니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x).slice(0, -1).map(deviation) },
  },
  {
    id: 'only-the-last-layer',
    name: { en: 'only the last hidden layer', ko: '마지막 은닉층만 쟀다' },
    explanation: {
      en: 'This is what you get when only the last hidden layer is measured: the task asks for one number for each hidden layer.',
      ko: '마지막에 나오는 것만 재면 이렇게 됩니다. 구할 것은 은닉층마다 수 하나입니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x).slice(-1).map(deviation) },
  },
  {
    id: 'from-the-output-back',
    name: { en: 'the layers are in reverse order', ko: '층의 순서가 거꾸로다' },
    explanation: {
      en: 'This is what you get when the list begins with the last hidden layer: it should begin at the input.',
      ko: '목록이 마지막 은닉층부터 시작하면 이 값이 나옵니다. 입력 쪽부터 차례로 적습니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x).map(deviation).reverse() },
  },
  {
    id: 'variance',
    name: { en: 'the variance instead of the standard deviation', ko: '표준편차가 아니라 분산' },
    explanation: {
      en: 'This is what you get when the root is missing: the mean of the squared differences is the variance. Take its root.',
      ko: '제곱근이 빠지면 이 값이 나옵니다. 차이의 제곱의 평균은 분산입니다. 그 제곱근을 구하세요.',
    },
    answer: { activationSpread: measuredBy((z) => deviation(z) ** 2) },
  },
  {
    id: 'root-mean-square',
    name: { en: 'the mean is not subtracted', ko: '평균을 빼지 않았다' },
    explanation: {
      en: 'This is what you get with the root of the mean of z²: the spread is measured from the mean. Subtract the mean before you square.',
      ko: 'z² 평균의 제곱근을 구하면 이 값이 나옵니다. 표준편차는 평균을 중심으로 잽니다. 제곱하기 전에 평균을 빼세요.',
    },
    answer: { activationSpread: measuredBy((z) => Math.sqrt(z.square().mean())) },
  },
  {
    id: 'mean-of-the-activations',
    name: { en: 'the mean of the activations', ko: '활성화 값의 평균' },
    explanation: {
      en: 'This is what you get when the mean itself is returned: the task asks how far the numbers spread around it.',
      ko: '평균 자체를 돌려주면 이 값이 나옵니다. 구할 것은 수들이 평균에서 얼마나 퍼져 있는지입니다.',
    },
    answer: { activationSpread: measuredBy((z) => z.mean()) },
  },
  {
    id: 'mean-distance',
    name: { en: 'the mean distance from the mean', ko: '평균과의 거리의 평균' },
    explanation: {
      en: 'This is what you get when |z − mean| is averaged: the standard deviation squares the distances, and takes the root of their mean.',
      ko: '|z − 평균|의 평균을 구하면 이 값이 나옵니다. 표준편차는 거리를 제곱해 평균을 내고 제곱근을 구합니다.',
    },
    answer: { activationSpread: measuredBy((z) => z.sub(z.mean()).map(Math.abs).mean()) },
  },
  {
    id: 'one-fewer-in-the-denominator',
    name: { en: 'divided by one number too few', ko: '하나 적은 수로 나누었다' },
    explanation: {
      en: 'This is what you get when the sum of squares is divided by the count minus 1: that estimates the spread of a larger population. Here, divide by the count.',
      ko: '제곱의 합을 개수에서 1을 뺀 수로 나누면 이 값이 나옵니다. 그것은 더 많은 수의 표준편차를 추정할 때 씁니다. 여기서는 평균입니다.',
    },
    answer: {
      activationSpread: measuredBy((z) => Math.sqrt(z.sub(z.mean()).square().sum() / (z.size - 1))),
    },
  },
  {
    id: 'root-of-the-sum',
    name: { en: 'the sum of the squares instead of their mean', ko: '제곱의 평균이 아니라 합' },
    explanation: {
      en: 'This is what you get when the squares are summed and not averaged: the number then grows with the batch.',
      ko: '제곱을 평균 내지 않고 더하기만 하면 이 값이 나옵니다. 그러면 배치가 클수록 값이 커집니다.',
    },
    answer: { activationSpread: measuredBy((z) => Math.sqrt(z.sub(z.mean()).square().sum())) },
  },
  {
    id: 'spread-of-each-unit',
    name: { en: 'the mean of the spreads of the units', ko: '뉴런마다 잰 표준편차의 평균' },
    explanation: {
      en: 'This is what you get when each unit is measured by itself, and the results are averaged: the task asks for one mean and one spread, over all numbers of the layer.',
      ko: '뉴런마다 따로 재어 평균을 내면 이 값이 나옵니다. 층의 모든 수에 대해 평균 하나, 표준편차 하나를 구합니다.',
    },
    answer: { activationSpread: measuredBy((z) => mean(rowsOf(z.T).map(deviation))) },
  },
  {
    id: 'spread-of-each-sample',
    name: { en: 'the mean of the spreads of the samples', ko: '샘플마다 잰 표준편차의 평균' },
    explanation: {
      en: 'This is what you get when each sample is measured by itself, and the results are averaged: the task asks for one mean and one spread, over all numbers of the layer.',
      ko: '샘플마다 따로 재어 평균을 내면 이 값이 나옵니다. 층의 모든 수에 대해 평균 하나, 표준편차 하나를 구합니다.',
    },
    answer: { activationSpread: measuredBy((z) => mean(rowsOf(z).map(deviation))) },
  },
  {
    id: 'first-sample-only',
    name: { en: 'only the first sample counts', ko: '첫 샘플만 셌다' },
    explanation: {
      en: 'This is what you get when one row is measured: the spread is that of the whole batch.',
      ko: '행 하나만 재면 이 값이 나옵니다. 배치 전체의 표준편차를 구합니다.',
    },
    answer: { activationSpread: measuredBy((z) => deviation(z.row(0))) },
  },
  {
    id: 'range',
    name: { en: 'the distance from the smallest to the largest', ko: '가장 작은 수와 가장 큰 수의 차이' },
    explanation: {
      en: 'This is what you get with max − min: only two numbers decide it. The standard deviation uses all of them.',
      ko: 'max − min을 구하면 이 값이 나옵니다. 수 두 개만으로 정해집니다. 표준편차는 모든 수를 셉니다.',
    },
    answer: { activationSpread: measuredBy((z) => z.max() + z.mul(-1).max()) },
  },
  {
    id: 'each-layer-fed-by-nothing-before',
    name: { en: 'the activation is not passed on', ko: '활성화 값을 다음 층에 넘기지 않았다' },
    explanation: {
      en: 'This is what you get when a layer receives the sums of the one before, without its activation: pass on what each layer of `net.layers()` returns.',
      ko: '앞 층의 합을 활성화 함수 없이 다음 층에 넘기면 이 값이 나옵니다. `net.layers()`의 층마다 돌려준 것을 다음 층에 넘기세요.',
    },
    answer: {
      activationSpread(net, x) {
        let a = x;
        const spreads: number[] = [];
        for (const layer of net.layers()) {
          if (layer instanceof Affine) a = layer.forward(a);
          else spreads.push(deviation(layer.forward(a)));
        }
        return spreads;
      },
    },
  },
  {
    id: 'always-relu',
    name: { en: 'always a ReLU', ko: '늘 ReLU를 썼다' },
    explanation: {
      en: 'This is what you get when the activation is hard-coded as a ReLU: the network may have sigmoids. `net.layers()` has the right ones.',
      ko: '활성화 함수를 ReLU로 못 박으면 이 값이 나옵니다. 신경망이 시그모이드를 쓸 수도 있습니다. `net.layers()`에 맞는 것이 들어 있습니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x, { activation: 'relu' }).map(deviation) },
  },
  {
    id: 'always-sigmoid',
    name: { en: 'always a sigmoid', ko: '늘 시그모이드를 썼다' },
    explanation: {
      en: 'This is what you get when the activation is hard-coded as a sigmoid: the network may have ReLUs. `net.layers()` has the right ones.',
      ko: '활성화 함수를 시그모이드로 못 박으면 이 값이 나옵니다. 신경망이 ReLU를 쓸 수도 있습니다. `net.layers()`에 맞는 것이 들어 있습니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x, { activation: 'sigmoid' }).map(deviation) },
  },
  {
    id: 'biases-forgotten',
    name: { en: 'the biases are forgotten', ko: '편향을 잊었다' },
    explanation: {
      en: 'This is what you get with x·W only: each layer adds its bias before the activation.',
      ko: 'x·W만 계산하면 이 값이 나옵니다. 층마다 활성화 함수 앞에서 편향을 더합니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x, { bias: zerosLike }).map(deviation) },
  },
  {
    id: 'zeros-left-out',
    name: { en: 'only what is not 0 is counted', ko: '0이 아닌 것만 셌다' },
    explanation: {
      en: 'This is what you get when the zeros of a ReLU are left out: they are activations, too.',
      ko: 'ReLU가 내놓은 0을 빼고 세면 이 값이 나옵니다. 0도 활성화 값입니다.',
    },
    answer: {
      activationSpread: measuredBy((z) => {
        const others = [...z.data].filter((value) => value !== 0);
        return others.length === 0 ? 0 : deviation(array(others));
      }),
    },
  },
  {
    id: 'spread-of-the-weights',
    name: { en: 'the spread of the weights', ko: '가중치의 표준편차' },
    explanation: {
      en: 'This is what you get when W of each layer is measured: measure the outputs of the layers instead.',
      ko: '층마다 W를 재면 이 값이 나옵니다. 구할 것은 층이 x로 만들어 내는 값의 표준편차입니다.',
    },
    answer: {
      activationSpread: (net) =>
        Array.from({ length: Object.keys(net.params).length / 2 - 1 }, (_, i) =>
          deviation(net.params[`W${i + 1}`]),
        ),
    },
  },
  {
    id: 'compared-with-the-layer-before',
    name: { en: 'as a share of the layer before', ko: '앞 층에 대한 비율' },
    explanation: {
      en: 'This is what you get when each spread is divided by the one before it: the task asks for the spreads themselves.',
      ko: '표준편차를 앞 층의 표준편차로 나누면 이 값이 나옵니다. 구할 것은 표준편차 자체입니다.',
    },
    answer: {
      activationSpread(net, x) {
        const spreads = [x, ...activationsOf(net, x)].map(deviation);
        return spreads.slice(1).map((spread, i) => spread / spreads[i]);
      },
    },
  },
  {
    id: 'rounded',
    name: { en: 'rounded', ko: '반올림했다' },
    explanation: {
      en: 'This is what you get when the spreads are rounded to a few digits: return them as they are.',
      ko: '표준편차를 몇 자리로 반올림하면 이 값이 나옵니다. 반올림하지 않은 값으로 비교합니다.',
    },
    answer: { activationSpread: measuredBy((z) => Math.round(deviation(z) * 100) / 100) },
    also: [{ activationSpread: measuredBy((z) => Number(deviation(z).toFixed(3))) }],
  },
  {
    id: 'input-normalized',
    name: { en: 'the batch is normalized first', ko: '배치를 먼저 정규화했다' },
    explanation: {
      en: 'This is what you get when the mean of x is subtracted before it goes in: the layers receive x as it is.',
      ko: 'x를 넣기 전에 평균을 빼면 이 값이 나옵니다. 층은 x를 있는 그대로 받습니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x.sub(x.mean())).map(deviation) },
  },
  {
    id: 'first-layer-missing',
    name: { en: 'the first hidden layer is missing', ko: '첫 은닉층이 빠졌다' },
    explanation: {
      en: 'This is what you get when the list begins with the second hidden layer: it begins with the first.',
      ko: '목록이 두 번째 은닉층부터 시작하면 이렇게 됩니다. 첫 은닉층부터 적습니다.',
    },
    answer: { activationSpread: (net, x) => activationsOf(net, x).slice(1).map(deviation) },
  },
];

export const mistakes = inEachWay<Topic>([...wrongXavier, ...wrongHe, ...wrongSpreads]);

// ── probes ───────────────────────────────────────────────────────────────────────────────────────────────────────

function givenNet(activation: ActivationName, seed: number, hiddenSizes: number[]): LayeredNet {
  const random = seededRandom(seed);
  const net = new LayeredNet({
    inputSize: 3,
    hiddenSizes,
    outputSize: 2,
    activation,
    weightInitStd: 0.8,
    random,
  });
  const params: Params = Object.fromEntries(
    Object.entries(net.params).map(([name, values]) => [
      name,
      name.startsWith('b') ? randn(values.shape, random) : values,
    ]),
  );
  return Object.assign(net, { params });
}

const nets = [
  givenNet('relu', 1, [4, 3, 5]),
  givenNet('sigmoid', 2, [4, 3, 5]),
  givenNet('relu', 3, [5, 4]),
  givenNet('sigmoid', 4, [2]),
];

const inputCounts = [1, 2, 3, 10, 784];

export const probes: Probes<Topic> = {
  xavierStd: inputCounts.map((inputs) => (topic) => topic.xavierStd(inputs)),
  heStd: inputCounts.map((inputs) => (topic) => topic.heStd(inputs)),
  activationSpread: nets.map((net, i) => (topic) => {
    const x = randn([6, 3], seededRandom(10 + i));
    return { spreads: topic.activationSpread(net, x), x };
  }),
};
