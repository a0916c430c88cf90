// Whether lib/ is still as it was handed out. The grader has a lib/ of its own, so what a student adds there is missing when it is graded.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_ROOT } from '#engine/course/link';
import { bytesIfReadable } from './readable';

/** The fingerprint of each file, as it was handed out. */
type Fingerprints = Record<string, string>;

const PACKED = join(ENGINE_ROOT, 'lib/fingerprints.json');

/** The files of lib/ that a topic's file can reach, with their fingerprints; line ends are left out of them. */
export function libraryFingerprints(): Fingerprints {
  const folders = ['lib', 'lib/kernel'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ENGINE_ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map(({ name }) => `${folder}/${name}`),
  );
  return Object.fromEntries(files.sort().map((file) => [file, fingerprintOf(file)]));
}

/** One that can't be read, or is gone since it was listed, is as if it were empty: that counts as edited. */
function fingerprintOf(file: string): string {
  const bytes = bytesIfReadable(join(ENGINE_ROOT, file)) ?? Buffer.alloc(0);
  const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The files of lib/ that were edited, added or removed since the course was handed out; none where that is not known. */
export function editedLibraryFiles(): string[] {
  if (!existsSync(PACKED)) return [];
  const packed = JSON.parse(readFileSync(PACKED, 'utf8')) as Fingerprints;
  const now = libraryFingerprints();
  return [...new Set([...Object.keys(packed), ...Object.keys(now)])].filter(
    (file) => packed[file] !== now[file],
  );
}
