// What a failed test has found wrong, and the sentence that says it.
import { fail, phraseOf, ProblemError, shortened, type Problem } from '#engine/suite/problem';
import { asWritten, phrase } from '#engine/words/phrase';
import { describe, expect, test } from '@jest/globals';

const change = { name: 'x', before: '[1]', after: '[2]' };

test.each<[Problem, string | undefined, string]>([
  [{ kind: 'differs', received: '1', expected: '2' }, undefined, 'received 1, expected 2'],
  [{ kind: 'differs', received: '1', expected: '2' }, 'f', 'your f returned 1, expected 2'],
  [{ kind: 'differs', subject: 'W1', received: '1', expected: '2' }, 'f', 'W1: received 1, expected 2'],
  [{ kind: 'compared', check: 'toBeLessThan', received: '3', expected: '< 2' }, 'f', 'it is 3, expected < 2'],
  [{ kind: 'did not throw' }, 'f', 'your f returned, but an error was expected'],
  [{ kind: 'did not throw' }, undefined, 'your function returned, but an error was expected'],
  [{ kind: 'changed', ...change }, 'f', 'x was changed from [1] to [2]: work on a copy'],
  [{ kind: 'shared', ...change }, 'f', 'x was changed from [1] to [2]: work on a copy'],
  [
    { kind: 'not kept', before: '[1]', after: '[2]' },
    'f',
    'what the first call returned was [1], and after the second one it is [2]: return something new each time',
  ],
  [{ kind: 'threw', message: 'no {gap}' }, 'f', 'no {gap}'],
  [{ kind: 'told', said: phrase`index ${{ index: 3 }} comes twice` }, 'f', 'index 3 comes twice'],
  [{ kind: 'odd', said: 'a promise' }, 'f', 'a promise'],
  [{ kind: 'stopped', said: 'it never ends' }, 'f', 'it never ends'],
])('%j, of %s, is said: %s', (problem, block, said) => {
  expect(asWritten(phraseOf(problem, block))).toBe(said);
});

describe('a problem', () => {
  test('is cut, all of its texts, and its kind is not', () => {
    const long = 'x'.repeat(20);
    expect(shortened({ kind: 'did not throw' }, 5)).toEqual({ kind: 'did not throw' });
    expect(shortened({ kind: 'threw', message: long }, 10)).toEqual({
      kind: 'threw',
      message: `${'x'.repeat(10)} …`,
    });
    expect(shortened({ kind: 'threw', message: long }, 20)).toEqual({ kind: 'threw', message: long });
    const said = phrase`it says ${{ what: phrase`so: ${{ text: long }}` }}`;
    expect(asWritten(phraseOf(shortened({ kind: 'told', said }, 3)))).toBe('it says so: xxx …');
  });

  test('is thrown with its sentence, also by a suite', () => {
    const cause = new Error('before');
    const error = new ProblemError({ kind: 'odd', said: 'no' }, { cause });
    expect([error.message, error.cause, error.problem]).toEqual(['no', cause, { kind: 'odd', said: 'no' }]);
    const said = phrase`index ${{ index: 3 }} comes twice`;
    expect(() => fail(said)).toThrow(
      expect.objectContaining({ message: 'index 3 comes twice', problem: { kind: 'told', said } }),
    );
  });
});
