// Answers that compute nothing, of classes whose objects keep something from one call to the next.
import { describe, expect, test } from '@jest/globals';
import { lazily, lazyAnswers } from '#engine/suite/lazy';
import { plain } from '#engine/suite/sights';
import { array, NDArray } from '#lib/ndarray';

/** Keeps what passed, once in plain sight and once hidden. */
class Layer {
  factor: NDArray;
  slope?: NDArray;
  #last?: NDArray;

  constructor(factor: NDArray) {
    this.factor = factor;
  }

  forward(x: NDArray): NDArray {
    this.#last = x;
    return x.mul(this.factor);
  }

  backward(dout: NDArray): NDArray {
    if (this.#last === undefined) throw new Error('call forward first');
    this.slope = this.#last.mul(dout);
    return dout.mul(this.factor);
  }
}

/** The class as an answer gives it that computes nothing. */
function lazyClass(returns: string): typeof Layer {
  const { Layer: Lazy } = lazily({ Layer }, { id: returns, returns, inFields: false }) as {
    Layer: typeof Layer;
  };
  return Lazy;
}

function lazyLayer(returns: string): Layer {
  const Lazy = lazyClass(returns);
  return new Lazy(array([2, 3]));
}

test('throw where the solution throws, and no longer when that has kept what it needs', () => {
  const layer = lazyLayer('zeros');
  expect(() => layer.backward(array([1, 1]))).toThrow('call forward first');
  expect(String(layer.forward(array([5, 7])))).toBe('[0,0]');
  expect(String(layer.backward(array([1, 1])))).toBe('[0,0]');
});

test('leave in a field what they return for it, in the shape that is right', () => {
  const layer = lazyLayer('halves');
  layer.forward(
    array([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  );
  layer.backward(
    array([
      [1, 1],
      [1, 1],
      [1, 1],
    ]),
  );
  expect(String(layer.slope)).toBe('[[0.5,0.5],[0.5,0.5],[0.5,0.5]]');
  layer.forward(array([1, 2]));
  layer.backward(array([1, 1]));
  expect(String(layer.slope)).toBe('[0.5,0.5]');
});

test('know the fields as they were set last', () => {
  const layer = lazyLayer('zeros');
  layer.factor = array([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(layer.forward(array([1, 1])).shape).toEqual([3, 2]);
});

test('have nothing of another object’s', () => {
  const Lazy = lazyClass('zeros');
  const [one, other] = [new Lazy(array([2])), new Lazy(array([3]))];
  one.forward(array([1]));
  expect(() => other.backward(array([1]))).toThrow('call forward first');
});

test('count through all lists of an answer, from the same place each time or from another', () => {
  const solution = { batches: () => [[7, 7], [7]] };
  const answersOf = (returns: string): unknown[] => {
    const { batches } = lazily(solution, { id: '', returns, inFields: false }) as typeof solution;
    return [batches(), batches()];
  };
  expect(answersOf('counting on')).toEqual([
    [[0, 1], [2]],
    [[0, 1], [2]],
  ]);
  expect(answersOf('counting on, from elsewhere each time')).toEqual([
    [[0, 1], [2]],
    [[1, 2], [0]],
  ]);
});

test('know how many rows there are, and put that anywhere', () => {
  const solution = { counts: () => array([2, 1]) };
  const returns = 'the number of rows in one place';
  const { counts } = lazily(solution, { id: '', returns, inFields: false }) as {
    counts: (...args: unknown[]) => unknown;
  };
  expect(String(counts({}, array([[1], [2], [3]])))).toBe('[3,0]');
  expect(String(counts({}))).toBe('[1,0]');
});

test('call what they are given with what the solution calls it with, and know where nothing can be said', () => {
  const solution = {
    f: (ask: (x: NDArray, i: number) => number, x: NDArray) => {
      const asked: number[] = [];
      for (const i of [0, 1]) {
        x.data[0] += 1;
        asked.push(ask(x, i));
      }
      return [...asked, NaN];
    },
  };
  const heard: string[] = [];
  const ask = (x: NDArray, i: number): number => heard.push(`${String(x)} ${i}`);
  const answerOf = (returns: string): unknown => {
    const { f } = lazily(solution, { id: '', returns, inFields: false }) as typeof solution;
    return f(ask, array([5]));
  };
  expect(answerOf('ones, and NaN where that is right')).toEqual([1, 1, NaN]);
  expect(heard).toEqual([]);
  expect(answerOf('zeros, and calls what it is given with what it should')).toEqual([0, 0, 0]);
  expect(heard).toEqual(['[6] 0', '[7] 1']);
});

describe('return instead', () => {
  const right = {
    one: 7,
    list: [8, 9],
    matrix: array([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    nothing: null,
    text: 'a',
    inner: { deep: [array([1, 2])] },
  };

  /** What the calls of such a function return, one after another, its arrays as the numbers in them. */
  function answersOf(returns: string, args: unknown[], calls = 1): unknown[] {
    const { f } = lazily({ f: () => right }, { id: '', returns, inFields: false }) as {
      f: (...args: unknown[]) => unknown;
    };
    return Array.from({ length: calls }, () => numbersOf(f(...args)));
  }
  const numbersOf = (value: unknown): unknown => {
    if (value instanceof NDArray) return value.toArray();
    if (Array.isArray(value)) return value.map(numbersOf);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, numbersOf(one)]));
  };

  const filled = (one: number, list: number[], matrix: number[][], deep: number[]): object => ({
    ...{ one, list, matrix, nothing: null, text: 'a', inner: { deep: [deep] } },
  });
  const allOf = (x: number): object => filled(x, [x, x], [[x, x, x], [x, x, x]], [x, x]); // prettier-ignore
  const args = [[10, { of: array([20]) }], 'no number', array([[5, 5, 5], [6, 6, 6]])]; // prettier-ignore

  test.each<[string, object]>([
    ['zeros', allOf(0)],
    ['halves', allOf(0.5)],
    ['NaN', allOf(NaN)],
    ['equal shares', filled(1, [1 / 2, 1 / 2], [[1 / 3, 1 / 3, 1 / 3], [1 / 3, 1 / 3, 1 / 3]], [1 / 2, 1 / 2])],
    ['the place in the row', filled(0, [0, 1], [[0, 1, 2], [0, 1, 2]], [0, 1])],
    ['counting on', filled(0, [1, 2], [[3, 4, 5], [6, 7, 8]], [9, 10])],
    ['the numbers of its first argument, in the right shape', filled(10, [20, 10], [[20, 10, 20], [10, 20, 10]], [20, 10])],
    ['the numbers of its arguments, in the right shape', filled(10, [20, 5], [[5, 5, 6], [6, 6, 10]], [20, 5])],
    ['the numbers of its last argument, in the right shape', filled(5, [5, 5], [[6, 6, 6], [5, 5, 5]], [6, 6])],
    ['half of the numbers of its first argument, in the right shape', filled(5, [10, 5], [[10, 5, 10], [5, 10, 5]], [10, 5])],
    ['what it was given, wherever it fits', filled(0, [0, 0], [[5, 5, 5], [6, 6, 6]], [0, 0])],
    ['the number of rows in one place', filled(2, [0, 0], [[0, 0, 0], [0, 0, 0]], [0, 0])],
    ['empty lists', { ...allOf(0), list: [], inner: { deep: [] } }],
  ])('%s', (returns, expected) => {
    expect(answersOf(returns, args)).toEqual([expected]);
  }); // prettier-ignore

  test('what is right where they were given the same array twice, and else zeros', () => {
    const answer = (...given: unknown[]): unknown[] =>
      answersOf('what is right where it is given the same twice, and else zeros', given);
    const [right2, zero] = [filled(7, [8, 9], [[1, 2, 3], [4, 5, 6]], [1, 2]), allOf(0)]; // prettier-ignore
    expect(answer(array([1, 2]), 'a', array([1, 2]))).toEqual([right2]);
    expect(answer(array([1, 2]), array([2, 1]))).toEqual([zero]);
    expect(answer(array([1, 2]), 5, 5)).toEqual([zero]); // numbers are the same often
    expect(answer()).toEqual([zero]);
  });

  test('zeros where they were given no number', () => {
    for (const part of ['first argument', 'arguments', 'last argument'])
      expect(answersOf(`the numbers of its ${part}, in the right shape`, [null])).toEqual([allOf(0)]);
  });

  test('what they were given, itself', () => {
    const { f } = lazily({ f: () => right }, { id: '', returns: 'its first argument', inFields: false });
    expect((f as (...args: unknown[]) => unknown)(args, 1)).toBe(args);
  });

  test('more or less with each call', () => {
    expect(answersOf('more each time', [], 3)).toEqual([allOf(0), allOf(1), allOf(2)]);
    expect(answersOf('less each time', [], 3)).toEqual([allOf(-0), allOf(-1), allOf(-2)]);
  });

  test('random numbers, the same for everyone', () => {
    const flat = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : value instanceof Object ? Object.values(value).flatMap(flat) : [];
    for (const [returns, isOne] of [
      ['random numbers', (x: number) => x >= 0 && x < 1 && x !== Math.floor(x)],
      ['random whole numbers', (x: number) => [0, 1, 2].includes(x)],
    ] as const) {
      const drawn = flat(answersOf(returns, [], 3));
      expect(drawn.length).toBe(3 * 11);
      expect(drawn.every(isOne)).toBe(true);
      expect(new Set(drawn).size).toBeGreaterThan(2);
      expect(flat(answersOf(returns, [], 3))).toEqual(drawn);
    }
  });

  test('a function that returns such a number, for a function', () => {
    const { f } = lazily({ f: () => () => 7 }, { id: '', returns: 'halves', inFields: false }) as {
      f: () => () => number;
    };
    expect(f()()).toBe(0.5);
  });

  test('zeros, and call what they are given as often as the solution does, with the other arguments', () => {
    const solution = {
      f: (x: number, tell: () => number, [inner]: (() => number)[]) => x + tell() + tell() + inner(),
    };
    const returns = 'zeros, and calls what it is given as often as it should';
    const { f } = lazily(solution, { id: '', returns, inFields: false }) as typeof solution;
    const told: unknown[] = [];
    const tell = (...given: unknown[]): number => told.push(['tell', ...given]);
    const inner = (...given: unknown[]): number => told.push(['inner', ...given]);
    const list = [inner];
    expect(f(3, tell, list)).toBe(0);
    expect(told).toEqual([['tell', 3, list], ['tell', 3, list], ['inner', 3, list]]); // prettier-ignore
  });
});

test('ask the solution with copies: what that does to its arguments, nobody sees', () => {
  class Pair {
    constructor(readonly x: NDArray) {}
    double(): number {
      return 2 * this.x.size;
    }
  }
  const heard: unknown[] = [];
  const solution = {
    f(x: NDArray, list: NDArray[], pair: Pair, ask: () => number, nothing: null) {
      for (const one of [x, ...list, pair.x]) one.data.fill(77);
      heard.push(plain(x), list.length, pair.double(), ask(), nothing);
      list.pop();
      return 1;
    },
  };
  const { f } = lazily(solution, { id: '', returns: 'zeros', inFields: false }) as typeof solution;
  const [x, inner, own] = [array([1]), array([2]), array([3, 4])];
  const list = [inner];
  let asked = 0;
  expect(f(x, list, new Pair(own), () => ++asked, null)).toBe(0);
  expect(heard).toEqual([{ shape: [1], data: [77] }, 1, 4, 0.5, null]);
  expect([x, inner, own].map(String)).toEqual(['[1]', '[2]', '[3,4]']);
  expect([list, asked]).toEqual([[inner], 0]);
});

describe('of a topic', () => {
  test('without classes are as they are called; with classes, all but three are in the fields as well', () => {
    const [of, withFields] = [false, true].map(lazyAnswers);
    expect(of.every(({ id, returns, inFields }) => id === returns && !inFields)).toBe(true);
    expect(withFields.slice(0, of.length)).toEqual(of);
    const inFields = withFields.slice(of.length);
    expect(inFields.every((one) => one.inFields && one.id === `${one.returns}, in the fields as well`)).toBe(
      true,
    );
    const names = inFields.map(({ returns }) => returns);
    expect(of.map(({ returns }) => returns).filter((returns) => !names.includes(returns))).toEqual([
      'the numbers of its arguments, in the right shape',
      'the numbers of its last argument, in the right shape',
      'what it was given, wherever it fits',
    ]);
  });

  test('leave the fields that `new` makes as they are, or answer for them as well', () => {
    const make = (inFields: boolean): Layer => {
      const { Layer: Lazy } = lazily({ Layer }, { id: '', returns: 'zeros', inFields }) as {
        Layer: typeof Layer;
      };
      return new Lazy(array([2, 3]));
    };
    expect(String(make(false).factor)).toBe('[2,3]');
    expect(String(make(true).factor)).toBe('[0,0]');
    const factor = array([2, 3]);
    const { Layer: Lazy } = lazily({ Layer }, { id: '', returns: 'zeros', inFields: false }) as {
      Layer: typeof Layer;
    };
    expect(new Lazy(factor).factor).toBe(factor);
  });

  test('are functions where the solution has functions, however these are written', () => {
    const solution = { classify: function classify() { return 'class'; }, arrow: () => 5 }; // prettier-ignore
    const { classify, arrow } = lazily(solution, {
      id: '',
      returns: 'zeros',
      inFields: false,
    }) as typeof solution;
    expect([classify(), arrow()]).toEqual(['class', 0]);
  });
});

type AnyFunction = (...args: unknown[]) => unknown;

test('know that a function was given before, also to another export', () => {
  const solution = { drawn: () => [7, 7], again: () => [7, 7] };
  const returns = 'counting on, from elsewhere when it is given the same function again';
  const { drawn, again } = lazily(solution, { id: '', returns, inFields: false }) as Record<
    string,
    AnyFunction
  >;
  const [random, other] = [() => 0.1, () => 0.1];
  expect([drawn({ random }), again(2, random), drawn(other), drawn({ random })]).toEqual([
    [0, 1],
    [1, 2],
    [0, 1],
    [2, 3],
  ]);
});

test('count on from what a function returns that they are given', () => {
  const solution = { drawn: () => [7, 7] };
  const returns = 'counting on from what a function that it is given returns';
  const { drawn } = lazily(solution, { id: '', returns, inFields: false }) as Record<string, AnyFunction>;
  const fails = (): never => {
    throw new Error('not like this');
  };
  expect(drawn({ fails, named: () => 'x', random: () => 5 })).toEqual([5, 6]);
  expect(drawn(fails)).toEqual([0, 1]);
});

test('throw only where the solution throws when it is given the real functions', () => {
  const solution = {
    slopes({ gradient }: { gradient: () => { W: number } }): number[] {
      const { W } = gradient();
      if (W === undefined) throw new Error('no slopes');
      return [W];
    },
  };
  const { slopes } = lazily(solution, { id: '', returns: 'zeros', inFields: false }) as typeof solution;
  expect(slopes({ gradient: () => ({ W: 3 }) })).toEqual([0]);
  expect(() => slopes({ gradient: () => ({}) as { W: number } })).toThrow('no slopes');
});

test('tell a function that they are given the records in their lists', () => {
  const solution = { train: () => ({ losses: [3, 2], epochs: [{ loss: 3 }, { loss: 2 }] }) };
  const returns = 'zeros, and tells each function that it is given what is in its lists';
  const { train } = lazily(solution, { id: '', returns, inFields: false }) as Record<string, AnyFunction>;
  const told: unknown[] = [];
  expect(train((report: unknown) => told.push(report))).toEqual({
    losses: [0, 0],
    epochs: [{ loss: 0 }, { loss: 0 }],
  });
  expect(told).toEqual([{ loss: 0 }, { loss: 0 }]);
});
