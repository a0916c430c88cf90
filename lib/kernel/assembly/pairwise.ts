// Sums, differences, products and quotients pair by pair, and roots number by number, on SIMD lanes, in AssemblyScript, as in dot.ts. A lane rounds as one number
// by itself does, so the digits are those of the plain version (plain.ts).
//
// In each: a = a ∘ b, or a = √a, from `a` up to `end`, 16 bytes at a time; the last of these may reach beyond the end. `step` is 16, or 0 where
// the 16 bytes at `b` hold one number, repeated, that stands for all.

export function add_f64(a: usize, end: usize, b: usize, step: usize): void {
  add<f64>(a, end, b, step);
}
export function add_f32(a: usize, end: usize, b: usize, step: usize): void {
  add<f32>(a, end, b, step);
}
export function sub_f64(a: usize, end: usize, b: usize, step: usize): void {
  sub<f64>(a, end, b, step);
}
export function sub_f32(a: usize, end: usize, b: usize, step: usize): void {
  sub<f32>(a, end, b, step);
}
export function mul_f64(a: usize, end: usize, b: usize, step: usize): void {
  mul<f64>(a, end, b, step);
}
export function mul_f32(a: usize, end: usize, b: usize, step: usize): void {
  mul<f32>(a, end, b, step);
}
export function div_f64(a: usize, end: usize, b: usize, step: usize): void {
  div<f64>(a, end, b, step);
}
export function div_f32(a: usize, end: usize, b: usize, step: usize): void {
  div<f32>(a, end, b, step);
}
export function sqrt_f64(a: usize, end: usize): void {
  sqrt<f64>(a, end);
}
export function sqrt_f32(a: usize, end: usize): void {
  sqrt<f32>(a, end);
}

function add<T>(a: usize, end: usize, b: usize, step: usize): void {
  for (; a < end; a += 16, b += step) v128.store(a, v128.add<T>(v128.load(a), v128.load(b)));
}

function sub<T>(a: usize, end: usize, b: usize, step: usize): void {
  for (; a < end; a += 16, b += step) v128.store(a, v128.sub<T>(v128.load(a), v128.load(b)));
}

function mul<T>(a: usize, end: usize, b: usize, step: usize): void {
  for (; a < end; a += 16, b += step) v128.store(a, v128.mul<T>(v128.load(a), v128.load(b)));
}

function div<T extends number>(a: usize, end: usize, b: usize, step: usize): void {
  for (; a < end; a += 16, b += step) v128.store(a, v128.div<T>(v128.load(a), v128.load(b)));
}

function sqrt<T extends number>(a: usize, end: usize): void {
  for (; a < end; a += 16) v128.store(a, v128.sqrt<T>(v128.load(a)));
}
