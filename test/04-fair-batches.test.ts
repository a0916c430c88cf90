// The laws of topic 04 · fair batches. Where chance itself is judged, the source is seeded, and the bound is six standard
// deviations away: a right answer fails one time in a thousand million.
import {
  ANY_INPUT,
  describeFunction,
  differs,
  example,
  expect,
  expectKept,
  expectUntouched,
  fail,
  fc,
  gate,
  law,
  phrase,
  type Wording,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/04-fair-batches';
import { array, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { labelsOf, manyRows, seeds, sizes, tenths, vectorOf } from './support/arbitraries';
import { show } from '#engine/suite/matchers';
import { scriptedRandom } from '#engine/suite/scripted-random';
import { wholeNumbers } from './support/reference';

const { chanceOfMissingAClass, epochBatches, stratifiedChoice } = underTest(topic);

/** 0 to size − 1. */
function upTo(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

/** Checks what every choice must be: `size` whole numbers from 0 to populationSize − 1, none of them twice. */
function expectDifferentIndices(received: unknown, populationSize: number, size: number): void {
  const isIndex = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < populationSize;
  if (!Array.isArray(received) || received.length !== size || !received.every(isIndex)) {
    differs(received, wholeNumbers(size, populationSize - 1));
  }
  const twice = received.find((index, i) => received.indexOf(index) < i);
  if (twice !== undefined)
    fail(phrase`index ${{ index: show(twice) }} comes twice in ${{ indices: show(received) }}`);
}

/** Checks that a call with one source of random numbers gives something else each time. */
function expectNewDraws(draw: () => unknown): void {
  const [first, second] = [show(draw()), show(draw())];
  if (first === second) fail(phrase`two calls in a row both gave ${{ value: first }}`);
}

/** All orders of `items`. */
function ordersOf(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    ordersOf(items.filter((other) => other !== item)).map((order) => [item, ...order]),
  );
}

/** Where six standard deviations end for a sum of squares with so many degrees of freedom (Wilson and Hilferty). */
function sixSigma(degreesOfFreedom: number): number {
  const variance = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - variance + 6 * Math.sqrt(variance)) ** 3;
}

/** Checks that the outcomes come about equally often: Pearson's chi-square stays within six standard deviations. */
function expectEqualChances(received: number[][], outcomes: number[][]): void {
  const counts = new Map(outcomes.map((outcome) => [show(outcome), 0]));
  for (const one of received.map(show)) counts.set(one, (counts.get(one) ?? 0) + 1);

  const share = received.length / outcomes.length;
  const distances = [...counts].map(([outcome, count]) => ({ outcome, count, square: (count - share) ** 2 }));
  const chiSquare = distances.reduce((sum, { square }) => sum + square / share, 0);
  if (chiSquare <= sixSigma(outcomes.length - 1)) return;
  const [worst] = distances.sort((a, b) => b.square - a.square);
  const { outcome, count } = worst;
  const draws = received.length;
  fail(
    phrase`${{ outcome }} came ${{ count }} times in ${{ draws }}, expected about ${{ share }} times, as all others`,
  );
}

/** Whether an epoch of 100 indices is the same where one of its random numbers is another, whichever of these: an order that a few of them move is. */
function isMovedByFew(seed: number, places: number[]): boolean {
  const source = seededRandom(seed);
  const numbers = Array.from({ length: 2000 }, () => source());
  const orderOf = (drawn: number[]): string => show(epochBatches(100, 10, scriptedRandom(drawn)));
  const order = orderOf(numbers);
  return places.every((place) => orderOf(numbers.with(place, (numbers[place] + 0.5) % 1)) === order);
}

const epochs = fc.record({ populationSize: sizes(9), batchSize: sizes(10), seed: seeds() });

describeFunction('epochBatches', epochBatches, () => {
  gate('returns a list of batches, each a list of indices', () => {
    const batches: unknown = epochBatches(5, 2, seededRandom(1));
    if (Array.isArray(batches) && batches.every(Array.isArray)) return;
    differs(batches, phrase`a list of lists, like ${{ example: '[[3, 0], [4, 1], [2]]' }}`);
  });

  example('ten indices in batches of four: two full batches, and one of two', () => {
    const batchSizes = epochBatches(10, 4, seededRandom(1)).map((batch) => batch.length);
    expect(array(batchSizes)).toAgreeWith([4, 4, 2], { of: 'the batch sizes' });
  });

  law('holds each index exactly once', epochs, ({ populationSize, batchSize, seed }) => {
    const batches = epochBatches(populationSize, batchSize, seededRandom(seed));
    expectDifferentIndices(batches.flat(), populationSize, populationSize);
  });

  law(
    'fills all batches except the last one, which holds the rest',
    epochs,
    ({ populationSize, batchSize, seed }) => {
      const batches = epochBatches(populationSize, batchSize, seededRandom(seed));
      const expected: number[] = [];
      for (let left = populationSize; left > 0; left -= batchSize) expected.push(Math.min(left, batchSize));
      const batchSizes = batches.map((batch) => batch.length);
      expect(array(batchSizes)).toAgreeWith(expected, { of: 'the batch sizes' });
    },
  );

  example('all 24 orders of four indices are equally likely', () => {
    const random = seededRandom(4);
    const received = Array.from({ length: 6000 }, () => epochBatches(4, 3, random).flat());
    expectEqualChances(received, ordersOf(upTo(4)));
  });

  // The mean distance in a random order of 100 is 33.3, with a standard deviation of 2.1. It is the same where all have moved on by a fifth of the
  // list, but there each still comes after the one before it, as it would be after every third one: in a random order one does so, and more than 15
  // in none of a thousand million.
  law(
    'shuffles many indices as well: on average, each of 100 moves about a third of the list’s length',
    fc.record({ seed: seeds(), places: fc.uniqueArray(fc.nat(49), { minLength: 5, maxLength: 5 }) }),
    ({ seed, places }) => {
      const [order, same, other] = [seed, seed, seed + 1].map((one) =>
        epochBatches(100, 10, seededRandom(one)).flat(),
      );
      expectDifferentIndices(order, 100, 100);
      expect(array(same)).toAgreeWith(order, { of: 'the second epoch' });
      if (show(other) === show(order)) fail(phrase`two seeds both gave ${{ value: show(order) }}`); // an order of one's own
      if (isMovedByFew(seed, places))
        fail(
          phrase`other random numbers at the places ${{ places: show(places) }} change nothing in ${{ order: show(order) }}: draw a number for each index`,
        );
      const random = seededRandom(seed);
      const ofThree = Array.from({ length: 80 }, () => epochBatches(3, 2, random).flat());
      expectEqualChances(ofThree, ordersOf(upTo(3))); // an order of one's own that is only turned or moved on has half of them
      const distance = array(order.map((index, place) => Math.abs(index - place))).mean();
      const [far, all] = [{ distance: show(distance) }, { order: show(order) }];
      if (distance <= 18 || distance >= 48)
        fail(
          phrase`on average, an index is ${far} places away from its own, expected about ${{ expected: 33 }}: ${all}`,
        );
      const steps = order.slice(1).map((index, place) => (index - order[place] + 100) % 100);
      for (const step of new Set(steps)) {
        const count = steps.filter((other) => other === step).length;
        if (count > 15)
          fail(
            phrase`${{ count }} indices come ${{ step }} after the one before them, counted in a circle, expected about ${{ expected: 1 }}: ${all}`,
          );
      }
    },
    { runs: 20 },
  );

  law(
    'draws a new order for each epoch',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const random = seededRandom(seed);
      expectNewDraws(() => epochBatches(40, 8, random));
    },
    ANY_INPUT,
  );

  law(
    'draws the same order from the same seed',
    epochs,
    ({ populationSize, batchSize, seed }) => {
      const [first, second] = upTo(2).map(() => epochBatches(populationSize, batchSize, seededRandom(seed)));
      expect(array(second.flat())).toAgreeWith(first.flat(), { of: 'the second epoch' });
    },
    ANY_INPUT,
  );

  // The loss of sample i is ½ (w − xᵢ)², so its gradient is w − xᵢ.
  law(
    'is fair: the gradients of its batches, weighted by their sizes, add up to the gradient of all samples',
    sizes(8).chain((length) =>
      fc.record({ x: vectorOf(length), w: tenths(), batchSize: sizes(10), seed: seeds() }),
    ),
    ({ x, w, batchSize, seed }) => {
      const gradientOf = (samples: NDArray): number => w - samples.mean();
      const gradient = epochBatches(x.size, batchSize, seededRandom(seed))
        .map((batch) => (gradientOf(x.take(batch)) * batch.length) / x.size)
        .reduce((sum, value) => sum + value, 0);
      // Gradients may cancel to 0; what is left then is the rounding of numbers up to 10, 1e-15 each.
      expect(gradient).toAgreeWith(gradientOf(x), { of: 'the gradient of the epoch', absolute: 1e-9 });
    },
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    epochs,
    ({ populationSize, batchSize, seed }) => {
      expectKept(
        () => epochBatches(populationSize, batchSize, seededRandom(seed)),
        () => epochBatches(populationSize, batchSize, seededRandom(seed + 1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'holds each of several hundred indices exactly once',
    fc.record({ populationSize: manyRows(), batchSize: sizes(300), seed: seeds() }),
    ({ populationSize, batchSize, seed }) => {
      const batches = epochBatches(populationSize, batchSize, seededRandom(seed));
      expectDifferentIndices(batches.flat(), populationSize, populationSize);
    },
    { runs: 5 },
  );
});

function inAnyOrder(labels: number[]): fc.Arbitrary<number[]> {
  return fc
    .shuffledSubarray(upTo(labels.length), { minLength: labels.length })
    .map((order) => order.map((place) => labels[place]));
}

/** Labels (N), and how many samples to draw. Not every class must occur, and the labels may have gaps. */
const labelled = fc
  .tuple(sizes(10), fc.constantFrom([0], [0, 1], [0, 1, 2], [0, 3, 5, 9]))
  .chain(([length, classes]) =>
    fc.record({
      labels: labelsOf(length, classes.length).map((places) => places.map((place) => classes[place])),
      size: sizes(length, 0),
      seed: seeds(),
    }),
  );

/** Classes of very different sizes, in any order: one after the other, every second sample would be half of each, whatever its label is. */
const unequalClasses = fc
  .array(sizes(5), { minLength: 2, maxLength: 6 })
  .map((counts) => counts.flatMap((count, label) => upTo(count).map(() => label)))
  .chain((labels) => fc.record({ labels: inAnyOrder(labels), size: sizes(labels.length), seed: seeds() }));

/** Half of all samples: the share of a class with an even number of members is a whole number, that of any other ends in ½. */
const halfOfThem = fc
  .array(sizes(5), { minLength: 3, maxLength: 5 })
  .filter((counts) => counts.reduce((sum, count) => sum + count, 0) % 2 === 0)
  .map((counts) => counts.flatMap((count, label) => upTo(count).map(() => label)))
  .chain((labels) => fc.record({ labels: inAnyOrder(labels), seed: seeds() }));

/** How many samples have this label. */
function countOf(label: number, labels: number[]): number {
  return labels.filter((other) => other === label).length;
}

/** Checks that each class comes size · n / N times, rounded up or down: |count − size · n / N| < 1, in whole numbers. */
function expectFairShares(labels: number[], indices: number[]): void {
  const drawn = indices.map((index) => labels[index]);
  for (const label of new Set(labels)) {
    const [members, count] = [countOf(label, labels), countOf(label, drawn)];
    if (Math.abs(count * labels.length - drawn.length * members) < labels.length) continue;
    const share = `${drawn.length} · ${members} / ${labels.length} = ${show((drawn.length * members) / labels.length)}`;
    fail(phrase`class ${{ label }} was drawn ${{ count }} times, but its share is ${{ share }}`);
  }
}

/** Checks that something came about every other time: a count of n such chances has the standard deviation ½√n. */
function expectHalf(count: number, chances: number, what: Wording): void {
  if (Math.abs(count - chances / 2) <= (6 * Math.sqrt(chances)) / 2) return;
  const share = chances / 2;
  fail(phrase`${{ what }} came ${{ count }} times in ${{ chances }}, expected about ${{ share }} times`);
}

describeFunction('stratifiedChoice', stratifiedChoice, () => {
  gate('returns as many indices as asked for', () => {
    expectDifferentIndices(stratifiedChoice([0, 0, 1, 1], 2, seededRandom(1)), 4, 2);
  });

  example('from classes of six, four and two samples, it draws three, two and one', () => {
    const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2];
    const drawn = stratifiedChoice(labels, 6, seededRandom(1)).map((index) => labels[index]);
    expect(array(drawn.sort())).toAgreeWith([0, 0, 0, 1, 1, 2], { of: 'the labels drawn' });
  });

  law(
    'does not modify the labels',
    labelled,
    ({ labels, size, seed }) => {
      expectUntouched({ labels }, () => stratifiedChoice(labels, size, seededRandom(seed)));
    },
    ANY_INPUT,
  );

  law('draws size different samples', labelled, ({ labels, size, seed }) => {
    expectDifferentIndices(stratifiedChoice(labels, size, seededRandom(seed)), labels.length, size);
  });

  law('gives each class its share, rounded up or down', labelled, ({ labels, size, seed }) => {
    expectFairShares(labels, stratifiedChoice(labels, size, seededRandom(seed)));
  });

  law('does the same for classes of very different sizes', unequalClasses, ({ labels, size, seed }) => {
    const indices = stratifiedChoice(labels, size, seededRandom(seed));
    expectDifferentIndices(indices, labels.length, size);
    expectFairShares(labels, indices);
  });

  law('gives a class exactly its share when that is a whole number', halfOfThem, ({ labels, seed }) => {
    expectFairShares(labels, stratifiedChoice(labels, labels.length / 2, seededRandom(seed)));
  });

  law('draws everything when size is the number of samples', labelled, ({ labels, seed }) => {
    const indices = stratifiedChoice(labels, labels.length, seededRandom(seed));
    expectDifferentIndices(indices, labels.length, labels.length);
  });

  law('draws nothing when size is 0', labelled, ({ labels, seed }) => {
    expectDifferentIndices(stratifiedChoice(labels, 0, seededRandom(seed)), labels.length, 0);
  });

  law(
    'rejects a size that is larger than the number of samples',
    fc.record({ labels: labelsOf(4, 2), excess: sizes(5), seed: seeds() }),
    ({ labels, excess, seed }) => {
      expect(() => stratifiedChoice(labels, labels.length + excess, seededRandom(seed))).toThrow();
    },
    ANY_INPUT,
  );

  // Two of the four members of each class, and one of two: each member comes with chance ½. The first members of the ten classes are
  // counted together, too, and so on, because what favors them does so in every class. A shuffle that swaps each place with any other
  // gives one of the four 0.043 too much or too little: in 10,000 chances, eight standard deviations.
  example('each member of a class is equally likely', () => {
    for (const memberCount of [4, 2]) {
      const [random, draws] = [seededRandom(4), 1000];
      const labels = upTo(10 * memberCount).map((i) => i % 10);
      const counts = labels.map(() => 0);
      for (let draw = 0; draw < draws; draw++) {
        for (const index of stratifiedChoice(labels, 5 * memberCount, random)) counts[index]++;
      }
      counts.forEach((count, index) => {
        const [label, all] = [labels[index], show(labels)];
        const what = phrase`sample ${{ sample: index }}, of class ${{ label }} in ${{ labels: all }},`;
        expectHalf(count, draws, what);
      });
      for (const place of upTo(memberCount)) {
        const count = counts.slice(10 * place, 10 * (place + 1)).reduce((sum, value) => sum + value, 0);
        const what = phrase`member number ${{ place: place + 1 }} of a class in ${{ labels: show(labels) }}`;
        expectHalf(count, 10 * draws, what);
      }
    }
  });

  law(
    'draws anew with each call',
    fc.record({ seed: seeds() }),
    ({ seed }) => {
      const random = seededRandom(seed);
      const labels = upTo(100).map((i) => i % 2);
      expectNewDraws(() => stratifiedChoice(labels, 30, random));
    },
    ANY_INPUT,
  );

  law(
    'draws the same from the same seed',
    labelled,
    ({ labels, size, seed }) => {
      const [first, second] = upTo(2).map(() => stratifiedChoice(labels, size, seededRandom(seed)));
      expect(array(second)).toAgreeWith(first, { of: 'the second draw' });
    },
    ANY_INPUT,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    labelled,
    ({ labels, size, seed }) => {
      expectKept(
        () => stratifiedChoice(labels, size, seededRandom(seed)),
        () => stratifiedChoice(labels, size, seededRandom(seed + 1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'is just as fair with several hundred samples, whatever their labels are',
    manyRows().chain((length) =>
      fc.record({
        labels: labelsOf(length, 3).map((places) => places.map((place) => [7, 300, 70_000][place])),
        size: sizes(length),
        seed: seeds(),
      }),
    ),
    ({ labels, size, seed }) => {
      const indices = stratifiedChoice(labels, size, seededRandom(seed));
      expectDifferentIndices(indices, labels.length, size);
      expectFairShares(labels, indices);
    },
    { runs: 5 },
  );
});

/** The chance by counting: of all classCountᵇᵃᵗᶜʰˢⁱᶻᵉ batches, the share of those that miss a class. */
function shareOfBatchesThatMiss(classCount: number, batchSize: number): number {
  let batches: number[][] = [[]];
  for (let drawn = 0; drawn < batchSize; drawn++) {
    batches = batches.flatMap((batch) => upTo(classCount).map((label) => [...batch, label]));
  }
  return batches.filter((batch) => new Set(batch).size < classCount).length / batches.length;
}

/** The chance by following the draws: chances[k] is the chance that k classes have been seen so far. */
function chanceDrawByDraw(classCount: number, batchSize: number): number {
  let chances = [1, ...upTo(classCount).map(() => 0)];
  for (let drawn = 0; drawn < batchSize; drawn++) {
    chances = chances.map((chance, k) => {
      const seenBefore = (chance * k) / classCount;
      const newClass = k === 0 ? 0 : (chances[k - 1] * (classCount - k + 1)) / classCount;
      return seenBefore + newClass;
    });
  }
  return chances.slice(0, classCount).reduce((sum, chance) => sum + chance, 0);
}

describeFunction('chanceOfMissingAClass', chanceOfMissingAClass, () => {
  gate('returns one finite number', () => {
    expect(chanceOfMissingAClass(2, 3)).toBeFinite();
  });

  example('a coin tossed three times shows only one side in 2 of 8 cases', () => {
    expect(chanceOfMissingAClass(2, 3)).toAgreeWith(1 / 4);
  });

  example('ten digits, a batch of ten: a digit is missing unless all ten are different', () => {
    expect(chanceOfMissingAClass(10, 10)).toAgreeWith(1 - 3628800 / 1e10);
  });

  example('ten digits, a batch of 100: a digit is missing in one batch of 3765', () => {
    expect(chanceOfMissingAClass(10, 100)).toAgreeWith(0.00026560482225279495);
  });

  law(
    'is the share of all possible batches that miss a class',
    fc.record({ classCount: sizes(4), batchSize: sizes(5), more: sizes(30, 6) }),
    ({ classCount, batchSize, more }) => {
      const share = shareOfBatchesThatMiss(classCount, batchSize);
      expect(chanceOfMissingAClass(classCount, batchSize)).toAgreeWith(share);
      // So few numbers could be known by heart. More draws make too many batches to count.
      const chance = chanceDrawByDraw(classCount, more);
      expect(chanceOfMissingAClass(classCount, more)).toAgreeWith(chance, {
        of: phrase`the chance with ${{ count: more }} draws`,
      });
    },
  );

  law(
    'is the probability that some class has not been drawn after batchSize draws',
    fc.record({ classCount: sizes(10), batchSize: sizes(120) }),
    ({ classCount, batchSize }) => {
      const chance = chanceDrawByDraw(classCount, batchSize);
      expect(chanceOfMissingAClass(classCount, batchSize)).toAgreeWith(chance);
    },
  );

  example('a hundred classes, a batch of a hundred: a class is almost always missing', () => {
    expect(chanceOfMissingAClass(60, 1)).toAgreeWith(1);
    expect(chanceOfMissingAClass(40, 1)).toAgreeWith(1);
    expect(chanceOfMissingAClass(100, 100)).toAgreeWith(1);
  });

  law(
    'is right for many classes and large batches, where factorials overflow and large terms cancel',
    fc.record({ classCount: sizes(120, 20), batchSize: sizes(400) }),
    ({ classCount, batchSize }) => {
      const chance = chanceDrawByDraw(classCount, batchSize);
      expect(chanceOfMissingAClass(classCount, batchSize)).toAgreeWith(chance);
    },
    { runs: 15 },
  );

  law(
    'is 1 when the batch is smaller than the number of classes',
    fc.record({ batchSize: sizes(8), more: sizes(60) }),
    ({ batchSize, more }) => {
      expect(chanceOfMissingAClass(batchSize + more, batchSize)).toAgreeWith(1);
    },
  );

  law('is 0 when there is only one class', fc.record({ batchSize: sizes(100) }), ({ batchSize }) => {
    expect(chanceOfMissingAClass(1, batchSize)).toAgreeWith(0);
  });
});
