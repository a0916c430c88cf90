// Charts that are not drawn again for what changes another one.
import { expect, test } from '@jest/globals';
import { remembered } from '../components/remembered';

test('the options stay the same object until something that they are made of changes', () => {
  let made = 0;
  const plot = remembered((values: number[], at: number) => ({ values, at, made: ++made }));
  const first = plot([1, 2], 3);
  expect(plot([1, 2], 3)).toBe(first);
  expect(plot([1, 2], 4)).toEqual({ values: [1, 2], at: 4, made: 2 });
  expect(plot([1, 2], 3)).toEqual({ values: [1, 2], at: 3, made: 3 }); // only the last one is kept
});

test('numbers that JSON does not know are told apart', () => {
  const plot = remembered((value: number) => ({ value }));
  expect([NaN, Infinity, -Infinity, NaN].map((value) => plot(value).value)).toEqual([
    NaN,
    Infinity,
    -Infinity,
    NaN,
  ]);
});
