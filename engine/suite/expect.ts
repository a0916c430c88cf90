// What the suites check with. jest's `expect` builds all of its matchers, and takes a stack, for each value that it is given, which
// for most laws is more work than the law itself. So the checks of the course are called without it.
import type { expect as ExpectOfHost } from 'expect';
import { asWritten, phrase, type Wording } from '../words/phrase';
import { host } from './host';
import { described, describedApart, matchers } from './matchers';
import { type Problem, ProblemError } from './problem';

type Check = (...receivedAndExpected: unknown[]) => ReturnType<(typeof matchers)['toBeFinite']>;

const checks = new Map(Object.entries(matchers) as [string, Check][]);

/** As jest's `expect`. Whatever fails is thrown as a problem: what was received, and what was expected. */
export const expect = ((received: unknown) =>
  new Proxy(
    {},
    {
      get(_, name: string) {
        return name === 'not' ? opposites(received) : checkOn(received, name, false);
      },
    },
  )) as typeof ExpectOfHost;

function opposites(received: unknown): object {
  return new Proxy({}, { get: (_, name: string) => checkOn(received, name, true) });
}

function checkOn(received: unknown, name: string, isNegated: boolean): unknown {
  const check = checks.get(name);
  if (check === undefined) return checkOfHost(received, name, isNegated);
  return (...expected: unknown[]): void => {
    const { pass, problem } = check(received, ...expected);
    if (pass === isNegated) throw new ProblemError(problem());
  };
}

function checkOfHost(received: unknown, name: string, isNegated: boolean): unknown {
  const watched = typeof received === 'function' ? watchedCall(received as () => unknown) : undefined;
  const all = host().expect(watched?.call ?? received);
  const check = (isNegated ? all.not : all)[name as 'toBe'] as unknown;
  if (typeof check !== 'function') return check;
  return (...expected: unknown[]): unknown => {
    try {
      return (check as (...expected: unknown[]) => unknown)(...expected);
    } catch (cause) {
      const hasReturned = THROWING.includes(name) && watched?.hasReturned() === true;
      throw new ProblemError(
        hasReturned ? { kind: 'did not throw' } : problemOf(name, isNegated, received, expected[0]),
        { cause },
      );
    }
  };
}

/** The checks that call a function. */
const THROWING = ['toThrow', 'toThrowError'];

function watchedCall(received: () => unknown): { call: () => unknown; hasReturned: () => boolean } {
  let hasReturned = false;
  const call = (): unknown => {
    const result = received();
    hasReturned = true;
    return result;
  };
  return { call, hasReturned: () => hasReturned };
}

/** What a value should be, by the check that it has failed. */
const WANTED: Record<string, (value: Wording) => Wording> = {
  ...Object.fromEntries(
    ['toBe', 'toEqual', 'toStrictEqual', 'toBeCloseTo', 'toMatchObject'].map((name) => [
      name,
      (value) => value,
    ]),
  ),
  toBeGreaterThan: (value) => `> ${asWritten(value)}`,
  toBeGreaterThanOrEqual: (value) => `>= ${asWritten(value)}`,
  toBeLessThan: (value) => `< ${asWritten(value)}`,
  toBeLessThanOrEqual: (value) => `<= ${asWritten(value)}`,
  toBeNaN: () => 'NaN',
  toBeNull: () => 'null',
  toBeUndefined: () => 'undefined',
  toContain: (value) => phrase`something that contains ${{ value }}`,
  toContainEqual: (value) => phrase`something that contains ${{ value }}`,
  toHaveLength: (count) => phrase`something of length ${{ count }}`,
  toMatch: (pattern) => phrase`a text like ${{ pattern }}`,
};

function problemOf(check: string, isNegated: boolean, received: unknown, expected: unknown): Problem {
  const isText = typeof expected === 'function' || expected instanceof RegExp;
  const [found, value] = isText
    ? [described(received), String(expected)]
    : describedApart(received, expected);
  const wanted = Object.hasOwn(WANTED, check)
    ? WANTED[check](value)
    : `${check}(${expected === undefined ? '' : asWritten(value)})`;
  return {
    kind: 'compared',
    check,
    received: found,
    expected: isNegated ? phrase`not ${{ value: wanted }}` : wanted,
  };
}

/** Ends a test that has compared by itself. `of`: what was measured, where it is not what the function returned. */
export function differs(received: unknown, expected: Wording, of?: Wording): never {
  throw new ProblemError({
    kind: 'differs',
    ...(of !== undefined && { subject: of }),
    received: described(received),
    expected,
  });
}
