// The error of the readers of files.
import { expect } from '@jest/globals';
import { describeBlock, example, fc, law } from '#engine/suite';
import { FileError, otherDownload } from '#lib/file-error';

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

describeBlock('otherDownload', () => {
  const said = (text: string): string | undefined => otherDownload(new TextEncoder().encode(text));

  for (const page of [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '\uFEFF <!-- 404 --><html>',
    '<?xml version="1.0"?>',
  ]) {
    example(`knows a web page: ${page}`, () =>
      expect(said(page)).toMatch(/^a web page.+: open it in a browser/),
    );
  }

  example('knows a pointer of Git LFS', () => {
    expect(said('version https://git-lfs.github.com/spec/v1\n')).toMatch(/`git lfs pull`/);
  });

  for (const other of ['', '<', '< 5', 'html', 'version 2', '\0\0\x08\x03<html>', 'PK', '{"error": 404}']) {
    example(`takes ${JSON.stringify(other)} for neither`, () => expect(said(other)).toBeUndefined());
  }
});
