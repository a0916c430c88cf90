// The language of the page, and the words in it.
import { useData } from 'vitepress';
import { words, type Language } from '../words';

export function useLanguage(): Language {
  return useData().lang.value === 'ko' ? 'ko' : 'en';
}

/** The words of the site, or those that a picture brings. */
export function useWords(): (typeof words)[Language];
export function useWords<Words>(own: Record<Language, Words>): Words;
export function useWords<Words>(own?: Record<Language, Words>): unknown {
  return (own ?? words)[useLanguage()];
}
