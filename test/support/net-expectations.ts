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
 * In a batch of a few samples, another order of the same operations leaves less than 3e-16 of exact slopes, as a share of the largest. Differences
 * over two points leave 1e-13 or more, and over forty points, with the best h for so many, still 2e-15: their error grows with h, and the rounding
 * of the loss over h with its reciprocal.
 */
const UP_TO_ROUNDING = 1e-15;

/** The scale of a sum over several hundred samples, whose rounding adds up: 2e-15 was seen. */
export const OF_A_LONG_SUM = 20;

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
 * Weights are drawn one by one: a random number, or two, decide on one weight, or on two (what Box and Muller's method gives, or the polar one). So
 * the later the place from which on a source gives other numbers, the fewer weights are others, and never many fewer at once, as they would be where
 * they are all made of a few numbers.
 *
 * @param weightsFrom makes a network, and gives its weights
 */
export function expectDrawnOneByOne(
  seed: number,
  weightsFrom: (random: ScriptedRandom) => Iterable<number>,
): void {
  const length = 600;
  const [numbers, others] = [seed, seed + 1].map((one) => {
    const random = seededRandom(one);
    return Array.from({ length }, () => random());
  });
  const source = scriptedRandom(numbers);
  const weights = [...weightsFrom(source)];

  const movedFrom = (place: number): number => {
    const moved = [...weightsFrom(scriptedRandom([...numbers.slice(0, place), ...others.slice(place)]))];
    return weights.filter((weight, i) => weight !== moved[i]).length;
  };
  const fewAtATime = (from: number, to: number, movedFirst: number, movedLast: number): void => {
    const count = movedFirst - movedLast;
    if (count <= 2) return;
    if (to - from === 1)
      fail(phrase`one random number decides on ${{ count }} weights: draw one for each of them`);
    const middle = Math.floor((from + to) / 2);
    const moved = movedFrom(middle);
    fewAtATime(from, middle, movedFirst, moved);
    fewAtATime(middle, to, moved, movedLast);
  };

  const moved = movedFrom(0);
  if (moved < weights.length)
    fail(
      phrase`${{ count: weights.length - moved }} of ${{ all: weights.length }} weights are the same from other random numbers: draw one for each of them`,
    );
  fewAtATime(0, Math.min((source.state() as { calls: number }).calls, length), moved, 0);
}
