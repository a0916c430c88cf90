// The table of `npm run verify`.
import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { tableLines } from '../../../tools/verify/table';
import type { Check } from '../../../tools/verify/checks';
import { COURSE, topicNames } from '../support/course';

test.each([1, 99, 100, 1_014, 100_000])(
  'has a space between its columns, with %i checks in one of them',
  (count) => {
    const checks: Check[] = Array.from({ length: count }, () => ({ column: 'rejected' }));
    const [first, second] = topicNames();
    const results = new Map([
      [first, [...checks, ...checks.map((): Check => ({ column: 'named' }))]],
      [second, []],
    ]);
    const lines = tableLines(COURSE, results, pc.createColors(false));
    const cells = lines.at(-1)!.trim().split(/ +/);
    expect(cells[0]).toBe('all');
    expect(cells.filter((cell) => cell === `${count}/${count}`)).toHaveLength(2);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  },
);
