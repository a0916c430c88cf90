// What a person reads: goals, hints and verdicts, in both languages and on narrow terminals.
import { describe, expect, test } from '@jest/globals';
import pc from 'picocolors';
import { described, matchers } from '#engine/suite/matchers';
import type { Problem } from '#engine/suite/problem';
import { phrase } from '#engine/words/phrase';
import { array } from '#lib/ndarray';
import { problemInWords } from '../../../tools/shared/in-words';
import { ladderFor } from '../../../tools/learn/hints';
import { COURSE, topicNames } from '../support/course';
import { indented } from '../../../tools/shared/verdict';

const style = { colors: pc, language: 'en', width: 80 } as const;

describe('a lesson', () => {
  test.each(topicNames())('%s says its goal in a whole sentence, in both languages', (topic) => {
    for (const language of ['en', 'ko'] as const) {
      expect(COURSE.lesson(topic, language).goal).toMatch(/^[^>*]+[.?]$/);
    }
  });
});

describe('a hint', () => {
  const topic = '10-two-layer-net';

  test('is that of the method which is open, not of its class', () => {
    expect(ladderFor(COURSE, topic, ['TwoLayerNet.loss', 'TwoLayerNet.accuracy'], 'en')).toBe(
      'TwoLayerNet.loss',
    );
  });

  test('is that of the class where a method has none of its own', () => {
    expect(ladderFor(COURSE, topic, ['TwoLayerNet.other'], 'en')).toBe('TwoLayerNet');
  });

  test('is of nothing where nothing is open', () => {
    expect(ladderFor(COURSE, topic, [], 'en')).toBeUndefined();
  });
});

describe('what was found', () => {
  const said = (problem: Problem, language: string): string =>
    problemInWords(
      { block: 'softmax', sentence: '', status: 'failed', finding: { inputs: [], problem, seed: 1 } },
      COURSE.translation('08-activations', language),
    );
  const sum: Problem = {
    kind: 'differs',
    subject: phrase`the sum of row ${{ n: 3 }}`,
    received: '2',
    expected: '1',
  };
  const row = array([[1, 7]]);

  test.each<[Problem, string]>([
    [{ kind: 'differs', received: '0.5', expected: '0.25' }, 'softmax의 결과는 0.5, 기대한 값은 0.25'],
    [
      matchers.toBeOneFiniteNumber(undefined).problem(),
      'softmax의 결과는 undefined, 기대한 값은 유한한 수 하나',
    ],
    [sum, '3번 행의 합: 결과는 2, 기대한 값은 1'],
    [
      matchers.toAgreeWith(row, [[1, 2]]).problem(),
      'softmax의 결과는 형상이 (1×2)인 NDArray [[1, 7]]의 [0, 1]에서 7, 기대한 값은 2',
    ],
    [
      { kind: 'changed', name: 'x', before: '[1]', after: described(array([2])) },
      'x의 값이 [1]에서 형상이 (1)인 NDArray [2]로 바뀌었습니다. 복사본으로 계산하세요',
    ],
    [{ kind: 'threw', message: 'x.map is not a function' }, 'x.map is not a function'],
  ])('%j is said in Korean', (problem, korean) => {
    expect(said(problem, 'ko')).toBe(korean);
  });

  test('is said in English as it is written', () => {
    expect(said(sum, 'en')).toBe('the sum of row 3: received 2, expected 1');
  });
});

describe('a line that does not fit', () => {
  test('goes on below its beginning', () => {
    const lines = indented('two words and then some more words', { ...style, width: 26 });
    expect(lines).toEqual(['      two words and then', '      some more words']);
  });

  test('keeps the indentation of code', () => {
    expect(indented('  a();', style)).toEqual(['        a();']);
  });
});
