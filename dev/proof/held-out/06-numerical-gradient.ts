import { array, zerosLike, type NDArray } from '../../../lib/ndarray';
import { partialDiff } from '../../../solutions/06-numerical-gradient';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/06-numerical-gradient');

/** One array for all answers, as long as the shape is the same. */
const gradients = new Map<string, NDArray>();

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'second-movement-ends-at-the-original',
    trial: 1,
    wrong: 'after + h only h is subtracted: f(x + h) − f(x), divided by 2h',
    rightNames: ['forward-divided-by-2h'],
    answer: {
      partialDiff: (f, x, index) => {
        const h = 1e-4;
        const original = x.data[index];
        try {
          x.data[index] += h;
          const above = f(x);
          x.data[index] -= h;
          const below = f(x);
          return (above - below) / (2 * h);
        } finally {
          x.data[index] = original;
        }
      },
    },
  },
  {
    id: 'original-read-too-late',
    trial: 1,
    wrong: 'the original is kept after the first movement: what is put back is x + h',
    rightNames: ['put-back-beside'],
    answer: {
      partialDiff: (f, x, index) => {
        const h = 1e-4;
        x.data[index] = x.data[index] + h;
        const original = x.data[index];
        try {
          const above = f(x);
          x.data[index] = original - 2 * h;
          const below = f(x);
          return (above - below) / (2 * h);
        } finally {
          x.data[index] = original;
        }
      },
    },
  },
  {
    id: 'flat-list',
    trial: 1,
    wrong: 'the gradient is always a vector, also for a matrix',
    rightNames: ['shape-lost'],
    answer: {
      numericalGradient: (f, x) => array(Array.from(x.data, (_, i) => partialDiff(f, x, i))),
    },
  },
  {
    id: 'moves-the-gradient',
    trial: 1,
    wrong: 'moves the array of zeros in place of x',
    rightNames: ['another-array-moved'],
    answer: {
      numericalGradient: (f, x) => {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, gradient, i);
        return gradient;
      },
    },
  },
  {
    id: 'all-elements-moved',
    trial: 2,
    wrong: 'moves every element, not only the one at index',
    rightNames: ['all-moved-at-once'],
    answer: {
      partialDiff: (f, x) => {
        const original = x.copy();
        try {
          for (let i = 0; i < x.size; i++) x.data[i] = original.data[i] + 1e-4;
          const above = f(x);
          for (let i = 0; i < x.size; i++) x.data[i] = original.data[i] - 1e-4;
          return (above - f(x)) / 2e-4;
        } finally {
          x.data.set(original.data);
        }
      },
    },
  },
  {
    id: 'put-back-only-after-success',
    trial: 2,
    wrong: 'no finally: after an error in f the element stays moved',
    rightNames: ['not-restored-after-an-error'],
    answer: {
      partialDiff: (f, x, index) => {
        const original = x.data[index];
        x.data[index] = original + 1e-4;
        const above = f(x);
        x.data[index] = original - 1e-4;
        const below = f(x);
        x.data[index] = original;
        return (above - below) / 2e-4;
      },
    },
  },
  {
    id: 'gradient-of-a-copy',
    trial: 2,
    wrong: 'works on a copy of x',
    rightNames: ['a-copy-moved'],
    answer: {
      numericalGradient: (f, x) => {
        const moved = x.copy();
        return zerosLike(x).map((_, i) => partialDiff(f, moved, i));
      },
    },
  },
  {
    id: 'last-element-forgotten',
    trial: 2,
    wrong: 'the loop ends before the last element',
    rightNames: ['last-left-out'],
    answer: {
      numericalGradient: (f, x) => {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.size - 1; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'error-caught-and-kept',
    trial: 3,
    wrong: 'catches what f throws and returns NaN, so that the error never comes through',
    answer: {
      partialDiff: (f, x, index) => {
        const h = 1e-4;
        const original = x.data[index];
        try {
          x.data[index] = original + h;
          const above = f(x);
          x.data[index] = original - h;
          const below = f(x);
          return (above - below) / (2 * h);
        } catch {
          return NaN;
        } finally {
          x.data[index] = original;
        }
      },
    },
  },
  {
    id: 'element-of-a-vector-only',
    trial: 3,
    wrong: 'reads and writes the element with at(index) and set(index), which a matrix refuses',
    answer: {
      partialDiff: (f, x, index) => {
        const h = 1e-4;
        const original = x.at(index);
        try {
          x.set(index, original + h);
          const above = f(x);
          x.set(index, original - h);
          const below = f(x);
          return (above - below) / (2 * h);
        } finally {
          x.set(index, original);
        }
      },
    },
  },
  {
    id: 'gradient-of-length-one',
    trial: 3,
    wrong: 'divides the gradient by its length, so that only the direction is left',
    answer: {
      numericalGradient: (f, x) => {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
        const length = Math.sqrt(gradient.square().sum());
        return length === 0 ? gradient : gradient.div(length);
      },
    },
  },
  {
    id: 'column-after-column',
    trial: 3,
    wrong: 'fills the gradient of a matrix column by column, while the elements lie row by row',
    answer: {
      numericalGradient: (f, x) => {
        const gradient = zerosLike(x);
        const [rows, columns] = x.ndim === 1 ? [1, x.size] : x.shape;
        let place = 0;
        for (let column = 0; column < columns; column++) {
          for (let row = 0; row < rows; row++) {
            gradient.data[place] = partialDiff(f, x, row * columns + column);
            place++;
          }
        }
        return gradient;
      },
    },
  },
  {
    id: 'slopes-written-over-x',
    trial: 3,
    wrong: 'writes each slope into x itself, so that the next one is taken at another point, and x is lost',
    rightNames: ['written-into-x'],
    answer: {
      numericalGradient: (f, x) => {
        const gradient = x;
        for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'put-back-as-zero',
    trial: 4,
    wrong: 'the element is 0 afterward',
    rightNames: ['put-back-as-zero'],
    answer: {
      partialDiff: (f, x, index) => {
        const slope = partialDiff(f, x, index);
        x.data[index] = 0;
        return slope;
      },
    },
  },
  {
    id: 'put-back-by-adding',
    trial: 4,
    wrong: '+h, −2h, +h: restored but for the rounding',
    rightNames: ['restored-by-arithmetic'],
    answer: {
      partialDiff: (f, x, index) => {
        const h = 1e-4;
        try {
          x.data[index] += h;
          const above = f(x);
          x.data[index] -= 2 * h;
          const below = f(x);
          return (above - below) / (2 * h);
        } finally {
          x.data[index] += h;
        }
      },
    },
  },
  {
    id: 'forward-and-never-put-back-after-an-error',
    trial: 4,
    wrong: 'two mistakes: the forward difference, and no finally',
    rightNames: ['forward-difference'],
    answer: {
      partialDiff: (f, x, index) => {
        const original = x.data[index];
        const here = f(x);
        x.data[index] = original + 1e-4;
        const above = f(x);
        x.data[index] = original;
        return (above - here) / 1e-4;
      },
    },
  },
  {
    id: 'as-many-as-rows',
    trial: 4,
    wrong: 'the loop runs to x.shape[0]',
    rightNames: ['rows-counted-as-elements'],
    answer: {
      numericalGradient: (f, x) => {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.shape[0]; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'slope-of-the-first-for-all',
    trial: 4,
    wrong: 'partialDiff(f, x, 0) in each round',
    rightNames: ['always-the-first'],
    answer: {
      numericalGradient: (f, x) => zerosLike(x).map(() => partialDiff(f, x, 0)),
    },
  },
  {
    id: 'one-gradient-for-all-calls',
    trial: 4,
    wrong: 'the array is kept, and filled again by the next call',
    rightNames: ['changes-an-earlier-result'],
    answer: {
      numericalGradient: (f, x) => {
        const key = String(x.shape);
        const gradient = gradients.get(key) ?? zerosLike(x);
        gradients.set(key, gradient);
        for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'filled-from-the-last',
    trial: 4,
    unusual: 'from the last element to the first, with reduceRight',
    answer: {
      numericalGradient: (f, x) => {
        const gradient = x.mul(0);
        [...x.data.keys()].reduceRight((_, i) => (gradient.data[i] = partialDiff(f, x, i)), 0);
        return gradient;
      },
    },
  },
  {
    id: 'below-before-above',
    trial: 4,
    unusual: 'first the lower value, and both quotients of one side averaged',
    answer: {
      partialDiff: (f, x, index) => {
        const kept = x.data[index];
        const valueAt = (value: number): number => {
          x.data[index] = value;
          try {
            return f(x);
          } finally {
            x.data[index] = kept;
          }
        };
        const below = valueAt(kept - 1e-4);
        return (valueAt(kept + 1e-4) - below) / 2e-4;
      },
    },
  },
  {
    id: 'absolute-slopes',
    trial: 5,
    wrong: 'the absolute value of each slope',
    answer: { numericalGradient: (f, x) => x.map((_, i) => Math.abs(partialDiff(f, x, i))) },
  },
];
