// npm run list: all topics, and how far you are with each.
import { Command } from 'commander';
import { listLines, uncheckedLines } from './learn/loop';
import { languageOption, runCommand, sayNotices, styleOf } from './shared/arguments';
import { Progress } from './shared/progress';

void runCommand(
  new Command('npm run list --')
    .description('Lists all topics, and how far you are with each.')
    .addOption(languageOption())
    .action((options: { lang?: string }) => {
      const style = styleOf(options);
      const progress = new Progress();
      sayNotices(progress, style);
      console.log([...listLines(progress, style), ...uncheckedLines(progress, style)].join('\n'));
    }),
);
