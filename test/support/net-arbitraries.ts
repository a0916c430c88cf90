// What the laws about networks draw: the parameters of small two-layer networks, and batches to feed them with.
import { fc } from '#engine/suite/fc';
import { type ScriptedRandom, scriptedRandom } from '#engine/suite/scripted-random';
import { NDArray, oneHot } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { decimals, labelsOf, matrixOf, sizes, vectorOf } from './arbitraries';
import type { Params } from './reference-net';

/** A batch: samples x (N, D), their true classes labels (N), and the same labels one-hot, t (N, C). */
export interface Batch {
  x: NDArray;
  t: NDArray;
  labels: number[];
}

const source = seededRandom(1);
const someNumbers = Array.from({ length: 97 }, () => source());

/** For initial weights that are replaced at once: to seed a source takes longer than all else that a small network is made of. */
export function anyRandom(): ScriptedRandom {
  return scriptedRandom(someNumbers);
}

/** Parameters for `inputSize` inputs, `hiddenSize` hidden units and `classCount` classes. */
export function paramsOf(
  inputSize: number,
  hiddenSize: number,
  classCount: number,
  element: fc.Arbitrary<number> = decimals(-0.5, 0.5),
): fc.Arbitrary<Params> {
  return fc.record({
    W1: matrixOf(inputSize, hiddenSize, element),
    b1: vectorOf(hiddenSize, element),
    W2: matrixOf(hiddenSize, classCount, element),
    b2: vectorOf(classCount, element),
  });
}

/** A batch of `rows` samples with `inputSize` numbers each. */
export function batchOf(
  rows: number,
  inputSize: number,
  classCount: number,
  element: fc.Arbitrary<number> = decimals(-2, 2),
): fc.Arbitrary<Batch> {
  return fc
    .tuple(matrixOf(rows, inputSize, element), labelsOf(rows, classCount))
    .map(([x, labels]) => ({ x, t: oneHot(labels, classCount), labels }));
}

/**
 * The parameters of a network and a batch that fits it. With parameters this small every probability is above 0.005, so that
 * the 1e-7 inside the logarithm hardly counts.
 */
export function netsAndBatches({
  minRows = 1,
  maxRows = 4,
  maxInputs = 3,
  maxHidden = 3,
  maxClasses = 3,
} = {}): fc.Arbitrary<{ params: Params } & Batch> {
  return fc
    .tuple(sizes(maxRows, minRows), sizes(maxInputs), sizes(maxHidden), sizes(maxClasses, 2))
    .chain(([rows, inputSize, hiddenSize, classCount]) =>
      fc.tuple(paramsOf(inputSize, hiddenSize, classCount), batchOf(rows, inputSize, classCount)),
    )
    .map(([params, batch]) => ({ params, ...batch }));
}
