// When two answers look alike.
import { describe, expect, test } from '@jest/globals';
import { isSameSight } from '../../../engine/suite/sights';

describe('two answers that throw', () => {
  const same = (one: string, other: string): boolean => isSameSight(['threw', one], ['threw', other]);

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
