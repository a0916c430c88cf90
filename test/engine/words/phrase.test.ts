// What is said, as data: how it is written, put together, and changed.
import { about, asWritten, fill, mapTexts, phrase } from '#engine/words/phrase';
import { describe, expect, test } from '@jest/globals';

test('a phrase is its text with gaps, and what fills them', () => {
  const words = phrase`row ${{ r: 3 }} of ${{ name: 'x' }}`;
  expect(words).toEqual({ text: 'row {r} of {name}', gaps: { r: '3', name: 'x' } });
  expect(asWritten(words)).toBe('row 3 of x');
  expect(phrase`no gap`).toEqual({ text: 'no gap', gaps: {} });
});

test('a gap may be filled by a phrase', () => {
  expect(asWritten(phrase`${{ what: phrase`row ${{ r: 1 }}` }} is empty`)).toBe('row 1 is empty');
});

test('what is no name of a gap stays', () => {
  expect(fill('{a} {b} {toString} { a }', { a: 'x' }, asWritten)).toBe('x {b} {toString} { a }');
});

describe('what is said about something', () => {
  test('is its name, where nothing is said', () => {
    expect(about('W1')).toBe('W1');
    expect(about('W1', '')).toBe('W1');
  });

  test('is its name and a text, or a phrase with its gaps', () => {
    expect(about('W1', 'afterwards')).toEqual({ text: '{name} afterwards', gaps: { name: 'W1' } });
    const words = about('W1', phrase`in row ${{ r: 2 }}`);
    expect(words).toEqual({ text: '{name} in row {r}', gaps: { name: 'W1', r: '2' } });
    expect(asWritten(words)).toBe('W1 in row 2');
  });
});

test('what fills the gaps of a phrase is changed, however deep, and its own text is not', () => {
  const loud = (text: string): string => text.toUpperCase();
  expect(mapTexts('a', loud)).toBe('A');
  const words = phrase`row ${{ r: phrase`the ${{ which: 'last' }} one` }} of ${{ name: 'x' }}`;
  expect(asWritten(mapTexts(words, loud))).toBe('row the LAST one of X');
  expect(mapTexts(words, loud)).toMatchObject({ text: words.text });
});
