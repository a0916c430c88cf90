// The learner's loop in a real terminal: a student types what the screen says, from a wrong answer to the next topic.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ROOT } from './support/course';
import { copyCourse, type CourseCopy } from './support/course-copy';
import { openTerminal, type Terminal } from './support/terminal';

const START = ['tools/launch.mjs', 'learn', '--poll', '--lang', 'en'];
const STUB = "return todo('meanSquaredError');";

let course: CourseCopy;
let terminal: Terminal;

beforeAll(() => {
  course = copyCourse();
});
beforeEach(() => {
  copyFileSync(join(ROOT, 'exercises/01-mean-squared-error.ts'), exercise());
  rmSync(join(course.folder, '.dojo'), { recursive: true, force: true });
});
afterEach(() => terminal.kill());
afterAll(() => course.remove());

const exercise = (): string => join(course.folder, 'exercises/01-mean-squared-error.ts');

/** What a student does in the editor: replaces a line, and saves. */
function save(from: string, to: string): void {
  const text = readFileSync(exercise(), 'utf8');
  expect(text).toContain(from);
  writeFileSync(exercise(), text.replace(from, to));
}

describe('npm start', () => {
  test('leads from a wrong answer by diagnosis and hint to the next topic, and resets', async () => {
    terminal = openTerminal(course.folder, START);
    await terminal.waitFor('meanSquaredError is not written yet');

    save(STUB, 'return y.sub(t).square().sum();');
    await terminal.waitFor('the ½ in front of the sum is missing');
    await terminal.waitFor('q quit');

    terminal.type('h');
    await terminal.waitFor('Hint 1 of');
    terminal.type('h');
    await terminal.waitFor('Hint 2 of');

    save('return y.sub(t).square().sum();', 'return y.minus(t);');
    await terminal.waitFor("Property 'minus' does not exist on type 'NDArray'");

    save('return y.minus(t);', 'return 0.5 * y.sub(t).square().sum();');
    await terminal.waitFor('Done! Press n for 02');
    await terminal.waitFor('q quit');

    terminal.type('n');
    await terminal.waitFor('crossEntropyError is not written yet');
    terminal.type('l');
    await terminal.waitFor('01 · The mean squared error (finished)');
    terminal.type('p');
    await terminal.waitFor('laws hold');

    terminal.type('x');
    await terminal.waitFor('(y/n)');
    terminal.type('y');
    await terminal.waitFor('What you wrote is kept in');
    expect(readFileSync(exercise(), 'utf8')).toContain(STUB);
    const [kept] = readdirSync(join(course.folder, '.dojo/kept'));
    expect(readFileSync(join(course.folder, '.dojo/kept', kept), 'utf8')).toContain('return 0.5 * y.sub(t)');

    terminal.type('q');
    expect(await terminal.waitForExit()).toBe(0);
  });

  test('stops an endless loop, says so, and goes on', async () => {
    terminal = openTerminal(course.folder, START);
    await terminal.waitFor('is not written yet');
    save(STUB, 'while (true) y.sub(t);');
    await terminal.waitFor('did not end within 5 seconds');
    save('while (true) y.sub(t);', STUB);
    await terminal.waitFor('is not written yet');
    terminal.type('q');
    expect(await terminal.waitForExit()).toBe(0);
  });

  test('hears q and Ctrl-C also while a file runs that never ends', async () => {
    save(STUB, 'while (true) y.sub(t);');
    for (const key of ['q', '\x03']) {
      terminal = openTerminal(course.folder, [...START, '--manual']);
      await terminal.waitFor('did not end within 5 seconds');
      terminal.type('r');
      await terminal.waitFor('checking …');
      terminal.type(key);
      expect(await terminal.waitForExit()).toBe(0);
      expect(await terminal.shows('did not end', 0)).toBe(false);
    }
  });

  test('--plain writes line after line: no clearing, no boxes', async () => {
    terminal = openTerminal(course.folder, [...START, '--plain', '--manual']);
    await terminal.waitFor('is not written yet');
    terminal.type('h\r');
    await terminal.waitFor('Hint');
    terminal.type('q\r');
    expect(await terminal.waitForExit()).toBe(0);
    expect(existsSync(join(course.folder, '.dojo/progress.json'))).toBe(true);
  });
});
