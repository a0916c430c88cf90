// The one function through which untrusted text passes before it appears in a report or in a terminal.
import { stripVTControlCharacters } from 'node:util';

/**
 * What must not be in a report: control characters, what turns the direction of reading, line separators, halves of a character (lone
 * surrogates), and U+FFFE and U+FFFF. Without them, a text consists only of XML 1.0's Char, and a terminal obeys nothing.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/** Untrusted text on one line, cut to so many UTF-16 units; never through the middle of a character. */
export function sanitize(text: string, longest = 100): string {
  const printable = stripVTControlCharacters(text).replace(UNPRINTABLE, ' ');
  if (printable.length <= longest) return printable;
  return `${printable.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The first lines of untrusted text, each of them plain. */
export function sanitizeLines(text: string, most = 20, longest = 500): string {
  return text
    .split('\n')
    .slice(0, most)
    .map((line) => sanitize(line, longest))
    .join('\n');
}
