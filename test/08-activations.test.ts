// The laws of topic 08 · activations.
import {
  ANY_INPUT,
  describeFunction,
  example,
  expect,
  expectKept,
  expectUntouched,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/08-activations';
import { array, NDArray } from '#lib/ndarray';
import { decimals, fineNumbers, manyRows, matrixOf, sizes, vectorOf } from './support/arbitraries';
import { rowsOf, softmaxOf } from './support/reference';

const { sigmoid, sigmoidGrad, softmax } = underTest(topic);

/** An array (n) or (rows, columns) of few elements. */
function arrays(element = decimals()): fc.Arbitrary<{ a: NDArray }> {
  const matrices = fc.tuple(sizes(3), sizes(4)).chain(([rows, columns]) => matrixOf(rows, columns, element));
  return fc.record({
    a: fc.oneof(
      sizes(4).chain((length) => vectorOf(length, element)),
      matrices,
    ),
  });
}

const batches = fc
  .tuple(sizes(4), sizes(5))
  .chain(([rows, columns]) => fc.record({ a: matrixOf(rows, columns) }));

// The scores of one sample, and another order for its classes.
const reorderings = sizes(4, 2).chain((size) => {
  const places = Array.from({ length: size }, (_, i) => i);
  const order = fc.shuffledSubarray(places, { minLength: size });
  return fc.record({ a: vectorOf(size), order });
});

/** Numbers of all sizes: exp of the large ones is infinite, exp of their negatives is 0. */
const largeNumbers = fc.oneof(decimals(), decimals(-1000, 1000), fc.constantFrom(-1000, 1000));

/** The sigmoid in another form, that can't overflow. */
const sigmoidOf = (a: number) => (1 + Math.tanh(a / 2)) / 2;

/** Its slope in another form. Where cosh overflows the slope is 0, which is right. */
const slopeOfSigmoid = (a: number) => 1 / (2 * Math.cosh(a / 2)) ** 2;

const ofEach = (a: NDArray, f: (value: number) => number) => a.map((value) => f(value));

// A batch, and a number for each of its rows that makes it large, or leaves it small.
const batchesOfUnlikeRows = batches.chain(({ a }) =>
  fc.record({ a: fc.constant(a), offsets: vectorOf(a.shape[0], fc.constantFrom(-1000, 0, 1000)) }),
);

/** Several hundred rows of numbers, some of which differ only in the fourth decimal. */
const largeBatches = manyRows().chain((rows) => fc.record({ a: matrixOf(rows, 3, fineNumbers()) }));

/** Each row, with its own number added to all of it. */
const shiftedRows = (a: NDArray, offsets: NDArray) => a.add(offsets.reshape(a.shape[0], 1));

const matrix = array([
  [-1, 0, 1],
  [2, 3, 4],
]);

describeFunction('sigmoid', sigmoid, () => {
  gate('returns finite numbers in the shape of a', () => {
    expect(sigmoid(matrix.row(0))).toHaveShape([3]);
    expect(sigmoid(matrix)).toHaveShape([2, 3]);
    expect(sigmoid(matrix)).toBeFinite();
  });

  example('0 becomes ½', () => {
    expect(sigmoid(array([0]))).toAgreeWith([0.5]);
  });

  example('log 3 becomes ¾, and −log 3 becomes ¼', () => {
    expect(sigmoid(array([Math.log(3), -Math.log(3)]))).toAgreeWith([0.75, 0.25]);
  });

  example('the book’s −1, 1 and 2 become 0.2689, 0.7311 and 0.8808', () => {
    expect(sigmoid(array([-1, 1, 2]))).toAgreeWith([
      0.2689414213699951, 0.7310585786300049, 0.8807970779778823,
    ]);
  });

  law(
    'does not modify a',
    arrays(),
    ({ a }) => {
      expectUntouched({ a }, () => sigmoid(a));
    },
    ANY_INPUT,
  );

  law('is 1 / (1 + exp(−a)) for each element', arrays(), ({ a }) => {
    expect(sigmoid(a)).toAgreeWith(ofEach(a, sigmoidOf));
  });

  law('is near 0 or 1 for large numbers, and never NaN', arrays(largeNumbers), ({ a }) => {
    expect(sigmoid(a)).toAgreeWith(ofEach(a, sigmoidOf));
  });

  law('of a and of −a add up to 1', arrays(), ({ a }) => {
    const ones = ofEach(a, () => 1);
    expect(sigmoid(a).add(sigmoid(a.mul(-1)))).toAgreeWith(ones, { of: 'sigmoid(a) + sigmoid(−a)' });
  });

  law(
    'is between 0 and 1, and grows with a',
    fc.record({ a: decimals(), rise: decimals(0.1, 2), falls: fc.boolean() }),
    ({ a, rise, falls }) => {
      const both = [a, a + rise];
      const z = [...sigmoid(array(falls ? both.reverse() : both)).data];
      const [low, high] = falls ? z.reverse() : z;
      expect(low).toBeGreaterThan(0);
      expect(high).toBeGreaterThan(low);
      expect(high).toBeLessThan(1);
      expect(array([low, high])).toAgreeWith([a, a + rise].map(sigmoidOf)); // so does a straight line grow
    },
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    arrays(),
    ({ a }) => {
      expectKept(
        () => sigmoid(a),
        () => sigmoid(a.mul(2).add(0.5)),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples is just as exact',
    largeBatches,
    ({ a }) => {
      expect(sigmoid(a)).toAgreeWith(ofEach(a, sigmoidOf));
    },
    { runs: 3 },
  );
});

describeFunction('sigmoidGrad', sigmoidGrad, () => {
  gate('returns finite numbers in the shape of a', () => {
    expect(sigmoidGrad(matrix.row(0))).toHaveShape([3]);
    expect(sigmoidGrad(matrix)).toHaveShape([2, 3]);
    expect(sigmoidGrad(matrix)).toBeFinite();
  });

  example('the slope at 0 is ¼', () => {
    expect(sigmoidGrad(array([0]))).toAgreeWith([0.25]);
  });

  example('at log 3, where the sigmoid is ¾, the slope is ¼ · ¾', () => {
    expect(sigmoidGrad(array([Math.log(3)]))).toAgreeWith([0.1875]);
  });

  law(
    'does not modify a',
    arrays(),
    ({ a }) => {
      expectUntouched({ a }, () => sigmoidGrad(a));
    },
    ANY_INPUT,
  );

  // A difference over ±1e-4 is off by less than h² = 1e-8, and by the rounding of the sigmoid over h, 1e-12.
  law('is the slope of the sigmoid at each element', arrays(), ({ a }) => {
    const h = 1e-4;
    const slopes = ofEach(a, (value) => (sigmoidOf(value + h) - sigmoidOf(value - h)) / (2 * h));
    expect(sigmoidGrad(a)).toAgreeWith(slopes, { absolute: 1e-7 });
  });

  law('is (1 − sigmoid(a)) · sigmoid(a) for each element', arrays(), ({ a }) => {
    expect(sigmoidGrad(a)).toAgreeWith(ofEach(a, slopeOfSigmoid));
  });

  law('is near 0 for large numbers, and never NaN', arrays(largeNumbers), ({ a }) => {
    expect(sigmoidGrad(a)).toAgreeWith(ofEach(a, slopeOfSigmoid));
  });

  law('is the same at a and at −a', arrays(), ({ a }) => {
    expect(sigmoidGrad(a.mul(-1))).toAgreeWith(sigmoidGrad(a));
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    arrays(),
    ({ a }) => {
      expectKept(
        () => sigmoidGrad(a),
        () => sigmoidGrad(a.mul(2).add(0.5)),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples is just as exact',
    largeBatches,
    ({ a }) => {
      expect(sigmoidGrad(a)).toAgreeWith(ofEach(a, slopeOfSigmoid));
    },
    { runs: 3 },
  );
});

describeFunction('softmax', softmax, () => {
  gate('of one sample returns the same number of finite numbers', () => {
    expect(softmax(matrix.row(0))).toHaveShape([3]);
    expect(softmax(matrix.row(0))).toBeFinite();
  });

  gate('of a batch returns finite numbers in the same shape', () => {
    expect(softmax(matrix)).toHaveShape([2, 3]);
    expect(softmax(matrix)).toBeFinite();
  });

  example('scores of 0 and log 3 become ¼ and ¾', () => {
    expect(softmax(array([0, Math.log(3)]))).toAgreeWith([0.25, 0.75]);
  });

  example('the book’s 0.3, 2.9 and 4 become 0.0182, 0.2452 and 0.7366', () => {
    const y = softmax(array([0.3, 2.9, 4]));
    // The book gives eight digits.
    expect(y).toAgreeWith([0.01821127, 0.24519181, 0.73659691], { absolute: 1e-8 });
  });

  example('the book’s 1010, 1000 and 990 become 0.99995 and almost 0 twice, not NaN', () => {
    const y = softmax(array([1010, 1000, 990]));
    const expected = [0.999954600070331, 0.000045397868608866656, 2.061060046209062e-9];
    expect(y).toAgreeWith(expected, { absolute: 0 }); // what is nearly nothing counts, too
  });

  example('a single class has the probability 1', () => {
    expect(softmax(array([-3]))).toAgreeWith([1]);
    expect(softmax(array([[-3], [5]]))).toAgreeWith([[1], [1]]);
  });

  law(
    'does not modify a',
    arrays(),
    ({ a }) => {
      expectUntouched({ a }, () => softmax(a));
    },
    ANY_INPUT,
  );

  law('of one sample is exp(aₖ) / Σⱼ exp(aⱼ)', batches, ({ a }) => {
    expect(softmax(a.row(0))).toAgreeWith(softmaxOf(a.row(0)));
  });

  law('of a batch is the softmax of each row', batches, ({ a }) => {
    expect(softmax(a)).toAgreeWith(softmaxOf(a));
  });

  law('each row is positive and adds up to 1', batches, ({ a }) => {
    rowsOf(softmax(a)).forEach((row, n) => {
      expect(Math.min(...row)).toBeGreaterThan(0);
      const sum = row.reduce((total, value) => total + value, 0);
      expect(sum).toAgreeWith(1, { of: phrase`the sum of row ${{ n }}` });
    });
  });

  law(
    'returns the classes in a different order when the scores are reordered',
    reorderings,
    ({ a, order }) => {
      expect(softmax(a.take(order))).toAgreeWith(softmaxOf(a).take(order));
    },
  );

  law(
    'does not change when the same number, however large, is added to a whole row',
    batchesOfUnlikeRows,
    ({ a, offsets }) => {
      expect(softmax(shiftedRows(a, offsets))).toAgreeWith(softmaxOf(a));
    },
  );

  law('is right for large numbers, and never NaN', arrays(largeNumbers), ({ a }) => {
    expect(softmax(a)).toAgreeWith(softmaxOf(a));
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    arrays(),
    ({ a }) => {
      expectKept(
        () => softmax(a),
        () => softmax(a.mul(2).add(0.5)),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples is just as exact',
    largeBatches,
    ({ a }) => {
      expect(softmax(a)).toAgreeWith(softmaxOf(a));
    },
    { runs: 3 },
  );
});
