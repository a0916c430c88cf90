// What can be seen of an answer while it is called, and whether that is what was seen of another one.
import { NotImplementedError, todo } from '#lib/todo';
import { array, type NDArray } from '#lib/ndarray';
import { phrase } from '#engine/words/phrase';
import type { Sight } from '#engine/suite/sights';
import { looksLike, underTest, watch } from '#engine/suite/under-test';
import { Unsupported } from '#engine/suite/plain-data';
import { describe, expect, test } from '@jest/globals';

class Counter {
  count = 0;
  add(by: number): number {
    return (this.count += by);
  }
}
const topic = {
  Counter,
  fill(x: NDArray, value: number): string {
    x.data.fill(value);
    return 'filled';
  },
  fail(error: unknown): number {
    throw error;
  },
  calling: (f: (n: number) => unknown, times: number): unknown => {
    let last: unknown;
    for (let i = 0; i < times; i++) last = f(i);
    return last;
  },
  training: (options: { rate: number; onEpoch?: (epoch: number) => void; ask?: () => number }): number => {
    options.onEpoch?.(1);
    return (options.ask?.() ?? 0) + options.rate;
  },
  maker: (n: number) => (m: number) => n + m,
  unwritten: (): number => todo('unwritten'),
};
const judged = underTest(topic);

describe('what is seen', () => {
  test('is what a call returned and left, and how the test ended', () => {
    const x = array([1, 2]);
    const seen = watch(() => expect(judged.fill(x, 7)).toBe('filled'));
    expect(seen).toEqual([['returned', 'filled'], ['left', [{ shape: [2], data: [7, 7] }, 7]], ['holds']]);
    expect(x.data).toEqual(Float64Array.of(1, 2));
    expect(watch(() => expect(judged.fill(x, 7)).toBe('other')).at(-1)).toEqual(['fails']);
  });

  test.each<[string, unknown, string]>([
    ['an error', new RangeError('no'), 'RangeError: no'],
    ['a text', 'no', 'no'],
    ['an object', {}, 'an object that is no error'],
  ])('is what a call threw, %s', (_, error, text) => {
    expect(watch(() => void judged.fail(error))).toEqual([
      ['threw', text],
      ['left', [expect.anything()]],
      ['fails'],
    ]);
  });

  test('are the fields and methods of an object', () => {
    const seen = watch(() => {
      const counter = new judged.Counter();
      expect(counter.constructor).toBe(Counter); // which is no sight
      counter.add(2);
      void counter.count;
    });
    expect(seen).toEqual([['returned', 2], ['left', [2]], ['field', 2], ['holds']]);
  });

  test('is what a function does that was returned', () => {
    const seen = watch(() => expect(judged.maker(1)(2)).toBe(3));
    expect(seen).toEqual([
      ['returned', 'a function'],
      ['left', [1]],
      ['returned', 3],
      ['left', [2]],
      ['holds'],
    ]);
  });

  test('is what callbacks are told, also in a record, and not what they are asked', () => {
    const told: number[] = [];
    const seen = watch(() => {
      judged.calling((n) => void told.push(n), 2);
      judged.calling((n) => n, 2);
      judged.training({ rate: 1, onEpoch: (epoch) => void told.push(epoch), ask: () => 5 });
      judged.training({ rate: 1 });
    });
    expect(told).toEqual([0, 1, 1]);
    expect(seen.filter(([kind]) => kind === 'told')).toEqual([['told', [0]], ['told', [1]], ['told', [1]]]); // prettier-ignore
    expect(seen.filter(([kind]) => kind === 'returned').map(([, value]) => value)).toEqual([
      undefined,
      1,
      6,
      1,
    ]);
  });

  test('ends where a callback is called without end', () => {
    expect(watch(() => void judged.calling((n) => n, 100_000)).at(-1)).toEqual(['holds']);
    const seen = watch(() => void judged.calling((n) => n, 100_001));
    expect(seen[0]).toEqual(['threw', 'RangeError: called more than 100000 times']);
  });

  test('is nothing where the answer is not written yet', () => {
    expect(() => watch(() => void judged.unwritten())).toThrow(NotImplementedError);
  });

  test('is another answer’s, where one is given in its place; and nothing outside', () => {
    const standIn = { maker: () => () => 99 };
    expect(watch(() => expect(judged.maker(1)(2)).toBe(99), standIn).at(-1)).toEqual(['holds']);
    expect(judged.maker(1)(2)).toBe(3);
    const inner: Sight[][] = [];
    const outer = watch(() => {
      inner.push(watch(() => void judged.calling((n) => n, 1), { calling: () => 'inner' }));
      judged.calling((n) => n, 1);
    }, { calling: () => 'outer' }); // prettier-ignore
    expect(inner[0][0]).toEqual(['returned', 'inner']);
    expect(outer.map(([kind, value]) => [kind, value])[0]).toEqual(['returned', 'outer']);
    expect(outer).toHaveLength(3);
  });
});

describe('an answer looks like what was seen', () => {
  const body = (): void => {
    judged.calling((n) => n, 1);
    judged.maker(1);
  };
  const answer = (first: unknown, second: unknown) => ({ calling: () => first, maker: () => second });
  const seen = watch(body, answer(1, 2));
  const right = (): Sight[] => watch(body, answer(5, 6));

  test.each<[string, object, boolean]>([
    ['that is the same', answer(1, 2), true],
    ['that is the same but for rounding', answer(1 + 1e-12, 2), true],
    ['not with another first result', answer(0, 2), false],
    ['not with another last one', answer(1, 0), false],
  ])('%s', (_, other, looks) => {
    expect(looksLike(body, other, seen, right)).toBe(looks);
  });

  test('not where less or more is seen', () => {
    expect(looksLike(body, answer(1, 2), [...seen, ['holds']], right)).toBe(false);
    expect(looksLike(body, answer(1, 2), seen.slice(0, -1), right)).toBe(false);
    expect(looksLike(body, answer(1, 2), [], right)).toBe(false);
  });

  test('not where a body goes on after a difference', () => {
    const stubborn = (): void => {
      try {
        judged.calling((n) => n, 1);
      } catch {
        // as an answer may
      }
      judged.maker(1);
    };
    expect(looksLike(stubborn, answer(0, 2), watch(stubborn, answer(1, 2)), right)).toBe(false);
  });

  test('as far as the right one has it: what else is in an object is free', () => {
    const of = (more: object) => answer({ sum: 1, ...more }, 2);
    const hasMore = watch(body, of({ mean: 1 }));
    expect(looksLike(body, of({}), hasMore, () => watch(body, of({})))).toBe(true);
    expect(looksLike(body, of({}), hasMore, () => watch(body, of({ mean: 5 })))).toBe(false);
  });

  test('not where it is not written yet; a body that is not says so', () => {
    expect(looksLike(body, { calling: () => todo('calling'), maker: () => 2 }, seen, right)).toBe(false);
    expect(() => looksLike(() => todo('body'), {}, seen, right)).toThrow(NotImplementedError);
  });
});

test('a promise is a wrong answer, which says so', () => {
  const { later } = underTest({ later: async () => Promise.resolve(1) });
  expect(() => later()).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ kind: 'odd' }) }),
  );
});

test('what cannot cross is seen by its words', () => {
  const { odd } = underTest({ odd: () => new Unsupported(phrase`a symbol`) });
  expect(watch(() => void odd())[0]).toEqual(['returned', { found: { text: 'a symbol', gaps: {} } }]);
});
