// A source of random numbers that follows a script, where a law leaves nothing to chance.
import { phrase } from '../words/phrase';
import { fail } from './problem';
import type { SeededRandom } from '#lib/random';

/** It tells its position and what comes next, so that the grader can send that along instead of being asked for each number. */
export interface ScriptedRandom extends SeededRandom {
  /** The next numbers, at most so many. */
  ahead(count: number): number[];
}

/** Far more than any right answer asks for: a loop that waits for a number which the script does not have would never end. */
const MOST_CALLS = 100_000;

/** Gives these numbers one after the other, and then begins again. */
export function scriptedRandom(numbers: number[]): ScriptedRandom {
  let calls = 0;
  const at = (call: number): number => numbers[call % numbers.length];
  const next = (): number => {
    if (calls >= MOST_CALLS)
      fail(phrase`random was called more than ${{ count: MOST_CALLS }} times in one call`);
    return at(calls++);
  };
  return Object.assign(next, {
    state: () => ({ calls }),
    ahead: (count: number) =>
      Array.from({ length: Math.min(count, numbers.length) }, (_, i) => at(calls + i)),
  });
}
