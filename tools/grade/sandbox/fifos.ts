// Pipes that block: a FIFO, opened at both ends. Node's own pipes to a child never block, and a suite must wait for its answers.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The two ends of a pipe. */
export interface Pipe {
  readEnd: number;
  writeEnd: number;
}

const AT_ONCE = 30;

/** Makes pipes, through files in `folder` that are gone at once. */
export class Fifos {
  private readonly ready: string[] = [];
  private made = 0;

  constructor(private readonly folder: string) {}

  open(): Pipe {
    if (this.ready.length === 0) this.makeMore();
    const path = this.ready.pop()!;
    const both = openSync(path, constants.O_RDWR); // does not wait for the other end, as the two below would
    const readEnd = openSync(path, constants.O_RDONLY);
    const writeEnd = openSync(path, constants.O_WRONLY);
    closeSync(both);
    unlinkSync(path);
    return { readEnd, writeEnd };
  }

  private makeMore(): void {
    for (let i = 0; i < AT_ONCE; i++)
      this.ready.push(join(this.folder, `pipe-${process.pid}-${this.made++}`));
    execFileSync('mkfifo', ['-m', '600', ...this.ready]);
  }
}
