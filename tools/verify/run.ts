// Runs the checks of topics, and shows what they found.
import pc from 'picocolors';
import { judgeAll, type Judge } from '../shared/judge';
import { variantRequests } from '../shared/suites';
import { pathOf, type TopicName } from '../shared/topics';
import { checkMistake, checkPasses, checkSentences, checkStub, staticChecks, type Check } from './checks';
import { tableLines } from './table';

type Run = (judge: Judge) => Promise<Check[]>;

/** What was found out about each topic. */
export type Results = Map<TopicName, Check[]>;

/** Prints a table, each problem, and a last line that counts; the exit status says whether there is a problem. */
export function report(command: 'verify' | 'quick', results: Results): void {
  console.log([...tableLines(results, pc, command === 'quick'), ''].join('\n'));
  const checks = [...results.values()].flat();
  const failed = checks.filter(({ problem }) => problem !== undefined);
  for (const { problem } of failed) console.log(`${pc.red('✘')} ${problem}`);
  console.log(`\n${command}: ${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** The suite on the solutions of topics, and nothing else. */
export async function checkSolutions(topics: TopicName[]): Promise<Results> {
  return runAll(
    topics,
    (topic) => [solutionRun(topic)],
    () => [],
  );
}

/** All checks of all topics, spread over as many judges as there are processors. */
export function checkAll(topics: TopicName[]): Promise<Results> {
  return runAll(topics, suiteRuns, staticChecks);
}

async function runAll(
  topics: TopicName[],
  runsOf: (topic: TopicName) => Run[],
  checksBefore: (topic: TopicName) => Check[],
): Promise<Results> {
  const results = new Map(topics.map((topic) => [topic, checksBefore(topic)]));
  const runs = topics.flatMap((topic) => runsOf(topic).map((run) => ({ topic, run })));
  await judgeAll(runs, async (judge, { topic, run }) => {
    results.get(topic)!.push(...(await run(judge)));
  });
  return results;
}

/** The suite on the stub, on the solution, on each mistake and on each alternative. */
function suiteRuns(topic: TopicName): Run[] {
  return [
    async (judge) => {
      const outcome = await judge.run({ topic });
      return [checkStub(outcome), checkSentences(outcome)];
    },
    solutionRun(topic),
    ...variantRequests(topic, 'mistakes').map((request): Run => {
      return async (judge) => checkMistake(request.variant.id, await judge.run(request));
    }),
    ...variantRequests(topic, 'alternatives').map((request): Run => {
      const who = `the right answer ${request.variant.id}`;
      return async (judge) => [checkPasses('accepted', who, await judge.run(request))];
    }),
  ];
}

function solutionRun(topic: TopicName): Run {
  return async (judge) => [
    checkPasses('solution', 'the solution', await judge.run({ topic, file: pathOf.solution(topic) })),
  ];
}
