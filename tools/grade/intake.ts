// Takes in what students hand in: folders and zips. Nothing in them is believed: no link is followed, no size, no path.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { unzipSync } from 'fflate';
import type { TopicName } from '../shared/topics';

/** A folder or a zip. */
export interface Submission {
  name: string;
  path: string;
  kind: 'folder' | 'zip';
}

/** What was found in one. */
export interface HandedIn {
  /** The texts that can be judged. */
  files: Record<TopicName, string>;
  /** Why a file cannot be judged, by topic. */
  problems: Record<TopicName, string>;
  /** What else was there, and is not looked at; what was done to a file. */
  notes: string[];
  /** Changes when any of this changes. */
  fingerprint: string;
}

const LARGEST_FILE = 2 ** 18;
const LARGEST_ZIP = 50 * 2 ** 20;
const MOST_NAMES = 20;

/** The submissions in a folder, by name, and what else lies there. */
export function submissionsIn(folder: string): { submissions: Submission[]; ignored: string[] } {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  const submissions: Submission[] = [];
  const ignored: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const bare = entry.name.replace(/\.zip$/i, '');
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
    if (entry.isDirectory()) submissions.push({ name: entry.name, path, kind: 'folder' });
    else if (entry.isFile() && bare !== entry.name) {
      submissions.push({ name: folders.has(bare) ? entry.name : bare, path, kind: 'zip' });
    } else ignored.push(entry.name);
  }
  return { submissions, ignored };
}

/** Reads a submission. What is wrong with it is said, never thrown. */
export function takeIn({ kind, path }: Submission, topics: TopicName[]): HandedIn {
  const wanted = new Set(topics.flatMap((topic) => [`${topic}.ts`, `exercises/${topic}.ts`]));
  const found = kind === 'folder' ? readFolder(path, wanted) : readZip(path, wanted);
  const files: HandedIn['files'] = {};
  const problems: HandedIn['problems'] = {};
  const notes = [...found.notes];
  for (const topic of topics) {
    const file = `${topic}.ts`;
    const inExercises = found.files.get(`exercises/${file}`);
    const content = inExercises ?? found.files.get(file);
    if (content === undefined) continue;
    if (inExercises && found.files.has(file))
      notes.push(`${file} lies at the top and in exercises/: the latter counts`);
    const decoded = typeof content === 'string' ? { problem: content } : decode(content);
    if ('problem' in decoded) {
      problems[topic] = decoded.problem;
      continue;
    }
    files[topic] = decoded.text;
    if (decoded.note !== undefined) notes.push(`${file}: ${decoded.note}`);
  }
  const ignored = found.names.filter((name) => !wanted.has(name)).sort();
  if (ignored.length > 0) notes.push(ignoredNote(ignored));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([files, problems, notes]))
    .digest('hex');
  return { files, problems, notes, fingerprint };
}

interface Found {
  /** Contents by path; or, in words, why there is none. */
  files: Map<string, Buffer | string>;
  /** All paths that were seen. */
  names: string[];
  notes: string[];
}

function readFolder(path: string, wanted: Set<string>): Found {
  const found: Found = { files: new Map(), names: [], notes: [] };
  const look = (folder: string, prefix: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      found.notes.push(`${prefix || 'the folder'} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
      return;
    }
    for (const entry of entries) {
      const name = prefix + entry.name;
      if (prefix === '' && entry.name === 'exercises' && entry.isDirectory())
        look(join(folder, name), 'exercises/');
      else found.names.push(entry.isDirectory() ? `${name}/` : name);
      if (!wanted.has(name)) continue;
      found.files.set(name, entry.isFile() ? readRegular(join(folder, entry.name)) : whatItIs(entry));
    }
  };
  look(path, '');
  return found;
}

/** A file's bytes, without following a link that has come into its place, and without waiting for a pipe. */
function readRegular(path: string): Buffer | string {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return `the file cannot be read: ${(error as NodeJS.ErrnoException).code}`;
  }
  try {
    const { size } = fstatSync(fd);
    return size > LARGEST_FILE ? tooLarge(size) : readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

function whatItIs(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'the file is a link: hand in the file itself';
  return entry.isDirectory() ? 'a folder has this name' : 'this is no ordinary file';
}

/** Reads what is asked for out of a zip; all the rest is not even unpacked. */
function readZip(path: string, wanted: Set<string>): Found {
  const found: Found = { files: new Map(), names: [], notes: [] };
  try {
    const { size } = lstatSync(path);
    if (size > LARGEST_ZIP)
      return { ...found, notes: [`the zip has ${size} bytes, more than ${LARGEST_ZIP}: not read`] };
    const bytes = readFileSync(path);
    const sizes = new Map<string, number>();
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.startsWith('__MACOSX/') && !name.endsWith('.DS_Store')) sizes.set(name, originalSize);
        return false;
      },
    });
    const top = commonFolder([...sizes.keys()]);
    found.names.push(
      ...[...sizes.keys()].map((name) => name.slice(top.length)).filter((name) => isSeen(name)),
    );
    for (const name of wanted) {
      const size = sizes.get(top + name);
      if (size === undefined) continue;
      found.files.set(name, size > LARGEST_FILE ? tooLarge(size) : unpack(bytes, top + name));
    }
  } catch {
    found.notes.push('the zip is damaged');
  }
  return found;
}

function unpack(bytes: Buffer, path: string): Buffer | string {
  try {
    const { [path]: content } = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === path && originalSize <= LARGEST_FILE,
    });
    return Buffer.from(content);
  } catch {
    return 'the zip is damaged here';
  }
}

/** "alice-homework/" when everything lies in it, as in zips that a hosting service makes. */
function commonFolder(names: string[]): string {
  const [first = ''] = names;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return folder !== 'exercises/' && names.every((name) => name.startsWith(folder)) ? folder : '';
}

function isSeen(name: string): boolean {
  return name !== '' && name !== 'exercises/';
}

type Decoded = { text: string; note?: string } | { problem: string };

/** Bytes as text. Editors write several encodings, and some begin the file with a mark. */
function decode(bytes: Buffer): Decoded {
  const [first, second] = bytes;
  const utf16 =
    (first === 0xff && second === 0xfe && 'utf-16le') || (first === 0xfe && second === 0xff && 'utf-16be');
  if (utf16) return checked(new TextDecoder(utf16).decode(bytes), `read as ${utf16.toUpperCase()}`);
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return checked(new TextDecoder('euc-kr').decode(bytes), 'is not in UTF-8, read as EUC-KR');
  }
}

function checked(text: string, note?: string): Decoded {
  return text.includes('\0') ? { problem: 'the file holds zero bytes: it is no text' } : { text, note };
}

function tooLarge(size: number): string {
  return `the file has ${size} bytes, more than ${LARGEST_FILE}`;
}

function ignoredNote(names: string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => plain(name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `not looked at: ${shown.join(', ')}${more}`;
}

/** Text of a stranger on one line, without anything that a terminal would obey, or that turns the direction of reading. */
export function plain(text: string, longest = 100): string {
  const printable = stripVTControlCharacters(text).replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');
  return printable.length > longest ? `${printable.slice(0, longest)}…` : printable;
}
