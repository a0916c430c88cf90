// What an exercise takes along: the student's own files that it imports, wherever they lie and however they were handed in.
import { posix } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { type HelperFiles, HelperFinder } from '../../../../tools/grade/intake/helpers';
import type { Entry } from '../../../../tools/grade/intake/listing';

const TOPIC = '02-b';
const TOPICS = ['01-a', TOPIC];

type Content = string | Buffer | { failure: string } | { problem: string };

/** The entries of a submission with these files. */
function entriesOf(files: Record<string, Content>): Entry[] {
  return Object.entries(files).map(([path, content]) => ({
    path: path.split('/'),
    isFolder: false,
    read: jest.fn(() =>
      typeof content === 'string' || Buffer.isBuffer(content) ? { bytes: Buffer.from(content) } : content,
    ),
  }));
}

interface Found {
  helpers: HelperFiles;
  failure?: string;
  notes: string[];
  entries: Entry[];
}

/** What the exercise takes along, which is the first of the files, and what is said of it. */
function found(files: Record<string, Content>): Found {
  const entries = entriesOf(files);
  const notes: string[] = [];
  const finder = new HelperFinder(entries, TOPICS, (note) => notes.push(note));
  const [exercise] = entries;
  return { ...finder.takenAlong(TOPIC, exercise, String(Object.values(files)[0])), notes, entries };
}

const helpersOf = (files: Record<string, Content>): HelperFiles => {
  const { helpers, failure, notes } = found(files);
  expect([failure, notes]).toEqual([undefined, []]);
  return helpers;
};

describe('an exercise takes along', () => {
  test.each([
    ['beside it', "import { half } from './half';", 'half.ts'],
    ['in a folder', "import { half } from './util/half';", 'util/half.ts'],
    ['with an ending', "import { half } from './util/half.ts';", 'util/half.ts'],
    ['with the ending of what it becomes', "import { half } from './half.js';", 'half.ts'],
    ['with other quotes', 'import { half } from "./half";', 'half.ts'],
    ['by a call', 'const { half } = require(`./half`);', 'half.ts'],
    ['as a type only', "import type { Half } from './half';", 'half.ts'],
    ['that only declares', "import type { Half } from './half';", 'half.d.ts'],
    ['by the name of its folder', "import { half } from './half';", 'half/index.ts'],
    ['by no name in its own folder', "import { half } from './';", 'index.ts'],
    ['by a dot', "import { half } from '.';", 'index.ts'],
    ['by the path of its folder', "import { half } from './util/';", 'util/index.ts'],
    ['as data', "import half from './data/half.json';", 'data/half.json'],
    ['as a topic is named', "import { half } from '#topics/util/half';", 'util/half.ts'],
    ['by a detour', "import { half } from '../exercises/util/../half';", 'half.ts'],
    ['called as topics are', "import { half } from './10-halves';", '10-halves.ts'],
  ])('a file %s', (_, text, helper) => {
    for (const folder of ['', 'exercises/', 'hw1/Ann Lee/'])
      expect(helpersOf({ [`${folder}02-b.ts`]: text, [`${folder}${helper}`]: 'h' })).toEqual({
        [helper]: 'h',
      });
  });

  test('what these import, each once, in circles too', () => {
    expect(
      helpersOf({
        'exercises/02-b.ts': "import './util/a'; import './c';",
        'exercises/util/a.ts': "import '../c'; import './b';",
        'exercises/util/b.ts': "import './a'; import '../02-b';",
        'exercises/c.ts': 'c',
      }),
    ).toEqual({
      'util/a.ts': "import '../c'; import './b';",
      'util/b.ts': "import './a'; import '../02-b';",
      'c.ts': 'c',
    });
  });

  test('no topic, nothing of the library, no package, nothing above exercises/, and no file that it does not name', () => {
    const text = "import './01-a'; import '#lib/ndarray'; import 'half'; import '../half'; import './none';";
    expect(
      helpersOf({
        'exercises/02-b.ts': text,
        'exercises/01-a.ts': 'a',
        'exercises/ndarray.ts': '',
        'half.ts': 'h',
      }),
    ).toEqual({});
  });

  test('a file before a folder, and that before one with the same name elsewhere', () => {
    const text = "import './half'";
    const files = { '02-b.ts': text, 'old/half.ts': 'old', 'half/index.ts': 'index' };
    expect(helpersOf(files)).toEqual({ 'half/index.ts': 'index' });
    expect(helpersOf({ ...files, 'half.ts': 'right' })).toEqual({ 'half.ts': 'right' });
  });

  test('what its own computer would find: other letters, and Hangul taken apart', () => {
    const text = "import './Half'; import './도우미';";
    const files = { '02-b.ts': text, 'half.ts': 'h', [`${'도우미'.normalize('NFD')}.ts`]: 'k' };
    expect(helpersOf(files)).toEqual({ 'Half.ts': 'h', '도우미.ts': 'k' });
    const apart = { '02-b.ts': text.normalize('NFD'), 'half.ts': 'h', '도우미.ts': 'k' };
    expect(Object.values(helpersOf(apart))).toEqual(['h', 'k']);
  });
});

describe('a file that was in a folder', () => {
  const text = "import './util/half'";

  test('is found where a platform has laid it, and that is said', () => {
    const { helpers, notes } = found({ '02-b.ts': text, 'half.ts': 'h' });
    expect(helpers).toEqual({ 'util/half.ts': 'h' });
    expect(notes).toEqual(['half.ts is taken as util/half.ts']);
  });

  test('is not chosen among several', () => {
    expect(helpersOf({ '02-b.ts': text, 'half.ts': 'h', 'a/half.ts': 'h' })).toEqual({});
  });

  test('is not one whose name says nothing, unless it is beside the exercise', () => {
    const joined = "['a', 'b'].join('.'); import './util';";
    const files = { '02-b.ts': joined, 'lib/index.ts': '', 'types/index.d.ts': '' };
    expect(helpersOf(files)).toEqual({});
    expect(found({ '02-b.ts': "import './util'", 'index.ts': 'i' })).toMatchObject({
      helpers: { 'util/index.ts': 'i' },
      notes: ['index.ts is taken as util/index.ts'],
    });
    expect(found({ '02-b.ts': "import './util'", 'index-1.ts': 'i' }).helpers).toEqual({
      'util/index.ts': 'i',
    });
    expect(helpersOf({ ...files, '02-b.ts': "import './util'", 'index.ts': 'one of two' })).toEqual({});
  });

  test('is not the exercise itself', () => {
    expect(helpersOf({ 'half.ts': text })).toEqual({});
  });
});

describe('a file that a platform or a computer has renamed', () => {
  test.each([
    ['Canvas, handed in again', '02-b-1.ts', 'half-1.ts'],
    ['Canvas, as a teacher has sorted it', 'leeann_1_10_02-b.ts', 'leeann_1_11_half-2.ts'],
    ['a browser', '02-b (1).ts', 'half (2).ts'],
    ['a browser, in Korean writing', '02-b.ts', '반 (1).ts', '반'],
    ['Windows', '02-b - Copy.ts', 'half - Copy (2).ts'],
    ['macOS', '02-b copy.ts', 'half copy.ts'],
    ['Google Drive', '02-b.ts의 사본.ts', 'half의 사본.ts'],
    ['a computer that hides endings', '02-b.ts.txt', 'half.ts.txt'],
    ['ILIAS', '20261127100001_02-b.ts', '20261127100003_half.ts'],
    ['a shared drive', 'Ann Lee - 02-b.ts', 'Ann Lee - half.ts'],
    ['Google Forms', '02-b - Ann Lee.ts', 'half - Ann Lee.ts'],
    ['its student, with the day', '2026-11-29_02_b_final.ts', '2026-11-29_half_final.ts'],
  ])('is found: %s', (_, exercise, helper, bare = 'half') => {
    for (const folder of ['', 'exercises/']) {
      const files = { [folder + exercise]: `import './${bare}'`, [folder + helper]: 'h' };
      const { helpers, notes } = found(files);
      expect(helpers).toEqual({ [`${bare}.ts`]: 'h' });
      expect(notes).toEqual([`${folder}${helper} is taken as ${bare}.ts`]);
    }
  });

  test('is found as data, too, and as what it has been laid beside', () => {
    const { helpers } = found({
      '02-b-1.ts': "import './data/half.json'; import './util/one'",
      'half-1.json': '{}',
      'one (1).ts': 'one',
    });
    expect(helpers).toEqual({ 'data/half.json': '{}', 'util/one.ts': 'one' });
  });

  test('is not taken where one has the name, nor chosen among several', () => {
    const text = "import './half'";
    expect(helpersOf({ '02-b.ts': text, 'half-1.ts': 'other', 'half.ts': 'right' })).toEqual({
      'half.ts': 'right',
    });
    expect(helpersOf({ '02-b.ts': text, 'half-1.ts': '1', 'half-2.ts': '2' })).toEqual({});
  });

  test('is none of the exercises, and no program of another language', () => {
    const text = "import './half'; import './01-a'";
    expect(helpersOf({ '02-b.ts': text, '01-a-1.ts': 'a', 'half.js': '', 'half.md.txt': '' })).toEqual({});
  });
});

describe('what cannot be read', () => {
  test('through a failure of ours leaves the topic without a grade, not without a helper', () => {
    const { failure } = found({ '02-b.ts': "import './half'", 'half.ts': { failure: 'no permission' } });
    expect(failure).toBe('half.ts: no permission');
  });

  test('because of the file is said, once', () => {
    const { helpers, notes } = found({
      '02-b.ts': "import './a'; import './b'; import './c';",
      'a.ts': { problem: 'is a link' },
      'b.ts': Buffer.from('a\0b'),
      'c.ts': "import './a';",
    });
    expect(helpers).toEqual({ 'c.ts': "import './a';" });
    expect(notes).toEqual(['a.ts: is a link', 'b.ts: the file contains zero bytes, so it is not text']);
  });
});

describe('the limits', () => {
  const importing = (names: string[]): string => names.map((name) => `import './${name}';`).join('\n');
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `h${i}`);
  const filesOf = (count: number, content: Content): Record<string, Content> => ({
    '02-b.ts': importing(names(count)),
    ...Object.fromEntries(names(count).map((name) => [`${name}.ts`, content])),
  });

  test('are a hundred files, and what is beyond is not opened', () => {
    expect(Object.keys(helpersOf(filesOf(100, '')))).toHaveLength(100);
    const { helpers, notes, entries } = found(filesOf(103, ''));
    expect(Object.keys(helpers)).toHaveLength(100);
    expect(notes).toEqual(['the exercises import more than 100 other files: not all of them are used']);
    expect(entries.filter(({ read }) => jest.mocked(read).mock.calls.length > 0)).toHaveLength(100);
  });

  test('hold for files that cannot be read, too', () => {
    const { notes } = found(filesOf(103, Buffer.from('\0')));
    expect(notes.filter((note) => note.includes('zero bytes'))).toHaveLength(100);
  });

  test('are a million characters', () => {
    const { helpers, notes } = found(filesOf(6, 'x'.repeat(200_000)));
    expect(Object.keys(helpers)).toHaveLength(5);
    expect(notes).toEqual([expect.stringContaining('1048576 characters')]);
  });

  test('are of all topics together; what one has read, the next one has', () => {
    const entries = entriesOf(filesOf(100, ''));
    const notes: string[] = [];
    const finder = new HelperFinder(entries, TOPICS, (note) => notes.push(note));
    const text = importing(names(100));
    for (const topic of TOPICS)
      expect(Object.keys(finder.takenAlong(topic, entries[0], text).helpers)).toHaveLength(100);
    expect(notes).toEqual([]);
    expect(finder.used).toHaveLength(100);
    for (const { read } of entries.slice(1)) expect(read).toHaveBeenCalledTimes(1);
  });

  test('are such that what leads nowhere is looked for once, however many topics lead there', () => {
    const entries = entriesOf({ '02-b.ts': '', 'a.ts': importing(names(100)) });
    const finder = new HelperFinder(entries, TOPICS, () => {});
    const lookedFor = jest.spyOn(posix, 'basename');
    const counts = TOPICS.map((topic) => {
      lookedFor.mockClear();
      finder.takenAlong(topic, entries[0], "import './a';");
      return lookedFor.mock.calls.length;
    });
    expect(counts).toEqual([expect.any(Number), 0]);
    expect(counts[0]).toBeGreaterThan(100);
  });

  test('are two hundred paths in a file', () => {
    const many = { '02-b.ts': importing([...names(200), 'last']), 'last.ts': '' };
    expect(helpersOf(many)).toEqual({});
    expect(helpersOf({ ...many, '02-b.ts': importing([...names(199), 'last']) })).toEqual({ 'last.ts': '' });
  });
});

test('two topics from two folders each have their own helper of one name', () => {
  const entries = entriesOf({
    '1/01-a.ts': '',
    '2/02-b.ts': '',
    '1/half.ts': 'of the first',
    '2/half.ts': 'of the second',
  });
  const finder = new HelperFinder(entries, TOPICS, () => {});
  expect(finder.takenAlong('01-a', entries[0], "import './half'").helpers).toEqual({
    'half.ts': 'of the first',
  });
  expect(finder.takenAlong('02-b', entries[1], "import './half'").helpers).toEqual({
    'half.ts': 'of the second',
  });
});
