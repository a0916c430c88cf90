// The names and shapes of arrays, as people read them.
import type { NDArray } from '#lib/ndarray';

/** "W1 (784×50), b1 (50)", in order of the names; of many, the beginning. */
export function shapesOf(arrays: Record<string, NDArray>): string {
  const names = Object.keys(arrays).sort();
  const text = names.map((name) => `${name} (${arrays[name].shape?.join('×')})`).join(', ');
  return text.replace(/\p{Cc}/gu, '�').slice(0, 200) || 'none';
}
