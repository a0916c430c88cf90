// The folder of a run: made anew or opened again, held by one trainer at a time, its files whole at any moment.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isDraft, removeIfAllowed, writeAtomically, WriteError } from '../../shared/atomic-write';
import { pause } from '../../shared/pause';
import { statIfReadable } from '../../shared/readable';
import { UserError } from './user-error';

/** Where runs are kept unless `--out` says otherwise. */
export const RUNS = 'runs';

/** What a trainer writes. Nothing else is ever replaced or removed. */
export const FILES = {
  checkpoint: 'checkpoint.json',
  history: 'history.json',
  weights: 'weights.npz',
  accuracy: 'accuracy.svg',
  loss: 'loss.svg',
  confusion: 'confusion.svg',
  report: 'report.html',
};

/** What a comparison of several runs writes beside their folders. */
export const COMPARISON_FILES = {
  comparison: 'comparison.json',
  accuracy: 'accuracy.svg',
  loss: 'loss.svg',
  report: 'report.html',
};

export type FileName =
  (typeof FILES)[keyof typeof FILES] | (typeof COMPARISON_FILES)[keyof typeof COMPARISON_FILES];

/** The folders of the runs that are compared: "2_learning-rate_0.1". */
export const COMPARED_RUN = /^\d{1,2}_[\w.+-]+$/;

/** What a folder of ours may hold. */
interface Contents {
  files: string[];
  /** Runs in folders of their own, by name. */
  runs?: RegExp;
}

export const RUN_CONTENTS: Contents = { files: Object.values(FILES) };
export const COMPARISON_CONTENTS: Contents = { files: Object.values(COMPARISON_FILES), runs: COMPARED_RUN };

const LOCK = 'lock';

/** Who holds a folder. */
interface Holder {
  pid: number;
  host: string;
}

export class RunFolder {
  private constructor(
    /** Absolute. */
    readonly path: string,
  ) {}

  /** A folder for a new run: `out`, or one in runs/ named by the time. */
  static create(
    out: string | undefined,
    overwrite: boolean,
    now = new Date(),
    contents: Contents = RUN_CONTENTS,
  ): RunFolder {
    if (out === undefined) return RunFolder.hold(makeDatedFolder(now));

    const path = resolve(out);
    attempt(path, () => mkdirSync(path, { recursive: true }));
    checkContents(path, overwrite, contents);
    const folder = RunFolder.hold(path);
    try {
      checkContents(path, overwrite, contents); // again, because another trainer may have been here in between
      for (const file of contents.files) attempt(path, () => rmSync(join(path, file), { force: true }));
      for (const run of runsIn(path, contents)) attempt(path, () => rmSync(run, { recursive: true }));
      return folder;
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  /** The folder of an earlier run. */
  static open(path: string): RunFolder {
    return RunFolder.hold(resolve(path));
  }

  private static hold(path: string): RunFolder {
    takeLock(join(path, LOCK));
    // Left by a trainer that was killed while it wrote. A comparison's runs hold their own folders.
    const drafts = attempt(path, () => readdirSync(path)).filter((name) => isDraft(name));
    for (const draft of drafts) removeIfAllowed(join(path, draft));
    return new RunFolder(path);
  }

  /** Lets others in. */
  release(): void {
    removeIfAllowed(join(this.path, LOCK)); // one that stays is taken for what it is, because its process has ended
  }

  /** Writes a file so that at any moment, whatever happens, either the earlier contents or the new ones are there as a whole. */
  write(name: FileName, contents: string | Uint8Array): void {
    const file = join(this.path, name);
    try {
      writeAtomically(file, contents, { durable: true });
    } catch (error) {
      throw error instanceof WriteError ? refused(file, error.cause) : error;
    }
  }
}

/** A path as a person reads it: relative if it is below the current folder. */
export function displayPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || fromHere === '' ? path : fromHere;
}

function makeDatedFolder(now: Date): string {
  attempt(RUNS, () => mkdirSync(RUNS, { recursive: true }));
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const name = local.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-'); // 2026-11-24_13-05-59
  for (let count = 1; ; count++) {
    const path = resolve(RUNS, count === 1 ? name : `${name}-${count}`);
    if (attempt(path, () => makeFolder(path))) return path;
  }
}

/** false if there is one of that name. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A new run wants an empty folder, or leave to replace the run in it; other people's files are never touched. */
function checkContents(path: string, overwrite: boolean, contents: Contents): void {
  const known: string[] = [...contents.files, ...contents.files.map((file) => `${file}.new`), LOCK]; // .new: of earlier versions
  const found = attempt(path, () => readdirSync(path));
  const runs = runsIn(path, contents);
  for (const run of runs) checkContents(run, true, RUN_CONTENTS);
  const isOurs = (name: string): boolean =>
    known.includes(name) || isDraft(name, contents.files) || runs.includes(join(path, name));
  const foreign = found.find((name) => !isOurs(name));
  if (foreign !== undefined) {
    throw new UserError(`${displayPath(path)} holds other files (${foreign}): name an empty or a new folder`);
  }
  if (!overwrite && found.some((name) => name !== LOCK)) {
    const remedies = `name another folder, resume it with --resume ${displayPath(path)}, or replace it with --overwrite`;
    throw new UserError(`${displayPath(path)} holds an earlier run: ${remedies}`);
  }
}

/** The folders of runs in the folder of a comparison. */
function runsIn(path: string, { runs }: Contents): string[] {
  const entries = attempt(path, () => readdirSync(path, { withFileTypes: true }));
  return entries
    .filter((entry) => runs?.test(entry.name) === true && entry.isDirectory())
    .map(({ name }) => join(path, name));
}

// ── the lock ─────────────────────────────────────────────────────────────────────────────────────────────────────

function takeLock(lock: string): void {
  if (attempt(lock, () => createLock(lock))) return;
  const holder = readHolder(lock);
  if (isRunning(lock, holder)) throw heldBy(lock, holder);

  attempt(lock, () => rmSync(lock, { force: true })); // left by a trainer that was killed
  const taken = attempt(lock, () => createLock(lock));
  pause(50); // another one may have seen the same lock, and have removed ours in its place
  const now = readHolder(lock);
  if (!taken || now?.pid !== process.pid) throw heldBy(lock, now);
}

/** false if there is one. */
function createLock(lock: string): boolean {
  const me: Holder = { pid: process.pid, host: hostname() };
  try {
    writeFileSync(lock, JSON.stringify(me), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    rmSync(lock, { force: true });
    throw error;
  }
}

/** undefined for a lock that does not say, or is gone. */
function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isRunning(lock: string, holder: Holder | undefined): boolean {
  if (holder === undefined) return isFresh(lock); // just being written, or left unwritten by a trainer that was killed
  if (holder.host !== hostname()) return true; // for all that can be told from here
  if (holder.pid === process.pid) return false; // an earlier process had the same number
  try {
    process.kill(holder.pid, 0); // sends nothing, asks only
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function isFresh(lock: string): boolean {
  const found = statIfReadable(lock);
  return found !== undefined && Date.now() - found.mtimeMs < 2_000;
}

function heldBy(lock: string, holder: Holder | undefined): UserError {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host})`;
  const remedy = `wait for it or stop it; if it is no longer running, delete ${displayPath(lock)}`;
  return new UserError(`another training run${who} is using this folder: ${remedy}`);
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why nothing could be written, and what to do. */
export const REASONS: Record<string, string> = {
  EACCES: 'no permission to write here: choose another folder with --out',
  EPERM: 'no permission to write here: choose another folder with --out',
  EROFS: 'this disk is read-only: choose another folder with --out',
  ENOSPC: 'the disk is full: make room, then continue with --resume',
  EDQUOT: 'your share of the disk is used up: make room, then continue with --resume',
  ENOTDIR: 'there is a file where a folder is needed: choose another folder with --out',
  EEXIST: 'there is a file where a folder is needed: choose another folder with --out',
  ENOENT: 'the folder does not exist: choose another folder with --out',
  ENAMETOOLONG: 'the name is too long: choose another folder with --out',
};

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw refused(path, error);
  }
}

/** Says in words why the file system refused. */
function refused(path: string, error: unknown): UserError {
  const code = codeOf(error) ?? String(error);
  return new UserError(`${displayPath(path)}: ${REASONS[code] ?? `the system reports ${code}`}`, 1, {
    cause: error,
  });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** false for a folder without one as well as for a file. */
export function hasCheckpoint(path: string): boolean {
  return existsSync(join(path, FILES.checkpoint));
}

/** The runs in runs/ that have a checkpoint, the latest first. */
export function runsByTime(): string[] {
  return latestWith(FILES.checkpoint);
}

/** The comparisons in runs/, the latest first. */
export function comparisonsByTime(): string[] {
  return latestWith(COMPARISON_FILES.comparison);
}

function latestWith(file: string): string[] {
  if (!existsSync(RUNS)) return [];
  const paths = readdirSync(RUNS).map((name) => resolve(RUNS, name));
  const changed = (path: string): number => statIfReadable(join(path, file))?.mtimeMs ?? 0; // it may be gone by now
  return paths.filter((path) => existsSync(join(path, file))).sort((a, b) => changed(b) - changed(a));
}
