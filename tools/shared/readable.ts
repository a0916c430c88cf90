// Files that others write while a command runs: a student, an editor, a program that keeps folders alike. What was there may be gone a
// moment later, closed, or a folder.
import { readFileSync, statSync, type Stats } from 'node:fs';

/** A file is there, and could not be read. The system's own message may not name it. */
export class ReadError extends Error {
  readonly code: string | undefined;
  readonly reason: string;

  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(`${path} cannot be read: ${cause.message}`, { cause });
    this.code = cause.code;
    this.reason = cause.message;
  }
}

/**
 * What a file holds; undefined where there is none.
 *
 * @throws ReadError that names the file
 */
export function bytesIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) return undefined;
    throw new ReadError(path, error as NodeJS.ErrnoException);
  }
}

/** What a file holds; undefined where there is none that can be read. */
export function bytesIfReadable(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** What the system says of a path; undefined where it says nothing: there is none, or its folder is closed. */
export function statIfReadable(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
