// What can go wrong in a figure. The kind says what the reader can do about it, and is what Problem.vue chooses its words by.
export type TroubleKind =
  /** The topic's code threw, or can't be read: a syntax error, a file that is missing. */
  | 'code'
  /** A stub that has not been written yet. */
  | 'unwritten'
  /** A name that the course asks for is not exported. */
  | 'unexported'
  /** The code was still running when its time was up. */
  | 'endless'
  /** A file of the site could not be fetched. */
  | 'connection';

export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    message = '',
  ) {
    super(message);
  }
}

/** A trouble as it crosses from a worker to the page. */
export interface PlainTrouble {
  kind: TroubleKind;
  message: string;
}

/** What Chromium, Firefox and Safari say where a module could not be fetched. */
const NOT_FETCHED =
  /dynamically imported module|Importing a module script failed|^Failed to fetch$|NetworkError when attempting to fetch|^Load failed$/;

/** "The requested module '/@fs/…/exercises/02-….ts' does not provide an export named 'crossEntropyError'", in each browser's words. */
const NOT_EXPORTED = /module '[^']*?([^/']+\/[^/']+?\.ts)(?:\?[^']*)?'.* export named:? '?(\w+)/;

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (!(error instanceof Error)) return new Trouble('code', String(error));
  if (error.name === 'NotImplementedError') return new Trouble('unwritten', error.message);
  if (NOT_FETCHED.test(error.message)) return new Trouble('connection', error.message);
  const [, file, name] = NOT_EXPORTED.exec(error.message) ?? [];
  return file === undefined
    ? new Trouble('code', error.message)
    : new Trouble('unexported', `${name} (${file})`);
}
