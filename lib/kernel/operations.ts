// The operations that have two versions: by the fast kernel where it runs and pays, else in plain TypeScript.
import { evaluatePlainly, Expression, type Deferred, type OperationName } from './deferred';
import { loadKernel, type Kernel } from './kernel';
import { dot as plainDot, pairwise as plainPairwise, type PairwiseName } from './plain';
import type { Storage } from './storage';
import type { Data, DType } from './types';

const kernel = loadKernel();

/** With less work than this the way into the kernel and back takes longer than the work. */
const WORTH_IT = 1_000;

/** With less work than this a product is done at once. */
const WORTH_DEFERRING = 100_000;

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

/** a·b as in `dot`, when it is asked for. Undefined where it is better done at once, or someone may write to an operand meanwhile. */
export function deferredDot(
  a: Storage,
  b: Storage,
  dtype: DType,
  rows: number,
  inner: number,
  columns: number,
): Deferred | undefined {
  if (kernel === undefined || rows * inner * columns < WORTH_DEFERRING) return undefined;
  const [left, right] = [a.lend(), b.lend()];
  if (left === undefined || right === undefined) return undefined;
  const compute = (): Data => {
    const size = rows * columns;
    const result = dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
    dot(left, right.read(), result, rows, inner, columns);
    return result;
  };
  return { dtype, compute };
}

/**
 * An operation number by number on arrays of one length, when it is asked for, as `deferredDot`.
 *
 * @param b an array of the same length, a number that stands for all of one, or nothing
 */
export function deferred(
  name: OperationName,
  a: Storage,
  b: Storage | number | undefined,
  dtype: DType,
  length: number,
): Expression | undefined {
  if (kernel === undefined || length < WORTH_IT || a.dtype !== dtype) return undefined;
  if (typeof b === 'object' && b.dtype !== dtype) return undefined;
  const left = a.lendAsOperand();
  if (left === undefined) return undefined;
  const right = b === a ? left : typeof b === 'object' ? b.lendAsOperand() : b;
  if (right === undefined && b !== undefined) return undefined;
  return new Expression(name, left, right, dtype, length, evaluate);
}

function evaluate(expression: Expression, result: Data): void {
  if (!byKernel((kernel) => kernel.evaluate(expression, result))) evaluatePlainly(expression, result);
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
