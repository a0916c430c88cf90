// A copy of the course in a folder of its own, for tests that write to exercises and progress as a student would.
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from './course';

/** What a student has of the course, with its tests. */
export const COURSE_FILES = [
  'course.json',
  'docs',
  'engine',
  'exercises',
  'jest.config.ts',
  'lib',
  'package.json',
  'package-lock.json',
  'site/test',
  'solutions',
  'test',
  'tools',
  'tsconfig.json',
  'tsconfig.solutions.json',
  'tsconfig.student.json',
];

export interface CourseCopy {
  folder: string;
  remove(): void;
}

/** Copies the course; what is installed is shared with the original. */
export function copyCourse(): CourseCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gradient-dojo-')));
  copyParts(COURSE_FILES, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Copies some files and folders of the course; what is installed is shared with the original. */
export function copyParts(parts: string[], folder: string): void {
  const filter = (file: string): boolean => basename(file) !== 'node_modules'; // the kernel's compiler may be there
  for (const part of parts) cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter });
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(ROOT, 'node_modules'), modules, 'junction');
}
