// Right answers to topic 15 · activation layers, written differently.
import { NDArray, zerosLike } from '#lib/ndarray';
import { sigmoidGrad } from '../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../solutions/15-activation-layers';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/15-activation-layers');

/** A class that keeps other things than the solution does: only what it is called with, and what it returns, is the same. */
const asRelu = (New: new () => Layer): typeof Relu => New as typeof Relu;
const asSigmoid = (New: new () => Layer): typeof Sigmoid => New as typeof Sigmoid;

/** A layer that keeps its input, and works out the slope on the way back. */
function keepingItsInput(f: (x: number) => number, slope: (x: NDArray) => NDArray): new () => Layer {
  return class implements Layer {
    #x: NDArray | null = null;

    forward(x: NDArray): NDArray {
      this.#x = x;
      return x.map(f);
    }

    backward(dout: NDArray): NDArray {
      if (this.#x === null) throw new RangeError('no forward yet');
      return slope(this.#x).mul(dout);
    }
  };
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'a-mask-of-booleans',
    answer: {
      Relu: asRelu(
        class implements Layer {
          mask: boolean[] | undefined;

          forward(x: NDArray): NDArray {
            const mask = [...x.data].map((value) => value <= 0);
            this.mask = mask;
            return x.map((value, i) => (mask[i] ? 0 : value));
          }

          backward(dout: NDArray): NDArray {
            const mask = this.mask!;
            return dout.map((value, i) => (mask[i] ? 0 : value));
          }
        },
      ),
    },
  },
  {
    id: 'a-mask-of-zeros-and-ones',
    answer: {
      Relu: asRelu(
        class implements Layer {
          mask!: NDArray;

          forward(x: NDArray): NDArray {
            this.mask = x.map((value) => Number(value > 0));
            return this.mask.mul(x);
          }

          backward(dout: NDArray): NDArray {
            return this.mask.mul(dout);
          }
        },
      ),
    },
  },
  {
    id: 'relu-keeps-its-input',
    answer: {
      Relu: asRelu(
        keepingItsInput(
          (x) => (x + Math.abs(x)) / 2,
          (x) => x.map((value) => (value > 0 ? 1 : 0)),
        ),
      ),
    },
  },
  {
    id: 'relu-in-loops',
    answer: {
      Relu: asRelu(
        class implements Layer {
          private positive: number[] | undefined = undefined; // places

          forward(x: NDArray): NDArray {
            const out = zerosLike(x);
            this.positive = [];
            for (let i = 0; i < x.size; i++) {
              if (!(x.data[i] > 0)) continue;
              this.positive.push(i);
              out.data[i] = x.data[i];
            }
            return out;
          }

          backward(dout: NDArray): NDArray {
            if (this.positive === undefined) throw new Error('call forward first');
            const dx = zerosLike(dout);
            for (const i of this.positive) dx.data[i] = dout.data[i];
            return dx;
          }
        },
      ),
    },
  },
  {
    id: 'a-function-made-on-the-way-forward',
    answer: {
      Relu: asRelu(
        class implements Layer {
          backward: (dout: NDArray) => NDArray = () => {
            throw new Error('forward comes first');
          };

          forward(x: NDArray): NDArray {
            const isOn = x.map((value) => (value > 0 ? 1 : 0));
            this.backward = (dout) => dout.mul(isOn);
            return x.map((value) => Math.max(value, 0));
          }
        },
      ),
    },
  },
  {
    id: 'sigmoid-keeps-its-input',
    answer: { Sigmoid: asSigmoid(keepingItsInput((x) => 1 / (1 + Math.exp(-x)), sigmoidGrad)) },
  },
  {
    id: 'sigmoid-by-tanh',
    answer: {
      Sigmoid: asSigmoid(
        keepingItsInput(
          (x) => (1 + Math.tanh(x / 2)) / 2,
          (x) => x.map((value) => (1 - Math.tanh(value / 2) ** 2) / 4),
        ),
      ),
    },
  },
  {
    id: 'the-slope-is-worked-out-on-the-way-forward',
    answer: {
      Sigmoid: asSigmoid(
        class implements Layer {
          slope?: NDArray;

          forward(x: NDArray): NDArray {
            const z = x
              .mul(-1)
              .exp()
              .add(1)
              .map((value) => 1 / value);
            this.slope = z.sub(z.square());
            return z;
          }

          backward(dout: NDArray): NDArray {
            if (!this.slope) throw new TypeError('backward before forward');
            return this.slope.mul(dout);
          }
        },
      ),
    },
  },
  {
    id: 'one-class-extends-the-other',
    answer: {
      Sigmoid: asSigmoid(
        class extends Relu {
          #z: NDArray | undefined;

          override forward(x: NDArray): NDArray {
            super.forward(x);
            this.#z = x.map((value) =>
              value < 0 ? Math.exp(value) / (1 + Math.exp(value)) : 1 / (1 + Math.exp(-value)),
            );
            return this.#z.copy();
          }

          override backward(dout: NDArray): NDArray {
            super.backward(dout);
            return dout.map((value, i) => value * this.#z!.data[i] * (1 - this.#z!.data[i]));
          }
        },
      ),
    },
  },
];
