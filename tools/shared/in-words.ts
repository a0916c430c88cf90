// What a suite has found, as a student reads it: the same words in the terminal, in reports and in the browser.
import type { Translation } from '#engine/course/phrases';
import type { TestOutcome } from '#engine/runner/outcome';
import { phraseOf } from '#engine/suite/problem';

/** "softmax gives probabilities", and of an example "softmax: a single class has the probability 1". */
export function lawInWords(test: TestOutcome, translation: Translation): string {
  const { block, sentence } = test;
  return `${block}${standsAlone(test, translation) ? ':' : ''} ${translation.law(sentence) ?? sentence}`;
}

/** A law's sentence goes on from the name of its function. An example's is whole, and a translation need not begin with its subject. */
export function standsAlone({ sentence, kind }: TestOutcome, translation: Translation): boolean {
  return kind === 'example' || translation.law(sentence) !== undefined;
}

/** What went wrong in a test that failed. An error that the student's code threw, or let through, may be one of the library's. */
export function problemInWords({ block, finding }: TestOutcome, translation: Translation): string {
  if (finding === undefined) return '';
  const { problem } = finding;
  return problem.kind === 'threw'
    ? translation.message(problem.message)
    : translation.say(phraseOf(problem, block));
}

/** A constructor that is not written leaves each method unwritten, at the same line: then only the first is told. */
export function eachPlaceOnce(tests: TestOutcome[]): TestOutcome[] {
  return tests.filter(
    ({ place }, i) => place === undefined || tests.findIndex((one) => one.place === place) === i,
  );
}
