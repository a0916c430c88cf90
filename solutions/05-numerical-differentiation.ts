// Topic 05 · Numerical differentiation: the slope of a function, from two of its values.

/**
 * The derivative of `f` at `x` by the central difference with h = 1e-4.
 *
 *     f′(x) ≈ (f(x + h) − f(x − h)) / 2h
 */
export function numericalDiff(f: (x: number) => number, x: number): number {
  const h = 1e-4;
  return (f(x + h) - f(x - h)) / (2 * h);
}

/**
 * The line that touches `f` at `x`: the same value there, and the same slope.
 *
 *     line(u) = f(x) + f′(x) · (u − x)
 */
export function tangentLine(f: (x: number) => number, x: number): (u: number) => number {
  const slope = numericalDiff(f, x);
  const value = f(x);
  return (u) => value + slope * (u - x);
}
