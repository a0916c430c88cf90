// The topic as its suite calls it. Each call gets copies of what it is passed, so that nothing that the student's code does to them can
// change what the suite expects, or what the next call is given.
import { copyOf } from './copies';
import { A_PROMISE } from './odd-answers';

type AnyFunction = (...args: unknown[]) => unknown;

/** Functions and classes that {@link underTest} has made. */
const made = new WeakSet<object>();

/** The student's own object behind each that a suite sees. */
const objects = new WeakMap<object, object>();

/** What a call is passed in the place of its arguments. */
type HandOver = (args: unknown[]) => unknown[];

const originals: HandOver = (args) => args.map(behind);
const copies: HandOver = (args) => copyOf(args, behind);

/** Set where a law asks for another one than is usual. */
let handOverNow: HandOver | undefined;

export interface UnderTestOptions {
  /** 'originals' for a topic whose task it is to write to what it is passed. */
  passing?: 'copies' | 'originals';
}

/**
 * The exports of a topic, for its suite: functions, classes and methods get copies of all arrays and records that they are passed.
 * Functions and objects of classes are passed as they are.
 */
export function underTest<Topic extends object>(
  topic: Topic,
  { passing = 'copies' }: UnderTestOptions = {},
): Topic {
  const handOver = passing === 'copies' ? copies : originals;
  const exports = Object.entries(topic).map(([name, value]) => [
    name,
    typeof value === 'function' ? functionUnderTest(value as AnyFunction, handOver) : (value as unknown),
  ]);
  return Object.fromEntries(exports) as Topic;
}

/** Whether a suite may judge this: what is no function can do no harm. */
export function isUnderTest(subject: unknown): boolean {
  return typeof subject !== 'function' || made.has(subject);
}

/** Runs `body`, in which calls get the very arrays that they are passed: for laws about what becomes of these. */
export function withOriginals<Result>(body: () => Result): Result {
  const before = handOverNow;
  handOverNow = originals;
  try {
    return body();
  } finally {
    handOverNow = before;
  }
}

function behind(value: unknown): unknown {
  return objects.get(value as object) ?? value;
}

function functionUnderTest(original: AnyFunction, usual: HandOver): AnyFunction {
  const passed: HandOver = (args) => (handOverNow ?? usual)(args);
  const guarded = new Proxy(original, {
    apply: (_, self, args) => settled(Reflect.apply(original, behind(self), passed(args))),
    construct: (_, args) => objectUnderTest(Reflect.construct(original, passed(args)) as object, passed),
  });
  made.add(guarded);
  return guarded;
}

/** An object of a student's class: its methods are called, and its fields set, with copies. */
function objectUnderTest(original: object, passed: HandOver): object {
  const guarded = new Proxy(original, {
    get: (_, name) => {
      const value: unknown = Reflect.get(original, name, original);
      if (typeof value !== 'function' || name === 'constructor') return value;
      return (...args: unknown[]) => settled(Reflect.apply(value as AnyFunction, original, passed(args)));
    },
    set: (_, name, value) => Reflect.set(original, name, passed([value])[0], original),
  });
  objects.set(guarded, original);
  return guarded;
}

/** An async function's result is a wrong answer, and its failure no reason to end the process. */
function settled(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  result.catch(() => {});
  throw new Error(A_PROMISE);
}
