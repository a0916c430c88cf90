const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Stops this thread for so many milliseconds, where nothing else is to be done meanwhile. */
export function pause(milliseconds: number): void {
  Atomics.wait(nobody, 0, 0, milliseconds);
}
