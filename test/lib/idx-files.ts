// Files as the reader of digits takes them.

/** An IDX file: `type` 8 says unsigned bytes. */
export function idxFile(shape: readonly number[], elements: ArrayLike<number>, type = 8): Uint8Array {
  const sizesOfAxes = shape.flatMap((size) => [size >>> 24, size >>> 16, size >>> 8, size]);
  return Uint8Array.from([0, 0, type, shape.length, ...sizesOfAxes, ...Array.from(elements)]);
}

/** An IDX file of labels. */
export function labels(values: readonly number[]): Uint8Array {
  return idxFile([values.length], values);
}
