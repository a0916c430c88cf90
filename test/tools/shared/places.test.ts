// Where something happened is read from the course's own folder on, wherever that lies.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { inCourse, placesIn, placeText } from '../../../tools/shared/places';
import { ROOT } from '../support/course';

const ROOTS = ['/home/ann/dojo', '/srv/exercises/dojo', '/var/lib/[2026] C# 50% (1)/solutions', '/'];

const places = (stack: string, root: string): string[] => placesIn(stack, root).map(placeText);

describe.each(ROOTS)('in a course at %s', (root) => {
  const within = (path: string): string => join(root, path);

  test('a library’s line is none of the student’s, theirs are found in order', () => {
    const stack = [
      'Error: at exercises/no.ts:1:1',
      `    at NDArray.dot (${within('lib/ndarray.ts')}:197:13)`,
      `    at meanSquaredError (${within('exercises/01-mean-squared-error.ts')}:4:12)`,
      `    at async Object.<anonymous> (${within('exercises/helpers.ts')}:5:6)`,
      `    at ${within('test/01-mean-squared-error.test.ts')}:7:8`,
      `    at new Net [as make] (${within('exercises/09-simple-net.ts')}:9:10)`,
    ].join('\n');
    expect(places(stack, root)).toEqual([
      'exercises/01-mean-squared-error.ts:4:12',
      'exercises/helpers.ts:5:6',
      'exercises/09-simple-net.ts:9:10',
    ]);
  });

  test('a line is found by its address, and without a name, too', () => {
    const file = within('exercises/02-cross-entropy-error.ts');
    const expected = ['exercises/02-cross-entropy-error.ts:17:10'];
    expect(places(`    at f (${pathToFileURL(file).href}:17:10)`, root)).toEqual(expected);
    expect(places(`    at ${file}:17:10`, root)).toEqual(expected);
    expect(places('    at f (exercises/02-cross-entropy-error.ts:17:10)', root)).toEqual(expected);
  });

  test('a file of a course beside it is not this one’s', () => {
    expect(places('    at f (/somewhere/else/exercises/01-a.ts:1:2)', root === '/' ? '/x' : root)).toEqual(
      [],
    );
    expect(inCourse(`${root}-old/exercises/01-a.ts`, root === '/' ? '/x' : root)).toBeUndefined();
  });
});

test('on Windows a place has slashes, as everywhere', () => {
  const root = 'C:\\Users\\ann\\exercises\\dojo';
  expect(places(`    at f (${root}\\exercises\\a.ts:3:4)`, root)).toEqual(['exercises/a.ts:3:4']);
  expect(places(`    at f (${root}\\lib\\ndarray.ts:3:4)`, root)).toEqual([]);
  expect(places('    at f (D:\\exercises\\a.ts:3:4)', root)).toEqual([]);
});

test('without a root it is this course', () => {
  expect(inCourse(join(ROOT, 'exercises', 'a.ts'), ROOT)).toBe('exercises/a.ts');
  expect(inCourse(join(ROOT, '..', 'exercises', 'a.ts'), ROOT)).toBeUndefined();
});
