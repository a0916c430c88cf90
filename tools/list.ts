// npm run list: all topics, and how far you are with each.
import { Command } from 'commander';
import { listLines } from './learn/loop';
import { languageOption, runCommand, styleOf } from './shared/arguments';
import { Progress } from './shared/progress';

void runCommand(
  new Command('npm run list --')
    .description('Lists all topics, and how far you are with each.')
    .addOption(languageOption())
    .action((options: { lang?: string }) => {
      console.log(listLines(new Progress(), styleOf(options)).join('\n'));
    }),
);
