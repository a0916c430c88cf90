// The pictures of a training run, described for Observable Plot, which draws them in a browser as well as in Node.
import { cell, dot, line, lineY, ruleX, text, type PlotOptions } from '@observablehq/plot';
import type { EpochReport } from '#topics/12-training';
import type { NDArray } from '#lib/ndarray';

// Both can be told apart by everyone, and seen on white as well as on black.
const BLUE = '#2f7fd8';
const ORANGE = '#e2711d';

/** The accuracies before each epoch: those on training data with circles, those on test data with squares, dashed. */
export function accuracyPlot(epochs: readonly EpochReport[]): PlotOptions {
  const last = Math.max(1, epochs.length - 1);
  const series = [
    {
      label: 'train acc',
      key: 'trainAccuracy',
      color: BLUE,
      symbol: 'circle',
      dashes: undefined,
      legendY: 0.15,
    },
    { label: 'test acc', key: 'testAccuracy', color: ORANGE, symbol: 'square', dashes: '6 4', legendY: 0.07 },
  ] as const;
  return {
    ...FRAME,
    ariaLabel: 'Accuracy on training and on test data, epoch by epoch',
    x: {
      label: 'epochs',
      domain: [0, last],
      ticks: Math.min(last, 10),
      tickFormat: 'd',
      labelAnchor: 'center',
    },
    y: { label: 'accuracy', domain: [0, 1], grid: true },
    marks: series.flatMap(({ label, key, color, symbol, dashes, legendY }) => {
      const points = epochs.map((epoch, index) => ({ x: index, y: epoch[key] }));
      const legend = [0.76, 0.8, 0.84].map((share) => ({ x: share * last, y: legendY }));
      const strokes = { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dashes };
      const signs = { x: 'x', y: 'y', fill: color, symbol, r: 4 };
      return [
        line(points, strokes),
        dot(points, signs),
        line(legend, strokes),
        dot([legend[1]], signs),
        text([legend[2]], { x: 'x', y: 'y', text: [label], textAnchor: 'start', dx: 10 }),
      ];
    }),
  };
}

/** The loss of each iteration, and through the noise its running mean over about `window` of them. */
export function lossPlot(losses: readonly number[], window = 100): PlotOptions {
  const width = Math.ceil(losses.length / 600); // iterations that share a column of the picture
  const columns = Array.from({ length: Math.ceil(losses.length / width) }, (_, column) => {
    const [start, end] = [column * width, (column + 1) * width];
    const joined = losses.slice(Math.max(0, start - 1), end); // with the last one before, so that no gap is seen
    const middle = Math.floor((start + Math.min(end, losses.length)) / 2);
    const reach = Math.min(window / 2, middle, losses.length - 1 - middle); // as far to the left as to the right
    const around = losses.slice(middle - reach, middle + reach + 1);
    return {
      iteration: middle,
      least: Math.min(...joined),
      most: Math.max(...joined),
      mean: around.reduce((total, loss) => total + loss, 0) / around.length,
    };
  });
  const label = { frameAnchor: 'top-right', dx: -8 } as const;
  return {
    ...FRAME,
    ariaLabel: 'Loss of each iteration, with its running mean',
    x: { label: 'iterations', domain: [0, losses.length], labelAnchor: 'center' },
    y: { label: 'loss', domain: [0, Math.max(...columns.map(({ most }) => most))], nice: true, grid: true },
    marks: [
      ruleX(columns, { x: 'iteration', y1: 'least', y2: 'most', stroke: BLUE, strokeOpacity: 0.45 }),
      lineY(columns, { x: 'iteration', y: 'mean', stroke: ORANGE, strokeWidth: 2 }),
      text(['each batch'], { ...label, dy: 8, fill: BLUE }),
      text([`mean over ${window}`], { ...label, dy: 28, fill: ORANGE }),
    ],
  };
}

/**
 * How often each class (row) was taken for each (column): right answers in blue, wrong ones in orange.
 *
 * @param classes those that are shown; all by default
 * @param nameOf what they are called; their numbers by default
 */
export function confusionPlot(
  confusion: NDArray,
  classes: readonly number[] = Array.from({ length: confusion.shape[0] }, (_, label) => label),
  nameOf: (label: number) => string = String,
): PlotOptions {
  const classCount = classes.length;
  const totals = confusion.sum(1); // (C)
  const counts = classes.flatMap((actual) =>
    classes.map((predicted) => {
      const count = confusion.at(actual, predicted);
      const share = count / Math.max(1, totals.at(actual));
      return { actual, predicted, count, share, right: actual === predicted };
    }),
  );
  const longest = Math.max(...classes.map((label) => nameOf(label).length));
  const room = longest <= 3 ? 0 : 8 * longest;
  const worst = Math.max(...counts.map(({ right, share }) => (right ? 0 : share)));
  const cells = counts.map((one) => ({
    ...one,
    color: one.right ? BLUE : ORANGE,
    // Wrong answers are rare: against the worst of them, and by their square root, they are seen.
    opacity: 0.6 * (one.right ? one.share : Math.sqrt(one.share / Math.max(worst, Number.MIN_VALUE))),
  }));
  return {
    ...FRAME,
    width: Math.max(560, 32 * classCount + 60) + room, // room for the counts in each cell
    height: Math.max(520, 32 * classCount + 64) + room,
    ariaLabel: 'Confusion matrix: a row for each actual class, a column for each predicted class',
    marginTop: 56 + room,
    marginLeft: 56 + room,
    marginBottom: 8,
    padding: 0.04,
    x: {
      label: 'predicted',
      axis: 'top',
      labelAnchor: 'center',
      labelOffset: 48 + room,
      tickSize: 0,
      tickFormat: nameOf,
      ...(room > 0 ? { tickRotate: -60 } : {}),
    },
    y: { tickSize: 0, tickFormat: nameOf },
    marks: [
      cell(cells, { x: 'predicted', y: 'actual', fill: 'color', fillOpacity: 'opacity', rx: 3 }),
      text(
        cells.filter(({ count }) => count > 0),
        { x: 'predicted', y: 'actual', text: 'count' },
      ),
    ],
  };
}

/** A curve among others. */
export interface Curve {
  label: string;
  points: { x: number; y: number }[];
}

// Neighbors differ in color, dashes and sign, and no two of 24 curves are the same in all three.
const COLORS = [BLUE, ORANGE, '#2a9d6f', '#b5479d', '#9a7b14', '#7a5cd6', '#c8403c', '#3f95a8'];
const DASHES = [undefined, '6 4', '2 3', '10 3 2 3', '12 4'];
const SIGNS = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye'] as const;

/** The accuracies of several runs on test data, over each other. */
export function accuraciesPlot(curves: readonly Curve[], xLabel: string): PlotOptions {
  return curvesPlot(curves, {
    ariaLabel: 'Accuracy on test data of each training',
    x: { label: xLabel },
    y: { label: 'test accuracy', domain: [0, 1] },
    signs: true,
  });
}

/** The running means of their losses. The axis is logarithmic, because the good ones lie close together far down. */
export function lossesPlot(curves: readonly Curve[], xLabel: string): PlotOptions {
  return curvesPlot(curves, {
    ariaLabel: 'Running mean of the loss of each training',
    x: { label: xLabel },
    y: { label: 'loss', type: 'log', tickFormat: (value: number) => String(value) },
    signs: false,
  });
}

interface CurvesOptions {
  ariaLabel: string;
  x: PlotOptions['x'];
  y: PlotOptions['y'];
  signs: boolean;
}

function curvesPlot(curves: readonly Curve[], { ariaLabel, x, y, signs }: CurvesOptions): PlotOptions {
  const looks = curves.map(({ label, points }, i) => ({
    label: label.length <= LEGEND_LETTERS ? label : `${label.slice(0, LEGEND_LETTERS - 1)}…`,
    points,
    color: COLORS[i % COLORS.length],
    dashes: DASHES[i % DASHES.length],
    symbol: SIGNS[i % SIGNS.length],
    row: LEGEND_ROW * i,
  }));
  const longest = Math.max(...looks.map(({ label }) => label.length));
  const legend = { frameAnchor: 'top-right' } as const;
  return {
    ...FRAME,
    width: FRAME_WIDTH + 9 * longest,
    height: Math.max(440, LEGEND_ROW * looks.length + 110),
    marginRight: 64 + 9 * longest,
    ariaLabel,
    x: { labelAnchor: 'center', nice: true, ...x },
    y: { grid: true, ...y },
    marks: looks.flatMap(({ label, points, color, dashes, symbol, row }) => [
      line(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dashes }),
      ...(signs ? [dot(points, { x: 'x', y: 'y', fill: color, symbol, r: 4 })] : []),
      dot([row], { ...legend, fill: color, symbol: signs ? symbol : 'square', r: 5, dx: 22, dy: row + 8 }),
      text([label], { ...legend, fill: color, textAnchor: 'start', dx: 34, dy: row + 2 }),
    ]),
  };
}

const LEGEND_ROW = 22;
const LEGEND_LETTERS = 40;
const FRAME_WIDTH = 660;

/**
 * The mean over about `window` losses around each of at most `count` places.
 *
 * @param step what one iteration counts on the x axis
 */
export function runningMean(losses: readonly number[], step = 1, window = 100, count = 300): Curve['points'] {
  const places = Math.min(count, losses.length);
  return Array.from({ length: places }, (_, i) => {
    const middle = Math.floor(((i + 0.5) * losses.length) / places);
    const around = losses.slice(Math.max(0, middle - window / 2), middle + window / 2 + 1);
    const mean = around.reduce((total, loss) => total + loss, 0) / around.length;
    return { x: step * (middle + 1), y: Math.max(mean, LEAST_LOSS) };
  });
}

/** A logarithm of 0 has no place on an axis. */
const LEAST_LOSS = 1e-6;

const FRAME: PlotOptions = {
  width: 720,
  height: 440,
  marginTop: 40,
  marginRight: 32,
  marginLeft: 56,
  marginBottom: 48,
  style: { fontSize: '14px' },
};
