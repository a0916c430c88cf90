// What an unwritten function says, and where its error points.
import { expect } from '@jest/globals';
import { NotImplementedError, todo } from '#lib/todo';
import { describeBlock, example } from '#engine/suite';

/** Stands for a student's function that is not written yet. */
function crossEntropyError(): number {
  return todo('crossEntropyError');
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describeBlock('todo', () => {
  // Not thrown but caught: in a suite of this course, an error that says "not implemented" is a state and not a failure.
  const error = thrownBy(crossEntropyError) as NotImplementedError;

  example('throws a NotImplementedError that names the function', () => {
    expect(error).toBeInstanceOf(NotImplementedError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('NotImplementedError');
    expect(error.message).toBe('crossEntropyError: not implemented yet');
  });

  example('points at the line of the student, not at its own', () => {
    const [first] = error.stack!.split('\n').filter((line) => /^\s+at /.test(line));
    expect(first).toMatch(/at crossEntropyError .*todo\.test\.ts/);
  });
});
