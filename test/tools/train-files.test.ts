// What the trainer keeps on disk: the run's folder, its lock, its checkpoint; and how its pages are written.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaults, newRun, trainMnist } from '#topics/mnist-trainer';
import {
  encode,
  fingerprintOf,
  readCheckpoint,
  restored,
  stateOf,
  type Checkpoint,
} from '../../tools/train/checkpoint';
import { barLine, Display, duration, grouped, type Figures } from '../../tools/train/display';
import { explainOwnError } from '../../tools/train/explain';
import { html, Html } from '../../tools/train/html';
import { FILES, RunFolder } from '../../tools/train/run-folder';
import { settingsToResume, type Settings } from '../../tools/train/settings';
import { smallMnist, temporaryFolder } from './train-support';

const data = smallMnist(20);
const settings: Settings = {
  ...defaults,
  hiddenSize: 3,
  batchSize: 5,
  iterations: 10,
  dtype: 'float64',
  mine: false,
};

let folder: string;
beforeEach(() => {
  folder = join(root, String(readdirSync(root).length));
});
const root = temporaryFolder();

async function checkpointAfter(iterations: number): Promise<Checkpoint> {
  const run = newRun(settings, data);
  await trainMnist(run, data, { ...settings, iterations });
  return {
    settings,
    source: { fingerprint: fingerprintOf(data) },
    seconds: 1,
    finished: false,
    ...stateOf(run),
  };
}

describe('a checkpoint', () => {
  test('holds every number to the last bit, and where the random numbers stand', async () => {
    const held = RunFolder.create(folder, false);
    held.write(FILES.checkpoint, encode(await checkpointAfter(6)));
    const resumed = restored(newRun(settings, data), readCheckpoint(folder));
    await trainMnist(resumed, data, settings);

    const whole = newRun(settings, data);
    await trainMnist(whole, data, settings);
    expect(resumed.history).toEqual(whole.history);
    expect(resumed.net.params).toEqual(whole.net.params);
    held.release();
  });

  test('that is cut off, or changed in a single character, is called damaged', async () => {
    const text = encode(await checkpointAfter(1));
    mkdirSync(folder);
    const positions = [
      1,
      10,
      text.indexOf('"seed":1') + 7,
      text.indexOf('"params":"') + 500,
      text.length - 4,
    ];
    const damaged = [
      '',
      ...positions.map((position) => text.slice(0, position)),
      ...positions.map((position) => `${text.slice(0, position)}9${text.slice(position + 1)}`),
    ];
    for (const contents of damaged) {
      writeFileSync(join(folder, FILES.checkpoint), contents);
      expect(() => readCheckpoint(folder)).toThrow(/checkpoint\.json is damaged/);
    }
    expect(() => readCheckpoint(join(folder, 'elsewhere'))).toThrow(/cannot be read \(ENOENT\)/);
  });

  test('tells data apart by a single pixel and a single label', () => {
    const pixel = { ...data, train: { ...data.train, x: data.train.x.copy() } };
    pixel.train.x.set(3, 300, (data.train.x.at(3, 300) * 255 + 1) / 255);
    const label = {
      ...data,
      test: { ...data.test, labels: data.test.labels.with(19, 9 - data.test.labels[19]) },
    };
    const float32 = { ...data, train: { ...data.train, x: data.train.x.astype('float32') } };
    const prints = [data, pixel, label].map(fingerprintOf);
    expect(new Set(prints).size).toBe(3);
    expect(fingerprintOf(float32)).toBe(prints[0]);
  });

  test('goes on with its own settings and with more iterations, and with nothing else', () => {
    expect(settingsToResume(settings, {}, 4)).toEqual(settings);
    expect(settingsToResume(settings, { seed: 1, iterations: 20 }, 4)).toEqual({
      ...settings,
      iterations: 20,
    });
    expect(() => settingsToResume(settings, { iterations: 3 }, 4)).toThrow(
      '--iterations 3 is less than the 4 that are done',
    );
    expect(() => settingsToResume(settings, { learningRate: 0.2 }, 4)).toThrow(
      "--learning-rate 0.2 differs from the run's 0.1",
    );
    expect(() => settingsToResume(settings, { limit: 10 }, 4)).toThrow(
      "--limit 10 differs from the run's all images",
    );
    expect(() => settingsToResume(settings, { mine: true }, 4)).toThrow(
      "the course's topics: leave out --mine",
    );
    expect(() => settingsToResume({ ...settings, mine: true }, {}, 4)).toThrow('your own topics: add --mine');
  });
});

describe("a run's folder", () => {
  const runs: RunFolder[] = [];
  const create = (out: string | undefined, overwrite = false, now?: Date): RunFolder => {
    runs.push(RunFolder.create(out, overwrite, now));
    return runs.at(-1)!;
  };
  afterEach(() => runs.splice(0).forEach((run) => run.release()));

  test('is never that of an earlier run, unless asked for', () => {
    create(folder).write(FILES.checkpoint, 'earlier');
    runs.pop()!.release();
    expect(() => create(folder)).toThrow(/holds an earlier run.*--resume.*--overwrite/);
    expect(readFileSync(join(folder, FILES.checkpoint), 'utf8')).toBe('earlier');
    create(folder, true);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('with other files is left alone, even when a run may be replaced', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    expect(() => create(folder, true)).toThrow(/holds other files \(thesis\.txt\)/);
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  test('has a new name for each run, also in the same second', () => {
    const here = process.cwd();
    mkdirSync(folder);
    process.chdir(folder);
    try {
      const now = new Date(2026, 10, 24, 9, 5, 7);
      const names = [create(undefined, false, now), create(undefined, false, now)].map(({ path }) => path);
      expect(readdirSync('runs')).toEqual(['2026-11-24_09-05-07', '2026-11-24_09-05-07-2']);
      expect(names[1]).toMatch(/runs.2026-11-24_09-05-07-2$/);
    } finally {
      process.chdir(here);
    }
  });

  test('is held by one trainer: a running one keeps it, one that was killed does not', () => {
    const lock = join(folder, 'lock');
    const lockOf = (pid: number, host = hostname()): void =>
      writeFileSync(lock, JSON.stringify({ pid, host }));
    mkdirSync(folder);

    lockOf(process.ppid); // jest or a shell: another process, and alive
    expect(() => RunFolder.open(folder)).toThrow(
      `process ${process.ppid} on ${hostname()}) is at work in this folder`,
    );
    lockOf(1, 'another-computer'); // nobody here can tell
    expect(() => RunFolder.open(folder)).toThrow('process 1 on another-computer');
    writeFileSync(lock, ''); // another trainer, about to write its number
    expect(() => RunFolder.open(folder)).toThrow('another trainer is at work');

    lockOf(spawnSync(process.execPath, ['--version']).pid); // it has ended
    const run = RunFolder.open(folder);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    run.release();
    expect(existsSync(lock)).toBe(false);
  });

  test('says in words why a file cannot be written, and leaves the earlier one', () => {
    const run = create(folder);
    run.write(FILES.history, 'earlier');
    mkdirSync(join(folder, `${FILES.history}.new`));
    expect(() => run.write(FILES.history, 'later')).toThrow(/history\.json: /);
    expect(readFileSync(join(folder, FILES.history), 'utf8')).toBe('earlier');
    writeFileSync(join(root, 'a file'), '');
    expect(() => create(join(root, 'a file', 'run'))).toThrow(
      /there is a file where a folder is needed: .* --out/,
    );
    expect(() => create(join(root, 'a file'))).toThrow(/there is a file where a folder is needed/);
  });
});

describe('the display', () => {
  const epoch = { iteration: 600, trainAccuracy: 0.7873, testAccuracy: 0.79051 };

  test('fits its bar into any terminal', () => {
    const drawn = fc.record({
      done: fc.integer({ min: 0, max: 12_000 }),
      rest: fc.integer({ min: 0, max: 12_000 }),
      width: fc.integer({ min: 20, max: 200 }),
      loss: fc.option(fc.double({ min: 0, max: 20, noNaN: true }), { nil: undefined }),
      seconds: fc.integer({ min: 1, max: 100_000 }),
      measured: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ done, rest, width, loss, seconds, measured }) => {
        const startTime = performance.now() - 1000 * seconds;
        const figures: Figures = { start: 0, startTime, loss, epoch: measured ? epoch : undefined };
        const line = stripVTControlCharacters(barLine(done, done + rest + 1, width, figures));
        expect(line.length).toBeLessThan(width);
        expect(line).not.toMatch(/NaN|Infinity|undefined|e\+/);
        expect(line).toContain('%');
      }),
    );
  });

  test('shows the rate, the time left, the loss and both accuracies', () => {
    const figures: Figures = { start: 1000, startTime: performance.now() - 10_000, loss: 0.24, epoch };
    const line = stripVTControlCharacters(barLine(2000, 10_000, 100, figures));
    expect(line).toMatch(
      /^━+─+ 20% {2}2,000\/10,000 {2}100\/s {2}1 min 20 s left {2}loss 0.2400 {2}acc 0.7873 0.7905$/,
    );
  });

  test('writes the lines alone where there is no terminal', () => {
    let written = '';
    const stdout = { write: (text: string) => (written += text) !== '' } as unknown as NodeJS.WriteStream;
    const display = new Display({ stdout, stderr: stdout }, 10, { losses: [], epochs: [] });
    display.onEpoch(epoch);
    display.onIteration(0, 2.3);
    display.stop();
    expect(written).toBe('train acc, test acc | 0.7873, 0.7905\n');
  });

  test('says counts and times as people do', () => {
    expect([grouped(10_000), duration(6.6), duration(125), duration(3600 * 26 + 61)]).toEqual([
      '10,000',
      '7 s',
      '2 min 5 s',
      '26 h 1 min',
    ]);
  });
});

test('HTML keeps what is put into it from becoming markup', () => {
  const name = `<script>alert("1")</script> & 'co'`;
  const { text } = html`<p title="${name}">${[name, new Html('<b>bold</b>'), 7]}</p>`;
  expect(text.match(/<[^>]*>/g)).toEqual([
    expect.stringMatching(/^<p title="[^<>"]*">$/),
    '<b>',
    '</b>',
    '</p>',
  ]);
  expect(text).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;co&#39;');
});

test('what is thrown without being an error is shown as it is', () => {
  expect(explainOwnError('no')).toBe('no was thrown');
  expect(explainOwnError(undefined)).toBe('undefined was thrown');
});
