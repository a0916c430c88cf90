// What a suite has found, as it is said to a student: the same words in the terminal, in reports and in the browser.
import type { Translation } from '#engine/course/phrases';
import type { TestOutcome } from '#engine/runner/outcome';
import type { Language } from '../../engine/course/settings';
import { textIn } from './text';

/** "softmax of one class is 1". A translated sentence need not begin with its subject, so a colon parts the two. */
export function lawInWords({ block, sentence }: TestOutcome, translation: Translation): string {
  const translated = translation.law(sentence);
  return translated === undefined ? `${block} ${sentence}` : `${block}: ${translated}`;
}

/** What the matchers say, as said to a student; jest's own phrases become sentences, too. */
export function inWords(
  message: string,
  block: string,
  { language, translation }: { language: Language; translation: Translation },
): string {
  const text = textIn(language);
  const { subject, value } = translation;
  const said = /^(?:(?<of>[^\n]*?): )?received (?<received>.*), expected (?<expected>.*)/s.exec(
    message,
  )?.groups;
  if (said) {
    const [received, expected] = [value(said.received), value(said.expected)];
    return said.of === undefined
      ? text.returned(block, received, expected)
      : text.measured(subject(said.of), received, expected);
  }
  const compared = /^Expected:(?<expected>.*)\nReceived:(?<received>.*)/m.exec(message)?.groups;
  if (compared) return text.compared(compared.received.trim(), compared.expected.trim());
  if (/Received function did not throw/.test(message)) return text.didNotThrow(block);
  return translation.message(message);
}

/** A constructor that is not written leaves each method unwritten, at the same line: then only the first is told. */
export function eachPlaceOnce(tests: TestOutcome[]): TestOutcome[] {
  return tests.filter(
    ({ place }, i) => place === undefined || tests.findIndex((one) => one.place === place) === i,
  );
}
