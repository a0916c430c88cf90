// What the suites of a topic say, in another language. They say it in the course's first language, and what the engine adds is in English;
// test/translations/<language>/NN-topic.json says both again, shared.json what several topics say, and engine/words/ what the engine says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const Phrases = v.optional(v.record(v.string(), v.string()), {});

/** A phrase may have gaps, `row {r} of {name}`: what stands in them is put into the language, too. */
const Schema = v.strictObject({
  /** The sentences of the laws. */
  laws: Phrases,
  /** What was measured: "the sum of row 0". A name like W1 stays as it is. */
  subjects: Phrases,
  /** What was received or expected: "an NDArray of shape (2×3)". A number stays as it is. */
  values: Phrases,
  /** Any other finding. An error that the student's code threw stays as it is. */
  messages: Phrases,
});

type Part = keyof v.InferOutput<typeof Schema>;
type TranslationFile = v.InferOutput<typeof Schema>;

const ENGINE_WORDS = join(__dirname, '../words');

/** What a suite says, in one language. */
export class Translation {
  constructor(
    private readonly own: TranslationFile,
    /** In the order in which they are asked: what is said first decides. */
    private readonly all: TranslationFile[],
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

  private phrase(part: Part, text: string): string {
    for (const file of this.all) {
      for (const [phrase, translated] of Object.entries(file[part])) {
        const match = patternOf(phrase).exec(text);
        if (match)
          return translated.replace(/\{(\w+)\}/g, (_, name: string) => this.value(match.groups![name]));
      }
    }
    return text;
  }
}

/** Reads what is there for a topic; where a file is missing, it says everything as the suite does. */
export function readTranslation(courseRoot: string, topic: string, language: string): Translation {
  const folder = join(courseRoot, 'test/translations', language);
  const own = readPhrases(join(folder, `${topic}.json`));
  const others = [join(folder, 'shared.json'), join(ENGINE_WORDS, `${language}.json`)].map(readPhrases);
  return new Translation(own, [own, ...others]);
}

/** Where the sentences of a topic are translated, from the course's folder on. */
export function translationFile(topic: string, language: string): string {
  return `test/translations/${language}/${topic}.json`;
}

/** @throws Error that names the file and what is wrong in it */
function readPhrases(file: string): TranslationFile {
  if (!existsSync(file)) return v.parse(Schema, {});
  try {
    return v.parse(Schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} is no translation: ${(error as Error).message}`, { cause: error });
  }
}

/** "row {r} of {name}" as a pattern. */
export function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^$|()[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');
}
