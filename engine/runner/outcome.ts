// What a suite has found, as plain data: in the terminal, in the grader and in the browser.
import type { TestKind } from '../suite/host';
import type { Finding } from '../suite/law';
import type { Problem } from '../suite/problem';
import type { Wording } from '../words/phrase';
import type { RunTest } from './runner';

/** `unwritten`: the function says `not implemented yet`; `skipped`: a test that this one depends on has failed. */
export type TestStatus = 'passed' | 'failed' | 'unwritten' | 'skipped';

/** What one test found. */
export interface TestOutcome {
  /** The function or method that the test is about. */
  block: string;
  sentence: string;
  /** Missing where it is not known; a worked example always says that it is one. */
  kind?: TestKind;
  status: TestStatus;
  finding?: Finding;
  /** Where in the student's file it happened: "exercises/02-cross-entropy-error.ts:17:10". */
  place?: string;
}

/** What a suite found. */
export interface SuiteOutcome {
  topic: string;
  seed: number;
  tests: TestOutcome[];
  /** The first lines that the student's code printed, from the loading of the file on. */
  printed?: Finding['printed'];
  /** The process was ended before the suite was through. */
  cutShort?: true;
  /** Why no test could run: a type error, an import that fails, an error thrown while the file is loaded. */
  crash?: Wording;
  /** Where in the student's file, if that is known and not a part of the report: "exercises/02-cross-entropy-error.ts:17". */
  crashPlace?: string;
}

/**
 * What a test of the engine's own runner found.
 *
 * @param placeOf the place in the student's file that a stack comes from
 */
export function testOutcomeOf(
  { block, sentence, kind, status, error }: RunTest,
  placeOf: (stack: string) => string | undefined,
): TestOutcome {
  if (status !== 'failed') return { block, sentence, kind, status };
  const { name, stack = '' } = (error ?? {}) as Partial<Error>;
  const place = placeOf(stack);
  if (name === 'NotImplementedError') return { block, sentence, kind, status: 'unwritten', place };
  return { block, sentence, kind, status, finding: findingOf(error), place };
}

/** What a law has found; and of an error that no law has looked at, all that is known. */
function findingOf(error: unknown): Finding {
  const {
    finding,
    problem,
    message = String(error),
  } = (error ?? {}) as Partial<Error & { finding: Finding; problem: Problem }>;
  return finding ?? { inputs: [], problem: problem ?? { kind: 'threw', message }, seed: 0 };
}

/** All laws hold. Where no law ran, nothing is known to hold. */
export function holds({ crash, tests }: SuiteOutcome): boolean {
  return crash === undefined && tests.length > 0 && tests.every(({ status }) => status === 'passed');
}
