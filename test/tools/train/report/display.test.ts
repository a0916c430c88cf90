// What a person sees while the network learns.
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import pc from 'picocolors';
import {
  barLine,
  Display,
  duration,
  epochLine,
  grouped,
  lineInterval,
  quoted,
  type Figures,
} from '../../../../tools/train/report/display';

const epoch = { iteration: 600, trainAccuracy: 0.7873, testAccuracy: 0.79051 };

let now = 0; // milliseconds
beforeEach(() => {
  now = 50_000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});

/** The bar itself. */
const bar = (done: number, rest: number): string => pc.cyan('━'.repeat(done)) + pc.dim('─'.repeat(rest));

describe('the bar', () => {
  /** After ten seconds, in which it has come from 1,000 iterations to where it is. */
  const figures: Figures = { start: 1000, startTime: 40_000, loss: 0.24, epoch };
  const lineOf = (...args: Parameters<typeof barLine>): string => stripVTControlCharacters(barLine(...args));

  test('fits into any terminal', () => {
    const drawn = fc.record({
      done: fc.integer({ min: 0, max: 12_000 }),
      rest: fc.integer({ min: 0, max: 12_000 }),
      width: fc.integer({ min: 20, max: 200 }),
      loss: fc.option(fc.double({ min: 0, max: 20, noNaN: true }), { nil: undefined }),
      seconds: fc.integer({ min: 1, max: 100_000 }),
      measured: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ done, rest, width, loss, seconds, measured }) => {
        const startTime = now - 1000 * seconds;
        const line = lineOf(done, done + rest + 1, width, {
          start: 0,
          startTime,
          loss,
          epoch: measured ? epoch : undefined,
        });
        expect(line.length).toBeLessThan(width);
        expect(line).not.toMatch(/NaN|Infinity|undefined|e\+/);
        expect(line).toContain('%');
      }),
    );
  });

  test('shows how far it is, the rate, the time left, the loss and both accuracies', () => {
    expect(barLine(2000, 10_000, 100, figures)).toBe(
      bar(5, 20) + ' 20%  2,000/10,000  100/s  1 min 20 s left  loss 0.2400  acc 0.7873 0.7905',
    );
  });

  test('says a slow rate with a decimal', () => {
    expect(lineOf(1099, 10_000, 200, figures)).toContain('  9.9/s  14 min 59 s left  ');
    expect(lineOf(1100, 10_000, 200, figures)).toContain('  10/s  14 min 50 s left  ');
  });

  test('leaves out what is not known yet', () => {
    expect(lineOf(1000, 10_000, 60, { start: 1000, startTime: 50_000 })).toBe(
      `${'━'.repeat(3)}${'─'.repeat(27)} 10%  1,000/10,000`,
    );
  });

  test('gives up its last figures where the terminal is narrow, and the last of all never', () => {
    const lines = [80, 34, 33, 18, 5, 4].map((width) => lineOf(2000, 10_000, width, figures));
    expect(lines).toEqual([
      '━━━━━─────────────────── 20%  2,000/10,000  100/s  1 min 20 s left  loss 0.2400',
      '━━────── 20%  2,000/10,000  100/s',
      '━━━─────────── 20%  2,000/10,000',
      '━━━────────── 20%',
      ' 20%',
      ' 20%',
    ]);
  });
});

describe('the display in a terminal', () => {
  /** What a terminal is told, one escape sequence after the other. */
  const ESC = (...codes: string[]): string => codes.map((code) => `\x1b[${code}`).join('');

  test('has a bar below the lines, and takes it away at the end', () => {
    const stdout = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 60 });
    const listeners = process.listenerCount('SIGINT');
    const display = new Display({ stdout, stderr: stdout }, 200, { losses: [4, 3, 2.5], epochs: [epoch] });
    display.line('kept in runs/1');
    now += 1000;
    display.onIteration(9, 2.25);
    display.onEpoch({ ...epoch, trainAccuracy: 0.8 });
    expect(process.listenerCount('SIGINT')).toBe(listeners); // Ctrl-C is for the run to decide
    display.stop();
    expect(String(stdout.read())).toBe(
      [
        ESC('?25l', '?7l', '1G'), // the cursor is hidden, and no line goes on in the next
        ESC('1G') + bar(0, 16) + '  1%  3/200  loss 2.5000  acc 0.7873 0.7905' + ESC('0K'),
        ESC('1G', '2K') + 'kept in runs/1\ntrain acc, test acc | 0.8000, 0.7905\n',
        ESC('1G') + bar(1, 15) + '  5%  10/200  7.0/s  27 s left  loss 2.2500' + ESC('0K'),
        ESC('?25h', '?7h', '1G', '0J'), // all is as it was, but for the lines
      ].join(''),
    );
  });
});

describe('the display where there is no terminal', () => {
  test('is only the lines', () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    const display = new Display({ stdout, stderr: stdout }, 10, { losses: [], epochs: [] });
    display.line('kept in runs/1');
    display.onEpoch(epoch);
    display.onIteration(0, 2.3);
    display.stop();
    expect(String(stdout.read())).toBe('kept in runs/1\ntrain acc, test acc | 0.7873, 0.7905\n');
  });
});

describe('in words', () => {
  test('the accuracies of an epoch', () => {
    expect(epochLine(epoch)).toBe('train acc, test acc | 0.7873, 0.7905');
  });

  test.each([
    [0, '0 s'],
    [6.6, '7 s'],
    [59.4, '59 s'],
    [59.5, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3600, '1 h 0 min'],
    [3600 * 26 + 61, '26 h 1 min'],
  ])('%d seconds are %p', (seconds, words) => expect(duration(seconds)).toBe(words));

  test('counts have their thousands apart', () => {
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  test.each([
    ['runs/2026-11-24_09-05-07', 'runs/2026-11-24_09-05-07'],
    ['C:\\runs\\1', 'C:\\runs\\1'],
    ['my runs/1', '"my runs/1"'],
    ['runs/1&', '"runs/1&"'],
    ['(1)', '"(1)"'],
    ['', '""'],
  ])('the path %s is typed as %s', (path, typed) => expect(quoted(path)).toBe(typed));
});

describe('of many epochs', () => {
  test.each([
    [0, 1],
    [17, 1],
    [25, 1],
    [26, 2],
    [84, 5],
    [150, 10],
    [10_000, 500],
  ])('%d, a line is written for every %dth', (epochs, interval) => {
    expect(lineInterval(epochs)).toBe(interval);
    const stdout = new PassThrough({ encoding: 'utf8' });
    const display = new Display({ stdout, stderr: stdout }, 10, { losses: [], epochs: [] }, epochs);
    for (let i = 0; i < Math.min(epochs, 2 * interval); i++) display.onEpoch(epoch);
    const lines = String(stdout.read() ?? '').split('\n').length - 1;
    expect(lines).toBe(epochs === 0 ? 0 : 2);
  });
});
