// npm run judges: every known answer of the course (solutions, stubs, mistakes, alternatives), judged twice, and the two judges compared: the
// one of `npm run check`, and the grader's, or with --browser that of the built site. Both must say the same of each test, and name the same
// mistake.
import { Command } from 'commander';
import { type KnownAnswer, knownAnswersOf, TwoJudges } from '../../test/tools/support/two-judges';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { COURSE } from '../../tools/shared/this-course';
import { BrowserJudge } from './browser-judge';

interface Options {
  topics?: string;
  seed: number;
  browser?: true;
  sample?: true;
}

void runCommand(
  new Command('npm run judges --')
    .description('Compares the verdicts of check and of the grader, or the browser, on every known answer.')
    .option('--topics <numbers>', 'only these topics: 03,07')
    .option('--seed <number>', 'draws the inputs of the laws', wholeNumber(0), 1)
    .option('--browser', 'compare with the judge of the built site (npm run docs:build), in Chromium')
    .option('--sample', 'of each topic: stub, solution, one mistake and one alternative')
    .action(compareAll),
);

async function compareAll({ topics, seed, browser, sample }: Options): Promise<void> {
  const wanted = topics?.split(',');
  const names = COURSE.topicNames().filter(
    (topic) => wanted === undefined || wanted.includes(topic.slice(0, 2)),
  );
  if (names.length === 0) throw new Error(`no topic is called ${topics}`);
  const inBrowser = browser && (await BrowserJudge.start());
  const judges = new TwoJudges(
    seed,
    inBrowser && { name: 'the browser', judge: (topic, text) => inBrowser.judge(topic, text, seed) },
  );
  let count = 0;
  const all: string[] = [];
  try {
    for (const [i, topic] of names.entries()) {
      const answers = knownAnswersOf(topic);
      for (const answer of sample ? sampleOf(answers, i) : answers) {
        const differences = await judges.differences(answer);
        count++;
        all.push(...differences);
        for (const difference of differences) console.log(difference);
      }
      console.log(`${topic}: ${count} answers so far, ${all.length} differences`);
    }
  } finally {
    judges.close();
    await inBrowser?.close();
  }
  console.log(`${count} known answers, seed ${seed}: ${all.length} differences`);
  process.exit(all.length === 0 && count > 0 ? 0 : 1);
}

/** One of each kind; which one differs from topic to topic. */
function sampleOf(answers: KnownAnswer[], i: number): KnownAnswer[] {
  return (['stub', 'solution', 'mistakes', 'alternatives'] as const).flatMap((kind) => {
    const ofKind = answers.filter((answer) => answer.kind === kind);
    return ofKind.length === 0 ? [] : [ofKind[i % ofKind.length]];
  });
}
