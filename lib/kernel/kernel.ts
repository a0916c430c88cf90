// Arithmetic on WebAssembly's SIMD lanes (assembly/dot.ts, assembly/pairwise.ts): loads the compiled kernel where it runs, and takes
// numbers into its memory and out of it.
import { wasm } from './kernel.wasm';
import { isExpression, type Expression, type Operand } from './deferred';
import type { PairwiseName } from './plain';
import { isBytes, type Storage } from './storage';
import type { Data } from './types';

/** What the kernel exports: its memory, where the free part of it begins, and the operations. */
interface Exports {
  memory: { buffer: ArrayBuffer; grow(pages: number): number };
  freeMemory: { value: number };
  [allFinite: `allFinite_${string}`]: (address: number, count: number) => number;
  [product: `dot${string}`]: (address: number) => void;
  [pairwise: `${PairwiseName}_${string}`]: (a: number, end: number, b: number, step: number) => void;
  [root: `sqrt_${string}`]: (a: number, end: number) => void;
}

/** As much of WebAssembly as is used here; TypeScript knows it only in browsers. */
interface WebAssembly {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: object };
}

const PAGE_SIZE = 2 ** 16;

/** The left matrix comes in by portions of so many bytes: as much as stays in the processor's cache. */
const PORTION_SIZE = 2 ** 20;

/** Operations pair by pair take in so many numbers at a time: these stay in the part of the cache that is next to the processor. */
const PAIRS = 2 ** 12;

/**
 * Loads the kernel. Undefined where there is no WebAssembly, or none with SIMD.
 *
 * @param portionSize bytes of the left matrix that come in at a time; any number gives the same products
 */
export function loadKernel(portionSize = PORTION_SIZE): Kernel | undefined {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssembly };
  try {
    const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return new Kernel(exports as Exports, portionSize);
  } catch {
    return undefined;
  }
}

export class Kernel {
  constructor(
    private readonly exports: Exports,
    private readonly portionSize: number,
  ) {}

  /**
   * result = a·b, for a (rows × inner) and b (inner × columns).
   *
   * @throws RangeError if there is not enough memory
   */
  dot(a: Storage, b: Data, result: Data, rows: number, inner: number, columns: number): void {
    const { numbers, columnwise } = a;
    const [Target, target] = result instanceof Float32Array ? [Float32Array, 'f32'] : [Float64Array, 'f64'];
    const [Source, source] = isBytes(numbers) ? [Uint8Array, 'u8'] : [Target, target];

    // A transpose comes in as it lies: what are its columns here are rows there. Each portion of these adds to the whole result,
    // while a portion of proper rows is all that a part of the result needs.
    const [height, width] = columnwise ? [inner, rows] : [rows, inner];
    const portion = Math.min(height, Math.ceil(this.portionSize / (width * Source.BYTES_PER_ELEMENT)));
    const resultHeight = columnwise ? rows : portion;

    const addresses = this.reserve({
      product: 9 * 4,
      values: 256 * Target.BYTES_PER_ELEMENT,
      right: inner * columns * Target.BYTES_PER_ELEMENT,
      left: portion * width * Source.BYTES_PER_ELEMENT,
      result: resultHeight * columns * Target.BYTES_PER_ELEMENT,
      room: 4 * (columnwise ? portion + width + 2 * portion * width : width),
    });
    const { buffer } = this.exports.memory;
    const fields = new Uint32Array(buffer, addresses.product, 9);
    const left = new Source(buffer, addresses.left, portion * width);
    const right = new Target(buffer, addresses.right, inner * columns);
    const part = new Target(buffer, addresses.result, resultHeight * columns);

    const all = isBytes(numbers) ? numbers.bytes : numbers;
    if (isBytes(numbers)) new Target(buffer, addresses.values, 256).set(numbers.values);
    right.set(b);
    const skipZeros = this.exports[`allFinite_${target}`](addresses.right, right.length);
    const product = this.exports[`dot${columnwise ? 'Transposed' : ''}_${source}_${target}`];

    const multiply = (rightAddress: number, rows: number, inner: number): void => {
      const { left, values, result, room } = addresses;
      fields.set([left, values, rightAddress, result, room, rows, inner, columns, skipZeros]);
      product(addresses.product);
    };

    part.fill(0);
    for (let start = 0; start < height; start += portion) {
      const count = Math.min(portion, height - start);
      left.set(all.subarray(start * width, (start + count) * width));
      if (columnwise) {
        multiply(addresses.right + start * columns * Target.BYTES_PER_ELEMENT, rows, count);
      } else {
        multiply(addresses.right, count, inner);
        result.set(part.subarray(0, count * columns), start * columns);
        part.fill(0);
      }
    }
    if (columnwise) result.set(part);
  }

  /**
   * result = a ∘ b, pair by pair; or one number is taken for all of b, or one row for every row of it. All arrays are of one kind, and
   * have one length, but for the row, whose length divides that of the others.
   *
   * @throws RangeError if there is not enough memory, or a row is too long
   */
  pairwise(name: PairwiseName, a: Data, b: Data | number, result: Data): void {
    if (typeof b !== 'number' && b.length < result.length && b.length > PAIRS) {
      throw new RangeError(`a row of ${b.length} numbers is longer than ${PAIRS}`);
    }
    const [Type, type] = result instanceof Float32Array ? [Float32Array, 'f32'] : [Float64Array, 'f64'];
    const size = PAIRS * Type.BYTES_PER_ELEMENT;
    const addresses = this.reserve({ left: size, right: size });
    const { buffer } = this.exports.memory;
    const left = new Type(buffer, addresses.left, PAIRS);
    const right = new Type(buffer, addresses.right, PAIRS);
    const operation = this.exports[`${name}_${type}`];

    const isNumber = typeof b === 'number';
    const isRow = !isNumber && b.length < result.length;
    const most = isRow ? PAIRS - (PAIRS % b.length) : PAIRS; // whole rows at a time
    if (isNumber)
      right.fill(b, 0, 4); // as many as fit into 16 bytes, or more
    else if (isRow) for (let start = 0; start < most; start += b.length) right.set(b, start);
    for (let start = 0; start < result.length; start += most) {
      const count = Math.min(most, result.length - start);
      const end = addresses.left + count * Type.BYTES_PER_ELEMENT;
      left.set(a.subarray(start, start + count));
      if (!isNumber && !isRow) right.set(b.subarray(start, start + count));
      operation(addresses.left, end, addresses.right, isNumber ? 0 : 16);
      result.set(left.subarray(0, count), start);
    }
  }

  /**
   * The numbers of an expression, part by part: all of its operations on one part, then on the next.
   *
   * @throws RangeError if there is not enough memory
   */
  evaluate(expression: Expression, result: Data): void {
    const [Type, type] = result instanceof Float32Array ? [Float32Array, 'f32'] : [Float64Array, 'f64'];
    const size = PAIRS * Type.BYTES_PER_ELEMENT;
    const names = Array.from({ length: expression.width }, (_, i) => `part ${i}`);
    const addresses = this.reserve<string>({
      number: 16,
      ...Object.fromEntries(names.map((name) => [name, size])),
    });
    const { buffer } = this.exports.memory;
    const number = new Type(buffer, addresses.number, 16 / Type.BYTES_PER_ELEMENT);
    const parts = names.map((name) => new Type(buffer, addresses[name], PAIRS));

    let [start, count] = [0, 0];
    /** The numbers of this part of an operand, put where this index is; the places behind it are free. */
    const fill = (operand: Operand, index: number): void => {
      const part = parts[index];
      if (!isExpression(operand)) return part.set(operand.subarray(start, start + count));
      const { name, left, right } = operand;
      fill(left, index);
      const end = part.byteOffset + count * Type.BYTES_PER_ELEMENT;
      if (name === 'sqrt') return this.exports[`sqrt_${type}`](part.byteOffset, end);
      const operation = this.exports[`${name}_${type}`];
      if (typeof right === 'number') {
        number.fill(right);
        operation(part.byteOffset, end, number.byteOffset, 0);
      } else if (right === left) {
        operation(part.byteOffset, end, part.byteOffset, 16);
      } else {
        fill(right!, index + 1);
        operation(part.byteOffset, end, parts[index + 1].byteOffset, 16);
      }
    };
    for (; start < result.length; start += count) {
      count = Math.min(PAIRS, result.length - start);
      fill(expression, 0);
      result.set(parts[0].subarray(0, count), start);
    }
  }

  /** Addresses of free places of these sizes, each with some room behind it for lanes that reach beyond its end. */
  private reserve<Name extends string>(sizes: Record<Name, number>): Record<Name, number> {
    const { memory, freeMemory } = this.exports;
    const addresses = { ...sizes };
    let end = freeMemory.value;
    for (const name in sizes) {
      addresses[name] = end;
      end = Math.ceil((end + sizes[name] + 32) / 16) * 16;
    }
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_SIZE));
    return addresses;
  }
}
