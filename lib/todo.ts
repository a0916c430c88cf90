// What a stub says until the student has written it.

/** Thrown by an unwritten function. A state of its own: the course never shows or counts it as a wrong answer. */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';
}

/** Marks the place where the student writes: replace `return todo("…");` by your own lines. */
export function todo(functionName: string): never {
  const error = new NotImplementedError(`${functionName}: not implemented yet`);
  Error.captureStackTrace(error, todo); // the error points at the student's line, not at this one
  throw error;
}
