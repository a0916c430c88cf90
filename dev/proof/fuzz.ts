// npm run fuzz: hostile files and arguments for as long as you like (see test/tools/support/fuzz-inputs.ts). Whatever comes is read rightly or
// refused in a sentence, soon, and without much memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { attacksIn, type Attack } from '../../test/tools/support/fuzz-inputs';
import { runCommand, wholeNumber } from '../../tools/shared/cli';

/** Resident memory, at most: twice the largest file or archive that a reader accepts (512 MiB), and what Node needs itself. */
const MEMORY_BOUND = 1.5 * 2 ** 30;

/** Processor time for one round, in milliseconds; a round takes a hundredth of that. The watchdog ends what takes longer. */
const ROUND_LIMIT = 120_000;

/** Inputs in a round. */
const ROUND = 100;

interface Tally {
  inputs: number;
  failures: number;
}

void runCommand(
  new Command('npm run fuzz --')
    .description('Attacks what reads files and arguments. Exits 0 when nothing gives way.')
    .option('--minutes <count>', 'how long', minutes, 60)
    .option('--from <seed>', 'the first seed; the others follow it', wholeNumber(), Date.now() % 2 ** 31)
    .action(fuzz),
);

function minutes(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 10_000)) {
    throw new InvalidArgumentError('It must be a number above 0, and at most 10000.');
  }
  return value;
}

async function fuzz({ minutes, from }: { minutes: number; from: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-fuzz-'));
  const attacks = attacksIn(folder);
  const tallies = new Map(attacks.map((attack): [Attack, Tally] => [attack, { inputs: 0, failures: 0 }]));
  const begin = startWatchdog();
  const end = Date.now() + 60_000 * minutes;
  console.log(`${attacks.length} attacks from seed ${from}; one that hangs is ended by the watchdog`);
  try {
    for (let seed = from; Date.now() < end; seed++) {
      for (const [attack, tally] of tallies) {
        begin();
        await setImmediate(); // what zlib holds outside of JavaScript is freed only between two turns of the event loop
        tally.inputs += ROUND;
        const problem = problemIn(attack, seed);
        if (problem === undefined) continue;
        tally.failures++;
        console.log(`✘ ${attack.name}, seed ${seed}: ${problem}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  summarize([...tallies]);
}

/** What gave way in a round, if anything. */
function problemIn({ property }: Attack, seed: number): string | undefined {
  const result = fc.check(property, { seed, numRuns: ROUND, interruptAfterTimeLimit: ROUND_LIMIT });
  return result.failed ? String((result.errorInstance as Error)?.stack ?? result.errorInstance) : undefined;
}

function summarize(tallies: [Attack, Tally][]): void {
  for (const [{ name }, { inputs, failures }] of tallies) {
    console.log(`${name}: ${inputs.toLocaleString('en-US')} inputs, ${failures} rounds failed`);
  }
  const most = process.resourceUsage().maxRSS * 1024;
  const failures =
    tallies.reduce((sum, [, tally]) => sum + tally.failures, 0) + (most > MEMORY_BOUND ? 1 : 0);
  const inputs = tallies.reduce((sum, [, tally]) => sum + tally.inputs, 0);
  const memory = `${Math.round(most / 2 ** 20)} MiB of memory at most (allowed are ${MEMORY_BOUND / 2 ** 20})`;
  console.log(`fuzz: ${inputs.toLocaleString('en-US')} inputs, ${failures} failed, ${memory}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

/** Starts the suites' watchdog; the function that comes back tells it that a new round begins. */
function startWatchdog(): () => void {
  const watched = new Int32Array(new SharedArrayBuffer(8)); // which round is under way, and its limit
  Atomics.store(watched, 1, ROUND_LIMIT);
  new Worker(resolve(__dirname, '../../tools/shared/watchdog.cjs'), {
    workerData: watched,
    execArgv: [],
  }).unref();
  return () => void Atomics.add(watched, 0, 1);
}
