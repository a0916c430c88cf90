// Right answers to topic 16 · affine and loss layers, written differently.
import { array, NDArray, oneHot, zeros, zerosLike } from '#lib/ndarray';
import { crossEntropyErrorOfLabels } from '../../solutions/02-cross-entropy-error';
import { softmax } from '../../solutions/08-activations';
import { outputDelta } from '../../solutions/14-choosing-a-loss';
import { Affine, SoftmaxWithLoss } from '../../solutions/16-affine-and-loss-layers';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/16-affine-and-loss-layers');

/** What is asked of the two classes; what they keep is up to them. */
type AnyAffine = new (W: NDArray, b: NDArray) => Omit<Affine, 'x'>;
interface AnyLoss {
  forward(a: NDArray, t: NDArray | number[]): number;
  backward(dout?: number): NDArray;
}

const affine = (New: AnyAffine): Partial<Topic> => ({ Affine: New as unknown as typeof Affine });
const loss = (New: new () => AnyLoss): Partial<Topic> => ({
  SoftmaxWithLoss: New as unknown as typeof SoftmaxWithLoss,
});

const rowsOf = (a: NDArray): number[][] => a.toArray() as number[][];

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'affine-keeps-the-transpose',
    answer: affine(
      class {
        dW = zeros([1]);
        db = zeros([1]);
        #xT: NDArray | null = null;

        constructor(
          public W: NDArray,
          public b: NDArray,
        ) {}

        forward(x: NDArray): NDArray {
          this.#xT = x.T;
          return this.b.add(x.dot(this.W));
        }

        backward(dout: NDArray): NDArray {
          this.dW = this.#xT!.dot(dout);
          this.db = dout.mean(0).mul(dout.shape[0]);
          return this.W.dot(dout.T).T;
        }
      },
    ),
  },
  {
    id: 'affine-in-loops',
    answer: affine(
      class {
        W: NDArray;
        b: NDArray;
        dW: NDArray;
        db: NDArray;
        x: number[][] = [];

        constructor(W: NDArray, b: NDArray) {
          [this.W, this.b] = [W.copy(), b.copy()];
          [this.dW, this.db] = [zerosLike(W), zerosLike(b)];
        }

        forward(x: NDArray): NDArray {
          this.x = rowsOf(x);
          return array(
            this.x.map((row) =>
              [...this.b.data].map((bias, j) => {
                let sum = bias;
                for (let i = row.length - 1; i >= 0; i--) sum += row[i] * this.W.at(i, j);
                return sum;
              }),
            ),
          );
        }

        backward(dout: NDArray): NDArray {
          if (this.x.length === 0) throw new RangeError('nothing has passed forward');
          [this.dW, this.db] = [zerosLike(this.W), zerosLike(this.b)];
          const dx = zeros([this.x.length, this.W.shape[0]]);
          rowsOf(dout).forEach((slopes, n) => {
            slopes.forEach((slope, j) => {
              this.db.data[j] += slope;
              this.x[n].forEach((value, i) => {
                this.dW.set(i, j, this.dW.at(i, j) + value * slope);
                dx.set(n, i, dx.at(n, i) + slope * this.W.at(i, j));
              });
            });
          });
          return dx;
        }
      },
    ),
  },
  {
    id: 'affine-with-a-column-of-ones',
    answer: affine(
      class {
        dW!: NDArray;
        db!: NDArray;
        private withOnes?: NDArray;

        constructor(
          public W: NDArray,
          public b: NDArray,
        ) {}

        forward(x: NDArray): NDArray {
          this.withOnes = array(rowsOf(x).map((row) => [...row, 1]));
          return this.withOnes.dot(array([...rowsOf(this.W), [...this.b.data]]));
        }

        backward(dout: NDArray): NDArray {
          if (this.withOnes === undefined) throw new Error('forward first');
          const slopes = rowsOf(this.withOnes.T.dot(dout));
          this.db = array(slopes.at(-1)!);
          this.dW = array(slopes.slice(0, -1));
          return dout.dot(this.W.T);
        }
      },
    ),
  },
  {
    id: 'affine-that-adds-up-the-samples',
    answer: affine(
      class {
        W: NDArray;
        b: NDArray;
        dW: NDArray | undefined;
        db: NDArray | undefined;
        private last: NDArray[] = [];

        constructor(W: NDArray, b: NDArray) {
          this.W = W;
          this.b = b;
        }

        forward(x: NDArray): NDArray {
          this.last = rowsOf(x).map((row) => array([row]));
          return x.dot(this.W).add(this.b.reshape(1, this.b.size));
        }

        backward(dout: NDArray): NDArray {
          const perSample = this.last.map((x, n) => x.T.dot(dout.take([n])));
          this.dW = perSample.reduce((sum, slopes) => sum.add(slopes)); // throws where there are none
          this.db = zeros([1, dout.shape[0]]).add(1).dot(dout).row(0);
          return array(rowsOf(dout).map((row) => [...this.W.dot(array(row)).data]));
        }
      } as unknown as AnyAffine,
    ),
  },
  {
    id: 'loss-keeps-labels',
    answer: loss(
      class {
        last: { y: NDArray; labels: number[] } | undefined;

        forward(a: NDArray, t: NDArray | number[]): number {
          const labels = t instanceof NDArray ? t.argmax(1) : [...t];
          this.last = { y: softmax(a), labels };
          return crossEntropyErrorOfLabels(this.last.y, labels);
        }

        backward(dout = 1): NDArray {
          const { y, labels } = this.last!;
          const da = y.copy();
          labels.forEach((label, n) => da.set(n, label, da.at(n, label) - 1));
          return da.mul(dout).div(labels.length);
        }
      },
    ),
  },
  {
    id: 'loss-by-the-logarithm-of-the-sum',
    answer: loss(
      class {
        #a?: NDArray;
        #t!: NDArray;

        forward(a: NDArray, t: NDArray | number[]): number {
          const oneHotT = Array.isArray(t) ? zerosLike(a) : t.copy();
          if (Array.isArray(t)) t.forEach((label, n) => oneHotT.set(n, label, 1));
          [this.#a, this.#t] = [a, oneHotT];
          const errors = rowsOf(a).map((row, n) => {
            const largest = Math.max(...row);
            const logOfSum =
              largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
            const y = Math.exp(row[oneHotT.row(n).argmax()] - logOfSum);
            return -Math.log(y + 1e-7);
          });
          return errors.reduce((sum, error) => sum + error, 0) / errors.length;
        }

        backward(dout?: number): NDArray {
          if (this.#a === undefined) throw new Error('forward first');
          return outputDelta('crossEntropyOfSoftmax', this.#a, this.#t).mul(dout ?? 1);
        }
      },
    ),
  },
  {
    id: 'loss-with-the-1e-7-in-its-slope',
    answer: loss(
      class {
        y?: NDArray;
        t?: NDArray;

        forward(a: NDArray, t: NDArray | number[]): number {
          this.y = softmax(a);
          this.t = this.y.map((_, i) => {
            const [row, column] = [Math.floor(i / a.shape[1]), i % a.shape[1]];
            return t instanceof NDArray ? t.at(row, column) : Number(t[row] === column);
          });
          return -this.t.mul(this.y.add(1e-7).log()).sum() / a.shape[0];
        }

        backward(dout = 1): NDArray {
          const [y, t] = [this.y!, this.t!];
          const dy = t.div(y.add(1e-7)).mul(-dout / y.shape[0]); // through the logarithm
          return y.mul(dy.sub(dy.mul(y).sum(1, { keepdims: true }))); // through softmax
        }
      },
    ),
  },
  {
    id: 'slopes-are-worked-out-on-the-way-forward',
    answer: loss(
      class {
        da: NDArray | null = null;

        forward(a: NDArray, t: NDArray | number[]): number {
          const labels = Array.isArray(t) ? t : t.argmax(1);
          const y = softmax(a);
          this.da = y.map((value, i) => {
            const isTrue = labels[Math.floor(i / a.shape[1])] === i % a.shape[1];
            return (value - (isTrue ? 1 : 0)) / a.shape[0];
          });
          return labels.reduce((sum, label, n) => sum - Math.log(y.at(n, label) + 1e-7), 0) / labels.length;
        }

        backward(dout = 1): NDArray {
          if (!this.da) throw new Error('nothing to go back through');
          return this.da.mul(dout);
        }
      },
    ),
  },
  {
    id: 'softmax-by-the-logarithm-of-the-sum-both-ways',
    answer: loss(
      class {
        #logs?: number[][]; // of the probabilities
        #labels: number[] = [];

        forward(a: NDArray, t: NDArray | number[]): number {
          this.#labels = Array.isArray(t) ? [...t] : t.argmax(1);
          this.#logs = rowsOf(a).map((row) => {
            const largest = Math.max(...row);
            const sum = row.reduceRight((total, value) => total + Math.exp(value - largest), 0);
            return row.map((value) => value - (largest + Math.log(sum)));
          });
          const errors = this.#logs.map((row, n) => -Math.log(Math.exp(row[this.#labels[n]]) + 1e-7));
          return array(errors).mean();
        }

        backward(dout = 1): NDArray {
          if (this.#logs === undefined) throw new Error('forward first');
          const factor = dout / this.#labels.length;
          return array(
            this.#logs.map((row, n) =>
              row.map((log, k) => (this.#labels[n] === k ? Math.expm1(log) : Math.exp(log)) * factor),
            ),
          );
        }
      },
    ),
  },
  {
    id: 'loss-without-the-1e-7-back-through-each-step',
    answer: loss(
      class {
        y?: NDArray;
        t?: NDArray;

        forward(a: NDArray, t: NDArray | number[]): number {
          const exponentials = a.sub(a.max(1, { keepdims: true })).exp();
          this.y = exponentials.div(exponentials.sum(1, { keepdims: true }));
          this.t = t instanceof NDArray ? t.copy() : oneHot(t, a.shape[1]);
          return -this.t.mul(this.y.add(1e-7).log()).sum() / a.shape[0];
        }

        backward(dout = 1): NDArray {
          const [y, t] = [this.y!, this.t!];
          const dy = t.div(y).mul(-1 / y.shape[0]);
          return y.mul(dy.sub(dy.mul(y).sum(1, { keepdims: true }))).mul(dout);
        }
      },
    ),
  },
];
