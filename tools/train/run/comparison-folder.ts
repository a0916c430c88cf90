// What is kept of a comparison: which runs it has, and how they are trained.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { statIfReadable } from '../../shared/readable';
import { UserError } from './user-error';
import { COMPARISON_FILES, FILES, displayPath } from './run-folder';
import { SETTINGS } from './settings';
import { parseVariation, variationText, type Variation } from './variations';

const FORMAT = 'gradient-dojo comparison 2';

/** Without schedules: the learning rate was constant in all runs. */
const EARLIER_FORMAT = 'gradient-dojo comparison 1';

const texts = v.array(v.string());

const ComparisonSchema = v.object({
  format: v.picklist([FORMAT, EARLIER_FORMAT]),
  /** What was typed for all runs, ready to be typed again. */
  args: texts,
  mine: v.boolean(),
  /** What was asked for by --compare. */
  compare: v.pipe(texts, v.minLength(1)),
  /** All runs have come to their end, and the report is written. */
  finished: v.boolean(),
});

/** What is kept of a comparison. */
export interface Comparison {
  args: string[];
  mine: boolean;
  compare: Variation[];
  finished: boolean;
}

export function encodeComparison({ args, mine, compare, finished }: Comparison): string {
  const kept = { format: FORMAT, args, mine, compare: compare.map(variationText), finished };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

export function readComparison(folder: string): Comparison {
  const file = join(folder, COMPARISON_FILES.comparison);
  let contents: unknown;
  try {
    contents = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(file);
    const { code } = cause as NodeJS.ErrnoException;
    throw new UserError(`${displayPath(file)} cannot be read (${code}): check the path`, 1, { cause });
  }
  const parsed = v.safeParse(ComparisonSchema, contents);
  if (!parsed.success) throw damaged(file);
  const { format, args, mine, compare, finished } = parsed.output;
  return {
    args: format === EARLIER_FORMAT ? [...args, SETTINGS.schedule, 'constant'] : args,
    mine,
    compare: compare.reduce<Variation[]>((all, text) => parseVariation(text, all), []),
    finished,
  };
}

function damaged(file: string): UserError {
  return new UserError(`${displayPath(file)} is damaged or of another version: start a new comparison`);
}

export function isComparison(folder: string): boolean {
  return existsSync(join(folder, COMPARISON_FILES.comparison));
}

/** When a run was saved, or the latest one of a comparison. */
export function timeOf(folder: string): number {
  const files = isComparison(folder)
    ? [
        join(folder, COMPARISON_FILES.comparison),
        ...readdirSync(folder).map((name) => join(folder, name, FILES.checkpoint)),
      ]
    : [join(folder, FILES.checkpoint)];
  return Math.max(...files.map((file) => statIfReadable(file)?.mtimeMs ?? 0));
}
