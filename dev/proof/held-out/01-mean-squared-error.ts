import type { NDArray } from '../../../lib/ndarray';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/01-mean-squared-error');

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
  {
    id: 'halved-before-the-square',
    trial: 3,
    wrong: 'halves the differences before they are squared, so that a quarter of the sum is left',
    answer: { meanSquaredError: (y, t) => y.sub(t).mul(0.5).square().sum() },
  },
  {
    id: 'only-too-much-counts',
    trial: 3,
    wrong:
      'counts only what the prediction has too much: where it is below the target, the difference is taken as 0',
    answer: {
      meanSquaredError: (y, t) => {
        const excess = y.sub(t).map((difference) => Math.max(difference, 0));
        return 0.5 * excess.square().sum();
      },
    },
  },
  {
    id: 'error-of-the-true-class-only',
    trial: 3,
    wrong: 'counts the difference only where the target is 1, the other classes cost nothing',
    answer: { meanSquaredError: (y, t) => 0.5 * y.sub(t).mul(t).square().sum() },
  },
  {
    id: 'loop-over-the-first-axis',
    trial: 3,
    wrong: 'loops over shape[0] numbers of the data, which in a matrix is only a part of them',
    answer: {
      meanSquaredError: (y, t) => {
        const difference = y.sub(t);
        let sum = 0;
        for (let k = 0; k < difference.shape[0]; k++) sum += difference.data[k] ** 2;
        return sum / 2;
      },
    },
  },
  {
    id: 'mean-of-the-squares',
    trial: 4,
    wrong: 'the mean of the squares, as the name says',
    rightNames: ['mean-instead-of-sum'],
    answer: { meanSquaredError: (y, t) => y.sub(t).square().mean() },
  },
  {
    id: 'never-squared',
    trial: 4,
    wrong: 'half the sum of the differences',
    rightNames: ['no-square'],
    answer: { meanSquaredError: (y, t) => y.sub(t).sum() / 2 },
  },
  {
    id: 'loop-from-one',
    trial: 4,
    wrong: 'the loop begins at k = 1, as the sum in many books does',
    rightNames: ['a-place-left-out'],
    answer: {
      meanSquaredError: (y, t) => {
        const d = y.sub(t);
        let sum = 0;
        for (let k = 1; k < d.size; k++) sum += d.data[k] ** 2;
        return sum / 2;
      },
    },
  },
  {
    id: 'shapes-never-compared',
    trial: 4,
    wrong: 'a loop over y.data, with no look at the shape of t',
    rightNames: ['length-mismatch-gives-nan'],
    answer: {
      meanSquaredError: (y, t) => {
        let sum = 0;
        for (let k = 0; k < y.size; k++) sum += (y.data[k] - t.data[k]) ** 2;
        return sum / 2;
      },
    },
  },
  {
    id: 'absolute-and-whole',
    trial: 4,
    wrong: 'two mistakes: absolute values for squares, and no half',
    rightNames: ['absolute-value'],
    answer: { meanSquaredError: (y, t) => y.sub(t).map(Math.abs).sum() },
  },
  {
    id: 'half-inside-the-square',
    trial: 4,
    wrong: 'precedence: each difference is halved, and then squared',
    rightNames: ['half-squared-as-well'],
    answer: { meanSquaredError: (y, t) => Array.from(y.sub(t).data).reduce((e, d) => e + (d / 2) ** 2, 0) },
  },
  {
    id: 'dot-with-itself',
    trial: 4,
    unusual: 'the flat differences times themselves, as a dot product',
    answer: {
      meanSquaredError: (y: NDArray, t: NDArray) => {
        const d = y.sub(t);
        const row = d.reshape(1, d.size);
        return row.dot(row.T).at(0, 0) / 2;
      },
    },
  },
  {
    id: 'hypot-squared',
    trial: 4,
    unusual: 'half the square of the length, by Math.hypot',
    answer: { meanSquaredError: (y, t) => Math.hypot(...y.sub(t).data) ** 2 / 2 },
  },
  {
    id: 'largest-difference-only',
    trial: 5,
    wrong: 'half the square of the largest difference',
    answer: { meanSquaredError: (y, t) => 0.5 * y.sub(t).map(Math.abs).max() ** 2 },
  },
  {
    id: 'power-of-the-wrong-thing',
    trial: 5,
    wrong: 'Math.pow(2, d): the base and the exponent are exchanged',
    answer: {
      meanSquaredError: (y, t) =>
        y
          .sub(t)
          .map((d) => Math.pow(2, d))
          .sum() / 2,
    },
  },
];
