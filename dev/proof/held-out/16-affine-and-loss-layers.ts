import { array, oneHot, zerosLike, type NDArray } from '../../../lib/ndarray';
import { crossEntropyError, crossEntropyErrorOfLabels } from '../../../solutions/02-cross-entropy-error';
import { softmax } from '../../../solutions/08-activations';
import { Affine, SoftmaxWithLoss } from '../../../solutions/16-affine-and-loss-layers';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/16-affine-and-loss-layers');

/** An affine layer with these lines in its backward. */
function goingBack(back: (layer: Affine, x: NDArray, dout: NDArray) => NDArray): Partial<Topic> {
  return {
    Affine: class extends Affine {
      seen?: NDArray;

      override forward(x: NDArray): NDArray {
        this.seen = x;
        return x.dot(this.W).add(this.b);
      }

      override backward(dout: NDArray): NDArray {
        if (this.seen === undefined) throw new Error('forward first');
        return back(this, this.seen, dout);
      }
    },
  };
}

/** A loss layer with these lines in its backward; `t` as it was given. */
function endingWith(
  back: (y: NDArray, t: NDArray | number[], dout: number) => NDArray,
  forward: (a: NDArray, t: NDArray | number[]) => number = (a, t) =>
    Array.isArray(t) ? crossEntropyErrorOfLabels(softmax(a), t) : crossEntropyError(softmax(a), t),
): Partial<Topic> {
  return {
    SoftmaxWithLoss: class extends SoftmaxWithLoss {
      y?: NDArray;
      t?: NDArray | number[];

      override forward(a: NDArray, t: NDArray | number[]): number {
        [this.y, this.t] = [softmax(a), t];
        return forward(a, t);
      }

      override backward(dout = 1): NDArray {
        if (this.y === undefined) throw new Error('forward first');
        return back(this.y, this.t!, dout);
      }
    },
  };
}

const rows = (t: NDArray | number[], classCount: number): NDArray =>
  Array.isArray(t) ? oneHot(t, classCount) : t;

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'db-mean-by-hand',
    trial: 3,
    wrong: 'db is the sum over the samples, divided by their number',
    rightNames: ['affine-db-mean'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0).div(dout.shape[0]);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'first-row-of-dout-for-db',
    trial: 3,
    wrong: 'db is the first row of dout',
    rightNames: ['affine-db-of-the-first-sample'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.row(0);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'dw-times-the-weights',
    trial: 3,
    wrong: 'dW is multiplied by W',
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout).mul(layer.W);
      layer.db = dout.sum(0);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'gradients-accumulate',
    trial: 3,
    wrong: 'dW and db are added to, as in PyTorch',
    rightNames: ['affine-adds-up'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = (layer.dW ?? zerosLike(layer.W)).add(x.T.dot(dout));
      layer.db = (layer.db ?? zerosLike(layer.b)).add(dout.sum(0));
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'weights-already-moved',
    trial: 3,
    wrong: 'takes a step with rate 0.01 and returns dx by the new weights',
    rightNames: ['affine-takes-a-step'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0);
      layer.W = layer.W.sub(layer.dW.mul(0.01));
      layer.b = layer.b.sub(layer.db.mul(0.01));
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'w-transposed-only-when-square',
    trial: 3,
    wrong: 'dx is dout·W',
    rightNames: ['affine-dx-by-weights-not-transposed'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0);
      return dout.dot(layer.W);
    }),
  },
  {
    id: 'bias-twice',
    trial: 3,
    wrong: 'b is added twice',
    rightNames: ['affine-bias-twice'],
    answer: {
      Affine: class extends Affine {
        override forward(x: NDArray): NDArray {
          return super.forward(x).add(this.b);
        }
      },
    },
  },
  {
    id: 'b-subtracted',
    trial: 3,
    wrong: 'x·W − b',
    rightNames: ['affine-bias-subtracted'],
    answer: {
      Affine: class extends Affine {
        override forward(x: NDArray): NDArray {
          super.forward(x);
          return x.dot(this.W).add(this.b.mul(-1));
        }
      },
    },
  },
  {
    id: 'not-divided',
    trial: 3,
    wrong: 'y − t without N',
    rightNames: ['loss-slope-summed'],
    answer: endingWith((y, t, dout) => y.sub(rows(t, y.shape[1])).mul(dout)),
  },
  {
    id: 'labels-never-subtracted',
    trial: 3,
    wrong: 'for labels, y / N',
    rightNames: ['loss-labels-not-subtracted'],
    answer: endingWith((y, t, dout) => (Array.isArray(t) ? y : y.sub(t)).mul(dout / y.shape[0])),
  },
  {
    id: 'argmax-of-labels',
    trial: 3,
    wrong: '1 is subtracted where y is largest',
    rightNames: ['loss-predicted-class-for-the-true-one'],
    answer: endingWith((y, _, dout) => y.sub(oneHot(y.argmax(1), y.shape[1])).mul(dout / y.shape[0])),
  },
  {
    id: 'dout-forgotten',
    trial: 3,
    wrong: 'dout is not used, as in the book',
    rightNames: ['loss-dout-ignored'],
    answer: endingWith((y, t) => y.sub(rows(t, y.shape[1])).div(y.shape[0])),
  },
  {
    id: 'loss-not-averaged',
    trial: 3,
    wrong: 'the sum of the errors',
    rightNames: ['loss-summed'],
    answer: endingWith(
      (y, t, dout) => y.sub(rows(t, y.shape[1])).mul(dout / y.shape[0]),
      (a, t) => -softmax(a).add(1e-7).log().mul(rows(t, a.shape[1])).sum(),
    ),
  },
  {
    id: 'y-kept-as-one-row',
    trial: 3,
    wrong: 'the slopes of the first sample for all of them',
    answer: endingWith((y, t, dout) => {
      const slopes = y.sub(rows(t, y.shape[1])).mul(dout / y.shape[0]);
      return array((slopes.toArray() as number[][]).map((_, __, all) => all[0]));
    }),
  },
  {
    id: 'dW-transposed',
    trial: 4,
    wrong: 'dW = doutᵀ·x, (H, D)',
    rightNames: ['affine-dw-transposed'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = dout.T.dot(x);
      layer.db = dout.sum(0);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'db-not-summed',
    trial: 4,
    wrong: 'db = dout',
    rightNames: ['affine-db-is-dout'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.copy();
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'db-of-each-sample',
    trial: 4,
    wrong: 'db = dout.sum(1): the other axis',
    rightNames: ['affine-db-along-the-rows'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(1);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'both-averaged',
    trial: 4,
    wrong: 'two mistakes: dW and db are divided by N once more',
    rightNames: ['affine-both-mean'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout).div(x.shape[0]);
      layer.db = dout.mean(0);
      return dout.dot(layer.W.T);
    }),
  },
  {
    id: 'returns-dW',
    trial: 4,
    wrong: 'backward returns dW',
    rightNames: ['affine-dx-is-dw'],
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0);
      return layer.dW;
    }),
  },
  {
    id: 'b-forgotten',
    trial: 4,
    wrong: 'forward gives x·W',
    rightNames: ['affine-bias-missing'],
    answer: {
      Affine: class extends Affine {
        override forward(x: NDArray): NDArray {
          super.forward(x);
          return x.dot(this.W);
        }
      },
    },
  },
  {
    id: 'x-of-the-first-batch',
    trial: 4,
    wrong: 'x is kept from the first forward for good',
    rightNames: ['affine-keeps-the-first'],
    answer: {
      Affine: class extends Affine {
        firstX?: NDArray;

        override forward(x: NDArray): NDArray {
          super.forward((this.firstX ??= x));
          return x.dot(this.W).add(this.b);
        }
      },
    },
  },
  {
    id: 'step-inside-backward',
    trial: 4,
    wrong: 'backward moves W and b at once',
    rightNames: ['affine-takes-a-step'],
    answer: goingBack((layer, x, dout) => {
      const dx = dout.dot(layer.W.T);
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0);
      layer.W = layer.W.sub(layer.dW.mul(0.1));
      layer.b = layer.b.sub(layer.db.mul(0.1));
      return dx;
    }),
  },
  {
    id: 'target-minus-output',
    trial: 4,
    wrong: 't − y',
    rightNames: ['loss-slope-turned'],
    answer: endingWith((y, t, dout) =>
      rows(t, y.shape[1])
        .sub(y)
        .mul(dout / y.shape[0]),
    ),
  },
  {
    id: 'zero-taken-for-nothing',
    trial: 4,
    wrong: 'dout || 1: a slope of 0 counts as 1',
    rightNames: ['loss-dout-zero-taken-for-missing'],
    answer: endingWith((y, t, dout) => y.sub(rows(t, y.shape[1])).mul((dout || 1) / y.shape[0])),
  },
  {
    id: 'divided-by-the-classes',
    trial: 4,
    wrong: 'divided by C in place of N',
    rightNames: ['loss-slope-over-classes'],
    answer: endingWith((y, t, dout) => y.sub(rows(t, y.shape[1])).mul(dout / y.shape[1])),
  },
  {
    id: 'neither-N-nor-dout',
    trial: 4,
    wrong: 'two mistakes: not divided by N, and dout is not looked at',
    rightNames: ['loss-slope-summed'],
    answer: endingWith((y, t) => y.sub(rows(t, y.shape[1]))),
  },
  {
    id: 'labels-from-one-on',
    trial: 4,
    wrong: 'labels are read as if the first class were 1',
    rightNames: ['loss-slope-labels-from-one'],
    answer: endingWith((y, t, dout) =>
      y.sub(rows(Array.isArray(t) ? t.map((k) => Math.max(0, k - 1)) : t, y.shape[1])).mul(dout / y.shape[0]),
    ),
  },
  {
    id: 'softmax-twice-in-the-loss',
    trial: 4,
    wrong: 'softmax is taken twice in forward',
    rightNames: ['loss-softmax-twice'],
    answer: endingWith(
      (y, t, dout) => y.sub(rows(t, y.shape[1])).mul(dout / y.shape[0]),
      (a, t) => crossEntropyError(softmax(softmax(a)), rows(t, a.shape[1])),
    ),
  },
  {
    id: 'loss-from-one-subtracted-at-the-label',
    trial: 4,
    unusual: 'labels stay labels: 1 is subtracted at the place of each',
    answer: endingWith((y, t, dout) => {
      const da = y.copy();
      const labels = Array.isArray(t) ? t : t.argmax(1);
      labels.forEach((label, n) => da.set(n, label, da.at(n, label) - 1));
      return da.div(da.shape[0]).mul(dout);
    }),
  },
  {
    id: 'affine-by-outer-products',
    trial: 4,
    unusual: 'sums of outer products, sample by sample',
    answer: goingBack((layer, x, dout) => {
      layer.dW = zerosLike(layer.W);
      layer.db = zerosLike(layer.b);
      for (let n = 0; n < x.shape[0]; n++) {
        layer.dW = layer.dW.add(x.take([n]).T.dot(dout.take([n])));
        layer.db = layer.db.add(dout.row(n));
      }
      return layer.W.dot(dout.T).T;
    }),
  },
  {
    id: 'dx-not-returned-but-x',
    trial: 5,
    wrong: 'backward returns x',
    answer: goingBack((layer, x, dout) => {
      layer.dW = x.T.dot(dout);
      layer.db = dout.sum(0);
      return x.copy();
    }),
  },
  {
    id: 'target-twice',
    trial: 5,
    wrong: 'two mistakes: y − 2t, and nothing is divided',
    answer: endingWith((y, t, dout) => y.sub(rows(t, y.shape[1]).mul(2)).mul(dout)),
  },
];
