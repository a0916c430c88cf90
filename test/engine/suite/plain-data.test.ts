// Objects as their fields, and what was thrown as text.
import { fieldsOf, hasGetters, isMadeOfFields, textOf } from '#engine/suite/plain-data';
import { describe, expect, test } from '@jest/globals';

class Own {
  a = 1;
  method = (): number => 1;
  get double(): number {
    return 2 * this.a;
  }
  set only(_: number) {}
  ordinary(): number {
    return 1;
  }
}
class Extended extends Own {
  override get double(): number {
    return 4 * this.a;
  }
  get triple(): number {
    return 3 * this.a;
  }
}

describe('the fields of an object', () => {
  test('of a plain one are all of its own, whatever they are', () => {
    const f = (): number => 1;
    expect(fieldsOf({ a: 1, f })).toEqual([['a', 1, false], ['f', f, false]]); // prettier-ignore
    expect(fieldsOf(Object.create(null) as object)).toEqual([]);
  });

  test('of a class are its own without functions, and what its getters give, each name once', () => {
    expect(fieldsOf(new Extended())).toEqual([['a', 1, false], ['double', 4, true], ['triple', 3, true]]); // prettier-ignore
    expect(fieldsOf(new Extended(), false)).toEqual([['a', 1, false]]);
    const hiding = Object.defineProperty(new Own(), 'double', { value: 7, enumerable: true });
    expect(fieldsOf(hiding)).toEqual([['a', 1, false], ['double', 7, false]]); // prettier-ignore
  });

  test('call code where it has getters, its own or its class’s', () => {
    expect(hasGetters(new Own())).toBe(true);
    expect(hasGetters({ get a() { return 1; } })).toBe(true); // prettier-ignore
    expect(hasGetters({ a: 1, set b(_: number) {} })).toBe(false);
    expect(hasGetters(new (class { a = 1; })())).toBe(false); // prettier-ignore
    expect(hasGetters(Object.create(null) as object)).toBe(false);
  });

  test('are all there is of it, or not', () => {
    expect([{}, new Own()].map(isMadeOfFields)).toEqual([true, true]);
    expect([new Date(0), new Map(), Promise.resolve()].map(isMadeOfFields)).toEqual([false, false, false]);
  });
});

describe('what was thrown, as text', () => {
  test.each<[string, unknown, string]>([
    ['an error', new RangeError('no'), 'no'],
    ['an object with a message', { message: 'no' }, 'no'],
    ['an error without a message', new RangeError(''), 'RangeError'],
    ['a message that is no text', { message: 5, toString: () => 'mine' }, 'mine'],
    ['an object', {}, 'an object that is no error'],
    ['an object whose text throws', { toString() { throw new Error('x'); } }, 'an object that is no error'], // prettier-ignore
    ['a text that ends like one', { toString: () => 'x[object ' }, 'x[object '],
    ['a function', () => 1, 'a function'],
    ['nothing', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a number', 5, '5'],
    ['a symbol', Symbol('a'), 'Symbol(a)'],
    ['a long message', { message: 'x'.repeat(2_001) }, 'x'.repeat(2_000)],
    ['a long text', { toString: () => 'x'.repeat(2_001) }, 'x'.repeat(2_000)],
  ])('%s', (_, thrown, text) => {
    expect(textOf(thrown)).toBe(text);
  });
});
