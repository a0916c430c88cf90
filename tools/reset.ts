// npm run reset NN: puts an exercise back as the course ships it; a copy of what was written is kept.
import { relative } from 'node:path';
import { Command } from 'commander';
import { languageOption, runCommand, sayNotices, styleOf, topicArgument } from './shared/arguments';
import { Progress } from './shared/progress';
import { TEXT } from './shared/text';
import { ROOT, type TopicName } from './shared/topics';

void runCommand(
  new Command('npm run reset --')
    .description('Puts exercises back as the course ships them. Copies of what you wrote are kept.')
    .argument('<topics...>', 'the topics by number or name', topicArgument)
    .addOption(languageOption())
    .action((topics: TopicName[], options: { lang?: string }) => {
      const style = styleOf(options);
      const progress = new Progress();
      sayNotices(progress, style);
      for (const topic of topics) {
        const copy = progress.reset(topic);
        console.log(`${topic}: ${TEXT[style.language].wasReset(copy && relative(ROOT, copy))}`);
      }
    }),
);
