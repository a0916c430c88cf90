// Numbers as the pictures write them.
import { describe, expect, test } from '@jest/globals';
import { counted, percent, powerOfTen, short } from '../components/numbers';

describe('short', () => {
  test.each([
    [0, '0'],
    [0.6, '0.6'],
    [-1.6666, '−1.67'],
    [1234.5, '1230'],
    [1e-8, '10⁻⁸'],
    [-2.34e-5, '−2.3·10⁻⁵'],
    [3e24, '3·10²⁴'],
  ])('%d is written %s', (value, text) => expect(short(value)).toBe(text));

  test('what is less than 1 is never written as 1', () => {
    for (const value of [0.99966, 0.9996, 0.99999999, -0.99999, 1 - 2 ** -53]) {
      expect(Math.abs(Number(short(value).replace('−', '-')))).toBeLessThan(1);
    }
    expect(short(1)).toBe('1');
  });
});

test.each([
  [1, '100%'],
  [0.99996, '99.996%'],
  [0.9996, '99.96%'],
  [0.91235, '91.2%'],
  [0, '0%'],
])('a share of %d is %s', (share, text) => expect(percent(share)).toBe(text));

test('there is one step, and there are two steps', () => {
  expect([0, 1, 2].map((count) => counted(count, 'step'))).toEqual(['0 steps', '1 step', '2 steps']);
});

test('a power of ten is written as in the lessons', () => expect(powerOfTen(-16)).toBe('10⁻¹⁶'));
