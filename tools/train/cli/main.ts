// The command: from the arguments to a run, a new one or one that goes on.
import { CommanderError } from 'commander';
import { FileError } from '#lib/file-error';
import { loadMnist, type Mnist } from '#lib/mnist';
import { dataFingerprint, folderToResume, readCheckpoint, restored } from '../run/checkpoint';
import { resumeComparison, startComparison } from './compare';
import { isComparison } from '../run/comparison-folder';
import { grouped, type TrainingProgress } from '../report/display';
import { explainOwnError } from './explain';
import { checkLabels } from '../run/labels';
import { parseOptions, type Output, type TrainOptions } from '../run/options';
import { Interrupted, UserError } from '../run/user-error';
import { preflight, type Trainer } from '../run/preflight';
import { RunFolder, displayPath } from '../run/run-folder';
import { newRunIn, Session } from './session';
import { settingsOf, settingsToResume, type Settings } from '../run/settings';
import { say, sayError, speakIn } from '../run/words';
import { languageAsked } from '../../shared/spoken';

/** For a run that is one of several. */
export interface Watcher {
  progress: TrainingProgress;
  onFailure: (message: string, error: unknown) => void;
}

/** Runs the command. Returns its exit status; problems are reported on stderr. */
export async function main(args: string[], output: Output = process, watcher?: Watcher): Promise<number> {
  speakIn(languageAsked(args));
  try {
    const trainer = require('../mnist-trainer') as Trainer;
    const parsed = parseOptions(args, trainer, output);
    const { options, given } = parsed;
    if (options.mine) await preflight(trainer, settingsToCheck(options));
    if (options.compare !== undefined) {
      return await startComparison({ ...parsed, compare: options.compare }, trainer, output);
    }
    if (options.resume === undefined) {
      await startRun(options, trainer, output, watcher?.progress);
      return 0;
    }
    const folder = folderToResume(options.resume);
    if (isComparison(folder)) return await resumeComparison(folder, parsed, trainer, output);
    await resumeRun(folder, options, given, trainer, output, watcher?.progress);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode; // it has said what is wrong, or shown the help
    const message = error instanceof Interrupted ? error.message : explain(error, args.includes('--mine'));
    watcher?.onFailure(message, error);
    output.stderr.write(error instanceof Interrupted ? say(message) : `${sayError(message)}\n`);
    return error instanceof UserError ? error.exitStatus : 1;
  }
}

/** Those of the run that goes on, if there is one. What is wrong with it is said later. */
function settingsToCheck(options: TrainOptions): Settings {
  if (options.resume === undefined) return options;
  try {
    return readCheckpoint(folderToResume(options.resume)).settings;
  } catch {
    return options;
  }
}

async function startRun(
  options: TrainOptions,
  trainer: Trainer,
  output: Output,
  progress?: TrainingProgress,
): Promise<void> {
  const settings = settingsOf(options);
  const data = load(settings, options.data);
  checkLabels(options.labels, data);
  const run = newRunIn(settings.dtype, trainer.newRun(settings, data));
  const folder = RunFolder.create(options.out, options.overwrite); // the first thing that touches the disk
  try {
    const { data: dataFolder, checkpointEvery, workers } = options;
    const source = { folder: dataFolder, fingerprint: dataFingerprint(data), labels: options.labels };
    const start = { run, settings, data, source, folder, checkpointEvery, workers, seconds: 0 };
    await new Session(start, trainer, output, progress).train();
  } finally {
    folder.release();
  }
}

async function resumeRun(
  path: string,
  options: TrainOptions,
  given: Partial<Settings>,
  trainer: Trainer,
  output: Output,
  progress?: TrainingProgress,
): Promise<void> {
  const folder = RunFolder.open(path);
  try {
    const saved = readCheckpoint(folder.path);
    const done = saved.history.losses.length;
    const settings = settingsToResume(saved.settings, given, done);
    if (saved.finished && settings.iterations === done) {
      const remedy = `ask for more with --iterations, or see its report`;
      throw new UserError(
        `${displayPath(folder.path)} is finished after ${grouped(done)} iterations: ${remedy}`,
      );
    }
    const dataFolder = options.data ?? saved.source.folder;
    const data = load(settings, dataFolder);
    if (dataFingerprint(data) !== saved.source.fingerprint) {
      const remedy = 'name the folder with the same images with --data, or start a new run';
      throw new UserError(
        `${dataFolder ?? 'MNIST'}: these are not the images that the run was trained on: ${remedy}`,
      );
    }
    checkLabels(options.labels, data);
    const run = restored(trainer.newRun(settings, data), saved);
    const { seconds, source } = saved;
    const { checkpointEvery, workers } = options;
    const start = {
      run,
      settings,
      data,
      source: { ...source, folder: dataFolder, labels: options.labels ?? source.labels },
      folder,
      checkpointEvery,
      workers,
      seconds,
    };
    await new Session(start, trainer, output, progress).train();
  } finally {
    folder.release();
  }
}

function load({ dtype, limit }: Settings, folder: string | undefined): Mnist {
  return loadMnist({ folder, dtype, limit });
}

function explain(error: unknown, mine: boolean): string {
  if (error instanceof UserError || error instanceof FileError) return error.message;
  if (error instanceof RangeError && /allocation failed|Invalid typed array length/.test(error.message)) {
    return 'there is not enough memory for this: try a smaller network (--hidden-size or --hidden), --batch-size or --limit';
  }
  if (mine) return explainOwnError(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
