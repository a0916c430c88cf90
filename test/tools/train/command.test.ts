// npm run train as a person uses it: what it says, what it leaves, how it ends.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readNpz } from '#lib/npz';
import type { History } from '#topics/12-training';
import { readCheckpoint } from '../../../tools/train/run/checkpoint';
import { main } from '../../../tools/train/cli/main';
import { FILES } from '../../../tools/train/run/run-folder';
import { runShell } from '../support/processes';
import {
  courseWith,
  runTrainer,
  smallMnist,
  startTrainer,
  temporaryFolder,
  until,
  writeDataSet,
  type Ended,
} from './support';

const root = temporaryFolder();
const digits = writeDataSet(join(root, 'digits'), smallMnist(150));
const SMALL = ['--data', digits, '--batch-size', '10', '--hidden-size', '8', '--learning-rate', '0.5'];

const file = (run: string, name: string): string => join(run, name);
const contents = (run: string, name: string): Buffer => readFileSync(file(run, name));
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

/** The command in this process, up to the report. */
async function command(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts): Writable =>
    new Writable({
      write(text, _encoding, done) {
        texts[name] += String(text);
        done();
      },
    });
  const status = await main(args, { stdout: stream('stdout'), stderr: stream('stderr') });
  return { status, ...texts };
}

describe('a whole run', () => {
  const run = join(root, 'R&D');
  const again = join(root, 'again');
  let ended: Ended;
  let page: string;
  beforeAll(async () => {
    const args = [...SMALL, '--iterations', '100'];
    [ended] = await Promise.all([runTrainer([...args, '--out', run]), runTrainer([...args, '--out', again])]);
    page = contents(run, FILES.report).toString();
  });

  test('writes a line for each epoch, where it is no terminal without a bar, and ends with status 0', () => {
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const lines = linesOf(ended.stdout);
    const epochs = lines.filter((line) => /^train acc, test acc \| [01]\.\d{4}, [01]\.\d{4}$/.test(line));
    expect(epochs).toHaveLength(7); // 100 iterations, 15 an epoch
    expect(lines).toHaveLength(2 + 7 + 2);
    expect(lines.at(-2)).toMatch(/^test accuracy 0\.\d{4} after 100 iterations, in \d+ s$/);
    expect(ended.stdout).not.toMatch(/\x1b|\r/); // eslint-disable-line no-control-regex
  });

  test('leaves what it promises, and no lock and no draft', () => {
    expect(readdirSync(run).sort()).toEqual(Object.values(FILES).sort());
  });

  test('gives the same numbers to the last bit when it is repeated', () => {
    expect(contents(again, FILES.history)).toEqual(contents(run, FILES.history));
    expect(contents(again, FILES.weights)).toEqual(contents(run, FILES.weights));
  });

  test('keeps its history as numbers', () => {
    const history = JSON.parse(contents(run, FILES.history).toString()) as History & { testAccuracy: number };
    expect(history.losses).toHaveLength(100);
    expect(history.epochs.map(({ iteration }) => iteration)).toEqual([0, 15, 30, 45, 60, 75, 90]);
    const printed = history.epochs.map(
      ({ trainAccuracy, testAccuracy }) =>
        `train acc, test acc | ${trainAccuracy.toFixed(4)}, ${testAccuracy.toFixed(4)}`,
    );
    expect(ended.stdout).toContain(printed.join('\n'));
    expect(ended.stdout).toContain(`test accuracy ${history.testAccuracy.toFixed(4)}`);
  });

  test('keeps the weights', () => {
    const weights = readNpz(contents(run, FILES.weights));
    const shapes = Object.entries(weights).map(([name, { shape }]) => [name, shape]);
    expect(Object.fromEntries(shapes)).toEqual({ W1: [784, 8], b1: [8], W2: [8, 10], b2: [10] });
  });

  test('draws the plots', () => {
    const accuracy = contents(run, FILES.accuracy).toString();
    expect(accuracy).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*>[^]*<\/svg>\n$/);
    const texts = [...accuracy.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(['train acc', 'test acc', '0.0', '1.0', 'epochs →']));
    expect(accuracy).toMatch(/stroke-dasharray="6,? 4"/);
    expect(contents(run, FILES.loss).toString()).toContain('mean over 100');
  });

  test('reports on one page, which needs nothing from elsewhere', () => {
    const addresses = [...page.matchAll(/(?:src|href)\s*=\s*"([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith('data:image/png;base64,'))).toEqual([]);
    expect(/<(script|link|iframe|object)|url\((?!#)|@import/.exec(page)).toBeNull();
    expect(page.match(/<svg /g)).toHaveLength(3);
  });

  test('escapes names on the page', () => {
    const [, title, name] = /<title>([^<]*)<[^]*<p class="run">([^<]*)</.exec(page)!;
    expect([title, name]).toEqual(['R&#38;D · training report', 'R&#38;D']);
  });

  test('shows every image that it gets wrong: which, what it is, what it was taken for, how surely', () => {
    const { testAccuracy } = JSON.parse(contents(run, FILES.history).toString()) as { testAccuracy: number };
    const tiles = page.split('<img ').slice(1);
    expect(tiles).toHaveLength(Math.round(150 * (1 - testAccuracy)));
    const { labels } = smallMnist(150).test;
    const sureness: number[] = [];
    for (const tile of tiles) {
      const text = tile.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
      const found = /(\d) as (\d) ([\d.]+)% no\. (\d+)/.exec(text)!;
      const [actual, predicted, percent, index] = found.slice(1).map(Number);
      expect(labels[index]).toBe(actual);
      expect(predicted).not.toBe(actual);
      sureness.push(percent);
    }
    expect(sureness).toEqual([...sureness].sort((a, b) => b - a));
  });

  test('says how to repeat it', () => {
    const [, code] = /<code>([^<]*)<\/code>/.exec(page)!;
    expect(code).toMatch(
      /^npm run train -- --iterations 100 --batch-size 10 --learning-rate 0.5 --hidden-size 8 --data .*digits$/,
    );
  });

  test('is finished: it goes on only for more iterations, and those are the ones of a longer run', async () => {
    expect(await command('--resume', again)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error: .* is finished after 100 iterations: .*--iterations/),
    });
    const longer = join(root, 'longer');
    await Promise.all([
      runTrainer(['--resume', again, '--iterations', '130']),
      runTrainer([...SMALL, '--iterations', '130', '--out', longer]),
    ]);
    expect(contents(again, FILES.history)).toEqual(contents(longer, FILES.history));
    expect(contents(again, FILES.weights)).toEqual(contents(longer, FILES.weights));
  });
});

describe('a run that is cut short', () => {
  const args = [...SMALL, '--iterations', '1000'];
  const whole = join(root, 'whole');
  beforeAll(() => runTrainer([...args, '--out', whole]));

  test('goes on to the very same numbers, however often and whenever it is killed', async () => {
    const run = join(root, 'killed');
    let start = [...args, '--out', run];
    let done = -1;
    for (const moment of [0, 11, 60]) {
      const trainer = startTrainer([...start, '--checkpoint-every', '0']);
      await until(() => iterationsIn(run) > done);
      await new Promise((later) => setTimeout(later, moment));
      trainer.process.kill('SIGKILL');
      expect((await trainer.ended).signal).toBe('SIGKILL');
      done = iterationsIn(run); // the checkpoint is whole
      start = ['--resume', run];
    }
    expect(done).toBeLessThan(1000);
    expect(await runTrainer(start)).toMatchObject({ status: 0, stderr: '' });
    expect(contents(run, FILES.history)).toEqual(contents(whole, FILES.history));
    expect(contents(run, FILES.weights)).toEqual(contents(whole, FILES.weights));
  });

  const testSignals = process.platform === 'win32' ? test.skip : test; // Windows has none that a test could send
  testSignals('by Ctrl-C or a signal saves, says how to go on, and is found again', async () => {
    const cwd = join(root, 'home');
    const runs = join(cwd, 'runs');
    mkdirSync(cwd);
    expect(await runTrainer(['--resume'], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error: there is no unfinished run in runs\//),
    });

    let done = -1;
    for (const [words, signal, status] of [
      [[...SMALL, '--iterations', '100000'], 'SIGINT', 130],
      [['--resume'], 'SIGTERM', 143],
    ] as const) {
      const trainer = startTrainer([...words, '--checkpoint-every', '0'], { cwd });
      await until(
        () => existsSync(runs) && readdirSync(runs).some((name) => iterationsIn(join(runs, name)) > done),
      );
      trainer.process.kill(signal);
      const ended = await trainer.ended;
      expect(ended.status).toBe(status);

      const names = readdirSync(runs);
      expect(names).toHaveLength(1);
      done = iterationsIn(join(runs, names[0]));
      expect(ended.stderr).toBe(
        `Stopped after ${done.toLocaleString('en-US')} of 100,000 iterations; everything is saved. To continue:\n\n` +
          `    npm run train -- --resume ${join('runs', names[0])}\n`,
      );
      expect(existsSync(join(runs, names[0], 'lock'))).toBe(false);
    }
  });

  test('does not go on with other settings, other data, or beside another trainer', async () => {
    const run = join(root, 'held');
    const trainer = startTrainer([...SMALL, '--iterations', '1000000', '--out', run]);
    await until(() => existsSync(file(run, FILES.checkpoint)));
    const held = new RegExp(`^error: .*\\(process ${trainer.process.pid} on .*\\) is using`);
    expect(await command('--resume', run)).toMatchObject({ status: 1, stderr: expect.stringMatching(held) });
    expect(await command(...SMALL, '--out', run, '--overwrite')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(held),
    });
    trainer.process.kill('SIGKILL');
    await trainer.ended;

    const before = contents(run, FILES.checkpoint);
    const others = writeDataSet(join(root, 'others'), smallMnist(149));
    for (const [words, message] of [
      [['--hidden-size', '9'], "--hidden-size 9 differs from the run's 8"],
      [['--seed', '2'], "--seed 2 differs from the run's 1"],
      [['--data', others], 'not the images that the run was trained on'],
      [['--out', join(root, 'x')], 'leave out --out'],
    ] as const) {
      const { status, stderr } = await command('--resume', run, ...words);
      expect({ status, lines: linesOf(stderr).length, stderr }).toEqual({
        status: 1,
        lines: 1,
        stderr: expect.stringContaining(message),
      });
    }
    expect(contents(run, FILES.checkpoint)).toEqual(before);
  });

  function iterationsIn(run: string): number {
    return existsSync(file(run, FILES.checkpoint)) ? readCheckpoint(run).history.losses.length : -1;
  }
});

describe('what cannot be', () => {
  const earlier = join(root, 'earlier');
  const notAFolder = join(root, 'a file');
  const corrupt = join(root, 'corrupt');
  beforeAll(() => {
    mkdirSync(earlier);
    writeFileSync(join(earlier, FILES.checkpoint), 'not a checkpoint');
    writeFileSync(notAFolder, '');
    writeDataSet(corrupt, smallMnist(20));
    writeFileSync(
      join(corrupt, 'train-images-idx3-ubyte'),
      readFileSync(join(corrupt, 'train-labels-idx1-ubyte')),
    );
  });

  test.each<[string[], RegExp]>([
    [['--colour'], /unknown option '--colour'/],
    [['--learning-rat', '1'], /unknown option '--learning-rat' \(Did you mean --learning-rate\?\)/],
    [['100'], /too many arguments/],
    [['--learning-rate'], /'--learning-rate <x>' argument missing/],
    [['--learning-rate', '-0.1'], /'-0.1' is invalid. It must be a number above 0/],
    [['--learning-rate', 'fast'], /'fast' is invalid/],
    [['--learning-rate', 'NaN'], /'NaN' is invalid/],
    [['--learning-rate', '1e999'], /'1e999' is invalid/],
    [['--weight-init-std', '-1'], /'-1' is invalid. It must be a number of 0 or more/],
    [['--batch-size', '0'], /'0' is invalid. It must be a whole number from 1 to 100000/],
    [['--batch-size', '10.5'], /'10.5' is invalid/],
    [['--iterations', '0'], /'0' is invalid/],
    [['--iterations', ''], /'' is invalid/],
    [['--hidden-size', '1e9'], /'1e9' is invalid. It must be a whole number from 1 to 10000/],
    [['--seed', 'lucky'], /'lucky' is invalid/],
    [['--limit', '-5'], /'-5' is invalid/],
    [['--dtype', 'int8'], /'int8' is invalid. Allowed choices are float64, float32/],
    [['--workers', '3'], /'3' is invalid. It must be a whole number from 1 to 2/],
    [['--overwrite'], /add --out <folder>/],
    [['--data', join(root, 'nowhere')], /nowhere: expected a folder/],
    [['--data', corrupt], /train-images-idx3-ubyte: expected images \(magic number 2051\), found labels/],
    [['--data', digits, '--out', earlier], /earlier holds an earlier run/],
    [['--data', digits, '--out', join(notAFolder, 'run')], /there is a file where a folder is needed/],
    [['--data', digits, '--out', notAFolder], /there is a file where a folder is needed/],
    [['--data', digits, '--out', 'x'.repeat(300)], /choose another folder with --out/],
    [['--resume', earlier], /checkpoint\.json is damaged/],
    [['--resume', join(root, 'nowhere')], /there is no run with a checkpoint\.json/],
  ])('%j is said in one line, and touches no earlier run', async (args, message) => {
    const before = snapshot();
    const { status, stdout, stderr } = await command(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]*\n$/);
    expect(stderr).toMatch(message);
    expect(snapshot()).toEqual(before);
  });

  test('an option that npm has taken for its own is given back', async () => {
    process.env.npm_config_mine = 'true';
    try {
      const { status, stderr } = await command();
      expect(status).toBe(1);
      expect(stderr).toBe(
        'error: npm took --mine for one of its own options. Write npm run train -- --mine …\n',
      );
    } finally {
      delete process.env.npm_config_mine;
    }
  });

  test('a loss that is NaN stops the run with its usual causes', async () => {
    const run = join(root, 'nan');
    const { status, stderr } = await command(...SMALL, '--learning-rate', '1e308', '--out', run);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: the loss became NaN at iteration \d+\. .*learning rate.*1e\+308.*log of 0.*softmax.*\n$/,
    );
    expect(readCheckpoint(run).history.losses).toEqual([]);
  });

  test('--help is no mistake', async () => {
    const { status, stdout, stderr } = await command('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const option of ['--iterations', '--seed', '--mine', '--data', '--limit', '--out', '--resume']) {
      expect(stdout).toContain(option);
    }
  });

  /** Every file of the earlier run and of runs/, with its time and size. */
  function snapshot(): unknown {
    const folders = [earlier, 'runs'].filter((folder) => existsSync(folder));
    return folders.map((folder) =>
      readdirSync(folder).map((name) => [
        name,
        statSync(join(folder, name)).mtimeMs,
        statSync(join(folder, name)).size,
      ]),
    );
  }
});

describe("with the student's own code", () => {
  const NOT_WRITTEN = 'import { todo } from "#lib/todo";\n';
  const stub = (name: string): string => `export function ${name}() {\n  return todo('${name}');\n}\n`;

  test('that are not written, says which ones are missing and where, before anything else happens', async () => {
    const project = courseWith(join(root, 'stubs'), {
      '02-cross-entropy-error': NOT_WRITTEN + stub('crossEntropyError'),
      '03-mini-batch': NOT_WRITTEN + stub('miniBatch'),
      '08-activations': NOT_WRITTEN + ['sigmoid', 'sigmoidGrad', 'softmax'].map(stub).join(''),
      '10-two-layer-net': NOT_WRITTEN + stub('TwoLayerNet'),
      '11-backpropagation': NOT_WRITTEN + stub('backpropGradient'),
      '12-training': NOT_WRITTEN + stub('sgdStep'),
      '13-evaluation':
        NOT_WRITTEN + ['confusionMatrix', 'accuracyByClass', 'mostConfused'].map(stub).join(''),
    });
    const { status, stdout, stderr } = await runTrainer(['--mine', '--data', '/nowhere'], {
      project,
      mine: true,
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(linesOf(stderr)[0]).toBe('error: your trainer cannot start yet: 7 required topics are unfinished');
    for (const [topic, name, line] of [
      ['02-cross-entropy-error', 'crossEntropyError', 3],
      ['03-mini-batch', 'miniBatch', 3],
      ['08-activations', 'sigmoid', 3],
      ['08-activations', 'sigmoidGrad', 6],
      ['08-activations', 'softmax', 9],
      ['10-two-layer-net', 'TwoLayerNet', 3],
      ['11-backpropagation', 'backpropGradient', 3],
      ['12-training', 'sgdStep', 3],
      ['13-evaluation', 'confusionMatrix', 3],
      ['13-evaluation', 'mostConfused', 9],
    ]) {
      expect(stderr).toMatch(new RegExp(`${name} +exercises/${topic}\\.ts:${line}$`, 'm'));
    }
    expect(existsSync(join(project, 'runs'))).toBe(false);
  });

  test('that are written, trains with them', async () => {
    const project = courseWith(join(root, 'written'), {});
    const run = join(root, 'mine');
    const args = ['--mine', ...SMALL, '--iterations', '20', '--out', run];
    const { status, stdout, stderr } = await runTrainer(args, { project, mine: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('your own code');
    expect(/trained with your own code/.exec(contents(run, FILES.report).toString())).not.toBeNull();
  });

  const mistakes: [what: string, exercises: Record<string, string>, firstLines: string[]][] = [
    [
      'throws',
      {
        '11-backpropagation':
          'import type { NDArray } from "#lib/ndarray";\n' +
          'export function backpropGradient(_net: unknown, x: NDArray, t: NDArray) {\n' +
          '  return x.dot(t);\n' +
          '}\n',
      },
      [
        'error: dot: (10×784)·(10×10): inner sizes 784 and 10 differ',
        '',
        '  exercises/11-backpropagation.ts:3:12',
        '    return x.dot(t);',
        '             ^',
      ],
    ],
    [
      'gives no loss',
      {
        '10-two-layer-net':
          'import { TwoLayerNet as Net } from "../solutions/10-two-layer-net";\n' +
          'export class TwoLayerNet extends Net {\n  loss() {}\n}\n',
      },
      ['error: TwoLayerNet.loss must return a number, but at iteration 0 it was undefined'],
    ],
    [
      'has lost an export',
      { '03-mini-batch': 'export const batch = 1;\n' },
      ['error: exercises/03-mini-batch.ts exports no miniBatch: keep its name and its `export`'],
    ],
    [
      'cannot be read',
      { '08-activations': 'export function sigmoid( {\n' },
      ['error: Transform failed with 1 error:'],
    ],
  ];
  const endings = new Map<string, Ended>();
  beforeAll(async () => {
    await Promise.all(
      mistakes.map(async ([what, exercises]) => {
        const project = courseWith(join(root, what), exercises);
        const args = ['--mine', ...SMALL, '--out', join(project, 'run')];
        endings.set(what, await runTrainer(args, { project, mine: true }));
      }),
    );
  });

  test.each(mistakes)(
    "code that %s is told so, at the student's line, without lines of libraries",
    (what, _exercises, lines) => {
      const { status, stderr } = endings.get(what)!;
      expect(status).toBe(1);
      expect(linesOf(stderr).slice(0, lines.length)).toEqual(lines);
      expect(stderr).not.toMatch(/node_modules|node:internal|^ +at /m);
    },
  );
});

(existsSync('/dev/full') ? test : test.skip)('an output that a full disk does not take is said', () => {
  const { status, error } = runShell('node tools/launch.mjs train --help > /dev/full');
  expect(error).toMatch(/^error: the output cannot be written: ENOSPC/);
  expect(status).toBe(1);
});
