// Numbers as the pictures write them.
import { describe, expect, test } from '@jest/globals';
import { counted, percent, powerOfTen, short } from '../components/numbers';
import { isShownAs, rounded } from '../computing/digits';

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

describe('the value of a worked example', () => {
  test.each([
    ['0.6975', '0.6974999999999999'],
    ['0.09750000000000003', '0.09750000000000003'],
    ['[6.0000000, -8.0000000]', '[6.000000000838668, -8.00000000000007]'],
    ["[{ actual: 2, name: 'two' }]", '[{ actual: 2, name: "two" }]'],
    ['3e-5', '3e-5'],
    ['3.1e-5', '0.0000309'],
    ['Infinity', 'Infinity'],
    ['true', 'true'],
  ])('is shown as %s by a lesson where it is %s', (lesson, exact) =>
    expect(isShownAs(lesson, exact)).toBe(true),
  );

  test.each([
    ['0.6975', '0.6976'],
    ['0.6975', '-0.6975'],
    ['4', '4.1'],
    ['[1, 2]', '[1, 2, 3]'],
    ['[[1, 2]]', '[1, 2]'],
    ['0.5', 'NaN'],
    ['', '0.5'],
  ])('is not shown as %s where it is %s', (lesson, exact) => expect(isShownAs(lesson, exact)).toBe(false));

  test.each([
    [0.1 + 0.2, '0.3'],
    [0.6974999999999999, '0.6975'],
    [21 / 27, '0.7777777778'],
    [1e-20 / 3, '3.333333333e-21'],
    [60_000, '60000'],
    [-0, '-0'],
    [NaN, 'NaN'],
  ])('%d has no more digits than are worth reading', (value, text) => expect(rounded(value)).toBe(text));
});
