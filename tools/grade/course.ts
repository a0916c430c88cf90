// What is to be known of the suites before anybody is judged by them: which tests there are, what each is, and which of them say little.
// Found by judging the solutions, and answers that compute nothing, in the same way as everybody else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';
import type { Files, Finding, Helpers, How } from './judge';
import { lazyAnswers } from './lazy';
import type { TestKind } from './line';
import { writeWhole } from '../shared/whole-files';

/** A test that must come back. */
export interface CourseTest {
  block: string;
  sentence: string;
  kind: TestKind;
  /** An answer passes it that computes nothing (see lazy.ts). */
  trivial: boolean;
}

/** The tests of each topic, in order. */
export type Baseline = Record<TopicName, CourseTest[]>;

export type JudgeFiles = (files: Files, helpers: Helpers, how: How) => Promise<Finding[]>;

/** The same inputs for everybody who learns the course, so that a point is the same everywhere. */
const HOW: How = { seed: 1, brief: true };

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
  const solutions = Object.fromEntries(
    topics.map((topic) => [topic, readFileSync(course.solution(topic), 'utf8')]),
  );
  const baseline: Baseline = {};
  for (const { topic, tests, crash } of await judge(solutions, {}, HOW)) {
    const failed = tests.find(({ status }) => status !== 'passed');
    if (failed || crash !== undefined || tests.length === 0) {
      const what =
        crash ?? (failed ? `${failed.block} ${failed.sentence}: ${failed.finding?.message}` : 'no tests');
      throw new Error(`the course's own solution of ${topic} does not pass under the grader: ${what}`);
    }
    baseline[topic] = tests.map(({ block, sentence, kind }) => ({ block, sentence, kind, trivial: false }));
  }

  const beside = { 'lazy.ts': lazyText(course) };
  const helpers = Object.assign(
    beside,
    ...topics.map((topic) => ({ [`solved-${topic}.ts`]: solutions[topic] })),
  ) as Helpers;
  const tryOut = async (answer: string, lazyFields: boolean): Promise<void> => {
    const tried = topics.filter((topic) => !lazyFields || classesOf(solutions[topic]).length > 0);
    const files = Object.fromEntries(
      tried.map((topic) => [topic, lazyFile(course, topic, answer, lazyFields)]),
    );
    for (const { topic, tests, crash } of await judge(files, helpers, HOW)) {
      if (crash !== undefined) throw new Error(`${topic} cannot be answered lazily: ${crash}`);
      tests.forEach(({ block, status }, i) => {
        // What a constructor leaves in the fields is all that its block is about: where that is right, so is the answer.
        const isRight = !lazyFields && classesOf(solutions[topic]).includes(block);
        if (status === 'passed' && !isRight) baseline[topic][i].trivial = true;
      });
    }
  };
  await Promise.all(lazyAnswers.flatMap((answer) => [tryOut(answer, false), tryOut(answer, true)]));
  return baseline;
}

/** A file with the topic's exports, none of which computes anything. */
function lazyFile(course: Course, topic: TopicName, answer: string, lazyFields: boolean): string {
  return [
    `import * as solution from './solved-${topic}';`,
    "import { lazily } from './lazy';",
    `const answers: any = lazily(solution, ${JSON.stringify(answer)}, ${lazyFields});`,
    `export const { ${course.exportsOf(topic).join(', ')} } = answers;`,
  ].join('\n');
}

function classesOf(solution: string): string[] {
  return [...solution.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
}

/** The library may have no arrays: then nothing is one. */
function lazyText({ settings }: Course): string {
  const text = readFileSync(join(__dirname, 'lazy.ts'), 'utf8');
  const importing = "import { NDArray } from '#lib/ndarray';";
  return settings.library.includes('ndarray') ? text : text.replace(importing, 'class NDArray {}');
}
