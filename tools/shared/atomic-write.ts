// Files that are there as a whole or not at all, whenever the process ends and whoever else writes them.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { pause } from './pause';

/** A file could not be written: the disk is full, or the folder is closed. The system's own message may not name it. */
export class WriteError extends Error {
  readonly code: string | undefined;

  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(`${path} cannot be written: ${cause.message}`, { cause });
    this.code = cause.code;
  }
}

export interface AtomicWriteOptions {
  /** Whether the file and its name shall last through a power cut. */
  durable?: boolean;
}

/**
 * Writes a file, or leaves it as it was. A link stays a link: the file that it leads to is written.
 *
 * @throws WriteError that names the file
 */
export function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { durable = false }: AtomicWriteOptions = {},
): void {
  let draft: string | undefined;
  try {
    makeWithParents(dirname(path));
    const target = targetOf(path);
    draft = `${target}.${process.pid}-${randomBytes(4).toString('hex')}.new`; // two writers, two drafts
    writeFileSync(draft, content, { flag: 'wx', flush: durable });
    renameSync(draft, target);
    if (durable) flushFolder(dirname(target));
  } catch (error) {
    if (draft !== undefined) removeIfAllowed(draft);
    throw new WriteError(path, error as NodeJS.ErrnoException);
  }
}

/** Where a link leads, also when nothing is there yet, and a link to a link. Other systems follow about as many. */
function targetOf(path: string, links = 40): string {
  if (existsSync(path)) return realpathSync(path);
  try {
    const next = resolve(dirname(path), readlinkSync(path));
    return links === 0 ? path : targetOf(next, links - 1);
  } catch {
    return path; // no link
  }
}

/**
 * Makes a folder, with those around it, where they are not there. Node's own way tries forever where the system lets nobody make any.
 *
 * @throws WriteError that names it
 */
export function makeFolder(path: string): void {
  try {
    makeWithParents(path);
  } catch (error) {
    throw new WriteError(path, error as NodeJS.ErrnoException);
  }
}

function makeWithParents(path: string): void {
  const isFolder = (): boolean => existsSync(path) && statSync(path).isDirectory();
  if (isFolder()) return;
  if (dirname(path) !== path) makeWithParents(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder()) throw error; // else another process has made it meanwhile
  }
}

/** Makes a rename last through a power cut, where folders can be flushed. */
function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** For clearing away after something went wrong: that is what a person should read, and not that this can't be removed either. */
export function removeIfAllowed(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/** What {@link writeAtomically} leaves behind when it is killed. */
const DRAFT = /\.\d+-[0-9a-f]{8}\.new$/;

/** Whether a file of this name is a draft: of one of these files, if they are named. */
export function isDraft(name: string, files?: readonly string[]): boolean {
  return DRAFT.test(name) && (files?.includes(name.replace(DRAFT, '')) ?? true);
}

/** Removes the drafts that a killed process has left in a folder and below. No one else may be writing there. */
export function removeDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  // A folder is none, whatever its name is: it may be that of someone's reports, who chose it.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory() && isDraft(entry.name))
      rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}

/**
 * Writes a file that is not there yet: "a.ts", or "a-2.ts" where that name is taken. Nothing is ever overwritten.
 *
 * @returns the path that it has
 * @throws WriteError that names the file
 */
export function writeNew(path: string, content: string | Uint8Array): string {
  try {
    return writeUnder(path, content);
  } catch (error) {
    throw new WriteError(path, error as NodeJS.ErrnoException);
  }
}

/** Writes "a.ts", or the first free one of "a-2.ts", "a-3.ts" … */
function writeUnder(path: string, content: string | Uint8Array): string {
  makeWithParents(dirname(path));
  const ending = extname(path);
  for (let count = 1; ; count++) {
    const free = count === 1 ? path : `${path.slice(0, path.length - ending.length)}-${count}${ending}`;
    let file;
    try {
      file = openSync(free, 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    try {
      writeAll(file, Buffer.from(content));
    } catch (error) {
      closeSync(file);
      rmSync(free, { force: true }); // half of a copy would be taken for the whole
      throw error;
    }
    closeSync(file);
    return free;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/** How long another process may hold a lock, in milliseconds, before it is taken for dead. Work under a lock takes a few. */
const LOCK_PATIENCE = 3_000;

/** Does some short work while no other process does any under the same lock. */
export function withLock<Value>(lock: string, work: () => Value): Value {
  makeWithParents(dirname(lock));
  const deadline = Date.now() + LOCK_PATIENCE;
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (error) {
      // Windows answers EPERM while another process is removing the file.
      if (!['EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      if (Date.now() > deadline + LOCK_PATIENCE) throw error;
      if (Date.now() > deadline) rmSync(lock, { force: true }); // its owner was killed
      pause(10);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}
