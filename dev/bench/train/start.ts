// npm run bench:start: how long one waits after `npm run train` until the first bar is on the screen, in a real terminal.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../../../test/tools/support/terminal';
import { COURSE } from '../../../tools/shared/this-course';

const ROUNDS = 7; // the first one also fills the caches, and is left out
const OUT = join(tmpdir(), `gradient-dojo-start-${process.pid}`);
const npm = process.env.npm_execpath;
if (npm === undefined) throw new Error('start this by npm run bench:start: npm says then where it lies');

async function startOnce(npm: string): Promise<number> {
  const start = performance.now();
  const terminal = openTerminal(COURSE.root, [npm, 'run', 'train', '--', '--out', OUT, '--overwrite']);
  await terminal.waitFor('0/10,000');
  const milliseconds = performance.now() - start;
  terminal.type('\x03');
  await terminal.waitForExit();
  return milliseconds;
}

async function main(npm: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await startOnce(npm));
  rmSync(OUT, { recursive: true, force: true });
  const warm = times.slice(1).sort((a, b) => a - b);
  const [fastest, middle, slowest] = [warm[0], warm[warm.length >> 1], warm[warm.length - 1]].map(Math.round);
  console.log(
    `npm run train to the first bar: ${middle} ms (${fastest} to ${slowest}, ${warm.length} warm starts)`,
  );
}

void main(npm);
