// The report of a comparison: the curves of all runs over each other, a table, and what differed.
import stringWidth from 'string-width';
import type { History } from '#topics/12-training';
import { duration, fitted, grouped } from './display';
import { html, Html } from '../../shared/html';
import { accuraciesPlot, lossesPlot, runningMean, type Curve } from './plot';
import { FILES } from '../run/run-folder';
import type { TrainOptions } from '../run/options';
import { SETTINGS, type Settings } from '../run/settings';
import { STYLE } from './style';
import { inlineSvg, svgFile } from './svg';
import { say } from '../run/words';

/** What has come of one run. */
export interface ComparedOutcome {
  label: string;
  /** The name of its folder, with its own report in it. */
  folder: string;
  options: TrainOptions;
  history: History;
  /** Missing where it got lost, or did not finish. */
  testAccuracy?: number;
  seconds: number;
  problem?: string;
}

export interface ComparisonResults {
  name: string;
  /** The options that differ, without `--`. */
  compared: string[];
  command: string;
  outcomes: ComparedOutcome[];
}

export interface ComparisonReport {
  accuracy: string;
  loss: string;
  report: string;
}

export function makeComparisonReport(results: ComparisonResults): ComparisonReport {
  const { outcomes } = results;
  const batches = new Set(outcomes.map(({ options }) => options.batchSize));
  const [step, xLabel] =
    batches.size === 1
      ? [() => 1, 'iterations']
      : [({ options }: ComparedOutcome) => options.batchSize, 'training images seen'];
  const begun = outcomes.filter(({ history }) => history.losses.length > 0);
  const accuracy = inlineSvg(
    accuraciesPlot(
      begun.map((one) => accuracyCurve(one, step(one))),
      xLabel,
    ),
  );
  const losses = begun.map((one): Curve => ({
    label: one.label,
    points: runningMean(one.history.losses, step(one)),
  }));
  const loss = inlineSvg(lossesPlot(losses, xLabel));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${results.name} · comparison</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${headline(results)} ${curves(accuracy, loss, batches.size > 1)} ${table(results)}
          ${overSeeds(results)} ${whatDiffered(results)} ${repetition(results)}
        </main>
      </body>
    </html> `;
  return { accuracy: svgFile(accuracy), loss: svgFile(loss), report: `${page.text.trim()}\n` };
}

/** The test accuracies before each epoch, and the last one. */
function accuracyCurve({ label, history, testAccuracy }: ComparedOutcome, step: number): Curve {
  const points = history.epochs.map((epoch) => ({ x: step * epoch.iteration, y: epoch.testAccuracy }));
  if (testAccuracy !== undefined) points.push({ x: step * history.losses.length, y: testAccuracy });
  return { label, points };
}

function headline({ name, outcomes }: ComparisonResults): Html {
  const ranked = rankedOf(outcomes);
  if (ranked.length === 0)
    return html`<header>
      <p class="run">${name}</p>
      <h1>No training came to its end</h1>
    </header>`;
  const [best, worst] = [ranked[0], ranked.at(-1)!];
  const points = (100 * (best.testAccuracy - worst.testAccuracy)).toFixed(1);
  return html`<header>
    <p class="run">${name}</p>
    <h1>${best.label}: ${percent(best.testAccuracy)} of the test images classified correctly</h1>
    <p>
      ${outcomes.length} training runs compared. The best and the worst (${worst.label}:
      ${percent(worst.testAccuracy)}) are ${points} points apart.
    </p>
  </header>`;
}

function curves(accuracy: string, loss: string, differentBatches: boolean): Html {
  const axis = differentBatches
    ? 'Batches differ in size, so the runs are compared after the same number of images, which is about the same work.'
    : '';
  return html`<section>
    <h2>How they learned</h2>
    <figure>
      ${new Html(accuracy)}
      <figcaption>The accuracy on the test images before each epoch, and at the end. ${axis}</figcaption>
    </figure>
    <figure>
      ${new Html(loss)}
      <figcaption>
        The cross-entropy error: the mean over 100 iterations, on a logarithmic axis, where each step down is
        the same factor.
      </figcaption>
    </figure>
  </section>`;
}

function table({ outcomes }: ComparisonResults): Html {
  const best = rankedOf(outcomes)[0]?.label;
  return html`<section>
    <h2>In numbers</h2>
    <table class="numbers">
      <thead>
        <tr>
          ${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${outcomes.map(
          (outcome) =>
            html`<tr>
              <th scope="row">
                <a href="${outcome.folder}/${FILES.report}">${outcome.label}</a
                >${outcome.label === best ? ' ★' : ''}
              </th>
              ${cellsOf(outcome).map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    <p>★ is the best of them. Each name leads to the report of that training.</p>
    ${outcomes.flatMap(({ label, problem }) =>
      problem === undefined ? [] : [html`<p><b>${label}</b> did not finish: ${problem}</p>`],
    )}
  </section>`;
}

const COLUMNS = ['', 'test acc', 'train acc', 'loss', 'iterations', 'time'];

/** What the table says of a run, after its label. The loss is the mean of the last 100. */
function cellsOf({ history, testAccuracy, seconds }: ComparedOutcome): string[] {
  const { losses, epochs } = history;
  const last = losses.slice(-100);
  return [
    testAccuracy?.toFixed(4) ?? '–',
    epochs.at(-1)?.trainAccuracy.toFixed(4) ?? '–',
    last.length === 0 ? '–' : mean(last).toFixed(4),
    grouped(losses.length),
    duration(seconds),
  ];
}

/** The table for a terminal of so many columns; where it is narrow, the last figures go. */
export function comparisonTable(outcomes: readonly ComparedOutcome[], width = Infinity): string[] {
  const rows = [COLUMNS.map(say), ...outcomes.map((outcome) => [outcome.label, ...cellsOf(outcome)])];
  const widths = COLUMNS.map((_, column) => {
    const longest = Math.max(...rows.map((row) => stringWidth(row[column])));
    return column === 0 ? Math.min(longest, width - 12) : longest + 2;
  });
  let columns = COLUMNS.length;
  while (columns > 2 && total(widths.slice(0, columns)) >= width) columns--;
  return rows.map((row) =>
    row
      .slice(0, columns)
      .map((cell, column) =>
        column === 0 ? padded(fitted(cell, widths[0]), widths[0]) : padded(cell, -widths[column]),
      )
      .join(''),
  );
}

/** Filled up with blanks to so many columns: behind it, or for a negative number before it. */
function padded(text: string, columns: number): string {
  const blanks = ' '.repeat(Math.max(0, Math.abs(columns) - stringWidth(text)));
  return columns < 0 ? `${blanks}${text}` : `${text}${blanks}`;
}

/** Where seeds vary beside something else: how much of a difference is luck. */
function overSeeds({ compared, outcomes }: ComparisonResults): Html | string {
  if (!compared.includes('seed') || compared.length < 2) return '';
  const groups = new Map<string, number[]>();
  for (const { label, testAccuracy } of rankedOf(outcomes)) {
    const others = label
      .split(', ')
      .filter((part) => !part.startsWith('seed '))
      .join(', ');
    groups.set(others, [...(groups.get(others) ?? []), testAccuracy]);
  }
  return html`<section>
    <h2>Over the seeds</h2>
    <table class="numbers">
      <thead>
        <tr>
          ${['', 'seeds', 'worst', 'median', 'best'].map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...groups].map(
          ([label, found]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${found.length}</td>
              <td>${found.at(-1)!.toFixed(4)}</td>
              <td>${median(found).toFixed(4)}</td>
              <td>${found[0].toFixed(4)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>A difference between two rows that is smaller than the one within a row may be luck.</p>
  </section>`;
}

function whatDiffered({ compared, outcomes }: ComparisonResults): Html {
  const names = Object.keys(SETTINGS) as (keyof Settings)[];
  const valueOf = ({ options }: ComparedOutcome, name: keyof Settings): string => shownValue(options[name]);
  const same = names.filter((name) => new Set(outcomes.map((one) => valueOf(one, name))).size === 1);
  const different = names.filter((name) => !same.includes(name));
  const luck = compared.includes('seed')
    ? ''
    : ' All runs have the same seed. To see how much of a difference is luck, compare seeds as well.';
  return html`<section>
    <h2>What differed</h2>
    <p>
      ${compared.map((name) => name.replaceAll('-', ' ')).join(', ')}; everything else was the same.${luck}
    </p>
    <div class="beside">
      <table class="numbers">
        <caption>
          different
        </caption>
        ${different.map(
          (name) =>
            html`<tr>
              <th scope="row">${wordsOf(name)}</th>
              <td>${[...new Set(outcomes.map((one) => valueOf(one, name)))].join(', ')}</td>
            </tr>`,
        )}
      </table>
      <table class="numbers">
        <caption>
          the same in all
        </caption>
        ${same
          .filter((name) => shownValue(outcomes[0].options[name]) !== '')
          .map(
            (name) =>
              html`<tr>
                <th scope="row">${wordsOf(name)}</th>
                <td>${valueOf(outcomes[0], name)}</td>
              </tr>`,
          )}
      </table>
    </div>
  </section>`;
}

function repetition({ command }: ComparisonResults): Html {
  return html`<section>
    <h2>How to repeat it</h2>
    <p><code>${command}</code> gives the same numbers, to the last bit, on a machine of the same type.</p>
  </section>`;
}

/** The runs that came to their end, the best first. */
function rankedOf(outcomes: readonly ComparedOutcome[]): (ComparedOutcome & { testAccuracy: number })[] {
  return outcomes
    .filter((one): one is ComparedOutcome & { testAccuracy: number } => one.testAccuracy !== undefined)
    .sort((a, b) => b.testAccuracy - a.testAccuracy);
}

function wordsOf(name: keyof Settings): string {
  return SETTINGS[name].slice(2).replaceAll('-', ' ');
}

function shownValue(value: Settings[keyof Settings]): string {
  return value === undefined || value === false ? '' : String(value);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(values: number[]): number {
  return total(values) / values.length;
}

function median(sorted: number[]): number {
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
