// What the page and the worker that judges say to each other.
import type { SuiteOutcome } from '../../../engine/runner/outcome';

/** The suite of `topic` is to run on the student's files; all other topics are the solutions. */
export interface JudgeJob {
  topic: string;
  /** The student's files by their paths: "exercises/02-cross-entropy-error.ts", and what is next to it. */
  files: Record<string, string>;
  seed: number;
  /** Whether mistakes are to be named. */
  diagnosis: boolean;
}

/** A job, or a topic whose files are to be fetched already. */
export type JudgeRequest = JudgeJob | { fetch: string };

export type JudgeMessage =
  /** All that the suite needs has come; the student's file is loaded from here on. */
  | { type: 'begins' }
  | { type: 'testStart'; block: string; sentence: string }
  | { type: 'testEnd' }
  | { type: 'outcome'; outcome: SuiteOutcome }
  /** Nothing runs in the worker any more. `worn`: the student's code has changed what the next run would need. */
  | { type: 'idle'; worn: boolean }
  /** The page's own files did not come, or are broken: no fault of the student's. */
  | { type: 'failed'; message: string };
