// The matchers of the suites: a test that cannot fail would teach a falsehood.
import { describe, expect, test } from '@jest/globals';
import { array, NDArray } from '#lib/ndarray';
import { expect as expectOfSuites } from '#engine/suite';
import { described, describedApart, matchers, sameArrays, show } from '#engine/suite/matchers';
import { Unsupported } from '#engine/suite/plain-data';
import { type Phrase, phrase, type Wording } from '#engine/words/phrase';

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

describe('how far numbers may lie apart', () => {
  test('is a part of what is expected, or as far as was asked for, and that included', () => {
    expect(matchers.toAgreeWith(1e6 + 5e-4, 1e6).pass).toBe(true);
    expect(matchers.toAgreeWith(1e6 + 5e-3, 1e6).pass).toBe(false);
    expect(matchers.toAgreeWith(1.5, 1, { absolute: 0.5, relative: 0 }).pass).toBe(true);
    expect(matchers.toAgreeWith(0, -0, { absolute: 0, relative: 0 }).pass).toBe(true);
  });

  test('is no question where there are none', () => {
    const none = (): NDArray => new NDArray(new Float64Array(0), [0]);
    expect(matchers.toAgreeWith(none(), none()).pass).toBe(true);
  });

  test('is the same for rows of numbers', () => {
    expect(matchers.toAgreeWith(array([[1, 2]]), [[1, 2]]).pass).toBe(true);
    expect(matchers.toAgreeWith(array([[1, 2]]), [[1, 3]]).pass).toBe(false);
  });
});

describe('a problem says what came and what was expected:', () => {
  const one = { shape: '(1)', numbers: '[1]' };
  const withNames = (names: string): Phrase => phrase`an object with the names ${{ names }}`;
  test.each<[string, { problem: () => object }, unknown, unknown]>([
    ['another number', matchers.toAgreeWith(2, 1), '2', '1'],
    ['with the digits that it takes', matchers.toAgreeWith(0.123451, 0.123461), '0.12345', '0.12346'],
    [
      'with all digits',
      matchers.toAgreeWith(1 + 2 ** -52, 1, { absolute: 0, relative: 0 }),
      '1.0000000000000002',
      '1',
    ],
    ['no number', matchers.toAgreeWith('a', 1), '"a"', '1'],
    [
      'the same number, where another was expected',
      matchers.toAgreeWith(1, 1),
      '1',
      phrase`not ${{ value: '1' }}`,
    ],
    [
      'a number in an array',
      matchers.toAgreeWith(array([1]), array([2])),
      phrase`${{ value: '1' }} at ${{ place: '[0]' }} of ${{ array: phrase`an NDArray of shape ${{ shape: '(1)' }} ${{ numbers: '[1]' }}` }}`,
      '2',
    ],
    [
      'another shape',
      matchers.toHaveShape(array([1]), [2, 3]),
      phrase`an NDArray of shape ${{ shape: one.shape }} ${{ numbers: one.numbers }}`,
      phrase`an NDArray of shape ${{ shape: '(2×3)' }}`,
    ],
    ['no finite number', matchers.toBeFinite(NaN), 'NaN', phrase`finite numbers`],
    ['a finite number', matchers.toBeFinite(1), '1', phrase`not ${{ value: phrase`finite numbers` }}`],
    ['not one number', matchers.toBeOneFiniteNumber([1]), '[1]', phrase`one finite number`],
    ['no object', matchers.toHaveNames(1, ['b', 'a']), '1', withNames('{ a, b }')],
    ['nothing', matchers.toHaveNames(null, ['a']), 'null', withNames('{ a }')],
    ['a list', matchers.toHaveNames([1], ['0']), '[1]', withNames('{ 0 }')],
    ['an array', matchers.toHaveNames(array([1]), ['shape']), described(array([1])), withNames('{ shape }')],
    [
      'what has no place',
      matchers.toHaveNames(new Unsupported(phrase`a symbol`), ['found']),
      phrase`a symbol`,
      withNames('{ found }'),
    ],
  ])('%s', (_, { problem }, received, expected) => {
    expect(problem()).toEqual({ kind: 'differs', received, expected });
  });

  test.each<[string, object, string[], Wording, Wording]>([
    ['a name missing', { a: 1 }, ['b', 'a'], '{ a }', '{ a, b }'],
    ['another name', { c: 1, a: 1 }, ['b', 'a'], '{ a, c }', '{ a, b }'],
    ['a name too many', { a: 1, b: 1 }, ['a'], '{ a, b }', '{ a }'],
    ['no names', {}, ['a'], '{  }', '{ a }'],
    ['the right names', { b: 1, a: 1 }, ['a', 'b'], '{ a, b }', phrase`not ${{ value: '{ a, b }' }}`],
    [
      'many names',
      Object.fromEntries(Array.from({ length: 22 }, (_, i) => [String.fromCharCode(97 + i), i])),
      ['a'],
      '{ a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, … and 2 more }',
      '{ a }',
    ],
  ])('%s', (_, value, names, received, expected) => {
    const { pass, problem } = matchers.toHaveNames(value, names);
    expect(pass).toBe(typeof expected !== 'string');
    expect(problem()).toEqual({ kind: 'differs', subject: phrase`the names`, received, expected });
  });
});

describe('toEqual takes arrays for the same', () => {
  const [a, b] = [array([1, 2]), array([[1, 2]])];
  test.each<[string, unknown, unknown, boolean | undefined]>([
    ['with the same numbers in the same shape', a, array([1, 2]), true],
    ['not in another shape', a, b, false],
    ['not with another number', a, array([1, 3]), false],
    ['not with another first number', a, array([0, 2]), false],
    ['not with another zero', array([0]), array([-0]), false],
    ['not with something else', a, [1, 2], false],
    ['nor the other way around', [1, 2], a, false],
    ['and leaves others to jest', [1], [1], undefined],
  ])('%s', (_, one, other, same) => {
    expect(sameArrays(one, other)).toBe(same);
  });
});

describe('a value is shown', () => {
  class Half {
    constructor(readonly of: number) {}
    get half(): Half {
      return new Half(this.of / 2);
    }
  }
  const nested = (depth: number): unknown[] => (depth === 1 ? [] : [nested(depth - 1)]);
  const record = (depth: number): object => (depth === 1 ? {} : { a: record(depth - 1) });
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);
  const fields = (count: number): object =>
    Object.fromEntries(zeros(count).map((zero, i) => [`f${i}`, zero]));

  test.each<[unknown, string]>([
    [1 / 3, '0.333333'],
    ['a"b', '"a\\"b"'],
    [10n, '10n'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [Symbol('a'), 'undefined'],
    [() => 1, 'a function'],
    [[1, 'a', [2], () => 1, null, 5n], '[1, "a", [2], a function, null, 5n]'],
    [Int32Array.of(3, -1), 'Int32Array [3, -1]'],
    [{ losses: Float64Array.of(1 / 3) }, '{ losses: Float64Array [0.333333] }'],
    [new Uint8Array(202), `Uint8Array [${zeros(200).join(', ')}, … and 2 more]`],
    [{ a: 1, b: [2], c: { d: undefined } }, '{ a: 1, b: [2], c: { d: undefined } }'],
    [new Unsupported('words'), 'words'],
    [[new Unsupported(phrase`a symbol`)], '[a symbol]'],
    [new Half(4), '{ of: 4, half: { of: 2 } }'],
    [[new Half(4)], '[{ of: 4, half: { of: 2 } }]'],
    [array([[1, 2], [3, 4]]), 'an NDArray of shape (2×2) [[1, 2], [3, 4]]'], // prettier-ignore
    [{ W: array([1, 2]) }, '{ W: an NDArray of shape (2) [1, 2] }'],
    [array(zeros(24)), `an NDArray of shape (24) [${zeros(24).join(', ')}]`],
    [array(zeros(25)), 'an NDArray of shape (25)'],
    [{ x: array(zeros(25)) }, '{ x: an NDArray of shape (25) }'],
    [new NDArray(new Float64Array(0), [25, 0]), 'an NDArray of shape (25×0)'],
    [new NDArray(new Float64Array(0), [2, 0]), 'an NDArray of shape (2×0) [[], []]'],
    [nested(9), '[[[[[[[[[]]]]]]]]]'],
    [nested(10), '[[[[[[[[[…]]]]]]]]]'],
    [record(9), `${'{ a: '.repeat(8)}{  }${' }'.repeat(8)}`],
    [record(10), `${'{ a: '.repeat(9)}…${' }'.repeat(9)}`],
    [zeros(200), `[${zeros(200).join(', ')}]`],
    [zeros(202), `[${zeros(200).join(', ')}, … and 2 more]`],
    [fields(22), `{ ${Object.keys(fields(20)).map((name) => `${name}: 0`).join(', ')}, … and 2 more }`], // prettier-ignore
    ['x'.repeat(3_998), `"${'x'.repeat(3_998)}"`],
    ['x'.repeat(3_999), `"${'x'.repeat(3_999)} …`],
  ])('as a student reads it, number %#', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  test('so that each language can say it', () => {
    expect(described(() => 1)).toEqual(phrase`a function`);
    expect(described(array(zeros(25)))).toEqual(phrase`an NDArray of shape ${{ shape: '(25)' }}`);
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
