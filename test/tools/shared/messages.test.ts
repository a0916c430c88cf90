// What the commands say: the same in both languages, and nothing left out.
import { describe, expect, test } from '@jest/globals';
import { textIn } from '../../../tools/shared/messages';

const [EN, KO] = ['en', 'ko'].map(textIn);

/** What each sentence is given, as marks that are found again in it. */
const given: Record<string, unknown[]> = {
  returned: ['«name»', '«received»', '«expected»'],
  measured: ['«subject»', '«received»', '«expected»'],
  compared: ['«received»', '«expected»'],
  beside: ['«mine»', '«solution»'],
  sameCode: ['«name»'],
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
