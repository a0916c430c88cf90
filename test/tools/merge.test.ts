// The results of several graders become those of one class; what was not judged alike is refused.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Run, State } from '../../tools/grade/score/state';
import { temporaryFolder } from './support/folders';
import { type Ended, runTypeScript } from './support/processes';

const root = temporaryFolder();
const topic = '01-mean-squared-error';
const run: Run = {
  seed: 7,
  topics: [topic],
  confinement: 'bubblewrap',
  version: 'v',
  versions: { v: {} },
  single: true,
};
let count = 0;

/** What a container has left for a submission of so many points; it knows each as "submission". */
function container(folder: string, points: number, more: Partial<Run> = {}): void {
  const state = new State(folder);
  state.writeRun({ ...run, ...more });
  const tested = { topic, state: 'judged' as const, points, possible: 3, tests: [], seconds: 1 };
  const verdict = { name: 'submission', student: {}, topics: [tested], notes: [], unconfined: false };
  state.writeVerdict({ verdict, judged: { [topic]: { key: 'k', version: more.version ?? 'v' } } });
}

const merge = (...args: string[]): Ended => runTypeScript(['tools/merge.ts', ...args]);

const fresh = (): string => join(root, String(count++));

test('the results of containers become one class, each under the name of its folder', () => {
  const [graded, out] = [fresh(), fresh()];
  container(join(graded, 'ann'), 3);
  container(join(graded, 'bo'), 1);
  const { status, out: said, error } = merge(graded, '--out', out);
  expect({ status, error }).toEqual({ status: 0, error: '' });
  expect(said).toMatch(/2 submissions.*Seed 7/);
  expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toMatch(/ann,,,ann,,3,3,.*bo,,,bo,,1,1,/s);
  expect(existsSync(join(out, 'submissions/bo/feedback.md'))).toBe(true);
  const again = merge(out, '--out', fresh()); // what was joined can be joined again
  expect(again.out).toMatch(/2 submissions/);
});

test('a grader that came to no result is no zero', () => {
  const [graded, out] = [fresh(), fresh()];
  container(join(graded, 'ann'), 3);
  mkdirSync(join(graded, 'eve'));
  const { status, out: said } = merge(graded, '--out', out);
  expect(status).toBe(2);
  expect(said).toMatch(/could not be graded.*eve/);
  expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toMatch(/eve,,,eve,,,,not graded/);
});

test('what a grader that was ended had not come to is no zero, and not left out', () => {
  const [graded, out] = [fresh(), fresh()];
  const more = { single: false, submissions: ['submission', 'cem', 'dan'] };
  new State(join(graded, 'ann')).writeRun(run); // first in the order of names, and without a verdict
  container(join(graded, 'half'), 3, more);
  const { status, out: said } = merge(graded, '--out', out);
  expect(status).toBe(2);
  expect(said).toMatch(/could not be graded: ann.*could not be graded: cem.*could not be graded: dan/s);
  const table = readFileSync(join(out, 'grades.csv'), 'utf8');
  for (const name of ['ann', 'cem', 'dan']) expect(table).toContain(`${name},,,${name},,,,not graded`);
  expect(merge(out, '--out', fresh()).out).toMatch(/4 submissions/);
});

test('graders that were all ended before their first verdict are no class', () => {
  const graded = fresh();
  new State(join(graded, 'ann')).writeRun(run);
  mkdirSync(join(graded, 'bo'));
  const { status, error } = merge(graded, '--out', fresh());
  expect({ status, error }).toEqual({
    status: 1,
    error: expect.stringMatching(/has been graded yet: run the graders again/),
  });
});

test.each<[string, Partial<Run>, RegExp]>([
  ['seed', { seed: 8 }, /seed.*ann has 7.*bo has 8/],
  [
    'version of the course',
    { version: 'w', versions: { w: { 'solutions/01.ts': 'edited' } } },
    /version.*ann has v.*bo has w/,
  ],
  ['set of topics', { topics: ['02-cross-entropy-error'] }, /topics/],
  ['confinement', { confinement: 'none' }, /confinement/],
])('another %s is refused', (_, more, sentence) => {
  const [graded, out] = [fresh(), fresh()];
  container(join(graded, 'ann'), 3, { versions: { v: { 'solutions/01.ts': 'first' } } });
  container(join(graded, 'bo'), 1, more);
  const { status, error } = merge(graded, '--out', out);
  expect({ status, error }).toEqual({ status: 1, error: expect.stringMatching(sentence) });
  expect(existsSync(out)).toBe(false);
});

test('the same course is the same version, whatever other topics an earlier run has graded', () => {
  const graded = fresh();
  const [one, both] = [{ 'solutions/01.ts': 'x' }, { 'solutions/01.ts': 'x', 'solutions/02.ts': 'y' }];
  container(join(graded, 'ann'), 3, { version: 'v', versions: { v: one, w: both } });
  container(join(graded, 'bo'), 1, { version: 'w', versions: { w: both } });
  expect(merge(graded, '--out', fresh())).toMatchObject({ status: 0, error: '' });
});

test('one student twice, nothing at all, and no folder are refused', () => {
  const [one, two] = [fresh(), fresh()];
  container(join(one, 'ann'), 3);
  container(join(two, 'Ann'), 1);
  expect(merge(one, two, '--out', fresh())).toMatchObject({
    status: 1,
    error: expect.stringMatching(/Ann is in .*ann/),
  });
  mkdirSync(join(root, 'empty'));
  expect(merge(join(root, 'empty'), '--out', fresh())).toMatchObject({
    status: 1,
    error: expect.stringMatching(/no results in .*empty/),
  });
  expect(merge(join(root, 'none'), '--out', fresh())).toMatchObject({
    status: 1,
    error: expect.stringMatching(/no folder/),
  });
});
