// A lesson is the same in each language: the same sections in the same order, the same code and formulas, as many hints. And what a suite
// says in the course's first language can be said in the others.
import { existsSync, readFileSync } from 'node:fs';
import type { Course, Language, TopicName } from '#engine/course/course';
import { translationFile } from '#engine/course/translations';
import type { TestOutcome } from '#engine/runner/outcome';
import { phraseOf } from '#engine/suite/problem';

/** What a translation lacks. What is only missing may be pending; what is there and differs is wrong. */
export interface Lack {
  kind: 'missing' | 'different';
  what: string;
}

/** The languages that a course is translated into. */
export function translationsOf({ languages }: Course): Language[] {
  return languages.slice(1);
}

/** What the lesson in another language lacks; undefined when it is in step with the first one. */
export function lessonLack(course: Course, topic: TopicName, language: Language): Lack | undefined {
  const [file, translated] = [course.mainLanguage, language].map((one) => course.lessonFile(topic, one));
  if (!existsSync(translated))
    return { kind: 'missing', what: `there is no lesson ${course.pathOf(translated)}` };
  const difference = lessonDifference(course, topic, language, [file, translated]);
  return difference === undefined ? undefined : { kind: 'different', what: difference };
}

function lessonDifference(
  course: Course,
  topic: TopicName,
  language: Language,
  files: string[],
): string | undefined {
  const [ours, theirs] = files.map((file) => readFileSync(file, 'utf8'));
  const [first, other] = [course.mainLanguage, language].map((one) => course.settings.languages[one].name);
  for (const [what, partsOf] of Object.entries(PARTS)) {
    const [expected, found] = [partsOf(ours), partsOf(theirs)];
    const at = expected.findIndex((part, i) => !isSame(part, found[i]));
    if (at >= 0) {
      const [mine, its] = firstDifference(expected[at], found[at] ?? 'missing');
      return `${what} ${at + 1} is "${its}" in ${other}, "${mine}" in ${first}`;
    }
    if (found.length > expected.length) {
      const [more] = firstDifference(found[expected.length], '');
      return `${other} has more ${what}s: "${more}"`;
    }
  }
  const translated = course.lesson(topic, language).hints;
  for (const [name, ladder] of course.lesson(topic, course.mainLanguage).hints) {
    const theirLadder = translated.get(name) ?? [];
    if (theirLadder.length !== ladder.length)
      return `${name} has ${theirLadder.length} hints in ${other}, ${ladder.length} in ${first}`;
    const code = ladder.flatMap(inlineCode);
    const unknown = theirLadder.flatMap(inlineCode).find((one) => !code.includes(one));
    if (unknown !== undefined)
      return `the hints of ${name} have \`${unknown}\` in ${other}, which is not in ${first}`;
  }
  return undefined;
}

/** What the sentences of a suite lack in another language; undefined when all of them can be said in it. */
export function sentenceLack(
  course: Course,
  topic: TopicName,
  language: Language,
  sentences: string[],
): Lack | undefined {
  const file = translationFile(topic, language);
  const translation = course.translation(topic, language);
  const left = translation.laws.find((sentence) => !sentences.includes(sentence));
  if (left !== undefined)
    return { kind: 'different', what: `${file} has a sentence for "${left}", but there is no such law` };
  const missing = sentences.filter((sentence) => translation.law(sentence) === undefined);
  if (missing.length === 0) return undefined;
  const more = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  return { kind: 'missing', what: `${file} has no sentence for the law "${missing[0]}"${more}` };
}

/** What is lacking where something that a test found cannot be said in another language; undefined when it can. */
export function findingLack(
  course: Course,
  topic: TopicName,
  language: Language,
  { block, finding }: TestOutcome,
): Lack | undefined {
  if (finding === undefined) return undefined;
  const [text] = course.translation(topic, language).untranslated(phraseOf(finding.problem, block));
  if (text === undefined) return undefined;
  return { kind: 'missing', what: `${translationFile(topic, language)} has no words for "${text}"` };
}

/** What must be the same text, or the same shape, in all languages. */
const PARTS: Record<string, (markdown: string) => string[]> = {
  heading: (markdown) => allOf(markdown, /^(#+) /gm),
  'code block': (markdown) => allOf(markdown, /^```(?:ts)?\r?\n([\s\S]*?)^```/gm),
  formula: (markdown) => allOf(markdown, /\$\$([\s\S]*?)\$\$/g),
  picture: (markdown) => allOf(markdown, /^(<[A-Z][^>]*\/>)/gm),
};

/** The code between backticks in a hint: words are translated, code is not. */
function inlineCode(hint: string): string[] {
  return [...hint.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs)].map(([, , code]) =>
    code.replace(/\s+/g, ' ').trim(),
  );
}

/** Comments in code, and the words in a formula, are in the lesson's own language. */
function isSame(ours: string, theirs: string | undefined): boolean {
  return theirs !== undefined && withoutWords(ours, theirs) === withoutWords(theirs, theirs);
}

/** The first lines of two parts that differ: a whole block of code would fill the screen. */
function firstDifference(ours: string, theirs: string): [ours: string, theirs: string] {
  const [mine, its] = [ours, theirs].map((part) => part.split(/\r?\n/));
  const differing = mine.findIndex((line, i) => !isSame(line, its[i]));
  const at = differing < 0 ? mine.length : differing; // all of ours are there, and more
  const shown = (lines: string[]): string => {
    if (lines.length === 1) return lines[0];
    const before = at > 0 ? '… ' : '';
    const after = at < lines.length - 1 ? ' …' : '';
    return at < lines.length ? `${before}${lines[at].trim()}${after}` : '…';
  };
  return [shown(mine), shown(its)];
}

/** A part of a lesson without its comments, and without those words of a formula that are words of a language in the translation. */
function withoutWords(part: string, translated: string): string {
  const own = [...translated.matchAll(FORMULA_WORDS)].map(([, words]) => !/^[a-z]*$/i.test(words));
  let place = 0;
  return part
    .replace(/(^|\s)\/\/ (?!→).*$/gm, '$1//')
    .replace(FORMULA_WORDS, (all) => (own[place++] ? '\\text{}' : all));
}

const FORMULA_WORDS = /\\text\{([^}]*)\}/g;

function allOf(markdown: string, pattern: RegExp): string[] {
  return [...markdown.matchAll(pattern)].map(([, part]) => part.trim());
}
