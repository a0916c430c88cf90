// What runs in the confined process: it takes the student's file and the solutions of earlier topics from the pipe, and answers the
// judge's questions. It holds no suite, and nothing that a suite expects. The student's code can do here what it likes: the verdict is
// taken elsewhere.
import { createRequire, isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { compileFunction } from 'node:vm';
import { filesMeantBy, meantBy, topicAt } from '../../../engine/jest/topics.cjs';
import { NotImplementedError } from '#lib/todo';
import { FrameReader, FrameWriter, LOST_ITS_FOOTING, READY } from '../rpc/frames';
import { PrefetchedRandom, type Prefetched } from '../rpc/random-prefetch';
import { type Answer, type NamedExport, RpcPeer, type Question, type Thrown } from '../rpc/rpc-peer';
import { Marshaller } from '../rpc/marshaller';
import type { Wire } from '../rpc/wire';
import type { DeclaredClass } from '../../../engine/course/settings';
import { A_PROMISE, cannotBeSet, isClass, methodsOf } from '../../../engine/suite/odd-answers';
import { textOf } from '../../../engine/suite/plain-data';
import {
  LimitError,
  LONGEST_NAME,
  LONGEST_THROWN,
  MOST_ARGUMENTS,
  MOST_FIELDS,
  MOST_METHODS,
  saying,
} from '../rpc/limits';

const fromJudge = new FrameReader(3);
const toJudge = new FrameWriter(4);

/** The modules of lib/, by name. */
let library: Record<string, object> = {};
/** Those among them that can be called. */
let callable: string[] = [];

const requireBuiltin = createRequire('/');

type Exports = Record<string, unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

let topicOnTrial = '';
let classes: readonly DeclaredClass[] = [];
let sources: Record<string, string> = {};
const loaded = new Map<string, { exports: Exports }>();

const values = new Marshaller(2, {
  trusting: true,
  onFunction: () => {},
  functionOf: (number) => functionOfJudge(number),
  instanceOf: () => {
    throw new Error('the judge has no instances');
  },
  get classes() {
    return classes;
  },
  newObject: ({ topic, name }) => {
    if (!Object.hasOwn(sources, topic)) return {}; // a later topic's class: its fields are all that can be had
    const made = load(topic)[name] as { prototype: object };
    return Object.create(made.prototype) as object;
  },
});
const randomAhead = new PrefetchedRandom();
let keeps = false; // what the judge said with its last message
const peer = new RpcPeer(
  { send: (text) => toJudge.write(text), receive: () => fromJudge.read() },
  values,
  serve,
  {
    pack: () => ({ used: randomAhead.used() }),
    unpack: (message) => {
      const { prefetched, keep } = message as { prefetched: Prefetched; keep?: boolean };
      randomAhead.take(prefetched);
      keeps = keep === true;
    },
    endCall: () => randomAhead.endCall(),
    keeps: () => keeps,
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
      ({ topic: topicOnTrial, sources, classes } = question);
      load(topicOnTrial);
      return undefined;
    case 'exports': {
      const exports = load(topicOnTrial);
      const names = Object.keys(exports).filter((name) => typeof exports[name] === 'function');
      if (names.length <= MOST_FIELDS) return names.map((name) => exportNamed(name, exports[name] as object));
      throw new LimitError(saying('the file exports more than {count} functions', { count: MOST_FIELDS }));
    }
    case 'call':
      return settled(exported(question.export)(...decodeAll(question.args)));
    case 'new':
      return Reflect.construct(exported(question.export), decodeAll(question.args)) as unknown;
    case 'callFunction':
      return settled((values.own(question.function) as AnyFunction)(...decodeAll(question.args)));
    case 'callMethod': {
      const { instance, name, args } = question;
      return settled((fieldsOf(instance) as Record<string, AnyFunction>)[name](...decodeAll(args)));
    }
    case 'get':
      return fieldsOf(question.instance)[question.name];
    case 'set':
      if (!Reflect.set(fieldsOf(question.instance), question.name, values.decode(question.value)))
        throw new LimitError(cannotBeSet(question.name));
      return undefined;
    case 'keys':
      return Object.keys(fieldsOf(question.instance));
  }
}

/** As where it runs at home: a promise is told as one, whatever the suite does with it. Nobody waits for it here, nor hears of its failure. */
function settled(result: unknown): unknown {
  if (result instanceof Promise) throw new LimitError(A_PROMISE);
  return result;
}

/** What the judge says of an export that is no class, or lacks a method. */
function exportNamed(name: string, value: object): NamedExport {
  try {
    const methods = methodsOf(value).filter((method) => method.length <= LONGEST_NAME);
    return [name, isClass(value), methods.slice(0, MOST_METHODS)];
  } catch {
    return [name, false, []]; // a proxy may refuse to be looked at
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
    const ahead = randomAhead.next(number);
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

/** A proxy may throw at this question, too. */
function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error;
  } catch {
    return false;
  }
}

/** Whatever a getter of what was thrown does, and however long it is. */
function describe(error: unknown): Thrown {
  if (!isError(error)) {
    const value = textOf(error);
    return {
      name: 'Error',
      message: `threw ${value}`,
      stack: '',
      said: { text: 'threw {value}', gaps: { value } },
    };
  }
  const part = (name: keyof typeof LONGEST_THROWN): string => {
    try {
      return String(error[name]).slice(0, LONGEST_THROWN[name]);
    } catch {
      return '';
    }
  };
  const name = error instanceof NotImplementedError ? 'NotImplementedError' : part('name');
  const said = error instanceof LimitError ? error.said : undefined;
  return { name, message: part('message'), stack: part('stack'), said, yours: errorsOfJudge.get(error) };
}

// ── the files ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param name a topic, or a helper by its path in exercises/ without the ending of TypeScript */
function load(name: string): Exports {
  let module = loaded.get(name);
  if (module === undefined) {
    module = { exports: {} };
    loaded.set(name, module); // before it runs, as Node does, for imports in a circle
    const filename = filenameOf(name);
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    const run = compileFunction(sources[name], parameters, { filename }) as AnyFunction;
    run.call(
      module.exports,
      module.exports,
      requireFrom(filename),
      module,
      filename,
      posix.dirname(filename),
    );
  }
  return module.exports;
}

function filenameOf(name: string): string {
  if (topicAt(`exercises/${name}`) === undefined) return `exercises/${name}.ts`; // a helper
  return `${name === topicOnTrial ? 'exercises' : 'solutions'}/${name}.ts`;
}

/** What a file can import: the library, earlier topics however they are named, the student's other files, and what is built into Node. */
function requireFrom(filename: string): (request: string) => unknown {
  return (request) => {
    const path = meantBy(request, filename) ?? '';
    const [, module = ''] = /^lib\/([\w-]+)$/.exec(path) ?? [];
    if (Object.hasOwn(library, module)) return library[module];
    const name = [topicAt(path) ?? '', ...helpersMeantBy(path)].find((one) => Object.hasOwn(sources, one));
    if (name !== undefined) return load(name);
    if (isBuiltin(request)) return requireBuiltin(request);
    throw new Error(`Cannot find module '${request}' from '${filename}': ${whatIsThere(topicAt(path))}`);
  };
}

/** As the sources are named: by the path in exercises/, without the ending of TypeScript. */
function helpersMeantBy(path: string): string[] {
  const [, inRoom] = /^(?:exercises|solutions)\/(.+)$/.exec(path) ?? []; // a helper called `10-halves` passes for a topic here
  if (inRoom === undefined) return [];
  return filesMeantBy(inRoom).map((file) => file.replace(/\.ts$/, ''));
}

function whatIsThere(topic: string | undefined): string {
  if (topic !== undefined) return `a topic can use the topics before it, and ${topic} is none of them`;
  return `in the grader a file has ${callable.join(', ')} of lib/, the earlier topics, and the .ts and .json files below exercises/ that were handed in`;
}

/** A file of lib/ that is not there when a topic is graded: its names are, and say so when they are called. */
function namesOf(file: string, constants: Exports = {}): object {
  const names: Exports = Object.assign(Object.create(null) as Exports, constants);
  return new Proxy(names, {
    get: (_, name) => {
      if (typeof name === 'symbol' || name === '__esModule' || name in names) return names[String(name)];
      return () => {
        const text =
          '{name} of #lib/{file} cannot be called in the grader, which has no files: keep such calls out of the topic’s file';
        throw new LimitError({ text, gaps: { name, file } });
      };
    },
  });
}

/**
 * Answers the judge's questions until there are no more.
 *
 * @param modules the modules of lib/ that submissions may use
 * @param constants of all others, which need files: their names are there, so that importing them costs nothing, and their constants
 */
export function answerJudge(modules: Record<string, object>, constants: Record<string, Exports>): void {
  callable = Object.keys(modules);
  const others = Object.entries(constants).map(([file, values]): [string, object] => [
    file,
    namesOf(file, values),
  ]);
  library = { ...Object.fromEntries(others), ...modules };
  process.abort = () => process.exit(1); // it would look like V8's own end, when memory runs out
  toJudge.write(READY);
  const exit = process.exit.bind(process, LOST_ITS_FOOTING);
  try {
    peer.answerAll();
  } catch {
    exit(); // whatever the file itself throws is an answer, and does not come here
  }
}
