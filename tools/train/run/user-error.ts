// What goes wrong outside the course: said in a sentence, without a stack.

/** Something that the person at the keyboard can put right. Its message carries the numbers and the remedy. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  constructor(
    message: string,
    readonly exitStatus = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The end of a run that was asked to stop. */
export class Interrupted extends UserError {
  override readonly name = 'Interrupted';
}

/** A training that got lost: the same settings would get lost again. */
export class Diverged extends UserError {
  override readonly name = 'Diverged';
}

/** A network's loss that is no number. */
export function noNumber(iteration: number, loss: unknown): UserError {
  return new UserError(
    `TwoLayerNet.loss must return a number, but at iteration ${iteration} it was ${String(loss)}`,
  );
}
