// npm run verify: the course's own consistency check. For each topic: the twins are in step, the stub fails as unwritten, nothing
// passes on it, and it is the one that `npm run reset` gives back, the solution passes, each known mistake is rejected and named,
// each right answer written differently is accepted, the lesson's code gives the values that it shows, and lesson and laws are the
// same in both languages, and what they say of real data rests on a claim that was measured (dev/claims).
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Course, TopicName } from '../engine/course/course';
import { courseOf, courseOption, runCommand, seedArgument, topicsAsked } from './shared/cli';
import { judgeAll } from './shared/judge';
import { packStubs } from './shared/stubs';
import { checkStub, courseChecks } from './verify/checks';
import { checkAll, report, USUAL_SEED } from './verify/run';

interface Options {
  course?: string;
  topics?: string[];
  pack: boolean;
  seed: number;
}

void runCommand(
  new Command('npm run verify --')
    .description('Checks that the course is consistent. Exits 0 when it is.')
    .option('--topics <topics...>', 'only these topics, such as 1 3 7 or 01-05')
    .addOption(courseOption())
    .option('--seed <number>', 'the seed of all suites; `npm run soak` tries many', seedArgument, USUAL_SEED)
    .option('--pack', 'first pack the exercises for `npm run reset`, and check only them', false)
    .action(verify),
);

async function verify({ topics: words, pack, seed, ...options }: Options): Promise<void> {
  const course = courseOf(options);
  const topics = topicsAsked(course, words);
  if (pack) await packAll(course, topics);
  report('verify', course, await checkAll(course, topics, seed), courseChecks(course));
}

/** Packs the exercises of topics, if each of them is a stub: an answer packed by mistake would be given back to every student. */
async function packAll(course: Course, topics: TopicName[]): Promise<void> {
  const problems = topics
    .filter((topic) => !existsSync(course.exercise(topic)))
    .map((topic) => `there is no ${course.pathOf(course.exercise(topic))}`);
  if (problems.length > 0) throw new Error(`nothing was packed: ${problems.join('\n')}`);
  await judgeAll(course, topics, async (judge, topic) => {
    const { problem } = checkStub(await judge.run({ topic }));
    if (problem !== undefined) problems.push(problem);
  });
  if (problems.length > 0) throw new Error(`nothing was packed: ${problems.join('\n')}`);
  packStubs(course, new Map(topics.map((topic) => [topic, readFileSync(course.exercise(topic), 'utf8')])));
}
