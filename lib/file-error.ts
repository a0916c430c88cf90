// What a reader of files says when a file is not what it should be.

/**
 * A file that cannot be used: missing, unreadable, or with other contents than expected. Its message is one sentence for the
 * person who chose the file, with the remedy; a command shows it alone, without a stack.
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
