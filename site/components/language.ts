// The language of the page, and the words in it.
import { useData } from 'vitepress';
import { words, wordsFor, type Language } from '../words';

export function useLanguage(): Language {
  return wordsFor(useData().lang.value);
}

/** The words of the site, or those that a picture brings. */
export function useWords(): (typeof words)[Language];
export function useWords<Words>(own: Record<Language, Words>): Words;
export function useWords<Words>(own?: Record<Language, Words>): unknown {
  return (own ?? words)[useLanguage()];
}
