// How the series of a chart look: each has a color and dashes of its own, so that color is never all that tells them apart.
export interface Series {
  name: string;
  color: string;
  dashes?: string;
  /** Drawn as single points, without a line between them. */
  dots?: boolean;
}

const LOOKS = [
  { color: 'var(--series-1)' },
  { color: 'var(--series-2)', dashes: '7 4' },
  { color: 'var(--series-3)', dashes: '2 3' },
  { color: 'var(--series-4)', dashes: '10 3 2 3' },
];

/** Series of these names, each with the next look. */
export function seriesOf(...names: string[]): Series[] {
  return names.map((name, i) => ({ name, ...LOOKS[i] }));
}

/** What a line of this series is drawn with. */
export function stroke({ color, dashes }: Series): {
  stroke: string;
  strokeWidth: number;
  strokeDasharray?: string;
} {
  return { stroke: color, strokeWidth: 2.5, ...(dashes === undefined ? {} : { strokeDasharray: dashes }) };
}
