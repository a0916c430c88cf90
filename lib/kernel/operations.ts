// The operations that have two versions: by the fast kernel where it runs and pays, else in plain TypeScript.
import { loadKernel, type Kernel } from './kernel';
import { dot as plainDot, pairwise as plainPairwise, type PairwiseName } from './plain';
import type { Storage } from './storage';
import type { Data } from './types';

const kernel = loadKernel();

/** With less work than this the way into the kernel and back takes longer than the work. */
const WORTH_IT = 1_000;

/** result = a·b, for a (rows × inner) and b (inner × columns), on a result of zeros. */
export function dot(a: Storage, b: Data, result: Data, rows: number, inner: number, columns: number): void {
  const multiply = (kernel: Kernel): void => kernel.dot(a, b, result, rows, inner, columns);
  if (rows * inner * columns >= WORTH_IT && byKernel(multiply)) return;
  plainDot(a.read(), b, result, rows, inner, columns);
}

/** result = a ∘ b, pair by pair, for arrays of one length; or one number is taken for all of b. */
export function pairwise(name: PairwiseName, a: Data, b: Data | number, result: Data): void {
  if (pairwiseByKernel(name, a, b, result)) return;
  if (typeof b === 'number') plainPairwise[name].number(a, b, result);
  else plainPairwise[name].arrays(a, b, result);
}

/** The same with one row, taken for every row of b. */
export function rowPairwise(name: PairwiseName, a: Data, row: Data, result: Data): void {
  if (pairwiseByKernel(name, a, row, result)) return;
  const columns = row.length;
  const [left, right] = [
    { data: a, down: columns, right: 1 },
    { data: row, down: 0, right: 1 },
  ];
  plainPairwise[name].grids(left, right, result, result.length / columns, columns);
}

function pairwiseByKernel(name: PairwiseName, a: Data, b: Data | number, result: Data): boolean {
  const isOneKind =
    a.constructor === result.constructor && (typeof b === 'number' || a.constructor === b.constructor);
  return result.length >= WORTH_IT && isOneKind && byKernel((kernel) => kernel.pairwise(name, a, b, result));
}

/** Whether the kernel did the work: it can't where there is none, or too little memory for it. */
function byKernel(work: (kernel: Kernel) => void): boolean {
  if (kernel === undefined) return false;
  try {
    work(kernel);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
