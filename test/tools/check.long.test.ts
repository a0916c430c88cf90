// npm run check where something is unusual: each such situation starts the command anew, so these are tried at night.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { firstExercise } from './support/first-exercise';

const { folder, exercise, write, run } = firstExercise();

describe('npm run check', () => {
  test('gives the verdict also where nothing can be remembered', () => {
    writeFileSync(join(folder(), '.dojo'), 'not a folder');
    write('return 0.5 * y.sub(t).square().sum();');
    const { status, out, error } = run('check', '01');
    expect(out).toMatch(/all \d+ laws hold/);
    expect(error).toMatch(/progress.*\.dojo\//);
    expect(status).toBe(0);
  });

  test('makes no guess about an unknown mistake', () => {
    write('return 3.7 * y.sub(t).square().sum() + 0.1;');
    expect(run('check', '01').out).not.toContain('This is what you get');
  });

  test.each([
    ['NaN', 'return NaN * y.size;', 'your meanSquaredError returned NaN, expected one finite number'],
    ['undefined', 'return undefined as unknown as number;', 'returned undefined, expected one finite number'],
    [
      'an array',
      'return y.sub(t) as unknown as number;',
      'returned an NDArray of shape (1) [-0.5], expected one finite number',
    ],
    ['a type error', 'return y.minus(t);', "Property 'minus' does not exist on type 'NDArray'."],
    ['a syntax error', 'return 0.5 * (y.sub(t).sum();', "')' expected."],
  ])('calls %s by its name', (_what, body, words) => {
    write(body);
    const { status, out } = run('check', '01');
    expect(status).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(words);
  });

  test('says when an export is missing', () => {
    writeFileSync(exercise(), readFileSync(exercise(), 'utf8').replace('export function', 'function'));
    expect(run('check', '01').out).toContain('the file exports no meanSquaredError');
  });
});

describe('an exercise that was renamed', () => {
  test('is no topic of its own: the one that it was is missing, and the new name is said', () => {
    const renamed = exercise().replace(/error\.ts$/, 'loss.ts');
    renameSync(exercise(), renamed);
    try {
      const { status, out } = run('check', '01');
      expect(status).toBe(1);
      expect(out.replace(/\s+/g, ' ')).toMatch(
        /exercises\/01-mean-squared-error\.ts is missing: .*exercises\/01-mean-squared-loss\.ts/,
      );
      expect(run('list').out.match(/^.*01 · /gm)).toHaveLength(1);
    } finally {
      renameSync(renamed, exercise());
    }
  });
});

describe('a damaged .dojo/', () => {
  test('is set aside with a word, and every command goes on', () => {
    const memory = join(folder(), '.dojo');
    for (const command of [['list'], ['hint', '01'], ['reset', '01'], ['check', '01']]) {
      rmSync(memory, { recursive: true, force: true });
      mkdirSync(memory);
      writeFileSync(join(memory, 'progress.json'), '{"finished":null}');
      const { out, error } = run(command[0], ...command.slice(1));
      expect(out).not.toBe('');
      expect(error).toMatch(/^\.dojo\/progress\.json was damaged\b.*progress\.damaged-.*\.json/);
      expect(error).not.toContain('    at ');
    }
  });
});
