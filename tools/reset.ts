// npm run reset NN: puts an exercise back as it was at first; a copy of what was written is kept.
import { relative } from 'node:path';
import { Command } from 'commander';
import { languageOption, runCommand, styleOf, topicArgument } from './shared/arguments';
import { Progress } from './shared/progress';
import { TEXT } from './shared/text';
import { ROOT, type TopicName } from './shared/topics';

void runCommand(
  new Command('npm run reset --')
    .description('Puts exercises back as they were at first. Copies of what you wrote are kept.')
    .argument('<topics...>', 'the topics by number or name', topicArgument)
    .addOption(languageOption())
    .action((topics: TopicName[], options: { lang?: string }) => {
      const { language } = styleOf(options);
      const progress = new Progress();
      for (const topic of topics) {
        const copy = relative(ROOT, progress.reset(topic));
        console.log(`${topic}: ${TEXT[language].wasReset(copy)}`);
      }
    }),
);
