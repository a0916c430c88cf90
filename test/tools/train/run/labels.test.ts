// What the classes of a data set are called.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { oneHot, zeros } from '#lib/ndarray';
import { checkLabels, classesIn, labelNames, nameOf } from '../../../../tools/train/run/labels';
import { UserError } from '../../../../tools/train/run/user-error';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();

/** Data with these labels. */
function data(labels: number[], classCount = 10) {
  const part = { x: zeros([labels.length, 784]), t: oneHot(labels, classCount), labels };
  return { train: part, test: part };
}

describe('names', () => {
  test('are written with commas between them', () => {
    expect(labelNames('T-shirt, Trouser,Ankle boot')).toEqual(['T-shirt', 'Trouser', 'Ankle boot']);
  });

  test('or are the lines of a file', () => {
    const file = join(folder, 'labels.txt');
    writeFileSync(file, 'cat\r\ndog, small\n');
    expect(labelNames(file)).toEqual(['cat', 'dog, small']);
  });

  test.each([
    ['cats', /there is no such file; write the names separated by commas/],
    ['cat,,dog', /name 2 of 3 is empty/],
    ['cat,dog,cat', /two classes are named cat/],
    [`cat,${'d'.repeat(41)}`, /has 41 letters, 40 at most/],
  ])('%s is refused', (text, sentence) => {
    expect(() => labelNames(text)).toThrow(UserError);
    expect(() => labelNames(text)).toThrow(sentence);
  });

  test('may be more than the name of a file can hold', () => {
    const names = Array.from({ length: 47 }, (_, label) => `class-${label}`);
    expect(labelNames(names.join(','))).toEqual(names);
    expect(() => labelNames('d'.repeat(300))).toThrow(UserError);
  });

  test('steer no terminal', () => {
    expect(labelNames('a\u001b[2J,b')).toEqual(['a[2J', 'b']);
  });
});

describe('each class needs one', () => {
  test('and only those that occur, where there are fewer than ten', () => {
    const two = ['cat', 'dog'];
    expect(() => checkLabels(two, data([0, 1, 1]))).not.toThrow();
    expect(() => checkLabels(undefined, data([0, 9]))).not.toThrow();
    expect(() => checkLabels(two, data([0, 2]))).toThrow('--labels has 2 names, but the classes are 3 to 10');
    expect(() => checkLabels(two, data([0, 9]))).toThrow('--labels has 2 names, but the classes are 10');
    expect(() => checkLabels([...'abcdefghijk'], data([0, 9]))).toThrow(
      'has 11 names, but the classes are 10',
    );
  });

  test('a class without a name is called by its number', () => {
    expect([0, 1].map((label) => nameOf(label, ['cat']))).toEqual(['cat', '1']);
    expect(nameOf(7, undefined)).toBe('7');
  });

  test('those that occur are found in both parts', () => {
    expect(classesIn({ train: data([3, 1]).train, test: data([1, 5]).test })).toEqual([1, 3, 5]);
  });
});
