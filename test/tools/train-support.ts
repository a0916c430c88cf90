// What the tests of the trainer share: a small data set on disk, folders that go away, and the command as a process.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from '@jest/globals';
import { loadMnist, type Mnist } from '#lib/mnist';

export const ROOT = resolve(__dirname, '../..');

/** A folder that is removed when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The first images of MNIST, as arrays. */
export function smallMnist(limit: number): Mnist {
  return loadMnist({ limit });
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
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const conditions = mine ? [] : ['-C', 'solutions'];
  const child = spawn(
    process.execPath,
    ['--import', tsx, ...conditions, join(project, 'tools/train.ts'), ...args],
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

/** A copy of the course in which the student's topics are the solutions, but for those that are given. */
export function courseWith(folder: string, exercises: Record<string, string>): string {
  for (const part of ['package.json', 'tsconfig.json', 'lib', 'solutions', 'tools']) {
    const filter = (file: string): boolean => basename(file) !== 'node_modules'; // the kernel's compiler may be there
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter });
  }
  cpSync(join(ROOT, 'solutions'), join(folder, 'exercises'), { recursive: true });
  for (const [name, text] of Object.entries(exercises))
    writeFileSync(join(folder, 'exercises', `${name}.ts`), text);
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(ROOT, 'node_modules'), modules, 'junction');
  return folder;
}
