// The topics of the course, as the commands find them.
import fs from 'node:fs';
import { basename } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exportsOf, findTopic, numberOf, pathOf, topicNames } from '../../tools/shared/topics';

afterEach(() => void jest.restoreAllMocks());

/** Lets the folder of the solutions hold these files. */
function folderOf(...files: string[]): void {
  jest.spyOn(fs, 'readdirSync').mockReturnValue(files as never);
}

describe('the topics', () => {
  test('are the numbered files, in order', () => {
    folderOf(
      '10-two.ts',
      '02-one.ts',
      'mnist-trainer.ts',
      '03-x.ts.orig',
      'a04-x.ts',
      '5-x.ts',
      '06-x-ts',
      '077.ts',
    );
    expect(topicNames()).toEqual(['02-one', '10-two']);
  });

  test('keep a name that holds ".ts" in its midst', () => {
    folderOf('01-a.ts-b.ts');
    expect(topicNames()).toEqual(['01-a.ts-b']);
  });
});

describe('a topic', () => {
  test.each([
    '2',
    '02',
    '02-cross-entropy-error',
    '02-cross-entropy-error.ts',
    '02-cross-entropy-error.test.ts',
    'exercises/02-cross-entropy-error.ts',
    'C:\\course\\exercises\\02-cross-entropy-error.ts',
  ])('is found by "%s"', (words) => {
    expect(findTopic(words)).toBe('02-cross-entropy-error');
  });

  test.each(['', '0', '15', 'cross-entropy-error', '02-cross', '2-cross-entropy-error'])(
    'is not found by "%s"',
    (words) => {
      expect(() => findTopic(words)).toThrow(
        new RangeError(`there is no topic "${words}": give a number from 01 to 14`),
      );
    },
  );

  test('is not found by what would steer the terminal, which is not written to it', () => {
    expect(() => findTopic('\x1b[2J\x07')).toThrow('there is no topic "�[2J�": give a number from 01 to 14');
  });

  test('has a number of two digits', () => {
    expect(numberOf('02-cross-entropy-error')).toBe('02');
  });

  test('exports what its solution does, functions and classes', () => {
    expect(exportsOf('09-simple-net')).toEqual(['SimpleNet']);
    jest.spyOn(fs, 'readFileSync').mockReturnValue(`
export function first(x: number): number {}
export class Second {}
function helper() {}
// not this: export function third() {}
export interface Fourth {}
export  function fifth() {}
`);
    expect(exportsOf('09-simple-net')).toEqual(['first', 'Second']);
  });

  test('lies in each room under its name', () => {
    const rooms = Object.entries(pathOf).map(([room, path]) => {
      const [folder, file] = path('02-x', 'ko').split(/[\\/]/).slice(-2);
      return [room, folder, file];
    });
    expect(rooms).toEqual([
      ['exercise', 'exercises', '02-x.ts'],
      ['solution', 'solutions', '02-x.ts'],
      ['suite', 'test', '02-x.test.ts'],
      ['mistakes', 'mistakes', '02-x.ts'],
      ['alternatives', 'alternatives', '02-x.ts'],
      ['lesson', 'ko', '02-x.md'],
    ]);
    for (const topic of topicNames()) {
      for (const path of Object.values(pathOf)) expect(fs.existsSync(path(topic, 'en'))).toBe(true);
    }
    expect(basename(pathOf.lesson('02-x', 'en'))).toBe('02-x.md');
  });
});
