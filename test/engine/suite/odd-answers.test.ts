// What is said of an error: in the words of the suite where there is one sentence that helps, else as it came.
import { describe, expect, test } from '@jest/globals';
import { isClass, methodsOf, problemOf } from '#engine/suite/odd-answers';
import { phraseOf, type Problem, ProblemError } from '#engine/suite/problem';
import { asWritten, phrase } from '#engine/words/phrase';

class Net {
  loss(): number {
    return 0;
  }
  gradient(): number {
    return 0;
  }
}
class Empty {
  x = 1;
}
const arrow = (): number => 0;
function old(): void {}
old.prototype.loss = arrow;

/** What is said of it. */
const said = (thrown: unknown, block: string, subject: unknown): string =>
  asWritten(phraseOf(problemOf(thrown, block, subject), block));

/** What an engine says when this is done. */
function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const callWithoutNew = thrownBy(() => (Empty as unknown as () => void)());
const noMethod = thrownBy(() => (new Net() as unknown as { predict(): void }).predict());

describe('an error', () => {
  test('is told as it came, where nothing else is known of it', () => {
    expect(problemOf(new RangeError('too far'), 'f', arrow)).toEqual({ kind: 'threw', message: 'too far' });
  });

  test.each<[unknown, string]>([
    [5, '5'],
    [undefined, 'undefined'],
    [{ message: 'no' }, 'no'],
    [{}, 'an object that is no error'],
  ])('that is none (%p) is told as what was thrown', (thrown, value) => {
    expect(problemOf(thrown, 'f', arrow)).toEqual({ kind: 'odd', said: phrase`threw ${{ value }}` });
  });

  test.each<Problem>([
    { kind: 'differs', received: '1', expected: '2' },
    { kind: 'odd', said: phrase`finite numbers` },
    { kind: 'stopped', said: phrase`finite numbers` },
  ])('of the suite (%j) is its problem', (problem) => {
    expect(problemOf(new ProblemError(problem), 'f', arrow)).toBe(problem);
  });

  test('of the suite is no odd answer because of its words', () => {
    const odd = new ProblemError({ kind: 'odd', said: phrase`finite numbers` });
    odd.message = callWithoutNew.message;
    expect(said(odd, 'f', Empty)).not.toContain('is a class');
  });
});

describe('calls without end', () => {
  const endless = (): number => 1 + endless();

  test('are told as such, whatever is asked for', () => {
    for (const [block, subject] of [
      ['f', arrow],
      ['Net.loss', Net],
    ] as const) {
      // prettier-ignore
      expect(said(thrownBy(endless), block, subject)).toMatch(/calls itself again and again/);
    }
  });

  test('are known by what engines say, at its beginning', () => {
    expect(said(new Error('too much recursion'), 'f', arrow)).toMatch(/calls itself again and again/);
    expect(said(new Error('no: too much recursion'), 'f', arrow)).not.toMatch(/calls itself again and again/);
  });
});

describe('a class where a function is asked for', () => {
  test('is told, with the line to write', () => {
    expect(said(callWithoutNew, 'mean', Empty)).toBe(
      'mean is a class, but a function is asked for: write `export function mean(…)`',
    );
  });

  test('is none where a class is asked for, or where the error says something else', () => {
    expect(said(callWithoutNew, 'Net', Net)).not.toMatch(/is a class/);
    expect(said(new TypeError(`no: ${callWithoutNew.message}`), 'mean', Empty)).not.toMatch(/is a class/);
    expect(said(new TypeError('Class constructor cannot be invoked'), 'mean', Empty)).not.toMatch(
      /is a class/,
    );
  });
});

describe('a function where a class is asked for', () => {
  const failed = new TypeError('x');

  test.each<[string, unknown]>([
    ['an arrow function', arrow],
    ['a function', function () {}],
  ])('is told: %s', (_, subject) => {
    // prettier-ignore
    for (const block of ['Net', 'Net.loss']) {
      expect(said(failed, block, subject)).toBe(
        'Net is a function, but a class is asked for: write `export class Net { … }`',
      );
    }
  });

  test('is none where it is a class, has methods, is no function, or none is asked for', () => {
    for (const [block, subject] of [
      ['Net', Net],
      ['Net', Empty],
      ['Net', old],
      ['Net', undefined],
      ['Net', {}],
      ['net', arrow],
      ['aNet', arrow],
    ] as const) {
      // prettier-ignore
      expect(problemOf(failed, block, subject)).toEqual({ kind: 'threw', message: 'x' });
    }
  });
});

describe('a method that is missing', () => {
  test('is told with those that are there', () => {
    expect(said(noMethod, 'Net.predict', Net)).toBe(
      'the class Net has no method predict, but loss, gradient: write it, or check its spelling',
    );
    const none = new TypeError('net.predict is not a function');
    expect(said(none, 'Net.predict', Empty)).toBe(
      'the class Net has no method predict: write it, or check its spelling',
    );
  });

  test('is none where it is there, another is missing, or the block is about none', () => {
    expect(said(thrownBy(() => (new Net() as unknown as { other(): void }).other()), 'Net.predict', Net)).not.toMatch(/has no method/); // prettier-ignore
    expect(said(new TypeError('net.loss is not a function'), 'Net.loss', Net)).not.toMatch(/has no method/);
    expect(said(new TypeError('net.predict is not a function, no'), 'Net.predict', Net)).not.toMatch(/has no method/); // prettier-ignore
    expect(said(noMethod, 'Net', Net)).not.toMatch(/has no method/);
  });

  test('may be one that a class has from another', () => {
    class Deep extends Net {}
    expect(said(new TypeError('x.loss is not a function'), 'Net.loss', Deep)).not.toMatch(/has no method/);
  });
});

test('a class is known by its prototype, and its methods by name', () => {
  expect([Net, Empty, arrow, old].map(isClass)).toEqual([true, true, false, false]);
  expect([Net, Empty, arrow, old].map(methodsOf)).toEqual([['loss', 'gradient'], [], [], ['loss']]);
});
