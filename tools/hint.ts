// npm run hint NN: the next hint for a topic; each call goes one step further up the ladder.
import { Command } from 'commander';
import { nextHint } from './learn/hints';
import { languageOption, runCommand, sayNotices, styleOf, topicArgument } from './shared/arguments';
import { Progress } from './shared/progress';
import type { TopicName } from './shared/topics';

void runCommand(
  new Command('npm run hint --')
    .description(
      'Shows the next hint for a topic. Each call goes one step further, from a question to a near-answer.',
    )
    .argument('<topic>', 'the topic by number or name', topicArgument)
    .argument('[function]', 'for which function; the first one unless given')
    .addOption(languageOption())
    .action(([topic]: TopicName[], name: string | undefined, options: { lang?: string }) => {
      const style = styleOf(options);
      const progress = new Progress();
      sayNotices(progress, style);
      console.log(nextHint(topic, name, progress, style).join('\n'));
    }),
);
