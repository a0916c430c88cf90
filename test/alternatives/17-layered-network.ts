// Right answers to topic 17 · the layered network, written differently.
import { array, NDArray, normal, zeros, zerosLike } from '#lib/ndarray';
import { crossEntropyErrorOfLabels } from '../../solutions/02-cross-entropy-error';
import { partialDiff } from '../../solutions/06-numerical-gradient';
import { softmax } from '../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../solutions/15-activation-layers';
import { Affine, SoftmaxWithLoss } from '../../solutions/16-affine-and-loss-layers';
import { LayeredNet, type LayeredNetOptions, type Params } from '../../solutions/17-layered-network';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/17-layered-network');

const rowsOf = (a: NDArray): number[][] => a.toArray() as number[][];
const depthOf = (params: Params): number => Object.keys(params).length / 2;

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'weights-filled-in-loops-from-the-last',
    answer: {
      LayeredNet: class extends LayeredNet {
        constructor(options: LayeredNetOptions) {
          super({ ...options, weightInitStd: 0, random: () => 0.5 });
          const { weightInitStd: std = 0.01, random } = options;
          const started: Params = {};
          for (let l = depthOf(this.params); l >= 1; l--) {
            const W = zeros(this.params[`W${l}`].shape);
            const scale = typeof std === 'function' ? std(W.shape[0]) : std;
            for (let i = 0; i < W.size; i++) W.data[i] = scale * normal(random);
            started[`b${l}`] = zeros([W.shape[1]]);
            started[`W${l}`] = W;
          }
          this.params = started;
        }
      },
    },
  },
  {
    id: 'layers-by-recursion',
    answer: {
      LayeredNet: class extends LayeredNet {
        override layers(): Layer[] {
          const Activation = { relu: Relu, sigmoid: Sigmoid }[this.activation];
          const from = (l: number): Layer[] => {
            const affine = new Affine(this.params[`W${l}`], this.params[`b${l}`]);
            return `W${l + 1}` in this.params ? [affine, new Activation(), ...from(l + 1)] : [affine];
          };
          return from(1);
        }
      },
    },
  },
  {
    id: 'layers-that-hold-copies',
    answer: {
      LayeredNet: class extends LayeredNet {
        override layers(): Layer[] {
          return super
            .layers()
            .map((layer) => (layer instanceof Affine ? new Affine(layer.W.copy(), layer.b.copy()) : layer));
        }
      },
    },
  },
  {
    id: 'plain-numbers-in-loops',
    answer: {
      LayeredNet: class extends LayeredNet {
        override predict(x: NDArray): NDArray {
          const rows = rowsOf(x).map((sample) => {
            let z = sample;
            for (let l = 1; l <= depthOf(this.params); l++) {
              const [W, b] = [this.params[`W${l}`], this.params[`b${l}`]];
              const a = [...b.data].map((bias, j) =>
                z.reduce((sum, value, i) => sum + value * W.at(i, j), bias),
              );
              const isLast = l === depthOf(this.params);
              z = isLast
                ? a
                : a.map((v) => (this.activation === 'relu' ? Math.max(v, 0) : 1 / (1 + Math.exp(-v))));
            }
            return z;
          });
          return softmax(array(rows));
        }
      },
    },
  },
  {
    id: 'loss-from-the-loss-layer',
    answer: {
      LayeredNet: class extends LayeredNet {
        override loss(x: NDArray, t: NDArray): number {
          let scores = x;
          for (const layer of this.layers()) scores = layer.forward(scores);
          return new SoftmaxWithLoss().forward(scores, t.argmax(1));
        }
      },
    },
  },
  {
    id: 'samples-counted-one-by-one',
    answer: {
      LayeredNet: class extends LayeredNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyErrorOfLabels(this.predict(x), t.argmax(1));
        }

        override accuracy(x: NDArray, t: NDArray): number {
          const actual = t.argmax(1);
          let right = 0;
          for (let n = 0; n < x.shape[0]; n++) {
            if (this.predict(x.take([n])).argmax(1)[0] === actual[n]) right++;
          }
          return right / actual.length;
        }
      },
    },
  },
  {
    id: 'gradient-in-a-loop-from-the-end',
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const [layers, end] = [this.layers(), new SoftmaxWithLoss()];
          let z = x;
          for (const layer of layers) z = layer.forward(z);
          end.forward(z, t.argmax(1));

          const gradient: Params = {};
          let dout = end.backward(1);
          let l = depthOf(this.params);
          for (let i = layers.length - 1; i >= 0; i--) {
            const layer = layers[i];
            dout = layer.backward(dout);
            if (!(layer instanceof Affine)) continue;
            gradient[`W${l}`] = layer.dW;
            gradient[`b${l}`] = layer.db;
            l--;
          }
          return gradient;
        }
      },
    },
  },
  {
    id: 'gradient-by-the-formulas',
    answer: {
      LayeredNet: class extends LayeredNet {
        override gradient(x: NDArray, t: NDArray): Params {
          const depth = depthOf(this.params);
          const zs = [x];
          for (let l = 1; l < depth; l++) {
            const a = zs[l - 1].dot(this.params[`W${l}`]).add(this.params[`b${l}`]);
            zs.push(a.map((v) => (this.activation === 'relu' ? Math.max(v, 0) : 1 / (1 + Math.exp(-v)))));
          }
          const y = softmax(zs[depth - 1].dot(this.params[`W${depth}`]).add(this.params[`b${depth}`]));
          const gradient = Object.fromEntries(
            Object.entries(this.params).map(([name, values]) => [name, zerosLike(values)]),
          );
          let delta = y.sub(t).div(x.shape[0]);
          for (let l = depth; l >= 1; l--) {
            gradient[`W${l}`] = zs[l - 1].T.dot(delta);
            gradient[`b${l}`] = delta.sum(0);
            const z = zs[l - 1];
            const slopes = z.map((v) => (this.activation === 'relu' ? Number(v > 0) : v * (1 - v)));
            delta = delta.dot(this.params[`W${l}`].T).mul(slopes);
          }
          return gradient;
        }
      },
    },
  },
  {
    id: 'check-by-partial-differences',
    answer: {
      gradientCheck: (net, x, t) => {
        const shares: Record<string, number> = {};
        const gradient = net.gradient(x, t);
        for (const name of Object.keys(net.params)) {
          let [difference, size] = [0, 0];
          for (let i = 0; i < net.params[name].size; i++) {
            const numerical = partialDiff(() => net.loss(x, t), net.params[name], i);
            difference = Math.max(difference, Math.abs(gradient[name].data[i] - numerical));
            size = Math.max(size, Math.abs(numerical), Math.abs(gradient[name].data[i]));
          }
          shares[name] = size > 0 ? difference / size : 0;
        }
        return shares;
      },
    },
  },
];
