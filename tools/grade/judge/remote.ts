// Stands in for a topic while its suite runs under the grader: every export is called in the confined student's process. Values
// cross by copy, the judge's functions are called back, and objects made by `new` stay there and are reached from here.
import { CHANNEL } from '#engine/suite/channel';
import { ProblemError } from '#engine/suite/problem';
import { mapTexts } from '#engine/words/phrase';
import { NotImplementedError } from '#lib/todo';
import { RandomPrefetch } from '../rpc/random-prefetch';
import type { GuestChannel } from './guest-channel';
import {
  LONGEST_THROWN,
  MOST_ARGUMENTS,
  MOST_FIELDS,
  MOST_METHODS,
  MOST_PARTS_OF_TOPIC,
  TOO_MANY_PARTS,
  TopicLimitError,
} from '../rpc/limits';
import { Amount, type Answer, type NamedExport, RpcPeer, type Question, type Thrown } from '../rpc/rpc-peer';
import { Marshaller } from '../rpc/marshaller';
import { isFieldsOfMessage, isList, isWording, refuse, ProtocolError, checkedWholeNumber } from '../rpc/wire';

type AnyFunction = (...args: unknown[]) => unknown;

/** The channel to the guest, which judged-suite.ts has put here. */
const channel = (globalThis as unknown as Record<symbol, GuestChannel>)[CHANNEL];

/** What crossed to one student's process, and how to ask it. */
interface Session {
  generation: number;
  values: Marshaller;
  peer: RpcPeer;
}

const ERROR_TYPES: Record<string, new (message: string) => Error> = {
  EvalError,
  NotImplementedError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** What jest asks of a value before it compares it, and would believe. */
const MATCHER_WORDS = ['asymmetricMatch', '$$typeof', 'toJSON', 'then', 'nodeType'];

/** Errors of the judge's own functions in this call, by number: the guest may let them through. */
const ownErrors = new Map<number, unknown>();
let errorsThrown = 0;

/** What the guest has handed over in this topic, whichever of its processes it was. */
const amount = new Amount();
let partsTaken = 0;

const standIns = Object.create(null) as Record<string, AnyFunction>;
let session: Session | undefined;
let depth = 0;

// ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Asks the guest. Its process is started, and its file loaded, when that has not been done or was in vain. */
function ask(question: (values: Marshaller) => Question, expected?: 'function' | 'instance'): unknown {
  if (depth > 0) return take(session!, question, expected);
  inThisRealm(() => channel.begin());
  depth++;
  try {
    if (session?.generation !== channel.generation) {
      session = newSession();
      const { topic, sources, classes } = channel.underTest;
      take(session, () => ({ do: 'load', topic, sources, classes }));
    }
    return take(session, question, expected);
  } finally {
    depth--;
    channel.end();
  }
}

function take(
  { values, peer }: Session,
  question: (values: Marshaller) => Question,
  expected?: 'function' | 'instance',
): unknown {
  return inThisRealm(() =>
    peer.ask(
      () => question(values),
      (answer) => {
        if ('thrown' in answer) throw errorOf(answer.thrown);
        if ('method' in answer) return METHOD;
        return values.decode(answer.value, expected);
      },
    ),
  );
}

/** The channel's errors are made outside of jest's realm, where `instanceof Error` is another question. */
function inThisRealm<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ProtocolError)
      throw new ProblemError(channel.nonsense(error.message).problem, { cause: error });
    if (error instanceof TopicLimitError)
      throw new ProblemError(channel.tooMuch(error.said).problem, { cause: error });
    if (channel.isTermination(error)) throw new ProblemError(error.problem, { cause: error });
    throw error;
  }
}

function errorOf(thrown: Thrown): unknown {
  if (!isFieldsOfMessage(thrown)) return refuse('nothing that could be thrown');
  const { yours, said } = thrown;
  if (yours !== undefined && ownErrors.has(checkedWholeNumber(yours, 'no error of the judge')))
    return ownErrors.get(yours);
  const [name, message, stack] = (['name', 'message', 'stack'] as const).map((part) => {
    const text: unknown = thrown[part];
    return typeof text === 'string'
      ? text.slice(0, LONGEST_THROWN[part])
      : refuse('nothing that could be thrown');
  });
  const framed = <E extends Error>(error: E): E => {
    error.stack = [`${name}: ${message}`, ...channel.underTest.framesOf(stack)].join('\n');
    return error;
  };
  if (said !== undefined) {
    if (!isWording(said)) return refuse('nothing that could be thrown');
    const cut = mapTexts(said, (text) => text.slice(0, LONGEST_THROWN.message));
    return framed(new ProblemError({ kind: 'odd', said: cut }));
  }
  const ErrorType = Object.hasOwn(ERROR_TYPES, name) ? ERROR_TYPES[name] : Error;
  return framed(new ErrorType(message));
}

function newSession(): Session {
  const prefetch = new RandomPrefetch();
  const values = new Marshaller(1, {
    trusting: false,
    onFunction: (number, value) => prefetch.offer(number, value),
    functionOf:
      (number) =>
      (...args) =>
        ask((values) => ({ do: 'callFunction', function: number, args: encodeAll(values, args) })),
    instanceOf,
    classes: channel.underTest.classes,
    newObject: ({ name }) => refuse(`an object of the class ${name} of its own`),
    onValue: (parts) => {
      partsTaken += parts;
      if (partsTaken > MOST_PARTS_OF_TOPIC) throw new TopicLimitError(TOO_MANY_PARTS);
    },
  });
  const piggyback = {
    pack: () => ({ prefetched: prefetch.prefetched(), keep: isKeeping() }),
    unpack: ({ used }: { used?: unknown }) => prefetch.settle(used),
    endCall: () => {
      prefetch.endCall();
      ownErrors.clear();
    },
    keeps: isKeeping,
  };
  return {
    generation: channel.generation,
    values,
    peer: new RpcPeer(channel, values, serve, piggyback, true, amount),
  };
}

/** A law looks at what an earlier call returned (see engine/suite/law.ts). */
function isKeeping(): boolean {
  return (globalThis as Record<symbol, unknown>)[Symbol.for('gradient-dojo.keeping')] === true;
}

function encodeAll(values: Marshaller, args: unknown[]): ReturnType<Marshaller['encode']>[] {
  return args.map((value) => values.encode(value));
}

/** The guest calls a function that the suite has passed in. */
function serve(question: Question): Answer {
  const { values } = session!;
  const own =
    question.do === 'callFunction'
      ? values.own(checkedWholeNumber(question.function, 'no function'))
      : undefined;
  if (typeof own !== 'function' || question.do !== 'callFunction' || !isList(question.args)) {
    throw new ProtocolError('a question that is not its to ask');
  }
  channel.checkJudge();
  if (question.args.length > MOST_ARGUMENTS)
    throw new ProtocolError(`a call with ${question.args.length} arguments`);
  const args = question.args.map((wire) => values.decode(wire));
  try {
    return { value: values.encode((own as AnyFunction)(...args)) };
  } catch (error) {
    if (channel.termination) throw error;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    ownErrors.set(++errorsThrown, error);
    return { thrown: { name, message, stack: '', mine: errorsThrown } };
  }
}

function isListOfTexts(value: unknown, most: number): value is string[] {
  return Array.isArray(value) && value.length <= most && value.every((one) => typeof one === 'string');
}

/** The list of names of fields that came, each once. */
function namesIn(value: unknown): string[] {
  if (!isListOfTexts(value, MOST_FIELDS))
    throw new ProblemError(channel.nonsense('no names of fields').problem);
  return [...new Set(value)];
}

/** The list of exports that came. */
function exportsIn(value: unknown): NamedExport[] {
  const isTrue = Array.isArray(value) && value.length <= MOST_FIELDS && value.every(isNamedExport);
  if (!isTrue) throw new ProblemError(channel.nonsense('no names of exports').problem);
  return value as NamedExport[];
}

function isNamedExport(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [name, isClass, methods] = value as unknown[];
  return typeof name === 'string' && typeof isClass === 'boolean' && isListOfTexts(methods, MOST_METHODS);
}

// ── stand-ins ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** For an exported function or class; what can be seen of its kind is there, for the sentence about one that is no class or lacks a method. */
function exportOf([name, isClass, methods]: NamedExport): AnyFunction {
  const standIn = function () {} as AnyFunction & { prototype: object };
  for (const method of methods) Object.defineProperty(standIn.prototype, method, { configurable: true });
  if (isClass) Object.defineProperty(standIn, 'prototype', { writable: false });
  return new Proxy(standIn as AnyFunction, {
    apply: (_, __, args: unknown[]) =>
      ask((values) => ({ do: 'call', export: name, args: encodeAll(values, args) }), 'function'),
    construct: (_, args: unknown[]) =>
      ask((values) => ({ do: 'new', export: name, args: encodeAll(values, args) }), 'instance') as object,
  });
}

/** The answer for a method. */
const METHOD = Symbol('method');

/** What is said of the class of a record, which a constructor may return: one has other methods than another. */
const RECORD = 'Object';

/** The methods that were met: "SimpleNet.predict". */
const methods = new Set<string>();

/** For an object made by `new`: its fields are read and written there, its methods called there. */
function instanceOf(number: number, className: string): object {
  const { generation } = session!;
  const askAlive = (question: (values: Marshaller) => Question): unknown => {
    if (generation !== channel.generation)
      throw new Error(`the process that held this ${className} has ended`);
    return ask(question);
  };
  const methodOf = (name: string): AnyFunction => {
    const method: AnyFunction = (...args) =>
      askAlive((values) => ({ do: 'callMethod', instance: number, name, args: encodeAll(values, args) }));
    return method;
  };
  const read = (name: string | symbol): unknown => {
    if (typeof name === 'symbol' || MATCHER_WORDS.includes(name)) return undefined;
    const known = `${className}.${name}`;
    if (methods.has(known)) return methodOf(name);
    const value = askAlive(() => ({ do: 'get', instance: number, name }));
    if (value !== METHOD) return value;
    if (className !== RECORD) methods.add(known);
    return methodOf(name);
  };
  return new Proxy(Object.create(standIns[className]?.prototype ?? null) as object, {
    get: (_, name) => read(name),
    set: (_, name, value) => {
      askAlive((values) => {
        values.setOwner(number);
        return { do: 'set', instance: number, name: String(name), value: values.encode(value) };
      });
      return true;
    },
    ownKeys: () => namesIn(askAlive(() => ({ do: 'keys', instance: number }))),
    getOwnPropertyDescriptor: (_, name) => ({
      value: read(name),
      writable: true,
      enumerable: true,
      configurable: true,
    }),
  });
}

// ── the module ─────────────────────────────────────────────────────────────────────────────────────────────────────

channel.onNewTest = () => session?.peer.forget();

try {
  for (const named of exportsIn(ask(() => ({ do: 'exports' })))) standIns[named[0]] = exportOf(named);
} catch (error) {
  const { name, message, stack } = error as Error;
  channel.loadFailure = { unwritten: name === 'NotImplementedError', message, stack: stack ?? '' };
  throw error;
}

module.exports = standIns;
