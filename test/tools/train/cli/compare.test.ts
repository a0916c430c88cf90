// npm run train -- --compare: several runs side by side, what is shown of them, what they leave, and how they go on.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RunFailure, RunNews, RunningProcess } from '../../../../tools/train/cli/compared-process';
import { readCheckpoint } from '../../../../tools/train/run/checkpoint';
import { main } from '../../../../tools/train/cli/main';
import { readComparison } from '../../../../tools/train/run/comparison-folder';
import { Diverged } from '../../../../tools/train/run/user-error';
import { COMPARISON_FILES, FILES, hasCheckpoint } from '../../../../tools/train/run/run-folder';
import { smallMnist, startTrainer, temporaryFolder, until, writeDataSet } from '../support';

/** What happens to the runs: each is started here, in this process, unless a test lets it fail. */
const runs = {
  started: [] as string[][],
  failure: undefined as ((args: string[]) => RunFailure | undefined) | undefined,
  onNews: undefined as ((news: RunNews) => void) | undefined,
};

jest.mock('../../../../tools/train/cli/compared-process', () => ({
  startComparedRun(args: string[], hear: (news: RunNews) => void): RunningProcess {
    runs.started.push(args);
    let failure = runs.failure?.(args);
    const nowhere = { stdout: sink(), stderr: sink() };
    const watcher = {
      progress: {
        line: () => {},
        onEpoch: (epoch: RunNews['epoch']) => hear({ epoch }),
        onIteration: (iteration: number, loss: number) => {
          hear({ done: iteration + 1, loss });
          runs.onNews?.({ done: iteration + 1 });
        },
        stop: () => {},
      },
      onFailure: (message: string, error: unknown) => {
        if (error instanceof Error && error.name === 'Interrupted') return;
        failure = { failure: message, diverged: error instanceof Diverged };
      },
    };
    const ended = failure === undefined ? main(args, nowhere, watcher) : Promise.resolve(1);
    return { ended: ended.then(() => failure), stop: () => {}, kill: () => {} };
  },
}));
type Bundled = typeof import('../../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('linkedom'));
jest.mock('fast-png', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('fast-png'));

const root = temporaryFolder();
const digits = writeDataSet(join(root, 'digits'), smallMnist(60));
const SMALL = ['--data', digits, '--batch-size', '10', '--hidden-size', '4', '--workers', '1'];
const RATES = [...SMALL, '--iterations', '24', '--compare', 'learning-rate=0.1,1'];
const NAMES = ['1_learning-rate_0.1', '2_learning-rate_1'];

afterEach(() => {
  Object.assign(runs, { started: [], failure: undefined, onNews: undefined });
});

function sink(texts: string[] = []): Writable {
  return new Writable({
    write(text, _encoding, done) {
      texts.push(String(text));
      done();
    },
  });
}

async function command(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const [stdout, stderr]: string[][] = [[], []];
  const status = await main(args, { stdout: sink(stdout), stderr: sink(stderr) });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

const contents = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

describe('a comparison', () => {
  let ended: Awaited<ReturnType<typeof command>>;
  beforeAll(async () => {
    ended = await command(...RATES, '--out', join(root, 'whole'));
  });

  test('says what it does, a line when a run ends, a table and where the report is', () => {
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const lines = ended.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^2 training runs, [12] at a time, the course's code$/);
    for (const rate of [0.1, 1]) {
      expect(ended.stdout).toMatch(new RegExp(`^learning rate ${rate}: test accuracy [01]\\.\\d{4} after 24 iterations$`, 'm')); // prettier-ignore
      expect(ended.stdout).toMatch(new RegExp(`^learning rate ${rate} +[01]\\.\\d{4} +[01]\\.\\d{4} +\\d\\.\\d{4} +24 `, 'm')); // prettier-ignore
    }
    expect(lines.at(-1)).toMatch(/^report: .*whole\/report\.html$/);
  });

  test('leaves a whole run in a folder for each, and its own files', () => {
    const files = [...Object.values(COMPARISON_FILES), ...NAMES].sort();
    expect(readdirSync(join(root, 'whole')).sort()).toEqual(files);
    for (const name of NAMES) {
      expect(readdirSync(join(root, 'whole', name)).sort()).toEqual(Object.values(FILES).sort());
    }
  });

  test('gives each run the numbers that it has by itself', async () => {
    await command(...SMALL, '--iterations', '24', '--learning-rate', '1', '--out', join(root, 'single'));
    expect(contents('whole', NAMES[1], FILES.history)).toEqual(contents('single', FILES.history));
  });

  test('reports on one page: curves, table, what differed, how to repeat it', () => {
    const page = contents('whole', COMPARISON_FILES.report);
    expect(page.match(/<svg /g)).toHaveLength(2);
    for (const name of NAMES) expect(page).toContain(`href="${name}/report.html"`);
    expect(/<(script|link|iframe|object)|url\((?!#)|@import/.exec(page)).toBeNull();
    const [, code] = /<code>([^<]*)<\/code>/.exec(page)!;
    expect(code).toMatch(/^npm run train -- --iterations 24 .* --compare learning-rate=0.1,1$/);
    expect(contents('whole', COMPARISON_FILES.accuracy)).toMatch(
      /^<svg xmlns=[^]*learning rate 0\.1[^]*<\/svg>\n$/,
    );
  });

  test('is finished: it goes on only for more iterations', async () => {
    expect(await command('--resume', join(root, 'whole'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/whole is finished: .*--iterations/),
    });
    expect(runs.started).toEqual([]);
    expect(await command('--resume', join(root, 'whole'), '--iterations', '30')).toMatchObject({ status: 0 });
    for (const name of NAMES) {
      expect(readCheckpoint(join(root, 'whole', name)).history.losses).toHaveLength(30);
    }
  });

  test('is replaced only when that is asked for, and never with what is not its own', async () => {
    const out = join(root, 'whole');
    expect(await command(...RATES, '--out', out)).toMatchObject({ status: 1 });
    const own = join(out, NAMES[0], 'notes.txt');
    writeFileSync(own, 'mine');
    const refused = await command(...RATES, '--out', out, '--overwrite');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('notes.txt') });
    rmSync(own);
    const seeds = [...SMALL, '--iterations', '6', '--compare', 'seed=1,2'];
    expect(await command(...seeds, '--out', out, '--overwrite')).toMatchObject({ status: 0 });
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['1_seed_1', '2_seed_2']));
    expect(existsSync(join(out, NAMES[0]))).toBe(false);
    expect(await command(...SMALL, '--out', out, '--overwrite')).toMatchObject({ status: 1 }); // a run is no comparison
  });
});

describe('a comparison that is cut short', () => {
  test('goes on to the same numbers, with the runs that were not begun', async () => {
    const out = join(root, 'cut');
    let told = 0;
    runs.onNews = () => {
      told++;
      if (told === 10) process.emit('SIGINT', 'SIGINT');
    };
    const stopped = await command(...RATES, '--out', out);
    expect(stopped).toMatchObject({ status: 130, stderr: expect.stringMatching(/--resume .*cut\n/) });
    expect(stopped.stderr).toContain('0 of 2 training runs are finished');
    runs.onNews = undefined;

    expect(await command('--resume', out)).toMatchObject({ status: 0, stderr: '' });
    await command(...RATES, '--out', join(root, 'uncut'));
    for (const name of NAMES) {
      expect(contents('cut', name, FILES.history)).toEqual(contents('uncut', name, FILES.history));
    }
  });

  const testSignals = process.platform === 'win32' ? test.skip : test; // Windows has none that a test could send
  let trainer: ReturnType<typeof startTrainer> | undefined;
  afterAll(() => void trainer?.process.kill('SIGKILL')); // where the test has failed, it would train for hours
  testSignals('by Ctrl-C saves each of its processes', async () => {
    const out = join(root, 'processes');
    const args = [...SMALL, '--iterations', '1000000', '--compare', 'learning-rate=0.1,1', '--out', out];
    trainer = startTrainer(args);
    await until(() => hasCheckpoint(join(out, NAMES[0])));
    trainer.process.kill('SIGINT');
    expect(await trainer.ended).toMatchObject({ status: 130, stderr: expect.stringContaining('--resume') });
    expect(readCheckpoint(join(out, NAMES[0])).finished).toBe(false);
    expect(existsSync(join(out, NAMES[0], 'lock'))).toBe(false);
    expect(existsSync(join(out, 'lock'))).toBe(false);
  });

  test('goes on with data that are elsewhere by now, and with other names of the classes', async () => {
    const [before, after, out] = ['before', 'after', 'moved'].map((name) => join(root, name));
    cpSync(digits, before, { recursive: true });
    let told = 0;
    runs.onNews = () => {
      told++;
      if (told === 10) process.emit('SIGINT', 'SIGINT');
    };
    const args = [...RATES, '--out', out];
    await command(...args.with(args.indexOf(digits), before));
    runs.onNews = undefined;
    renameSync(before, after);
    expect(await command('--resume', out)).toMatchObject({ status: 1 });

    const labels = 'abcdefghij'.split('').join(',');
    const resumed = await command('--resume', out, '--data', after, '--labels', labels);
    expect(resumed).toMatchObject({ status: 0, stderr: '' });
    const source = { folder: after, labels: labels.split(',') };
    for (const name of NAMES) {
      expect(contents('moved', name, FILES.history)).toEqual(contents('uncut', name, FILES.history));
      expect(readCheckpoint(join(out, name)).source).toMatchObject(source);
    }
    expect(readComparison(out).args).toEqual(expect.arrayContaining([after, labels]));
  });
});

describe('a run that fails', () => {
  const isSecond = (args: string[]): boolean =>
    args.includes('1') && args.some((arg) => arg.endsWith(NAMES[1]));

  test('stops none of the others, is reported, and is tried again by --resume', async () => {
    const out = join(root, 'failed');
    runs.failure = (args) => (isSecond(args) ? { failure: 'no memory', diverged: false } : undefined);
    const ended = await command(...RATES, '--out', out);
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('learning rate 1: ✘ no memory');
    expect(ended.stdout).toMatch(/^learning rate 0.1: test accuracy/m);
    expect(ended.stderr).toMatch(/1 of 2 training runs did not finish\n {2}learning rate 1: no memory/);
    expect(contents('failed', COMPARISON_FILES.report)).toContain('did not finish: no memory');

    runs.failure = undefined;
    runs.started = [];
    expect(await command('--resume', out)).toMatchObject({ status: 0 });
    expect(runs.started).toHaveLength(1);
  });
});

describe('what cannot be meant is said before anything begins:', () => {
  test.each([
    [['--compare', 'learning-rate=0.1,fast'], /'fast' is invalid. It must be a number above 0/],
    [['--compare', 'seed=1,01'], /seed 1 and seed 01 are the same training/],
    [['--compare', 'seed=1,2', '--seed', '3'], /--seed is compared, so it can't be fixed as well/],
    [['--compare', 'learning-rate=1,2', '--resume'], /leave out --compare/],
    [['--compare', 'data=a,b'], /--data is compared, so it can't be fixed as well/],
    [['--compare'], /argument missing/],
  ])('%p', async (args, sentence) => {
    const out = join(root, 'never');
    const rest = args.includes('--resume') ? [] : ['--out', out];
    const { status, stdout, stderr } = await command('--data', digits, ...rest, ...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(existsSync(out)).toBe(false);
  });

  test('data that is not there', async () => {
    const { status, stderr } = await command('--compare', `data=${join(root, 'nowhere')},${digits}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/nowhere: expected a folder/);
  });

  test('going on with another rate, with more iterations where the rates fall to 0, or with a file that is damaged', async () => {
    const path = join(root, 'kept');
    await command(...RATES, '--schedule', 'linear', '--out', path);
    const more = await command('--resume', path, '--iterations', '99');
    expect(more).toMatchObject({ status: 1, stdout: '' });
    expect(more.stderr).toMatch(/--iterations 99 .*falls to 0: leave it out/);
    const changed = await command('--resume', path, '--learning-rate', '5');
    expect(changed).toMatchObject({ status: 1, stdout: '' });
    expect(changed.stderr).toMatch(/--learning-rate .*resumed: leave it out/);

    const [data, others] = ['compared-data', 'others'].map((name) => join(root, name));
    cpSync(digits, others, { recursive: true });
    const twice = ['--iterations', '6', '--compare', `data=${digits},${others}`];
    await command(...SMALL.slice(2), ...twice, '--out', data);
    const other = await command('--resume', data, '--iterations', '7', '--data', digits);
    expect(other).toMatchObject({ status: 1, stdout: '' });
    expect(other.stderr).toMatch(/this comparison compares data: leave out --data to continue/);

    const file = join(path, COMPARISON_FILES.comparison);
    const earlier = readFileSync(file, 'utf8').replace('comparison 2', 'comparison 1');
    writeFileSync(file, earlier.replace(/"--schedule",\s*"linear",?/, '').replace(/,(\s*\])/, '$1'));
    expect(readComparison(path).args.slice(-2)).toEqual(['--schedule', 'constant']); // it knew no other

    writeFileSync(file, '{"format":"gradient-dojo comparison 1"}');
    const { status, stderr } = await command('--resume', path);
    expect(status).toBe(1);
    expect(stderr).toMatch(/comparison\.json is damaged or of another version/);
  });
});
