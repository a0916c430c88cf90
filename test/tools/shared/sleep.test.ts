// Who sleeps, and who only waits for a processor: without a clock, with made-up ticks.
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { sleptAfter, TICK, waitedByOthers } from '../../../tools/shared/sleep.cjs';

/** How long a process has slept after these ticks, in milliseconds. */
function sleptIn(...ticks: { passed?: number; used?: number; waited?: number }[]): number {
  return ticks.reduce(
    (slept, { passed = TICK, used = 0, waited = 0 }) => sleptAfter({ slept, passed, used, waited }),
    0,
  );
}

const asleep = {};
const working = { used: TICK };

test('time in which nothing runs counts as sleep; time in which something runs does not', () => {
  expect(sleptIn(asleep, asleep, asleep)).toBe(3 * TICK);
  expect(sleptIn(working, working)).toBe(0);
  expect(sleptIn(asleep, working, asleep)).toBe(2 * TICK);
  expect(sleptIn({ used: 1 }, asleep)).toBe(2 * TICK); // the watchdog itself takes a little
});

test('whoever waits for a processor does not sleep', () => {
  const waiting = { waited: TICK };
  expect(sleptIn(...Array.from({ length: 1_000 }, () => waiting))).toBe(0);
});

test('what the system says only when the waiting is over is taken back', () => {
  expect(sleptIn({}, {}, {}, { used: 10, waited: 3 * TICK + 190 })).toBe(0);
  expect(sleptIn({}, {}, { used: 10, waited: TICK + 190 })).toBe(10);
});

test('having waited is no credit for sleeping later', () => {
  expect(sleptIn({ used: 10, waited: 10 * TICK }, asleep, asleep)).toBe(2 * TICK);
});

test('a tick that is late says nothing: the watchdog waited as well, or the machine slept', () => {
  expect(sleptIn({ passed: 10 * TICK }, asleep)).toBe(TICK);
});

test('the system is asked for what other threads waited', () => {
  if (existsSync('/proc/self/task')) expect(waitedByOthers()).toBeGreaterThan(0);
  else expect(waitedByOthers()).toBe(0);
});
