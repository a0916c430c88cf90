// What the page and the worker that looks at types say to each other.
export interface TypesJob {
  id: number;
  /** Where TypeScript lies. */
  typescript: string;
  /** The file that is looked at: "exercises/02-cross-entropy-error.ts". */
  path: string;
  /** It, and what is next to it. */
  files: Record<string, string>;
}

/** An error in the file, as the compiler says it. */
export interface Found {
  code: string;
  message: string;
  line: number;
  column: number;
  /** The text that it is about, by its first and last character. */
  from: number;
  to: number;
}

export type TypesAnswer = { id: number; found: Found[] } | { id: number; failed: string };
