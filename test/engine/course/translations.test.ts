// What the suites say, in another language.
import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTranslation } from '#engine/course/translations';
import { wholeNumbers } from '../../support/reference';
import { COURSE, courseIn } from '../../tools/support/course';
import { temporaryFolder } from '../../tools/support/folders';

const topic = '01-mean-squared-error';
const korean = COURSE.translation(topic, 'ko');
const { subject: subjectOf, value: valueOf, message: messageOf } = COURSE.translation('03-mini-batch', 'ko');

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
    expect(german.message('f was wrong')).toBe('f war falsch');
    expect(german.message('g was wrong')).toBe('g ist falsch gewesen');
    expect(german.message('g was right')).toBe('g ist right gewesen');
  });

  test('that is damaged, or has a part that nobody knows, says which file it is', () => {
    write('02-b.json', { laws: { a: 1 } });
    write('03-c.json', { sentences: {} });
    for (const name of ['02-b', '03-c'])
      expect(() => readTranslation(root, name, 'de')).toThrow(`${name}.json is no translation`);
  });
});

describe('a finding', () => {
  test('is said in Korean as a whole, its signs as they are', () => {
    expect(
      messageOf(
        'the grader does not understand what came (a (b)): does the file write to its pipe, or change built-in objects?',
      ),
    ).toBe('채점기가 이해할 수 없는 답이 왔습니다(a (b)). 파이프에 직접 쓰거나 내장 객체를 바꾸나요?');
    expect(messageOf('received [1,\n2] while random always gave 0')).toBe(
      'random이 늘 0을 줄 때 결과가 [1,\n2]입니다',
    );
  });

  test('holds values that are said in Korean, too', () => {
    expect(valueOf('one finite number')).toBe('유한한 수 하나');
    expect(messageOf('received one finite number while random always gave 0')).toBe(
      'random이 늘 0을 줄 때 결과가 유한한 수 하나입니다',
    );
    expect(subjectOf('the sum of row 3')).toBe('3번 행의 합');
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
      expect(wholeNumbers(count, last)).toBe(said);
      expect(valueOf(said)).toMatch(/[가-힣]/);
    }
  });

  test('of which only a part is known stays as it is', () => {
    for (const said of ['I say: the sum of row 3', 'W1']) expect(subjectOf(said)).toBe(said);
    expect(subjectOf('the sums of the rows, of all')).toBe('the sums of the rows, of all');
  });

  test('is said in English as it is', () => {
    const { subject, value, message } = COURSE.translation(topic, 'en');
    for (const say of [subject, value, message]) expect(say('the sum of row 3')).toBe('the sum of row 3');
  });
});
