// Right answers to topic 06 · the numerical gradient, written differently.
import { array, NDArray } from '#lib/ndarray';
import { partialDiff } from '../../solutions/06-numerical-gradient';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/06-numerical-gradient');

/** Runs `body`, and puts all elements of `x` back, whatever happens. */
function restoring<Result>(x: NDArray, body: () => Result): Result {
  const before = x.data.slice();
  try {
    return body();
  } finally {
    x.data.set(before);
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'below-first',
    answer: {
      partialDiff(f, x, index) {
        const original = x.data[index];
        try {
          x.data[index] = original - 1e-4;
          const below = f(x);
          x.data[index] = original + 1e-4;
          return (f(x) - below) / 2e-4;
        } finally {
          x.data[index] = original;
        }
      },
    },
  },
  {
    id: 'steps-by-arithmetic-put-back-from-a-variable',
    answer: {
      partialDiff(f, x, index) {
        const h = 0.0001;
        const original = x.data[index];
        try {
          x.data[index] += h;
          const above = f(x);
          x.data[index] -= 2 * h;
          const below = f(x);
          return (above - below) / h / 2;
        } finally {
          x.data[index] = original;
        }
      },
    },
  },
  {
    id: 'everything-put-back',
    answer: {
      partialDiff: (f, x, index) =>
        restoring(x, () => {
          const valueAt = (place: number): number => {
            x.data[index] = place;
            return f(x);
          };
          const original = x.data[index];
          return (valueAt(original + 1e-4) - valueAt(original - 1e-4)) / 2e-4;
        }),
    },
  },
  {
    id: 'put-back-after-each-call',
    answer: {
      partialDiff(f, x, index) {
        const valueAfter = (step: number): number => {
          const original = x.data[index];
          x.data[index] = original + step;
          try {
            return f(x);
          } finally {
            x.data[index] = original;
          }
        };
        const h = 1e-4;
        const here = f(x);
        const [forward, backward] = [valueAfter(h) - here, here - valueAfter(-h)];
        return (forward + backward) / (2 * h);
      },
    },
  },
  {
    id: 'f-receives-a-copy-of-the-moved-x',
    answer: {
      partialDiff: (f, x, index) =>
        restoring(x, () => {
          const original = x.data[index];
          const values = [1e-4, -1e-4].map((step) => {
            x.data[index] = original + step;
            return f(x.copy());
          });
          return (values[0] - values[1]) / 2e-4;
        }),
    },
  },
  {
    id: 'catch-and-throw-again',
    answer: {
      partialDiff(f, x, index) {
        const original = x.data[index];
        let difference = 0;
        for (const side of [1, -1]) {
          x.data[index] = original + side * 1e-4;
          try {
            difference += side * f(x);
          } catch (error) {
            x.data[index] = original;
            throw error;
          }
        }
        x.data[index] = original;
        return difference / 2e-4;
      },
    },
  },
  {
    id: 'a-map',
    answer: { numericalGradient: (f, x) => x.copy().map((_, i) => partialDiff(f, x, i)) },
  },
  {
    id: 'from-the-end-in-a-plain-array',
    answer: {
      numericalGradient(f, x) {
        const slopes: number[] = [];
        for (let i = x.size - 1; i >= 0; i--) slopes.unshift(partialDiff(f, x, i));
        return array(slopes).reshape(...x.shape);
      },
    },
  },
  {
    id: 'one-loop-for-all',
    answer: {
      numericalGradient: (f, x) =>
        restoring(x, () => {
          const gradient = new Float64Array(x.size);
          x.data.forEach((original, i) => {
            x.data[i] = original + 1e-4;
            const above = f(x);
            x.data[i] = original - 1e-4;
            const below = f(x);
            x.data[i] = original;
            gradient[i] = (above - below) / 2e-4;
          });
          return new NDArray(gradient, x.shape);
        }),
    },
  },
  {
    id: 'row-by-row-with-at-and-set',
    answer: {
      numericalGradient(f, x) {
        const slopeAt = (...place: number[]): number => {
          const original = x.at(...place);
          try {
            x.set(...place, original + 1e-4);
            const above = f(x);
            x.set(...place, original - 1e-4);
            return (above - f(x)) / 2e-4;
          } finally {
            x.set(...place, original);
          }
        };
        const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
        if (x.ndim === 1) return array(range(x.size).map((i) => slopeAt(i)));
        const [rows, columns] = x.shape;
        return array(range(rows).map((i) => range(columns).map((j) => slopeAt(i, j))));
      },
    },
  },
];
