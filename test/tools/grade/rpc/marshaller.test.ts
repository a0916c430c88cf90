// How values cross from the process of a student's code to the judge, and back. Both sides are here; what goes between them is JSON.
import { asWritten, phrase } from '#engine/words/phrase';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { array, NDArray, zeros } from '#lib/ndarray';
import { Marshaller } from '../../../../tools/grade/rpc/marshaller';
import { ProtocolError, type Wire } from '../../../../tools/grade/rpc/wire';
import { Unsupported } from '../../../../engine/suite/plain-data';

class Network {
  params: unknown = undefined;
  hidden = 1;
}

/** Of two fields; the suite's own of another name. */
class Point {
  x = 0;
  y: number[] = [];
}
class SuitesPoint extends Point {}

const NETWORK = { topic: '01-a', name: 'Network', fields: ['params'] };
const POINT = { topic: '02-b', name: 'Point', fields: ['x', 'y'] };

type AnyFunction = (...args: unknown[]) => unknown;
type Calls = [number: number, args: unknown[]][];

/** One side; functions and instances of the other one are stood for by what can be told apart. */
function sideOf(nextNumber: 1 | 2, trusting: boolean, calls: Calls, sent: [number, object][]): Marshaller {
  return new Marshaller(nextNumber, {
    trusting,
    functionOf:
      (number) =>
      (...args) =>
        void calls.push([number, args]),
    onFunction: (number, value) => void sent.push([number, value]),
    instanceOf: (number, className) => ({
      standsFor: `${className} ${number}`,
      get field() {
        throw new Error('read from afar');
      },
    }),
    classes: [NETWORK, POINT],
    newObject: ({ name }) => (name === 'Network' ? new Network() : new Point()),
  });
}

let [judge, guest]: Marshaller[] = [];
let [calls, sent]: [Calls, [number, object][]] = [[], []];
beforeEach(() => {
  [calls, sent] = [[], []];
  judge = sideOf(1, false, calls, sent);
  guest = sideOf(2, true, calls, sent);
});

const overThePipe = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** One message with one value. */
function cross(
  from: Marshaller,
  to: Marshaller,
  value: unknown,
  expected?: 'function' | 'instance',
): unknown {
  const wire = from.encode(value, expected === 'instance');
  to.apply(overThePipe(from.changes()));
  return to.decode(overThePipe(wire), expected);
}

/** A message without a value: what has changed is brought into step. */
const tell = (from: Marshaller, to: Marshaller): void => to.apply(overThePipe(from.changes()));

const toJudge = (value: unknown, expected?: 'function' | 'instance'): unknown =>
  cross(guest, judge, value, expected);
const toGuest = (value: unknown): unknown => cross(judge, guest, value);

/** What the judge says of a strange value. */
const strange = (value: unknown): string => {
  const taken = toJudge(value);
  expect(taken).toBeInstanceOf(Unsupported);
  return asWritten((taken as Unsupported).found);
};

describe('a value', () => {
  test.each([0, -0, 1.5, -1e300, NaN, Infinity, -Infinity, true, false, null, undefined, '', '가', 5e-324])(
    '%p comes as it was sent',
    (value) => {
      expect(toJudge(value)).toBe(value);
      expect(toGuest(value)).toBe(value);
    },
  );

  test('is written as JSON has it, where JSON has a word for it', () => {
    for (const value of [1.5, 0, true, null, 'a']) expect(judge.encode(value)).toBe(value);
    expect(judge.encode(-0)).toEqual({ number: '-0' });
    expect(judge.encode(NaN)).toEqual({ number: 'NaN' });
    expect(judge.encode(undefined)).toEqual({ undefined: true });
  });

  test('of plain data comes as it was sent, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: false, values: [fc.double(), fc.string(), fc.boolean()] }),
        (value) => {
          expect(toJudge([value])).toEqual([value]);
        },
      ),
      { numRuns: 100 },
    );
    expect(toJudge([null, { a: null }])).toEqual([null, { a: null }]);
  });

  test('comes with its type and its bits', () => {
    const numbers = [0.1, -0, NaN, Infinity, 1e-310];
    for (const dtype of ['float64', 'float32'] as const) {
      const sent = array(numbers, dtype).reshape(5, 1);
      const taken = toJudge(sent) as NDArray;
      expect(taken).toBeInstanceOf(NDArray);
      expect([taken.dtype, taken.shape]).toEqual([dtype, [5, 1]]);
      expect(taken.data).toEqual(sent.data);
      expect(Object.is(taken.data[1], -0)).toBe(true);
    }
  });

  const lists = [
    Float64Array.of(0.1),
    Float32Array.of(0.5),
    Int8Array.of(-1),
    Uint8Array.of(255),
    Uint8ClampedArray.of(255),
    Int16Array.of(-300),
    Uint16Array.of(65535),
    Int32Array.of(-70_000),
    Uint32Array.of(70_000),
  ];

  test.each(lists)('%p comes as a list of the same type', (list) => {
    expect(toJudge(list)).toStrictEqual(list);
    expect(toJudge(new Uint8Array([0, 1, 2, 3]).subarray(1, 3))).toStrictEqual(Uint8Array.of(1, 2));
  });

  test('of a class of their own come as the lists that they are, whatever their constructors want', () => {
    class Indices extends Array<number> {
      constructor(readonly indices: readonly number[]) {
        super();
        for (const index of indices) this.push(index);
      }
    }
    class Grid extends Float64Array {
      constructor(rows: readonly (readonly number[])[]) {
        super(rows.flat());
      }
    }
    const [indices, grid] = [new Indices([1, 2]), new Grid([[0.5], [0.25]])];
    expect(toJudge(indices)).toStrictEqual([1, 2]);
    expect(toJudge(grid)).toStrictEqual(Float64Array.of(0.5, 0.25));
    expect((toJudge(new NDArray(grid, [2, 1])) as NDArray).toArray()).toEqual([[0.5], [0.25]]);
  });

  test('that is there twice comes as one', () => {
    const shared = [1];
    const [a, b] = toJudge([shared, shared]) as unknown[][];
    expect(a).toBe(b);
    expect(a).toEqual([1]);
  });

  test('without a prototype comes as a plain one', () => {
    expect(toJudge(Object.assign(Object.create(null) as object, { a: 1 }))).toEqual({ a: 1 });
  });

  test('may have any names of fields', () => {
    const odd = JSON.parse('{"__proto__": 1, "constructor": 2, "": 3}') as object;
    const taken = toJudge(odd) as object;
    expect(Object.keys(taken).sort()).toEqual(['', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(taken)).toBe(Object.prototype);
  });
});

test('a list is one also where a file has made everything look like an NDArray', () => {
  const list: unknown[] = ['a', ['b']];
  let taken: unknown;
  Object.defineProperty(NDArray, Symbol.hasInstance, { value: () => true, configurable: true });
  try {
    taken = toJudge(list);
    list.push('c');
    tell(guest, judge);
  } finally {
    Reflect.deleteProperty(NDArray, Symbol.hasInstance);
  }
  expect(taken).toEqual(['a', ['b'], 'c']);
});

describe('a value that has no place in the course', () => {
  const iterator = [1][Symbol.iterator]();

  test.each<[unknown, string]>([
    [10n, 'the bigint 10n'],
    [Symbol('a'), 'a symbol'],
    ['a'.repeat(10_001), 'a string of 10001 characters'],
    [10n ** 300n, `the bigint 1${'0'.repeat(199)}`],
    [new Array(100_000), 'an array of 100000 elements'],
    [new Array(4e9), 'an array of 4000000000 elements'],
    [new Uint8Array(100_000), 'an array of 100000 elements'],
    [array(new Array<number>(100_000).fill(0)), 'an NDArray of shape (100000)'],
    [new NDArray(new Float64Array(0), [100_000, 0]), 'an NDArray of shape (100000×0)'],
    [Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [i, 0])), 'an object of 1001 fields'],
    [{ ['a'.repeat(10_001)]: 0 }, 'an object with a name of 10001 characters'],
    [Object.defineProperty(array([1]), 'data', { value: [1] }), 'an NDArray without its data'],
    [Object.assign(array([1]), { shape: [2] }), 'an NDArray whose shape does not fit its data'],
    [Object.assign(array([1]), { shape: [] }), 'an NDArray whose shape does not fit its data'],
    [Object.assign(array([1]), { shape: [1, 1, 1] }), 'an NDArray whose shape does not fit its data'],
    [Object.assign(array([1]), { shape: 'no' }), 'an NDArray whose shape does not fit its data'],
    [Object.assign(array([1]), { shape: [2, 0.5] }), 'an NDArray whose shape does not fit its data'],
    [new Date(0), 'an object of the class Date'],
    [new DataView(new ArrayBuffer(8)), 'an object of the class DataView'],
    [Promise.resolve(1), 'an object of the class Promise'],
    [new Map(), 'an object of the class Map'],
    [new Number(1), 'an object of the class Number'],
    [new Error('no'), 'an object of the class Error'],
    [iterator, `an object of the class ${iterator.constructor.name}`], // Object on Node 20, Iterator later
    [Object.setPrototypeOf(new Date(0), { constructor: undefined }) as object, 'an object of the class Date'],
    [
      Object.setPrototypeOf(new Date(0), { constructor: { name: 1 } }) as object,
      'an object of the class Date',
    ],
    [
      Object.setPrototypeOf(new Date(0), { constructor: { name: 'a'.repeat(101) } }) as object,
      `an object of the class ${'a'.repeat(100)}`,
    ],
    [(function* () {})(), 'an object of the class Generator'],
    [() => 1, 'a function'],
  ])('is said in words', (value, words) => {
    expect(strange(value)).toBe(words);
  });

  test('of the largest size comes as it is', () => {
    const longest = 'a'.repeat(10_000);
    expect(toJudge(longest) === longest).toBe(true);
    expect((toJudge(new Uint8Array(99_999)) as Uint8Array).length).toBe(99_999);
    guest.endCall();
    judge.endCall();
    expect((toJudge(new Array(99_999).fill(0)) as unknown[]).length).toBe(99_999);
    expect((toJudge(new NDArray(new Float64Array(99_999), [99_999])) as NDArray).size).toBe(99_999);
  });

  test('of the most fields, and of the longest name, comes as it is', () => {
    const fields = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, i]));
    expect(toJudge(fields)).toEqual(fields);
    const long = { ['a'.repeat(10_000)]: 1 };
    expect(toJudge(long)).toEqual(long);
  });

  test('is as deep as it may be, and no deeper', () => {
    const nested = (depth: number): unknown[] => (depth === 1 ? [] : [nested(depth - 1)]);
    expect(toJudge(nested(51))).toEqual(nested(51));
    expect(strange(nested(52))).toBe('objects nested more than 50 deep');
    const known = nested(51);
    toJudge(known);
    expect(strange([known])).toBe('objects nested more than 50 deep');
    const wide = [nested(51), nested(1)]; // the deepest is not the last
    expect(strange(wide)).toBe('objects nested more than 50 deep');
    let deepest: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) deepest = [deepest];
    expect(strange(deepest)).toBe('objects nested more than 50 deep');
    const inner = nested(1);
    expect(strange([nested(52), inner])).toBe('objects nested more than 50 deep');
    expect(toJudge([inner, inner])).toEqual([[], []]); // it is not taken for one that holds itself
  });

  test('because it throws when it is read, says so', () => {
    const throws = { get a() { throw new Error('no'); } }; // prettier-ignore
    expect(toJudge(throws)).toEqual({ a: new Unsupported(phrase`a value that throws when it is read`) });
    const list = [1];
    Object.defineProperty(list, 0, { get: () => { throw new Error('no'); } }); // prettier-ignore
    expect(toJudge(list)).toEqual([new Unsupported(phrase`a value that throws when it is read`)]);
  });

  test('because its names throw when they are read later, says so then', () => {
    const words = { value: new Unsupported(phrase`a value that throws when it is read`) };
    let throws = false;
    const fields = { a: 1 };
    const proxy = new Proxy(fields, { ownKeys: () => { if (throws) throw new Error('no'); return ['a']; } }); // prettier-ignore
    const taken = toJudge(proxy);
    expect(taken).toEqual({ a: 1 });
    throws = true;
    tell(guest, judge);
    expect(taken).toEqual(words);
  });

  test('comes again when it does not throw any more', () => {
    const throws = Object.defineProperty({}, 'a', { get: () => { throw new Error('no'); }, enumerable: true, configurable: true }); // prettier-ignore
    const taken = toJudge(throws);
    Reflect.deleteProperty(throws, 'a');
    expect(toJudge(throws)).toBe(taken);
    expect(taken).toEqual({});
  });

  test.each<[string, object]>([
    ['an object without fields', {}],
    ['a list without elements', []],
    ['a list of undefined', [undefined]],
  ])('comes again when it does not throw any more, %s', (_, value) => {
    let throws = false;
    const check = (): void => {
      if (throws) throw new Error('no');
    };
    const proxy = new Proxy(value, {
      get: (target, name) => (check(), Reflect.get(target, name) as unknown),
      ownKeys: (target) => (check(), Reflect.ownKeys(target)),
    });
    const taken = toJudge(proxy);
    throws = true;
    tell(guest, judge);
    expect(Object.values(taken as object)).toEqual([expect.any(Unsupported)]);
    throws = false;
    tell(guest, judge);
    expect(taken).toEqual(value);
  });

  test('because it can no longer be read when a message fails is let go of', () => {
    const { proxy, revoke } = Proxy.revocable([1], {});
    const given: unknown[] = [];
    for (const side of [judge, guest]) side.setOwner(7);
    toJudge([proxy]);
    for (const side of [judge, guest]) side.setOwner(undefined);
    (toGuest([given, given]) as unknown[][])[0].push(...new Array<number>(60_000).fill(0));
    revoke();
    expect(() => guest.changes()).toThrow(RangeError);
    expect(guest.changes()).toEqual([]);
    expect(() => guest.endCall()).not.toThrow(); // what held it is kept, without it
  });

  test('keeps its words on its way back and forth, the first two hundred characters', () => {
    const found = judge.decode({ unsupported: 'a'.repeat(201) });
    expect(found).toEqual(new Unsupported('a'.repeat(200)));
    expect(judge.encode(found)).toEqual({ unsupported: 'a'.repeat(200) });
  });
});

describe('a function or an instance', () => {
  test('of the judge stays where it is, and comes back as itself', () => {
    const f = (): number => 1;
    const standIn = toGuest([f, f]) as AnyFunction[];
    expect(standIn[0]).toBe(standIn[1]);
    standIn[0](7);
    const [[number, args]] = calls;
    expect(args).toEqual([7]);
    expect(judge.own(number)).toBe(f);
    expect(sent[0]).toEqual([number, f]);
    expect(toJudge(standIn[0], 'function')).toBe(f);
    expect(judge.own(99)).toBeUndefined();
  });

  test('of the judge comes back only as the answer itself, or where it was: it is no method for an object of the student’s', () => {
    const f = (): number => 1;
    const given = { f, list: [f, 2], n: 3 };
    const taken = toGuest(given) as { f: AnyFunction; list: unknown[]; n: number; every?: AnyFunction };
    const foreign = new Unsupported(phrase`a function`);
    expect(toJudge({ every: taken.f })).toEqual({ every: foreign });
    expect(toJudge([taken.f])).toEqual([foreign]);
    expect(toJudge(taken.f)).toEqual(foreign);
    Object.assign(taken, { n: 4, every: taken.f, list: taken.list.reverse() });
    tell(guest, judge);
    expect(given).toEqual({ f, list: [2, foreign], n: 4, every: foreign });
  });

  test('of the judge is none of the guest, whatever it is called', () => {
    const { function: number } = judge.encode(() => 1) as { function: number };
    expect(judge.decode({ instance: number, of: 'Network' }, 'instance')).toBeInstanceOf(Unsupported);
  });

  test('of the guest is taken only where it is expected', () => {
    const f = (): number => 1;
    (toJudge(f, 'function') as AnyFunction)(7);
    expect(calls).toEqual([[expect.any(Number), [7]]]);
    expect(toJudge(f, 'instance')).toEqual(new Unsupported(phrase`a function`));
    const date = new Date(0);
    expect(toJudge(date, 'function')).toEqual(
      new Unsupported(phrase`an object of the class ${{ name: 'Date' }}`),
    );
    const standIn = toJudge(date, 'instance') as { standsFor: string };
    expect(standIn.standsFor).toMatch(/^Date \d+$/);
    expect(toJudge(date, 'instance')).toBe(standIn);
    expect(toGuest(standIn)).toBe(date);
    expect(judge.encode(standIn)).toEqual({ instance: expect.any(Number), of: 'Date' });
    expect(judge.encode(toJudge(f, 'function'))).toEqual({ function: expect.any(Number) });
    expect((toJudge([f]) as unknown[])[0]).toEqual(new Unsupported(phrase`a function`));
  });

  test.each([null, 5, [[1]], [array([1])], [Float32Array.of(1)]])(
    '%j where an instance is expected is data',
    (value) => {
      const [data] = Array.isArray(value) ? value : [value];
      expect(toJudge(data, 'instance')).toEqual(data);
    },
  );

  test('is an instance everywhere, once it has been one', () => {
    class Net {
      w = 1;
    }
    const net = new Net();
    guest.encode(net, true);
    expect(strange(net)).toBe('an object of the class Net');
  });

  test('is an instance also where its class is one of lists, or its constructor returns a record', () => {
    class Net extends Array<number> {
      w = 1;
    }
    expect(guest.encode(new Net(), true)).toEqual({ instance: expect.any(Number), of: 'Net' });
    expect(guest.encode({ predict: () => 1 }, true)).toEqual({ instance: expect.any(Number), of: 'Object' });
    expect(toJudge(new Net())).toEqual([]); // as the answer of a function, it is the list that it is
  });

  test('in a list is not looked into', () => {
    const date = new Date(0);
    toJudge(date, 'instance');
    expect(toJudge([date])).toEqual([new Unsupported(phrase`an object of the class ${{ name: 'Date' }}`)]);
  });

  test('has a number of its side: odd or even', () => {
    const numbersOf = (side: Marshaller): unknown[] =>
      [() => 1, [1], new Date(0)].map((value) => Object.values(side.encode(value, true) as object)[0]);
    expect(numbersOf(judge)).toEqual([1, 3, 5]);
    expect(numbersOf(guest)).toEqual([2, 4, 6]);
  });
});

describe('an object of a class of the student’s own', () => {
  class Batch {
    constructor(
      readonly x: NDArray,
      readonly t: NDArray,
    ) {}
    size(): number {
      return this.x.size;
    }
  }

  test('comes as its fields, without its methods', () => {
    class WithMore extends Batch {
      count = 1;
      ownMethod = (): number => 1;
    }
    const taken = toJudge(new WithMore(array([1]), array([2]))) as object;
    expect(taken).toEqual({ x: array([1]), t: array([2]), count: 1 });
    expect(guest.changes()).toEqual([]); // the method is no change
    expect(Object.getPrototypeOf(taken)).toBe(Object.prototype);
  });

  test('comes with what the getters of its class give, each read once', () => {
    let reads = 0;
    class Hidden {
      #x = array([1]);
      get x(): NDArray {
        reads++;
        return this.#x;
      }
      get method(): () => number {
        return () => 1;
      }
      get broken(): number {
        throw new Error('no');
      }
    }
    class Extended extends Hidden {
      t = 2;
    }
    const sent = new Extended();
    const taken = toJudge(sent);
    expect(taken).toEqual({
      t: 2,
      x: array([1]),
      broken: new Unsupported(phrase`a value that throws when it is read`),
    });
    expect(reads).toBe(1);
    tell(guest, judge);
    expect(reads).toBe(1);
    expect(toJudge(sent)).toBe(taken);
    expect(reads).toBe(2);
  });

  test('comes with what its getters give wherever it is, and is read again only where it is named', () => {
    let reads = 0;
    class Doubling {
      constructor(readonly x: number) {}
      get double(): number {
        reads++;
        return 2 * this.x;
      }
    }
    const value = new Doubling(1);
    expect(toJudge([value])).toEqual([{ x: 1, double: 2 }]);
    expect(toJudge({ of: new Doubling(2) })).toEqual({ of: { x: 2, double: 4 } });
    expect(reads).toBe(2);
    toJudge(value);
    expect(reads).toBe(3);
    tell(guest, judge);
    tell(guest, judge);
    expect(reads).toBe(3);
  });

  test('has an end, also where a getter gives another object of the class', () => {
    class Matrix {
      constructor(readonly rows: number) {}
      get T(): Matrix {
        return new Matrix(this.rows + 1);
      }
    }
    expect(toJudge(new Matrix(1))).toEqual({ rows: 1, T: { rows: 2 } });
  });

  test('stays in step, and stays an object of its class', () => {
    class Weights {
      W1 = array([1]);
      b1 = 0;
      #scale = 1;
      get scale(): number {
        return this.#scale;
      }
      set scale(value: number) {
        this.#scale = 10 * value;
      }
      double(): number {
        return 2 * this.b1;
      }
    }
    const weights = new Weights();
    const taken = toJudge(weights) as { W1: NDArray; b1: number; scale: number };
    taken.W1 = array([5]);
    taken.b1 = 7;
    taken.scale = 3;
    tell(judge, guest);
    expect(weights.W1).toEqual(array([5]));
    expect([weights.double(), weights.scale]).toEqual([14, 30]);
    weights.b1 = 8;
    expect(toJudge(weights)).toBe(taken);
    expect(taken).toEqual({ W1: array([5]), b1: 8, scale: 30 });
    Reflect.deleteProperty(taken, 'W1');
    Object.assign(taken, { more: undefined });
    tell(judge, guest);
    expect(Object.keys(weights)).toEqual(['b1', 'more']);
    expect(weights.scale).toBe(30); // what has not changed is not set
  });

  test('that holds itself comes up to where it does', () => {
    class Node {
      value = 1;
      self: unknown = this;
    }
    const itself = new Unsupported(phrase`an object that holds itself`);
    expect(toJudge(new Node())).toEqual({ value: 1, self: itself });
    const list: unknown[] = [1];
    list.push(list, [list]);
    expect(toJudge(list)).toEqual([1, itself, [itself]]);
  });
});

describe('more than may cross', () => {
  test('is said in words, instead of being sent', () => {
    let all: unknown = 1;
    for (let i = 0; i < 20; i++) all = [all, all];
    expect(strange(all)).toBe('a value of more than 100000 parts');
    let deep: unknown = 1;
    for (let i = 0; i < 52; i++) deep = [deep];
    expect(strange(deep)).toBe('objects nested more than 50 deep');
    expect(toJudge([1])).toEqual([1]);
  });

  test('in one message is the sender’s error, and leaves nothing behind', () => {
    const lists = [1, 2].map(() => new Array(80_000).fill(0));
    const send = (): void => lists.forEach((list) => void guest.encode(list));
    expect(send).toThrow(new RangeError('one message holds more than 150000 parts'));
    guest.discard();
    expect(guest.changes()).toEqual([]);
    expect((toJudge(lists[0]) as unknown[]).length).toBe(80_000);
  });

  test('in one message is exactly as much as may be', () => {
    const [first, second] = [74_999, 74_999].map((length) => new Array<number>(length).fill(0)); // each counts itself
    guest.encode(first);
    guest.encode(second);
    judge.apply(overThePipe(guest.changes()));
    guest.encode([...first]);
    guest.encode([...second]);
    expect(() => guest.encode([])).toThrow(new RangeError('one message holds more than 150000 parts'));
  });

  test('that is said in words takes no room, and nothing else away', () => {
    const nested = (depth: number): unknown[] =>
      depth === 1 ? new Array<number>(60_000).fill(0) : [nested(depth - 1)];
    const small = [1];
    guest.encode(small);
    expect(guest.encode([new Array<number>(60_000).fill(0), nested(60)])).toHaveProperty('unsupported');
    guest.encode(new Array<number>(99_000).fill(0));
    guest.encode(new Array<number>(50_000).fill(0));
    const sent = guest.changes();
    expect(sent.map(([, content]) => (content as { array: Wire[] }).array.length)).toEqual([
      1, 99_000, 50_000,
    ]);
    guest.encode([nested(60)]);
    guest.encode(new Array<number>(99_000).fill(0));
    expect(() => guest.encode(new Array<number>(52_000).fill(0))).toThrow(RangeError);
  });

  test('in one call is the sender’s error', () => {
    const send = (): void => {
      for (let i = 0; i < 21; i++) toJudge(Array.from({ length: 1_000 }, () => []));
    };
    expect(send).toThrow(new RangeError('one call hands over more than 20000 arrays and objects'));
    expect(guest.changes()).toEqual([]);
    guest.endCall();
    judge.endCall();
    expect(toJudge([1])).toEqual([1]);
  });

  test('in an argument that the student has filled is the student’s error, and is not tried again', () => {
    const given: unknown[] = [];
    const taken = toGuest([given, given]) as unknown[][];
    taken[0].push(...new Array<number>(60_000).fill(0));
    expect(() => guest.changes()).toThrow(new RangeError('a value of more than 100000 parts'));
    expect(guest.changes()).toEqual([]);
    Object.assign(toGuest(array([1, 2])) as NDArray, { shape: [3] });
    expect(() => guest.changes()).toThrow(new RangeError('an NDArray whose shape does not fit its data'));
    expect(guest.changes()).toEqual([]);
  });

  test('in many arguments that the student has filled is the student’s error, and is not tried again', () => {
    const taken = Array.from({ length: 21 }, () => toGuest([]) as unknown[]);
    for (const list of taken) list.push(...new Array<number>(99_000).fill(0));
    const problem = 'one call hands over more than 2000000 numbers and fields';
    expect(() => guest.changes()).toThrow(new RangeError(problem));
    expect(guest.changes()).toEqual([]);
  });

  test('in one message, in an argument, is the student’s error; the argument is one as before', () => {
    const taken = toGuest([]) as unknown[];
    taken.push(...[1, 2].map(() => new Array(80_000).fill(0)));
    expect(() => guest.changes()).toThrow(new RangeError('one message holds more than 150000 parts'));
    expect(guest.encode(taken)).toEqual({ object: 1 });
  });

  test('is nothing that counts twice: what changes again and again takes the room of one', () => {
    const list = new Array<number>(60_000).fill(0);
    toJudge(list);
    for (let i = 1; i < 40; i++) {
      list[0] = i;
      tell(guest, judge);
    }
    expect(guest.changes()).toEqual([]);
  });

  test('from the guest may cross from the judge', () => {
    const lists = Array.from({ length: 26 }, () => Array.from({ length: 1_000 }, () => []));
    for (const list of lists) expect(toGuest(list)).toEqual(list);
  });
});

describe('what has crossed', () => {
  test('stays in step while the call lasts: numbers, lists, fields', () => {
    const value = {
      x: array([1, 2]),
      list: [1, [2]] as unknown[],
      more: { a: 1, b: 2 } as Record<string, unknown>,
      typed: Int8Array.of(1),
    };
    const taken = toGuest(value) as typeof value;
    const [x, list, more, typed] = [taken.x, taken.list, taken.more, taken.typed];
    const { shape } = value.x;
    taken.x.data[1] = -0;
    taken.list.push(NaN);
    taken.list[0] = [3];
    delete taken.more.a;
    taken.more.c = { d: 1 };
    taken.typed[0] = 5;
    tell(guest, judge);
    expect(value).toEqual({
      x: array([1, -0]),
      list: [[3], [2], NaN],
      more: { b: 2, c: { d: 1 } },
      typed: Int8Array.of(5),
    });
    expect(Object.keys(value.more)).toEqual(['b', 'c']);
    expect(value.x.shape).toBe(shape);
    expect(value.typed).not.toHaveProperty('shape');

    value.x.data[0] = 9;
    value.list.length = 0;
    value.more = { ...value.more, e: 1 };
    tell(judge, guest);
    expect(taken).toEqual(value);
    expect([taken.x, taken.list, taken.typed]).toEqual([x, list, typed]);
    expect(taken.x).toBe(x);
    expect(taken.list).toBe(list);
    expect(taken.more).not.toBe(more);
  });

  test('crosses again only when it has changed', () => {
    const value = [
      array([1]),
      NaN,
      { a: -0 },
      Float32Array.of(0.5),
      Object.assign(new Network(), { params: {} }),
    ];
    toGuest(value);
    expect(judge.changes()).toEqual([]);
    expect(guest.changes()).toEqual([]);
    value[1] = 0;
    expect(judge.changes()).toHaveLength(1);
    expect(judge.changes()).toEqual([]);
    (value[2] as { a: number }).a = 0;
    expect(judge.changes()).toHaveLength(1);
  });

  test('crosses again when its sender has changed a typed array in place', () => {
    const value = Float32Array.of(1, 2);
    const taken = toGuest(value);
    value[1] = 5;
    tell(judge, guest);
    expect(taken).toEqual(Float32Array.of(1, 5));
  });

  test('is named by its number when it is sent again', () => {
    const value = [1];
    const taken = toGuest(value);
    expect(judge.encode(value)).toEqual(overThePipe(judge.encode(value)));
    expect(toGuest(value)).toBe(taken);
    expect(toJudge(taken)).toBe(value);
  });

  test('keeps its shape in step, too', () => {
    const x = array([1, 2, 3, 4]);
    const taken = toGuest(x) as NDArray;
    Object.assign(taken, { shape: [2, 2] });
    taken.data[0] = 5;
    tell(guest, judge);
    expect(x.shape).toEqual([2, 2]);
    expect(x.toArray()).toEqual([
      [5, 2],
      [3, 4],
    ]);
  });

  test('is a new object after the call', () => {
    const value = [1];
    const taken = toGuest(value) as unknown[];
    for (const side of [judge, guest]) side.endCall();
    value.push(2);
    expect(judge.changes()).toEqual([]);
    expect(taken).toEqual([1]);
    const again = toGuest(value);
    expect(again).toEqual([1, 2]);
    expect(again).not.toBe(taken);
  });

  test('outlives the call where it belongs to an instance, until a new test begins', () => {
    const value = [1];
    judge.setOwner(7);
    guest.setOwner(7);
    expect(judge.currentOwner).toBe(7);
    const taken = toGuest(value);
    for (const side of [judge, guest]) {
      side.setOwner(undefined);
      side.endCall();
    }
    value.push(2);
    tell(judge, guest);
    expect(taken).toEqual([1, 2]);
    judge.forget();
    value.push(3);
    expect(judge.changes()).toEqual([]);
    expect(Object.keys(judge.encode(value) as object)).toEqual(['object']);
    expect(judge.changes()).toHaveLength(1);
  });

  /** Both sides take what crosses now for the instance's, or for no one's. */
  const belongsTo = (owner: number | undefined): void => {
    for (const side of [judge, guest]) side.setOwner(owner);
  };
  const endCall = (): void => {
    for (const side of [judge, guest]) side.endCall();
  };

  test('keeps in step what was put into it in a call', () => {
    const velocity = { W: array([1]) };
    belongsTo(7);
    const taken = toJudge(velocity) as typeof velocity;
    belongsTo(undefined);
    const [list, inner] = [[1], array([2])];
    Object.assign(velocity, { W: inner, more: { list } });
    tell(guest, judge);
    endCall();
    expect(taken).toEqual({ W: array([2]), more: { list: [1] } });
    inner.data[0] = 5;
    list.push(2);
    tell(guest, judge); // and everything is measured anew, because a list has changed
    expect(taken).toEqual({ W: array([5]), more: { list: [1, 2] } });
  });

  test('keeps what it shares with one that is let go of', () => {
    const shared = { W: [array([1])] };
    belongsTo(7);
    toJudge(shared);
    belongsTo(8);
    const taken = toJudge({ of: shared }) as { of: typeof shared };
    for (let i = 9; i < 9 + 7; i++) belongsTo(i); // now 7 is let go of, and 8 is not
    belongsTo(undefined);
    endCall();
    shared.W[0].data[0] = 5;
    shared.W.push(array([6]));
    tell(guest, judge);
    expect(taken).toEqual({ of: { W: [array([5]), array([6])] } });
    for (const side of [judge, guest]) for (let i = 20; i < 28; i++) side.setOwner(i);
    shared.W.push(array([7]));
    expect(guest.changes()).toEqual([]); // nobody's any more
  });

  test('belongs where it did, though it is in an object of another instance, too', () => {
    const inner = [1];
    belongsTo(8);
    toJudge(inner);
    belongsTo(7);
    toJudge({ of: inner });
    belongsTo(8); // the one that was used last
    belongsTo(undefined);
    endCall();
    for (let i = 9; i < 16; i++) belongsTo(i); // now 7 is let go of, and 8 is not
    inner.push(2);
    expect(guest.changes()).toHaveLength(1);
  });

  test('belongs to the same instance on both sides, whichever holds it first', () => {
    const last = [1];
    const inner: { last: unknown } = { last };
    const outer: { inner: unknown; last: unknown } = { inner, last };
    const [ofEight, ofSeven]: Record<string, unknown>[] = [{}, {}];
    belongsTo(8);
    toJudge(ofEight);
    belongsTo(7);
    toJudge(ofSeven);
    belongsTo(9);
    toJudge(last);
    belongsTo(undefined);
    toJudge(outer); // the guest knows what is in it first, the judge what is around it
    Object.assign(ofSeven, { outer });
    Object.assign(ofEight, { inner });
    tell(guest, judge);
    endCall();
    for (const owner of [8, 7, 10, 11, 12, 13, 14, 15]) belongsTo(owner); // now 9 is let go of
    inner.last = outer.last = undefined;
    tell(guest, judge);
    for (const owner of [8, 16]) belongsTo(owner); // now 7 is, and 8 is not
    last.push(2);
    expect(guest.changes()).toEqual([]);
  });

  test('holds itself by now, and is let go of', () => {
    const inner: unknown[] = [];
    toGuest([inner]);
    inner.push([inner]);
    tell(judge, guest);
    endCall();
    inner.push(1);
    expect(judge.changes()).toEqual([]);
  });

  test('holds itself by now, through one that it holds, and is let go of', () => {
    const inner: unknown[] = [];
    const outer = [inner];
    toGuest(outer);
    inner.push(outer);
    tell(judge, guest);
    endCall();
    inner.push(1);
    outer.push([]);
    expect(judge.changes()).toEqual([]);
  });

  test('is let go of when eight other instances have come after', () => {
    const values = Array.from({ length: 9 }, (_, i) => [i]);
    const send = (i: number): void => {
      judge.setOwner(i);
      guest.setOwner(i);
      toGuest(values[i]);
      judge.setOwner(undefined);
      guest.setOwner(undefined);
    };
    const isKept = (i: number): boolean => {
      values[i].push(0);
      const changes = judge.changes();
      guest.apply(overThePipe(changes));
      return changes.length === 1;
    };
    for (let i = 0; i < 8; i++) send(i);
    expect(isKept(0)).toBe(true);
    send(0); // again: now the second one is the oldest
    send(8);
    expect([isKept(0), isKept(1), isKept(2), isKept(8)]).toEqual([true, false, true, true]);
  });
});

describe('an object of a declared class', () => {
  test('comes to the guest as a whole, and only its declared fields come back', () => {
    const network = new Network();
    network.params = { W1: array([1]) };
    const taken = toGuest(network) as Network;
    expect(taken).toBeInstanceOf(Network);
    expect(taken).toEqual(network);
    Object.assign(taken, { params: { W1: array([2]) }, loss: 0, hidden: 5 });
    tell(guest, judge);
    expect(network).toEqual(Object.assign(new Network(), { params: { W1: array([2]) } }));
  });

  test('comes back with its parameters wherever they stand, and as nothing else', () => {
    const network = new Network();
    network.params = { W1: 1 };
    const { object: number } = judge.encode(network) as { object: number };
    judge.apply([
      [4, { numbers: 'AAAAAAAAAAA=', type: 'float64', shape: [1] }],
      [2, { record: [['W1', { object: 4 }]] }],
      [number, { declared: [['loss', 0], ['params', { object: 2 }]], of: 'Network' }], // prettier-ignore
    ]);
    expect(network).toEqual(Object.assign(new Network(), { params: { W1: array([0]) } }));
    expect(() => judge.apply([[number, { record: [['params', { object: 2 }]] }]])).toThrow(
      new ProtocolError('an object that became another'),
    );
    expect(() => judge.apply([[number, { declared: [], of: 'Network' }]])).toThrow(
      new ProtocolError('an object of the class Network without its params'),
    );
  });

  test.each([5, [1], new Date(0), undefined])('does not come back with %p for its parameters', (params) => {
    const network = new Network();
    network.params = {};
    const taken = toGuest(network) as Network;
    taken.params = params;
    expect(() => tell(guest, judge)).toThrow(
      new ProtocolError('an object of the class Network without its params'),
    );
  });
});

describe('of several declared classes', () => {
  test('an object is that whose fields it has, whatever its own class is called', () => {
    const point = Object.assign(new SuitesPoint(), { x: 1, y: [2] });
    const taken = toGuest(point);
    expect(taken).toBeInstanceOf(Point);
    expect(taken).not.toBeInstanceOf(SuitesPoint);
    Object.assign(taken as Point, { x: 3, y: [4] });
    tell(guest, judge);
    expect(point).toEqual(Object.assign(new SuitesPoint(), { x: 3, y: [4] }));
  });

  test('a plain object is none', () => {
    expect(Object.getPrototypeOf(toGuest({ x: 1, y: [] }))).toBe(Object.prototype);
  });

  test.each<[before: unknown, after: unknown]>([
    [1, 2],
    [null, null],
    [{}, { a: 1 }],
    [[1], [2, 3]],
    [array([1]), array([2])],
  ])('a field that was %j comes back as %j', (before, after) => {
    const point = Object.assign(new Point(), { x: before });
    Object.assign(toGuest(point) as Point, { x: after });
    tell(guest, judge);
    expect(point.x).toEqual(after);
  });

  test.each<[before: unknown, after: unknown]>([
    [1, 'a'],
    [1, null],
    [1, [1]],
    [null, 1],
    [null, {}],
    [{}, null],
    [{}, [1]],
    [{}, 1],
    [[1], {}],
    [[1], 1],
    [[1], array([1])],
    [array([1]), Float64Array.of(1)],
    [array([1]), undefined],
  ])('a field that was %j does not come back as %j', (before, after) => {
    const point = Object.assign(new Point(), { x: before });
    Object.assign(toGuest(point) as Point, { x: after });
    expect(() => tell(guest, judge)).toThrow(new ProtocolError('an object of the class Point without its x'));
  });

  test('with more in one field than any law has is the student’s error', () => {
    const point = new Point();
    const taken = toGuest(point) as Point;
    taken.y = new Array<number>(2_000).fill(0); // it counts itself
    const problem = 'an object of the class Point with more than 2000 numbers in a field';
    expect(() => guest.changes()).toThrow(new RangeError(problem));
    expect(guest.changes()).toEqual([]); // that is not tried again
    expect(() => guest.apply([])).not.toThrow();
  });

  test('one that has some of the fields only is none', () => {
    class Half {
      x = 1;
    }
    expect(Object.getPrototypeOf(toGuest(new Half()))).toBe(Object.prototype);
  });

  test.each([
    ['first', 0],
    ['last', 1],
  ])('of which one has more fields, that one is meant where it stands %s', (_, at) => {
    const more = { ...POINT, name: 'Longer', fields: ['x', 'y', 'z'] };
    const side = { trusting: false, functionOf: () => () => 0, onFunction: () => {}, instanceOf: () => ({}) };
    const classes = [POINT].toSpliced(at, 0, more);
    const both = new Marshaller(1, { ...side, classes, newObject: () => ({}) });
    both.encode(Object.assign(new SuitesPoint(), { z: 1 }));
    expect(both.changes()[0][1]).toMatchObject({ of: 'Longer' });
  });

  test('one that is none of them is refused by its name', () => {
    const changes = [[1, { declared: [], of: 'Stranger' }]];
    expect(() => guest.apply(changes)).toThrow(new ProtocolError('a class called Stranger'));
  });

  test('that have the same fields, the one of its name is meant, and a stranger’s is refused', () => {
    class Twin extends Point {}
    const side = { trusting: false, functionOf: () => () => 0, onFunction: () => {}, instanceOf: () => ({}) };
    const classes = [POINT, { ...POINT, name: 'Twin' }];
    const both = new Marshaller(1, { ...side, classes, newObject: () => ({}) });
    both.encode(new Twin());
    expect(both.changes()[0][1]).toMatchObject({ of: 'Twin' });
    expect(() => both.encode(new SuitesPoint())).toThrow('may be a Point or a Twin');
  });
});

describe('what no honest program sends', () => {
  const apply = (changes: unknown) => () => judge.apply(changes);

  test.each([undefined, null, 5, {}, 'list'])('%p for a list of objects', (changes) => {
    expect(apply(changes)).toThrow(new ProtocolError('no list of objects'));
  });

  test.each([[[5]], [[[1]]], [[['2', {}]]], [[[2, null]]], [[[2, []]]], [[[2, 'x']]]])(
    '%j for objects',
    (changes) => {
      expect(apply(changes)).toThrow(new ProtocolError('no object'));
    },
  );

  const refused: [object, string][] = [
    [{ numbers: 'AAAA', type: 'Strings' }, 'no numbers'],
    [{ numbers: 5, type: 'Int8Array' }, 'no numbers'],
    [{ numbers: 'AAAA', type: 'float64', shape: [1] }, 'no numbers'],
    [{ numbers: 'AAAA', type: 'Float64Array' }, 'no numbers'],
    [{ numbers: 'AAAA', type: 'constructor', shape: [1] }, 'no numbers'],
    ...[[], [1, 1, 1], [-1], [0.5], [1e9, 0], ['1'], [null], 'one', { length: 1 }].map(
      (shape): [object, string] => [
        { numbers: 'AAAAAAAAAAA=', type: 'float64', shape },
        'a shape that is none',
      ],
    ),
    [
      { numbers: 'A'.repeat(1_200_000), type: 'float64', shape: [100_000] },
      'a value of more than 100000 parts',
    ],
    [
      { numbers: 'AAAAAAAAAAA=', type: 'float64', shape: [2] },
      'an NDArray whose shape does not fit its data',
    ],
    [{ array: 5 }, 'no array'],
    [{ record: 5 }, 'no record'],
    [{ record: [5] }, 'no record'],
    [{ record: [['a', 5], 'b'] }, 'no record'],
    [{ declared: [], of: 'Network' }, 'an object of a declared class'],
    [{ record: [['a', 5, 6]] }, 'no record'],
    [{ record: [[1, 5]] }, 'no record'],
    [{ record: Array.from({ length: 1_001 }, (_, i) => [`${i}`, 0]) }, 'an object of 1001 fields'],
    [{ array: ['a'.repeat(10_001)] }, 'a string of 10001 characters'],
    [{ array: new Array(100_000).fill(0) }, 'a value of more than 100000 parts'],
    [{ array: new Array(150_000).fill(0) }, 'a message of more than 150000 parts'],
    [{ array: [{ object: 8 }, { object: 2.5 }] }, 'no value'],
    [{ array: [{ object: -2 }] }, 'no value'],
    [{ array: [{ object: 1e300 }] }, 'no value'],
    [{ array: [{ object: 2, number: 'NaN' }] }, 'no value'],
    [{ array: [{ number: '12' }] }, 'no value'],
    [{ array: [{ undefined: false }] }, 'no value'],
    [{ array: [{ unsupported: 5 }] }, 'no value'],
    [{ array: [{ unsupported: { text: 'a {b}', gaps: { b: 5 } } }] }, 'no value'],
    [{ array: [{ unsupported: { text: 'a', gaps: { a: '', b: '', c: '', d: '', e: '' } } }] }, 'no value'],
    [{ array: [{ unsupported: { text: 'a', gaps: {}, more: 1 } }] }, 'no value'],
    [{ array: [{ unsupported: { text: '{b}'.repeat(50), gaps: { b: 'x'.repeat(200) } } }] }, 'no value'],
    [{ array: [{ unsupported: 'a'.repeat(10_001) }] }, 'no value'],
    [{ array: [{ instance: 4 }] }, 'no value'],
    [{ array: [{ instance: 4, of: 5 }] }, 'no value'],
    [{ array: [{ whatever: 4 }] }, 'no value'],
    [{ array: [{ object: 8 }] }, 'an object that never came'],
    [{ array: [[1]] }, 'no value'],
    [{ array: [{ function: 'one' }] }, 'no value'],
    [{ array: [{ instance: 'one', of: 'Date' }] }, 'no value'],
    [{ array: [{ object: 2 }] }, 'an object that holds itself'],
    [{ record: [['a', { object: 2 }]] }, 'an object that holds itself'],
  ];
  test.each(refused.map(([content, words]) => [words, content]))('%s, number %#', (words, content) => {
    expect(apply([[2, content]])).toThrow(new ProtocolError(words as string));
  });

  test.each<[object, object]>([
    [{ array: [] }, { record: [] }],
    [{ record: [] }, { array: [] }],
    [{ numbers: 'AA==', type: 'Int8Array' }, { record: [] }],
    [{ numbers: 'AA==', type: 'Int8Array' }, { array: [] }],
  ])('%j that becomes %j', (before, after) => {
    judge.apply([[2, before]]);
    expect(apply([[2, after]])).toThrow(new ProtocolError('an object that became another'));
  });

  test.each<[object, object]>([
    [
      { numbers: 'AA==', type: 'Int8Array' },
      { numbers: 'AA==', type: 'Uint8Array' },
    ],
    [
      { numbers: 'AA==', type: 'Int8Array' },
      { numbers: 'AAA=', type: 'Int8Array' },
    ],
    [
      { numbers: 'AAAAAAAAAAA=', type: 'Float64Array' },
      { numbers: 'AAAAAAAAAAA=', type: 'float64', shape: [1] },
    ],
    [
      { numbers: 'AAAAAAAAAAA=', type: 'float64', shape: [1] },
      { numbers: 'AAAAAAAAAAA=', type: 'float32', shape: [2] },
    ],
  ])('%j that becomes %j, other numbers', (before, after) => {
    judge.apply([[2, before]]);
    expect(apply([[2, after]])).toThrow(new ProtocolError('an object that became another'));
  });

  test.each([
    [[[2.5, { array: [] }]]],
    [[[-2, { array: [] }]]],
    [[[0, { array: [] }]]],
    [[[1e17, { array: [] }]]],
  ])('%j, whose number is none', (changes) => {
    expect(apply(changes)).toThrow(new ProtocolError('no object'));
  });

  test('an object with a number of this side, or twice in one message', () => {
    expect(apply([[1, { array: [] }]])).toThrow(new ProtocolError('an object of this side'));
    expect(apply([[3, { array: [] }]])).toThrow(new ProtocolError('an object of this side'));
    expect(apply([[2, { array: [] }], [2, { array: [1] }]])).toThrow(new ProtocolError('an object that comes twice')); // prettier-ignore
  });

  const another = 'an object that became another';
  const mine: [string, string, () => object][] = [
    ['an NDArray', another, () => array([1])],
    ['a typed array', another, () => Float64Array.of(1)],
    ['an array', another, () => [1]],
    ['an object of a class', 'fields for what has none', () => new (class Own { a = 1; })()], // prettier-ignore
  ];

  test.each(mine)('fields of its own for %s of the judge', (_, words, make) => {
    const own = make();
    const names = Object.keys(own);
    const { object: number } = judge.encode(own) as { object: number };
    judge.changes();
    const fields = [['size', 2], ['data', 5], ['every', 1]]; // prettier-ignore
    expect(apply([[number, { record: fields }]])).toThrow(new ProtocolError(words));
    expect(Object.keys(own)).toEqual(names);
  });

  test('objects that are nested more than fifty deep', () => {
    const nested = (depth: number, inner = 0): [number, object][] =>
      Array.from({ length: depth }, (_, i) => [
        2 * i + 2 + 1000 * inner,
        { array: i + 1 < depth ? [{ object: 2 * i + 4 + 1000 * inner }] : inner > 0 ? [{ object: 2 }] : [] },
      ]);
    expect(apply(nested(51))).not.toThrow();
    expect(apply([[2002, { array: [{ object: 2 }] }]])).toThrow(
      new ProtocolError('objects nested more than 50 deep'),
    );
    judge.forget();
    expect(apply(nested(52))).toThrow(new ProtocolError('objects nested more than 50 deep'));
    judge.forget();
    judge.apply(nested(26));
    expect(apply(nested(26, 1))).toThrow(new ProtocolError('objects nested more than 50 deep'));
    expect(apply(nested(25, 1))).not.toThrow();
    expect(apply([[52, { array: [{ object: 1002 }] }]])).toThrow(
      new ProtocolError('an object that holds itself'),
    );
  });

  const TOO_LARGE = new ProtocolError('a value of more than 100000 parts');

  test('few objects that unfold to more than a hundred thousand parts', () => {
    const unfolding: [number, object][] = Array.from({ length: 6 }, (_, i) => [
      2 * i + 2,
      { array: Array.from({ length: 10 }, () => (i < 5 ? { object: 2 * i + 4 } : 1)) },
    ]);
    expect(apply(unfolding.slice(2))).not.toThrow();
    judge.forget();
    expect(apply(unfolding)).toThrow(TOO_LARGE);
  });

  test('an empty array that stands ten thousand times, and is filled afterwards', () => {
    judge.apply([
      [2, { array: [] }],
      [4, { array: new Array(10_000).fill({ object: 2 }) }],
      [6, { record: [['all', { object: 4 }]] }],
    ]);
    const list = judge.decode({ object: 4 }) as unknown[];
    expect(apply([[2, { array: new Array(10).fill(0) }]])).toThrow(TOO_LARGE);
    expect(list[0]).toEqual([]); // nothing of it has been unfolded
    expect(apply([[2, { array: new Array(5).fill(0) }]])).not.toThrow();
    expect(apply([[4, { array: new Array(10_001).fill({ object: 2 }) }]])).not.toThrow();
    expect(apply([[2, { array: new Array(9).fill(0) }]])).toThrow(TOO_LARGE);
  });

  test('more than may be kept in step at once, until the call ends', () => {
    const lists = (first: number, count: number, length: number): [number, object][] =>
      Array.from({ length: count }, (_, i) => [first + 2 * i, { array: new Array(length).fill(0) }]);
    judge.apply(lists(2, 20_000, 0));
    expect(apply(lists(50_002, 6_000, 0))).toThrow(
      new ProtocolError('one call hands over more than 20000 arrays and objects'),
    );
    judge.endCall();
    const many = (): void => {
      for (let i = 0; i < 30; i++) judge.apply(lists(2 + 10 * i, 2, 50_000));
    };
    expect(many).toThrow(new ProtocolError('one call hands over more than 2000000 numbers and fields'));
    judge.endCall();
    expect(apply(lists(2, 2, 50_000))).not.toThrow();
  });

  test('as much as may be kept in step, and one more', () => {
    const lists = (first: number, count: number, length: number): [number, object][] =>
      Array.from({ length: count }, (_, i) => [first + 2 * i, { array: new Array(length).fill(0) }]);
    judge.apply(lists(2, 25_000, 0)); // with the room that the judge leaves
    expect(apply(lists(50_002, 1, 0))).toThrow(ProtocolError);
    judge.endCall();
    for (let i = 0; i < 25; i++) judge.apply(lists(2 + 4 * i, 2, 49_999)); // each counts itself
    expect(apply(lists(1_002, 1, 0))).toThrow(ProtocolError);
  });

  test('an object of a declared class with more than the judge has handed over', () => {
    const network = Object.assign(new Network(), { params: { W: zeros([100, 100]) } });
    const { object: number } = judge.encode(network) as { object: number };
    expect(judge.changes()).toHaveLength(3);
    const comeBack = (columns: number) =>
      apply([
        [
          2,
          { numbers: Buffer.alloc(800 * columns).toString('base64'), type: 'float64', shape: [100, columns] },
        ],
        [4, { record: [['W', { object: 2 }]] }],
        [number, { declared: [['params', { object: 4 }]], of: 'Network' }],
      ]);
    expect(comeBack(99)).not.toThrow();
    expect(network.params.W).toEqual(zeros([100, 99]));
    judge.forget();
    judge.encode(network);
    judge.changes();
  });

  test('an object of a declared class with more than any law has', () => {
    const network = Object.assign(new Network(), { params: {} });
    const { object: number } = judge.encode(network) as { object: number };
    judge.changes();
    const comeBack = (...shape: number[]) =>
      apply([
        [2, { numbers: Buffer.alloc(8 * shape[0] * shape[1]).toString('base64'), type: 'float64', shape }],
        [4, { record: [['W1', { object: 2 }]] }],
        [number, { declared: [['params', { object: 4 }]], of: 'Network' }],
      ]);
    expect(comeBack(30, 50)).not.toThrow();
    expect(network.params).toEqual({ W1: zeros([30, 50]) });
    const more = [2, 6].map((n): [number, object] => [n, { array: new Array(999).fill(0) }]);
    const filledLater: [number, object][] = [
      ...more,
      [
        4,
        {
          record: [
            ['W1', { object: 2 }],
            ['W2', { object: 6 }],
          ],
        },
      ],
    ];
    judge.endCall();
    const { object: again } = judge.encode(network) as { object: number };
    judge.changes();
    judge.apply([
      [4, { record: [] }],
      [again, { declared: [['params', { object: 4 }]], of: 'Network' }],
    ]);
    expect(apply(filledLater)).toThrow(
      new ProtocolError('an object of the class Network with more than 2000 numbers in a field'),
    );
  });

  test('an owner that is no instance', () => {
    expect(judge.checkedOwner(undefined)).toBeUndefined();
    for (const owner of [7, 2.5, -1, 'me', null]) {
      expect(() => judge.checkedOwner(owner)).toThrow(new ProtocolError('no instance'));
    }
    const { instance: number } = guest.encode(new Date(0), true) as { instance: number };
    judge.decode({ instance: number, of: 'Date' }, 'instance');
    expect(judge.checkedOwner(number)).toBe(number);
  });

  test.each<[Wire | unknown[] | undefined, string]>([
    [undefined, 'no value'],
    [[], 'no value'],
    [{} as Wire, 'no value'],
    [{ object: 5 }, 'an object that never came'],
  ])('%j for a value', (wire, words) => {
    expect(() => judge.decode(wire)).toThrow(new ProtocolError(words));
  });
});

test('each value that comes is counted, with all that is in it', () => {
  const parts: number[] = [];
  const side = { trusting: false, functionOf: () => () => 0, onFunction: () => {}, instanceOf: () => ({}) };
  const counting = new Marshaller(1, {
    ...side,
    classes: [],
    newObject: () => ({}),
    onValue: (count) => void parts.push(count),
  });
  counting.apply([
    [2, { array: [1, 2, { object: 4 }] }],
    [4, { array: [1] }],
  ]);
  for (const wire of [5, null, 'a', { undefined: true }, { object: 2 }, { object: 4 }]) counting.decode(wire);
  expect(() => counting.decode({ object: 6 })).toThrow(ProtocolError);
  expect(parts).toEqual([1, 1, 1, 1, 6, 2, 1]);
  counting.apply([
    [4, { array: [1, { object: 6 }] }],
    [6, { array: [1] }],
  ]);
  counting.decode({ object: 2 });
  expect(parts.at(-1)).toBe(9);

  const own: unknown[] = [];
  const holder = [own];
  const { object: number } = counting.encode(holder) as { object: number };
  counting.changes();
  own.push(holder);
  counting.changes();
  counting.decode({ object: number });
  expect(parts.at(-1)).toBeGreaterThan(0); // what holds itself counts as something
});
