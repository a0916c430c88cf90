// The pictures of a run: what is drawn. How it looks is in the golden files (test/golden/train).
import { describe, expect, jest, test } from '@jest/globals';
import { array } from '#lib/ndarray';
import { accuracyPlot, confusionPlot, lossPlot } from '../../../../tools/train/report/plot';
import { inlineSvg } from '../../../../tools/train/report/svg';

type Bundled = typeof import('../../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('linkedom'));

type Picture = Parameters<typeof inlineSvg>[0];

/** What each mark of a picture draws. */
function dataOf<Datum>({ marks = [] }: Picture): Datum[][] {
  return (marks as unknown as { data: Iterable<Datum> }[]).map(({ data }) => [...data]);
}

/** The numbers at the foot of a picture. */
function ticksAtTheFoot(picture: Picture): string[] {
  const [, ticks] = /aria-label="x-axis tick label"([^]*?)<\/g>/.exec(inlineSvg(picture))!;
  return [...ticks.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);
}

const epoch = (index: number) => ({ iteration: 600 * index, trainAccuracy: index / 20, testAccuracy: 0.2 });

describe('the picture of the accuracies', () => {
  test('has a curve for the training data and one for the test data, each with a legend of its own', () => {
    const epochs = [
      { iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.2 },
      { iteration: 600, trainAccuracy: 0.5, testAccuracy: 0.4 },
    ];
    const [train, trainSigns, , , trainLabel, testCurve, testSigns, , , testLabel] = dataOf(
      accuracyPlot(epochs),
    );
    const curve = (...accuracies: number[]) => accuracies.map((y, x) => ({ x, y }));
    expect([train, trainSigns]).toEqual([curve(0.1, 0.5), curve(0.1, 0.5)]);
    expect([testCurve, testSigns]).toEqual([curve(0.2, 0.4), curve(0.2, 0.4)]);
    expect(trainLabel).not.toEqual(testLabel); // else one hides the other
  });

  test('of a single epoch has room for its legend', () => {
    const places = dataOf<{ x: number }>(accuracyPlot([epoch(2)])).flatMap((points) =>
      points.map(({ x }) => x),
    );
    expect(Math.max(...places)).toBeGreaterThan(0.5);
  });

  test('of many epochs has ten numbers at its foot, of few as many as there are', () => {
    const feet = [2, 11, 18].map((count) =>
      ticksAtTheFoot(accuracyPlot(Array.from({ length: count }, (_, i) => epoch(i)))),
    );
    const upTo = (last: number, step = 1) =>
      Array.from({ length: last / step + 1 }, (_, i) => String(step * i));
    expect(feet).toEqual([upTo(1), upTo(10), upTo(16, 2)]);
  });
});

describe('the picture of the losses', () => {
  /** A column: from the least to the most of its losses. */
  interface Column {
    iteration: number;
    least: number;
    most: number;
    mean: number;
  }
  const columnsOf = (...args: Parameters<typeof lossPlot>) => dataOf<Column>(lossPlot(...args))[0];

  test('has for each iteration how far the loss has moved, and the mean over those around it', () => {
    const columns = columnsOf([4, 2, 3, 1, 0], 2);
    expect(columns.map(({ iteration, least, most }) => [iteration, least, most])).toEqual([
      [0, 4, 4],
      [1, 2, 4],
      [2, 2, 3],
      [3, 1, 3],
      [4, 0, 1],
    ]);
    expect(columns.map(({ mean }) => mean)).toEqual([4, 3, 2, 4 / 3, 0]);
  });

  /** The losses of `count` iterations, all 1 but for those that are given by their place. */
  const losses = (count: number, others: Record<number, number>) =>
    Array.from({ length: count }, (_, i) => others[i] ?? 1);

  test('of more than 600 iterations has several in a column: from the least to the most of them and of the one before', () => {
    const columns = columnsOf(losses(1800, { 899: 3, 1001: 0 }));
    expect(columns).toHaveLength(600);
    expect(columns.filter(({ least, most }) => least !== most)).toMatchObject([
      { iteration: 898, least: 1, most: 3 },
      { iteration: 901, least: 1, most: 3 },
      { iteration: 1000, least: 0, most: 1 },
      { iteration: 1003, least: 0, most: 1 },
    ]);
  });

  test('ends with its last iterations, however many are in the last column', () => {
    const columns = columnsOf(losses(601, { 600: 2 }));
    expect(columns.slice(-2).map(({ most }) => most)).toEqual([1, 2]);
  });

  test('takes the mean over a hundred iterations unless told otherwise, and over fewer near both ends', () => {
    const columns = columnsOf(losses(300, { 0: 101, 150: 102, 299: 101 }));
    const means = [0, 1, 49, 50, 51, 99, 100, 101, 150, 199, 200, 201, 249, 250, 298, 299].map(
      (i) => columns[i].mean,
    );
    const [of3, of99, of101] = [1 + 100 / 3, 1 + 100 / 99, 1 + 100 / 101]; // 100 above the others, among so many
    expect(means.map((mean) => Number(mean.toFixed(9)))).toEqual(
      [101, of3, of99, of101, 1, 1, 2, 2, 2, 2, 2, 1, of101, of99, of3, 101].map((mean) =>
        Number(mean.toFixed(9)),
      ),
    );
  });
});

describe('the picture of the confusions', () => {
  interface Cell {
    actual: number;
    predicted: number;
    count: number;
    color: string;
    opacity: number;
  }
  const cellsOf = (...rows: number[][]) => dataOf<Cell>(confusionPlot(array(rows)));

  test('has a row for what is and a column for what was said: right answers blue, wrong ones orange, the most frequent strongest', () => {
    const [cells, numbers] = cellsOf([3, 1], [1, 15]);
    expect(cells.map(({ actual, predicted, count }) => [actual, predicted, count])).toEqual([
      [0, 0, 3],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 15],
    ]);
    const [right, wrong, otherWrong, otherRight] = cells;
    expect([otherRight.color, otherWrong.color]).toEqual([right.color, wrong.color]);
    expect(right.color).not.toBe(wrong.color);
    expect(wrong.opacity).toBeGreaterThan(otherWrong.opacity); // 1 of 4 and 1 of 16
    expect(otherRight.opacity).toBeGreaterThan(right.opacity); // 15 of 16 and 3 of 4
    expect(numbers).toEqual(cells);
  });

  test('has no numbers where nothing was counted, and no color', () => {
    const [cells, numbers] = cellsOf([2, 0], [0, 0]);
    expect(cells.slice(1).map(({ opacity }) => opacity)).toEqual([0, 0, 0]);
    expect(numbers.map(({ count }) => count)).toEqual([2]);
  });
});
