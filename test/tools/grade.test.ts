// The grader: a class of attackers and honest students, one attack of each family (grade.long.test.ts tries them all).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { families } from '../attacks';
import { temporaryFolder } from './support/folders';
import { grade } from './support/grader';
import { aMixedClass } from './support/mixed-class';

jest.setTimeout(1_200_000);

const folder = temporaryFolder();

// The grader needs pipes that block, and Windows has none.
if (process.platform === 'win32') {
  test('on Windows the grader says what to use instead', () => {
    mkdirSync(join(folder, 'class/somebody'), { recursive: true });
    const { status, error } = grade([join(folder, 'class'), '--out', join(folder, 'out'), '--unsafe']);
    expect({ status, error }).toEqual({ status: 1, error: expect.stringContaining('container') });
  });
} else {
  describe('attackers and honest students in one class', () =>
    aMixedClass((family) => [families[family][Math.min(7, families[family].length - 1)]], {
      topicsInTurn: 20,
      allTopics: false,
      neighbors: 4,
    }));
}
