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

  example('knows a message in JSON', () => {
    for (const message of ['{"error": 404}', '\n[ "no" ]', '{"message":"요청 한도 초과"}'])
      expect(said(message)).toMatch(/^a message in JSON,.+: open it/);
  });

  example('quotes another text, in part when its line is long', () => {
    expect(said('404: Not Found\n')).toMatch(/^a text \("404: Not Found"\),.+: open it/);
    expect(said(`${'a'.repeat(41)}\nb`)).toContain(`("${'a'.repeat(40)}…")`);
    expect(said('가'.repeat(150))).toMatch(/^a text \("가{40}…"\)/); // 200 bytes end within a letter
  });

  example('says of an empty file that it is empty', () => {
    expect(said('')).toMatch(/^a file of 0 bytes: /);
  });

  for (const other of ['<', '< 5', 'PK', '\0\0\x08\x03<html>', '{"a": "\0"}', 'abc\x1b[2J']) {
    example(`takes ${JSON.stringify(other)} for none of these`, () => expect(said(other)).toBeUndefined());
  }

  example('takes bytes that are no text for none of these', () => {
    expect(otherDownload(Uint8Array.of(0x3c, 0x61, 0xff, 0xfe, 0x41))).toBeUndefined();
  });
});
