// What runs in the confined process: it takes the student's file and the solutions of earlier topics from the pipe, and answers the
// judge's questions. It holds no suite, and nothing that a suite expects. The student's code can do here what it likes: the verdict is
// taken elsewhere.
import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import * as ndarray from '#lib/ndarray';
import * as random from '#lib/random';
import * as todo from '#lib/todo';
import { FrameReader, FrameWriter } from '../frames';
import { Drawn, type Stock } from '../draws';
import { type Answer, Peer, type Question, type Thrown } from '../peer';
import { Values } from '../values';
import type { Wire } from '../wire';
import { textOf } from '../../../engine/suite/plain-data';
import { LONGEST_THROWN, MOST_ARGUMENTS } from '../limits';

const fromJudge = new FrameReader(3);
const toJudge = new FrameWriter(4);

const LIBRARY: Record<string, object> = { ndarray, random, todo };
const requireBuiltin = createRequire('/');

type Exports = Record<string, unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

let topicOnTrial = '';
let sources: Record<string, string> = {};
const loaded = new Map<string, { exports: Exports }>();

const values = new Values(2, {
  trusting: true,
  onFunction: () => {},
  functionOf: (number) => functionOfJudge(number),
  instanceOf: () => {
    throw new Error('the judge has no instances');
  },
  newNetwork: () => {
    const { TwoLayerNet } = load('10-two-layer-net') as { TwoLayerNet: { prototype: object } };
    return Object.create(TwoLayerNet.prototype) as object;
  },
  isNetwork: () => false, // those that the judge passed in are known by their number
});
const drawn = new Drawn();
const peer = new Peer(
  { send: (text) => toJudge.write(text), receive: () => fromJudge.read() },
  values,
  serve,
  {
    pack: () => ({ used: drawn.used() }),
    unpack: (message) => drawn.take((message as { stock: Stock }).stock),
    endCall: () => drawn.endCall(),
  },
  false,
);

/** Errors that came from the judge, by the number that they have there. */
const errorsOfJudge = new WeakMap<object, number>();

function serve(question: Question): Answer {
  try {
    const value = answerTo(question);
    if (question.do === 'get') {
      if (typeof value === 'function') return { method: true };
      values.setOwner(question.instance);
    }
    return { value: values.encode(value, question.do === 'new') };
  } catch (error) {
    values.discard();
    return { thrown: describe(error) };
  }
}

function answerTo(question: Question): unknown {
  switch (question.do) {
    case 'load':
      ({ topic: topicOnTrial, sources } = question);
      load(topicOnTrial);
      return undefined;
    case 'exports': {
      const exports = load(topicOnTrial);
      return Object.keys(exports).filter((name) => typeof exports[name] === 'function');
    }
    case 'call':
      return exported(question.export)(...decodeAll(question.args));
    case 'new':
      return Reflect.construct(exported(question.export), decodeAll(question.args)) as unknown;
    case 'callFunction':
      return (values.own(question.function) as AnyFunction)(...decodeAll(question.args));
    case 'callMethod': {
      const { instance, name, args } = question;
      return (fieldsOf(instance) as Record<string, AnyFunction>)[name](...decodeAll(args));
    }
    case 'get':
      return fieldsOf(question.instance)[question.name];
    case 'set':
      fieldsOf(question.instance)[question.name] = values.decode(question.value);
      return undefined;
    case 'keys':
      return Object.keys(fieldsOf(question.instance));
  }
}

function fieldsOf(instance: number): Exports {
  return values.own(instance) as Exports;
}

function exported(name: string): AnyFunction {
  return load(topicOnTrial)[name] as AnyFunction;
}

function decodeAll(args: Wire[]): unknown[] {
  return args.map((wire) => values.decode(wire));
}

function functionOfJudge(number: number): AnyFunction {
  return (...args) => {
    const ahead = drawn.next(number);
    if (ahead !== undefined) return ahead;
    const passed = args.slice(0, MOST_ARGUMENTS); // no function of a suite takes more than a few
    return peer.ask(
      () => ({ do: 'callFunction', function: number, args: passed.map((value) => values.encode(value)) }),
      (answer) => {
        if (!('thrown' in answer)) return values.decode('value' in answer ? answer.value : null);
        const error = new Error(answer.thrown.message);
        errorsOfJudge.set(error, answer.thrown.mine!);
        throw error;
      },
    );
  };
}

/** Whatever a getter of what was thrown does, and however long it is. */
function describe(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: `threw ${textOf(error)}`, stack: '' };
  const part = (name: keyof typeof LONGEST_THROWN): string => {
    try {
      return String(error[name]).slice(0, LONGEST_THROWN[name]);
    } catch {
      return '';
    }
  };
  const name = error instanceof todo.NotImplementedError ? 'NotImplementedError' : part('name');
  return { name, message: part('message'), stack: part('stack'), yours: errorsOfJudge.get(error) };
}

// ── the files ──────────────────────────────────────────────────────────────────────────────────────────────────────

function load(topic: string): Exports {
  let module = loaded.get(topic);
  if (module === undefined) {
    module = { exports: {} };
    loaded.set(topic, module); // before it runs, as Node does, for imports in a circle
    const filename = `${topic === topicOnTrial ? 'exercises' : 'solutions'}/${topic}.ts`;
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    const run = compileFunction(sources[topic], parameters, { filename }) as AnyFunction;
    run.call(module.exports, module.exports, requireFrom(filename), module, filename, 'exercises');
  }
  return module.exports;
}

/** What a file can import: the library, earlier topics, and what is built into Node. */
function requireFrom(filename: string): (request: string) => unknown {
  return (request) => {
    const [, library] = /^(?:#lib|\.\.\/lib)\/(\w+)(?:\.ts)?$/.exec(request) ?? [];
    if (Object.hasOwn(LIBRARY, library)) return LIBRARY[library];
    const [, topic] = /^(?:#topics|\.)\/([\w-]+)(?:\.ts)?$/.exec(request) ?? [];
    if (Object.hasOwn(sources, topic)) return load(topic);
    if (isBuiltin(request)) return requireBuiltin(request);
    throw new Error(
      `Cannot find module '${request}' from '${filename}': a file is graded alone, with lib/ and the earlier topics`,
    );
  };
}

peer.answerAll();
