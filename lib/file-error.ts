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

/**
 * What a download holds when it isn't the file that was asked for, with the remedy: a web page, or a pointer to the file.
 *
 * @returns undefined for anything else
 */
export function otherDownload(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().toLowerCase(); // it skips a byte order mark
  if (/^<(!doctype html|html|head|body|!--|\?xml)/.test(start)) {
    return 'a web page, which servers send where they refuse or miss a file: open it in a browser to read what it says, and download the file from another address';
  }
  if (start.startsWith('version https://git-lfs')) {
    return 'a Git LFS pointer instead of the file: run `git lfs pull`, or download the file itself';
  }
  return undefined;
}
