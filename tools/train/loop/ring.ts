// What the two threads of a training share: a ring of slots, one for each iteration under way, and a few counters.
//
// An iteration goes through its slot in three steps, each counted when it is done:
//
//     drawn      the companion has written the batch, and where the random numbers stand after it
//     stepped    the main thread has read the batch, made its step, and written the parameters after it
//     measured   the companion has written the loss of the batch with these parameters, and the slot is free
//
// A slot is written for the next time around only when it has been measured, and each thread reads only what the other one has counted.
// So nothing is read before it is whole, or written while it is still read. Counters go up to 2³¹ iterations.
import { NDArray, type DType, type Shape } from '#lib/ndarray';
import { STATE_SIZE } from '#lib/random';
import type { Batch } from '../mnist-trainer';

type Arrays = Record<string, NDArray>;

/** What a slot has room for. */
export interface Layout {
  /** The shape of a batch's samples, which are kept as bytes. */
  x: Shape;
  t: ArrayLayout;
  params: ArrayLayout[];
}

interface ArrayLayout {
  name: string;
  shape: Shape;
  dtype: DType;
}

/** A ring as it is sent to the other thread. */
export interface RingMessage {
  buffer: SharedArrayBuffer;
  layout: Layout;
}

type Data = Float64Array | Float32Array;

/** The places of one iteration. */
interface Slot {
  flags: Int32Array;
  loss: Float64Array;
  state: Uint8Array;
  x: Uint8Array;
  t: Data;
  params: Data[];
}

const MOST_SLOTS = 8;
const MOST_BYTES = 2 ** 26;

const [DRAWN, STEPPED, MEASURED, WORK, RESULTS] = [0, 1, 2, 3, 4];
const COUNTERS_SIZE = 64;
const [HAS_BATCH, HAS_PARAMS] = [0, 1];

export function layoutOf(name: string, { shape, dtype }: NDArray): ArrayLayout {
  return { name, shape, dtype };
}

/** What the bytes of samples stand for; undefined if they are not kept as bytes. */
export function valuesOf(x: NDArray): Data | undefined {
  const { numbers } = x.toMessage();
  return 'bytes' in numbers ? numbers.values : undefined;
}

export class Ring {
  private readonly counters: Int32Array;
  private readonly slots: Slot[];

  /** A new one: with as many slots as there is memory for, and two at least. */
  static create(layout: Layout): Ring {
    const size = slotSize(layout);
    const count = Math.max(2, Math.min(MOST_SLOTS, Math.floor(MOST_BYTES / size)));
    return new Ring({ buffer: new SharedArrayBuffer(COUNTERS_SIZE + count * size), layout });
  }

  /** The same memory, seen from this thread. */
  constructor(private readonly message: RingMessage) {
    const { buffer, layout } = message;
    this.counters = new Int32Array(buffer, 0, COUNTERS_SIZE / 4);
    const size = slotSize(layout);
    const count = Math.floor((buffer.byteLength - COUNTERS_SIZE) / size);
    this.slots = Array.from({ length: count }, (_, k) => slotAt(buffer, COUNTERS_SIZE + k * size, layout));
  }

  toMessage(): RingMessage {
    return this.message;
  }

  get drawn(): number {
    return Atomics.load(this.counters, DRAWN);
  }

  get stepped(): number {
    return Atomics.load(this.counters, STEPPED);
  }

  get measured(): number {
    return Atomics.load(this.counters, MEASURED);
  }

  /** Whether there is a slot that a batch may be written to. */
  get hasRoom(): boolean {
    return this.drawn - this.measured < this.slots.length;
  }

  // ── a batch: from the companion to the main thread ──────────────────────────────────────────────────────────────

  /**
   * Writes the next batch, unless it is of another kind than the slot has room for: then the main thread must draw it itself.
   *
   * @param values what the bytes of the samples must stand for
   * @returns whether it is written
   */
  writeBatch({ x, t }: Batch, values: Data | undefined, writeState: (bytes: Uint8Array) => void): boolean {
    const slot = this.slotOf(this.drawn);
    const { layout } = this.message;
    const { numbers } = x.toMessage();
    const fits =
      'bytes' in numbers && numbers.values === values && isSame(x.shape, layout.x) && isLike(t, layout.t);
    if (fits) {
      slot.x.set(numbers.bytes);
      slot.t.set(dataOf(t));
    }
    slot.flags[HAS_BATCH] = Number(fits);
    writeState(slot.state);
    this.count(DRAWN, RESULTS);
    return fits;
  }

  /**
   * A copy of the batch that is next for the main thread; undefined if it must draw it itself.
   *
   * @param values what the bytes of the samples stand for
   */
  readBatch(values: Data): Batch | undefined {
    return this.batchIn(this.slotOf(this.stepped), values);
  }

  /** The same of the batch whose loss is to be measured next; it stays in its slot until then. */
  readBatchToMeasure(values: Data): Batch | undefined {
    return this.batchIn(this.slotOf(this.measured), values);
  }

  /** Where the random numbers stand after the batch that is next for the main thread. */
  readState(bytes: Uint8Array): void {
    bytes.set(this.slotOf(this.stepped).state);
  }

  // ── the parameters after the step: from the main thread to the companion ────────────────────────────────────────

  /**
   * Writes the parameters after the step. Without parameters, or with some that are of another kind than the slot has room for, the
   * main thread must measure the loss itself.
   *
   * @returns whether they are written
   */
  writeParams(params: Arrays | undefined): boolean {
    const slot = this.slotOf(this.stepped);
    const { params: layouts } = this.message.layout;
    const fits =
      params !== undefined &&
      Object.keys(params).length === layouts.length &&
      layouts.every((layout) => layout.name in params && isLike(params[layout.name], layout));
    if (fits) layouts.forEach(({ name }, k) => slot.params[k].set(dataOf(params[name])));
    slot.flags[HAS_PARAMS] = Number(fits);
    this.count(STEPPED, WORK);
    return fits;
  }

  /**
   * The parameters of the iteration that is to be measured next, as they are in the slot; undefined if the main thread does it. They
   * stay only until the loss is written: so they are arrays to which others may write, of which nothing is computed later.
   */
  params(): Arrays | undefined {
    const slot = this.slotOf(this.measured);
    if (slot.flags[HAS_PARAMS] === 0) return undefined;
    const entries = this.message.layout.params.map(({ name, shape }, k) => [
      name,
      new NDArray(slot.params[k], shape),
    ]);
    return Object.fromEntries(entries) as Arrays;
  }

  // ── the loss: from the companion to the main thread ─────────────────────────────────────────────────────────────

  /** Writes a loss, or none where the main thread measures it, and frees the slot. */
  writeLoss(loss = NaN): void {
    this.slotOf(this.measured).loss[0] = loss;
    this.count(MEASURED, RESULTS);
  }

  /** The loss of an iteration that was measured; it stays until the main thread has made as many steps as there are slots. */
  lossOf(iteration: number): number {
    return this.slotOf(iteration).loss[0];
  }

  // ── waiting ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Changes whenever there is something to do for the companion, or something to look at for the main thread. */
  bell(of: 'work' | 'results'): number {
    return Atomics.load(this.counters, of === 'work' ? WORK : RESULTS);
  }

  /** Sleeps until the bell is another than it was, for so many milliseconds at most. */
  wait(of: 'work' | 'results', bell: number, milliseconds: number): void {
    Atomics.wait(this.counters, of === 'work' ? WORK : RESULTS, bell, milliseconds);
  }

  /** Wakes the companion, which has a message to read. */
  wakeCompanion(): void {
    Atomics.add(this.counters, WORK, 1);
    Atomics.notify(this.counters, WORK);
  }

  private batchIn({ flags, x, t }: Slot, values: Data): Batch | undefined {
    if (flags[HAS_BATCH] === 0) return undefined;
    const { layout } = this.message;
    return {
      x: NDArray.fromMessage({ shape: layout.x, numbers: { bytes: x.slice(), values } }),
      t: NDArray.fromMessage({ shape: layout.t.shape, numbers: t.slice() }),
    };
  }

  private slotOf(iteration: number): Slot {
    return this.slots[iteration % this.slots.length];
  }

  private count(counter: number, bell: number): void {
    Atomics.add(this.counters, counter, 1);
    Atomics.add(this.counters, bell, 1);
    Atomics.notify(this.counters, bell);
  }
}

// ── where things lie ─────────────────────────────────────────────────────────────────────────────────────────────

/** A slot begins with its flags, the loss and the state of the random numbers. */
const [LOSS, STATE, ARRAYS] = [8, 16, 320];

/** Arrays begin at multiples of this: a line of the processor's cache, so that threads don't write to the same one. */
const ALIGNMENT = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

function bytesOf({ shape, dtype }: ArrayLayout): number {
  return aligned(sizeOf(shape) * (dtype === 'float32' ? 4 : 8));
}

function slotSize({ x, t, params }: Layout): number {
  return [t, ...params].reduce((total, layout) => total + bytesOf(layout), ARRAYS + aligned(sizeOf(x)));
}

function slotAt(buffer: SharedArrayBuffer, start: number, { x, t, params }: Layout): Slot {
  let end = start + ARRAYS + aligned(sizeOf(x));
  const place = (layout: ArrayLayout): Data => {
    const [address, size] = [end, sizeOf(layout.shape)];
    end += bytesOf(layout);
    return layout.dtype === 'float32'
      ? new Float32Array(buffer, address, size)
      : new Float64Array(buffer, address, size);
  };
  return {
    flags: new Int32Array(buffer, start, 2),
    loss: new Float64Array(buffer, start + LOSS, 1),
    state: new Uint8Array(buffer, start + STATE, STATE_SIZE),
    x: new Uint8Array(buffer, start + ARRAYS, sizeOf(x)),
    t: place(t),
    params: params.map(place),
  };
}

function isSame(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

function isLike(array: NDArray, { shape, dtype }: ArrayLayout): boolean {
  return array instanceof NDArray && array.dtype === dtype && isSame(array.shape, shape);
}

/** The numbers for reading only: `array.data` would have the array keep them for writing, too. */
function dataOf(array: NDArray): ArrayLike<number> {
  const { numbers } = array.toMessage();
  return 'bytes' in numbers ? array.astype(array.dtype).data : numbers;
}
