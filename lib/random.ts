// Randomness is an argument: a source of uniform numbers in [0, 1), made from a seed. Only this file names seedrandom.
import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). Every function of the course that draws takes one as an argument. */
export type Random = () => number;

/** A source that can say where it stands, so that a training run can be continued with the very same numbers. */
export interface SeededRandom extends Random {
  state(): object;
}

/** The same seed gives the same numbers, on every machine; another seed gives others. */
export function seededRandom(seed: number | string): SeededRandom {
  // seedrandom repeats a short seed until its key is full: without an end mark, 1, 11 and 111 would give the same numbers.
  const key = String(seed).replace(/^(.+)\1+$/s, '$&\0');
  return withState(seedrandom(key, { state: true }));
}

/** Goes on where a source stood when `state()` was taken. */
export function resumedRandom(state: object): SeededRandom {
  if (!isState(state)) throw new TypeError('resumedRandom: expected what state() of a source returned');
  return withState(seedrandom('', { state }));
}

/** Without this check, seedrandom would begin anew at anything else. */
function isState(state: object): state is seedrandom.State.Arc4 {
  const { i, j, S } = state as Partial<seedrandom.State.Arc4>;
  return Array.isArray(S) && S.length === 256 && [i, j, ...S].every((byte) => isByte(byte));
}

function isByte(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

/** A state in so many bytes, for memory that threads share. */
export const STATE_SIZE = 258;

/** Writes what `state()` of a source returned into bytes. */
export function writeState(state: object, bytes: Uint8Array): void {
  const { i, j, S } = state as seedrandom.State.Arc4;
  bytes[0] = i;
  bytes[1] = j;
  bytes.set(S, 2);
}

/** The state that was written into bytes. */
export function readState(bytes: Uint8Array): object {
  return { i: bytes[0], j: bytes[1], S: Array.from(bytes.subarray(2, STATE_SIZE)) };
}

function withState(generator: seedrandom.StatefulPRNG<seedrandom.State.Arc4>): SeededRandom {
  return Object.assign(() => generator(), { state: () => generator.state() });
}
