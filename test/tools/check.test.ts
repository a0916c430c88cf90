// npm run check, hint, list and reset, as a student sees them: each way of being unfinished or wrong has words of its own. What is more
// unusual is in check.long.test.ts.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './support/course';
import { firstExercise, STUB } from './support/first-exercise';
import { runNode } from './support/processes';

const { folder, exercise, write, run } = firstExercise(['site/build']);

/** Whose code the site runs for each topic, on the reader's own machine. */
function authors(): Record<string, 'reader' | 'course'> {
  const script = `
    const { topics } = require('./site/build/topics.ts');
    const plugin = topics();
    plugin.configResolved({ command: 'serve' });
    plugin.configureServer({ watcher: { add() {}, on() {} }, middlewares: { use() {} } });
    plugin.load('\\0virtual:topics').then((text) => console.log(/authors = (\\{.*?\\})/.exec(text)[1]));
  `;
  const { out } = runNode(['--require', 'tsx/cjs', '-e', script], { cwd: folder() });
  return JSON.parse(out) as Record<string, 'reader' | 'course'>;
}

describe('npm run check', () => {
  test('says of a stub that it is not written yet, not that it is wrong', () => {
    const { status, out } = run('check', '01');
    expect(status).toBe(1);
    expect(out).toMatch(/meanSquaredError is not written yet → exercises\/01-mean-squared-error\.ts:\d+/);
    expect(out).not.toContain('✘');
  });

  test('says of a right answer that all laws hold', () => {
    write('return 0.5 * y.sub(t).square().sum();');
    const { status, out } = run('check', '1');
    expect(out).toMatch(/all \d+ laws hold/);
    expect(status).toBe(0);
  });

  test('remembers what is finished, and the site runs the code of that topic only', () => {
    write('return y.sub(t).square().sum();');
    run('check', '01');
    expect(authors()['01-mean-squared-error']).toBe('course');

    copyFileSync(join(ROOT, 'solutions/01-mean-squared-error.ts'), exercise());
    run('check', '01', '02');
    expect(run('list').out).toContain('01 · The mean squared error (finished)');
    expect(authors()).toMatchObject({
      '01-mean-squared-error': 'reader',
      '02-cross-entropy-error': 'course',
    });
  });

  test('names a known mistake, and shows how to repeat the run', () => {
    write('return y.sub(t).square().sum();');
    const { status, out } = run('check', '01', '--seed', '7');
    expect(status).toBe(1);
    expect(out).toContain('your meanSquaredError returned 0.195, expected 0.0975');
    expect(out).toContain('the ½ in front of the sum is missing');
    expect(out).toContain('npm run check 01 -- --seed 7');
  });

  test('says in Korean which law does not hold, and why', () => {
    write('return y.sub(t).square().sum();');
    const { out } = run('check', '01', '--lang', 'ko');
    expect(out).toContain('meanSquaredError: 책의 숫자 2를 잘 맞힌 예측의 오차는 0.0975이다');
    expect(out).toContain('합 앞의 ½이 빠지면 이 값이 나옵니다.');
  });

  test('points at the line of a throw, without frames of libraries', () => {
    write("throw new Error('not so');");
    const { out } = run('check', '01');
    expect(out).toContain('not so');
    expect(out).toMatch(/at exercises\/01-mean-squared-error\.ts:\d+:\d+/);
    expect(out).not.toContain('node_modules');
  });

  test('refuses a topic that is not there', () => {
    const { status, error } = run('check', '99');
    expect(status).not.toBe(0);
    expect(error).toMatch(/there is no topic "99": give a number from 01 to \d\d/);
  });
});

describe('a course on a second computer, where topics were solved and committed elsewhere', () => {
  test('knows that they may be solved, and checks them', () => {
    copyFileSync(join(ROOT, 'solutions/01-mean-squared-error.ts'), exercise());
    const { out } = run('list');
    expect(out).toContain('01 · The mean squared error (written, not checked yet)');
    const [, command, topics] = /npm run (check) (01)\s*$/.exec(out)!;
    expect(run(command, topics).status).toBe(0);
    expect(run('list').out).toContain('01 · The mean squared error (finished)');
  });

  test('has the stub as the course ships it', () => {
    copyFileSync(join(ROOT, 'solutions/01-mean-squared-error.ts'), exercise());
    run('reset', '01');
    expect(readFileSync(exercise(), 'utf8')).toContain(STUB);
  });
});

describe('an exercise that is missing', () => {
  test('breaks nothing else, and is said where it is asked for', () => {
    rmSync(exercise());
    expect(run('list').out).toMatch(/01 · .*missing[^]*02 · .*not started/);
    expect(run('hint', '03').out).toContain('Hint 1 of');
    const { status, out } = run('check', '01', '02');
    expect(status).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'exercises/01-mean-squared-error.ts is missing: `npm run reset 01` restores it.',
    );
    expect(out).toContain('crossEntropyError is not written yet');
    expect(run('reset', '01').status).toBe(0);
    expect(readFileSync(exercise(), 'utf8')).toContain(STUB);
  });
});

describe('a folder instead of an exercise', () => {
  test('breaks nothing else, and is said where it is asked for', () => {
    rmSync(exercise());
    mkdirSync(exercise());
    expect(run('list').status).toBe(0);
    const { status, out, error } = run('check', '01', '02');
    expect(status).toBe(1);
    expect(out).toContain('the file cannot be run\n      it is a folder');
    expect(out).toContain('crossEntropyError is not written yet');
    expect(error).toBe('');
    expect(run('reset', '01').error).toMatch(/^error: \S*01-mean-squared-error\.ts cannot be read: EISDIR/);
    rmSync(exercise(), { recursive: true });
  });
});

describe('npm run hint', () => {
  test('climbs from a question to almost the answer, and begins again', () => {
    const hints = Array.from({ length: 6 }, () => run('hint', '01').out);
    expect(hints[0]).toContain('Hint 1 of 4 for meanSquaredError');
    expect(hints[0]).toContain('?');
    expect(hints[3]).toContain('0.5 * y.sub(t).square().sum()');
    expect(hints[4]).toContain('That was the last hint');
    expect(hints[5]).toBe(hints[0]);
  });
});

describe('npm run list and reset', () => {
  test('a topic is not begun, begun, and as it was at first again', () => {
    expect(run('list').out).toContain('01 · The mean squared error (not started)');
    write('return 1;');
    run('check', '01');
    expect(run('list').out).toContain('01 · The mean squared error (in progress)');
    expect(run('list', '--lang', 'ko').out).toContain('(진행 중)');

    const { out } = run('reset', '01');
    const [, copy] = /kept in (\S+\.ts)/.exec(out) ?? [];
    expect(readFileSync(join(folder(), copy), 'utf8')).toContain('return 1;');
    expect(readFileSync(exercise(), 'utf8')).toContain(STUB);
    expect(run('list').out).toContain('01 · The mean squared error (not started)');
  });

  test('the same topic twice is reset once, and the work is kept', () => {
    write('return 1;');
    const { out } = run('reset', '--', '01', '1');
    expect(out.trim().split('\n')).toHaveLength(1);
    const [kept] = readdirSync(join(folder(), '.dojo/kept'));
    expect(readFileSync(join(folder(), '.dojo/kept', kept), 'utf8')).toContain('return 1;');
  });
});
