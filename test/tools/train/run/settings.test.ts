// The settings with which a run goes on: its own, with more iterations and nothing else.
import { describe, expect, test } from '@jest/globals';
import { SETTINGS, settingsOf, settingsToResume, type Settings } from '../../../../tools/train/run/settings';

const own: Settings = {
  iterations: 1000,
  batchSize: 100,
  learningRate: 0.1,
  schedule: 'constant',
  net: 'two-layer',
  hiddenSize: 50,
  hidden: [100, 100],
  activation: 'relu',
  optimizer: 'sgd',
  weightInitStd: 0.01,
  seed: 42,
  dtype: 'float64',
  limit: undefined,
  mine: false,
};

test('settings are picked out of the options that were typed, each by its own name', () => {
  expect(settingsOf({ ...own, out: 'runs/1', resume: false } as Settings)).toEqual(own);
  expect(SETTINGS).toEqual({
    iterations: '--iterations',
    batchSize: '--batch-size',
    optimizer: '--optimizer',
    learningRate: '--learning-rate',
    schedule: '--schedule',
    net: '--net',
    hiddenSize: '--hidden-size',
    hidden: '--hidden',
    activation: '--activation',
    weightInitStd: '--weight-init-std',
    seed: '--seed',
    dtype: '--dtype',
    limit: '--limit',
    mine: '--mine',
  });
});

describe('a run goes on', () => {
  test('with its own settings, whether they are typed again or not', () => {
    expect(settingsToResume(own, {}, 1000)).toEqual(own);
    expect(settingsToResume(own, { ...own }, 0)).toEqual(own);
    expect(settingsToResume({ ...own, mine: true }, { mine: true }, 0)).toEqual({ ...own, mine: true });
    const falling: Settings = { ...own, schedule: 'linear' };
    expect(settingsToResume(falling, { iterations: 1000 }, 900)).toEqual(falling);
  });

  test('with another number of iterations, down to those that are done', () => {
    expect(settingsToResume(own, { iterations: 5000 }, 1000)).toEqual({ ...own, iterations: 5000 });
    expect(settingsToResume(own, { iterations: 500 }, 500)).toEqual({ ...own, iterations: 500 });
  });
});

describe('a run does not go on', () => {
  const remedy = 'leave it out to continue, or leave out --resume to start a new run';
  const cases: [what: string, own: Settings, given: Partial<Settings>, sentence: string][] = [
    [
      'with another setting',
      own,
      { learningRate: 0.5 },
      `--learning-rate 0.5 differs from the run's 0.1: ${remedy}`,
    ],
    [
      'with fewer images, where it had all',
      own,
      { limit: 10 },
      `--limit 10 differs from the run's all images: ${remedy}`,
    ],
    [
      'with fewer iterations than are done',
      own,
      { iterations: 899 },
      '--iterations 899 is less than the 900 that are done: ask for more, or start a new run',
    ],
    [
      'with more iterations where its learning rate falls to 0 at the end',
      { ...own, schedule: 'linear' },
      { iterations: 1001 },
      "--iterations 1001 differs from the run's 1000, over which its learning rate falls to 0: leave it out to continue, or start a new run",
    ],
    [
      'with fewer iterations where its learning rate falls to 0 at the end',
      { ...own, schedule: 'linear' },
      { iterations: 950 },
      "--iterations 950 differs from the run's 1000, over which its learning rate falls to 0: leave it out to continue, or start a new run",
    ],
    [
      "with the student's topics after the course's",
      own,
      { mine: true },
      "this run was trained with the course's code: leave out --mine",
    ],
    [
      "with the course's code after the student's",
      { ...own, mine: true },
      {},
      'this run was trained with your own code: add --mine',
    ],
  ];
  test.each(cases)('%s', (_, itsOwn, given, sentence) => {
    expect(() => settingsToResume(itsOwn, given, 900)).toThrow(new Error(sentence));
  });
});
