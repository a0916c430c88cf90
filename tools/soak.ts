// npm run soak: every suite again and again with fresh seeds, on the solutions and on the right answers written differently. A law
// that fails one time in a thousand destroys trust; here it shows. With --mistakes, on the known mistakes, each of which is to be rejected
// and named whatever the seed.
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { Course, TopicName } from '../engine/course/course';
import { mistakeId } from '#engine/suite/variants';
import type { SuiteOutcome } from '#engine/runner/outcome';
import {
  courseOf,
  courseOption,
  LARGEST_SEED,
  runCommand,
  seedArgument,
  topicsAsked,
  wholeNumber,
} from './shared/cli';
import { judgeAll } from './shared/judge';
import { variantRequests, type SuiteRequest } from './shared/suites';
import { checkMistake, checkPasses } from './verify/checks';

/** Seeds that one run of a suite takes, one after the other: starting a suite costs as much as a dozen of them, and a law may take 5 s. */
const SEEDS_PER_RUN = 50;

interface SoakOptions {
  seeds: number;
  from: number;
  course?: string;
  topics?: string[];
  alternatives: boolean;
  mistakes: boolean;
}

void runCommand(
  new Command('npm run soak --')
    .description('Runs every suite with many seeds. Exits 0 when none of them fails.')
    .option(
      '--seeds <count>',
      'how many seeds; of right answers, more than 50 are tried in fifties',
      wholeNumber(1),
      200,
    )
    .option('--from <seed>', 'the first seed; the others follow it', seedArgument, 1)
    .option('--topics <topics...>', 'only these topics, such as 1 3 7 or 01-05')
    .addOption(courseOption())
    .option('--no-alternatives', 'only the solutions, not the right answers of test/alternatives')
    .option('--mistakes', 'the mistakes of test/mistakes instead: each must be rejected, and named', false)
    .action(soak),
);

async function soak({ topics: words, ...options }: SoakOptions): Promise<void> {
  const course = courseOf(options);
  const last = options.from + options.seeds - 1;
  if (last > LARGEST_SEED)
    throw new RangeError(
      `${options.seeds} seeds from ${options.from} on end at ${last}, beyond the largest, ${LARGEST_SEED}: begin at ${LARGEST_SEED - options.seeds + 1} at most`,
    );
  const topics = topicsAsked(course, words);
  const requests = options.mistakes
    ? onMistakes(course, topics, options)
    : onRightAnswers(course, topics, options);

  const bar = new SingleBar({
    format: '{bar} {value}/{total} runs · {eta_formatted} left · {failures} failed',
    noTTYOutput: false,
  });
  const failures: string[] = [];
  bar.start(requests.length, 0, { failures: 0 });
  await judgeAll(course, requests, async (judge, request) => {
    const outcome = await judge.run(request);
    const problem = options.mistakes ? problemOf(course, request, outcome) : failureOf(request, outcome);
    if (problem !== undefined) failures.push(problem);
    bar.increment({ failures: failures.length });
  });
  bar.stop();

  for (const failure of failures) console.log(`✘ ${failure}`);
  console.log(`soak: ${requests.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

type SeededRequest = SuiteRequest & { seed: number };

/** Each mistake with each seed: what its failures show is looked at run by run. */
function onMistakes(course: Course, topics: TopicName[], { seeds, from }: SoakOptions): SeededRequest[] {
  const mistakes = topics.flatMap((topic) => variantRequests(course, topic, 'mistakes'));
  return Array.from({ length: seeds }, (_, i) =>
    mistakes.map((request) => ({ ...request, seed: from + i })),
  ).flat();
}

function problemOf(course: Course, { variant }: SuiteRequest, outcome: SuiteOutcome): string | undefined {
  const checks = checkMistake(course, mistakeId(variant!.id), outcome);
  const problem = checks.find((check) => check.problem !== undefined)?.problem;
  return problem && `${problem}: ${variant!.id}`;
}

/** Each right answer, with several seeds in each run. */
function onRightAnswers(
  course: Course,
  topics: TopicName[],
  { seeds, from, alternatives }: SoakOptions,
): SeededRequest[] {
  const perRun = Math.min(SEEDS_PER_RUN, seeds);
  process.env.SEEDS_PER_RUN = String(perRun); // read by the laws
  const answers = topics.flatMap((topic) => rightAnswers(course, topic, alternatives));
  const first = Array.from({ length: Math.ceil(seeds / perRun) }, (_, i) => from + i * perRun);
  return first.flatMap((seed) => answers.map((answer) => ({ ...answer, seed })));
}

function failureOf({ variant }: SuiteRequest, outcome: SuiteOutcome): string | undefined {
  const who = variant === undefined ? 'the solution' : `the right answer ${variant.id}`;
  return checkPasses('accepted', who, outcome).problem;
}

/** The solution of a topic, and its alternatives. */
function rightAnswers(course: Course, topic: TopicName, withAlternatives: boolean): SuiteRequest[] {
  const solution = { topic, file: course.solution(topic) };
  return withAlternatives ? [solution, ...variantRequests(course, topic, 'alternatives')] : [solution];
}
