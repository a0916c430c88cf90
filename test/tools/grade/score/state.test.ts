// What a folder of reports remembers, and what is removed from it.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folderOf, type Kept, State } from '../../../../tools/grade/score/state';
import { temporaryFolder } from '../../support/folders';

const out = temporaryFolder();

test('the reports on a submission that is not handed in any more go, and nothing that someone else has put there', () => {
  const at = (...path: string[]): string => join(out, 'submissions', ...path);
  for (const name of ['ann', 'ben', 'cem']) {
    mkdirSync(at(name), { recursive: true });
    writeFileSync(at(name, 'feedback.md'), '');
  }
  writeFileSync(at('ben', 'homework.ts'), '');
  writeFileSync(at('notes.txt'), '');
  new State(out).keepOnly(['ann']);
  expect(readdirSync(at()).sort()).toEqual(['ann', 'ben', 'notes.txt']);
  expect(readdirSync(at('ann'))).toEqual(['feedback.md']);
  expect(readdirSync(at('ben'))).toEqual(['homework.ts']);
  expect(existsSync(at('cem'))).toBe(false);
});

test('each submission has a folder of its own, also beside one that is called as another’s folder is', () => {
  const long = '가'.repeat(80);
  const names = ['ann', '_', '..', '_..', long, `${long}나`, 'x/ann', 'x_ann', '../ann', 'x/..', '/'];
  for (const name of [...names]) names.push(folderOf(name));
  const folders = [...new Set(names)].map(folderOf);
  expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(folders.length);
  for (const folder of folders) expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(200);
  for (const folder of folders) expect(folder).not.toMatch(/\/|^\.+$/);
  expect(folderOf('ann')).toBe('ann');
});

test('what the grader has failed at is kept until the submission is graded, or no longer handed in', () => {
  const folder = join(out, 'failing');
  const state = new State(folder);
  const failures = (): string[] => readdirSync(join(folder, '.grade/failures'));
  const keptOf = (name: string, state: 'missing' | 'ungradable'): Kept => ({
    verdict: {
      ...{ name, student: {}, notes: [], unconfined: false },
      topics: [{ topic: '01', state, points: 0, possible: 1, tests: [], seconds: 0 }],
    },
    judged: {},
  });
  for (const name of ['ann', 'ben']) {
    state.writeFailures(name, ['no memory']);
    state.writeVerdict(keptOf(name, 'ungradable'));
  }
  expect(failures()).toHaveLength(2);
  state.writeVerdict(keptOf('ann', 'missing'));
  expect(failures()).toHaveLength(1);
  const [ofAnn] = readdirSync(join(folder, '.grade/verdicts'));
  writeFileSync(join(folder, '.grade/unfinished', ofAnn), JSON.stringify(keptOf('ann', 'ungradable'))); // it was killed in between
  const states = state.readVerdicts().map(({ verdict }) => `${verdict.name}: ${verdict.topics[0].state}`);
  expect(states.sort()).toEqual(['ann: missing', 'ben: ungradable']);
  state.keepOnly(['ann']);
  expect(failures()).toEqual([]);
});
