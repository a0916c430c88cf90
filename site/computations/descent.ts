// Topic 07: the path of gradient descent on a surface.
import { array } from '#lib/ndarray';
import { gradientDescent } from '#topics/07-gradient-descent';
import { range } from './shared/numbers';
import { learningRateOf, RATE_POWERS, surfaces, type Point, type SurfaceName } from './shared/surfaces';

export interface DescentSettings {
  surface: SurfaceName;
  start: Point;
  learningRate: number;
  steps: number;
}

interface Reached {
  learningRate: number;
  height: number;
}

/** The last curve, since it stays what it is while only the learning rate moves. */
let lastCurve: { of: string; curve: Reached[] } | undefined;

export default function descent(settings: DescentSettings) {
  const { surface, start, learningRate, steps } = settings;
  const f = surfaces[surface];
  const { x, path } = gradientDescent(f, array(start), { learningRate, steps });
  const points = path.map((point) => [...point.data] as Point);
  const end = [...x.data] as Point;
  const before = points.at(-2);
  return {
    path: points,
    heights: path.map((point, step) => ({ step, height: f(point) })),
    end,
    height: f(x),
    reached: heightsReached(settings),
    hasDiverged: Math.hypot(...end) > Math.hypot(...start),
    /** So far out that x + h and x − h are the same number: the numerical gradient is 0, and the walk stops on a slope. */
    isLost: Math.hypot(...end) > 1e6 && before?.[0] === end[0] && before[1] === end[1],
  };
}

/** The height after all steps, with each learning rate that the slider has. */
function heightsReached({ surface, start, steps }: DescentSettings): Reached[] {
  const of = JSON.stringify([surface, start, steps]);
  if (lastCurve?.of === of) return lastCurve.curve;
  const { min, max, step } = RATE_POWERS;
  const curve = range(min, max, Math.round((max - min) / step) + 1).map((power) => {
    const learningRate = learningRateOf(power);
    const { x } = gradientDescent(surfaces[surface], array(start), { learningRate, steps });
    return { learningRate, height: surfaces[surface](x) };
  });
  lastCurve = { of, curve };
  return curve;
}
