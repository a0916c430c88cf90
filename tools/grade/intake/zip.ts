// Reads what is listed in a zip. No size is believed: unpacking ends at a bound. Zips come from many packers, some of them careless, and from
// people who mean harm; so names are taken as bytes, what comes before the zip is skipped, and what cannot be read is named, file by file.
import { crc32, inflateRawSync } from 'node:zlib';

/** What is read of a file: its bytes, or in words for the student why there are none, or what failed on our side. */
export type FileContent = { bytes: Buffer } | { problem: string } | { failure: string };

export interface ZipEntry {
  /** As in the zip, with / between folders; at its end, too, where it is a folder. */
  name: Buffer;
  /** Unpacks at most so many bytes. */
  read(largest: number): FileContent;
}

export interface Zip {
  entries: ZipEntry[];
  notes: string[];
}

/** Nothing in a zip can be read: why, in words for the student. */
export class ZipProblem extends Error {}

/** It is an archive of another kind, whatever its name says. */
export class OtherArchive extends ZipProblem {
  constructor(readonly kind: string) {
    super('this is no zip');
  }
}

/** How other archives begin. */
const OTHERS: [beginning: Buffer, kind: string][] = [
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from('7z\xbc\xaf', 'latin1'), '7z'],
  [Buffer.from('ALZ\x01'), 'ALZ'],
  [Buffer.from('EGGA'), 'EGG'],
  [Buffer.from([0x1f, 0x8b]), 'gzip'],
  [Buffer.from('BZh'), 'bzip2'],
  [Buffer.from('\xfd7zXZ', 'latin1'), 'XZ'],
];

const MOST_ENTRIES = 20_000;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;

const STORED = 0;
const DEFLATED = 8;
const METHODS: Record<number, string> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

// Neither is ever a part of another letter, in UTF-8 or in EUC-KR.
const [BACKSLASH, SLASH] = [0x5c, 0x2f];

const ENCRYPTED = 1;
const UNIX = 3;
const [TYPE_OF_FILE, LINK] = [0o170000, 0o120000];

/** @throws ZipProblem when nothing in it can be read */
export function readZip(bytes: Buffer): Zip {
  try {
    return listOf(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new ZipProblem('the zip is damaged'); // a place outside of it
    throw error;
  }
}

function listOf(bytes: Buffer): Zip {
  const end = endOf(bytes);
  const notes: string[] = [];
  const { count, size, offset } = placesOf(bytes, end);
  const begin = end.directoryEnd - size;
  const before = begin - offset; // what was put before the zip, such as a program that unpacks it
  if (begin < 0 || before < 0) throw new ZipProblem('the zip is damaged: its list of files is cut off');
  if (before > 0) notes.push(`${before} bytes before the zip were skipped`);

  const entries: ZipEntry[] = [];
  let at = begin;
  while (at + 46 <= end.directoryEnd && bytes.readUInt32LE(at) === LISTED) {
    if (entries.length === MOST_ENTRIES)
      throw new ZipProblem(`the zip lists more than ${MOST_ENTRIES} files: not read`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      bytes.readUInt16LE(at + place),
    );
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > end.directoryEnd) break;
    entries.push(entryAt(bytes, at, nameLength, extraLength, before));
    at = next;
  }
  if (at !== end.directoryEnd) notes.push('the zip is damaged: its list of files breaks off');
  else if (count !== entries.length)
    notes.push(
      `the zip says that it holds ${count} files, and lists ${entries.length}: all that it lists are read`,
    );
  return { entries, notes };
}

interface End {
  at: number;
  /** Where the list of files must end. */
  directoryEnd: number;
}

/** Looked for from behind, since a comment may follow. */
function endOf(bytes: Buffer): End {
  const signature = Buffer.from([0x50, 0x4b, 5, 6]);
  let at = bytes.lastIndexOf(signature);
  while (at >= 0 && at + 22 > bytes.length) at = at === 0 ? -1 : bytes.lastIndexOf(signature, at - 1);
  if (at < 0) {
    const begins = bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL;
    if (begins) throw new ZipProblem('the zip is damaged: its end is missing');
    const other = OTHERS.find(([beginning]) => bytes.subarray(0, beginning.length).equals(beginning));
    throw other === undefined ? new ZipProblem('this is no zip') : new OtherArchive(other[1]);
  }
  const has64 = at >= 20 && bytes.readUInt32LE(at - 20) === LOCATOR_64;
  return { at, directoryEnd: has64 ? placeOfEnd64(bytes, at - 20) : at };
}

function placeOfEnd64(bytes: Buffer, locator: number): number {
  const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 6, 6]), locator);
  if (at < 0 || bytes.readUInt32LE(at) !== END_64)
    throw new ZipProblem('the zip is damaged: its end is missing');
  return at;
}

function placesOf(bytes: Buffer, { at, directoryEnd }: End): { count: number; size: number; offset: number } {
  if (bytes.readUInt32LE(at) !== END) throw new ZipProblem('the zip is damaged');
  if (bytes.readUInt16LE(at + 4) !== bytes.readUInt16LE(at + 6))
    throw new ZipProblem('the zip is one part of several: pack it as one file');
  if (directoryEnd !== at) {
    const [count, size, offset] = [32, 40, 48].map((place) =>
      Number(bytes.readBigUInt64LE(directoryEnd + place)),
    );
    return { count, size, offset };
  }
  return {
    count: bytes.readUInt16LE(at + 10),
    size: bytes.readUInt32LE(at + 12),
    offset: bytes.readUInt32LE(at + 16),
  };
}

function entryAt(
  bytes: Buffer,
  at: number,
  nameLength: number,
  extraLength: number,
  before: number,
): ZipEntry {
  const listedName = bytes.subarray(at + 46, at + 46 + nameLength);
  const name = Buffer.from(listedName.map((byte) => (byte === BACKSLASH ? SLASH : byte))); // as packers of Windows write it
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  const checksum = bytes.readUInt32LE(at + 16);
  const { packed, unpacked, offset } = sizesOf(bytes, at, extra);
  const mode = bytes[at + 5] === UNIX ? bytes.readUInt16LE(at + 40) : 0;

  const read = (largest: number): FileContent => {
    if ((mode & TYPE_OF_FILE) === LINK) return { problem: 'the file is a link: hand in the file itself' };
    if (flags & ENCRYPTED) return { problem: 'the zip has a password: hand it in without one' };
    if (method !== STORED && method !== DEFLATED)
      return {
        problem: `the zip is packed by ${METHODS[method] ?? `method ${method}`}, which is not read: pack it as an ordinary zip`,
      };
    if (unpacked > largest) return { problem: tooLarge(unpacked, largest) };
    if (packed > largest + PACKERS_OWN) return { problem: tooLarge(packed, largest) }; // it would be unpacked for long, to nothing
    const start = before + offset;
    if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== LOCAL) return { problem: DAMAGED };
    const begin = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const content = bytes.subarray(begin, begin + packed);
    if (content.length < packed) return { problem: DAMAGED };
    return unpack(content, method, checksum, largest);
  };
  return { name, read };
}

/** Bytes by which a careful packer makes a file larger that can't be made smaller. */
const PACKERS_OWN = 2 ** 16;

const DAMAGED = 'the zip is damaged here';

function unpack(content: Buffer, method: number, checksum: number, largest: number): FileContent {
  try {
    const bytes = method === STORED ? content : inflateRawSync(content, { maxOutputLength: largest });
    if (bytes.length > largest) return { problem: tooLarge(bytes.length, largest) };
    return crc32(bytes) === checksum ? { bytes } : { problem: DAMAGED };
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return {
      problem: isTooLarge ? `the file has more than ${largest} bytes, though the zip says less` : DAMAGED,
    };
  }
}

export function tooLarge(size: number, largest: number): string {
  return `the file has ${size} bytes, more than ${largest}`;
}

/** Where a number is too large for its place, it is in an extra field, in this order. */
function sizesOf(
  bytes: Buffer,
  at: number,
  extra: Buffer,
): { packed: number; unpacked: number; offset: number } {
  const sizes = {
    unpacked: bytes.readUInt32LE(at + 24),
    packed: bytes.readUInt32LE(at + 20),
    offset: bytes.readUInt32LE(at + 42),
  };
  const large = extraField(extra, 1);
  let place = 0;
  for (const key of ['unpacked', 'packed', 'offset'] as const) {
    if (sizes[key] !== 0xffffffff || place + 8 > large.length) continue;
    sizes[key] = Number(large.readBigUInt64LE(place));
    place += 8;
  }
  return sizes;
}

function extraField(extra: Buffer, id: number): Buffer {
  let at = 0;
  while (at + 4 <= extra.length) {
    const [found, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    if (found === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return Buffer.alloc(0);
}
