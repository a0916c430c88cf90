// What a person sees while several networks learn: in a terminal a line for each below those that stay, elsewhere a line when one ends.
import { MultiBar } from 'cli-progress';
import pc from 'picocolors';
import type { RunNews } from './compared-process';
import { barLine, fitted, type Figures } from '../report/display';
import type { Output } from '../run/options';
import { say } from '../run/words';

/** Where one of the runs is. */
export interface LiveRun {
  label: string;
  total: number;
  done: number;
  state: 'waiting' | 'training' | 'over';
  figures: Figures;
  /** What has come of it. */
  result?: string;
}

export class ComparisonDisplay {
  private readonly bars: MultiBar | undefined;

  constructor(
    private readonly output: Output,
    private readonly runs: readonly LiveRun[],
  ) {
    if (!output.stdout.isTTY) return;
    const rows = Math.min(runs.length, Math.max(1, (output.stdout.rows ?? 24) - OTHER_ROWS));
    const bars = new MultiBar({
      stream: output.stdout,
      format: (_options, { maxWidth }, { row }: { row: number }) => {
        const run = visible(runs, rows)[row];
        return run === undefined ? '' : liveLine(run, labelWidth(runs, maxWidth), maxWidth);
      },
      clearOnComplete: true,
      forceRedraw: true, // lines above them may have moved them
      hideCursor: true,
      linewrap: null, // the lines are made to fit
      gracefulExit: false, // Ctrl-C is not for the bars to decide
    });
    for (let row = 0; row < rows; row++) bars.create(1, 0, { row });
    bars.update();
    this.bars = bars;
  }

  /** A line that stays. */
  line(text: string): void {
    if (this.bars === undefined) this.output.stdout.write(`${say(text)}\n`);
    else this.bars.log(`${say(text)}\n`);
  }

  begin(run: LiveRun): void {
    run.state = 'training';
    run.figures.startTime = performance.now();
    run.figures.start = run.done;
  }

  hear(run: LiveRun, { done, loss, epoch }: RunNews): void {
    run.done = done ?? run.done;
    run.figures.loss = loss ?? run.figures.loss;
    run.figures.epoch = epoch ?? run.figures.epoch;
  }

  end(run: LiveRun, result: string): void {
    Object.assign(run, { state: 'over', result });
    if (this.bars === undefined) this.line(`${run.label}: ${say(result)}`);
  }

  stop(): void {
    this.bars?.update(); // writes the lines that wait
    this.bars?.stop();
  }
}

/** Rows that are left to the lines above and the one below. */
const OTHER_ROWS = 3;

/** The runs that there is room for, in order; where that is not all, those that train come first, then those that come next. */
export function visible(runs: readonly LiveRun[], rows: number): readonly LiveRun[] {
  if (runs.length <= rows) return runs;
  const byInterest = (['training', 'waiting', 'over'] as const).flatMap((state) =>
    runs.filter((run) => run.state === state),
  );
  const chosen = new Set(byInterest.slice(0, rows));
  return runs.filter((run) => chosen.has(run));
}

/** All lines are in step, and the figures have at least half of the width. */
function labelWidth(runs: readonly LiveRun[], width: number): number {
  return Math.min(Math.max(...runs.map(({ label }) => label.length)), Math.floor(width / 2) - 2);
}

/** One line of at most `width - 1` columns. */
export function liveLine(run: LiveRun, labelColumns: number, width: number): string {
  const label = fitted(run.label, labelColumns).padEnd(labelColumns);
  const rest = width - labelColumns - 2;
  if (run.state === 'training') return `${label}  ${barLine(run.done, run.total, rest, run.figures)}`;
  const text = fitted(say(run.state === 'waiting' ? 'waits' : (run.result ?? '')), rest - 1);
  return `${label}  ${run.state === 'waiting' ? pc.dim(text) : text}`;
}
