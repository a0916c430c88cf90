// The laws of topic 18 · optimizers.
import {
  ANY_INPUT,
  about,
  describeFunction,
  example,
  expect,
  expectKept,
  fc,
  gate,
  law,
  phrase,
  underTest,
  withOriginals,
} from '#engine/suite';
import { copyOf } from '#engine/suite/copies';
import type { Tolerance } from '#engine/suite/matchers';
import { array, NDArray } from '#lib/ndarray';
import * as topic from '#topics/18-optimizers';
import type { Params } from '#topics/17-layered-network';
import type { Optimizer } from '#topics/18-optimizers';
import { matrixOf, sizes, tenths, vectorOf } from './support/arbitraries';
import { EXACTLY } from './support/net-expectations';

const { Sgd, Momentum, AdaGrad, Adam } = underTest(topic);

/** Every setting that some optimizer has. */
interface Settings {
  learningRate?: number;
  momentum?: number;
  beta1?: number;
  beta2?: number;
}

/** A walk: where it starts, and the gradients that it meets, one after another. */
interface Walk {
  params: Params;
  gradients: Params[];
}

/** What holds for one kind of optimizer. */
interface Kind {
  make: (settings?: Settings) => Optimizer;
  /** The default settings. */
  usual: Settings;
  /** Settings that are given. */
  settings: fc.Arbitrary<Settings>;
  /** Where a number is after each of these slopes, when it starts at `w`. */
  path: (w: number, slopes: number[], settings: Required<Settings>) => number[];
  tolerance: Tolerance;
}

// ── what is expected, number by number ───────────────────────────────────────────────────────────────────────────

/** Where a number is that makes these steps from `w`. */
function walked(w: number, steps: number[]): number[] {
  return steps.map((_, k) => steps.slice(0, k + 1).reduce((sum, step) => sum + step, w));
}

/** Σ shareᵏ⁻ⁱ · numberᵢ over i ≤ k: what is left of numbers of which each step keeps a share. */
function leftOf(numbers: number[], k: number, share: number): number {
  return numbers.slice(0, k + 1).reduce((sum, number, i) => sum + share ** (k - i) * number, 0);
}

const EPSILON = 1e-8;

const sgdPath: Kind['path'] = (w, slopes, { learningRate }) =>
  walked(
    w,
    slopes.map((g) => -learningRate * g),
  );

const momentumPath: Kind['path'] = (w, slopes, { learningRate, momentum }) =>
  walked(
    w,
    slopes.map((_, k) => -learningRate * leftOf(slopes, k, momentum)),
  );

const adaGradPath: Kind['path'] = (w, slopes, { learningRate }) => {
  const squares = slopes.map((g) => g * g);
  return walked(
    w,
    slopes.map((g, k) => (-learningRate * g) / (Math.sqrt(leftOf(squares, k, 1)) + EPSILON)),
  );
};

const adamPath: Kind['path'] = (w, slopes, { learningRate, beta1, beta2 }) => {
  const squares = slopes.map((g) => g * g);
  const ones = slopes.map(() => 1);
  return walked(
    w,
    slopes.map((_, k) => {
      const mean = leftOf(slopes, k, beta1) / leftOf(ones, k, beta1);
      const meanSquare = leftOf(squares, k, beta2) / leftOf(ones, k, beta2);
      return (-learningRate * mean) / (Math.sqrt(meanSquare) + EPSILON);
    }),
  );
};

/** Where all of the parameters are after each gradient. */
function expectedWalk({ path, usual }: Kind, { params, gradients }: Walk, settings: Settings): Params[] {
  const full = { ...usual, ...settings } as Required<Settings>;
  return gradients.map((_, k) =>
    forEachName(params, (name) =>
      params[name].map((w, i) => {
        const slopes = gradients.map((grads) => grads[name].data[i]);
        return path(w, slopes, full)[k];
      }),
    ),
  );
}

// ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────

const NAMES = [['W1', 'b1'], ['W'], ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'], ['x', 'y']];

/** Arrays of one axis or two, by name, and gradients in the same shapes. */
function walks({ maxSteps = 5, minSteps = 1 } = {}): fc.Arbitrary<Walk> {
  return fc
    .record({
      names: fc.constantFrom(...NAMES),
      rows: sizes(2),
      columns: sizes(3),
      steps: sizes(maxSteps, minSteps),
    })
    .chain(({ names, rows, columns, steps }) => {
      const arrays = (element: fc.Arbitrary<number>): fc.Arbitrary<Params> =>
        fc.record(
          Object.fromEntries(
            names.map((name, i) => [
              name,
              i % 2 === 0 ? matrixOf(rows, columns, element) : vectorOf(columns, element),
            ]),
          ),
        );
      return fc.record({
        params: arrays(tenths(-2, 2)),
        gradients: fc.array(arrays(tenths()), { minLength: steps, maxLength: steps }),
      });
    });
}

/** From 0.01 to 0.1. */
const learningRates = fc.integer({ min: 1, max: 10 }).map((hundredths) => hundredths / 100);

/** A share that stays: none, a half, nine tenths. */
const shares = fc.constantFrom(0, 0.5, 0.8, 0.9, 0.95);

// ── what is done with them ───────────────────────────────────────────────────────────────────────────────────────

function forEachName(params: Params, make: (name: string) => NDArray): Params {
  return Object.fromEntries(Object.keys(params).map((name) => [name, make(name)]));
}

/** Makes one step for each gradient. */
function walk(optimizer: Optimizer, { params, gradients }: Walk): Params[] {
  const path: Params[] = [];
  for (const grads of gradients) path.push(optimizer.update(path.at(-1) ?? params, grads));
  return path;
}

/** A walk of a single number. */
function walkOf(optimizer: Optimizer, w: number, slopes: number[]): number[] {
  const gradients = slopes.map((g) => ({ w: array([g]) }));
  return walk(optimizer, { params: { w: array([w]) }, gradients }).map((params) => params.w.at(0));
}

function expectArrays(received: Params, expected: Params, { of, ...tolerance }: Tolerance): void {
  expect(received).toHaveNames(Object.keys(expected));
  for (const name of Object.keys(expected)) {
    expect(received[name]).toAgreeWith(expected[name], { ...tolerance, of: about(name, of) });
  }
}

function expectWalk(received: Params[], expected: Params[], tolerance: Tolerance): void {
  expected.forEach((params, k) => {
    expectArrays(received[k], params, { ...tolerance, of: phrase`after step ${{ k: k + 1 }}` });
  });
}

/** What an optimizer remembers: its fields, without those that are functions. */
function fieldsOf(optimizer: Optimizer): object {
  return Object.fromEntries(
    Object.entries({ ...optimizer }).filter(([, field]) => typeof field !== 'function'),
  );
}

/** What is true of all optimizers. */
function commonLaws(kind: Kind): void {
  const { make, tolerance } = kind;
  const learningRate = kind.usual.learningRate!;

  law(
    'leaves params and grads as they were',
    walks(),
    ({ params, gradients }) => {
      const before = copyOf({ params, gradients });
      const optimizer = make();
      withOriginals(() => {
        for (const grads of gradients) optimizer.update(params, grads);
      });
      expectArrays(params, before.params, { ...EXACTLY, of: 'of params after the calls' });
      gradients.forEach((grads, k) => {
        expectArrays(grads, before.gradients[k], { ...EXACTLY, of: 'of grads after the calls' });
      });
    },
    ANY_INPUT,
  );

  law(
    'moves every parameter as the formula says, whatever its name and shape',
    // Who remembers the last gradient and none before it is right for two steps.
    fc.record({ settings: kind.settings, walk: walks({ minSteps: 2, maxSteps: 3 }) }),
    ({ settings, walk: drawn }) => {
      expectWalk(walk(make(settings), drawn), expectedWalk(kind, drawn, settings), tolerance);
    },
  );

  law(
    'goes where the formula leads, over several steps',
    fc.record({ settings: kind.settings, walk: walks({ minSteps: 2 }) }),
    ({ settings, walk: drawn }) => {
      expectWalk(walk(make(settings), drawn), expectedWalk(kind, drawn, settings), tolerance);
    },
  );

  law(
    `has a learning rate of ${learningRate} by default`,
    walks({ maxSteps: 3 }),
    (drawn) => {
      expectWalk(walk(make(), drawn), expectedWalk(kind, drawn, kind.usual), tolerance);
    },
    ANY_INPUT,
  );

  law(
    'with learning rate 0 changes nothing',
    walks({ maxSteps: 2 }),
    (drawn) => {
      const still = drawn.gradients.map(() => drawn.params);
      expectWalk(walk(make({ learningRate: 0 }), drawn), still, {});
    },
    ANY_INPUT,
  );

  law(
    'leaves a number where it is while its gradient is 0',
    fc.record({ walk: walks({ maxSteps: 3 }), settings: kind.settings }),
    ({ walk: { params, gradients }, settings }) => {
      const flat = gradients.map((grads) => forEachName(grads, (name) => grads[name].mul(0)));
      const still = gradients.map(() => params);
      expectWalk(walk(make(settings), { params, gradients: flat }), still, {});
    },
  );

  law('moves each parameter as if it had no others', walks({ maxSteps: 3 }), ({ params, gradients }) => {
    const together = walk(make(), { params, gradients });
    for (const name of Object.keys(params)) {
      const only = (arrays: Params): Params => ({ [name]: arrays[name] });
      const apart = walk(make(), { params: only(params), gradients: gradients.map(only) });
      expectWalk(together.map(only), apart, {});
    }
  });

  law(
    'uses the learning rate that its field has at that moment',
    fc.record({
      settings: kind.settings,
      learningRate: learningRates,
      walk: walks({ minSteps: 2, maxSteps: 3 }),
    }),
    ({ settings, learningRate, walk: drawn }) => {
      const optimizer = make(settings);
      optimizer.learningRate = learningRate;
      const expected = expectedWalk(kind, drawn, { ...settings, learningRate });
      expectWalk(walk(optimizer, drawn), expected, tolerance);
    },
    ANY_INPUT,
  );

  law(
    'is not disturbed by another one',
    fc.record({ walk: walks({ minSteps: 2, maxSteps: 3 }), settings: kind.settings }),
    ({ walk: drawn, settings }) => {
      const [one, other] = [make(settings), make(settings)];
      const expected = expectedWalk(kind, drawn, settings);
      const path: Params[] = [];
      for (const grads of drawn.gradients) {
        path.push(one.update(path.at(-1) ?? drawn.params, grads));
        other.update(
          drawn.params,
          forEachName(grads, (name) => grads[name].mul(-2).add(1)),
        );
      }
      expectWalk(path, expected, tolerance);
    },
    ANY_INPUT,
  );

  law(
    'goes on where another one was, when given its fields',
    fc.record({ walk: walks({ minSteps: 2, maxSteps: 4 }), settings: kind.settings }),
    ({ walk: { params, gradients }, settings }) => {
      const [first, second] = [make(settings), make(settings)];
      const middle = walk(first, { params, gradients: gradients.slice(0, -1) }).at(-1)!;
      Object.assign(second, fieldsOf(first));
      const last = gradients.at(-1)!;
      expectArrays(second.update(middle, last), first.update(middle, last), {
        of: 'after the step of the second one',
      });
    },
    ANY_INPUT,
  );

  law(
    'keeps what it returned when it is called again',
    walks({ maxSteps: 1 }),
    ({ params, gradients }) => {
      const optimizer = make();
      expectKept(
        () => optimizer.update(params, gradients[0]),
        () => optimizer.update(params, gradients[0]),
      );
    },
    ANY_INPUT,
  );
}

/**
 * Of AdaGrad and Adam: what is added to the root only makes steps shorter. (Whether it is 1e-8 or the 1e-7 of the book, and whether Adam adds it
 * before the correction, is not looked at.)
 */
function lawOfTheSmallNumber({ make, path, usual }: Kind): void {
  law(
    'goes downhill, and at most as far as the learning rate, where the slope is about as small as 1e-8',
    fc.record({
      learningRate: learningRates,
      slope: slopes,
      scale: fc.constantFrom(1e-9, 5e-9, 1e-8),
      later,
    }),
    ({ learningRate, slope, scale, later }) => {
      const [first] = walkOf(make({ learningRate }), 0, [slope * scale]);
      const [expected] = path(0, [slope * scale], { ...usual, learningRate } as Required<Settings>);
      const share = first / (-learningRate * Math.sign(slope));
      const isDivided = Math.abs(first) > 2 * Math.abs(slope * scale); // what a root that small makes of any slope
      const isDownhill = share > 0 && share < 1 + 1e-6 && isDivided;
      expect(first).toAgreeWith(isDownhill ? first : expected, { of: 'the first step' });
      expectMemory({ make, path, usual }, { learningRate }, [slope, ...later]);
    },
  );
}

/**
 * The first step of AdaGrad and Adam is the learning rate in the direction of the slope, and so is every step of who remembers nothing. Laws that
 * look at such a step let more slopes follow, whose steps depend on what came before: drawn ones, or the steps could be known by heart.
 */
function expectMemory(
  { make, path, usual }: Pick<Kind, 'make' | 'path' | 'usual'>,
  settings: Settings,
  met: number[],
): void {
  const expected = path(0, met, { ...usual, ...settings } as Required<Settings>);
  expect(array(walkOf(make(settings), 0, met))).toAgreeWith(expected, ROUGHLY);
}

/** Slopes that follow. */
const later = fc.array(tenths(), { minLength: 2, maxLength: 3 });

/** The gate of all blocks. */
function commonGate(make: Kind['make']): void {
  gate('returns a finite array for each parameter, in its shape', () => {
    const params = { W1: array([[1, 2]]), b1: array([0.5]) };
    const grads = { W1: array([[0.1, -0.2]]), b1: array([0.3]) };
    const next = make().update(params, grads);
    expect(next).toHaveNames(Object.keys(params));
    expect(next.W1).toHaveShape([1, 2], 'W1');
    expect(next.b1).toHaveShape([1], 'b1');
    for (const [name, values] of Object.entries(next)) expect(values).toBeFinite(name);
  });
}

/** Where an optimizer is after so many steps on x²/20 + 5y², from (−7, 1). */
function alongTheValley(optimizer: Optimizer, steps: number): NDArray {
  let params: Params = { w: array([-7, 1]) };
  for (let k = 0; k < steps; k++) {
    const [x, y] = params.w.data;
    params = optimizer.update(params, { w: array([x / 10, 10 * y]) });
  }
  return params.w;
}

/** The same by NumPy: docs/log/optimizers-numpy.py. */
const VALLEY_BY_NUMPY = {
  sgd: [-3.937025805507346, 0.042391158275216265],
  momentum: [0.896413858493733, 0.045340025556436625],
  adaGrad: [-0.1201622546863445, 3.527897431309159e-15],
  adam: [0.13601461732623282, -0.142931809812118],
};

// ── the blocks ───────────────────────────────────────────────────────────────────────────────────────────────────

const sgd: Kind = {
  make: (settings) => new Sgd(settings),
  usual: { learningRate: 0.01 },
  settings: fc.record({ learningRate: learningRates }),
  path: sgdPath,
  tolerance: {},
};

const momentum: Kind = {
  make: (settings) => new Momentum(settings),
  usual: { learningRate: 0.01, momentum: 0.9 },
  settings: fc.record({ learningRate: learningRates, momentum: shares }),
  path: momentumPath,
  tolerance: {},
};

/**
 * For steps that are divided by a root. They are as long as the learning rate or so, whatever the slopes are: wrong ones are off by more.
 * What is added to the root, 1e-8 or another small number, and whether before or after a correction, changes less.
 */
const ROUGHLY: Tolerance = { absolute: 2e-5 };

const adaGrad: Kind = {
  make: (settings) => new AdaGrad(settings),
  usual: { learningRate: 0.01 },
  settings: fc.record({ learningRate: learningRates }),
  path: adaGradPath,
  tolerance: ROUGHLY,
};

const adam: Kind = {
  make: (settings) => new Adam(settings),
  usual: { learningRate: 0.001, beta1: 0.9, beta2: 0.999 },
  settings: fc.record({
    learningRate: learningRates,
    beta1: shares,
    beta2: fc.constantFrom(0.5, 0.9, 0.99, 0.999),
  }),
  path: adamPath,
  tolerance: ROUGHLY,
};

/** Slopes that are not 0. */
const slopes = fc.constantFrom(1, -1, 2, -2, 3, -3);

/** Very small slopes, usual ones, very large ones. */
const scales = fc.constantFrom(1e-4, 1, 1e4);

/** The length of a step, within a twentieth: what is added to the root may count that much where slopes are small. */
const ABOUT: Tolerance = { relative: 0.05 };

/** Of AdaGrad and Adam: a first step is as long as the learning rate, whatever the slope. */
function lawOfOwnRates(kind: Kind): void {
  law(
    'gives each number a rate of its own, also within one array',
    fc.record({ slope: slopes, other: slopes, learningRate: learningRates, later }),
    ({ slope, other, learningRate, later }) => {
      const params = { W: array([[0, 0]]) };
      const gradients = [{ W: array([[slope, 1000 * other]]) }];
      const [{ W }] = walk(kind.make({ learningRate }), { params, gradients });
      expect(W).toAgreeWith([[-learningRate * Math.sign(slope), -learningRate * Math.sign(other)]], ROUGHLY);
      expectMemory(kind, { learningRate }, [slope, ...later]);
    },
  );
}

describeFunction('Sgd', Sgd, () => {
  commonGate(sgd.make);

  example('a weight of 1 with slope 2 and learning rate 0.1 becomes 0.8, then 0.6', () => {
    expect(array(walkOf(new Sgd({ learningRate: 0.1 }), 1, [2, 2]))).toAgreeWith([0.8, 0.6]);
  });

  example('thirty steps along a valley, as NumPy makes them', () => {
    expect(alongTheValley(new Sgd({ learningRate: 0.19 }), 30)).toAgreeWith(VALLEY_BY_NUMPY.sgd);
  });

  commonLaws(sgd);

  law(
    'remembers nothing: its step depends only on this gradient',
    fc.record({ learningRate: learningRates, before: slopes, slope: slopes }),
    ({ learningRate, before, slope }) => {
      const [first, second] = walkOf(new Sgd({ learningRate }), 0, [before, slope]);
      expect(second - first).toAgreeWith(-learningRate * slope, { of: 'the second step' });
    },
    ANY_INPUT,
  );
});

describeFunction('Momentum', Momentum, () => {
  commonGate(momentum.make);

  example('a slope of 1, twice, with learning rate 0.1 and momentum 0.5: steps of −0.1 and −0.15', () => {
    expect(array(walkOf(new Momentum({ learningRate: 0.1, momentum: 0.5 }), 1, [1, 1]))).toAgreeWith([
      0.9, 0.75,
    ]);
  });

  example('thirty steps along a valley, as NumPy makes them', () => {
    const optimizer = new Momentum({ learningRate: 0.1, momentum: 0.9 });
    expect(alongTheValley(optimizer, 30)).toAgreeWith(VALLEY_BY_NUMPY.momentum);
  });

  commonLaws(momentum);

  law(
    'has a momentum of 0.9 by default',
    walks({ minSteps: 2 }),
    (drawn) => {
      const expected = expectedWalk(momentum, drawn, { learningRate: 0.1 });
      expectWalk(walk(new Momentum({ learningRate: 0.1 }), drawn), expected, {});
    },
    ANY_INPUT,
  );

  law('with momentum 0 is plain descent', walks({ minSteps: 2 }), (drawn) => {
    const expected = expectedWalk(sgd, drawn, { learningRate: 0.1 });
    expectWalk(walk(new Momentum({ learningRate: 0.1, momentum: 0 }), drawn), expected, {});
    // With another one it is not.
    const rolling = { learningRate: 0.1, momentum: 0.5 };
    expectWalk(walk(new Momentum(rolling), drawn), expectedWalk(momentum, drawn, rolling), {});
  });

  law(
    'rolls on when the gradient has become 0, each step by `momentum` shorter',
    fc.record({ learningRate: learningRates, momentum: shares, slope: slopes }),
    ({ learningRate, momentum, slope }) => {
      const [first, second, third] = walkOf(new Momentum({ learningRate, momentum }), 0, [slope, 0, 0]);
      expect(second - first).toAgreeWith(momentum * first, { of: 'the second step' });
      expect(third - second).toAgreeWith(momentum * momentum * first, { of: 'the third step' });
    },
  );

  law(
    'gets 1 / (1 − momentum) times as fast on a slope that stays the same',
    fc.record({ learningRate: learningRates, momentum: fc.constantFrom(0, 0.25, 0.5), slope: slopes }),
    ({ learningRate, momentum, slope }) => {
      const steady = Array<number>(40).fill(slope);
      const path = walkOf(new Momentum({ learningRate, momentum }), 0, steady);
      const lastStep = path.at(-1)! - path.at(-2)!;
      expect(lastStep).toAgreeWith((-learningRate * slope) / (1 - momentum), { of: 'the step in the end' });
      const expected = momentumPath(0, steady, { learningRate, momentum } as Required<Settings>);
      expect(array(path)).toAgreeWith(expected); // it is not that fast from the beginning
    },
    { runs: 10 },
  );
});

describeFunction('AdaGrad', AdaGrad, () => {
  commonGate(adaGrad.make);

  example('slopes of 3 and 4: the first step is the whole learning rate, the second 4/5 of it', () => {
    expect(array(walkOf(new AdaGrad({ learningRate: 0.1 }), 1, [3, 4]))).toAgreeWith([0.9, 0.82], ROUGHLY);
  });

  example('thirty steps along a valley, as NumPy makes them', () => {
    expect(alongTheValley(new AdaGrad({ learningRate: 1.5 }), 30)).toAgreeWith(
      VALLEY_BY_NUMPY.adaGrad,
      ROUGHLY,
    );
  });

  commonLaws(adaGrad);
  lawOfTheSmallNumber(adaGrad);

  law(
    'has a first step as long as the learning rate, however small or large the slope is',
    fc.record({ learningRate: learningRates, slope: slopes, scale: scales, later }),
    ({ learningRate, slope, scale, later }) => {
      const [first] = walkOf(new AdaGrad({ learningRate }), 0, [slope * scale]);
      expect(first).toAgreeWith(-learningRate * Math.sign(slope), { ...ABOUT, of: 'the first step' });
      expectMemory(adaGrad, { learningRate }, [slope, ...later]);
    },
  );

  law(
    'has steps that shrink like 1/√k on a slope that stays the same',
    fc.record({ learningRate: learningRates, slope: slopes, steps: sizes(9, 2), later }),
    ({ learningRate, slope, steps, later }) => {
      const path = walkOf(new AdaGrad({ learningRate }), 0, Array(steps).fill(slope));
      const lastStep = path.at(-1)! - path.at(-2)!;
      expect(lastStep).toAgreeWith((-learningRate * Math.sign(slope)) / Math.sqrt(steps), {
        ...ROUGHLY,
        of: phrase`step ${{ k: steps }}`,
      });
      expectMemory(adaGrad, { learningRate }, [slope, ...later]); // it is the squares that add up, and not the steps
    },
  );

  lawOfOwnRates(adaGrad);
});

describeFunction('Adam', Adam, () => {
  commonGate(adam.make);

  // m̂ and v̂ are 2 and 4 after the first step; (0.9·0.2 − 0.1·2) / 0.19 and 4 after the second.
  example('a slope of 2, then one of −2: a step of −0.1, and then one forward by 0.1/19', () => {
    const path = walkOf(new Adam({ learningRate: 0.1 }), 1, [2, -2]);
    expect(array(path)).toAgreeWith([0.9, 0.9 + 0.1 / 19], ROUGHLY);
  });

  example('thirty steps along a valley, as NumPy makes them', () => {
    expect(alongTheValley(new Adam({ learningRate: 0.3 }), 30)).toAgreeWith(VALLEY_BY_NUMPY.adam, ROUGHLY);
  });

  commonLaws(adam);
  lawOfTheSmallNumber(adam);

  law(
    'has a beta1 of 0.9 and a beta2 of 0.999 by default',
    walks({ minSteps: 3 }),
    (drawn) => {
      const expected = expectedWalk(adam, drawn, { learningRate: 0.1 });
      expectWalk(walk(new Adam({ learningRate: 0.1 }), drawn), expected, ROUGHLY);
    },
    ANY_INPUT,
  );

  law(
    'has a first step as long as the learning rate, however small or large the slope is',
    fc.record({ settings: adam.settings, slope: slopes, scale: scales, later }),
    ({ settings, slope, scale, later }) => {
      const [first] = walkOf(new Adam(settings), 0, [slope * scale]);
      expect(first).toAgreeWith(-settings.learningRate! * Math.sign(slope), {
        ...ABOUT,
        of: 'the first step',
      });
      expectMemory(adam, settings, [slope, ...later]);
    },
  );

  law(
    'keeps that step length on a slope that stays the same',
    fc.record({ settings: adam.settings, slope: slopes, steps: sizes(12, 2), later }),
    ({ settings, slope, steps, later }) => {
      const path = walkOf(new Adam(settings), 0, Array(steps).fill(slope));
      const lastStep = path.at(-1)! - path.at(-2)!;
      expect(lastStep).toAgreeWith(-settings.learningRate! * Math.sign(slope), {
        ...ROUGHLY,
        of: phrase`step ${{ k: steps }}`,
      });
      expectMemory(adam, settings, [slope, ...later]);
    },
  );

  law(
    'goes the same way when all gradients are so many times as large',
    fc.record({ walk: walks({ minSteps: 2, maxSteps: 3 }), settings: adam.settings, factor: sizes(100, 2) }),
    ({ walk: { params, gradients }, settings, factor }) => {
      const larger = gradients.map((grads) => forEachName(grads, (name) => grads[name].mul(factor)));
      const expected = expectedWalk(adam, { params, gradients }, settings);
      expectWalk(walk(new Adam(settings), { params, gradients: larger }), expected, ROUGHLY);
    },
  );

  lawOfOwnRates(adam);
});
