// NumPy's .npz files, named arrays in one archive: what is trained here can be opened with np.load, and the other way round.
// An .npz file is a zip archive of .npy files. Each of these is a magic number, a header that reads like a Python dictionary,
//
//     {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
//
// and the numbers, row by row.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FileError } from './file-error';
import { NDArray, zeros, type DType } from './ndarray';

/** How the numbers of a .npy file are stored, all of them with the least significant byte first. */
interface Storage {
  width: number;
  dtype: DType;
  read: (view: DataView, offset: number) => number;
}

const STORAGES = new Map<string, Storage>([
  ['<f8', { width: 8, dtype: 'float64', read: (view, offset) => view.getFloat64(offset, true) }],
  ['<f4', { width: 4, dtype: 'float32', read: (view, offset) => view.getFloat32(offset, true) }],
  ['<i4', { width: 4, dtype: 'float64', read: (view, offset) => view.getInt32(offset, true) }],
]);

const MAGIC = '\x93NUMPY';
const VERSION = '\x01\x00';
const HEADER_START = 10; // behind the magic number, the version and the header's length

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
 * The arrays in the bytes of an .npz file: float64 and float32 as they are, int32 as float64, which holds them exactly.
 * The archive's checksums are not compared.
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
    throw new FileError(file, 'expected a zip archive, found something else: write it with np.savez');
  }
  let unpackedSize = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!name.endsWith('.npy')) {
          throw new FileError(
            file,
            `expected .npy files alone, found ${short(name)}: write it with np.savez`,
          );
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
  const [descr, storage] = [...STORAGES].find(([, candidate]) => candidate.dtype === dtype)!;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const header = text.padEnd(NUMBERS_START - HEADER_START - 1) + '\n';

  const bytes = new Uint8Array(NUMBERS_START + data.length * storage.width);
  const view = new DataView(bytes.buffer);
  bytes.set(strToU8(MAGIC + VERSION, true));
  view.setUint16(HEADER_START - 2, header.length, true);
  bytes.set(strToU8(header), HEADER_START);
  data.forEach((value, i) => {
    const offset = NUMBERS_START + i * storage.width;
    if (dtype === 'float64') view.setFloat64(offset, value, true);
    else view.setFloat32(offset, value, true);
  });
  return bytes;
}

function arrayOf(bytes: Uint8Array, file: string): NDArray {
  const { descr, shape, numbersStart } = readHeader(bytes, file);
  const storage = STORAGES.get(descr);
  if (storage === undefined) {
    const what = `expected float64, float32 or int32 (${[...STORAGES.keys()].join(', ')}), found ${short(descr)}`;
    throw new FileError(file, `${what}: save it as a.astype('<f8')`);
  }
  const size = shape.reduce((product, length) => product * length, 1);
  const [expected, found] = [size * storage.width, bytes.length - numbersStart];
  if (expected !== found) {
    const what = `expected ${expected} bytes for ${shape.join('×')} numbers, found ${found}`;
    throw new FileError(file, `${what}: it is damaged, get a fresh copy`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + numbersStart);
  return zeros(shape, storage.dtype).map((_, i) => storage.read(view, i * storage.width));
}

function readHeader(
  bytes: Uint8Array,
  file: string,
): { descr: string; shape: number[]; numbersStart: number } {
  const start = strFromU8(bytes.subarray(0, HEADER_START), true);
  if (start.length < HEADER_START || !start.startsWith(MAGIC)) {
    throw new FileError(
      file,
      'expected an array in NumPy’s format, found something else: write it with np.savez',
    );
  }
  if (!start.startsWith(VERSION, MAGIC.length)) {
    const version = `${bytes[MAGIC.length]}.${bytes[MAGIC.length + 1]}`;
    throw new FileError(
      file,
      `expected version 1.0 of NumPy’s format, found ${version}: write it with np.savez`,
    );
  }
  const numbersStart = HEADER_START + bytes[HEADER_START - 2] + 256 * bytes[HEADER_START - 1];
  const header = strFromU8(bytes.subarray(HEADER_START, numbersStart), true).trim();
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
  if (shape.length !== 1 && shape.length !== 2) {
    throw new FileError(
      file,
      `expected 1 or 2 axes, found ${shape.length} (${short(sizes)}): reshape it before saving`,
    );
  }
  if (order === 'True' && shape.length === 2) {
    throw new FileError(
      file,
      'expected numbers row by row, found column by column: save np.ascontiguousarray(a)',
    );
  }
  return { descr, shape, numbersStart };
}

/** As much of a text out of a file as fits into a sentence. */
function short(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
