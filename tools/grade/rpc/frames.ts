// Texts over a pipe: four bytes that say how long it is, then the text. Reading and writing block.
import { readSync, writeSync } from 'node:fs';

/** Longer than any honest answer: as many parts as a message may hold (see limits.ts) take less. */
export const LONGEST_FRAME = 4 * 2 ** 20;

/** What the student's process says first, before it has anything of the student's. */
export const READY = 'ready';

/** The exit code of the student's process when it can't go on talking: something that it is built on was changed. */
export const LOST_ITS_FOOTING = 70;

const HEADER = 4;

/** Writes frames to a pipe. */
export class FrameWriter {
  private buffer = Buffer.allocUnsafe(2 ** 16);

  constructor(private readonly fd: number) {}

  /** @throws RangeError when the text is longer than {@link LONGEST_FRAME} */
  write(text: string): void {
    const length = Buffer.byteLength(text);
    if (length > LONGEST_FRAME) throw new RangeError(`a message of ${length} bytes is too long`);
    const total = HEADER + length;
    if (total > this.buffer.length) this.buffer = Buffer.allocUnsafe(total);
    this.buffer.writeUInt32LE(length);
    this.buffer.write(text, HEADER);
    for (let sent = 0; sent < total;) sent += writeSync(this.fd, this.buffer, sent, total - sent);
  }
}

/** Reads frames from a pipe; as a rule each with one call of the system. */
export class FrameReader {
  private buffer = Buffer.allocUnsafe(2 ** 16);
  private filled = 0;

  constructor(private readonly fd: number) {}

  /** @throws RangeError when the frame is longer than {@link LONGEST_FRAME}, Error when the pipe has ended */
  read(): string {
    this.fill(HEADER);
    const length = this.buffer.readUInt32LE();
    if (length > LONGEST_FRAME) throw new RangeError(`a message of ${length} bytes is too long`);
    const total = HEADER + length;
    this.fill(total);
    const text = this.buffer.toString('utf8', HEADER, total);
    this.buffer.copyWithin(0, total, this.filled); // what came ahead of its turn
    this.filled -= total;
    return text;
  }

  private fill(wanted: number): void {
    if (wanted > this.buffer.length) this.buffer = Buffer.concat([this.buffer], wanted);
    while (this.filled < wanted) {
      const count = readSync(this.fd, this.buffer, this.filled, this.buffer.length - this.filled, null);
      if (count === 0) throw new Error('the pipe has ended');
      this.filled += count;
    }
  }
}
