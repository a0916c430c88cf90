// The commands on a copied course, whose first exercise is the stub at the beginning of each test.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { ROOT } from './course';
import { copyCourse, copyParts, type CourseCopy } from './course-copy';
import { type Ended, runLaunched } from './processes';

export const STUB = "return todo('meanSquaredError');";

export interface FirstExercise {
  /** The folder of the copy. */
  folder(): string;
  /** The path of the exercise. */
  exercise(): string;
  /** Replaces the `todo` with a body. */
  write(body: string): void;
  /** Runs a command of the launcher. */
  run(command: string, ...args: string[]): Ended;
}

/** Makes the copy before all tests of the file, and removes it behind them. */
export function firstExercise(furtherParts: string[] = []): FirstExercise {
  let course: CourseCopy;
  const exercise = (): string => join(course.folder, 'exercises/01-mean-squared-error.ts');
  beforeAll(() => {
    course = copyCourse();
    copyParts(furtherParts, course.folder);
  });
  beforeEach(() => {
    copyFileSync(join(ROOT, 'exercises/01-mean-squared-error.ts'), exercise());
    rmSync(join(course.folder, '.dojo'), { recursive: true, force: true });
  });
  afterAll(() => course.remove());
  return {
    folder: () => course.folder,
    exercise,
    write: (body) => writeFileSync(exercise(), readFileSync(exercise(), 'utf8').replace(STUB, body)),
    run: (command, ...args) => runLaunched([command, ...args], { cwd: course.folder }),
  };
}
