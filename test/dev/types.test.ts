// The types of the whole course, once with the exercises as its topics and once with the solutions. A test, so that it is looked at on one
// processor while the other tests run on the others.
import { expect, test } from '@jest/globals';
import { runNode } from '../tools/support/processes';

test.each(['tsconfig.json', 'tsconfig.solutions.json'])('%s finds no type error', (config) => {
  const { out, status } = runNode([require.resolve('typescript/lib/tsc.js'), '-p', config]);
  expect({ out, status }).toEqual({ out: '', status: 0 });
});
