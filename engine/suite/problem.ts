// What a failed test has found wrong, as plain data, and the phrase that says it. Nobody reads the words to find out what happened.
import { asWritten, mapTexts, phrase, type Wording } from '../words/phrase';

export type Problem =
  /** What was received is not what was expected. `subject`: what was measured, where it is not what the function returned. */
  | { kind: 'differs'; subject?: Wording; received: Wording; expected: Wording }
  /** A check that is not one of matchers.ts has failed, such as `toBeGreaterThan`. */
  | { kind: 'compared'; check: string; received: Wording; expected: Wording }
  /** A call that should have thrown an error returned. */
  | { kind: 'did not throw' }
  /** A call has changed what it was passed. */
  | ({ kind: 'changed' } & Change)
  /** What a call returned shares its numbers with what it was passed: that has changed with it. */
  | ({ kind: 'shared' } & Change)
  /** A later call has changed what an earlier one had returned. */
  | { kind: 'not kept'; before: Wording; after: Wording }
  /** What a suite says in a sentence of its own. */
  | { kind: 'told'; said: Wording }
  /** The answer is of another kind than the task asks for: a promise, a class instead of a function. */
  | { kind: 'odd'; said: Wording }
  /** The answer did not return: it was stopped, or has ended its process. */
  | { kind: 'stopped'; said: Wording }
  /** The student's code threw an error, which stays as it is. */
  | { kind: 'threw'; message: string };

/** What became of an array that should have stayed as it was. */
export interface Change {
  name: string;
  before: Wording;
  after: Wording;
}

/** What is to be said of a problem. `block`: the function or method that the test is about. */
export function phraseOf(problem: Problem, block?: string): Wording {
  switch (problem.kind) {
    case 'differs': {
      const { subject, received, expected } = problem;
      if (subject !== undefined)
        return phrase`${{ subject }}: received ${{ received }}, expected ${{ expected }}`;
      return block === undefined
        ? phrase`received ${{ received }}, expected ${{ expected }}`
        : phrase`your ${{ name: block }} returned ${{ received }}, expected ${{ expected }}`;
    }
    case 'compared':
      return phrase`it is ${{ received: problem.received }}, expected ${{ expected: problem.expected }}`;
    case 'did not throw':
      return phrase`your ${{ name: block ?? 'function' }} returned, but an error was expected`;
    case 'changed':
    case 'shared': {
      const { name, before, after } = problem;
      return phrase`${{ name }} was changed from ${{ before }} to ${{ after }}: work on a copy`;
    }
    case 'not kept': {
      const { before, after } = problem;
      return phrase`what the first call returned was ${{ before }}, and after the second one it is ${{ after }}: return something new each time`;
    }
    case 'threw':
      return problem.message;
    default:
      return problem.said;
  }
}

/** A problem with all of its texts cut to a length: a student's code may throw a book. */
export function shortened(problem: Problem, longest: number): Problem {
  const cut = (wording: Wording): Wording =>
    mapTexts(wording, (text) => (text.length <= longest ? text : `${text.slice(0, longest)} …`));
  return Object.fromEntries(
    Object.entries(problem).map(([part, wording]) => [
      part,
      part === 'kind' ? wording : cut(wording as Wording),
    ]),
  ) as unknown as Problem;
}

/** Thrown by whoever has found a problem. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(asWritten(phraseOf(problem)), options);
  }
}

/** Ends a test with a sentence of the suite's own: ``fail(phrase`index ${{ index }} comes twice`)``. */
export function fail(said: Wording): never {
  throw new ProblemError({ kind: 'told', said });
}
