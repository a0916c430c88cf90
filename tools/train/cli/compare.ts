// `--compare`: trains several networks over the processors, each in a process and a folder of its own, and reports on all of them.
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { loadMnist } from '#lib/mnist';
import { readCheckpoint } from '../run/checkpoint';
import { startComparedRun, type RunFailure, type RunningProcess } from './compared-process';
import { ComparisonDisplay, type LiveRun } from './comparison-display';
import type { ComparedOutcome } from '../report/comparison-report';
import { encodeComparison, readComparison, type Comparison } from '../run/comparison-folder';
import { duration, grouped, quoted } from '../report/display';
import { checkLabels } from '../run/labels';
import { parseOptions, type Defaults, type Output, type Parsed, type TrainOptions } from '../run/options';
import { Interrupted, UserError } from '../run/user-error';
import {
  COMPARISON_CONTENTS,
  COMPARISON_FILES,
  FILES,
  hasCheckpoint,
  RunFolder,
  displayPath,
} from '../run/run-folder';
import { checkExtension, SETTINGS, settingsOf, type Settings } from '../run/settings';
import { exitStatusOf, StopRequest } from './signals';
import { variationText, variantsOf, type ComparedVariant, type Variation } from '../run/variations';
import { languageSpoken, say, sayPage } from '../run/words';

type Started = Parsed & { compare: Variation[] };

/** Starts a comparison. Returns the exit status: 0 when all of its runs came to an end. */
export async function startComparison(parsed: Started, defaults: Defaults, output: Output): Promise<number> {
  const { options, compare } = parsed;
  const variants = variantsOf(compare);
  const names = compare.flatMap((variation) => variation.options);
  checkNotTyped(names, parsed.typed);
  const args = typedAgain(parsed);
  checkVariants(variants, args, defaults, output);

  const folder = RunFolder.create(options.out, options.overwrite, undefined, COMPARISON_CONTENTS);
  const comparison = { args, mine: options.mine, compare, finished: false };
  return await new Comparing(folder, comparison, options, defaults, output).train();
}

/** Goes on with a comparison. */
export async function resumeComparison(
  path: string,
  { options, given }: Parsed,
  defaults: Defaults,
  output: Output,
): Promise<number> {
  const folder = RunFolder.open(path);
  try {
    const kept = readComparison(path);
    const comparison = { ...kept, args: argsToResume(kept, options, given) };
    return await new Comparing(folder, comparison, options, defaults, output, 'going on').train();
  } finally {
    folder.release();
  }
}

// ── what is asked for ────────────────────────────────────────────────────────────────────────────────────────────

function checkNotTyped(names: string[], typed: string[]): void {
  const optionOf = (name: string): string =>
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const both = typed.map(optionOf).find((option) => names.includes(option.slice(2)));
  if (both === undefined) return;
  throw new UserError(`${both} is compared, so it can't be fixed as well: leave out ${both}`);
}

/** The settings that all runs share, as they were typed, and the data. */
function typedAgain({ options, given }: Parsed): string[] {
  const settings = Object.entries(given).flatMap(([name, value]) => {
    const option = SETTINGS[name as keyof Settings];
    return value === true ? [option] : [option, String(value)];
  });
  return [...settings, ...dataArguments(options)];
}

/** The data set and the names of its classes, where they were typed. */
function dataArguments({ data, labels }: Pick<TrainOptions, 'data' | 'labels'>): string[] {
  return [
    ...(data === undefined ? [] : ['--data', resolve(data)]),
    ...(labels === undefined ? [] : ['--labels', labels.join(',')]),
  ];
}

/** Each of them must be a run by itself, on data that is there, and no two may be the same. */
function checkVariants(
  variants: readonly ComparedVariant[],
  args: string[],
  defaults: Defaults,
  output: Output,
): void {
  const seen = new Map<string, ComparedVariant>();
  const sources = new Set<string>();
  let labels: string[] | undefined;
  for (const variant of variants) {
    const { options } = parseOptions([...args, ...variant.args], defaults, output);
    const key = JSON.stringify([settingsOf(options), options.data]);
    const twin = seen.get(key);
    if (twin !== undefined)
      throw new UserError(
        `--compare: ${twin.label} and ${variant.label} are the same training: leave out one`,
      );
    seen.set(key, variant);
    sources.add(options.data ?? '');
    labels = options.labels;
  }
  for (const source of sources) {
    checkLabels(labels, loadMnist({ folder: source === '' ? undefined : source, limit: 1 }));
  }
}

/** As of a single run, more iterations may be asked for, and the data may be elsewhere, unless that is what differs. */
function argsToResume(kept: Comparison, options: TrainOptions, given: Partial<Settings>): string[] {
  const { mine } = options;
  if (mine !== kept.mine) {
    const [whose, remedy] = kept.mine ? ['your own code', 'add'] : ["the course's code", 'leave out'];
    throw new UserError(`these runs are trained with ${whose}: ${remedy} --mine`);
  }
  const { iterations } = given;
  const typed = Object.keys(given) as (keyof Settings)[];
  const changed = typed.find((name) => name !== 'iterations' && name !== 'mine');
  if (changed !== undefined) {
    throw new UserError(
      `${SETTINGS[changed]} can't change when a comparison is resumed: leave it out to continue`,
    );
  }
  const asked = [
    ...(iterations === undefined ? [] : ['--iterations', String(iterations)]),
    ...dataArguments(options),
  ];
  const compared = kept.compare.flatMap((variation) => variation.options.map((name) => `--${name}`));
  const both = asked.find((argument) => compared.includes(argument));
  if (both !== undefined) {
    throw new UserError(`this comparison compares ${both.slice(2)}: leave out ${both} to continue`);
  }
  const names = asked.filter((_, i) => i % 2 === 0);
  return [...names.reduce(withoutOption, kept.args), ...asked];
}

function withoutOption(args: string[], option: string): string[] {
  const at = args.indexOf(option);
  return at < 0 ? args : args.toSpliced(at, 2);
}

// ── the runs ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** One of the runs: what it is, where it is, and what is shown of it. */
interface Member {
  variant: ComparedVariant;
  options: TrainOptions;
  path: string;
  live: LiveRun;
  failure?: RunFailure;
}

class Comparing {
  private readonly members: Member[];
  private readonly display: ComparisonDisplay;
  private readonly running = new Set<RunningProcess>();
  private readonly stop: StopRequest;
  private readonly startTime = performance.now();

  constructor(
    private readonly folder: RunFolder,
    private readonly comparison: Comparison,
    private readonly options: TrainOptions,
    defaults: Defaults,
    private readonly output: Output,
    private readonly state: 'new' | 'going on' = 'new',
  ) {
    this.members = variantsOf(comparison.compare).map((variant) => {
      const parsed = parseOptions([...comparison.args, ...variant.args], defaults, output);
      const live: LiveRun = {
        label: variant.label,
        total: parsed.options.iterations,
        done: 0,
        state: 'waiting',
        figures: { start: 0, startTime: performance.now() },
      };
      return { variant, options: parsed.options, path: join(folder.path, variant.name), live };
    });
    this.display = new ComparisonDisplay(
      output,
      this.members.map(({ live }) => live),
    );
    this.stop = new StopRequest(() => {
      for (const process of this.running) process.kill();
      this.display.stop();
    });
  }

  async train(): Promise<number> {
    try {
      this.checkUnfinished();
      this.checkExtensions();
      this.save(false);
      this.greet();
      const stopping = setInterval(() => this.passOnStop(), 50);
      try {
        const waiting = [...this.members];
        await Promise.all(Array.from({ length: this.atOnce }, () => this.trainFrom(waiting)));
      } finally {
        clearInterval(stopping);
        this.display.stop();
      }
      if (this.stop.signal !== undefined) this.interrupt(this.stop.signal);
      return await this.finish();
    } finally {
      this.display.stop();
      this.stop.dispose();
      this.folder.release();
    }
  }

  /** So many runs train at the same time. */
  private get atOnce(): number {
    return Math.max(1, Math.min(this.members.length, Math.floor(availableParallelism() / this.threads)));
  }

  /** A second thread of a run helps less than a second run. */
  private get threads(): number {
    const each = Math.floor(availableParallelism() / this.members.length);
    return Math.max(1, Math.min(this.options.workers, each));
  }

  private passOnStop(): void {
    const { signal } = this.stop;
    if (signal === undefined) return;
    for (const process of this.running) process.stop(signal as 'SIGINT');
  }

  private async trainFrom(waiting: Member[]): Promise<void> {
    for (let member = waiting.shift(); member !== undefined; member = waiting.shift()) {
      if (this.stop.signal !== undefined) return;
      await this.trainOne(member);
    }
  }

  private async trainOne(member: Member): Promise<void> {
    const { live } = member;
    if (!isFinished(member)) {
      this.display.begin(live);
      const process = startComparedRun(this.argsOf(member), (news) => this.display.hear(live, news));
      this.running.add(process);
      member.failure = await process.ended;
      this.running.delete(process);
    }
    if (this.stop.signal === undefined) this.display.end(live, endingOf(outcomeOf(member)));
  }

  private argsOf({ path, variant, options }: Member): string[] {
    const how = [
      '--workers',
      String(this.threads),
      '--checkpoint-every',
      String(this.options.checkpointEvery),
      ...['--lang', languageSpoken()],
    ];
    if (hasCheckpoint(path)) {
      const mine = options.mine ? ['--mine'] : [];
      const iterations = ['--iterations', String(options.iterations)];
      return ['--resume', path, ...iterations, ...dataArguments(options), ...mine, ...how];
    }
    // What was there was not begun in earnest: not even its first checkpoint was written.
    const args = [...this.comparison.args, ...variant.args, '--out', path, ...how];
    return existsSync(path) ? [...args, '--overwrite'] : args;
  }

  private checkUnfinished(): void {
    if (!this.comparison.finished || !this.members.every(isFinished)) return;
    const remedy = 'ask for more with --iterations, or see its report';
    throw new UserError(`${displayPath(this.folder.path)} is finished: ${remedy}`);
  }

  private checkExtensions(): void {
    for (const { path, options } of this.members) {
      if (hasCheckpoint(path)) checkExtension(readCheckpoint(path).settings, options.iterations);
    }
  }

  private save(finished: boolean): void {
    this.folder.write(COMPARISON_FILES.comparison, encodeComparison({ ...this.comparison, finished }));
  }

  private greet(): void {
    const whose = this.options.mine ? 'your own code' : "the course's code";
    const where = this.state === 'new' ? 'saving to' : 'resuming, saving to';
    this.display.line(`${this.members.length} training runs, ${this.atOnce} at a time, ${whose}`);
    this.display.line(`${where} ${displayPath(this.folder.path)}; Ctrl-C saves and stops`);
  }

  private interrupt(signal: NodeJS.Signals): never {
    const finished = this.members.filter(isFinished).length;
    const command = `npm run train -- --resume ${quoted(displayPath(this.folder.path))}${this.options.mine ? ' --mine' : ''}`;
    throw new Interrupted(
      `Stopped; ${finished} of ${this.members.length} training runs are finished, and everything is saved. To continue:\n\n    ${command}\n`,
      exitStatusOf(signal),
    );
  }

  private async finish(): Promise<number> {
    const outcomes = this.members.map(outcomeOf);
    const failed = this.members.filter(({ failure }) => failure !== undefined);
    // Charts take a moment to load: not before they are needed.
    const { makeComparisonReport, comparisonTable: tableLines } =
      require('../report/comparison-report') as typeof import('../report/comparison-report');
    const report = makeComparisonReport({
      name: basename(this.folder.path),
      compared: this.comparison.compare.flatMap(({ options }) => options),
      command: commandOf(this.comparison),
      outcomes,
    });
    for (const name of ['accuracy', 'loss', 'report'] as const) {
      this.folder.write(COMPARISON_FILES[name], sayPage(report[name]));
    }
    this.save(failed.every(({ failure }) => failure!.diverged));

    const seconds = (performance.now() - this.startTime) / 1000;
    this.say(
      ['', ...tableLines(outcomes, this.output.stdout.columns), '', `in ${duration(seconds)}`].join('\n'),
    );
    this.say(`report: ${displayPath(this.folder.path)}/${COMPARISON_FILES.report}`);
    if (failed.length === 0) return 0;
    const which = failed.map(({ variant, failure }) => `${variant.label}: ${failure!.failure}`);
    throw new UserError(
      [`${failed.length} of ${this.members.length} training runs did not finish`, ...which].join('\n  '),
    );
  }

  private say(text: string): void {
    this.output.stdout.write(`${say(text)}\n`);
  }
}

/** The command that makes this comparison again. */
function commandOf({ args, compare }: Comparison): string {
  const words = [...args, ...compare.flatMap((variation) => ['--compare', variationText(variation)])];
  return [
    'npm run train --',
    ...words.map((word) => (/^[\w./:\\,=+-]+$/.test(word) ? word : `"${word}"`)),
  ].join(' ');
}

/** Whether nothing is left to do for a run. */
function isFinished({ path, options }: Member): boolean {
  if (!hasCheckpoint(path)) return false;
  const { finished, settings } = readCheckpoint(path);
  return finished && settings.iterations === options.iterations;
}

function outcomeOf({ variant, options, path, failure }: Member): ComparedOutcome {
  const { label, name: folder } = variant;
  if (!hasCheckpoint(path)) {
    return {
      label,
      folder,
      options,
      history: { losses: [], epochs: [] },
      seconds: 0,
      problem: failure?.failure,
    };
  }
  const { history, seconds } = readCheckpoint(path);
  if (failure !== undefined) return { label, folder, options, history, seconds, problem: failure.failure };
  const { testAccuracy } = JSON.parse(readFileSync(join(path, FILES.history), 'utf8')) as {
    testAccuracy: number;
  };
  return { label, folder, options, history, testAccuracy, seconds };
}

function endingOf({ testAccuracy, history, problem }: ComparedOutcome): string {
  if (testAccuracy === undefined) return `✘ ${problem}`;
  return `test accuracy ${testAccuracy.toFixed(4)} after ${grouped(history.losses.length)} iterations`;
}
