// How laws are checked: whatever the judged code does to what it is passed, what is expected, what is drawn and what is shown stay as they were.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fc } from '#engine/suite';
import { array, NDArray } from '#lib/ndarray';
import { copyOf } from '../../../engine/suite/copies';
import { describeFunction, expectUntouched, findCounterexample, LawError } from '../../../engine/suite/law';
import { ReferenceNet } from '../../support/reference-net';
import { isUnderTest, underTest, withOriginals } from '../../../engine/suite/under-test';

/** Everything that a law may draw, nested, with records that have a prototype and records that have none. */
const drawable = fc.letrec((tie) => {
  const inner = tie('value');
  return {
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: -9, max: 9 }),
      fc.string({ maxLength: 3 }),
      fc
        .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 3 })
        .map((numbers) => array(numbers)),
      fc.array(fc.integer(), { maxLength: 3 }).map((numbers) => Float64Array.from(numbers)),
      fc.array(inner, { maxLength: 3 }),
      fc.record({ a: inner, b: inner }, { requiredKeys: [] }),
      fc.record({ params: inner }, { noNullPrototype: true }),
      fc
        .array(fc.tuple(fc.string({ maxLength: 2 }), inner), { maxLength: 2 })
        .map((entries) => new Map(entries)),
      fc.array(fc.integer(), { maxLength: 2 }).map((numbers) => new Set(numbers)),
    ),
  };
}).value;

/** Writes to everything that can be reached from a value. */
function overwrite(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof NDArray) return void value.data.fill(77);
  if (value instanceof Float64Array) return void value.fill(77);
  if (value instanceof Map || value instanceof Set) {
    value.forEach(overwrite);
    return value.clear();
  }
  Object.values(value).forEach(overwrite);
  for (const key of Object.keys(value)) Reflect.set(value, key, 77);
}

/** As plain data, of which no two different values look alike. */
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Map) return { map: [...inner] };
    if (inner instanceof Set) return { set: [...inner] };
    return inner;
  });

describe('a copy', () => {
  test('is equal, and what is done to it changes nothing in the original', () => {
    fc.assert(
      fc.property(drawable, (value) => {
        const [before, copy] = [shown(value), copyOf(value)];
        expect(shown(copy)).toBe(before);
        overwrite(copy);
        expect(shown(value)).toBe(before);
      }),
    );
  });

  test('of a record that has no prototype is one like any other', () => {
    const drawn = Object.assign(Object.create(null) as object, { x: 1 });
    expect(Object.getPrototypeOf(copyOf(drawn))).toBe(Object.prototype);
  });

  test('is refused for what can’t be copied', () => {
    class Unknown {
      field = 1;
    }
    expect(() => copyOf([{ inner: new Unknown() }])).toThrow(/Unknown/);
  });
});

describe('a law', () => {
  const inputs = fc.record({
    a: fc
      .array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 6 })
      .map((values) => array(values)),
    list: fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }),
    nested: fc.record({
      t: fc.array(fc.nat(9), { minLength: 2, maxLength: 2 }).map((values) => array(values)),
    }),
  });
  type Inputs = ReturnType<typeof inputs.generate>['value'];

  /** Does not hold from some size on, so that there is something to shrink. */
  const isTooLarge = ({ a, list }: Inputs): boolean => a.sum() > 7 || list.some((number) => number > 11);

  test('shows the counterexample as it was drawn, and shrinks it as far, whatever is overwritten', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const plainly = findCounterexample(
        inputs,
        (drawn) => {
          if (isTooLarge(drawn)) throw new Error('too large');
        },
        seed,
      );
      const overwriting = findCounterexample(
        inputs,
        (drawn) => {
          const wrong = isTooLarge(drawn);
          overwrite(drawn);
          if (wrong) throw new Error('too large');
        },
        seed,
      );
      expect(plainly).toBeDefined();
      expect(shown(overwriting?.inputs)).toBe(shown(plainly!.inputs));
    }
  });
});

describe('what is under test', () => {
  class Net {
    #calls = 0;
    W = array([1]);
    params = { W1: array([2]) };
    constructor(readonly options: { sizes: number[] }) {
      options.sizes.push(7);
    }
    overwrite(x: NDArray, record: { list: number[] }): number {
      x.data.fill(7);
      record.list.length = 0;
      this.W.data.fill(5);
      return ++this.#calls;
    }
  }
  const topic = {
    Net,
    number: 7,
    overwrite(x: NDArray, record: { t: NDArray; list: number[] }, labels: number[]) {
      x.data.set(record.t.data);
      record.t.data.fill(7);
      record.list.push(7);
      labels.length = 0;
      return x;
    },
    calling: (f: (x: NDArray) => number, x: NDArray) => f(x),
    steps: (net: ReferenceNet) => (net.params = { ...net.params, b1: array([7]) }),
    async failing(): Promise<number> {
      throw new Error('later');
    },
  };
  const judged = underTest(topic);

  test('gets copies, at any depth, and so do classes and methods', () => {
    const [x, t, list, labels] = [array([1, 2]), array([3, 4]), [5], [6]];
    expect(judged.overwrite(x, { t, list }, labels).toArray()).toEqual([3, 4]);
    const options = { sizes: [1] };
    const net = new judged.Net(options);
    expect(net.overwrite(x, { list })).toBe(1);
    expect(net.overwrite(x, { list })).toBe(2);
    const W = array([9]);
    net.W = W;
    net.overwrite(x, { list });
    expect(shown([x, t, list, labels, options, W])).toBe('[[1,2],[3,4],[5],[6],{"sizes":[1]},[9]]');
    expect(net.W.toArray()).toEqual([5]);
  });

  test('gets functions and objects of classes as they are', () => {
    const net = new ReferenceNet({ W1: array([[1]]), b1: array([1]), W2: array([[1]]), b2: array([1]) });
    judged.steps(net);
    expect(net.params.b1.toArray()).toEqual([7]);
    const f = (x: NDArray): number => x.sum();
    expect(judged.calling(f, array([1, 2]))).toBe(3);
    expect(judged.number).toBe(7);
  });

  test('gets the originals where a law is about what becomes of them', () => {
    const [x, t] = [array([1, 2]), array([3, 4])];
    expect(() => expectUntouched({ x }, () => judged.overwrite(x, { t, list: [] }, []))).toThrow(
      'x was changed',
    );
    expect(t.toArray()).toEqual([7, 7]);
    const y = array([1, 2]);
    expect(withOriginals(() => judged.overwrite(y, { t, list: [] }, []))).toBe(y);
    const inPlace = underTest(topic, { passing: 'originals' });
    expect(inPlace.overwrite(x, { t, list: [] }, [])).toBe(x);
  });

  test('that changes its argument is told by what changed, however little and in however long an array', () => {
    const changing = (a: NDArray, by: number): (() => void) => {
      return () => void a.set(...a.shape.map(() => 1), a.at(...a.shape.map(() => 1)) + by);
    };
    const short = array([1, 0]);
    expect(() => expectUntouched({ t: short }, changing(short, 1e-9))).toThrow(
      /from .*\[1, 0\] to .*\[1, 1e-9\]/,
    );
    const vector = array(Array.from({ length: 40 }, () => 1));
    expect(() => expectUntouched({ t: vector }, changing(vector, 1e-9))).toThrow(
      't[1] was changed from 1 to 1.000000001',
    );
    const matrix = array(Array.from({ length: 30 }, () => [0, 0]));
    expect(() => expectUntouched({ t: matrix }, changing(matrix, 2))).toThrow(
      't[1, 1] was changed from 0 to 2',
    );
  });

  test('is wrong where it returns a promise, and nothing else fails with that', async () => {
    expect(() => judged.failing()).toThrow(/promise.*`async`/);
    await new Promise((resolve) => setImmediate(resolve)); // an unhandled rejection would fail this test
  });

  test('is all that a block of a suite takes', () => {
    expect(() => describeFunction('overwrite', topic.overwrite, () => {})).toThrow(/underTest/);
    expect([judged.overwrite, judged.Net, undefined].every(isUnderTest)).toBe(true);
    expect(isUnderTest(topic.Net)).toBe(false);
  });
});

test('what fails keeps the lines of its stack, however the engine writes them', () => {
  const stackOf = (stack: string): string => {
    const finding = { inputs: [], problem: { kind: 'odd' as const, said: 'no' }, seed: 1 };
    return new LawError(finding, Object.assign(new Error('no'), { stack })).stack!;
  };
  expect(
    stackOf('Error: no\n    at mean (blob:http://here/1:15:9)\n    at x (/a/node_modules/b.js:1:1)'),
  ).toMatch(/\n {4}at mean \(blob:http:\/\/here\/1:15:9\)$/);
  expect(stackOf('mean@blob:http://here/1:15:9\nx@http://here/a/node_modules/b.js:1:1\n')).toMatch(
    /\nmean@blob:http:\/\/here\/1:15:9$/,
  );
});

test('a reference network is made of copies', () => {
  const params = { W1: array([[1]]), b1: array([1]), W2: array([[1]]), b2: array([1]) };
  new ReferenceNet(params).params.W1.data[0] = 7;
  expect(params.W1.at(0, 0)).toBe(1);
});

describe('what a law’s code prints', () => {
  test('is that of the inputs which are shown, and no other call’s', () => {
    const found = findCounterexample(
      fc.record({ n: fc.integer({ min: 0, max: 1000 }) }),
      ({ n }) => {
        console.log('n is', n);
        if (n > 10) throw new Error('too large');
      },
      1,
    );
    expect(found).toMatchObject({ inputs: { n: 11 }, printed: { lines: ['n is 11'], more: 0 } });
  });

  test('is shown with its first lines, however much it is', () => {
    const found = findCounterexample(
      fc.constant({}),
      () => {
        for (let i = 0; i < 15; i++) console.log(`line ${i}`, 'x'.repeat(500));
        throw new Error('no');
      },
      1,
      { runs: 1 },
    );
    const { lines, more } = found!.printed!;
    expect(lines[0]).toMatch(/^line 0 x/);
    expect([lines.length, more]).toEqual([12, 3]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(410);
  });
});

describe('the search for a smaller counterexample', () => {
  afterEach(() => void jest.restoreAllMocks());

  /** How often a law is tried that fails for each number above 10, when each try takes so long. */
  function triesOf(milliseconds: number): { tries: number; n: number } {
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    let tries = 0;
    const found = findCounterexample(
      fc.record({ n: fc.integer({ min: 1_000, max: 1_000_000 }).map((n) => n - 990) }),
      ({ n }) => {
        tries++;
        clock += milliseconds;
        if (n >= 10) throw new Error('too large');
      },
      1,
    );
    return { tries, n: found!.inputs.n };
  }

  test('goes on to the smallest while there is time', () => {
    expect(triesOf(1).n).toBe(10);
  });

  test('ends after half a second, with an input that fails: a slow law takes no suite’s time', () => {
    const { tries, n } = triesOf(300);
    expect(tries).toBeLessThanOrEqual(4);
    expect(n).toBeGreaterThanOrEqual(10);
  });
});
