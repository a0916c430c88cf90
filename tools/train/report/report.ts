// The report of a run: one page that holds everything and opens without a network.
import { encode } from 'fast-png';
import { accuracyPlot, confusionPlot, lossPlot } from './plot';
import { IMAGE_SIZE, type Dataset, type Mnist } from '#lib/mnist';
import type { History } from '#topics/12-training';
import type { Examination } from '../mnist-trainer';
import type { Source } from '../run/checkpoint';
import { duration, grouped, lineInterval, quoted } from './display';
import { classesIn, nameOf } from '../run/labels';
import { html, Html } from '../../shared/html';
import type { WrongAnswer } from './wrong-answers';
import { FILES } from '../run/run-folder';
import type { Defaults } from '../run/options';
import { networkOf, SETTINGS, settingsThatCount, type Settings } from '../run/settings';
import { STYLE } from './style';
import { inlineSvg, svgFile } from './svg';

export interface TrainingResults {
  name: string;
  settings: Settings;
  source: Source;
  data: Mnist;
  history: History;
  iterationsPerEpoch: number;
  testAccuracy: number;
  seconds: number;
  examination: Examination;
  wrong: WrongAnswer[];
}

/** The pictures and the page that holds them. */
export interface Report {
  accuracy: string;
  loss: string;
  confusion: string;
  report: string;
}

const SHOWN_AT_ONCE = 60;
const SHOWN_AT_MOST = 1000;

export function makeReport(results: TrainingResults, trainer: Defaults): Report {
  const { history, examination } = results;
  const accuracy = inlineSvg(accuracyPlot(history.epochs));
  const loss = inlineSvg(lossPlot(history.losses));
  const { labels } = results.source;
  const confusion = inlineSvg(
    confusionPlot(examination.confusion, shownClasses(results), (label) => nameOf(label, labels)),
  );
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${results.name} · training report</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${headline(results)} ${learning(results, { accuracy, loss, confusion })}
          ${confusions(results, confusion)} ${gallery(results)} ${repetition(results, trainer)}
        </main>
      </body>
    </html> `;
  return {
    accuracy: svgFile(accuracy),
    loss: svgFile(loss),
    confusion: svgFile(confusion),
    report: `${page.text.trim()}\n`,
  };
}

/** The classes that occur, or that the network has answered. */
function shownClasses({ data, examination: { confusion } }: TrainingResults): number[] {
  const answered = confusion.sum(0); // (C)
  const occurring = classesIn(data);
  return Array.from(answered.data, (_, label) => label).filter(
    (label) => occurring.includes(label) || answered.at(label) > 0,
  );
}

function headline({
  name,
  testAccuracy,
  data,
  wrong,
  history,
  seconds,
  settings,
  source,
}: TrainingResults): Html {
  const whose = settings.mine ? 'your own code' : "the course's code";
  return html`<header>
    <p class="run">${name}</p>
    <h1>${percent(testAccuracy)} of the test images classified correctly</h1>
    <p>
      ${capitalized(networkOf(settings))}, trained with ${whose} on ${grouped(data.train.labels.length)}
      images (${source.folder ?? 'MNIST'}) and measured on ${grouped(data.test.labels.length)}
      others.${limitation(settings, source)}
    </p>
    <dl class="figures">
      ${figure('test accuracy', testAccuracy.toFixed(4))}
      ${figure('misclassified images', grouped(wrong.length))}
      ${figure('loss, last 100 iterations', mean(history.losses.slice(-100)).toFixed(4))}
      ${figure('iterations', grouped(history.losses.length))} ${figure('time', duration(seconds))}
    </dl>
  </header>`;
}

/** The test images of MNIST come from two groups of writers, one after the other. */
function limitation({ limit }: Settings, { folder }: Source): string {
  if (limit === undefined || folder !== undefined) return '';
  return ' These are the first ones of each part, and the first test images are harder than the others: on all of them, the accuracy is up to 2 points higher.';
}

function figure(label: string, value: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function learning(
  { history, iterationsPerEpoch }: TrainingResults,
  { accuracy, loss }: Omit<Report, 'report'>,
): Html {
  const interval = lineInterval(history.epochs.length);
  const shownEpochs = history.epochs.filter((_, i) => i % interval === 0);
  const others = interval === 1 ? '' : ` (every ${ordinal(interval)} epoch; ${FILES.history} has all)`;
  return html`<section>
    <h2>How it learned</h2>
    <figure>
      ${new Html(accuracy)}
      <figcaption>
        The accuracy before each epoch; an epoch is ${counted(iterationsPerEpoch, 'iteration')}. Where the two
        curves separate, the network also learns what is peculiar to the training images (overfitting). As
        long as the test curve rises, this does no harm.
      </figcaption>
    </figure>
    <figure>
      ${new Html(loss)}
      <figcaption>
        The cross-entropy error of each mini-batch after its step. It jumps, because every batch is different;
        the running mean shows the trend.
      </figcaption>
    </figure>
    <details>
      <summary>The accuracies in numbers${others}</summary>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">iteration</th>
            <th scope="col">train acc</th>
            <th scope="col">test acc</th>
          </tr>
        </thead>
        <tbody>
          ${shownEpochs.map(
            (epoch) =>
              html`<tr>
                <th scope="row">${grouped(epoch.iteration)}</th>
                <td>${epoch.trainAccuracy.toFixed(4)}</td>
                <td>${epoch.testAccuracy.toFixed(4)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`;
}

function confusions(results: TrainingResults, picture: string): Html {
  const { accuracyByClass, mostConfused } = results.examination;
  const name = (label: number): string => nameOf(label, results.source.labels);
  const shown = shownClasses(results);
  const right = Array.from(accuracyByClass.data, (_, label) => label).filter(
    (label) => shown.includes(label) || !Number.isNaN(accuracyByClass.at(label)),
  );
  return html`<section>
    <h2>Most common confusions</h2>
    <div class="beside">
      <figure>
        ${new Html(picture)}
        <figcaption>
          Each row is an actual class, each column a predicted one. Blue cells are right answers; the stronger
          the orange of a cell, the more often the network makes this mistake.
        </figcaption>
      </figure>
      <div>
        ${
          mostConfused.length === 0
            ? html`<p>Nothing was confused.</p>`
            : html`<h3>The most frequent</h3>
                <ol>
                  ${mostConfused.map(
                    ({ actual, predicted, count }) =>
                      html`<li>
                        <b>${name(actual)}</b> taken for <b>${name(predicted)}</b>:
                        ${count === 1 ? 'once' : `${grouped(count)} times`}
                      </li>`,
                  )}
                </ol>`
        }
        <h3>Accuracy by class</h3>
        <table class="numbers">
          ${right.map(
            (label) =>
              html`<tr>
                <th scope="row">${name(label)}</th>
                <td>
                  ${Number.isNaN(accuracyByClass.at(label)) ? 'none seen' : percent(accuracyByClass.at(label))}
                </td>
              </tr>`,
          )}
        </table>
      </div>
    </div>
  </section>`;
}

function gallery({ wrong, data: { test }, source: { labels } }: TrainingResults): Html {
  const shown = wrong.slice(0, SHOWN_AT_MOST).map((answer) => tile(answer, test, labels));
  const [first, others] = [shown.slice(0, SHOWN_AT_ONCE), shown.slice(SHOWN_AT_ONCE)];
  const more = html`<details>
    <summary>${grouped(others.length)} more</summary>
    <div class="gallery">${others}</div>
  </details>`;
  const count = grouped(wrong.length);
  const some =
    wrong.length > shown.length ? `The ${grouped(shown.length)} most confident of ${count}` : `All ${count}`;
  const which =
    wrong.length === 1 ? 'The only wrong answer' : `${some} wrong answers, the most confident first`;
  return html`<section>
    <h2>Misclassified images</h2>
    <p>
      ${
        wrong.length === 0
          ? 'None: every test image is classified correctly.'
          : `${which}: the true class, the predicted class with its probability, and the number of the test image.`
      }
    </p>
    <div class="gallery">${first}</div>
    ${others.length > 0 ? more : ''}
  </section>`;
}

function tile(
  { index, probability, ...labels }: WrongAnswer,
  { x }: Dataset,
  names: readonly string[] | undefined,
): Html {
  const [actual, predicted] = [labels.actual, labels.predicted].map((label) => nameOf(label, names));
  const pixels = Uint8Array.from(x.row(index).data, (value) => Math.round(255 * value));
  const png = encode({ width: IMAGE_SIZE, height: IMAGE_SIZE, channels: 1, depth: 8, data: pixels });
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return html`<figure>
    <img src="${source}" alt="test image ${index}: ${actual}, read as ${predicted}" width="84" height="84" />
    <figcaption>
      <b>${actual}</b> as <b class="wrong">${predicted}</b> <span>${percent(probability)}</span>
      <small>no. ${index}</small>
    </figcaption>
  </figure>`;
}

function repetition({ settings, source, data }: TrainingResults, trainer: Defaults): Html {
  const rows = settingsThatCount(settings)
    .filter((name) => name !== 'mine' && name !== 'limit')
    .map((name) => [SETTINGS[name].slice(2).replaceAll('-', ' '), wordOf(settings[name])]);
  return html`<section>
    <h2>How to repeat it</h2>
    <p>
      <code>${commandOf(settings, trainer, source)}</code> gives the same numbers, to the last bit, on a
      machine of the same type.
    </p>
    <div class="beside">
      <table class="numbers">
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
        <tr>
          <th scope="row">training images</th>
          <td>${data.train.labels.length}</td>
        </tr>
        <tr>
          <th scope="row">test images</th>
          <td>${data.test.labels.length}</td>
        </tr>
      </table>
      <div>
        <p>The weights are next to this page, and NumPy can open them:</p>
        <pre>${pythonFor(settings)}</pre>
      </div>
    </div>
  </section>`;
}

/** How the weights are used in NumPy. */
function pythonFor({ net, hidden, activation }: Settings): string {
  const lines =
    net === 'two-layer'
      ? TWO_LAYERS
      : [
          'z = x',
          `for l in range(1, ${hidden.length + 1}):`,
          `    a = z @ w[f"W{l}"] + w[f"b{l}"]`,
          `    z = ${activation === 'relu' ? 'np.maximum(0, a)' : '1 / (1 + np.exp(-a))'}`,
          `answer = np.argmax(z @ w["W${hidden.length + 1}"] + w["b${hidden.length + 1}"], axis=1)`,
        ];
  return ['import numpy as np', '', `w = np.load("${FILES.weights}")`, ...lines].join('\n');
}

const TWO_LAYERS = [
  'z1 = 1 / (1 + np.exp(-(x @ w["W1"] + w["b1"])))',
  'answer = np.argmax(z1 @ w["W2"] + w["b2"], axis=1)',
];

/** "100, 100" */
function wordOf(value: Settings[keyof Settings]): string | number {
  if (Array.isArray(value)) return value.join(', ');
  return value as string | number;
}

function capitalized(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** The command that makes this run again. */
function commandOf(
  settings: Settings,
  { defaults, usualFor }: Defaults,
  { folder: dataFolder, labels }: Source,
): string {
  const usual: Partial<Settings> = { ...defaults, ...usualFor(settings), dtype: 'float64', mine: false };
  const words = settingsThatCount(settings).flatMap((name) => {
    const value = settings[name];
    if (String(value) === String(usual[name])) return [];
    return value === true ? [SETTINGS[name]] : [SETTINGS[name], String(value)];
  });
  if (dataFolder !== undefined) words.push('--data', quoted(dataFolder));
  if (labels !== undefined) words.push('--labels', quoted(labels.join(',')));
  return ['npm run train', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}

/** "2nd", "5th", "10th": of the intervals that there are. */
function ordinal(count: number): string {
  return count === 2 ? '2nd' : `${count}th`;
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function mean(values: number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
