// The limits of what crosses between judge and student's code leave room for every right answer. The solutions of the topics that hand over
// the largest values, and the most of them, are measured.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  LARGEST_MESSAGE,
  LARGEST_TOPIC,
  LARGEST_VALUE,
  MOST_OBJECTS,
  MOST_PARTS,
} from '../../../../tools/grade/rpc/limits';
import { confinementHere } from '../../support/grader';
import { runTypeScript } from '../../support/processes';
import type { Most } from '../../support/what-crosses';

const TOPICS = ['03-mini-batch', '04-fair-batches', '07-gradient-descent', '12-training'];

(process.platform === 'win32' ? test.skip : test)('right answers use a fraction of each limit', () => {
  const script = join(__dirname, '../../support/what-crosses.ts');
  const { out, error } = runTypeScript([script, confinementHere().kind, ...TOPICS]);
  expect(error).toBe('');
  const { most, tests, failed } = JSON.parse(out) as { most: Most; tests: number[]; failed: object[] };
  expect(failed).toEqual([]);
  expect(tests).toHaveLength(TOPICS.length);
  expect(Math.min(...tests)).toBeGreaterThan(5);

  expect(most.value).toBeGreaterThan(7_840); // ten images of 784 pixels
  expect(most.value).toBeLessThan(LARGEST_VALUE / 10);
  expect(most.message).toBeLessThan(LARGEST_MESSAGE / 10);
  expect(most.callObjects).toBeLessThan(MOST_OBJECTS / 10);
  expect(most.callParts).toBeLessThan(MOST_PARTS / 5); // two steps along the gradient of several hundred numbers
  expect(most.topic).toBeLessThan(LARGEST_TOPIC / 50);
});
