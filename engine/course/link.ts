// A course in a folder of its own reaches the engine as a package, `gradient-dojo` in its node_modules: `#lib/…` and `#engine/…` in
// its package.json name that package, so that Node, TypeScript and an editor find the same files.
import { existsSync, lstatSync, mkdirSync, realpathSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder that holds engine/, lib/ and tools/. */
export const ENGINE_ROOT = resolve(__dirname, '../..');

/** Links a course to this engine, unless it is linked already or is the engine's own. A junction, which Windows lets everyone make. */
export function linkEngine(courseRoot: string): void {
  if (realpathSync(courseRoot) === realpathSync(ENGINE_ROOT)) return;
  const link = join(courseRoot, 'node_modules/gradient-dojo');
  if (existsSync(link)) {
    if (realpathSync(link) === realpathSync(ENGINE_ROOT) || !lstatSync(link).isSymbolicLink()) return;
  }
  if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link); // another engine's, or one that has moved
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(ENGINE_ROOT, link, 'junction');
}
