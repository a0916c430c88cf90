// The pictures of a run, as Observable Plot draws them: what is to be seen, and where.
import { describe, expect, jest, test } from '@jest/globals';
import { array } from '#lib/ndarray';
import { accuracyPlot, confusionPlot, lossPlot } from '../../../tools/train/plot';
import { inlineSvg } from '../../../tools/train/svg';

type Bundled = typeof import('../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../support/esm-for-jest').bundled('linkedom'));

/** What a picture shows: a line for the whole, and one for each group: its name, what is true of all in it, and then each of them. */
function seen(plot: Parameters<typeof inlineSvg>[0]): string[] {
  const usual =
    / (class|aria-hidden|y|stroke-linecap|stroke-linejoin|font-(size|family|variant))="[^"]*"| (stroke|fill)="(none|currentColor)"/g;
  const [whole, ...groups] = inlineSvg(plot)
    .replace(/<style>[^]*?<\/style>|<\/\w+>/g, '')
    .replace(usual, '')
    .replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
    .split('<g');
  const lines = groups.map((group) => group.split('<').map(inWords).join(' | '));
  return [inWords(whole), ...lines.filter((line) => !/^[xy]-axis tick \d/.test(line))];
}

/** The text behind a tag, and the values in the tag. */
function inWords(tag: string): string {
  const [, attributes, text] = /([^>]*)>(.*)/.exec(tag)!;
  const values = [...attributes.matchAll(/="(?:translate\((.*)\)|([^"]*))"/g)].map(([, x, y]) => x ?? y);
  return [text, ...values.reverse()].filter(Boolean).join(' ');
}

/** The lines about the marks of this kind only. */
function marksOf(plot: Parameters<typeof inlineSvg>[0], kind: string): string[] {
  return seen(plot).filter((line) => line.startsWith(`${kind} `));
}

const epoch = (index: number) => ({ iteration: 600 * index, trainAccuracy: index / 20, testAccuracy: 0.2 });

describe('the picture of the accuracies', () => {
  test('has a line with circles for the training data, and a dashed one with squares for the test data', () => {
    const epochs = [
      { iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.2 },
      { iteration: 600, trainAccuracy: 0.5, testAccuracy: 0.4 },
      { iteration: 1200, trainAccuracy: 0.9, testAccuracy: 0.8 },
    ];
    expect(seen(accuracyPlot(epochs))).toEqual([
      'middle 720 440 0 0 720 440 Accuracy on training and on test data, epoch by epoch font-size:14px img',
      'y-grid 0.1 0,0.5 | 56 688 392 392 | 56 688 356.8 356.8 | 56 688 321.6 321.6 | 56 688 286.4 286.4 | 56 688 251.2 251.2 | 56 688 216 216 | 56 688 180.8 180.8 | 56 688 145.6 145.6 | 56 688 110.4 110.4 | 56 688 75.2 75.2 | 56 688 40 40',
      'y-axis tick label end -8.5,0.5 | 0.0 56,392 | 0.1 56,356.8 | 0.2 56,321.6 | 0.3 56,286.4 | 0.4 56,251.2 | 0.5 56,216 | 0.6 56,180.8 | 0.7 56,145.6 | 0.8 56,110.4 | 0.9 56,75.2 | 1.0 56,40',
      'y-axis label start -52.5,-36.5 | ↑ accuracy 56,40',
      'x-axis tick label 0.5,9.5 | 0 56,392 | 1 372,392 | 2 688,392',
      'x-axis label 0.5,45.5 | epochs → 372,392',
      'line #2f7fd8 2 0.5,0.5 | M56,356.8L372,216L688,75.2',
      'dot #2f7fd8 0.5,0.5 | 56 356.8 4 | 372 216 4 | 688 75.2 4',
      'line #2f7fd8 2 0.5,0.5 | M536.32,339.2L561.6,339.2L586.88,339.2',
      'dot #2f7fd8 0.5,0.5 | 561.6 339.2 4',
      'text start 10.5,0.5 | train acc 586.88,339.2',
      'line #e2711d 2 6 4 0.5,0.5 | M56,321.6L372,251.2L688,110.4',
      'dot #e2711d 0.5,0.5 | 56,321.6 M-3.54,-3.54h7.09v7.09h-7.09Z | 372,251.2 M-3.54,-3.54h7.09v7.09h-7.09Z | 688,110.4 M-3.54,-3.54h7.09v7.09h-7.09Z',
      'line #e2711d 2 6 4 0.5,0.5 | M536.32,367.36L561.6,367.36L586.88,367.36',
      'dot #e2711d 0.5,0.5 | 561.6,367.36 M-3.54,-3.54h7.09v7.09h-7.09Z',
      'text start 10.5,0.5 | test acc 586.88,367.36',
    ]);
  });

  test('of a single epoch has room for its legend', () => {
    expect(marksOf(accuracyPlot([epoch(2)]), 'line')).toEqual([
      'line #2f7fd8 2 0.5,0.5 | M56,356.8Z',
      'line #2f7fd8 2 0.5,0.5 | M536.32,339.2L561.6,339.2L586.88,339.2',
      'line #e2711d 2 6 4 0.5,0.5 | M56,321.6Z',
      'line #e2711d 2 6 4 0.5,0.5 | M536.32,367.36L561.6,367.36L586.88,367.36',
    ]);
  });

  test('of many epochs has ten numbers at its foot, of few as many as there are', () => {
    const feet = [2, 11, 18].map((count) =>
      marksOf(accuracyPlot(Array.from({ length: count }, (_, i) => epoch(i))), 'x-axis tick label'),
    );
    expect(feet).toEqual([
      ['x-axis tick label 0.5,9.5 | 0 56,392 | 1 688,392'],
      [
        'x-axis tick label 0.5,9.5 | 0 56,392 | 1 119.2,392 | 2 182.4,392 | 3 245.6,392 | 4 308.8,392 | 5 372,392 | 6 435.2,392 | 7 498.4,392 | 8 561.6,392 | 9 624.8,392 | 10 688,392',
      ],
      [
        'x-axis tick label 0.5,9.5 | 0 56,392 | 2 130.35,392 | 4 204.71,392 | 6 279.06,392 | 8 353.41,392 | 10 427.76,392 | 12 502.12,392 | 14 576.47,392 | 16 650.82,392',
      ],
    ]);
  });
});

describe('the picture of the losses', () => {
  test('has for each iteration how far the loss has moved, and the mean over those around it', () => {
    expect(seen(lossPlot([4, 2, 3, 1, 0], 2))).toEqual([
      'middle 720 440 0 0 720 440 Loss of each iteration, with its running mean font-size:14px img',
      'y-grid 0.1 0,0.5 | 56 688 392 392 | 56 688 348 348 | 56 688 304 304 | 56 688 260 260 | 56 688 216 216 | 56 688 172 172 | 56 688 128 128 | 56 688 84 84 | 56 688 40 40',
      'y-axis tick label end -8.5,0.5 | 0.0 56,392 | 0.5 56,348 | 1.0 56,304 | 1.5 56,260 | 2.0 56,216 | 2.5 56,172 | 3.0 56,128 | 3.5 56,84 | 4.0 56,40',
      'y-axis label start -52.5,-36.5 | ↑ loss 56,40',
      'x-axis tick label 0.5,9.5 | 0.0 56,392 | 0.5 119.2,392 | 1.0 182.4,392 | 1.5 245.6,392 | 2.0 308.8,392 | 2.5 372,392 | 3.0 435.2,392 | 3.5 498.4,392 | 4.0 561.6,392 | 4.5 624.8,392 | 5.0 688,392',
      'x-axis label 0.5,45.5 | iterations → 372,392',
      'rule #2f7fd8 0.45 0.5,0 | 56 56 40 40 | 182.4 182.4 216 40 | 308.8 308.8 216 128 | 435.2 435.2 304 128 | 561.6 561.6 392 304',
      'line #e2711d 2 0.5,0.5 | M56,40L182.4,128L308.8,216L435.2,274.67L561.6,392',
      'text #2f7fd8 end -7.5,8.5 | each batch 688,40',
      'text #e2711d end -7.5,28.5 | mean over 2 688,40',
    ]);
  });

  /** The losses of `count` iterations, all 1 but for those that are given by their place. */
  const losses = (count: number, others: Record<number, number>) =>
    Array.from({ length: count }, (_, i) => others[i] ?? 1);

  test('of more than 600 iterations has several in a column: from the least to the most of them and of the one before', () => {
    const columns = marksOf(lossPlot(losses(1800, { 899: 3, 1001: 0 })), 'rule')[0]
      .split(' | ')
      .slice(1);
    expect(columns).toHaveLength(600);
    expect(columns.filter((column) => !/ (\S+) \1$/.test(column))).toEqual([
      '371.3 371.3 274.67 40',
      '372.35 372.35 274.67 40',
      '407.11 407.11 392 274.67',
      '408.16 408.16 392 274.67',
    ]);
  });

  test('ends with its last iterations, however many are in the last column', () => {
    expect(
      marksOf(lossPlot(losses(601, { 600: 2 })), 'rule')[0]
        .split(' | ')
        .slice(-2),
    ).toEqual(['685.9 685.9 216 216', '686.95 686.95 216 40']);
  });

  test('takes the mean over a hundred iterations unless told otherwise, and over fewer near both ends', () => {
    const plot = lossPlot(losses(300, { 0: 101, 150: 102, 299: 101 }));
    const path = marksOf(plot, 'line')[0].split(/[ML]/).slice(1);
    expect(
      [0, 1, 49, 50, 51, 99, 100, 101, 150, 199, 200, 201, 249, 250, 298, 299].map((i) => path[i]),
    ).toEqual([
      '56,68.8',
      '58.11,282.13',
      '159.23,385.57',
      '161.33,385.63',
      '163.44,388.8',
      '264.56,388.8',
      '266.67,385.6',
      '268.77,385.6',
      '372,385.6',
      '475.23,385.6',
      '477.33,385.6',
      '479.44,388.8',
      '580.56,385.63',
      '582.67,385.57',
      '683.79,282.13',
      '685.89,68.8',
    ]);
    expect(marksOf(plot, 'text')).toEqual([
      'text #2f7fd8 end -7.5,8.5 | each batch 688,40',
      'text #e2711d end -7.5,28.5 | mean over 100 688,40',
    ]);
  });
});

describe('the picture of the confusions', () => {
  const counts = array([
    [3, 1],
    [1, 15],
  ]);

  test('has the names of the classes beside it without ticks', () => {
    const parts = inlineSvg(confusionPlot(counts)).match(/aria-label="[xy]-axis[^"]*"/g);
    expect(parts).toEqual(
      ['y-axis tick label', 'y-axis label', 'x-axis tick label', 'x-axis label'].map(
        (part) => `aria-label="${part}"`,
      ),
    );
  });

  test('has a row for what is and a column for what was said: right answers blue, wrong ones orange, the most frequent strongest', () => {
    expect(seen(confusionPlot(counts))).toEqual([
      'middle 560 520 0 0 560 520 Confusion matrix: a row for each actual class, a column for each predicted class font-size:14px img',
      'y-axis tick label end -8.5,107.5 | 0 56,65 | 1 56,288',
      'y-axis label -52.5,0.5 | actual 56,284) rotate(-90',
      'x-axis tick label 111.5,-8.5 | 0 66,56 | 1 297,56',
      'x-axis label 0.5,-47.5 | predicted 292,56',
      'cell | 66 222 214 3 #2f7fd8 0.45 | 297 222 214 3 #e2711d 0.6 | 66 222 214 3 #e2711d 0.3 | 297 222 214 3 #2f7fd8 0.56',
      'text 111.5,107.5 | 3 66,65 | 1 297,65 | 1 66,288 | 15 297,288',
    ]);
  });

  test('has no numbers where nothing was counted, and no color', () => {
    const lines = seen(
      confusionPlot(
        array([
          [2, 0],
          [0, 0],
        ]),
      ),
    );
    expect(lines.slice(-2)).toEqual([
      'cell | 66 222 214 3 #2f7fd8 0.6 | 297 222 214 3 #e2711d 0 | 66 222 214 3 #e2711d 0 | 297 222 214 3 #2f7fd8 0',
      'text 111.5,107.5 | 2 66,65',
    ]);
  });
});
