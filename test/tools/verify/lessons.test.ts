// The code of a lesson is run, and each value that it shows is compared with what comes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkLesson, type ShownValue } from '../../../tools/verify/lessons';
import { temporaryFolder } from '../support/folders';

const file = join(temporaryFolder(), 'lesson.md');

/** What is reported about a lesson with these lines. */
function check(...lines: string[]): ShownValue[] {
  writeFileSync(file, lines.join('\n'));
  return checkLesson(file);
}

/** What is reported about one line of code: what came, or undefined where it is what the lesson shows. */
function found(code: string): string | undefined {
  const [value, ...more] = check('```ts', code, '```');
  expect(more).toEqual([]);
  return value.found;
}

describe('a lesson', () => {
  test('has each value of each block of TypeScript checked, with its line', () => {
    const values = check(
      '# A lesson',
      'Not code: 1; // → 2',
      '```ts',
      'const a = 1 + 1; // → 2',
      '  a * 2; // → 5  '.trimEnd(),
      'let text = `a`;',
      'text // → a',
      '```',
      '',
      '```sh',
      '1; // → 2',
      '```',
      'See also ```ts',
      '1; // → 2',
      '```',
      '',
      '```ts',
      '// A comment ends with its line.',
      'const sum: number = 7; // ```',
      '"const b".length;// → 7',
      'let sum2 = sum;    // → 7',
      '```',
    );
    expect(values).toEqual([
      { line: 4, expression: 'a', shown: '2' },
      { line: 5, expression: 'a * 2', shown: '5', found: '4' },
      { line: 7, expression: 'text', shown: 'a' },
      { line: 20, expression: '"const b".length', shown: '7' },
      { line: 21, expression: 'sum2', shown: '7' },
    ]);
  });

  test('may have the line ends of Windows, or no code', () => {
    expect(check('```ts\r', 'const a = 1;', 'a; // → 2', '```\r')).toEqual([
      { line: 3, expression: 'a', shown: '2', found: '1' },
    ]);
    expect(check('nothing')).toEqual([]);
  });

  test('may import what the course has, and what lies beside it', () => {
    writeFileSync(join(file, '../other.cjs'), 'exports.one = 1;');
    expect(check('```ts', "import { one } from './other.cjs';", 'one; // → 2', '```')).toEqual([
      { line: 3, expression: 'one', shown: '2', found: '1' },
    ]);
  });

  test('may import packages as the course does', () => {
    expect(check('```ts', "import path from 'node:path';", 'path.sep.length; // → 2', '```')).toEqual([
      { line: 3, expression: 'path.sep.length', shown: '2', found: '1' },
    ]);
  });

  test('whose code throws is wrong in the line in which its block begins', () => {
    const [value] = check('', '```ts', 'const a = 1;', "throw new Error('no');", 'a; // → 1', '```');
    expect(value).toMatchObject({ line: 3, expression: 'the code block', shown: 'no error' });
    expect(value.found).toMatch(/^Error: no\n/);
    expect(check('```ts', "throw 'a text';", '```')).toEqual([
      { line: 2, expression: 'the code block', shown: 'no error', found: 'a text' },
    ]);
  });

  test('with code that is no TypeScript is wrong, too', () => {
    expect(check('```ts', 'const = ;', '```')).toMatchObject([{ line: 2, expression: 'the code block' }]);
  });
});

describe('a number', () => {
  test.each([
    ['0.12345; // → 0.123', 'rounds to the digits shown'],
    ['0.1235; // → 0.124', 'lies half a digit away'],
    ['-0.12345; // → -0.123', 'is negative'],
    ['120400; // → 1.20e5', 'rounds to the third digit'],
    ['120400; // → 1.20E+5', 'is written in capitals'],
    ['-0; // → 0', 'is zero'],
    ['8.1412e-11; // → 8.14e-11', 'is small'],
    ['1.52e+21; // → 1.5e21', 'is large'],
    ['3; // → 3', 'is whole'],
    ['NaN; // → NaN', 'is none'],
    ['Infinity; // → Infinity', 'is infinite'],
    ['12.5; // → 12.5', 'is the same'],
    ['12.3456; // → 12.35', 'has two digits in front'],
  ])('in %s is right: it %s', (code) => {
    expect(found(code)).toBeUndefined();
  });

  test.each([
    ['0.1236; // → 0.123', '0.1236'],
    ['[0.5, 0.15]; // → [0.5, 0.123]', '[ 0.5, 0.15 ]'],
    ['0.1224; // → 0.123', '0.1224'],
    ['-0.123; // → 0.123', '-0.123'],
    ['8.15e-11; // → 8.14e-11', '8.15e-11'],
    ['3.0001; // → 3', '3.0001'],
    ['3; // → 4', '3'],
    ['0; // → NaN', '0'],
    ['12.349; // → 12.30', '12.349'],
    ['1.23e-5; // → 1.20e-5', '0.0000123'],
    ['1.23e-11; // → 1.20e-11', '1.23e-11'],
    ['120600; // → 1.20e5', '120600'],
    ['1; // → "1"', '1'],
  ])('in %s is wrong: it is %s', (code, came) => {
    expect(found(code)).toBe(came);
  });
});

describe('an array or an object', () => {
  test.each([
    '[1, 2.004]; // → [1, 2.00]',
    '[[1], [2]]; // → [[1], [2]]',
    '({ a: 1.01, b: [true] }); // → { a: 1.0, b: [true] }',
    '({ a: { b: null } }); // → { a: { b: null } }',
    'null; // → null',
    'undefined; // → undefined',
    'true; // → true',
    '"a text"; // → a text',
    '"a text"; // → "a text"',
    '["a"]; // → ["a"]',
    '[undefined]; // → [undefined]',
  ])('in %s is right', (code) => {
    expect(found(code)).toBeUndefined();
  });

  test.each([
    ['[1, 2]; // → [1]', '[ 1, 2 ]'],
    ['[1]; // → [1, 2]', '[ 1 ]'],
    ['[1, 2.1]; // → [1, 2.00]', '[ 1, 2.1 ]'],
    ['({ a: 1 }); // → { a: 2 }', '{ a: 1 }'],
    ['({ a: 1 }); // → { b: 1 }', '{ a: 1 }'],
    ['({ a: 1, b: 2 }); // → { a: 1, b: 3 }', '{ a: 1, b: 2 }'],
    ['({ a: 1 }); // → { a: 1, b: 1 }', '{ a: 1 }'],
    ['({ a: 1, b: 1 }); // → { a: 1 }', '{ a: 1, b: 1 }'],
    ['({ a: 1 }); // → null', '{ a: 1 }'],
    ['null; // → { a: 1 }', 'null'],
    ['[1]; // → 1', '[ 1 ]'],
    ['1; // → [1]', '1'],
    ['"a"; // → b', "'a'"],
    ['true; // → false', 'true'],
    ['"1"; // → 1', "'1'"],
    ['undefined; // → 1', 'undefined'],
    ['undefined; // → some words', 'undefined'],
  ])('in %s is wrong: it is %s', (code, came) => {
    expect(found(code)).toBe(came);
  });
});

describe('an error', () => {
  test('that the lesson announces is right', () => {
    expect(found('null.f; // → throws TypeError')).toBeUndefined();
    expect(found('(() => { throw new RangeError("of 3 or more"); })(); // → throws of 3')).toBeUndefined();
  });

  test('that it does not, or another one, is shown', () => {
    expect(found('(() => { throw new RangeError("no"); })(); // → 1')).toBe('throws RangeError: no');
    expect(found('(() => { throw new RangeError("no"); })(); // → throws never')).toBe(
      'throws RangeError: no',
    );
    expect(found('(() => { throw new RangeError("undefined"); })(); // → 1')).toBe(
      'throws RangeError: undefined',
    );
    expect(found('(() => { throw new RangeError("no"); })(); // → it throws no')).toBe(
      'throws RangeError: no',
    );
    expect(found('1; // → throws no')).toBe('1');
  });
});
