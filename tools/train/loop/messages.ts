// Records of arrays on their way between the threads of a training.
import { NDArray, type ArrayMessage } from '#lib/ndarray';

export type Message<Arrays> = { [Name in keyof Arrays]: ArrayMessage };

export function toMessage<Arrays extends Record<keyof Arrays, NDArray>>(arrays: Arrays): Message<Arrays> {
  const entries = Object.entries<NDArray>(arrays).map(([name, array]) => [name, array.toMessage()]);
  return Object.fromEntries(entries) as Message<Arrays>;
}

export function fromMessage<Arrays>(message: Message<Arrays>): Record<keyof Arrays, NDArray> {
  const entries = Object.entries<ArrayMessage>(message).map(([name, sent]) => [
    name,
    NDArray.fromMessage(sent),
  ]);
  return Object.fromEntries(entries) as Record<keyof Arrays, NDArray>;
}
