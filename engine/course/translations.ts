// What the suites of a topic say, in another language. They say it in the course's first language, and what the engine adds is in English;
// test/translations/<language>/NN-topic.json says both again, shared.json what several topics say, and engine/words/ what the engine says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Translation, type Phrases } from './phrases';

export { gapsIn, Translation } from './phrases';

const Entries = v.optional(v.record(v.string(), v.string()), {});

/** A phrase may have gaps, `row {r} of {name}`: what fills them is translated, too. */
const Schema = v.strictObject({
  /** The sentences of the laws. */
  laws: Entries,
  /** What was measured: "the sum of row 0". A name like W1 stays as it is. */
  subjects: Entries,
  /** What was received or expected: "an NDArray of shape (2×3)". A number stays as it is. */
  values: Entries,
  /** Any other finding. An error that the student's code threw stays as it is. */
  messages: Entries,
});

const ENGINE_WORDS = join(__dirname, '../words');

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
function readPhrases(file: string): Phrases {
  if (!existsSync(file)) return v.parse(Schema, {});
  try {
    return v.parse(Schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} is no translation: ${(error as Error).message}`, { cause: error });
  }
}
