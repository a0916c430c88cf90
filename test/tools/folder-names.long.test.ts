// The course works wherever it lies: below folders whose names are those of its own, or mean something in a pattern or an address.
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { copyParts, COURSE_FILES } from './support/course-copy';
import { temporaryFolder } from './support/folders';
import { judgeIn } from './support/judging';
import { type Ended, runNode } from './support/processes';

const STUB = "return todo('meanSquaredError');";
const above = realpathSync(temporaryFolder());
const course = join(above, 'lib', '[2026] C# 50%', '강의!', 'solutions');
const exercise = join(course, 'exercises/01-mean-squared-error.ts');

beforeAll(() => {
  mkdirSync(course, { recursive: true });
  copyParts(COURSE_FILES, course);
});

const run = (args: string[]): Ended => runNode(args, { cwd: course });

const check = (): { status: number | null; out: string } => run(['tools/launch.mjs', 'check', '01']);

function write(body: string): void {
  writeFileSync(exercise, readFileSync(exercise, 'utf8').replace(STUB, body));
}

describe('npm run check', () => {
  test('says where a stub is', () => {
    const { status, out } = check();
    expect(out).toMatch(/exercises\/01-mean-squared-error\.ts:16\b/);
    expect(status).toBe(1);
  });

  test('says where a type error is', () => {
    const stub = readFileSync(exercise, 'utf8');
    write('return y.dot(t);');
    expect(check().out).toMatch(/exercises\/01-mean-squared-error\.ts:16:\d/);
    writeFileSync(exercise, stub);
  });

  test('shows the student’s line and not the library’s', () => {
    const stub = readFileSync(exercise, 'utf8');
    write('return y.dot(t) as never;');
    const { out } = check();
    expect(out).toMatch(/exercises\/01-mean-squared-error\.ts:16:\d/);
    expect(out).not.toMatch(/ndarray\.ts:\d/);
    writeFileSync(exercise, stub);
  });

  test('says that all laws hold', () => {
    writeFileSync(exercise, readFileSync(join(course, 'solutions/01-mean-squared-error.ts'), 'utf8'));
    const { status, out } = check();
    expect(out).toMatch(/all \d+ laws hold/);
    expect(status).toBe(0);
  });
});

(process.platform === 'win32' ? describe.skip : describe)('the grader', () => {
  test('gives right answers all points, and wrong ones none for what is wrong', () => {
    const right = (topic: string): string => readFileSync(join(course, 'solutions', `${topic}.ts`), 'utf8');
    const [first, second, third] = ['01-mean-squared-error', '02-cross-entropy-error', '11-backpropagation'];
    const [found] = judgeIn(course, [
      {
        files: {
          [first]: right(first),
          [second]: 'export function crossEntropyError() { return 3; }',
          [third]: right(third),
        },
      },
    ]);
    for (const topic of [first, third]) {
      expect(found[topic].crash).toBeUndefined();
      expect(found[topic].all).toBeGreaterThan(10);
      expect(found[topic].passed).toBe(found[topic].all);
    }
    expect(found[second].crash).toBeUndefined();
    expect(found[second].passed).toBeLessThan(found[second].all / 2);
  });
});
