// What JavaScript says of answers that are of another kind than the task asks for, said as a student needs it.
import { isElsewhere } from './channel';
import { textOf } from './plain-data';

/** What is said of a result that is a promise. */
export const A_PROMISE =
  'returned a promise: take out `async` and `await`, nothing here has to be waited for';

/**
 * What went wrong, in words.
 *
 * @param block what the test is about: "softmax", "SimpleNet", "SimpleNet.loss"
 * @param subject the function or class under test
 */
export function wordsFor(thrown: unknown, block: string, subject: unknown): string {
  if (!(thrown instanceof Error)) return `threw ${textOf(thrown)}`;
  return ofEndlessCalls(thrown) ?? ofOtherKind(thrown, block, subject) ?? thrown.message;
}

function ofEndlessCalls({ message }: Error): string | undefined {
  if (!/^(Maximum call stack size exceeded|too much recursion)/.test(message)) return undefined;
  return 'a function calls itself again and again, without end: take out that call, or add a case that returns without it';
}

/** A function instead of a class, a class instead of a function, a missing method. */
function ofOtherKind({ message }: Error, block: string, subject: unknown): string | undefined {
  const [name, method] = block.split('.');
  const asksForClass = /^[A-Z]/.test(name);
  if (!asksForClass && /^Class constructor \S+ cannot be invoked without 'new'/.test(message)) {
    return `${name} is a class, but a function is asked for: write \`export function ${name}(…)\``;
  }
  if (!asksForClass || isElsewhere() || typeof subject !== 'function') return undefined;
  if (!isClass(subject) && methodsOf(subject).length === 0) {
    return `${name} is a function, but a class is asked for: write \`export class ${name} { … }\``;
  }
  const isMissing = method !== undefined && !(method in (subject.prototype as object));
  if (!isMissing || !message.endsWith(`.${method} is not a function`)) return undefined;
  const others = methodsOf(subject);
  return others.length === 0
    ? `the class ${name} has no method ${method}: write it, or check its spelling`
    : `the class ${name} has no method ${method}, but ${others.join(', ')}: write it, or check its spelling`;
}

/** The prototype of a class is fixed, that of a function is not. */
function isClass(subject: object): boolean {
  return Object.getOwnPropertyDescriptor(subject, 'prototype')?.writable === false;
}

function methodsOf(subject: object): string[] {
  const prototype = (subject as { prototype?: object }).prototype ?? {};
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}
