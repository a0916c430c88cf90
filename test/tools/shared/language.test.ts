// The language of a command: the one that was asked for, or the computer's, where the course has it.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { languageOf as languageFor } from '../../../tools/shared/language';
import { COURSE, courseIn } from '../support/course';

const languageOf = (asked?: string): string => languageFor(COURSE, asked);

describe('the language', () => {
  const environment = process.env;
  beforeEach(() => {
    process.env = { ...environment };
    delete process.env.LC_ALL;
    delete process.env.LC_MESSAGES;
    delete process.env.LANG;
    delete process.env.LANGUAGE;
  });
  afterEach(() => {
    process.env = environment;
  });

  test('is the one that was asked for', () => {
    process.env.LC_ALL = 'ko_KR.UTF-8';
    expect(languageOf('en')).toBe('en');
    expect(languageOf('ko')).toBe('ko');
    expect(() => languageOf('de')).toThrow(new RangeError('the course is not in "de": --lang takes en, ko'));
  });

  test('is one of the course, the nearest to the computer’s, or else its first', () => {
    const { fr } = { fr: COURSE.settings.languages.en };
    const course = courseIn('', { languages: { fr, 'pt-BR': fr, pt: fr } });
    for (const [locale, language] of [
      ['pt_BR.UTF-8', 'pt-BR'],
      ['pt_PT', 'pt'],
      ['en_US.UTF-8', 'fr'],
    ]) {
      process.env.LANG = locale;
      expect(languageFor(course)).toBe(language);
    }
    expect(() => languageFor(course, 'en')).toThrow('fr, pt-BR, pt');
  });

  test.each([
    ['ko_KR.UTF-8', 'ko'],
    ['KO', 'ko'],
    ['de_DE.UTF-8', 'en'],
    ['tkou', 'en'],
    ['kok_IN', 'en'],
    ['ko.UTF-8', 'ko'],
    ['ko-KR', 'ko'],
    ['C', 'en'],
  ])('of a computer whose locale is %s is %s', (locale, language) => {
    process.env.LANG = locale;
    expect(languageOf()).toBe(language);
  });

  test('is that of LC_ALL rather than that of LANG', () => {
    process.env.LC_ALL = 'ko_KR.UTF-8';
    process.env.LANG = 'en_US.UTF-8';
    expect(languageOf()).toBe('ko');
  });

  test.each([
    [{ LC_ALL: '', LANG: 'ko_KR.UTF-8' }, 'ko'], // an empty variable is one that is not set
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LC_MESSAGES: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'ko:en' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LANGUAGE: '' }, 'ko'],
    [{ LC_ALL: 'C', LANGUAGE: 'ko' }, 'en'],
    [{ LC_ALL: 'C.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en'],
  ])('of a computer with %j is %s', (variables, language) => {
    Object.assign(process.env, variables);
    expect(languageOf()).toBe(language);
  });

  test('of a computer that says none, such as Windows, is the one that its dates are written in', () => {
    const dates = Intl.DateTimeFormat().resolvedOptions().locale;
    expect(languageOf()).toBe(dates.startsWith('ko') ? 'ko' : 'en');
  });
});
