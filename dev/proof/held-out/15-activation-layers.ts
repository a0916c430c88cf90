import { zerosLike, type NDArray } from '../../../lib/ndarray';
import { sigmoid, sigmoidGrad } from '../../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../../solutions/15-activation-layers';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/15-activation-layers');

const asRelu = (New: new () => Layer): Partial<Topic> => ({ Relu: New as typeof Relu });
const asSigmoid = (New: new () => Layer): Partial<Topic> => ({ Sigmoid: New as typeof Sigmoid });

/** What the file of a student keeps outside of its classes. */
let keptByAll: NDArray | undefined;

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'relu-clamps-the-slope-from-below',
    trial: 3,
    wrong: 'backward runs dout through forward, which also replaces what was kept',
    rightNames: ['relu-mask-of-dout'],
    answer: asRelu(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          this.z = x.map((value) => (value > 0 ? value : 0));
          return this.z;
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return this.forward(dout);
        }
      },
    ),
  },
  {
    id: 'relu-kept-not-negative',
    trial: 3,
    wrong: 'the mask is z ≥ 0, which is true everywhere',
    rightNames: ['relu-mask-missing'],
    answer: asRelu(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          this.z = x.map((value) => Math.max(value, 0));
          return this.z;
        }

        backward(dout: NDArray): NDArray {
          return dout.mul(this.z!.map((value) => (value >= 0 ? 1 : 0)));
        }
      },
    ),
  },
  {
    id: 'relu-mask-at-file-level',
    trial: 3,
    wrong: 'the mask is in a variable of the file',
    rightNames: ['relu-shares'],
    answer: asRelu(
      class implements Layer {
        forward(x: NDArray): NDArray {
          keptByAll = x.map((value) => (value > 0 ? 1 : 0));
          return x.mul(keptByAll);
        }

        backward(dout: NDArray): NDArray {
          return dout.mul(keptByAll!);
        }
      },
    ),
  },
  {
    id: 'softplus',
    trial: 3,
    wrong: 'log(1 + exp(x)), a smooth relative of ReLU',
    rightNames: ['relu-is-softplus'],
    answer: asRelu(
      class extends Relu {
        override forward(x: NDArray): NDArray {
          super.forward(x);
          return x.map((value) => Math.log(1 + Math.exp(value)));
        }
      },
    ),
  },
  {
    id: 'relu-zeroes-dout-in-place',
    trial: 3,
    wrong: 'dout is written to',
    rightNames: ['relu-overwrites-dout'],
    answer: asRelu(
      class implements Layer {
        off: number[] | undefined;

        forward(x: NDArray): NDArray {
          this.off = [...x.data.keys()].filter((i) => x.data[i] <= 0);
          return x.map((value) => Math.max(0, value));
        }

        backward(dout: NDArray): NDArray {
          for (const i of this.off!) dout.data[i] = 0;
          return dout;
        }
      },
    ),
  },
  {
    id: 'relu-mask-of-zeros-at-first',
    trial: 3,
    wrong: 'before the first forward the mask is 0 everywhere, and nothing is thrown',
    rightNames: ['relu-answers-always'],
    answer: asRelu(
      class implements Layer {
        isOn: boolean[] = [];

        forward(x: NDArray): NDArray {
          this.isOn = [...x.data].map((value) => value > 0);
          return x.map((value, i) => (this.isOn[i] ? value : 0));
        }

        backward(dout: NDArray): NDArray {
          return dout.map((value, i) => (this.isOn[i] ? value : 0));
        }
      },
    ),
  },
  {
    id: 'relu-exchanged-roles',
    trial: 3,
    wrong: 'z where dout is positive',
    rightNames: ['relu-exchanges-z-and-dout'],
    answer: asRelu(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          this.z = x.map((value) => Math.max(0, value));
          return this.z;
        }

        backward(dout: NDArray): NDArray {
          return this.z!.map((value, i) => (dout.data[i] > 0 ? value : 0));
        }
      },
    ),
  },
  {
    id: 'sigmoid-grad-of-the-output',
    trial: 3,
    wrong: 'sigmoidGrad is called with z',
    rightNames: ['sigmoid-slope-of-z'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          return sigmoidGrad(this.z!).mul(dout);
        }
      },
    ),
  },
  {
    id: 'sigmoid-parentheses',
    trial: 3,
    wrong: 'dout · 1 − z · z',
    rightNames: ['sigmoid-slope-without-parentheses'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          return dout.map((value, i) => value * 1 - this.z!.data[i] * this.z!.data[i]);
        }
      },
    ),
  },
  {
    id: 'sigmoid-keeps-x-and-calls-it-z',
    trial: 3,
    wrong: '(1 − x) · x',
    rightNames: ['sigmoid-slope-of-x'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          this.z = x;
          return sigmoid(x);
        }

        backward(dout: NDArray): NDArray {
          return dout.mul(this.z!).mul(this.z!.mul(-1).add(1));
        }
      },
    ),
  },
  {
    id: 'sigmoid-forgets-dout',
    trial: 3,
    wrong: 'z (1 − z), whatever dout is',
    rightNames: ['sigmoid-slope-without-dout'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          const slope = this.z!.sub(this.z!.square());
          return dout.map((_, i) => slope.data[i]);
        }
      },
    ),
  },
  {
    id: 'sigmoid-returns-zeros',
    trial: 3,
    wrong: 'nothing comes back',
    rightNames: ['sigmoid-lets-nothing-back'],
    answer: asSigmoid(
      class extends Sigmoid {
        override backward(dout: NDArray): NDArray {
          super.backward(dout);
          return zerosLike(dout);
        }
      },
    ),
  },
  {
    id: 'relu-passes-at-zero',
    trial: 4,
    wrong: 'the mask is x ≥ 0',
    rightNames: ['relu-lets-through-at-zero'],
    answer: asRelu(
      class implements Layer {
        x?: NDArray;

        forward(x: NDArray): NDArray {
          this.x = x.copy();
          return x.map((v) => Math.max(0, v));
        }

        backward(dout: NDArray): NDArray {
          if (!this.x) throw new Error('forward first');
          return dout.mul(this.x.map((v) => (v >= 0 ? 1 : 0)));
        }
      },
    ),
  },
  {
    id: 'relu-leaks',
    trial: 4,
    wrong: 'a leaky ReLU: negative numbers come through as a hundredth',
    rightNames: ['relu-leaks'],
    answer: asRelu(
      class implements Layer {
        x?: NDArray;

        forward(x: NDArray): NDArray {
          this.x = x.copy();
          return x.map((v) => (v > 0 ? v : 0.01 * v));
        }

        backward(dout: NDArray): NDArray {
          if (!this.x) throw new Error('forward first');
          return dout.mul(this.x.map((v) => (v > 0 ? 1 : 0.01)));
        }
      },
    ),
  },
  {
    id: 'relu-cuts-x-itself',
    trial: 4,
    wrong: 'forward writes the zeros into x',
    rightNames: ['relu-overwrites-x'],
    answer: asRelu(
      class implements Layer {
        x?: NDArray;

        forward(x: NDArray): NDArray {
          for (let i = 0; i < x.size; i++) if (x.data[i] <= 0) x.data[i] = 0;
          this.x = x.copy();
          return x;
        }

        backward(dout: NDArray): NDArray {
          if (!this.x) throw new Error('forward first');
          return dout.mul(this.x.map((v) => (v > 0 ? 1 : 0)));
        }
      },
    ),
  },
  {
    id: 'relu-of-absolute-values',
    trial: 4,
    wrong: '|x|',
    rightNames: ['relu-absolute'],
    answer: asRelu(
      class extends Relu {
        override forward(x: NDArray): NDArray {
          super.forward(x);
          return x.map(Math.abs);
        }
      },
    ),
  },
  {
    id: 'relu-multiplies-by-the-output',
    trial: 4,
    wrong: 'dout · z in place of dout · (z > 0)',
    rightNames: ['relu-times-the-number'],
    answer: asRelu(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = x.map((v) => Math.max(0, v)));
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return dout.mul(this.z);
        }
      },
    ),
  },
  {
    id: 'relu-before-forward',
    trial: 4,
    wrong: 'backward before forward gives dout back, without an error',
    rightNames: ['relu-answers-always'],
    answer: asRelu(
      class extends Relu {
        called = false;

        override forward(x: NDArray): NDArray {
          this.called = true;
          return super.forward(x);
        }

        override backward(dout: NDArray): NDArray {
          return this.called ? super.backward(dout) : dout.copy();
        }
      },
    ),
  },
  {
    id: 'relu-zero-and-in-place',
    trial: 4,
    wrong: 'two mistakes: the mask is x ≥ 0, and dout is changed in place',
    rightNames: ['relu-overwrites-dout'],
    answer: asRelu(
      class implements Layer {
        x?: NDArray;

        forward(x: NDArray): NDArray {
          this.x = x.copy();
          return x.map((v) => Math.max(0, v));
        }

        backward(dout: NDArray): NDArray {
          if (!this.x) throw new Error('forward first');
          for (let i = 0; i < dout.size; i++) if (this.x.data[i] < 0) dout.data[i] = 0;
          return dout;
        }
      },
    ),
  },
  {
    id: 'sigmoid-keeps-the-first-batch',
    trial: 4,
    wrong: 'z is kept from the first forward for good',
    rightNames: ['sigmoid-keeps-the-first'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          const z = sigmoid(x);
          this.z ??= z;
          return z;
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return dout.map((d, i) => d * (1 - (this.z!.data[i] ?? 0)) * (this.z!.data[i] ?? 0));
        }
      },
    ),
  },
  {
    id: 'sigmoid-half-a-slope',
    trial: 4,
    wrong: 'dout · (1 − z)',
    rightNames: ['sigmoid-slope-is-one-minus-z'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return dout.mul(this.z.map((z) => 1 - z));
        }
      },
    ),
  },
  {
    id: 'sigmoid-downhill',
    trial: 4,
    wrong: '(z − 1) · z: the sign is turned round',
    rightNames: ['sigmoid-slope-turned'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return dout.mul(this.z.sub(1).mul(this.z));
        }
      },
    ),
  },
  {
    id: 'sigmoid-slope-of-a-zero-z',
    trial: 4,
    wrong: 'backward before forward is 0 everywhere, with no error',
    rightNames: ['sigmoid-answers-always'],
    answer: asSigmoid(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = sigmoid(x));
        }

        backward(dout: NDArray): NDArray {
          const z = this.z ?? zerosLike(dout);
          return dout.mul(z).mul(z.mul(-1).add(1));
        }
      },
    ),
  },
  {
    id: 'relu-by-half-of-x-plus-its-size',
    trial: 4,
    unusual: '(x + |x|) / 2; backward by a list of booleans',
    answer: asRelu(
      class implements Layer {
        passes?: boolean[];

        forward(x: NDArray): NDArray {
          this.passes = Array.from(x.data, (v) => v > 0);
          return x.add(x.map(Math.abs)).div(2);
        }

        backward(dout: NDArray): NDArray {
          if (this.passes === undefined) throw new Error('no forward yet');
          return dout.map((d, i) => (this.passes![i] ? d : 0));
        }
      },
    ),
  },
  {
    id: 'sigmoid-by-a-closure',
    trial: 4,
    unusual: 'forward keeps the function that backward will call',
    answer: asSigmoid(
      class implements Layer {
        back: (dout: NDArray) => NDArray = () => {
          throw new Error('no forward yet');
        };

        forward(x: NDArray): NDArray {
          const slope = sigmoidGrad(x);
          this.back = (dout) => slope.mul(dout);
          return sigmoid(x);
        }

        backward(dout: NDArray): NDArray {
          return this.back(dout);
        }
      },
    ),
  },
  {
    id: 'relu-lets-small-ones-through',
    trial: 5,
    wrong: 'the limit is 1 in place of 0',
    answer: asRelu(
      class implements Layer {
        z?: NDArray;

        forward(x: NDArray): NDArray {
          return (this.z = x.map((v) => (v > 1 ? v : 0)));
        }

        backward(dout: NDArray): NDArray {
          if (!this.z) throw new Error('forward first');
          return dout.mul(this.z.map((v) => (v > 0 ? 1 : 0)));
        }
      },
    ),
  },
];
