// NumPy's .npz files: what is written is read back, what NumPy wrote is read, and every way in which a file can be wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { describeBlock, example, fc, law } from '#engine/suite';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FileError } from '#lib/file-error';
import { array, NDArray, zeros, type DType } from '#lib/ndarray';
import { readNpz, writeNpz } from '#lib/npz';
import { sizes } from '../support/arbitraries';

/** Arrays of both dtypes and of every shape, empty ones too, with every kind of number. */
const drawnArray = fc
  .record({
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 2 }),
    dtype: fc.constantFrom<DType>('float64', 'float32'),
  })
  .chain(({ shape, dtype }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return fc
      .array(fc.double(), { minLength: size, maxLength: size })
      .map((values) => array(values, dtype).reshape(...shape));
  });
const drawnArrays = fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), drawnArray, {
  maxKeys: 3,
});

/** A .npy file with this header, written as NumPy writes it. */
function npyFile(header: string, numbers: number[] = [], version = '\x01\x00'): Uint8Array {
  const text = header.padEnd(117) + '\n';
  const length = String.fromCharCode(text.length % 256, Math.floor(text.length / 256));
  const start = strToU8(`\x93NUMPY${version}${length}${text}`, true);
  return Uint8Array.from([...start, ...new Uint8Array(Float64Array.from(numbers).buffer)]);
}

function npyOfType(descr: string, shape: string, numbers: number[], order = 'False'): Uint8Array {
  return npyFile(`{'descr': ${descr}, 'fortran_order': ${order}, 'shape': (${shape}), }`, numbers);
}

/** The message of the FileError that `readNpz` throws. */
function complaintOf(bytes: Uint8Array): string {
  const error = thrownBy(() => readNpz(bytes, 'weights.npz'));
  if (error instanceof FileError) return error.message;
  throw error;
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** The archive with the uncompressed size of its first file claimed to be `size`. */
function claiming(size: number, archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const directory = strFromU8(bytes, true).indexOf('PK\x01\x02');
  new DataView(bytes.buffer).setUint32(directory + 24, size, true);
  return bytes;
}

describeBlock('writeNpz', () => {
  law('writes what readNpz reads back', fc.record({ arrays: drawnArrays }), ({ arrays }) => {
    const read = readNpz(writeNpz(arrays));
    expect(Object.keys(read).sort()).toEqual(Object.keys(arrays).sort());
    for (const [name, written] of Object.entries(arrays)) {
      expect(read[name]).toHaveShape(written.shape);
      expect(read[name].dtype).toBe(written.dtype);
      expect([...read[name].data]).toEqual([...written.data]); // tells −0 from 0, and finds NaN where it was
    }
  });

  law('writes equal files for equal arrays', fc.record({ arrays: drawnArrays }), ({ arrays }) => {
    expect(Buffer.compare(writeNpz(arrays), writeNpz(arrays))).toBe(0);
  });

  example('writes tomorrow what it writes today', () => {
    const W = array([1, 2]);
    jest.useFakeTimers({ now: new Date(2026, 0, 1) });
    try {
      const today = writeNpz({ W });
      jest.setSystemTime(new Date(2026, 0, 2));
      expect(Buffer.compare(writeNpz({ W }), today)).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  example(
    'writes each array as a .npy file with NumPy’s header, the numbers from a multiple of 64 on',
    () => {
      const arrays = { W: array([[1, 2, -0.5]]), b: array([3], 'float32') };
      const files = unzipSync(writeNpz(arrays));
      expect(Object.keys(files)).toEqual(['W.npy', 'b.npy']);
      expect(strFromU8(files['W.npy'].subarray(0, 128), true)).toBe(
        "\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }".padEnd(127) +
          '\n',
      );
      expect(strFromU8(files['b.npy'].subarray(0, 128), true)).toBe(
        "\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }".padEnd(127) +
          '\n',
      );
      expect([...files['W.npy'].subarray(128)]).toEqual([
        ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
        ...[0, 0, 0, 0, 0, 0, 0x00, 0x40],
        ...[0, 0, 0, 0, 0, 0, 0xe0, 0xbf],
      ]);
      expect([...files['b.npy'].subarray(128)]).toEqual([0, 0, 0x40, 0x40]);
    },
  );

  example('writes an empty archive for no arrays', () => {
    expect(readNpz(writeNpz({}))).toEqual({});
  });

  example('keeps the name __proto__ a name', () => {
    const read = readNpz(writeNpz(Object.fromEntries([['__proto__', array([1])]])));
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  example('leaves the arrays as they were', () => {
    const W = array([[1, 2]]);
    writeNpz({ W });
    expect(W).toAgreeWith([[1, 2]]);
  });
});

describe('files that NumPy 2.4 wrote', () => {
  // W = [[0.1, -2.5, 1e-300], [nan, inf, -0.0]], half = float32 [0.5, 0.1], labels = int32 [[5], [-2147483648]], none = zeros((0, 4))
  test.each(['savez.npz', 'savez-compressed.npz'])('%s', (name) => {
    const { W, half, labels, none } = readNpz(readFileSync(join(__dirname, 'numpy', name)));
    expect(W.toArray()).toEqual([
      [0.1, -2.5, 1e-300],
      [NaN, Infinity, -0],
    ]);
    expect(half.toArray()).toEqual([0.5, Math.fround(0.1)]);
    expect(labels.toArray()).toEqual([[5], [-2147483648]]);
    expect(none).toHaveShape([0, 4]);
    expect([W, half, labels].map(({ dtype }) => dtype)).toEqual(['float64', 'float32', 'float64']);
  });
});

/** The file in test/lib/numpy; make.py made it. */
function fixture(name: string): Uint8Array {
  return readFileSync(join(__dirname, 'numpy', name));
}

describe('arrays of every kind that NumPy 2.4 wrote', () => {
  const arrays = readNpz(fixture('kinds.npz'));
  const integers = ['i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8'];
  const numbers = [
    [0, 1, 2],
    [3, 100, 127],
  ];

  test.each([...integers, ...integers.filter((kind) => !kind.endsWith('1')).map((kind) => `big_${kind}`)])(
    'integers: %s',
    (kind) => {
      expect(arrays[kind].toArray()).toEqual(numbers);
      expect(arrays[kind].dtype).toBe('float64');
    },
  );

  test.each([
    ['f2', 'float32'],
    ['f4', 'float32'],
    ['f8', 'float64'],
    ['big_f2', 'float32'],
    ['big_f4', 'float32'],
    ['big_f8', 'float64'],
  ])('floats: %s', (kind, dtype) => {
    expect(arrays[kind].toArray()).toEqual(numbers);
    expect(arrays[kind].dtype).toBe(dtype);
  });

  test('column by column, and transposed', () => {
    expect(arrays.by_column.toArray()).toEqual([
      [1.5, 2, 3],
      [4, 5, 6],
    ]);
    expect(arrays.transposed.toArray()).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
  });

  test('truth values are 1 and 0', () => {
    expect(arrays.truth.toArray()).toEqual([1, 0, 1]);
  });

  test('a single number has the shape (1)', () => {
    expect(arrays.scalar.toArray()).toEqual([2.5]);
    expect(arrays.count.toArray()).toEqual([-7]);
  });

  test('integers of 64 bits that float64 holds, however large', () => {
    expect(arrays.large.toArray()).toEqual([2 ** 60, -(2 ** 53)]);
    expect(arrays.largest_unsigned.toArray()).toEqual([2 ** 64 - 2048]);
  });

  test('every sort of float16', () => {
    const tenth = 0.0999755859375;
    const [small, smaller] = [6.097555160522461e-5, 5.960464477539063e-8];
    expect(arrays.halves.toArray()).toEqual([tenth, -65504, smaller, -0, Infinity, -Infinity, NaN, small, 1]);
  });

  test('versions 1, 2 and 3 of the format', () => {
    const versions = readNpz(fixture('kinds-in-versions.npz'));
    expect(Object.keys(versions)).toEqual(['v1', 'v2', 'v3']);
    for (const version of Object.values(versions)) {
      expect(version.toArray()).toEqual([
        [1, 3],
        [2, 4],
      ]);
    }
  });

  const refused = unzipSync(fixture('refused.zip'));
  const complaints: Record<string, RegExp> = {
    dictionary: /found Python objects, such as a dictionary.*: save each array under a name of its own/,
    ragged: /found Python objects/,
    complex: /found complex numbers: save a\.real and a\.imag/,
    text: /found text: save numbers/,
    bytes: /found text: save numbers/,
    time: /found points in time/,
    span: /found spans of time/,
    raw: /found raw bytes/,
    long: /found <f16: save it as a\.astype\('<f8'\)/,
    fields: /found \{'descr': \[\('a', '<i4'\).*: save a plain array of numbers/,
    inexact: /found 9007199254740993: save smaller ones, or a\.astype\(float\)/,
    inexact_unsigned: /found 18446744073709551615: save smaller ones/,
    three_axes: /expected at most 2 axes, found 3 \(2, 1, 2\): reshape it/,
  };
  test('each of the refused ones has a sentence', () => {
    expect(Object.keys(refused).sort()).toEqual(
      Object.keys(complaints)
        .map((name) => `${name}.npz`)
        .sort(),
    );
  });
  test.each(Object.entries(complaints))('refused: %s', (name, sentence) => {
    expect(complaintOf(refused[`${name}.npz`])).toMatch(sentence);
  });
});

describeBlock('readNpz', () => {
  law(
    'reads what lies column by column as the same array as row by row',
    fc.record({ rows: fc.integer({ min: 0, max: 5 }), columns: fc.integer({ min: 0, max: 5 }) }),
    ({ rows, columns }) => {
      const byRow = Array.from({ length: rows * columns }, (_, i) => i);
      const byColumn = Array.from(
        { length: rows * columns },
        (_, i) => (i % rows) * columns + Math.floor(i / rows),
      );
      const shape = `${rows}, ${columns}`;
      const files = {
        'a.npy': npyOfType("'<f8'", shape, byRow),
        'b.npy': npyOfType("'<f8'", shape, byColumn, 'True'),
      };
      const { a, b } = readNpz(zipSync(files));
      expect(b).toHaveShape([rows, columns]);
      expect([...b.data]).toEqual([...a.data]);
    },
    { runs: 40 },
  );

  example('reads bytes that begin in the middle of a buffer', () => {
    const written = writeNpz({ a: array([1.5, 2]) });
    const buffer = Uint8Array.from([7, 7, 7, ...written]);
    expect(readNpz(buffer.subarray(3)).a).toAgreeWith([1.5, 2]);
  });

  example('reads a vector that says it lies column by column, since it makes no difference', () => {
    const bytes = zipSync({ 'a.npy': npyOfType("'<f8'", '2,', [1, 2], 'True') });
    expect(readNpz(bytes).a).toAgreeWith([1, 2]);
  });

  example('reads a header of more than 256 bytes', () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }".padEnd(1000);
    expect(readNpz(zipSync({ 'a.npy': npyFile(header, [1, 2]) })).a).toAgreeWith([1, 2]);
  });

  example('reads a header without blanks, and one with a blank too many', () => {
    const headers = [
      "{'descr':'<f8','fortran_order':False,'shape':(2,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2, ), }",
    ];
    for (const header of headers) {
      expect(readNpz(zipSync({ 'a.npy': npyFile(header, [1, 2]) })).a).toAgreeWith([1, 2]);
    }
  });

  example('reads an archive that unpacks to 512 MiB, as it says, and no more', () => {
    const stored = zipSync({ 'a.npy': npyOfType("'<f8'", '1,', [1]) }, { level: 0 }); // such a size makes no room for itself
    expect(readNpz(claiming(512 * 2 ** 20, stored)).a).toAgreeWith([1]);
  });

  example('keeps what it found wrong with the archive as the cause of its error', () => {
    const archive = zipSync({ 'a.npy': npyOfType("'<f8'", '1,', [1]) });
    const error = thrownBy(() => readNpz(archive.subarray(0, archive.length - 30)));
    expect(error).toBeInstanceOf(FileError);
    expect(error).toHaveProperty('cause.message', 'invalid zip data');
  });

  example('shows the first 100 characters of what it found, and that there were more', () => {
    const complaintAbout = (name: string) => complaintOf(zipSync({ [name]: strToU8('hello') }));
    const expected = 'weights.npz: expected only .npy files, found';
    expect(complaintAbout('a'.repeat(100))).toBe(`${expected} ${'a'.repeat(100)}: write it with np.savez`);
    expect(complaintAbout('a'.repeat(101))).toBe(`${expected} ${'a'.repeat(100)}…: write it with np.savez`);
  });

  example('names the file in its errors, if it is not told which', () => {
    expect(() => readNpz(new Uint8Array(0))).toThrow(/^the \.npz file: expected a zip archive/);
  });

  law(
    'answers a file that is damaged anywhere with arrays or with a FileError',
    fc.record({
      arrays: fc.record({ a: drawnArray, b: drawnArray }),
      place: fc.nat(),
      change: fc.integer({ min: 1, max: 255 }),
    }),
    ({ arrays, place, change }) => {
      const bytes = writeNpz(arrays);
      bytes[place % bytes.length] ^= change;
      try {
        for (const value of Object.values(readNpz(bytes))) expect(value).toBeInstanceOf(NDArray);
      } catch (error) {
        expect(error).toBeInstanceOf(FileError);
      }
    },
    { runs: 1000 },
  );

  law(
    'rejects a file that is cut off',
    fc.record({ rest: sizes(400) }),
    ({ rest }) => {
      const bytes = writeNpz({ W: zeros([3, 2]) });
      expect(complaintOf(bytes.subarray(0, Math.max(2, bytes.length - rest)))).toMatch(
        /^weights\.npz: expected a whole zip archive, found a damaged one \(.+\): get a fresh copy$/,
      );
    },
    { runs: 50 },
  );

  const one = zipSync({ 'a.npy': npyOfType("'<f8'", '1,', [1]) });
  const archives: [what: string, bytes: Uint8Array, sentence: string][] = [
    [
      'an empty file',
      new Uint8Array(0),
      'expected a zip archive, found a file of 0 bytes: it is cut off, get a fresh copy',
    ],
    [
      'a file of other bytes',
      Uint8Array.of(0x80, 4, 0x95, 0),
      'expected a zip archive, found something else: write it with np.savez',
    ],
    [
      'a .npy file outside an archive',
      npyOfType("'<f8'", '1,', [1]),
      'expected a zip archive, found a single array (.npy): write it with np.savez, which keeps names',
    ],
    [
      'a web page',
      strToU8('<!DOCTYPE html><title>404</title>'),
      'expected a zip archive, found a web page, which servers send where they refuse or miss a file: open it in a browser to read what it says, and download the file from another address',
    ],
    [
      'an archive of other files',
      zipSync({ 'a.npy': npyOfType("'<f8'", '1,', [1]), 'readme.txt': strToU8('hello') }),
      'expected only .npy files, found readme.txt: write it with np.savez',
    ],
    [
      'a compression that zip has but NumPy does not use',
      Uint8Array.from(one).fill(14, one.length - 22 - 51 + 10, one.length - 22 - 51 + 11),
      'expected a whole zip archive, found a damaged one (unknown compression type 14): get a fresh copy',
    ],
    [
      'an archive that would unpack to more than memory should hold',
      claiming(512 * 2 ** 20 + 1, one),
      'expected at most 512 MiB of arrays, found more: save fewer in one file',
    ],
  ];
  for (const [what, bytes, sentence] of archives) {
    example(`rejects ${what}`, () => expect(complaintOf(bytes)).toBe(`weights.npz: ${sentence}`));
  }

  example('rejects many arrays that are too large together', () => {
    const archive = zipSync({
      'a.npy': npyOfType("'<f8'", '1,', [1]),
      'b.npy': npyOfType("'<f8'", '1,', [1]),
    });
    const bytes = claiming(512 * 2 ** 20 - 100, archive);
    expect(complaintOf(bytes)).toMatch(/expected at most 512 MiB of arrays, found more/);
  });

  const arrays: [what: string, npy: Uint8Array, sentence: string][] = [
    [
      'a file that is no array',
      strToU8('hello, this is no array'),
      'expected an array in NumPy’s format, found something else: write it with np.savez',
    ],
    [
      'a file that ends in the magic number',
      npyFile('').subarray(0, 9),
      'expected an array in NumPy’s format, found something else: write it with np.savez',
    ],
    [
      'a version of the format that is not there yet',
      npyFile("{'descr': '<f8'}", [], '\x04\x00'),
      'expected version 1.0, 2.0 or 3.0 of NumPy’s format, found 4.0: write it with np.savez',
    ],
    [
      'version 0',
      npyFile("{'descr': '<f8'}", [], '\x00\x00'),
      'expected version 1.0, 2.0 or 3.0 of NumPy’s format, found 0.0: write it with np.savez',
    ],
    [
      'a version between two others',
      npyFile("{'descr': '<f8'}", [], '\x01\x01'),
      'expected version 1.0, 2.0 or 3.0 of NumPy’s format, found 1.1: write it with np.savez',
    ],
    [
      'a header without a shape',
      npyFile("{'descr': '<f8', 'fortran_order': False, }"),
      "expected a header with descr, fortran_order and shape, found {'descr': '<f8', 'fortran_order': False, }: save a plain array of numbers",
    ],
    [
      'a header that does not say whether rows or columns come first',
      npyFile("{'descr': '<f8', 'shape': (1,), }", [1]),
      "expected a header with descr, fortran_order and shape, found {'descr': '<f8', 'shape': (1,), }: save a plain array of numbers",
    ],
    [
      'rows whose fields have names with accents, which NumPy writes in Latin-1',
      npyOfType("[('é', '<f8')]", '1,', [1]),
      "expected a header with descr, fortran_order and shape, found {'descr': [('é', '<f8')], 'fortran_order': False, 'shape': (1,), }: save a plain array of numbers",
    ],
    [
      'a header that is cut off',
      npyOfType("'<f8'", '3,', []).subarray(0, 100),
      "expected a header with descr, fortran_order and shape, found {'descr': '<f8', 'fortran_order': False, 'shape': (3,), }: save a plain array of numbers",
    ],
    [
      'rows with named fields',
      npyOfType("[('a', '<f8')]", '1,', [1]),
      "expected a header with descr, fortran_order and shape, found {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }: save a plain array of numbers",
    ],
    [
      'Python objects',
      npyOfType("'|O'", '1,', [1]),
      'expected an array of numbers, found Python objects, such as a dictionary or a list of arrays: save each array under a name of its own, np.savez(file, W=W, b=b)',
    ],
    [
      'numbers of a kind that NumPy does not have',
      npyOfType("'<q3'", '1,', [1]),
      "expected floats of 16, 32 or 64 bits, or integers, found <q3: save it as a.astype('<f8')",
    ],
    [
      'numbers in an order of bytes that NumPy does not have',
      npyOfType("'?f8'", '1,', [1]),
      "expected floats of 16, 32 or 64 bits, or integers, found ?f8: save it as a.astype('<f8')",
    ],
    [
      'three axes',
      npyOfType("'<f8'", '1, 1, 2', [1, 2]),
      'expected at most 2 axes, found 3 (1, 1, 2): reshape it before saving',
    ],
    [
      'too few numbers',
      npyOfType("'<f8'", '2, 3', [1, 2]),
      'expected 48 bytes for 2×3 numbers, found 16: it is damaged, get a fresh copy',
    ],
    [
      'too many numbers',
      npyOfType("'<f8'", '1,', [1, 2]),
      'expected 8 bytes for 1 numbers, found 16: it is damaged, get a fresh copy',
    ],
    [
      'a shape far beyond the file',
      npyOfType("'<f8'", '4294967296, 4294967296', [1]),
      'expected 147573952589676410000 bytes for 4294967296×4294967296 numbers, found 8: it is damaged, get a fresh copy',
    ],
    [
      'a shape that is no list of sizes',
      npyOfType("'<f8'", '1 2', [1, 2]),
      'expected NaN bytes for NaN numbers, found 16: it is damaged, get a fresh copy',
    ],
  ];
  for (const [what, npy, sentence] of arrays) {
    example(`rejects ${what}`, () => {
      expect(complaintOf(zipSync({ 'a.npy': npy }))).toBe(`weights.npz: a.npy: ${sentence}`);
    });
  }
});
