// The engine's own words. It is written in English, which stands in for a language that has no words of the engine's yet.
import type { Language } from '../course/settings';

/** The same words in several languages. */
export type Words<Entry> = { en: Entry } & Partial<Record<Language, Entry>>;

export function wordsIn<Entry>(words: Words<Entry>, language: Language): Entry {
  return words[language] ?? words.en;
}
