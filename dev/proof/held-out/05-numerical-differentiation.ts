import { numericalDiff } from '../../../solutions/05-numerical-differentiation';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/05-numerical-differentiation');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'forward-over-two-h',
    trial: 1,
    wrong: 'f(x + h) − f(x), divided by 2h',
    rightNames: ['forward-divided-by-2h'],
    answer: {
      numericalDiff: (f, x) => {
        const h = 1e-4;
        return (f(x + h) - f(x)) / (2 * h);
      },
    },
  },
  {
    id: 'only-the-second-is-divided',
    trial: 1,
    wrong: 'no parentheses around the difference',
    rightNames: ['only-the-last-divided'],
    answer: {
      numericalDiff: (f, x) => {
        const h = 1e-4;
        return f(x + h) - f(x - h) / (2 * h);
      },
    },
  },
  {
    id: 'slope-from-the-origin',
    trial: 1,
    wrong: 'slope · u in place of slope · (u − x)',
    rightNames: ['distance-from-0'],
    answer: {
      tangentLine: (f, x) => {
        const slope = numericalDiff(f, x);
        return (u) => f(x) + slope * u;
      },
    },
  },
  {
    id: 'slope-at-u',
    trial: 1,
    wrong: 'the slope is taken at u, not at x',
    rightNames: ['slope-at-u'],
    answer: {
      tangentLine: (f, x) => (u) => f(x) + numericalDiff(f, u) * (u - x),
    },
  },
  {
    id: 'difference-turned-round',
    trial: 2,
    wrong: 'f(x − h) − f(x + h)',
    rightNames: ['sign-swapped'],
    answer: {
      numericalDiff: (f, x) => (f(x - 1e-4) - f(x + 1e-4)) / 2e-4,
    },
  },
  {
    id: 'not-divided',
    trial: 2,
    wrong: 'the rise, not divided by the distance',
    rightNames: ['not-divided'],
    answer: {
      numericalDiff: (f, x) => f(x + 1e-4) - f(x - 1e-4),
    },
  },
  {
    id: 'distance-turned-round',
    trial: 2,
    wrong: 'x − u in place of u − x',
    rightNames: ['distance-back-to-front'],
    answer: {
      tangentLine: (f, x) => {
        const slope = numericalDiff(f, x);
        return (u) => f(x) + slope * (x - u);
      },
    },
  },
  {
    id: 'curve-at-u',
    trial: 2,
    wrong: 'starts from the height of the curve at u',
    rightNames: ['value-at-u'],
    answer: {
      tangentLine: (f, x) => (u) => f(u) + numericalDiff(f, x) * (u - x),
    },
  },
  {
    id: 'step-in-proportion-to-x',
    trial: 3,
    wrong: 'makes the step a ten-thousandth of x, so that there is no step at all at 0',
    rightNames: ['step-relative-to-x'],
    answer: {
      numericalDiff: (f, x) => {
        const h = 1e-4 * Math.abs(x);
        return (f(x + h) - f(x - h)) / (2 * h);
      },
    },
  },
  {
    id: 'slope-rounded-to-four-places',
    trial: 3,
    wrong: 'rounds the slope to four decimal places, to be rid of the last digits',
    answer: {
      numericalDiff: (f, x) => {
        const h = 1e-4;
        return Number(((f(x + h) - f(x - h)) / (2 * h)).toFixed(4));
      },
    },
  },
  {
    id: 'half-steps-over-two-h',
    trial: 3,
    wrong: 'goes half a step to each side, and still divides by two whole steps',
    answer: {
      numericalDiff: (f, x) => {
        const h = 1e-4;
        return (f(x + h / 2) - f(x - h / 2)) / (2 * h);
      },
    },
  },
  {
    id: 'chord-from-x-to-u',
    trial: 3,
    wrong: 'takes the slope between x and u instead of the slope at x, which gives the curve again',
    answer: {
      tangentLine: (f, x) => {
        const value = f(x);
        return (u) => {
          const slope = u === x ? 0 : (f(u) - value) / (u - x);
          return value + slope * (u - x);
        };
      },
    },
  },
];
