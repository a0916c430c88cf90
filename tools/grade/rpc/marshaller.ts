// How values cross from one process to another: by copy, exactly. Both sides use this file. What crossed stays in step while a
// call lasts: an array that one side changes in place is written back with the next message.
import { NDArray } from '#lib/ndarray';
import type { DeclaredClass } from '../../../engine/course/settings';
import { isRecord } from '../../../engine/suite/copies';
import {
  fieldsOf,
  hasGetters,
  isMadeOfFields,
  kindInWords,
  Unsupported,
  UNREADABLE,
} from '../../../engine/suite/plain-data';
import { asWritten, mapTexts, type Phrase } from '../../../engine/words/phrase';
import {
  DEEPEST_VALUE,
  LARGEST_MESSAGE,
  LimitError,
  LARGEST_DECLARED,
  LARGEST_VALUE,
  LONGEST_STRING,
  MOST_FIELDS,
  MOST_OBJECTS,
  MOST_PARTS,
  saying,
} from './limits';
import {
  bytesOf,
  checkedContent,
  checkedWire,
  type ObjectContent,
  type ContentKind,
  dataOf,
  isList,
  isTypedArray,
  plainCopyOf,
  typeOf,
  measure,
  type Measure,
  refuse,
  type TypedArray,
  ProtocolError,
  checkedWholeNumber,
  type Wire,
} from './wire';

/** An object that both sides know. */
interface Shared extends Measure, Extent {
  object: object;
  /** What was in it when both sides last agreed. */
  agreed: Snapshot;
  /** The shape of an NDArray then. */
  shape: readonly number[];
  /** The instance to which it belongs, by number: it outlives the call. */
  owner: number | undefined;
  /** Its fields call code when they are read: that is done once for each message that names it, and not to see whether it has changed. */
  hasGetters: boolean;
  /** It is named in the message that is being written. */
  named: boolean;
}

/** What a suite meets in an object, and in the objects in it. */
interface Extent {
  /** How many parts. */
  size: number;
  /** How deep; 1 for an object without objects. */
  height: number;
}

/** What an object is when it crosses, and the class that is declared for it. */
interface Sort {
  kind: ContentKind;
  of?: DeclaredClass;
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
  /** The classes whose objects may cross: the suites make them, and the student's code gets its own. */
  readonly classes: readonly DeclaredClass[];
  /** An object of a declared class, still without its fields. */
  newObject(of: DeclaredClass): object;
  /** A value of so many parts has come. */
  onValue?(parts: number): void;
  /**
   * The student's side trusts the judge. The judge checks all that comes, takes a function only as the answer itself and an instance only
   * from `new`: an object with a method `every` that says true would pass for an array. What goes the other way is held to the limits by
   * the student's side itself, so that it can say in words what was too much.
   */
  trusting: boolean;
}

/** More instances than any law looks at in turn. */
const OWNERS_KEPT = 8;

/** A value that is more than may cross: words take its place. */
class TooMuch extends Error {
  constructor(readonly said: Phrase) {
    super(said.text);
  }
}

/** Of what could not be read: whatever it is when it can be, that is a change. */
const LIKE_NOTHING: Snapshot = [{}];

const HOLDS_ITSELF = saying('an object that holds itself');
const TOO_LARGE = saying('a value of more than {count} parts', { count: LARGEST_VALUE });
const TOO_DEEP = saying('objects nested more than {count} deep', { count: DEEPEST_VALUE });

/** The judge's limits leave room for what it adds itself. */
const ROOM = 1.25;

// What a student's file may have replaced by the time it is needed.
const { defineProperty, getPrototypeOf, hasOwn, is, keys } = Object;

/** One side's view of all that crossed. */
export class Marshaller {
  private readonly objects = new Map<number, Shared>();
  private numbers = new WeakMap<object, number>();
  private readonly kept = new Map<number, object>(); // own functions and instances, by number
  private readonly keptNumbers = new WeakMap<object, number>();
  private readonly standIns = new Map<number, object>();
  private readonly wireOf = new WeakMap<object, Wire>(); // of stand-ins

  /** The objects of declared classes. */
  private readonly declared = new Map<number, DeclaredClass>();
  /** How many parts a field of each of them may have. */
  private readonly largestDeclared = new Map<number, number>();

  /** The parts of all objects together, without those in them. */
  private parts = 0;

  /** What is new in the message that is being written, and how many parts that is. */
  private readonly fresh = new Map<number, ObjectContent>();
  private freshParts = 0;

  /** The objects that are being looked into, from the outermost. */
  private readonly open = new Set<object>();

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

  /**
   * @param asInstance an object that `new` has made stays here and is reached by number; otherwise its fields cross, as plain data
   * @throws RangeError when the message would hold more than the other side takes
   */
  encode(value: unknown, asInstance = false): Wire {
    if (asInstance && typeof value === 'object' && value !== null && canBeInstance(value)) {
      return this.encodeInstance(value);
    }
    const before = this.fresh.size;
    try {
      return this.wireFor(value, true);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      this.takeBack(before);
      return { unsupported: error.said };
    } finally {
      this.open.clear();
    }
  }

  /** Objects that are new to the other side, or that changed since both agreed. */
  changes(): [number, ObjectContent][] {
    try {
      const changed = this.changedObjects();
      const list = [
        ...changed.map(([number, { content }]): [number, ObjectContent] => [number, content]),
        ...this.fresh,
      ];
      const measures = new Map(changed.map(([number, { content }]) => [number, measure(content)]));
      const extents = this.extentsWith(measures, this.side.trusting);
      for (const [number, { agreed }] of changed) {
        this.settle(this.objects.get(number)!, measures.get(number)!, extents.get(number)!, agreed);
      }
      if (list.length > 0) this.checkDeclared();
      if (this.side.trusting && list.length > 0) this.checkHeld(MOST_OBJECTS, MOST_PARTS);
      this.fresh.clear();
      this.freshParts = 0;
      return list;
    } catch (error) {
      this.abandon();
      throw error;
    } finally {
      this.open.clear();
    }
  }

  /** The message will not be sent: what is new in it has never crossed. */
  discard(): void {
    this.takeBack(0);
  }

  /** What has changed cannot be sent, and is not tried again: otherwise nothing could be said any more, not even that. */
  private abandon(): void {
    this.discard();
    for (const [number, shared] of this.objects) {
      try {
        shared.agreed = snapshotOf(shared);
        shared.shape = shapeOf(shared);
      } catch {
        this.drop(number);
      }
    }
  }

  private changedObjects(): [number, { content: ObjectContent; agreed: Snapshot }][] {
    const changed: [number, { content: ObjectContent; agreed: Snapshot }][] = [];
    for (const [number, shared] of this.objects) {
      if (this.fresh.has(number) || (shared.hasGetters ? !shared.named : isAsAgreed(shared))) continue;
      shared.named = false;
      this.open.add(shared.object);
      const sort = { kind: shared.kind, of: this.declared.get(number) };
      changed.push([number, this.contentOf(shared.object, sort, true)]);
      this.open.clear();
    }
    return changed;
  }

  /** @param withGetters see fieldsOf */
  private wireFor(value: unknown, withGetters: boolean): Wire {
    if (typeof value === 'number') {
      if (Number.isFinite(value) && !is(value, -0)) return value;
      return { number: is(value, -0) ? '-0' : `${value}` };
    }
    if (typeof value === 'string') {
      return value.length <= LONGEST_STRING
        ? value
        : { unsupported: saying('a string of {count} characters', { count: value.length }) };
    }
    if (typeof value === 'boolean' || value === null) return value;
    if (value === undefined) return { undefined: true };
    if (typeof value === 'function') return this.wireOf.get(value) ?? this.encodeFunction(value);
    if (typeof value === 'object') return this.encodeObject(value, withGetters);
    if (typeof value === 'symbol') return { unsupported: saying('a symbol') };
    return {
      unsupported: { text: 'the bigint {number}', gaps: { number: `${shortened(`${value as bigint}`)}n` } },
    };
  }

  private encodeFunction(value: object): Wire {
    const number = this.keep(value);
    this.side.onFunction(number, value);
    return { function: number };
  }

  private encodeInstance(value: object): Wire {
    return this.wireOf.get(value) ?? { instance: this.keep(value), of: classNameOf(value) };
  }

  private encodeObject(value: object, withGetters: boolean): Wire {
    const remote = this.wireOf.get(value);
    if (remote !== undefined) return remote;
    if (value instanceof Unsupported) return { unsupported: value.found };
    if (this.keptNumbers.has(value)) return this.encodeInstance(value);
    if (this.open.has(value)) return { unsupported: HOLDS_ITSELF };
    const known = this.numbers.get(value) ?? 0; // no object has this number
    const shared = this.objects.get(known);
    if (shared !== undefined) {
      shared.named = true;
      return { object: known };
    }
    const sort = this.sortOf(value);
    const trouble = sort === undefined ? saying(OF_CLASS, { name: classNameOf(value) }) : troubleOf(value);
    if (trouble !== undefined) return { unsupported: trouble };
    return { object: this.encodeNew(value, sort!, withGetters) };
  }

  private encodeNew(value: object, sort: Sort, withGetters: boolean): number {
    if (this.side.trusting && this.open.size > DEEPEST_VALUE) throw new TooMuch(TOO_DEEP);
    const number = this.takeNumber();
    this.open.add(value);
    this.fresh.set(number, { array: [] }); // its place, before those of the objects in it
    const { content, agreed } = this.contentOf(value, sort, withGetters);
    this.open.delete(value);
    const measured = measure(content);
    const shared = this.share(number, value, sort);
    shared.hasGetters = this.side.trusting && sort.kind === 'record' && hasGetters(value);
    this.settle(shared, measured, this.extentOf(measured), agreed);
    this.fresh.set(number, content);
    this.freshParts += measured.own;
    if (this.side.trusting && this.freshParts > LARGEST_MESSAGE) {
      throw new LimitError(saying('one message holds more than {count} parts', { count: LARGEST_MESSAGE }));
    }
    if (this.side.trusting && shared.size > LARGEST_VALUE) throw new TooMuch(TOO_LARGE);
    if (this.side.trusting && shared.height > DEEPEST_VALUE + 1) throw new TooMuch(TOO_DEEP);
    return number;
  }

  private sortOf(value: object): Sort | undefined {
    if (Array.isArray(value)) return { kind: 'array' };
    if (value instanceof NDArray || isTypedArray(value)) return { kind: 'numbers' };
    const of = this.classOf(value);
    if (of !== undefined) return { kind: 'declared', of };
    return isRecord(value) || isMadeOfFields(value) ? { kind: 'record' } : undefined;
  }

  /** What is in an object, and the same as it is remembered: each field is read once. */
  private contentOf(
    object: object,
    { kind, of }: Sort,
    withGetters: boolean,
  ): { content: ObjectContent; agreed: Snapshot } {
    if (kind === 'numbers') return numbersIn(object as NDArray | TypedArray);
    if (kind === 'array') return this.elementsOf(object as unknown[]);
    try {
      const fields = fieldsOf(object, withGetters);
      const content = fields.map(([name, value, fromClass]): [string, Wire] => [
        name,
        this.wireFor(value, withGetters && !fromClass),
      ]);
      const agreed = fields.flatMap(([name, value]) => [name, value]);
      return { content: of === undefined ? { record: content } : { declared: content, of: of.name }, agreed };
    } catch (error) {
      return { content: { record: [['value', unreadable(error)]] }, agreed: LIKE_NOTHING }; // a proxy that throws
    }
  }

  private elementsOf(list: unknown[]): { content: ObjectContent; agreed: Snapshot } {
    try {
      const agreed = elementsIn(list);
      const array: Wire[] = [];
      for (let i = 0; i < agreed.length; i++) array[i] = this.wireFor(agreed[i], true);
      return { content: { array }, agreed };
    } catch (error) {
      return { content: { array: [unreadable(error)] }, agreed: LIKE_NOTHING }; // a getter or a proxy that throws
    }
  }

  // ── in ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Takes in what is new or changed on the other side. Comes before the values that name it. How much it would unfold to is known before
   * anything of it is unfolded.
   */
  apply(changes: unknown): void {
    const contents = this.checkedChanges(changes);
    const measures = new Map([...contents].map(([number, content]) => [number, measure(content)]));
    this.checkMeasures(measures);
    const extents = this.extentsWith(measures, !this.side.trusting);

    for (const [number, content] of contents) {
      const known = this.objects.get(number);
      if (known === undefined) {
        const of = 'declared' in content ? this.classNamed(content.of) : undefined;
        this.share(number, this.shellOf(content), { kind: measures.get(number)!.kind, of });
      } else if ('numbers' in content) overwrite(known.object as NDArray | TypedArray, numbersOf(content));
    }
    for (const [number, content] of contents) this.fill(number, content);
    for (const [number, measured] of measures) {
      const shared = this.objects.get(number)!;
      this.settle(shared, measured, extents.get(number)!, snapshotOf(shared));
    }
    if (contents.size > 0) this.checkDeclared();
    if (!this.side.trusting) this.checkHeld(ROOM * MOST_OBJECTS, ROOM * MOST_PARTS);
  }

  /** @param expected what may come here besides data */
  decode(wire: unknown, expected?: 'function' | 'instance'): unknown {
    const checked = checkedWire(wire);
    const isObject = typeof checked === 'object' && checked !== null && 'object' in checked;
    this.side.onValue?.(isObject ? (this.objects.get(checked.object)?.size ?? 1) : 1);
    return this.valueOf(checked, expected);
  }

  /** @param before what was there, where this takes its place */
  private valueOf(wire: Wire | undefined, expected?: 'function' | 'instance', before?: unknown): unknown {
    if (typeof wire !== 'object' || wire === null) return wire;
    if ('number' in wire) return Number(wire.number);
    if ('undefined' in wire) return undefined;
    if ('unsupported' in wire) return new Unsupported(mapTexts(wire.unsupported, shortened));
    if ('object' in wire) return this.objects.get(wire.object)?.object ?? refuse('an object that never came');
    const [number, className] = 'function' in wire ? [wire.function] : [wire.instance, wire.of];
    const own = this.own(number);
    // A function of the judge comes back as the answer itself, or stays where it was: elsewhere it would be a method of the student's choice.
    if (own !== undefined && (this.side.trusting || expected === 'function' || own === before)) return own;
    if (
      !this.side.trusting &&
      (own !== undefined || expected !== (className === undefined ? 'function' : 'instance'))
    ) {
      return new Unsupported(
        className === undefined ? saying('a function') : saying(OF_CLASS, { name: shortened(className) }),
      );
    }
    return this.standIn(number, className);
  }

  /** A function or an instance of this side, by its number. */
  own(number: number): object | undefined {
    return this.kept.get(number);
  }

  private checkedChanges(changes: unknown): Map<number, ObjectContent> {
    const list = isList(changes) ? changes : refuse('no list of objects');
    const contents = new Map<number, ObjectContent>();
    for (const change of list) {
      if (!isList(change) || change.length !== 2) return refuse('no object');
      const number = checkedWholeNumber(change[0], 'no object');
      if (contents.has(number)) refuse('an object that comes twice');
      if (!this.objects.has(number) && (number - this.nextNumber) % 2 === 0) refuse('an object of this side');
      contents.set(number, this.side.trusting ? (change[1] as ObjectContent) : checkedContent(change[1]));
    }
    return contents;
  }

  /** Each object stays of its kind, names objects that are there, and all together are no more than a message may hold. */
  private checkMeasures(measures: Map<number, Measure>): void {
    let parts = 0;
    for (const [number, { kind, own, inner }] of measures) {
      const known = this.objects.get(number);
      if (known !== undefined && known.kind !== kind) refuse('an object that became another');
      if (known === undefined && kind === 'declared' && !this.side.trusting)
        refuse('an object of a declared class');
      for (const other of inner) {
        if (!measures.has(other) && !this.objects.has(other)) refuse('an object that never came');
      }
      parts += own;
    }
    if (!this.side.trusting && parts > LARGEST_MESSAGE)
      refuse(`a message of more than ${LARGEST_MESSAGE} parts`);
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

  private shellOf(content: ObjectContent): object {
    if ('numbers' in content) return numbersOf(content);
    if ('array' in content) return [];
    if ('declared' in content) return this.side.newObject(this.classNamed(content.of));
    return {};
  }

  private fill(number: number, content: ObjectContent): void {
    const { object } = this.objects.get(number)!;
    if ('numbers' in content) return;
    if ('array' in content) {
      const array = object as unknown[];
      const before = array.splice(0);
      content.array.forEach((element, i) => array.push(this.valueOf(element, undefined, before[i])));
      return;
    }
    const fields = 'record' in content ? content.record : content.declared;
    const of = this.declared.get(number);
    if (of !== undefined && !this.side.trusting) return this.fillDeclared(object, of, fields);
    const before = object as Record<string, unknown>;
    const values = fields.map(([name, wire]): [string, unknown] => [
      name,
      this.valueOf(wire, undefined, hasOwn(before, name) ? before[name] : undefined),
    ]);
    if (isRecord(object)) return replaceFields(object, values);
    if (!this.side.trusting) refuse('fields for what has none'); // the judge's own objects of a class: their methods are its own, too
    writeFields(object, values);
  }

  /** Only the declared fields come back, and only as what they were: a method put in would speak for the judge's own. */
  private fillDeclared(
    object: object,
    { name, fields: names }: DeclaredClass,
    fields: [string, Wire][],
  ): void {
    for (const field of names) {
      const value = this.valueOf(fields.find(([other]) => other === field)?.[1]);
      if (!isLike(value, (object as Record<string, unknown>)[field]))
        refuse(`an object of the class ${name} without its ${field}`);
      Object.assign(object, { [field]: value });
    }
  }

  /**
   * The declared class of an object that the judge hands over: the one of its name, or else the one whose fields it has. The student's side
   * sends back what it was given, by its number, and makes nothing of its own.
   */
  private classOf(value: object): DeclaredClass | undefined {
    if (this.side.trusting || isRecord(value)) return undefined;
    const fitting = this.side.classes.filter(({ fields }) => fields.every((field) => hasOwn(value, field)));
    const [first, second] = [...fitting].sort((a, b) => b.fields.length - a.fields.length);
    const named = fitting.find(({ name }) => name === classNameOf(value));
    if (named === undefined && second?.fields.length === first?.fields.length && second !== undefined) {
      throw new Error(
        `an object of the class ${classNameOf(value)} may be a ${first.name} or a ${second.name}: give its class one of these names`,
      );
    }
    return named ?? first;
  }

  private classNamed(name: string): DeclaredClass {
    return this.side.classes.find((declared) => declared.name === name) ?? refuse(`a class called ${name}`);
  }

  // ── how much it is ─────────────────────────────────────────────────────────────────────────────────────────────

  /** What a suite will meet in the objects that are measured here, and in those that hold them. */
  private extentsWith(measures: Map<number, Measure>, limited: boolean): Map<number, Extent> {
    const extents = new Map<number, Extent>();
    const open = new Set<number>();
    // A change in what is known already may reach whatever holds it.
    const all = [...measures].some(([number, { kind }]) => kind !== 'numbers' && this.objects.has(number));
    const visit = (number: number): Extent => {
      const done = extents.get(number);
      if (done !== undefined) return this.withinDepth(done, open.size, limited);
      const shared = this.objects.get(number);
      const measured = measures.get(number) ?? shared!;
      if (measured === shared && !all) return this.withinDepth(shared, open.size, limited);
      if (open.has(number)) return limited ? this.tooMuch(HOLDS_ITSELF) : { size: 1, height: 1 };
      open.add(number);
      const extent = { size: measured.own, height: 1 };
      for (const other of measured.inner) {
        const { size, height } = visit(other);
        extent.size += size;
        extent.height = Math.max(extent.height, height + 1);
      }
      open.delete(number);
      if (limited && extent.size > LARGEST_VALUE) this.tooMuch(TOO_LARGE);
      extents.set(number, extent);
      return this.withinDepth(extent, open.size, limited);
    };
    for (const number of measures.keys()) visit(number);
    if (all) {
      for (const [number, shared] of this.objects) Object.assign(shared, visit(number));
    }
    return extents;
  }

  private withinDepth(extent: Extent, depth: number, limited: boolean): Extent {
    if (limited && depth + extent.height > DEEPEST_VALUE + 1) this.tooMuch(TOO_DEEP);
    return extent;
  }

  /** Of an object whose inner ones are all settled. */
  private extentOf({ own, inner }: Measure): Extent {
    const extent = { size: own, height: 1 };
    for (const number of inner) {
      const { size, height } = this.objects.get(number)!;
      extent.size += size;
      extent.height = Math.max(extent.height, height + 1);
    }
    return extent;
  }

  /**
   * The judge computes with the fields of its objects, also where a law looks at something else: they become no larger than a law makes them, or
   * than this one was when the judge handed it over, which is when this first sees it.
   */
  private checkDeclared(): void {
    for (const [number, { name, fields }] of this.declared) {
      const object = this.objects.get(number)?.object as Record<string, object | undefined>;
      const sizes = fields.map(
        (field) => this.objects.get(this.numbers.get(object[field] ?? this) ?? 0)?.size ?? 0,
      );
      const largest = this.largestDeclared.get(number) ?? Math.max(LARGEST_DECLARED, ...sizes);
      this.largestDeclared.set(number, largest);
      if (sizes.some((size) => size > largest))
        this.tooMuch(
          saying('an object of the class {name} with more than {count} numbers in a field', {
            count: largest,
            name,
          }),
        );
    }
  }

  private checkHeld(objects: number, parts: number): void {
    if (this.objects.size > objects)
      this.tooMuch(
        saying('one call hands over more than {count} arrays and objects', { count: MOST_OBJECTS }),
      );
    if (this.parts > parts)
      this.tooMuch(saying('one call hands over more than {count} numbers and fields', { count: MOST_PARTS }));
  }

  /** The student's side says so where the code can be told; the judge refuses what should not have come. */
  private tooMuch(what: Phrase): never {
    throw this.side.trusting ? new LimitError(what) : new ProtocolError(asWritten(what));
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
    this.letGoOf(oldest);
  }

  /** The instance that {@link setOwner} has set. */
  get currentOwner(): number | undefined {
    return this.owner;
  }

  /** The owner that a message names: an instance that is known here. */
  checkedOwner(owner: unknown): number | undefined {
    if (owner === undefined || this.side.trusting) return owner as number | undefined;
    const number = checkedWholeNumber(owner, 'no instance');
    return this.standIns.has(number) || this.kept.has(number) ? number : refuse('no instance');
  }

  /** The call is over: what crossed in it is no longer kept in step, except for what belongs to an instance. */
  endCall(): void {
    this.letGoOf(undefined);
  }

  /** What belongs to this instance, or to none, is no longer kept in step, unless it is in an object that is: it belongs where that does. */
  private letGoOf(leaving: number | undefined): void {
    const staying = [...this.objects].filter(([, { owner }]) => owner !== leaving);
    const inherit = (inner: number[], owner: number | undefined): void => {
      for (const number of inner) {
        const shared = this.objects.get(number);
        if (shared === undefined || shared.owner !== leaving) continue;
        shared.owner = owner;
        inherit(shared.inner, owner);
      }
    };
    staying.sort(([a], [b]) => a - b); // both sides in the same order
    for (const [, { inner, owner }] of staying) inherit(inner, owner);
    for (const [number, { owner }] of this.objects) if (owner === leaving) this.drop(number);
  }

  /** A new test begins: nothing is in step any more. */
  forget(): void {
    this.discard();
    this.objects.clear();
    this.declared.clear();
    this.largestDeclared.clear();
    this.parts = 0;
    this.owners.clear();
    this.numbers = new WeakMap();
  }

  private share(number: number, object: object, { kind, of }: Sort): Shared {
    const shared: Shared = {
      object,
      kind,
      own: 0,
      inner: [],
      size: 0,
      height: 1,
      agreed: [],
      shape: [],
      owner: this.owner,
      hasGetters: false,
      named: false,
    };
    this.objects.set(number, shared);
    this.numbers.set(object, number);
    if (of !== undefined) this.declared.set(number, of);
    return shared;
  }

  private settle(shared: Shared, { own, inner }: Measure, { size, height }: Extent, agreed: Snapshot): void {
    this.parts += own - shared.own;
    Object.assign(shared, { own, inner, size, height, agreed });
    shared.shape = shapeOf(shared);
  }

  private drop(number: number): void {
    this.parts -= this.objects.get(number)?.own ?? 0;
    this.objects.delete(number);
    this.declared.delete(number);
    this.largestDeclared.delete(number);
  }

  /** Of what is new in this message, only the first ones remain. */
  private takeBack(count: number): void {
    for (const number of [...this.fresh.keys()].slice(count)) {
      this.freshParts -= this.objects.get(number)?.own ?? 0;
      this.fresh.delete(number);
      this.drop(number);
    }
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

/** Whether a value may take the place of another: a number that of a number, a list that of a list. */
function isLike(value: unknown, before: unknown): boolean {
  return likeness(value) === likeness(before);
}

function likeness(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return isRecord(value) ? isRecord : value.constructor;
}

/**
 * What `new` has made can be an object of a class, also of one of lists, and a record of functions, which a constructor may return: no array of the
 * language's or the library's own.
 */
function canBeInstance(value: object): boolean {
  if (Array.isArray(value)) return getPrototypeOf(value) !== Array.prototype;
  return !(value instanceof NDArray || isTypedArray(value));
}

function snapshotOf({ object, kind }: Pick<Shared, 'object' | 'kind'>): Snapshot {
  if (isNDArray(object, kind)) return plainCopyOf(object.data);
  return hasFields(kind) ? flatFields(object) : elementsIn(object as unknown[]);
}

/** One after another: `slice` makes a list of the same class, by a constructor that may want something else than a length. */
function elementsIn(list: ArrayLike<unknown>): unknown[] {
  const elements: unknown[] = [];
  const length = Math.min(list.length, LARGEST_VALUE);
  for (let i = 0; i < length; i++) elements[i] = list[i];
  return elements;
}

function shapeOf({ object, kind }: Pick<Shared, 'object' | 'kind'>): number[] {
  return isNDArray(object, kind) ? [...object.shape] : [];
}

/** A file may have made all objects look like NDArrays: a list stays one. */
function isNDArray(object: object, kind: ContentKind): object is NDArray {
  return kind === 'numbers' && object instanceof NDArray;
}

function hasFields(kind: ContentKind): boolean {
  return kind === 'record' || kind === 'declared';
}

function flatFields(object: object): unknown[] {
  if (!isRecord(object)) return fieldsOf(object).flatMap(([name, value]) => [name, value]);
  const fields = object as Record<string, unknown>;
  const flat: unknown[] = [];
  for (const name of keys(fields)) flat.push(name, fields[name]);
  return flat;
}

function isAsAgreed({ object, kind, agreed, shape }: Shared): boolean {
  let isSame = false;
  try {
    if (isNDArray(object, kind)) isSame = sameItems(object.shape, shape) && sameItems(object.data, agreed);
    else isSame = sameItems(hasFields(kind) ? flatFields(object) : (object as unknown[]), agreed);
  } catch {
    // a getter or a proxy that throws
  }
  return isSame;
}

function sameItems(now: ArrayLike<unknown>, before: ArrayLike<unknown>): boolean {
  if (now.length !== before.length) return false;
  for (let i = 0; i < now.length; i++) if (!is(now[i], before[i])) return false;
  return true;
}

/** What keeps a value from crossing, in words. */
function troubleOf(value: object): Phrase | undefined {
  if (Array.isArray(value) || isTypedArray(value)) {
    return value.length < LARGEST_VALUE
      ? undefined
      : saying('an array of {count} elements', { count: value.length }); // it counts itself
  }
  if (value instanceof NDArray) return troubleOfNDArray(value);
  const names = keys(value);
  if (names.length > MOST_FIELDS) return saying('an object of {count} fields', { count: names.length });
  const long = names.find((name) => name.length > LONGEST_STRING);
  return long === undefined
    ? undefined
    : saying('an object with a name of {count} characters', { count: long.length });
}

function troubleOfNDArray(value: NDArray): Phrase | undefined {
  const { data, shape } = value as { data: unknown; shape: unknown };
  if (!(data instanceof Float64Array || data instanceof Float32Array))
    return saying('an NDArray without its data');
  const fits = isShape(shape) && shape.reduce((product, length) => product * length, 1) === data.length;
  if (!fits) return saying('an NDArray whose shape does not fit its data');
  return Math.max(data.length, ...shape) < LARGEST_VALUE
    ? undefined
    : { text: 'an NDArray of shape {shape}', gaps: { shape: `(${shape.join('×')})` } };
}

function isShape(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) return false;
  return value.every((size) => Number.isInteger(size));
}

const OF_CLASS = 'an object of the class {name}';

/** Of a generator, say, only the language knows what it is. */
function classNameOf(value: object): string {
  const name: unknown = (value.constructor as { name?: unknown } | undefined)?.name;
  const known = typeof name === 'string' && name !== '' ? name : kindInWords(value);
  return known.slice(0, 100);
}

function shortened(text: string): string {
  return text.slice(0, 200);
}

/** A stand-in for what could not be read. That there is too much of it is another matter. */
function unreadable(error: unknown): Wire {
  if (error instanceof TooMuch || error instanceof RangeError) throw error;
  return { unsupported: UNREADABLE };
}

function numbersIn(object: NDArray | TypedArray): { content: ObjectContent; agreed: Snapshot } {
  if (!(object instanceof NDArray)) {
    return { content: { numbers: bytesOf(object), type: typeOf(object).name }, agreed: plainCopyOf(object) };
  }
  const trouble = troubleOfNDArray(object);
  if (trouble !== undefined) throw new LimitError(trouble); // an argument that was made unusable
  const { data, dtype, shape } = object;
  return { content: { numbers: bytesOf(data), type: dtype, shape: [...shape] }, agreed: plainCopyOf(data) };
}

/** An NDArray or a typed array of these bytes. */
function numbersOf(content: Extract<ObjectContent, { numbers: string }>): NDArray | TypedArray {
  const data = dataOf(content);
  if (content.shape === undefined) return data;
  try {
    return new NDArray(data as Float64Array, content.shape);
  } catch {
    return refuse('an NDArray whose shape does not fit its data');
  }
}

function overwrite(object: NDArray | TypedArray, changed: NDArray | TypedArray): void {
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

/** Makes these the fields of a plain object, in this order. */
function replaceFields(object: object, fields: [string, unknown][]): void {
  for (const name of keys(object)) Reflect.deleteProperty(object, name);
  for (const [name, value] of fields) {
    defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** Writes what has changed into an object of a class, as an assignment would: setters are called, and methods stay. */
function writeFields(object: object, fields: [string, unknown][]): void {
  const before = new Map(fieldsOf(object).map(([name, value]) => [name, value]));
  const names = new Set(fields.map(([name]) => name));
  for (const name of keys(object)) {
    if (before.has(name) && !names.has(name)) Reflect.deleteProperty(object, name);
  }
  for (const [name, value] of fields) {
    if (!before.has(name) || !is(before.get(name), value)) Reflect.set(object, name, value);
  }
}
