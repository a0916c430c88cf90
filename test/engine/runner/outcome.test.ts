// What the engine's own runner found, as plain data.
import { holds, testOutcomeOf, type SuiteOutcome } from '#engine/runner/outcome';
import type { RunTest } from '#engine/runner/runner';
import { expect, test } from '@jest/globals';

const told = { block: 'half', sentence: 'is half of it', kind: 'law' } as const;
const outcomeOf = (status: RunTest['status'], error?: unknown) =>
  testOutcomeOf({ ...told, status, error }, (stack) => `at ${stack}`);

test('a test that did not fail is as it was told', () => {
  expect(outcomeOf('passed')).toEqual({ ...told, status: 'passed' });
  expect(outcomeOf('skipped')).toEqual({ ...told, status: 'skipped' });
});

test('a test that failed says what its law has found, and where', () => {
  const finding = { inputs: [['x', '1']], problem: { kind: 'threw', message: 'no' }, seed: 5 };
  const error = Object.assign(new Error('said otherwise'), { finding, stack: 'line 7' });
  expect(outcomeOf('failed', error)).toEqual({ ...told, status: 'failed', finding, place: 'at line 7' });
});

test.each<[what: string, error: unknown, problem: object, stack: string]>([
  ['an error', Object.assign(new Error('no'), { stack: 's' }), { kind: 'threw', message: 'no' }, 's'],
  ['a problem', { problem: { kind: 'told', said: 'no' }, message: 'no' }, { kind: 'told', said: 'no' }, ''],
  ['a text', 'no', { kind: 'threw', message: 'no' }, ''],
  ['nothing', undefined, { kind: 'threw', message: 'undefined' }, ''],
])('%s that no law has looked at is all that is known', (_, error, problem, stack) => {
  const finding = { inputs: [], problem, seed: 0 };
  expect(outcomeOf('failed', error)).toEqual({ ...told, status: 'failed', finding, place: `at ${stack}` });
});

test('what is not written yet is told apart from what is wrong', () => {
  const error = Object.assign(new Error('half is not implemented yet'), {
    name: 'NotImplementedError',
    stack: 'line 3',
  });
  expect(outcomeOf('failed', error)).toEqual({ ...told, status: 'unwritten', place: 'at line 3' });
});

test('a suite holds where it ran, and every test passed', () => {
  const suite = (more: Partial<SuiteOutcome>): boolean =>
    holds({ topic: '01-a', seed: 1, tests: [], ...more });
  const [passed, failed] = [outcomeOf('passed'), outcomeOf('failed', 'no')];
  expect(suite({ tests: [passed, passed] })).toBe(true);
  expect(suite({ tests: [passed, failed] })).toBe(false);
  expect(suite({ tests: [] })).toBe(false);
  expect(suite({ tests: [passed], crash: 'no' })).toBe(false);
});
