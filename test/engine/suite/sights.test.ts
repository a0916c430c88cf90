// When two answers look alike.
import { describe, expect, jest, test } from '@jest/globals';
import { array } from '../../../lib/ndarray';
import { alike, isSameSight, lookAlike, plain, type Sight } from '../../../engine/suite/sights';

describe('two answers that throw', () => {
  const same = (one: string, other: string): boolean =>
    isSameSight(['threw', one], ['threw', other], () => undefined);

  test.each([
    ['options.onEpoch is not a function', 'onEpoch is not a function'],
    ['a.onEpoch is not a function', 'settings.options.onEpoch is not a function'],
    ['this.Layer is not a constructor', 'Layer is not a constructor'],
  ])('look alike, however the file calls what can’t be called: %s, %s', (one, other) => {
    expect(same(`TypeError: ${one}`, `TypeError: ${other}`)).toBe(true);
  });

  test.each([
    ['TypeError: options.onEpoch is not a function', 'TypeError: options.random is not a function'],
    ['TypeError: x.f is not a function', 'TypeError: x.f is not a constructor'],
    ['RangeError: a.b is wrong', 'RangeError: b is wrong'],
    ['Error: TypeError: a.f is not a function', 'Error: TypeError: f is not a function'],
  ])('differ where something else is wrong: %s, %s', (one, other) => {
    expect(same(one, other)).toBe(false);
  });
});

describe('the right answer', () => {
  const returned = (value: unknown): Sight => ['returned', value];

  test.each<[string, Sight, Sight]>([
    ['numbers', returned(1), returned(1 + 1e-12)],
    ['numbers that differ', returned(1), returned(2)],
    ['objects with the same fields', returned({ W: [1], b: 2 }), returned({ W: [1], b: 2 })],
    ['objects of which one lacks a field of the other', returned({ W: [1] }), returned({ W: [1], b: 2 })],
    ['errors that say the same', ['threw', 'Error: no'], ['threw', 'Error: no']],
    ['different things', returned(1), ['threw', 'Error: no']],
  ])('need not be known to compare %s', (_, one, other) => {
    const right = jest.fn(() => undefined);
    isSameSight(one, other, right);
    expect(right).not.toHaveBeenCalled();
  });

  test('decides whether one answer may have a field that the other lacks', () => {
    const [more, less] = [returned({ W: [1], own: 2 }), returned({ W: [1] })];
    expect(isSameSight(more, less, () => returned({ W: [1] }))).toBe(true);
    expect(isSameSight(more, less, () => returned({ W: [1], own: 3 }))).toBe(false);
  });

  test('decides whether two answers may throw different errors', () => {
    const [one, other]: Sight[] = [
      ['threw', 'Error: no'],
      ['threw', 'RangeError: too much'],
    ];
    expect(isSameSight(one, other, () => ['threw', 'Error: never'])).toBe(true);
    expect(isSameSight(one, other, () => returned(1))).toBe(false);
  });
});

describe('plain data', () => {
  class Half {
    constructor(readonly of: number) {}
    get half(): Half {
      return new Half(this.of / 2);
    }
  }
  const nested = (depth: number): unknown[] => (depth === 1 ? [] : [nested(depth - 1)]);
  const record = (depth: number): object => (depth === 1 ? {} : { a: record(depth - 1) });

  test.each<[string, unknown, unknown]>([
    ['a number', 1, 1],
    ['a text', 'a', 'a'],
    ['nothing', null, null],
    ['a bigint', 5n, '5n'],
    ['a typed array', [Uint8Array.of(1, 2)], [{ Uint8Array: [1, 2] }]],
    ['undefined', undefined, undefined],
    ['a function', () => 1, 'a function'],
    ['a promise', Promise.resolve(1), 'a promise'],
    ['an array', array([[1, 2]]), { shape: [1, 2], data: [1, 2] }],
    ['a list', [1, array([3]), null, () => 1], [1, { shape: [1], data: [3] }, null, 'a function']],
    ['a record', { a: 1, b: { c: [2] } }, { a: 1, b: { c: [2] } }],
    ['an object of a class, whose getters end', new Half(4), { of: 4, half: { of: 2 } }],
    ['such an object in a list', [new Half(4)], [{ of: 4, half: { of: 2 } }]],
    ['a deep list', nested(8), [[[[[[['more']]]]]]]],
    ['a list that is as deep as may be', nested(7), nested(7)],
    ['a deep record', record(8), { a: { a: { a: { a: { a: { a: { a: 'more' } } } } } } }],
    ['a record that is as deep as may be', record(7), record(7)],
  ])('%s', (_, value, data) => {
    expect(plain(value)).toEqual(data);
  });
});

test.each<[a: unknown, b: unknown, right: unknown, is: boolean]>([
  [1, 1 + 1e-9, undefined, true],
  [1, 1 + 1e-7, undefined, false],
  [1e6, 1e6 + 5e-3, undefined, true],
  [1e6, 1e6 + 5e-2, undefined, false],
  [-1, 1, undefined, false],
  [0, 2e-9, undefined, true],
  [NaN, NaN, undefined, true],
  [Infinity, Infinity, undefined, true],
  [1, '1', undefined, false],
  ['1', 1, undefined, false],
  ['a', 'a', undefined, true],
  ['a', 'b', undefined, false],
  [null, null, undefined, true],
  [null, {}, undefined, false],
  [{}, null, undefined, false],
  [{}, 'a', undefined, false],
  ['a', {}, undefined, false],
  [undefined, undefined, undefined, true],
  [[1, 2], [1, 2], undefined, true],
  [[1, 2], [1, 3], undefined, false],
  [[1, 2], [1], undefined, false],
  [[1], [1, 2], undefined, false],
  [[], {}, undefined, false],
  [{}, [], undefined, false],
  [[1], { 0: 1, length: 1 }, undefined, false],
  [{ a: 1, b: 2 }, { a: 1 }, undefined, true], // the first may hold more
  [{ a: 1 }, { a: 1, b: 2 }, undefined, false],
  [{ a: 1, b: 2 }, { a: 1 }, { b: 5 }, false], // but not of what is asked for
  [{ a: 1, b: 2 }, { a: 1 }, { c: 5 }, true],
  [{ a: 1, b: 2 }, { a: 1 }, null, true],
  [[{ a: 1, b: 2 }], [{ a: 1 }], [{ b: 5 }], false],
  [[{ a: 1, b: 2 }], [{ a: 1 }], [], true],
  [{ in: { a: 1, b: 2 } }, { in: { a: 1 } }, { in: { b: 5 } }, false],
  [{ a: 1 }, { a: 2 }, undefined, false],
  [{ a: undefined }, { b: undefined }, undefined, false],
])('%j and %j, where %j is right, are alike: %s', (a, b, right, is) => {
  expect(alike(a, b, right)).toBe(is);
});

test('two answers look alike where all that is seen of them does, in its order', () => {
  const seen = (...values: unknown[]): Sight[] => values.map((value) => ['returned', value]);
  expect(lookAlike(seen(1, 2), seen(1, 2), seen(5, 6))).toBe(true);
  expect(lookAlike(seen(1, 2), seen(1, 3), seen(5, 6))).toBe(false);
  expect(lookAlike(seen(1, 2), seen(2, 1), seen(5, 6))).toBe(false);
  expect(lookAlike(seen(1), seen(1, 2), [])).toBe(false);
  expect(lookAlike(seen(1, 2), seen(1), [])).toBe(false);
  expect(lookAlike([['left', 1]], seen(1), seen(1))).toBe(false);
  const threw = (text: string): Sight[] => [['threw', text]];
  expect(lookAlike(threw('Error: a'), threw('Error: b'), threw('Error: c'))).toBe(true);
  expect(lookAlike(threw('Error: a'), threw('Error: b'), seen(1))).toBe(false);
  expect(lookAlike(threw('Error: a'), threw('Error: b'), [])).toBe(false);
  expect(lookAlike(seen({ a: 1, b: 2 }), seen({ a: 1 }), [])).toBe(true); // what is right there is not known
});
