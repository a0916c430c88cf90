// What `--compare` asks for: which options vary, and all the settings that come of it.
import { basename, resolve } from 'node:path';
import { pathArgument } from '../../shared/cli';
import { UserError } from './user-error';
import { SETTINGS } from './settings';

/** Options that vary together, and for each run what is typed for them. */
export interface Variation {
  /** The options' names without `--`, as in `learning-rate`. */
  options: string[];
  /** For each run a value for each of the options; paths are absolute. */
  values: string[][];
}

/** One of the runs that are compared. */
export interface ComparedVariant {
  /** As people read it: "learning rate 0.1". */
  label: string;
  /** The name of its folder: "2_learning-rate_0.1". */
  name: string;
  /** The arguments that make it different from the others. */
  args: string[];
}

/** More curves than this can't be told apart. */
export const MOST_VARIANTS = 24;

const LONGEST_NAME = 60;

/** What differs between runs is a setting, or else the data. `mine` is a switch, and has no values. */
export const COMPARABLE = [
  ...Object.entries(SETTINGS).flatMap(([name, option]) => (name === 'mine' ? [] : [option.slice(2)])),
  'data',
];

/**
 * A parser for commander. Values have commas between them, or semicolons where a value has commas of its own. Several options vary
 * together with a slash: `batch-size/iterations=1000/1000,100/10000`.
 *
 * @throws UserError that says what is wrong with the text, and how it is written
 */
export function parseVariation(text: string, previous: Variation[] = []): Variation[] {
  const refuse = (what: string): never => {
    throw new UserError(`--compare ${text}: ${what}, as in --compare learning-rate=0.01,0.1,1`);
  };
  const at = text.indexOf('=');
  if (at < 0) refuse('write the option that varies, an equals sign, and its values');

  const options = text
    .slice(0, at)
    .split('/')
    .map((name) => name.trim().replace(/^--/, ''));
  for (const name of options) {
    if (!COMPARABLE.includes(name))
      refuse(`${name || 'nothing'} cannot be compared; name one of ${COMPARABLE.join(', ')}`);
    if (options.length > 1 && name === 'data') refuse('data can only vary by itself');
  }
  const known = [...previous.flatMap((variation) => variation.options), ...options];
  const double = known.find((name, i) => known.indexOf(name) !== i);
  if (double !== undefined) refuse(`${double} is named twice; write all its values in one list`);

  const list = text.slice(at + 1);
  const values = list.split(list.includes(';') ? ';' : ',').map((value) => {
    const parts = options.length === 1 ? [value.trim()] : value.split('/').map((part) => part.trim());
    if (parts.length !== options.length)
      refuse(`${value || 'nothing'} has ${parts.length} values for the ${options.length} options`);
    if (parts.includes('')) refuse('a value is empty');
    return options[0] === 'data' ? [resolve(pathArgument(parts[0]))] : parts;
  });
  if (values.length < 2) refuse('there is nothing to compare: name at least two values');
  return [...previous, { options, values }];
}

/** As it is typed. */
export function variationText({ options, values }: Variation): string {
  const list = values.map((value) => value.join('/'));
  return `${options.join('/')}=${list.join(list.some((text) => text.includes(',')) ? ';' : ',')}`;
}

/** Every combination of the variations' values, the last one changing fastest. */
export function variantsOf(variations: readonly Variation[]): ComparedVariant[] {
  const count = variations.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_VARIANTS) {
    const product = variations.map(({ values }) => values.length).join(' × ');
    const sum = variations.length > 1 ? `${product} = ${count}` : String(count);
    throw new UserError(`--compare asks for ${sum} runs, ${MOST_VARIANTS} at most: leave out some values`);
  }
  let combinations: { option: string; value: string }[][] = [[]];
  for (const { options, values } of variations) {
    combinations = combinations.flatMap((before) =>
      values.map((value) => [...before, ...options.map((option, i) => ({ option, value: value[i] }))]),
    );
  }
  return combinations.map((pairs, i) => {
    const read = pairs.map(({ option, value }) => ({
      option,
      value,
      shown: option === 'data' ? basename(value) : value,
    }));
    const name = [i + 1, ...read.flatMap(({ option, shown }) => [option, shown])].join('_');
    return {
      label: read.map(({ option, shown }) => `${option.replaceAll('-', ' ')} ${shown}`).join(', '),
      name: name.replace(/[^\w.+-]/g, '-').slice(0, LONGEST_NAME),
      args: read.flatMap(({ option, value }) => [`--${option}`, value]),
    };
  });
}
