// Topic 05: the errors of two differences over their step h, and the tangent.
import { numericalDiff, tangentLine } from '#topics/05-numerical-differentiation';
import { range } from './shared/numbers';

export interface DerivativeSettings {
  x: number;
  h: number;
}

const f = (x: number): number => x * x * x;
const exactSlope = (x: number): number => 3 * x * x;
const differences = [
  (x: number, h: number): number => (f(x + h) - f(x)) / h,
  (x: number, h: number): number => (f(x + h) - f(x - h)) / (2 * h),
];

export default function derivative({ x, h }: DerivativeSettings) {
  const steps = range(-16, 0, 129).map((power) => 10 ** power);
  const errorOf = (slope: number): number => Math.abs(slope - exactSlope(x));
  const places = range(-0.5, 2.5, 121);
  const chord = (u: number): number => f(x) + differences[0](x, h) * (u - x);
  return {
    places,
    curves: [f, chord, tangentLine(f, x)].map((curve) => places.map((u) => curve(u))),
    points: [x, x + h].map((u) => ({ x: u, y: f(u) })),
    steps,
    errors: differences.map((difference) => steps.map((h) => errorOf(difference(x, h)))),
    errorsHere: differences.map((difference) => errorOf(difference(x, h))),
    ownError: errorOf(numericalDiff(f, x)),
  };
}
