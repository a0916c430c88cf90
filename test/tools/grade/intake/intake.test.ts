// What students hand in: folders and zips, in any order, shape and encoding.
import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { Course } from '#engine/course/course';
import {
  holdsSeveral,
  type SubmittedFiles,
  sanitize,
  type Submission,
  readSubmission,
} from '../../../../tools/grade/intake';
import { COURSE, courseIn } from '../../support/course';
import { temporaryFolder } from '../../support/folders';

const root = temporaryFolder();
const topics = ['01-a', '02-b'];
let count = 0;

type Content = string | Uint8Array;

const testOnUnix = process.platform === 'win32' ? test.skip : test;

const alice: Submission = { name: 'alice', path: '', kind: 'folder', student: {} };

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

function takenIn(kind: 'folder' | 'zip', path: string): SubmittedFiles {
  return readSubmission({ name: 'alice', path, kind, student: {} }, COURSE, topics);
}

const fromFolder = (files: Record<string, Content>): SubmittedFiles => takenIn('folder', folderWith(files));

function fromZip(files: Record<string, Content>, damage = (zip: Buffer): Buffer => zip): SubmittedFiles {
  const bytes = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const path = `${fresh()}.zip`;
  writeFileSync(path, damage(Buffer.from(zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>))));
  return takenIn('zip', path);
}

const nothing: SubmittedFiles = { files: {}, helpers: {}, problems: {}, failures: {}, nearly: {}, notes: [] };

afterEach(() => void jest.restoreAllMocks());

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
      notes: ['01-a.ts is there 2 times: exercises/01-a.ts counts, and not 01-a.ts'],
    });
  });

  test('may hold nothing', () => {
    expect(from({})).toEqual(nothing);
  });

  test('has what is not looked at named, in order, the first twenty', () => {
    expect(from({ 'b.txt': '', '01-a.ts': 'a', 'a\x1b[31m.txt': '', 'exercises/03-c.ts': '' }).notes).toEqual(
      ['ignored: a.txt, b.txt, exercises/03-c.ts'],
    );
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`${10 + i}.txt`, '']));
    const twenty = Array.from({ length: 20 }, (_, i) => `${10 + i}.txt`).join(', ');
    expect(from(many).notes).toEqual([`ignored: ${twenty} and 3 more`]);
  });

  test('may hold files of 256 KiB, and no larger ones', () => {
    const largest = 256 * 1024;
    expect(from({ '01-a.ts': 'a'.repeat(largest), '02-b.ts': 'b'.repeat(largest + 1) })).toEqual({
      ...nothing,
      files: { '01-a': 'a'.repeat(largest) },
      problems: { '02-b': `the file has ${largest + 1} bytes, more than ${largest}` },
    });
  });

  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', Buffer.from('가'), '가', ''],
    ['UTF-8 with a mark', Buffer.from('\ufeff가'), '가', ''],
    ['UTF-16LE', Buffer.from('\ufeff가', 'utf16le'), '가', 'read as UTF-16LE'],
    ['UTF-16BE', Buffer.from('\ufeff가', 'utf16le').swap16(), '가', 'read as UTF-16BE'],
    [
      'UTF-8 with a byte too many',
      Buffer.concat([Buffer.from('각각a'), Uint8Array.of(0xff)]),
      '각각a\ufffd',
      '',
    ],
    ['UTF-8 with half a letter', Buffer.from('각각🎓').subarray(0, -1), '각각\ufffd', ''],
    ['EUC-KR', Uint8Array.of(0xb0, 0xa1), '가', 'is not in UTF-8, read as EUC-KR'],
    [
      'EUC-KR, of which some is a letter of UTF-8',
      Uint8Array.of(0xb0, 0xe0, 0xb0, 0xa1),
      '겯가',
      'is not in UTF-8, read as EUC-KR',
    ],
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
      problems: { '01-a': 'the file contains zero bytes, so it is not text' },
    });
  });
});

describe('an exercise as the course hands it out', () => {
  const stub = '\ufeffexport function f() {\r\n  return todo("f");\r\n}\r\n'; // saved on Windows
  const course = (): Course => {
    const folder = folderWith({
      'test/stubs/01-a.json': JSON.stringify({
        lines: stub.slice(1).split('\r\n'),
        earlier: [],
      }),
    });
    return courseIn(folder);
  };
  const taken = (files: Record<string, Content>): SubmittedFiles => {
    const submission: Submission = { name: 'alice', path: folderWith(files), kind: 'folder', student: {} };
    return readSubmission(submission, course(), topics);
  };

  test.each(['01-a-1.ts', 'deeper/01-a.ts', '01_a final.ts', 'exercises/01-a.ts'])(
    'does not count where there is %s with something written',
    (name) => {
      const { files, notes } = taken({ '01-a.ts': stub, [name]: 'written' });
      expect(files).toEqual({ '01-a': 'written' });
      expect(notes).toContain(`01-a.ts is there 2 times: ${name} counts, and not 01-a.ts`);
    },
  );

  test('counts where nothing else is there, or only what may be no answer', () => {
    const others: Record<string, Content>[] = [{}, { '01-a-1.ts': stub }, { 'a.ts': 'a helper' }];
    for (const files of others) expect(taken({ '01-a.ts': stub, ...files }).files['01-a']).toContain('todo');
  });
});

test('exercises of other topics than those that are graded are named', () => {
  const submission: Submission = {
    name: 'alice',
    path: folderWith({ '02-b.ts': 'b', 'exercises/03-c.ts': 'c' }),
    kind: 'folder',
    student: {},
  };
  const { notes } = readSubmission(submission, COURSE, ['01-a'], ['02-b', '03-c']);
  expect(notes).toEqual(['all exercises in it are of topics that are not graded: 02, 03']);
  expect(readSubmission(submission, COURSE, ['02-b'], ['01-a', '03-c']).notes).toEqual([]);
});

describe('in a folder', () => {
  test('a folder in place of a file is no file', () => {
    expect(fromFolder({ '01-a.ts/': '', 'exercises/02-b.ts/': '', 'more/': '' })).toEqual({
      ...nothing,
      problems: { '01-a': 'a folder has this name', '02-b': 'a folder has this name' },
      notes: ['ignored: more/'],
    });
  });

  test('a file in place of exercises/ is not looked at', () => {
    expect(fromFolder({ exercises: '' })).toEqual({ ...nothing, notes: ['ignored: exercises'] });
  });

  test('only what may be judged or imported is opened, and all of it is closed again', () => {
    const [open, close] = [jest.spyOn(fs, 'openSync'), jest.spyOn(fs, 'closeSync')];
    const folder = folderWith({
      '01-a.ts': "import './helpers'",
      'exercises/02-b.ts': 'b',
      'helpers.ts': '',
      'notes.ts': '',
      'more.txt': '',
      'elsewhere/x.ts': '',
    });
    open.mockClear();
    close.mockClear();
    takenIn('folder', folder);
    expect(open.mock.calls.map(([path]) => basename(String(path))).sort()).toEqual([
      '01-a.ts',
      '02-b.ts',
      'helpers.ts',
    ]);
    expect(close).toHaveBeenCalledTimes(3);
  });

  test('a file that cannot be opened is our failure, and no statement about the student', () => {
    const folder = folderWith({ '01-a.ts': 'a', '02-b.ts': 'b' });
    jest.spyOn(fs, 'openSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    });
    expect(takenIn('folder', folder)).toEqual({
      ...nothing,
      files: { '02-b': 'b' },
      failures: { '01-a': expect.stringContaining('EACCES') as unknown as string },
    });
  });

  test('what a folder that cannot be opened may hold is our failure, too', () => {
    const folder = folderWith({ '01-a.ts': 'a', 'exercises/02-b.ts': 'b' });
    const { readdirSync } = fs;
    jest.spyOn(fs, 'readdirSync').mockImplementation(((path: Buffer, options: never) => {
      if (String(path).endsWith('exercises')) throw Object.assign(new Error(), { code: 'EACCES' });
      return readdirSync(path, options);
    }) as never);
    expect(takenIn('folder', folder)).toMatchObject({
      files: { '01-a': 'a' },
      failures: { '02-b': expect.stringMatching(/exercises.*EACCES/) as unknown as string },
    });
  });

  // Windows has no pipes among its files.
  testOnUnix('a pipe is no file, and is not waited for', () => {
    const folder = folderWith({});
    execFileSync('mkfifo', [join(folder, '01-a.ts')]);
    expect(takenIn('folder', folder).problems).toEqual({ '01-a': 'this is no ordinary file' });
  });

  test('that is not there, what is wrong is said', () => {
    const failure = expect.stringContaining('ENOENT') as unknown as string;
    expect(takenIn('folder', join(root, 'none'))).toEqual({
      ...nothing,
      failures: { '01-a': failure, '02-b': failure },
    });
  });

  // On Windows a link needs a permission that not everybody has.
  testOnUnix('links are not followed', () => {
    const folder = folderWith({ 'elsewhere/01-a.ts': 'a' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'exercises'));
    symlinkSync(join(folder, 'elsewhere/01-a.ts'), join(folder, '01-a.ts'));
    const { files, problems, notes } = takenIn('folder', folder);
    expect({ files, problems }).toEqual({
      files: {},
      problems: { '01-a': 'the file is a link: hand in the file itself' },
    });
    expect(notes).toContain('ignored: exercises');
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
    expect(fromZip({ 'exercises/01-a.ts': 'a', 'exercises/more.txt': '' }).notes).toEqual([
      'ignored: exercises/more.txt',
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
      'ignored: x__MACOSX/b',
    ]);
  });

  test('damage is said, of the whole or of a file', () => {
    expect(fromZip({ '01-a.ts': 'a' }, (zip) => zip.subarray(0, 30))).toEqual({
      ...nothing,
      notes: [expect.stringMatching(/^the zip is damaged/) as unknown as string],
    });
    const packed = 'a'.repeat(1000);
    const hurt = fromZip({ '01-a.ts': packed, '02-b.ts': 'b' }, (zip) => zip.fill(0xff, 37, 47));
    expect(hurt).toEqual({
      ...nothing,
      files: { '02-b': 'b' },
      problems: { '01-a': 'the zip is damaged here' },
    });
    expect(takenIn('zip', join(root, 'none.zip'))).toMatchObject({
      failures: { '01-a': expect.stringContaining('ENOENT') as unknown as string },
    });
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

describe('submissions as they come', () => {
  /** Both exercises, in each of the ways in which they are handed in. */
  const right = { '01-a': 'a', '02-b': 'b' };

  test.each<[string, Record<string, Content>]>([
    ['in a folder', { 'hw/01-a.ts': 'a', 'hw/02-b.ts': 'b' }],
    [
      'in exercises/ in a folder',
      { 'hw/exercises/01-a.ts': 'a', 'hw/exercises/02-b.ts': 'b', 'README.md': '' },
    ],
    [
      'as GitHub packs it, unpacked and packed again',
      { 'm/m/exercises/01-a.ts': 'a', 'm/m/exercises/02-b.ts': 'b' },
    ],
    ['in Exercises/', { 'Exercises/01-a.ts': 'a', 'EXERCISES/02-b.ts': 'b' }],
    ['in two folders', { 'week 1/01-a.ts': 'a', 'week 2/02-b.ts': 'b' }],
    ['with capitals', { '01-A.ts': 'a', '02-b.TS': 'b' }],
    ['renamed by Canvas', { '01-a-1.ts': 'a', '02-b-12.ts': 'b' }],
    ['renamed by a browser', { '01-a (1).ts': 'a', '02-b(2).ts': 'b' }],
    ['renamed by a copy', { '01-a - Copy.ts': 'a', '02-b - 복사본 (2).ts': 'b' }],
    ['copied by Google Drive in Korean', { '01-a의 사본.ts': 'a', '02-b.ts의 사본': 'b' }],
    ['with the signs of another keyboard', { '０１－a.ts': 'a', '02–b.ts': 'b' }],
    ['from a web address', { '01%20-%20a.ts': 'a', '02%20b.ts': 'b' }],
    ['with the hidden ending of Windows', { '01-a.ts.txt': 'a', '02-b.TS.TXT': 'b' }],
    ['with what students put behind the name', { '01-a (최종).ts': 'a', '02-b_final v2.ts': 'b' }],
    ['with what is put before it', { 'Copy of 01-a.ts': 'a', '2026-11-29_kim_02-b.ts': 'b' }],
    ['with other signs between the words', { '01_a.ts': 'a', '2 b.ts': 'b' }],
    ['without the numbers', { 'a.ts': 'a', 'exercises/B.ts': 'b' }],
    ['with several endings, or only that of a text', { '01-a.ts.ts': 'a', '02-b.txt': 'b' }],
    ['renamed twice', { '01-a-1-2.ts': 'a', '02-b-1 (1).ts.txt': 'b' }],
    ['as Canvas calls each file', { 'leeann_12_34_01-a.ts': 'a', 'leeann_LATE_12_35_02-b-1.ts': 'b' }],
    ['in a zip in it', { 'hw.zip': zipSync({ 'hw/01-a.ts': strToU8('a'), '02-b.ts': strToU8('b') }) }],
    [
      'in a clone of the course, whose solutions and tests are not the student’s',
      {
        ...{
          'package.json': '{}',
          'exercises/01-a.ts': 'a',
          'exercises/02-b.ts': 'b',
          'solutions/01-a.ts': 'x',
        },
        ...{ 'test/mistakes/01-a.ts': 'y', '.dojo/originals/02-b.ts': 'z', 'node_modules/01-a.ts': 'n' },
      },
    ],
  ])('%s', (_, files) => {
    for (const from of [fromFolder, fromZip]) {
      const { files: found, problems, failures } = from(files);
      expect({ found, problems, failures }).toEqual({ found: right, problems: {}, failures: {} });
    }
  });

  test('with the backslashes of Windows', () => {
    expect(fromZip({ 'hw\\exercises\\01-a.ts': 'a', 'hw\\exercises\\02-b.ts': 'b' })).toEqual({
      ...nothing,
      files: right,
    });
  });

  test('a name that is nearly right is said to have been taken', () => {
    expect(fromFolder({ '01-a-1.ts': 'a' }).notes).toEqual(['01-a-1.ts is taken as 01-a.ts']);
    expect(fromFolder({ '01-abc.ts': 'a', '01-a.tsx': 'a', '._01-a.ts': 'a' }).files).toEqual({});
  });

  test('a loose name counts only where there is no nearer one, and its file can be imported all the same', () => {
    const files = {
      'deep/er/01-a.ts': "import './a'",
      'deep/er/a.ts': 'helper',
      '01-a old.ts': 'old',
      '01-a.test.ts': 't',
    };
    expect(fromFolder(files)).toMatchObject({
      files: { '01-a': "import './a'" },
      helpers: { '01-a': { 'a.ts': 'helper' } },
    });
    expect(fromFolder({ 'a.ts': 'a', '02-b.ts': "import './a'" })).toMatchObject({
      files: { '01-a': 'a', '02-b': "import './a'" },
      helpers: { '02-b': { 'a.ts': 'a' } },
      notes: ['a.ts is taken as 01-a.ts'],
    });
    expect(
      fromFolder({ '11-a.ts': '', '01-a.test.ts': '', '01-a.d.ts': '', '01-a 02-b.ts': '' }).files,
    ).toEqual({});
  });

  test('of a topic without a file, what was meant for it is named', () => {
    expect(fromFolder({ '01-a.js': '', '02-b.ts': 'b', '02-b.ts~': '' }).nearly).toEqual({
      '01-a': '01-a.js is not read: hand in 01-a.ts',
    });
    expect(fromFolder({ 'exercises/01-a.ts': 'a', 'solutions/02-b.js': '' }).nearly).toEqual({});
  });

  test.each<[boolean, Record<string, Content>]>([
    [true, { 'ann/01-a.ts': 'a', 'bo/exercises/01-a.ts': 'a' }],
    [true, { 'all/ann.zip': zipSync({ '01-a.ts': strToU8('a') }), 'all/bo/01-a.ts': 'a' }],
    [true, { 'leeann_12_34_01-a.ts': 'a', 'bo_13_35_01-a.ts': 'a' }],
    [true, { 'all/01-a - Ann.ts': 'a', 'all/01-a - Bo.ts': 'a', 'all/01-a - Cy.ts': 'a' }],
    [true, { '01-a_ann1.ts': 'a', '01-a_bob2.ts': 'a', '01-a_kim3.ts': 'a', 'notes.txt': '' }],
    [false, { '01-a_old.ts': 'a', '01-a_new.ts': 'a', 'Ann - 02-b.ts': 'b' }],
    [false, { 'Ann - 01-a.ts': 'a', 'Bo - 02-b.ts': 'b', 'Cy - 03.ts': '' }],
    [false, { 'week 1/01-a.ts': 'a', 'week 2/02-b.ts': 'b' }],
    [false, { 'exercises/01-a.ts': 'a', 'old/01-a.ts': 'a' }],
    [
      false,
      { 'package.json': '', 'exercises/01-a.ts': 'a', 'solutions/01-a.ts': 'a', 'test/stubs/01-a.ts': 'a' },
    ],
    [false, { '01-a.ts': 'a', '01-a-1.ts': 'a' }],
    [false, {}],
  ])('that one folder holds several submissions is %s of %j', (several, files) => {
    expect(holdsSeveral({ ...alice, path: folderWith(files) }, topics)).toBe(several);
  });

  test('the nearest to the top counts; there, the one of the right name; there, the latest', () => {
    expect(fromFolder({ 'old/01-a.ts': 'old', '01-a-1.ts': 'new' }).files).toEqual({ '01-a': 'new' });
    expect(fromFolder({ '01-a.ts': 'named', '01-a-1.ts': 'other' })).toMatchObject({
      files: { '01-a': 'named' },
      notes: [expect.stringMatching(/01-a\.ts counts.*01-a-1\.ts/)],
    });
    expect(fromFolder({ '01-a-1.ts': 'first', '01-a-2.ts': 'second' }).files).toEqual({ '01-a': 'second' });
  });

  test('of folders that differ only in a number, the one with the largest counts, and that is said', () => {
    const versions = {
      'hw/Version 9/01-a.ts': 'old',
      'hw/Version 10/01-a.ts': 'new',
      'hw/Version 10/x.txt': '',
    };
    expect(fromFolder(versions)).toMatchObject({
      files: { '01-a': 'new' },
      notes: [
        '01-a.ts is there 2 times: hw/Version 10/01-a.ts counts, and not hw/Version 9/01-a.ts',
        expect.stringContaining('ignored'),
      ],
    });
    for (const [one, other] of [
      ['28-11-2026', '02-12-2026'], // which of two numbers is the day?
      ['v1', 'w2'],
      ['hw', 'hw 2'],
      ['v1', 'v01'],
    ])
      expect(fromFolder({ [`${one}/01-a.ts`]: 'a', [`${other}/01-a.ts`]: 'b' })).toMatchObject({
        files: {},
        problems: { '01-a': expect.stringContaining('hand in one') },
      });
  });

  test('a zip that is not opened is no empty submission', () => {
    const inner = (name: string, bytes: Uint8Array): Uint8Array => zipSync({ [name]: bytes });
    const deep = inner('b.zip', inner('c.zip', inner('01-a.ts', strToU8('a'))));
    expect(fromZip({ 'a.zip': deep }).failures).toEqual({
      '01-a': 'a.zip/b.zip is one of too many zips, and is not opened: ask for one .zip',
      '02-b': 'a.zip/b.zip is one of too many zips, and is not opened: ask for one .zip',
    });
    expect(fromZip({ 'a.zip': deep, '02-b.ts': 'b' })).toMatchObject({
      files: { '02-b': 'b' },
      failures: {},
    });
  });

  test('two files that differ, at one depth, are a problem; two that are the same are none', () => {
    expect(fromFolder({ 'x/01-a.ts': 'a', 'y/01-a.ts': 'b', '02-b.ts': 'b' })).toMatchObject({
      files: { '02-b': 'b' },
      problems: { '01-a': expect.stringMatching(/x\/01-a\.ts, y\/01-a\.ts/) },
    });
    expect(fromFolder({ 'x/01-a.ts': 'a', 'y/01-a.ts': 'a' })).toEqual({
      ...nothing,
      files: { '01-a': 'a' },
    });
  });

  test('in a copy of the course, a solution stands for no exercise that is not there', () => {
    expect(fromFolder({ 'exercises/01-a.ts': 'a', 'solutions/02-b.ts': 'b' }).files).toEqual({ '01-a': 'a' });
    expect(fromFolder({ 'm/package.json': '{}', 'm/solutions/02-b.ts': 'b' }).files).toEqual({});
  });

  test('what the course itself brings is not named', () => {
    const files = {
      'package.json': '{}',
      'exercises/01-a.ts': 'a',
      'lib/ndarray.ts': '',
    };
    expect(fromFolder(files).notes).toEqual([]);
    expect(fromFolder({ ...files, 'lib/mine.ts': '' }).notes).toEqual(['ignored: lib/mine.ts']);
    const withZips = (...paths: string[]): string[] =>
      fromFolder({
        ...files,
        ...Object.fromEntries(paths.map((path) => [path, zipSync({ 'a.npz': strToU8('a') })])),
      }).notes;
    expect(withZips('test/lib/numpy/refused.zip')).toEqual([]);
    expect(withZips('test/lib/numpy/refused.zip', 'mine.zip')).toEqual(['ignored: mine.zip/a.npz']);
  });

  test('a name that no file system takes is no exercise’s: looking for one in thousands of them takes seconds', () => {
    const named = (length: number): object => fromZip({ [`01-a${' '.repeat(length - 7)}.ts`]: 'a' }).files;
    expect(named(255)).toEqual({ '01-a': 'a' });
    expect(named(256)).toEqual({});
  });

  test('a folder with the name of a file of the course, and a name that no file system takes, are only named', () => {
    const odd = { '01-a.ts': 'a', 'package.json/x.txt': '' };
    expect(fromFolder(odd)).toMatchObject({ files: { '01-a': 'a' }, failures: {} });
    expect(fromZip({ ...odd, [`${'가'.repeat(100)}.txt`]: '' })).toMatchObject({
      files: { '01-a': 'a' },
      failures: {},
      notes: [expect.stringMatching(/가{50}.*package\.json|package\.json.*가{50}/)],
    });
  });

  test('names of macOS, which take Hangul apart, are read', () => {
    expect(fromFolder({ [`${'과제'.normalize('NFD')}/01-a.ts`]: 'a', '메모.txt': '' }).notes).toEqual([
      'ignored: 메모.txt',
    ]);
  });
});

describe('a zip that is odd', () => {
  const files = { '01-a.ts': 'a'.repeat(1000), '02-b.ts': 'b' };
  const listed = (zip: Buffer, name: string): number => zip.lastIndexOf(name) - 46;

  test('that states small sizes is unpacked no further than a file may be large', () => {
    const lies = (zip: Buffer): Buffer => {
      zip.writeUInt32LE(100, listed(zip, '01-a.ts') + 24);
      return zip;
    };
    const { problems, files: found } = fromZip({ '01-a.ts': 'x'.repeat(2 ** 24), '02-b.ts': 'b' }, lies);
    expect(found).toEqual({ '02-b': 'b' });
    expect(problems['01-a']).toMatch(/more than 262144 bytes/);
  });

  test('whose files are all in one place is read file by file, each to the same bound', () => {
    const shared = (zip: Buffer): Buffer => {
      for (const offset of [20, 24, 42, 16])
        zip.writeUInt32LE(zip.readUInt32LE(listed(zip, '01-a.ts') + offset), listed(zip, '02-b.ts') + offset);
      zip.writeUInt16LE(8, listed(zip, '02-b.ts') + 10);
      return zip;
    };
    expect(fromZip({ '01-a.ts': 'a'.repeat(1000), '02-b.ts': 'b'.repeat(1000) }, shared).files).toEqual({
      '01-a': 'a'.repeat(1000),
      '02-b': 'a'.repeat(1000),
    });
  });

  test.each<[string, (zip: Buffer) => Buffer, RegExp]>([
    ['has a password', (zip) => (zip.writeUInt16LE(1, listed(zip, '01-a.ts') + 8), zip), /password/],
    ['is packed by LZMA', (zip) => (zip.writeUInt16LE(14, listed(zip, '01-a.ts') + 10), zip), /LZMA/],
    [
      'holds a link',
      (zip) => {
        zip[listed(zip, '01-a.ts') + 5] = 3;
        zip.writeUInt32LE(0o120777 * 2 ** 16, listed(zip, '01-a.ts') + 38);
        return zip;
      },
      /link/,
    ],
    [
      'has another checksum',
      (zip) => (zip.writeUInt32LE(1, listed(zip, '01-a.ts') + 16), zip),
      /damaged here/,
    ],
    [
      'leads outside of itself',
      (zip) => (zip.writeUInt32LE(2 ** 30, listed(zip, '01-a.ts') + 42), zip),
      /damaged here/,
    ],
  ])('that %s is named as what it is, and its other files are read', (_, damage, said) => {
    const { files: found, problems } = fromZip(files, damage);
    expect(found).toEqual({ '02-b': 'b' });
    expect(problems['01-a']).toMatch(said);
  });

  const read = { '01-a': 'a'.repeat(1000), '02-b': 'b' };

  test.each<[string, (zip: Buffer) => Buffer, RegExp]>([
    ['has something before it', (zip) => Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]), /10 bytes before/],
    [
      'states another number of files',
      (zip) => (zip.writeUInt16LE(7, zip.length - 12), zip),
      /holds 7 files, and lists 2/,
    ],
  ])('that %s is read, and it is said', (_, damage, said) => {
    const { files: found, notes } = fromZip(files, damage);
    expect(found).toEqual(read);
    expect(notes).toEqual([expect.stringMatching(said)]);
  });

  test('that has a comment at its end is read', () => {
    const comment = (zip: Buffer): Buffer => {
      zip.writeUInt16LE(5, zip.length - 2);
      return Buffer.concat([zip, Buffer.from('hello')]);
    };
    expect(fromZip(files, comment)).toEqual({ ...nothing, files: read });
  });

  test.each([
    ['is none', 'no zip at all', /no zip/],
    ['is empty', '', /no zip/],
  ])('that %s is named', (_, text, said) => {
    const path = `${fresh()}.zip`;
    writeFileSync(path, text);
    expect(takenIn('zip', path)).toEqual({ ...nothing, notes: [expect.stringMatching(said)] });
  });

  test.each([
    ['RAR', 'Rar!\x1a\x07'],
    ['7z', '7z\xbc\xaf\x27\x1c'],
    ['gzip', '\x1f\x8b\x08'],
  ])('that is a %s in truth is no empty submission', (kind, beginning) => {
    const path = `${fresh()}.zip`;
    writeFileSync(path, Buffer.from(beginning, 'latin1'));
    const failure = `${basename(path)} (${kind}) is an archive that is not read: ask for a .zip`;
    expect(takenIn('zip', path)).toEqual({ ...nothing, failures: { '01-a': failure, '02-b': failure } });
    const inFolder = fromFolder({ '01-a.ts': 'a', 'old.zip': Buffer.from(beginning, 'latin1') });
    expect(inFolder).toMatchObject({ files: { '01-a': 'a' }, failures: {} });
  });

  test('whose paths lead out of it is said, and nothing of them is read', () => {
    expect(
      fromZip({ '../01-a.ts': 'a', '/exercises/01-a.ts': 'a', 'C:/01-a.ts': 'a', 'x/../02-b.ts': 'b' }),
    ).toEqual({
      ...nothing,
      notes: [expect.stringMatching(/^4 files/)],
    });
  });

  test('whose paths have thousands of folders is read without these', () => {
    const deep = {
      [`${'a/'.repeat(30_000)}b`]: '',
      [`${'a/'.repeat(13)}02-b.ts`]: '',
      ['x'.repeat(2_000)]: '',
    };
    expect(fromZip({ ...deep, '01-a.ts': 'a' })).toEqual({
      ...nothing,
      files: { '01-a': 'a' },
      notes: [expect.stringMatching(/^3 files .*12 folders/)],
    });
    expect(fromZip({ [`${'a/'.repeat(12)}01-a.ts`]: 'a' }).files).toEqual({ '01-a': 'a' });
  });

  test('which packs much into little is not unpacked', () => {
    const lies = (zip: Buffer): Buffer => {
      zip.writeUInt32LE(400_000, listed(zip, '01-a.ts') + 20);
      return zip;
    };
    const { problems } = fromZip({ '01-a.ts': 'a', '02-b.ts': 'b'.repeat(2_000) }, lies);
    expect(problems['01-a']).toMatch(/400000 bytes, more than/);
  });

  test('with Korean names of Windows is read', () => {
    const korean = (zip: Buffer): Buffer => {
      for (const at of [zip.indexOf('xx/01-a.ts'), zip.lastIndexOf('xx/01-a.ts')])
        Buffer.from([0xb0, 0xa1]).copy(zip, at);
      return zip;
    };
    expect(fromZip({ 'xx/01-a.ts': 'a', '02-b.ts': 'b' }, korean).files).toEqual({
      '01-a': 'a',
      '02-b': 'b',
    });
  });
});

describe('a text from a student', () => {
  test.each([
    ['a\x1b[31mb\x1b[0m', 'ab'],
    ['a\nb\rc\td\x07', 'a b c d '],
    ['a\u202eb\u2066c\u200f', 'a b c '],
    ['a\u2028b\u2029', 'a b '],
    ['가 é 🙂', '가 é 🙂'],
    ['a\ufffe\uffff\ud800b\udc00', 'a   b '],
  ])('%j is printed as %j', (text, printed) => {
    expect(sanitize(text)).toBe(printed);
  });

  test('is cut to a hundred characters, or as many as are wanted', () => {
    expect(sanitize('a'.repeat(100))).toBe('a'.repeat(100));
    expect(sanitize('a'.repeat(101))).toBe(`${'a'.repeat(100)}…`);
    expect(sanitize('abcd', 3)).toBe('abc…');
    expect(sanitize('ab🙂', 3)).toBe('ab…'); // not through the middle of a character
  });
});
