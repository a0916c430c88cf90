// How the series of a chart look: each has a colour and dashes of its own, so that colour is never all that tells them apart.
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

/** Numbers from `from` to `to`, with equal steps. */
export function range(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** A number as a person would write it: three digits that count. */
export function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const digits =
    size >= 1e5 || size < 1e-3
      ? size.toExponential(1).replace('e+', 'e').replace('.0e', 'e')
      : String(Number(size.toPrecision(3)));
  return value < 0 ? `−${digits}` : digits;
}
