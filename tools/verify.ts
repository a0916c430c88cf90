// npm run verify: the course's own consistency check. For each topic: the twins are in step, the stub fails as unwritten, nothing
// passes on it, and it is the one that `npm run reset` gives back, the solution passes, each known mistake is rejected and named,
// each right answer written differently is accepted, the lesson's code gives the values that it shows, and lesson and laws are the
// same in both languages.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import pc from 'picocolors';
import { runCommand, topicArgument } from './shared/arguments';
import { judgeAll, type Judge } from './shared/judge';
import { packStubs } from './shared/stubs';
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

interface Options {
  topics?: TopicName[];
  pack: boolean;
}

type Run = (judge: Judge) => Promise<Check[]>;

void runCommand(
  new Command('npm run verify --')
    .description('Checks that the course is consistent. Exits 0 when it is.')
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .option('--pack', 'first pack the exercises anew, as `npm run reset` gives them back; stubs alone', false)
    .action(verify),
);

async function verify({ topics = topicNames(), pack }: Options): Promise<void> {
  if (pack) await packAll(topics);
  const results = await checkAll(topics);
  console.log([...tableLines(results, pc), ''].join('\n'));
  const checks = [...results.values()].flat();
  const failed = checks.filter(({ problem }) => problem !== undefined);
  for (const { problem } of failed) console.log(`${pc.red('✘')} ${problem}`);
  console.log(`\nverify: ${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** Packs the exercises of topics, if each of them is a stub: an answer packed by mistake would be given back to every student. */
async function packAll(topics: TopicName[]): Promise<void> {
  const problems: string[] = [];
  await judgeAll(topics, async (judge, topic) => {
    const { problem } = checkStub(await judge.run({ topic }));
    if (problem !== undefined) problems.push(problem);
  });
  if (problems.length > 0) throw new Error(`nothing was packed: ${problems.join('\n')}`);
  packStubs(new Map(topics.map((topic) => [topic, readFileSync(pathOf.exercise(topic), 'utf8')])));
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
