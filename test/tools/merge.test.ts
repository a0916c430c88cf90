// The results of several graders become those of one class; what was not judged alike is refused.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** What an earlier run has left of a submission, before its grader was ended in the next. */
function left(folder: string, { name = 'submission', topics = [topic], seed = run.seed }): void {
  const tested = { state: 'judged' as const, points: 3, possible: 3, tests: [], seconds: 1 };
  const verdict = {
    ...{ name, student: {}, notes: [], unconfined: false },
    topics: topics.map((one) => ({ ...tested, topic: one })),
  };
  new State(folder).writeVerdict({ verdict, judged: {}, seed });
}

test.each<[string, Parameters<typeof left>[1]]>([
  ['fewer topics', { topics: [] }],
  ['more topics', { topics: [topic, '02-cross-entropy-error'] }],
  ['another seed', { seed: 8 }],
  ['a submission that is not handed in any more', { name: 'old' }],
])('what a grader has left of an earlier run is no result: %s', (_, of) => {
  const [graded, out] = [fresh(), fresh()];
  new State(join(graded, 'ann')).writeRun({ ...run, submissions: ['submission'] });
  left(join(graded, 'ann'), of);
  container(join(graded, 'bo'), 1);
  const { status, out: said } = merge(graded, '--out', out);
  expect(status).toBe(2);
  expect(said).toMatch(/could not be graded: ann/);
  expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toMatch(
    /ann,,,ann,,,,not graded.*\r\nbo,,,bo,,1,1,\r\n$/,
  );
});

test.each([
  ['verdict', 'null'],
  ['verdict', JSON.stringify({ verdict: { topics: [] }, judged: {} })],
  [
    'verdict',
    JSON.stringify({ verdict: { name: 'x', student: {}, topics: [{ topic }], notes: [] }, judged: {} }),
  ],
])('a damaged %s is no result, and costs no one else theirs: %s', (_, text) => {
  const [graded, out] = [fresh(), fresh()];
  for (const name of ['ann', 'bo']) container(join(graded, name), 3);
  const folder = join(graded, 'ann/.grade/verdicts');
  writeFileSync(join(folder, readdirSync(folder)[0]), text);
  const { status, out: said } = merge(graded, '--out', out);
  expect({ status, said }).toEqual({ status: 2, said: expect.stringMatching(/could not be graded: ann/) });
  expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toMatch(/bo,,,bo,,3,3,/);
});

test.each(['null', '[]', '{"versions":5,"topics":[]}', '{"versions":{},"topics":"x"}'])(
  'a damaged run.json is named: %s',
  (text) => {
    const graded = fresh();
    container(join(graded, 'ann'), 3);
    writeFileSync(join(graded, 'ann/.grade/run.json'), text);
    expect(merge(graded, '--out', fresh()).error).toMatch(/ann\/\.grade\/run\.json cannot be read/);
  },
);

test('a link to a folder with results is one, too', () => {
  const [graded, elsewhere, out] = [fresh(), fresh(), fresh()];
  container(join(elsewhere, 'disk/ann'), 3);
  mkdirSync(graded);
  symlinkSync(join(elsewhere, 'disk/ann'), join(graded, 'ann'), 'junction');
  expect(merge(graded, '--out', out)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/1 submissions/),
  });
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
