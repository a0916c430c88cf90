// What a person sees while the network learns: in a terminal a bar below the lines, elsewhere only the lines.
import { MultiBar, type SingleBar } from 'cli-progress';
import pc from 'picocolors';
import stringWidth from 'string-width';
import type { EpochReport, History } from '#topics/12-training';
import type { Output } from '../run/options';
import { say } from '../run/words';

/** What the bar tells, next to how far the training is. */
export interface Figures {
  /** Iterations done before this session. */
  start: number;
  startTime: number; // milliseconds
  loss?: number;
  epoch?: EpochReport;
}

/** What is told how far a training is. */
export interface TrainingProgress {
  line: (text: string) => void;
  onEpoch: (epoch: EpochReport) => void;
  onIteration: (iteration: number, loss: number) => void;
  stop: () => void;
}

export class Display implements TrainingProgress {
  private readonly figures: Figures;
  private readonly interval: number;
  private epochsSeen: number;
  private readonly bars: MultiBar | undefined;
  private readonly bar: SingleBar | undefined;

  constructor(
    private readonly output: Output,
    iterations: number,
    { losses, epochs }: History,
    /** How many epochs there will be. */
    epochCount = 0,
  ) {
    this.interval = lineInterval(epochCount);
    this.epochsSeen = epochs.length;
    const done = losses.length;
    this.figures = { start: done, startTime: performance.now(), loss: losses.at(-1), epoch: epochs.at(-1) };
    if (!output.stdout.isTTY) return;
    this.bars = new MultiBar({
      stream: output.stdout,
      format: (_options, { value, total, maxWidth }) => barLine(value, total, maxWidth, this.figures),
      clearOnComplete: true,
      hideCursor: true,
      linewrap: null, // the line is made to fit
      gracefulExit: false, // Ctrl-C is not for the bar to decide
    });
    this.bar = this.bars.create(iterations, done);
    this.bars.update(); // at once, because the first evaluation takes a moment
  }

  /** A line that stays. */
  line(text: string): void {
    if (this.bars === undefined) this.output.stdout.write(`${say(text)}\n`);
    else this.bars.log(`${say(text)}\n`);
  }

  onEpoch(epoch: EpochReport): void {
    this.figures.epoch = epoch;
    if (this.epochsSeen++ % this.interval === 0) this.line(epochLine(epoch));
  }

  onIteration(iteration: number, loss: number): void {
    this.figures.loss = loss;
    this.bar?.update(iteration + 1);
  }

  /** Takes the bar away. */
  stop(): void {
    this.bars?.update(); // writes the lines that wait
    this.bars?.stop();
  }
}

/** No one reads more lines than this. */
const MOST_LINES = 25;

/** Of so many epochs, each is a line of its own, or every second one, every fifth … */
export function lineInterval(epochCount: number): number {
  for (let unit = 1; ; unit *= 10) {
    const interval = [1, 2, 5].map((factor) => factor * unit).find((one) => epochCount / one <= MOST_LINES);
    if (interval !== undefined) return interval;
  }
}

/** "train acc, test acc | 0.9045, 0.9087" */
export function epochLine({ trainAccuracy, testAccuracy }: EpochReport): string {
  return `train acc, test acc | ${trainAccuracy.toFixed(4)}, ${testAccuracy.toFixed(4)}`;
}

/** One line of at most `width - 1` columns; where it is narrow, the bar shrinks first, then the last figures go. */
export function barLine(done: number, total: number, width: number, figures: Figures): string {
  const { start, startTime, loss, epoch } = figures;
  const seconds = (performance.now() - startTime) / 1000;
  const rate = (done - start) / seconds; // evaluations included, so that the time left is right
  const texts = [
    `${Math.floor((100 * done) / total)}%`.padStart(4),
    `${grouped(done)}/${grouped(total)}`,
    done > start ? `${rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))}/s` : '',
    done > start ? `${duration((total - done) / rate)} left` : '',
    loss === undefined ? '' : `loss ${loss.toFixed(4)}`,
    epoch === undefined ? '' : `acc ${epoch.trainAccuracy.toFixed(4)} ${epoch.testAccuracy.toFixed(4)}`,
  ]
    .filter((text) => text !== '')
    .map(say);

  const room = width - 1;
  while (texts.length > 1 && stringWidth(texts.join('  ')) + MIN_BAR > room) texts.pop();
  const text = texts.join('  ');
  const size = Math.max(0, Math.min(MAX_BAR, room - stringWidth(text)));
  const filled = Math.round((size * done) / total);
  return `${pc.cyan('━'.repeat(filled))}${pc.dim('─'.repeat(size - filled))}${text}`;
}

const MIN_BAR = 8;
const MAX_BAR = 30;

/** A text that is cut where there is no room for it. */
export function fitted(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let end = Math.max(0, width - 1);
  while (end > 0 && stringWidth(text.slice(0, end)) > width - 1) end--; // a Korean letter takes two columns
  return `${text.slice(0, end)}…`;
}

/** "10,000" */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** "7 s", "2 min 5 s", "1 h 10 min" */
export function duration(seconds: number): string {
  const total = Math.round(seconds);
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${total % 60} s` : `${total} s`;
}

/** A path as it is typed in a shell. */
export function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`;
}
