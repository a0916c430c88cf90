// `map` with one loop for all callbacks, and with a copy of the loop for each: only the clock can tell the difference.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type * as Maps from '#lib/kernel/map';
import type { Callback } from '#lib/kernel/map';
import type { Data } from '#lib/kernel/types';

afterEach(() => void jest.restoreAllMocks());

/** The module as it is when loaded now, with or without copies. */
function maps(copied: boolean): typeof Maps {
  let found: typeof Maps | undefined;
  jest.isolateModules(() => (found = jest.requireActual<typeof Maps>('#lib/kernel/map')));
  if (copied) found!.copyLoops();
  return found!;
}

/** Watches how often code is made of text, which may be refused. */
function watchFunction(refused?: Error): { calls: () => number } {
  const Real = Function;
  const watched = jest.spyOn(globalThis, 'Function').mockImplementation((...texts: string[]) => {
    if (refused !== undefined) throw refused;
    return Real(...texts);
  });
  Object.defineProperty(watched, 'prototype', { value: Real.prototype });
  return { calls: () => watched.mock.calls.length };
}

const numbers = (size: number): Float64Array => Float64Array.from({ length: size }, (_, i) => i - size / 2);

function mapped({ mapInto }: typeof Maps, f: Callback, values: Data = numbers(1000)): Data {
  const result = values.slice().fill(NaN);
  mapInto(f, values, result);
  return result;
}

describe.each([
  ['one loop for all callbacks', false],
  ['a loop for each callback', true],
])('with %s', (_, copied) => {
  test.each([0, 1, 199, 200, 1000])('each of %d numbers goes through the callback, in order', (size) => {
    const calls: [number, number][] = [];
    const values = numbers(size);
    const result = mapped(maps(copied), (value, index) => calls.push([value, index]), values);
    expect(calls).toEqual(Array.from(values, (value, index) => [value, index]));
    expect(Array.from(result)).toEqual(Array.from(values, (_, index) => index + 1));
  });

  test('float32 numbers are rounded when they are written, not before', () => {
    const result = mapped(maps(copied), (value) => (1 / (value + 0.1)) * 3, new Float32Array(300).fill(0.3));
    expect(result).toEqual(new Float32Array(300).fill((1 / (Math.fround(0.3) + 0.1)) * 3));
  });

  test('callbacks of the same text stay apart', () => {
    const module = maps(copied);
    const times =
      (factor: number): Callback =>
      (value) =>
        value * factor;
    for (const factor of [2, 3, 2, 5]) {
      expect(mapped(module, times(factor))).toEqual(numbers(1000).map((value) => value * factor));
    }
  });

  test('an error of the callback comes out as it is', () => {
    const error = new Error('no good');
    const f = (value: number): number => {
      if (value === 100) throw error;
      return value;
    };
    expect(() => mapped(maps(copied), f)).toThrow(error);
  });

  test('a callback may map in its turn', () => {
    const module = maps(copied);
    const f: Callback = (value) => (value > 495 ? mapped(module, f, new Float64Array(300))[0] : value);
    expect(mapped(module, f)[999]).toBe(0);
  });

  test('functions that have no text of their own, and any number of callbacks, are right', () => {
    const module = maps(copied);
    expect(mapped(module, Math.abs)[0]).toBe(500);
    expect(mapped(module, ((by: number, value: number) => value + by).bind(undefined, 7))[0]).toBe(-493);
    expect(mapped(module, ((by: number, value: number) => value * by).bind(undefined, 2))[0]).toBe(-1000);
    for (let i = 0; i < 300; i++) {
      const plus = eval(`(value) => value + ${i}`) as Callback;
      expect(mapped(module, plus)[0]).toBe(i - 500);
    }
  });
});

describe('code is made of text', () => {
  test('never, unless a command asked for it', () => {
    const watched = watchFunction();
    const module = maps(false);
    for (let i = 0; i < 10; i++) mapped(module, (value) => value);
    expect(watched.calls()).toBe(0);
  });

  test('once for each callback', () => {
    const watched = watchFunction();
    const module = maps(true);
    for (let i = 0; i < 10; i++) mapped(module, (value) => value + 1);
    for (let i = 0; i < 10; i++) mapped(module, (value) => value + 2);
    expect(watched.calls()).toBe(2);
  });

  test('for no more than 200 callbacks', () => {
    const watched = watchFunction();
    const module = maps(true);
    for (let i = 0; i < 250; i++) mapped(module, eval(`(value) => value + ${i}`) as Callback);
    expect(watched.calls()).toBe(200);
  });

  test('and where a policy refuses that, all callbacks share one loop', () => {
    const watched = watchFunction(new EvalError('refused'));
    const module = maps(true);
    expect(mapped(module, (value) => value + 1)[0]).toBe(-499);
    expect(mapped(module, (value) => value + 1)[0]).toBe(-499);
    expect(watched.calls()).toBe(1); // it is not asked again
  });

  test('and any other error of it is no reason to go on', () => {
    watchFunction(new RangeError('no memory'));
    expect(() => mapped(maps(true), (value) => value)).toThrow('no memory');
  });
});
