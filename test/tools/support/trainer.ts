// The trainer as a process, and a small data set on disk, for tests and for programs outside jest.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLASS_COUNT, loadMnist, type Dataset, type Mnist } from '#lib/mnist';
import { fromBytes, oneHot } from '#lib/ndarray';
import { TSX } from '../../../tools/shared/tsx';
import { ROOT } from './course';

/** The first images of MNIST, as arrays. */
export function smallMnist(limit: number): Mnist {
  return loadMnist({ limit });
}

/** Images on which a label is a bright row, with some noise. */
export function drawnDigits(count: number): Dataset {
  const labels = Array.from({ length: count }, (_, n) => (n * 7) % CLASS_COUNT);
  const pixels = Uint8Array.from({ length: count * 784 }, (_, i) =>
    Math.floor((i % 784) / 28) === labels[Math.floor(i / 784)] ? 255 : (i * 31) % 17,
  );
  return { x: fromBytes(pixels, [count, 784], 255), t: oneHot(labels, CLASS_COUNT), labels };
}

/** The same as the four files of a data set, which load in no time. */
export function writeDataSet(folder: string, { train, test }: Mnist): string {
  mkdirSync(folder, { recursive: true });
  for (const [part, { x, labels }] of [['train', train] as const, ['t10k', test] as const]) {
    const pixels = Array.from(x.data, (value) => Math.round(255 * value));
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), idx([labels.length, 28, 28], pixels));
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idx([labels.length], labels));
  }
  return folder;
}

function idx(shape: number[], values: number[]): Uint8Array {
  const header = [0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, size >> 8, size & 255])];
  return Uint8Array.from([...header, ...values]);
}

export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** `npm run train` without npm and the launcher: the process, and how it ended. */
export function startTrainer(
  args: string[],
  { project = ROOT, cwd = project, mine = false }: { project?: string; cwd?: string; mine?: boolean } = {},
): { process: ChildProcess; ended: Promise<Ended> } {
  const conditions = mine ? [] : ['-C', 'solutions'];
  const child = spawn(
    process.execPath,
    ['--require', TSX, ...conditions, join(project, 'tools/train.ts'), ...args],
    {
      cwd,
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ended>((done) => {
    child.on('close', (status, signal) => done({ status, signal, stdout, stderr }));
  });
  return { process: child, ended };
}

export function runTrainer(args: string[], where?: Parameters<typeof startTrainer>[1]): Promise<Ended> {
  return startTrainer(args, where).ended;
}

/** Waits for something that another process does. */
export async function until(condition: () => boolean, seconds = 60): Promise<void> {
  for (const start = Date.now(); !condition();) {
    if (Date.now() - start > 1000 * seconds)
      throw new Error(`still waiting after ${seconds} s for ${condition}`);
    await new Promise((later) => setTimeout(later, 5));
  }
}
