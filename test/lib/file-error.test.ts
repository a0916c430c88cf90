// The error of the readers of files.
import { expect } from '@jest/globals';
import { describeBlock, example, fc, law } from '#engine/suite';
import { FileError } from '#lib/file-error';

describeBlock('FileError', () => {
  example('says the file and the problem in one sentence, and keeps the cause', () => {
    const cause = new Error('EIO');
    const error = new FileError('a.npz', 'expected numbers, found none: write some', { cause });
    expect(error.message).toBe('a.npz: expected numbers, found none: write some');
    expect(error).toMatchObject({ name: 'FileError', file: 'a.npz', cause });
  });

  example('shows control characters as �, so that no file steers a terminal', () => {
    expect(new FileError('a\x1b[2J', 'found b\n').message).toBe('a�[2J: found b�');
  });

  law(
    'shows all other characters as they are',
    fc.record({ problem: fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text)) }),
    ({ problem }) => {
      expect(new FileError('데이터', problem).message).toBe(`데이터: ${problem}`);
    },
  );
});
