// The learner's terminal: what is written to it, and what is made of the keys. Both ends are the test's own.
import { PassThrough } from 'node:stream';
import { describe, expect, jest, test } from '@jest/globals';
import { canRedraw, fullScreen, keysOf, linesOf, plainScreen } from '../../../tools/learn/terminal';
import type { Style } from '../../../tools/shared/verdict';
import { colors } from '../support/ansi';

const style = (): Style => ({ colors, language: 'en', width: 80 });

/** Takes what is written to it. */
function output(): PassThrough & { text(): string } {
  const stream = new PassThrough({ encoding: 'utf8' });
  return Object.assign(stream, { text: () => String(stream.read() ?? '') });
}

test('a terminal can be redrawn, unless it says that it is dumb', () => {
  expect([{ TERM: 'xterm' }, {}, { TERM: '' }, { TERM: 'dumb' }].map(canRedraw)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

describe('a full screen', () => {
  test('is cleared, with all that has scrolled away, before each page', () => {
    const out = output();
    const screen = fullScreen(style, out);
    screen.show(['one', 'two']);
    expect(out.text()).toBe('\x1b[2J\x1b[3J\x1b[Hone\ntwo\n');
    expect(screen.style()).toEqual(style());
  });
});

describe('a plain screen', () => {
  test('is written on page after page, without bars, and only when there is something new', () => {
    const out = output();
    const screen = plainScreen(style, out);
    screen.show(['███░░░ 1 of 2', 'one', 'two']);
    expect(out.text()).toBe('one\ntwo\n\n');
    screen.show(['██████ 2 of 2', 'one', 'two']);
    expect(out.text()).toBe('');
    screen.show(['░░░', 'three']);
    screen.show(['one', 'two']);
    expect(out.text()).toBe('three\n\none\ntwo\n\n');
    expect(screen.style().colors.red('one')).toBe('one'); // no color in it carries meaning
  });

  test('is not written on for an empty page at the beginning', () => {
    const out = output();
    plainScreen(style, out).show([]);
    expect(out.text()).toBe('');
  });
});

describe('keys', () => {
  /** A keyboard, with the modes that were asked for. */
  function keyboard(): {
    input: PassThrough & { setRawMode: jest.Mock<() => never> };
    modes: () => unknown[];
  } {
    const setRawMode = jest.fn<() => never>();
    return {
      input: Object.assign(new PassThrough(), { setRawMode }),
      modes: () => setRawMode.mock.calls.flat(),
    };
  }

  test('come one by one, large or small, in Latin letters or at their place on a Korean keyboard', async () => {
    const { input } = keyboard();
    const keys = keysOf(input);
    input.write('hN');
    input.write('ㅗㅣㅜㅔㄱㅌㄴㅂㅛ');
    const pressed: string[] = [];
    for (let i = 0; i < 11; i++) pressed.push((await keys.next()).value as string);
    expect(pressed.join('')).toBe('hn' + 'hlnprxsqy');
  });

  test('Ctrl-C and Ctrl-D mean q, other keys without a letter nothing', async () => {
    const { input } = keyboard();
    const keys = keysOf(input);
    for (const key of ['\x03', '\x04', '\x01', 'c', 'd', '\x1b[A']) input.write(key);
    const pressed: string[] = [];
    for (let i = 0; i < 6; i++) pressed.push((await keys.next()).value as string);
    expect(pressed).toEqual(['q', 'q', '\x01', 'c', 'd', '']);
  });

  test('that come later are waited for', async () => {
    const { input } = keyboard();
    const keys = keysOf(input);
    const first = keys.next();
    await new Promise(setImmediate);
    input.write('h');
    expect((await first).value).toBe('h');
  });

  test('are read raw until nobody asks for more', async () => {
    const { input, modes } = keyboard();
    input.write('h');
    for await (const key of keysOf(input)) {
      expect(key).toBe('h');
      expect(modes()).toEqual([true]);
      break;
    }
    expect(modes()).toEqual([true, false]);
    expect(input.isPaused()).toBe(true);
  });
});

describe('lines', () => {
  test('count by their first letter, and their end means q', async () => {
    const input = new PassThrough();
    input.write('h\n  Next please \r\n\n');
    input.write(Buffer.from('ㅔ\nq').subarray(0, 2));
    input.end(Buffer.from('ㅔ\nq').subarray(2));
    const letters: string[] = [];
    for await (const letter of linesOf(input)) letters.push(letter);
    expect(letters).toEqual(['h', 'n', 'p', 'q', 'q']);
  });
});
