// What a folder of reports remembers, and what is removed from it.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { State } from '../../../../tools/grade/score/state';
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
