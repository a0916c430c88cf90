// npm run judges: every known answer of the course (solutions, stubs, mistakes, alternatives), judged twice, and the two judges compared: the
// one of `npm run check`, and the grader's. Both must say the same of each test, and name the same mistake.
import { Command } from 'commander';
import { knownAnswersOf, TwoJudges } from '../test/tools/support/two-judges';
import { runCommand, wholeNumber } from '../tools/shared/arguments';
import { topicNames } from '../tools/shared/topics';

void runCommand(
  new Command('npm run judges --')
    .description('Compares the verdicts of check and of the grader on every known answer.')
    .option('--topics <numbers>', 'only these topics: 03,07')
    .option('--seed <number>', 'draws the inputs of the laws', wholeNumber(0), 1)
    .action(compareAll),
);

async function compareAll({ topics, seed }: { topics?: string; seed: number }): Promise<void> {
  const wanted = topics?.split(',');
  const names = topicNames().filter((topic) => wanted === undefined || wanted.includes(topic.slice(0, 2)));
  if (names.length === 0) throw new Error(`no topic is called ${topics}`);
  const judges = new TwoJudges(seed);
  let count = 0;
  const all: string[] = [];
  for (const topic of names) {
    for (const answer of knownAnswersOf(topic)) {
      const differences = await judges.differences(answer);
      count++;
      all.push(...differences);
      for (const difference of differences) console.log(difference);
    }
    console.log(`${topic}: ${count} answers so far, ${all.length} differences`);
  }
  judges.close();
  console.log(`${count} known answers, seed ${seed}: ${all.length} differences`);
  process.exit(all.length === 0 ? 0 : 1);
}
