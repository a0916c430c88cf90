// The process that outlives a killed grader. The programs that it ends are the test's own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/folders';

const CARETAKER = join(__dirname, '../../../../tools/grade/sandbox/caretaker-process.cjs');

/** Makes its folder again and again, as a judge does that has not noticed the end of its grader. */
const WRITES = `
const fs = require('node:fs');
for (let i = 0; ; i = (i + 1) % 100) {
  fs.mkdirSync(process.argv[1] + '/judge/' + i, { recursive: true });
  fs.writeFileSync(process.argv[1] + '/judge/' + i + '/file', '');
}`;

const home = temporaryFolder();
let folder: string;
let judge: ChildProcess;
let caretaker: ChildProcess;
const started: ChildProcess[] = [];
afterEach(() => started.forEach((child) => child.kill('SIGKILL')));

beforeEach(async () => {
  folder = mkdtempSync(join(home, 'run-'));
  judge = spawn(process.execPath, ['-e', WRITES, folder], { stdio: 'ignore' });
  caretaker = spawn(process.execPath, [CARETAKER, folder], { stdio: ['pipe', 'ignore', 'inherit'] });
  started.push(judge, caretaker);
  await once(judge, 'spawn');
  while (!existsSync(join(folder, 'judge', '99'))) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('when the grader is gone, its judges are ended, and then its folder is removed', async () => {
  const ended = [once(judge, 'exit'), once(caretaker, 'exit')];
  caretaker.stdin!.end(`started ${judge.pid}\n`);
  expect(await Promise.all(ended)).toEqual([
    [null, 'SIGKILL'],
    [0, null],
  ]);
  expect(existsSync(folder)).toBe(false);
});

test('a judge that had ended before is not ended again: its number may be another process’s', async () => {
  judge.kill('SIGKILL');
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  started.push(other);
  caretaker.stdin!.end(`started ${other.pid}\nended ${other.pid}\n`);
  expect(await once(caretaker, 'exit')).toEqual([0, null]);
  expect(other.exitCode ?? other.signalCode).toBeNull();
});

test('a grader that has cleared up leaves nothing to do', async () => {
  caretaker.stdin!.end(`started ${judge.pid}\ndone\n`);
  expect(await once(caretaker, 'exit')).toEqual([0, null]);
  expect(judge.exitCode ?? judge.signalCode).toBeNull();
  expect(existsSync(folder)).toBe(true);
});
