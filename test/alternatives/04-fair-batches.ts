// Right answers to topic 04 · fair batches, written differently.
import type { Random } from '#lib/random';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/04-fair-batches');

const upTo = (size: number): number[] => [...Array(size).keys()];

/** Picks one at a time out of those that are left. */
function picked(items: number[], random: Random): number[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** Gives each item a random number, and sorts by it. */
function sortedByNumber(items: number[], random: Random): number[] {
  return items
    .map((item) => ({ item, number: random() }))
    .sort((a, b) => a.number - b.number)
    .map(({ item }) => item);
}

/** Draws again until something new comes. */
function drawnUntilAllCame(items: number[], random: Random): number[] {
  const seen = new Set<number>();
  while (seen.size < items.length) seen.add(items[Math.floor(random() * items.length)]);
  return [...seen];
}

/** Puts each item in a random place among those before it. */
function inserted(items: number[], random: Random): number[] {
  const result: number[] = [];
  for (const item of items) result.splice(Math.floor(random() * (result.length + 1)), 0, item);
  return result;
}

/** The members of each class, by its label. */
function membersByLabel(labels: number[]): Map<number, number[]> {
  const members = new Map<number, number[]>();
  labels.forEach((label, i) => members.set(label, [...(members.get(label) ?? []), i]));
  return members;
}

function checkSize(labels: number[], size: number): void {
  if (size > labels.length) throw new RangeError(`there are only ${labels.length} samples, not ${size}`);
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'picked-out-of-those-left',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const order = picked(upTo(populationSize), random);
        const batches: number[][] = [];
        while (order.length > 0) batches.push(order.splice(0, batchSize));
        return batches;
      },
    },
  },
  {
    id: 'sorted-by-random-numbers',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const order = sortedByNumber(upTo(populationSize), random);
        const batches: number[][] = [];
        for (let start = 0; start < order.length; start += batchSize) {
          batches.push(order.slice(start, start + batchSize));
        }
        return batches;
      },
    },
  },
  {
    id: 'drawn-until-all-came',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const batches: number[][] = [];
        drawnUntilAllCame(upTo(populationSize), random).forEach((index, place) => {
          if (place % batchSize === 0) batches.push([]);
          batches[batches.length - 1].push(index);
        });
        return batches;
      },
    },
  },
  {
    id: 'inserted-in-a-random-place',
    answer: {
      epochBatches: (populationSize, batchSize, random) =>
        inserted(upTo(populationSize), random).reduce<number[][]>((batches, index, place) => {
          const b = Math.floor(place / batchSize);
          (batches[b] ??= []).push(index);
          return batches;
        }, []),
    },
  },
  {
    id: 'swapped-from-the-front',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const order = upTo(populationSize);
        for (let i = 0; i < populationSize; i++) {
          const j = i + Math.floor(random() * (populationSize - i));
          const kept = order[i];
          order[i] = order[j];
          order[j] = kept;
        }
        const batchCount = Math.floor((populationSize + batchSize - 1) / batchSize);
        return upTo(batchCount).map((b) => order.slice(b * batchSize, b * batchSize + batchSize));
      },
    },
  },
  {
    id: 'seats-by-largest-remainder',
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        const classes = [...membersByLabel(labels).values()].map((members) => ({
          members,
          seats: Math.floor((size * members.length) / labels.length),
          remainder: (size * members.length) % labels.length,
        }));
        let left = size - classes.reduce((sum, { seats }) => sum + seats, 0);
        for (const one of [...classes].sort((a, b) => b.remainder - a.remainder)) {
          if (left-- > 0) one.seats++;
        }
        return classes.flatMap(({ members, seats }) => sortedByNumber(members, random).slice(0, seats));
      },
    },
  },
  {
    id: 'every-nth-of-the-samples-sorted-by-class',
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        const order = picked(upTo(labels.length), random).sort((a, b) => labels[a] - labels[b]);
        const start = random();
        return upTo(size).map((k) => order[Math.floor(((k + start) * labels.length) / size)]);
      },
    },
  },
  {
    id: 'left-over-seats-raffled',
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        const classes = [...membersByLabel(labels).values()];
        const shares = classes.map((members) => (size * members.length) / labels.length);
        const seats = shares.map((share) => Math.floor(share));
        const mayRoundUp = upTo(classes.length).filter((c) => !Number.isInteger(shares[c]));
        const left = size - seats.reduce((sum, count) => sum + count, 0);
        for (const c of picked(mayRoundUp, random).slice(0, left)) seats[c] += 1;
        return classes.flatMap((members, c) => inserted(members, random).slice(0, seats[c]));
      },
    },
  },
  {
    id: 'running-totals-rounded',
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        let [seen, drawn] = [0, 0];
        return [...membersByLabel(labels).values()].flatMap((members) => {
          seen += members.length;
          const seats = Math.floor((size * seen) / labels.length) - drawn;
          drawn += seats;
          return picked(members, random).slice(0, seats);
        });
      },
    },
  },
  {
    id: 'draw-by-draw',
    answer: {
      chanceOfMissingAClass(classCount, batchSize) {
        const seen = [1, ...new Array<number>(classCount).fill(0)];
        for (let draw = 0; draw < batchSize; draw++) {
          for (let k = classCount; k > 0; k--) {
            seen[k] = (seen[k] * k + seen[k - 1] * (classCount - k + 1)) / classCount;
          }
          seen[0] = 0;
        }
        return seen.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'by-recursion',
    answer: {
      chanceOfMissingAClass(classCount, batchSize) {
        const known = new Map<string, number>();
        const missing = (unseen: number, draws: number): number => {
          if (unseen === 0) return 0;
          if (draws === 0) return 1;
          const key = `${unseen} ${draws}`;
          const fresh = unseen / classCount;
          const chance =
            known.get(key) ??
            fresh * missing(unseen - 1, draws - 1) + (1 - fresh) * missing(unseen, draws - 1);
          known.set(key, chance);
          return chance;
        };
        return missing(classCount, batchSize);
      },
    },
  },
  {
    id: 'shuffled-inside-out',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const order: number[] = [];
        for (let i = 0; i < populationSize; i++) {
          const j = Math.floor(random() * (i + 1));
          if (j < i) order.push(order[j]);
          order[j] = i;
        }
        return upTo(Math.ceil(populationSize / batchSize)).map((b) =>
          order.slice(b * batchSize, (b + 1) * batchSize),
        );
      },
    },
  },
  {
    id: 'two-shuffled-halves-merged',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const shuffled = (items: number[]): number[] => {
          if (items.length < 2) return items;
          const middle = items.length >> 1;
          const [left, right] = [shuffled(items.slice(0, middle)), shuffled(items.slice(middle))];
          return items.map((_, place) =>
            (random() * (items.length - place) < left.length ? left : right).pop()!,
          );
        };
        const order = shuffled(upTo(populationSize));
        const batches: number[][] = [];
        for (let b = 0; b < populationSize; b += batchSize) batches.push(order.slice(b, b + batchSize));
        return batches;
      },
    },
  },
  {
    id: 'parted-at-random-again-and-again',
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const shuffled = (items: number[]): number[] => {
          if (items.length < 2) return items;
          const parts: [number[], number[]] = [[], []];
          for (const item of items) parts[random() < 0.5 ? 0 : 1].push(item);
          return parts.flatMap(shuffled);
        };
        const order = shuffled(upTo(populationSize));
        return upTo(Math.ceil(populationSize / batchSize)).map((b) =>
          order.slice(b * batchSize, (b + 1) * batchSize),
        );
      },
    },
  },
];
