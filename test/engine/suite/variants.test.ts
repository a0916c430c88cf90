// A mistake in each of its ways, under ids of their own.
import { inEachWay, mistakeId } from '#engine/suite/variants';
import { expect, test } from '@jest/globals';

const [one, two, three, four] = [1, 2, 3, 4].map((n) => ({ f: () => n }));
const words = { name: { en: 'n' }, explanation: { en: 'e' } };

test('a mistake is there once for each way, and says where another one comes with it', () => {
  const mistake = { id: 'half', ...words, answer: one, also: [two, three], together: [four] };
  expect(inEachWay([mistake, { id: 'other', ...words, answer: one, ownNumbers: true }])).toEqual([
    { id: 'half', ...words, answer: one },
    { id: 'half~2', ...words, answer: two },
    { id: 'half~3', ...words, answer: three },
    { id: 'half~4', ...words, answer: four, hasAnother: true },
    { id: 'other', ...words, answer: one, ownNumbers: true },
  ]);
});

test('its id is the same, whatever the way', () => {
  expect(['half', 'half~2', 'half~12', 'a~2b', 'a~2~3'].map(mistakeId)).toEqual([
    'half',
    'half',
    'half',
    'a~2b',
    'a~2',
  ]);
});
