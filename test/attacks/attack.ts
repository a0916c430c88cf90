// What an attack is: a submission that tries to get what it has not earned, or to hurt others; and what must happen instead.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VerdictState } from '../../tools/grade/score/verdict';

export type Share = 'none' | 'all' | 'some';

export interface Attack {
  /** Words with hyphens, unique in its family; the name of the submission unless `name` is given. */
  id: string;
  name?: string;
  /** What it does, as a sentence without a subject: "ends the process while the file is loaded". */
  does: string;
  /** The files of the submission, by path. */
  files?: Record<string, string | Buffer>;
  /** Lays down what is no plain file; `at` is the submission's folder, or where its zip should be (`at + '.zip'`). */
  make?: (at: string) => void;
  must: {
    /** The state of the topic that is attacked; several where a race decides, and each of its ends is in order. */
    state: VerdictState | VerdictState[];
    /** `none`; `all`, where the answer is right and the trick gets nothing; `some`, where some answers are right and some wrong. */
    points: Share | Share[];
    /** The reason or the first failure that the student reads. */
    say?: RegExp;
  };
  /** The topic that is attacked; 01 by default. */
  topic?: string;
}

export const TOPIC = '01-mean-squared-error';
const FILE = `${TOPIC}.ts`;

/** The right answer, to be put into a body. */
export const RIGHT = '0.5 * y.sub(t).square().sum()';

/**
 * A second thread can start: since version 24 each takes half a gigabyte of addresses for code, which is more than the limit of memory
 * leaves where there is one.
 */
export const ROOM_FOR_THREADS = process.platform !== 'linux' || Number.parseInt(process.versions.node) < 24;

/** A file for topic 01 with this body, and these lines before it. */
export function answer(body: string, before = ''): Record<string, string> {
  return { [FILE]: fileWith(body, before) };
}

export function fileWith(body: string, before = ''): string {
  return [
    "import { NDArray } from '#lib/ndarray';",
    before,
    'export function meanSquaredError(y: NDArray, t: NDArray): any {',
    body,
    '}',
    '',
  ].join('\n');
}

/** Lines that start a thread which does this, and wait until it has begun. */
export function thread(body: string): string {
  const inThread = `const { workerData: begun } = require('worker_threads'); Atomics.store(begun, 0, 1); Atomics.notify(begun, 0); ${body}`;
  return `import { Worker } from 'node:worker_threads';
const begun = new Int32Array(new SharedArrayBuffer(4));
new Worker(${JSON.stringify(inThread)}, { eval: true, workerData: begun });
Atomics.wait(begun, 0, 0);`;
}

/**
 * Lines that rewrite what goes to the judge: `change` is a statement that may write to `message`, of which there are `count` before it.
 * The frames are written by Node's own function, which a file can replace.
 */
export function rewriting(change: string): string {
  return `
const pipe: any = require('node:fs');
const write = pipe.writeSync;
let count = 0;
pipe.writeSync = (fd: number, buffer: Buffer, offset: number, length: number) => {
  if (fd !== 4) return write(fd, buffer, offset, length);
  const message: any = JSON.parse(buffer.toString('utf8', offset + 4, offset + length));
  ${change}
  count++;
  const text = Buffer.from(JSON.stringify(message));
  const frame = Buffer.concat([Buffer.alloc(4), text]);
  frame.writeUInt32LE(text.length);
  for (let sent = 0; sent < frame.length; ) sent += write(4, frame, sent, frame.length - sent);
  return length;
};`;
}

/** Lays a submission down in a folder. */
export function layDown({ files = {}, make }: Attack, at: string): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), content);
  }
  make?.(at);
}
