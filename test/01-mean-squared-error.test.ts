// The laws of topic 01 · the mean squared error.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectUntouched,
  fc,
  gate,
  law,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/01-mean-squared-error';
import { array, oneHot } from '#lib/ndarray';
import {
  largeWholeNumbers,
  manyRows,
  matrixOf,
  predictions,
  sizes,
  tenths,
  vectorOf,
} from './support/arbitraries';
import { halfSquaredError } from './support/reference';

const { meanSquaredError } = underTest(topic);

// Matrices of all forms, and where there are two sizes they are usually not the same.
const predictionAndTarget = sizes(5).chain((length) =>
  fc.record({ y: vectorOf(length), t: vectorOf(length) }),
);
const batchAndTargets = fc
  .tuple(sizes(4), sizes(5))
  .chain(([rows, columns]) => fc.record({ y: matrixOf(rows, columns), t: matrixOf(rows, columns) }));

// As many numbers, or as many rows, in another shape.
const otherShapes = fc
  .tuple(sizes(4, 2), sizes(4, 2))
  .filter(([rows, columns]) => rows !== columns)
  .chain(([rows, columns]) => fc.record({ y: matrixOf(rows, columns), t: matrixOf(columns, rows) }));

const otherLengths = fc
  .tuple(sizes(5, 2), sizes(5, 2))
  .filter(([length, other]) => length !== other)
  .chain(([length, other]) => fc.record({ y: vectorOf(length), t: vectorOf(other) }));

// The book's two runs: ten classes, the true one is 2. `y` bets on class 2, `wrongY` on class 6.
const t = oneHot([2], 10).row(0);
const y = array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]);
const wrongY = array([0.1, 0.05, 0.0, 0.0, 0.05, 0.1, 0.6, 0.1, 0.0, 0.0]);

describeFunction('meanSquaredError', meanSquaredError, () => {
  gate('returns one finite number', () => {
    expect(meanSquaredError(array([0.5]), array([1]))).toBeOneFiniteNumber();
  });

  example('a good prediction of the book’s digit 2 costs 0.0975', () => {
    expect(meanSquaredError(y, t)).toAgreeWith(0.09750000000000003);
  });

  example('a wrong prediction of the book’s digit 2 costs 0.6975', () => {
    expect(meanSquaredError(wrongY, t)).toAgreeWith(0.6975);
  });

  example('being wrong by 3 in one place costs 4.5', () => {
    expect(meanSquaredError(array([3]), array([0]))).toAgreeWith(4.5);
  });

  law(
    'does not modify y or t',
    predictionAndTarget,
    ({ y, t }) => {
      expectUntouched({ y, t }, () => meanSquaredError(y, t));
    },
    ANY_INPUT,
  );

  law('is half the sum of the squared differences', predictionAndTarget, ({ y, t }) => {
    expect(meanSquaredError(y, t)).toAgreeWith(halfSquaredError(y, t));
  });

  law('of a matrix is the sum of its rows’ errors', batchAndTargets, ({ y, t }) => {
    expect(meanSquaredError(y, t)).toAgreeWith(halfSquaredError(y, t));
  });

  law('of probabilities such as 1/7 is not rounded', predictions(), ({ y, t }) => {
    expect(meanSquaredError(y, t)).toAgreeWith(halfSquaredError(y, t));
  });

  law('is 0 when the prediction equals the target', predictionAndTarget, ({ t }) => {
    expect(meanSquaredError(t.copy(), t)).toAgreeWith(0);
  });

  law('is the same when prediction and target are exchanged', predictionAndTarget, ({ y, t }) => {
    expect(meanSquaredError(y, t)).toAgreeWith(meanSquaredError(t, y));
  });

  law(
    'grows as one prediction moves away from its target',
    fc.record({
      t: vectorOf(3),
      near: tenths(0.1, 2),
      further: tenths(0.1, 2),
      place: fc.integer({ min: 0, max: 2 }),
    }),
    ({ t, near, further, place }) => {
      const movedBy = (distance: number) => t.map((value, k) => (k === place ? value + distance : value));
      expect(meanSquaredError(movedBy(near + further), t)).toBeGreaterThan(
        meanSquaredError(movedBy(near), t),
      );
    },
  );

  law(
    'becomes four times as large when all differences double',
    fc.record({ t: vectorOf(3), difference: vectorOf(3) }),
    ({ t, difference }) => {
      const once = meanSquaredError(t.add(difference), t);
      // (t + d) − t gives d back but for the rounding of numbers up to 15, 2e-15 each; squared and added up that stays below 1e-12.
      expect(meanSquaredError(t.add(difference.mul(2)), t)).toAgreeWith(4 * once, { absolute: 1e-9 });
    },
  );

  // A single number is left out: it broadcasts, and so fits every shape.
  law(
    'rejects a target of a different length',
    otherLengths,
    ({ y, t }) => {
      expect(() => meanSquaredError(y, t)).toThrow();
    },
    ANY_INPUT,
  );

  law(
    'of many large numbers leaves none of them out',
    manyRows().chain((length) =>
      fc.record({ y: vectorOf(length, largeWholeNumbers()), t: vectorOf(length, largeWholeNumbers()) }),
    ),
    ({ y, t }) => {
      expect(meanSquaredError(y, t)).toAgreeWith(halfSquaredError(y, t));
    },
    { runs: 3 },
  );

  law(
    'rejects a target of a different shape, even with the same number of elements',
    otherShapes,
    ({ y, t }) => {
      expect(() => meanSquaredError(y, t)).toThrow();
    },
    ANY_INPUT,
  );
});
