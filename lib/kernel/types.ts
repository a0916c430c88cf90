// What the numbers of an array are kept as.

/** float64 is the default, because gradient checks need its sixteen digits; float32 is half the memory, on request. */
export type DType = 'float64' | 'float32';

export type Data = Float64Array | Float32Array;

/** Numbers kept as bytes: `values[byte]` is the number that a byte stands for. Byte 0 stands for 0. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly values: Data;
}
