// npm run hint NN: the next hint for a topic; each call goes one step further up the ladder.
import { Command } from 'commander';
import { nextHint } from './learn/hints';
import { courseOf, courseOption, languageOption, runCommand, sayNotices, styleOf } from './shared/cli';
import { Judge } from './shared/judge';
import { Progress } from './shared/progress';
import type { TopicName } from '../engine/course/course';

void runCommand(
  new Command('npm run hint --')
    .description(
      'Shows the next hint for a topic. Each call goes one step further, from a question to almost the answer.',
    )
    .argument('<topic>', 'the topic by number or name')
    .argument('[function]', 'for which function; by default, the first one that does not pass yet')
    .addOption(courseOption())
    .addOption(languageOption())
    .action(async (words: string, name: string | undefined, options: { course?: string; lang?: string }) => {
      const course = courseOf(options);
      const topic = course.findTopic(words);
      const style = styleOf(course, options);
      const progress = new Progress(course);
      sayNotices(progress, style);
      if (name === undefined) await lookAt(topic, progress);
      console.log(nextHint(topic, name, progress, style.language)(style).join('\n'));
    }),
);

/** Runs the suite where nothing is known of the file as it is now, so that the hint is for a function that is not done. */
async function lookAt(topic: TopicName, progress: Progress): Promise<void> {
  const state = progress.state(topic);
  if (state === 'open' || state === 'missing' || progress.openBlocks(topic) !== undefined) return;
  const judge = new Judge(progress.course);
  try {
    const fingerprint = progress.fingerprint(topic);
    progress.record(await judge.run({ topic }), fingerprint);
  } catch {
    // Where nothing can be remembered there is still the first hint.
  } finally {
    judge.close();
  }
}
