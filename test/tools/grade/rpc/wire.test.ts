// The one check of what comes from a student's process: what is let through, what is refused, and how large it is taken to be.
import { describe, expect, test } from '@jest/globals';
import {
  LARGEST_VALUE,
  LONGEST_PHRASE,
  LONGEST_STRING,
  MOST_FIELDS,
  MOST_GAPS,
} from '../../../../tools/grade/rpc/limits';
import {
  checkedContent,
  checkedWholeNumber,
  checkedWire,
  isWording,
  measure,
  type ObjectContent,
  ProtocolError,
} from '../../../../tools/grade/rpc/wire';

const longest = 'x'.repeat(LONGEST_STRING);
const tooLong = `${longest}x`;

describe('a value', () => {
  test.each([
    [null],
    [true],
    [false],
    [0],
    [-1.5],
    [''],
    [longest],
    [{ number: 'NaN' }],
    [{ number: '-0' }],
    [{ undefined: true }],
    [{ object: 1 }],
    [{ function: 7 }],
    [{ instance: 3, of: 'Network' }],
    [{ instance: 3, of: longest }],
    [{ unsupported: 'a symbol' }],
    [{ unsupported: { text: '{name} is one', gaps: { name: 'x' } } }],
  ])('that is one is let through, number %#', (wire) => {
    expect(checkedWire(wire)).toBe(wire);
  });

  test.each([
    [undefined],
    [NaN],
    [Infinity],
    [() => 0],
    [[]],
    [[1]],
    [{}],
    [{ foo: true }],
    [{ number: '1' }],
    [{ number: 1 }],
    [{ undefined: false }],
    [{ undefined: true, more: 1 }],
    [{ object: 0 }],
    [{ object: 1, of: 'x' }],
    [{ function: 1.5 }],
    [{ instance: 3 }],
    [{ instance: 3, of: 4 }],
    [{ instance: 3, of: 'Network', more: 1 }],
    [{ instance: 3, of: tooLong }],
    [{ instance: -1, of: 'Network' }],
    [{ unsupported: 5 }],
    [{ unsupported: tooLong }],
  ])('that is none is refused as none, number %#', (wire) => {
    expect(() => checkedWire(wire)).toThrow(new ProtocolError('no value'));
  });

  test('that is too long a string is refused with its length', () => {
    expect(() => checkedWire(tooLong)).toThrow(new ProtocolError(`a string of ${tooLong.length} characters`));
  });
});

describe('a whole number', () => {
  test('is whole, and from the least to the most', () => {
    for (const value of [2, 3, 5]) expect(checkedWholeNumber(value, 'none', 2, 5)).toBe(value);
    for (const value of [1, 6, 2.5, '3', NaN, null])
      expect(() => checkedWholeNumber(value, 'none', 2, 5)).toThrow(new ProtocolError('none'));
    expect(checkedWholeNumber(0, 'none', 0)).toBe(0);
    expect(() => checkedWholeNumber(-0, 'none', 0)).toThrow(new ProtocolError('none'));
  });
});

describe('words for what cannot cross', () => {
  const gapsOf = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`gap${i}`, 'x']));

  test.each([
    ['a text', longest],
    ['a phrase', { text: 'it has {count} parts', gaps: { count: '5' } }],
    ['a phrase of which a gap is not filled', { text: '{a} {b}', gaps: { a: 'x' } }],
    ['a phrase of as many gaps as it may have', { text: 'a', gaps: gapsOf(MOST_GAPS) }],
    ['a phrase of the longest text', { text: 'x'.repeat(LONGEST_PHRASE), gaps: {} }],
    // Before it is filled, a gap counts besides what fills it.
    [
      'a phrase that is as long as it may be, filled',
      { text: '{ab}', gaps: { ab: 'x'.repeat(LONGEST_STRING - 4) } },
    ],
  ])('are %s', (_, words) => {
    expect(isWording(words)).toBe(true);
  });

  test.each([
    ['too long a text', tooLong],
    ['a number', 5],
    ['nothing', null],
    ['a list', ['a', 'b']],
    ['a phrase without gaps', { text: 'a' }],
    ['a phrase with more to it', { text: 'a', gaps: {}, more: '' }],
    ['a phrase whose text is none', { text: 5, gaps: {} }],
    ['a phrase whose text is too long', { text: 'x'.repeat(LONGEST_PHRASE + 1), gaps: {} }],
    ['a phrase whose gaps are nothing', { text: 'a', gaps: null }],
    ['a phrase whose gaps are a list', { text: 'a', gaps: [] }],
    ['a phrase whose gaps are a text', { text: 'a', gaps: 'ab' }],
    ['a phrase of too many gaps', { text: 'a', gaps: gapsOf(MOST_GAPS + 1) }],
    ['a phrase with a number in a gap', { text: '{a}', gaps: { a: 5 } }],
    ['a phrase with a number where no gap is', { text: 'a', gaps: { a: 5 } }],
    ['a phrase with too long a name of a gap', { text: 'a', gaps: { [tooLong]: 'x' } }],
    ['a phrase that is too long, filled', { text: '{ab}', gaps: { ab: 'x'.repeat(LONGEST_STRING - 3) } }],
    ['a phrase that names a gap too often', { text: '{ab}'.repeat(100), gaps: { ab: 'x'.repeat(100) } }],
  ])('are not %s', (_, words) => {
    expect(isWording(words)).toBe(false);
  });
});

describe('an object', () => {
  const fieldsOf = (count: number): [string, number][] =>
    Array.from({ length: count }, (_, i) => [`field${i}`, i]);

  test.each<[ObjectContent]>([
    [{ array: [] }],
    [{ array: [1, 'a', { object: 2 }] }],
    [{ record: fieldsOf(MOST_FIELDS) }],
    [{ declared: [['x', 1]], of: '02-b Point' }],
    [{ numbers: '', type: 'float64', shape: [0] }],
    [{ numbers: '', type: 'float32', shape: [LARGEST_VALUE, 0] }],
    [{ numbers: '', type: 'Uint8Array' }],
  ])('that is one is let through, number %#', (content) => {
    expect(checkedContent(content)).toBe(content);
  });

  test.each<[string, unknown]>([
    ['no object', null],
    ['no object', [1]],
    ['no array', { array: 5 }],
    ['no value', { array: [1, undefined] }],
    ['no record', {}],
    ['no record', { record: 5 }],
    ['no record', { record: [['x']] }],
    ['no record', { record: [['x', 1, 2]] }],
    ['no record', { record: [[1, 1]] }],
    ['no record', { record: ['xy'] }],
    ['no value', { record: [['x', undefined]] }],
    [`a string of ${tooLong.length} characters`, { record: [[tooLong, 1]] }],
    [`an object of ${MOST_FIELDS + 1} fields`, { record: fieldsOf(MOST_FIELDS + 1) }],
    ['no numbers', { numbers: 5, type: 'float64' }],
    ['no numbers', { numbers: '', type: 5 }],
    ['no numbers', { numbers: '', type: ['float64'], shape: [0] }],
    ['no numbers', { numbers: '', type: 'float64' }],
    ['no numbers', { numbers: '', type: 'Float64Array', shape: [0] }],
    ['no numbers', { numbers: '', type: 'toString', shape: [0] }],
    ['a shape that is none', { numbers: '', type: 'float64', shape: 5 }],
    ['a shape that is none', { numbers: '', type: 'float64', shape: [] }],
    ['a shape that is none', { numbers: '', type: 'float64', shape: [0, 0, 0] }],
    ['a shape that is none', { numbers: '', type: 'float64', shape: [-1] }],
    ['a shape that is none', { numbers: '', type: 'float64', shape: [LARGEST_VALUE + 1] }],
  ])('is refused as "%s", number %#', (problem, content) => {
    expect(() => checkedContent(content)).toThrow(new ProtocolError(problem));
  });
});

describe('how large an object is', () => {
  const long = 'x'.repeat(40); // as much room as ten numbers, and one for itself

  test('an array is as large as what is in it, and names the objects in it', () => {
    const content: ObjectContent = { array: [1, null, long, { object: 5 }, { object: 5 }, { function: 6 }] };
    expect(measure(content)).toEqual({ kind: 'array', own: 1 + 5 + 11, inner: [5, 5] });
    expect(measure({ array: ['abcde'] }).own).toBe(1 + 3);
    expect(measure({ array: [{ number: 'NaN' }, { undefined: true }] }).own).toBe(1 + 2);
    expect(measure({ array: [{ unsupported: long }] }).own).toBe(1 + 11);
    expect(measure({ array: [{ unsupported: { text: '{a}', gaps: { a: long } } }] }).own).toBe(1 + 11);
  });

  test('a field is as large as four numbers, its name and its value', () => {
    expect(measure({ record: [[long, 1]] })).toEqual({ kind: 'record', own: 1 + 4 + 11 + 1, inner: [] });
    const declared: ObjectContent = { declared: [['x', { object: 3 }]], of: '02-b Point' };
    expect(measure(declared)).toEqual({ kind: 'declared', own: 1 + 4 + 2 + 1, inner: [3] });
  });

  test('numbers are as many as there are bytes for, or as there are rows', () => {
    const numbers = Buffer.from(Float64Array.of(1, 2, 3).buffer).toString('base64');
    expect(measure({ numbers, type: 'float64', shape: [3, 1] })).toEqual({
      ...{ kind: 'numbers', own: 1 + 3, inner: [] },
    });
    expect(measure({ numbers, type: 'Float64Array' }).own).toBe(1 + 3);
    expect(measure({ numbers: '', type: 'float32', shape: [900, 0] }).own).toBe(1 + 900);
  });
});
