// NumPy's .npz files, named arrays in one archive: what is trained here can be opened with np.load, and the other way around.
// An .npz file is a zip archive of .npy files. Each of these is a magic number, a header that reads like a Python dictionary,
//
//     {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
//
// and the numbers, row by row or column by column.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FileError, otherDownload } from './file-error';
import { NDArray, zeros, type DType } from './ndarray';

/** How the numbers of a .npy file are stored. */
interface Storage {
  width: number;
  dtype: DType; // the smallest that holds each of the numbers exactly
  read: (view: DataView, offset: number, littleEndian: boolean) => number | bigint;
}

/** By the kind and the width in `descr`, without the order of the bytes. */
const STORAGES = new Map<string, Storage>([
  ['f8', { width: 8, dtype: 'float64', read: (view, offset, little) => view.getFloat64(offset, little) }],
  ['f4', { width: 4, dtype: 'float32', read: (view, offset, little) => view.getFloat32(offset, little) }],
  [
    'f2',
    { width: 2, dtype: 'float32', read: (view, offset, little) => half(view.getUint16(offset, little)) },
  ],
  ['i1', { width: 1, dtype: 'float64', read: (view, offset) => view.getInt8(offset) }],
  ['i2', { width: 2, dtype: 'float64', read: (view, offset, little) => view.getInt16(offset, little) }],
  ['i4', { width: 4, dtype: 'float64', read: (view, offset, little) => view.getInt32(offset, little) }],
  ['i8', { width: 8, dtype: 'float64', read: (view, offset, little) => view.getBigInt64(offset, little) }],
  ['u1', { width: 1, dtype: 'float64', read: (view, offset) => view.getUint8(offset) }],
  ['u2', { width: 2, dtype: 'float64', read: (view, offset, little) => view.getUint16(offset, little) }],
  ['u4', { width: 4, dtype: 'float64', read: (view, offset, little) => view.getUint32(offset, little) }],
  ['u8', { width: 8, dtype: 'float64', read: (view, offset, little) => view.getBigUint64(offset, little) }],
  ['b1', { width: 1, dtype: 'float64', read: (view, offset) => Math.min(1, view.getUint8(offset)) }],
]);

/** What else NumPy saves, by its kind: what it is, and what to do with it. */
const NOT_REAL_NUMBERS: Record<string, string> = {
  c: 'complex numbers: save a.real and a.imag as two arrays',
  O: 'Python objects, such as a dictionary or a list of arrays: save each array under a name of its own, np.savez(file, W=W, b=b)',
  S: 'text: save numbers, such as a.astype(float)',
  U: 'text: save numbers, such as a.astype(float)',
  M: 'points in time: save numbers',
  m: 'spans of time: save numbers',
  V: 'raw bytes: save numbers',
};

const MAGIC = '\x93NUMPY';
const VERSION = '\x01\x00';
const HEADER_START = 10; // after the magic number, the version and the header's length

/** Where the numbers begin in what is written: at a multiple of 64, as in NumPy, which no header of one or two sizes reaches. */
const NUMBERS_START = 128;

/** A zip archive keeps the time of its files. A fixed one makes equal arrays equal files. */
const MODIFIED = new Date(1980, 0, 1);

/** An archive that unpacks to more is refused before it is unpacked. All of MNIST in float64 has 439 MB. */
const LARGEST_CONTENTS = 512 * 2 ** 20;

/** The arrays as the bytes of an .npz file: float64 as `<f8`, float32 as `<f4`. */
export function writeNpz(arrays: Record<string, NDArray>): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyOf(array)]);
  return zipSync(Object.fromEntries(files), { mtime: MODIFIED });
}

/**
 * The arrays in the bytes of an .npz file: float64 and float32 as they are, float16 as float32, integers and truth values (0 and 1)
 * as float64. No number is rounded: an integer that float64 can't hold is an error. Rows come first in what is returned, whichever
 * came first in the file; a single number becomes an array of the shape (1). The archive's checksums are not compared.
 *
 * @param file what errors call it
 */
export function readNpz(bytes: Uint8Array, file = 'the .npz file'): Record<string, NDArray> {
  const files = Object.entries(unzip(bytes, file));
  return Object.fromEntries(
    files.map(([name, npy]) => [name.slice(0, -'.npy'.length), arrayOf(npy, `${file}: ${short(name)}`)]),
  );
}

// ── the zip archive ──────────────────────────────────────────────────────────────────────────────────────────────

function unzip(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  if (strFromU8(bytes.subarray(0, 2)) !== 'PK') {
    const isArray = strFromU8(bytes.subarray(0, MAGIC.length), true) === MAGIC;
    const array = isArray ? 'a single array (.npy): write it with np.savez, which keeps names' : undefined;
    const found = array ?? otherDownload(bytes) ?? 'something else: write it with np.savez';
    throw new FileError(file, `expected a zip archive, found ${found}`);
  }
  let unpackedSize = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!name.endsWith('.npy')) {
          throw new FileError(file, `expected only .npy files, found ${short(name)}: write it with np.savez`);
        }
        unpackedSize += Math.max(size, originalSize);
        if (unpackedSize > LARGEST_CONTENTS) {
          const most = LARGEST_CONTENTS / 2 ** 20;
          throw new FileError(
            file,
            `expected at most ${most} MiB of arrays, found more: save fewer in one file`,
          );
        }
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    const what = `found a damaged one (${(cause as Error).message})`;
    throw new FileError(file, `expected a whole zip archive, ${what}: get a fresh copy`, { cause });
  }
}

// ── one array ────────────────────────────────────────────────────────────────────────────────────────────────────

function npyOf({ data, shape, dtype }: NDArray): Uint8Array {
  const [descr, width] = dtype === 'float64' ? ['<f8', 8] : ['<f4', 4];
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const header = text.padEnd(NUMBERS_START - HEADER_START - 1) + '\n';

  const bytes = new Uint8Array(NUMBERS_START + data.length * width);
  const view = new DataView(bytes.buffer);
  bytes.set(strToU8(MAGIC + VERSION, true));
  view.setUint16(HEADER_START - 2, header.length, true);
  bytes.set(strToU8(header), HEADER_START);
  data.forEach((value, i) => {
    const offset = NUMBERS_START + i * width;
    if (dtype === 'float64') view.setFloat64(offset, value, true);
    else view.setFloat32(offset, value, true);
  });
  return bytes;
}

function arrayOf(bytes: Uint8Array, file: string): NDArray {
  const { descr, shape, isByColumn, numbersStart } = readHeader(bytes, file);
  const { width, dtype, read } = storageOf(descr, file);
  if (shape.length > 2) {
    const what = `expected at most 2 axes, found ${shape.length} (${short(shape.join(', '))})`;
    throw new FileError(file, `${what}: reshape it before saving`);
  }
  const size = shape.reduce((product, length) => product * length, 1);
  const [expected, found] = [size * width, bytes.length - numbersStart];
  if (expected !== found) {
    const what = `expected ${expected} bytes for ${shape.join('×')} numbers, found ${found}`;
    throw new FileError(file, `${what}: it is damaged, get a fresh copy`);
  }

  const view = new DataView(bytes.buffer, bytes.byteOffset + numbersStart);
  const littleEndian = !descr.startsWith('>');
  const [rows, columns] = shape;
  const placeOf = (i: number): number =>
    isByColumn && shape.length === 2 ? (i % columns) * rows + Math.floor(i / columns) : i;
  return zeros(shape.length === 0 ? [1] : shape, dtype).map((_, i) => {
    const value = read(view, placeOf(i) * width, littleEndian);
    if (typeof value === 'number') return value;
    if (BigInt(Number(value)) === value) return Number(value);
    const what = `expected integers that float64 holds exactly, found ${value}`;
    throw new FileError(file, `${what}: save smaller ones, or a.astype(float), which rounds`);
  });
}

function storageOf(descr: string, file: string): Storage {
  const storage = STORAGES.get(descr.slice(1));
  if (storage !== undefined && /^[<>|=]/.test(descr)) return storage;
  const named = NOT_REAL_NUMBERS[descr[1]];
  if (named !== undefined) throw new FileError(file, `expected an array of numbers, found ${named}`);
  const what = `expected floats of 16, 32 or 64 bits, or integers, found ${short(descr)}`;
  throw new FileError(file, `${what}: save it as a.astype('<f8')`);
}

/** A number of 16 bits: one for the sign, five for the exponent, ten for the fraction. */
function half(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 0x400;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * 2 ** -14 * fraction : sign * 2 ** (exponent - 15) * (1 + fraction);
}

interface Header {
  descr: string;
  shape: number[];
  isByColumn: boolean;
  numbersStart: number;
}

/** Version 1 has two bytes for the header's length, versions 2 and 3 have four, for headers that are longer. */
function readHeader(bytes: Uint8Array, file: string): Header {
  const start = strFromU8(bytes.subarray(0, HEADER_START), true);
  if (start.length < HEADER_START || !start.startsWith(MAGIC)) {
    throw new FileError(
      file,
      'expected an array in NumPy’s format, found something else: write it with np.savez',
    );
  }
  const [major, minor] = bytes.subarray(MAGIC.length);
  if (major < 1 || major > 3 || minor !== 0) {
    throw new FileError(
      file,
      `expected version 1.0, 2.0 or 3.0 of NumPy’s format, found ${major}.${minor}: write it with np.savez`,
    );
  }
  const headerStart = major === 1 ? HEADER_START : HEADER_START + 2;
  const length = [...bytes.subarray(MAGIC.length + 2, headerStart)].reduceRight(
    (sum, byte) => 256 * sum + byte,
    0,
  );
  const numbersStart = headerStart + length;
  const header = strFromU8(bytes.subarray(headerStart, numbersStart), major < 3).trim();
  const descr = /'descr': ?'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order': ?(True|False)/.exec(header)?.[1];
  const sizes = /'shape': ?\(([\d, ]*)\)/.exec(header)?.[1];
  if (bytes.length < numbersStart || descr === undefined || order === undefined || sizes === undefined) {
    const what = `expected a header with descr, fortran_order and shape, found ${short(header)}`;
    throw new FileError(file, `${what}: save a plain array of numbers`);
  }
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  return { descr, shape, isByColumn: order === 'True', numbersStart };
}

/** As much of a text out of a file as fits into a sentence. */
function short(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
