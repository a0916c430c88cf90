// What is in a submission, however it was handed in: a folder, a zip, loose files, and zips in any of these.
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs';
import { sanitize } from '../../shared/sanitize';
import { decodeName } from './text';
import { type FileContent, OtherArchive, readZip, tooLarge, ZipProblem } from './zip';

/** A file or an empty folder in a submission. */
export interface Entry {
  /** The folders around it and its own name, as a person reads them. */
  path: string[];
  isFolder: boolean;
  /** When it was handed in, as far as the platform says; what came later counts. */
  turn?: Turn;
  /** Reads at most so many bytes. */
  read(largest: number): FileContent;
}

/** As a message or a report names it. */
export function shownPath({ path }: Entry): string {
  return sanitize(path.join('/'), 120);
}

/** By the number or the time of an attempt; within one, by the number that the platform gives each file. */
export interface Turn {
  attempt: number;
  file: number;
}

/** A file of a platform's bulk download. */
export interface LooseFile {
  /** As the student called it. */
  name: string;
  path: Buffer;
  /** The attempt to which it belongs, as a folder around it. */
  folder?: string;
  turn?: Turn;
}

export interface Listing {
  entries: Entry[];
  /** What the student should know. */
  notes: string[];
  /** What could not be opened on our side. */
  failures: string[];
}

const LARGEST_ZIP = 50 * 2 ** 20;
const LARGEST_INNER_ZIP = 10 * 2 ** 20;
const MOST_INNER_ZIPS = 5;
const MOST_FILES = 20_000;
const DEEPEST = 12;
/** Bytes of a path in a zip: with more, no file system would take it. */
const LONGEST_PATH = 1_000;

/** Other archives. They are named, so that they are not mistaken for empty submissions. */
export const OTHER_ARCHIVE = /\.(7z|rar|alz|egg|tar|tgz|tbz2?|txz|tar\.\w+|gz|bz2|xz|zst|zipx|lzh|iso|jar)$/i;

/** A system's or a tool's own folders and files: no one hands them in on purpose, or out. */
export const SYSTEMS_OWN = /^(\..*|__MACOSX|node_modules|Thumbs\.db|desktop\.ini)$/i;

export function listFolder(folder: Buffer): Listing {
  const listing = emptyListing();
  lookInto(folder, [], listing);
  return withInnerZips(listing);
}

export function listZip(path: Buffer): Listing {
  const content = readRegular(path, LARGEST_ZIP);
  if ('bytes' in content) return listZipOf(content.bytes, path);
  const listing = emptyListing();
  if ('failure' in content) listing.failures.push(content.failure);
  else listing.notes.push(content.problem.replace('the file', 'the zip').concat(': not read'));
  return listing;
}

/** Who gives another archive the name of a zip has handed in something all the same. */
function listZipOf(bytes: Buffer, path: Buffer): Listing {
  try {
    return withInnerZips(zipListing(bytes, []));
  } catch (error) {
    if (!(error instanceof OtherArchive)) throw error;
    const name = decodeName(path.subarray(path.lastIndexOf('/') + 1));
    const failure = `${sanitize(name)} (${error.kind}) is an archive that is not read: ask for a .zip`;
    return { ...emptyListing(), failures: [failure] };
  }
}

export function listFiles(files: LooseFile[]): Listing {
  const entries = files.map(({ name, path, folder, turn }) => ({
    path: folder === undefined ? [name] : [folder, name],
    isFolder: false,
    turn,
    read: (largest: number) => readRegular(path, largest),
  }));
  return withInnerZips({ ...emptyListing(), entries });
}

function emptyListing(): Listing {
  return { entries: [], notes: [], failures: [] };
}

function lookInto(folder: Buffer, path: string[], listing: Listing): void {
  const shown = path.length === 0 ? 'the folder' : `${path.join('/')}/`;
  let found: Dirent<Buffer>[];
  try {
    found = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    listing.failures.push(`${shown} cannot be read: ${codeOf(error)}`);
    return;
  }
  for (const entry of found.sort((a, b) => Buffer.compare(a.name, b.name))) {
    const name = decodeName(entry.name);
    if (SYSTEMS_OWN.test(name)) continue;
    if (listing.entries.length >= MOST_FILES) {
      listing.notes.push(`there are more than ${MOST_FILES} files: the others are ignored`);
      return;
    }
    const at = inside(folder, entry.name);
    const inner = [...path, name];
    if (entry.isDirectory() && inner.length <= DEEPEST) {
      const before = listing.entries.length;
      lookInto(at, inner, listing);
      if (listing.entries.length > before) continue;
    }
    listing.entries.push({
      path: inner,
      isFolder: entry.isDirectory(),
      read: (largest) => (entry.isFile() ? readRegular(at, largest) : { problem: whatItIs(entry) }),
    });
  }
}

export function inside(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name]);
}

function whatItIs(entry: Dirent<Buffer>): string {
  if (entry.isSymbolicLink()) return 'the file is a link: hand in the file itself';
  return entry.isDirectory() ? 'a folder has this name' : 'this is no ordinary file';
}

/** A file's bytes, without following a link that has come into its place, and without waiting for a pipe. */
export function readRegular(path: Buffer, largest: number): FileContent {
  let fd: number | undefined;
  try {
    if (lstatSync(path).isSymbolicLink()) return { problem: 'the file is a link: hand in the file itself' };
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = fstatSync(fd);
    if (size > largest) return { problem: tooLarge(size, largest) };
    const bytes = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(fd, bytes, filled, size - filled, null);
      if (count === 0) break;
      filled += count;
    }
    return { bytes: bytes.subarray(0, filled) };
  } catch (error) {
    return { failure: `it cannot be read: ${codeOf(error)}` };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

/** @param around what the zip's own path is */
function zipListing(bytes: Buffer, around: string[]): Listing {
  const listing = emptyListing();
  const shown = around.length === 0 ? '' : `${around.join('/')}: `;
  try {
    const { entries, notes } = readZip(bytes);
    listing.notes.push(...notes.map((note) => `${shown}${note}`));
    // Of two files of one name the later one counts, as when the zip is unpacked.
    const byPath = new Map<string, Entry>();
    let outside = 0;
    let unreachable = 0;
    for (const { name, read } of entries) {
      if (!isReachable(name)) {
        unreachable++;
        continue;
      }
      const text = decodeName(name);
      const path = text.split('/').filter((part) => part !== '' && part !== '.');
      if (path.some((part) => SYSTEMS_OWN.test(part) && part !== '..')) continue;
      if (text.startsWith('/') || /^[a-z]:/i.test(text) || path.includes('..')) outside++;
      else if (path.length > 0)
        byPath.set(path.join('/'), { path: [...around, ...path], isFolder: text.endsWith('/'), read });
    }
    if (outside > 0)
      listing.notes.push(`${shown}${outside} files have a path that leads out of the zip: not read`);
    if (unreachable > 0)
      listing.notes.push(
        `${shown}${unreachable} files have a path that is too long, or are in more than ${DEEPEST} folders: not read`,
      );
    const folders = new Set([...byPath.values()].flatMap(({ path }) => ancestorsOf(path)));
    listing.entries.push(
      ...[...byPath.values()].filter(({ path, isFolder }) => !isFolder || !folders.has(path.join('/'))),
    );
  } catch (error) {
    if (!(error instanceof ZipProblem) || (around.length === 0 && error instanceof OtherArchive)) throw error;
    listing.notes.push(`${shown}${error.message}`);
  }
  return listing;
}

/** Before anything is made of it: of a path with thousands of folders, all the paths to these are more than memory holds. */
function isReachable(name: Buffer): boolean {
  if (name.length > LONGEST_PATH) return false;
  const parts = name.toString('latin1').split('/').filter(Boolean); // no letter's byte is a slash, in any encoding that is read
  return parts.length <= DEEPEST + 1;
}

function ancestorsOf(path: string[]): string[] {
  return path.slice(0, -1).map((_, i) => path.slice(0, i + 1).join('/'));
}

/** A zip in a submission counts as a folder of that name; a zip in that one is not opened any more. */
function withInnerZips(listing: Listing): Listing {
  const result: Listing = { ...listing, entries: [] };
  let opened = 0;
  for (const entry of listing.entries) {
    const isFull = result.entries.length >= MOST_FILES; // what is in the next zip would be ignored
    if (entry.isFolder || !/\.zip$/i.test(entry.path.at(-1)!) || opened === MOST_INNER_ZIPS || isFull) {
      result.entries.push(entry);
      continue;
    }
    opened++;
    const content = entry.read(LARGEST_INNER_ZIP);
    const shown = entry.path.join('/');
    if ('failure' in content) result.failures.push(`${shown}: ${content.failure}`);
    else if ('problem' in content) result.notes.push(`${shown}: ${content.problem}`);
    else {
      const inner = zipListing(content.bytes, entry.path);
      result.entries = result.entries.concat(inner.entries.map((one) => ({ ...one, turn: entry.turn })));
      result.notes.push(...inner.notes);
    }
  }
  if (result.entries.length > MOST_FILES) {
    result.entries.length = MOST_FILES;
    result.notes.push(`there are more than ${MOST_FILES} files: the others are ignored`);
  }
  return result;
}
