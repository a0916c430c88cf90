// When two answers look alike.
import { describe, expect, jest, test } from '@jest/globals';
import { isSameSight, type Sight } from '../../../engine/suite/sights';

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
