// results.xml: JUnit's format, for continuous integration. A suite for each submission, a case for each test.
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { sanitize } from '../../shared/sanitize';
import type { TopicVerdict, Verdict } from '../score/verdict';
import type { Reporting } from './words';

export function junit(verdicts: Verdict[], reporting: Reporting): string {
  const { name: course } = reporting.course;
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: course });
  for (const { name, topics } of verdicts) {
    const suite = root.ele('testsuite', { name: sanitize(name), ...countsOf(topics) });
    for (const topic of topics) addTopic(suite, topic, reporting);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function addTopic(suite: XMLBuilder, verdict: TopicVerdict, reporting: Reporting): void {
  const { topic, state, reason, tests } = verdict;
  const { states, skipped } = reporting.words;
  if (tests.length === 0) {
    const element = suite.ele('testcase', { classname: topic, name: topic });
    const kind = {
      missing: 'skipped',
      unwritten: 'skipped',
      ungradable: 'error',
      unreadable: 'failure',
      judged: 'error',
    }[state];
    const what = states[state] || state;
    const message = reason === undefined ? what : `${what}: ${reporting.said(reason)}`;
    element.ele(kind, { message: sanitize(message, 500) });
    return;
  }
  for (const test of tests) {
    const element = suite.ele('testcase', { classname: topic, name: reporting.lawOf(topic, test) });
    if (test.status === 'failed')
      element.ele('failure', { message: sanitize(reporting.problemOf(topic, test), 500) });
    else if (test.status !== 'passed')
      element.ele('skipped', { message: test.status === 'unwritten' ? states.unwritten : skipped });
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
