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
    wrong: 'the gradient of b1 is called b2, and the other way round',
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
];
