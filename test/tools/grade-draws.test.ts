// Random numbers that are drawn ahead: the accused uses the same ones that the judge's source would have given.
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '#lib/random';
import { Drawing, Drawn, type Stock } from '../../tools/grade/draws';
import { Violation } from '../../tools/grade/wire';

const SOURCE = 7;

/** The judge's side with a source, the accused's side, and what the same source gives elsewhere. */
function sides(): { drawing: Drawing; drawn: Drawn; random: () => number; expected: () => number } {
  const [random, expected] = [seededRandom('draws'), seededRandom('draws')];
  const drawing = new Drawing();
  drawing.offer(SOURCE, random);
  return { drawing, drawn: new Drawn(), random, expected };
}

const list = (count: number, draw: () => number | undefined): (number | undefined)[] =>
  Array.from({ length: count }, draw);

describe('the stock of a source', () => {
  test('is its next 32 numbers, which it still has to give', () => {
    const { drawing, random, expected } = sides();
    const [[number, numbers]] = drawing.stock();
    expect(number).toBe(SOURCE);
    expect(numbers).toEqual(list(32, expected));
    expect(random()).toBe(numbers[0]);
  });

  test('is what the source says itself, where it knows its future', () => {
    const random = Object.assign(() => 0.5, {
      state: () => ({ calls: 0 }),
      ahead: (count: number) => list(count, () => 0.25) as number[],
    });
    const drawing = new Drawing();
    drawing.offer(SOURCE, random);
    expect(drawing.stock()).toEqual([[SOURCE, list(32, () => 0.25)]]);
  });

  test('is not sent again while more than half of it is left', () => {
    const { drawing } = sides();
    drawing.stock();
    expect(drawing.stock()).toEqual([]);
    drawing.settle([[SOURCE, 15]]);
    expect(drawing.stock()).toEqual([]);
    drawing.settle([[SOURCE, 1]]);
    expect(drawing.stock()).toHaveLength(1);
  });

  test('is sent again when the judge has drawn from the source itself', () => {
    const { drawing, random, expected } = sides();
    drawing.stock();
    random();
    expected();
    expect(drawing.stock()).toEqual([[SOURCE, list(32, expected)]]);
  });

  test('is sent again when the source has gone on by its own count, such as one that gives what a test wants', () => {
    let calls = 0;
    const random = Object.assign(() => 0.5, { state: () => ({ calls }), ahead: () => [0.5] });
    const drawing = new Drawing();
    drawing.offer(SOURCE, random);
    drawing.stock();
    calls++;
    expect(drawing.stock()).toEqual([[SOURCE, [0.5]]]);
  });

  test('is of no function that is no source', () => {
    const drawing = new Drawing();
    drawing.offer(SOURCE, () => 1);
    expect(drawing.stock()).toEqual([]);
  });

  test('is of the source that came first under a number', () => {
    const { drawing, expected } = sides();
    drawing.offer(SOURCE, seededRandom('another'));
    expect(drawing.stock()).toEqual([[SOURCE, list(32, expected)]]);
  });

  test('is none after the call', () => {
    const { drawing } = sides();
    drawing.endCall();
    expect(drawing.stock()).toEqual([]);
  });
});

describe('the accused', () => {
  test('draws what was sent, and no more', () => {
    const { drawing, drawn, expected } = sides();
    drawn.take(drawing.stock());
    expect(list(32, () => drawn.next(SOURCE))).toEqual(list(32, expected));
    expect(drawn.next(SOURCE)).toBeUndefined();
    expect(drawn.next(8)).toBeUndefined();
  });

  test('tells how many it has used since it last told', () => {
    const { drawing, drawn } = sides();
    drawn.take(drawing.stock());
    expect(drawn.used()).toEqual([]);
    list(3, () => drawn.next(SOURCE));
    expect(drawn.used()).toEqual([[SOURCE, 3]]);
    expect(drawn.used()).toEqual([]);
    list(100, () => drawn.next(SOURCE));
    expect(drawn.used()).toEqual([[SOURCE, 29]]);
  });

  test('has none after the call', () => {
    const { drawing, drawn } = sides();
    drawn.take(drawing.stock());
    drawn.endCall();
    expect(drawn.next(SOURCE)).toBeUndefined();
  });

  test('and the judge draw from one source by turns', () => {
    const { drawing, drawn, random, expected } = sides();
    for (const count of [3, 20, 0, 31, 1]) {
      drawn.take(drawing.stock());
      expect(list(count, () => drawn.next(SOURCE))).toEqual(list(count, expected));
      drawing.settle(drawn.used());
      expect(random()).toBe(expected());
    }
  });
});

describe('the judge', () => {
  test('refuses numbers that were never there', () => {
    const never = new Violation('random numbers that it never had');
    const { drawing } = sides();
    expect(() => drawing.settle([[SOURCE, 1]])).toThrow(never);
    drawing.stock();
    for (const used of [
      [8, 1],
      [SOURCE, 33],
      [SOURCE, NaN],
      [SOURCE],
      [SOURCE, -1],
      [SOURCE, 0.5],
      [SOURCE, '1'],
    ]) {
      expect(() => drawing.settle([used])).toThrow(never);
    }
    drawing.settle([[SOURCE, 32]]);
    expect(() => drawing.settle([[SOURCE, 1]])).toThrow(never);
    for (const used of [undefined, {}, 'none', [5]]) {
      expect(() => drawing.settle(used)).toThrow(new Violation('no count of random numbers'));
    }
  });

  test('refuses what is too much only in its sum', () => {
    for (const counts of [
      [20, 20],
      [-1e15, 1e15],
      [32, 1],
    ]) {
      // prettier-ignore
      const { drawing, random, expected } = sides();
      drawing.stock();
      expect(() => drawing.settle(counts.map((count) => [SOURCE, count]))).toThrow(Violation);
      list(Math.max(counts[0], 0), expected);
      expect(random()).toBe(expected());
    }
  });

  test('settles with several sources', () => {
    const drawing = new Drawing();
    const randoms = ['a', 'b'].map((seed) => seededRandom(seed));
    randoms.forEach((random, i) => drawing.offer(i, random));
    const stock: Stock = drawing.stock();
    drawing.settle([
      [0, 1],
      [1, 2],
    ]);
    expect(randoms.map((random) => random())).toEqual([stock[0][1][1], stock[1][1][2]]);
  });
});
