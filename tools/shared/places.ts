// Where in the student's files something happened: the lines of a stack that are in exercises/. A path is read from the course's own folder
// on, never by a word in it: the course itself may lie below a folder called `exercises`, `solutions` or `lib`.
import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, posix, resolve, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in a student's file. */
export interface Place {
  /** From the course's folder on, with slashes: "exercises/02-cross-entropy-error.ts". */
  file: string;
  line: number;
  column: number;
}

/** `    at name (location)` or `    at location`; a name holds no slash and no parenthesis, a location may hold anything. */
const FRAME = /^\s*at (?:(?:[^()/\\]|\[as [^\]]*\])* \()?(.+):(\d+):(\d+)\)?$/;

/** The frames of a stack that are in exercises/, innermost first. `root` is the course's folder. */
export function placesIn(stack: string, root: string): Place[] {
  return stack.split('\n').flatMap((line) => {
    const [, location, row, column] = FRAME.exec(line.trimEnd()) ?? [];
    const file = location === undefined ? undefined : inCourse(location, root);
    if (file === undefined || !file.startsWith('exercises/')) return [];
    return [{ file: asNamedHere(file, root), line: Number(row), column: Number(column) }];
  });
}

/** "exercises/02-cross-entropy-error.ts:17:10". */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/**
 * A file by its path from the course's folder on, with slashes; undefined if it is elsewhere.
 *
 * @param location an absolute path, a `file:` URL, or a path that begins at the course's folder
 */
export function inCourse(location: string, root: string): string | undefined {
  const { isAbsolute, relative, sep } = root.startsWith('/') ? posix : win32;
  const path = location.startsWith('file:') ? pathOfUrl(location) : location;
  if (!isAbsolute(path)) return path.replaceAll('\\', '/');
  const inside = relative(root, path);
  if (inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
    return inside.replaceAll(sep, '/');
  return linkedExercise(path, root);
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url; // no file of this machine
  }
}

/** A file that exercises/ only points to, under the name that it has there: a student may keep the work in another repository. */
function linkedExercise(path: string, root: string): string | undefined {
  return findLinked(root, (target) => target === path);
}

/** jest runs a link under the link's name, and takes the name in its source map from the file that the link points to. */
function asNamedHere(file: string, root: string): string {
  if (existsSync(resolve(root, file))) return file;
  return findLinked(root, (target) => basename(target) === basename(file)) ?? file;
}

/** The link in exercises/ (or file, where exercises/ is one) that points to such a file, from the course's folder on. */
function findLinked(root: string, isMeant: (target: string) => boolean): string | undefined {
  const folder = resolve(root, 'exercises');
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder).find((name) => {
    const file = resolve(folder, name);
    return existsSync(file) && (isLink(folder) || isLink(file)) && isMeant(realpathSync(file));
  });
  return found === undefined ? undefined : `exercises/${found}`;
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}
