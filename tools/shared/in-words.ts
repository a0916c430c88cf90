// What a suite has found, as a student reads it: the same words in the terminal, in reports and in the browser.
import type { Translation } from '#engine/course/phrases';
import type { TestOutcome } from '#engine/runner/outcome';
import { phraseOf } from '#engine/suite/problem';

/** "softmax of one class is 1". A translated sentence need not begin with its subject, so a colon parts the two. */
export function lawInWords({ block, sentence }: TestOutcome, translation: Translation): string {
  const translated = translation.law(sentence);
  return translated === undefined ? `${block} ${sentence}` : `${block}: ${translated}`;
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
