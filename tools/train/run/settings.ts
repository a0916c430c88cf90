// The settings of a run: what the numbers depend on, whether the run is a new one or goes on.
import { InvalidArgumentError } from 'commander';
import type { DType } from '#lib/ndarray';
import type { Config } from '../mnist-trainer';
import { wholeNumber } from '../../shared/cli';
import { UserError } from './user-error';

/** The same settings, on the same data, give the same numbers. */
export interface Settings extends Config {
  dtype: DType;
  /** How many images of each part are used; all by default. */
  limit?: number;
  /** Trained with the student's own code. */
  mine: boolean;
}

/** What a setting may be: how it is typed, and whether what a file says is one. */
export interface Kind<Value> {
  /** @throws InvalidArgumentError that says what it must be */
  parse: (text: string) => Value;
  isValid: (value: unknown) => boolean;
  /** Where a few words are all that it may be. */
  words?: readonly string[];
}

/** Every setting, as an option and in a checkpoint. */
export const KINDS: { [Name in keyof Settings]-?: Kind<NonNullable<Settings[Name]>> } = {
  net: oneOf('two-layer', 'layered'),
  hiddenSize: whole(1, 10_000),
  hidden: listOf(whole(1, 10_000), 20),
  activation: oneOf('relu', 'sigmoid'),
  weightInitStd: either(real('of 0 or more'), oneOf('he', 'xavier')),
  iterations: whole(1),
  batchSize: whole(1, 100_000),
  optimizer: oneOf('sgd', 'momentum', 'adagrad', 'adam'),
  learningRate: real('above 0'),
  schedule: oneOf('constant', 'linear'),
  seed: whole(0),
  dtype: oneOf('float64', 'float32'),
  limit: whole(1),
  mine: { parse: () => true, isValid: (value) => typeof value === 'boolean' },
};

/** The settings that are options of the command, by the option's name. */
export const SETTINGS = {
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
} satisfies Record<keyof Settings, string>;

/** What the checkpoints of earlier versions leave out, because there was nothing else. */
export const OF_EARLIER_VERSIONS = {
  net: 'two-layer',
  hidden: [100, 100],
  activation: 'relu',
  optimizer: 'sgd',
  schedule: 'constant',
} satisfies Partial<Settings>;

/** Whether a record holds settings, and nothing in them is out of its range. */
export function areSettings(record: Partial<Record<keyof Settings, unknown>>): boolean {
  const settings = { ...OF_EARLIER_VERSIONS, ...record };
  return NAMES.every(
    (name) => KINDS[name].isValid(settings[name]) || (name === 'limit' && settings.limit === undefined),
  );
}

/** The settings that count: each network has some that the other one has not. */
export function settingsThatCount({ net }: Pick<Settings, 'net'>): (keyof Settings)[] {
  const ofTheOther: (keyof Settings)[] = net === 'layered' ? ['hiddenSize'] : ['hidden', 'activation'];
  return NAMES.filter((name) => !ofTheOther.includes(name));
}

/** "a two-layer network", "a layered network (100, 100, relu)". */
export function networkOf({ net, hidden, activation }: Settings): string {
  return net === 'layered'
    ? `a layered network (${hidden.join(', ')}, ${activation})`
    : 'a two-layer network';
}

/**
 * Settings that don't go together.
 *
 * @param given those that were typed
 * @throws UserError with a remedy
 */
export function checkSettings({ net, weightInitStd }: Settings, given: Partial<Settings>): void {
  const stray = (Object.keys(given) as (keyof Settings)[]).find(
    (name) => !settingsThatCount({ net }).includes(name),
  );
  if (stray !== undefined) {
    const remedy =
      net === 'layered'
        ? `write ${SETTINGS.hidden} ${String(given[stray])}`
        : `add ${SETTINGS.net} layered, or leave it out`;
    const owner = net === 'layered' ? 'two-layer' : 'layered';
    throw new UserError(`${SETTINGS[stray]} belongs to the ${owner} network: ${remedy}`);
  }
  if (net === 'two-layer' && typeof weightInitStd !== 'number') {
    const remedy = `give a number, or add ${SETTINGS.net} layered`;
    throw new UserError(
      `${SETTINGS.weightInitStd} ${weightInitStd} belongs to the layered network: ${remedy}`,
    );
  }
}

const NAMES = Object.keys(SETTINGS) as (keyof Settings)[];

/** The settings among other options. */
export function settingsOf(options: Settings): Settings {
  return Object.fromEntries(NAMES.map((name) => [name, options[name]])) as unknown as Settings;
}

/**
 * The settings with which a run goes on: its own. More iterations may be asked for, where they change none of the earlier
 * numbers; anything else would.
 *
 * @param given the settings that were typed
 * @param done the number of iterations that are done
 */
export function settingsToResume(own: Settings, given: Partial<Settings>, done: number): Settings {
  const { iterations = own.iterations, mine = false, ...others } = given;
  if (mine !== own.mine) {
    const [whose, remedy] = own.mine ? ['your own code', 'add'] : ["the course's code", 'leave out'];
    throw new UserError(`this run was trained with ${whose}: ${remedy} --mine`);
  }
  const changed = NAMES.find((name) => name in others && String(given[name]) !== String(own[name]));
  if (changed !== undefined) {
    const ownValue = String(own[changed] ?? 'all images');
    throw new UserError(
      `${SETTINGS[changed]} ${String(given[changed])} differs from the run's ${ownValue}: leave it out to continue, or leave out --resume to start a new run`,
    );
  }
  if (iterations < done) {
    throw new UserError(
      `--iterations ${iterations} is less than the ${done} that are done: ask for more, or start a new run`,
    );
  }
  checkExtension(own, iterations);
  return { ...own, iterations };
}

/**
 * A learning rate that falls until the last iteration would have been another one in all iterations so far.
 *
 * @throws UserError if a run with such a rate is to have another number of iterations than its own
 */
export function checkExtension({ schedule, iterations: own }: Settings, iterations: number): void {
  if (schedule === 'constant' || iterations === own) return;
  throw new UserError(
    `--iterations ${iterations} differs from the run's ${own}, over which its learning rate falls to 0: leave it out to continue, or start a new run`,
  );
}

// ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────────────

function whole(min: number, max = Infinity): Kind<number> {
  return {
    parse: wholeNumber(min, max),
    isValid: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  };
}

export function real(range: 'above 0' | 'of 0 or more'): Kind<number> {
  const isValid = (value: unknown): boolean =>
    Number.isFinite(value) && (range === 'above 0' ? (value as number) > 0 : (value as number) >= 0);
  return {
    parse(text) {
      const value = Number(text);
      if (text.trim() !== '' && isValid(value)) return value;
      throw new InvalidArgumentError(`It must be a number ${range}.`);
    },
    isValid,
  };
}

function oneOf<Word extends string>(...words: Word[]): Kind<Word> {
  const isWord = (value: unknown): value is Word => words.includes(value as Word);
  return {
    parse(text) {
      if (isWord(text)) return text;
      throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    },
    isValid: isWord,
    words,
  };
}

/** Words come second: what is neither is said of the first. */
function either<A, B extends string>(first: Kind<A>, second: Kind<B>): Kind<A | B> {
  return {
    parse: (text) => (second.isValid(text) ? (text as B) : first.parse(text)),
    isValid: (value) => first.isValid(value) || second.isValid(value),
  };
}

/** One or more, with commas between them. */
function listOf<Value>({ parse, isValid }: Kind<Value>, most: number): Kind<Value[]> {
  return {
    parse(text) {
      const parts = text.split(',');
      if (parts.length > most) throw new InvalidArgumentError(`There may be ${most} at most.`);
      return parts.map(parse);
    },
    isValid: (value) =>
      Array.isArray(value) && value.length >= 1 && value.length <= most && value.every(isValid),
  };
}
