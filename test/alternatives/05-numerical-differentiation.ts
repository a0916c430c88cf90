// Right answers to topic 05 · numerical differentiation, written differently.
import { numericalDiff } from '../../solutions/05-numerical-differentiation';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/05-numerical-differentiation');

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'below-first',
    answer: {
      numericalDiff(f, x) {
        const h = 0.0001;
        const below = f(x - h);
        const above = f(x + h);
        return (above - below) / h / 2;
      },
    },
  },
  {
    id: 'multiplied-instead-of-divided',
    answer: { numericalDiff: (f, x) => 5000 * f(x + 1e-4) - 5000 * f(x - 1e-4) },
  },
  {
    id: 'divided-by-the-distance-that-came-out',
    answer: {
      numericalDiff(f, x) {
        const [right, left] = [x + 1e-4, x - 1e-4];
        return (f(right) - f(left)) / (right - left);
      },
    },
  },
  {
    id: 'mean-of-forward-and-backward',
    answer: {
      numericalDiff(f, x) {
        const h = 1e-4;
        const forward = (f(x + h) - f(x)) / h;
        const backward = (f(x) - f(x - h)) / h;
        return (forward + backward) / 2;
      },
    },
  },
  {
    id: 'a-step-at-a-time',
    answer: {
      numericalDiff(f, x) {
        const h = 1e-4;
        let place = x - h;
        const below = f(place);
        place += 2 * h;
        return (f(place) - below) / (2 * h);
      },
    },
  },
  {
    id: 'a-sum-over-both-sides',
    answer: {
      numericalDiff: (f, x) => [-1, 1].reduce((sum, side) => sum + (side * f(x + side * 1e-4)) / 2e-4, 0),
    },
  },
  {
    id: 'slope-and-intercept',
    answer: {
      tangentLine(f, x) {
        const slope = numericalDiff(f, x);
        const intercept = f(x) - slope * x;
        return (u) => slope * u + intercept;
      },
    },
  },
  {
    id: 'everything-when-the-line-is-called',
    answer: { tangentLine: (f, x) => (u) => numericalDiff(f, x) * (u - x) + f(x) },
  },
  {
    id: 'from-the-point-backwards',
    answer: {
      tangentLine(f, x) {
        const point = { x, y: f(x), slope: numericalDiff(f, x) };
        return function line(u: number): number {
          return point.y - (point.x - u) * point.slope;
        };
      },
    },
  },
  {
    id: 'a-difference-of-its-own',
    answer: {
      tangentLine(f, x) {
        const [above, below] = [f(x + 1e-4), f(x - 1e-4)];
        const value = f(x);
        return (u) => value + ((u - x) * (above - below)) / 2e-4;
      },
    },
  },
];
