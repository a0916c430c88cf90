import type { Random } from '../../../lib/random';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/04-fair-batches');

function shuffled(items: number[], random: Random): number[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'batches-shuffled-not-indices',
    trial: 1,
    wrong: 'cuts first, and then shuffles the batches: neighbors stay together',
    rightNames: ['batches-shuffled-instead'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const batches: number[][] = [];
        for (let i = 0; i < populationSize; i += batchSize) {
          batches.push(Array.from({ length: Math.min(batchSize, populationSize - i) }, (_, k) => i + k));
        }
        return shuffled([...batches.keys()], random).map((b) => batches[b]);
      },
    },
  },
  {
    id: 'slice-with-a-length',
    trial: 1,
    wrong: 'slice(start, batchSize), as if the second number were a length',
    rightNames: ['slice-with-a-length'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = shuffled([...Array(populationSize).keys()], random);
        const batches: number[][] = [];
        for (let b = 0; b < Math.ceil(populationSize / batchSize); b++) {
          batches.push(order.slice(b * batchSize, batchSize));
        }
        return batches;
      },
    },
  },
  {
    id: 'left-over-to-the-largest-classes',
    trial: 1,
    wrong: 'seats left over go to the classes with the most members',
    rightNames: ['left-over-seats-by-size'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError('too many');
        const classes = [...new Set(labels)].map((label) => {
          const members = [...labels.keys()].filter((n) => labels[n] === label);
          return { members, seats: Math.floor((size * members.length) / labels.length) };
        });
        let leftOver = size - classes.reduce((sum, { seats }) => sum + seats, 0);
        for (const entry of [...classes].sort((a, b) => b.members.length - a.members.length)) {
          if (leftOver-- > 0) entry.seats++;
        }
        return classes.flatMap(({ members, seats }) => shuffled(members, random).slice(0, seats));
      },
    },
  },
  {
    id: 'same-number-of-each-class',
    trial: 1,
    wrong: 'as many of each class, whatever its size: size / number of classes',
    rightNames: ['the-same-number-of-each-class'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError('too many');
        const classes = [...new Set(labels)];
        return classes.flatMap((label) => {
          const members = [...labels.keys()].filter((n) => labels[n] === label);
          return shuffled(members, random).slice(0, Math.floor(size / classes.length));
        });
      },
    },
  },
  {
    id: 'updated-in-place',
    trial: 1,
    wrong: 'one list, updated from the front: place k − 1 is already the new one',
    rightNames: ['updated-in-place'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        const chances = [1, ...Array<number>(classCount).fill(0)];
        for (let draw = 0; draw < batchSize; draw++) {
          for (let k = 0; k <= classCount; k++) {
            const fromBefore = k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount;
            chances[k] = (chances[k] * k) / classCount + fromBefore;
          }
        }
        return chances.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'chance-of-a-new-class-one-short',
    trial: 1,
    wrong: '(C − k) / C instead of (C − k + 1) / C',
    rightNames: ['chance-of-missing-one-class'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        let chances = [1, ...Array<number>(classCount).fill(0)];
        for (let draw = 0; draw < batchSize; draw++) {
          chances = chances.map((chance, k) => {
            const fromBefore = k === 0 ? 0 : (chances[k - 1] * (classCount - k)) / classCount;
            return (chance * k) / classCount + fromBefore;
          });
        }
        return chances.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'last-batch-dropped',
    trial: 2,
    wrong: 'only full batches',
    rightNames: ['short-batch-lost'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = shuffled([...Array(populationSize).keys()], random);
        return Array.from({ length: Math.floor(populationSize / batchSize) }, (_, b) =>
          order.slice(b * batchSize, (b + 1) * batchSize),
        );
      },
    },
  },
  {
    id: 'drawn-with-replacement',
    trial: 2,
    wrong: 'draws each index anew, so that some come twice',
    rightNames: ['drawn-with-replacement'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = Array.from({ length: populationSize }, () => Math.floor(random() * populationSize));
        return Array.from({ length: Math.ceil(populationSize / batchSize) }, (_, b) =>
          order.slice(b * batchSize, (b + 1) * batchSize),
        );
      },
    },
  },
  {
    id: 'places-within-the-class',
    trial: 2,
    wrong: 'returns places within the class, not indices into labels',
    rightNames: ['places-within-the-class'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError('too many');
        const classes = [...new Set(labels)].map((label) => {
          const count = labels.filter((other) => other === label).length;
          const share = (size * count) / labels.length;
          return { count, seats: Math.floor(share), lost: share - Math.floor(share) };
        });
        const leftOver = size - classes.reduce((sum, { seats }) => sum + seats, 0);
        classes.sort((a, b) => b.lost - a.lost);
        return classes.flatMap(({ count, seats }, c) =>
          shuffled([...Array(count).keys()], random).slice(0, seats + (c < leftOver ? 1 : 0)),
        );
      },
    },
  },
  {
    id: 'rounded-up-and-cut',
    trial: 2,
    wrong: 'rounds every share up, and cuts the list at size',
    rightNames: ['rounded-up-and-cut'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError('too many');
        return [...new Set(labels)]
          .flatMap((label) => {
            const members = [...labels.keys()].filter((n) => labels[n] === label);
            return shuffled(members, random).slice(0, Math.ceil((size * members.length) / labels.length));
          })
          .slice(0, size);
      },
    },
  },
  {
    id: 'chance-of-all-classes',
    trial: 2,
    wrong: 'returns the last place: the chance to see all classes',
    rightNames: ['chance-of-seeing-all'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        let chances = [1, ...Array<number>(classCount).fill(0)];
        for (let draw = 0; draw < batchSize; draw++) {
          chances = chances.map(
            (chance, k) =>
              (chance * k) / classCount +
              (k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount),
          );
        }
        return chances[classCount];
      },
    },
  },
  {
    id: 'one-draw-short',
    trial: 2,
    wrong: 'one draw too few',
    rightNames: ['one-draw-short'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        let chances = [1, ...Array<number>(classCount).fill(0)];
        for (let draw = 1; draw < batchSize; draw++) {
          chances = chances.map(
            (chance, k) =>
              (chance * k) / classCount +
              (k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount),
          );
        }
        return chances.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'batches-shuffled-not-samples',
    trial: 3,
    wrong: 'cuts the indices in their order into batches, and shuffles the batches only',
    rightNames: ['batches-shuffled-instead'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const batches: number[][] = [];
        for (let start = 0; start < populationSize; start += batchSize) {
          const end = Math.min(start + batchSize, populationSize);
          batches.push(Array.from({ length: end - start }, (_, i) => start + i));
        }
        for (let i = batches.length - 1; i > 0; i--) {
          const j = Math.floor(random() * (i + 1));
          [batches[i], batches[j]] = [batches[j], batches[i]];
        }
        return batches;
      },
    },
  },
  {
    id: 'own-place-left-out',
    trial: 3,
    wrong: 'draws j from 0 to i − 1 when it shuffles, so that no index can stay at its own place',
    rightNames: ['never-in-its-own-place'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const indices = Array.from({ length: populationSize }, (_, i) => i);
        for (let i = populationSize - 1; i > 0; i--) {
          const j = Math.floor(random() * i);
          [indices[i], indices[j]] = [indices[j], indices[i]];
        }
        const batches: number[][] = [];
        for (let start = 0; start < populationSize; start += batchSize) {
          batches.push(indices.slice(start, start + batchSize));
        }
        return batches;
      },
    },
  },
  {
    id: 'seats-to-the-largest-classes',
    trial: 3,
    wrong:
      'gives the seats that are left over to the largest classes, not to those that lost most by rounding',
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError(`only ${labels.length} samples`);
        const groups = [...new Set(labels)].map((label) =>
          labels.flatMap((other, i) => (other === label ? [i] : [])),
        );
        const seats = groups.map((group) => Math.floor((size * group.length) / labels.length));
        const leftOver = size - seats.reduce((sum, count) => sum + count, 0);
        const bySize = groups.map((_, c) => c).sort((a, b) => groups[b].length - groups[a].length);
        for (const c of bySize.slice(0, leftOver)) seats[c]++;
        return groups.flatMap((group, c) => {
          const rest = [...group];
          return Array.from(
            { length: seats[c] },
            () => rest.splice(Math.floor(random() * rest.length), 1)[0],
          );
        });
      },
    },
  },
  {
    id: 'a-run-of-members',
    trial: 3,
    wrong:
      'takes neighboring members of a class from a random start, so that those in the middle come more often',
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError(`only ${labels.length} samples`);
        const groups = [...new Set(labels)].map((label) =>
          labels.flatMap((other, i) => (other === label ? [i] : [])),
        );
        const shares = groups.map((group) => (size * group.length) / labels.length);
        const seats = shares.map(Math.floor);
        const leftOver = size - seats.reduce((sum, count) => sum + count, 0);
        const lost = (c: number) => shares[c] - Math.floor(shares[c]);
        const byLoss = groups.map((_, c) => c).sort((a, b) => lost(b) - lost(a));
        for (const c of byLoss.slice(0, leftOver)) seats[c]++;
        return groups.flatMap((group, c) => {
          const start = Math.floor(random() * (group.length - seats[c] + 1));
          return group.slice(start, start + seats[c]);
        });
      },
    },
  },
  {
    id: 'classes-as-if-independent',
    trial: 3,
    wrong:
      'multiplies the chances of the classes to be seen, as if one class did not take draws away from another',
    rightNames: ['classes-taken-for-independent'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        const oneIsSeen = 1 - (1 - 1 / classCount) ** batchSize;
        return 1 - oneIsSeen ** classCount;
      },
    },
  },
];
