// Randomness is an argument: a source of uniform numbers in [0, 1), made from a seed. seedrandom is named here alone.
import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). Every function of the course that draws takes one as an argument. */
export type Random = () => number;

/** A source that can say where it stands, so that a training run can be continued with the very same numbers. */
export interface SeededRandom extends Random {
  state(): object;
}

/** The same seed gives the same numbers, on every machine. */
export function seededRandom(seed: number | string): SeededRandom {
  return withState(seedrandom(String(seed), { state: true }));
}

/** Goes on where a source stood when `state()` was taken. */
export function resumedRandom(state: object): SeededRandom {
  return withState(seedrandom('', { state: state as seedrandom.State.Arc4 }));
}

function withState(generator: seedrandom.StatefulPRNG<seedrandom.State.Arc4>): SeededRandom {
  return Object.assign(() => generator(), { state: () => generator.state() });
}
