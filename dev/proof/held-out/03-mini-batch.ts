import { zeros } from '../../../lib/ndarray';
import { randomChoice } from '../../../solutions/03-mini-batch';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/03-mini-batch');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'size-in-place-of-population',
    trial: 1,
    wrong: 'indices below size, in place of populationSize',
    rightNames: ['size-taken-for-the-population'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * size)),
    },
  },
  {
    id: 'floor-before-times',
    trial: 1,
    wrong: 'rounds down before multiplying: always 0',
    rightNames: ['rounded-too-early'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random()) * populationSize),
    },
  },
  {
    id: 'fills-with-one-draw',
    trial: 1,
    wrong: 'fill: one draw for all places',
    rightNames: ['one-number-for-all'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        new Array<number>(size).fill(Math.floor(random() * populationSize)),
    },
  },
  {
    id: 'targets-not-taken',
    trial: 1,
    wrong: 'all targets come back, not those of the batch',
    rightNames: ['targets-not-taken'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const batchMask = randomChoice(x.shape[0], batchSize, random);
        return { x: x.take(batchMask), t };
      },
    },
  },
  {
    id: 'targets-in-sorted-order',
    trial: 1,
    wrong: 'the indices are sorted between x and t',
    rightNames: ['targets-in-another-order'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const batchMask = randomChoice(x.shape[0], batchSize, random);
        return { x: x.take(batchMask), t: t.take(batchMask.sort((a, b) => a - b)) };
      },
    },
  },
  {
    id: 'last-index-never',
    trial: 2,
    wrong: 'populationSize − 1 in the product: the last index never comes',
    rightNames: ['last-index-never-drawn'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * (populationSize - 1))),
    },
  },
  {
    id: 'one-too-few',
    trial: 2,
    wrong: 'the loop begins at 1',
    rightNames: ['one-index-too-few'],
    answer: {
      randomChoice: (populationSize, size, random) => {
        const indices: number[] = [];
        for (let i = 1; i < size; i++) indices.push(Math.floor(random() * populationSize));
        return indices;
      },
    },
  },
  {
    id: 'among-the-first-rows-only',
    trial: 2,
    wrong: 'draws from the first batchSize rows',
    rightNames: ['drawn-from-the-batch-size'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const batchMask = randomChoice(batchSize, batchSize, random);
        return { x: x.take(batchMask), t: t.take(batchMask) };
      },
    },
  },
  {
    id: 'x-and-t-exchanged',
    trial: 2,
    wrong: 'x and t are exchanged in what is returned',
    rightNames: ['x-and-t-exchanged'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const batchMask = randomChoice(x.shape[0], batchSize, random);
        return { x: t.take(batchMask), t: x.take(batchMask) };
      },
    },
  },
  {
    id: 'index-below-the-batch-size',
    trial: 3,
    wrong:
      'multiplies the random number by size instead of populationSize, so that only the first indices come',
    rightNames: ['size-taken-for-the-population'],
    answer: {
      randomChoice: (_populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * size)),
    },
  },
  {
    id: 'neighbors-of-a-random-start',
    trial: 3,
    wrong: 'draws only the first index, and takes the indices that follow it',
    answer: {
      randomChoice: (populationSize, size, random) => {
        const start = Math.floor(random() * populationSize);
        return Array.from({ length: size }, (_, i) => (start + i) % populationSize);
      },
    },
  },
  {
    id: 'doubles-removed-afterward',
    trial: 3,
    wrong: 'removes the indices that came twice, so that the batch may be shorter than asked for',
    rightNames: ['duplicates-thrown-away'],
    answer: {
      randomChoice: (populationSize, size, random) => [
        ...new Set(Array.from({ length: size }, () => Math.floor(random() * populationSize))),
      ],
    },
  },
  {
    id: 'targets-by-place-in-the-batch',
    trial: 3,
    wrong: 'takes the targets at the places 0, 1, 2 … of the batch, not at the indices that were drawn',
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const indices = randomChoice(x.shape[0], batchSize, random);
        return { x: x.take(indices), t: t.take(indices.map((_, place) => place)) };
      },
    },
  },
  {
    id: 'rounded-to-the-nearest',
    trial: 4,
    wrong: 'Math.round in place of Math.floor',
    rightNames: ['rounded'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.round(random() * populationSize)),
    },
  },
  {
    id: 'never-the-first-index',
    trial: 4,
    wrong: 'indices from 1 to N − 1',
    rightNames: ['first-index-never-drawn'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => 1 + Math.floor(random() * (populationSize - 1))),
    },
  },
  {
    id: 'index-that-may-be-N',
    trial: 4,
    wrong: 'times N + 1',
    rightNames: ['one-index-beyond'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * (populationSize + 1))),
    },
  },
  {
    id: 'sorted-at-the-end',
    trial: 4,
    wrong: 'the indices are sorted before they are returned',
    rightNames: ['indices-sorted'],
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * populationSize)).sort((a, b) => a - b),
    },
  },
  {
    id: 'one-too-many-and-rounded-up',
    trial: 4,
    wrong: 'two mistakes: i ≤ size, and Math.ceil',
    rightNames: ['rounded-up'],
    answer: {
      randomChoice: (populationSize, size, random) => {
        const indices: number[] = [];
        for (let i = 0; i <= size; i++) indices.push(Math.ceil(random() * populationSize));
        return indices;
      },
    },
  },
  {
    id: 'as-many-columns',
    trial: 4,
    wrong: 'draws among x.shape[1], the columns',
    rightNames: ['drawn-from-the-columns'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const mask = randomChoice(x.shape[1], batchSize, random).map((i) => Math.min(i, x.shape[0] - 1));
        return { x: x.take(mask), t: t.take(mask) };
      },
    },
  },
  {
    id: 'sizes-exchanged',
    trial: 4,
    wrong: 'randomChoice(batchSize, N): the arguments in the wrong order',
    rightNames: ['arguments-exchanged'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const mask = randomChoice(batchSize, x.shape[0], random);
        return { x: x.take(mask.map((i) => i % x.shape[0])), t: t.take(mask.map((i) => i % x.shape[0])) };
      },
    },
  },
  {
    id: 'x-for-both',
    trial: 4,
    wrong: 't is taken out of x',
    rightNames: ['both-from-one-array'],
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const mask = randomChoice(x.shape[0], batchSize, random);
        return { x: x.take(mask), t: x.take(mask) };
      },
    },
  },
  {
    id: 'filled-by-hand',
    trial: 4,
    unusual: 'numbers are copied one by one into zeros',
    answer: {
      miniBatch: (x, t, batchSize, random) => {
        const batch = { x: zeros([batchSize, x.shape[1]]), t: zeros([batchSize, t.shape[1]]) };
        for (let b = 0; b < batchSize; b++) {
          const n = Math.trunc(random() * x.shape[0]);
          for (let d = 0; d < x.shape[1]; d++) batch.x.set(b, d, x.at(n, d));
          for (let c = 0; c < t.shape[1]; c++) batch.t.set(b, c, t.at(n, c));
        }
        return batch;
      },
    },
  },
  {
    id: 'the-rest-by-remainder',
    trial: 5,
    wrong: 'a large random number modulo N − 1',
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.floor(random() * 1e6) % Math.max(1, populationSize - 1)),
    },
  },
  {
    id: 'batch-of-the-last-rows',
    trial: 5,
    wrong: 'the last rows of x and t, always',
    rightNames: ['last-rows'],
    answer: {
      miniBatch: (x, t, batchSize) => {
        const rows = Array.from({ length: batchSize }, (_, i) =>
          Math.max(0, x.shape[0] - 1 - (i % x.shape[0])),
        );
        return { x: x.take(rows), t: t.take(rows) };
      },
    },
  },
];
