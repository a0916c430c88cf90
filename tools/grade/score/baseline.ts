// What is to be known of the suites before anybody is judged by them: which tests there are, what each is, and which of them say little.
// Found by judging the solutions in the same way as everyone else, and answers that compute nothing.
import { phraseOf } from '#engine/suite/problem';
import { asWritten } from '#engine/words/phrase';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';
import { lazyAnswers } from '#engine/suite/lazy';
import { judgeAll } from '../../shared/judge';
import type { SuiteRequest } from '../../shared/suites';
import { writeAtomically } from '../../shared/atomic-write';
import type { Files, JudgedTopic, Helpers, How } from '../judge/judge';
import type { TestKind } from '#engine/suite/host';
import type { CourseVersions, Version } from './version';

/** A test that must come back. */
export interface CourseTest {
  block: string;
  sentence: string;
  kind: TestKind;
  /** An answer passes it that computes nothing (see engine/suite/lazy.ts). */
  trivial: boolean;
}

/** The tests of each topic, in order. */
export type Baseline = Record<TopicName, CourseTest[]>;

export type JudgeFiles = (files: Files, helpers: Helpers, how: How) => Promise<JudgedTopic[]>;

/** The same inputs for everyone who learns the course, so that a point is the same everywhere. */
const HOW: How = { seed: 1, brief: true };

/** The topics that have a suite. */
export function gradedTopics(course: Course): TopicName[] {
  return course.topicNames().filter((topic) => existsSync(course.suite(topic)));
}

/** What is learned of a topic depends on what its suite loads, and on the lazy answers. */
function fingerprintOf(version: Version): string {
  return createHash('sha256')
    .update(JSON.stringify(version))
    .update(readFileSync(join(ENGINE_ROOT, 'engine/suite/lazy.ts')))
    .digest('hex');
}

/** Learns the suites of these topics; each once, as long as nothing in it changes. */
export async function baselineOf(
  course: Course,
  topics: TopicName[],
  versions: Pick<CourseVersions, 'of'>,
  judge: JudgeFiles,
  onBegin: () => void,
): Promise<Baseline> {
  const cacheOf = (topic: TopicName): string => {
    const name = `suite-${fingerprintOf(versions.of([topic]))}.json`;
    return join(ENGINE_ROOT, 'node_modules/.cache/gradient-dojo', name);
  };
  const caches = new Map(topics.map((topic) => [topic, cacheOf(topic)]));
  const known = Object.fromEntries(topics.map((topic) => [topic, testsKept(caches.get(topic)!)]));
  const fresh = topics.filter((topic) => known[topic] === undefined);
  if (fresh.length > 0) onBegin();
  const learned = fresh.length > 0 ? await runBaseline(course, fresh, judge) : {};
  for (const topic of fresh) {
    try {
      writeAtomically(caches.get(topic)!, JSON.stringify(learned[topic]));
    } catch {
      // a read-only installation learns it again next time
    }
  }
  return Object.fromEntries(topics.map((topic) => [topic, learned[topic] ?? known[topic]!]));
}

/** Undefined when there is none, or when a power cut has left half of it. */
function testsKept(path: string): CourseTest[] | undefined {
  try {
    const tests: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(tests) && tests.length > 0 ? (tests as CourseTest[]) : undefined;
  } catch {
    return undefined;
  }
}

async function runBaseline(course: Course, topics: TopicName[], judge: JudgeFiles): Promise<Baseline> {
  const solutions = Object.fromEntries(
    topics.map((topic) => [topic, readFileSync(course.solution(topic), 'utf8')]),
  );
  const baseline: Baseline = {};
  for (const { topic, tests, crash } of await judge(solutions, {}, HOW)) {
    const failed = tests.find(({ status }) => status !== 'passed');
    if (failed || crash !== undefined || tests.length === 0) {
      const what =
        crash ??
        (failed
          ? `${failed.block} ${failed.sentence}: ${failed.finding && asWritten(phraseOf(failed.finding.problem))}`
          : 'no tests');
      throw new Error(`the course's own solution of ${topic} does not pass under the grader: ${what}`);
    }
    baseline[topic] = tests.map(({ block, sentence, kind }) => ({ block, sentence, kind, trivial: false }));
  }

  await judgeAll(course, lazyRequests(topics, solutions), async (judge, request) => {
    const { topic, inFields } = request;
    const { tests, crash } = await judge.run(request);
    if (crash !== undefined) throw new Error(`${topic} cannot be answered lazily: ${crash}`);
    for (const { block, sentence, status } of tests) {
      // What a constructor leaves in the fields is all that its block is about: where that is right, so is the answer.
      const isRight = !inFields && classesOf(solutions[topic]).includes(block);
      const known = baseline[topic].find((test) => test.block === block && test.sentence === sentence);
      if (known && status === 'passed' && !isRight) known.trivial = true;
    }
  });
  return baseline;
}

/** All lazy answers of all topics. */
function lazyRequests(topics: TopicName[], solutions: Files): (SuiteRequest & { inFields: boolean })[] {
  return topics.flatMap((topic) =>
    lazyAnswers(classesOf(solutions[topic]).length > 0).map(({ id, inFields }) => ({
      topic,
      variant: { kind: 'lazy', id },
      inFields,
      ...HOW,
      diagnosis: false,
    })),
  );
}

function classesOf(solution: string): string[] {
  return [...solution.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
}
