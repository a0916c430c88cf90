// What the tests of the trainer share: folders that go away, copies of the course, and what trainer.ts has.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { ROOT } from '../../tools/shared/topics';
import { copyParts } from './support/course-copy';

export { ROOT };
export * from './support/trainer';

/** A folder that is removed when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the course in which the student's topics are the solutions, but for those that are given. */
export function courseWith(folder: string, exercises: Record<string, string>): string {
  copyParts(['package.json', 'tsconfig.json', 'lib', 'solutions', 'test/support', 'tools'], folder);
  cpSync(join(ROOT, 'solutions'), join(folder, 'exercises'), { recursive: true });
  for (const [name, text] of Object.entries(exercises))
    writeFileSync(join(folder, 'exercises', `${name}.ts`), text);
  return folder;
}
