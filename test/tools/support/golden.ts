// Golden files: test/golden/ holds each report as a whole, and a test compares. `npm run golden` writes them anew; git shows what changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import { ROOT } from './course';

export const GOLDEN = join(ROOT, 'test/golden');

/** Expects a folder of test/golden/ to hold these files, with this text, and no others. */
export function expectGolden(folder: string, files: Record<string, string>): void {
  const path = join(GOLDEN, folder);
  if (isUpdate()) write(path, files);
  expect({ folder, files: filesIn(path) }).toEqual({ folder, files: Object.keys(files).sort() });
  for (const [name, text] of Object.entries(files)) {
    expect(`${folder}/${name}\n${text}`).toBe(`${folder}/${name}\n${readFileSync(join(path, name), 'utf8')}`);
  }
}

/** The files of a folder and those in it, with / between the parts of a path. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function write(folder: string, files: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Whether jest was started with -u. Matchers for images and files ask the same property, which has no type. */
function isUpdate(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { _updateSnapshot?: string } };
  return snapshotState?._updateSnapshot === 'all';
}
