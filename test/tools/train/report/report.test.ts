// The page that a run ends with, and what changes on it with the run. A whole one is among the golden files (test/golden/train).
import { describe, expect, jest, test } from '@jest/globals';
import { decode } from 'fast-png';
import { array, fromBytes, oneHot } from '#lib/ndarray';
import * as trainer from '../../../../tools/train/mnist-trainer';
import { defaults, type Examination } from '../../../../tools/train/mnist-trainer';
import { makeReport, type Report, type TrainingResults } from '../../../../tools/train/report/report';
import type { Settings } from '../../../../tools/train/run/settings';
import type { WrongAnswer } from '../../../../tools/train/report/wrong-answers';

type Bundled = typeof import('../../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('linkedom'));
jest.mock('fast-png', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('fast-png'));

const settings: Settings = { ...defaults, dtype: 'float64', mine: false };

/** Two images, of which the second has the pixels 0, 1, 2 … */
const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => (i < 784 ? 0 : i));
const labels = [7, 2];
const samples = { x: fromBytes(images, [2, 784], 255), t: oneHot(labels, 10), labels };

const examination: Examination = {
  confusion: array([
    [0, 1],
    [0, 1],
  ]),
  accuracyByClass: array([0.5, NaN, 0.98765]),
  mostConfused: [
    { actual: 4, predicted: 9, count: 1234 },
    { actual: 3, predicted: 5, count: 1 },
  ],
};

const wrongAnswer: WrongAnswer = { index: 1, actual: 2, predicted: 7, probability: 0.87654 };

const results: TrainingResults = {
  name: 'R&D',
  settings,
  source: { fingerprint: 'f00d' },
  data: { train: samples, test: samples },
  history: {
    losses: [...Array<number>(1000).fill(9), ...Array<number>(99).fill(1), 2],
    epochs: [
      { iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.09876 },
      { iteration: 1000, trainAccuracy: 0.91234, testAccuracy: 0.9 },
    ],
  },
  iterationsPerEpoch: 1000,
  testAccuracy: 0.97256,
  seconds: 125,
  examination,
  wrong: [wrongAnswer],
};

const report = (): Report => makeReport(results, trainer);

/** A page as a person reads it: without style, a line for each thing on it, and [labels] in place of the pictures. */
function linesOf({ report }: Report): string[] {
  return report
    .replace(/<head>[^]*<\/head>/, '')
    .replace(
      /<svg[^>]* aria-label="([^"]*)"[^]*?<\/svg>|<img [^>]*alt="([^"]*)"[^>]*>/g,
      (_, a: string, b: string) => ` [${a ?? b}] `,
    )
    .replace(/\s+/g, ' ')
    .replace(/<\/?(dl|div|p|h\d|section|figure|li|tr|summary)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** The lines about this thing: from this one on, so many. */
function linesFrom(start: string, count: number, changes: Partial<TrainingResults>): string[] {
  const lines = linesOf(makeReport({ ...results, ...changes }, trainer));
  return lines.slice(lines.indexOf(start)).slice(1, count + 1);
}

test('the page is called after the run, needs nothing from elsewhere, and has its own style', () => {
  const page = report().report;
  expect(page).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
  expect(page).toContain('<title>R&#38;D · training report</title>');
  expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  expect(page).toMatch(/<style>\s*:root \{\s*--paper: #/);
});

test('the settings are called by their words', () => {
  expect(report().report).toMatch(/>batch size</);
  expect(report().report).not.toContain('--batch');
});

test('the pictures are files as well', () => {
  const { accuracy, loss, confusion } = report();
  const pictures = [accuracy, loss, confusion];
  for (const picture of pictures) {
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]*<\/svg>\n$/);
  }
  expect(pictures.map((picture) => /aria-label="(\w+)/.exec(picture)![1])).toEqual([
    'Accuracy',
    'Loss',
    'Confusion',
  ]);
});

test('an image that was read wrong is shown as it is', () => {
  const [, png] = /src="data:image\/png;base64,([^"]*)"/.exec(report().report)!;
  const { width, height, channels, depth, data } = decode(Buffer.from(png, 'base64'));
  expect({ width, height, channels, depth }).toEqual({ width: 28, height: 28, channels: 1, depth: 8 });
  expect([...data]).toEqual([...images.slice(784)]);
});

describe('what is read wrong', () => {
  const wrong = (count: number) => Array<WrongAnswer>(count).fill(wrongAnswer);
  const described =
    'wrong answers, the most confident first: the true class, the predicted class with its probability, and the number of the test image.';

  test.each([
    [60, `All 60 ${described}`, [60]],
    [61, `All 61 ${described}`, [60, 1]],
    [1000, `All 1,000 ${described}`, [60, 940]],
    [1001, `The 1,000 most confident of 1,001 ${described}`, [60, 940]],
  ])(
    'if %d images: 60 are shown at once, the others when asked for, and no more than a thousand',
    (count, sentence, shown) => {
      const page = makeReport({ ...results, wrong: wrong(count) }, trainer);
      const galleries = page.report.split('<div class="gallery">').slice(1);
      expect(linesOf(page)).toContain(sentence);
      expect(galleries.map((gallery) => gallery.split('<img ').length - 1)).toEqual(shown);
      const more = shown.slice(1).map((others) => `${others} more`);
      expect(linesOf(page).filter((line) => line.endsWith(' more'))).toEqual(more);
    },
  );

  test('may be nothing', () => {
    expect(linesFrom('Misclassified images', 2, { wrong: [] })).toEqual([
      'None: every test image is classified correctly.',
      'How to repeat it',
    ]);
  });
});

describe('the command that repeats a run', () => {
  const commandOf = (changes: Partial<TrainingResults>) => linesFrom('How to repeat it', 1, changes)[0];

  test('names every setting that is not the usual one', () => {
    const unusual: Settings = {
      iterations: 200,
      batchSize: 10,
      learningRate: 0.5,
      schedule: 'linear',
      net: 'two-layer',
      hiddenSize: 20,
      hidden: [100, 100],
      activation: 'relu',
      optimizer: 'sgd',
      weightInitStd: 0.1,
      seed: 2,
      dtype: 'float32',
      limit: 300,
      mine: true,
    };
    expect(commandOf({ settings: unusual })).toBe(
      'npm run train -- --iterations 200 --batch-size 10 --learning-rate 0.5 --schedule linear --hidden-size 20 --weight-init-std 0.1 ' +
        '--seed 2 --dtype float32 --limit 300 --mine gives the same numbers, to the last bit, on a machine of the same type.',
    );
  });

  test('of a layered network leaves out what belongs to the other one, and what follows from something else', () => {
    const layered: Settings = {
      ...settings,
      net: 'layered',
      hidden: [30, 20],
      optimizer: 'adam',
      learningRate: 0.001,
      schedule: 'linear',
      weightInitStd: 'he',
    };
    expect(commandOf({ settings: layered })).toBe(
      'npm run train -- --optimizer adam --net layered --hidden 30,20 gives the same numbers, to the last bit, on a machine of the same type.',
    );
    const [, , headline] = linesOf(makeReport({ ...results, settings: layered }, trainer));
    expect(headline).toMatch(/^A layered network \(30, 20, relu\), trained/);
    const page = makeReport({ ...results, settings: layered }, trainer).report;
    expect(page).toContain('for l in range(1, 3):');
    expect(page).toContain('np.maximum(0, a)');
  });

  test('names the data where they are not the usual ones, in quotes where a shell needs them', () => {
    const source = { folder: 'my digits', fingerprint: 'f00d' };
    expect(commandOf({ source })).toBe(
      'npm run train -- --data &#34;my digits&#34; gives the same numbers, to the last bit, on a machine of the same type.',
    );
  });
});

test('the head of the page says whose topics and which images they were', () => {
  const source = { folder: 'digits', fingerprint: 'f00d' };
  expect(
    linesFrom('97.3% of the test images classified correctly', 1, {
      source,
      settings: { ...settings, mine: true },
    }),
  ).toEqual([
    'A two-layer network, trained with your own code on 2 images (digits) and measured on 2 others.',
  ]);
});

test('an epoch may be a single iteration', () => {
  expect(linesFrom('How it learned', 1, { iterationsPerEpoch: 1 })[0]).toMatch(
    /an epoch is 1 iteration\. Where/,
  );
});

describe('data of two classes', () => {
  const two = { ...samples, labels: [0, 1], t: oneHot([0, 1], 10) };
  const changes: Partial<TrainingResults> = {
    data: { train: two, test: two },
    examination: {
      confusion: twoClasses(),
      accuracyByClass: array([1, 1, ...Array<number>(8).fill(NaN)]),
      mostConfused: [],
    },
    wrong: [],
  };

  function twoClasses() {
    const rows = Array.from({ length: 10 }, () => Array<number>(10).fill(0));
    [rows[0][0], rows[1][1]] = [5, 7];
    return array(rows);
  }

  test('have a row each, and no heading over nothing', () => {
    expect(linesFrom('Most common confusions', 6, changes)).toEqual([
      expect.stringContaining('[Confusion matrix'),
      'Nothing was confused.',
      'Accuracy by class',
      '0 100.0%',
      '1 100.0%',
      'Misclassified images',
    ]);
  });

  test('are called by their names, everywhere', () => {
    const source = { fingerprint: 'f00d', labels: ['cat', 'dog'] };
    const wrong = [{ index: 1, actual: 1, predicted: 0, probability: 0.5 }];
    const mostConfused = [{ actual: 1, predicted: 0, count: 1 }];
    const examination = { ...changes.examination!, mostConfused };
    const named = { ...changes, source, wrong, examination };
    const page = makeReport({ ...results, ...named }, trainer).report;
    expect(linesFrom('The most frequent', 4, named)).toEqual([
      'dog taken for cat : once',
      'Accuracy by class',
      'cat 100.0%',
      'dog 100.0%',
    ]);
    expect(page).toMatch(/<b>dog<\/b> as <b class="wrong">cat<\/b>/);
    expect(page).toContain('alt="test image 1: dog, read as cat"');
    expect(page).toContain('--labels &#34;cat,dog&#34;');
    expect(/aria-label="Confusion[^]*?<\/svg>/.exec(page)![0]).toMatch(/>cat<[^]*>dog</);
  });
});

test('many epochs are not all in the table, which says so', () => {
  const epochs = Array.from({ length: 150 }, (_, i) => ({ iteration: i, trainAccuracy: 1, testAccuracy: 1 }));
  const lines = linesFrom('The accuracies in numbers (every 10th epoch; history.json has all)', 17, {
    history: { losses: Array<number>(150).fill(1), epochs },
  });
  expect(lines.slice(1, 16)).toEqual(Array.from({ length: 15 }, (_, i) => `${10 * i} 1.0000 1.0000`));
  expect(lines[16]).toBe('Most common confusions');
});

test('where images are left out, it says which', () => {
  const limited = { settings: { ...settings, limit: 2 } };
  const [, , sentence] = linesOf(makeReport({ ...results, ...limited }, trainer));
  expect(sentence).toContain('the first test images are harder');
  const others = { ...limited, source: { fingerprint: 'f00d', folder: 'clothes' } };
  expect(linesOf(makeReport({ ...results, ...others }, trainer))[2]).not.toContain('harder');
});
