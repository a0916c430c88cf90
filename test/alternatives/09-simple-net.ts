// Right answers to topic 09 · a small network, and the gradient of its loss, written differently.
import { array, NDArray, normal, oneHot, zeros, zerosLike } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { crossEntropyErrorOfLabels } from '../../solutions/02-cross-entropy-error';
import { numericalGradient } from '../../solutions/06-numerical-gradient';
import { softmax } from '../../solutions/08-activations';
import { SimpleNet } from '../../solutions/09-simple-net';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/09-simple-net');

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops-over-plain-numbers',
    answer: {
      SimpleNet: class extends SimpleNet {
        override predict(x: NDArray): NDArray {
          const rows = x.size / 2;
          const scores = new Float64Array(rows * 3);
          for (let n = 0; n < rows; n++) {
            for (let j = 0; j < 3; j++) {
              scores[n * 3 + j] = x.data[n * 2 + 1] * this.W.at(1, j) + x.data[n * 2] * this.W.at(0, j);
            }
          }
          return new NDArray(scores, x.ndim === 1 ? [3] : [rows, 3]);
        }

        override loss(x: NDArray, t: NDArray): number {
          const scores = this.predict(x);
          const rows = x.size / 2;
          let total = 0;
          for (let n = rows - 1; n >= 0; n--) {
            const own = [0, 1, 2].map((j) => scores.data[n * 3 + j]);
            const exponentials = own.map((score) => Math.exp(score - Math.max(...own)));
            const label = [0, 1, 2].findIndex((j) => t.data[n * 3 + j] === 1);
            const y = exponentials[label] / (exponentials[0] + exponentials[1] + exponentials[2]);
            total += Math.log(y + 1e-7) / rows;
          }
          return -total;
        }
      },
    },
  },
  {
    id: 'weights-drawn-one-by-one-from-the-end',
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(() => 0);
          const W = zeros([2, 3]);
          for (let i = 5; i >= 0; i--) W.data[i] = -normal(random);
          this.W = W;
        }
      },
    },
  },
  {
    id: 'the-polar-method',
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(() => 0);
          this.W = zeros([2, 3]).map(() => {
            for (;;) {
              const [u, v] = [2 * random() - 1, 2 * random() - 1];
              const square = u * u + v * v;
              if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
            }
          });
        }
      },
    },
  },
  {
    id: 'a-loss-of-given-weights',
    answer: {
      SimpleNet: class extends SimpleNet {
        private lossOf(W: NDArray, x: NDArray, t: NDArray): number {
          const labels = t.ndim === 1 ? [t.argmax()] : t.argmax(1);
          return crossEntropyErrorOfLabels(softmax(x.dot(W)), labels);
        }

        override loss(x: NDArray, t: NDArray): number {
          return this.lossOf(this.W, x, t);
        }

        override gradient(x: NDArray, t: NDArray): NDArray {
          return numericalGradient((W) => this.lossOf(W, x, t), this.W.copy());
        }
      },
    },
  },
  {
    id: 'each-weight-moved-and-put-back',
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const h = 1e-4;
          const gradient = zerosLike(this.W);
          for (let j = 0; j < 3; j++) {
            for (let i = 0; i < 2; i++) {
              const weight = this.W.at(i, j);
              this.W.set(i, j, weight - h);
              const below = this.loss(x, t);
              this.W.set(i, j, weight + h);
              const above = this.loss(x, t);
              this.W.set(i, j, weight);
              gradient.set(i, j, (above - below) / h / 2);
            }
          }
          return gradient;
        }
      },
    },
  },
  {
    id: 'another-matrix-takes-the-place-of-W',
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const W = this.W;
          const slope = (i: number): number => {
            const lossAt = (step: number): number => {
              this.W = W.map((weight, k) => (k === i ? weight + step : weight));
              return this.loss(x, t);
            };
            return (8 * (lossAt(1e-3) - lossAt(-1e-3)) - (lossAt(2e-3) - lossAt(-2e-3))) / 12e-3;
          };
          const gradient = W.map((_, i) => slope(i));
          this.W = W;
          return gradient;
        }
      },
    },
  },
  {
    id: 'by-calculus',
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const rows = x.size / 2;
          const samples = x.reshape(rows, 2);
          const y = softmax(samples.dot(this.W));
          const labels = t.reshape(rows, 3).argmax(1);
          const chances = array(labels.map((label, n) => [y.at(n, label)]));
          const errors = y.sub(oneHot(labels, 3)).mul(chances.div(chances.add(1e-7)));
          return samples.T.dot(errors).div(rows);
        }
      },
    },
  },
  {
    id: 'by-the-formula-of-topic-11',
    answer: {
      SimpleNet: class extends SimpleNet {
        override gradient(x: NDArray, t: NDArray): NDArray {
          const errors = softmax(this.predict(x)).sub(t);
          if (x.ndim === 1) return x.reshape(2, 1).dot(errors.reshape(1, 3));
          return x.T.dot(errors).div(x.shape[0]);
        }
      },
    },
  },
  {
    id: 'sums-of-twelve-column-by-column',
    answer: {
      SimpleNet: class extends SimpleNet {
        constructor(random: Random) {
          super(() => 0);
          const W = zeros([2, 3]);
          for (let j = 0; j < 3; j++) {
            for (let i = 0; i < 2; i++) {
              let sum = -6;
              for (let k = 0; k < 12; k++) sum += random();
              W.set(i, j, sum);
            }
          }
          this.W = W;
        }
      },
    },
  },
];
