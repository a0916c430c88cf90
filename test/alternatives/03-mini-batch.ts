// Right answers to topic 03 · mini-batches, written differently.
import { array, zeros, type NDArray } from '#lib/ndarray';
import { randomChoice } from '../../solutions/03-mini-batch';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/03-mini-batch');

/** As it is written by who comes from Java. */
class Batch {
  constructor(
    readonly x: NDArray,
    readonly t: NDArray,
  ) {}

  take(indices: number[]): Batch {
    return new Batch(this.x.take(indices), this.t.take(indices));
  }
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'loops',
    answer: {
      randomChoice(populationSize, size, random) {
        const indices: number[] = [];
        for (let i = 0; i < size; i++) indices.push(Math.floor(random() * populationSize));
        return indices;
      },
      miniBatch(x, t, batchSize, random) {
        const batch = { x: zeros([batchSize, x.shape[1]]), t: zeros([batchSize, t.shape[1]]) };
        for (let r = 0; r < batchSize; r++) {
          const n = Math.floor(random() * x.shape[0]);
          for (let j = 0; j < x.shape[1]; j++) batch.x.set(r, j, x.at(n, j));
          for (let k = 0; k < t.shape[1]; k++) batch.t.set(r, k, t.at(n, k));
        }
        return batch;
      },
    },
  },
  {
    id: 'decimals-cut-off',
    answer: {
      randomChoice: (populationSize, size, random) =>
        new Array(size).fill(0).map(() => Math.trunc(populationSize * random())),
    },
  },
  {
    id: 'truncated',
    answer: {
      randomChoice: (populationSize, size, random) =>
        [...Array(size).keys()].map(() => Math.trunc(random() * populationSize)),
    },
  },
  {
    id: 'counted-from-the-other-end',
    answer: {
      randomChoice(populationSize, size, random) {
        const indices: number[] = [];
        while (indices.length < size)
          indices.unshift(populationSize - 1 - Math.floor(random() * populationSize));
        return indices;
      },
    },
  },
  {
    id: 'rounded-around-the-corner',
    answer: {
      randomChoice: (populationSize, size, random) =>
        Array.from({ length: size }, () => Math.round(random() * populationSize) % populationSize),
    },
  },
  {
    id: 'the-last-index-whose-share-has-begun',
    answer: {
      randomChoice(populationSize, size, random) {
        return Array.from({ length: size }, () => {
          const number = random();
          let [begun, notBegun] = [0, populationSize];
          while (notBegun - begun > 1) {
            const middle = Math.floor((begun + notBegun) / 2);
            if (middle / populationSize <= number) begun = middle;
            else notBegun = middle;
          }
          return begun;
        });
      },
    },
  },
  {
    id: 'picked-from-a-list-of-all-indices',
    answer: {
      randomChoice(populationSize, size, random) {
        const indices = Array.from({ length: populationSize }, (_, i) => i);
        return Array.from({ length: size }, () => indices[Math.floor(random() * indices.length)]);
      },
    },
  },
  {
    id: 'in-the-order-of-the-data',
    answer: {
      miniBatch(x, t, batchSize, random) {
        const batchMask = randomChoice(x.shape[0], batchSize, random).sort((a, b) => a - b);
        return { x: x.take(batchMask), t: t.take(batchMask) };
      },
    },
  },
  {
    id: 'row-by-row',
    answer: {
      miniBatch(x, t, batchSize, random) {
        const rows = randomChoice(x.shape[0], batchSize, random).map((i) => [x.row(i), t.row(i)]);
        const stacked = (part: number): NDArray => array(rows.map((pair) => [...pair[part].data]));
        return { x: stacked(0), t: stacked(1) };
      },
    },
  },
  {
    id: 'a-product-with-ones-and-zeros',
    answer: {
      miniBatch(x, t, batchSize, random) {
        const picks = zeros([batchSize, x.shape[0]]);
        randomChoice(x.shape[0], batchSize, random).forEach((index, r) => picks.set(r, index, 1));
        return { x: picks.dot(x), t: picks.dot(t) };
      },
    },
  },
  {
    id: 'plain-arrays-in-between',
    answer: {
      miniBatch(x, t, batchSize, random) {
        const pairs = (x.toArray() as number[][]).map((row, n) => ({ x: row, t: [...t.row(n).data] }));
        const batch = randomChoice(pairs.length, batchSize, random).map((index) => pairs[index]);
        return { x: array(batch.map((pair) => pair.x)), t: array(batch.map((pair) => pair.t)) };
      },
    },
  },
  {
    id: 'an-object-of-an-own-class',
    answer: {
      miniBatch(x, t, batchSize, random) {
        return new Batch(x, t).take(randomChoice(x.shape[0], batchSize, random));
      },
    },
  },
];
