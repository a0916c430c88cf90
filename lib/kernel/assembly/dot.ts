// The matrix product on SIMD lanes, in AssemblyScript: TypeScript's syntax, compiled to WebAssembly by `npm run build:kernel`.
//
// One source for all kinds of numbers: T is the type to compute with, f64 (two lanes at a time) or f32 (four), and S is how the left
// matrix is stored: as T, or as bytes (u8), each of which stands for the number `values[byte]`.
//
// In a picture of a digit four pixels of five are 0, and what is multiplied by 0 adds nothing. So the product first lists where the
// non-zeros of `a` are, and then adds up rows of `b`, four at a time: result[i] += a[i][k] · b[k] for each k in the list of row i.
// The sums are made in the order of k, as in the plain version (plain.ts), so that both give the same digits. Only if `b` holds an
// infinity or a NaN are zeros not left out: 0 times these is NaN.

/** A product to be computed, as kernel.ts writes it: addresses of the operands, the result and room to work in, and the sizes. */
@unmanaged
class Product {
  a: usize;
  values: usize;
  b: usize;
  result: usize;
  room: usize;
  rows: u32;
  inner: u32;
  columns: u32;
  skipZeros: u32; // 1, or 0 to leave out nothing
}

/** Where the memory begins that is free for all this. */
export const freeMemory: usize = __heap_base;

// What kernel.ts calls: two products, each for four kinds of numbers, and a test of the right matrix.
export function dot_f64_f64(p: Product): void {
  dot<f64, f64>(p);
}
export function dot_f32_f32(p: Product): void {
  dot<f32, f32>(p);
}
export function dot_u8_f64(p: Product): void {
  dot<u8, f64>(p);
}
export function dot_u8_f32(p: Product): void {
  dot<u8, f32>(p);
}
export function dotTransposed_f64_f64(p: Product): void {
  dotTransposed<f64, f64>(p);
}
export function dotTransposed_f32_f32(p: Product): void {
  dotTransposed<f32, f32>(p);
}
export function dotTransposed_u8_f64(p: Product): void {
  dotTransposed<u8, f64>(p);
}
export function dotTransposed_u8_f32(p: Product): void {
  dotTransposed<u8, f32>(p);
}

export function allFinite_f64(numbers: usize, count: u32): bool {
  return allFinite<f64>(numbers, count);
}
export function allFinite_f32(numbers: usize, count: u32): bool {
  return allFinite<f32>(numbers, count);
}

/** result += a·b, for a (rows × inner) and b (inner × columns). */
function dot<S, T>(p: Product): void {
  for (let i: u32 = 0; i < p.rows; i++) {
    const a = p.a + sizeof<S>() * i * p.inner;
    const result = p.result + sizeof<T>() * i * p.columns;
    const end = listPlaces<S>(a, p.inner, p.skipZeros, p.room);
    addRows<S, T>(p.room, end, a, sizeof<S>(), p.values, p.b, result, p.columns);
  }
}

/** result += aᵀ·b, for a (inner × rows), read as it lies, and b (inner × columns). */
function dotTransposed<S, T>(p: Product): void {
  // The room holds the ends of the rows' lists and of the columns' lists, and the lists themselves.
  const rowEnds = p.room;
  const columnEnds = rowEnds + 4 * p.inner;
  const rowLists = columnEnds + 4 * p.rows;

  let end = rowLists;
  for (let k: u32 = 0; k < p.inner; k++) {
    end = listPlaces<S>(p.a + sizeof<S>() * k * p.rows, p.rows, p.skipZeros, end);
    store<u32>(rowEnds + 4 * k, <u32>end);
  }
  const columnLists = end;
  transposeLists(rowLists, rowEnds, p.inner, columnLists, columnEnds, p.rows);

  let list = columnLists;
  for (let i: u32 = 0; i < p.rows; i++) {
    const a = p.a + sizeof<S>() * i;
    const result = p.result + sizeof<T>() * i * p.columns;
    const end: usize = load<u32>(columnEnds + 4 * i);
    addRows<S, T>(list, end, a, sizeof<S>() * p.rows, p.values, p.b, result, p.columns);
    list = end;
  }
}

/** Whether none of `count` numbers is an infinity or a NaN. */
function allFinite<T>(numbers: usize, count: u32): bool {
  const end = numbers + sizeof<T>() * count;
  let differences = i64x2.splat(0); // the bits of all of them
  for (; numbers + 64 <= end; numbers += 64) {
    const low = v128.or(lessItself<T>(v128.load(numbers)), lessItself<T>(v128.load(numbers, 16)));
    const high = v128.or(lessItself<T>(v128.load(numbers, 32)), lessItself<T>(v128.load(numbers, 48)));
    differences = v128.or(differences, v128.or(low, high));
  }
  for (; numbers < end; numbers += sizeof<T>()) {
    differences = v128.or(differences, lessItself<T>(v128.splat<T>(load<T>(numbers))));
  }
  return !v128.any_true(differences);
}

/** 0 in each lane that holds a finite number, NaN where there is an infinity or a NaN. */
function lessItself<T>(lanes: v128): v128 {
  return v128.sub<T>(lanes, lanes);
}

/**
 * Writes the places of the numbers to `list`, of all or only of those that are not 0, and returns its end; 32 bytes beyond the end
 * are written over.
 */
function listPlaces<S>(a: usize, length: u32, skipZeros: u32, list: usize): usize {
  let k: u32 = 0;
  for (; k + 8 <= length; k += 8) {
    const pattern = skipZeros ? patternOf8<S>(a) : 255;
    const bits = v128.load_ext<u8>(bitsOfPattern + 8 * pattern); // eight numbers of 16 bits
    const first = i32x4.splat(k);
    v128.store(list, i32x4.add(first, i32x4.extend_low_i16x8_u(bits)));
    v128.store(list, i32x4.add(first, i32x4.extend_high_i16x8_u(bits)), 16);
    list += 4 * popcnt(pattern); // of the eight places so many count; the next ones go over the rest
    a += 8 * sizeof<S>();
  }
  for (; k < length; k++) {
    store<u32>(list, k);
    if (!skipZeros || load<S>(a) != <S>0) list += 4;
    a += sizeof<S>();
  }
  return list;
}

/** For each pattern of eight bits: which bits are set, a byte for each, in order. */
const bitsOfPattern = memory.data(256 * 8);

for (let pattern = 0; pattern < 256; pattern++) {
  let next = bitsOfPattern + 8 * pattern;
  for (let bit = 0; bit < 8; bit++) {
    if (pattern & (1 << bit)) store<u8>(next++, <u8>bit);
  }
}

/** A bit for each of eight numbers: 1 where it is not 0. */
function patternOf8<S>(a: usize): u32 {
  const zero = i64x2.splat(0);
  if (sizeof<S>() == 1) return i8x16.bitmask(i8x16.ne(v128.load_zero<u64>(a), zero));
  if (sizeof<S>() == 4) {
    const quad0 = i32x4.bitmask(f32x4.ne(v128.load(a), zero));
    const quad1 = i32x4.bitmask(f32x4.ne(v128.load(a, 16), zero));
    return quad0 | (quad1 << 4);
  }
  const pair0 = i64x2.bitmask(f64x2.ne(v128.load(a), zero));
  const pair1 = i64x2.bitmask(f64x2.ne(v128.load(a, 16), zero));
  const pair2 = i64x2.bitmask(f64x2.ne(v128.load(a, 32), zero));
  const pair3 = i64x2.bitmask(f64x2.ne(v128.load(a, 48), zero));
  return pair0 | (pair1 << 2) | (pair2 << 4) | (pair3 << 6);
}

/** Turns lists of columns, one for each row, into lists of rows, one for each column. */
function transposeLists(
  rowLists: usize,
  rowEnds: usize,
  rows: u32,
  columnLists: usize,
  columnEnds: usize,
  columns: u32,
): void {
  // How long each column's list is says where it starts.
  memory.fill(columnEnds, 0, 4 * columns);
  for (let place = rowLists; place < columnLists; place += 4) {
    const length = columnEnds + 4 * load<u32>(place);
    store<u32>(length, load<u32>(length) + 1);
  }
  let start = columnLists;
  for (let column: u32 = 0; column < columns; column++) {
    const length = load<u32>(columnEnds + 4 * column);
    store<u32>(columnEnds + 4 * column, <u32>start);
    start += 4 * length;
  }
  // Each place goes to the end of its column's list as it is by then, which moves on.
  let place = rowLists;
  for (let row: u32 = 0; row < rows; row++) {
    const end: usize = load<u32>(rowEnds + 4 * row);
    for (; place < end; place += 4) {
      const columnEnd = columnEnds + 4 * load<u32>(place);
      const next: usize = load<u32>(columnEnd);
      store<u32>(next, row);
      store<u32>(columnEnd, <u32>next + 4);
    }
  }
}

/** result += a[k] · (row k of b), for each k in the list. The numbers of `a` lie `step` bytes apart. */
function addRows<S, T>(
  list: usize,
  end: usize,
  a: usize,
  step: usize,
  values: usize,
  b: usize,
  result: usize,
  columns: u32,
): void {
  const width = sizeof<T>() * columns;
  const rowEnd = result + width;
  const beyond = v128.load(rowEnd); // the last lanes reach beyond the row: what is there is put back in the end
  for (; list + 16 <= end; list += 16) {
    const k0: usize = load<u32>(list);
    const k1: usize = load<u32>(list, 4);
    const k2: usize = load<u32>(list, 8);
    const k3: usize = load<u32>(list, 12);
    const a0 = v128.splat<T>(numberAt<S, T>(a + k0 * step, values));
    const a1 = v128.splat<T>(numberAt<S, T>(a + k1 * step, values));
    const a2 = v128.splat<T>(numberAt<S, T>(a + k2 * step, values));
    const a3 = v128.splat<T>(numberAt<S, T>(a + k3 * step, values));
    let b0 = b + k0 * width;
    let b1 = b + k1 * width;
    let b2 = b + k2 * width;
    let b3 = b + k3 * width;
    let r = result;
    for (; r + 64 <= rowEnd; r += 64, b0 += 64, b1 += 64, b2 += 64, b3 += 64) {
      addLanes<T>(r, a0, b0, a1, b1, a2, b2, a3, b3);
      addLanes<T>(r + 16, a0, b0 + 16, a1, b1 + 16, a2, b2 + 16, a3, b3 + 16);
      addLanes<T>(r + 32, a0, b0 + 32, a1, b1 + 32, a2, b2 + 32, a3, b3 + 32);
      addLanes<T>(r + 48, a0, b0 + 48, a1, b1 + 48, a2, b2 + 48, a3, b3 + 48);
    }
    for (; r < rowEnd; r += 16, b0 += 16, b1 += 16, b2 += 16, b3 += 16) {
      addLanes<T>(r, a0, b0, a1, b1, a2, b2, a3, b3);
    }
  }
  for (; list < end; list += 4) {
    const k: usize = load<u32>(list);
    const ak = v128.splat<T>(numberAt<S, T>(a + k * step, values));
    const bk = b + k * width;
    for (let j: usize = 0; j < width; j += 16) {
      v128.store(result + j, v128.add<T>(v128.load(result + j), v128.mul<T>(ak, v128.load(bk + j))));
    }
  }
  v128.store(result + width, beyond);
}

/** result += a0·b0 + a1·b1 + a2·b2 + a3·b3, for the 16 bytes at each address. */
function addLanes<T>(
  result: usize,
  a0: v128,
  b0: usize,
  a1: v128,
  b1: usize,
  a2: v128,
  b2: usize,
  a3: v128,
  b3: usize,
): void {
  let sum = v128.load(result);
  sum = v128.add<T>(sum, v128.mul<T>(a0, v128.load(b0)));
  sum = v128.add<T>(sum, v128.mul<T>(a1, v128.load(b1)));
  sum = v128.add<T>(sum, v128.mul<T>(a2, v128.load(b2)));
  sum = v128.add<T>(sum, v128.mul<T>(a3, v128.load(b3)));
  v128.store(result, sum);
}

function numberAt<S, T>(address: usize, values: usize): T {
  if (sizeof<S>() == 1) return load<T>(values + sizeof<T>() * load<u8>(address));
  return load<T>(address);
}
