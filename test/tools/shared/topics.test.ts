// The topics of the course, as the commands find them.
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COURSE, courseIn, numberOf, topicNames } from '../support/course';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const LAST = numberOf(topicNames().at(-1)!);

/** The topics of a course that has these exercises. */
function topicsOf(...files: string[]): string[] {
  const folder = mkdtempSync(join(root, 'course-'));
  mkdirSync(join(folder, 'exercises'));
  for (const file of files) writeFileSync(join(folder, 'exercises', file), '');
  return courseIn(folder).topicNames();
}

describe('the topics', () => {
  test('are the numbered files, in order', () => {
    const files = ['10-two.ts', '02-one.ts', 'mnist-trainer.ts', '03-x.ts.orig', 'a04-x.ts', '5-x.ts'];
    expect(topicsOf(...files, '06-x-ts', '077.ts')).toEqual(['02-one', '10-two']);
  });

  test('keep a name that holds ".ts" in its midst', () => {
    expect(topicsOf('01-a.ts-b.ts')).toEqual(['01-a.ts-b']);
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
    expect(COURSE.findTopic(words)).toBe('02-cross-entropy-error');
  });

  test.each(['', '0', '99', 'cross-entropy-error', '02-cross', '2-cross-entropy-error'])(
    'is not found by "%s"',
    (words) => {
      expect(() => COURSE.findTopic(words)).toThrow(
        new RangeError(`there is no topic "${words}": give a number from 01 to ${LAST}`),
      );
    },
  );

  test('is not found by what would steer the terminal, which is not written to it', () => {
    expect(() => COURSE.findTopic('\x1b[2J\x07')).toThrow(
      `there is no topic "�[2J�": give a number from 01 to ${LAST}`,
    );
  });

  test('has a number of two digits', () => {
    expect(numberOf('02-cross-entropy-error')).toBe('02');
  });

  test('exports what its solution does, functions and classes', () => {
    expect(COURSE.exportsOf('09-simple-net')).toEqual(['SimpleNet']);
  });

  test('has all its files', () => {
    for (const topic of topicNames()) {
      const files = [COURSE.exercise, COURSE.solution, COURSE.suite, COURSE.mistakes, COURSE.alternatives];
      for (const fileOf of files) expect(existsSync(fileOf(topic))).toBe(true);
      for (const language of COURSE.languages)
        expect(existsSync(COURSE.lessonFile(topic, language))).toBe(true);
    }
  });
});
