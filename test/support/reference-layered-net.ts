// The judge's own network of any depth, for the suites that need one, and what they draw of it. Plain arithmetic over plain numbers,
// sample by sample: nothing here calls a topic.
import { about, expect, fc } from '#engine/suite';
import type { Tolerance } from '#engine/suite/matchers';
import { array, NDArray } from '#lib/ndarray';
import { decimals, matrixOf, sizes, vectorOf } from './arbitraries';
import { batchOf, type Batch } from './net-arbitraries';
import { differenceGradient, meanCrossEntropy, rowsOf, softmaxOf } from './reference';
import { lossSpeed } from './reference-net';

/** W1, b1, W2, b2, … */
export type LayeredParams = Record<string, NDArray>;

export interface LayeredGiven {
  activation: 'relu' | 'sigmoid';
  params: LayeredParams;
}

export const depthOf = (params: LayeredParams): number => Object.keys(params).length / 2;

export function activationOf(activation: LayeredGiven['activation']): (a: number) => number {
  return activation === 'relu' ? (a) => Math.max(0, a) : (a) => 1 / (1 + Math.exp(-a));
}

/** The weighted sums (N rows) of each layer, from the input to the scores. */
export function sumsOf({ activation, params }: LayeredGiven, x: NDArray): number[][][] {
  const f = activationOf(activation);
  const sums: number[][][] = [];
  for (let l = 1; l <= depthOf(params); l++) {
    const rows = l === 1 ? rowsOf(x) : sums[l - 2].map((row) => row.map(f));
    sums.push(weightedSums(rows, params[`W${l}`], params[`b${l}`]));
  }
  return sums;
}

/** rows·W + b. */
export function weightedSums(rows: number[][], W: NDArray, b: NDArray): number[][] {
  const [weights, biases] = [rowsOf(W), [...b.data]];
  return rows.map((row) =>
    biases.map((bias, j) => row.reduce((sum, value, i) => sum + value * weights[i][j], bias)),
  );
}

export const predictionOf = (given: LayeredGiven, x: NDArray): NDArray =>
  softmaxOf(array(sumsOf(given, x).at(-1)!));

export const lossOf = (given: LayeredGiven, x: NDArray, labels: number[]): number =>
  meanCrossEntropy(predictionOf(given, x), labels);

/** The slopes of the loss along each parameter, by central differences. */
export function differencesOf(given: LayeredGiven, x: NDArray, labels: number[]): LayeredParams {
  return mapped(given.params, (values, name) =>
    differenceGradient(
      (moved) => lossOf({ ...given, params: { ...given.params, [name]: moved } }, x, labels),
      values,
    ),
  );
}

/** How steep each activation is. */
function slopeOf(activation: LayeredGiven['activation']): (a: number) => number {
  const sigmoid = activationOf('sigmoid');
  return activation === 'relu' ? (a) => Number(a > 0) : (a) => sigmoid(a) * (1 - sigmoid(a));
}

/**
 * The exact slopes of the loss along each parameter. They are not found by going back through the layers, but forward, as in reference-net.ts: one
 * parameter moves with speed 1, and every number behind it moves with the speed that follows.
 *
 * @param insideLog what the loss adds inside its logarithm; 0 for the gradient that uses y − t
 */
export function exactGradientOf(
  given: LayeredGiven,
  x: NDArray,
  labels: number[],
  insideLog: number,
): LayeredParams {
  const { activation, params } = given;
  const [f, slope, depth] = [activationOf(activation), slopeOf(activation), depthOf(params)];
  const sums = sumsOf(given, x);
  const inputs = [rowsOf(x), ...sums.map((rows) => rows.map((row) => row.map(f)))]; // of each layer
  const predictions = rowsOf(predictionOf(given, x));

  /** How fast the scores of sample `n` move, when those sums of layer `l` move with these speeds. */
  const scoreSpeeds = (n: number, l: number, speeds: number[]): number[] => {
    if (l === depth) return speeds;
    const ofActivations = speeds.map((speed, j) => speed * slope(sums[l - 1][n][j]));
    const [weights, none] = [params[`W${l + 1}`], params[`b${l + 1}`].mul(0)];
    return scoreSpeeds(n, l + 1, weightedSums([ofActivations], weights, none)[0]);
  };

  return mapped(params, (values, name) => {
    const l = Number(name.slice(1));
    const units = params[`b${l}`].size;
    return values.map((_, place) => {
      const speedOf = (n: number): number =>
        name.startsWith('W') ? inputs[l - 1][n][Math.floor(place / units)] : 1;
      const ofSamples = labels.map((label, n) => {
        const speeds = Array.from({ length: units }, (_, j) => (j === place % units ? speedOf(n) : 0));
        return lossSpeed({ y: predictions[n], label }, scoreSpeeds(n, l, speeds), insideLog);
      });
      return ofSamples.reduce((sum, speed) => sum + speed, 0) / labels.length;
    });
  });
}

/** The same names, with other arrays. */
export function mapped(
  params: LayeredParams,
  change: (values: NDArray, name: string) => NDArray,
): LayeredParams {
  return Object.fromEntries(Object.entries(params).map(([name, values]) => [name, change(values, name)]));
}

/** The same arrays under the same names, each within the tolerance. */
export function expectAll(received: LayeredParams, expected: LayeredParams, tolerance: Tolerance = {}): void {
  for (const [name, values] of Object.entries(expected)) {
    expect(received[name]).toAgreeWith(values, { ...tolerance, of: about(name, tolerance.of) });
  }
}

export type LayeredCase = LayeredGiven & Batch;

/**
 * Networks with none to three hidden layers, and batches for them. Parameters are small, so that the 1e-7 inside the
 * logarithm hardly counts.
 */
export function layeredCases({
  minHidden = 0,
  maxHidden = 3,
  minRows = 1,
  maxRows = 3,
} = {}): fc.Arbitrary<LayeredCase> {
  return fc
    .record({
      activation: fc.constantFrom<'relu' | 'sigmoid'>('relu', 'sigmoid'),
      units: fc.array(sizes(3), { minLength: minHidden + 1, maxLength: maxHidden + 1 }),
      classCount: sizes(3, 2),
      rows: sizes(maxRows, minRows),
    })
    .chain(({ activation, units, classCount, rows }) =>
      fc
        .record({ params: paramsOfSizes([...units, classCount]), batch: batchOf(rows, units[0], classCount) })
        .map(({ params, batch }) => ({ activation, params, ...batch })),
    );
}

/** Parameters of a network with these sizes, from the input to the classes. */
export function paramsOfSizes(
  layerSizes: number[],
  element?: fc.Arbitrary<number>,
): fc.Arbitrary<LayeredParams> {
  const params: Record<string, fc.Arbitrary<NDArray>> = {};
  for (let l = 1; l < layerSizes.length; l++) {
    params[`W${l}`] = matrixOf(layerSizes[l - 1], layerSizes[l], element ?? decimals(-0.9, 0.9));
    params[`b${l}`] = vectorOf(layerSizes[l], element ?? decimals(-0.5, 0.5));
  }
  return fc.record(params);
}

/** No sum of a hidden unit is so near to 0 that a small step would turn a ReLU on or off. */
export function isOffTheKink({ x, ...given }: LayeredCase): boolean {
  const hidden = sumsOf(given, x).slice(0, -1).flat(2);
  return given.activation === 'sigmoid' || hidden.every((a) => Math.abs(a) > 1e-3);
}
