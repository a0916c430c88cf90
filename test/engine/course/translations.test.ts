// What the suites say, in another language.
import { asWritten, phrase, type Phrase, type Wording } from '#engine/words/phrase';
import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTranslation, translationFile } from '#engine/course/translations';
import { wholeNumbers } from '../../support/reference';
import { COURSE, courseIn } from '../../tools/support/course';
import { temporaryFolder } from '../../tools/support/folders';

const topic = '01-mean-squared-error';
const korean = COURSE.translation(topic, 'ko');
const { say } = COURSE.translation('03-mini-batch', 'ko');

describe('a law', () => {
  test('is said in the language that was asked for', () => {
    expect(korean.law('returns one finite number')).toBe('유한한 수 하나를 돌려준다');
    expect(korean.laws).toContain('returns one finite number');
  });

  test('that nobody has translated yet has no sentence', () => {
    expect(korean.law('is new')).toBeUndefined();
    expect(korean.law('constructor')).toBeUndefined();
    expect(COURSE.translation('99-new', 'ko').law('is new')).toBeUndefined();
    expect(COURSE.translation('99-new', 'ko').laws).toEqual([]);
    expect(COURSE.translation(topic, 'en').laws).toEqual([]);
  });
});

describe('a translation', () => {
  const root = temporaryFolder();
  const write = (file: string, content: unknown): void => {
    mkdirSync(join(root, 'test/translations/de'), { recursive: true });
    writeFileSync(join(root, 'test/translations/de', file), JSON.stringify(content));
  };

  test('takes the words of its topic before those of all topics', () => {
    write('01-a.json', { messages: { 'f was {how}': 'f war {how}' }, values: { wrong: 'falsch' } });
    write('shared.json', { messages: { '{name} was {how}': '{name} ist {how} gewesen' } });
    const german = courseIn(root).translation('01-a', 'de');
    expect(german.say(phrase`f was ${{ how: 'wrong' }}`)).toBe('f war falsch');
    expect(german.say(phrase`${{ name: 'g' }} was ${{ how: 'wrong' }}`)).toBe('g ist falsch gewesen');
    expect(german.say(phrase`${{ name: 'g' }} was ${{ how: 'right' }}`)).toBe('g ist right gewesen');
    expect(german.say(phrase`${{ name: 'g' }} is ${{ how: 'wrong' }}`)).toBe('g is falsch');
    expect(german.message('g was right')).toBe('g ist right gewesen');
  });

  test('that is damaged, or has a part that nobody knows, says which file it is', () => {
    write('02-b.json', { laws: { a: 1 } });
    write('03-c.json', { sentences: {} });
    for (const name of ['02-b', '03-c']) {
      const said = join(root, translationFile(name, 'de'));
      expect(() => readTranslation(root, name, 'de')).toThrow(
        expect.objectContaining({
          message: expect.stringContaining(`${said} is no translation: `),
          cause: expect.any(Error),
        }),
      );
    }
    expect(translationFile('02-b', 'de')).toBe('test/translations/de/02-b.json');
  });
});

describe('a finding', () => {
  const always = (received: Wording): Phrase =>
    phrase`received ${{ received }} while random always gave ${{ number: 0 }}`;

  test('is said in Korean as a whole, its signs as they are', () => {
    expect(say(always('[1,\n2]'))).toBe('random이 늘 0을 줄 때 결과가 [1,\n2]입니다');
    expect(say(always('{number} {received}'))).toBe('random이 늘 0을 줄 때 결과가 {number} {received}입니다');
  });

  test('holds values that are said in Korean, too', () => {
    expect(say(always(phrase`one finite number`))).toBe('random이 늘 0을 줄 때 결과가 유한한 수 하나입니다');
    expect(say(phrase`the sum of row ${{ n: 3 }}`)).toBe('3번 행의 합');
  });

  test('of how many numbers are expected has a singular, in both languages', () => {
    const words = [
      [0, 4, 'an empty list'],
      [1, 4, 'a list of one whole number from 0 to 4'],
      [3, 4, '3 whole numbers from 0 to 4'],
      [1, 0, 'a list of one 0'],
      [2, 0, '2 whole numbers, all of them 0'],
    ] as const;
    for (const [count, last, said] of words) {
      const wording = wholeNumbers(count, last);
      expect(asWritten(wording)).toBe(said);
      expect(say(wording)).toMatch(/[가-힣]/);
    }
  });

  test('that has no words stays as it is written, and says which phrases those are', () => {
    const { untranslated } = COURSE.translation('03-mini-batch', 'ko');
    const unknown = phrase`I say: ${{ what: phrase`the sum of row ${{ n: 3 }}` }}`;
    expect(say(unknown)).toBe('I say: 3번 행의 합');
    expect(untranslated(unknown)).toEqual(['I say: {what}']);
    expect(untranslated(phrase`the sum of row ${{ n: phrase`no number` }}`)).toEqual(['no number']);
    for (const text of ['W1', 'the sum of row 3']) expect(say(text)).toBe(text);
  });

  test('is said in English as it is', () => {
    const { say: inEnglish } = COURSE.translation(topic, 'en');
    expect(inEnglish(phrase`the sum of row ${{ n: 3 }}`)).toBe('the sum of row 3');
  });
});
