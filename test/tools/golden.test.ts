// Each report as a whole, beside its golden file in test/golden/. Where one is to change, `npm run golden` writes it anew.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { array, fromBytes, oneHot } from '#lib/ndarray';
import type { SuiteOutcome, TestOutcome } from '#engine/runner/outcome';
import * as trainer from '../../tools/train/mnist-trainer';
import { writeClassReports, writeStudentReports } from '../../tools/grade/reports';
import { Reporting } from '../../tools/grade/reports/words';
import { nextHint } from '../../tools/learn/hints';
import { listLines, Loop } from '../../tools/learn/loop';
import type { Judge } from '../../tools/shared/judge';
import { Progress } from '../../tools/shared/progress';
import { verdictLines, type Style } from '../../tools/shared/verdict';
import { makeComparisonReport } from '../../tools/train/report/comparison-report';
import { makeReport, type TrainingResults } from '../../tools/train/report/report';
import type { Check } from '../../tools/verify/checks';
import { reportLines } from '../../tools/verify/run';
import { colors, seen } from './support/ansi';
import { COURSE, courseIn } from './support/course';
import { temporaryFolder } from './support/folders';
import { expectGolden, filesIn, GOLDEN } from './support/golden';
import * as small from './support/small-class';

type Bundled = typeof import('./support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('./support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('./support/esm-for-jest').bundled('linkedom'));
jest.mock('fast-png', () => jest.requireActual<Bundled>('./support/esm-for-jest').bundled('fast-png'));

const topic = small.first;
const textOf = (lines: string[]): string =>
  seen(lines)
    .map((line) => `${line}\n`)
    .join('');

/** Whether a file or folder is none of a topic from the third on. */
const isOfTwoTopics = (path: string): boolean => !/^(?!0[12])\d\d-/.test(basename(path));

/** What can become of a test of the first topic's suite, each once. */
const outcomes: TestOutcome[] = [
  ...small.tests,
  {
    block: 'f',
    sentence: 'being wrong by 3 in one place costs 4.5',
    kind: 'example',
    status: 'failed',
    finding: { inputs: [], problem: { kind: 'differs', received: '9', expected: '4.5' }, seed: 7 },
  },
];
const found: SuiteOutcome = { topic, seed: 7, tests: outcomes };

describe.each(COURSE.languages)('in %s', (language) => {
  const style: Style = { colors, language, width: 80 };
  const [out, folder] = [temporaryFolder(), temporaryFolder()];

  test('what the grader writes for a class', () => {
    const reporting = new Reporting(COURSE, language);
    const { alice, carol, dan, eve } = small;
    const bob = { ...small.bob, name: '=bob', student: { login: '=bob' } }; // its folder has this name
    const all = [alice, bob, carol, dan, eve];
    writeClassReports(out, all, reporting);
    for (const verdict of all) writeStudentReports(out, verdict, reporting);
    const files = filesIn(out).map((name) => [name, readFileSync(join(out, name), 'utf8')] as const);
    expectGolden(`grade-${language}`, Object.fromEntries(files));
  });

  test('what check says of a file', () => {
    const verdict = (outcome: Partial<SuiteOutcome>): string =>
      textOf(verdictLines(COURSE, { ...found, ...outcome }, style));
    const place = `exercises/${topic}.ts:16:12`;
    expectGolden(`check-${language}`, {
      'all-hold.txt': verdict({ tests: outcomes.map((test) => ({ ...test, status: 'passed' })) }),
      'crash.txt': verdict({ tests: [], crash: 'Error: no\n\n    at f' }),
      'example.txt': verdict({ tests: outcomes.slice(-1) }),
      'law.txt': verdict({}),
      'types.txt': verdict({
        tests: [],
        crash: `${place} - error TS2355: A function whose declared type is neither 'undefined' nor 'void' must return a value.`,
      }),
      'unwritten.txt': verdict({ tests: outcomes.filter(({ status }) => status === 'unwritten') }),
    });
  });

  test('what npm start, list and hint show', async () => {
    const course = courseIn(folder); // of two topics, and no more if the course gets a twentieth
    for (const part of ['docs', 'exercises', 'test/stubs', 'test/translations'])
      cpSync(join(COURSE.root, part), join(folder, part), { recursive: true, filter: isOfTwoTopics });
    for (const stub of course.topicNames().map(course.exercise))
      writeFileSync(stub, `${readFileSync(stub, 'utf8')}\n// begun\n`);
    const progress = new Progress(course, join(folder, '.dojo'));
    const pages: Record<string, string> = {};
    let shown: string[] = [];
    let outcome = found;
    const judge = { run: () => Promise.resolve(outcome) } as unknown as Judge;
    const screen = { style: () => style, show: (lines: string[]) => void (shown = lines) };
    const loop = new Loop(judge, progress, screen, { watching: true });
    await loop.run();
    pages['start-fails.txt'] = textOf(shown);
    outcome = { ...found, tests: outcomes.map((test) => ({ ...test, status: 'passed' })) };
    await loop.run();
    pages['start-holds.txt'] = textOf(shown);
    pages['list.txt'] = textOf(listLines(progress, style));
    pages['hint.txt'] = textOf(nextHint(topic, undefined, progress, language)(style));
    expectGolden(`learn-${language}`, pages);
  });
});

test('what verify says of topics', () => {
  const all: Check[] = [
    'twins',
    'stub',
    'solution',
    'rejected',
    'named',
    'accepted',
    'lesson',
    'hints',
    'ko',
  ].map((column) => ({ column }));
  const results = new Map([
    ['01-one', all],
    ['02-other', [...all.slice(1), { column: 'stub', problem: '02-other: on the stub, "f is 1" passed' }]],
    ['03-new', [...all.slice(0, -1), { column: 'ko', pending: '03-new: no lesson in ko yet' }]],
  ]);
  const others: Check[] = [{ column: 'claims' }, { column: 'claims', problem: 'a number rests on no claim' }];
  expectGolden('verify', {
    'problems.txt': textOf(reportLines('verify', COURSE, results, others, colors).lines),
  });
});

describe('the trainer', () => {
  const labels = [7, 2];
  const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => i);
  const samples = { x: fromBytes(images, [2, 784], 255), t: oneHot(labels, 10), labels };
  const losses = Array.from({ length: 1_500 }, (_, i) => 2 / (1 + i / 100) + (i % 3) / 10);
  const history = {
    losses,
    epochs: [0, 600, 1_200].map((iteration) => ({
      iteration,
      trainAccuracy: 0.1 + iteration / 1_500,
      testAccuracy: 0.1 + iteration / 1_600,
    })),
  };

  test('what it writes of a run', () => {
    const results: TrainingResults = {
      name: 'R&D',
      settings: { ...trainer.defaults, dtype: 'float64', mine: false },
      source: { fingerprint: 'f00d' },
      data: { train: samples, test: samples },
      history,
      iterationsPerEpoch: 600,
      testAccuracy: 0.97256,
      seconds: 125,
      examination: {
        confusion: array([
          [7, 1],
          [2, 15],
        ]),
        accuracyByClass: array([0.875, 15 / 17]),
        mostConfused: [{ actual: 1, predicted: 0, count: 2 }],
      },
      wrong: [{ index: 1, actual: 2, predicted: 7, probability: 0.87654 }],
    };
    const { accuracy, confusion, loss, report } = makeReport(results, trainer);
    expectGolden('train', {
      'accuracy.svg': accuracy,
      'confusion.svg': confusion,
      'loss.svg': loss,
      'report.html': report,
    });
  });

  test('what it writes of a comparison', () => {
    const run = {
      history,
      testAccuracy: 0.9,
      seconds: 60,
      options: { ...trainer.defaults, dtype: 'float64' },
    };
    const outcomes = [0.1, 1].map((learningRate, i) => ({
      ...run,
      label: `learning rate ${learningRate}`,
      folder: `${i + 1}_learning-rate_${learningRate}`,
      options: { ...run.options, learningRate },
      ...(i === 1 && { testAccuracy: undefined, problem: 'the loss is no number any more' }),
    }));
    const { accuracy, loss, report } = makeComparisonReport({
      name: 'rates',
      compared: ['learning-rate'],
      command: 'npm run train -- --compare learning-rate=0.1,1',
      outcomes,
    } as unknown as Parameters<typeof makeComparisonReport>[0]);
    expectGolden('compare', { 'accuracy.svg': accuracy, 'loss.svg': loss, 'report.html': report });
  });
});

test('every golden file is compared', () => {
  expect(readdirSync(GOLDEN).sort()).toEqual([
    ...['check-en', 'check-ko', 'compare', 'grade-en', 'grade-ko', 'learn-en', 'learn-ko', 'train', 'verify'],
  ]);
});
