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
      for (const [written, translated] of Object.entries(file[part])) {
        const { groups } = patternOf(written).exec(text) ?? {};
        const inGap = (gap: Wording): string => this.byPattern('values', gap as string);
        if (groups !== undefined) return withParticles(fill(translated, groups, inGap));
        if (written === text) return translated;
      }
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

/** "row {r} of {name}" as a pattern. */
export function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^$|()[\]\\]/g, '\\$&');
  const names = new Set<string>();
  const pattern = escaped.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (names.has(name)) return `\\k<${name}>`; // the same again
    names.add(name);
    return `(?<${name}>.+?)`;
  });
  return new RegExp(`^${pattern}$`, 's');
}
