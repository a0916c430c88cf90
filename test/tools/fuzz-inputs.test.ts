// Hostile files and arguments, a few hundred of each: whatever comes, it is read rightly or refused in a sentence.
// `npm run fuzz` runs for as long as you like.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { fc } from '#engine/suite';
import { attacksIn } from './support/fuzz-inputs';

const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(attacksIn(folder))(
  '$name reads what it is given, or says what is wrong with it',
  ({ property }) => {
    const result = fc.check(property, { seed: jest.getSeed(), numRuns: 200 });
    if (result.failed) throw result.errorInstance;
    expect(result.numRuns).toBe(200);
  },
);
