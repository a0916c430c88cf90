// What a reader of files says when a file is not what it should be.

/**
 * A file that cannot be used: missing, unreadable, or with other contents than expected. Its message is one sentence for the
 * person who chose the file, with the remedy; a command shows only the message, without a stack.
 */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    // Names out of a file may hold control characters, which would steer the terminal that shows them.
    super(`${file}: ${problem}`.replace(/\p{Cc}/gu, '�'), options);
  }
}

/** What to do with what a server sent in place of a file. */
const SENT_INSTEAD =
  'which servers send where they refuse or miss a file: open it in a browser to read what it says, and download the file from another address';

/** No data begins with so many signs of a text. */
const FEWEST_SIGNS = 4;
const LONGEST_QUOTE = 40;

/**
 * What a download holds when it isn't the file of data that was asked for, with the remedy: nothing, a web page, a pointer to the file, or
 * another text.
 *
 * @returns undefined for anything else
 */
export function otherDownload(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'a file of 0 bytes: it is cut off, get a fresh copy';
  const text = textAt(bytes.subarray(0, 200));
  if (text === undefined) return undefined;
  if (/^<[!?a-z]/i.test(text)) return `a web page, ${SENT_INSTEAD}`;
  if (text.toLowerCase().startsWith('version https://git-lfs')) {
    return 'a Git LFS pointer instead of the file: run `git lfs pull`, or download the file itself';
  }
  if (/^[[{]/.test(text)) return `a message in JSON, ${SENT_INSTEAD}`;
  const [line] = text.split(/\s*[\r\n]/, 1);
  const quote = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
  return `a text ("${quote}"), ${SENT_INSTEAD}`;
}

/** What a file begins with, if that is text. */
function textAt(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }); // it may end within a letter
  } catch {
    return undefined;
  }
  // The decoder has skipped a byte order mark.
  return text.length < FEWEST_SIGNS || /[^\P{Cc}\t\n\r\f]/u.test(text) ? undefined : text.trimStart();
}
