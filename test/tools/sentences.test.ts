// What the suites say, in Korean.
import { describe, expect, test } from '@jest/globals';
import { wholeNumbers } from '../support/reference';
import { koreanSentence, PHRASES, sentenceIn, translatedSentences } from '../../tools/shared/sentences';

const topic = '01-mean-squared-error';
const { subjectOf, valueOf, messageOf } = PHRASES.ko;

describe('a law', () => {
  test('is said in the language that was asked for', () => {
    expect(sentenceIn('en', topic, 'returns one finite number')).toBe('returns one finite number');
    expect(sentenceIn('ko', topic, 'returns one finite number')).toBe('유한한 수 하나를 돌려준다');
  });

  test('that nobody has translated yet is said in English', () => {
    expect(koreanSentence(topic, 'is new')).toBeUndefined();
    expect(sentenceIn('ko', topic, 'is new')).toBe('is new');
    expect(sentenceIn('ko', '99-new', 'is new')).toBe('is new');
    expect(translatedSentences('99-new')).toEqual([]);
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
      'random이 늘 0을(를) 줄 때 결과가 [1,\n2]입니다',
    );
  });

  test('holds values that are said in Korean, too', () => {
    expect(valueOf('one finite number')).toBe('유한한 수 하나');
    expect(messageOf('received one finite number while random always gave 0')).toBe(
      'random이 늘 0을(를) 줄 때 결과가 유한한 수 하나입니다',
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
    const english = PHRASES.en;
    for (const say of [english.subjectOf, english.valueOf, english.messageOf]) {
      expect(say('the sum of row 3')).toBe('the sum of row 3');
    }
  });
});
