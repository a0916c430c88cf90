// summary.html: the class on one page, which needs no network and runs no script. Everything that comes from a student is escaped.
import { numberOf } from '#engine/course/course';
import { wordsIn, type Words } from '#engine/words/words';
import { html, Html } from '../../shared/html';
import { sanitize } from '../../shared/sanitize';
import { shownName, type TopicVerdict, totalOf, type Verdict } from '../score/verdict';
import type { Reporting } from './words';

const en = {
  title: 'Class overview',
  students: (count: number) => `${count} submissions`,
  mean: (percent: number) => `${percent} % of the points on average`,
  heatMap: 'Results by topic',
  legend: 'Share of a topic’s points',
  student: 'Submission',
  total: 'Total',
  ofClass: 'Class',
  mistakes: 'The most common mistakes',
  noMistakes: 'No known mistake was recognized.',
  mistake: 'Mistake',
  count: 'Submissions',
  failures: 'Could not be graded normally',
  reason: 'Reason',
  noFailures: 'Everything was graded normally.',
  types: 'Type errors (no points deducted)',
  error: 'First error',
  time: 'Time',
  seconds: (seconds: string, slowest: string) =>
    `Grading took ${seconds} s in total. Slowest submissions: ${slowest}.`,
};

const ko: typeof en = {
  title: '학급 결과',
  students: (count) => `제출 ${count}건`,
  mean: (percent) => `평균 점수 ${percent} %`,
  heatMap: '주제별 결과',
  legend: '주제별 점수 비율',
  student: '제출',
  total: '합계',
  ofClass: '학급',
  mistakes: '가장 흔한 실수',
  noMistakes: '알려진 실수가 발견되지 않았습니다.',
  mistake: '실수',
  count: '제출 수',
  failures: '정상적으로 채점하지 못한 것',
  reason: '이유',
  noFailures: '모두 채점했습니다.',
  types: '타입 오류(감점 없음)',
  error: '첫 번째 오류',
  time: '시간',
  seconds: (seconds, slowest) => `채점에 모두 ${seconds}초 걸렸습니다. 가장 오래 걸린 제출: ${slowest}`,
};

const TEXT: Words<typeof en> = { en, ko };

const textIn = ({ language }: Reporting): typeof en => wordsIn(TEXT, language);

const SHOWN_MISTAKES = 20;
const SHOWN_SLOWEST = 5;

export function summary(verdicts: Verdict[], reporting: Reporting): string {
  const text = textIn(reporting);
  const page = html`<!doctype html>
    <html lang="${reporting.language}">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <title>${text.title} · ${reporting.course.name}</title>
      <style>
        ${new Html(STYLE)}
      </style>
      <h1>${text.title}</h1>
      <p>${text.students(verdicts.length)} · ${text.mean(percentOf(verdicts))}</p>
      ${verdicts.some(({ unconfined }) => unconfined) ? html`<p class="warning">${reporting.words.unconfined}</p>` : ''}
      <h2>${text.heatMap}</h2>
      ${legend(reporting)} ${heatMap(verdicts, reporting)}
      <h2>${text.mistakes}</h2>
      ${mistakes(verdicts, reporting)}
      <h2>${text.failures}</h2>
      ${failures(verdicts, reporting)} ${typeErrors(verdicts, reporting)}
      <h2>${text.time}</h2>
      <p>${time(verdicts, text)}</p>
    </html> `;
  return page.text;
}

function heatMap(verdicts: Verdict[], reporting: Reporting): Html {
  const text = textIn(reporting);
  const topics = verdicts[0]?.topics.map(({ topic }) => topic) ?? [];
  const ofClass = topics.map((_, i) => {
    const shares = verdicts.flatMap(({ topics: all }) =>
      all[i].state === 'ungradable' ? [] : all[i].points / all[i].possible,
    );
    return meanOf(shares);
  });
  return html`<div class="scroll">
    <table class="map">
      <thead>
        <tr>
          <th scope="col">${text.student}</th>
          ${topics.map(
            (topic) => html`<th scope="col" title="${reporting.titleOf(topic)}">${numberOf(topic)}</th>`,
          )}
          <th scope="col">${text.total}</th>
        </tr>
      </thead>
      <tbody>
        <tr class="class">
          <th scope="row">${text.ofClass}</th>
          ${ofClass.map((share) => html`<td style="${shade(share)}">${Math.round(100 * share)}</td>`)}
          <td class="total">${percentOf(verdicts)} %</td>
        </tr>
        ${verdicts.map((verdict) => row(verdict, reporting))}
      </tbody>
    </table>
  </div>`;
}

function row(verdict: Verdict, reporting: Reporting): Html {
  const total = totalOf(verdict);
  const name = sanitize(shownName(verdict), 60);
  return html`<tr>
    <th scope="row">${name}</th>
    ${verdict.topics.map((topic) => cell(topic, reporting))}
    <td class="total">${total === undefined ? '–' : `${total.points}/${total.possible}`}</td>
  </tr> `;
}

const SIGNS = { unwritten: '○', missing: '·', unreadable: '!', ungradable: '?' };

function cell(topic: TopicVerdict, reporting: Reporting): Html {
  const { state, points, possible, reason } = topic;
  const share = points / possible;
  const shown = state === 'judged' ? String(Math.round(100 * share)) : SIGNS[state];
  const why = [
    `${points}/${possible}`,
    reporting.words.states[state],
    sanitize(reporting.said(reason ?? ''), 200),
  ]
    .filter(Boolean)
    .join(' · ');
  const title = `${numberOf(topic.topic)} ${reporting.titleOf(topic.topic)}: ${why}`;
  return html`<td class="${state}" style="${state === 'judged' ? shade(share) : ''}" title="${title}">
    ${shown}
  </td>`;
}

/** From light orange over white to blue: to be told apart without red and green. */
function shade(share: number): string {
  const [hue, lightness] = share < 0.5 ? [30, 72 + 44 * share] : [212, 94 - 88 * (share - 0.5)];
  return `background:hsl(${hue} 80% ${lightness.toFixed(0)}%);color:${lightness < 62 ? '#fff' : '#111'}`;
}

function legend(reporting: Reporting): Html {
  const { states } = reporting.words;
  const steps = [0, 0.25, 0.5, 0.75, 1].map(
    (share) => html`<span style="${shade(share)}">${100 * share}</span>`,
  );
  return html`<p class="legend">
    ${textIn(reporting).legend} (%) ${steps} · <b>${SIGNS.unwritten}</b> ${states.unwritten} ·
    <b>${SIGNS.missing}</b> ${states.missing} · <b>${SIGNS.unreadable}</b> ${states.unreadable} ·
    <b>${SIGNS.ungradable}</b> ${states.ungradable}
  </p>`;
}

function mistakes(verdicts: Verdict[], reporting: Reporting): Html {
  const text = textIn(reporting);
  const counts = new Map<string, { topic: string; name: string; count: number }>();
  for (const { topics } of verdicts) {
    for (const { topic, tests } of topics) {
      const found = new Map(
        tests.flatMap(({ finding }) =>
          finding?.diagnosis ? [[finding.diagnosis.id, finding.diagnosis]] : [],
        ),
      );
      for (const [id, { name }] of found) {
        const key = `${topic} ${id}`;
        counts.set(key, { topic, name: reporting.textOf(name), count: (counts.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  if (counts.size === 0) return html`<p>${text.noMistakes}</p>`;
  const most = [...counts.entries()]
    .sort(([a, { count: x }], [b, { count: y }]) => y - x || (a < b ? -1 : 1))
    .slice(0, SHOWN_MISTAKES);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${reporting.words.topic}</th>
        <th scope="col">${text.mistake}</th>
        <th scope="col">${text.count}</th>
      </tr>
    </thead>
    <tbody>
      ${most.map(
        ([, { topic, name, count }]) =>
          html`<tr>
            <td>${reporting.headingOf(topic)}</td>
            <td>${name}</td>
            <td class="number">${count}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function failures(verdicts: Verdict[], reporting: Reporting): Html {
  const found = verdicts.flatMap((verdict) =>
    verdict.topics
      .filter(({ state }) => state === 'unreadable' || state === 'ungradable')
      .map(({ topic, state, reason = '' }) => ({ name: shownName(verdict), topic, state, reason })),
  );
  if (found.length === 0) return html`<p>${textIn(reporting).noFailures}</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${textIn(reporting).student}</th>
        <th scope="col">${reporting.words.topic}</th>
        <th scope="col">${reporting.words.state}</th>
        <th scope="col">${textIn(reporting).reason}</th>
      </tr>
    </thead>
    <tbody>
      ${found.map(
        ({ name, topic, state, reason }) =>
          html`<tr>
            <td>${sanitize(name, 60)}</td>
            <td>${numberOf(topic)}</td>
            <td>${reporting.words.states[state]}</td>
            <td>${sanitize(reporting.said(reason), 200)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Nothing where there are none. */
function typeErrors(verdicts: Verdict[], reporting: Reporting): Html | '' {
  const found = verdicts.flatMap((verdict) =>
    verdict.topics.flatMap((topic) => {
      const [error] = reporting.typeErrorLines(topic);
      return error === undefined ? [] : [{ name: shownName(verdict), topic: topic.topic, error }];
    }),
  );
  if (found.length === 0) return '';
  const text = textIn(reporting);
  return html`<h2>${text.types}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${text.student}</th>
          <th scope="col">${reporting.words.topic}</th>
          <th scope="col">${text.error}</th>
        </tr>
      </thead>
      <tbody>
        ${found.map(
          ({ name, topic, error }) =>
            html`<tr>
              <td>${sanitize(name, 60)}</td>
              <td>${numberOf(topic)}</td>
              <td>${sanitize(error, 200)}</td>
            </tr> `,
        )}
      </tbody>
    </table>`;
}

function time(verdicts: Verdict[], text: typeof en): Html {
  const seconds = (verdict: Verdict): number => verdict.topics.reduce((sum, topic) => sum + topic.seconds, 0);
  const total = verdicts.reduce((sum, verdict) => sum + seconds(verdict), 0);
  const slowest = [...verdicts].sort((a, b) => seconds(b) - seconds(a)).slice(0, SHOWN_SLOWEST);
  const shown = slowest
    .map((verdict) => `${sanitize(shownName(verdict), 60)} (${seconds(verdict).toFixed(1)} s)`)
    .join(', ');
  return html`<span class="time">${text.seconds(total.toFixed(1), shown)}</span>`;
}

/** Of all points, on average. */
function percentOf(verdicts: Verdict[]): number {
  const totals = verdicts.flatMap((verdict) => totalOf(verdict) ?? []);
  return Math.round(100 * meanOf(totals.map(({ points, possible }) => points / possible)));
}

function meanOf(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

const STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #1a1a1a; --faint: #767676; --line: #e2e2e2; --alarm: #900; --alarm-page: #fbe3e3; }
@media (prefers-color-scheme: dark) {
  :root { --page: #161616; --ink: #e6e6e6; --faint: #8e8e8e; --line: #3a3a3a; --alarm: #ffb4b4; --alarm-page: #4d1f1f; }
}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: var(--ink); background: var(--page); }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .6rem; text-align: left; font-weight: normal; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; } thead th { font-weight: 600; } .number { text-align: right; } .warning { color: var(--alarm); font-weight: 600; }
.scroll { display: inline-block; max-width: 100%; max-height: 85vh; overflow: auto; border: 1px solid var(--line); }
.map { font-variant-numeric: tabular-nums; border-collapse: separate; border-spacing: 1px; }
.map td { text-align: center; min-width: 2.1rem; padding: .1rem .25rem; border: 0; }
.map th { padding: .1rem .6rem; border: 0; background: var(--page); } .map thead th { position: sticky; top: 0; z-index: 1; text-align: center; }
.map thead th:first-child { left: 0; z-index: 2; text-align: left; }
.map tbody th { position: sticky; left: 0; white-space: nowrap; max-width: 18rem; overflow: hidden; text-overflow: ellipsis; }
.map .class th, .map .class td { font-weight: 600; } .map .total { white-space: nowrap; text-align: right; }
.unwritten, .missing { color: var(--faint); } .unreadable, .ungradable { background: var(--alarm-page); color: var(--alarm); font-weight: 600; }
.legend span { display: inline-block; min-width: 2.1rem; text-align: center; margin-right: 1px; }
`;
