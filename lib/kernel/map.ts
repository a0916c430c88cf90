// `map`'s loop, and how it gets faster where a program asks for it: by a copy of the loop for each callback.
//
// The engine compiles a loop with what it has seen there. One loop that calls many callbacks must really call them, number by number;
// a loop that has only ever called one of them gets that callback's code put into it.
import type { Data } from './types';

/** What `map` calls for each number. */
export type Callback = (value: number, index: number) => number;

type Loop = (f: Callback, values: Data, result: Data) => void;

/** result[i] = f(values[i], i). */
const sharedLoop: Loop = (f, values, result) => {
  for (let i = 0; i < values.length; i++) result[i] = f(values[i], i);
};

/** The same as text, to be compiled again and again. */
const LOOP = 'for (let i = 0; i < values.length; i++) result[i] = f(values[i], i);';

/** With fewer numbers than this, to find the copy takes longer than it saves. */
const WORTH_IT = 200;

/** More callbacks than a program writes by hand: those that come later share the loop. */
const MOST_COPIES = 200;

let copies: Map<string, Loop> | undefined;

/** result[i] = f(values[i], i), for each number. */
export function mapInto(f: Callback, values: Data, result: Data): void {
  const loop = copies === undefined || values.length < WORTH_IT ? sharedLoop : copyFor(f, copies);
  loop(f, values, result);
}

/**
 * From now on each callback has a loop of its own. Copies are made with `new Function`, which the content policy of a page may
 * refuse, so only a command asks for this, and never a page. Where it is refused, all callbacks go on sharing one loop.
 */
export function copyLoops(): void {
  copies ??= new Map();
}

/** A callback is known by its text, because each call of `sigmoid` makes a new function of the same text. */
function copyFor(f: Callback, copies: Map<string, Loop>): Loop {
  const text = Function.prototype.toString.call(f);
  const found = copies.get(text);
  if (found !== undefined) return found;
  if (copies.size === MOST_COPIES) return sharedLoop;
  const loop = newLoop(copies.size);
  copies.set(text, loop);
  return loop;
}

/** The number makes the texts differ: the engine would take the same text for the same loop. */
function newLoop(number: number): Loop {
  try {
    return new Function('f', 'values', 'result', `${LOOP} // copy ${number}`) as Loop;
  } catch (error) {
    if (error instanceof EvalError) return sharedLoop;
    throw error;
  }
}
