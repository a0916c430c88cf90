// npm run held-out: answers that the suites were not tuned to. How many of the wrong ones are rejected, how many of these named, and is each
// name right? Is each right answer accepted?
// What is wrong with an answer only a person can say: the names that are true of it are listed next to it, in dev/proof/held-out/.
import { createRequire } from 'node:module';
import { Command } from 'commander';
import type { SuiteOutcome } from '../../engine/runner/outcome';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { judgeAll } from '../../tools/shared/judge';
import { variantRequests } from '../../tools/shared/suites';
import { type TopicName } from '../../engine/course/course';
import { COURSE, topicArgument } from '../../tools/shared/this-course';
import type { HeldOut } from './held-out/held-out';

type Verdict =
  'not rejected' | 'no name' | 'right name' | 'another name' | 'accepted' | 'a right answer, rejected';

void runCommand(
  new Command('npm run held-out --')
    .description('Tries answers that the suites were not written for. Exits 0 when the goals are met.')
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .option('--trial <number>', 'only the answers that were first tried in this trial', wholeNumber(1))
    .option('--seed <number>', 'draws the inputs of the laws', wholeNumber(0), 1)
    .action(tryAll),
);

/** Shares of the wrong answers: how many must be rejected, and how many of these named. No name may be wrong, no right answer rejected. */
const GOALS = { rejected: 0.95, named: 0.8 };

interface Options {
  topics?: TopicName[];
  trial?: number;
  seed: number;
}

async function tryAll({ topics = COURSE.topicNames(), trial, seed }: Options): Promise<void> {
  const requests = topics
    .flatMap((topic) => variantRequests(COURSE, topic, 'heldOut'))
    .filter(({ topic, variant }) => trial === undefined || answerOf(topic, variant.id).trial === trial);
  if (requests.length === 0) throw new Error('there are no held-out answers to these topics');
  const counts: Record<Verdict, number> = {
    'not rejected': 0,
    'no name': 0,
    'right name': 0,
    'another name': 0,
    accepted: 0,
    'a right answer, rejected': 0,
  };
  await judgeAll(COURSE, requests, async (judge, request) => {
    const names = namesOf(await judge.run({ ...request, seed }));
    const verdict = verdictOn(names, answerOf(request.topic, request.variant.id));
    counts[verdict]++;
    if (verdict === 'right name' || verdict === 'accepted') return;
    console.log(`${request.topic} ${request.variant.id}: ${verdict} ${names?.join(', ') ?? ''}`);
  });

  const rightOnes = counts.accepted + counts['a right answer, rejected'];
  const all = requests.length - rightOnes;
  const rejected = all - counts['not rejected'];
  console.log(
    `\nheld-out: ${all} wrong answers, ${rejected} rejected, ${counts['right name']} of these named rightly, ` +
      `${counts['another name']} otherwise; ${counts.accepted} of ${rightOnes} right answers accepted (seed ${seed})`,
  );
  const met =
    rejected >= GOALS.rejected * all &&
    counts['right name'] >= GOALS.named * rejected &&
    counts['another name'] === 0 &&
    counts.accepted === rightOnes;
  process.exitCode = met ? 0 : 1;
}

function answerOf(topic: TopicName, id: string): HeldOut<object> {
  const { heldOut } = createRequire(__filename)(COURSE.heldOut(topic)) as { heldOut: HeldOut<object>[] };
  return heldOut.find((answer) => answer.id === id)!;
}

/** The mistakes that it was taken for; none when nothing failed. */
function namesOf({ tests, crash }: SuiteOutcome): string[] | undefined {
  const failed = tests.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && crash === undefined) return undefined;
  return [...new Set(failed.flatMap(({ finding }) => finding?.diagnosis?.id ?? []))];
}

function verdictOn(names: string[] | undefined, answer: HeldOut<object>): Verdict {
  if ('unusual' in answer) return names === undefined ? 'accepted' : 'a right answer, rejected';
  const { rightNames = [] } = answer;
  if (names === undefined) return 'not rejected';
  if (names.length === 0) return 'no name';
  return names.every((name) => rightNames.includes(name)) ? 'right name' : 'another name';
}
