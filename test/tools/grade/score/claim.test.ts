// One grader at a time writes to a folder of reports.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { claim } from '../../../../tools/grade/score/claim';
import { statFieldsOf } from '../../../../tools/grade/sandbox/process-tree.cjs';
import { temporaryFolder } from '../../support/folders';

const root = temporaryFolder();
let count = 0;

/** A folder of reports in which a grader has left this. */
function folderOf(owner: string | object): string {
  const out = join(root, String(count++));
  mkdirSync(join(out, '.grade'), { recursive: true });
  const text = typeof owner === 'string' ? owner : JSON.stringify(owner);
  writeFileSync(join(out, '.grade/grader.json'), text);
  return out;
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a second grader is refused, until the first has ended', async () => {
  const grader = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = grader.pid!;
  const owner = { pid, began: statFieldsOf(pid)[19], host: hostname() };
  const refusal = new RegExp(`another grader \\(process ${pid}\\) is writing`);
  expect(() => claim(folderOf(owner))).toThrow(refusal);
  const elsewhere = { ...owner, host: `not-${hostname()}` }; // there the number is another process's
  const reused = { ...owner, began: '1' }; // by a process that has nothing to do with graders
  for (const other of [elsewhere, reused]) claim(folderOf(other))();
  grader.kill('SIGKILL');
  await once(grader, 'exit');
  const out = folderOf(owner);
  const release = claim(out);
  expect(() => claim(out)).toThrow('another grader');
  release();
  expect(existsSync(join(out, '.grade/grader.json'))).toBe(false);
});

test.each(['', 'null', '5', '{"pid":', '{}'])('what is damaged keeps nobody away: %s', (text) => {
  const release = claim(folderOf(text));
  release();
});
