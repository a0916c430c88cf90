// What the suites expect of a network's parameters and of its gradients: four arrays, each named where it differs.
import { about, expect, fail, phrase, type Wording } from '#engine/suite';
import { type ScriptedRandom, scriptedRandom } from '#engine/suite/scripted-random';
import type { Tolerance } from '#engine/suite/matchers';
import { NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import type { Params } from './reference-net';

/** Bit by bit. */
export const EXACTLY: Tolerance = { relative: 0, absolute: 0 };

/**
 * What a central difference leaves of the exact slope. With h = 1e-4 it is off by h²/6 times the third derivative, about 1e-9 for
 * these networks, and a forward difference by h/2 times the second, about 1e-5: this is between them.
 */
export const BY_DIFFERENCES: Tolerance = { relative: 1e-6, absolute: 1e-6 };

/**
 * What another order of the same operations leaves of exact slopes is about 5e-16, as a share of the largest. Differences leave 1e-13 or more, whatever
 * their h and however many points they take: their error grows with h, and the rounding of the loss over h with its reciprocal.
 */
const UP_TO_ROUNDING = 1e-14;

/**
 * Exact slopes, with the 1e-7 inside the logarithm or without: `exact` holds both, and the nearer one is meant.
 *
 * @param options.of what they are the slopes of
 * @param options.scale how large the numbers are that they are made of
 */
export function expectExact(
  received: NDArray,
  exact: NDArray[],
  { of, scale = 1 }: { of?: Wording; scale?: number } = {},
): void {
  const distanceTo = (other: NDArray): number => largest(received.sub(other));
  const areComparable = received instanceof NDArray && String(received.shape) === String(exact[0].shape);
  const [nearest] = areComparable ? [...exact].sort((a, b) => distanceTo(a) - distanceTo(b)) : exact;
  const absolute = UP_TO_ROUNDING * (scale + largest(nearest));
  expect(received).toAgreeWith(nearest, { relative: 0, absolute, of });
}

/**
 * Exact gradients, parameter by parameter.
 *
 * @param exactWith the gradient of a loss that adds so much inside its logarithm
 * @param options.names the parameters that are looked at; by default, all
 */
export function expectExactGradient(
  received: Partial<Record<string, NDArray>>,
  exactWith: (insideLog: number) => Record<string, NDArray>,
  { names, of, scale }: { names?: readonly string[]; of?: Wording; scale?: number } = {},
): void {
  const exact = [1e-7, 0].map(exactWith);
  for (const name of names ?? Object.keys(exact[0])) {
    expectExact(
      received[name]!,
      exact.map((gradient) => gradient[name]),
      { of: about(name, of), scale },
    );
  }
}

function largest(values: NDArray): number {
  return values.map(Math.abs).max();
}

/** The same four arrays as `expected`, each within the tolerance. */
export function expectParams(received: Params, expected: Params, tolerance: Tolerance = {}): void {
  for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
    expect(received[name]).toAgreeWith(expected[name], { ...tolerance, of: about(name, tolerance.of) });
  }
}

/**
 * A source whose numbers depend on the seed, but for the first one: weights that are all made of a single number would be the same from every
 * such source.
 */
export function afterTheSameNumber(seed: number, length = 150): ScriptedRandom {
  const random = seededRandom(seed);
  return scriptedRandom([0.5, ...Array.from({ length }, () => random())]);
}

/**
 * Weights of two networks from other random numbers: each has one of its own, so that from one network to the other each moves by an amount of
 * its own. Those that are made of a single number all move alike.
 */
export function expectDrawnOneByOne(before: Iterable<number>, after: Iterable<number>): void {
  const weights = [...before];
  const others = [...after];
  const moves = new Set(weights.map((weight, i) => Math.round(1e9 * (others[i] - weight))));
  if (moves.size > weights.length / 2) return;
  fail(
    phrase`the ${{ count: weights.length }} weights differ from another network’s by the same few amounts: draw a random number for each of them`,
  );
}
