// Puts into another language what the suites of a topic say, phrase by phrase.
import { withParticles } from '../words/particles';
import { fill, type Wording } from '../words/phrase';

/** A phrase in the words of a suite or of the engine, and in the other language. */
export interface Phrases {
  laws: Record<string, string>;
  subjects: Record<string, string>;
  values: Record<string, string>;
  messages: Record<string, string>;
}

/** What a suite says, in one language. */
export class Translation {
  constructor(
    private readonly own: Phrases,
    /** In the order in which they are asked: the first answer decides. */
    private readonly all: Phrases[],
  ) {}

  /** A law's sentence; undefined if it has not been translated yet. */
  law(sentence: string): string | undefined {
    return Object.hasOwn(this.own.laws, sentence) ? this.own.laws[sentence] : undefined;
  }

  /** The sentences that there is a translation of. */
  get laws(): string[] {
    return Object.keys(this.own.laws);
  }

  /** A phrase in this language, and what is in its gaps; a text without gaps may be a phrase, too. What nobody has translated stays as it is. */
  say = (wording: Wording): string => {
    const { text, gaps } = typeof wording === 'string' ? { text: wording, gaps: {} } : wording;
    return withParticles(fill(this.wordsFor(text) ?? text, gaps, this.say));
  };

  /** The same translation, with what a tool says besides. */
  with(messages: Record<string, string>): Translation {
    return new Translation(this.own, [...this.all, { laws: {}, subjects: {}, values: {}, messages }]);
  }

  /** Phrases with gaps that there are no words for, in a wording. */
  untranslated = (wording: Wording): string[] => {
    if (typeof wording === 'string') return [];
    const inGaps = Object.values(wording.gaps).flatMap(this.untranslated);
    return this.wordsFor(wording.text) === undefined ? [wording.text, ...inGaps] : inGaps;
  };

  /**
   * What others say in whole sentences, such as the library in an error that the student's code lets through: `cannot read {file}`, gaps and
   * all, is found by its pattern.
   */
  message = (text: string): string => this.byPattern('values', this.byPattern('messages', text));

  private byPattern(part: (typeof PARTS)[number], text: string): string {
    for (const file of this.all) {
      const said = translated(file[part], text, (gap) => this.byPattern('values', gap));
      if (said !== undefined) return said;
    }
    return text;
  }

  private wordsFor(text: string): string | undefined {
    for (const file of this.all)
      for (const part of PARTS) if (Object.hasOwn(file[part], text)) return file[part][text];
    return undefined;
  }
}

const PARTS = ['subjects', 'values', 'messages'] as const;

/** The words for the first of some phrases that this text is, with what is in its gaps; undefined where it is none of them. */
export function translated(
  phrases: Record<string, string>,
  text: string,
  inGap: (gap: string) => string,
): string | undefined {
  for (const [phrase, said] of Object.entries(phrases)) {
    const gaps = gapsIn(phrase, text);
    if (gaps !== undefined) return withParticles(fill(said, gaps, (gap) => inGap(gap as string)));
  }
  return undefined;
}

/** The parts of each phrase: its own words, and between them the names of its gaps. */
const partsOf = new Map<string, { words: string[]; names: string[] }>();

/**
 * What is in the gaps of a phrase such as "row {r} of {name}" in this text: one character at least, and as little as can be; the same in
 * each gap of one name. No regular expression: a student can throw any text, and one that repeats the words of a phrase would be tried
 * in millions of ways.
 *
 * @returns undefined where the text is not of this form
 */
export function gapsIn(phrase: string, text: string): Record<string, string> | undefined {
  let parts = partsOf.get(phrase);
  if (parts === undefined) {
    const split = phrase.split(/\{(\w+)\}/);
    parts = { words: split.filter((_, i) => i % 2 === 0), names: split.filter((_, i) => i % 2 === 1) };
    partsOf.set(phrase, parts);
  }
  const { words, names } = parts;
  if (names.length === 0) return text === phrase ? {} : undefined;
  const [first, last] = [words[0], words.at(-1)!];
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const gaps: Record<string, string> = {};
  let at = first.length;
  for (const [i, name] of names.entries()) {
    // The nearest place leaves the most room for what follows.
    const end = i === names.length - 1 ? text.length - last.length : text.indexOf(words[i + 1], at + 1);
    const gap = text.slice(at, end);
    if (end <= at || (gaps[name] ?? gap) !== gap) return undefined;
    gaps[name] = gap;
    at = end + words[i + 1].length;
  }
  return gaps;
}
