// The matchers of the suites: a test that cannot fail would teach a falsehood.
import { describe, expect, test } from '@jest/globals';
import { array } from '#lib/ndarray';
import { expect as expectOfSuites } from '#engine/suite';
import { describedApart, matchers, show } from '#engine/suite/matchers';

describe('toAgreeWith', () => {
  test.each([
    [1, 1],
    [1 + 1e-12, 1],
    [0, -0],
    [NaN, NaN],
    [Infinity, Infinity],
  ])('accepts %p where %p is expected', (received, expected) => {
    expect(received).toAgreeWith(expected);
  });

  test.each([
    [1.00001, 1],
    [NaN, 1],
    [1, NaN],
    [1e308, Infinity],
    [-Infinity, Infinity],
    [Infinity, 1],
    ['1', 1],
    [undefined, 1],
  ])('rejects %p where %p is expected', (received, expected) => {
    expect(matchers.toAgreeWith(received, expected).pass).toBe(false);
  });

  test('rejects one wrong number beside a NaN that is right', () => {
    expect(matchers.toAgreeWith(array([NaN, 777]), array([NaN, 5])).message()).toMatch(
      /received 777 at \[1\]/,
    );
  });

  test('rejects another shape, whatever the numbers', () => {
    expect(matchers.toAgreeWith(array([1, 2]), array([[1, 2]])).pass).toBe(false);
    expect(matchers.toAgreeWith([1, 2], array([1, 2])).pass).toBe(false);
  });

  test('shows the worst place, with digits that tell the values apart', () => {
    const { message } = matchers.toAgreeWith(array([[0, 1], [0.123456, 3]]), array([[0, 1], [0.123457, 3]])); // prettier-ignore
    expect(message()).toContain('received 0.123456 at [1, 0]');
    expect(message()).toContain('expected 0.123457');
  });
});

describe('toBeFinite', () => {
  test('accepts numbers and arrays of numbers, and nothing else', () => {
    expect(1).toBeFinite();
    expect(array([1, 2])).toBeFinite();
    for (const value of [NaN, Infinity, '1', undefined, [1], array([1, NaN])]) {
      expect(matchers.toBeFinite(value).pass).toBe(false);
    }
  });
});

describe('toHaveShape', () => {
  test('looks only at the shape of an NDArray', () => {
    expect(array([[1, 2, 3]])).toHaveShape([1, 3]);
    for (const value of [array([1, 2, 3]), array([[1], [2], [3]]), [[1, 2, 3]], undefined]) {
      expect(matchers.toHaveShape(value, [1, 3]).pass).toBe(false);
    }
  });
});

test('of several results, the one that is wrong is named', () => {
  expect(matchers.toHaveShape(array([1]), [2], 'b1').message()).toMatch(/^b1: received .*, expected /);
  expect(matchers.toBeFinite(NaN, 'W2').message()).toMatch(/^W2: received NaN, expected /);
});

describe('two values that differ', () => {
  test.each<[unknown, unknown, string, string]>([
    [1, 2, '1', '2'],
    [1, 1 + 1e-9, '1', '1.000000001'],
    [[1, 0], [1 + 1e-12, 0], '[1, 0]', '[1.000000000001, 0]'],
    [0, -0, '0', '-0'],
    [0.1 + 0.2, 0.3, '0.30000000000000004', '0.3'],
    [1, 1, '1', '1'],
  ])('%p and %p are shown with the digits that tell them apart', (a, b, shownA, shownB) => {
    expect(describedApart(a, b)).toEqual([shownA, shownB]);
    expect(show(1 / 3)).toBe('0.333333'); // as before
  });
});

describe('the expect of the suites', () => {
  test.each(['toAgreeWith', 'toHaveShape', 'toBeFinite', 'toBeOneFiniteNumber'] as const)(
    '%s says what jest would say of it',
    (name) => {
      const [right, wrong] = name === 'toHaveShape' ? [array([1, 2]), array([1])] : [2, NaN];
      const expected = { toHaveShape: [2], toBeFinite: undefined, toAgreeWith: 2, toBeOneFiniteNumber: 2 }[
        name
      ] as never;
      const ofJest = messageOf(() => expect(wrong)[name](expected));
      expect(ofJest).toMatch(/^received/);
      expect(messageOf(() => expectOfSuites(wrong)[name](expected))).toBe(ofJest);
      expect(messageOf(() => expectOfSuites(right)[name](expected))).toBeUndefined();
    },
  );

  test('takes a tolerance', () => {
    expectOfSuites(1.1).toAgreeWith(1, { absolute: 0.2 });
    expect(() => expectOfSuites(1.1).toAgreeWith(1, { absolute: 0.05, of: 'the sum' })).toThrow(
      'the sum: received 1.1, expected 1',
    );
  });

  test('leaves the rest to jest', () => {
    expectOfSuites(2).not.toAgreeWith(3);
    expect(() => expectOfSuites(3).not.toAgreeWith(3)).toThrow('expected not 3');
    expectOfSuites(2).toBeLessThan(3);
    expect(() => expectOfSuites(3).toBeLessThan(3)).toThrow('it is 3, expected < 3');
  });

  /** What is thrown, if anything. */
  function messageOf(check: () => void): string | undefined {
    try {
      check();
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  }
});
