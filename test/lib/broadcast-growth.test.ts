// A column that meets a row: two small arrays whose result no machine could hold.
import { expect, test } from '@jest/globals';
import { NDArray, zeros } from '#lib/ndarray';

const [column, row] = [zeros([20_000, 1]), zeros([1, 20_000])];

test.each(['add', 'sub', 'mul', 'div'] as const)(
  '%s says what it would have become, instead of making it',
  (name) => {
    for (const [a, b, shown] of [
      [column, row, '(20000×1) and (1×20000)'],
      [row, column, '(1×20000) and (20000×1)'],
      [zeros([20_000]), column, '(20000) and (20000×1)'],
    ] as [NDArray, NDArray, string][]) {
      const message = `${name}: shapes ${shown} would broadcast to (20000×20000), which is 400000000 numbers`;
      expect(() => a[name](b)).toThrow(message);
    }
  },
);

test('what grows to 16 million numbers is made, and what does not grow may be of any size', () => {
  expect(zeros([4_096, 1]).add(zeros([1, 4_096])).size).toBe(2 ** 24);
  expect(() => zeros([4_096, 1]).add(zeros([1, 4_097]))).toThrow(RangeError);
  const large = zeros([2 ** 24 + 1, 1], 'float32');
  expect(large.add(zeros([1, 1])).size).toBe(2 ** 24 + 1);
});
