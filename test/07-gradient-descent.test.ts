// The laws of topic 07 · gradient descent.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectKept,
  expectUntouched,
  fail,
  fc,
  gate,
  law,
  phrase,
  underTest,
  withOriginals,
} from '#engine/suite';
import * as topic from '#topics/07-gradient-descent';
import { array, NDArray } from '#lib/ndarray';
import { manyRows, matrixOf, sizes, tenths, vectorOf } from './support/arbitraries';

const { gradientDescent } = underTest(topic);

/** The book's bowl, with its bottom at 0: ∂f/∂xᵢ = 2xᵢ. */
const sumOfSquares = (x: NDArray) => x.square().sum();

/** A bowl with its bottom elsewhere: Σᵢ (xᵢ − bottomᵢ)². */
const bowl = (bottom: NDArray) => (x: NDArray) => sumOfSquares(x.sub(bottom));

/** One that is not equally steep on all sides: Σᵢ steepnessᵢ (xᵢ − bottomᵢ)². */
const unevenBowl =
  ({ bottom, steepness }: UnevenBowl) =>
  (x: NDArray): number => {
    let height = 0; // in a loop: laws ask for it thousands of times
    for (let i = 0; i < x.size; i++) height += steepness.data[i] * (x.data[i] - bottom.data[i]) ** 2;
    return height;
  };

interface UnevenBowl {
  bottom: NDArray;
  steepness: NDArray;
}

/** Σᵢⱼ Aᵢⱼ xᵢ xⱼ: in its slope along one element, all the others have a say. */
const coupled = (A: NDArray) => (x: NDArray) => {
  let sum = 0;
  for (let i = 0; i < x.size; i++) {
    for (let j = 0; j < x.size; j++) sum += A.at(i, j) * x.data[i] * x.data[j];
  }
  return sum;
};

/** The walk that is expected on it, with the exact gradient Σⱼ (Aᵢⱼ + Aⱼᵢ) xⱼ. */
function expectedPath({ A, initialX, learningRate, steps }: Walk): NDArray[] {
  const path = [initialX.copy()];
  for (let step = 0; step < steps; step++) {
    const x = path[step];
    const next = x.map((value, i) => {
      let slope = 0;
      for (let j = 0; j < x.size; j++) slope += (A.at(i, j) + A.at(j, i)) * x.data[j];
      return value - learningRate * slope;
    });
    path.push(next);
  }
  return path;
}

interface Walk {
  A: NDArray;
  initialX: NDArray;
  learningRate: number;
  steps: number;
}

/** A point, as an array (n) or (rows, columns) of few elements. */
const points = fc.oneof(
  sizes(4).chain((length) => vectorOf(length)),
  fc.tuple(sizes(2), sizes(3)).chain(([rows, columns]) => matrixOf(rows, columns)),
);

// Short walks with small slopes: on them the rounding in the numerical gradient, about 1e-8, can't add up to more than 1e-8.
const walks: fc.Arbitrary<Walk> = points.chain((initialX) =>
  fc.record({
    A: matrixOf(initialX.size, initialX.size, tenths(-1, 1)),
    initialX: fc.constant(initialX),
    learningRate: fc.constantFrom(0.01, 0.05, 0.1),
    steps: fc.integer({ min: 0, max: 4 }),
  }),
);
const ROUNDING = { absolute: 1e-6 };

// A start, and the bottom of a bowl in the same shape. Up to a rate of 0.9, every step leads nearer to it.
const bowls = points.chain((initialX) =>
  fc.record({
    bottom: vectorOf(initialX.size).map((drawn) => drawn.reshape(...initialX.shape)),
    initialX: fc.constant(initialX),
    learningRate: tenths(0.1, 0.9),
    steps: fc.integer({ min: 1, max: 4 }),
  }),
);

/** A little steeper than the book's bowl. */
const steepnesses = fc.integer({ min: 20, max: 24 }).map((twentieths) => twentieths / 20);

// At a rate above 1, each step in a bowl ends higher than it began, on the other side.
const climbs = points.chain((initialX) => {
  const ofShape = (element: fc.Arbitrary<number>): fc.Arbitrary<NDArray> =>
    vectorOf(initialX.size, element).map((drawn) => drawn.reshape(...initialX.shape));
  return fc.record({
    bottom: ofShape(tenths(-1, 1)),
    steepness: ofShape(steepnesses),
    initialX: fc.constant(initialX),
    learningRate: tenths(1.1, 1.5),
    steps: fc.integer({ min: 1, max: 3 }),
  });
});

/**
 * Where so many steps in a bowl lead. Its bottom and its steepness are drawn: who takes the book's bowl for every f knows from the first slope where all
 * of its steps lead, and is wrong in any other.
 */
const inBowl = (
  { bottom, steepness }: UnevenBowl,
  x: NDArray,
  learningRate: number,
  steps: number,
): NDArray =>
  x.map((value, i) => {
    const left = (1 - 2 * learningRate * steepness.data[i]) ** steps;
    return bottom.data[i] + (value - bottom.data[i]) * left;
  });

const walk = ({ A, initialX, learningRate, steps }: Walk) =>
  gradientDescent(coupled(A), initialX, { learningRate, steps });

describeFunction('gradientDescent', gradientDescent, () => {
  gate('returns a point x, and a path of points, in the shape of initialX', () => {
    const { x, path } = gradientDescent(sumOfSquares, array([-3, 4]), { learningRate: 0.1, steps: 2 });
    expect(x).toHaveShape([2]);
    expect(x).toBeFinite();
    if (!Array.isArray(path)) fail(phrase`path is not a list`);
    for (const point of path) expect(point).toHaveShape([2]);
  });

  example('one step from (−3, 4) in the bowl x₀² + x₁², at a rate of 0.1, leads to (−2.4, 3.2)', () => {
    const { x } = gradientDescent(sumOfSquares, array([-3, 4]), { learningRate: 0.1, steps: 1 });
    expect(x).toAgreeWith([-2.4, 3.2]);
  });

  // Each step leaves 0.8 of x, so 100 of them leave 2.037e-10. That is too small for the usual tolerance.
  example('the book’s 100 steps lead to (−6.1e-10, 8.1e-10)', () => {
    const { x } = gradientDescent(sumOfSquares, array([-3, 4]), { learningRate: 0.1, steps: 100 });
    expect(x).toAgreeWith([-6.11110793e-10, 8.14814391e-10], { relative: 1e-6, absolute: 0 });
  });

  example('at a rate of 1, it jumps from one side of the bowl to the other', () => {
    const { path } = gradientDescent(sumOfSquares, array([-3, 4]), { learningRate: 1, steps: 2 });
    expect(array(path.map((point) => [...point.data]))).toAgreeWith([
      [-3, 4],
      [3, -4],
      [-3, 4],
    ]);
  });

  example(
    'with a matrix, f receives the matrix: if f depends only on the first row, the second row stays',
    () => {
      const W = array([
        [1, 2],
        [3, 4],
      ]);
      const { x } = gradientDescent((x) => sumOfSquares(x.row(0)), W, { learningRate: 0.1, steps: 1 });
      expect(x).toAgreeWith([
        [0.8, 1.6],
        [3, 4],
      ]);
    },
  );

  law(
    'does not modify initialX',
    walks,
    (inputs) => {
      expectUntouched({ initialX: inputs.initialX }, () => walk(inputs));
    },
    ANY_INPUT,
  );

  law(
    'the path has steps + 1 points',
    walks,
    (inputs) => {
      expect(walk(inputs).path.length).toAgreeWith(inputs.steps + 1, { of: 'the number of points' });
    },
    ANY_INPUT,
  );

  law(
    'the path begins at initialX',
    walks,
    (inputs) => {
      const start = inputs.initialX.copy();
      expect(walk(inputs).path[0]).toAgreeWith(start, { of: 'path[0]' });
    },
    ANY_INPUT,
  );

  law('each point of the path is the one before, minus learningRate · ∇f there', walks, (inputs) => {
    const expected = expectedPath(inputs);
    const { path } = walk(inputs);
    expected.forEach((point, k) => expect(path[k]).toAgreeWith(point, { ...ROUNDING, of: `path[${k}]` }));
  });

  law('x is where the last step ends', walks, (inputs) => {
    const expected = expectedPath(inputs);
    expect(walk(inputs).x).toAgreeWith(expected[inputs.steps], ROUNDING);
  });

  law(
    'x is where the last step ends, even when the steps climb',
    climbs,
    ({ initialX, learningRate, steps, ...uneven }) => {
      const expected = inBowl(uneven, initialX, learningRate, steps);
      const { x } = gradientDescent(unevenBowl(uneven), initialX, { learningRate, steps });
      expect(x).toAgreeWith(expected, { relative: 1e-6, absolute: 1e-6 });
    },
  );

  law(
    'without steps, x is initialX',
    fc.record({ initialX: points }),
    ({ initialX }) => {
      const start = initialX.copy();
      const { x, path } = gradientDescent(sumOfSquares, initialX, { learningRate: 0.1, steps: 0 });
      expect(x).toAgreeWith(start);
      expect(path.length).toAgreeWith(1, { of: 'the number of points' });
    },
    ANY_INPUT,
  );

  law(
    'at a rate of 0, no step moves',
    walks,
    (inputs) => {
      const start = inputs.initialX.copy();
      const { x, path } = walk({ ...inputs, learningRate: 0 });
      expect(x).toAgreeWith(start);
      path.forEach((point, k) => expect(point).toAgreeWith(start, { of: `path[${k}]` }));
    },
    ANY_INPUT,
  );

  law('each step in a bowl goes downhill', bowls, ({ bottom, initialX, learningRate, steps }) => {
    const f = bowl(bottom);
    const heights = gradientDescent(f, initialX, { learningRate, steps }).path.map(f);
    for (let k = 1; k < heights.length; k++) {
      if (heights[k] < heights[k - 1] || heights[k - 1] < 1e-12) continue; // at the bottom there is no further down
      const [a, b] = [{ a: `path[${k - 1}]` }, { b: `path[${k}]` }];
      fail(phrase`from ${a} to ${b}, f went from ${{ before: heights[k - 1] }} to ${{ after: heights[k] }}`);
    }
  });

  law(
    'at the bottom of a bowl it stays, however many steps it takes',
    bowls,
    (inputs) => {
      const { bottom, learningRate, steps } = inputs;
      const { x, path } = gradientDescent(bowl(bottom), bottom.copy(), { learningRate, steps });
      expect(x).toAgreeWith(bottom);
      expect(path.length).toAgreeWith(steps + 1, { of: 'the number of points' });
    },
    ANY_INPUT,
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    walks,
    (inputs) => {
      expectKept(
        () => walk(inputs),
        () => walk({ ...inputs, initialX: inputs.initialX.add(1) }),
      );
    },
    ANY_INPUT,
  );

  law(
    'the points are separate arrays: writing to initialX afterwards changes none of them',
    walks,
    (inputs) => {
      const expected = expectedPath(inputs);
      const { x, path } = withOriginals(() => walk(inputs));
      inputs.initialX.data.fill(99);
      expected.forEach((point, k) => expect(path[k]).toAgreeWith(point, { ...ROUNDING, of: `path[${k}]` }));
      expect(x).toAgreeWith(expected[inputs.steps], ROUNDING);
    },
    ANY_INPUT,
  );

  law(
    'moves several hundred elements just as it moves a few',
    // Two steps: for each element the function is called twice with all of them, which the grader carries to and fro.
    // Each has a bottom of its own: a single one could be told from a single value of f.
    fc
      .integer({ min: 257, max: 270 })
      .chain((size) => fc.record({ bottom: vectorOf(size), steepness: vectorOf(size, steepnesses) })),
    (uneven) => {
      const initialX = uneven.bottom.map((_, i) => i + 0.5);
      const { x, path } = gradientDescent(unevenBowl(uneven), initialX, { learningRate: 0.25, steps: 2 });
      for (const k of [1, 2]) {
        const expected = inBowl(uneven, initialX, 0.25, k);
        expect(path[k]).toAgreeWith(expected, { of: `path[${k}]`, absolute: 0.01 });
      }
      expect(x).toAgreeWith(inBowl(uneven, initialX, 0.25, 2), { of: 'x', absolute: 0.01 });
    },
    { runs: 1 },
  );

  law(
    'takes several hundred steps just as it takes a few',
    fc.record({
      steps: manyRows(),
      bottom: vectorOf(2, tenths(-2, 2)),
      steepness: vectorOf(2, steepnesses),
    }),
    ({ steps, ...uneven }) => {
      const initialX = array([3, -4]);
      const { x, path } = gradientDescent(unevenBowl(uneven), initialX, { learningRate: 0.005, steps });
      expect(path.length).toAgreeWith(steps + 1, { of: 'the number of points' });
      expect(x).toAgreeWith(inBowl(uneven, initialX, 0.005, steps), { of: 'x', absolute: 1e-6 });
    },
    { runs: 2 },
  );
});
