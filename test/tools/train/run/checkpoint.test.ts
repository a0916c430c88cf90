// A checkpoint: what a run needs to go on with the very same numbers, and what is reported about one that is damaged.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Dataset } from '#lib/mnist';
import { array } from '#lib/ndarray';
import { writeNpz } from '#lib/npz';
import { defaults, newRun, trainMnist } from '../../../../tools/train/mnist-trainer';
import {
  encode,
  dataFingerprint,
  folderToResume,
  readCheckpoint,
  restored,
  stateOf,
  type Checkpoint,
} from '../../../../tools/train/run/checkpoint';
import { UserError } from '../../../../tools/train/run/user-error';
import { COMPARISON_FILES, FILES, RunFolder } from '../../../../tools/train/run/run-folder';
import type { Settings } from '../../../../tools/train/run/settings';
import { temporaryFolder } from '../../support/folders';
import { drawnDigits } from '../../support/trainer';

const root = realpathSync(temporaryFolder());
const here = process.cwd();
let home: string;
beforeEach(() => {
  home = join(root, String(readdirSync(root).length));
  mkdirSync(home);
  process.chdir(home);
});
afterEach(() => process.chdir(here));

const data = { train: drawnDigits(20), test: drawnDigits(10) };
const settings: Settings = {
  ...defaults,
  hiddenSize: 3,
  batchSize: 5,
  iterations: 10,
  dtype: 'float64',
  mine: false,
};

async function checkpointAfter(iterations: number): Promise<Checkpoint> {
  const run = newRun(settings, data);
  await trainMnist(run, data, { ...settings, iterations });
  return {
    settings,
    source: { fingerprint: dataFingerprint(data) },
    seconds: 1,
    finished: false,
    ...stateOf(run),
  };
}

/** Writes a file of a run in runs/, and says where the run is. */
function keep(name: string, contents: string): string {
  const folder = resolve('runs', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, FILES.checkpoint), contents);
  return folder;
}

describe('a checkpoint', () => {
  test('holds every number to the last bit, and where the random numbers stand', async () => {
    const folder = RunFolder.create('run', false);
    folder.write(FILES.checkpoint, encode(await checkpointAfter(6)));
    const resumed = restored(newRun(settings, data), readCheckpoint('run'));
    await trainMnist(resumed, data, settings);
    folder.release();

    const whole = newRun(settings, data);
    await trainMnist(whole, data, settings);
    expect(resumed.history).toEqual(whole.history);
    expect(resumed.net.params).toEqual(whole.net.params);
  });

  test('says what it is, in a line of JSON with the hash of its contents', async () => {
    const checkpoint = await checkpointAfter(1);
    const content = JSON.stringify(checkpoint);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(encode(checkpoint)).toBe(
      `{"format":"gradient-dojo checkpoint 1","sha256":"${sha256}","checkpoint":${content}}\n`,
    );
  });

  test('that is cut off, or changed in a single character, is called damaged', async () => {
    const text = encode(await checkpointAfter(1));
    const positions = [
      1,
      10,
      text.indexOf('checkpoint 1') + 11,
      text.indexOf('"seed":1') + 7,
      text.indexOf('"params":"') + 500,
      text.length - 4,
    ];
    const damaged = [
      '',
      'null',
      ...positions.map((position) => text.slice(0, position)),
      ...positions.map((position) => `${text.slice(0, position)}9${text.slice(position + 1)}`),
    ];
    for (const contents of damaged) {
      const sentence = `${join('runs', '1', FILES.checkpoint)} is damaged or of another version: start a new run`;
      expect(() => readCheckpoint(keep('1', contents))).toThrow(new UserError(sentence));
    }
  });

  test('that is whole and says nonsense is called damaged', async () => {
    const { settings, ...nonsense } = await checkpointAfter(1);
    const folder = keep('1', encode(nonsense as Checkpoint));
    expect(() => readCheckpoint(folder)).toThrow('is damaged or of another version');
    expect(readCheckpoint(keep('2', encode({ ...nonsense, settings })))).toEqual({ ...nonsense, settings });
  });

  test('that cannot be read is reported as such', () => {
    const file = join('elsewhere', FILES.checkpoint);
    expect(() => readCheckpoint('elsewhere')).toThrow(
      expect.objectContaining({
        message: `${file} cannot be read (ENOENT): check the path`,
        exitStatus: 1,
        cause: expect.objectContaining({ code: 'ENOENT' }),
      }),
    );
  });
});

describe('what a checkpoint cannot put into a network', () => {
  const damaged = (what: string): string => `the checkpoint is damaged: ${what}: start a new run`;
  const paramsOf = (arrays: Parameters<typeof writeNpz>[0]): string =>
    Buffer.from(writeNpz(arrays)).toString('base64');
  const restore = (changes: Partial<Checkpoint>) => async () =>
    restored(newRun(settings, data), { ...(await checkpointAfter(1)), ...changes });

  test.each([
    ['no parameters', paramsOf({}), 'none'],
    [
      'parameters of other shapes, whatever their order',
      paramsOf({ b1: array([1, 2]), W1: array([[1, 2]]) }),
      'W1 (1×2), b1 (2)',
    ],
    ['a name that would write to the terminal', paramsOf({ 'W\u001b[2J': array([1]) }), 'W�[2J (1)'],
    ['a name as long as a page', paramsOf({ ['W'.repeat(300)]: array([1]) }), 'W'.repeat(200)],
  ])('%s', async (_, params, found) => {
    const expected = 'W1 (784×3), W2 (3×10), b1 (3), b2 (10)';
    await expect(restore({ params })).rejects.toThrow(
      new UserError(damaged(`expected the parameters ${expected}, found ${found}`)),
    );
  });

  test('what is no file of parameters', async () => {
    await expect(restore({ params: 'AAAA' })).rejects.toThrow(/^the parameters in the checkpoint\b/);
  });

  test('random numbers that stand nowhere', async () => {
    await expect(restore({ random: {} })).rejects.toMatchObject({
      message: damaged('the state of the random numbers is missing'),
      exitStatus: 1,
      cause: expect.any(Error),
    });
  });
});

describe('--resume', () => {
  test('means the latest run that is not finished', async () => {
    const checkpoint = await checkpointAfter(1);
    keep('done', encode({ ...checkpoint, finished: true }));
    expect(() => folderToResume(true)).toThrow(
      new UserError(
        'there is no unfinished run in runs/: name one with --resume <run>, or leave out --resume',
      ),
    );
    const folder = keep('open', encode(checkpoint));
    expect(folderToResume(true)).toBe(folder);
  });

  test('passes over what is damaged, and says so where nothing else is left', async () => {
    keep('damaged', '');
    const comparison = resolve('runs', 'comparison');
    mkdirSync(comparison);
    writeFileSync(join(comparison, COMPARISON_FILES.comparison), '');
    expect(() => folderToResume(true)).toThrow(/is damaged or of another version/);
    const open = keep('open', encode(await checkpointAfter(1)));
    utimesSync(join(open, FILES.checkpoint), 1, 1); // the others are later
    expect(folderToResume(true)).toBe(open);
  });

  test('with a name means a folder here, or else one in runs/', () => {
    const inRuns = keep('1', '');
    expect(folderToResume('1')).toBe(inRuns);
    expect(folderToResume(inRuns)).toBe(inRuns);
    mkdirSync('1');
    expect(folderToResume('1')).toBe(inRuns);
    writeFileSync(join('1', FILES.checkpoint), '');
    expect(folderToResume('1')).toBe(resolve('1'));
  });

  test('with the name of something else is told so', () => {
    writeFileSync('notes', '');
    for (const name of ['notes', 'nowhere']) {
      expect(() => folderToResume(name)).toThrow(
        new UserError(
          `${name}: there is no run with a checkpoint.json here: check the path, or see what is in runs/`,
        ),
      );
    }
  });
});

describe('the fingerprint of the data', () => {
  test('is the hash of every pixel and every label, as they are in the four files', () => {
    const fresh = { train: drawnDigits(3), test: drawnDigits(2) }; // kept as bytes until the numbers are read
    const fingerprint = dataFingerprint(fresh);
    const hash = createHash('sha256');
    for (const { x, labels } of [fresh.train, fresh.test]) {
      hash.update(Uint8Array.from(x.data, (pixel) => Math.round(255 * pixel)));
      hash.update(Uint8Array.from(labels));
    }
    expect(fingerprint).toBe(hash.digest('hex'));
  });

  test('is the same however the pixels are kept', () => {
    const kept = (x: Dataset['x']) => dataFingerprint({ ...data, train: { ...data.train, x } });
    const plain = data.train.x.copy();
    plain.data[0] += 0; // from here on it keeps numbers
    expect(kept(plain)).toBe(dataFingerprint(data));
    expect(kept(plain.astype('float32'))).toBe(dataFingerprint(data));
    plain.set(3, 300, (Math.round(plain.at(3, 300) * 255) + 1) / 255);
    expect(kept(plain)).not.toBe(dataFingerprint(data));
  });
});

// Written by commit 8231273, in which there was only one kind of network, one optimizer and no schedule.
test('a checkpoint of an earlier version goes on, with the numbers that a run of today has', async () => {
  const kept = readCheckpoint(resolve(__dirname, '../../../fixtures/earlier-run'));
  expect(kept.settings).toMatchObject({
    net: 'two-layer',
    optimizer: 'sgd',
    schedule: 'constant',
    iterations: 20,
  });
  const digits = { train: drawnDigits(60), test: drawnDigits(20) };
  const longer = { ...kept.settings, iterations: 25 };
  const resumed = restored(newRun(longer, digits), kept);
  expect(resumed.history.losses).toHaveLength(20);
  await trainMnist(resumed, digits, longer);
  const whole = newRun(longer, digits);
  await trainMnist(whole, digits, longer);
  expect(resumed.history.losses).toEqual(whole.history.losses);
});
