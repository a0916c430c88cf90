// Right answers to topic 18 · optimizers, written differently.
import { array, NDArray, zeros } from '#lib/ndarray';
import {
  AdaGrad,
  Adam,
  Momentum,
  Sgd,
  type AdamOptions,
  type MomentumOptions,
  type SgdOptions,
} from '../../solutions/18-optimizers';
import type { Params } from '../../solutions/17-layered-network';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/18-optimizers');

/** A copy, number by number: `f` is told the number, its slope, and where it is. */
function moved(w: NDArray, g: NDArray, f: (w: number, g: number, i: number) => number): NDArray {
  const next = w.copy();
  for (let i = w.size - 1; i >= 0; i--) next.data[i] = f(w.data[i], g.data[i], i);
  return next;
}

/** A rule for single arrays, and the loop over the names for all that are made of it. */
abstract class ByArray {
  learningRate: number;

  constructor({ learningRate = 0.01 }: SgdOptions = {}) {
    this.learningRate = learningRate;
  }

  abstract step(name: string, w: NDArray, g: NDArray): NDArray;

  update(params: Params, grads: Params): Params {
    const next: Params = {};
    for (const name in params) next[name] = this.step(name, params[name], grads[name]);
    return next;
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-plain-numbers',
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const [name, w] of Object.entries(params)) {
            next[name] = moved(w, grads[name], (w, g) => w - g * this.learningRate);
          }
          return next;
        }
      },
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const [name, w] of Object.entries(params)) {
            const v = (this.velocity[name] ??= w.mul(0));
            next[name] = moved(w, grads[name], (w, g, i) => {
              v.data[i] = this.momentum * v.data[i] - this.learningRate * g;
              return w + v.data[i];
            });
          }
          return next;
        }
      },
      AdaGrad: class extends AdaGrad {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const [name, w] of Object.entries(params)) {
            const h = (this.sumOfSquares[name] ??= w.mul(0));
            next[name] = moved(w, grads[name], (w, g, i) => {
              h.data[i] += g ** 2;
              return w - (this.learningRate * g) / (Math.sqrt(h.data[i]) + 1e-8);
            });
          }
          return next;
        }
      },
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          this.steps += 1;
          for (const [name, w] of Object.entries(params)) {
            const m = (this.m[name] ??= w.mul(0));
            const v = (this.v[name] ??= w.mul(0));
            next[name] = moved(w, grads[name], (w, g, i) => {
              m.data[i] = this.beta1 * m.data[i] + (1 - this.beta1) * g;
              v.data[i] = this.beta2 * v.data[i] + (1 - this.beta2) * g ** 2;
              const mHat = m.data[i] / (1 - this.beta1 ** this.steps);
              const vHat = v.data[i] / (1 - this.beta2 ** this.steps);
              return w - (this.learningRate * mHat) / (Math.sqrt(vHat) + 1e-8);
            });
          }
          return next;
        }
      },
    },
  },
  {
    // As PyTorch writes it: the learning rate is no part of the velocity.
    id: 'velocity-of-gradients',
    answer: {
      Momentum: class extends ByArray {
        momentum: number;
        velocity: Params = {};

        constructor({ momentum, ...rest }: MomentumOptions = {}) {
          super(rest);
          this.momentum = momentum ?? 0.9;
        }

        step(name: string, w: NDArray, g: NDArray): NDArray {
          const v = this.velocity[name];
          this.velocity[name] = v === undefined ? g.copy() : v.mul(this.momentum).add(g);
          return w.sub(this.velocity[name].mul(this.learningRate));
        }
      },
    },
  },
  {
    // As the book writes it: one factor for both corrections, the means moved towards what is new, and 1e-7.
    id: 'corrected-by-the-learning-rate',
    answer: {
      AdaGrad: class extends AdaGrad {
        override update(params: Params, grads: Params): Params {
          const next: Params = { ...params };
          for (const name of Object.keys(params)) {
            const g = grads[name];
            this.sumOfSquares[name] = (this.sumOfSquares[name] ?? zeros(g.shape)).add(g.mul(g));
            const rates = this.sumOfSquares[name].map((h) => this.learningRate / (Math.sqrt(h) + 1e-7));
            next[name] = params[name].sub(rates.mul(g));
          }
          return next;
        }
      },
      Adam: class extends Adam {
        override update(params: Params, grads: Params): Params {
          this.steps++;
          const { beta1, beta2, steps } = this;
          const rate = (this.learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
          const next: Params = {};
          for (const name of Object.keys(params)) {
            const g = grads[name];
            const m = this.m[name] ?? zeros(g.shape);
            const v = this.v[name] ?? zeros(g.shape);
            this.m[name] = m.add(g.sub(m).mul(1 - beta1));
            this.v[name] = v.add(
              g
                .square()
                .sub(v)
                .mul(1 - beta2),
            );
            next[name] = params[name].sub(
              this.m[name].mul(rate).div(this.v[name].map((value) => Math.sqrt(value) + 1e-7)),
            );
          }
          return next;
        }
      },
    },
  },
  {
    // What is left of each beta is a field of its own, so that nothing is raised to a power.
    id: 'powers-as-running-products',
    answer: {
      Adam: class extends ByArray {
        beta1: number;
        beta2: number;
        steps = 0;
        m: Params = {};
        v: Params = {};
        left = [1, 1];

        constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999 }: AdamOptions = {}) {
          super({ learningRate });
          [this.beta1, this.beta2] = [beta1, beta2];
        }

        override update(params: Params, grads: Params): Params {
          this.left = [this.left[0] * this.beta1, this.left[1] * this.beta2];
          return super.update(params, grads);
        }

        step(name: string, w: NDArray, g: NDArray): NDArray {
          const [m, v] = [this.m[name] ?? g.mul(0), this.v[name] ?? g.mul(0)];
          this.m[name] = m.mul(this.beta1).add(g.mul(1 - this.beta1));
          this.v[name] = v.mul(this.beta2).add(g.mul(g).mul(1 - this.beta2));
          const vHat = this.v[name].div(1 - this.left[1]);
          return w.sub(
            this.m[name]
              .div(1 - this.left[0])
              .div(vHat.map((value) => Math.sqrt(value) + 1e-8))
              .mul(this.learningRate),
          );
        }
      },
    },
  },
  {
    id: 'a-base-class-for-all',
    answer: {
      Sgd: class extends ByArray {
        step(_name: string, w: NDArray, g: NDArray): NDArray {
          return w.add(g.mul(-this.learningRate));
        }
      },
      AdaGrad: class extends ByArray {
        sumOfSquares: Params = {};

        step(name: string, w: NDArray, g: NDArray): NDArray {
          const h = this.sumOfSquares[name];
          const sum = h ? h.add(g.square()) : g.square();
          this.sumOfSquares = { ...this.sumOfSquares, [name]: sum };
          return w.sub(g.div(sum.map(Math.sqrt).add(1e-8)).mul(this.learningRate));
        }
      },
    },
  },
  {
    // The arrays come in another order, and the zeros are made for all names in the first step.
    id: 'names-from-the-last-to-the-first',
    answer: {
      Sgd: class extends Sgd {
        override update(params: Params, grads: Params): Params {
          const names = Object.keys(params).reverse();
          return Object.fromEntries(
            names.map((name) => [name, params[name].sub(grads[name].mul(this.learningRate))]),
          );
        }
      },
      Momentum: class extends Momentum {
        override update(params: Params, grads: Params): Params {
          const names = Object.keys(grads).reverse();
          if (Object.keys(this.velocity).length === 0) {
            for (const name of names) this.velocity[name] = zeros(params[name].shape);
          }
          return names.reduce<Params>((next, name) => {
            const { learningRate, momentum } = this;
            this.velocity[name] = this.velocity[name].mul(momentum).add(grads[name].mul(-learningRate));
            return { [name]: this.velocity[name].add(params[name]), ...next };
          }, {});
        }
      },
    },
  },
  {
    // g · √(1 / h) is the same as g / √h, and the numbers are put into new arrays.
    id: 'with-the-inverse-of-the-root',
    answer: {
      AdaGrad: class extends AdaGrad {
        override update(params: Params, grads: Params): Params {
          const next: Params = {};
          for (const [name, g] of Object.entries(grads)) {
            const before = this.sumOfSquares[name]?.data ?? g.data.map(() => 0);
            const sum = [...g.data].map((slope, i) => before[i] + slope * slope);
            this.sumOfSquares[name] = array(sum).reshape(...g.shape);
            const steps = sum.map((h, i) => g.data[i] * this.learningRate * (1 / (Math.sqrt(h) + 1e-8)));
            next[name] = params[name].sub(array(steps).reshape(...g.shape));
          }
          return next;
        }
      },
    },
  },
];
