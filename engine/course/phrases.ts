// Puts into another language what the suites of a topic say, phrase by phrase.
import { withParticles } from '../words/particles';

/** What is said, in the words of a suite or of the engine, and in the other language. */
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
    /** In the order in which they are asked: what is said first decides. */
    private readonly all: Phrases[],
  ) {}

  /** A law's sentence; undefined where nobody has translated it yet. */
  law(sentence: string): string | undefined {
    return Object.hasOwn(this.own.laws, sentence) ? this.own.laws[sentence] : undefined;
  }

  /** The sentences that there is a translation of. */
  get laws(): string[] {
    return Object.keys(this.own.laws);
  }

  subject = (text: string): string => this.phrase('subjects', text);

  value = (text: string): string => this.phrase('values', text);

  message = (text: string): string => this.phrase('messages', text);

  private phrase(part: keyof Phrases, text: string): string {
    for (const file of this.all) {
      for (const [phrase, translated] of Object.entries(file[part])) {
        const match = patternOf(phrase).exec(text);
        if (match)
          return withParticles(
            translated.replace(/\{(\w+)\}/g, (_, name: string) => this.value(match.groups![name])),
          );
      }
    }
    return text;
  }
}

/** "row {r} of {name}" as a pattern. */
export function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^$|()[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');
}
