// npm run reset NN: puts an exercise back as the course ships it; a copy of what was written is kept.
import { Command } from 'commander';
import {
  courseOf,
  courseOption,
  languageOption,
  runCommand,
  sayNotices,
  styleOf,
  topicsNamed,
} from './shared/cli';
import { Progress } from './shared/progress';
import { textIn } from './shared/messages';

void runCommand(
  new Command('npm run reset --')
    .description('Resets exercises to the original. What you wrote is kept in .dojo/kept/.')
    .argument('<topics...>', 'the topics by number or name')
    .addOption(courseOption())
    .addOption(languageOption())
    .action((words: string[], options: { course?: string; lang?: string }) => {
      const course = courseOf(options);
      const topics = topicsNamed(course, words);
      const style = styleOf(course, options);
      const progress = new Progress(course);
      sayNotices(progress, style);
      for (const topic of topics) {
        const copy = progress.reset(topic);
        console.log(`${topic}: ${textIn(style.language).wasReset(copy && course.pathOf(copy))}`);
      }
    }),
);
