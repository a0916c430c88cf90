// What a checkpoint file may say: a hash tells that the file is whole, and this that its contents are those of a run.
import { describe, expect, test } from '@jest/globals';
import { isCheckpoint } from '../../../../tools/train/run/checkpoint-schema';

const settings = {
  iterations: 2,
  batchSize: 100,
  hiddenSize: 50,
  learningRate: 0.1,
  weightInitStd: 0.01,
  seed: 0,
  dtype: 'float64',
  mine: false,
};
const epoch = { iteration: 0, trainAccuracy: 0, testAccuracy: 1 };
const whole = {
  settings,
  source: { fingerprint: 'f00d' },
  seconds: 0,
  finished: true,
  history: { losses: [2.3, 2.2], epochs: [epoch] },
  random: {},
  params: 'AAAA',
};

/** The whole checkpoint with another value in one place, such as 'settings.seed'. */
function withOther(path: string, value: unknown): unknown {
  const changed = structuredClone(whole) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  const place = names.reduce((record, name) => record[name] as Record<string, unknown>, changed);
  place[last] = value;
  return changed;
}

const largest = Number.MAX_SAFE_INTEGER;

describe('a checkpoint is sound', () => {
  test('as the trainer writes it', () => expect(isCheckpoint(whole)).toBe(true));

  const sound: [path: string, ...values: unknown[]][] = [
    ['settings.iterations', largest],
    ['settings.batchSize', 1, 100_000],
    ['settings.hiddenSize', 1, 10_000],
    ['settings.learningRate', Number.MIN_VALUE, 1e300],
    ['settings.weightInitStd', 0, 3],
    ['settings.seed', 1, largest],
    ['settings.dtype', 'float32'],
    ['settings.limit', undefined, 1, 60_000],
    ['settings.mine', true],
    ['source.folder', undefined, 'digits'],
    ['seconds', 0.5],
    ['finished', false],
    ['history.losses', [], [0], [-1]],
    ['history.epochs', []],
    ['history.epochs.0.trainAccuracy', 1],
    ['history.epochs.0.testAccuracy', 0],
    ['history.epochs.0.iteration', 600],
    ['params', ''],
  ];
  test.each(sound.flatMap(([path, ...values]) => values.map((value) => [path, value] as const)))(
    'with %s %p',
    (path, value) => expect(isCheckpoint(withOther(path, value))).toBe(true),
  );
});

describe('a checkpoint is not sound', () => {
  test.each([undefined, null, 'text', 7, [[]]])('that is %p', (value) => {
    expect(isCheckpoint(value)).toBe(false);
  });

  /** Kinds that no field is of, and for the numbers what lies beyond their ends. */
  const unsound: [path: string, ...values: unknown[]][] = [
    ['settings', undefined, null, [], 'text'],
    ['settings.iterations', undefined, '2', 0, 2.5, NaN, Infinity, largest + 1],
    ['settings.batchSize', undefined, '1', 0, 1.5, 100_001],
    ['settings.hiddenSize', undefined, '1', 0, 1.5, 10_001],
    ['settings.learningRate', undefined, '1', 0, -0.1, NaN, Infinity],
    ['settings.weightInitStd', undefined, '1', -0.01, NaN, Infinity],
    ['settings.seed', undefined, '1', -1, 0.5, largest + 1],
    ['settings.dtype', undefined, 'float16', 64],
    ['settings.limit', null, '1', 0, 1.5],
    ['settings.mine', undefined, 0, 'no'],
    ['source', undefined, null, [], 'text'],
    ['source.fingerprint', undefined, 7],
    ['source.folder', null, 7],
    ['seconds', undefined, '0', -1, NaN, Infinity],
    ['finished', undefined, 1],
    ['history', undefined, null, [], 'text'],
    ['history.losses', undefined, {}, 'text', [2.3, 2.2, 2.1], ['2.3'], [NaN], [2.3, null]],
    ['history.epochs', undefined, {}, 'text', [epoch, null], [[]], ['text']],
    ['history.epochs.0.iteration', undefined, '0', -1, 0.5],
    ['history.epochs.0.trainAccuracy', undefined, '0', -0.1, 1.1, NaN],
    ['history.epochs.0.testAccuracy', undefined, '0', -0.1, 1.1, NaN],
    ['random', undefined, null, [], 'text'],
    ['params', undefined, 7],
  ];
  test.each(unsound.flatMap(([path, ...values]) => values.map((value) => [path, value] as const)))(
    'with %s %p',
    (path, value) => expect(isCheckpoint(withOther(path, value))).toBe(false),
  );
});
