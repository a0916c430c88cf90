// The settings of a run: what the numbers depend on, whether the run is a new one or goes on.
import type { DType } from '#lib/ndarray';
import type { Config } from '#topics/mnist-trainer';
import { Problem } from './problem';

/** The same settings, on the same data, give the same numbers. */
export interface Settings extends Config {
  dtype: DType;
  /** How many images of each part are used; all unless given. */
  limit?: number;
  /** Trained with the student's own topics. */
  mine: boolean;
}

/** The settings that are options of the command, by the option's name. */
export const SETTINGS = {
  iterations: '--iterations',
  batchSize: '--batch-size',
  learningRate: '--learning-rate',
  hiddenSize: '--hidden-size',
  weightInitStd: '--weight-init-std',
  seed: '--seed',
  dtype: '--dtype',
  limit: '--limit',
  mine: '--mine',
} satisfies Record<keyof Settings, string>;

const NAMES = Object.keys(SETTINGS) as (keyof Settings)[];

/** The settings among other options. */
export function settingsOf(options: Settings): Settings {
  return Object.fromEntries(NAMES.map((name) => [name, options[name]])) as unknown as Settings;
}

/**
 * The settings with which a run goes on: its own. More iterations may be asked for, because they change none of the earlier
 * numbers; anything else would.
 *
 * @param given the settings that were typed
 * @param done the number of iterations that are done
 */
export function settingsToResume(own: Settings, given: Partial<Settings>, done: number): Settings {
  const { iterations = own.iterations, mine = false, ...others } = given;
  if (mine !== own.mine) {
    const [whose, remedy] = own.mine ? ['your own topics', 'add'] : ["the course's topics", 'leave out'];
    throw new Problem(`this run was trained with ${whose}: ${remedy} --mine`);
  }
  const changed = NAMES.find((name) => name in others && given[name] !== own[name]);
  if (changed !== undefined) {
    const ownValue = own[changed] ?? 'all images';
    throw new Problem(
      `${SETTINGS[changed]} ${given[changed]} differs from the run's ${ownValue}: leave it out to continue, or leave out --resume to start a new run`,
    );
  }
  if (iterations < done) {
    throw new Problem(
      `--iterations ${iterations} is less than the ${done} that are done: ask for more, or start a new run`,
    );
  }
  return { ...own, iterations };
}
