// What the classes of a data set are called, and which of them there are.
import { readFileSync } from 'node:fs';
import type { Mnist } from '#lib/mnist';
import { pathArgument } from '../../shared/cli';
import { statIfReadable } from '../../shared/readable';
import { UserError } from './user-error';

const LONGEST_NAME = 40;

/** A parser for commander: names with commas between them, or the file that has one in each line. */
export function labelNames(text: string): string[] {
  const file = pathArgument(text);
  const isFile = statIfReadable(file)?.isFile() === true; // a long list of names is longer than the name of a file can be
  if (!isFile && !text.includes(',')) {
    throw new UserError(
      `--labels ${text}: there is no such file; write the names separated by commas, or the path of a file with one name per line`,
    );
  }
  const names = (isFile ? linesOf(file) : text.split(',')).map((name) => name.replace(/\p{Cc}/gu, '').trim());
  const empty = names.indexOf('');
  if (empty >= 0)
    throw new UserError(`--labels: name ${empty + 1} of ${names.length} is empty: name each class`);
  const double = names.find((name, i) => names.indexOf(name) !== i);
  if (double !== undefined)
    throw new UserError(`--labels: two classes are named ${double}: name each differently`);
  const long = names.find((name) => name.length > LONGEST_NAME);
  if (long !== undefined) {
    throw new UserError(
      `--labels: ${long.slice(0, LONGEST_NAME)}… has ${long.length} letters, ${LONGEST_NAME} at most`,
    );
  }
  return names;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trim().split(/\r?\n/);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${file} cannot be read (${code}): check the path`, 1, { cause: error });
  }
}

/** @throws UserError unless each class has a name */
export function checkLabels(labels: readonly string[] | undefined, data: Mnist): void {
  const classes = data.train.t.shape[1];
  const seen = Math.max(...classesIn(data)) + 1;
  if (labels === undefined || (labels.length >= seen && labels.length <= classes)) return;
  const expected = seen === classes ? String(classes) : `${seen} to ${classes}`;
  throw new UserError(
    `--labels has ${labels.length} ${labels.length === 1 ? 'name' : 'names'}, but the classes are ${expected}: name all of them, in order`,
  );
}

/** The classes that occur. Where labels go no further than 9, the network has ten outputs all the same. */
export function classesIn({ train, test }: Mnist): number[] {
  return [...new Set([...train.labels, ...test.labels])].sort((a, b) => a - b);
}

/** What a class is called: its number unless it has a name. */
export function nameOf(label: number, names: readonly string[] | undefined): string {
  return names?.[label] ?? String(label);
}
