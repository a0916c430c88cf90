import { ProblemError } from '../../../engine/suite/problem';
import { phrase } from '../../../engine/words/phrase';

// What the student's code is not given: nothing in this course waits, fetches or sends. What is taken away here, no file that is loaded
// later can reach.
const KEPT = new Set([
  ...['self', 'globalThis', 'console', 'performance', 'crypto', 'structuredClone', 'queueMicrotask'],
  ...['atob', 'btoa', 'TextEncoder', 'TextDecoder', 'DOMException', 'WebAssembly', 'location'],
  // of the language itself
  ...[
    'Object',
    'Function',
    'Array',
    'Number',
    'Boolean',
    'String',
    'Symbol',
    'BigInt',
    'Date',
    'Promise',
    'RegExp',
  ],
  ...['Math', 'JSON', 'Intl', 'Reflect', 'Proxy', 'Atomics', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef'],
  ...['FinalizationRegistry', 'Iterator', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Infinity', 'NaN'],
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...['BigInt64Array', 'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array', 'undefined', 'eval'],
  ...[
    'Error',
    'AggregateError',
    'EvalError',
    'RangeError',
    'ReferenceError',
    'SyntaxError',
    'TypeError',
    'URIError',
  ],
  ...['SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'Temporal', 'InternalError'],
  ...['parseFloat', 'parseInt', 'isFinite', 'isNaN', 'escape', 'unescape'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent'],
]);

/** What people try to call, and are told about. The rest is simply not there. */
const CALLED = [
  'fetch',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'postMessage',
  'importScripts',
];

/** What fast-check calls, whether or not it has set a timer. */
const WITHOUT_EFFECT = ['clearTimeout', 'clearInterval'];

/** Takes everything away that reaches out of the worker. */
export function confine(): void {
  for (let level: object = globalThis; level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (KEPT.has(name) || (name === 'constructor' && level !== globalThis)) continue;
      if (!Reflect.deleteProperty(level, name)) Reflect.set(level, name, undefined);
    }
  }
  for (const name of WITHOUT_EFFECT) Object.defineProperty(globalThis, name, { value: () => undefined });
  for (const name of CALLED) {
    Object.defineProperty(globalThis, name, {
      value: () => {
        const said = phrase`${{ name }} is not there: nothing in this course has to be waited for, fetched or sent`;
        throw new ProblemError({ kind: 'odd', said });
      },
    });
  }
}

/** Built-in objects that everything is made with. */
const BUILT_IN = [
  ...[globalThis, Object, Array, Number, String, Math, JSON, Reflect, Promise, Symbol, Map, Set, Error, Date],
  ...[
    Object,
    Array,
    Number,
    String,
    Function,
    Promise,
    Map,
    Set,
    Error,
    RegExp,
    Float64Array,
    Float32Array,
  ].map(({ prototype }) => prototype as object),
  Object.getPrototypeOf(Float64Array.prototype) as object,
];

const { getOwnPropertyDescriptors, keys, is } = { ...pick(Object) };

function pick({ getOwnPropertyDescriptors, keys, is }: ObjectConstructor) {
  return { getOwnPropertyDescriptors, keys, is };
}

/** The built-in objects as they are now; what is returned says whether they have changed since. */
export function watchBuiltIns(): () => boolean {
  const before = BUILT_IN.map((object) => getOwnPropertyDescriptors(object));
  return () =>
    BUILT_IN.some((object, i) => {
      const [was, now] = [before[i], getOwnPropertyDescriptors(object)];
      if (keys(was).length !== keys(now).length) return true;
      for (const name of keys(now)) {
        const [one, other] = [was[name], now[name]] as (PropertyDescriptor | undefined)[];
        if (!is(one?.value, other?.value) || !is(one?.get, other?.get)) return true;
      }
      return false;
    });
}
