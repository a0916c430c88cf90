// Texts over a pipe. A file takes the role of the pipe: what is written to it is read again.
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader, FrameWriter, LONGEST_FRAME } from '../../../../tools/grade/rpc/frames';
import { temporaryFolder } from '../../support/folders';

const file = join(temporaryFolder(), 'pipe');

let [input, output] = [0, 0];
beforeEach(() => {
  output = fs.openSync(file, 'w');
  input = fs.openSync(file, 'r');
});
afterEach(() => {
  for (const fd of [input, output]) fs.closeSync(fd);
  jest.restoreAllMocks();
});

/** Lets each call of the system move so many bytes at most, as a pipe may. */
function inPieces(most: number): void {
  const { readSync, writeSync } = fs;
  jest
    .spyOn(fs, 'writeSync')
    .mockImplementation(((fd: number, bytes: Buffer, offset: number, length: number) =>
      writeSync(fd, bytes, offset, Math.min(most, length))) as never);
  jest
    .spyOn(fs, 'readSync')
    .mockImplementation(((fd: number, bytes: Buffer, offset: number, length: number) =>
      readSync(fd, bytes, offset, Math.min(most, length), null)) as never);
}

const through = (texts: string[]): string[] => {
  const [writer, reader] = [new FrameWriter(output), new FrameReader(input)];
  for (const text of texts) writer.write(text);
  return texts.map(() => reader.read());
};

describe('texts', () => {
  test('come as they were sent, one after the other, however they are cut up on the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (texts, most) => {
          inPieces(most);
          expect(through(texts)).toEqual(texts);
          jest.restoreAllMocks();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('may be longer than what is set aside for them at first', () => {
    const texts = ['가'.repeat(100_000), 'b'.repeat(2 ** 16 - 4), 'c', 'd'.repeat(2 ** 16 - 3)];
    expect(through(texts)).toEqual(texts);
  });

  test('are told from each other by four bytes, the smallest first', () => {
    new FrameWriter(output).write('가a');
    expect([...fs.readFileSync(file)]).toEqual([4, 0, 0, 0, ...Buffer.from('가a')]);
  });

  test('are each read with one call where they come at once', () => {
    const reads = jest.spyOn(fs, 'readSync');
    expect(through(['one', 'two'])).toEqual(['one', 'two']);
    expect(reads).toHaveBeenCalledTimes(1);
  });
});

describe('the memory', () => {
  test('that is there is used again for every text that it can hold', () => {
    const [reads, writes] = [jest.spyOn(fs, 'readSync'), jest.spyOn(fs, 'writeSync')];
    through(['one', 'd'.repeat(2 ** 16 - 4), 'two']);
    for (const { mock } of [reads, writes])
      expect(new Set(mock.calls.map(([, bytes]) => bytes)).size).toBe(1);
  });
});

describe('a text that is too long', () => {
  const longest = 4 * 1024 * 1024;

  test('is not sent', () => {
    expect(LONGEST_FRAME).toBe(longest);
    const writer = new FrameWriter(output);
    expect(() => writer.write('a'.repeat(longest + 1))).toThrow(
      new RangeError(`a message of ${longest + 1} bytes is too long`),
    );
    expect(fs.statSync(file).size).toBe(0);
    writer.write('a'.repeat(longest));
    expect(new FrameReader(input).read()).toHaveLength(longest);
  });

  test('is not waited for', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32LE(longest + 1);
    fs.writeSync(output, header);
    expect(() => new FrameReader(input).read()).toThrow(
      new RangeError(`a message of ${longest + 1} bytes is too long`),
    );
  });
});

describe('the end of a pipe', () => {
  test.each([[[]], [[3, 0]], [[3, 0, 0, 0, 97]]])('is an error, also in the midst of a text: %j', (bytes) => {
    fs.writeSync(output, Buffer.from(bytes));
    expect(() => new FrameReader(input).read()).toThrow(new Error('the pipe has ended'));
  });
});
