import { randn, zeros, type NDArray } from '../../../lib/ndarray';
import type { Random } from '../../../lib/random';
import { crossEntropyError } from '../../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../../solutions/06-numerical-gradient';
import { softmax } from '../../../solutions/08-activations';
import { SimpleNet } from '../../../solutions/09-simple-net';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/09-simple-net');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'uniform-weights',
    trial: 1,
    wrong: 'weights from random() itself: between 0 and 1',
    rightNames: ['uniform-weights'],
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(random);
          this.W = zeros([2, 3]).map(() => random());
        }
      },
    },
  },
  {
    id: 'weights-transposed',
    trial: 1,
    wrong: 'W is 3×2',
    rightNames: ['rows-for-classes'],
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(random);
          this.W = randn([3, 2], random);
        }

        override predict(x: NDArray): NDArray {
          return x.dot(this.W.T);
        }
      },
    },
  },
  {
    id: 'probabilities-from-predict',
    trial: 1,
    wrong: 'predict returns probabilities already',
    rightNames: ['softmax-in-predict'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return softmax(x.dot(this.W));
        }

        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(this.predict(x), t);
        }
      },
    },
  },
  {
    id: 'slopes-of-the-inputs',
    trial: 1,
    wrong: 'numericalGradient moves x in place of W',
    rightNames: ['slope-along-x'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient(() => this.loss(x, t), x);
        }
      },
    },
  },
  {
    id: 'all-weights-zero',
    trial: 2,
    wrong: 'the weights begin at 0',
    rightNames: ['zero-weights'],
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(random);
          this.W = zeros([2, 3]);
        }
      },
    },
  },
  {
    id: 'scores-of-one-sample-only',
    trial: 2,
    wrong: 'Wᵀ·x, which works for a single sample only',
    rightNames: ['weights-first'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          return this.W.T.dot(x);
        }
      },
    },
  },
  {
    id: 'loss-divided-again',
    trial: 2,
    wrong: 'the loss is divided by N once more',
    rightNames: ['mean-taken-twice'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(softmax(this.predict(x)), t) / x.shape[0];
        }
      },
    },
  },
  {
    id: 'gradient-makes-a-step',
    trial: 2,
    wrong: 'gradient changes W: it makes a step at once',
    rightNames: ['step-taken'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const gradient = numericalGradient(() => this.loss(x, t), this.W);
          this.W = this.W.sub(gradient.mul(0.1));
          return gradient;
        }
      },
    },
  },
  {
    id: 'weights-between-minus-one-and-one',
    trial: 3,
    wrong: 'draws the weights evenly from −1 to 1, not normally distributed',
    rightNames: ['evenly-around-zero'],
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(random);
          this.W = zeros([2, 3]).map(() => 2 * random() - 1);
        }
      },
    },
  },
  {
    id: 'scores-from-the-first-weights',
    trial: 3,
    wrong: 'predicts with a copy of the weights made in the constructor, and does not see new ones',
    answer: {
      SimpleNet: class extends SimpleNet {
        private readonly firstW: NDArray;
        constructor(random: Random) {
          super(random);
          this.firstW = this.W.copy();
        }
        override predict(x: NDArray): NDArray {
          return x.dot(this.firstW);
        }
      },
    },
  },
  {
    id: 'mean-taken-twice',
    trial: 3,
    wrong: 'divides the loss by the number of samples once more, although it is a mean already',
    rightNames: ['mean-taken-twice'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          const batchSize = x.ndim === 1 ? 1 : x.shape[0];
          return crossEntropyError(softmax(this.predict(x)), t) / batchSize;
        }
      },
    },
  },
  {
    id: 'gradient-takes-the-step',
    trial: 3,
    wrong: 'makes a step downhill within gradient, so that W is not the same afterward',
    rightNames: ['step-taken'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const gradient = numericalGradient(() => this.loss(x, t), this.W);
          this.W = this.W.sub(gradient.mul(0.1));
          return gradient;
        }
      },
    },
  },
  {
    id: 'loss-of-the-scores',
    trial: 4,
    wrong: 'softmax forgotten in the loss',
    rightNames: ['softmax-missing'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(this.predict(x), t);
        }
      },
    },
  },
  {
    id: 'loss-with-t-first',
    trial: 4,
    wrong: 'crossEntropyError(t, y)',
    rightNames: ['y-and-t-swapped'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(t, softmax(this.predict(x)));
        }
      },
    },
  },
  {
    id: 'gradient-kept-from-the-first-call',
    trial: 4,
    wrong: 'the gradient is computed once and kept, whatever x and t are next',
    rightNames: ['gradient-kept'],
    answer: {
      SimpleNet: class extends SimpleNet {
        g?: NDArray;

        override gradient(x: NDArray, t: NDArray): NDArray {
          return (this.g ??= numericalGradient(() => this.loss(x, t), this.W));
        }
      },
    },
  },
  {
    id: 'small-weights',
    trial: 4,
    wrong: 'the weights are multiplied by 0.01, as in topic 10',
    rightNames: ['weights-made-small'],
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(random);
          this.W = this.W.mul(0.01);
        }
      },
    },
  },
  {
    id: 'softmax-in-front-of-the-weights',
    trial: 4,
    wrong: 'two mistakes: the loss is that of softmax(x)·W, and the gradient has the wrong sign',
    rightNames: ['softmax-in-front'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override loss(x: NDArray, t: NDArray): number {
          return crossEntropyError(softmax(softmax(x).dot(this.W)), t);
        }

        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient(() => -this.loss(x, t), this.W);
        }
      },
    },
  },
  {
    id: 'downhill-already',
    trial: 4,
    wrong: 'the gradient with a minus, "because we go downhill"',
    rightNames: ['downhill'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient(() => this.loss(x, t), this.W).mul(-1);
        }
      },
    },
  },
  {
    id: 'only-the-first-sample',
    trial: 4,
    wrong: 'the gradient is that of the first row',
    rightNames: ['loss-of-the-first-sample'],
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const [first, its] = x.ndim === 1 ? [x, t] : [x.row(0), t.row(0)];
          return numericalGradient(() => this.loss(first, its), this.W);
        }
      },
    },
  },
  {
    id: 'predict-by-two-columns',
    trial: 4,
    unusual: 'the scores by sums of products, and the gradient from a function of w',
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          const rows = x.ndim === 1 ? 1 : x.shape[0];
          const scores = zeros([rows, 3]);
          for (let n = 0; n < rows; n++)
            for (let k = 0; k < 3; k++)
              scores.set(n, k, x.data[2 * n] * this.W.at(0, k) + x.data[2 * n + 1] * this.W.at(1, k));
          return x.ndim === 1 ? scores.reshape(3) : scores;
        }

        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient((w) => crossEntropyError(softmax(x.dot(w)), t), this.W);
        }
      },
    },
  },
  {
    id: 'weights-added-to-the-scores',
    trial: 5,
    wrong: 'two mistakes: the gradient is summed over the samples, and goes downhill',
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          return super.gradient(x, t).mul(x.ndim === 1 ? -1 : -x.shape[0]);
        }
      },
    },
  },
];
