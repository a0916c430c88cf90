// The engine's own words. It is written in English, which is also used for a language that the engine has no words in yet.
import type { Language } from '../course/settings';
import { withParticles } from './particles';

/** The same words in several languages. */
export type Words<Entry> = { en: Entry } & Partial<Record<Language, Entry>>;

export function wordsIn<Entry>(words: Words<Entry>, language: Language): Entry {
  const entry = words[language] ?? words.en;
  return language === 'ko' ? read(entry) : entry;
}

/** What was made of an object of words before. */
const known = new WeakMap<object, unknown>();

/** The same words, in which sentences that are given names and numbers choose the particles that fit these. */
function read<Entry>(entry: Entry): Entry {
  if (typeof entry === 'string') return withParticles(entry) as Entry;
  if ((typeof entry !== 'function' && typeof entry !== 'object') || entry === null) return entry;
  if (Array.isArray(entry)) return entry.map(read) as Entry;
  const made =
    known.get(entry) ??
    (typeof entry === 'function'
      ? (...given: unknown[]) => read((entry as (...given: unknown[]) => unknown)(...given))
      : Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, read(value as unknown)])));
  known.set(entry, made);
  return made as Entry;
}
