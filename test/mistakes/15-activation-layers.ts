// Wrong answers to topic 15 · activation layers.
import { array, NDArray, zerosLike } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../solutions/15-activation-layers';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/15-activation-layers');

/** The two ways through a layer; whichever is left out is right. On the way back, `x` and `z` are what passed forward last. */
interface Ways {
  forward?: (x: NDArray) => NDArray;
  backward?: (dout: NDArray, x: NDArray, z: NDArray) => NDArray;
}

/** A class with these ways in place of a right layer's. */
function going<New extends new () => Layer>(Right: New, { forward, backward }: Ways): New {
  return class implements Layer {
    private readonly right = new Right();
    private last?: { x: NDArray; z: NDArray };

    forward(x: NDArray): NDArray {
      const z = this.right.forward(x);
      this.last = { x: x.copy(), z };
      return forward === undefined ? z.copy() : forward(x);
    }

    backward(dout: NDArray): NDArray {
      const dx = this.right.backward(dout); // throws as it should
      return backward === undefined ? dx : backward(dout, this.last!.x, this.last!.z);
    }
  } as unknown as New;
}

const relu = (ways: Ways): Partial<Topic> => ({ Relu: going(Relu, ways) });
const sigmoidLayer = (ways: Ways): Partial<Topic> => ({ Sigmoid: going(Sigmoid, ways) });

/** A class of which all objects keep what passed forward in one place. */
function sharing<New extends new () => Layer>(Right: New): New {
  const right = new Right();
  return class implements Layer {
    forward(x: NDArray): NDArray {
      return right.forward(x).copy();
    }

    backward(dout: NDArray): NDArray {
      return right.backward(dout);
    }
  } as unknown as New;
}

/** A class that keeps what its first batch left behind. */
function keepingTheFirst<New extends new () => Layer>(Right: New): New {
  return class implements Layer {
    private first?: Layer;

    forward(x: NDArray): NDArray {
      const layer = new Right();
      const z = layer.forward(x).copy();
      this.first ??= layer;
      return z;
    }

    backward(dout: NDArray): NDArray {
      return (this.first ?? new Right()).backward(dout);
    }
  } as unknown as New;
}

/** The same, number by number: in a larger batch, the slopes beyond the first one are multiplied by `beyond`. */
function keepingTheFirstNumbers<New extends new () => Layer>(Right: New, beyond: number): New {
  return class implements Layer {
    private slopes?: NDArray;

    forward(x: NDArray): NDArray {
      const layer = new Right();
      const z = layer.forward(x).copy();
      this.slopes ??= layer.backward(x.map(() => 1));
      return z;
    }

    backward(dout: NDArray): NDArray {
      if (this.slopes === undefined) return new Right().backward(dout);
      const { data } = this.slopes;
      return dout.map((slope, i) => slope * (data[i] ?? beyond));
    }
  } as unknown as New;
}

/** A class that answers to `backward` even where nothing has passed forward. */
function answeringAlways<New extends new () => Layer>(Right: New, answer: (dout: NDArray) => NDArray): New {
  return class implements Layer {
    private layer?: Layer;

    forward(x: NDArray): NDArray {
      this.layer = new Right();
      return this.layer.forward(x);
    }

    backward(dout: NDArray): NDArray {
      return this.layer?.backward(dout) ?? answer(dout);
    }
  } as unknown as New;
}

/** A class whose slopes grow with each way back: they are added to those of the last one. */
function addingUp<New extends new () => Layer>(Right: New): New {
  return class implements Layer {
    private readonly right = new Right();
    private total?: NDArray;

    forward(x: NDArray): NDArray {
      return this.right.forward(x).copy();
    }

    backward(dout: NDArray): NDArray {
      const dx = this.right.backward(dout);
      const isSame = String(this.total?.shape) === String(dx.shape);
      this.total = isSame ? this.total!.add(dx) : dx;
      return this.total;
    }
  } as unknown as New;
}

/** The answer, written into the array itself. */
function overwritten(a: NDArray, answer: NDArray): NDArray {
  a.data.set(answer.data);
  return a;
}

const rowsOf = ({ ndim, shape }: NDArray): number => (ndim === 1 ? 1 : shape[0]);

const mask = (x: NDArray): NDArray => x.map((value) => (value > 0 ? 1 : 0));

export const mistakes = inEachWay<Topic>([
  // Relu.forward
  {
    id: 'relu-absolute',
    name: { en: 'the absolute value instead of max(0, x)', ko: 'max(0, x) 대신 절댓값' },
    explanation: {
      en: 'This is what you get from |x|: negative numbers come out positive. ReLU makes them 0.',
      ko: '|x|를 구하면 이렇게 됩니다. 음수가 양수로 바뀌어 나옵니다. ReLU는 음수를 0으로 만듭니다.',
    },
    answer: relu({ forward: (x) => x.map(Math.abs) }),
  },
  {
    id: 'relu-minimum',
    name: { en: 'min(0, x) instead of max(0, x)', ko: 'max(0, x) 대신 min(0, x)' },
    explanation: {
      en: 'This is what you get from min(0, x): the negative numbers are kept, and the positive ones become 0. It is the other way around.',
      ko: 'min(0, x)를 구하면 이렇게 됩니다. 음수가 남고 양수가 0이 됩니다. 그 반대여야 합니다.',
    },
    answer: relu({ forward: (x) => x.map((value) => Math.min(0, value)) }),
  },
  {
    id: 'relu-does-nothing',
    name: { en: 'forward lets everything through', ko: 'forward가 모든 수를 그대로 내보냄' },
    explanation: {
      en: 'This is what you get when forward returns x as it is: without the bend at 0, two layers can do no more than one. Negative numbers become 0.',
      ko: 'forward가 x를 그대로 돌려주면 이렇게 됩니다. 0에서 꺾이지 않으면 두 층이 한 층과 다를 바 없습니다. 음수는 0이 되어야 합니다.',
    },
    answer: relu({ forward: (x) => x.copy() }),
  },
  {
    id: 'relu-is-a-step',
    name: { en: 'a step of 0 and 1', ko: '0과 1뿐인 계단' },
    explanation: {
      en: 'This is what you get when forward returns the mask: 1 for a positive number. The mask says where x passes; what passes is x itself.',
      ko: 'forward가 마스크를 돌려주면 이렇게 됩니다. 양수가 모두 1이 됩니다. 마스크는 x가 어디에서 통과하는지를 나타내고, 통과하는 것은 x 자체입니다.',
    },
    answer: relu({ forward: mask }),
  },
  {
    id: 'relu-leaks',
    name: { en: 'negative numbers leak through', ko: '음수가 조금 새어 나감' },
    explanation: {
      en: 'This is what you get from the leaky ReLU, 0.01·x for negative x. It is an activation, too, but a different one: here, negative numbers become 0.',
      ko: '음수에 0.01을 곱하는 리키 ReLU(leaky ReLU)를 쓰면 이렇게 됩니다. 이것도 활성화 함수이지만 다른 함수입니다. 여기에서 음수는 0이 됩니다.',
    },
    answer: relu({
      forward: (x) => x.map((value) => (value > 0 ? value : 0.01 * value)),
      backward: (dout, x) => dout.map((value, i) => (x.data[i] > 0 ? value : 0.01 * value)),
    }),
  },
  {
    id: 'relu-is-softplus',
    name: { en: 'softplus instead of ReLU', ko: 'ReLU 대신 소프트플러스' },
    explanation: {
      en: 'This is what you get from log(1 + exp(x)), a smooth relative of ReLU. ReLU has a sharp bend: max(0, x).',
      ko: 'log(1 + exp(x))를 쓰면 이렇게 됩니다. ReLU를 매끄럽게 만든 함수입니다. ReLU는 뾰족하게 꺾이는 max(0, x)입니다.',
    },
    answer: relu({ forward: (x) => x.map((value) => Math.log(1 + Math.exp(value))) }),
  },
  {
    id: 'relu-cut-at-one',
    name: { en: 'nothing above 1 comes through', ko: '1보다 큰 수가 나오지 않음' },
    explanation: {
      en: 'This is what you get when numbers above 1 are cut off. The sigmoid ends at 1; ReLU has no upper limit.',
      ko: '1보다 큰 수를 1로 자르면 이렇게 됩니다. 시그모이드는 1을 넘지 않지만 ReLU에는 위쪽 한계가 없습니다.',
    },
    answer: relu({ forward: (x) => x.map((value) => Math.min(1, Math.max(0, value))) }),
  },
  {
    id: 'relu-of-the-largest',
    name: {
      en: 'one maximum instead of one for each number',
      ko: '수마다가 아니라 전체에서 최댓값 하나를 구함',
    },
    explanation: {
      en: 'This is what you get from `x.max()`: it looks for the largest number of the whole array. ReLU compares each number with 0: `Math.max(0, value)` within `map`.',
      ko: '`x.max()`를 쓰면 이렇게 됩니다. 배열 전체에서 가장 큰 수를 찾습니다. ReLU는 수마다 0과 비교합니다. `map` 안에서 `Math.max(0, value)`를 쓰세요.',
    },
    answer: relu({ forward: (x) => x.map(() => Math.max(0, x.max())) }),
  },
  {
    id: 'relu-overwrites-x',
    name: { en: 'Relu writes its zeros into x', ko: 'Relu가 x에 0을 써넣음' },
    explanation: {
      en: 'This is what you get when the zeros are written into x itself: the caller still needs it. `x.map(…)` makes a new array.',
      ko: '0을 x 자체에 써넣으면 이렇게 됩니다. x를 넘긴 쪽에서 x를 다시 써야 합니다. `x.map(…)`은 새 배열을 만듭니다.',
    },
    answer: relu({
      forward: (x) =>
        overwritten(
          x,
          x.map((value) => Math.max(0, value)),
        ),
    }),
  },

  // Relu.backward
  {
    id: 'relu-mask-of-dout',
    name: { en: 'the mask is made of dout', ko: '마스크를 dout으로 만듦' },
    explanation: {
      en: 'This is what you get when dout itself goes through max(0, …). A slope may well be negative: what decides is whether x was positive on the way forward.',
      ko: 'dout에 max(0, …)을 적용하면 이렇게 됩니다. 기울기는 음수일 수 있습니다. 순전파에서 x가 양수였는지에 따라 정해집니다.',
    },
    answer: relu({ backward: (dout) => dout.map((value) => Math.max(0, value)) }),
  },
  {
    id: 'relu-mask-missing',
    name: { en: 'dout comes through everywhere', ko: 'dout이 모두 그대로 지나감' },
    explanation: {
      en: 'This is what you get when backward returns dout as it is. Where x was not positive, z was 0 and stayed 0, so the slope there is 0.',
      ko: 'backward가 dout을 그대로 돌려주면 이렇게 됩니다. x가 양수가 아니던 곳에서는 z가 0에서 움직이지 않으므로 기울기가 0입니다.',
    },
    answer: relu({ backward: (dout) => dout.copy() }),
  },
  {
    id: 'relu-mask-inverted',
    name: { en: 'the mask is inverted', ko: '마스크가 뒤집힘' },
    explanation: {
      en: 'This is what you get when dout comes through where x was negative. It comes through where x did: where x was positive.',
      ko: 'x가 음수이던 곳에서 dout이 지나가면 이렇게 됩니다. dout은 x가 지나간 곳, 곧 x가 양수이던 곳에서 지나갑니다.',
    },
    answer: relu({ backward: (dout, x) => dout.map((value, i) => (x.data[i] > 0 ? 0 : value)) }),
  },
  {
    id: 'relu-lets-through-at-zero',
    name: { en: 'dout comes through where x was 0', ko: 'x가 0이던 곳에서도 dout이 지나감' },
    explanation: {
      en: 'This is what you get from x ≥ 0. At the bend itself there is no slope, so it is a convention: where x is 0, nothing comes through. Compare with x > 0.',
      ko: 'x ≥ 0으로 비교하면 이렇게 됩니다. 꺾이는 점에는 기울기가 없으므로 약속으로 정합니다. x가 0이면 아무것도 지나가지 않습니다. x > 0으로 비교하세요.',
    },
    answer: relu({ backward: (dout, x) => dout.map((value, i) => (x.data[i] >= 0 ? value : 0)) }),
  },
  {
    id: 'relu-times-the-number',
    name: { en: 'dout times z instead of times 1', ko: 'dout에 1이 아니라 z를 곱함' },
    explanation: {
      en: 'This is what you get when dout is multiplied by what came out on the way forward. Where x is positive, z moves exactly as far as x: the factor is 1.',
      ko: 'dout에 순전파의 출력을 곱하면 이렇게 됩니다. x가 양수이면 z는 x가 움직인 만큼 움직이므로 곱하는 수는 1입니다.',
    },
    answer: relu({ backward: (dout, _, z) => dout.mul(z) }),
  },
  {
    id: 'relu-slope-without-dout',
    name: { en: 'not multiplied by dout', ko: 'dout을 곱하지 않음' },
    explanation: {
      en: 'This is what you get when backward of Relu returns its own slope, 0 or 1. Along a chain, slopes multiply: it must be times dout.',
      ko: 'Relu의 backward가 자기 기울기인 0과 1만 돌려주면 이렇게 됩니다. 사슬을 따라 기울기는 곱해집니다. dout을 곱해야 합니다.',
    },
    answer: relu({ backward: (_, x) => mask(x) }),
  },
  {
    id: 'relu-absolute-mask',
    name: { en: 'the mask is 1 wherever x is not 0', ko: 'x가 0이 아니면 마스크가 모두 1' },
    explanation: {
      en: 'This is what you get from `x ? 1 : 0`, or from x ≠ 0: a negative number counts as true, too. Compare with x > 0.',
      ko: '`x ? 1 : 0`이나 x ≠ 0으로 비교하면 이렇게 됩니다. 음수도 참으로 여깁니다. x > 0으로 비교하세요.',
    },
    answer: relu({ backward: (dout, x) => dout.map((value, i) => (x.data[i] ? value : 0)) }),
  },
  {
    id: 'relu-mask-is-minus-one',
    name: { en: 'the slope is −1 for negative numbers', ko: '음수에서 기울기가 −1' },
    explanation: {
      en: 'This is what you get from the sign of x, the slope of |x|. ReLU is flat for negative numbers: its slope there is 0.',
      ko: 'x의 부호를 곱하면 이렇게 됩니다. 그것은 |x|의 기울기입니다. ReLU는 음수에서 평평하므로 그곳의 기울기는 0입니다.',
    },
    answer: relu({ backward: (dout, x) => dout.map((value, i) => value * Math.sign(x.data[i])) }),
  },
  {
    id: 'relu-exchanges-z-and-dout',
    name: { en: 'z comes back where dout is positive', ko: 'dout이 양수인 곳에서 z가 되돌아옴' },
    explanation: {
      en: 'This is what you get when z and dout change roles. It is dout that comes back, where z is positive.',
      ko: 'z와 dout의 역할을 바꾸면 이렇게 됩니다. z가 양수인 곳에서 dout이 되돌아와야 합니다.',
    },
    answer: relu({ backward: (dout, _, z) => z.map((value, i) => (dout.data[i] > 0 ? value : 0)) }),
  },
  {
    id: 'relu-lets-nothing-back',
    name: { en: 'nothing comes back through Relu', ko: 'Relu를 지나 되돌아오는 것이 없음' },
    explanation: {
      en: 'This is what you get when backward of Relu returns zeros everywhere: then nothing before this layer learns. Where x was positive, dout comes through.',
      ko: 'Relu의 backward가 0만 돌려주면 이렇게 됩니다. 그러면 이 계층 앞에서는 아무것도 학습하지 못합니다. x가 양수이던 곳에서는 dout이 지나갑니다.',
    },
    answer: relu({ backward: zerosLike }),
  },
  {
    id: 'relu-overwrites-dout',
    name: { en: 'Relu writes its zeros into dout', ko: 'Relu가 dout에 0을 써넣음' },
    explanation: {
      en: 'This is what you get when backward writes zeros into dout and returns it: the layer behind still needs it. `dout.mul(…)` makes a new array.',
      ko: 'backward가 dout에 0을 써넣고 그것을 돌려주면 이렇게 됩니다. 뒤의 층이 dout을 다시 써야 합니다. `dout.mul(…)`은 새 배열을 만듭니다.',
    },
    answer: relu({ backward: (dout, x) => overwritten(dout, dout.mul(mask(x))) }),
    together: [
      relu({ backward: (dout, x) => overwritten(dout, dout.mul(x.map((value) => (value >= 0 ? 1 : 0)))) }),
    ],
  },
  {
    id: 'relu-mean',
    name: { en: 'Relu divides by the number of samples', ko: 'Relu에서 샘플의 수로 나눔' },
    explanation: {
      en: 'This is what you get when an activation divides by N. The loss is a mean, so N is divided by once, at the end of the network; dout already includes it.',
      ko: '활성화 계층에서 N으로 나누면 이렇게 됩니다. 손실이 평균이므로 신경망의 끝에서 한 번만 N으로 나눕니다. dout에는 이미 들어 있습니다.',
    },
    answer: relu({ backward: (dout, x) => dout.mul(mask(x)).div(rowsOf(dout)) }),
  },
  {
    id: 'relu-keeps-the-first',
    name: { en: 'Relu goes back through its first batch', ko: 'Relu가 첫 배치의 마스크를 씀' },
    explanation: {
      en: 'This is what you get when forward keeps its mask only once, as in `this.mask ??= …`. Each forward must replace what the last one kept.',
      ko: '`this.mask ??= …`처럼 처음 한 번만 마스크를 남기면 이렇게 됩니다. forward를 부를 때마다 앞의 것을 바꿔야 합니다.',
    },
    answer: { Relu: keepingTheFirst(Relu) },
    also: [{ Relu: keepingTheFirstNumbers(Relu, NaN) }, { Relu: keepingTheFirstNumbers(Relu, 0) }],
  },
  {
    id: 'relu-shares',
    name: { en: 'all Relu layers keep one mask', ko: '모든 Relu 계층이 마스크 하나를 함께 씀' },
    explanation: {
      en: 'This is what you get when the mask is outside the object, in a variable of the file or a static field: each layer overwrites the one of the others. Keep it in `this`.',
      ko: '마스크를 객체 바깥, 곧 파일의 변수나 static 필드에 두면 이렇게 됩니다. 계층마다 다른 계층의 마스크를 덮어씁니다. `this`에 두세요.',
    },
    answer: { Relu: sharing(Relu) },
  },
  {
    id: 'relu-adds-up',
    name: { en: 'Relu adds to the slopes of the last call', ko: 'Relu가 지난번 기울기에 더함' },
    explanation: {
      en: 'This is what you get when the slopes are added to those of the call before. Every backward pass starts afresh: return the slopes for this dout only.',
      ko: '기울기를 앞의 호출에서 구한 것에 더하면 이렇게 됩니다. 역전파는 매번 새로 합니다. 이번 dout의 기울기를 돌려주세요.',
    },
    answer: { Relu: addingUp(Relu) },
  },
  {
    id: 'relu-answers-always',
    name: { en: 'Relu goes back without a forward', ko: 'forward 없이 Relu의 backward가 답함' },
    explanation: {
      en: 'This is what you get when backward returns something although nothing has gone forward yet. There is no mask then: throw an Error.',
      ko: '아직 아무것도 지나가지 않았는데 backward가 답하면 이렇게 됩니다. 그때는 마스크가 없습니다. Error를 던지세요.',
    },
    answer: { Relu: answeringAlways(Relu, (dout) => zerosLike(dout)) },
    also: [{ Relu: answeringAlways(Relu, (dout) => dout.copy()) }],
  },

  // Sigmoid.forward
  {
    id: 'sigmoid-sign',
    name: { en: 'the minus in the exponent is missing', ko: '지수의 음의 부호가 빠짐' },
    explanation: {
      en: 'This is what you get from exp(x) where the formula has exp(−x): the curve falls instead of rising.',
      ko: '식의 exp(−x) 자리에 exp(x)를 쓰면 이렇게 됩니다. 곡선이 올라가지 않고 내려갑니다.',
    },
    answer: sigmoidLayer({ forward: (x) => x.map((value) => 1 / (1 + Math.exp(value))) }),
  },
  {
    id: 'sigmoid-is-tanh',
    name: { en: 'tanh instead of the sigmoid', ko: '시그모이드 대신 tanh' },
    explanation: {
      en: 'This is what you get from tanh, which runs from −1 to 1. The sigmoid runs from 0 to 1: take it from topic 08.',
      ko: 'tanh를 쓰면 이렇게 됩니다. tanh는 −1에서 1까지입니다. 시그모이드는 0에서 1까지이며, 08번 주제의 것을 쓰면 됩니다.',
    },
    answer: sigmoidLayer({ forward: (x) => x.map(Math.tanh) }),
  },
  {
    id: 'sigmoid-is-softmax',
    name: { en: 'softmax instead of the sigmoid', ko: '시그모이드 대신 소프트맥스' },
    explanation: {
      en: 'This is what you get from softmax, which shares 1 among the numbers of a row. An activation treats each number separately.',
      ko: '소프트맥스를 쓰면 이렇게 됩니다. 소프트맥스는 1을 한 행의 수들에 나누어 줍니다. 활성화 함수는 수를 하나씩 따로 봅니다.',
    },
    answer: sigmoidLayer({ forward: softmax }),
  },
  {
    id: 'sigmoid-overflow',
    name: { en: 'NaN for large numbers', ko: '큰 수에서 NaN' },
    explanation: {
      en: 'This is what you get from exp(x) / (1 + exp(x)): for large x both are infinite, and infinity over infinity is NaN. In 1 / (1 + exp(−x)) that cannot happen.',
      ko: 'exp(x) / (1 + exp(x))로 계산하면 이렇게 됩니다. x가 크면 둘 다 무한대가 되고, 무한대 나누기 무한대는 NaN입니다. 1 / (1 + exp(−x))에서는 그런 일이 없습니다.',
    },
    answer: sigmoidLayer({ forward: (x) => x.map((value) => Math.exp(value) / (1 + Math.exp(value))) }),
  },
  {
    id: 'sigmoid-forward-is-its-slope',
    name: { en: 'forward returns the slope', ko: 'forward가 기울기를 돌려줌' },
    explanation: {
      en: 'This is what you get from (1 − z)·z on the way forward. What goes forward is z itself; the slope is needed on the way back.',
      ko: '순전파에서 (1 − z)·z를 돌려주면 이렇게 됩니다. 순전파에서 나가는 것은 z이고, 기울기는 역전파에서 씁니다.',
    },
    answer: sigmoidLayer({ forward: sigmoidGrad }),
  },
  {
    id: 'sigmoid-overwrites-x',
    name: { en: 'Sigmoid writes its result into x', ko: 'Sigmoid가 x에 결과를 써넣음' },
    explanation: {
      en: 'This is what you get when the results are written into x itself: the caller still needs it. `x.map(…)` makes a new array.',
      ko: '결과를 x 자체에 써넣으면 이렇게 됩니다. x를 넘긴 쪽에서 x를 다시 써야 합니다. `x.map(…)`은 새 배열을 만듭니다.',
    },
    answer: sigmoidLayer({ forward: (x) => overwritten(x, sigmoid(x)) }),
  },

  // Sigmoid.backward
  {
    id: 'sigmoid-slope-of-x',
    name: { en: 'x is taken for z', ko: 'x를 z로 여김' },
    explanation: {
      en: 'This is what you get from (1 − x)·x with the layer’s input. The z in (1 − z)·z is its output: keep that.',
      ko: '계층의 입력으로 (1 − x)·x를 계산하면 이렇게 됩니다. (1 − z)·z의 z는 출력입니다. 출력을 남기세요.',
    },
    answer: sigmoidLayer({ backward: (dout, x) => dout.mul(x.map((value) => (1 - value) * value)) }),
  },
  {
    id: 'sigmoid-slope-of-z',
    name: { en: 'the sigmoid is taken twice', ko: '시그모이드를 두 번 적용' },
    explanation: {
      en: 'This is what you get from `sigmoidGrad(z)`: that function expects the input of the sigmoid, and takes the sigmoid of it. Once you have z, the slope is (1 − z)·z.',
      ko: '`sigmoidGrad(z)`를 쓰면 이렇게 됩니다. 이 함수는 시그모이드의 입력을 받아서 시그모이드를 다시 적용합니다. z가 있으면 (1 − z)·z만 구하면 됩니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.mul(sigmoidGrad(z)) }),
  },
  {
    id: 'sigmoid-slope-at-dout',
    name: { en: 'the slope is taken at dout', ko: '기울기를 dout에서 구함' },
    explanation: {
      en: 'This is what you get when the slope is computed from dout. The slope of a layer depends on where it was on the way forward: on its own z.',
      ko: '기울기를 dout에서 구하면 이렇게 됩니다. 계층의 기울기는 순전파에서 어디에 있었는지, 곧 자기 z에 달려 있습니다.',
    },
    answer: sigmoidLayer({ backward: (dout) => dout.mul(sigmoidGrad(dout)) }),
  },
  {
    id: 'sigmoid-slope-is-z',
    name: { en: 'only half of the slope: dout·z', ko: '기울기의 절반만: dout·z' },
    explanation: {
      en: 'This is what you get from dout·z. The slope of the sigmoid is a product of two factors, (1 − z) and z.',
      ko: 'dout·z를 계산하면 이렇게 됩니다. 시그모이드의 기울기는 (1 − z)와 z의 곱입니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.mul(z) }),
  },
  {
    id: 'sigmoid-slope-is-one-minus-z',
    name: { en: 'only half of the slope: dout·(1 − z)', ko: '기울기의 절반만: dout·(1 − z)' },
    explanation: {
      en: 'This is what you get from dout·(1 − z). The slope of the sigmoid is a product of two factors, (1 − z) and z.',
      ko: 'dout·(1 − z)를 계산하면 이렇게 됩니다. 시그모이드의 기울기는 (1 − z)와 z의 곱입니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.mul(z.map((value) => 1 - value)) }),
  },
  {
    id: 'sigmoid-slope-of-tanh',
    name: { en: 'the slope of tanh, 1 − z²', ko: 'tanh의 기울기 1 − z²' },
    explanation: {
      en: 'This is what you get from 1 − z², which is the slope of tanh. The slope of the sigmoid is (1 − z)·z.',
      ko: '1 − z²을 계산하면 이렇게 됩니다. 그것은 tanh의 기울기입니다. 시그모이드의 기울기는 (1 − z)·z입니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.mul(z.map((value) => 1 - value * value)) }),
  },
  {
    id: 'sigmoid-slope-turned',
    name: { en: 'the sign of the slope is reversed', ko: '기울기의 부호가 반대' },
    explanation: {
      en: 'This is what you get from (z − 1)·z: the sigmoid rises everywhere, so its slope is positive, (1 − z)·z.',
      ko: '(z − 1)·z를 계산하면 이렇게 됩니다. 시그모이드는 어디서나 올라가므로 기울기는 양수인 (1 − z)·z입니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.mul(z.map((value) => (value - 1) * value)) }),
  },
  {
    id: 'sigmoid-slope-without-dout',
    name: { en: 'not multiplied by dout', ko: 'dout을 곱하지 않음' },
    explanation: {
      en: 'This is what you get when backward of Sigmoid returns its own slope, (1 − z)·z. Along a chain, slopes multiply: it must be times dout.',
      ko: 'Sigmoid의 backward가 자기 기울기 (1 − z)·z만 돌려주면 이렇게 됩니다. 사슬을 따라 기울기는 곱해집니다. dout을 곱해야 합니다.',
    },
    answer: sigmoidLayer({ backward: (_, x) => sigmoidGrad(x) }),
  },
  {
    id: 'sigmoid-slope-added',
    name: { en: 'dout is added instead of multiplied', ko: 'dout을 곱하지 않고 더함' },
    explanation: {
      en: 'This is what you get from dout + (1 − z)·z. Slopes are added where paths meet; along one path they are multiplied.',
      ko: 'dout + (1 − z)·z를 계산하면 이렇게 됩니다. 길이 만나는 곳에서는 기울기를 더하고, 한 길을 따라서는 곱합니다.',
    },
    answer: sigmoidLayer({ backward: (dout, x) => dout.add(sigmoidGrad(x)) }),
  },
  {
    id: 'sigmoid-slope-missing',
    name: { en: 'dout comes through unchanged', ko: 'dout이 그대로 지나감' },
    explanation: {
      en: 'This is what you get when backward of Sigmoid returns dout as it is. The sigmoid makes every small movement smaller: multiply by its slope, (1 − z)·z.',
      ko: 'Sigmoid의 backward가 dout을 그대로 돌려주면 이렇게 됩니다. 시그모이드를 지나면 작은 움직임이 더 작아집니다. 기울기 (1 − z)·z를 곱하세요.',
    },
    answer: sigmoidLayer({ backward: (dout) => dout.copy() }),
  },
  {
    id: 'sigmoid-applied-to-dout',
    name: { en: 'backward applies the sigmoid once more', ko: 'backward가 시그모이드를 다시 적용' },
    explanation: {
      en: 'This is what you get from the sigmoid of dout. On the way back, the sigmoid is not applied again: dout is multiplied by its slope, (1 − z)·z.',
      ko: 'dout에 시그모이드를 적용하면 이렇게 됩니다. 역전파에서는 시그모이드를 다시 적용하지 않고, 그 기울기 (1 − z)·z를 곱합니다.',
    },
    answer: sigmoidLayer({ backward: (dout) => sigmoid(dout) }),
  },
  {
    id: 'sigmoid-lets-nothing-back',
    name: { en: 'nothing comes back through Sigmoid', ko: 'Sigmoid를 지나 되돌아오는 것이 없음' },
    explanation: {
      en: 'This is what you get when backward of Sigmoid returns zeros: then nothing before this layer learns. Multiply dout by the slope, (1 − z)·z.',
      ko: 'Sigmoid의 backward가 0만 돌려주면 이렇게 됩니다. 그러면 이 계층 앞에서는 아무것도 학습하지 못합니다. dout에 기울기 (1 − z)·z를 곱하세요.',
    },
    answer: sigmoidLayer({ backward: zerosLike }),
  },
  {
    id: 'sigmoid-slope-without-parentheses',
    name: { en: 'dout·1 − z·z: parentheses are missing', ko: 'dout·1 − z·z: 괄호가 빠짐' },
    explanation: {
      en: 'This is what you get from dout · 1 − z · z: products come first. Parentheses keep the difference together: dout · (1 − z) · z.',
      ko: 'dout · 1 − z · z라고 쓰면 이렇게 됩니다. 곱이 먼저 계산됩니다. 괄호로 차를 묶으세요. dout · (1 − z) · z입니다.',
    },
    answer: sigmoidLayer({ backward: (dout, _, z) => dout.sub(z.square()) }),
  },
  {
    id: 'sigmoid-slope-overflow',
    name: { en: 'the slope is NaN where the sigmoid is flat', ko: '시그모이드가 평평한 곳에서 기울기가 NaN' },
    explanation: {
      en: 'This is what you get from exp(−x) / (1 + exp(−x))²: far below 0 both are infinite, and infinity over infinity is NaN. (1 − z)·z needs no exp at all.',
      ko: 'exp(−x) / (1 + exp(−x))²로 계산하면 이렇게 됩니다. 0보다 한참 작은 곳에서는 둘 다 무한대가 되고, 무한대 나누기 무한대는 NaN입니다. (1 − z)·z에는 exp가 필요 없습니다.',
    },
    answer: sigmoidLayer({
      backward: (dout, x) =>
        dout.map((value, i) => (value * Math.exp(-x.data[i])) / (1 + Math.exp(-x.data[i])) ** 2),
    }),
  },
  {
    id: 'sigmoid-overwrites-dout',
    name: { en: 'Sigmoid writes its slopes into dout', ko: 'Sigmoid가 dout에 기울기를 써넣음' },
    explanation: {
      en: 'This is what you get when backward writes the slopes into dout and returns it: the layer behind still needs it. `dout.mul(…)` makes a new array.',
      ko: 'backward가 기울기를 dout에 써넣고 그것을 돌려주면 이렇게 됩니다. 뒤의 층이 dout을 다시 써야 합니다. `dout.mul(…)`은 새 배열을 만듭니다.',
    },
    answer: sigmoidLayer({ backward: (dout, x) => overwritten(dout, dout.mul(sigmoidGrad(x))) }),
  },
  {
    id: 'sigmoid-mean',
    name: { en: 'Sigmoid divides by the number of samples', ko: 'Sigmoid에서 샘플의 수로 나눔' },
    explanation: {
      en: 'This is what you get when an activation divides by N. The loss is a mean, so N is divided by once, at the end of the network; dout already includes it.',
      ko: '활성화 계층에서 N으로 나누면 이렇게 됩니다. 손실이 평균이므로 신경망의 끝에서 한 번만 N으로 나눕니다. dout에는 이미 들어 있습니다.',
    },
    answer: sigmoidLayer({ backward: (dout, x) => dout.mul(sigmoidGrad(x)).div(rowsOf(dout)) }),
  },
  {
    id: 'sigmoid-keeps-the-first',
    name: { en: 'Sigmoid goes back through its first batch', ko: 'Sigmoid가 첫 배치의 출력을 씀' },
    explanation: {
      en: 'This is what you get when forward keeps its output only once, as in `this.z ??= …`. Each forward must replace what the last one kept.',
      ko: '`this.z ??= …`처럼 처음 한 번만 출력을 남기면 이렇게 됩니다. forward를 부를 때마다 앞의 것을 바꿔야 합니다.',
    },
    answer: { Sigmoid: keepingTheFirst(Sigmoid) },
    also: [
      { Sigmoid: keepingTheFirstNumbers(Sigmoid, NaN) },
      { Sigmoid: keepingTheFirstNumbers(Sigmoid, 0) },
    ],
  },
  {
    id: 'sigmoid-shares',
    name: { en: 'all Sigmoid layers keep one output', ko: '모든 Sigmoid 계층이 출력 하나를 함께 씀' },
    explanation: {
      en: 'This is what you get when the output is outside the object, in a variable of the file or a static field: each layer overwrites the one of the others. Keep it in `this`.',
      ko: '출력을 객체 바깥, 곧 파일의 변수나 static 필드에 두면 이렇게 됩니다. 계층마다 다른 계층의 출력을 덮어씁니다. `this`에 두세요.',
    },
    answer: { Sigmoid: sharing(Sigmoid) },
  },
  {
    id: 'sigmoid-adds-up',
    name: { en: 'Sigmoid adds to the slopes of the last call', ko: 'Sigmoid가 지난번 기울기에 더함' },
    explanation: {
      en: 'This is what you get when the slopes are added to those of the call before. Every backward pass starts afresh: return the slopes for this dout only.',
      ko: '기울기를 앞의 호출에서 구한 것에 더하면 이렇게 됩니다. 역전파는 매번 새로 합니다. 이번 dout의 기울기를 돌려주세요.',
    },
    answer: { Sigmoid: addingUp(Sigmoid) },
  },
  {
    id: 'sigmoid-answers-always',
    name: { en: 'Sigmoid goes back without a forward', ko: 'forward 없이 Sigmoid의 backward가 답함' },
    explanation: {
      en: 'This is what you get when backward returns something although nothing has gone forward yet. There is no z then: throw an Error.',
      ko: '아직 아무것도 지나가지 않았는데 backward가 답하면 이렇게 됩니다. 그때는 z가 없습니다. Error를 던지세요.',
    },
    answer: { Sigmoid: answeringAlways(Sigmoid, (dout) => zerosLike(dout)) },
    also: [{ Sigmoid: answeringAlways(Sigmoid, (dout) => dout.copy()) }],
  },
]);

// What passes forward and back; zeros, large numbers and slopes of both signs are among them.
const passages: [x: NDArray, dout: NDArray][] = [
  [array([-2, 0, 0.5, 3]), array([1, 2, -3, 4])],
  [
    array([
      [0.2, -0.7],
      [1.2, 0],
    ]),
    array([
      [-1, 5],
      [0.5, -2],
    ]),
  ],
  [array([0, 0, -1]), array([4, -1, 2])],
  [array([1000, -1000]), array([2, 3])],
  [array([[-900, 2]]), array([[1, 1]])],
];

/** What a layer gives in both directions, for one batch after another, with what becomes of its arguments. */
function walk(New: new () => Layer, batches: [x: NDArray, dout: NDArray][]): unknown {
  const layer = new New();
  return batches.map(([x, dout]) => {
    const [ownX, ownDout] = [x.copy(), dout.copy()];
    return { z: layer.forward(ownX).copy(), ownX, dx: layer.backward(ownDout).copy(), ownDout };
  });
}

/** Two layers at once: each goes back through what passed it forward. */
function sideBySide(New: new () => Layer): unknown {
  const [[x, dout], , [otherX, otherDout]] = passages;
  const [layer, other] = [new New(), new New()];
  layer.forward(x.take([0, 1, 2]));
  other.forward(otherX);
  return [layer.backward(dout.take([0, 1, 2])), other.backward(otherDout)];
}

const walks = (name: keyof Topic): ((topic: Topic) => unknown)[] => [
  ...passages.map((passage) => (topic: Topic) => walk(topic[name], [passage])),
  (topic) => walk(topic[name], [passages[0], passages[0]]),
  (topic) => walk(topic[name], [passages[2], [array([1, 2, 3]), array([1, 2, 3])]]),
  (topic) => sideBySide(topic[name]),
];

export const probes: Probes<Topic> = {
  'Relu.forward': walks('Relu'),
  'Relu.backward': walks('Relu'),
  'Sigmoid.forward': walks('Sigmoid'),
  'Sigmoid.backward': walks('Sigmoid'),
};
