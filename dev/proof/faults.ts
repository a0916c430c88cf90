// npm run faults: what can happen to a training run from outside. It is killed at random moments, its disk is full, its folder can't
// be written to, another trainer wants the same folder. Afterwards the last checkpoint is whole, and going on from it gives the very
// numbers of a run that nothing happened to.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { seededRandom } from '../../lib/random';
import { runTrainer, smallMnist, startTrainer, until, writeDataSet } from '../../test/tools/support/trainer';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { readCheckpoint } from '../../tools/train/run/checkpoint';
import { FILES, REASONS } from '../../tools/train/run/run-folder';

interface Ended {
  status: number | null;
  output: string;
}

/** What a scene has shown, or why it could not be played here. */
type Shown = { held: string } | { skipped: string };

const ITERATIONS = 400;

async function faults({ kills, seed }: { kills: number; seed: number }): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'gradient-dojo-faults-'));
  let failed = 0;
  try {
    const data = writeDataSet(join(root, 'digits'), smallMnist(150));
    const stage = new Stage(root, data);
    await stage.playUndisturbed();
    const scenes: [name: string, play: () => Promise<Shown>][] = [
      ['killed', () => killed(stage, kills, seed)],
      ['a full disk', () => fullDisk(stage)],
      ['a folder without permission to write', () => withoutPermission(stage)],
      ['two trainers in one folder', () => twoTrainers(stage)],
    ];
    for (const [name, play] of scenes) {
      try {
        const shown = await play();
        console.log('held' in shown ? `✔ ${name}: ${shown.held}` : `– ${name}: not tried, ${shown.skipped}`);
      } catch (error) {
        failed++;
        console.log(`✘ ${name}: ${(error as Error).message}`);
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  console.log(`faults: ${failed === 0 ? 'nothing was lost' : `${failed} scenes failed`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Where the scenes are played: small data, small runs, and what a run gives that nothing happens to. */
class Stage {
  private whole!: Record<'history' | 'weights', Buffer>;

  constructor(
    readonly root: string,
    private readonly data: string,
  ) {}

  /** The arguments of a new run in `out`; it saves after each iteration. */
  argsFor(out: string): string[] {
    const settings = ['--iterations', String(ITERATIONS), '--batch-size', '10', '--hidden-size', '8'];
    return [
      '--data',
      this.data,
      ...settings,
      '--learning-rate',
      '0.5',
      '--checkpoint-every',
      '0',
      '--out',
      out,
    ];
  }

  async playUndisturbed(): Promise<void> {
    const out = join(this.root, 'whole');
    expectStatus(await train(this.argsFor(out)), 0);
    this.whole = filesOf(out);
  }

  /** Goes on with a run to its end, and compares it, bit by bit, with the one that nothing happened to. */
  async goesOnAsIfNothingHappened(out: string): Promise<void> {
    const start = existsSync(join(out, FILES.checkpoint)) ? ['--resume', out] : this.argsFor(out);
    if (!isFinished(out)) expectStatus(await train(start), 0);
    const { history, weights } = filesOf(out);
    if (!history.equals(this.whole.history)) throw new Error('the history differs from an undisturbed run’s');
    if (!weights.equals(this.whole.weights)) throw new Error('the weights differ from an undisturbed run’s');
  }
}

function filesOf(out: string): Record<'history' | 'weights', Buffer> {
  return { history: readFileSync(join(out, FILES.history)), weights: readFileSync(join(out, FILES.weights)) };
}

// ── the scenes ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Killed again and again, until so many kills are done; a run that comes to its end is compared, and a new one begins. */
async function killed(stage: Stage, kills: number, seed: number): Promise<Shown> {
  const random = seededRandom(seed);
  const moments: number[] = []; // how many iterations were done
  let runs = 0;
  while (moments.length < kills) {
    const out = join(stage.root, `killed-${runs++}`);
    do {
      const start = existsSync(join(out, FILES.checkpoint)) ? ['--resume', out] : stage.argsFor(out);
      const wasKilled = await killOnce(start, out, random);
      if (wasKilled) moments.push(doneIn(out));
    } while (moments.length < kills && doneIn(out) < ITERATIONS);
    await stage.goesOnAsIfNothingHappened(out);
  }
  const inMidst = moments.filter((done) => done > 0 && done < ITERATIONS).length;
  return {
    held: `${kills} times in ${runs} runs, ${inMidst} of them in the midst of training: each checkpoint was whole, each run ended with the same bits`,
  };
}

/** Starts a trainer and kills it: one time in five while it starts, else after its first checkpoint. false if it was faster. */
async function killOnce(start: string[], out: string, random: () => number): Promise<boolean> {
  const before = timeOf(out);
  const trainer = startTrainer(start);
  const [whileStarting, patience] = [random() < 0.2, 800 * random()];
  if (!whileStarting) await Promise.race([until(() => timeOf(out) !== before), trainer.ended]);
  await Promise.race([setTimeout(patience), trainer.ended]);
  trainer.process.kill('SIGKILL');
  const { signal, status } = await trainer.ended;
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(`it ended by itself with status ${status}`);
  return signal === 'SIGKILL';
}

/** When the last checkpoint was written. */
function timeOf(out: string): number | undefined {
  return statSync(join(out, FILES.checkpoint), { throwIfNoEntry: false })?.mtimeMs;
}

function isFinished(out: string): boolean {
  return doneIn(out) >= 0 && readCheckpoint(out).finished;
}

/** A disk fills up in the midst of a run; where there is more room, the run goes on. */
async function fullDisk(stage: Stage): Promise<Shown> {
  const disk = join(stage.root, 'disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  if (mounted.status !== 0) return { skipped: 'because mounting a small disk takes Linux and its root user' };
  const [out, elsewhere] = [join(disk, 'run'), join(stage.root, 'moved')];
  try {
    const trainer = startTrainer(stage.argsFor(out));
    await until(() => doneIn(out) > 0);
    fill(join(disk, 'ballast'));
    expectRefusal(saying(await trainer.ended), REASONS.ENOSPC);
    const done = doneIn(out);
    if (readdirSync(out).some((name) => name.endsWith('.new'))) throw new Error('a draft was left behind');
    cpSync(out, elsewhere, { recursive: true });
    await stage.goesOnAsIfNothingHappened(elsewhere);
    return {
      held: `the run stopped with a sentence and a whole checkpoint after ${done} iterations, and went on elsewhere`,
    };
  } finally {
    spawnSync('umount', [disk]);
  }
}

/** Writes until nothing more fits. */
function fill(ballast: string): void {
  try {
    writeFileSync(ballast, Buffer.alloc(2 ** 20));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
    throw error;
  }
  throw new Error('the small disk was not full');
}

/** Permission is taken away in the midst of a run, and given back. */
async function withoutPermission(stage: Stage): Promise<Shown> {
  if (process.platform === 'win32') return { skipped: 'because Windows has other permissions' };
  if (process.getuid?.() === 0) return { skipped: 'because root may write everywhere' };
  const out = join(stage.root, 'forbidden');
  const trainer = startTrainer(stage.argsFor(out));
  await until(() => existsSync(join(out, FILES.checkpoint)));
  chmodSync(out, 0o555);
  const saidNow = saying(await trainer.ended);
  const denied = await train(['--resume', out]);
  chmodSync(out, 0o755);
  for (const ended of [saidNow, denied]) expectRefusal(ended, REASONS.EACCES);
  await stage.goesOnAsIfNothingHappened(out);
  return { held: 'the run stopped with a sentence, and went on when it was allowed again' };
}

/** Many trainers want to go on with the same run at the same moment. */
async function twoTrainers(stage: Stage): Promise<Shown> {
  const out = join(stage.root, 'shared');
  const first = startTrainer(stage.argsFor(out));
  await until(() => existsSync(join(out, FILES.checkpoint)));
  first.process.kill('SIGKILL'); // its lock stays behind
  await first.ended;

  const ended = await Promise.all(Array.from({ length: 3 }, () => train(['--resume', out])));
  const refused = ended.filter(({ output }) => /^error: (another training run|.* is finished)/m.test(output));
  const finished = ended.filter(({ status }) => status === 0);
  if (finished.length !== 1 || refused.length !== 2) {
    throw new Error(
      `expected one of three to train, found ${ended.map(({ output }) => output).join('\n---\n')}`,
    );
  }
  const { history } = filesOf(out);
  const { losses } = JSON.parse(history.toString()) as { losses: number[] };
  if (losses.length !== ITERATIONS) throw new Error(`expected ${ITERATIONS} losses, found ${losses.length}`);
  return { held: 'of three that wanted to go on with a killed run at once, one did, and two were told so' };
}

/** A whole run; what it said, on one or the other channel. */
async function train(args: string[]): Promise<Ended> {
  return saying(await runTrainer(args));
}

function saying({ status, stdout, stderr }: Awaited<ReturnType<typeof runTrainer>>): Ended {
  return { status, output: `${stdout}${stderr}` };
}

/** Iterations that the last checkpoint holds; −1 where there is none yet. */
function doneIn(out: string): number {
  return existsSync(join(out, FILES.checkpoint)) ? readCheckpoint(out).history.losses.length : -1;
}

function expectRefusal({ status, output }: Ended, reason: string): void {
  const isSaid = output.split('\n').some((line) => line.startsWith('error: ') && line.includes(reason));
  if (status !== 1 || !isSaid) {
    throw new Error(
      `expected status 1 and an error that says "${reason}", found status ${status}: ${output}`,
    );
  }
}

function expectStatus({ status, output }: Ended, expected: number): void {
  if (status !== expected) throw new Error(`expected exit status ${expected}, found ${status}: ${output}`);
}

void runCommand(
  new Command('npm run faults --')
    .description('Disturbs training runs in every way. Exits 0 when nothing is lost.')
    .option('--kills <count>', 'at how many random moments the trainer is killed', wholeNumber(1, 10_000), 50)
    .option('--seed <number>', 'draws the moments', wholeNumber(), 1)
    .action(faults),
);
