// npm run check [NN …]: runs the suites of some or all topics on the student's files, once, and shows the verdicts.
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { Judge } from './shared/judge';
import { findTopic, topicNames } from './shared/topics';
import { holds, verdictLines } from './shared/verdict';

interface CheckOptions {
  seed?: number;
}

const program = new Command('npm run check --')
  .description('Runs the suites of topics on your files in exercises/, once. Exits 0 when every law holds.')
  .argument('[topics...]', 'topics by number or name; all unless given')
  .option('--seed <number>', 'repeat the run with this seed', wholeNumber)
  .addHelpText('after', '\nExample: npm run check 02 -- --seed 1234');

program.action(async (words: string[], { seed }: CheckOptions) => {
  const topics = words.length > 0 ? words.map(topicOrError) : topicNames();
  const judge = new Judge();
  let allHold = true;
  for (const topic of topics) {
    const outcome = await judge.run({ topic, seed });
    const style = { colors: pc, width: process.stdout.columns ?? 80 };
    console.log(`${verdictLines(outcome, style).join('\n')}\n`);
    allHold &&= holds(outcome);
  }
  judge.close();
  process.exitCode = allHold ? 0 : 1;
});

void program.parseAsync();

function topicOrError(words: string): string {
  try {
    return findTopic(words);
  } catch (error) {
    return program.error(`check: ${(error as Error).message}`);
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}
