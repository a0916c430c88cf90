// Copies of what a law draws, and what counts as plain data.
import { copyOf, isRecord } from '#engine/suite/copies';
import { array } from '#lib/ndarray';
import { expect, test } from '@jest/globals';

test.each<[string, unknown, boolean]>([
  ['an object', { a: 1 }, true],
  ['an object without a prototype', Object.create(null), true],
  ['null', null, false],
  ['undefined', undefined, false],
  ['a number', 1, false],
  ['a text', 'a', false],
  ['a function', () => 1, false],
  ['a list', [1], false],
  ['a date', new Date(0), false],
  ['an NDArray', array([1]), false],
])('%s is a record: %#', (_, value, is) => {
  expect(isRecord(value)).toBe(is);
});

test('what is no object is its own copy', () => {
  for (const value of [null, undefined, 1, 'a', true]) expect(copyOf(value)).toBe(value);
});

test('an object of a class is not copied: its draw is at fault, and says so; or else it is asked what becomes of it', () => {
  expect(() => copyOf({ at: new Date(0) })).toThrow('a law cannot copy an object of the class Date');
  expect(copyOf({ list: [new Date(0)] }, () => 'a date')).toEqual({ list: ['a date'] });
});
