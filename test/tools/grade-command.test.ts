// npm run grade before anything is judged: what stands in the way is one sentence that says what to do. And the zip for Gradescope.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { ROOT } from '../../tools/shared/topics';
import { grade } from './support/grader';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'grade-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const handedIn = join(folder, 'handed-in');
mkdirSync(join(handedIn, 'ann'), { recursive: true });
mkdirSync(join(folder, 'empty'));
writeFileSync(join(folder, 'file'), '');

/** Without bubblewrap: with Node alone. */
const withoutPrograms = join(folder, 'programs');
mkdirSync(withoutPrograms);
if (process.platform !== 'win32') symlinkSync(process.execPath, join(withoutPrograms, 'node'));

test.each([
  [
    'no folder',
    [join(folder, 'nowhere'), '--out', join(folder, 'out')],
    /^error: there is no folder .*nowhere$/m,
  ],
  ['a file', [join(folder, 'file'), '--out', join(folder, 'out')], /^error: there is no folder .*file$/m],
  ['no --out', [handedIn], /required option '--out <folder>'/],
  ['--out inside', [handedIn, '--out', join(handedIn, 'out')], /^error: --out must lie outside/m],
  ['--out around', [handedIn, '--out', folder], /^error: --out must lie outside/m],
  ['no number', [handedIn, '--out', join(folder, 'out'), '--seed', 'x'], /must be a whole number/],
])('%s', (_, args, sentence) => {
  const { status, out, error } = grade(args);
  expect({ status, out, error }).toEqual({ status: 1, out: '', error: expect.stringMatching(sentence) });
});

test('nobody is judged unconfined without being asked', () => {
  const { status, error } = grade([handedIn, '--out', join(folder, 'out')], { PATH: withoutPrograms });
  expect({ status, error }).toEqual({ status: 1, error: expect.stringMatching(/container image/) });
});

test('the zip for Gradescope holds the course and what Gradescope starts', () => {
  const zip = join(folder, 'made/gradescope.zip');
  const args = ['tools/launch.mjs', 'gradescope', '--out', zip];
  expect(spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }).stderr).toBe('');
  const files = unzipSync(readFileSync(zip));
  for (const path of ['grading/grade-one', 'package-lock.json', 'tools/grade/judge.ts']) {
    expect(textOf(files[path])).toBe(readFileSync(join(ROOT, path), 'utf8'));
  }
  expect(textOf(files['setup.sh'])).toMatch(/^#!\/bin\/sh\n/);
  expect(textOf(files['run_autograder'])).toMatch(/^#!\/bin\/sh\n/);
  expect(Object.keys(files).filter((path) => path.includes('node_modules'))).toEqual([]);
});

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
