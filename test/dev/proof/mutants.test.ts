// npm run mutants: what its tables name is there. The command itself takes hours.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import equivalent from '../../../dev/proof/equivalent-mutants.json';
import { fileTargets, NAMED } from '../../../dev/proof/mutation-targets';
import { ROOT } from '../../tools/support/course';

const targets = fileTargets(ROOT);

test('each file that a table names is tried or passed over, and its tests are there', () => {
  expect(NAMED.filter((name) => !existsSync(join(ROOT, `${name}.ts`)))).toEqual([]);
  expect(targets.flatMap(({ tests }) => tests).filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
  expect(targets.length).toBeGreaterThan(80);
});

describe('a change that changes nothing', () => {
  test.each(equivalent)('is still possible: $mutant', ({ file, line, mutant, reason }) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split(/\r?\n/);
    expect(lines.map((one) => one.trim())).toContain(line);
    const [before] = mutant.split(' → ');
    expect(line).toContain(before.slice(0, line.length - line.indexOf(before)));
    expect(reason).not.toBe('');
  });

  test('is listed only where every other change must be noticed', () => {
    const strict = targets.filter((target) => target.strict).map(({ file }) => file);
    expect(strict).toHaveLength(7);
    const others = equivalent.filter(({ file }) => !file.startsWith('solutions/') && !strict.includes(file));
    expect(others).toEqual([]);
  });
});
