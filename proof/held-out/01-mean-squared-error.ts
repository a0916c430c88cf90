import type { HeldOut } from './held-out';

type Topic = typeof import('../../solutions/01-mean-squared-error');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'euclidean-distance',
    trial: 1,
    wrong: 'the square root of the sum, without the half',
    rightNames: ['root-taken'],
    answer: {
      meanSquaredError: (y, t) => Math.sqrt(y.sub(t).square().sum()),
    },
  },
  {
    id: 'square-of-the-sum',
    trial: 1,
    wrong: 'adds up the differences first, and then squares',
    rightNames: ['square-of-the-sum'],
    answer: {
      meanSquaredError: (y, t) => 0.5 * y.sub(t).sum() ** 2,
    },
  },
  {
    id: 'difference-of-squares',
    trial: 1,
    wrong: 'squares y and t first, and then subtracts',
    rightNames: ['squared-before-the-difference'],
    answer: {
      meanSquaredError: (y, t) => 0.5 * y.square().sub(t.square()).sum(),
    },
  },
  {
    id: 'divides-by-the-size-too',
    trial: 1,
    wrong: 'half of the mean',
    rightNames: ['half-of-mean'],
    answer: {
      meanSquaredError: (y, t) => {
        let sum = 0;
        for (let k = 0; k < y.size; k++) sum += y.sub(t).square().data[k];
        return (0.5 * sum) / y.size;
      },
    },
  },
  {
    id: 'absolute-differences',
    trial: 2,
    wrong: 'absolute values in place of squares',
    rightNames: ['absolute-value'],
    answer: {
      meanSquaredError: (y, t) => 0.5 * y.sub(t).map(Math.abs).sum(),
    },
  },
  {
    id: 'product-of-both',
    trial: 2,
    wrong: 'multiplies y by t in place of subtracting',
    rightNames: ['product-instead-of-difference'],
    answer: {
      meanSquaredError: (y, t) => 0.5 * y.mul(t).square().sum(),
    },
  },
  {
    id: 'mean-over-the-rows',
    trial: 2,
    wrong: 'divides by the number of rows',
    rightNames: ['divided-by-the-first-size'],
    answer: {
      meanSquaredError: (y, t) => (0.5 * y.sub(t).square().sum()) / y.shape[0],
    },
  },
  {
    id: 'last-place-left-out',
    trial: 2,
    wrong: 'the loop ends one place early',
    rightNames: ['a-place-left-out'],
    answer: {
      meanSquaredError: (y, t) => {
        const squares = y.sub(t).square();
        let sum = 0;
        for (let k = 0; k < squares.size - 1; k++) sum += squares.data[k];
        return 0.5 * sum;
      },
    },
  },
];
