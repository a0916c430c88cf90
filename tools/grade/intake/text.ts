// Bytes as text: what is in a file, and what a file is called.
import type { FileContent } from './zip';

export type Decoded = { text: string; note?: string } | { problem: string };

/** The text of what was read, or why there is none. */
export function textOf(content: FileContent): Decoded | { failure: string } {
  return 'bytes' in content ? decodeFile(content.bytes) : content;
}

/** A file's text. Editors write several encodings, and some begin the file with a mark. */
export function decodeFile(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  const utf16 =
    (first === 0xff && second === 0xfe && 'utf-16le') || (first === 0xfe && second === 0xff && 'utf-16be');
  if (utf16) return checked(new TextDecoder(utf16).decode(bytes), `read as ${utf16.toUpperCase()}`);
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const asUtf8 = new TextDecoder('utf-8').decode(bytes);
    if (isDamagedUtf8(asUtf8)) return checked(asUtf8);
    return checked(new TextDecoder('euc-kr').decode(bytes), 'is not in UTF-8, read as EUC-KR');
  }
}

/**
 * A byte too many, or half a letter, makes no other encoding of a text: at home it is read as UTF-8 as well. What is in EUC-KR hardly ever has
 * three bytes in a row that are a letter in UTF-8.
 */
function isDamagedUtf8(text: string): boolean {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const [whole, damaged] = [count(/[\u0800-\ufffc\u{10000}-\u{10ffff}]/gu), count(/\ufffd/g)];
  return whole > damaged;
}

function checked(text: string, note?: string): Decoded {
  return text.includes('\0')
    ? { problem: 'the file contains zero bytes, so it is not text' }
    : { text, note };
}

/** A name, with composed letters: macOS takes Hangul apart. Korean Windows writes names in EUC-KR. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).normalize('NFC');
  } catch {
    return new TextDecoder('euc-kr').decode(bytes).normalize('NFC');
  }
}

/** Names that people, and some file systems, take for the same. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
