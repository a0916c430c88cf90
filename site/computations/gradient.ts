// Topic 06: the gradient at a point of a surface, and all around it.
import { array } from '#lib/ndarray';
import { numericalGradient } from '#topics/06-numerical-gradient';
import { range } from './shared/numbers';
import { surfaces, type Point, type SurfaceName } from './shared/surfaces';

export interface GradientSettings {
  surface: SurfaceName;
  start: Point;
}

export default function gradient({ surface, start }: GradientSettings) {
  const f = surfaces[surface];
  const gradientAt = (x: Point): Point => [...numericalGradient(f, array(x)).data] as Point;
  const places = range(-3.5, 3.5, 8);
  return {
    gradient: gradientAt(start),
    around: places.flatMap((x0) =>
      places.map((x1) => ({ at: [x0, x1] as Point, gradient: gradientAt([x0, x1]) })),
    ),
  };
}
