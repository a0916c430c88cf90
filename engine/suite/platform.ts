// What the engine takes from Node. In the browser, site/dojo/judge/platform.ts replaces this file.
import { resolve, sep } from 'node:path';

export { format } from 'node:util';

/** The folder that holds the engine, as it is in a stack. */
export const HOME = resolve(__dirname, '../..') + sep;

/** A setting of the whole process. */
export function setting(name: 'DIAGNOSIS' | 'SEEDS_PER_RUN'): string | undefined {
  return process.env[name];
}

/** Lets everything that waits have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
