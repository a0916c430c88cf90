// What the commands say: the same in both languages, and nothing left out.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { languageOf as languageFor, textIn } from '../../../tools/shared/messages';
import { COURSE, courseIn } from '../support/course';

const [EN, KO] = ['en', 'ko'].map(textIn);

const languageOf = (asked?: string): string => languageFor(COURSE, asked);

/** What each sentence is given, as marks that are found again in it. */
const given: Record<string, unknown[]> = {
  returned: ['«name»', '«received»', '«expected»'],
  measured: ['«subject»', '«received»', '«expected»'],
  compared: ['«received»', '«expected»'],
  beside: ['«mine»', '«solution»'],
  sameCode: ['«name»'],
  didNotThrow: ['«name»'],
  at: ['«place»'],
  replay: ['«replay»'],
  printedMore: [71],
  gained: [71],
  unwritten: ['«name»'],
  progress: [71, 72],
  hint: ['«name»', 71, 72],
  noMoreHints: ['«name»'],
  noHintsFor: ['«name»', ['«one»', '«other»']],
  askReset: ['«topic»'],
  notRemembered: ['«reason»'],
  setAside: ['«path»'],
  unreadable: ['«reason»'],
  keptAnswers: [['«one»', '«other»']],
  unchecked: ['«command»'],
  checkingWritten: ['«topic»'],
  isMissing: ['«file»', '«command»'],
  wasRenamed: ['«file»'],
  resting: [71],
  wasReset: ['«copy»'],
  solution: ['«path»'],
};

/** Sentences that say different things, by what they are given. */
const ofTwoKinds = ['score', 'finished', 'more'];

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  const text = textIn(language);
  const words = Object.entries({ ...text, ...text.states }).filter(([, value]) => typeof value === 'string');

  test.each(words)('%s is said', (_, said) => {
    expect(said).toMatch(language === 'ko' ? /[가-힣]/ : /^[^가-힣]*[a-z]{3}[^가-힣]*$/);
  });

  const sentences = Object.entries(text).filter(
    ([name, value]) => typeof value === 'function' && !ofTwoKinds.includes(name),
  ) as [string, (...values: unknown[]) => string][];

  test.each(sentences)('%s says all that it is given', (name, sentence) => {
    const marks = given[name].flat().map(String);
    const said = sentence(...given[name]);
    expect(marks.filter((mark) => !said.includes(mark))).toEqual([]);
    expect(said.replace(/«\w+»/g, '')).toMatch(language === 'ko' ? /[가-힣]|→/ : /^[^가-힣]*$/);
  });
});

describe('how many laws hold', () => {
  test('is all of them, or some of them', () => {
    expect([EN.score(3, 3), EN.score(2, 3)]).toEqual(['all 3 laws hold', '2 of 3 laws hold']);
    expect([KO.score(3, 3), KO.score(2, 3)]).toEqual(['법칙 3개가 모두 성립', '법칙 3개 중 2개 성립']);
  });
});

test('what the window has no room for is shown by a key or in a taller one', () => {
  expect([EN.more(true), EN.more(false)]).toEqual(['more: r, or a taller window', 'more: a taller window']);
  expect([KO.more(true), KO.more(false)]).toEqual(['더 보기: r 키 또는 더 높은 창', '더 보기: 더 높은 창']);
});

describe('after a topic', () => {
  test('comes the next one', () => {
    expect(EN.finished('02 · Next')).toBe('Done! Press n for 02 · Next.');
    expect(KO.finished('02 · Next')).toBe('완료! n을 누르면 02 · Next로 넘어갑니다.');
  });

  test('and after the last one, there is none', () => {
    expect(EN.finished(undefined)).toBe('Every topic is finished.');
    expect(KO.finished(undefined)).toMatch(/[가-힣]/);
  });
});

test('a topic is in one of six states', () => {
  for (const { states } of [EN, KO]) {
    expect(Object.keys(states)).toEqual(['open', 'missing', 'unchecked', 'started', 'finished', 'changed']);
  }
});

describe('several names', () => {
  test('stand with commas between them', () => {
    expect(EN.noHintsFor('f', ['g', 'h'])).toBe('there are no hints for f; hints exist for g, h');
    expect(KO.noHintsFor('f', ['g', 'h'])).toBe('f의 힌트는 없습니다. 힌트가 있는 함수: g, h');
  });
});

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
