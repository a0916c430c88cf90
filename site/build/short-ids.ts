// The marks by which a component's styles find its elements. Most elements of each page have one: three letters instead of eight.
import { createHash } from 'node:crypto';

const LENGTH = 3;
const files = new Map<string, string>();

/** The same for the same file; a longer one where another file has the short one already. */
export function shortId(file: string): string {
  const all = BigInt(`0x${createHash('sha256').update(file).digest('hex')}`).toString(36);
  for (let length = LENGTH; ; length++) {
    const id = all.slice(-length);
    if ((files.get(id) ?? file) !== file) continue;
    files.set(id, file);
    return id;
  }
}
