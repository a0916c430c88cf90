// Topic 07: the path of gradient descent on a surface.
import { array } from '#lib/ndarray';
import { gradientDescent } from '#topics/07-gradient-descent';
import { surfaces, type Point, type SurfaceName } from './shared/surfaces';

export interface DescentSettings {
  surface: SurfaceName;
  start: Point;
  learningRate: number;
  steps: number;
}

export default function descent({ surface, start, learningRate, steps }: DescentSettings) {
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
    hasDiverged: Math.hypot(...end) > Math.hypot(...start),
    /** So far out that x + h and x − h are the same number: the numerical gradient is 0, and the walk stops on a slope. */
    isLost: Math.hypot(...end) > 1e6 && before?.[0] === end[0] && before[1] === end[1],
  };
}
