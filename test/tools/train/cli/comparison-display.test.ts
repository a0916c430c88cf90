// What a person sees while several networks learn.
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { defaults } from '../../../../tools/train/mnist-trainer';
import { comparisonTable, type ComparedOutcome } from '../../../../tools/train/report/comparison-report';
import {
  ComparisonDisplay,
  liveLine,
  visible,
  type LiveRun,
} from '../../../../tools/train/cli/comparison-display';
import type { TrainOptions } from '../../../../tools/train/run/options';

type Bundled = typeof import('../../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('linkedom'));

const states = ['waiting', 'training', 'over'] as const;

const run = (label: string, state: LiveRun['state'], done = 5): LiveRun => ({
  label,
  state,
  done,
  total: 10,
  figures: { start: 0, startTime: 0, loss: 1 },
  result: state === 'over' ? 'test accuracy 0.9000 after 10 iterations' : undefined,
});

const drawnRuns = fc
  .array(fc.constantFrom(...states), { minLength: 1, maxLength: 24 })
  .map((drawn) => drawn.map((state, i) => run(`seed ${i}`, state)));

test('where there is room for all, all are seen, each in its place', () => {
  fc.assert(
    fc.property(drawnRuns, fc.nat(5), (runs, more) => {
      expect(visible(runs, runs.length + more)).toEqual(runs);
    }),
  );
});

test('where there is not, those that train are seen first, then those that wait, in order', () => {
  fc.assert(
    fc.property(drawnRuns, fc.integer({ min: 1, max: 24 }), (runs, rows) => {
      const seen = visible(runs, rows);
      expect(seen).toHaveLength(Math.min(rows, runs.length));
      expect(seen).toEqual(runs.filter((one) => seen.includes(one)));
      const worst = Math.max(...seen.map(({ state }) => ['training', 'waiting', 'over'].indexOf(state)));
      const hidden = runs.filter((one) => !seen.includes(one));
      for (const { state } of hidden) {
        expect(['training', 'waiting', 'over'].indexOf(state)).toBeGreaterThanOrEqual(worst);
      }
    }),
  );
});

test('a line fits into any terminal', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.integer({ min: 24, max: 200 }), (state, width) => {
      const columns = Math.floor(width / 2) - 2;
      const line = stripVTControlCharacters(liveLine(run('l'.repeat(99), state), columns, width));
      expect(line.length).toBeLessThan(width);
      expect(line.startsWith('llll')).toBe(true);
    }),
  );
});

test('a line says what becomes of its run', () => {
  const line = (one: LiveRun): string => stripVTControlCharacters(liveLine(one, 8, 80));
  expect(line(run('seed 1', 'waiting'))).toBe('seed 1    waits');
  expect(line(run('seed 2', 'training'))).toMatch(/^seed 2 {4}━+─+ +50% {2}5\/10 /);
  expect(line(run('seed 3', 'over'))).toBe('seed 3    test accuracy 0.9000 after 10 iterations');
});

describe('elsewhere than in a terminal', () => {
  test('a line is written when a run ends, and nothing moves', () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    const one = run('seed 1', 'waiting');
    const display = new ComparisonDisplay({ stdout, stderr: stdout }, [one]);
    display.line('one training');
    display.begin(one);
    display.hear(one, { done: 7, loss: 2 });
    expect([one.done, one.figures.loss, one.state]).toEqual([7, 2, 'training']);
    display.end(one, 'done');
    display.stop();
    expect(String(stdout.read())).toBe('one training\nseed 1: done\n');
  });
});

test('the table fits, too: where it is narrow, the last figures go', () => {
  const options = { ...defaults } as TrainOptions;
  const history = { losses: [2, 1], epochs: [{ iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.2 }] };
  const outcomes: ComparedOutcome[] = [
    { label: 'learning rate 0.1, seed 1', folder: 'a', options, history, testAccuracy: 0.9, seconds: 5 },
    { label: 'x', folder: 'b', options, history: { losses: [], epochs: [] }, seconds: 0, problem: 'no' },
  ];
  const [head, first, second] = comparisonTable(outcomes);
  expect(head.trim().split(/ {2,}/)).toEqual(['test acc', 'train acc', 'loss', 'iterations', 'time']);
  expect(first.split(/ {2,}/)).toEqual([
    'learning rate 0.1, seed 1',
    '0.9000',
    '0.1000',
    '1.5000',
    '2',
    '5 s',
  ]);
  expect(second.split(/ {2,}/)).toEqual(['x', '–', '–', '–', '0', '0 s']);
  for (const width of [30, 40, 60, 80]) {
    for (const line of comparisonTable(outcomes, width)) expect(line.length).toBeLessThan(width);
  }
});
