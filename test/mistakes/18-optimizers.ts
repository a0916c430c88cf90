// Wrong answers to topic 18 · optimizers.
import { array, zerosLike, type NDArray } from '#lib/ndarray';
import {
  AdaGrad,
  Adam,
  Momentum,
  Sgd,
  type AdaGradOptions,
  type AdamOptions,
  type MomentumOptions,
  type Optimizer,
  type SgdOptions,
} from '../../solutions/18-optimizers';
import type { Params } from '../../solutions/17-layered-network';
import { inEachWay, type Mistake, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/18-optimizers');

function forEachName(params: Params, make: (name: string) => NDArray): Params {
  return Object.fromEntries(Object.keys(params).map((name) => [name, make(name)]));
}

/** The parameters of the network of topic 10, as far as they are there. */
function onlyTwoLayers(params: Params): Params {
  return Object.fromEntries(
    ['W1', 'b1', 'W2', 'b2'].filter((name) => name in params).map((name) => [name, params[name]]),
  );
}

function root(a: NDArray): NDArray {
  return a.map(Math.sqrt);
}

/** Writes into the given array. */
function overwrite(a: NDArray, by: NDArray): NDArray {
  a.data.set(by.data);
  return a;
}

// ── Sgd ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Plain descent by another rule. */
function sgdBy(rule: (w: NDArray, g: NDArray, learningRate: number) => NDArray): Topic['Sgd'] {
  return class extends Sgd {
    override update(params: Params, grads: Params): Params {
      return forEachName(params, (name) => rule(params[name], grads[name], this.learningRate));
    }
  };
}

const wrongSgd: Mistake<Topic>[] = [
  {
    id: 'sgd-uphill',
    name: { en: 'a step uphill', ko: '오르막으로 한 걸음' },
    explanation: {
      en: 'This is what you get when the gradient is added: it points uphill, where the loss grows. Subtract it.',
      ko: '기울기를 더하면 이 값이 나옵니다. 기울기는 손실이 커지는 오르막을 가리키므로 빼야 합니다.',
    },
    answer: { Sgd: sgdBy((w, g, learningRate) => w.add(g.mul(learningRate))) },
  },
  {
    id: 'sgd-without-learning-rate',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when the whole gradient is subtracted: multiply it by the learning rate first.',
      ko: '기울기를 그대로 빼면 이 값이 나옵니다. 먼저 학습률을 곱하세요.',
    },
    answer: { Sgd: sgdBy((w, g) => w.sub(g)) },
  },
  {
    id: 'sgd-learning-rate-times-all',
    name: { en: 'the parameter is multiplied by the learning rate, too', ko: '매개변수에도 학습률을 곱했다' },
    explanation: {
      en: 'This is what you get when the parameter is scaled as well: only the gradient is multiplied by the learning rate.',
      ko: '매개변수까지 줄이면 이 값이 나옵니다. 학습률은 기울기에만 곱합니다.',
    },
    answer: { Sgd: sgdBy((w, g, learningRate) => w.sub(g).mul(learningRate)) },
  },
  {
    id: 'sgd-divided-by-learning-rate',
    name: { en: 'divided by the learning rate', ko: '학습률로 나누었다' },
    explanation: {
      en: 'This is what you get when the gradient is divided by the learning rate: a small rate would then make large steps. Multiply.',
      ko: '기울기를 학습률로 나누면 이 값이 나옵니다. 그러면 학습률이 작을수록 걸음이 커집니다. 곱하세요.',
    },
    answer: { Sgd: sgdBy((w, g, learningRate) => w.sub(g.div(learningRate))) },
  },
  {
    id: 'sgd-step-returned',
    name: { en: 'the step instead of the parameters', ko: '매개변수가 아니라 걸음을 돌려주었다' },
    explanation: {
      en: 'This is what you get when the step −learningRate · g itself is returned: the task asks for the parameters after the step.',
      ko: '걸음 −learningRate · g 자체를 돌려주면 이 값이 나옵니다. 구할 것은 한 걸음 나아간 뒤의 매개변수입니다.',
    },
    answer: { Sgd: sgdBy((_w, g, learningRate) => g.mul(-learningRate)) },
  },
  {
    id: 'sgd-sign-only',
    name: { en: 'only the sign of the gradient counts', ko: '기울기의 부호만 썼다' },
    explanation: {
      en: 'This is what you get when every step is as long as the learning rate: in plain descent, a steep slope makes a long step.',
      ko: '걸음의 길이가 늘 학습률과 같으면 이 값이 나옵니다. 경사 하강법에서는 가파를수록 걸음이 길어집니다.',
    },
    answer: { Sgd: sgdBy((w, g, learningRate) => w.sub(g.map(Math.sign).mul(learningRate))) },
  },
  {
    id: 'sgd-in-place',
    name: { en: 'the given parameters are changed', ko: '넘겨받은 매개변수를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the step is written into the arrays that were given. Return new arrays: the caller may still need the old ones.',
      ko: '넘겨받은 배열에 결과를 쓰면 이렇게 됩니다. 새 배열을 돌려주세요. 호출한 쪽에서 이전 값이 아직 필요할 수 있습니다.',
    },
    answer: { Sgd: sgdBy((w, g, learningRate) => overwrite(w, w.sub(g.mul(learningRate)))) },
  },
  {
    id: 'sgd-params-object-changed',
    name: { en: 'the new arrays are put into the given object', ko: '새 배열을 넘겨받은 객체에 넣었다' },
    explanation: {
      en: 'This is what you get with params[name] = …: the arrays are new, but the object that was given holds them now. Return an object of your own.',
      ko: 'params[name] = …로 쓰면 이렇게 됩니다. 배열은 새것이지만 넘겨받은 객체가 바뀝니다. 새 객체를 만들어 돌려주세요.',
    },
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          return Object.assign(params, super.update(params, grads));
        }
      },
    },
  },
  {
    id: 'sgd-fixed-names',
    name: { en: 'only W1, b1, W2 and b2 are moved', ko: 'W1, b1, W2, b2만 갱신했다' },
    explanation: {
      en: 'This is what you get when the names are written out: other networks have other parameters. Go over the names that `params` has, with `Object.keys(params)`.',
      ko: '이름을 하나하나 적으면 이렇게 됩니다. 신경망마다 매개변수가 다릅니다. `Object.keys(params)`로 `params`에 있는 이름을 모두 거치세요.',
    },
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          const names = ['W1', 'b1', 'W2', 'b2'].filter((name) => name in params);
          const known = Object.fromEntries(names.map((name) => [name, params[name]]));
          return { ...params, ...super.update(known, grads) };
        }
      },
    },
    also: [
      {
        Sgd: class extends Sgd {
          override update(params: Params, grads: Params): Params {
            return super.update(onlyTwoLayers(params), grads);
          }
        },
      },
    ],
  },
  {
    id: 'sgd-learning-rate-ignored',
    name: { en: 'always the learning rate 0.01', ko: '학습률이 늘 0.01이다' },
    explanation: {
      en: 'This is what you get when 0.01 is written into the formula: it counts only if no learning rate is given. Use `this.learningRate`.',
      ko: '공식에 0.01을 직접 쓰면 이 값이 나옵니다. 0.01은 학습률이 주어지지 않았을 때에만 씁니다. `this.learningRate`를 쓰세요.',
    },
    answer: { Sgd: sgdBy((w, g) => w.sub(g.mul(0.01))) },
  },
  {
    id: 'sgd-first-learning-rate',
    name: { en: 'the learning rate that was given at first', ko: '처음에 주어진 학습률' },
    explanation: {
      en: 'This is what you get when the steps are made with a second copy of the learning rate, in another field. A training may change `learningRate` along the way, so use `this.learningRate` in `update`.',
      ko: '학습률을 다른 필드에 한 번 더 남겨 두고 그것으로 걸음을 옮기면 이 값이 나옵니다. 학습하는 동안 `learningRate`가 바뀔 수 있으므로 `update`에서 `this.learningRate`를 쓰세요.',
    },
    answer: {
      Sgd: class extends Sgd {
        rate = this.learningRate;

        override update(params: Params, grads: Params): Params {
          return forEachName(params, (name) => params[name].sub(grads[name].mul(this.rate)));
        }
      },
    },
  },
  {
    id: 'sgd-zero-taken-for-missing',
    name: { en: 'a learning rate of 0 is treated as missing', ko: '학습률 0을 없는 것으로 보았다' },
    explanation: {
      en: 'This is what you get with `learningRate || 0.01`: 0 is a value, too. A default parameter, or `??`, applies only when the value is missing.',
      ko: '`learningRate || 0.01`로 쓰면 이렇게 됩니다. 0도 주어진 수입니다. 기본 매개변수나 `??`는 값이 없을 때에만 쓰입니다.',
    },
    answer: {
      Sgd: class extends Sgd {
        constructor({ learningRate }: SgdOptions = {}) {
          super({ learningRate: learningRate === 0 ? 0.01 : learningRate });
        }
      },
    },
  },
  {
    id: 'sgd-another-default',
    name: { en: 'another default learning rate', ko: '기본 학습률이 다르다' },
    explanation: {
      en: 'This is what you get when the default learning rate is 0.1: here it is 0.01.',
      ko: '학습률이 주어지지 않았을 때 0.1을 쓰면 이 값이 나옵니다. 여기서는 0.01입니다.',
    },
    answer: {
      Sgd: class extends Sgd {
        constructor({ learningRate = 0.1 }: SgdOptions = {}) {
          super({ learningRate });
        }
      },
    },
  },
];

// ── Momentum ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Momentum by other rules: what becomes of the velocity, and of the parameter. */
function momentumBy({
  velocity = (v, g, { learningRate, momentum }) => v.mul(momentum).sub(g.mul(learningRate)),
  move = (w, v) => w.add(v),
}: {
  velocity?: (v: NDArray, g: NDArray, settings: Momentum) => NDArray;
  move?: (w: NDArray, v: NDArray, settings: Momentum, before: NDArray, g: NDArray) => NDArray;
}): Topic['Momentum'] {
  return class extends Momentum {
    override update(params: Params, grads: Params): Params {
      const before = forEachName(params, (name) => this.velocity[name] ?? zerosLike(params[name]));
      this.velocity = forEachName(params, (name) => velocity(before[name], grads[name], this));
      return forEachName(params, (name) =>
        move(params[name], this.velocity[name], this, before[name], grads[name]),
      );
    }
  };
}

/** Momentum that is one other kind of optimizer inside, however it was made. */
const momentumOf = (momentumFor: (given: number | undefined) => number | undefined): Topic['Momentum'] =>
  class extends Momentum {
    constructor({ learningRate, momentum }: MomentumOptions = {}) {
      super({ learningRate, momentum: momentumFor(momentum) });
    }
  };

let velocityOfAll: Params = {};

const wrongMomentum: Mistake<Topic>[] = [
  {
    id: 'velocity-forgotten',
    name: { en: 'the velocity is forgotten after each step', ko: '걸음마다 속도를 잊었다' },
    explanation: {
      en: 'This is what you get when each step begins with a velocity of 0: without the previous velocity, it is plain descent. Keep the velocity in `this.velocity`.',
      ko: '걸음마다 속도 0에서 시작하면 이 값이 나옵니다. 앞의 속도가 없으면 보통의 경사 하강법입니다. 속도를 `this.velocity`에 남겨 두세요.',
    },
    answer: { Momentum: momentumBy({ velocity: (_v, g, { learningRate }) => g.mul(-learningRate) }) },
  },
  {
    id: 'velocity-uphill',
    name: { en: 'the velocity points uphill', ko: '속도가 오르막을 가리킨다' },
    explanation: {
      en: 'This is what you get when the gradient is added to the velocity, and the velocity to the parameter: the step goes uphill. One of the two must be subtracted.',
      ko: '기울기를 속도에 더하고 그 속도를 매개변수에 더하면 이 값이 나옵니다. 걸음이 오르막으로 갑니다. 둘 중 하나는 빼야 합니다.',
    },
    answer: {
      Momentum: momentumBy({
        velocity: (v, g, { learningRate, momentum }) => v.mul(momentum).add(g.mul(learningRate)),
      }),
    },
    also: [
      {
        Momentum: momentumBy({ move: (w, v) => w.sub(v) }),
      },
    ],
  },
  {
    id: 'velocity-without-learning-rate',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when the whole gradient changes the velocity: multiply it by the learning rate first.',
      ko: '기울기 전체가 속도를 바꾸면 이 값이 나옵니다. 먼저 학습률을 곱하세요.',
    },
    answer: { Momentum: momentumBy({ velocity: (v, g, { momentum }) => v.mul(momentum).sub(g) }) },
    together: [
      {
        Momentum: momentumBy({
          velocity: (v, g, { momentum }) => v.mul(momentum).sub(g),
          move: (w, v) => w.sub(v),
        }),
      },
      { Momentum: momentumBy({ velocity: (v, g, { momentum }) => v.mul(momentum).add(g) }) },
    ],
  },
  {
    id: 'velocity-learning-rate-twice',
    name: { en: 'multiplied by the learning rate twice', ko: '학습률을 두 번 곱했다' },
    explanation: {
      en: 'This is what you get when the velocity already includes the learning rate, and the step multiplies by it once more.',
      ko: '속도에 이미 학습률이 들어 있는데 걸음에서 한 번 더 곱하면 이 값이 나옵니다.',
    },
    answer: { Momentum: momentumBy({ move: (w, v, { learningRate }) => w.add(v.mul(learningRate)) }) },
  },
  {
    id: 'velocity-as-a-mean',
    name: { en: 'the gradient counts only 1 − momentum', ko: '기울기에 1 − momentum을 곱했다' },
    explanation: {
      en: 'This is what you get when the velocity is a mean, with (1 − momentum) in front of the gradient: that is what Adam does. Here, the gradient counts in full.',
      ko: '기울기 앞에 (1 − momentum)을 곱해 속도를 평균으로 만들면 이 값이 나옵니다. 그것은 Adam의 방법입니다. 여기서는 기울기를 그대로 씁니다.',
    },
    answer: {
      Momentum: momentumBy({
        velocity: (v, g, { learningRate, momentum }) =>
          v.mul(momentum).sub(g.mul(learningRate * (1 - momentum))),
      }),
    },
  },
  {
    id: 'velocity-not-slowed',
    name: { en: 'nothing slows the velocity down', ko: '속도가 줄어들지 않는다' },
    explanation: {
      en: 'This is what you get when the velocity is not multiplied by `momentum`: every gradient then counts forever, and the ball rolls without friction.',
      ko: '속도에 `momentum`을 곱하지 않으면 이 값이 나옵니다. 모든 기울기가 끝까지 남아 마찰 없는 공처럼 굴러갑니다.',
    },
    answer: { Momentum: momentumBy({ velocity: (v, g, { learningRate }) => v.sub(g.mul(learningRate)) }) },
  },
  {
    id: 'moved-by-the-velocity-before',
    name: { en: 'moved by the velocity before the step', ko: '갱신하기 전의 속도로 움직였다' },
    explanation: {
      en: 'This is what you get when the parameter moves first, and the velocity changes afterward: the new gradient then counts one step late.',
      ko: '매개변수를 먼저 움직이고 속도를 나중에 바꾸면 이 값이 나옵니다. 새 기울기가 한 걸음 늦게 반영됩니다.',
    },
    answer: { Momentum: momentumBy({ move: (w, _v, _settings, before) => w.add(before) }) },
  },
  {
    id: 'momentum-times-the-gradient',
    name: { en: 'the gradient is multiplied by momentum, too', ko: '기울기에도 momentum을 곱했다' },
    explanation: {
      en: 'This is what you get with momentum · (v − learningRate · g): only the old velocity is multiplied by momentum.',
      ko: 'momentum · (v − learningRate · g)로 쓰면 이 값이 나옵니다. momentum은 앞의 속도에만 곱합니다.',
    },
    answer: {
      Momentum: momentumBy({
        velocity: (v, g, { learningRate, momentum }) => v.sub(g.mul(learningRate)).mul(momentum),
      }),
    },
  },
  {
    id: 'nesterov',
    name: { en: 'one step ahead: Nesterov’s momentum', ko: '한 걸음 앞: 네스테로프 모멘텀' },
    explanation: {
      en: 'This is what you get when the parameter moves by momentum · v − learningRate · g with the new velocity: that is Nesterov’s variant. Here it moves by v.',
      ko: '매개변수를 새 속도로 momentum · v − learningRate · g만큼 움직이면 이 값이 나옵니다. 네스테로프의 변형입니다. 여기서는 v만큼 움직입니다.',
    },
    answer: {
      Momentum: momentumBy({
        move: (w, v, { learningRate, momentum }, _before, g) =>
          w.add(v.mul(momentum)).sub(g.mul(learningRate)),
      }),
    },
  },
  {
    id: 'gradient-beside-the-velocity',
    name: { en: 'the gradient is subtracted once more', ko: '기울기를 한 번 더 뺐다' },
    explanation: {
      en: 'This is what you get when the parameter moves by the velocity and by the gradient: the velocity already includes the gradient.',
      ko: '매개변수를 속도로 움직이고 기울기로도 움직이면 이 값이 나옵니다. 속도에는 이미 기울기가 들어 있습니다.',
    },
    answer: {
      Momentum: momentumBy({
        move: (w, v, { learningRate }, _before, g) => w.add(v).sub(g.mul(learningRate)),
      }),
    },
  },
  {
    id: 'velocity-returned',
    name: { en: 'the velocity instead of the parameters', ko: '매개변수가 아니라 속도를 돌려주었다' },
    explanation: {
      en: 'This is what you get when the velocity itself is returned: the task asks for the parameters after the step.',
      ko: '속도 자체를 돌려주면 이 값이 나옵니다. 구할 것은 한 걸음 나아간 뒤의 매개변수입니다.',
    },
    answer: { Momentum: momentumBy({ move: (_w, v) => v.copy() }) },
  },
  {
    id: 'one-velocity-for-all',
    name: { en: 'one velocity for all parameters', ko: '모든 매개변수가 속도 하나를 함께 쓴다' },
    explanation: {
      en: 'This is what you get when one number is the velocity of a whole array: each weight has a velocity of its own. Keep an array in the shape of the parameter.',
      ko: '수 하나를 배열 전체의 속도로 쓰면 이 값이 나옵니다. 가중치마다 속도가 따로 있습니다. 매개변수와 같은 형상의 배열로 두세요.',
    },
    answer: {
      Momentum: momentumBy({
        velocity: (v, g, { learningRate, momentum }) =>
          v.mul(0).add(v.mean() * momentum - g.mean() * learningRate),
      }),
    },
  },
  {
    id: 'velocity-shared-by-optimizers',
    name: { en: 'all optimizers share one velocity', ko: '모든 옵티마이저가 속도를 함께 쓴다' },
    explanation: {
      en: 'This is what you get when the velocity is kept outside the object: then two optimizers disturb each other. Keep it in `this.velocity`.',
      ko: '속도를 객체 밖에 두면 이렇게 됩니다. 두 옵티마이저가 서로를 밀어 냅니다. `this.velocity`에 두세요.',
    },
    answer: {
      Momentum: class extends Momentum {
        constructor(options: MomentumOptions = {}) {
          super(options);
          velocityOfAll = {};
        }

        override update(params: Params, grads: Params): Params {
          this.velocity = velocityOfAll;
          const next = super.update(params, grads);
          velocityOfAll = this.velocity;
          return next;
        }
      },
    },
  },
  {
    id: 'momentum-ignored',
    name: { en: 'always the momentum 0.9', ko: '모멘텀이 늘 0.9이다' },
    explanation: {
      en: 'This is what you get when 0.9 is written into the formula: it counts only if no momentum is given. Use `this.momentum`.',
      ko: '공식에 0.9를 직접 쓰면 이 값이 나옵니다. 0.9는 모멘텀이 주어지지 않았을 때에만 씁니다. `this.momentum`을 쓰세요.',
    },
    answer: { Momentum: momentumOf(() => 0.9) },
  },
  {
    id: 'momentum-zero-taken-for-missing',
    name: { en: 'a momentum of 0 is treated as missing', ko: '모멘텀 0을 없는 것으로 보았다' },
    explanation: {
      en: 'This is what you get with `momentum || 0.9`: 0 is a value, too. A default parameter, or `??`, applies only when the value is missing.',
      ko: '`momentum || 0.9`로 쓰면 이렇게 됩니다. 0도 주어진 수입니다. 기본 매개변수나 `??`는 값이 없을 때에만 쓰입니다.',
    },
    answer: { Momentum: momentumOf((given) => given || 0.9) },
  },
  {
    id: 'momentum-another-default',
    name: { en: 'another default momentum', ko: '기본 모멘텀이 다르다' },
    explanation: {
      en: 'This is what you get when the default momentum is 0.5: here it is 0.9.',
      ko: '모멘텀이 주어지지 않았을 때 0.5를 쓰면 이 값이 나옵니다. 여기서는 0.9입니다.',
    },
    answer: { Momentum: momentumOf((given) => given ?? 0.5) },
  },
  {
    id: 'momentum-in-place',
    name: { en: 'the given parameters are changed', ko: '넘겨받은 매개변수를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the step is written into the arrays that were given. Return new arrays: the caller may still need the old ones.',
      ko: '넘겨받은 배열에 결과를 쓰면 이렇게 됩니다. 새 배열을 돌려주세요. 호출한 쪽에서 이전 값이 아직 필요할 수 있습니다.',
    },
    answer: { Momentum: momentumBy({ move: (w, v) => overwrite(w, w.add(v)) }) },
  },
  {
    id: 'velocity-fixed-names',
    name: { en: 'only W1, b1, W2 and b2 are moved', ko: 'W1, b1, W2, b2만 갱신했다' },
    explanation: {
      en: 'This is what you get when the names are written out: other networks have other parameters. Go over the names that `params` has, with `Object.keys(params)`.',
      ko: '이름을 하나하나 적으면 이렇게 됩니다. 신경망마다 매개변수가 다릅니다. `Object.keys(params)`로 `params`에 있는 이름을 모두 거치세요.',
    },
    answer: {
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          return super.update(onlyTwoLayers(params), grads);
        }
      },
    },
    also: [
      {
        Momentum: class extends Momentum {
          override update(params: Params, grads: Params): Params {
            return { ...params, ...super.update(onlyTwoLayers(params), grads) };
          }
        },
      },
    ],
  },
];

// ── AdaGrad ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** AdaGrad by other rules: what is added up, and the step. */
function adaGradBy({
  sum = (h, g) => h.add(g.square()),
  move = (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h).add(1e-8))),
}: {
  sum?: (h: NDArray, g: NDArray) => NDArray;
  move?: (w: NDArray, g: NDArray, h: NDArray, settings: AdaGrad, before: NDArray) => NDArray;
}): Topic['AdaGrad'] {
  return class extends AdaGrad {
    override update(params: Params, grads: Params): Params {
      const before = forEachName(params, (name) => this.sumOfSquares[name] ?? zerosLike(params[name]));
      this.sumOfSquares = forEachName(params, (name) => sum(before[name], grads[name]));
      return forEachName(params, (name) =>
        move(params[name], grads[name], this.sumOfSquares[name], this, before[name]),
      );
    }
  };
}

const wrongAdaGrad: Mistake<Topic>[] = [
  {
    id: 'squares-forgotten',
    name: { en: 'only the latest square counts', ko: '마지막 제곱만 남는다' },
    explanation: {
      en: 'This is what you get when h is g² of this step only: then every step is as long as the learning rate. Add up the squares, step by step.',
      ko: 'h가 이번 걸음의 g²뿐이면 이 값이 나옵니다. 그러면 모든 걸음의 길이가 학습률과 같아집니다. 걸음마다 제곱을 더해 나가세요.',
    },
    answer: { AdaGrad: adaGradBy({ sum: (_h, g) => g.square() }) },
  },
  {
    id: 'squares-fade',
    name: { en: 'the sum of squares fades: RMSProp', ko: '제곱의 합이 옅어진다: RMSProp' },
    explanation: {
      en: 'This is what you get when h is a mean that forgets old squares: that is RMSProp. AdaGrad adds up all squares, and forgets none.',
      ko: 'h가 오래된 제곱을 잊는 평균이면 이 값이 나옵니다. 그것은 RMSProp입니다. AdaGrad는 제곱을 모두 더하고 하나도 잊지 않습니다.',
    },
    answer: { AdaGrad: adaGradBy({ sum: (h, g) => h.mul(0.9).add(g.square().mul(0.1)) }) },
    also: [{ AdaGrad: adaGradBy({ sum: (h, g) => h.mul(0.99).add(g.square().mul(0.01)) }) }],
  },
  {
    id: 'root-missing',
    name: { en: 'the root is missing', ko: '제곱근이 빠졌다' },
    explanation: {
      en: 'This is what you get when the gradient is divided by h itself: divide by its root, which has the unit of the gradient.',
      ko: '기울기를 h 자체로 나누면 이 값이 나옵니다. h의 제곱근으로 나누세요. 그래야 기울기와 단위가 같습니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(h.add(1e-8))),
      }),
    },
  },
  {
    id: 'lengths-summed',
    name: { en: 'lengths are added up instead of squares', ko: '제곱이 아니라 크기를 더했다' },
    explanation: {
      en: 'This is what you get when |g| is added up: add the squares, and take the root of their sum.',
      ko: '|g|를 더하면 이 값이 나옵니다. 제곱을 더하고 그 합의 제곱근을 구하세요.',
    },
    answer: {
      AdaGrad: adaGradBy({
        sum: (h, g) => h.add(g.map(Math.abs)),
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(h.add(1e-8))),
      }),
    },
    also: [{ AdaGrad: adaGradBy({ sum: (h, g) => root(h).add(g.map(Math.abs)).square() }) }],
  },
  {
    id: 'gradients-summed',
    name: { en: 'gradients are added up instead of their squares', ko: '제곱이 아니라 기울기를 더했다' },
    explanation: {
      en: 'This is what you get when g is added up without being squared: slopes of different signs cancel, and a negative sum has no root.',
      ko: 'g를 제곱하지 않고 더하면 이 값이 나옵니다. 부호가 다르면 서로 지워지고, 합이 음수이면 제곱근이 없습니다.',
    },
    answer: { AdaGrad: adaGradBy({ sum: (h, g) => h.add(g) }) },
  },
  {
    id: 'one-rate-for-the-array',
    name: { en: 'one rate for the whole array', ko: '배열 전체에 학습률 하나를 썼다' },
    explanation: {
      en: 'This is what you get when the squares of a whole array are added to one number: each weight has its own sum, and so its own rate.',
      ko: '배열 전체의 제곱을 수 하나로 더하면 이 값이 나옵니다. 가중치마다 합이 따로 있고, 그래서 학습률도 따로 있습니다.',
    },
    answer: { AdaGrad: adaGradBy({ sum: (h, g) => h.add(g.square().sum()) }) },
    also: [{ AdaGrad: adaGradBy({ sum: (h, g) => h.add(g.square().mean()) }) }],
  },
  {
    id: 'adagrad-epsilon-missing',
    name: { en: '0 is divided by 0', ko: '0을 0으로 나누었다' },
    explanation: {
      en: 'This is what you get where all gradients of a weight have been 0: without the 1e-8, 0 is divided by the root of 0, and the weight is NaN from then on.',
      ko: '어떤 가중치의 기울기가 지금까지 모두 0이면 이렇게 됩니다. 1e-8이 없으면 0을 0의 제곱근으로 나누게 되고, 그 뒤로 가중치는 NaN입니다.',
    },
    answer: {
      AdaGrad: adaGradBy({ move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h))) }),
    },
  },
  {
    id: 'adagrad-epsilon-subtracted',
    name: { en: '1e-8 is subtracted from the root', ko: '제곱근에서 1e-8을 뺐다' },
    explanation: {
      en: 'This is what you get when 1e-8 is subtracted from the root: where slopes are that small, nearly 0 is divided by, or a number below 0. Add it.',
      ko: '제곱근에서 1e-8을 빼면 이 값이 나옵니다. 기울기가 그만큼 작으면 거의 0이나 음수로 나누게 됩니다. 더하세요.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h).sub(1e-8))),
      }),
    },
  },
  {
    id: 'adagrad-epsilon-after-the-division',
    name: { en: '1e-8 is added after the division', ko: '나눈 뒤에 1e-8을 더했다' },
    explanation: {
      en: 'This is what you get when 1e-8 is added to the quotient: the root below the line is still 0 where all slopes have been 0. In code, `.add(1e-8)` belongs inside the parentheses of `div`.',
      ko: '나눈 몫에 1e-8을 더하면 이 값이 나옵니다. 기울기가 모두 0이었던 곳에서는 여전히 0으로 나눕니다. 코드에서 `.add(1e-8)`은 `div`의 괄호 안에 있어야 합니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h)).add(1e-8)),
      }),
    },
  },
  {
    id: 'adagrad-epsilon-inside',
    name: { en: '1e-8 is added inside the root', ko: '1e-8을 제곱근 안에 더했다' },
    explanation: {
      en: 'This is what you get with √(h + 1e-8): the root of 1e-8 is a ten-thousandth, which shortens the steps where slopes are that small. Add it to the root.',
      ko: '√(h + 1e-8)로 쓰면 이 값이 나옵니다. 1e-8의 제곱근은 만분의 일이어서 기울기가 그만큼 작으면 걸음이 짧아집니다. 제곱근을 구한 뒤에 더하세요.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h.add(1e-8)))),
      }),
    },
  },
  {
    id: 'epsilon-too-large',
    name: { en: 'too much is added to the root', ko: '제곱근에 너무 큰 수를 더했다' },
    explanation: {
      en: 'This is what you get when the number added to the root is not small beside the slopes: it shortens the steps. 1e-8 prevents a division by 0, and does nothing else.',
      ko: '제곱근에 더하는 수가 기울기에 비해 작지 않으면 이 값이 나옵니다. 걸음이 짧아집니다. 1e-8은 0으로 나누는 것만 막습니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h).add(1e-2))),
      }),
    },
    also: [1e-4, 1e-3, 0.1, 1].map((much) => ({
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.sub(g.mul(learningRate).div(root(h).add(much))),
      }),
    })),
  },
  {
    id: 'squares-of-earlier-steps-only',
    name: { en: 'this step’s square is added too late', ko: '이번 제곱을 너무 늦게 더했다' },
    explanation: {
      en: 'This is what you get when the step comes first, and its square is added afterward: the first step is then divided by 1e-8. Add the square first.',
      ko: '먼저 움직이고 제곱을 나중에 더하면 이 값이 나옵니다. 첫 걸음을 1e-8로 나누게 됩니다. 제곱을 먼저 더하세요.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, _h, { learningRate }, before) => w.sub(g.mul(learningRate).div(root(before).add(1e-8))),
      }),
    },
  },
  {
    id: 'adagrad-uphill',
    name: { en: 'a step uphill', ko: '오르막으로 한 걸음' },
    explanation: {
      en: 'This is what you get when the step is added: the gradient points uphill, where the loss grows. Subtract it.',
      ko: '걸음을 더하면 이 값이 나옵니다. 기울기는 손실이 커지는 오르막을 가리키므로 빼야 합니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => w.add(g.mul(learningRate).div(root(h).add(1e-8))),
      }),
    },
  },
  {
    id: 'adagrad-without-learning-rate',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when g / √h itself is subtracted: multiply it by the learning rate.',
      ko: 'g / √h를 그대로 빼면 이 값이 나옵니다. 학습률을 곱하세요.',
    },
    answer: { AdaGrad: adaGradBy({ move: (w, g, h) => w.sub(g.div(root(h).add(1e-8))) }) },
  },
  {
    id: 'gradient-lost-in-the-step',
    name: { en: 'the step does not depend on the gradient', ko: '걸음에 기울기가 없다' },
    explanation: {
      en: 'This is what you get with learningRate / √h: that is the rate of the weight. The step is this rate times the gradient.',
      ko: 'learningRate / √h만 빼면 이 값이 나옵니다. 그것은 가중치의 학습률입니다. 걸음은 여기에 기울기를 곱한 것입니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, _g, h, { learningRate }) => w.sub(root(h).map((r) => learningRate / (r + 1e-8))),
      }),
    },
  },
  {
    id: 'mean-of-squares',
    name: { en: 'the mean of the squares instead of their sum', ko: '제곱의 합이 아니라 평균' },
    explanation: {
      en: 'This is what you get when the sum of the squares is divided by the number of steps: the steps then never get shorter. AdaGrad divides by the root of the sum.',
      ko: '제곱의 합을 걸음 수로 나누면 이 값이 나옵니다. 그러면 걸음이 짧아지지 않습니다. AdaGrad는 합의 제곱근으로 나눕니다.',
    },
    answer: {
      AdaGrad: class extends AdaGrad {
        steps = 0;

        override update(params: Params, grads: Params): Params {
          this.steps++;
          const moved = super.update(params, grads);
          return forEachName(params, (name) =>
            params[name].add(moved[name].sub(params[name]).mul(Math.sqrt(this.steps))),
          );
        }
      },
    },
  },
  {
    id: 'adagrad-zero-taken-for-missing',
    name: { en: 'a learning rate of 0 is treated as missing', ko: '학습률 0을 없는 것으로 보았다' },
    explanation: {
      en: 'This is what you get with `learningRate || 0.01`: 0 is a value, too. A default parameter, or `??`, applies only when the value is missing.',
      ko: '`learningRate || 0.01`로 쓰면 이렇게 됩니다. 0도 주어진 수입니다. 기본 매개변수나 `??`는 값이 없을 때에만 쓰입니다.',
    },
    answer: {
      AdaGrad: class extends AdaGrad {
        constructor({ learningRate }: AdaGradOptions = {}) {
          super({ learningRate: learningRate === 0 ? 0.01 : learningRate });
        }
      },
    },
  },
  {
    id: 'adagrad-in-place',
    name: { en: 'the given parameters are changed', ko: '넘겨받은 매개변수를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the step is written into the arrays that were given. Return new arrays: the caller may still need the old ones.',
      ko: '넘겨받은 배열에 결과를 쓰면 이렇게 됩니다. 새 배열을 돌려주세요. 호출한 쪽에서 이전 값이 아직 필요할 수 있습니다.',
    },
    answer: {
      AdaGrad: adaGradBy({
        move: (w, g, h, { learningRate }) => overwrite(w, w.sub(g.mul(learningRate).div(root(h).add(1e-8)))),
      }),
    },
  },
  {
    id: 'adagrad-fixed-names',
    name: { en: 'only W1, b1, W2 and b2 are moved', ko: 'W1, b1, W2, b2만 갱신했다' },
    explanation: {
      en: 'This is what you get when the names are written out: other networks have other parameters. Go over the names that `params` has, with `Object.keys(params)`.',
      ko: '이름을 하나하나 적으면 이렇게 됩니다. 신경망마다 매개변수가 다릅니다. `Object.keys(params)`로 `params`에 있는 이름을 모두 거치세요.',
    },
    answer: {
      AdaGrad: class extends AdaGrad {
        override update(params: Params, grads: Params): Params {
          return super.update(onlyTwoLayers(params), grads);
        }
      },
    },
    also: [
      {
        AdaGrad: class extends AdaGrad {
          override update(params: Params, grads: Params): Params {
            return { ...params, ...super.update(onlyTwoLayers(params), grads) };
          }
        },
      },
    ],
  },
];

// ── Adam ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How Adam is written, part by part; each part as in the solution unless it is replaced. */
interface AdamParts {
  m: (m: NDArray, g: NDArray, settings: Adam) => NDArray;
  v: (v: NDArray, g: NDArray, settings: Adam) => NDArray;
  mHat: (m: NDArray, settings: Adam, step: number) => NDArray;
  vHat: (v: NDArray, settings: Adam, step: number) => NDArray;
  move: (w: NDArray, mHat: NDArray, vHat: NDArray, settings: Adam, g: NDArray) => NDArray;
  /** The number of this step, from how many were made with it. */
  step: (made: number) => number;
}

const adamParts: AdamParts = {
  m: (m, g, { beta1 }) => m.mul(beta1).add(g.mul(1 - beta1)),
  v: (v, g, { beta2 }) => v.mul(beta2).add(g.square().mul(1 - beta2)),
  mHat: (m, { beta1 }, step) => m.div(1 - beta1 ** step),
  vHat: (v, { beta2 }, step) => v.div(1 - beta2 ** step),
  move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat).add(1e-8))),
  step: (made) => made,
};

function adamBy(replaced: Partial<AdamParts>): Topic['Adam'] {
  const by = { ...adamParts, ...replaced };
  return class extends Adam {
    override update(params: Params, grads: Params): Params {
      this.steps++;
      const [m, v] = [this.m, this.v];
      this.m = forEachName(params, (name) => by.m(m[name] ?? zerosLike(params[name]), grads[name], this));
      this.v = forEachName(params, (name) => by.v(v[name] ?? zerosLike(params[name]), grads[name], this));
      const step = by.step(this.steps);
      return forEachName(params, (name) =>
        by.move(
          params[name],
          by.mHat(this.m[name], this, step),
          by.vHat(this.v[name], this, step),
          this,
          grads[name],
        ),
      );
    }
  };
}

/** Adam with other settings than those given. */
function adamWith(change: (given: AdamOptions) => AdamOptions): Topic['Adam'] {
  return class extends Adam {
    constructor(given: AdamOptions = {}) {
      super(change(given));
    }
  };
}

const wrongAdam: Mistake<Topic>[] = [
  {
    id: 'no-bias-correction',
    name: { en: 'the means are not corrected', ko: '평균을 보정하지 않았다' },
    explanation: {
      en: 'This is what you get when m and v are used as they are: both begin at 0, and are too small in the first steps. Divide them by 1 − beta1ᵏ and 1 − beta2ᵏ.',
      ko: 'm과 v를 그대로 쓰면 이 값이 나옵니다. 둘 다 0에서 시작하므로 처음 몇 걸음에서는 너무 작습니다. 1 − beta1ᵏ와 1 − beta2ᵏ로 나누세요.',
    },
    answer: { Adam: adamBy({ mHat: (m) => m, vHat: (v) => v }) },
  },
  {
    id: 'only-m-corrected',
    name: { en: 'only m is corrected', ko: 'm만 보정했다' },
    explanation: {
      en: 'This is what you get when v is used as it is: it begins at 0 like m, and with a beta2 near 1 it stays too small for a long time. Divide it by 1 − beta2ᵏ.',
      ko: 'v를 그대로 쓰면 이 값이 나옵니다. v도 m처럼 0에서 시작하고, beta2가 1에 가까우면 오랫동안 너무 작습니다. 1 − beta2ᵏ로 나누세요.',
    },
    answer: { Adam: adamBy({ vHat: (v) => v }) },
  },
  {
    id: 'only-v-corrected',
    name: { en: 'only v is corrected', ko: 'v만 보정했다' },
    explanation: {
      en: 'This is what you get when m is used as it is: it begins at 0, and is too small in the first steps. Divide it by 1 − beta1ᵏ.',
      ko: 'm을 그대로 쓰면 이 값이 나옵니다. m은 0에서 시작하므로 처음 몇 걸음에서는 너무 작습니다. 1 − beta1ᵏ로 나누세요.',
    },
    answer: { Adam: adamBy({ mHat: (m) => m }) },
  },
  {
    id: 'steps-not-counted',
    name: { en: 'the step is always the first', ko: '늘 첫 걸음으로 계산했다' },
    explanation: {
      en: 'This is what you get when k stays 1: the correction must fade as the means fill up. Count the steps in `this.steps`.',
      ko: 'k가 1에 머무르면 이 값이 나옵니다. 평균이 채워질수록 보정은 사라져야 합니다. 걸음 수를 `this.steps`로 세세요.',
    },
    answer: { Adam: adamBy({ step: () => 1 }) },
  },
  {
    id: 'steps-counted-from-zero',
    name: { en: 'the first step is counted as step 0', ko: '첫 걸음을 0으로 세었다' },
    explanation: {
      en: 'This is what you get when the step is counted after the update: for the first one, 1 − beta⁰ is 0, and dividing by it gives NaN. Count the step first.',
      ko: '갱신한 뒤에 걸음을 세면 이 값이 나옵니다. 첫 걸음에서 1 − beta⁰은 0이어서 나눌 수 없습니다. 먼저 세세요.',
    },
    answer: { Adam: adamBy({ step: (made) => made - 1 }) },
  },
  {
    id: 'steps-counted-from-two',
    name: { en: 'the first step is counted as step 2', ko: '첫 걸음을 2로 세었다' },
    explanation: {
      en: 'This is what you get when k is one too large: it is 1 in the first step.',
      ko: 'k가 하나 크면 이 값이 나옵니다. 첫 걸음에서 k는 1입니다.',
    },
    answer: { Adam: adamBy({ step: (made) => made + 1 }) },
  },
  {
    id: 'steps-counted-for-each-parameter',
    name: { en: 'each parameter counts as a step', ko: '매개변수마다 걸음을 세었다' },
    explanation: {
      en: 'This is what you get when the steps are counted inside the loop over the parameters: one call of update is one step, however many parameters there are.',
      ko: '매개변수를 도는 반복문 안에서 걸음을 세면 이 값이 나옵니다. 매개변수가 몇 개든 update를 한 번 부르면 한 걸음입니다.',
    },
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.m = forEachName(params, (name) =>
            adamParts.m(this.m[name] ?? zerosLike(params[name]), grads[name], this),
          );
          this.v = forEachName(params, (name) =>
            adamParts.v(this.v[name] ?? zerosLike(params[name]), grads[name], this),
          );
          return forEachName(params, (name) => {
            this.steps++;
            const mHat = adamParts.mHat(this.m[name], this, this.steps);
            const vHat = adamParts.vHat(this.v[name], this, this.steps);
            return adamParts.move(params[name], mHat, vHat, this, grads[name]);
          });
        }
      },
    },
  },
  {
    id: 'multiplied-in-place-of-the-power',
    name: { en: 'beta times k instead of beta to the power of k', ko: '거듭제곱 대신 k를 곱했다' },
    explanation: {
      en: 'This is what you get with 1 − beta · k: the k is an exponent. `beta1 ** k` is beta1 to the power of k.',
      ko: '1 − beta · k로 쓰면 이 값이 나옵니다. k는 지수입니다. `beta1 ** k`가 beta1의 k제곱입니다.',
    },
    answer: {
      Adam: adamBy({
        mHat: (m, { beta1 }, step) => m.div(1 - beta1 * step),
        vHat: (v, { beta2 }, step) => v.div(1 - beta2 * step),
      }),
    },
  },
  {
    id: 'corrected-means-kept',
    name: { en: 'the corrected means are kept', ko: '보정한 평균을 남겼다' },
    explanation: {
      en: 'This is what you get when m̂ and v̂ replace m and v: the next step corrects them once more. Store m and v without the correction.',
      ko: 'm과 v의 자리에 m̂과 v̂를 남기면 이 값이 나옵니다. 다음 걸음에서 또 보정됩니다. 보정하기 전의 m과 v를 남기세요.',
    },
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.steps++;
          this.m = forEachName(params, (name) => {
            const m = adamParts.m(this.m[name] ?? zerosLike(params[name]), grads[name], this);
            return adamParts.mHat(m, this, this.steps);
          });
          this.v = forEachName(params, (name) => {
            const v = adamParts.v(this.v[name] ?? zerosLike(params[name]), grads[name], this);
            return adamParts.vHat(v, this, this.steps);
          });
          return forEachName(params, (name) =>
            adamParts.move(params[name], this.m[name], this.v[name], this, grads[name]),
          );
        }
      },
    },
  },
  {
    id: 'betas-exchanged',
    name: { en: 'beta1 and beta2 are exchanged', ko: 'beta1과 beta2가 바뀌었다' },
    explanation: {
      en: 'This is what you get when m fades by beta2, and v by beta1: beta1 belongs to m, beta2 to v.',
      ko: 'm에 beta2를, v에 beta1을 쓰면 이 값이 나옵니다. beta1은 m의 것이고 beta2는 v의 것입니다.',
    },
    answer: {
      Adam: adamBy({
        m: (m, g, { beta2 }) => m.mul(beta2).add(g.mul(1 - beta2)),
        v: (v, g, { beta1 }) => v.mul(beta1).add(g.square().mul(1 - beta1)),
        mHat: (m, { beta2 }, step) => m.div(1 - beta2 ** step),
        vHat: (v, { beta1 }, step) => v.div(1 - beta1 ** step),
      }),
    },
  },
  {
    id: 'adam-root-missing',
    name: { en: 'the root is missing', ko: '제곱근이 빠졌다' },
    explanation: {
      en: 'This is what you get when m̂ is divided by v̂ itself: divide by its root, which has the unit of the gradient.',
      ko: 'm̂을 v̂ 자체로 나누면 이 값이 나옵니다. v̂의 제곱근으로 나누세요. 그래야 기울기와 단위가 같습니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(vHat.add(1e-8))),
      }),
    },
    together: [
      {
        Adam: adamBy({
          mHat: (m) => m,
          vHat: (v) => v,
          move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(vHat.add(1e-8))),
        }),
      },
    ],
  },
  {
    id: 'v-of-gradients',
    name: { en: 'v is a mean of gradients, not of their squares', ko: 'v가 제곱이 아니라 기울기의 평균이다' },
    explanation: {
      en: 'This is what you get when v is made of g: slopes of different signs cancel, and a negative mean has no root. It is made of g².',
      ko: 'v를 g로 만들면 이 값이 나옵니다. 부호가 다르면 서로 지워지고, 평균이 음수이면 제곱근이 없습니다. v는 g²의 평균입니다.',
    },
    answer: { Adam: adamBy({ v: (v, g, { beta2 }) => v.mul(beta2).add(g.mul(1 - beta2)) }) },
  },
  {
    id: 'v-of-the-mean',
    name: { en: 'v is made of m, not of the gradient', ko: 'v를 기울기가 아니라 m으로 만들었다' },
    explanation: {
      en: 'This is what you get when the square of m goes into v: v is the mean of the squared gradients, g².',
      ko: 'm의 제곱을 v에 넣으면 이 값이 나옵니다. v는 기울기의 제곱 g²의 평균입니다.',
    },
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.steps++;
          this.m = forEachName(params, (name) =>
            adamParts.m(this.m[name] ?? zerosLike(params[name]), grads[name], this),
          );
          this.v = forEachName(params, (name) =>
            adamParts.v(this.v[name] ?? zerosLike(params[name]), this.m[name], this),
          );
          return forEachName(params, (name) => {
            const mHat = adamParts.mHat(this.m[name], this, this.steps);
            const vHat = adamParts.vHat(this.v[name], this, this.steps);
            return adamParts.move(params[name], mHat, vHat, this, grads[name]);
          });
        }
      },
    },
  },
  {
    id: 'gradient-counts-in-full',
    name: { en: '1 − beta is missing', ko: '1 − beta가 빠졌다' },
    explanation: {
      en: 'This is what you get when the gradient or its square is added in full: m and v are means. Multiply what is new in m by 1 − beta1, and what is new in v by 1 − beta2.',
      ko: '기울기나 그 제곱을 그대로 더하면 이 값이 나옵니다. m과 v는 평균입니다. m에 새로 더하는 것에는 1 − beta1을, v에 새로 더하는 것에는 1 − beta2를 곱하세요.',
    },
    answer: {
      Adam: adamBy({
        m: (m, g, { beta1 }) => m.mul(beta1).add(g),
        v: (v, g, { beta2 }) => v.mul(beta2).add(g.square()),
      }),
    },
    also: [
      { Adam: adamBy({ m: (m, g, { beta1 }) => m.mul(beta1).add(g) }) },
      { Adam: adamBy({ v: (v, g, { beta2 }) => v.mul(beta2).add(g.square()) }) },
    ],
    together: [
      { Adam: adamBy({ m: (m, g, { beta1 }) => m.mul(beta1).add(g), mHat: (m) => m, vHat: (v) => v }) },
      {
        Adam: adamBy({
          m: (m, g, { beta1 }) => m.mul(beta1).add(g),
          v: (v, g, { beta2 }) => v.mul(beta2).add(g.square()),
          mHat: (m) => m,
          vHat: (v) => v,
        }),
      },
    ],
  },
  {
    id: 'gradient-in-place-of-the-mean',
    name: { en: 'the gradient itself is divided: no momentum', ko: '평균이 아니라 기울기를 나누었다' },
    explanation: {
      en: 'This is what you get when the step uses g instead of m̂: the mean of the recent gradients is what moves the parameter.',
      ko: '걸음에 m̂ 대신 g를 쓰면 이 값이 나옵니다. 매개변수를 움직이는 것은 최근 기울기의 평균입니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, _mHat, vHat, { learningRate }, g) => w.sub(g.mul(learningRate).div(root(vHat).add(1e-8))),
      }),
    },
  },
  {
    id: 'adam-means-forgotten',
    name: { en: 'the means are forgotten after each step', ko: '걸음마다 평균을 잊었다' },
    explanation: {
      en: 'This is what you get when each step begins with m and v of 0: keep them in `this.m` and `this.v`.',
      ko: '걸음마다 m과 v를 0에서 시작하면 이 값이 나옵니다. `this.m`과 `this.v`에 남겨 두세요.',
    },
    answer: {
      Adam: adamBy({
        m: (_m, g, { beta1 }) => g.mul(1 - beta1),
        v: (_v, g, { beta2 }) => g.square().mul(1 - beta2),
      }),
    },
  },
  {
    id: 'one-v-for-the-array',
    name: { en: 'one v for the whole array', ko: '배열 전체에 v 하나를 썼다' },
    explanation: {
      en: 'This is what you get when the mean square of a whole array is one number: each weight has its own v, and so its own step length.',
      ko: '배열 전체의 제곱 평균을 수 하나로 두면 이 값이 나옵니다. 가중치마다 v가 따로 있고, 그래서 걸음의 길이도 따로 있습니다.',
    },
    answer: {
      Adam: adamBy({ v: (v, g, { beta2 }) => v.mul(beta2).add(g.square().mean() * (1 - beta2)) }),
    },
    also: [{ Adam: adamBy({ v: (v, g, { beta2 }) => v.mul(beta2).add(g.square().sum() * (1 - beta2)) }) }],
  },
  {
    id: 'adam-epsilon-missing',
    name: { en: '0 is divided by 0', ko: '0을 0으로 나누었다' },
    explanation: {
      en: 'This is what you get where all gradients of a weight have been 0: without the 1e-8, 0 is divided by the root of 0, and the weight is NaN from then on.',
      ko: '어떤 가중치의 기울기가 지금까지 모두 0이면 이렇게 됩니다. 1e-8이 없으면 0을 0의 제곱근으로 나누게 되고, 그 뒤로 가중치는 NaN입니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat))),
      }),
    },
  },
  {
    id: 'adam-epsilon-subtracted',
    name: { en: '1e-8 is subtracted from the root', ko: '제곱근에서 1e-8을 뺐다' },
    explanation: {
      en: 'This is what you get when 1e-8 is subtracted from the root: where slopes are that small, nearly 0 is divided by, or a number below 0. Add it.',
      ko: '제곱근에서 1e-8을 빼면 이 값이 나옵니다. 기울기가 그만큼 작으면 거의 0이나 음수로 나누게 됩니다. 더하세요.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat).sub(1e-8))),
      }),
    },
  },
  {
    id: 'adam-epsilon-after-the-division',
    name: { en: '1e-8 is added after the division', ko: '나눈 뒤에 1e-8을 더했다' },
    explanation: {
      en: 'This is what you get when 1e-8 is added to the quotient: the root below the line is still 0 where all slopes have been 0. In code, `.add(1e-8)` belongs inside the parentheses of `div`.',
      ko: '나눈 몫에 1e-8을 더하면 이 값이 나옵니다. 기울기가 모두 0이었던 곳에서는 여전히 0으로 나눕니다. 코드에서 `.add(1e-8)`은 `div`의 괄호 안에 있어야 합니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat)).add(1e-8)),
      }),
    },
  },
  {
    id: 'adam-epsilon-too-large',
    name: { en: 'too much is added to the root', ko: '제곱근에 너무 큰 수를 더했다' },
    explanation: {
      en: 'This is what you get when the number added to the root is not small beside the slopes: it shortens the steps. 1e-8 prevents a division by 0, and does nothing else.',
      ko: '제곱근에 더하는 수가 기울기에 비해 작지 않으면 이 값이 나옵니다. 걸음이 짧아집니다. 1e-8은 0으로 나누는 것만 막습니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat).add(1e-2))),
      }),
    },
    also: [1e-4, 1e-3, 0.1, 1].map((much) => ({
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat).add(much))),
      }),
    })),
  },
  {
    id: 'adam-epsilon-inside',
    name: { en: '1e-8 is added inside the root', ko: '1e-8을 제곱근 안에 더했다' },
    explanation: {
      en: 'This is what you get with √(v̂ + 1e-8): the root of 1e-8 is a ten-thousandth, which shortens the steps where slopes are that small. Add it to the root.',
      ko: '√(v̂ + 1e-8)로 쓰면 이 값이 나옵니다. 1e-8의 제곱근은 만분의 일이어서 기울기가 그만큼 작으면 걸음이 짧아집니다. 제곱근을 구한 뒤에 더하세요.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.sub(mHat.mul(learningRate).div(root(vHat.add(1e-8)))),
      }),
    },
  },
  {
    id: 'adam-uphill',
    name: { en: 'a step uphill', ko: '오르막으로 한 걸음' },
    explanation: {
      en: 'This is what you get when the step is added: the gradient points uphill, where the loss grows. Subtract it.',
      ko: '걸음을 더하면 이 값이 나옵니다. 기울기는 손실이 커지는 오르막을 가리키므로 빼야 합니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, { learningRate }) => w.add(mHat.mul(learningRate).div(root(vHat).add(1e-8))),
      }),
    },
    together: [
      {
        Adam: adamBy({
          mHat: (m) => m,
          vHat: (v) => v,
          move: (w, mHat, vHat, { learningRate }) => w.add(mHat.mul(learningRate).div(root(vHat).add(1e-8))),
        }),
      },
    ],
  },
  {
    id: 'adam-without-learning-rate',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when m̂ / √v̂ itself is subtracted: multiply it by the learning rate.',
      ko: 'm̂ / √v̂를 그대로 빼면 이 값이 나옵니다. 학습률을 곱하세요.',
    },
    answer: { Adam: adamBy({ move: (w, mHat, vHat) => w.sub(mHat.div(root(vHat).add(1e-8))) }) },
  },
  {
    id: 'another-learning-rate',
    name: { en: '0.01 as the default learning rate', ko: '기본 학습률이 0.01이다' },
    explanation: {
      en: 'This is what you get when the default learning rate is 0.01, as for the others: for Adam, it is 0.001.',
      ko: '학습률이 주어지지 않았을 때 다른 것들처럼 0.01을 쓰면 이 값이 나옵니다. Adam에서는 0.001입니다.',
    },
    answer: { Adam: adamWith((given) => ({ learningRate: 0.01, ...given })) },
  },
  {
    id: 'another-beta2',
    name: { en: 'another default beta2', ko: '기본 beta2가 다르다' },
    explanation: {
      en: 'This is what you get when the default beta2 is 0.99: here it is 0.999.',
      ko: 'beta2가 주어지지 않았을 때 0.99를 쓰면 이 값이 나옵니다. 여기서는 0.999입니다.',
    },
    answer: { Adam: adamWith((given) => ({ beta2: 0.99, ...given })) },
  },
  {
    id: 'betas-ignored',
    name: { en: 'always the betas 0.9 and 0.999', ko: 'beta가 늘 0.9와 0.999이다' },
    explanation: {
      en: 'This is what you get when 0.9 and 0.999 are written into the formula: they count only if no betas are given. Use `this.beta1` and `this.beta2`.',
      ko: '공식에 0.9와 0.999를 직접 쓰면 이 값이 나옵니다. 이 값은 주어지지 않았을 때에만 씁니다. `this.beta1`과 `this.beta2`를 쓰세요.',
    },
    answer: { Adam: adamWith(({ learningRate }) => ({ learningRate })) },
  },
  {
    id: 'adam-in-place',
    name: { en: 'the given parameters are changed', ko: '넘겨받은 매개변수를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the step is written into the arrays that were given. Return new arrays: the caller may still need the old ones.',
      ko: '넘겨받은 배열에 결과를 쓰면 이렇게 됩니다. 새 배열을 돌려주세요. 호출한 쪽에서 이전 값이 아직 필요할 수 있습니다.',
    },
    answer: {
      Adam: adamBy({
        move: (w, mHat, vHat, settings, g) => overwrite(w, adamParts.move(w, mHat, vHat, settings, g)),
      }),
    },
  },
  {
    id: 'adam-fixed-names',
    name: { en: 'only W1, b1, W2 and b2 are moved', ko: 'W1, b1, W2, b2만 갱신했다' },
    explanation: {
      en: 'This is what you get when the names are written out: other networks have other parameters. Go over the names that `params` has, with `Object.keys(params)`.',
      ko: '이름을 하나하나 적으면 이렇게 됩니다. 신경망마다 매개변수가 다릅니다. `Object.keys(params)`로 `params`에 있는 이름을 모두 거치세요.',
    },
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          return super.update(onlyTwoLayers(params), grads);
        }
      },
    },
    also: [
      {
        Adam: class extends Adam {
          override update(params: Params, grads: Params): Params {
            return { ...params, ...super.update(onlyTwoLayers(params), grads) };
          }
        },
      },
    ],
  },
  {
    id: 'v-of-lengths',
    name: { en: 'v is a mean of lengths, not of squares', ko: 'v가 제곱이 아니라 크기의 평균이다' },
    explanation: {
      en: 'This is what you get when v is made of |g|: it is the mean of the squares, g².',
      ko: 'v를 |g|로 만들면 이 값이 나옵니다. v는 제곱 g²의 평균입니다.',
    },
    answer: { Adam: adamBy({ v: (v, g, { beta2 }) => v.mul(beta2).add(g.map(Math.abs).mul(1 - beta2)) }) },
  },
];

export const mistakes = inEachWay<Topic>([...wrongSgd, ...wrongMomentum, ...wrongAdaGrad, ...wrongAdam]);

// ── probes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const params = (): Params => ({
  W1: array([
    [1, -2, 0.5],
    [0, 3, -1],
  ]),
  b1: array([0.5, 0, -0.25]),
  W3: array([[0.75]]),
});

const gradientsOf = (scale: number): Params[] => [
  {
    W1: array([
      [1, -2, 0],
      [0.5, 3, -1],
    ]).mul(scale),
    b1: array([0.2, 0, -4]).mul(scale),
    W3: array([[2 * scale]]),
  },
  {
    W1: array([
      [2, 1, 0],
      [-0.5, 3, 0.1],
    ]).mul(scale),
    b1: array([-0.2, 0, 1]).mul(scale),
    W3: array([[-scale]]),
  },
  {
    W1: array([
      [-1, 1, 0.3],
      [0, -2, 5],
    ]).mul(scale),
    b1: array([0.7, 0, 1]).mul(scale),
    W3: array([[scale]]),
  },
];

/** What becomes of the parameters, and of what was given, over three steps. */
function portrait(make: (topic: Topic) => Optimizer, scale = 1): (topic: Topic) => unknown {
  return (topic) => {
    const optimizer = make(topic);
    const given = params();
    const arrays = { ...given };
    let now = given;
    const path = gradientsOf(scale).map((grads) => (now = optimizer.update(now, grads)));
    return { path, given, arrays };
  };
}

/** By the name of a class: by default, with a rate, with all of its settings, and with small slopes. */
const portraitsOf = (
  name: 'Sgd' | 'Momentum' | 'AdaGrad' | 'Adam',
  settings: object,
): Probes<Topic>[string] => [
  portrait((topic) => new topic[name]()),
  portrait((topic) => new topic[name]({ learningRate: 0.1 })),
  portrait((topic) => new topic[name]({ learningRate: 0 })),
  portrait((topic) => new topic[name](settings)),
  portrait((topic) => new topic[name](settings), 1e-4),
  portrait((topic) => new topic[name](settings), 1e-8),
];

export const probes: Probes<Topic> = {
  Sgd: portraitsOf('Sgd', { learningRate: 0.5 }),
  Momentum: portraitsOf('Momentum', { learningRate: 0.5, momentum: 0.5 }),
  AdaGrad: portraitsOf('AdaGrad', { learningRate: 0.5 }),
  Adam: portraitsOf('Adam', { learningRate: 0.5, beta1: 0.5, beta2: 0.75 }),
};
