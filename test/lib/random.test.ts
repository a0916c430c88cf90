// The seeded sources of randomness: the same seed gives the same numbers, and a source can be continued where it stood.
import { expect, test } from '@jest/globals';
import { describeBlock, example, fc, law } from '#engine/suite';
import seedrandom from 'seedrandom';
import { readState, resumedRandom, seededRandom, STATE_SIZE, writeState, type Random } from '#lib/random';
import { seeds, sizes } from '../support/arbitraries';

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random());
}

describeBlock('seededRandom', () => {
  example('begins with known numbers', () => {
    // The first line is what seedrandom's own documentation gives.
    expect(draw(seededRandom('hello.'), 2)).toEqual([0.9282578795792454, 0.3752569768646784]);
    expect(draw(seededRandom(42), 3)).toEqual([0.00701751618236155, 0.17185490054868188, 0.967001069269818]);
    expect(draw(seededRandom(0), 2)).toEqual([0.7803563384230067, 0.05144520047760746]);
  });

  example('gives seedrandom’s own numbers, unless the seed repeats itself', () => {
    for (const seed of [7, 100, 110, 1213]) expect(seededRandom(seed)()).toBe(seedrandom(String(seed))());
    for (const seed of [11, 1212]) expect(seededRandom(seed)()).not.toBe(seedrandom(String(seed))());
  });

  law('gives the same numbers for the same seed', fc.record({ seed: seeds() }), ({ seed }) => {
    expect(draw(seededRandom(seed), 20)).toEqual(draw(seededRandom(seed), 20));
  });

  law(
    'gives other numbers for another seed',
    fc.record({ seed: seeds(), distance: sizes(9999) }),
    ({ seed, distance }) => {
      expect(draw(seededRandom(seed), 5)).not.toEqual(draw(seededRandom(seed + distance), 5));
    },
  );

  example('gives other numbers for each seed from 0 to 9999, also for 1, 11, 111 and 1111', () => {
    const starts = Array.from({ length: 10_000 }, (_, seed) => seededRandom(seed)());
    expect(new Set(starts).size).toBe(10_000);
  });

  law('gives numbers from 0 up to, but not including, 1', fc.record({ seed: seeds() }), ({ seed }) => {
    for (const number of draw(seededRandom(seed), 200)) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }
  });

  law('keeps two sources apart', fc.record({ seed: seeds() }), ({ seed }) => {
    const [first, second] = [seededRandom(seed), seededRandom(seed)];
    draw(first, 7);
    expect(draw(second, 5)).toEqual(draw(seededRandom(seed), 5));
  });

  example('spreads its numbers evenly over ten tenths', () => {
    const count = 100_000;
    const counts = Array<number>(10).fill(0);
    for (const number of draw(seededRandom('even'), count)) counts[Math.floor(number * 10)]++;
    // Each count has the standard deviation √(n · 0.1 · 0.9); six of them are allowed.
    for (const found of counts)
      expect(found).toAgreeWith(count / 10, { absolute: 6 * Math.sqrt(count * 0.09) });
  });

  example('leaves Math.random alone', () => {
    const { random } = Math;
    seededRandom(1)();
    expect(Math.random).toBe(random);
  });
});

describeBlock('resumedRandom', () => {
  const stoppedSource = fc.record({ seed: seeds(), drawnBefore: fc.integer({ min: 0, max: 600 }) });

  law('goes on exactly where state() was taken', stoppedSource, ({ seed, drawnBefore }) => {
    const random = seededRandom(seed);
    draw(random, drawnBefore);
    const resumed = resumedRandom(random.state());
    expect(draw(resumed, 20)).toEqual(draw(random, 20));
  });

  law('goes on from a state that was written as JSON', stoppedSource, ({ seed, drawnBefore }) => {
    const random = seededRandom(seed);
    draw(random, drawnBefore);
    const kept = JSON.stringify(random.state());
    expect(draw(resumedRandom(JSON.parse(kept) as object), 20)).toEqual(draw(random, 20));
  });

  law('can be stopped and resumed again and again', stoppedSource, ({ seed, drawnBefore }) => {
    const uninterrupted = draw(seededRandom(seed), drawnBefore + 10);
    const stopped = seededRandom(seed);
    draw(stopped, drawnBefore);
    const resumed = resumedRandom(stopped.state());
    const firstHalf = draw(resumed, 5);
    expect([...firstHalf, ...draw(resumedRandom(resumed.state()), 5)]).toEqual(
      uninterrupted.slice(drawnBefore),
    );
  });

  law('leaves the state as it was, to be resumed twice', stoppedSource, ({ seed, drawnBefore }) => {
    const random = seededRandom(seed);
    draw(random, drawnBefore);
    const state = random.state();
    const before = structuredClone(state);
    const numbers = draw(resumedRandom(state), 5);
    expect(state).toEqual(before);
    expect(draw(resumedRandom(state), 5)).toEqual(numbers);
  });

  law('does not move the source whose state is taken', fc.record({ seed: seeds() }), ({ seed }) => {
    const random = seededRandom(seed);
    random.state();
    expect(draw(random, 5)).toEqual(draw(seededRandom(seed), 5));
  });

  const { i, j, S } = seededRandom(1).state() as { i: number; j: number; S: number[] };
  const damaged: [what: string, state: object][] = [
    ['an empty object', {}],
    ['a state without i', { j, S }],
    ['a state that is cut off', { i, j, S: S.slice(1) }],
    ['a state with a number that is no byte', { i, j, S: [...S.slice(1), 256] }],
    ['a state with a number below 0', { i: -1, j, S }],
    ['a state with a fraction', { i, j: 0.5, S }],
    ['a state with a word in it', { i, j, S: [...S.slice(1), '7'] }],
  ];
  for (const [what, state] of damaged) {
    example(`rejects ${what}`, () => {
      expect(() => resumedRandom(state)).toThrow('resumedRandom: expected what state() of a source returned');
    });
  }
});

test('a state in bytes is the same state', () => {
  const random = seededRandom(5);
  for (let i = 0; i < 100; i++) random();
  const bytes = new Uint8Array(STATE_SIZE + 2).fill(77);
  writeState(random.state(), bytes);
  expect(readState(bytes)).toEqual(random.state());
  expect([...bytes.subarray(STATE_SIZE)]).toEqual([77, 77]);
  const resumed = resumedRandom(readState(bytes));
  expect([resumed(), resumed()]).toEqual([random(), random()]);
});
