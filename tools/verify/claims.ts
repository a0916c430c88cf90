// What a lesson says of real data must have been measured. dev/claims/claims.json lists such claims, each with its range and with the
// sentences that rest on it; dev/claims/exact.json says which numbers need no measurement. Here it is checked, without measuring
// anything, that each measured number of a lesson is in such a sentence, that the sentences are there, in all languages, and that
// their numbers are in the range.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Course, Language, TopicName } from '#engine/course/course';
import { NO_VOCABULARY, type Numeral, numbersIn, type Vocabulary, VocabularySchema } from './numerals';

const texts = v.array(v.string());
/** By file, from the course's folder. */
const Sentences = v.record(v.string(), v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)));

const ClaimSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  claim: v.string(),
  how: v.string(),
  /** What a reader can type to see it. */
  command: v.optional(v.string()),
  /** Each figure's least and greatest value for which the claim is true. */
  figures: v.pipe(
    v.record(
      v.string(),
      v.pipe(
        v.tuple([v.number(), v.number()]),
        v.check(([min, max]) => min <= max, 'min is above max'),
      ),
    ),
    v.check((figures) => Object.keys(figures).length > 0, 'a claim has figures'),
  ),
  /** Numbers in its sentences that are settings, and not measured. */
  settings: v.optional(texts, []),
  sentences: v.pipe(
    Sentences,
    v.check((sentences) => Object.keys(sentences).length > 0, 'no sentence rests on the claim'),
  ),
});

const ExactSchema = v.strictObject({
  languages: v.record(v.string(), VocabularySchema),
  /** Numbers that are given everywhere, as they are written: sizes of the data and of the network, and what is counted at a glance. */
  given: texts,
  /** By topic, or by file: numbers that the lesson calculates or sets, in all languages. */
  exact: v.record(v.string(), texts),
  /** Sentences of paragraphs about real data whose numbers are calculated, set or invented. */
  sentences: v.array(v.strictObject({ why: v.string(), sentences: Sentences })),
});

export type Claim = v.InferOutput<typeof ClaimSchema>;
export type Exact = v.InferOutput<typeof ExactSchema>;
export interface Claims {
  claims: Claim[];
  exact: Exact;
}

const FOLDER = 'dev/claims';
const LIST = `${FOLDER}/claims.json`;

/** The claims of a course; undefined where it makes none. */
export function claimsOf({ root }: Course): Claims | undefined {
  return existsSync(join(root, LIST)) ? readClaims(join(root, FOLDER)) : undefined;
}

export function readClaims(folder: string): Claims {
  const claims = read(join(folder, 'claims.json'), v.array(ClaimSchema));
  const ids = claims.map(({ id }) => id);
  const double = ids.find((id, i) => ids.indexOf(id) !== i);
  if (double !== undefined)
    throw new Error(`${join(folder, 'claims.json')}: two claims are called ${double}`);
  return { claims, exact: read(join(folder, 'exact.json'), ExactSchema) };
}

function read<Output>(file: string, schema: v.GenericSchema<unknown, Output>): Output {
  const parsed = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}

/** What is wrong with the claims of a lesson in one language, a sentence for each. */
export function claimProblems(
  course: Course,
  topic: TopicName,
  language: Language,
  claims: Claims,
): string[] {
  const file = course.pathOf(course.lessonFile(topic, language));
  const markdown = readFileSync(course.lessonFile(topic, language), 'utf8');
  const main = course.pathOf(course.lessonFile(topic, course.mainLanguage));
  const differences =
    language === course.mainLanguage
      ? []
      : claims.claims.flatMap((claim) => translationProblem(claim, main, file) ?? []);
  return [
    ...sentenceProblems(claims, file, markdown),
    ...differences,
    ...unclaimedNumbers(claims, { file, language, markdown, exact: claims.exact.exact[topic] }),
  ];
}

/** The same of all other files that make claims, such as the READMEs and the comments of the solutions. */
export function otherClaimProblems(course: Course, claims: Claims): string[] {
  const lessons = course
    .topicNames()
    .flatMap((topic) =>
      course.languages.map((language) => course.pathOf(course.lessonFile(topic, language))),
    );
  return filesWithSentences(claims)
    .filter((file) => !lessons.includes(file))
    .flatMap((file) => {
      if (!existsSync(join(course.root, file)))
        return [`${file} is not there, but ${LIST} has sentences of it`];
      const text = readFileSync(join(course.root, file), 'utf8');
      const problems = sentenceProblems(claims, file, text);
      if (!/^README/.test(file)) return problems;
      const language = languageOf(file, claims.exact);
      const exact = claims.exact.exact[file];
      return [...problems, ...unclaimedNumbers(claims, { file, language, markdown: text, exact })];
    });
}

/** The sentences of a file that are in the list must be there, and true. */
export function sentenceProblems({ claims, exact }: Claims, file: string, text: string): string[] {
  const missing = (what: string, sentences: Claim['sentences']): string[] =>
    (sentences[file] ?? [])
      .filter((sentence) => !patternOf(sentence).test(text))
      .map((sentence) => `${file}: "${sentence}" is not there, but ${FOLDER} has it (${what})`);
  const vocabulary = exact.languages[languageOf(file, exact)] ?? NO_VOCABULARY;
  const isSet = ({ text, isMeasure }: Numeral, settings: string[]): boolean =>
    settings.includes(text) || (!isMeasure && exact.given.includes(text)) || isLarge(text, exact.given);
  const outside = claims.flatMap(({ id, figures, settings, sentences }) =>
    (sentences[file] ?? []).flatMap((sentence) =>
      numbersIn(sentence, vocabulary)
        .filter((numeral) => !isSet(numeral, settings))
        .filter(({ value }) => !Object.values(figures).some(([min, max]) => value >= min && value <= max))
        .map(({ text }) => `${file}: "${sentence}" says ${text}, which no range of the claim ${id} allows`),
    ),
  );
  return [
    ...claims.flatMap(({ id, sentences }) => missing(id, sentences)),
    ...exact.sentences.flatMap(({ why, sentences }) => missing(why, sentences)),
    ...outside,
  ];
}

/** All files that have a sentence in the list. */
export function filesWithSentences({ claims, exact }: Claims): string[] {
  return [...new Set([...claims, ...exact.sentences].flatMap(({ sentences }) => Object.keys(sentences)))];
}

/** A claim is made in all languages, with the same fractions. */
function translationProblem({ id, sentences }: Claim, main: string, file: string): string | undefined {
  if (!(main in sentences) && !(file in sentences)) return undefined;
  const fractions = (name: string): string =>
    [...new Set((sentences[name] ?? []).flatMap((sentence) => sentence.match(/\d+\.\d+/g) ?? []))]
      .sort()
      .join(', ');
  const [ours, theirs] = [main, file].map(fractions);
  if (!(main in sentences)) return `${main} has no sentence of the claim ${id}, but ${file} has`;
  if (!(file in sentences)) return `${file} has no sentence of the claim ${id}, but ${main} has`;
  return ours === theirs
    ? undefined
    : `${file} says ${theirs || 'no fraction'} of the claim ${id}, ${main} says ${ours || 'no fraction'}`;
}

interface Prose {
  file: string;
  language: Language;
  markdown: string;
  /** What the lesson calculates or sets. */
  exact?: readonly string[];
}

/**
 * The measured numbers that are in no sentence of the list. A paragraph that speaks of real data is taken at its word: all of its numbers
 * count, but for the ones that are given everywhere. In any other, those with a fraction or a unit, unless the lesson's own list has them.
 */
export function unclaimedNumbers(
  { claims, exact }: Claims,
  { file, language, markdown, exact: calculated = [] }: Prose,
): string[] {
  const vocabulary = exact.languages[language] ?? NO_VOCABULARY;
  const speaksOfData = new RegExp(vocabulary.realData.join('|') || '(?!)', 'i');
  const covered = coveredBy([...claims, ...exact.sentences], file, markdown);
  const isProved = provedByCode(markdown);
  return paragraphsOf(proseOf(markdown, vocabulary))
    .flatMap(({ text, start }) => {
      const isStrict = speaksOfData.test(text);
      return numbersIn(text, vocabulary)
        .filter((one) => one.isMeasure || isStrict)
        .filter((one) => isStrict || !calculated.includes(one.text))
        .filter((one) => (one.isMeasure ? !isLarge(one.text, exact.given) : !exact.given.includes(one.text)))
        .map((one) => ({ ...one, at: start + one.at }));
    })
    .filter(({ at }) => !covered.some(([from, to]) => at >= from && at < to))
    .filter(({ text, at }) => !isProved(text, at))
    .map(({ text, at }) => {
      const line = markdown.slice(0, at).split('\n').length;
      return `${file}:${line}: ${text} may be measured, but is in no sentence of ${LIST}: add a claim and measure it; if it is calculated, calculate it in a block of code of the same section, or say in ${FOLDER}/exact.json that it is exact`;
    });
}

/** Given, and too large to be anything else: 60,000 images. */
function isLarge(text: string, given: readonly string[]): boolean {
  return text.includes(',') && given.includes(text);
}

/** The language that a file is in, by its path; one that says none is in the first. */
function languageOf(file: string, { languages }: Exact): Language {
  const named = (/^docs\/([a-z]{2})\//.exec(file) ?? /\.([a-z]{2})\.md$/.exec(file))?.[1];
  return named ?? Object.keys(languages)[0];
}

/** Finds a sentence, however its lines are broken, also in a comment or a quotation. */
function patternOf(sentence: string): RegExp {
  const words = sentence
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(words.join('\\s+(?:(?://|\\*|>)\\s+)?'));
}

/** Where the sentences of these claims are in a file. */
function coveredBy(
  claims: readonly Pick<Claim, 'sentences'>[],
  file: string,
  text: string,
): [number, number][] {
  return claims
    .flatMap(({ sentences }) => sentences[file] ?? [])
    .flatMap((sentence) => {
      const found = patternOf(sentence).exec(text);
      return found === null ? [] : [[found.index, found.index + found[0].length] as [number, number]];
    });
}

/** The same text with blanks in place of code, formulas, addresses, headings and names, so that places stay what they are. */
function proseOf(markdown: string, { names }: Vocabulary): string {
  const others = [
    /^```[^]*?^```/gm,
    /\$\$[^]*?\$\$/g,
    /\$[^$\n]*\$/g,
    /`[^`]*`/g,
    /\]\([^)]*\)/g,
    /<[^>\n]*>/g,
    /^# .*$/gm, // the title, with the number of the topic
    ...names.map((name) => new RegExp(name, 'gi')),
  ];
  return others.reduce(
    (text, pattern) => text.replace(pattern, (found) => found.replace(/[^\n]/g, ' ')),
    markdown,
  );
}

function paragraphsOf(text: string): { text: string; start: number }[] {
  const ends = [...text.matchAll(/\n[^\S\n]*\n|$/g)].map(({ index }) => index);
  return ends.map((end, i) => {
    const start = i === 0 ? 0 : ends[i - 1];
    return { text: text.slice(start, end), start };
  });
}

/** Whether the code of the section around a place shows a number: verify runs that code, and compares what it shows. */
function provedByCode(markdown: string): (number: string, at: number) => boolean {
  const starts = [0, ...[...markdown.matchAll(/^## /gm)].map(({ index }) => index), markdown.length];
  const shown = starts.map((start, i) => {
    const code = markdown.slice(start, starts[i + 1]).match(/^```ts[^]*?^```/gm) ?? [];
    return new Set(code.join('\n').match(/\d+(?:\.\d+)?(?:e-?\d+)?/g));
  });
  return (number, at) => shown[starts.findLastIndex((start) => start <= at)].has(number.replaceAll(',', ''));
}
