// What the engine is told to do for a training. Imported first, because what is compiled already stays as it is.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { copyLoops } from '#lib/kernel/map';

// It puts more small functions into the places where they are called: the array library is made of such, and an iteration takes up to
// a tenth less.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000');

// Each callback of `map` gets a loop of its own, which saves a seventh.
copyLoops();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

/** Each iteration drops arrays of about 2 MB. Let go of so often, they are still in the processor's cache when their memory is used again. */
const ITERATIONS = 4;

let iterations = 0;

/** To be called in each iteration: lets go of the arrays that were dropped, every few times. */
export function collectDropped(): void {
  iterations = (iterations + 1) % ITERATIONS;
  if (iterations === 0) collect({ type: 'minor' });
}
