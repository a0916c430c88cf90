// Answers to which each call adds something: they are told from those that are wrong in another way, or drawn at random.
import { expect, test } from '@jest/globals';
import { growthOf } from '#engine/suite/growing';
import type { Sight } from '#engine/suite/sights';

const returned = (...values: unknown[]): Sight[][] =>
  values.map((value): Sight[] => [['left', [1]], ['returned', value], ['fails']]);

test.each([
  ['a sum that goes on', [0.3, 0.6, 0.8999999999999999]],
  ['a sum that goes down', [-1, -2, -3]],
  ['a list that gets longer', [[1], [1, 5], [1, 5, 2]]],
  [
    'counts in a matrix',
    [
      { shape: [1, 2], data: [1, 2] },
      { shape: [1, 2], data: [2, 4] },
      { shape: [1, 2], data: [3, 6] },
    ],
  ],
  [
    'a part that grows beside others that stay',
    [
      { losses: [1, 2], epochs: [7] },
      { losses: [1, 2, 1, 2], epochs: [7] },
      { losses: [1, 2, 1, 2, 1, 2], epochs: [7] },
    ],
  ],
])('%s grows', (_, values) => {
  expect(growthOf(returned(...values))).toBe('grows');
});

test.each([
  ['numbers at random', [0.3, 0.7, 0.2], 'other'],
  ['a number that goes back and forth', [1, 2, 1], 'other'],
  ['a product that grows', [2, 4, 8], 'other'],
  ['a list that gets shorter', [[1, 2, 3], [1, 2], [1]], 'other'],
  ['numbers that become NaN', [1, 2, NaN], 'other'],
  ['words', ['a', 'b', 'c'], 'other'],
  ['the same each time', [NaN, NaN, NaN], 'same'],
  [
    'the same lists',
    [
      [1, 2],
      [1, 2],
      [1, 2],
    ],
    'same',
  ],
] as const)('%s: %j is %s', (_, values, growth) => {
  expect(growthOf(returned(...values))).toBe(growth);
});

test('a call that fails in another way is no growth', () => {
  const [first, second, third] = returned(1, 2, 3);
  expect(growthOf([first, second, [...third.slice(0, -1), ['holds']]])).toBe('other');
  expect(growthOf([first, second, third.slice(0, -1)])).toBe('other');
});
