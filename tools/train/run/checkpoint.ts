// A checkpoint: everything that a run needs to go on with the very same numbers, in one file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mnist } from '#lib/mnist';
import { readNpz, writeNpz } from '#lib/npz';
import { resumedRandom } from '#lib/random';
import type { Run } from '../mnist-trainer';
import { pathArgument } from '../../shared/cli';
import { UserError } from './user-error';
import { isComparison, readComparison, timeOf } from './comparison-folder';
import { comparisonsByTime, FILES, hasCheckpoint, RUNS, runsByTime, displayPath } from './run-folder';
import { keptState, restoreState } from './kept-state';
import { OF_EARLIER_VERSIONS, settingsOf } from './settings';
import { shapesOf } from './shapes';
import { isCheckpoint, type Checkpoint, type DataSource } from './checkpoint-schema';

export type { Checkpoint, DataSource as Source };

const FORMAT = 'gradient-dojo checkpoint 1';

/** The state of a run as it is kept. */
export function stateOf({
  net,
  optimizer,
  random,
  history,
}: Run): Pick<Checkpoint, 'history' | 'random' | 'params' | 'optimizer'> {
  const params = Buffer.from(writeNpz({ ...net.params })).toString('base64');
  const state = { history, random: random.state(), params };
  const remembered = keptState(optimizer, 'the optimizer');
  return remembered === undefined ? state : { ...state, optimizer: remembered };
}

/**
 * Puts a kept state into a run that is new.
 *
 * @throws UserError if the parameters are not those of this network, or the random numbers stand nowhere
 */
export function restored({ net, optimizer }: Run, { params, random, history, ...kept }: Checkpoint): Run {
  const arrays = readNpz(Buffer.from(params, 'base64'), 'the parameters in the checkpoint');
  if (shapesOf(arrays) !== shapesOf({ ...net.params })) {
    const what = `expected the parameters ${shapesOf({ ...net.params })}, found ${shapesOf(arrays)}`;
    throw new UserError(`the checkpoint is damaged: ${what}: start a new run`);
  }
  net.params = arrays;
  if (kept.optimizer !== undefined) restoreState(optimizer, kept.optimizer, arrays);
  try {
    return { net, optimizer, random: resumedRandom(random), history };
  } catch (cause) {
    const what = 'the state of the random numbers is missing';
    throw new UserError(`the checkpoint is damaged: ${what}: start a new run`, 1, { cause });
  }
}

/** A checkpoint as text. Its hash tells a whole file from a damaged one. */
export function encode(checkpoint: Checkpoint): string {
  const content = JSON.stringify(checkpoint);
  return `{"format":"${FORMAT}","sha256":"${sha256(content)}","checkpoint":${content}}\n`;
}

/** Reads the checkpoint in a run's folder. */
export function readCheckpoint(folder: string): Checkpoint {
  const file = join(folder, FILES.checkpoint);
  const damaged = new UserError(`${displayPath(file)} is damaged or of another version: start a new run`);
  try {
    const {
      format,
      sha256: hash,
      checkpoint,
    } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (format !== FORMAT || hash !== sha256(JSON.stringify(checkpoint))) throw damaged;
    if (!isCheckpoint(checkpoint)) throw damaged;
    return { ...checkpoint, settings: settingsOf({ ...OF_EARLIER_VERSIONS, ...checkpoint.settings }) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw damaged; // no JSON, or JSON that is no record
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UserError(`${displayPath(file)} cannot be read (${code}): check the path`, 1, { cause: error });
  }
}

/** The folder that `--resume` means: a path, a name in runs/, or the latest run or comparison that is not finished. */
export function folderToResume(run: string | true): string {
  if (run === true) return latestUnfinished();
  const places = [resolve(pathArgument(run)), resolve(run), resolve(RUNS, run)];
  const found = places.find((place) => hasCheckpoint(place) || isComparison(place));
  if (found !== undefined) return found;
  throw new UserError(
    `${run}: there is no run with a ${FILES.checkpoint} here: check the path, or see what is in ${RUNS}/`,
  );
}

/** Damaged ones are passed over; where nothing else is left to go on with, the latest of them is said. */
function latestUnfinished(): string {
  let damage: UserError | undefined;
  const isUnfinished = (folder: string): boolean => {
    try {
      return !(isComparison(folder) ? readComparison(folder) : readCheckpoint(folder)).finished;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      damage ??= error;
      return false;
    }
  };
  const byTime = [...runsByTime(), ...comparisonsByTime()].sort((a, b) => timeOf(b) - timeOf(a));
  const found = byTime.find(isUnfinished);
  if (found !== undefined) return found;
  const none = `there is no unfinished run in ${RUNS}/: name one with --resume <run>, or leave out --resume`;
  throw damage ?? new UserError(none);
}

/** Tells data sets apart by every pixel and every label that is used. */
export function dataFingerprint({ train, test }: Mnist): string {
  const hash = createHash('sha256');
  for (const { x, labels } of [train, test]) {
    const { numbers } = x.toMessage();
    if ('bytes' in numbers) hash.update(numbers.bytes);
    else hash.update(Uint8Array.from(numbers, (value) => value * 255 + 0.5)); // bytes, as in the file
    hash.update(Uint8Array.from(labels));
  }
  return hash.digest('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
