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
  {
    id: 'divided-by-one-h',
    trial: 4,
    wrong: 'divided by h in place of 2h',
    rightNames: ['divided-by-h'],
    answer: { numericalDiff: (f, x) => (f(x + 1e-4) - f(x - 1e-4)) / 1e-4 },
  },
  {
    id: 'ten-to-the-minus-four-as-10e-4',
    trial: 4,
    wrong: 'h = 10e-4, which is 0.001',
    rightNames: ['step-too-large'],
    answer: { numericalDiff: (f, x) => (f(x + 10e-4) - f(x - 10e-4)) / (2 * 10e-4) },
  },
  {
    id: 'halved-and-times-h',
    trial: 4,
    wrong: '/ 2 * h, without parentheses',
    rightNames: ['multiplied-by-h'],
    answer: { numericalDiff: (f, x) => ((f(x + 1e-4) - f(x - 1e-4)) / 2) * 1e-4 },
  },
  {
    id: 'backward-difference',
    trial: 4,
    wrong: '(f(x) − f(x − h)) / h',
    rightNames: ['backward-difference'],
    answer: { numericalDiff: (f, x) => (f(x) - f(x - 1e-4)) / 1e-4 },
  },
  {
    id: 'sum-of-both-sides',
    trial: 4,
    wrong: 'plus in place of minus',
    rightNames: ['values-added'],
    answer: { numericalDiff: (f, x) => (f(x + 1e-4) + f(x - 1e-4)) / 2e-4 },
  },
  {
    id: 'x-minus-h-twice-and-one-h',
    trial: 4,
    wrong: 'two mistakes: f(x − h) − f(x + h), divided by h',
    rightNames: ['sign-swapped'],
    answer: { numericalDiff: (f, x) => (f(x - 1e-4) - f(x + 1e-4)) / 1e-4 },
  },
  {
    id: 'parentheses-missing-around-u-minus-x',
    trial: 4,
    wrong: 'f(x) + slope · u − x',
    rightNames: ['x-subtracted-at-the-end'],
    answer: { tangentLine: (f, x) => (u) => f(x) + numericalDiff(f, x) * u - x },
  },
  {
    id: 'line-through-the-origin-of-u',
    trial: 4,
    wrong: 'slope · (u − x), without the value',
    rightNames: ['value-missing'],
    answer: { tangentLine: (f, x) => (u) => numericalDiff(f, x) * (u - x) },
  },
  {
    id: 'two-points-of-the-line',
    trial: 4,
    unusual: 'h by Math.pow, both sides from an array; the line by its intercept',
    answer: {
      numericalDiff: (f, x) => {
        const h = Math.pow(10, -4);
        const [below, above] = [x - h, x + h].map((u) => f(u));
        return 0.5 * ((above - below) / h);
      },
      tangentLine: (f, x) => {
        const a = numericalDiff(f, x);
        return (u) => a * u + (f(x) - a * x);
      },
    },
  },
  {
    id: 'h-forgotten-on-one-side',
    trial: 5,
    wrong: 'f(x + h) − f(x − 2h), over 2h',
    answer: { numericalDiff: (f, x) => (f(x + 1e-4) - f(x - 2e-4)) / 2e-4 },
  },
  {
    id: 'tangent-of-the-doubled-slope',
    trial: 5,
    wrong: 'two mistakes: half of the distance, and the value at 0',
    answer: { tangentLine: (f, x) => (u) => f(0) + (numericalDiff(f, x) * (u - x)) / 2 },
  },
];
