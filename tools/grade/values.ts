// How values cross from one process to another: by copy, exactly. Both sides use this file. What crossed stays in step while a
// call lasts: an array that one side changes in place is written back with the next message.
import { NDArray } from '#lib/ndarray';

/** A value as JSON. Objects cross once, in a message's `objects`; everywhere else they are named by their number. */
export type Wire =
  | null
  | boolean
  | number
  | string
  | { number: string } // NaN, Infinity, -Infinity, -0: JSON has no words for them
  | { undefined: true }
  | { object: number }
  | { function: number } // it stays where it is, and is called from afar
  | { instance: number; of: string } // it stays where it is, and is read and called from afar
  | { strange: string }; // what has no place in the course, in words

/** What is in an object: numbers as bytes, everything else as values. */
export type Content =
  | { array: Wire[] }
  | { record: [key: string, value: Wire][] }
  | { network: [key: string, value: Wire][] } // a two-layer network, made anew on the other side
  | Numbers;

/** The bytes of an NDArray; without a shape, of a typed array. */
interface Numbers {
  numbers: string;
  type: string;
  shape?: number[];
}

/** What came that no honest program sends. */
export class Violation extends Error {}

interface Shared {
  object: object;
  /** What was in it when both sides last agreed. */
  agreed: Snapshot;
  /** The instance to which it belongs, by number: it outlives the call. */
  owner: number | undefined;
}

/** What was in an object: its numbers; or its elements; or its names and fields, one after another. */
type Snapshot = readonly unknown[] | TypedArray;

/** What a side makes of what stays on the other one. */
interface Side {
  /** Stands for a function of the other side. */
  functionOf(number: number): (...args: unknown[]) => unknown;
  /** A function of this side goes to the other one. */
  onFunction(number: number, value: object): void;
  /** Stands for an instance of the other side. */
  instanceOf(number: number, className: string): object;
  /** A network, still without its parameters. */
  newNetwork(): object;
  /** Whether this object crosses as a network. */
  isNetwork(value: object): boolean;
  /**
   * Whether functions and instances are taken wherever they come. The judge takes a function only as the answer itself, an
   * instance only from `new`: an object with a method `every` that says true would pass for an array.
   */
  trusting: boolean;
}

const TYPED_ARRAYS = [
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
];
type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number]>;

/** More elements than any law looks at. */
const LARGEST = 1_000_000;
const DEEPEST = 50;

/** More instances than any law looks at in turn. */
const OWNERS_KEPT = 8;

// What a student's file may have replaced by the time it is needed.
const { getPrototypeOf, defineProperty, keys, is } = Object;
const { isView } = ArrayBuffer;

/** One side's view of all that crossed. */
export class Values {
  private readonly objects = new Map<number, Shared>();
  private numbers = new WeakMap<object, number>();
  private readonly kept = new Map<number, object>(); // own functions and instances, by number
  private readonly keptNumbers = new WeakMap<object, number>();
  private readonly standIns = new Map<number, object>();
  private readonly wireOf = new WeakMap<object, Wire>(); // of stand-ins, and of what is strange

  /** What is new in the message that is being written. */
  private readonly fresh = new Set<number>();

  /** The instance to which objects that cross now belong. */
  private owner: number | undefined;

  /** The instances whose fields crossed last. */
  private readonly owners = new Set<number>();

  /** @param nextNumber one side counts 1, 3, 5 …, the other 2, 4, 6 …: a number says whose it is */
  constructor(
    private nextNumber: 1 | 2 | number,
    private readonly side: Side,
  ) {}

  // ── out ────────────────────────────────────────────────────────────────────────────────────────────────────────

  encode(value: unknown): Wire {
    if (typeof value === 'number') {
      if (Number.isFinite(value) && !is(value, -0)) return value;
      return { number: is(value, -0) ? '-0' : `${value}` };
    }
    if (typeof value === 'string') {
      return value.length <= LARGEST ? value : { strange: `a string of ${value.length} characters` };
    }
    if (typeof value === 'boolean' || value === null) return value;
    if (value === undefined) return { undefined: true };
    if (typeof value === 'function') return this.wireOf.get(value) ?? this.encodeFunction(value);
    if (typeof value === 'object') return this.encodeObject(value);
    return { strange: typeof value === 'bigint' ? `the bigint ${value}n` : 'a symbol' };
  }

  /** Objects that are new to the other side, or that changed since both agreed. */
  changes(): [number, Content][] {
    const changed: [number, Content][] = [];
    // The map grows on the way, as objects are met inside of others.
    for (const [number, shared] of this.objects) {
      if (!this.fresh.has(number) && isAsAgreed(shared)) continue;
      changed.push([number, this.safeContentOf(shared.object)]);
      shared.agreed = snapshotOf(shared.object);
    }
    this.fresh.clear();
    return changed;
  }

  private encodeFunction(value: object): Wire {
    const number = this.keep(value);
    this.side.onFunction(number, value);
    return { function: number };
  }

  private encodeObject(value: object): Wire {
    const remote = this.wireOf.get(value);
    if (remote !== undefined) return remote;
    const known = this.numbers.get(value);
    if (known !== undefined && this.objects.has(known)) return { object: known };
    const trouble = troubleOf(value);
    if (trouble !== undefined) return { strange: trouble };
    if (!this.crossesByValue(value)) return { instance: this.keep(value), of: classNameOf(value) };
    const number = this.takeNumber();
    this.share(number, value);
    this.fresh.add(number);
    return { object: number };
  }

  private crossesByValue(value: object): boolean {
    return (
      Array.isArray(value) ||
      value instanceof NDArray ||
      isTypedArray(value) ||
      isRecord(value) ||
      this.side.isNetwork(value)
    );
  }

  /** A getter or a proxy may throw when it is read. */
  private safeContentOf(object: object): Content {
    try {
      return this.contentOf(object);
    } catch {
      const strange = { strange: 'a value that throws when it is read' };
      return Array.isArray(object) ? { array: [strange] } : { record: [['value', strange]] };
    }
  }

  private contentOf(object: object): Content {
    if (object instanceof NDArray) {
      return { numbers: bytesOf(object.data), type: object.dtype, shape: [...object.shape] };
    }
    if (isTypedArray(object)) return { numbers: bytesOf(object), type: object.constructor.name };
    if (Array.isArray(object)) {
      const array: Wire[] = [];
      const length = Math.min(object.length, LARGEST);
      for (let i = 0; i < length; i++) array[i] = this.encode(object[i]);
      return { array };
    }
    const fields = object as Record<string, unknown>;
    const content = keys(object).map((key): [string, Wire] => [key, this.encode(fields[key])]);
    return isRecord(object) ? { record: content } : { network: content };
  }

  // ── in ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes in what is new or changed on the other side. Comes before the values that name it. */
  apply(changes: unknown): void {
    const list = (isList(changes) ? changes : refuse('no list of objects')).map((change) => {
      if (!isList(change) || typeof change[0] !== 'number' || !isFields(change[1])) refuse('no object');
      return change as unknown as [number, Content];
    });
    for (const [number, content] of list) {
      const known = this.objects.get(number);
      if (known === undefined) this.share(number, this.shellOf(content));
      else if ('numbers' in content) overwrite(known.object, numbersOf(content));
    }
    for (const [number, content] of list) this.fill(this.objects.get(number)!.object, content);
    this.checkSizes(list.map(([number]) => this.objects.get(number)!.object));
    for (const [number] of list) {
      const shared = this.objects.get(number)!;
      shared.agreed = snapshotOf(shared.object);
    }
  }

  /** @param expected what may come here besides data */
  decode(wire: unknown, expected?: 'function' | 'instance'): unknown {
    if (wire === null || ['boolean', 'number', 'string'].includes(typeof wire)) return wire;
    if (!isFields(wire)) return refuse('no value');
    if ('number' in wire) return Number(wire.number);
    if ('undefined' in wire) return undefined;
    if ('strange' in wire) return this.strange(String(wire.strange));
    if ('object' in wire) {
      return this.objects.get(wire.object as number)?.object ?? refuse('an object that never came');
    }
    const [number, className] = 'function' in wire ? [wire.function] : [wire.instance, String(wire.of)];
    if (typeof number !== 'number') return refuse('no value');
    const own = this.own(number);
    if (own !== undefined) return own;
    if (!this.side.trusting && expected !== (className === undefined ? 'function' : 'instance')) {
      return this.strange(className === undefined ? 'a function' : `an object of the class ${className}`);
    }
    return this.standIn(number, className);
  }

  /** A function or an instance of this side, by its number. */
  own(number: unknown): object | undefined {
    return this.kept.get(number as number);
  }

  private standIn(number: number, className: string | undefined): object {
    let made = this.standIns.get(number);
    if (made === undefined) {
      made = className === undefined ? this.side.functionOf(number) : this.side.instanceOf(number, className);
      this.standIns.set(number, made);
      this.wireOf.set(
        made,
        className === undefined ? { function: number } : { instance: number, of: className },
      );
    }
    return made;
  }

  private strange(found: string): Strange {
    const strange = new Strange(found.slice(0, 200));
    this.wireOf.set(strange, { strange: found });
    return strange;
  }

  private shellOf(content: Content): object {
    if ('numbers' in content) return numbersOf(content);
    if ('array' in content) return [];
    if ('network' in content) return this.side.newNetwork();
    return {};
  }

  private fill(object: object, content: Content): void {
    if ('numbers' in content) return;
    if ('array' in content) {
      if (!Array.isArray(object) || !isList(content.array)) refuse('no array');
      const array = object as unknown[];
      array.length = 0;
      for (const element of content.array) array.push(this.decode(element));
      return;
    }
    if (this.side.isNetwork(object) && !this.side.trusting) return this.fillNetwork(object, content);
    const fields = 'record' in content ? content.record : content.network;
    if (!isList(fields) || !fields.every(isList) || Array.isArray(object) || isView(object)) {
      refuse('no record');
    }
    for (const key of keys(object)) Reflect.deleteProperty(object, key); // so that their order is the other side's, too
    for (const [key, wire] of fields) {
      const value = this.decode(wire);
      defineProperty(object, String(key), { value, writable: true, enumerable: true, configurable: true });
    }
  }

  /** Of a network only its parameters come back, and only as arrays: a method put into it would speak for the judge's own. */
  private fillNetwork(object: object, content: Content): void {
    const fields = 'network' in content ? content.network : [];
    const params = this.decode(fields.find(([key]) => key === 'params')?.[1]);
    if (!isFields(params) || !isRecord(params)) refuse('a network without its params');
    Object.assign(object, { params });
  }

  /** Refuses what would keep this side busy: objects that hold themselves, and few that unfold to many. */
  private checkSizes(roots: object[]): void {
    const sizes = new Map<object, number>();
    const open = new Set<object>();
    const sizeOf = (value: unknown, depth: number): number => {
      if (typeof value !== 'object' || value === null || value instanceof NDArray || isTypedArray(value))
        return 1;
      if (this.wireOf.has(value)) return 1;
      const known = sizes.get(value);
      if (known !== undefined) return known;
      if (open.has(value)) return refuse('an object that holds itself');
      if (depth > DEEPEST) return refuse(`objects nested more than ${DEEPEST} deep`);
      open.add(value);
      const size = Object.values(value).reduce((sum: number, inner) => sum + sizeOf(inner, depth + 1), 1);
      if (size > LARGEST) return refuse(`a value of more than ${LARGEST} parts`);
      open.delete(value);
      sizes.set(value, size);
      return size;
    };
    for (const root of roots) sizeOf(root, 0);
  }

  // ── what is known to both ──────────────────────────────────────────────────────────────────────────────────────

  /**
   * Objects that cross from now on belong to this instance, or to none. The fields of a few instances are kept in step; both sides see the
   * same messages, and let go of the same ones.
   */
  setOwner(owner: number | undefined): void {
    this.owner = owner;
    if (owner === undefined) return;
    this.owners.delete(owner);
    this.owners.add(owner);
    if (this.owners.size <= OWNERS_KEPT) return;
    const [oldest] = this.owners;
    this.owners.delete(oldest);
    for (const [number, shared] of this.objects) if (shared.owner === oldest) this.objects.delete(number);
  }

  /** The instance that {@link setOwner} has set. */
  get currentOwner(): number | undefined {
    return this.owner;
  }

  /** The call is over: what crossed in it is no longer kept in step, except for what belongs to an instance. */
  endCall(): void {
    for (const [number, { owner }] of this.objects) if (owner === undefined) this.objects.delete(number);
  }

  /** A new test begins: nothing is in step any more. */
  forget(): void {
    this.objects.clear();
    this.owners.clear();
    this.numbers = new WeakMap();
  }

  private share(number: number, object: object): void {
    this.objects.set(number, { object, agreed: [], owner: this.owner });
    this.numbers.set(object, number);
  }

  private keep(value: object): number {
    let number = this.keptNumbers.get(value);
    if (number === undefined) {
      number = this.takeNumber();
      this.keptNumbers.set(value, number);
      this.kept.set(number, value);
    }
    return number;
  }

  private takeNumber(): number {
    const number = this.nextNumber;
    this.nextNumber += 2;
    return number;
  }
}

/** What stands for a value that has no place in the course; its text is what a failed test shows. */
export class Strange {
  constructor(readonly found: string) {}
}

function snapshotOf(object: object): Snapshot {
  try {
    if (object instanceof NDArray) return object.data.slice();
    if (isTypedArray(object) || Array.isArray(object)) return object.slice(0, LARGEST);
    return Object.entries(object).flat();
  } catch {
    return [undefined]; // a getter or a proxy that throws
  }
}

function isAsAgreed({ object, agreed }: Shared): boolean {
  const now =
    object instanceof NDArray
      ? object.data
      : isTypedArray(object) || Array.isArray(object)
        ? object
        : snapshotOf(object);
  if (now.length !== agreed.length) return false;
  for (let i = 0; i < now.length; i++) if (!is(now[i], agreed[i])) return false;
  return true;
}

function troubleOf(value: object): string | undefined {
  if (Array.isArray(value) && value.length >= LARGEST) return `an array of ${value.length} elements`; // it counts itself
  if (isTypedArray(value) && value.length > LARGEST) return `an array of ${value.length} elements`;
  if (!(value instanceof NDArray)) return undefined;
  const { data, shape } = value as { data: unknown; shape: unknown };
  if (!(data instanceof Float64Array || data instanceof Float32Array)) return 'an NDArray without its data';
  if (data.length > LARGEST) return `an NDArray of ${data.length} numbers`;
  const size = Array.isArray(shape) ? shape.reduce((product, length) => product * length, 1) : NaN;
  return size === data.length ? undefined : 'an NDArray whose shape does not fit its data';
}

function isTypedArray(value: object): value is TypedArray {
  return isView(value) && TYPED_ARRAYS.some((Type) => value instanceof Type); // most values are none, and the first question is quick
}

function isRecord(value: object): boolean {
  const prototype = getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function classNameOf(value: object): string {
  const name: unknown = (value.constructor as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name.slice(0, 100) : '';
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
}

/** An NDArray or a typed array of these bytes. */
function numbersOf({ numbers, type, shape }: Numbers): NDArray | TypedArray {
  const name = shape === undefined ? type : `F${type.slice(1)}Array`; // float64 → Float64Array
  const Type = TYPED_ARRAYS.find((candidate) => candidate.name === name);
  if (Type === undefined || typeof numbers !== 'string') return refuse('no numbers');
  const bytes = Buffer.from(numbers, 'base64');
  if (bytes.length % Type.BYTES_PER_ELEMENT !== 0) refuse('no numbers');
  const data = new Type(new Uint8Array(bytes).buffer);
  if (shape === undefined) return data;
  try {
    return new NDArray(data as Float64Array, shape);
  } catch {
    return refuse('an NDArray whose shape does not fit its data');
  }
}

function overwrite(object: object, changed: NDArray | TypedArray): void {
  const [old, now] = [object, changed].map((numbers) =>
    numbers instanceof NDArray ? numbers.data : numbers,
  ) as TypedArray[];
  const isSame =
    object instanceof NDArray === changed instanceof NDArray && old.constructor === now.constructor;
  if (!isSame || old.length !== now.length) refuse('an object that became another');
  old.set(now);
  if (changed instanceof NDArray && String((object as NDArray).shape) !== String(changed.shape)) {
    Object.assign(object, { shape: changed.shape });
  }
}

function refuse(what: string): never {
  throw new Violation(what);
}
