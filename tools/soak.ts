// npm run soak: every suite again and again with fresh seeds, on the solutions and on the right answers written differently. A law
// that fails one time in a thousand destroys trust; here it shows.
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { Course, TopicName } from '../engine/course/course';
import { courseOf, courseOption, runCommand, topicsNamed, wholeNumber } from './shared/arguments';
import { judgeAll } from './shared/judge';
import { variantRequests, type SuiteRequest } from './shared/suites';
import { holds } from './shared/verdict';

/** Seeds that one run of a suite takes, one after the other: starting a suite costs as much as a dozen of them, and a law may take 5 s. */
const SEEDS_PER_RUN = 50;

interface SoakOptions {
  seeds: number;
  from: number;
  course?: string;
  topics?: string[];
  alternatives: boolean;
}

void runCommand(
  new Command('npm run soak --')
    .description('Runs every suite with many seeds. Exits 0 when none of them fails.')
    .option('--seeds <count>', 'how many seeds', wholeNumber(1), 200)
    .option('--from <seed>', 'the first seed; the others follow it', wholeNumber(), 1)
    .option('--topics <topics...>', 'only these topics, by number')
    .addOption(courseOption())
    .option('--no-alternatives', 'only the solutions, not the right answers of test/alternatives')
    .action(soak),
);

async function soak({ seeds, from, topics: words, alternatives, ...options }: SoakOptions): Promise<void> {
  const course = courseOf(options);
  const topics = words ? topicsNamed(course, words) : course.topicNames();
  const answers = topics.flatMap((topic) => rightAnswers(course, topic, alternatives));
  const first = Array.from({ length: Math.ceil(seeds / SEEDS_PER_RUN) }, (_, i) => from + i * SEEDS_PER_RUN);
  const requests = first.flatMap((seed) => answers.map((answer): SuiteRequest => ({ ...answer, seed })));
  process.env.SEEDS_PER_RUN = String(SEEDS_PER_RUN); // read by the laws

  const bar = new SingleBar({
    format: '{bar} {value}/{total} runs · {eta_formatted} left · {failures} failed',
    noTTYOutput: false,
  });
  const failures: string[] = [];
  bar.start(requests.length, 0, { failures: 0 });
  await judgeAll(course, requests, async (judge, request) => {
    const outcome = await judge.run(request);
    if (!holds(outcome))
      failures.push(`${request.topic} ${request.variant?.id ?? 'solution'} seeds from ${request.seed}`);
    bar.increment({ failures: failures.length });
  });
  bar.stop();

  for (const failure of failures) console.log(`✘ ${failure}`);
  console.log(`soak: ${requests.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** The solution of a topic, and its alternatives. */
function rightAnswers(course: Course, topic: TopicName, withAlternatives: boolean): SuiteRequest[] {
  const solution = { topic, file: course.solution(topic) };
  return withAlternatives ? [solution, ...variantRequests(course, topic, 'alternatives')] : [solution];
}
