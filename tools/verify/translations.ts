// A lesson is the same in both languages: the same sections in the same order, the same code and formulas, as many hints.
// And what a suite says in English can be said in Korean.
import { readFileSync } from 'node:fs';
import type { TestOutcome } from '../shared/suites';
import { readLesson } from '../shared/lessons';
import { koreanSentence, translatedSentences } from '../shared/sentences';
import { pathOf, type TopicName } from '../shared/topics';
import { inWords } from '../shared/verdict';

/** What is said where the Korean lesson is out of step with the English one; undefined when it is not. */
export function translationDifference(topic: TopicName): string | undefined {
  const [en, ko] = (['en', 'ko'] as const).map((language) =>
    readFileSync(pathOf.lesson(topic, language), 'utf8'),
  );
  for (const [what, partsOf] of Object.entries(PARTS)) {
    const [english, korean] = [partsOf(en), partsOf(ko)];
    const at = english.findIndex((part, i) => part !== korean[i]);
    if (at >= 0)
      return `${what} ${at + 1} is "${korean[at] ?? 'missing'}" in Korean, "${english[at]}" in English`;
    if (korean.length > english.length) return `Korean has more ${what}s: "${korean[english.length]}"`;
  }
  return hintDifference(topic);
}

/** What is said where a suite's sentences and the Korean ones do not match; undefined when they do. */
export function sentenceDifference(topic: TopicName, sentences: string[]): string | undefined {
  const untranslated = sentences.find((sentence) => koreanSentence(topic, sentence) === undefined);
  if (untranslated !== undefined) return `the law "${untranslated}" has no Korean sentence`;
  const left = translatedSentences(topic).find((sentence) => !sentences.includes(sentence));
  return left === undefined ? undefined : `there is a Korean sentence for "${left}", but no such law`;
}

/** Words that only an English sentence of the suites has; an error that the student's code throws stays as it is. */
const ENGLISH = /\b(?:the|received|expected|was|were|came|with|each|while|returned)\b/;

/** What is said where what a test found cannot be said in Korean; undefined when it can. */
export function findingDifference({ block, finding }: TestOutcome): string | undefined {
  if (finding === undefined) return undefined;
  const korean = inWords(finding.message, block, 'ko');
  const [word] = ENGLISH.exec(korean) ?? [];
  return word && `"${finding.message}" has no Korean sentence (test/support/findings.ko.json): ${korean}`;
}

/** What must be the same text, or the same shape, in both languages. */
const PARTS: Record<string, (markdown: string) => string[]> = {
  heading: (markdown) => allOf(markdown, /^(#+) /gm),
  'code block': (markdown) => allOf(markdown, /^```(?:ts)?\r?\n([\s\S]*?)^```/gm),
  formula: (markdown) => allOf(markdown, /\$\$([\s\S]*?)\$\$/g),
  picture: (markdown) => allOf(markdown, /^(<[A-Z][^>]*\/>)/gm),
};

function allOf(markdown: string, pattern: RegExp): string[] {
  return [...markdown.matchAll(pattern)].map(([, part]) => part.trim());
}

function hintDifference(topic: TopicName): string | undefined {
  const [en, ko] = (['en', 'ko'] as const).map((language) => readLesson(topic, language).hints);
  for (const [name, ladder] of en) {
    const translated = ko.get(name)?.length ?? 0;
    if (translated !== ladder.length)
      return `${name} has ${translated} hints in Korean, ${ladder.length} in English`;
  }
  return undefined;
}
