// The matrix product: by the fast kernel where it runs and pays, else in plain TypeScript.
import { loadKernel } from './kernel';
import { dot as plainDot } from './plain';
import type { Data, Storage } from './storage';

const kernel = loadKernel();

/** With fewer multiplications than this the way into the kernel and back takes longer than the product. */
const WORTH_IT = 1_000;

export function dot(a: Storage, b: Data, result: Data, rows: number, inner: number, columns: number): void {
  if (kernel !== undefined && rows * inner * columns >= WORTH_IT) {
    try {
      kernel.dot(a, b, result, rows, inner, columns);
      return;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  plainDot(a.read(), b, result, rows, inner, columns);
}
