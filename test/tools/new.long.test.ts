// The way of someone who makes a course: a folder, a second topic, a law and a mistake of their own; checked, graded and packed by the commands
// that the course's package.json has.
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { ROOT } from './support/course';
import { temporaryFolder } from './support/folders';
import { allSaid, runNode, runProgram } from './support/processes';

const folder = temporaryFolder();
const course = join(folder, 'my course');

function launch(cwd: string, launcher: string, ...args: string[]) {
  const ended = runNode([launcher, ...args], { cwd, env: { INIT_CWD: cwd } });
  return { status: ended.status, out: allSaid(ended) };
}
const run = (...args: string[]) => launch(course, 'node_modules/gradient-dojo/tools/launch.mjs', ...args);

/** Replaces a part of a file of the course. */
function edit(path: string, part: string, by: string): void {
  const text = readFileSync(join(course, path), 'utf8');
  expect(text).toContain(part);
  writeFileSync(join(course, path), text.replace(part, by));
}

beforeAll(() => {
  expect(launch(folder, join(ROOT, 'tools/launch.mjs'), 'new', '--course', 'my course').status).toBe(0);
});

test('all of its scripts are commands of the engine', () => {
  const { scripts } = JSON.parse(readFileSync(join(course, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const script of Object.values(scripts)) {
    const [, command] = /launch\.mjs ([a-z]+)/.exec(script)!;
    expect(existsSync(join(ROOT, `tools/${command}.ts`))).toBe(true);
  }
});

test('a topic, a law and a mistake are added only through their own files, and verified', () => {
  expect(run('new', '2', 'twice-over').status).toBe(0);
  edit(
    'test/02-twice-over.test.ts',
    "  law('is the number",
    "  law('changes its sign with x', fc.record({ x: anyNumber }), ({ x }) => {\n" +
      '    expect(twiceOver(-x)).toAgreeWith(-2 * x);\n  });\n\n' +
      "  law('is the number",
  );
  edit(
    'test/mistakes/02-twice-over.ts',
    '  {\n    id: ',
    "  {\n    id: 'two-more',\n    name: { en: 'two more instead of twice' },\n" +
      "    explanation: { en: 'This is x + 2. Multiply by 2.' },\n    answer: { twiceOver: (x) => x + 2 },\n  },\n  {\n    id: ",
  );
  expect(run('verify')).toMatchObject({ status: 0, out: expect.stringMatching(/\b0 failed/) });
  expect(run('quick', '02')).toMatchObject({ status: 0 });
  writeFileSync(
    join(course, 'exercises/02-twice-over.ts'),
    'export function twiceOver(x: number): number {\n  return x + 2;\n}\n',
  );
  expect(run('check', '02')).toMatchObject({
    status: 1,
    out: expect.stringMatching(/This is x \+ 2\. Multiply by 2\./),
  });
  expect(run('list').out).toMatch(/02 · Twice over/);
  expect(run('hint', '02').status).toBe(0);
  expect(run('reset', '02').status).toBe(0);
  expect(run('soak', '--seeds', '5')).toMatchObject({ status: 0, out: expect.stringMatching(/\b0 failed/) });
});

(process.platform === 'win32' ? describe.skip : describe)('its submissions', () => {
  beforeAll(() => {
    mkdirSync(join(course, 'submissions/ann'), { recursive: true });
    copyFileSync(
      join(course, 'solutions/01-first-topic.ts'),
      join(course, 'submissions/ann/01-first-topic.ts'),
    );
  });

  test('are graded, and several graders’ results joined', () => {
    expect(run('grade', 'submissions', '--topics', '1', '--out', 'results').status).toBe(0);
    expect(readFileSync(join(course, 'results/grades.csv'), 'utf8')).toMatch(/^ann,3,3|ann.*\b3\b/m);
    expect(run('merge', 'results', '--out', 'class')).toMatchObject({ status: 0 });
  });

  test('are graded by the zip for Gradescope, once it is unpacked', () => {
    expect(run('gradescope', '--topics', '1', '--out', 'runs/autograder.zip').status).toBe(0);
    const source = join(folder, 'autograder');
    for (const [path, bytes] of Object.entries(
      unzipSync(readFileSync(join(course, 'runs/autograder.zip'))),
    )) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), bytes);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'), 'junction'); // as setup.sh installs them
    const results = join(folder, 'graded');
    const earlier = join(results, '.grade/verdicts/of-an-earlier-run.json');
    mkdirSync(dirname(earlier), { recursive: true });
    writeFileSync(earlier, '{}');
    const grade = ['grading/grade-one', join(course, 'submissions/ann'), results];
    expect(runProgram('sh', grade, { cwd: source })).toMatchObject({ status: 0 });
    const { score } = JSON.parse(readFileSync(join(results, 'results.json'), 'utf8')) as { score: number };
    expect(score).toBe(3);
    expect(existsSync(earlier)).toBe(false);
  });
});
