// npm run verify: the course's own consistency check. For each topic: the twins are in step, the stub fails as unwritten and
// nothing passes on it, the solution passes, each known mistake is rejected and named, each right answer written differently is
// accepted, the lesson's code gives the values that it shows, and lesson and laws are the same in both languages.
import { Command } from 'commander';
import pc from 'picocolors';
import { runCommand, topicArgument } from './shared/arguments';
import { judgeAll, type Judge } from './shared/judge';
import { variantRequests } from './shared/suites';
import { pathOf, topicNames, type TopicName } from './shared/topics';
import {
  checkMistake,
  checkPasses,
  checkSentences,
  checkStub,
  staticChecks,
  type Check,
} from './verify/checks';
import { tableLines } from './verify/table';

type Run = (judge: Judge) => Promise<Check[]>;

void runCommand(
  new Command('npm run verify --')
    .description('Checks that the course is consistent. Exits 0 when it is.')
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .action(verify),
);

async function verify({ topics = topicNames() }: { topics?: TopicName[] }): Promise<void> {
  const results = await checkAll(topics);
  console.log([...tableLines(results, pc), ''].join('\n'));
  const checks = [...results.values()].flat();
  const failed = checks.filter(({ problem }) => problem !== undefined);
  for (const { problem } of failed) console.log(`${pc.red('✘')} ${problem}`);
  console.log(`\nverify: ${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** All checks of all topics, spread over as many judges as there are processors. */
async function checkAll(topics: TopicName[]): Promise<Map<TopicName, Check[]>> {
  const results = new Map<TopicName, Check[]>(topics.map((topic) => [topic, staticChecks(topic)]));
  const runs = topics.flatMap((topic) => suiteRuns(topic).map((run) => ({ topic, run })));
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
    async (judge) => [
      checkPasses('solution', 'the solution', await judge.run({ topic, file: pathOf.solution(topic) })),
    ],
    ...variantRequests(topic, 'mistakes').map((request): Run => {
      return async (judge) => checkMistake(request.variant.id, await judge.run(request));
    }),
    ...variantRequests(topic, 'alternatives').map((request): Run => {
      const who = `the right answer ${request.variant.id}`;
      return async (judge) => [checkPasses('accepted', who, await judge.run(request))];
    }),
  ];
}
