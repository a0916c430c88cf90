// Right answers to topic 07 · gradient descent, written differently.
import { array, NDArray } from '#lib/ndarray';
import { numericalGradient, partialDiff } from '../../solutions/06-numerical-gradient';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/07-gradient-descent');

/** Its points are nobody else's business. */
class Walk {
  readonly #points: NDArray[];

  constructor(start: NDArray) {
    this.#points = [start];
  }

  get x(): NDArray {
    return this.#points[this.#points.length - 1];
  }

  get path(): NDArray[] {
    return this.#points;
  }

  goTo(point: NDArray): void {
    this.#points.push(point);
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'in-place-with-copies-in-the-path',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const x = initialX.copy();
        const path = [x.copy()];
        for (let step = 1; step <= steps; step++) {
          const gradient = numericalGradient(f, x);
          for (let i = 0; i < x.size; i++) x.data[i] -= learningRate * gradient.data[i];
          path.push(x.copy());
        }
        return { x, path };
      },
    },
  },
  {
    id: 'from-the-end-of-the-path',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const path = [initialX.copy()];
        while (path.length <= steps) {
          const last = path[path.length - 1];
          path.push(numericalGradient(f, last).mul(-learningRate).add(last));
        }
        return { x: path[steps].copy(), path };
      },
    },
  },
  {
    id: 'recursion',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const walk = (x: NDArray, left: number): NDArray[] => {
          const next = (): NDArray => x.sub(numericalGradient(f, x).mul(learningRate));
          return left === 0 ? [x] : [x, ...walk(next(), left - 1)];
        };
        const path = walk(initialX.copy(), steps);
        return { x: path.at(-1)!, path };
      },
    },
  },
  {
    id: 'a-fold',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const path = Array.from({ length: steps }).reduce<NDArray[]>(
          (points) => {
            const x = points[points.length - 1];
            const gradient = numericalGradient(f, x);
            return [...points, x.map((value, i) => value - gradient.data[i] * learningRate)];
          },
          [initialX.map((value) => value)],
        );
        return { path, x: path[path.length - 1] };
      },
    },
  },
  {
    id: 'slopes-one-by-one',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        let x = initialX.copy();
        const path: NDArray[] = [];
        for (let left = steps; left > 0; left--) {
          path.push(x);
          const here = x;
          x = here.copy().map((value, i) => value - learningRate * partialDiff(f, here, i));
        }
        return { x, path: [...path, x] };
      },
    },
  },
  {
    id: 'plain-numbers',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const h = 1e-4;
        const fOf = (numbers: number[]): number => f(array(numbers).reshape(...initialX.shape));
        const slope = (numbers: number[], i: number): number =>
          (fOf(numbers.with(i, numbers[i] + h)) - fOf(numbers.with(i, numbers[i] - h))) / (2 * h);

        const walk = [[...initialX.data]];
        for (let step = 0; step < steps; step++) {
          walk.push(walk[step].map((value, i) => value - learningRate * slope(walk[step], i)));
        }
        const path = walk.map((numbers) => array(numbers).reshape(...initialX.shape));
        return { x: path[steps], path };
      },
    },
  },
  {
    id: 'an-object-of-an-own-class-with-getters',
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const walk = new Walk(initialX.copy());
        for (let step = 0; step < steps; step++) {
          walk.goTo(walk.x.sub(numericalGradient(f, walk.x).mul(learningRate)));
        }
        return walk;
      },
    },
  },
];
