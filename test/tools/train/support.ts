// What the tests of the trainer share: copies of the course, and what trainer.ts has.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/course';
import { copyParts } from '../support/course-copy';

export { ROOT };
export * from '../support/trainer';
export { temporaryFolder } from '../support/folders';

/** A copy of the course in which the student's topics are the solutions, but for those that are given. */
export function courseWith(folder: string, exercises: Record<string, string>): string {
  copyParts(
    ['course.json', 'package.json', 'tsconfig.json', 'lib', 'engine', 'solutions', 'test/support', 'tools'],
    folder,
  );
  cpSync(join(ROOT, 'solutions'), join(folder, 'exercises'), { recursive: true });
  for (const [name, text] of Object.entries(exercises))
    writeFileSync(join(folder, 'exercises', `${name}.ts`), text);
  return folder;
}
