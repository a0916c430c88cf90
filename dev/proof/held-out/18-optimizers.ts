import { zerosLike, type NDArray } from '../../../lib/ndarray';
import type { Params } from '../../../solutions/17-layered-network';
import { AdaGrad, Adam, Momentum, Sgd, type AdamOptions } from '../../../solutions/18-optimizers';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/18-optimizers');

const each = (params: Params, make: (name: string) => NDArray): Params =>
  Object.fromEntries(Object.keys(params).map((name) => [name, make(name)]));

/** Momentum with another rule for v, and another for W. */
function momentumWith(
  rule: (v: NDArray, g: NDArray, rate: number, momentum: number) => NDArray,
  step: (W: NDArray, v: NDArray) => NDArray = (W, v) => W.add(v),
): Partial<Topic> {
  return {
    Momentum: class extends Momentum {
      override update(params: Params, grads: Params): Params {
        this.velocity = each(params, (name) =>
          rule(this.velocity[name] ?? zerosLike(params[name]), grads[name], this.learningRate, this.momentum),
        );
        return each(params, (name) => step(params[name], this.velocity[name]));
      }
    },
  };
}

/** AdaGrad with another rule for h, and another for the step. */
function adaGradWith(
  rule: (h: NDArray, g: NDArray) => NDArray,
  step: (g: NDArray, h: NDArray, rate: number) => NDArray = (g, h, rate) =>
    g.mul(rate).div(h.map((v) => Math.sqrt(v) + 1e-8)),
): Partial<Topic> {
  return {
    AdaGrad: class extends AdaGrad {
      override update(params: Params, grads: Params): Params {
        this.sumOfSquares = each(params, (name) =>
          rule(this.sumOfSquares[name] ?? zerosLike(params[name]), grads[name]),
        );
        return each(params, (name) =>
          params[name].sub(step(grads[name], this.sumOfSquares[name], this.learningRate)),
        );
      }
    },
  };
}

interface AdamState {
  m: NDArray;
  v: NDArray;
  k: number;
  beta1: number;
  beta2: number;
  rate: number;
}

/** Adam with another step, or other means. */
function adamWith({
  step = ({ m, v, k, beta1, beta2, rate }: AdamState) =>
    m
      .div(1 - beta1 ** k)
      .mul(rate)
      .div(v.div(1 - beta2 ** k).map((value) => Math.sqrt(value) + 1e-8)),
  nextM = (m: NDArray, g: NDArray, beta1: number) => m.mul(beta1).add(g.mul(1 - beta1)),
  nextV = (v: NDArray, g: NDArray, beta2: number) => v.mul(beta2).add(g.square().mul(1 - beta2)),
}: {
  step?: (state: AdamState) => NDArray;
  nextM?: (m: NDArray, g: NDArray, beta1: number) => NDArray;
  nextV?: (v: NDArray, g: NDArray, beta2: number) => NDArray;
}): Partial<Topic> {
  return {
    Adam: class extends Adam {
      override update(params: Params, grads: Params): Params {
        this.steps++;
        this.m = each(params, (name) =>
          nextM(this.m[name] ?? zerosLike(params[name]), grads[name], this.beta1),
        );
        this.v = each(params, (name) =>
          nextV(this.v[name] ?? zerosLike(params[name]), grads[name], this.beta2),
        );
        return each(params, (name) =>
          params[name].sub(
            step({
              m: this.m[name],
              v: this.v[name],
              k: this.steps,
              beta1: this.beta1,
              beta2: this.beta2,
              rate: this.learningRate,
            }),
          ),
        );
      }
    },
  };
}

/** What the file of a student keeps outside of its classes. */
let velocityOfAll: Params = {};

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'sgd-steps-in-place',
    trial: 4,
    wrong: 'the given arrays are changed',
    rightNames: ['sgd-in-place'],
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          for (const name of Object.keys(params))
            for (let i = 0; i < params[name].size; i++)
              params[name].data[i] -= this.learningRate * grads[name].data[i];
          return params;
        }
      },
    },
  },
  {
    id: 'sgd-default-of-a-tenth',
    trial: 4,
    wrong: 'the learning rate is 0.1 by default',
    rightNames: ['sgd-another-default'],
    answer: {
      Sgd: class extends Sgd {
        constructor({ learningRate = 0.1 } = {}) {
          super({ learningRate });
        }
      },
    },
  },
  {
    id: 'sgd-only-two-layers',
    trial: 4,
    wrong: 'the names W1, b1, W2, b2 are written down',
    rightNames: ['sgd-fixed-names'],
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const name of ['W1', 'b1', 'W2', 'b2'])
            if (params[name]) next[name] = params[name].sub(grads[name].mul(this.learningRate));
          return next;
        }
      },
    },
  },
  {
    id: 'momentum-climbs',
    trial: 4,
    wrong: 'v ← momentum · v + learningRate · g, and W ← W + v',
    rightNames: ['velocity-uphill'],
    answer: momentumWith((v, g, rate, momentum) => v.mul(momentum).add(g.mul(rate))),
  },
  {
    id: 'momentum-looks-ahead',
    trial: 4,
    wrong: 'the step is momentum · v − learningRate · g with the new v (Nesterov)',
    rightNames: ['nesterov'],
    answer: {
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          super.update(params, grads);
          return each(params, (name) =>
            params[name].add(this.velocity[name].mul(this.momentum)).sub(grads[name].mul(this.learningRate)),
          );
        }
      },
    },
  },
  {
    id: 'momentum-as-an-average',
    trial: 4,
    wrong: 'v ← momentum · v − (1 − momentum) · learningRate · g',
    rightNames: ['velocity-as-a-mean'],
    answer: momentumWith((v, g, rate, momentum) => v.mul(momentum).sub(g.mul((1 - momentum) * rate))),
  },
  {
    id: 'momentum-in-one-variable',
    trial: 4,
    wrong: 'the velocity is outside of the class: all optimizers share it',
    rightNames: ['changes-by-itself'],
    answer: {
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          velocityOfAll = each(params, (name) => {
            const v = velocityOfAll[name];
            const fits = v && String(v.shape) === String(params[name].shape);
            return (fits ? v : zerosLike(params[name]))
              .mul(this.momentum)
              .sub(grads[name].mul(this.learningRate));
          });
          this.velocity = velocityOfAll;
          return each(params, (name) => params[name].add(velocityOfAll[name]));
        }
      },
    },
  },
  {
    id: 'momentum-both-signs',
    trial: 4,
    wrong: 'two mistakes: the velocity is subtracted, and the rate is not used',
    rightNames: ['velocity-without-learning-rate'],
    answer: momentumWith(
      (v, g, _rate, momentum) => v.mul(momentum).sub(g),
      (W, v) => W.sub(v),
    ),
  },
  {
    id: 'adagrad-forgets',
    trial: 4,
    wrong: 'h is the last square, not the sum',
    rightNames: ['squares-forgotten'],
    answer: adaGradWith((_, g) => g.square()),
  },
  {
    id: 'adagrad-without-the-root',
    trial: 4,
    wrong: 'divides by h',
    rightNames: ['root-missing'],
    answer: adaGradWith(
      (h, g) => h.add(g.square()),
      (g, h, rate) => g.mul(rate).div(h.add(1e-8)),
    ),
  },
  {
    id: 'adagrad-small-number-inside-the-root',
    trial: 4,
    wrong: '√(h + 1e-8)',
    rightNames: ['adagrad-epsilon-inside'],
    answer: adaGradWith(
      (h, g) => h.add(g.square()),
      (g, h, rate) => g.mul(rate).div(h.map((v) => Math.sqrt(v + 1e-8))),
    ),
  },
  {
    id: 'adagrad-one-h-behind',
    trial: 4,
    wrong: 'the step uses h as it was before this gradient',
    rightNames: ['squares-of-earlier-steps-only'],
    answer: {
      AdaGrad: class extends AdaGrad {
        override update(params: Params, grads: Params): Params {
          const before = this.sumOfSquares;
          super.update(params, grads);
          return each(params, (name) => {
            const h = before[name] ?? zerosLike(params[name]);
            return params[name].sub(
              grads[name].mul(this.learningRate).div(h.map((v) => Math.sqrt(v) + 1e-8)),
            );
          });
        }
      },
    },
  },
  {
    id: 'adagrad-absolute-and-no-root',
    trial: 4,
    wrong: 'two mistakes: h adds up absolute values, and no root is taken',
    rightNames: ['lengths-summed'],
    answer: adaGradWith(
      (h, g) => h.add(g.map(Math.abs)),
      (g, h, rate) => g.mul(rate).div(h.add(1e-8)),
    ),
  },
  {
    id: 'adam-not-corrected',
    trial: 4,
    wrong: 'm and v are used as they are',
    rightNames: ['no-bias-correction'],
    answer: adamWith({
      step: ({ m, v, rate }) => m.mul(rate).div(v.map((value) => Math.sqrt(value) + 1e-8)),
    }),
  },
  {
    id: 'adam-v-not-corrected',
    trial: 4,
    wrong: 'only m is corrected',
    rightNames: ['only-m-corrected'],
    answer: adamWith({
      step: ({ m, v, k, beta1, rate }) =>
        m
          .div(1 - beta1 ** k)
          .mul(rate)
          .div(v.map((value) => Math.sqrt(value) + 1e-8)),
    }),
  },
  {
    id: 'adam-counts-parameters',
    trial: 4,
    wrong: 'k grows with each parameter, not with each step',
    rightNames: ['steps-counted-for-each-parameter'],
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          return each(params, (name) => {
            this.steps++;
            this.m[name] = (this.m[name] ?? zerosLike(params[name]))
              .mul(this.beta1)
              .add(grads[name].mul(1 - this.beta1));
            this.v[name] = (this.v[name] ?? zerosLike(params[name]))
              .mul(this.beta2)
              .add(grads[name].square().mul(1 - this.beta2));
            const mHat = this.m[name].div(1 - this.beta1 ** this.steps);
            const vHat = this.v[name].div(1 - this.beta2 ** this.steps);
            return params[name].sub(mHat.mul(this.learningRate).div(vHat.map(Math.sqrt).add(1e-8)));
          });
        }
      },
    },
  },
  {
    id: 'adam-betas-exchanged',
    trial: 4,
    wrong: 'beta1 for v, beta2 for m',
    rightNames: ['betas-exchanged'],
    answer: {
      Adam: class extends Adam {
        constructor(options: AdamOptions = {}) {
          super(options);
          [this.beta1, this.beta2] = [this.beta2, this.beta1];
        }
      },
    },
  },
  {
    id: 'adam-gradient-not-squared',
    trial: 4,
    wrong: 'v is a mean of |g|',
    rightNames: ['v-of-lengths'],
    answer: adamWith({ nextV: (v, g, beta2) => v.mul(beta2).add(g.map(Math.abs).mul(1 - beta2)) }),
  },
  {
    id: 'adam-sum-and-no-correction',
    trial: 4,
    wrong: 'two mistakes: m ← beta1 · m + g, and nothing is corrected',
    rightNames: ['gradient-counts-in-full'],
    answer: adamWith({
      nextM: (m, g, beta1) => m.mul(beta1).add(g),
      step: ({ m, v, rate }) => m.mul(rate).div(v.map((value) => Math.sqrt(value) + 1e-8)),
    }),
  },
  {
    id: 'adam-step-from-zero',
    trial: 4,
    wrong: 'k is 0 at the first step: 0 / 0',
    rightNames: ['steps-counted-from-zero'],
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.steps--;
          const next = super.update(params, grads);
          this.steps++;
          return next;
        }
      },
    },
  },
  {
    id: 'momentum-with-the-rate-outside',
    trial: 4,
    unusual: 'for…in over the names, in place of a helper',
    answer: {
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const name in params) {
            const old = this.velocity[name];
            const pull = grads[name].mul(-this.learningRate);
            this.velocity[name] = old ? old.mul(this.momentum).add(pull) : pull;
            next[name] = this.velocity[name].add(params[name]);
          }
          return next;
        }
      },
    },
  },
  {
    id: 'adam-number-by-number',
    trial: 4,
    unusual: 'one loop over the numbers; the powers are kept as products',
    answer: {
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.steps += 1;
          let [power1, power2] = [1, 1];
          for (let i = 0; i < this.steps; i++) [power1, power2] = [power1 * this.beta1, power2 * this.beta2];
          const next: Params = {};
          for (const [name, W] of Object.entries(params)) {
            const m = (this.m[name] ?? zerosLike(W)).copy();
            const v = (this.v[name] ?? zerosLike(W)).copy();
            next[name] = W.map((w, i) => {
              const g = grads[name].data[i];
              m.data[i] += (1 - this.beta1) * (g - m.data[i]);
              v.data[i] += (1 - this.beta2) * (g * g - v.data[i]);
              return (
                w -
                (this.learningRate * m.data[i]) / (1 - power1) / (Math.sqrt(v.data[i] / (1 - power2)) + 1e-8)
              );
            });
            this.m = { ...this.m, [name]: m };
            this.v = { ...this.v, [name]: v };
          }
          return next;
        }
      },
    },
  },
  {
    id: 'adam-epsilon-multiplied',
    trial: 5,
    wrong: 'the small number is subtracted in place of added',
    rightNames: ['adam-epsilon-subtracted'],
    answer: adamWith({
      step: ({ m, v, k, beta1, beta2, rate }) =>
        m
          .div(1 - beta1 ** k)
          .mul(rate)
          .div(v.div(1 - beta2 ** k).map((value) => Math.sqrt(value) - 1e-8)),
    }),
  },
  {
    id: 'adagrad-rate-under-the-root',
    trial: 5,
    wrong: 'two mistakes: h is a running mean with 0.9, and the step climbs',
    answer: adaGradWith(
      (h, g) => h.mul(0.9).add(g.square().mul(0.1)),
      (g, h, rate) => g.mul(-rate).div(h.map((v) => Math.sqrt(v) + 1e-8)),
    ),
  },
];
