// Answers to which each call adds something: they are told from those that are wrong in another way, or drawn at random.
import { expect, test } from '@jest/globals';
import { CHANGES_BY_ITSELF, growthOf, KEEPS_ADDING } from '#engine/suite/growing';
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
  ['a number that grows once', [1, 1, 2], 'other'],
  ['a number that grows, and no more', [1, 2, 2], 'other'],
  ['a number that becomes a word', [1, 2, '3'], 'other'],
  ['a word that becomes a number', ['1', 2, 3], 'other'],
  ['a word between numbers', [1, '2', 3], 'other'],
  ['an object that becomes a word', [{ a: 1 }, { a: 2 }, 'a'], 'other'],
  ['a word that becomes an object', ['a', { a: 2 }, { a: 3 }], 'other'],
  ['nothing between objects', [{ a: 1 }, null, { a: 3 }], 'other'],
  ['nothing after all', [{ a: 1 }, { a: 2 }, null], 'other'],
  ['a list that grows once', [[1], [1, 2], [1, 2]], 'other'],
  ['a list that grows by more', [[1], [1, 2], [1, 2, 3, 4]], 'other'],
  ['a list that becomes an object', [[1], [1, 2], { length: 3 }], 'other'],
  ['a list that was an object', [{ length: 1 }, [1, 2], [1, 2, 3]], 'other'],
  ['an object that gets more fields', [{ a: 1 }, { a: 1, b: 1 }, { a: 1, b: 1, c: 1 }], 'other'],
  ['an object that gets a field at last', [{ a: 1 }, { a: 1 }, { a: 1, b: 1 }], 'other'],
  ['an object that had a field', [{ a: 1, b: 1 }, { a: 1 }, { a: 1 }], 'other'],
  [
    'an object in which one part grows and one is otherwise',
    [
      { a: 1, b: 1 },
      { a: 2, b: 5 },
      { a: 3, b: 2 },
    ],
    'other',
  ],
  ['a large sum, but for rounding', [1e9, 2e9, 3e9 + 1], 'grows'],
  ['a large sum, by more than rounding', [1e9, 2e9, 3e9 + 10_000], 'other'],
  ['a small sum, by more than rounding', [1e-9, 2e-9, 3.1e-9], 'other'],
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
  expect(growthOf([first.slice(0, -1), second, third])).toBe('other');
  expect(growthOf([first, [...second.slice(0, -1), ['holds']], third])).toBe('other');
});

test.each([KEEPS_ADDING, CHANGES_BY_ITSELF])(
  'the message $id is there in both languages',
  ({ id, name, explanation }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of [name, explanation]) {
      expect(text.en).toMatch(/[a-z] [a-z]/);
      expect(text.ko).toMatch(/[가-힣]/);
    }
  },
);
