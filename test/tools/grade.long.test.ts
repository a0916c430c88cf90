// The grader under every attack of the corpus.
import { describe, expect, jest, test } from '@jest/globals';
import { families } from '../attacks';
import { aMixedClass } from './support/mixed-class';

jest.setTimeout(1_200_000);

test('there are at least 60 attacks, in all families', () => {
  expect(Object.values(families).flat().length).toBeGreaterThanOrEqual(60);
  expect(Object.keys(families)).toHaveLength(11);
});

if (process.platform === 'win32')
  test.skip('the grader needs pipes that block, which Windows has not', () => {});
else
  describe('attackers and honest students in one class', () =>
    aMixedClass((family) => families[family], { topicsInTurn: 2, allTopics: true, neighbors: 10 }));
