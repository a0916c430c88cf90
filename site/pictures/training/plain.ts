// An array as it crosses over to a page.
import type { NDArray } from '#lib/ndarray';
import type { PlainArray } from './messages';

export function toPlainArray({ data, shape }: NDArray): PlainArray {
  return { data: Float32Array.from(data), shape: [...shape] };
}
