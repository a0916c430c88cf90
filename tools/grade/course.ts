// What is to be known of the suites before anybody is judged by them: which tests there are, what each is, and which of them say little.
// Found by judging the solutions, and some answers that are constant, in the same way as everybody else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';
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
export type Baseline = Record<TopicName, CourseTest[]>;

/** Answers that compute nothing; `given` is the first array among the arguments. */
const CONSTANTS = [
  ...['0', '1', 'NaN', '[]', '() => 0'],
  ...['calls++', '-calls++', 'calls++ % 2 ? Infinity : -0', 'calls++ % 2 ? -0 : Infinity'], // more and less than before, or by turns
  'args[0]',
];

/** The same with arrays, where the course has them. */
const CONSTANT_ARRAYS = ['given', 'given && zerosLike(given)'];

type JudgeFiles = (files: Files) => Promise<Finding[]>;

/** The topics that have a suite. */
export function gradedTopics(course: Course): TopicName[] {
  return course.topicNames().filter((topic) => existsSync(course.suite(topic)));
}

/** Everything on which a verdict depends, besides the submission. */
export function courseFingerprint(course: Course): string {
  const hash = createHash('sha256').update(process.version).update(JSON.stringify(course.settings));
  const folders = [
    ...['solutions', 'test'].map((folder) => [course.root, folder]),
    ...['lib', 'engine', 'tools'].map((folder) => [ENGINE_ROOT, folder]),
  ];
  for (const [root, folder] of folders) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    const own = names.filter((file) => /\.(ts|cjs)$/.test(file) && !file.includes('node_modules')); // the kernel's compiler may be there
    for (const name of own.sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.update(readFileSync(join(ENGINE_ROOT, 'package-lock.json'))).digest('hex');
}

/** Learns the course; once, as long as nothing in it changes. */
export async function learnCourse(
  course: Course,
  fingerprint: string,
  judge: JudgeFiles,
  onBegin: () => void,
): Promise<Baseline> {
  const cache = join(ENGINE_ROOT, 'node_modules/.cache/gradient-dojo', `course-${fingerprint}.json`);
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as Baseline;
  onBegin();
  const baseline = await study(course, judge);
  try {
    writeWhole(cache, JSON.stringify(baseline));
  } catch {
    // a read-only installation learns it again next time
  }
  return baseline;
}

async function study(course: Course, judge: JudgeFiles): Promise<Baseline> {
  const topics = gradedTopics(course);
  const filesOf = (textOf: (topic: TopicName) => string): Files =>
    Object.fromEntries(topics.map((topic) => [topic, textOf(topic)]));

  const solved = await judge(filesOf((topic) => readFileSync(course.solution(topic), 'utf8')));
  const baseline: Baseline = {};
  for (const { topic, tests, crash } of solved) {
    const failed = tests.find(({ status }) => status !== 'passed');
    if (failed || crash !== undefined || tests.length === 0) {
      const what =
        crash ?? (failed ? `${failed.block} ${failed.sentence}: ${failed.finding?.message}` : 'no tests');
      throw new Error(`the course's own solution of ${topic} does not pass under the grader: ${what}`);
    }
    baseline[topic] = tests.map(({ block, sentence, kind }) => ({ block, sentence, kind, trivial: false }));
  }

  const answers = await Promise.all(
    constantsFor(course).map((constant) =>
      judge(filesOf((topic) => constantAnswer(course, topic, constant))),
    ),
  );
  for (const { topic, tests } of answers.flat()) {
    tests.forEach(({ status }, i) => {
      if (status === 'passed') baseline[topic][i].trivial = true;
    });
  }
  return baseline;
}

function constantsFor(course: Course): string[] {
  return hasArrays(course) ? [...CONSTANTS, ...CONSTANT_ARRAYS] : CONSTANTS;
}

function hasArrays({ settings }: Course): boolean {
  return settings.library.includes('ndarray');
}

/** A file with a topic's exports, each of which returns the same whatever it is given. */
function constantAnswer(course: Course, topic: TopicName, constant: string): string {
  const given = hasArrays(course)
    ? 'const given = args.find((arg) => arg instanceof NDArray); void [given, zerosLike];'
    : '';
  return [
    ...(hasArrays(course) ? ["import { NDArray, zerosLike } from '#lib/ndarray';"] : []),
    'let calls = 0;',
    ...course.exportsOf(topic).map(
      (name) => `export function ${name}(...args: unknown[]): unknown {
        ${given}
        void calls;
        return ${constant};
      }`,
    ),
  ].join('\n');
}
