// npm run list: all topics, and your progress in each.
import { Command } from 'commander';
import { listLines, uncheckedLines } from './learn/loop';
import { courseOf, courseOption, languageOption, runCommand, sayNotices, styleOf } from './shared/cli';
import { Progress } from './shared/progress';

void runCommand(
  new Command('npm run list --')
    .description('Lists all topics and your progress in each.')
    .addOption(courseOption())
    .addOption(languageOption())
    .action((options: { course?: string; lang?: string }) => {
      const course = courseOf(options);
      const style = styleOf(course, options);
      const progress = new Progress(course);
      sayNotices(progress, style);
      console.log([...listLines(progress, style), ...uncheckedLines(progress, style)].join('\n'));
    }),
);
