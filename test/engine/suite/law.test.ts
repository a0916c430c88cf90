// How laws are checked: whatever the judged code does to what it is passed, what is expected, what is drawn and what is shown stay as they were.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fc } from '#engine/suite';
import { array, NDArray } from '#lib/ndarray';
import { NotImplementedError, todo } from '#lib/todo';
import { runTests, type RunOptions, type RunTest } from '../../../engine/runner/runner';
import { copyOf } from '../../../engine/suite/copies';
import {
  ANY_INPUT,
  describeBlock,
  describeFunction,
  example,
  expectCopied,
  expectKept,
  expectUntouched,
  findCounterexample,
  gate,
  law,
  LawError,
} from '../../../engine/suite/law';
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

describe('a suite', () => {
  const numbers = fc.record({ x: fc.integer({ min: 0, max: 1_000 }) });
  const run = (suite: () => void, more: Partial<RunOptions> = {}): Promise<RunTest[]> =>
    runTests(suite, { seed: 5, modules: {}, ...more });
  const errorOf = ({ error }: RunTest): LawError => error as LawError;

  test('tells its tests with their kinds, in the block that they are in', async () => {
    const { f } = underTest({ f: (x: number) => x });
    const told = await run(() => {
      describeFunction('f', f, () => {
        gate('is there', () => {});
        example('of 1 is 1', () => expect(f(1)).toBe(1));
        law('keeps all', numbers, ({ x }) => expect(f(x)).toBe(x));
      });
      describeBlock('the library', () => example('works', () => {}));
    });
    expect(told).toEqual([
      { block: 'f', sentence: 'is there', kind: 'gate', status: 'passed' },
      { block: 'f', sentence: 'of 1 is 1', kind: 'example', status: 'passed' },
      { block: 'f', sentence: 'keeps all', kind: 'law', status: 'passed' },
      { block: 'the library', sentence: 'works', kind: 'example', status: 'passed' },
    ]);
  });

  test('says of a law that fails for which inputs, what is wrong, and how to repeat it', async () => {
    const { f } = underTest({ f: (x: number) => x });
    const [told] = await run(() =>
      describeFunction('f', f, () =>
        law(
          'is small',
          fc.record({
            n: fc.integer({ min: 0, max: 1_000 }),
            a: fc.constant(array([[1, 2]])),
            list: fc.constant([array([3])]),
          }),
          ({ n }) => {
            if (f(n) > 10) throw new Error('too large');
          },
        ),
      ),
    );
    const { name, message, finding, stack } = errorOf(told);
    expect(name).toBe('LawError');
    expect(message).toBe(
      'does not hold for\n    n = 11\n    a = [[1, 2]]\n    list = [[3]]\n\ntoo large\n\nreplay: --seed 5',
    );
    expect(stack?.startsWith(`${message}\n`)).toBe(true);
    expect(finding).toMatchObject({ inputs: [['n', '11'], ['a', '[[1, 2]]'], ['list', '[[3]]']], seed: 5 }); // prettier-ignore
  });

  test('says of an example and of a gate only what is wrong', async () => {
    const { f } = underTest({ f: (x: number) => x });
    const told = await run(() =>
      describeFunction('f', f, () => {
        example('of 1 is 2', () => {
          throw new Error('it is not');
        });
        gate('is there', () => {
          throw new Error('neither');
        });
      }),
    );
    expect(told.map((one) => errorOf(one).message)).toEqual(['it is not', 'neither']);
    expect(errorOf(told[0]).finding).toEqual({
      inputs: [],
      problem: { kind: 'threw', message: 'it is not' },
      seed: 5,
    });
  });

  test('shows what an example has printed', async () => {
    const { f } = underTest({ f: (x: number) => x });
    console.log('before');
    const [told] = await run(() =>
      describeFunction('f', f, () =>
        example('prints', () => {
          console.log('within');
          throw new Error('no');
        }),
      ),
    );
    expect(errorOf(told).finding.printed).toEqual({ lines: ['within'], more: 0 });
  });

  test('misses what a topic does not export, by its name', async () => {
    const [told] = await run(() => describeFunction('f', undefined, () => gate('is there', () => {})));
    expect(errorOf(told).message).toBe('the file exports no f: keep its name and its `export`');
    expect(errorOf(told).finding.problem.kind).toBe('odd');
  });

  test('lets what is not written yet be that', async () => {
    const { f } = underTest<{ f: (x: number) => number }>({ f: () => todo('f') });
    const told = await run(() =>
      describeFunction('f', f, () => {
        example('of 1', () => void f(1));
        law('of all', numbers, ({ x }) => void f(x));
      }),
    );
    expect(told.map(({ error }) => error instanceof NotImplementedError)).toEqual([true, true]);
  });

  describe('names a mistake', () => {
    const text = { en: 'You doubled it.', ko: '두 배입니다.' };
    const right = { f: (x: number): number => x };
    const student = { f: (x: number): number => 2 * x };
    const mistakes = [{ id: 'doubled', name: text, explanation: text, answer: { f: (x: number) => x + x } }];
    const modules = { student, solution: right, catalogue: { mistakes, probes: {} } };
    const { f } = underTest(student);
    const suite = (): void =>
      describeFunction('f', f, () => law('keeps all', numbers, ({ x }) => {
        if (f(x) !== x) throw new Error('no');
      })); // prettier-ignore
    const nameOf = async (more: Partial<RunOptions> = {}): Promise<string | undefined> =>
      errorOf((await run(suite, { modules, ...more }))[0]).finding.diagnosis?.id;

    test('at the end, in the message as well', async () => {
      const [told] = await run(suite, { modules });
      expect(errorOf(told).finding.diagnosis?.id).toBe('doubled');
      expect(errorOf(told).message).toBe(
        'does not hold for\n    x = 1\n\nno\n\nYou doubled it.\n\nreplay: --seed 5',
      );
    });

    test('but not where it is only asked what holds, or where that is not wanted', async () => {
      expect(await nameOf({ brief: true })).toBeUndefined();
      process.env.DIAGNOSIS = 'no';
      try {
        expect(await nameOf()).toBeUndefined();
      } finally {
        delete process.env.DIAGNOSIS;
      }
      expect(await nameOf()).toBe('doubled');
    });
  });

  describe('draws', () => {
    /** How many inputs, and which. */
    async function drawnBy(
      options: Parameters<typeof law>[3],
      more: Partial<RunOptions> = {},
      inputs = numbers,
    ): Promise<number[]> {
      const drawn: number[] = [];
      await run(
        () => describeBlock('b', () => law('l', inputs, ({ x }) => void drawn.push(x), options)),
        more,
      );
      return drawn;
    }

    test('twenty-five inputs, or as many as a law says, the same for the same seed', async () => {
      const usual = await drawnBy({});
      expect(usual).toHaveLength(25);
      expect(await drawnBy({})).toEqual(usual);
      expect(await drawnBy({}, { seed: 6 })).not.toEqual(usual);
      expect(await drawnBy({ runs: 40 })).toHaveLength(40);
      expect(await drawnBy(ANY_INPUT)).toHaveLength(15);
    });

    test('no more than are wanted, and the first fifteen where it is only asked what holds', async () => {
      const usual = await drawnBy({});
      expect(await drawnBy({}, { mostInputs: 3 })).toEqual(usual.slice(0, 3));
      expect(await drawnBy({ runs: 2 }, { mostInputs: 3 })).toHaveLength(2);
      expect(await drawnBy({}, { brief: true })).toEqual(usual.slice(0, 15));
      expect(await drawnBy({ runs: 4 }, { brief: true })).toHaveLength(4);
    });

    test('different ones, where a law asks for these', async () => {
      const few = fc.record({ x: fc.integer({ min: 0, max: 3 }) });
      const drawn = await drawnBy({ distinct: true }, {}, few);
      expect([...new Set(drawn)].sort()).toEqual([0, 1, 2, 3]);
      expect(drawn.length).toBeLessThanOrEqual(8); // with and without a prototype
      expect(await drawnBy({}, {}, few)).toHaveLength(25);
    });

    test('for as many seeds as are asked for, one after the other', async () => {
      const [first, second] = [await drawnBy({}), await drawnBy({}, { seed: 6 })];
      process.env.SEEDS_PER_RUN = '2';
      try {
        expect(await drawnBy({})).toEqual([...first, ...second]);
      } finally {
        delete process.env.SEEDS_PER_RUN;
      }
    });

    test('no smaller ones where it is only asked what holds', async () => {
      let tries = 0;
      const suite = (): void =>
        describeBlock('b', () => law('l', numbers, () => {
          tries++;
          throw new Error('no');
        })); // prettier-ignore
      await run(suite, { brief: true });
      expect(tries).toBe(1);
      await run(suite);
      expect(tries).toBeGreaterThan(2);
    });
  });

  test('tries so many smaller inputs and no more, and shows the smallest of these', () => {
    let tries = 0;
    const found = findCounterexample(
      fc.record({
        list: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 200, maxLength: 200 }),
      }),
      () => {
        tries++;
        throw new Error('no');
      },
      1,
      { runs: 2 },
    );
    expect(tries).toBe(1 + 2 * 40);
    expect(found).toBeDefined();
  });
});

describe('what a call leaves', () => {
  const list = (): number[] => [1, 2, 3];
  test.each<[string, (list: number[]) => unknown]>([
    ['a number', (it) => (it[1] = 5)],
    ['the first number only', (it) => (it[0] = 5)],
    ['a zero of another sign', (it) => (it[2] = -0)],
    ['the length', (it) => it.pop()],
    ['more', (it) => it.push(4)],
  ])('is a list that was changed: %s', (_, change) => {
    const it = list();
    it[2] = 0;
    expect(() => expectUntouched({ it }, () => change(it))).toThrow(/^it was changed from \[1, 2, 0\] to /);
  });

  test('is nothing, where nothing was changed', () => {
    const [it, x] = [list(), array([1, NaN])];
    expect(() => expectUntouched({ it, x }, () => it.reverse().reverse())).not.toThrow();
    expect(() => expectUntouched({ x }, () => Object.assign(x, { shape: [2, 1] }))).toThrow(/^x was changed/);
  });

  const KEEPING = Symbol.for('gradient-dojo.keeping');
  const isKeeping = (): unknown => (globalThis as { [KEEPING]?: boolean })[KEEPING];

  test('in an earlier result is told, and who is asked elsewhere knows that this counts', () => {
    const shared = array([1]);
    const seen: unknown[] = [];
    const next = (): NDArray => {
      seen.push(isKeeping());
      shared.data[0]++;
      return shared;
    };
    expect(() => expectKept(next, next)).toThrow(
      /^what the first call returned was .*\[2\], and after .* \[3\]/,
    );
    expect(() => expectKept(() => next().copy(), next)).not.toThrow();
    expect(seen).toEqual([true, true, true, true]);
    expect(isKeeping()).toBe(false);
  });

  test('is no copy, where a change to it shows in what was passed', () => {
    const x = array([1, 2]);
    const call = (y: NDArray) => () => {
      expect(isKeeping()).toBe(true);
      return { y, n: 1, list: [1] };
    };
    expect(() => expectCopied({ x }, call(x))).toThrow(/^x was changed from .*\[1, 2\] to .*\[-99, -99\]/);
    const untouched = array([1, 2]);
    expect(() => expectCopied({ x: untouched }, call(untouched.copy()))).not.toThrow();
    expect(isKeeping()).toBe(false);
  });
});

describe('what the diagnosis repeats of a block', () => {
  /** Each number about which a known mistake is asked; nobody else asks it. */
  async function askedOfMistake(runs: number, seed = 5): Promise<number[]> {
    const asked: number[] = [];
    const answer = { f: (x: number) => (asked.push(x), 2 * x) };
    const [name, explanation] = [{ en: 'doubled' }, { en: 'You are doubled.' }];
    const student = { f: (x: number) => 2 * x };
    const catalogue = { mistakes: [{ id: 'doubled', name, explanation, answer }], probes: {} };
    const modules = { student, solution: { f: (x: number) => x }, catalogue };
    const expectItself = (x: number, f: (x: number) => number): void => {
      if (f(x) !== x) throw new Error('another number');
    };
    await runTests(
      () => {
        const { f } = underTest(student);
        describeFunction('f', f, () => {
          gate('is a function', () => void f(-1));
          example('of −2 is −2', () => expectItself(-2, f));
          const inputs = fc.record({ x: fc.integer({ min: 1, max: 1e6 }) });
          law('keeps all', inputs, ({ x }) => expectItself(x, f), { runs });
        });
      },
      { seed, modules },
    );
    return asked;
  }

  test('is a gate once, an example once, and as many inputs of a law as it draws, up to twelve', async () => {
    const few = await askedOfMistake(4);
    expect(few.filter((x) => x === -1)).toEqual([-1]);
    expect(few.filter((x) => x === -2)).toEqual([-2]);
    expect(few.filter((x) => x > 0).length).toBe(1 + 4); // the one that is shown, too
    expect((await askedOfMistake(500)).filter((x) => x > 0).length).toBe(1 + 12);
  });

  test('is the same for the same seed, and other inputs for another', async () => {
    const usual = await askedOfMistake(500);
    expect(await askedOfMistake(500)).toEqual(usual);
    expect(await askedOfMistake(500, 6)).not.toEqual(usual);
  });
});
