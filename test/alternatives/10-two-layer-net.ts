// Right answers to topic 10 · the two-layer network, written differently.
import { array, NDArray, normal, zeros } from '#lib/ndarray';
import { crossEntropyErrorOfLabels } from '../../solutions/02-cross-entropy-error';
import { partialDiff } from '../../solutions/06-numerical-gradient';
import { softmax } from '../../solutions/08-activations';
import { TwoLayerNet, type Params, type TwoLayerNetOptions } from '../../solutions/10-two-layer-net';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/10-two-layer-net');

/** A column of ones behind the others: with it, a bias is one more row of the weights. */
function withOnes(x: NDArray): NDArray {
  return array((x.toArray() as number[][]).map((row) => [...row, 1]));
}

function withBias(W: NDArray, b: NDArray): NDArray {
  return array([...(W.toArray() as number[][]), b.toArray() as number[]]);
}

/** The parameters, and what can be asked of them. */
class Weights implements Params {
  W1: NDArray;
  b1: NDArray;
  W2: NDArray;
  b2: NDArray;

  constructor({ W1, b1, W2, b2 }: Params) {
    [this.W1, this.b1, this.W2, this.b2] = [W1, b1, W2, b2];
  }

  get count(): number {
    return this.W1.size + this.b1.size + this.W2.size + this.b2.size;
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-plain-numbers',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const rows = (x.toArray() as number[][]).map((sample) => {
            const z1: number[] = [];
            for (let j = 0; j < b1.size; j++) {
              let a1 = b1.at(j);
              for (let i = sample.length - 1; i >= 0; i--) a1 += W1.at(i, j) * sample[i];
              z1.push(0.5 * (1 + Math.tanh(a1 / 2)));
            }
            const a2 = [...b2.data].map((bias, k) => z1.reduce((sum, z, j) => sum + z * W2.at(j, k), bias));
            const logOfSum = Math.max(...a2);
            const total = a2.reduce((sum, a) => sum + Math.exp(a - logOfSum), 0);
            return a2.map((a) => Math.exp(a - logOfSum - Math.log(total)));
          });
          return array(rows);
        }
      },
    },
  },
  {
    id: 'biases-as-one-more-row-of-weights',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = withOnes(x)
            .dot(withBias(W1, b1))
            .map((a) => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a))));
          return softmax(withOnes(z1).dot(withBias(W2, b2)));
        }
      },
    },
  },
  {
    id: 'samples-as-columns',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = W1.T.dot(x.T)
            .add(b1.reshape(b1.size, 1))
            .map((a) => 1 / (1 + Math.exp(-a))); // (H, N)
          return softmax(W2.T.dot(z1).add(b2.reshape(b2.size, 1)).T);
        }
      },
    },
  },
  {
    id: 'parameters-filled-in-loops',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 0, random: () => 0 });
          const std = options.weightInitStd ?? 0.01;
          const { W1, W2 } = this.params;
          this.params = {
            W1: zeros(W1.shape),
            b1: zeros([W1.shape[1]]),
            W2: zeros(W2.shape),
            b2: zeros([W2.shape[1]]),
          };
          for (const W of [this.params.W2, this.params.W1]) {
            for (let i = W.size - 1; i >= 0; i--) W.data[i] = std * normal(options.random);
          }
        }
      },
    },
  },
  {
    id: 'the-polar-method',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 0, random: () => 0 });
          const { weightInitStd = 0.01, random } = options;
          const polar = (): number => {
            for (;;) {
              const [u, v] = [2 * random() - 1, 2 * random() - 1];
              const square = u * u + v * v;
              if (square > 0 && square < 1) return v * Math.sqrt((-2 * Math.log(square)) / square);
            }
          };
          this.params.W1 = this.params.W1.map(() => polar() * weightInitStd);
          this.params.W2 = this.params.W2.map(() => polar() * weightInitStd);
        }
      },
    },
  },
  {
    id: 'labels-instead-of-one-hot',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyErrorOfLabels(this.predict(x), t.argmax(-1));
        }

        override accuracy(x: NDArray, t: NDArray): number {
          const y = this.predict(x);
          let right = 0;
          for (let n = 0; n < x.shape[0]; n++) {
            let best = y.shape[1] - 1; // of equals, the last one wins here
            for (let k = best; k >= 0; k--) if (y.at(n, k) > y.at(n, best)) best = k;
            right += t.at(n, best);
          }
          return right / x.shape[0];
        }
      },
    },
  },
  {
    id: 'sample-by-sample',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const one = (n: number): number[] =>
            super
              .predict(x.take([n]))
              .toArray()
              .flat();
          return array(Array.from({ length: x.shape[0] }, (_, n) => one(n)));
        }

        override loss(x: NDArray, t: NDArray): number {
          const y = this.predict(x);
          return y
            .map((value, i) => -t.data[i] * Math.log(value + 1e-7))
            .sum(1)
            .mean();
        }

        override accuracy(x: NDArray, t: NDArray): number {
          let mean = 0;
          for (let n = 0; n < x.shape[0]; n++) {
            const isRight = this.predict(x.take([n])).argmax() === t.row(n).argmax();
            mean += ((isRight ? 1 : 0) - mean) / (n + 1);
          }
          return mean;
        }
      },
    },
  },
  {
    id: 'one-element-after-the-other',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const gradient = Object.entries(this.params).map(([name, param]: [string, NDArray]) => [
            name,
            param.map((_, i) => partialDiff(() => this.loss(x, t), param, i)),
          ]);
          return Object.fromEntries(gradient) as Params;
        }
      },
    },
  },
  {
    id: 'another-network-is-moved',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const own = this.params;
          const slopes = (name: keyof Params): NDArray =>
            own[name].map((_, i) => {
              const lossAt = (step: number): number => {
                this.params = {
                  ...own,
                  [name]: own[name].map((value, k) => (k === i ? value + step : value)),
                };
                return this.loss(x, t);
              };
              return (8 * (lossAt(1e-3) - lossAt(-1e-3)) - (lossAt(2e-3) - lossAt(-2e-3))) / 12e-3;
            });
          const gradient = { b2: slopes('b2'), W2: slopes('W2'), b1: slopes('b1'), W1: slopes('W1') };
          this.params = own;
          return gradient;
        }
      },
    },
  },
  {
    id: 'parameters-of-an-own-class',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super(options);
          this.params = new Weights(this.params);
        }

        override numericalGradient(x: NDArray, t: NDArray): Params {
          return new Weights(super.numericalGradient(x, t));
        }
      },
    },
  },
  {
    id: 'sine-and-cosine-of-one-angle',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 0, random: () => 0 });
          const { weightInitStd = 0.01, random } = options;
          const spare: number[] = [];
          const next = (): number => {
            if (spare.length > 0) return spare.pop()!;
            const radius = Math.sqrt(-2 * Math.log(1 - random()));
            const angle = 2 * Math.PI * random();
            spare.push(radius * Math.sin(angle));
            return radius * Math.cos(angle);
          };
          for (const name of ['W1', 'W2'] as const)
            this.params[name] = this.params[name].map(() => weightInitStd * next());
        }
      },
    },
  },
];
