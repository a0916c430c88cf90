// Right answers to topic 11 · backpropagation, written differently.
import { array, NDArray, zeros, zerosLike } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '../../solutions/08-activations';
import type { Params } from '../../solutions/10-two-layer-net';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/11-backpropagation');

/** Plain nested arrays. */
function rows(a: NDArray): number[][] {
  return a.toArray() as number[][];
}

/** Filled from the back to the front. */
class Gradients implements Params {
  W1: NDArray;
  b1: NDArray;
  W2: NDArray;
  b2: NDArray;

  constructor(params: Params) {
    [this.W1, this.b1, this.W2, this.b2] = [params.W1, params.b1, params.W2, params.b2].map(zerosLike);
  }

  ofOutput(z1: NDArray, dy: NDArray): void {
    [this.W2, this.b2] = [z1.T.dot(dy), dy.sum(0)];
  }

  ofHidden(x: NDArray, da1: NDArray): void {
    [this.W1, this.b1] = [x.T.dot(da1), da1.sum(0)];
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-plain-numbers',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2, b2 } = net.params;
        const [N, D, H, C] = [x.shape[0], x.shape[1], b1.size, b2.size];
        const gradient: Params = {
          W1: zerosLike(W1),
          b1: zerosLike(b1),
          W2: zerosLike(W2),
          b2: zerosLike(b2),
        };
        for (let n = N - 1; n >= 0; n--) {
          const z1: number[] = [];
          for (let j = 0; j < H; j++) {
            let a1 = b1.at(j);
            for (let i = 0; i < D; i++) a1 += x.at(n, i) * W1.at(i, j);
            z1.push(1 / (1 + Math.exp(-a1)));
          }
          const exponentials = [...b2.data].map((bias, k) =>
            Math.exp(z1.reduce((sum, z, j) => sum + z * W2.at(j, k), bias)),
          );
          const total = exponentials.reduce((sum, value) => sum + value, 0);
          for (let k = 0; k < C; k++) {
            const dy = (exponentials[k] / total - t.at(n, k)) / N;
            gradient.b2.data[k] += dy;
            for (let j = 0; j < H; j++) {
              gradient.W2.data[j * C + k] += z1[j] * dy;
              const da1 = dy * W2.at(j, k) * z1[j] * (1 - z1[j]);
              gradient.b1.data[j] += da1;
              for (let i = 0; i < D; i++) gradient.W1.data[i * H + j] += x.at(n, i) * da1;
            }
          }
        }
        return gradient;
      },
    },
  },
  {
    id: 'the-mean-at-the-end',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2 } = net.params;
        const z1 = sigmoid(x.dot(W1).add(b1));
        const dy = net.predict(x).sub(t);
        const da1 = dy
          .dot(W2.T)
          .mul(z1)
          .mul(z1.map((z) => 1 - z));
        const N = x.shape[0];
        return {
          b2: dy.mean(0),
          W2: z1.T.dot(dy).div(N),
          b1: da1.mean(0),
          W1: x.T.dot(da1).mul(1 / N),
        };
      },
    },
  },
  {
    id: 'products-with-ones-for-the-biases',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2, b2 } = net.params;
        const ones = zeros([x.shape[0]]).add(1);
        const a1 = x.dot(W1).add(b1);
        const dy = softmax(sigmoid(a1).dot(W2).add(b2)).sub(t).div(x.shape[0]);
        const da1 = W2.dot(dy.T).T.mul(sigmoidGrad(a1));
        return {
          W1: da1.T.dot(x).T,
          b1: da1.T.dot(ones),
          W2: dy.T.dot(sigmoid(a1)).T,
          b2: dy.T.dot(ones),
        };
      },
    },
  },
  {
    id: 'labels-instead-of-one-hot',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = a1.map((a) => 0.5 + 0.5 * Math.tanh(0.5 * a));
        const dy = softmax(z1.dot(W2).add(b2));
        t.argmax(1).forEach((label, n) => dy.set(n, label, dy.at(n, label) - 1));
        for (let i = 0; i < dy.size; i++) dy.data[i] /= t.shape[0];
        const slope = a1.map((a) => Math.exp(-a) / (1 + Math.exp(-a)) ** 2);
        const da1 = dy.dot(W2.T).mul(slope);
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(dy), b2: dy.sum(0) };
      },
    },
  },
  {
    id: 'through-logarithm-and-softmax-one-by-one',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const y = net.predict(x);
        const alongY = t.div(y.add(1e-7)).div(-x.shape[0]); // (N, C)
        const alongScores = y.mul(alongY.sub(alongY.mul(y).sum(1, { keepdims: true }))); // (N, C)
        const da1 = alongScores.dot(W2.T).mul(sigmoidGrad(a1)); // (N, H)
        return { W1: x.T.dot(da1), b1: da1.sum(0), W2: z1.T.dot(alongScores), b2: alongScores.sum(0) };
      },
    },
  },
  {
    id: 'biases-as-one-more-row-of-weights',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2, b2 } = net.params;
        const withOnes = (a: NDArray): NDArray => array(rows(a).map((row) => [1, ...row]));
        const withBias = (W: NDArray, b: NDArray): NDArray => array([[...b.data], ...rows(W)]);
        const split = (d: NDArray): [NDArray, NDArray] => [array(rows(d).slice(1)), array(rows(d)[0])];

        const x1 = withOnes(x);
        const z1 = sigmoid(x1.dot(withBias(W1, b1)));
        const dy = softmax(withOnes(z1).dot(withBias(W2, b2)))
          .sub(t)
          .div(x.shape[0]);
        const [dW2, db2] = split(withOnes(z1).T.dot(dy));
        const [dW1, db1] = split(x1.T.dot(dy.dot(W2.T).mul(z1.sub(z1.square()))));
        return { W1: dW1, b1: db1, W2: dW2, b2: db2 };
      },
    },
  },
  {
    id: 'one-sample-after-the-other',
    answer: {
      backpropGradient(net, x, t) {
        const { W1, b1, W2, b2 } = net.params;
        const outer = (a: NDArray, b: NDArray): NDArray => a.reshape(a.size, 1).dot(b.reshape(1, b.size));
        const sum = { W1: zerosLike(W1), b1: zerosLike(b1), W2: zerosLike(W2), b2: zerosLike(b2) };
        for (let n = 0; n < x.shape[0]; n++) {
          const a1 = x.row(n).dot(W1).add(b1); // (H)
          const dy = softmax(sigmoid(a1).dot(W2).add(b2)).sub(t.row(n)); // (C)
          const da1 = W2.dot(dy).mul(sigmoidGrad(a1)); // (H)
          sum.W1 = sum.W1.add(outer(x.row(n), da1));
          sum.b1 = sum.b1.add(da1);
          sum.W2 = sum.W2.add(outer(sigmoid(a1), dy));
          sum.b2 = sum.b2.add(dy);
        }
        const N = x.shape[0];
        return { W1: sum.W1.div(N), b1: sum.b1.div(N), W2: sum.W2.div(N), b2: sum.b2.div(N) };
      },
    },
  },
  {
    id: 'an-object-of-an-own-class',
    answer: {
      backpropGradient(net, x, t) {
        const gradients = new Gradients(net.params);
        const { W1, b1, W2, b2 } = net.params;
        const a1 = x.dot(W1).add(b1);
        const z1 = sigmoid(a1);
        const dy = softmax(z1.dot(W2).add(b2)).sub(t).div(x.shape[0]);
        gradients.ofOutput(z1, dy);
        gradients.ofHidden(x, sigmoidGrad(a1).mul(dy.dot(W2.T)));
        return gradients;
      },
    },
  },
];
