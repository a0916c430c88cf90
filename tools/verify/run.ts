// Runs the checks of topics, and shows what they found.
import pc from 'picocolors';
import type { Course, TopicName } from '#engine/course/course';
import { mistakeId } from '#engine/suite/variants';
import type { SuiteOutcome } from '#engine/runner/outcome';
import type { Style } from '../shared/verdict';
import { judgeAll } from '../shared/judge';
import { type SuiteRequest, variantRequests } from '../shared/suites';
import {
  checkPasses,
  checkSentences,
  checkStub,
  filesMissing,
  staticChecks,
  tryMistake,
  type Check,
} from './checks';
import { tableLines } from './table';

/** Runs a suite, with the seed of all of them. */
type Ask = (request: SuiteRequest) => Promise<SuiteOutcome>;
type Run = (ask: Ask) => Promise<Check[]>;

/** The seed of each suite, so that a red check is red again; `npm run soak` tries many others. */
export const USUAL_SEED = 1;

/** What was found out about each topic. */
export type ResultsByTopic = Map<TopicName, Check[]>;

/**
 * Prints a table, each problem, and a last line that counts; the exit status says whether there is a problem.
 * @param others what was checked of no topic
 */
export function report(
  command: 'verify' | 'quick',
  course: Course,
  results: ResultsByTopic,
  others: readonly Check[] = [],
): void {
  const { lines, failed } = reportLines(command, course, results, others, pc);
  console.log(lines.join('\n'));
  process.exitCode = failed === 0 ? 0 : 1;
}

/** What is printed, in these colors, and how many checks failed. */
export function reportLines(
  command: 'verify' | 'quick',
  course: Course,
  results: ResultsByTopic,
  others: readonly Check[],
  colors: Style['colors'],
): { lines: string[]; failed: number } {
  const checks = [...results.values(), others].flat();
  const failed = checks.filter(({ problem }) => problem !== undefined);
  const pending = checks.filter((check) => check.pending !== undefined);
  const passed = checks.length - failed.length - pending.length;
  const later = pending.length > 0 ? `, ${pending.length} pending` : '';
  const found = [
    ...pending.map((check) => `${colors.yellow('○')} ${check.pending}`),
    ...failed.map(({ problem }) => `${colors.red('✘')} ${problem}`),
  ];
  const lines = [
    ...tableLines(course, results, colors, command === 'quick'),
    '',
    ...(found.length > 0 ? [...found, ''] : []),
    `${command}: ${passed} passed, ${failed.length} failed${later}`,
  ];
  return { lines, failed: failed.length };
}

/** The suite on the solutions of topics, and nothing else. */
export async function checkSolutions(
  course: Course,
  topics: TopicName[],
  seed: number,
): Promise<ResultsByTopic> {
  return runAll(
    course,
    topics,
    seed,
    (topic) => [solutionRun(course, topic)],
    () => [],
  );
}

/** All checks of all topics, spread over as many judges as there are processors. */
export function checkAll(course: Course, topics: TopicName[], seed: number): Promise<ResultsByTopic> {
  return runAll(
    course,
    topics,
    seed,
    (topic) => suiteRuns(course, topic),
    (topic) => staticChecks(course, topic),
  );
}

async function runAll(
  course: Course,
  topics: TopicName[],
  seed: number,
  runsOf: (topic: TopicName) => Run[],
  checksBefore: (topic: TopicName) => Check[],
): Promise<ResultsByTopic> {
  const results = new Map(topics.map((topic) => [topic, filesMissing(course, topic)]));
  const complete = topics.filter((topic) => results.get(topic)!.length === 0);
  for (const topic of complete) results.set(topic, checksBefore(topic));
  const runs = complete.flatMap((topic) => runsOf(topic).map((run) => ({ topic, run })));
  await judgeAll(course, runs, async (judge, { topic, run }) => {
    results.get(topic)!.push(...(await run((request) => judge.run({ ...request, seed }))));
  });
  return results;
}

/** The suite on the stub, on the solution, on each mistake and on each alternative. */
function suiteRuns(course: Course, topic: TopicName): Run[] {
  return [
    async (ask) => {
      const outcome = await ask({ topic });
      return [checkStub(outcome), ...checkSentences(course, outcome)];
    },
    solutionRun(course, topic),
    ...variantRequests(course, topic, 'mistakes').map((request): Run => {
      const id = mistakeId(request.variant.id);
      return (ask) => tryMistake(course, id, (mostInputs) => ask({ ...request, mostInputs }));
    }),
    ...variantRequests(course, topic, 'alternatives').map((request): Run => {
      const who = `the right answer ${request.variant.id}`;
      return async (ask) => [checkPasses('accepted', who, await ask(request))];
    }),
  ];
}

function solutionRun(course: Course, topic: TopicName): Run {
  return async (ask) => [
    checkPasses('solution', 'the solution', await ask({ topic, file: course.solution(topic) })),
  ];
}
