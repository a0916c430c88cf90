// The learner's terminal: a screen that is drawn anew or written on line after line, and keys that come one by one or as lines.
import { emitKeypressEvents } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import pc from 'picocolors';
import type { Style } from '../shared/verdict';
import type { Screen } from './loop';

/** Whether a terminal can be cleared and written on again: Emacs' shell and others like it say that they can't. */
export function canRedraw({ TERM }: NodeJS.ProcessEnv): boolean {
  return TERM !== 'dumb';
}

/** Clears the terminal and writes the page. */
export function fullScreen(style: () => Style, output: Writable & { rows?: number }): Screen {
  return {
    style,
    rows: () => output.rows || Infinity,
    show: (page) => {
      output.write(`\x1b[2J\x1b[3J\x1b[H${page.join('\n')}\n`);
    },
  };
}

/** Writes a page below the other, without boxes and bars, and only when it says something new. */
export function plainScreen(style: () => Style, output: Writable): Screen {
  let last = '';
  return {
    style: () => ({ ...style(), colors: pc.createColors(false) }),
    rows: () => Infinity,
    show: (page) => {
      const text = page.filter((line) => !/[█░]/.test(line)).join('\n');
      if (text !== last) output.write(`${text}\n\n`);
      last = text;
    },
  };
}

/** The Latin letters on the keys of a Korean keyboard, for those who forgot to switch. */
const HANGUL_KEYS: Record<string, string> = {
  ㅗ: 'h', ㅣ: 'l', ㅜ: 'n', ㅔ: 'p', ㄱ: 'r', ㅌ: 'x', ㄴ: 's', ㅂ: 'q', ㅛ: 'y',
}; // prettier-ignore

/** Each key that is pressed, as a small Latin letter; Ctrl-C and Ctrl-D mean q. */
export async function* keysOf(input: Readable & Pick<ReadStream, 'setRawMode'>): AsyncGenerator<string> {
  emitKeypressEvents(input);
  input.setRawMode(true);
  const waiting: string[] = [];
  let wake = (): void => {};
  input.on('keypress', (text: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    const letter = key.ctrl && (key.name === 'c' || key.name === 'd') ? 'q' : (text ?? '').toLowerCase();
    waiting.push(HANGUL_KEYS[letter] ?? letter);
    wake();
  });
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    input.setRawMode(false);
    input.pause();
  }
}

/** The first letter of each line that is entered; q at the end. */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  for await (const chunk of input) {
    for (const line of String(chunk).split('\n')) {
      const letter = line.trim().slice(0, 1).toLowerCase();
      if (letter !== '') yield HANGUL_KEYS[letter] ?? letter;
    }
  }
  yield 'q';
}
