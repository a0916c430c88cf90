// npm run check [NN …]: runs the suites of some or all topics on the student's files, once, shows the verdicts,
// and remembers what is finished, so that the site runs the student's own code for it.
import { Command } from 'commander';
import { type SuiteOutcome, holds } from '#engine/runner/outcome';
import {
  courseOf,
  courseOption,
  languageOption,
  runCommand,
  sayNotices,
  seedArgument,
  styleOf,
  topicsAsked,
} from './shared/cli';
import { noteLines, versionOf } from './shared/grader-notes';
import { Judge } from './shared/judge';
import { Progress } from './shared/progress';
import { textIn } from './shared/messages';
import { verdictLines, type Style } from './shared/verdict';

interface CheckOptions {
  course?: string;
  seed?: number;
  lang?: string;
}

void runCommand(
  new Command('npm run check --')
    .description('Checks your files in exercises/ once. Exits with 0 when every law holds.')
    .argument('[topics...]', 'topics by number or name; all by default')
    .option('--seed <number>', 'repeat the run with this seed', seedArgument)
    .addOption(courseOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample: npm run check 02 -- --seed 1234')
    .action(check),
);

async function check(given: string[], options: CheckOptions): Promise<void> {
  const course = courseOf(options);
  const topics = topicsAsked(course, given);
  const judge = new Judge(course);
  const style = styleOf(course, options);
  const progress = new Progress(course);
  sayNotices(progress, style);
  let allHold = true;
  try {
    for (const topic of topics) {
      const version = versionOf(course, topic);
      const fingerprint = progress.fingerprint(topic);
      const outcome = await judge.run({ topic, seed: options.seed });
      console.log(
        [...verdictLines(course, outcome, style), ...noteLines(course, outcome, style), ''].join('\n'),
      );
      allHold &&= holds(outcome);
      const isEdited = versionOf(course, topic) !== version; // then the verdict is on what was there before
      if (!isEdited) remember(progress, outcome, fingerprint, style);
    }
  } finally {
    judge.close();
  }
  process.exitCode = allHold ? 0 : 1;
}

/** The verdict holds also where nothing can be written, such as in a folder for reading only. */
function remember(
  progress: Progress,
  outcome: SuiteOutcome,
  fingerprint: string | undefined,
  { language }: Style,
): void {
  try {
    progress.record(outcome, fingerprint);
  } catch (error) {
    if (holds(outcome)) {
      console.error(textIn(language).notRemembered((error as Error).message));
    }
  }
}
