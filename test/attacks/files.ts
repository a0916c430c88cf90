// Attacks by files: links, paths, sizes, encodings, and files that mean something to a tool.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { COURSE, topicNames } from '../tools/support/course';
import { answer, type Attack, fileWith, RIGHT, TOPIC } from './attack';

const FILE = `${TOPIC}.ts`;
const right = answer(`return ${RIGHT};`);
const text = fileWith(`return ${RIGHT};`);

/** A submission that is a zip with these files. */
function zipped(files: Record<string, Uint8Array>, damage = (zip: Uint8Array): Uint8Array => zip) {
  return (at: string): void => writeFileSync(`${at}.zip`, damage(zipSync(files)));
}

/** Writes another size where the zip says how large its files are when they are unpacked. */
function lieAboutSizes(zip: Uint8Array): Uint8Array {
  const lie = Buffer.from(zip);
  const central = lie.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  lie.writeUInt32LE(100, central + 24);
  lie.writeUInt32LE(100, 22);
  return lie;
}

/** Lets all entries of the list point to the content of the first. */
function sharedContent(zip: Uint8Array): Uint8Array {
  const shared = Buffer.from(zip);
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  const first = shared.indexOf(signature);
  for (let at = first; at >= 0; at = shared.indexOf(signature, at + 4)) {
    shared.copy(shared, at + 8, first + 8, first + 28);
    shared.copy(shared, at + 42, first + 42, first + 46);
  }
  return shared;
}

export const files: Attack[] = [
  {
    id: 'link-to-the-solution',
    does: 'hands in a link to where the solution lies',
    make: (at) => {
      mkdirSync(at, { recursive: true });
      symlinkSync(COURSE.solution(TOPIC), join(at, FILE));
    },
    must: { state: 'unreadable', points: 'none', say: /link/ },
  },
  {
    id: 'link-to-a-folder',
    does: 'hands in a link to the folder of the solutions as exercises/',
    make: (at) => {
      mkdirSync(at, { recursive: true });
      symlinkSync(join(COURSE.solution(TOPIC), '..'), join(at, 'exercises'));
    },
    must: { state: 'missing', points: 'none' },
  },
  {
    id: 'pipe-for-a-file',
    does: 'hands in a pipe, from which a reader would read forever',
    make: (at) => {
      mkdirSync(at, { recursive: true });
      execFileSync('mkfifo', [join(at, FILE)]);
    },
    must: { state: 'unreadable', points: 'none', say: /no ordinary file/ },
  },
  {
    id: 'folder-for-a-file',
    does: 'hands in a folder with the name of a file',
    make: (at) => mkdirSync(join(at, FILE), { recursive: true }),
    must: { state: 'unreadable', points: 'none', say: /folder/ },
  },
  {
    id: 'climbing-zip',
    does: 'hands in a zip whose paths climb out of it',
    make: zipped({
      [`../../solutions/${FILE}`]: strToU8(text),
      [`/exercises/${FILE}`]: strToU8(text),
      '../../../evil.ts': strToU8('x'),
    }),
    must: { state: 'missing', points: 'none' },
  },
  {
    id: 'zip-bomb',
    does: 'hands in a zip that unpacks to a gigabyte',
    make: zipped({ [FILE]: new Uint8Array(2 ** 28), 'other.bin': new Uint8Array(2 ** 29) }),
    must: { state: 'unreadable', points: 'none', say: /bytes, more than/ },
  },
  {
    id: 'zip-bomb-that-lies',
    does: 'hands in a zip that unpacks to more than it says',
    make: zipped({ [FILE]: new Uint8Array(2 ** 26) }, lieAboutSizes),
    must: { state: 'unreadable', points: 'none' },
  },
  {
    id: 'zip-that-lies-many-times',
    does: 'hands in a zip in which all files are one that unpacks to more than it says',
    make: zipped(
      Object.fromEntries(topicNames().map((topic) => [`exercises/${topic}.ts`, new Uint8Array(2 ** 24)])),
      (zip) => sharedContent(lieAboutSizes(zip)),
    ),
    must: { state: 'unreadable', points: 'none', say: /more than/ },
  },
  {
    id: 'zip-with-backslashes',
    does: 'is right, in a zip of Windows',
    make: zipped({ [`hw\\exercises\\${FILE}`]: strToU8(text) }),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'zip-of-thousands-of-folders',
    does: 'is right, in a zip whose paths have thirty thousand folders, all of which are more text than memory holds',
    make: zipped({
      [FILE]: strToU8(text),
      ...Object.fromEntries(
        [...'abcdef'].map((letter) => [`${letter}/${'x/'.repeat(30_000)}y`, strToU8('')]),
      ),
    }),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'zip-of-helpers',
    does: 'is right, in a zip with thousands of files beside it, none of which is text',
    make: zipped({
      [FILE]: strToU8(text),
      ...Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`${i}.ts`, new Uint8Array(100)])),
    }),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'helpers-everywhere',
    does: 'is right, with its arithmetic in a folder, by a folder’s name and as data, and imports in a circle',
    files: {
      [`exercises/${FILE}`]: [
        "import { factor } from './util/factor';",
        "import { shapes } from './checks';",
        text.replace('{\n', '{\n  shapes(y, t);\n').replace(RIGHT, `${RIGHT} * factor(2)`),
      ].join('\n'),
      'exercises/util/factor.ts': [
        "import { one } from '../weights.json';",
        "import * as self from './factor';",
        'export const factor = (x: number): number => (x * one) / two();',
        'export const two = (): number => (self.factor === factor ? 2 : NaN);',
      ].join('\n'),
      'exercises/checks/index.ts': [
        "import type { NDArray } from '#lib/ndarray';",
        "import type { Shaped } from './types';",
        'export const shapes = (...all: (NDArray & Shaped)[]): void => all.forEach(({ shape }) => void shape.length);',
      ].join('\n'),
      'exercises/checks/types.d.ts': 'export interface Shaped {\n  shape: readonly number[];\n}',
      'exercises/weights.json': '{ "one": 1 }',
      'exercises/unused.ts': 'This is no TypeScript.',
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'spaces-of-typescript',
    does: 'is right, with spaces that only TypeScript knows, as they come along from a page, and separators of lines',
    files: {
      [FILE]: text.replace('return ', 'return\u200b \u0085').replace('{\n', "{\nvoid '\u2028\u2029';\n"),
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'helpers-laid-flat',
    does: 'is right, with a file that was in a folder, and lies beside it now',
    files: {
      [FILE]: `import { half } from './util/half';\n${text.replace(RIGHT, `half(2) * ${RIGHT}`)}`,
      'half.ts': 'export const half = (x: number): number => x / 2;',
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'helpers-of-its-own',
    does: 'is right beside another topic, in another folder, that has a helper of the same name',
    files: {
      [`1/${FILE}`]: `import { half } from './half';\n${text.replace(RIGHT, `half(2) * ${RIGHT}`)}`,
      '1/half.ts': 'export const half = (x: number): number => x / 2;',
      '2/02-cross-entropy-error.ts': "import { half } from './half';\nhalf();",
      '2/half.ts': 'export const half = (): number => 0;',
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'helpers-that-grow',
    does: 'is right, and names files in a comment which the translator makes larger than a message may be',
    files: {
      [FILE]: `${text}\n// ${Array.from({ length: 12 }, (_, i) => `'./helper${i}'`).join(' ')}`,
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          `helper${i}.ts`,
          `export const text = '${'가'.repeat(80_000)}';`,
        ]),
      ),
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'zip-of-endings',
    does: 'is right, in a zip with thousands of names that are nothing but endings',
    make: zipped({
      [FILE]: strToU8(text),
      ...Object.fromEntries(
        Array.from({ length: 10_000 }, (_, i) => [
          `${i}${(i % 2 ? '~' : '.ts').repeat(80)} `,
          new Uint8Array(0),
        ]),
      ),
    }),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'file-of-the-course-as-a-folder',
    does: 'is right, beside a folder with the name of a file of the course',
    files: { [FILE]: text, 'package.json/notes.txt': 'x' },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'zip-with-a-password',
    does: 'hands in a zip with a password',
    make: zipped({ [FILE]: strToU8(text) }, (zip) => {
      const locked = Buffer.from(zip);
      locked.writeUInt16LE(1, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
      return locked;
    }),
    must: { state: 'unreadable', points: 'none', say: /password/ },
  },
  {
    id: 'one-folder-too-many',
    does: 'is right, in a folder in a folder, under the name that a platform gave it',
    files: { [`hw/week 1/${TOPIC}-1.ts`]: text },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'two-answers',
    does: 'hands in two different files for one topic, in two folders',
    files: { [`a/${FILE}`]: text, [`b/${FILE}`]: fileWith('return 0;') },
    must: { state: 'unreadable', points: 'none', say: /a\/.*b\// },
  },
  {
    id: 'solution-beside-nothing',
    does: 'hands in the whole course without the exercise, so that only the solution has its name',
    files: { 'package.json': '{}', 'exercises/02-cross-entropy-error.ts': '', [`solutions/${FILE}`]: text },
    must: { state: 'missing', points: 'none' },
  },
  {
    id: 'damaged-zip',
    does: 'hands in half a zip',
    make: zipped({ [FILE]: strToU8(text) }, (zip) => zip.slice(0, zip.length / 2)),
    must: { state: 'missing', points: 'none' },
  },
  {
    id: 'no-zip',
    does: 'hands in what is no zip, under the name of one',
    make: (at) => writeFileSync(`${at}.zip`, 'no zip at all'),
    must: { state: 'missing', points: 'none' },
  },
  {
    id: 'zip-of-a-hosting-service',
    does: 'is right, in a zip with a folder around everything',
    make: zipped({ [`course-main/exercises/${FILE}`]: strToU8(text), 'course-main/README.md': strToU8('x') }),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'byte-order-mark',
    does: 'is right, behind a byte order mark',
    files: { [FILE]: `\ufeff${text}` },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'utf-16',
    does: 'is right, in UTF-16',
    files: { [FILE]: Buffer.from(`\ufeff${text}`, 'utf16le') },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'windows-lines',
    does: 'is right, with the line ends of Windows',
    files: { [FILE]: text.replaceAll('\n', '\r\n') },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'damaged-utf-8',
    does: 'is right, with names in Korean, and in a comment a byte that is not UTF-8',
    files: {
      [`${TOPIC}.ts`]: Buffer.concat([
        Buffer.from(fileWith('const 차이 = y.sub(t); const 제곱 = 차이.square(); return 제곱.sum() / 2;')),
        Buffer.from([0x2f, 0x2f, 0xff, 0x0a]),
      ]),
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'korean-encoding',
    does: 'is right, with a comment in EUC-KR',
    files: {
      [FILE]: Buffer.concat([
        Buffer.from('// '),
        Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]),
        Buffer.from(`\n${text}`),
      ]),
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'zero-bytes',
    does: 'hands in what is no text',
    files: { [FILE]: Buffer.alloc(1000) },
    must: { state: 'unreadable', points: 'none', say: /zero bytes/ },
  },
  {
    id: 'empty-file',
    does: 'hands in an empty file',
    files: { [FILE]: '' },
    must: { state: 'judged', points: 'none', say: /exports no meanSquaredError/ },
  },
  {
    id: 'huge-file',
    does: 'hands in a file of ten megabytes',
    files: { [FILE]: `${text}//${'x'.repeat(10_000_000)}` },
    must: { state: 'unreadable', points: 'none', say: /bytes, more than/ },
  },
  {
    id: 'deep-nesting',
    does: 'hands in two hundred thousand brackets, to exhaust the translator',
    files: answer(`return ${'('.repeat(100_000)}0${')'.repeat(100_000)};`),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'syntax-error',
    does: 'hands in what is no TypeScript',
    files: answer('return 0.5 * y.sub(t;'),
    must: { state: 'unreadable', points: 'none', say: /line 4: Expected/ },
  },
  {
    id: 'own-configuration',
    does: 'is right, and brings configurations, modules and mocks of its own',
    files: {
      ...right,
      'package.json': '{"imports":{"#lib/*":"./evil.ts","#topics/*":"./evil.ts"},"jest":{"testMatch":[]}}',
      'tsconfig.json': '{"compilerOptions":{"paths":{"*":["evil"]}}}',
      'jest.config.ts': 'process.exit(0)',
      'node_modules/fast-check/index.js': 'process.exit(0)',
      '__mocks__/01-mean-squared-error.ts': 'process.exit(0)',
      'test/01-mean-squared-error.test.ts': "test('x', () => {})",
      'lib/ndarray.ts': 'process.exit(0)',
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'both-places',
    does: 'hands in a wrong file at the top and a right one in exercises/',
    files: { [FILE]: fileWith('return 0;'), [`exercises/${FILE}`]: text },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'nothing',
    does: 'hands in nothing',
    make: (at) => mkdirSync(at, { recursive: true }),
    must: { state: 'missing', points: 'none' },
  },
];
