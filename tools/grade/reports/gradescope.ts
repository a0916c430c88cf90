// results.json, as Gradescope reads it: https://gradescope-autograders.readthedocs.io/en/latest/specs/
import { numberOf, type TopicName } from '#engine/course/course';
import { sanitize, sanitizeLines } from '../../shared/sanitize';
import { type GradedTest, type TopicVerdict, totalOf, type Verdict } from '../score/verdict';
import { asText, type Reporting } from './words';

interface GradescopeTest {
  name: string;
  number: string;
  score: number;
  max_score: number;
  status: 'passed' | 'failed';
  output: string;
  output_format: 'text';
  visibility: 'visible';
}

interface GradescopeResults {
  score?: number;
  output: string;
  output_format: 'text';
  visibility: 'visible';
  stdout_visibility: 'hidden';
  tests?: GradescopeTest[];
  extra_data: object;
}

/** Without a score when something could not be graded: Gradescope then says that the autograder failed, which is the truth. */
export function gradescopeResults(verdict: Verdict, reporting: Reporting): GradescopeResults {
  const { words } = reporting;
  const total = totalOf(verdict);
  const notes = verdict.notes.map((note) => sanitize(reporting.said(note), 2_000));
  const output = [
    ...(verdict.unconfined ? [asText(words.unconfined)] : []),
    ...verdict.topics.flatMap((topic) => typeErrorsIn(topic, reporting)),
    ...notes,
  ].join('\n');
  const base = { output_format: 'text', visibility: 'visible', stdout_visibility: 'hidden' } as const;
  const topics = verdict.topics.map(({ topic, state, points, possible, reason, types }) => ({
    topic,
    state,
    points,
    possible,
    reason: reason === undefined ? undefined : sanitizeLines(reporting.said(reason)),
    typeErrors: types === undefined ? undefined : sanitizeLines(types).split('\n'),
  }));
  const extra_data = { unconfined: verdict.unconfined, topics };
  if (total === undefined) return { ...base, output: `${asText(words.notGraded)}\n${output}`, extra_data };
  return {
    ...base,
    score: total.points,
    output,
    tests: verdict.topics.flatMap((topic) => testsOf(topic, reporting)),
    extra_data,
  };
}

/** Beside the verdict, and first. */
function typeErrorsIn(topic: TopicVerdict, reporting: Reporting): string[] {
  const lines = reporting.typeErrorLines(topic).map((line) => sanitize(line, 500));
  if (lines.length === 0) return [];
  return [`${reporting.headingOf(topic.topic)}: ${asText(reporting.words.typeErrors)}`, ...lines];
}

function testsOf(topic: TopicVerdict, reporting: Reporting): GradescopeTest[] {
  const number = numberOf(topic.topic);
  const title = reporting.headingOf(topic.topic);
  const base = { output_format: 'text', visibility: 'visible' } as const;
  if (topic.tests.length === 0) {
    const { words } = reporting;
    const reason = topic.reason === undefined ? undefined : reporting.said(topic.reason);
    const output = reason ?? (topic.state === 'missing' ? words.noFile : words.states[topic.state]);
    const score = { score: 0, max_score: topic.possible, status: 'failed' } as const;
    return [{ ...base, ...score, name: title, number, output: sanitizeLines(output) }];
  }
  return topic.tests.map((test, i) => ({
    ...base,
    name: `${title}: ${reporting.lawOf(topic.topic, test)}`,
    number: `${number}.${i + 1}`,
    score: test.points,
    max_score: 1,
    status: test.status === 'passed' ? 'passed' : 'failed',
    output: sanitizeLines(outputOf(test, topic.topic, reporting)),
  }));
}

function outputOf(test: GradedTest, topic: TopicName, reporting: Reporting): string {
  const { status, points, finding, place } = test;
  const { words } = reporting;
  if (status === 'passed') return points === 1 ? '' : words.unearned;
  if (status === 'unwritten') return words.states.unwritten;
  const { inputs = [], diagnosis } = finding ?? {};
  return [
    ...inputs.map(([name, value]) => `${name} = ${value}`),
    ...(finding === undefined ? [] : [reporting.problemOf(topic, test)]),
    ...(place === undefined ? [] : [`${words.at} ${place}`]),
    ...(diagnosis === undefined ? [] : [reporting.textOf(diagnosis.explanation)]),
  ].join('\n');
}
