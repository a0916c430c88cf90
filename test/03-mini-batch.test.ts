// The laws of topic 03 · mini-batches. Where chance itself is judged, nothing is left to chance: the source is scripted, and gives
// numbers that lie evenly in [0, 1), so that each index must come equally often.
import {
  ANY_INPUT,
  about,
  describeFunction,
  differs,
  example,
  expect,
  expectCopied,
  expectKept,
  expectUntouched,
  fail,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import type { Phrase } from '#engine/words/phrase';
import * as topic from '#topics/03-mini-batch';
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { manyRows, matrixOf, seeds, sizes } from './support/arbitraries';
import { show } from '#engine/suite/matchers';
import { scriptedRandom } from '#engine/suite/scripted-random';
import { wholeNumbers } from './support/reference';

const { miniBatch, randomChoice } = underTest(topic);

/** Numbers that lie evenly in [0, 1): `perIndex` of them for each index. */
function evenNumbers(populationSize: number, perIndex: number): number[] {
  const count = populationSize * perIndex;
  return Array.from({ length: count }, (_, i) => (i + 0.5) / count);
}

/** All pairs of such numbers. */
function evenPairs(populationSize: number, perIndex: number): [number, number][] {
  const numbers = evenNumbers(populationSize, perIndex);
  return numbers.flatMap((first) => numbers.map((second): [number, number] => [first, second]));
}

/** The same in any order: who only counts the draws has no way to know what comes next. */
const shuffledNumbers = (populationSize: number): fc.Arbitrary<number[]> =>
  shuffled(evenNumbers(populationSize, 5));
const shuffledPairs = (populationSize: number): fc.Arbitrary<[number, number][]> =>
  shuffled(evenPairs(populationSize, 2));

function shuffled<Item>(items: Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray(items, { minLength: items.length });
}

/** A population, and numbers on the edges of its shares of [0, 1): k/n, a little less, and the ends. */
const edges = sizes(8).chain((populationSize) => {
  const numbers = Array.from({ length: populationSize }, (_, k) => k / populationSize);
  const below = [...numbers.slice(1), 1].map((edge) => edge * (1 - 2 ** -53));
  return fc.record({
    populationSize: fc.constant(populationSize),
    numbers: fc.array(fc.constantFrom(...numbers, ...below), { minLength: 1, maxLength: 5 }),
  });
});

const draws = fc.record({ populationSize: sizes(8), size: sizes(6, 0), seed: seeds() });

/** Checks what every choice must be: `size` whole numbers from 0 to populationSize − 1. */
function expectIndices(received: unknown, populationSize: number, size: number): void {
  const isIndex = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < populationSize;
  if (Array.isArray(received) && received.length === size && received.every(isIndex)) return;
  differs(received, wholeNumbers(size, populationSize - 1));
}

/** The indices that these random numbers give. */
function indicesFrom(populationSize: number): (numbers: number[]) => number[] {
  return (numbers) => {
    const indices = randomChoice(populationSize, numbers.length, scriptedRandom(numbers));
    expectIndices(indices, populationSize, numbers.length);
    return indices;
  };
}

/** Checks that each of `expected` came, and that all came equally often. */
function expectEqualShares(what: (one: string) => Phrase, received: unknown[], expected: unknown[]): void {
  const share = received.length / expected.length;
  const shown = received.map(show);
  for (const one of expected.map(show)) {
    const count = shown.filter((value) => value === one).length;
    if (count === share) continue;
    const [counts, draws] = [{ count }, { draws: received.length }];
    fail(
      phrase`${{ what: what(one) }} came ${counts} times in ${draws}, expected ${{ share }} times like each other`,
    );
  }
}

/** What each number gives by itself, without the others. Asked for before them, when nobody can remember what they gave. */
function aloneOf(numbers: number[], draw: (numbers: number[]) => number[]): Map<number, number> {
  return new Map(numbers.map((number) => [number, draw([number])[0]]));
}

/**
 * Checks that each index came of its own random number: together they give the indices that each of them gives by itself, in whatever order. So they do
 * not for whoever only counts on, only compares the numbers with each other, or goes by how many there are.
 */
function expectOfTheirNumbers(numbers: number[], received: number[], alone: Map<number, number>): void {
  const inOrder = (indices: number[]): string => show([...indices].sort((a, b) => a - b));
  const [together, oneByOne] = [received, numbers.map((number) => alone.get(number)!)].map(inOrder);
  if (together === oneByOne) return;
  fail(
    phrase`the random numbers ${{ numbers: show(numbers) }} gave ${{ received: together }}, but one by one, they gave ${{ expected: oneByOne }}`,
  );
}

/** Checks that each index has its share of [0, 1) in one piece, or in two at the ends: who gives each new number the next index has not. */
function expectInPieces(populationSize: number, alone: Map<number, number>): void {
  const sorted = [...alone].sort(([a], [b]) => a - b);
  const indices = sorted.map(([, index]) => index);
  const pieces = indices.filter((index, i) => i === 0 || index !== indices[i - 1]).length;
  if (pieces <= populationSize + 1) return;
  const numbers = show(sorted.map(([number]) => number));
  fail(
    phrase`the random numbers ${{ numbers }} gave ${{ received: show(indices) }}: numbers that are close to each other should give the same index`,
  );
}

/** Checks that the indices lie as far apart, in a circle, as the numbers that they came of, from whichever end they are counted. */
function expectAsFarApart(alone: Map<number, number>, populationSize: number): void {
  const inCircle = (distance: number): number => Math.min(Math.abs(distance), 1 - Math.abs(distance));
  const all = [...alone];
  for (const [number, index] of all) {
    for (const [other, otherIndex] of all) {
      const [distance, expected] = [(index - otherIndex) / populationSize, number - other].map(inCircle);
      if (Math.abs(distance - expected) < 1.5 / populationSize) continue;
      fail(
        phrase`of ${{ populationSize }} indices, the random numbers ${{ number }} and ${{ other }} gave ${{ index }} and ${{ otherIndex }}, which are not as far apart`,
      );
    }
  }
}

/** 0 to size − 1. */
function upTo(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

describeFunction('randomChoice', randomChoice, () => {
  gate('returns as many whole numbers as asked for', () => {
    expectIndices(randomChoice(60000, 10, seededRandom(1)), 60000, 10);
  });

  law('stays from 0 to populationSize − 1', draws, ({ populationSize, size, seed }) => {
    expectIndices(randomChoice(populationSize, size, seededRandom(seed)), populationSize, size);
  });

  law(
    'stays in that range whatever random returns: 0, almost 1, and every boundary between two indices',
    edges,
    ({ populationSize, numbers }) => {
      const indices = randomChoice(populationSize, numbers.length, scriptedRandom(numbers));
      expectIndices(indices, populationSize, numbers.length);
    },
  );

  law('calls random once for each index', draws, ({ populationSize, size, seed }) => {
    const random = seededRandom(seed);
    let calls = 0;
    randomChoice(populationSize, size, () => {
      calls++;
      return random();
    });
    expect(calls).toAgreeWith(size, { of: phrase`calls of ${{ name: 'random' }}` });
  });

  law(
    'gives each index an equal share of [0, 1)',
    sizes(8).chain((populationSize) =>
      fc.record({ populationSize: fc.constant(populationSize), numbers: shuffledNumbers(populationSize) }),
    ),
    ({ populationSize, numbers }) => {
      const draw = indicesFrom(populationSize);
      const alone = aloneOf(numbers, draw);
      const indices = draw(numbers);
      expectEqualShares((index) => phrase`index ${{ index }}`, indices, upTo(populationSize));
      expectOfTheirNumbers(numbers, indices, alone);
      expectInPieces(populationSize, alone);
    },
  );

  law(
    'draws each index independently: all pairs are equally likely',
    sizes(4).chain((populationSize) =>
      fc.record({ populationSize: fc.constant(populationSize), pairs: shuffledPairs(populationSize) }),
    ),
    ({ populationSize, pairs }) => {
      const draw = indicesFrom(populationSize);
      const alone = aloneOf([...new Set(pairs.flat())], draw);
      const drawn = pairs.map(draw);
      const all = upTo(populationSize).flatMap((i) => upTo(populationSize).map((j) => [i, j]));
      expectEqualShares((pair) => phrase`the pair ${{ pair }}`, drawn, all);
      pairs.forEach((pair, i) => expectOfTheirNumbers(pair, drawn[i], alone));
      expectInPieces(populationSize, alone);
    },
    { runs: 8 },
  );

  law(
    'draws with replacement: the same random number gives the same index again',
    fc.record({ populationSize: sizes(8), size: sizes(12), seed: seeds() }),
    ({ populationSize, size, seed }) => {
      const number = seededRandom(seed)();
      const indices = randomChoice(populationSize, size, scriptedRandom([number]));
      expectIndices(indices, populationSize, size);
      if (indices.some((index) => index !== indices[0])) {
        const received = show(indices);
        fail(phrase`received ${{ received }} while random always gave ${{ number: show(number) }}`);
      }
    },
  );

  law(
    'draws anew with each call',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const random = seededRandom(seed);
      const [first, second] = [randomChoice(1000, 20, random), randomChoice(1000, 20, random)];
      if (show(first) === show(second)) fail(phrase`two calls in a row both gave ${{ value: show(first) }}`);
    },
    ANY_INPUT,
  );

  law(
    'draws the same from the same seed',
    draws,
    ({ populationSize, size, seed }) => {
      const [first, second] = [seed, seed].map((same) =>
        randomChoice(populationSize, size, seededRandom(same)),
      );
      expect(array(second)).toAgreeWith(first, { of: 'the second draw' });
    },
    ANY_INPUT,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    draws,
    ({ populationSize, size, seed }) => {
      expectKept(
        () => randomChoice(populationSize, size, seededRandom(seed)),
        () => randomChoice(populationSize, size, seededRandom(seed + 1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'draws from all of a large population',
    fc.record({
      populationSize: fc.constantFrom(300, 70_000, 1_000_000),
      size: manyRows(),
      places: fc.uniqueArray(fc.nat(256), { minLength: 3, maxLength: 3 }),
    }),
    ({ populationSize, size, places }) => {
      const numbers = Array.from({ length: size }, (_, i) => (i + 0.5) / size);
      const draw = indicesFrom(populationSize);
      // Whoever makes a list of the whole population takes long for each call.
      const few = populationSize < 1_000_000 ? places.map((place) => numbers[place]) : [];
      const alone = aloneOf(few, draw);
      const indices = draw(numbers);
      const sorted = [...indices, 0, populationSize - 1].sort((a, b) => a - b);
      const gap = Math.max(...sorted.slice(1).map((index, i) => index - sorted[i]));
      const widest = (3 * populationSize) / size + 1;
      if (gap > widest) differs(indices.slice(0, 5), phrase`indices up to ${{ last: populationSize - 1 }}`);
      expectAsFarApart(alone, populationSize);
      for (const number of few) {
        const index = alone.get(number)!;
        if (indices.includes(index)) continue;
        fail(
          phrase`the random number ${{ number }} gave ${{ index }} by itself, but not together with ${{ count: size - 1 }} others`,
        );
      }
    },
    { runs: 5 },
  );
});

/** Samples that say which one they are: row n of x is n, n + 0.1, …, and row n of t is 10n, 10n + 1, … */
function numberedData(rows: number, inputSize: number, classCount: number): { x: NDArray; t: NDArray } {
  const x = zeros([rows, inputSize]).map((_, i) => Math.floor(i / inputSize) + (i % inputSize) / 10);
  const t = zeros([rows, classCount]).map((_, i) => 10 * Math.floor(i / classCount) + (i % classCount));
  return { x, t };
}

const numberedBatches = fc
  .record({ rows: sizes(6), inputSize: sizes(3), classCount: sizes(3), batchSize: sizes(8), seed: seeds() })
  .map(({ rows, inputSize, classCount, batchSize, seed }) => {
    return { ...numberedData(rows, inputSize, classCount), batchSize, seed };
  });

interface Rows {
  x: NDArray;
  t: NDArray;
}

/** Checks that each row of a batch is a sample with its own target: the nearest one. */
function expectWholeRows(batch: Rows, { x, t }: Rows): void {
  expect(batch.x).toHaveShape([2, x.shape[1]], 'x');
  expect(batch.t).toHaveShape([2, t.shape[1]], 't');
  for (const r of [0, 1]) {
    const distanceTo = (n: number): number =>
      batch.x.row(r).sub(x.row(n)).square().sum() + batch.t.row(r).sub(t.row(n)).square().sum();
    const [nearest] = upTo(x.shape[0]).sort((a, b) => distanceTo(a) - distanceTo(b));
    expect(batch.x.row(r)).toAgreeWith(x.row(nearest), { of: phrase`row ${{ r }} of ${{ name: 'x' }}` });
    expect(batch.t.row(r)).toAgreeWith(t.row(nearest), { of: phrase`row ${{ r }} of ${{ name: 't' }}` });
  }
}

/** Which samples a batch of numbered data holds, when its `x` has this shape: who says that it has more rows is not asked for each of them. */
function samplesIn(batch: { x: NDArray }, shape: [rows: number, columns: number]): number[] {
  expect(batch.x).toHaveShape(shape, 'x');
  return upTo(shape[0]).map((r) => batch.x.at(r, 0));
}

/** The samples that these random numbers give, one for each, of data with two columns. */
function samplesFrom({ x, t }: Rows): (numbers: number[]) => number[] {
  return (numbers) => {
    const samples = samplesIn(miniBatch(x, t, numbers.length, scriptedRandom(numbers)), [numbers.length, 2]);
    expectIndices(samples, x.shape[0], numbers.length);
    return samples;
  };
}

describeFunction('miniBatch', miniBatch, () => {
  gate('returns the samples x and the targets t, batchSize rows each', () => {
    const { x, t } = numberedData(5, 3, 2);
    const batch = miniBatch(x, t, 4, seededRandom(1));
    expect(batch?.x).toHaveShape([4, 3]);
    expect(batch?.t).toHaveShape([4, 2]);
  });

  example('ten digits with their targets have the shapes (10×784) and (10×10)', () => {
    const batch = miniBatch(
      zeros([60, 784]),
      oneHot(
        upTo(60).map((i) => i % 10),
        10,
      ),
      10,
      seededRandom(1),
    );
    expect(batch.x).toHaveShape([10, 784]);
    expect(batch.t).toHaveShape([10, 10]);
  });

  law(
    'does not modify x or t',
    numberedBatches,
    ({ x, t, batchSize, seed }) => {
      expectUntouched({ x, t }, () => miniBatch(x, t, batchSize, seededRandom(seed)));
    },
    ANY_INPUT,
  );

  law('returns batchSize rows, even when there are fewer samples', numberedBatches, (inputs) => {
    const { x, t, batchSize, seed } = inputs;
    const batch = miniBatch(x, t, batchSize, seededRandom(seed));
    expect(batch.x).toHaveShape([batchSize, x.shape[1]]);
    expect(batch.t).toHaveShape([batchSize, t.shape[1]]);
  });

  law('returns whole rows of x, each with its own row of t', numberedBatches, ({ x, t, batchSize, seed }) => {
    const batch = miniBatch(x, t, batchSize, seededRandom(seed));
    samplesIn(batch, [batchSize, x.shape[1]]).forEach((sample, r) => {
      expectIndices([sample], x.shape[0], 1);
      expect(batch.x.row(r)).toAgreeWith(x.row(sample), { of: phrase`row ${{ r }} of ${{ name: 'x' }}` });
      expect(batch.t.row(r)).toAgreeWith(t.row(sample), {
        of: phrase`the target of sample ${{ n: sample }}`,
      });
    });
  });

  law(
    'gives each sample an equal share of [0, 1)',
    sizes(6).chain((samples) =>
      fc.record({
        samples: fc.constant(samples),
        numbers: shuffledNumbers(samples),
      }),
    ),
    ({ samples, numbers }) => {
      const { x, t } = numberedData(samples, 2, 2);
      const draw = samplesFrom({ x, t });
      const alone = aloneOf(numbers, draw);
      const drawn = draw(numbers);
      expectEqualShares((sample) => phrase`sample ${{ sample }}`, drawn, upTo(samples));
      expectOfTheirNumbers(numbers, drawn, alone);
      expectInPieces(samples, alone);
    },
  );

  // Each pair counts both ways round, because the order of the rows in a batch does not matter.
  law(
    'draws each sample independently: all pairs are equally likely',
    sizes(4).chain((samples) => fc.record({ samples: fc.constant(samples), pairs: shuffledPairs(samples) })),
    ({ samples, pairs }) => {
      const { x, t } = numberedData(samples, 2, 2);
      const draw = samplesFrom({ x, t });
      const alone = aloneOf([...new Set(pairs.flat())], draw);
      const drawn = pairs.map(draw);
      const bothWays = drawn.flatMap((pair) => [pair, [...pair].reverse()]);
      const all = upTo(samples).flatMap((i) => upTo(samples).map((j) => [i, j]));
      expectEqualShares((pair) => phrase`the pair of samples ${{ pair }}`, bothWays, all);
      pairs.forEach((pair, i) => expectOfTheirNumbers(pair, drawn[i], alone));
      expectInPieces(samples, alone);
    },
    { runs: 8 },
  );

  law(
    'is unbiased: averaged over all batches, the mean of a batch is the mean of the data',
    sizes(3).chain((rows) => fc.record({ x: matrixOf(rows, 2), t: matrixOf(rows, 1) })),
    ({ x, t }) => {
      const batches = evenPairs(x.shape[0], 2).map((pair) => miniBatch(x, t, 2, scriptedRandom(pair)));
      for (const batch of batches) expectWholeRows(batch, { x, t }); // the mean itself is no batch
      // Means may cancel to 0; what is left then is the rounding of numbers up to 5, 1e-15 each.
      const meanOf = (part: 'x' | 't') =>
        array(batches.map((batch) => [...batch[part].mean(0).data])).mean(0);
      expect(meanOf('x')).toAgreeWith(x.mean(0), {
        of: phrase`the mean of ${{ name: 'x' }}`,
        absolute: 1e-9,
      });
      expect(meanOf('t')).toAgreeWith(t.mean(0), {
        of: phrase`the mean of ${{ name: 't' }}`,
        absolute: 1e-9,
      });
    },
    { runs: 20 },
  );

  law(
    'draws a new batch with each call',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const { x, t } = numberedData(100, 1, 1);
      const random = seededRandom(seed);
      const [first, second] = upTo(2).map(() => samplesIn(miniBatch(x, t, 15, random), [15, 1]));
      if (show(first) === show(second))
        fail(phrase`two calls in a row both gave samples ${{ samples: show(first) }}`);
    },
    ANY_INPUT,
  );

  law(
    'draws the same batch from the same seed',
    numberedBatches,
    ({ x, t, batchSize, seed }) => {
      const [first, second] = upTo(2).map(() => miniBatch(x, t, batchSize, seededRandom(seed)));
      expect(second.x).toAgreeWith(first.x, { of: about('x', 'of the second batch') });
      expect(second.t).toAgreeWith(first.t, { of: about('t', 'of the second batch') });
    },
    ANY_INPUT,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    numberedBatches,
    ({ x, t, batchSize, seed }) => {
      expectKept(
        () => miniBatch(x, t, batchSize, seededRandom(seed)),
        () => miniBatch(x, t, batchSize, seededRandom(seed + 1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'returns copies of the rows: writing to them does not change x or t',
    fc
      .record({
        rows: sizes(4),
        inputSize: sizes(3),
        classCount: sizes(3),
        batchSize: sizes(2),
        seed: seeds(),
      })
      .map(({ rows, inputSize, classCount, ...others }) => ({
        ...numberedData(rows, inputSize, classCount),
        ...others,
      })),
    ({ x, t, batchSize, seed }) => {
      expectCopied({ x, t }, () => miniBatch(x, t, batchSize, seededRandom(seed)));
    },
  );

  law(
    'draws from several hundred samples just as it does from a few',
    fc.record({ rows: manyRows(), batchSize: manyRows(), seed: seeds() }),
    ({ rows, batchSize, seed }) => {
      const { x, t } = numberedData(rows, 3, 2);
      const batch = miniBatch(x, t, batchSize, seededRandom(seed));
      const samples = samplesIn(batch, [batchSize, 3]);
      expectIndices(samples, rows, batchSize);
      expect(batch.x).toAgreeWith(x.take(samples), { of: 'x' });
      expect(batch.t).toAgreeWith(t.take(samples), { of: 't' });
      if (Math.max(...samples) < 200)
        differs(samples.slice(0, 5), phrase`indices up to ${{ last: rows - 1 }}`);
    },
    { runs: 3 },
  );
});
