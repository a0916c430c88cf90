// What JavaScript says of answers that are of another kind than the task asks for, said as a student needs it.
import { phrase, type Phrase } from '../words/phrase';
import { textOf } from './plain-data';
import { type Problem, ProblemError } from './problem';

/** The message about a result that is a promise. */
export const A_PROMISE = phrase`returned a promise: take out \`async\` and \`await\`, nothing here has to be waited for`;

/** The message about an object that does not take a new value for one of its fields. */
export function cannotBeSet(name: string): Phrase {
  return phrase`the field ${{ name }} cannot be set: take out \`Object.freeze\`, or write a setter beside the getter`;
}

/**
 * What went wrong.
 *
 * @param block what the test is about: "softmax", "SimpleNet", "SimpleNet.loss"
 * @param subject the function or class under test
 */
export function problemOf(thrown: unknown, block: string, subject: unknown): Problem {
  if (!(thrown instanceof Error)) return { kind: 'odd', said: phrase`threw ${{ value: textOf(thrown) }}` };
  const problem: Problem =
    thrown instanceof ProblemError ? thrown.problem : { kind: 'threw', message: thrown.message };
  if (problem.kind === 'odd' || problem.kind === 'stopped') return problem;
  const odd = isEndless(thrown) ? ENDLESS_CALLS : ofOtherKind(thrown, block, subject); // whatever else it led to
  return odd === undefined ? problem : { kind: 'odd', said: odd };
}

const ENDLESS_CALLS = phrase`a function calls itself again and again, without end: take out that call, or add a case that returns without it`;

/** What engines say when the stack is full; there is no other sign of it. */
const STACK_IS_FULL = /^(Maximum call stack size exceeded|too much recursion)/;

function isEndless({ message }: Error): boolean {
  return STACK_IS_FULL.test(message);
}

/** What engines say of `f(…)` where f is a class; there is no other sign of it. */
const CALLED_A_CLASS = /^Class constructor \S+ cannot be invoked without 'new'/;

/** A function instead of a class, a class instead of a function, a missing method. */
function ofOtherKind({ message }: Error, block: string, subject: unknown): Phrase | undefined {
  const [name, method] = block.split('.');
  const asksForClass = /^[A-Z]/.test(name);
  if (!asksForClass && CALLED_A_CLASS.test(message)) {
    return phrase`${{ name }} is a class, but a function is asked for: write \`export function ${{ name }}(…)\``;
  }
  if (!asksForClass || typeof subject !== 'function') return undefined;
  if (!isClass(subject) && methodsOf(subject).length === 0) {
    return phrase`${{ name }} is a function, but a class is asked for: write \`export class ${{ name }} { … }\``;
  }
  const isMissing = method !== undefined && !(method in (subject.prototype as object));
  if (!isMissing || !message.endsWith(`.${method} is not a function`)) return undefined;
  const others = methodsOf(subject).join(', ');
  return others === ''
    ? phrase`the class ${{ name }} has no method ${{ method }}: write it, or check its spelling`
    : phrase`the class ${{ name }} has no method ${{ method }}, but ${{ others }}: write it, or check its spelling`;
}

/** The prototype of a class is fixed, that of a function is not. */
export function isClass(subject: object): boolean {
  return Object.getOwnPropertyDescriptor(subject, 'prototype')?.writable === false;
}

/** The names of the methods of a class, without those of a class that it extends. */
export function methodsOf(subject: object): string[] {
  const prototype = (subject as { prototype?: object }).prototype ?? {};
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}
