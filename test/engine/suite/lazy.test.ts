// Answers that compute nothing, of classes whose objects keep something from one call to the next.
import { expect, test } from '@jest/globals';
import { lazily } from '#engine/suite/lazy';
import { array, type NDArray } from '#lib/ndarray';

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
