// results.xml: JUnit's format, for continuous integration. A suite for each submission, a case for each test.
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import type { Course } from '#engine/course/course';
import { phraseOf } from '#engine/suite/problem';
import { asWritten } from '#engine/words/phrase';
import { sanitize } from '../sanitize';
import type { TopicVerdict, Verdict } from '../verdict';

export function junit(course: Course, verdicts: Verdict[]): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: course.name });
  for (const { name, topics } of verdicts) {
    const suite = root.ele('testsuite', { name: sanitize(name), ...countsOf(topics) });
    for (const topic of topics) addTopic(suite, topic);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function addTopic(suite: XMLBuilder, { topic, state, reason = '', tests }: TopicVerdict): void {
  if (tests.length === 0) {
    const element = suite.ele('testcase', { classname: topic, name: topic });
    const kind = {
      missing: 'skipped',
      unwritten: 'skipped',
      ungradable: 'error',
      unreadable: 'failure',
      judged: 'error',
    }[state];
    element.ele(kind, { message: sanitize(`${state} ${reason}`.trim(), 500) });
    return;
  }
  for (const { block, sentence, status, finding } of tests) {
    const element = suite.ele('testcase', { classname: topic, name: `${block} ${sentence}` });
    if (status === 'failed')
      element.ele('failure', {
        message: sanitize(finding === undefined ? '' : asWritten(phraseOf(finding.problem, block)), 500),
      });
    else if (status !== 'passed') element.ele('skipped', { message: status });
  }
}

function countsOf(topics: TopicVerdict[]): {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
} {
  const all = topics.flatMap(({ tests }) => tests);
  const without = topics.filter(({ tests }) => tests.length === 0);
  const count = (...states: string[]): number => without.filter(({ state }) => states.includes(state)).length;
  return {
    tests: all.length + without.length,
    failures: all.filter(({ status }) => status === 'failed').length + count('unreadable'),
    errors: count('ungradable', 'judged'),
    skipped:
      all.filter(({ status }) => status === 'skipped' || status === 'unwritten').length +
      count('missing', 'unwritten'),
  };
}
