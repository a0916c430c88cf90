// Three surfaces over two variables, and their lines of equal height.
import type { NDArray } from '#lib/ndarray';
import { range } from './numbers';

export type Point = [number, number];

export const surfaces = {
  bowl: (x: NDArray) => x.at(0) ** 2 + x.at(1) ** 2,
  valley: (x: NDArray) => x.at(0) ** 2 / 20 + x.at(1) ** 2,
  saddle: (x: NDArray) => (x.at(0) ** 2 - x.at(1) ** 2) / 2,
};

export type SurfaceName = keyof typeof surfaces;

/** The powers of ten that a learning rate can have. */
export const RATE_POWERS = { min: -2, max: 0.1, step: 0.05 };

export function learningRateOf(power: number): number {
  return Number((10 ** power).toPrecision(2));
}

/** How far the map reaches to each side. */
export const REACH = 4;

const HEIGHTS = [0.1, 0.3, 1, 2, 4, 6, 8, 11, 14, 18, 22, 26];

/** The surfaces are of the second degree, so that their lines of equal height are ellipses and hyperbolas. */
export const contours: Record<SurfaceName, Point[][]> = {
  bowl: HEIGHTS.map((height) => ellipse(Math.sqrt(height), Math.sqrt(height))),
  valley: HEIGHTS.map((height) => ellipse(Math.sqrt(20 * height), Math.sqrt(height))),
  saddle: [
    ...HEIGHTS.slice(1, 7).flatMap((height) => hyperbola(Math.sqrt(2 * height))),
    [
      [-5, -5],
      [5, 5],
    ],
    [
      [-5, 5],
      [5, -5],
    ],
  ],
};

function ellipse(a: number, b: number): Point[] {
  return range(0, 2 * Math.PI, 73).map((angle): Point => [a * Math.cos(angle), b * Math.sin(angle)]);
}

/** The four branches at the distance `a` from the middle. */
function hyperbola(a: number): Point[][] {
  const reach = Math.asinh((REACH + 1) / a);
  const branch = range(-reach, reach, 33).map((u): Point => [a * Math.cosh(u), a * Math.sinh(u)]);
  return [
    branch,
    branch.map(([x, y]): Point => [-x, y]),
    branch.map(([x, y]): Point => [y, x]),
    branch.map(([x, y]): Point => [y, -x]),
  ];
}
