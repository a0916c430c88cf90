import type { NDArray } from '../../../lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '../../../solutions/08-activations';
import type { TwoLayerNet } from '../../../solutions/10-two-layer-net';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/11-backpropagation');

function forward(net: TwoLayerNet, x: NDArray) {
  const { W1, b1, W2, b2 } = net.params;
  const a1 = x.dot(W1).add(b1);
  const z1 = sigmoid(a1);
  const a2 = z1.dot(W2).add(b2);
  return { W2, a1, z1, y: softmax(a2) };
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'divided-by-the-number-of-classes',
    trial: 1,
    wrong: 'dy is divided by t.shape[1]',
    rightNames: ['divided-by-the-classes'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(t.shape[1]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'half-of-the-sigmoid-slope',
    trial: 1,
    wrong: 'da1 = dz1 ∘ z1, without (1 − z1)',
    rightNames: ['sigmoid-for-its-derivative'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(z1);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'b1-from-dz1',
    trial: 1,
    wrong: 'b1 is summed up from dz1, not from da1',
    rightNames: ['b1-before-the-sigmoid'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = dz1.mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: dz1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'first-layer-divided-twice',
    trial: 1,
    wrong: 'W1 and b1 are divided by N once more',
    rightNames: ['first-layer-averaged-again'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const N = x.shape[0];
        const dy = y.sub(t).div(N);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1).div(N), b1: da1.sum(0).div(N), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'W2-from-a1',
    trial: 1,
    wrong: 'W2 is taken from a1, before the sigmoid',
    rightNames: ['a1-instead-of-z1'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: a1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'target-minus-prediction',
    trial: 2,
    wrong: 't − y',
    rightNames: ['target-minus-prediction'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = t.sub(y).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'mean-for-the-biases',
    trial: 2,
    wrong: 'mean(0) in place of sum(0) for both biases',
    rightNames: ['biases-averaged'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.mean(0), W2: z1.T.dot(dy), b2: dy.mean(0) };
      },
    },
  },
  {
    id: 'scores-in-place-of-probabilities',
    trial: 2,
    wrong: 'dy = (a2 − t) / N: softmax is missing',
    rightNames: ['forward-without-softmax'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const dy = z1.dot(W2).add(b2).sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'biases-left-out-of-the-forward-pass',
    trial: 2,
    wrong: 'the forward pass has no biases',
    rightNames: ['forward-without-biases'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, W2 } = net.params;
        const a1 = x.dot(W1);
        const z1 = sigmoid(a1);
        const dy = softmax(z1.dot(W2)).sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'N-only-in-the-second-layer',
    trial: 2,
    wrong: 'only W2 and b2 are divided by N',
    rightNames: ['one-layer-averaged'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const N = x.shape[0];
        const dy = y.sub(t);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy).div(N), b2: dy.sum(0).div(N) };
      },
    },
  },
  {
    id: 'target-from-the-scores',
    trial: 3,
    wrong: 'subtracts the target from the scores a2, without softmax',
    rightNames: ['forward-without-softmax'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const a2 = z1.dot(W2).add(b2);

        const dy = a2.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = sigmoidGrad(a1).mul(dz1);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'second-weights-from-a1',
    trial: 3,
    wrong: 'uses a1 instead of z1 for the slopes of W2: the hidden numbers before the sigmoid',
    rightNames: ['a1-instead-of-z1'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const a2 = z1.dot(W2).add(b2);
        const y = softmax(a2);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = sigmoidGrad(a1).mul(dz1);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: a1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'sigmoid-on-the-way-back',
    trial: 3,
    wrong: 'multiplies by the sigmoid itself instead of its slope on the way back',
    rightNames: ['sigmoid-for-its-derivative'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const a2 = z1.dot(W2).add(b2);
        const y = softmax(a2);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = z1.mul(dz1);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'each-layer-divided',
    trial: 3,
    wrong: 'divides by N in the hidden layer once more, although dy was divided already',
    rightNames: ['first-layer-averaged-again'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const a2 = z1.dot(W2).add(b2);
        const y = softmax(a2);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = sigmoidGrad(a1).mul(dz1).div(x.shape[0]);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'hidden-bias-without-the-sigmoid',
    trial: 3,
    wrong: 'adds up dz1 instead of da1 for the slopes of b1, and so skips the slope of the sigmoid there',
    rightNames: ['b1-before-the-sigmoid'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const a2 = z1.dot(W2).add(b2);
        const y = softmax(a2);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        const da1 = sigmoidGrad(a1).mul(dz1);
        return { W1: x.T.dot(da1), b1: dz1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'not-divided-by-N',
    trial: 4,
    wrong: 'dy = y − t',
    rightNames: ['no-batch-mean'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'slope-of-the-sigmoid-at-z1',
    trial: 4,
    wrong: 'two mistakes: sigmoidGrad(z1), and nothing is divided by N',
    rightNames: ['no-batch-mean'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, z1, y } = forward(net, x);
        const dy = y.sub(t);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(z1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'wrong-sign-and-mean-for-b1',
    trial: 4,
    wrong: 'two mistakes: t − y, and b1 is a mean',
    rightNames: ['target-minus-prediction'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = t.sub(y).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.mean(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'first-layer-before-the-sigmoid',
    trial: 4,
    wrong: 'W1 and b1 are taken from dz1: the sigmoid is skipped on the way back',
    rightNames: ['sigmoid-derivative-missing'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const dz1 = dy.dot(W2.T);
        return { W1: x.T.dot(dz1), b1: dz1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'divided-by-x-size',
    trial: 4,
    wrong: 'dy is divided by x.size',
    rightNames: ['divided-by-the-inputs'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.size);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'one-number-for-b1',
    trial: 4,
    wrong: 'b1 is the sum of all of da1, at each place',
    rightNames: ['biases-summed-to-one-number'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: net.params.b1.map(() => da1.sum()), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'gradient-written-into-params',
    trial: 4,
    wrong: 'the parameters are replaced by their gradients',
    rightNames: ['parameters-replaced-by-gradients'],
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        net.params = { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
        return net.params;
      },
    },
  },
  {
    id: 'sample-by-sample',
    trial: 4,
    unusual: 'a gradient for each sample by itself, added up',
    answer: {
      backpropGradient: (net, x, t) => {
        const { W1, b1, W2, b2 } = net.params;
        const sum = { W1: W1.mul(0), b1: b1.mul(0), W2: W2.mul(0), b2: b2.mul(0) };
        for (let n = 0; n < x.shape[0]; n++) {
          const [xn, tn] = [x.take([n]), t.take([n])];
          const z = sigmoid(xn.dot(W1).add(b1));
          const dy = softmax(z.dot(W2).add(b2))
            .sub(tn)
            .mul(1 / x.shape[0]);
          const da = W2.dot(dy.T).T.mul(z.sub(z.square()));
          sum.W1 = sum.W1.add(xn.T.dot(da));
          sum.b1 = sum.b1.add(da.row(0));
          sum.W2 = sum.W2.add(z.T.dot(dy));
          sum.b2 = sum.b2.add(dy.row(0));
        }
        return sum;
      },
    },
  },
  {
    id: 'largest-for-sum',
    trial: 5,
    wrong: 'b2 takes the first row of dy in place of the sum',
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.row(0) };
      },
    },
  },
  {
    id: 'slope-squared-and-not-averaged',
    trial: 5,
    wrong: 'two mistakes: sigmoidGrad is applied twice as a factor, and dy is not divided by N',
    answer: {
      backpropGradient: (net, x, t) => {
        const { W2, a1, z1, y } = forward(net, x);
        const dy = y.sub(t);
        const da1 = dy.dot(W2.T).mul(sigmoidGrad(a1)).mul(sigmoidGrad(a1));
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
];
