// Which of its two versions does an operation: the kernel where it runs and pays, else the plain one. The kernel is the test's own.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Kernel } from '#lib/kernel/kernel';
import type * as Operations from '#lib/kernel/operations';
import { Storage } from '#lib/kernel/storage';
import type { Data, DType } from '#lib/kernel/types';

/** A kernel that writes 7 everywhere, unless it fails. */
const kernel = {
  dot: (_a: Storage, _b: Data, result: Data) => fill(result),
  pairwise: (_name: string, _a: Data, _b: Data | number, result: Data) => fill(result),
};
let failure: Error | undefined;
let loaded: typeof kernel | undefined = kernel;
afterEach(() => {
  failure = undefined;
  loaded = kernel;
});

function fill(result: Data): void {
  result.fill(7);
  if (failure !== undefined) throw failure;
}

jest.mock('#lib/kernel/kernel', () => ({ loadKernel: () => loaded as Kernel | undefined }));

/** The operations as they are when loaded now. */
function operations(): typeof Operations {
  let found: typeof Operations | undefined;
  jest.isolateModules(() => (found = jest.requireActual<typeof Operations>('#lib/kernel/operations')));
  return found!;
}

const ones = (dtype: DType, size: number): Data =>
  (dtype === 'float64' ? new Float64Array(size) : new Float32Array(size)).fill(1);

type Version = 'fast' | 'plain';

/** Which version made this: the plain one adds and multiplies ones. */
const versionOf = (result: Data): Version => (result.every((value) => value === 7) ? 'fast' : 'plain');

/** Which version multiplies matrices of these sizes. */
function dotOf(rows: number, inner: number, columns: number): Version {
  const [a, b] = [ones('float64', rows * inner), ones('float64', inner * columns)];
  const result = new Float64Array(rows * columns);
  operations().dot(new Storage(a, rows, inner), b, result, rows, inner, columns);
  const version = versionOf(result);
  if (version === 'plain') expect(result).toEqual(new Float64Array(rows * columns).fill(inner));
  return version;
}

/** Which version adds numbers of these kinds. */
function sumOf(size: number, a: DType, b: DType | 'number', result: DType): Version {
  const sum = ones(result, size);
  operations().pairwise('add', ones(a, size), b === 'number' ? 1 : ones(b, size), sum);
  const version = versionOf(sum);
  if (version === 'plain') expect(sum.every((value) => value === 2)).toBe(true);
  return version;
}

describe('a product', () => {
  test.each<[number, number, number, Version]>([
    [10, 10, 10, 'fast'],
    [1000, 1, 1, 'fast'],
    [1, 1, 1000, 'fast'],
    [9, 11, 10, 'plain'], // of 990 steps
  ])('(%d×%d)·(…×%d) is made by the %s one', (rows, inner, columns, version) => {
    expect(dotOf(rows, inner, columns)).toBe(version);
  });
});

describe('pairs', () => {
  test.each<[number, DType, DType | 'number', DType, Version]>([
    [1000, 'float64', 'float64', 'float64', 'fast'],
    [1000, 'float32', 'float32', 'float32', 'fast'],
    [1000, 'float64', 'number', 'float64', 'fast'],
    [999, 'float64', 'float64', 'float64', 'plain'],
    [999, 'float64', 'number', 'float64', 'plain'],
    [1000, 'float64', 'float32', 'float64', 'plain'],
    [1000, 'float32', 'float64', 'float64', 'plain'],
    [1000, 'float32', 'float32', 'float64', 'plain'],
    [1000, 'float32', 'number', 'float64', 'plain'],
  ])('%d of %s and %s, in %s, are added by the %s one', (size, a, b, result, version) => {
    expect(sumOf(size, a, b, result)).toBe(version);
  });
});

describe('where the kernel', () => {
  test('is missing, the plain version does everything', () => {
    loaded = undefined;
    expect([dotOf(10, 10, 10), sumOf(1000, 'float64', 'float64', 'float64')]).toEqual(['plain', 'plain']);
  });

  test('has too little memory, the plain version takes over', () => {
    failure = new RangeError('no memory');
    expect(sumOf(1000, 'float64', 'float64', 'float64')).toBe('plain');
  });

  test('fails for another reason, that is not hidden', () => {
    failure = new TypeError('a mistake');
    expect(() => dotOf(10, 10, 10)).toThrow(failure);
  });
});
