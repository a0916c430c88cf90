// Wrong answers to topic 04 · fair batches.
import { seededRandom, type Random } from '#lib/random';
import { randomChoice } from '../../solutions/03-mini-batch';
import { chanceOfMissingAClass, epochBatches, stratifiedChoice } from '../../solutions/04-fair-batches';
import { scriptedRandom } from '#engine/suite/scripted-random';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/04-fair-batches');

const upTo = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
const swap = (items: number[], i: number, j: number): void => {
  [items[i], items[j]] = [items[j], items[i]];
};
const shuffled = (items: number[], random: Random): number[] =>
  epochBatches(items.length, Math.max(1, items.length), random)
    .flat()
    .map((i) => items[i]);
const pieces = (items: number[], size: number): number[][] =>
  upTo(Math.ceil(items.length / size)).map((b) => items.slice(b * size, (b + 1) * size));

/** A shuffle that draws from all places each time. */
function swappedWithAnyPlace(items: number[], random: Random): number[] {
  for (let i = 0; i < items.length; i++) swap(items, i, Math.floor(random() * items.length));
  return items;
}

/** A shuffle that ends one place too early. */
function firstTwoStay(items: number[], random: Random): number[] {
  for (let i = items.length - 1; i > 1; i--) swap(items, i, Math.floor(random() * (i + 1)));
  return items;
}

/** epochBatches with another way to put the indices in order. */
function ordering(order: (indices: number[], random: Random) => number[]): Partial<Topic> {
  return {
    epochBatches: (populationSize, batchSize, random) =>
      pieces(order(upTo(populationSize), random), batchSize),
  };
}

/** A class, as stratifiedChoice sees it. */
interface Class {
  /** Its fair share of the `size` samples to draw. */
  share: number;
  /** How many classes come before it. */
  place: number;
  classCount: number;
  size: number;
}

/** stratifiedChoice with another way to say how many samples of a class are drawn. */
function seating(seats: (of: Class) => number): Partial<Topic> {
  return {
    stratifiedChoice(labels, size, random) {
      checkSize(labels, size);
      return classesOf(labels).flatMap((members, place, { length: classCount }) => {
        const share = (size * members.length) / labels.length;
        return shuffled(members, random).slice(0, seats({ share, place, classCount, size }));
      });
    },
  };
}

/** stratifiedChoice that gives one left-over seat each to the first classes, in an order of its own. */
function leftOverTo(first: (a: number[], b: number[]) => number): Partial<Topic> {
  return {
    stratifiedChoice(labels, size, random) {
      checkSize(labels, size);
      const classes = classesOf(labels);
      const seats = classes.map((members) => Math.floor((size * members.length) / labels.length));
      const leftOver = size - seats.reduce((sum, count) => sum + count, 0);
      const inOrder = [...classes].sort(first);
      return classes.flatMap((members, c) =>
        shuffled(members, random).slice(0, seats[c] + (inOrder.indexOf(members) < leftOver ? 1 : 0)),
      );
    },
  };
}

/** stratifiedChoice with another way to put the members of a class in order, the first of which are drawn. */
function preferring(order: (members: number[], random: Random) => number[]): Partial<Topic> {
  return {
    stratifiedChoice(labels, size, random) {
      const drawn = stratifiedChoice(labels, size, random).map((index) => labels[index]);
      return classesOf(labels).flatMap((members) => {
        const seats = drawn.filter((label) => label === labels[members[0]]).length;
        return order(members, random).slice(0, seats);
      });
    },
  };
}

/** The indices of each class. */
function classesOf(labels: number[]): number[][] {
  return [...new Set(labels)].map((label) => upTo(labels.length).filter((i) => labels[i] === label));
}

function checkSize(labels: number[], size: number): void {
  if (size > labels.length) throw new RangeError(`${size} out of ${labels.length}`);
}

/** The sum Σ sign(k) · (C over k) · power(k), for k = first … C. */
function summing({
  sign = (k: number): number => (-1) ** (k + 1),
  subsets = over,
  first = 1,
}): Partial<Topic> {
  return {
    chanceOfMissingAClass(classCount, batchSize) {
      let chance = 0;
      for (let k = first; k <= classCount; k++) {
        chance += sign(k) * subsets(classCount, k) * (1 - k / classCount) ** batchSize;
      }
      return chance;
    },
  };
}

/** n! */
function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** C over k. */
function over(classCount: number, k: number): number {
  return upTo(k).reduce((product, i) => (product * (classCount - i)) / (i + 1), 1);
}

/** The chances of k different classes, k from 0 to C. */
function chancesOf(classCount: number, batchSize: number): number[] {
  let chances: number[] = upTo(classCount + 1).map((k) => (k === 0 ? 1 : 0));
  for (let draw = 0; draw < batchSize; draw++)
    chances = chances.map(
      (chance, k) => (chance * k + (k === 0 ? 0 : chances[k - 1] * (classCount - k + 1))) / classCount,
    );
  return chances;
}

export const mistakes = inEachWay<Topic>([
  {
    id: 'not-shuffled',
    name: { en: 'the indices keep their order', ko: '순서를 섞지 않았다' },
    explanation: {
      en: 'This is what you get when 0, 1, 2, … is cut into batches directly: put the indices in random order first.',
      ko: '0, 1, 2, …를 순서 그대로 나누면 이렇게 됩니다. 먼저 인덱스를 무작위로 섞으세요.',
    },
    answer: ordering((indices) => indices),
    together: [
      {
        epochBatches: (n, batchSize) =>
          pieces(upTo(n), batchSize).filter((batch) => batch.length === batchSize),
      },
    ],
  },
  {
    id: 'sorted-at-random',
    ownNumbers: true, // how often a sort asks is the engine's to decide, and Chromium decides anew once the sort is called often
    name: { en: 'shuffled by a sort with random comparisons', ko: '무작위 비교로 정렬해서 섞었다' },
    explanation: {
      en: 'This is what you get from sort(() => random() − 0.5): a sort asks for few comparisons, so some orders come more often than others. Swap places instead, as Fisher and Yates do.',
      ko: 'sort(() => random() − 0.5)로 섞으면 이렇게 됩니다. 정렬은 비교를 몇 번만 하므로 어떤 순서는 더 자주 나옵니다. 피셔–예이츠처럼 자리를 맞바꾸세요.',
    },
    answer: ordering((indices, random) => indices.sort(() => random() - 0.5)),
  },
  {
    id: 'swapped-with-any-place',
    name: { en: 'each place is swapped with any other', ko: '모든 자리 중 아무 데나 맞바꿨다' },
    explanation: {
      en: 'This is what you get when every position is swapped with one drawn from all positions: that makes nⁿ equally likely paths to n! orders, which does not divide evenly. Draw from the positions not yet settled.',
      ko: '자리마다 전체에서 뽑은 자리와 맞바꾸면 이렇게 됩니다. 가능한 경로 nⁿ가지가 n!가지 순서로 고르게 나누어지지 않습니다. 아직 정해지지 않은 자리 중에서 뽑으세요.',
    },
    answer: ordering(swappedWithAnyPlace),
    together: [
      {
        epochBatches: (n, batchSize, random) =>
          pieces(swappedWithAnyPlace(upTo(n), random), batchSize).filter(
            (batch) => batch.length === batchSize,
          ),
      },
    ],
  },
  {
    id: 'never-in-its-own-place',
    name: { en: 'no index can keep its position', ko: '제자리에 남을 수 없다' },
    explanation: {
      en: 'This is what you get when an index is swapped only with indices before it: it must also be allowed to stay. Draw j from 0 to i, with i included.',
      ko: '앞에 있는 자리하고만 맞바꾸면 이렇게 됩니다. 제자리에 남을 수도 있어야 합니다. j를 i까지 포함해서 0부터 i 사이에서 뽑으세요.',
    },
    answer: ordering((indices, random) => {
      for (let i = indices.length - 1; i > 0; i--) swap(indices, i, Math.floor(random() * i));
      return indices;
    }),
  },
  {
    id: 'batches-shuffled-instead',
    name: { en: 'the batches are shuffled, not the indices', ko: '인덱스 대신 배치를 섞었다' },
    explanation: {
      en: 'This is what you get when the indices are cut first and the batches shuffled afterward: the same samples always end up together. Shuffle the indices, then cut.',
      ko: '먼저 나눈 다음에 배치의 순서를 섞으면 이렇게 됩니다. 늘 같은 샘플끼리 모입니다. 인덱스를 섞은 다음에 나누세요.',
    },
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const batches = pieces(upTo(populationSize), batchSize);
        return shuffled(upTo(batches.length), random).map((b) => batches[b]);
      },
    },
  },
  {
    id: 'shuffled-within-batches',
    name: { en: 'shuffled only inside each batch', ko: '배치 안에서만 섞었다' },
    explanation: {
      en: 'This is what you get when the indices are cut first and each batch is shuffled separately: the same samples always end up together. Shuffle all indices, then cut.',
      ko: '먼저 나눈 다음에 배치마다 안에서 섞으면 이렇게 됩니다. 늘 같은 샘플끼리 모입니다. 전체 인덱스를 섞은 다음에 나누세요.',
    },
    answer: {
      epochBatches: (populationSize, batchSize, random) =>
        pieces(upTo(populationSize), batchSize).map((batch) => shuffled(batch, random)),
    },
  },
  {
    id: 'short-batch-lost',
    name: { en: 'the short last batch is lost', ko: '마지막의 작은 배치가 사라졌다' },
    explanation: {
      en: 'This is what you get when only full batches are kept: the samples left over are not seen in this epoch. Let the last batch be short.',
      ko: '꽉 찬 배치만 남기면 이렇게 됩니다. 남은 샘플은 이번 에폭에서 쓰이지 않습니다. 마지막 배치는 작아도 됩니다.',
    },
    answer: {
      epochBatches: (populationSize, batchSize, random) =>
        epochBatches(populationSize, batchSize, random).filter((batch) => batch.length === batchSize),
    },
  },
  {
    id: 'empty-batch-at-the-end',
    name: { en: 'an empty batch at the end', ko: '마지막에 빈 배치' },
    explanation: {
      en: 'This is what you get with Math.floor(populationSize / batchSize) + 1 batches: when batchSize divides populationSize, the last one is empty. Math.ceil gives the right number.',
      ko: 'Math.floor(populationSize / batchSize) + 1개로 나누면 이렇게 됩니다. 나누어떨어질 때 마지막 배치가 비게 됩니다. Math.ceil이 올바른 개수를 줍니다.',
    },
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const batches = epochBatches(populationSize, batchSize, random);
        return populationSize % batchSize === 0 ? [...batches, []] : batches;
      },
    },
  },
  {
    id: 'last-batch-filled-up',
    name: {
      en: 'the last batch is filled with indices already used',
      ko: '마지막 배치를 이미 쓴 인덱스로 채웠다',
    },
    explanation: {
      en: 'This is what you get when the last batch is filled from the beginning: some samples count twice in this epoch. Let it be short.',
      ko: '마지막 배치를 처음 것으로 채우면 이렇게 됩니다. 어떤 샘플은 한 에폭에서 두 번 쓰입니다. 작은 채로 두세요.',
    },
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const batches = epochBatches(populationSize, batchSize, random);
        const order = batches.flat();
        return batches.map((_, b) => upTo(batchSize).map((i) => order[(b * batchSize + i) % populationSize]));
      },
    },
  },
  {
    id: 'drawn-with-replacement',
    name: { en: 'each batch is drawn from all indices', ko: '배치마다 전체에서 새로 뽑았다' },
    explanation: {
      en: 'This is what you get when randomChoice draws each batch: some indices are drawn twice in an epoch, and about a third not at all.',
      ko: 'randomChoice로 배치를 뽑으면 이렇게 됩니다. 한 에폭에서 어떤 인덱스는 두 번 나오고, 약 3분의 1은 한 번도 나오지 않습니다.',
    },
    answer: {
      epochBatches: (populationSize, batchSize, random) =>
        pieces(randomChoice(populationSize, populationSize, random), batchSize),
    },
  },
  {
    id: 'the-same-order-each-time',
    ownNumbers: true,
    name: { en: 'its own random source, with a fixed seed', ko: '고정된 시드로 만든 별도의 난수' },
    explanation: {
      en: 'This is what you get when the function makes its own random source from a fixed seed: every epoch has the same order. Use the `random` that is passed in.',
      ko: '함수 안에서 고정된 시드로 난수를 새로 만들면 이렇게 됩니다. 에폭마다 순서가 같습니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: ordering((indices) => shuffled(indices, seededRandom(42))),
  },
  {
    id: 'batch-size-as-number-of-batches',
    name: { en: 'batchSize is taken for the number of batches', ko: 'batchSize를 배치의 개수로 보았다' },
    explanation: {
      en: 'This is what you get when the indices are dealt out to batchSize batches. batchSize says how many indices one batch holds.',
      ko: '인덱스를 batchSize개의 배치로 나누면 이렇게 됩니다. batchSize는 배치 하나에 들어가는 인덱스의 수입니다.',
    },
    answer: {
      epochBatches: (populationSize, batchSize, random) =>
        pieces(shuffled(upTo(populationSize), random), Math.ceil(populationSize / batchSize)),
    },
  },
  {
    id: 'classes-ignored',
    name: { en: 'the classes are ignored', ko: '클래스를 고려하지 않았다' },
    explanation: {
      en: 'This is what you get when the samples are drawn from all at once: a class may be drawn too often or not at all. Draw from each class separately.',
      ko: '전체에서 한꺼번에 뽑으면 이렇게 됩니다. 어떤 클래스는 너무 자주 나오거나 아예 나오지 않습니다. 클래스마다 따로 뽑으세요.',
    },
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        return shuffled(upTo(labels.length), random).slice(0, size);
      },
    },
  },
  {
    id: 'shares-rounded-one-by-one',
    name: { en: 'each share is rounded to the nearest', ko: '몫을 하나씩 반올림했다' },
    explanation: {
      en: 'This is what you get when each share is rounded separately: together they may be more or less than size. Round down, and then give the seats left over to some of the classes.',
      ko: '몫을 하나씩 반올림하면 이렇게 됩니다. 합이 size보다 크거나 작아질 수 있습니다. 먼저 내림한 다음, 남은 자리를 몇몇 클래스에 나누어 주세요.',
    },
    answer: seating(({ share }) => Math.round(share)),
  },
  {
    id: 'left-over-seats-lost',
    name: { en: 'shares are rounded down, and the rest is lost', ko: '내림하고 남은 자리가 사라졌다' },
    explanation: {
      en: 'This is what you get when all shares are rounded down: together they are less than size. The seats left over go to classes that lost some in the rounding.',
      ko: '모든 몫을 내림하면 이렇게 됩니다. 합이 size보다 작아집니다. 남은 자리는 내림으로 손해를 본 클래스에 주세요.',
    },
    answer: seating(({ share }) => Math.floor(share)),
  },
  {
    id: 'shares-rounded-up',
    name: { en: 'all shares are rounded up', ko: '모든 몫을 올림했다' },
    explanation: {
      en: 'This is what you get when all shares are rounded up: together they are more than size. Round down, and then give the seats left over to some of the classes.',
      ko: '모든 몫을 올림하면 이렇게 됩니다. 합이 size보다 커집니다. 먼저 내림한 다음, 남은 자리를 몇몇 클래스에 나누어 주세요.',
    },
    answer: seating(({ share }) => Math.ceil(share)),
  },
  {
    id: 'all-left-over-seats-to-one-class',
    name: { en: 'all leftover seats go to one class', ko: '남은 자리를 모두 한 클래스에 주었다' },
    explanation: {
      en: 'This is what you get when one class gets all the seats that are left over by rounding down: it may be two or more above its share. Give one seat each to several classes.',
      ko: '내림하고 남은 자리를 모두 한 클래스에 주면 이렇게 됩니다. 그 클래스가 몫보다 둘 이상 많아질 수 있습니다. 여러 클래스에 한 자리씩 주세요.',
    },
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        const classes = classesOf(labels).map((members) => shuffled(members, random));
        const seats = classes.map((members) => Math.floor((size * members.length) / labels.length));
        seats[0] += size - seats.reduce((sum, count) => sum + count, 0);
        return classes.flatMap((members, c) => members.slice(0, seats[c]));
      },
    },
  },
  {
    id: 'the-same-number-of-each-class',
    name: { en: 'the same number of each class', ko: '클래스마다 같은 수' },
    explanation: {
      en: 'This is what you get when the same number is drawn from each class: a rare class is then drawn too often. The share of a class with n of the N samples is size · n / N.',
      ko: '클래스마다 같은 수를 뽑으면 이렇게 됩니다. 드문 클래스가 너무 자주 나옵니다. 전체 N개 중 n개인 클래스의 몫은 size · n / N입니다.',
    },
    answer: seating(({ place, classCount, size }) =>
      Math.floor((size + classCount - 1 - place) / classCount),
    ),
    also: [seating(({ classCount, size }) => Math.floor(size / classCount))],
  },
  {
    id: 'first-members',
    name: { en: 'always the first members of a class', ko: '언제나 클래스의 처음 몇 개' },
    explanation: {
      en: 'This is what you get when the shares are right, but the first members of each class are taken: the others are never drawn. Shuffle the members before you take some.',
      ko: '몫은 맞지만 클래스마다 처음 몇 개만 뽑으면 이렇게 됩니다. 나머지는 나오지 않습니다. 뽑기 전에 클래스 안에서 섞으세요.',
    },
    answer: preferring((members) => members),
  },
  {
    id: 'members-shuffled-unevenly',
    name: { en: 'the members of a class are not shuffled evenly', ko: '클래스 안에서 고르게 섞지 않았다' },
    explanation: {
      en: 'This is what you get from a shuffle that prefers some members: with sort(() => random() − 0.5), or when each position is swapped with one drawn from all positions. Draw from the positions not yet settled, as Fisher and Yates do.',
      ko: '어떤 샘플이 더 자주 나오도록 섞으면 이렇게 됩니다. sort(() => random() − 0.5)로 섞거나, 자리마다 전체에서 뽑은 자리와 맞바꿀 때 그렇습니다. 피셔–예이츠처럼 아직 정해지지 않은 자리 중에서 뽑으세요.',
    },
    answer: preferring(swappedWithAnyPlace),
  },
  {
    id: 'members-drawn-with-replacement',
    name: { en: 'a member can be drawn twice', ko: '같은 샘플이 두 번 뽑힐 수 있다' },
    explanation: {
      en: 'This is what you get when a class’s members are drawn with replacement: an index may be drawn twice. Shuffle the members and take the first ones instead.',
      ko: '클래스 안에서 되돌려 놓으며 뽑으면 이렇게 됩니다. 같은 인덱스가 두 번 나올 수 있습니다. 섞은 다음 앞에서부터 가져오세요.',
    },
    answer: {
      stratifiedChoice: (labels, size, random) =>
        stratifiedChoice(labels, size, random).map((index) => {
          const members = upTo(labels.length).filter((other) => labels[other] === labels[index]);
          return members[Math.floor(random() * members.length)];
        }),
    },
  },
  {
    id: 'too-large-a-size-accepted',
    name: { en: 'a size that is too large is accepted', ko: '너무 큰 size를 받아들였다' },
    explanation: {
      en: 'This is what you get when size is not compared with the number of samples: there are not that many different ones. Throw a RangeError.',
      ko: 'size를 샘플 수와 비교하지 않으면 이렇게 됩니다. 서로 다른 샘플이 그만큼 없습니다. RangeError를 던지세요.',
    },
    answer: {
      stratifiedChoice: (labels, size, random) =>
        stratifiedChoice(labels, Math.min(size, labels.length), random),
    },
  },
  {
    id: 'labels-instead-of-indices',
    name: { en: 'labels instead of indices', ko: '인덱스 대신 레이블' },
    explanation: {
      en: 'This is what you get when the labels of the samples drawn are returned. Return their indices in `labels` instead.',
      ko: '뽑은 샘플의 레이블을 돌려주면 이렇게 됩니다. 돌려줄 것은 `labels`에서의 위치입니다.',
    },
    answer: {
      stratifiedChoice: (labels, size, random) =>
        stratifiedChoice(labels, size, random).map((index) => labels[index]),
    },
  },
  {
    id: 'places-within-the-class',
    name: { en: 'positions within the class instead of indices', ko: '인덱스 대신 클래스 안의 자리' },
    explanation: {
      en: 'This is what you get when the drawn numbers count within each class: 0 is then the class’s first sample and not the first of all. Return the samples’ indices into labels.',
      ko: '클래스마다 0부터 세면 이렇게 됩니다. 그러면 0은 전체의 첫 샘플이 아니라 그 클래스의 첫 샘플입니다. labels에서의 인덱스를 돌려주세요.',
    },
    answer: {
      stratifiedChoice(labels, size, random) {
        const chosen = stratifiedChoice(labels, size, random);
        const places = new Map(classesOf(labels).flatMap((members) => members.map((n, place) => [n, place])));
        return chosen.map((n) => places.get(n)!);
      },
    },
  },
  {
    id: 'rounded-up-and-cut',
    name: { en: 'every share rounded up, and the list cut', ko: '몫을 모두 올림하고 목록을 자름' },
    explanation: {
      en: 'This is what you get when every class’s share is rounded up and the list is cut at size: what is cut off belongs to the last classes. Round down first, then give what is left to the largest remainders.',
      ko: '모든 클래스의 몫을 올림하고 목록을 size에서 자르면 마지막 클래스가 손해를 봅니다. 먼저 내림하고, 남은 자리는 소수 부분이 큰 클래스부터 주세요.',
    },
    answer: {
      stratifiedChoice(labels, size, random) {
        checkSize(labels, size);
        return classesOf(labels)
          .flatMap((members) =>
            shuffled(members, random).slice(0, Math.ceil((size * members.length) / labels.length)),
          )
          .slice(0, size);
      },
    },
  },
  {
    id: 'first-term-only',
    name: { en: 'only the first term', ko: '첫 번째 항만' },
    explanation: {
      en: 'This is what you get when only the probabilities of missing each class are added up: a batch that misses two classes is counted twice. The further terms correct that.',
      ko: '클래스마다 빠질 확률을 더하기만 하면 이 값이 나옵니다. 두 클래스가 빠진 배치는 두 번 셉니다. 다음 항들이 이것을 바로잡습니다.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => classCount * (1 - 1 / classCount) ** batchSize,
    },
    also: [
      {
        chanceOfMissingAClass: (classCount, batchSize) =>
          Math.min(1, classCount * (1 - 1 / classCount) ** batchSize),
      },
    ],
  },
  {
    id: 'signs-do-not-alternate',
    name: { en: 'all terms are added', ko: '모든 항을 더했다' },
    explanation: {
      en: 'This is what you get when all terms are added: the signs alternate, because each term corrects the one before it.',
      ko: '모든 항을 더하면 이 값이 나옵니다. 항마다 앞의 항을 바로잡으므로 부호가 번갈아 바뀝니다.',
    },
    answer: summing({ sign: () => 1 }),
  },
  {
    id: 'signs-reversed',
    name: { en: 'the signs are reversed', ko: '부호가 반대' },
    explanation: {
      en: 'This is what you get with (−1)ᵏ instead of (−1)ᵏ⁺¹: the term for k = 1 must be positive, and a probability is never negative.',
      ko: '(−1)ᵏ⁺¹ 대신 (−1)ᵏ을 쓰면 이 값이 나옵니다. k = 1인 항이 양수여야 하고, 확률은 음수가 될 수 없습니다.',
    },
    answer: summing({ sign: (k) => (-1) ** k }),
  },
  {
    id: 'chance-of-seeing-all',
    name: { en: 'the probability of drawing every class', ko: '모든 클래스가 나올 확률' },
    explanation: {
      en: 'This is what you get for the opposite event, that no class is missed. Subtract it from 1.',
      ko: '반대로 모든 클래스가 나올 확률을 구하면 이 값이 나옵니다. 1에서 빼세요.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => 1 - chanceOfMissingAClass(classCount, batchSize),
    },
  },
  {
    id: 'chance-of-missing-one-class',
    name: { en: 'the probability of missing one given class', ko: '정해진 한 클래스가 빠질 확률' },
    explanation: {
      en: 'This is what you get for one given class, say the 7, and also with (C − k) / C instead of (C − k + 1) / C. Here the question is whether any class at all is missed.',
      ko: '예를 들어 7처럼 정해진 한 클래스가 빠질 확률을 구하면 이 값이 나옵니다. (C − k + 1) / C 대신 (C − k) / C를 써도 같습니다. 여기서는 어떤 클래스든 하나라도 빠질 확률을 묻습니다.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => (1 - 1 / classCount) ** batchSize,
    },
  },
  {
    id: 'one-draw-short',
    name: { en: 'one draw too few or too many', ko: '한 번 적게 또는 많이 뽑음' },
    explanation: {
      en: 'This is what you get for a batch with one sample too few or too many: count the draws from 0 to batchSize − 1.',
      ko: '샘플이 하나 적거나 많은 배치로 계산하면 이 값이 나옵니다. 뽑는 횟수를 0부터 batchSize − 1까지 세세요.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => chanceOfMissingAClass(classCount, batchSize - 1),
    },
    also: [
      {
        chanceOfMissingAClass: (classCount, batchSize) => chanceOfMissingAClass(classCount, batchSize + 1),
      },
    ],
  },
  {
    id: 'classes-taken-for-independent',
    name: { en: 'the classes are treated as independent', ko: '클래스들을 독립으로 보았다' },
    explanation: {
      en: 'This is what you get when the probabilities of drawing each class are multiplied. They depend on each other: a batch that misses one class has more room for the others.',
      ko: '클래스마다 나올 확률을 곱하면 이 값이 나옵니다. 이 사건들은 서로 독립이 아닙니다. 한 클래스가 빠진 배치에는 다른 클래스의 자리가 더 많습니다.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) =>
        1 - (1 - (1 - 1 / classCount) ** batchSize) ** classCount,
    },
  },
  {
    id: 'number-of-subsets-missing',
    name: { en: 'the factor (C over k) is missing', ko: '이항 계수가 빠졌다' },
    explanation: {
      en: 'This is what you get without the factor (C over k): there are that many ways to choose the k classes that are missed.',
      ko: '이항 계수를 곱하지 않으면 이 값이 나옵니다. 빠지는 k개의 클래스를 고르는 방법이 그만큼 있습니다.',
    },
    answer: summing({ subsets: () => 1 }),
  },
  {
    id: 'sum-begins-at-0',
    name: { en: 'the sum begins at k = 0', ko: 'k = 0부터 더했다' },
    explanation: {
      en: 'This is what you get when the sum begins at k = 0: its term is −1, for the batches that miss no class in particular. Begin at 1.',
      ko: 'k = 0부터 더하면 이 값이 나옵니다. k = 0인 항은 −1입니다. 1부터 시작하세요.',
    },
    answer: summing({ first: 0 }),
  },
  {
    id: 'large-terms-cancel',
    name: { en: 'large terms that cancel each other', ko: '큰 항들이 서로 상쇄된다' },
    explanation: {
      en: 'This is what you get when the formula of inclusion and exclusion is added up directly: with many classes its terms are large and alternate in sign, and what remains is rounding error. Go draw by draw, using only positive numbers.',
      ko: '포함·배제의 식을 그대로 더하면 이렇게 됩니다. 클래스가 많으면 큰 항을 번갈아 더하고 빼서 반올림 오차만 남습니다. 양수만 쓰면서 한 번 뽑을 때마다 계산하세요.',
    },
    answer: summing({}),
  },
  {
    id: 'factorials-overflow',
    name: { en: 'factorials that overflow', ko: '팩토리얼이 너무 커진다' },
    explanation: {
      en: 'This is what you get when (C over k) is calculated from factorials: 171! is larger than any floating-point number, and infinity over infinity is NaN. Go draw by draw, without factorials.',
      ko: '이항 계수를 팩토리얼로 계산하면 이렇게 됩니다. 171!은 표현할 수 있는 가장 큰 수보다 크고, 무한대 나누기 무한대는 NaN입니다. 팩토리얼 없이 한 번 뽑을 때마다 계산하세요.',
    },
    answer: summing({
      subsets: (classCount, k) => factorial(classCount) / (factorial(k) * factorial(classCount - k)),
    }),
  },
  {
    id: 'first-two-never-swapped',
    name: { en: 'the first two places are never swapped', ko: '처음 두 자리는 바뀌지 않는다' },
    explanation: {
      en: 'This is what you get when the loop ends with `i > 1`: the items at 0 and 1 are never drawn from both, so some orders are too rare. It must run down to 1: `i > 0`.',
      ko: '반복이 `i > 1`에서 끝나면 이렇게 됩니다. 0과 1 자리 사이에서는 한 번도 뽑지 않으므로, 어떤 순서는 너무 드물게 나옵니다. 1까지 내려가야 합니다: `i > 0`.',
    },
    answer: ordering(firstTwoStay),
    also: [preferring(firstTwoStay)],
  },
  {
    id: 'slice-with-a-length',
    name: { en: 'slice is given a length instead of an end', ko: 'slice에 끝이 아니라 길이를 주었다' },
    explanation: {
      en: 'This is what you get with slice(start, batchSize): its second number is where it ends, not how many it takes. The batch from `start` ends at start + batchSize.',
      ko: 'slice(start, batchSize)로 자르면 이렇게 됩니다. 두 번째 수는 개수가 아니라 끝나는 위치입니다. `start`에서 시작한 배치는 start + batchSize에서 끝납니다.',
    },
    answer: {
      epochBatches(populationSize, batchSize, random) {
        const indices = shuffled(upTo(populationSize), random);
        return upTo(Math.ceil(populationSize / batchSize)).map((b) =>
          indices.slice(b * batchSize, batchSize),
        );
      },
    },
  },
  {
    id: 'left-over-seats-to-the-first-classes',
    name: { en: 'leftover seats go to the first classes', ko: '남은 자리를 앞의 클래스에 주었다' },
    explanation: {
      en: 'This is what you get when the seats left over go to the first classes, whatever they have lost: a class whose share is a whole number gets one too many. Give them to those that lost the most by rounding down.',
      ko: '남은 자리를 손해와 상관없이 앞에 있는 클래스에 주면 이렇게 됩니다. 몫이 정수인 클래스까지 한 자리를 더 받습니다. 내림으로 가장 많이 잃은 클래스에 주세요.',
    },
    answer: leftOverTo(() => 0),
    also: [leftOverTo(() => -1)],
  },
  {
    id: 'left-over-seats-by-size',
    name: {
      en: 'leftover seats go by the size of the classes',
      ko: '남은 자리를 클래스 크기에 따라 주었다',
    },
    explanation: {
      en: 'This is what you get when the seats left over go to the largest classes, or to the smallest: a class whose share is a whole number may get one too many. What counts is how much a class has lost by rounding down, share − Math.floor(share).',
      ko: '남은 자리를 가장 큰 클래스나 가장 작은 클래스에 주면 이렇게 됩니다. 몫이 정수인 클래스까지 한 자리를 더 받을 수 있습니다. 내림으로 얼마나 잃었는지, 곧 share − Math.floor(share)로 정하세요.',
    },
    answer: leftOverTo((a, b) => b.length - a.length),
    also: [leftOverTo((a, b) => a.length - b.length)],
  },
  {
    id: 'labels-sorted',
    name: { en: 'the labels are sorted first', ko: '레이블을 먼저 정렬했다' },
    explanation: {
      en: 'This is what you get when `labels` is sorted first: the indices then belong to the sorted list, and not to the samples. Keep the order of the labels, and collect the indices of each class.',
      ko: '`labels`를 먼저 정렬하면 이렇게 됩니다. 인덱스가 샘플이 아니라 정렬된 목록의 위치가 됩니다. 레이블은 그대로 두고 클래스마다 인덱스를 모으세요.',
    },
    answer: {
      stratifiedChoice: (labels, size, random) =>
        stratifiedChoice(
          labels.sort((a, b) => a - b),
          size,
          random,
        ),
    },
  },
  {
    id: 'updated-in-place',
    name: { en: 'the list is updated in place', ko: '목록을 그 자리에서 바꿨다' },
    explanation: {
      en: 'This is what you get when the list is updated in place from the front: element k − 1 already holds the new probability when element k needs the old one. Make a new list for each draw, or go from the back.',
      ko: '목록을 앞에서부터 그 자리에서 바꾸면 이 값이 나옵니다. k번째 자리가 옛 확률을 찾을 때 k − 1번째 자리에는 이미 새 확률이 들어 있습니다. 뽑을 때마다 새 목록을 만들거나 뒤에서부터 바꾸세요.',
    },
    answer: {
      chanceOfMissingAClass(classCount, batchSize) {
        const chances: number[] = upTo(classCount + 1).map((k) => (k === 0 ? 1 : 0));
        for (let draw = 0; draw < batchSize; draw++) {
          for (let k = 0; k <= classCount; k++) {
            const fromBefore = k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount;
            chances[k] = (chances[k] * k) / classCount + fromBefore;
          }
        }
        return chances.slice(0, -1).reduce((sum, chance) => sum + chance, 0);
      },
    },
  },
  {
    id: 'exactly-one-class-missing',
    name: { en: 'the probability that exactly one class is missing', ko: '정확히 한 클래스만 빠질 확률' },
    explanation: {
      en: 'This is what you get when only the last term, P with k = C − 1, is returned: then exactly one class is missing. Two or more may be missing as well: add up P₀ to P with k = C − 1.',
      ko: '마지막 항인 k = C − 1의 P만 돌려주면 이 값이 나옵니다. 그것은 정확히 한 클래스가 빠질 확률입니다. 둘 이상 빠질 수도 있으므로 P₀부터 k = C − 1까지 더하세요.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) => chancesOf(classCount, batchSize)[classCount - 1],
    },
  },
  {
    id: 'all-classes-included',
    name: { en: 'P of all classes is added, too', ko: '모든 클래스가 나올 확률까지 더했다' },
    explanation: {
      en: 'This is what you get when the sum goes up to k = C, where no class is missing: all probabilities together are 1. The sum ends at k = C − 1.',
      ko: '어느 클래스도 빠지지 않는 k = C까지 더하면 이 값이 나옵니다. 모든 확률을 더하면 1입니다. k = C − 1까지만 더하세요.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) =>
        chancesOf(classCount, batchSize).reduce((sum, chance) => sum + chance, 0),
    },
  },
  {
    id: 'one-term-short',
    name: { en: 'the sum ends one term early', ko: '합이 한 항 일찍 끝난다' },
    explanation: {
      en: 'This is what you get when the sum ends at k = C − 2: it leaves out the batches that miss exactly one class.',
      ko: '합이 k = C − 2에서 끝나면 이 값이 나옵니다. 정확히 한 클래스만 빠지는 배치가 빠집니다.',
    },
    answer: {
      chanceOfMissingAClass: (classCount, batchSize) =>
        chancesOf(classCount, batchSize)
          .slice(0, classCount - 1)
          .reduce((sum, chance) => sum + chance, 0),
    },
  },
]);

/** Which batches come, whatever their order: their sizes, and all indices in order. */
function contents(populationSize: number, batchSize: number): (topic: Topic) => unknown {
  return (topic) => {
    const batches = topic.epochBatches(populationSize, batchSize, seededRandom(1));
    return { sizes: batches.map((batch) => batch.length), indices: batches.flat().sort((a, b) => a - b) };
  };
}

/** Sources that repeat three random numbers, each in one of six intervals: each of the 6³ scripts once. No two numbers are equal. */
function everyScript(): Random[] {
  return upTo(216).map((script) => {
    const digits = upTo(3).map((place) => Math.floor(script / 6 ** place) % 6);
    const within = digits[1] % 2 === 0 ? [1, 2, 3] : [3, 2, 1]; // equal digits are put in either order about equally often
    return scriptedRandom(digits.map((digit, place) => (digit + within[place] / 4) / 6));
  });
}

/** How often the orders of three indices come over all scripts, from the rarest to the most frequent. */
function frequencies(batchSize: number): (topic: Topic) => unknown {
  return (topic) => {
    const counts = new Map<string, number>();
    for (const random of everyScript()) {
      const order = String(topic.epochBatches(3, batchSize, random).flat());
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    return [...counts.values()].sort((a, b) => a - b);
  };
}

/** How many different sets of indices meet in the first batch of many epochs. */
function meetings(populationSize: number, batchSize: number): (topic: Topic) => unknown {
  return (topic) => {
    const random = seededRandom(2);
    const firstBatches = upTo(100).map(() => topic.epochBatches(populationSize, batchSize, random)[0]);
    return new Set(firstBatches.map((batch) => String([...batch].sort()))).size;
  };
}

/** Whether two epochs of one source are the same. */
function repeats(populationSize: number, batchSize: number): (topic: Topic) => unknown {
  return (topic) => {
    const random = seededRandom(3);
    const [first, second] = upTo(2).map(() => topic.epochBatches(populationSize, batchSize, random));
    return String(first) === String(second);
  };
}

/** Whether the indices come as they are counted: 0, 1, 2, … */
function isInOrder(populationSize: number, batchSize: number): (topic: Topic) => unknown {
  return (topic) =>
    String(topic.epochBatches(populationSize, batchSize, seededRandom(7)).flat()) ===
    String(upTo(populationSize));
}

/** How often each class comes, where that is the same in many draws. */
function shares(labels: number[], size: number): (topic: Topic) => unknown {
  return (topic) => {
    const random = seededRandom(4);
    const classes = [...new Set(labels)];
    const counts = upTo(40).map(() => {
      const drawn = topic.stratifiedChoice(labels, size, random).map((index) => labels[index]);
      return classes.map((label) => drawn.filter((other) => other === label).length);
    });
    const always = counts.every((count) => String(count) === String(counts[0]));
    return always ? counts[0] : 'differs from draw to draw';
  };
}

/** Which samples came in many draws, and whether one came twice in one of them. */
function members(labels: number[], size: number): (topic: Topic) => unknown {
  return (topic) => {
    const random = seededRandom(5);
    const draws = upTo(60).map(() => topic.stratifiedChoice(labels, size, random));
    const twice = draws.some((drawn) => new Set(drawn).size < drawn.length);
    return { twice, came: [...new Set(draws.flat())].sort((a, b) => a - b) };
  };
}

/** Whether some members are drawn more often than others, one or two out of the three of each class, over all scripts. */
function prefersSome(labels: number[]): (topic: Topic) => unknown {
  const classCount = labels.length / 3;
  return (topic) =>
    [classCount, 2 * classCount].some((size) => {
      const draw = (random: Random): number[] => topic.stratifiedChoice(labels, size, random);
      const drawn = everyScript().flatMap((random) => draw(random).slice(0, labels.length)); // a wrong answer may be endless
      const counts = labels.map((_, i) => drawn.filter((index) => index === i).length);
      return Math.max(...counts) - Math.min(...counts) > 8; // 16 if each place is swapped with any other, 3 if sorted by number
    });
}

/** Whether so large a size is accepted. */
function accepts(labels: number[], size: number): (topic: Topic) => unknown {
  return (topic) => topic.stratifiedChoice(labels, size, seededRandom(6)) !== undefined;
}

const halves = [0, 1, 0, 1, 0, 1, 0, 1];
const threeTwoOne = [0, 0, 1, 0, 2, 0, 1, 0, 1, 2, 0, 1];
const threeSingles = [4, 7, 2, 7, 2, 4, 7, 2, 4];

export const probes: Probes<Topic> = {
  epochBatches: [
    contents(10, 4),
    contents(12, 4),
    contents(7, 2),
    contents(6, 3),
    contents(3, 5),
    frequencies(1),
    frequencies(2),
    meetings(6, 3),
    meetings(5, 2),
    repeats(30, 7),
    repeats(40, 10),
    isInOrder(20, 6),
    isInOrder(15, 15),
  ],
  stratifiedChoice: [
    shares(halves, 4),
    shares(threeTwoOne, 6),
    shares(threeTwoOne, 12),
    shares(threeSingles, 4),
    shares(threeSingles, 5),
    shares([1, 1, 1, 1, 1, 0, 2, 3], 4),
    members(halves, 4),
    members(threeTwoOne, 6),
    members([3, 3, 3, 3], 2),
    prefersSome([3, 3, 3]),
    prefersSome([0, 1, 0, 1, 0, 1]),
    accepts(halves, 9),
    accepts([0, 0, 1], 5),
  ],
  chanceOfMissingAClass: [
    (topic) => topic.chanceOfMissingAClass(2, 3),
    (topic) => topic.chanceOfMissingAClass(3, 4),
    (topic) => topic.chanceOfMissingAClass(4, 6),
    (topic) => topic.chanceOfMissingAClass(10, 20),
    (topic) => topic.chanceOfMissingAClass(10, 50),
    (topic) => topic.chanceOfMissingAClass(5, 3),
  ],
};
