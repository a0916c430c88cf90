// One session of a run: trains with a progress bar and checkpoints, until it is finished or stopped.
import { basename } from 'node:path';
import { CLASS_COUNT, type Mnist } from '#lib/mnist';
import type { DType, NDArray } from '#lib/ndarray';
import { writeNpz } from '#lib/npz';
import type { Hooks, Run } from '../mnist-trainer';
import { encode, stateOf, type Source } from '../run/checkpoint';
import { helperFor, type Helper } from '../loop/companion';
import { classesIn } from '../run/labels';
import { Display, duration, grouped, quoted, type TrainingProgress } from '../report/display';
import { collectDropped } from '../loop/v8-flags';
import { wrongAnswers } from '../report/wrong-answers';
import type { Output } from '../run/options';
import { Diverged, Interrupted, noNumber, type UserError } from '../run/user-error';
import type { Trainer } from '../run/preflight';
import { FILES, displayPath, type RunFolder } from '../run/run-folder';
import type { Settings } from '../run/settings';
import { exitStatusOf, StopRequest } from './signals';
import { say, sayPage } from '../run/words';

/** Where a session begins. */
export interface Start {
  run: Run;
  settings: Settings;
  data: Mnist;
  source: Source;
  folder: RunFolder;
  /** Seconds between two checkpoints. */
  checkpointEvery: number;
  /** With 2 the accuracies are measured in a thread of their own. */
  workers: number;
  /** How long earlier sessions took. */
  seconds: number;
}

/** A new run with its parameters in the wanted kind of numbers. */
export function newRunIn(dtype: DType, run: Run): Run {
  const params = Object.entries(run.net.params).map(([name, param]: [string, NDArray]) => [
    name,
    param.astype(dtype),
  ]);
  run.net.params = Object.fromEntries(params) as Record<string, NDArray>;
  return run;
}

export class Session {
  private readonly display: TrainingProgress;
  private readonly startTime = performance.now();
  private lastSave = performance.now();
  private savedIterations = 0;
  private helper: Helper | undefined;

  constructor(
    private readonly start: Start,
    private readonly trainer: Trainer,
    private readonly output: Output,
    /** What shows how far the training is; a bar by default. */
    display?: TrainingProgress,
  ) {
    const { settings, run } = start;
    const epochs = Math.ceil(settings.iterations / this.iterationsPerEpoch);
    this.display = display ?? new Display(output, settings.iterations, run.history, epochs);
  }

  async train(): Promise<void> {
    const { run, data, settings, workers } = this.start;
    const stop = new StopRequest(() => this.display.stop());
    const helper = (this.helper = helperFor(workers, run, settings, data));
    const isOver = (): boolean => stop.signal !== undefined || this.isDone;
    try {
      this.greet();
      this.save();
      for (;;) {
        const hooks = { ...helper.hooks, ...this.hooks(isOver) };
        await this.trainer.trainMnist(run, data, settings, hooks); // up to the next checkpoint: only then all losses are there
        if (isOver()) break;
        this.save();
      }
    } finally {
      this.display.stop();
      stop.dispose();
      await helper.end();
    }
    if (this.isDone) await this.finish();
    else this.interrupt(stop.signal!);
  }

  private hooks(isOver: () => boolean): Hooks {
    const { history } = this.start.run;
    let next = history.losses.length; // the iteration that would come
    return {
      shouldStop: () => {
        const isDue = performance.now() - this.lastSave >= 1000 * this.start.checkpointEvery;
        const isMeasured = history.epochs.length === Math.ceil(next / this.iterationsPerEpoch);
        const isCheckpoint = isDue && isMeasured && next > this.savedIterations;
        next++;
        return isOver() || isCheckpoint;
      },
      onEpoch: (report) => this.display.onEpoch(report),
      onIteration: (iteration, loss) => {
        if (!Number.isFinite(loss)) throw this.lossProblem(iteration, loss);
        this.display.onIteration(iteration, loss);
        collectDropped();
      },
    };
  }

  /** Whether all iterations are done. */
  private get isDone(): boolean {
    return this.start.run.history.losses.length === this.start.settings.iterations;
  }

  private save({ finished = false } = {}): void {
    const { run, settings, source, folder } = this.start;
    const state = stateOf({ ...run, random: this.helper?.random() ?? run.random });
    folder.write(FILES.checkpoint, encode({ settings, source, seconds: this.seconds, finished, ...state }));
    this.lastSave = performance.now();
    this.savedIterations = run.history.losses.length;
  }

  private get iterationsPerEpoch(): number {
    return this.trainer.iterationsPerEpoch(this.start.settings, this.start.data);
  }

  private get seconds(): number {
    return this.start.seconds + (performance.now() - this.startTime) / 1000;
  }

  // ── messages ───────────────────────────────────────────────────────────────────────────────────────────────────

  private greet(): void {
    const { data, settings, source, folder, run } = this.start;
    const images = `${grouped(data.train.labels.length)} training and ${grouped(data.test.labels.length)} test images`;
    const whose = settings.mine ? 'your own code' : "the course's code";
    const classCount = classesIn(data).length;
    const classes =
      classCount === CLASS_COUNT ? '' : ` of ${classCount} ${classCount === 1 ? 'class' : 'classes'}`;
    this.display.line(`${images}${classes} (${source.folder ?? 'MNIST'}), ${whose}, seed ${settings.seed}`);
    const done = run.history.losses.length;
    const where = done === 0 ? 'saving to' : `resuming after ${grouped(done)} iterations, saving to`;
    this.display.line(`${where} ${displayPath(folder.path)}; Ctrl-C saves and stops`);
  }

  private lossProblem(iteration: number, loss: unknown): UserError {
    const { learningRate } = this.start.settings;
    if (typeof loss !== 'number') return noNumber(iteration, loss);
    return new Diverged(
      `the loss became ${loss} at iteration ${iteration}. The usual causes: a learning rate that is too large ` +
        `(it is ${learningRate}; try ${learningRate / 10}), the log of 0 in the cross-entropy error, or an exp that ` +
        `overflows in softmax. The last checkpoint, after ${grouped(this.savedIterations)} iterations, is intact.`,
    );
  }

  private interrupt(signal: NodeJS.Signals): never {
    this.save();
    const { run, settings, folder } = this.start;
    const [done, all] = [run.history.losses.length, settings.iterations].map(grouped);
    const command = `npm run train -- --resume ${quoted(displayPath(folder.path))}${settings.mine ? ' --mine' : ''}`;
    throw new Interrupted(
      `Stopped after ${done} of ${all} iterations; everything is saved. To continue:\n\n    ${command}\n`,
      exitStatusOf(signal),
    );
  }

  // ── the end ────────────────────────────────────────────────────────────────────────────────────────────────────

  private async finish(): Promise<void> {
    const { run, settings, data, source, folder } = this.start;
    const { net, history } = run;
    this.save();
    const testAccuracy = net.accuracy(data.test.x, data.test.t);
    const examination = this.trainer.examine(net, data.test);
    const wrong = wrongAnswers(net, data.test);

    const { makeReport } = require('../report/report') as typeof import('../report/report'); // charts take a moment to load: not before they are needed
    const { iterationsPerEpoch, seconds } = this; // asked once: the report and the terminal name the same time
    const results = { settings, source, data, history, iterationsPerEpoch, testAccuracy, examination, wrong };
    const report = makeReport({ name: basename(folder.path), seconds, ...results }, this.trainer);
    folder.write(FILES.weights, writeNpz({ ...net.params }));
    folder.write(FILES.history, `${JSON.stringify({ settings, ...history, testAccuracy })}\n`);
    for (const [name, contents] of Object.entries(report))
      folder.write(FILES[name as keyof typeof report], sayPage(contents));
    this.save({ finished: true });

    const time = duration(seconds);
    this.say(
      `test accuracy ${testAccuracy.toFixed(4)} after ${grouped(settings.iterations)} iterations, in ${time}`,
    );
    this.say(`report: ${displayPath(folder.path)}/${FILES.report}`);
  }

  private say(text: string): void {
    this.output.stdout.write(`${say(text)}\n`);
  }
}
