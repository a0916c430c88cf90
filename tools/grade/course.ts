// What is to be known of the suites before anybody is judged by them: which tests there are, what each is, and which of them say little.
// Found by judging the solutions, and some answers that are constant, in the same way as everybody else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsOf, pathOf, ROOT, topicNames, type TopicName } from '../shared/topics';
import type { Files, Finding } from './judge';
import type { TestKind } from './line';
import { writeWhole } from '../shared/whole-files';

/** A test that must come back. */
export interface CourseTest {
  block: string;
  sentence: string;
  kind: TestKind;
  /** A constant answer passes it. */
  trivial: boolean;
}

/** The tests of each topic, in order. */
export type Course = Record<TopicName, CourseTest[]>;

/** Answers that compute nothing; `given` is the first array among the arguments. */
const CONSTANTS = [
  ...['0', '1', 'NaN', '[]', '() => 0'],
  ...['calls++', '-calls++', 'calls++ % 2 ? Infinity : -0', 'calls++ % 2 ? -0 : Infinity'], // more and less than before, or by turns
  ...['args[0]', 'given', 'given && zerosLike(given)'],
];

type JudgeFiles = (files: Files) => Promise<Finding[]>;

/** The topics that have a suite. */
export function gradedTopics(): TopicName[] {
  return topicNames().filter((topic) => existsSync(pathOf.suite(topic)));
}

/** Everything on which a verdict depends, besides the submission. */
export function courseFingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['solutions', 'lib', 'engine', 'test', 'tools']) {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    const own = names.filter((file) => /\.(ts|cjs)$/.test(file) && !file.includes('node_modules')); // the kernel's compiler may be there
    for (const name of own.sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(ROOT, folder, name)));
    }
  }
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}

/** Learns the course; once, as long as nothing in it changes. */
export async function learnCourse(
  fingerprint: string,
  judge: JudgeFiles,
  onBegin: () => void,
): Promise<Course> {
  const cache = join(ROOT, 'node_modules/.cache/gradient-dojo', `course-${fingerprint}.json`);
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as Course;
  onBegin();
  const course = await study(judge);
  try {
    writeWhole(cache, JSON.stringify(course));
  } catch {
    // a read-only installation learns it again next time
  }
  return course;
}

async function study(judge: JudgeFiles): Promise<Course> {
  const topics = gradedTopics();
  const filesOf = (textOf: (topic: TopicName) => string): Files =>
    Object.fromEntries(topics.map((topic) => [topic, textOf(topic)]));

  const solved = await judge(filesOf((topic) => readFileSync(pathOf.solution(topic), 'utf8')));
  const course: Course = {};
  for (const { topic, tests, crash } of solved) {
    const failed = tests.find(({ status }) => status !== 'passed');
    if (failed || crash !== undefined || tests.length === 0) {
      const what =
        crash ?? (failed ? `${failed.block} ${failed.sentence}: ${failed.finding?.message}` : 'no tests');
      throw new Error(`the course's own solution of ${topic} does not pass under the grader: ${what}`);
    }
    course[topic] = tests.map(({ block, sentence, kind }) => ({ block, sentence, kind, trivial: false }));
  }

  const answers = await Promise.all(
    CONSTANTS.map((constant) => judge(filesOf((topic) => constantAnswer(topic, constant)))),
  );
  for (const { topic, tests } of answers.flat()) {
    tests.forEach(({ status }, i) => {
      if (status === 'passed') course[topic][i].trivial = true;
    });
  }
  return course;
}

/** A file with the topic's exports, each of which returns the same whatever it is given */
function constantAnswer(topic: TopicName, constant: string): string {
  return [
    "import { NDArray, zerosLike } from '#lib/ndarray';",
    'let calls = 0;',
    ...exportsOf(topic).map(
      (name) => `export function ${name}(...args: unknown[]): unknown {
        const given = args.find((arg) => arg instanceof NDArray);
        void [given, zerosLike, calls];
        return ${constant};
      }`,
    ),
  ].join('\n');
}
