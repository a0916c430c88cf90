import { randn, zeros, type NDArray } from '../../../lib/ndarray';
import { crossEntropyError } from '../../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../../solutions/06-numerical-gradient';
import { sigmoid, softmax } from '../../../solutions/08-activations';
import { TwoLayerNet, type Params, type TwoLayerNetOptions } from '../../../solutions/10-two-layer-net';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/10-two-layer-net');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'sigmoid-behind-the-output-too',
    trial: 1,
    wrong: 'softmax(sigmoid(a2))',
    rightNames: ['sigmoid-before-softmax'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = sigmoid(x.dot(W1).add(b1));
          return softmax(sigmoid(z1.dot(W2).add(b2)));
        }
      },
    },
  },
  {
    id: 'bias-added-to-the-weights',
    trial: 1,
    wrong: 'x·(W1 + b1)',
    rightNames: ['bias-added-to-the-weights'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = sigmoid(x.dot(W1.add(b1)));
          return softmax(z1.dot(W2.add(b2)));
        }
      },
    },
  },
  {
    id: 'softmax-twice',
    trial: 1,
    wrong: 'softmax of the probabilities',
    rightNames: ['softmax-again-in-loss'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(softmax(this.predict(x)), t);
        }
      },
    },
  },
  {
    id: 'only-weights-are-random-std-forgotten-in-W2',
    trial: 1,
    wrong: 'W2 is not multiplied by weightInitStd',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super(options);
          const { inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random } = options;
          this.params = {
            W1: randn([inputSize, hiddenSize], random).mul(weightInitStd),
            b1: zeros([hiddenSize]),
            W2: randn([hiddenSize, outputSize], random),
            b2: zeros([outputSize]),
          };
        }
      },
    },
  },
  {
    id: 'largest-of-each-column',
    trial: 1,
    wrong: 'argmax(0): one label for each class, not for each sample',
    rightNames: ['argmax-down-the-columns'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          const predicted = this.predict(x).argmax(0);
          const actual = t.argmax(0);
          return predicted.filter((label, n) => label === actual[n]).length / x.shape[0];
        }
      },
    },
  },
  {
    id: 'biases-get-no-gradient',
    trial: 1,
    wrong: 'the gradients of the biases are left at zero',
    rightNames: ['biases-forgotten'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const loss = () => this.loss(x, t);
          const { W1, b1, W2, b2 } = this.params;
          return {
            W1: numericalGradient(loss, W1),
            b1: zeros(b1.shape),
            W2: numericalGradient(loss, W2),
            b2: zeros(b2.shape),
          };
        }
      },
    },
  },
  {
    id: 'no-activation',
    trial: 2,
    wrong: 'no sigmoid between the layers',
    rightNames: ['activation-missing'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          return softmax(x.dot(W1).add(b1).dot(W2).add(b2));
        }
      },
    },
  },
  {
    id: 'softmax-between-the-layers',
    trial: 2,
    wrong: 'softmax in place of the sigmoid',
    rightNames: ['softmax-between-the-layers'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          return softmax(softmax(x.dot(W1).add(b1)).dot(W2).add(b2));
        }
      },
    },
  },
  {
    id: 'random-biases',
    trial: 2,
    wrong: 'the biases are drawn as well',
    rightNames: ['random-biases'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super(options);
          const { hiddenSize, outputSize, weightInitStd = 0.01, random } = options;
          this.params.b1 = randn([hiddenSize], random).mul(weightInitStd);
          this.params.b2 = randn([outputSize], random).mul(weightInitStd);
        }
      },
    },
  },
  {
    id: 'share-of-wrong-answers',
    trial: 2,
    wrong: 'the share of wrong answers',
    rightNames: ['wrong-answers-counted'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          return 1 - super.accuracy(x, t);
        }
      },
    },
  },
  {
    id: 'divided-by-the-number-of-classes',
    trial: 2,
    wrong: 'the count of right answers is divided by t.shape[1]',
    rightNames: ['divided-by-classes'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          const predicted = this.predict(x).argmax(1);
          const actual = t.argmax(1);
          return predicted.filter((label, n) => label === actual[n]).length / t.shape[1];
        }
      },
    },
  },
  {
    id: 'b1-and-b2-exchanged',
    trial: 2,
    wrong: 'the gradient of b1 is called b2, and the other way around',
    rightNames: ['gradients-under-other-names'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const { W1, b1, W2, b2 } = super.numericalGradient(x, t);
          return { W1, b1: b2, W2, b2: b1 };
        }
      },
    },
  },
  {
    id: 'deviation-added',
    trial: 3,
    wrong: 'adds weightInitStd to the weights instead of multiplying them by it',
    rightNames: ['std-added'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super(options);
          const { inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random } = options;
          this.params = {
            W1: randn([inputSize, hiddenSize], random).add(weightInitStd),
            b1: zeros([hiddenSize]),
            W2: randn([hiddenSize, outputSize], random).add(weightInitStd),
            b2: zeros([outputSize]),
          };
        }
      },
    },
  },
  {
    id: 'bias-behind-the-sigmoid',
    trial: 3,
    wrong: 'adds b1 after the sigmoid instead of before it',
    rightNames: ['bias-after-the-activation'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = sigmoid(x.dot(W1)).add(b1);
          return softmax(z1.dot(W2).add(b2));
        }
      },
    },
  },
  {
    id: 'sigmoid-before-softmax',
    trial: 3,
    wrong: 'sends the scores through a sigmoid, too, before softmax',
    rightNames: ['sigmoid-before-softmax'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const z1 = sigmoid(x.dot(W1).add(b1));
          const z2 = sigmoid(z1.dot(W2).add(b2));
          return softmax(z2);
        }
      },
    },
  },
  {
    id: 'right-from-one-half-on',
    trial: 3,
    wrong: 'counts a sample as right if its true class has more than one half, not if it has the most',
    rightNames: ['more-than-half'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          const ofTheTrueClass = this.predict(x).mul(t).sum(1);
          return ofTheTrueClass.data.filter((probability) => probability > 0.5).length / x.shape[0];
        }
      },
    },
  },
  {
    id: 'slopes-of-the-accuracy',
    trial: 3,
    wrong: 'differentiates the accuracy instead of the loss',
    rightNames: ['gradient-of-the-accuracy'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const { W1, b1, W2, b2 } = this.params;
          const f = () => this.accuracy(x, t);
          return {
            W1: numericalGradient(f, W1),
            b1: numericalGradient(f, b1),
            W2: numericalGradient(f, W2),
            b2: numericalGradient(f, b2),
          };
        }
      },
    },
  },
  {
    id: 'std-always-0.01',
    trial: 4,
    wrong: 'weightInitStd is not looked at',
    rightNames: ['std-always-small'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 0.01 });
        }
      },
    },
  },
  {
    id: 'std-taken-for-the-variance',
    trial: 4,
    wrong: 'weights times √weightInitStd',
    rightNames: ['variance-for-std'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor({ weightInitStd = 0.01, ...options }: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: Math.sqrt(weightInitStd) });
        }
      },
    },
  },
  {
    id: 'hidden-units-skipped-by-the-bias',
    trial: 4,
    wrong: 'the second layer gets a1: the activation is computed and not used',
    rightNames: ['activation-missing'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const a1 = x.dot(W1).add(b1);
          sigmoid(a1);
          return softmax(a1.dot(W2).add(b2));
        }
      },
    },
  },
  {
    id: 'number-of-right-answers',
    trial: 4,
    wrong: 'accuracy is a count, not a share',
    rightNames: ['not-divided'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          const actual = t.argmax(1);
          return this.predict(x)
            .argmax(1)
            .filter((k, n) => k === actual[n]).length;
        }
      },
    },
  },
  {
    id: 'accuracy-of-the-first-sample',
    trial: 4,
    wrong: 'returns inside the loop: 1 or 0 by the first sample',
    rightNames: ['first-sample-only'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override accuracy(x: NDArray, t: NDArray): number {
          const predicted = this.predict(x).argmax(1);
          const actual = t.argmax(1);
          for (let n = 0; n < predicted.length; n++) return predicted[n] === actual[n] ? 1 : 0;
          return 0;
        }
      },
    },
  },
  {
    id: 'copied-line-for-W2',
    trial: 4,
    wrong: 'b2 gets the gradient of b1: a line was copied',
    rightNames: ['gradient-of-the-other-layer'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override numericalGradient(x: NDArray, t: NDArray): Params {
          const { W1, b1, W2 } = this.params;
          const loss = (): number => this.loss(x, t);
          return {
            W1: numericalGradient(loss, W1),
            b1: numericalGradient(loss, b1),
            W2: numericalGradient(loss, W2),
            b2: numericalGradient(loss, b1),
          };
        }
      },
    },
  },
  {
    id: 'no-first-bias-and-no-sigmoid',
    trial: 4,
    wrong: 'two mistakes: b1 is left out, and there is no sigmoid',
    rightNames: ['activation-missing'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, W2, b2 } = this.params;
          return softmax(x.dot(W1).dot(W2).add(b2));
        }
      },
    },
  },
  {
    id: 'biases-of-one-and-fixed-std',
    trial: 4,
    wrong: 'two mistakes: biases begin at 1, and W2 is not multiplied by the deviation',
    rightNames: ['biases-of-one'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor(options: TwoLayerNetOptions) {
          super(options);
          const { b1, b2, W2 } = this.params;
          Object.assign(this.params, {
            b1: b1.add(1),
            b2: b2.add(1),
            W2: W2.div(options.weightInitStd ?? 0.01),
          });
        }
      },
    },
  },
  {
    id: 'loss-of-the-largest',
    trial: 4,
    wrong: 'loss(t, y): the arguments in the wrong order',
    rightNames: ['y-and-t-swapped'],
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(t, this.predict(x));
        }
      },
    },
  },
  {
    id: 'ones-for-the-bias',
    trial: 4,
    unusual: 'b1 as one more row of W1, behind one more input that is always 1',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          const [N, D, H] = [x.shape[0], x.shape[1], b1.size];
          const wide = zeros([N, D + 1]).map((_, i) =>
            i % (D + 1) === D ? 1 : x.at(Math.floor(i / (D + 1)), i % (D + 1)),
          );
          const tall = zeros([D + 1, H]).map((_, i) => (i < D * H ? W1.data[i] : b1.data[i - D * H]));
          return softmax(sigmoid(wide.dot(tall)).dot(W2).add(b2));
        }

        override accuracy(x: NDArray, t: NDArray): number {
          const y = this.predict(x);
          return (
            t.argmax(1).reduce((right, k, n) => right + (y.row(n).argmax() === k ? 1 : 0), 0) / t.shape[0]
          );
        }
      },
    },
  },
  {
    id: 'std-divides',
    trial: 5,
    wrong: 'weights are divided by weightInitStd',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        constructor({ weightInitStd = 0.01, ...options }: TwoLayerNetOptions) {
          super({ ...options, weightInitStd: 1 / weightInitStd });
        }
      },
    },
  },
  {
    id: 'bias-of-the-wrong-sign',
    trial: 5,
    wrong: 'b2 is subtracted',
    answer: {
      TwoLayerNet: class extends TwoLayerNet {
        override predict(x: NDArray): NDArray {
          const { W1, b1, W2, b2 } = this.params;
          return softmax(sigmoid(x.dot(W1).add(b1)).dot(W2).sub(b2));
        }
      },
    },
  },
];
