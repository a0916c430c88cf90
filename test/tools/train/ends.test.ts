// How a run ends early: by a mistake in the student's own code, by something that a person can put right, by a signal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ROOT } from '../support/course';
import { explainOwnError } from '../../../tools/train/cli/explain';
import { Interrupted, UserError } from '../../../tools/train/run/user-error';
import { exitStatusOf, StopRequest } from '../../../tools/train/cli/signals';

describe("an error of the student's own code", () => {
  const topic = 'exercises/12-training.ts';
  const lines = readFileSync(join(ROOT, topic), 'utf8').split(/\r?\n/);
  const number = lines.findIndex((line) => line.startsWith('  learningRate: ')) + 1;
  const text = lines[number - 1].trim();

  /** An error that was thrown at these places, the innermost first. */
  function errorAt(...places: string[]): Error {
    const frames = places.map((place) => `    at f (${place})`);
    return Object.assign(new Error('no good'), { stack: ['Error: no good', ...frames].join('\n') });
  }

  test('is shown at its line, with its column', () => {
    expect(explainOwnError(errorAt(`${ROOT}/lib/ndarray.ts:1:1`, `${ROOT}/${topic}:${number}:6`))).toBe(
      ['no good', '', `  ${topic}:${number}:6`, `    ${text}`, '       ^'].join('\n'),
    );
  });

  test('is shown with its column, also far to the right', () => {
    expect(
      explainOwnError(errorAt(`${topic}:${number}:16`))
        .split('\n')
        .slice(2),
    ).toEqual([`  ${topic}:${number}:16`, `    ${text}`, `    ${' '.repeat(13)}^`]);
  });

  test('is found by its address, too, and where the column lies before the text', () => {
    expect(explainOwnError(errorAt(`${pathToFileURL(join(ROOT, topic)).href}:${number}:1`))).toBe(
      ['no good', '', `  ${topic}:${number}:1`, `    ${text}`, '    ^'].join('\n'),
    );
  });

  test('is shown in the innermost topic, rather than in a helper or in a topic that called it', () => {
    const [inner, outer] = ['exercises/08-activations.ts', 'exercises/10-two-layer-net.ts'];
    const error = errorAt(
      'exercises/a/01-b.ts:1:1',
      'exercises/helper.ts:1:1',
      `${inner}:10:1`,
      `${outer}:20:1`,
    );
    expect(explainOwnError(error).split('\n')[2]).toBe(`  ${inner}:10:1`);
  });

  test.each(['exercises/to-8-a.ts', 'exercises/1-a.ts', 'exercises/12a.ts'])(
    'takes %s for no topic',
    (other) => {
      const error = errorAt(`${other}:1:1`, `${topic}:${number}:3`);
      expect(explainOwnError(error).split('\n')[2]).toBe(`  ${topic}:${number}:3`);
    },
  );

  test('is shown without its text where the file has become shorter meanwhile', () => {
    expect(explainOwnError(errorAt(`${topic}:99999:3`))).toBe(
      ['no good', '', `  ${topic}:99999:3`, '    ', '      ^'].join('\n'),
    );
  });

  test('is only its message where it comes from elsewhere', () => {
    expect(explainOwnError(errorAt('/course/lib/ndarray.ts:1:1'))).toBe('no good');
    expect(explainOwnError(Object.assign(new Error('no good'), { stack: undefined }))).toBe('no good');
  });

  test('is reported as thrown where it is no error', () => {
    expect(explainOwnError('no')).toBe('no was thrown');
    expect(explainOwnError(undefined)).toBe('undefined was thrown');
    expect(explainOwnError({ stack: `${topic}:1:1` })).toBe('[object Object] was thrown');
  });
});

describe('a problem', () => {
  test('has an exit status, 1 by default, and its cause', () => {
    const cause = new Error('why');
    const problem = new UserError('the disk is full', 3, { cause });
    expect([problem.name, problem.message, problem.exitStatus, problem.cause]).toEqual([
      'UserError',
      'the disk is full',
      3,
      cause,
    ]);
    expect(new UserError('no').exitStatus).toBe(1);
  });

  test('that is an interruption has a name of its own', () => {
    expect(String(new Interrupted('Stopped'))).toBe('Interrupted: Stopped');
  });
});

describe('a signal', () => {
  const beforeExit = jest.fn();
  let time = 1000; // milliseconds
  jest.spyOn(performance, 'now').mockImplementation(() => time);
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => {}) as () => never);
  const requests: StopRequest[] = [];

  function newRequest(): StopRequest {
    requests.push(new StopRequest(beforeExit));
    return requests[0];
  }
  afterEach(() => {
    requests.splice(0).forEach((request) => request.dispose());
    jest.clearAllMocks();
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    '%s is a wish to stop, and when it comes again the process stops at once, with status %d',
    (signal, status) => {
      const stop = newRequest();
      expect(stop.signal).toBeUndefined();
      process.emit(signal, signal);
      expect(stop.signal).toBe(signal);
      expect(beforeExit).not.toHaveBeenCalled();

      time += 501;
      exit.mockImplementationOnce(((code: number) =>
        expect([code, beforeExit.mock.calls]).toEqual([status, [[]]])) as () => never);
      process.emit(signal, signal);
      expect(exit).toHaveBeenCalledTimes(1);
      expect(exitStatusOf(signal)).toBe(status);
    },
  );

  test('that is sent twice within half a second counts as one: the terminal sends it, and npm passes it on', () => {
    const stop = newRequest();
    process.emit('SIGINT', 'SIGINT');
    time += 500;
    process.emit('SIGTERM', 'SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    expect(stop.signal).toBe('SIGINT');
  });

  test('is no longer waited for when the run is over', () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const count = () => signals.map((signal) => process.listenerCount(signal));
    const before = count();
    newRequest();
    expect(count()).toEqual(before.map((others) => others + 1));
    requests.pop()!.dispose();
    expect(count()).toEqual(before);
  });
});
