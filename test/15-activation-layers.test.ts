// The laws of topic 15 · activation layers.
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
  type Wording,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/15-activation-layers';
import { array, NDArray, zeros } from '#lib/ndarray';
import { decimals, manyRows, matrixOf, sizes, vectorOf } from './support/arbitraries';
import { differenceGradient } from './support/reference';

const { Relu, Sigmoid } = underTest(topic);

const relu = (x: number): number => (x > 0 ? x : 0);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const slopeOfSigmoid = (x: number): number => (1 - sigmoid(x)) * sigmoid(x);

/** What passes a layer forward, and the slopes that come back to it: two arrays of one shape, vectors or matrices. */
function passages(element: fc.Arbitrary<number>): fc.Arbitrary<{ x: NDArray; dout: NDArray }> {
  const ofShape = (make: (element: fc.Arbitrary<number>) => fc.Arbitrary<NDArray>) =>
    fc.record({ x: make(element), dout: make(decimals()) });
  return fc
    .tuple(sizes(4), sizes(4), fc.boolean())
    .chain(([rows, columns, isVector]) =>
      ofShape((of) => (isVector ? vectorOf(columns, of) : matrixOf(rows, columns, of))),
    );
}

/** Zeros are among them. */
const anyPassage = passages(fc.oneof(decimals(), decimals(-0.3, 0.3)));

/** So far from 0 that a step of 1e-4 does not reach it. */
const besidesZero = passages(decimals().map((x) => (Math.abs(x) < 0.01 ? 0.1 : x)));

/** With small ones among them: where all are large, a 0 is as good as any slope of a sigmoid. */
const largeNumbers = passages(fc.oneof(decimals(), decimals(-900, 900), fc.constantFrom(-1000, 1000)));

const twoPassages = fc.record({ first: anyPassage, second: anyPassage });

const onesLike = (x: NDArray): NDArray => zeros(x.shape).add(1);

/** Forward with `x`, and back with `dout`. */
function slopesThrough(layer: topic.Layer, { x, dout }: { x: NDArray; dout: NDArray }): NDArray {
  layer.forward(x);
  return layer.backward(dout);
}

const TWO_ROWS = [
  [1, -2, 3],
  [-4, 5, -6],
];

function gateOfForward(New: new () => topic.Layer): void {
  gate('returns finite numbers in the shape of x', () => {
    const z = new New().forward(array(TWO_ROWS));
    expect(z).toHaveShape([2, 3]);
    expect(z).toBeFinite();
  });
}

function gateOfBackward(New: new () => topic.Layer): void {
  gate('returns finite numbers in the shape of x', () => {
    const dx = slopesThrough(new New(), { x: array(TWO_ROWS), dout: onesLike(zeros([2, 3])) });
    expect(dx).toHaveShape([2, 3]);
    expect(dx).toBeFinite();
  });
}

/** What is true of both activations on the way forward. */
function lawsOfForward(New: new () => topic.Layer, formula: (x: number) => number): void {
  law(
    'does not modify x',
    anyPassage,
    ({ x }) => {
      const layer = new New();
      expectUntouched({ x }, () => layer.forward(x));
    },
    ANY_INPUT,
  );

  law('is the formula, number by number', anyPassage, ({ x }) => {
    expect(new New().forward(x)).toAgreeWith(x.map(formula));
  });

  law('is the same for one batch after another', twoPassages, ({ first, second }) => {
    const layer = new New();
    layer.forward(first.x);
    expect(layer.forward(second.x)).toAgreeWith(second.x.map(formula));
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    anyPassage,
    ({ x }) => {
      const layer = new New();
      expectKept(
        () => layer.forward(x),
        () => layer.forward(x.mul(-1)),
      );
    },
    ANY_INPUT,
  );
}

/**
 * dout times the slope, and each slope exactly: another order of the same operations leaves up to 3e-16 of it, and differences more, even over many points.
 * (Only over the best number of them, at the best distance, can they be as exact as a formula.)
 */
function expectExact(
  received: NDArray,
  { x, dout }: { x: NDArray; dout: NDArray },
  slope: (x: number) => number,
  of?: Wording,
): void {
  const absolute = 1e-14 * Math.max(1, ...dout.map(Math.abs).data);
  const slopes = x.map(slope);
  expect(received).toAgreeWith(slopes.mul(dout), { relative: 1e-13, absolute, of });
  const perDout = (value: number, i: number): number => (dout.data[i] === 0 ? 0 : value / dout.data[i]);
  const exactly = { relative: 0, absolute: 4e-16, of: of ?? 'dx / dout' };
  expect(received.map(perDout)).toAgreeWith(slopes.mul(dout).map(perDout), exactly);
}

/** What is true of both activations on the way back. */
function lawsOfBackward(
  New: new () => topic.Layer,
  formula: (x: number) => number,
  slope: (x: number) => number,
): void {
  law(
    'does not modify dout',
    anyPassage,
    ({ x, dout }) => {
      const layer = new New();
      layer.forward(x);
      expectUntouched({ dout }, () => layer.backward(dout));
    },
    ANY_INPUT,
  );

  const expectSlopes = (received: NDArray, passage: { x: NDArray; dout: NDArray }, of?: Wording): void =>
    expectExact(received, passage, slope, of);

  law('is dout times the slope at x, number by number', anyPassage, (passage) => {
    expectSlopes(slopesThrough(new New(), passage), passage);
  });

  // Differences agree with differences: what comes from them is told by another passage, with zeros in it.
  law(
    'agrees with the numerical gradient',
    fc.record({ passage: besidesZero, other: anyPassage }),
    ({ passage: { x, dout }, other }) => {
      const loss = (moved: NDArray): number => moved.map((value, i) => dout.data[i] * formula(value)).sum();
      const expected = differenceGradient(loss, x);
      expect(slopesThrough(new New(), { x, dout })).toAgreeWith(expected, { relative: 1e-6, absolute: 1e-6 });
      expectSlopes(slopesThrough(new New(), other), other);
    },
  );

  law('grows in proportion to dout', anyPassage, ({ x, dout }) => {
    const larger = { x, dout: dout.mul(-100) };
    expectSlopes(slopesThrough(new New(), larger), larger);
  });

  law('goes back through the last forward, not the first', twoPassages, ({ first, second }) => {
    const layer = new New();
    slopesThrough(layer, first);
    expectSlopes(slopesThrough(layer, second), second);
  });

  law('is the same each time the same batch passes', anyPassage, (passage) => {
    const layer = new New();
    for (const time of ['first', 'second', 'third']) {
      expectSlopes(slopesThrough(layer, passage), passage, `the ${time} time`);
    }
  });

  law(
    'goes back through its own forward: two layers share nothing',
    twoPassages,
    ({ first, second }) => {
      const [layer, other] = [new New(), new New()];
      layer.forward(first.x);
      other.forward(second.x);
      expectSlopes(layer.backward(first.dout), first, 'of the first layer');
      expectSlopes(other.backward(second.dout), second, 'of the second layer');
    },
    ANY_INPUT,
  );

  law(
    'of a batch equals the results of its samples, one by one',
    fc.record({ x: matrixOf(3, 2), dout: matrixOf(3, 2) }),
    ({ x, dout }) => {
      const ofSamples = [0, 1, 2].map((n) => slopesThrough(new New(), { x: x.row(n), dout: dout.row(n) }));
      const together = slopesThrough(new New(), { x, dout });
      ofSamples.forEach((expected, n) =>
        expect(together.row(n)).toAgreeWith(expected, { of: phrase`row ${{ n }}` }),
      );
    },
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    anyPassage,
    ({ x, dout }) => {
      const layer = new New();
      layer.forward(x);
      expectKept(
        () => layer.backward(dout),
        () => layer.backward(dout.add(1)),
      );
    },
    ANY_INPUT,
  );

  law(
    'of several hundred samples counts them all',
    manyRows().chain((rows) => fc.record({ x: matrixOf(rows, 2), dout: matrixOf(rows, 2) })),
    (passage) => {
      expectSlopes(slopesThrough(new New(), passage), passage);
    },
    { runs: 2 },
  );

  law(
    'throws when there was no forward to go back through',
    anyPassage,
    ({ dout }) => {
      const layer = new New();
      expect(() => layer.backward(dout)).toThrow();
    },
    ANY_INPUT,
  );
}

describeFunction('Relu.forward', Relu, () => {
  gateOfForward(Relu);

  example('−2, 0, ½ and 3 become 0, 0, ½ and 3', () => {
    expect(new Relu().forward(array([-2, 0, 0.5, 3]))).toAgreeWith([0, 0, 0.5, 3]);
  });

  lawsOfForward(Relu, relu);

  law('changes nothing when it is applied a second time', anyPassage, ({ x }) => {
    const z = new Relu().forward(x);
    expect(new Relu().forward(z)).toAgreeWith(z);
  });

  law('of x minus that of −x is x', anyPassage, ({ x }) => {
    const [above, below] = [new Relu().forward(x), new Relu().forward(x.mul(-1))];
    expect(above.sub(below)).toAgreeWith(x, { of: 'of x minus that of −x' });
  });

  law('has no largest value: large numbers pass, too', largeNumbers, ({ x }) => {
    expect(new Relu().forward(x)).toAgreeWith(x.map(relu));
  });
});

describeFunction('Relu.backward', Relu, () => {
  gateOfBackward(Relu);

  example('the gradient comes through where x is positive', () => {
    const passage = { x: array([-2, 0.5, 3, -1]), dout: array([10, 20, -30, -40]) };
    expect(slopesThrough(new Relu(), passage)).toAgreeWith([0, 20, -30, 0]);
  });

  example('nothing comes through at 0', () => {
    expect(slopesThrough(new Relu(), { x: array([0, 0]), dout: array([7, -7]) })).toAgreeWith([0, 0]);
  });

  lawsOfBackward(Relu, relu, (x) => (x > 0 ? 1 : 0));

  law(
    'is 0 for a unit that was 0 for every sample: it is dead',
    fc.record({ x: matrixOf(3, 2, decimals(-5, 0)), dout: matrixOf(3, 2) }),
    (passage) => {
      expect(slopesThrough(new Relu(), passage)).toAgreeWith(zeros([3, 2]));
    },
  );
});

describeFunction('Sigmoid.forward', Sigmoid, () => {
  gateOfForward(Sigmoid);

  example('0 becomes ½, and log 3 becomes ¾', () => {
    expect(new Sigmoid().forward(array([0, Math.log(3), -Math.log(3)]))).toAgreeWith([0.5, 0.75, 0.25]);
  });

  lawsOfForward(Sigmoid, sigmoid);

  law('of x and that of −x add up to 1', anyPassage, ({ x }) => {
    const [z, mirrored] = [new Sigmoid().forward(x), new Sigmoid().forward(x.mul(-1))];
    expect(z.add(mirrored)).toAgreeWith(onesLike(x), { of: 'the sum' });
  });

  law('stays between 0 and 1 for large numbers, too', largeNumbers, ({ x }) => {
    expect(new Sigmoid().forward(x)).toAgreeWith(x.map(sigmoid));
  });
});

describeFunction('Sigmoid.backward', Sigmoid, () => {
  gateOfBackward(Sigmoid);

  example('a quarter of dout comes through at 0, and three sixteenths at log 3', () => {
    const passage = { x: array([0, Math.log(3)]), dout: array([8, 16]) };
    expect(slopesThrough(new Sigmoid(), passage)).toAgreeWith([2, 3]);
  });

  lawsOfBackward(Sigmoid, sigmoid, slopeOfSigmoid);

  law('never lets more through than a quarter', anyPassage, ({ x, dout }) => {
    const dx = slopesThrough(new Sigmoid(), { x, dout });
    const beyond = dx.map((value, i) => Math.max(0, Math.abs(value) - Math.abs(dout.data[i]) / 4 - 1e-12));
    expect(beyond).toAgreeWith(zeros(x.shape), { of: 'what is more than a quarter' });
  });

  law('is nearly 0, and a number, where the sigmoid is flat', largeNumbers, (passage) => {
    expectExact(slopesThrough(new Sigmoid(), passage), passage, slopeOfSigmoid);
  });
});
