import { randn, type NDArray } from '../../../lib/ndarray';
import { crossEntropyError } from '../../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../../solutions/06-numerical-gradient';
import { Relu, Sigmoid, type Layer } from '../../../solutions/15-activation-layers';
import { Affine, SoftmaxWithLoss } from '../../../solutions/16-affine-and-loss-layers';
import {
  LayeredNet,
  gradientCheck,
  type Checkable,
  type LayeredNetOptions,
  type Params,
} from '../../../solutions/17-layered-network';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/17-layered-network');

const largest = (values: NDArray): number => values.map(Math.abs).max();

/** The gradient check, with another comparison of the two. */
function comparing(compare: (gradient: NDArray, numerical: NDArray) => number): Partial<Topic> {
  return {
    gradientCheck: (net: Checkable, x: NDArray, t: NDArray) => {
      const gradient = net.gradient(x, t);
      const shares: Record<string, number> = {};
      for (const [name, param] of Object.entries(net.params))
        shares[name] = compare(
          gradient[name],
          numericalGradient(() => net.loss(x, t), param),
        );
      return shares;
    },
  };
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'deviation-for-the-outputs',
    trial: 4,
    wrong: 'weightInitStd gets the number of outputs of the layer',
    rightNames: ['std-by-outputs'],
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          const std = options.weightInitStd;
          super({ ...options, weightInitStd: 1 });
          for (const name of Object.keys(this.params).filter((key) => key.startsWith('W'))) {
            const [, outputs] = this.params[name].shape;
            this.params[name] = this.params[name].mul(
              typeof std === 'function' ? std(outputs) : (std ?? 0.01),
            );
          }
        }
      },
    },
  },
  {
    id: 'deviation-function-of-the-input-size',
    trial: 4,
    wrong: 'weightInitStd gets inputSize for all layers',
    rightNames: ['std-of-the-first-layer-for-all'],
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          const std = options.weightInitStd;
          super({ ...options, weightInitStd: typeof std === 'function' ? std(options.inputSize) : std });
        }
      },
    },
  },
  {
    id: 'activation-behind-the-last-layer-too',
    trial: 4,
    wrong: 'an activation behind each affine layer, the last included',
    rightNames: ['activation-behind-the-last'],
    answer: {
      LayeredNet: class extends LayeredNet {
        override layers(): Layer[] {
          return [...super.layers(), this.activation === 'relu' ? new Relu() : new Sigmoid()];
        }
      },
    },
  },
  {
    id: 'always-relu',
    trial: 4,
    wrong: 'the activation is not looked at',
    rightNames: ['always-relu'],
    answer: {
      LayeredNet: class extends LayeredNet {
        override layers(): Layer[] {
          return super.layers().map((layer) => (layer instanceof Affine ? layer : new Relu()));
        }
      },
    },
  },
  {
    id: 'names-from-zero',
    trial: 4,
    wrong: 'W0, b0, W1, …',
    rightNames: ['names-from-zero'],
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          super(options);
          this.params = Object.fromEntries(
            Object.entries(this.params).map(([name, array]) => [
              `${name[0]}${Number(name.slice(1)) - 1}`,
              array,
            ]),
          );
        }

        override layers(): Layer[] {
          const depth = Object.keys(this.params).length / 2;
          const layers: Layer[] = [];
          for (let l = 0; l < depth; l++) {
            layers.push(new Affine(this.params[`W${l}`], this.params[`b${l}`]));
            if (l < depth - 1) layers.push(this.activation === 'relu' ? new Relu() : new Sigmoid());
          }
          return layers;
        }
      },
    },
  },
  {
    id: 'layers-made-once',
    trial: 4,
    wrong: 'the layers are made once and kept: later parameters are never seen',
    rightNames: ['layers-made-once'],
    answer: {
      LayeredNet: class extends LayeredNet {
        kept?: Layer[];

        override layers(): Layer[] {
          return (this.kept ??= super.layers());
        }
      },
    },
  },
  {
    id: 'gradients-in-the-order-of-the-way-back',
    trial: 4,
    wrong: 'collected on the way back: the last layer is called W1',
    rightNames: ['layered-gradient-reversed'],
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const gradient = super.gradient(x, t);
          const depth = Object.keys(gradient).length / 2;
          return Object.fromEntries(
            Object.entries(gradient).map(([name, array]) => [
              `${name[0]}${depth + 1 - Number(name.slice(1))}`,
              array,
            ]),
          );
        }
      },
    },
  },
  {
    id: 'only-one-hidden-layer',
    trial: 4,
    wrong: 'only hiddenSizes[0] is used',
    rightNames: ['one-hidden-layer-only'],
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          super({ ...options, hiddenSizes: options.hiddenSizes.slice(0, 1) });
        }
      },
    },
  },
  {
    id: 'scores-from-predict',
    trial: 4,
    wrong: 'predict gives the scores, without softmax',
    rightNames: ['scores-for-probabilities'],
    answer: {
      LayeredNet: class extends LayeredNet {
        override predict(x: NDArray): NDArray {
          return this.layers().reduce((z, layer) => layer.forward(z), x);
        }
      },
    },
  },
  {
    id: 'all-weights-the-same',
    trial: 4,
    wrong: 'two mistakes: biases are random, and the deviation is not used',
    rightNames: ['layered-random-biases'],
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          super({ ...options, weightInitStd: 1 });
          for (const name of Object.keys(this.params))
            if (name.startsWith('b')) this.params[name] = randn(this.params[name].shape, options.random);
        }
      },
    },
  },
  {
    id: 'loss-by-t-and-y',
    trial: 4,
    wrong: 'crossEntropyError(t, y)',
    rightNames: ['y-and-t-swapped'],
    answer: {
      LayeredNet: class extends LayeredNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(t, this.predict(x));
        }
      },
    },
  },
  {
    id: 'check-in-absolute-numbers',
    trial: 4,
    wrong: 'the difference is not divided',
    rightNames: ['largest-difference'],
    answer: comparing((a, b) => largest(a.sub(b))),
  },
  {
    id: 'check-by-the-sum-of-both',
    trial: 4,
    wrong: 'divided by the sum of both in place of the larger',
    rightNames: ['share-of-the-sum'],
    answer: comparing((a, b) => {
      const d = largest(a.sub(b));
      return d === 0 ? 0 : d / (largest(a) + largest(b));
    }),
  },
  {
    id: 'check-by-means',
    trial: 4,
    wrong: 'the mean difference in place of the largest',
    rightNames: ['mean-difference'],
    answer: comparing((a, b) => {
      const d = a.sub(b).map(Math.abs).mean();
      return d === 0 ? 0 : d / Math.max(largest(a), largest(b));
    }),
  },
  {
    id: 'check-of-dead-units',
    trial: 4,
    wrong: '0 / 0 where all slopes are 0',
    rightNames: ['nothing-over-nothing'],
    answer: comparing((a, b) => largest(a.sub(b)) / Math.max(largest(a), largest(b))),
  },
  {
    id: 'check-without-absolute-values',
    trial: 4,
    wrong: 'two mistakes: no absolute value of the difference, and none of the slopes',
    rightNames: ['differences-not-absolute'],
    answer: comparing((a, b) => {
      const d = a.sub(b).max();
      return d === 0 ? 0 : d / Math.max(a.max(), b.max());
    }),
  },
  {
    id: 'check-of-each-number-by-itself',
    trial: 4,
    wrong: 'each difference is divided by its own slope',
    rightNames: ['element-by-element'],
    answer: comparing((a, b) =>
      a
        .map((value, i) => {
          const d = Math.abs(value - b.data[i]);
          return d === 0 ? 0 : d / Math.max(Math.abs(value), Math.abs(b.data[i]));
        })
        .max(),
    ),
  },
  {
    id: 'only-the-weights-are-checked',
    trial: 4,
    wrong: 'biases are left out of the check',
    rightNames: ['weights-checked-only'],
    answer: {
      gradientCheck: (net, x, t) =>
        Object.fromEntries(Object.entries(gradientCheck(net, x, t)).filter(([name]) => name.startsWith('W'))),
    },
  },
  {
    id: 'gradient-by-a-loop-backward',
    trial: 4,
    unusual: 'an index that counts down, and gradients noted on the way',
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const layers = this.layers();
          const end = new SoftmaxWithLoss();
          let z = x;
          for (const layer of layers) z = layer.forward(z);
          end.forward(z, t);
          const gradient: Params = {};
          let slope = end.backward(1);
          for (let i = layers.length - 1; i >= 0; i--) {
            const layer = layers[i];
            slope = layer.backward(slope);
            if (layer instanceof Affine) {
              gradient[`b${i / 2 + 1}`] = layer.db;
              gradient[`W${i / 2 + 1}`] = layer.dW;
            }
          }
          return gradient;
        }
      },
    },
  },
  {
    id: 'check-through-lists-of-numbers',
    trial: 4,
    unusual: 'ordinary lists, and Math.max of them',
    answer: comparing((a, b) => {
      const [p, q] = [Array.from(a.data), Array.from(b.data)];
      const scale = Math.max(...p.map(Math.abs), ...q.map(Math.abs));
      return scale > 0 ? Math.max(...p.map((v, i) => Math.abs(v - q[i]))) / scale : 0;
    }),
  },
  {
    id: 'check-of-the-smallest-difference',
    trial: 5,
    wrong: 'the smallest difference in place of the largest',
    answer: comparing((a, b) => {
      const d = -a
        .sub(b)
        .map((v) => -Math.abs(v))
        .max();
      return d === 0 ? 0 : d / Math.max(largest(a), largest(b));
    }),
  },
  {
    id: 'gradient-of-the-wrong-layer-twice',
    trial: 5,
    wrong: 'all biases get the slopes of the weights’ first row',
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const gradient = super.gradient(x, t);
          return Object.fromEntries(
            Object.entries(gradient).map(([name, g]) => [
              name,
              name.startsWith('b') ? gradient[`W${name.slice(1)}`].row(0) : g,
            ]),
          );
        }
      },
    },
  },
];
