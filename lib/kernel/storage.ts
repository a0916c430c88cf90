// How an array keeps its numbers: row by row in a typed array, unless there is a way that saves time or memory and that cannot be
// told from the outside. A transpose keeps the layout of its original, pixels stay the bytes that they are in their file, and the result
// of an operation may not be computed at all, until someone asks to see the numbers.
import { Expression, type Deferred, type Operand } from './deferred';
import { takeRows, transpose } from './plain';
import type { Bytes, Data, DType } from './types';

/** The numbers of one array of `rows` × `columns`; a vector is one column. */
export class Storage {
  columnwise = false;
  private kept: Data | Bytes | undefined;
  private deferred: Deferred | undefined;

  /**
   * Who may write to them. Open: whoever has been given the typed array, at any time, so it must stay the one that counts.
   * Closed: no one ever has been, so the numbers stay what they are, in whatever layout suits. Shared: closed, and another
   * array is in the same memory.
   */
  private state: 'open' | 'closed' | 'shared' = 'closed';

  /** Keeps `numbers`, row by row, without copying them. No one else may write to them. */
  constructor(
    numbers: Data | Bytes | Deferred,
    private readonly rows: number,
    private readonly columns: number,
  ) {
    if ('compute' in numbers) this.deferred = numbers;
    else this.kept = numbers;
  }

  /** The numbers as they lie: row after row, or, where `columnwise`, column after column. */
  get numbers(): Data | Bytes {
    if (this.deferred !== undefined) {
      this.kept = this.deferred.compute();
      this.deferred = undefined;
    }
    return this.kept!;
  }

  get dtype(): DType {
    if (this.deferred !== undefined) return this.deferred.dtype;
    const data = isBytes(this.numbers) ? this.numbers.values : this.numbers;
    return data instanceof Float32Array ? 'float32' : 'float64';
  }

  /** The numbers row by row, for reading only. */
  read(): Data {
    if (this.columnwise || isBytes(this.numbers)) {
      const data = isBytes(this.numbers) ? decode(this.numbers) : this.numbers;
      this.kept = this.columnwise ? transpose(data, this.columns, this.rows) : data;
      this.columnwise = false;
      this.state = 'closed';
    }
    return this.numbers as Data;
  }

  /** The numbers row by row, for reading only, as bytes if they are kept as such. */
  readAsKept(): Data | Bytes {
    return this.columnwise ? this.read() : this.numbers;
  }

  /** The numbers row by row, for reading and writing, now and later. */
  open(): Data {
    const data = this.read();
    if (this.state === 'shared') this.kept = data.slice();
    this.state = 'open';
    return this.numbers as Data;
  }

  /** One number. */
  at(row: number, column: number): number {
    const place = this.columnwise ? column * this.rows + row : row * this.columns + column;
    return isBytes(this.numbers) ? this.numbers.values[this.numbers.bytes[place]] : this.numbers[place];
  }

  /** The same numbers, for reading later: whoever opens this one from now on gets a copy. Undefined where someone has opened it. */
  lend(): Storage | undefined {
    if (this.state === 'open') return undefined;
    const same = new Storage(this.numbers, this.rows, this.columns);
    same.columnwise = this.columnwise;
    this.state = same.state = 'shared';
    return same;
  }

  /** The same for an operation number by number, which may become one with what computes them. */
  lendAsOperand(): Operand | undefined {
    if (this.state === 'open') return undefined;
    const { deferred } = this;
    if (deferred instanceof Expression && deferred.isOpenToMore) {
      deferred.isUsed = true;
      return deferred;
    }
    const data = this.read();
    this.state = 'shared';
    return data;
  }

  /** The transpose. If no one can write to the numbers, it shares their memory. */
  transposed(): Storage {
    if (this.state === 'open') {
      return new Storage(transpose(this.read(), this.rows, this.columns), this.columns, this.rows);
    }
    const result = new Storage(this.numbers, this.columns, this.rows);
    result.columnwise = !this.columnwise;
    this.state = result.state = 'shared';
    return result;
  }

  /** Some of the rows, in the order of `indices`. */
  take(indices: ArrayLike<number>): Storage {
    if (!isBytes(this.numbers) || this.columnwise) {
      return new Storage(takeRows(this.read(), indices, this.columns), indices.length, this.columns);
    }
    const { bytes, values } = this.numbers;
    return new Storage(
      { bytes: takeRows(bytes, indices, this.columns), values },
      indices.length,
      this.columns,
    );
  }
}

export function isBytes(numbers: Data | Bytes): numbers is Bytes {
  return 'bytes' in numbers;
}

function decode({ bytes, values }: Bytes): Data {
  const data =
    values instanceof Float32Array ? new Float32Array(bytes.length) : new Float64Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) data[i] = values[bytes[i]];
  return data;
}
