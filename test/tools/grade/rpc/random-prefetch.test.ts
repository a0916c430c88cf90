// Random numbers that are prefetched ahead: the guest uses the same ones that the judge's source would have given.
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '#lib/random';
import {
  RandomPrefetch,
  PrefetchedRandom,
  type Prefetched,
} from '../../../../tools/grade/rpc/random-prefetch';
import { ProtocolError } from '../../../../tools/grade/rpc/wire';

const SOURCE = 7;

/** The judge's side with a source, the guest's side, and what the same source gives elsewhere. */
function sides(): {
  prefetch: RandomPrefetch;
  prefetched: PrefetchedRandom;
  random: () => number;
  expected: () => number;
} {
  const [random, expected] = [seededRandom('draws'), seededRandom('draws')];
  const prefetch = new RandomPrefetch();
  prefetch.offer(SOURCE, random);
  return { prefetch, prefetched: new PrefetchedRandom(), random, expected };
}

const list = (count: number, draw: () => number | undefined): (number | undefined)[] =>
  Array.from({ length: count }, draw);

describe('the prefetched of a source', () => {
  test('is its next 32 numbers, which it still has to give', () => {
    const { prefetch, random, expected } = sides();
    const [[number, numbers]] = prefetch.prefetched();
    expect(number).toBe(SOURCE);
    expect(numbers).toEqual(list(32, expected));
    expect(random()).toBe(numbers[0]);
  });

  test('is what the source says itself, where it knows its future', () => {
    const random = Object.assign(() => 0.5, {
      state: () => ({ calls: 0 }),
      ahead: (count: number) => list(count, () => 0.25) as number[],
    });
    const prefetch = new RandomPrefetch();
    prefetch.offer(SOURCE, random);
    expect(prefetch.prefetched()).toEqual([[SOURCE, list(32, () => 0.25)]]);
  });

  test('is not sent again while more than half of it is left', () => {
    const { prefetch } = sides();
    prefetch.prefetched();
    expect(prefetch.prefetched()).toEqual([]);
    prefetch.settle([[SOURCE, 15]]);
    expect(prefetch.prefetched()).toEqual([]);
    prefetch.settle([[SOURCE, 1]]);
    expect(prefetch.prefetched()).toHaveLength(1);
  });

  test('is sent again when the judge has prefetched from the source itself', () => {
    const { prefetch, random, expected } = sides();
    prefetch.prefetched();
    random();
    expected();
    expect(prefetch.prefetched()).toEqual([[SOURCE, list(32, expected)]]);
  });

  test('is sent again when the source has gone on by its own count, such as one that gives what a test wants', () => {
    let calls = 0;
    const random = Object.assign(() => 0.5, { state: () => ({ calls }), ahead: () => [0.5] });
    const prefetch = new RandomPrefetch();
    prefetch.offer(SOURCE, random);
    prefetch.prefetched();
    calls++;
    expect(prefetch.prefetched()).toEqual([[SOURCE, [0.5]]]);
  });

  test('is of no function that is no source', () => {
    const prefetch = new RandomPrefetch();
    prefetch.offer(SOURCE, () => 1);
    expect(prefetch.prefetched()).toEqual([]);
  });

  test('is of the source that came first under a number', () => {
    const { prefetch, expected } = sides();
    prefetch.offer(SOURCE, seededRandom('another'));
    expect(prefetch.prefetched()).toEqual([[SOURCE, list(32, expected)]]);
  });

  test('is none after the call', () => {
    const { prefetch } = sides();
    prefetch.endCall();
    expect(prefetch.prefetched()).toEqual([]);
  });
});

describe('the guest', () => {
  test('draws what was sent, and no more', () => {
    const { prefetch, prefetched, expected } = sides();
    prefetched.take(prefetch.prefetched());
    expect(list(32, () => prefetched.next(SOURCE))).toEqual(list(32, expected));
    expect(prefetched.next(SOURCE)).toBeUndefined();
    expect(prefetched.next(8)).toBeUndefined();
  });

  test('tells how many it has used since it last told', () => {
    const { prefetch, prefetched } = sides();
    prefetched.take(prefetch.prefetched());
    expect(prefetched.used()).toEqual([]);
    list(3, () => prefetched.next(SOURCE));
    expect(prefetched.used()).toEqual([[SOURCE, 3]]);
    expect(prefetched.used()).toEqual([]);
    list(100, () => prefetched.next(SOURCE));
    expect(prefetched.used()).toEqual([[SOURCE, 29]]);
  });

  test('has none after the call', () => {
    const { prefetch, prefetched } = sides();
    prefetched.take(prefetch.prefetched());
    prefetched.endCall();
    expect(prefetched.next(SOURCE)).toBeUndefined();
  });

  test('and the judge draw from one source by turns', () => {
    const { prefetch, prefetched, random, expected } = sides();
    for (const count of [3, 20, 0, 31, 1]) {
      prefetched.take(prefetch.prefetched());
      expect(list(count, () => prefetched.next(SOURCE))).toEqual(list(count, expected));
      prefetch.settle(prefetched.used());
      expect(random()).toBe(expected());
    }
  });
});

describe('the judge', () => {
  test('refuses numbers that were never there', () => {
    const never = new ProtocolError('random numbers that it never had');
    const { prefetch } = sides();
    expect(() => prefetch.settle([[SOURCE, 1]])).toThrow(never);
    prefetch.prefetched();
    for (const used of [
      [8, 1],
      [SOURCE, 33],
      [SOURCE, NaN],
      [SOURCE],
      [SOURCE, -1],
      [SOURCE, 0.5],
      [SOURCE, '1'],
    ]) {
      expect(() => prefetch.settle([used])).toThrow(never);
    }
    prefetch.settle([[SOURCE, 32]]);
    expect(() => prefetch.settle([[SOURCE, 1]])).toThrow(never);
    for (const used of [undefined, {}, 'none', [5]]) {
      expect(() => prefetch.settle(used)).toThrow(new ProtocolError('no count of random numbers'));
    }
  });

  test('refuses what is too much only in its sum', () => {
    for (const counts of [
      [20, 20],
      [-1e15, 1e15],
      [32, 1],
    ]) {
      // prettier-ignore
      const { prefetch, random, expected } = sides();
      prefetch.prefetched();
      expect(() => prefetch.settle(counts.map((count) => [SOURCE, count]))).toThrow(ProtocolError);
      list(Math.max(counts[0], 0), expected);
      expect(random()).toBe(expected());
    }
  });

  test('settles with several sources', () => {
    const prefetch = new RandomPrefetch();
    const randoms = ['a', 'b'].map((seed) => seededRandom(seed));
    randoms.forEach((random, i) => prefetch.offer(i, random));
    const prefetched: Prefetched = prefetch.prefetched();
    prefetch.settle([
      [0, 1],
      [1, 2],
    ]);
    expect(randoms.map((random) => random())).toEqual([prefetched[0][1][1], prefetched[1][1][2]]);
  });
});
