// Points of a chart that can be dragged: from the numbers of a chart to places on the screen, and back.
import type { Plot, Scale } from '@observablehq/plot';

export interface Handle {
  /** Where it is, in the numbers of the chart, or a name on an axis of names. */
  x: number | string;
  y: number | string;
  /** Told where it is dragged to; an axis of names has no numbers, and gives NaN. */
  drag: (to: { x: number; y: number }) => void;
}

type Drawing = SVGSVGElement & Plot;

/** In pixels from the upper left corner of the drawing. */
export function positionOf(drawing: Drawing, { x, y }: Handle): [number, number] {
  const along = (scale: Scale | undefined, value: number | string): number => {
    if (scale === undefined) return 0;
    const [from, to] = [...(scale.range as [number, number])].sort((a, b) => a - b);
    const position = (scale.apply(value) as number) + (scale.bandwidth ?? 0) / 2;
    if (Number.isNaN(position)) return from;
    return Math.min(to, Math.max(from, position)); // what is outside can be fetched back from the edge
  };
  return [along(drawing.scale('x'), x), along(drawing.scale('y'), y)];
}

export function valueAt(drawing: Drawing, { clientX, clientY }: PointerEvent): { x: number; y: number } {
  const { left, top } = drawing.getBoundingClientRect();
  const along = (scale: Scale | undefined, place: number): number =>
    scale?.invert === undefined ? NaN : Number(scale.invert(place));
  return {
    x: along(drawing.scale('x'), clientX - left),
    y: along(drawing.scale('y'), clientY - top),
  };
}

/** The nearest value that a slider can have. */
export function snap(value: number, min: number, max: number, step: number): number {
  const steps = Math.round((Math.min(max, Math.max(min, value)) - min) / step);
  return Number((min + steps * step).toPrecision(12));
}
