// feedback.md: what a student reads. What a student's code printed or threw appears in code blocks, where nothing is markup.
import type { TopicName } from '#engine/course/course';
import { sanitize } from '../../shared/sanitize';
import { type GradedTest, shownName, type TopicVerdict, totalOf, type Verdict } from '../score/verdict';
import type { Reporting } from './words';

export function feedback(verdict: Verdict, reporting: Reporting): string {
  const { words } = reporting;
  const total = totalOf(verdict);
  const rows = verdict.topics.map(
    (topic) =>
      `| ${reporting.headingOf(topic.topic)} | ${score(topic, reporting)} | ${state(topic, reporting)} |`,
  );
  const sections = verdict.topics.filter(isUnfinished).flatMap((topic) => section(topic, reporting));
  const notes = verdict.notes.map((note) => codeBlock(reporting.said(note)));
  return [
    `# ${words.feedbackOn}: ${escaped(shownName(verdict))}`,
    total === undefined ? words.notGraded : words.total(total.points, total.possible),
    ...(verdict.unconfined ? [words.unconfined] : []),
    [`| ${words.topic} | ${words.points} | ${words.state} |`, '|---|---|---|', ...rows].join('\n'),
    ...sections,
    ...(notes.length > 0 ? [`## ${words.about}`, ...notes] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function isUnfinished({ state, points, possible, types, reason }: TopicVerdict): boolean {
  if (types !== undefined || (state === 'missing' && reason !== undefined)) return true;
  return state !== 'missing' && state !== 'unwritten' && points < possible;
}

/** The first useful failure, with all that is known of it; of the others, only that they are. */
function section(topic: TopicVerdict, reporting: Reporting): string[] {
  const { words } = reporting;
  const head = `## ${reporting.headingOf(topic.topic)} · ${score(topic, reporting)}`;
  const ofTypes = reporting.typeErrorLines(topic);
  const types = ofTypes.length > 0 ? [words.typeErrors, codeBlock(ofTypes.join('\n'))] : [];
  if (topic.reason !== undefined) return [head, ...types, codeBlock(reporting.said(topic.reason))];
  const failed = topic.tests.filter(({ status }) => status === 'failed');
  const unwritten = topic.tests.filter(({ status }) => status === 'unwritten').map(({ block }) => block);
  const unearned = topic.tests.filter(({ status, points }) => status === 'passed' && points === 0);
  const [first, ...others] = failed;
  return [
    head,
    ...types,
    ...(first === undefined ? [] : failure(first, topic.topic, reporting)),
    ...list(words.alsoFails, others, topic.topic, reporting),
    ...list(words.unearned, unearned, topic.topic, reporting),
    ...(unwritten.length > 0 ? [words.unwrittenBlocks(unwritten.map((name) => `\`${name}\``))] : []),
  ];
}

function failure(test: GradedTest, topic: TopicName, reporting: Reporting): string[] {
  const { finding, place } = test;
  const { words } = reporting;
  const { inputs = [], diagnosis } = finding ?? {};
  const given = inputs.map(([name, value]) => `${name} = ${value}`).join('   ');
  const lines = [
    ...(given === '' ? [] : [`${words.given}  ${given}`]),
    ...reporting
      .problemOf(topic, test)
      .split('\n')
      .filter((line) => line.trim() !== ''),
    ...(place === undefined ? [] : [`${words.at} ${place}`]),
  ];
  return [
    `✘ **${law(test, topic, reporting)}**`,
    ...(lines.length > 0 ? [codeBlock(lines.slice(0, 20).join('\n'))] : []),
    ...(diagnosis === undefined ? [] : [reporting.textOf(diagnosis.explanation)]),
  ];
}

function list(title: string, tests: GradedTest[], topic: TopicName, reporting: Reporting): string[] {
  if (tests.length === 0) return [];
  return [[title, '', ...tests.map((test) => `- ${law(test, topic, reporting)}`)].join('\n')];
}

function law(test: GradedTest, topic: TopicName, reporting: Reporting): string {
  const { block, sentence } = test;
  const colon = reporting.standsAlone(topic, test) ? ':' : '';
  return `\`${block}\`${colon} ${escaped(reporting.sentenceOf(topic, sentence))}`;
}

function score({ state, points, possible }: TopicVerdict, reporting: Reporting): string {
  return state === 'ungradable' ? '–' : reporting.words.of(points, possible);
}

function state({ state: name, points, possible }: TopicVerdict, reporting: Reporting): string {
  return points === possible ? reporting.words.complete : reporting.words.states[name];
}

/** Lines that are indented by four are code, whatever they contain. */
function codeBlock(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${sanitize(line, 500)}`)
    .join('\n');
}

function escaped(text: string): string {
  return sanitize(text, 300).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
