// The one function through which untrusted text passes before it appears in a report or in a terminal.

/**
 * What tells a terminal something: `ESC [ … letter`, `ESC ] … BEL`, or ESC and one more character. Wherever it is tried, it stops at the next
 * ESC: Node's own `stripVTControlCharacters` takes half a second for ten thousand characters that are chosen for it.
 */
/* eslint-disable no-control-regex -- these are meant */
const CONTROL_SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;
/* eslint-enable no-control-regex */

/**
 * What must not be in a report: control characters, what turns the direction of reading, line separators, halves of a character (lone
 * surrogates), and U+FFFE and U+FFFF. Without them, a text consists only of XML 1.0's Char, and a terminal obeys nothing.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/** Untrusted text on one line, cut to so many UTF-16 units; never through the middle of a character. */
export function sanitize(text: string, longest = 100): string {
  const printable = text.replace(CONTROL_SEQUENCE, '').replace(UNPRINTABLE, ' ');
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
