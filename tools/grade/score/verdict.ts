// What a submission is worth: points by law.
import type { JudgedTopic, JudgedTest } from '../judge/judge';
import type { SubmittedFiles, Student } from '../intake';
import type { TopicName } from '#engine/course/course';
import type { Baseline, CourseTest } from './baseline';
import type { TypeReports } from '../types/type-checker';

/**
 * `judged`: its suite has run. `unwritten`: it says `not implemented yet` in every block. `missing`: no file. `unreadable`: a file that cannot
 * be read, translated or loaded. `ungradable`: the grader's own fault, and no statement about the student.
 */
export type VerdictState = (typeof VERDICT_STATES)[number];
export const VERDICT_STATES = ['judged', 'unwritten', 'missing', 'unreadable', 'ungradable'] as const;

/** A test, and whether its point counts. */
export type GradedTest = JudgedTest & { points: 0 | 1 };

export interface TopicVerdict {
  topic: TopicName;
  state: VerdictState;
  points: number;
  possible: number;
  /** Why it was not judged. */
  reason?: string;
  /** What the compiler says of the file. It changes nothing of the verdict. */
  types?: string;
  tests: GradedTest[];
  seconds: number;
}

export interface Verdict {
  /** Of the submission. */
  name: string;
  student: Student;
  topics: TopicVerdict[];
  notes: string[];
  /** The student's code ran unconfined: the result can be forged. */
  unconfined: boolean;
  /** Other submissions that seem to be of the same student, by name. */
  doubles?: string[];
}

/** Whose submission it is, as reports call it. */
export function shownName({ name, student }: Pick<Verdict, 'name' | 'student'>): string {
  if (student.name === undefined || student.name === name) return name;
  return `${student.name} (${student.login ?? name})`;
}

/**
 * The verdict on a submission, from what was handed in and what the judge found.
 *
 * @param known topics that were judged before, and have not changed
 * @param types what the compiler says of the others
 */
export function verdictOn(
  { name, student, doubles }: Pick<Verdict, 'name' | 'student' | 'doubles'>,
  handedIn: SubmittedFiles,
  findings: JudgedTopic[],
  baseline: Baseline,
  unconfined: boolean,
  known: Record<TopicName, TopicVerdict> = {},
  types: TypeReports = {},
): Verdict {
  const topics = Object.entries(baseline).map(([topic, tests]): TopicVerdict => {
    const base = { topic, points: 0, possible: tests.length, tests: [], seconds: 0 };
    const problem = handedIn.problems[topic];
    if (problem !== undefined) return { ...base, state: 'unreadable', reason: problem };
    const failure = handedIn.failures[topic];
    if (failure !== undefined) return { ...base, state: 'ungradable', reason: failure };
    if (!(topic in handedIn.files)) return { ...base, state: 'missing', reason: handedIn.nearly[topic] };
    if (known[topic] !== undefined) return known[topic];
    const finding = findings.find((candidate) => candidate.topic === topic);
    if (finding === undefined) return { ...base, state: 'ungradable', reason: 'the grader failed' };
    if (finding.failure !== undefined) return { ...base, state: 'ungradable', reason: finding.failure };
    const verdict = topicVerdict(finding, tests);
    return types[topic] ? { ...verdict, types: types[topic] } : verdict;
  });
  return { name, student, topics, notes: handedIn.notes, unconfined, doubles };
}

function topicVerdict(
  { topic, tests, crash, unwritten, seconds }: JudgedTopic,
  expected: CourseTest[],
): TopicVerdict {
  const base = { topic, points: 0, possible: expected.length, tests: [], seconds };
  if (unwritten) return { ...base, state: 'unwritten' };
  if (crash !== undefined) return { ...base, state: 'unreadable', reason: crash };
  if (!sameTests(tests, expected)) {
    const reason =
      'not exactly the tests of the suite came back: was the course edited meanwhile? Grade again';
    return { ...base, state: 'ungradable', reason };
  }
  const graded = withPoints(tests, expected);
  const nothingWritten = tests.every(({ status }) => status === 'unwritten' || status === 'skipped');
  const points = graded.filter((test) => test.points === 1).length;
  return { ...base, state: nothingWritten ? 'unwritten' : 'judged', points, tests: graded };
}

function sameTests(tests: JudgedTest[], expected: CourseTest[]): boolean {
  return (
    tests.length === expected.length &&
    tests.every(({ block, sentence }, i) => block === expected[i].block && sentence === expected[i].sentence)
  );
}

/**
 * One point for each test that passes, in the blocks that have earned them: where a law holds that no answer obeys which computes nothing.
 * Else an answer that knows the examples by heart, or only when to throw, would have points.
 */
function withPoints(tests: JudgedTest[], expected: CourseTest[]): GradedTest[] {
  const passed = expected.filter((_, i) => tests[i].status === 'passed');
  const hasEarned = (block: string): boolean => {
    const telling = expected.filter((test) => test.block === block && isDiscriminating(test));
    return telling.length === 0 || telling.some((test) => passed.includes(test));
  };
  return tests.map((test) => ({
    ...test,
    points: test.status === 'passed' && hasEarned(test.block) ? 1 : 0,
  }));
}

/** A law that no answer obeys which computes nothing. */
export function isDiscriminating({ kind, trivial }: CourseTest): boolean {
  return kind === 'law' && !trivial;
}

/** All points and all that there are; undefined when a topic could not be graded. */
export function totalOf({ topics }: Verdict): { points: number; possible: number } | undefined {
  if (topics.some(({ state }) => state === 'ungradable')) return undefined;
  const sum = (key: 'points' | 'possible'): number => topics.reduce((total, topic) => total + topic[key], 0);
  return { points: sum('points'), possible: sum('possible') };
}
