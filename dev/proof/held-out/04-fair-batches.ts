import type { Random } from '../../../lib/random';
import { epochBatches, stratifiedChoice } from '../../../solutions/04-fair-batches';
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

/** Each item may be exchanged with any other, the first with the last as well. */
function shuffledNaively(items: number[], random: Random): number[] {
  const result = [...items];
  for (let i = 0; i < result.length; i++) {
    const j = Math.floor(random() * result.length);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** The chances of k different classes, k from 0 to C. */
function chancesOf(classCount: number, batchSize: number): number[] {
  let chances = [1, ...Array<number>(classCount).fill(0)];
  for (let draw = 0; draw < batchSize; draw++)
    chances = chances.map(
      (chance, k) => (chance * k + (k === 0 ? 0 : chances[k - 1] * (classCount - k + 1))) / classCount,
    );
  return chances;
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
  {
    id: 'exchanged-with-any-other',
    trial: 4,
    wrong: 'the shuffle exchanges each place with any place: some orders are more likely',
    rightNames: ['swapped-with-any-place'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = shuffledNaively([...Array(populationSize).keys()], random);
        const batches: number[][] = [];
        for (let i = 0; i < order.length; i += batchSize) batches.push(order.slice(i, i + batchSize));
        return batches;
      },
    },
  },
  {
    id: 'empty-batch-at-the-end',
    trial: 4,
    wrong: '⌊N / batchSize⌋ + 1 batches: the last is empty when batchSize divides N',
    rightNames: ['empty-batch-at-the-end'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = epochBatches(populationSize, populationSize, random).flat();
        const count = Math.floor(populationSize / batchSize) + 1;
        return Array.from({ length: count }, (_, b) => order.slice(b * batchSize, (b + 1) * batchSize));
      },
    },
  },
  {
    id: 'sorted-by-a-coin',
    trial: 4,
    wrong: 'sort(() => random() − 0.5)',
    rightNames: ['sorted-at-random'],
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const order = [...Array(populationSize).keys()].sort(() => random() - 0.5);
        const batches: number[][] = [];
        while (order.length > 0) batches.push(order.splice(0, batchSize));
        return batches;
      },
    },
  },
  {
    id: 'not-shuffled-and-last-dropped',
    trial: 4,
    wrong: 'two mistakes: the indices are in order, and the last, shorter batch is missing',
    rightNames: ['not-shuffled'],
    answer: {
      epochBatches: (populationSize, batchSize) =>
        Array.from({ length: Math.floor(populationSize / batchSize) }, (_, b) =>
          Array.from({ length: batchSize }, (_, i) => b * batchSize + i),
        ),
    },
  },
  {
    id: 'too-many-are-not-refused',
    trial: 4,
    wrong: 'no RangeError',
    rightNames: ['too-large-a-size-accepted'],
    answer: {
      stratifiedChoice: (labels, size, random) =>
        stratifiedChoice(labels, Math.min(size, labels.length), random),
    },
  },
  {
    id: 'shares-rounded-one-by-one',
    trial: 4,
    wrong: 'Math.round for each class: the sum may be more or less than size',
    rightNames: ['shares-rounded-one-by-one'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        if (size > labels.length) throw new RangeError('too many');
        const chosen: number[] = [];
        for (const c of new Set(labels)) {
          const members = labels.flatMap((label, i) => (label === c ? [i] : []));
          const order = epochBatches(members.length, members.length, random).flat();
          const seats = Math.round((size * members.length) / labels.length);
          chosen.push(...order.slice(0, seats).map((i) => members[i]));
        }
        return chosen;
      },
    },
  },
  {
    id: 'first-members-of-each-class',
    trial: 4,
    wrong: 'the number of seats is right, but always the first members sit on them',
    rightNames: ['first-members'],
    answer: {
      stratifiedChoice: (labels, size, random) => {
        const seats = new Map<number, number>();
        for (const i of stratifiedChoice(labels, size, random))
          seats.set(labels[i], (seats.get(labels[i]) ?? 0) + 1);
        return [...seats].flatMap(([c, count]) =>
          labels.flatMap((label, i) => (label === c ? [i] : [])).slice(0, count),
        );
      },
    },
  },
  {
    id: 'exactly-one-class-missing',
    trial: 4,
    wrong: 'only the last of the terms: the chance that exactly one class is missing',
    rightNames: ['exactly-one-class-missing'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => chancesOf(classCount, batchSize)[classCount - 1],
    },
  },
  {
    id: 'P-of-all-classes-included',
    trial: 4,
    wrong: 'adds up P₀ to P_C: always 1',
    rightNames: ['all-classes-included'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) =>
        chancesOf(classCount, batchSize).reduce((sum, chance) => sum + chance, 0),
    },
  },
  {
    id: 'cut-by-splice',
    trial: 4,
    unusual: 'draws each next index out of a list of those that are left',
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const left = [...Array(populationSize).keys()];
        const batches: number[][] = [];
        while (left.length > 0) {
          const batch: number[] = [];
          while (batch.length < batchSize && left.length > 0)
            batch.push(...left.splice(Math.floor(random() * left.length), 1));
          batches.push(batch);
        }
        return batches;
      },
    },
  },
  {
    id: 'one-minus-all-classes',
    trial: 4,
    unusual:
      'the state is kept as how many classes are still missing, in an array that is filled from the end',
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => {
        const missing = Array<number>(classCount + 1).fill(0);
        missing[classCount] = 1;
        for (let draw = 0; draw < batchSize; draw++)
          for (let m = 0; m <= classCount; m++)
            missing[m] =
              (missing[m] * (classCount - m)) / classCount +
              (m < classCount ? (missing[m + 1] * (m + 1)) / classCount : 0);
        return missing.slice(1).reduceRight((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'last-batch-joined',
    trial: 5,
    wrong: 'the short last batch is added to the one before',
    answer: {
      epochBatches: (populationSize, batchSize, random) => {
        const batches = epochBatches(populationSize, batchSize, random);
        if (batches.length > 1 && batches.at(-1)!.length < batchSize) {
          const last = batches.pop()!;
          batches.at(-1)!.push(...last);
        }
        return batches;
      },
    },
  },
  {
    id: 'one-draw-more',
    trial: 5,
    wrong: 'the loop runs up to and including batchSize',
    rightNames: ['one-draw-short'],
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) =>
        chancesOf(classCount, batchSize + 1)
          .slice(0, classCount)
          .reduce((a, b) => a + b, 0),
    },
  },
];
