// A file that is written as a whole: through links, and when it can't be written.
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { removeDrafts, writeAtomically, WriteError } from '../../../tools/shared/atomic-write';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const withLinks = process.platform === 'win32' ? test.skip : test; // there, who makes a link needs to be asked

describe('a file that is written', () => {
  test('replaces what was there, and leaves nothing else', () => {
    const folder = join(root, 'plain');
    for (const content of ['a', 'bc']) writeAtomically(join(folder, 'sub', 'file'), content);
    expect(readFileSync(join(folder, 'sub', 'file'), 'utf8')).toBe('bc');
    expect(readdirSync(folder, { recursive: true })).toEqual(['sub', join('sub', 'file')]);
  });

  withLinks.each([
    ['a file', ['target']],
    ['nothing yet', []],
  ])('through a link to a link to %s', (_, there) => {
    const folder = join(root, `links ${there.length}`);
    mkdirSync(join(folder, 'elsewhere'), { recursive: true });
    for (const name of there) writeFileSync(join(folder, 'elsewhere', name), 'before');
    symlinkSync(join('elsewhere', 'second'), join(folder, 'first'));
    symlinkSync('target', join(folder, 'elsewhere', 'second'));
    writeAtomically(join(folder, 'first'), 'after');
    expect(readFileSync(join(folder, 'elsewhere', 'target'), 'utf8')).toBe('after');
    for (const link of ['first', join('elsewhere', 'second')]) {
      expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
    }
    expect(readdirSync(join(folder, 'elsewhere')).sort()).toEqual(['second', 'target']);
  });

  withLinks('through a link into a folder that is not there is not written, and the link stays', () => {
    const link = join(root, 'astray');
    symlinkSync(join('missing', 'target'), link);
    expect(() => writeAtomically(link, 'x')).toThrow(WriteError);
    expect(() => writeAtomically(link, 'x')).toThrow(/astray cannot be written/);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  withLinks('through a link to itself ends, too', () => {
    const link = join(root, 'circle');
    symlinkSync('circle', link);
    writeAtomically(link, 'x');
    expect(readFileSync(link, 'utf8')).toBe('x');
  });
});

test('drafts of a killed process are removed, and nothing else: a folder is none, whatever it is called', () => {
  const folder = join(root, 'killed');
  const [draft, other] = ['a.123-0123abcd.new', 'b.new'];
  const named = join('sub', 'hw.123-0123abcd.new');
  mkdirSync(join(folder, named), { recursive: true });
  for (const at of ['', 'sub', named])
    for (const name of [draft, other]) writeFileSync(join(folder, at, name), '');
  removeDrafts(folder);
  const left = ['', 'sub', named].map((at) => join(at, other));
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([...left, 'sub', named].sort());
  removeDrafts(join(folder, 'nowhere'));
});
