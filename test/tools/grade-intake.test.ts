// What students hand in: folders and zips, in any order, shape and encoding.
import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { type HandedIn, plain, submissionsIn, takeIn } from '../../tools/grade/intake';
import { temporaryFolder } from './support/folders';

const root = temporaryFolder();
const topics = ['01-a', '02-b'];
let count = 0;

type Content = string | Uint8Array;

const testOnUnix = process.platform === 'win32' ? test.skip : test;

const fresh = (): string => join(root, String(count++));

/** A folder with these files; a name that ends in / is a folder. */
function folderWith(files: Record<string, Content>): string {
  const folder = fresh();
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(folder, name), content);
  }
  return folder;
}

type TakenIn = Omit<HandedIn, 'fingerprint'>;

function takenIn(kind: 'folder' | 'zip', path: string): TakenIn {
  const { fingerprint, ...rest } = takeIn({ name: 'alice', path, kind }, topics);
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  return rest;
}

const fromFolder = (files: Record<string, Content>): TakenIn => takenIn('folder', folderWith(files));

function fromZip(files: Record<string, Content>, damage = (zip: Buffer): Buffer => zip): TakenIn {
  const bytes = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const path = `${fresh()}.zip`;
  writeFileSync(path, damage(Buffer.from(zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>))));
  return takenIn('zip', path);
}

const nothing: TakenIn = { files: {}, problems: {}, notes: [] };

afterEach(() => void jest.restoreAllMocks());

describe('a class', () => {
  test('is the folders and zips of a folder, in order', () => {
    const folder = folderWith({
      'carol/': '',
      'alice.zip': '',
      'Bob.ZIP': '',
      'carol.zip': '',
      '__MACOSX/': '',
      '.git/': '',
      '.zip': '',
      Bob: '',
      'notes.txt': '',
      'a.zip.bak': '',
    });
    const submission = (name: string, file: string, kind: 'folder' | 'zip') => ({
      name,
      path: join(folder, file),
      kind,
    });
    const found = {
      submissions: [
        submission('Bob', 'Bob.ZIP', 'zip'),
        submission('alice', 'alice.zip', 'zip'),
        submission('carol', 'carol', 'folder'),
        submission('carol.zip', 'carol.zip', 'zip'),
      ],
      ignored: ['Bob', 'a.zip.bak', 'notes.txt'],
    };
    expect(submissionsIn(folder)).toEqual(found);
    const { readdirSync } = fs; // in which order a system names what is in a folder is its own affair
    const backwards = (path: string) => readdirSync(path, { withFileTypes: true }).reverse();
    jest.spyOn(fs, 'readdirSync').mockImplementation(backwards as never);
    expect(submissionsIn(folder)).toEqual(found);
  });
});

describe.each([
  ['a folder', fromFolder],
  ['a zip', fromZip],
])('%s', (_, from) => {
  test('may hold the files at the top, or in exercises/', () => {
    expect(from({ '01-a.ts': 'a', 'exercises/02-b.ts': 'b' })).toEqual({
      ...nothing,
      files: { '01-a': 'a', '02-b': 'b' },
    });
  });

  test('that holds a file in both places is read in exercises/', () => {
    expect(from({ '01-a.ts': 'old', 'exercises/01-a.ts': 'new' })).toEqual({
      ...nothing,
      files: { '01-a': 'new' },
      notes: ['01-a.ts lies at the top and in exercises/: the latter counts'],
    });
  });

  test('may hold nothing', () => {
    expect(from({})).toEqual(nothing);
  });

  test('has what is not looked at named, in order, the first twenty', () => {
    expect(from({ 'b.txt': '', '01-a.ts': 'a', 'a\x1b[31m.txt': '', 'exercises/03-c.ts': '' }).notes).toEqual(
      ['not looked at: a.txt, b.txt, exercises/03-c.ts'],
    );
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`${10 + i}.txt`, '']));
    const twenty = Array.from({ length: 20 }, (_, i) => `${10 + i}.txt`).join(', ');
    expect(from(many).notes).toEqual([`not looked at: ${twenty} and 3 more`]);
  });

  test('may hold files of 256 KiB, and no larger ones', () => {
    const largest = 256 * 1024;
    expect(from({ '01-a.ts': 'a'.repeat(largest), '02-b.ts': 'b'.repeat(largest + 1) })).toEqual({
      files: { '01-a': 'a'.repeat(largest) },
      problems: { '02-b': `the file has ${largest + 1} bytes, more than ${largest}` },
      notes: [],
    });
  });

  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', Buffer.from('가'), '가', ''],
    ['UTF-8 with a mark', Buffer.from('\ufeff가'), '가', ''],
    ['UTF-16LE', Buffer.from('\ufeff가', 'utf16le'), '가', 'read as UTF-16LE'],
    ['UTF-16BE', Buffer.from('\ufeff가', 'utf16le').swap16(), '가', 'read as UTF-16BE'],
    ['EUC-KR', Uint8Array.of(0xb0, 0xa1), '가', 'is not in UTF-8, read as EUC-KR'],
    [
      'Latin-1, of which half of the mark of UTF-16',
      Uint8Array.of(0xff, 0x41),
      '�A',
      'is not in UTF-8, read as EUC-KR',
    ],
    ['Latin-1, of which the other half', Uint8Array.of(0xfe, 0x41), '�A', 'is not in UTF-8, read as EUC-KR'],
    [
      'Latin-1, with the end of that mark',
      Uint8Array.of(0x41, 0xfe),
      'A�',
      'is not in UTF-8, read as EUC-KR',
    ],
    ['Latin-1, with the other end', Uint8Array.of(0x41, 0xff), 'A�', 'is not in UTF-8, read as EUC-KR'],
  ])('may hold files in %s', (_encoding, bytes, text, note) => {
    expect(from({ '01-a.ts': bytes })).toEqual({
      ...nothing,
      files: { '01-a': text },
      notes: note === '' ? [] : [`01-a.ts: ${note}`],
    });
  });

  test.each([
    ['UTF-8', Buffer.from('a\0')],
    ['UTF-16', Buffer.from('\ufeffa\0', 'utf16le')],
    ['EUC-KR', Uint8Array.of(0xb0, 0xa1, 0)],
  ])('may hold no zero bytes, in %s', (_encoding, bytes) => {
    expect(from({ '01-a.ts': bytes })).toEqual({
      ...nothing,
      problems: { '01-a': 'the file holds zero bytes: it is no text' },
    });
  });
});

test('another content, problem or note is another submission', () => {
  const fingerprintOf = (files: Record<string, Content>): string =>
    takeIn({ name: 'alice', path: folderWith(files), kind: 'folder' }, topics).fingerprint;
  const different: Record<string, Content>[] = [
    { '01-a.ts': 'a' },
    { '01-a.ts': 'b' },
    { '02-b.ts': 'a' },
    { '01-a.ts': '\0' },
    { '01-a.ts': 'a', more: '' },
  ];
  expect(new Set(different.map(fingerprintOf)).size).toBe(different.length);
  expect(fingerprintOf({ '01-a.ts': 'a' })).toBe(fingerprintOf({ '01-a.ts': 'a' }));
});

describe('in a folder', () => {
  test('a folder in the place of a file is no file', () => {
    expect(fromFolder({ '01-a.ts/': '', 'exercises/02-b.ts/': '', 'more/': '' })).toEqual({
      files: {},
      problems: { '01-a': 'a folder has this name', '02-b': 'a folder has this name' },
      notes: ['not looked at: 01-a.ts/, exercises/02-b.ts/, more/'],
    });
  });

  test('a file in the place of exercises/ is not looked at', () => {
    expect(fromFolder({ exercises: '' })).toEqual({ ...nothing, notes: ['not looked at: exercises'] });
  });

  test('folders in exercises/ are not looked into', () => {
    expect(fromFolder({ 'exercises/exercises/01-a.ts': 'a' })).toEqual({
      ...nothing,
      notes: ['not looked at: exercises/exercises/'],
    });
  });

  test('only what is asked for is opened, and all of it is closed again', () => {
    const [open, close] = [jest.spyOn(fs, 'openSync'), jest.spyOn(fs, 'closeSync')];
    const folder = folderWith({
      '01-a.ts': 'a',
      'exercises/02-b.ts': 'b',
      'more.ts': '',
      'exercises/x.ts': '',
    });
    open.mockClear();
    close.mockClear();
    takenIn('folder', folder);
    expect(open.mock.calls.map(([path]) => basename(String(path))).sort()).toEqual(['01-a.ts', '02-b.ts']);
    expect(close).toHaveBeenCalledTimes(2);
  });

  test('a file that may not be opened is a problem of its own', () => {
    const folder = folderWith({ '01-a.ts': 'a', '02-b.ts': 'b' });
    jest.spyOn(fs, 'openSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    });
    expect(takenIn('folder', folder)).toEqual({
      files: { '02-b': 'b' },
      problems: { '01-a': 'the file cannot be read: EACCES' },
      notes: [],
    });
  });

  // Windows has no pipes among its files.
  testOnUnix('a pipe is no file, and is not waited for', () => {
    const folder = folderWith({});
    execFileSync('mkfifo', [join(folder, '01-a.ts')]);
    expect(takenIn('folder', folder).problems).toEqual({ '01-a': 'this is no ordinary file' });
  });

  test('that is not there, what is wrong is said', () => {
    expect(takenIn('folder', join(root, 'none'))).toEqual({
      ...nothing,
      notes: ['the folder cannot be read: ENOENT'],
    });
  });

  // On Windows a link needs a permission that not everybody has.
  testOnUnix('links are not followed', () => {
    const folder = folderWith({ 'elsewhere/01-a.ts': 'a' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'exercises'));
    symlinkSync(join(folder, 'elsewhere/01-a.ts'), join(folder, '01-a.ts'));
    expect(takenIn('folder', folder)).toEqual({
      files: {},
      problems: { '01-a': 'the file is a link: hand in the file itself' },
      notes: ['not looked at: elsewhere/, exercises'],
    });
  });
});

describe('in a zip', () => {
  test('a folder around everything is taken off, but exercises/ is none', () => {
    expect(
      fromZip({ 'alice-1/': new Uint8Array(), 'alice-1/01-a.ts': 'a', 'alice-1/exercises/02-b.ts': 'b' }),
    ).toEqual({
      ...nothing,
      files: { '01-a': 'a', '02-b': 'b' },
    });
    expect(fromZip({ 'exercises/01-a.ts': 'a' }).files).toEqual({ '01-a': 'a' });
    expect(fromZip({ 'exercises/': new Uint8Array(), 'exercises/01-a.ts': 'a' })).toEqual({
      ...nothing,
      files: { '01-a': 'a' },
    });
    expect(fromZip({ 'alice/01-a.ts': 'a', 'more.txt': '' })).toEqual({
      ...nothing,
      notes: ['not looked at: alice/01-a.ts, more.txt'],
    });
    expect(fromZip({ 'x/alice/01-a.ts': 'a' }).notes).toEqual(['not looked at: alice/01-a.ts']);
    expect(fromZip({ 'exercises/01-a.ts': 'a', 'exercises/more.ts': '' }).notes).toEqual([
      'not looked at: exercises/more.ts',
    ]);
  });

  test('what macOS adds is not even named', () => {
    expect(
      fromZip({ '01-a.ts': 'a', '__MACOSX/._01-a.ts': '', '.DS_Store': '', 'exercises/.DS_Store': '' }),
    ).toEqual({
      ...nothing,
      files: { '01-a': 'a' },
    });
    expect(fromZip({ '01-a.ts': 'a', 'x__MACOSX/b': '', '.DS_Store.txt': '' }).notes).toEqual([
      'not looked at: .DS_Store.txt, x__MACOSX/b',
    ]);
  });

  test('damage is said, of the whole or of a file', () => {
    expect(fromZip({ '01-a.ts': 'a' }, (zip) => zip.subarray(0, 30))).toEqual({
      ...nothing,
      notes: ['the zip is damaged'],
    });
    const packed = 'a'.repeat(1000);
    const hurt = fromZip({ '01-a.ts': packed, '02-b.ts': 'b' }, (zip) => zip.fill(0xff, 37, 47));
    expect(hurt).toEqual({
      files: { '02-b': 'b' },
      problems: { '01-a': 'the zip is damaged here' },
      notes: [],
    });
    expect(takenIn('zip', join(root, 'none.zip')).notes).toEqual(['the zip is damaged']);
  });

  /** Gives 02-b.ts the name 01-a.ts, and the first or the second of them another size, in the list at the end. */
  const twice = (which: '01-a.ts' | '02-b.ts', size: number) => (zip: Buffer) => {
    zip.writeUInt32LE(size, zip.lastIndexOf(which) - 46 + 24);
    zip.write('01-a.ts', zip.lastIndexOf('02-b.ts'));
    return zip;
  };

  test('a file that says to be small is not unpacked as a large one', () => {
    expect(fromZip({ '01-a.ts': 'a', '02-b.ts': 'b' }, twice('02-b.ts', 300_000)).problems).toEqual({
      '01-a': 'the file has 300000 bytes, more than 262144',
    });
  });

  test('of two files of one name the second counts, and one that is too large is not unpacked before it', () => {
    const damaged = (zip: Buffer): Buffer => twice('01-a.ts', 300_000)(zip.fill(0xff, 37, 47));
    expect(fromZip({ '01-a.ts': 'a'.repeat(1000), '02-b.ts': 'b' }, damaged)).toEqual({
      ...nothing,
      files: { '01-a': 'b' },
    });
  });

  test('of more than 50 MiB nothing is read', () => {
    const most = 50 * 1024 * 1024;
    const large = (size: number) => (zip: Buffer) => Buffer.concat([Buffer.alloc(size - zip.length), zip]);
    expect(fromZip({ '01-a.ts': 'a' }, large(most + 1)).notes).toEqual([
      `the zip has ${most + 1} bytes, more than ${most}: not read`,
    ]);
    expect(fromZip({ '01-a.ts': 'a' }, large(most)).notes).not.toContain(
      `the zip has ${most} bytes, more than ${most}: not read`,
    );
  });
});

describe('a text of a stranger', () => {
  test.each([
    ['a\x1b[31mb\x1b[0m', 'ab'],
    ['a\nb\rc\td\x07', 'a b c d '],
    ['a\u202eb\u2066c\u200f', 'a b c '],
    ['a\u2028b\u2029', 'a b '],
    ['가 é 🙂', '가 é 🙂'],
  ])('%j is printed as %j', (text, printed) => {
    expect(plain(text)).toBe(printed);
  });

  test('is cut to a hundred characters, or as many as are wanted', () => {
    expect(plain('a'.repeat(100))).toBe('a'.repeat(100));
    expect(plain('a'.repeat(101))).toBe(`${'a'.repeat(100)}…`);
    expect(plain('abcd', 3)).toBe('abc…');
  });
});
