// feedback.md: what a student reads. What a stranger's code has said stands in code blocks, where nothing is markup.
import type { Language } from '#engine/suite/variants';
import { sentenceIn } from '../../shared/sentences';
import { numberOf, type TopicName } from '../../shared/topics';
import { inWords } from '../../shared/verdict';
import { plain } from '../plain';
import { type GradedTest, shownName, type TopicVerdict, totalOf, type Verdict } from '../verdict';
import { titleOf, WORDS } from './words';

export function feedback(verdict: Verdict, language: Language): string {
  const words = WORDS[language];
  const total = totalOf(verdict);
  const rows = verdict.topics.map(
    (topic) => `| ${heading(topic, language)} | ${score(topic, language)} | ${state(topic, language)} |`,
  );
  const sections = verdict.topics.filter(isUnfinished).flatMap((topic) => section(topic, language));
  const notes = verdict.notes.map((note) => codeBlock(note));
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

function isUnfinished({ state, points, possible }: TopicVerdict): boolean {
  return state !== 'missing' && state !== 'unwritten' && points < possible;
}

/** The first useful failure, with all that is known of it; of the others, only that they are. */
function section(topic: TopicVerdict, language: Language): string[] {
  const words = WORDS[language];
  const head = `## ${heading(topic, language)} · ${score(topic, language)}`;
  if (topic.reason !== undefined) return [head, codeBlock(topic.reason)];
  const failed = topic.tests.filter(({ status }) => status === 'failed');
  const unwritten = topic.tests.filter(({ status }) => status === 'unwritten').map(({ block }) => block);
  const unearned = topic.tests.filter(({ status, points }) => status === 'passed' && points === 0);
  const [first, ...others] = failed;
  return [
    head,
    ...(first === undefined ? [] : failure(first, topic.topic, language)),
    ...list(words.alsoFails, others, topic.topic, language),
    ...list(words.unearned, unearned, topic.topic, language),
    ...(unwritten.length > 0 ? [words.unwrittenBlocks(unwritten.map((name) => `\`${name}\``))] : []),
  ];
}

function failure(test: GradedTest, topic: TopicName, language: Language): string[] {
  const { block, finding, place } = test;
  const words = WORDS[language];
  const { inputs = [], message = '', diagnosis } = finding ?? {};
  const given = inputs.map(([name, value]) => `${name} = ${value}`).join('   ');
  const lines = [
    ...(given === '' ? [] : [`${words.given}  ${given}`]),
    ...inWords(message, block, language)
      .split('\n')
      .filter((line) => line.trim() !== ''),
    ...(place === undefined ? [] : [`${words.at} ${place}`]),
  ];
  return [
    `✘ **${law(test, topic, language)}**`,
    ...(lines.length > 0 ? [codeBlock(lines.slice(0, 20).join('\n'))] : []),
    ...(diagnosis === undefined ? [] : [diagnosis.explanation[language]]),
  ];
}

function list(title: string, tests: GradedTest[], topic: TopicName, language: Language): string[] {
  if (tests.length === 0) return [];
  return [[title, '', ...tests.map((test) => `- ${law(test, topic, language)}`)].join('\n')];
}

function law({ block, sentence }: GradedTest, topic: TopicName, language: Language): string {
  return `\`${block}\` ${escaped(sentenceIn(language, topic, sentence))}`;
}

function heading({ topic }: TopicVerdict, language: Language): string {
  return `${numberOf(topic)} · ${titleOf(topic, language)}`;
}

function score({ state, points, possible }: TopicVerdict, language: Language): string {
  return state === 'ungradable' ? '–' : WORDS[language].of(points, possible);
}

function state({ state: name, points, possible }: TopicVerdict, language: Language): string {
  return points === possible ? WORDS[language].complete : WORDS[language].states[name];
}

/** Lines that are indented by four are code, whatever stands in them. */
function codeBlock(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${plain(line, 500)}`)
    .join('\n');
}

function escaped(text: string): string {
  return plain(text, 300).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
