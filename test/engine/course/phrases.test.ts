// What is in the gaps of a phrase, and the words of another language for it.
import { gapsIn, translated, Translation, type Phrases } from '#engine/course/phrases';
import { phrase } from '#engine/words/phrase';
import { describe, expect, test } from '@jest/globals';

describe('the gaps of a phrase', () => {
  test.each<[phrase: string, text: string, gaps: Record<string, string> | undefined]>([
    ['row {r} of {name}', 'row 3 of x', { r: '3', name: 'x' }],
    ['row {r} of {name}', 'row 3 of 4 of x', { r: '3', name: '4 of x' }], // as little as can be
    ['{a}{b}', 'xyz', { a: 'x', b: 'yz' }],
    ['{a}, {a}', 'x, x', { a: 'x' }],
    ['{a}, {a}', 'x, y', undefined],
    ['a {b}', 'a ', undefined], // one character at least
    ['{a} b', ' b', undefined],
    ['{a}-{b}', '--x', { a: '-', b: 'x' }],
    ['{a}-{b}', '-x', undefined],
    ['a{b}a', 'a', undefined],
    ['a{b}a', 'aa', undefined],
    ['a{b}a', 'aba', { b: 'b' }],
    ['a{b}c', 'abca', undefined],
    ['a{b}c', 'cabc', undefined],
    ['a {b} c {d}', 'a 1 2', undefined],
    ['no gap', 'no gap', {}],
    ['no gap', 'another', undefined],
  ])('%s: %s', (phrase, text, gaps) => {
    expect(gapsIn(phrase, text)).toEqual(gaps);
    expect(gapsIn(phrase, text)).toEqual(gaps); // also when the phrase is known
  });
});

test('the first phrase that fits decides, and what fills it is said, too', () => {
  const phrases = { 'a {b}': 'first {b}', 'a {c}': 'second {c}' };
  expect(translated(phrases, 'a x', (gap) => `(${gap})`)).toBe('first (x)');
  expect(translated(phrases, 'b x', (gap) => gap)).toBeUndefined();
});

test('a tool adds what it says besides, after what is there', () => {
  const own: Phrases = {
    laws: { l: 'L' },
    subjects: {},
    values: {},
    messages: { '{a} is there': '{a} ist da' },
  };
  const words = new Translation(own, [own]).with({ '{a} is there': 'nie', '{a} is new': '{a} ist neu' });
  expect(words.law('l')).toBe('L');
  expect(words.say(phrase`${{ a: 'x' }} is there`)).toBe('x ist da');
  expect(words.say(phrase`${{ a: 'x' }} is new`)).toBe('x ist neu');
  expect(words.say(phrase`${{ a: 'x' }} is old`)).toBe('x is old');
});
