// npm start: the learner's loop. Shows the first unfinished topic, runs its suite on each save, and listens to single keys.
import { watch, type FSWatcher } from 'chokidar';
import { Command } from 'commander';
import { listLines, Loop, uncheckedLines } from './learn/loop';
import { canRedraw, fullScreen, keysOf, linesOf, plainScreen } from './learn/terminal';
import { courseOf, courseOption, languageOption, noticeIn, runCommand, styleOf } from './shared/cli';
import { Judge } from './shared/judge';
import { Progress } from './shared/progress';
import { textIn } from './shared/messages';
import type { Style } from './shared/verdict';

interface LearnOptions {
  course?: string;
  lang?: string;
  plain: boolean;
  manual: boolean;
  poll: boolean;
}

void runCommand(
  new Command('npm start --')
    .description('Guides you through the course: checks your file on every save and shows the result.')
    .argument('[topic]', 'the topic to begin with, by number or name; by default, the first unfinished one')
    .addOption(courseOption())
    .addOption(languageOption())
    .option(
      '--plain',
      'print line by line, without redrawing: for screen readers and simple terminals',
      false,
    )
    .option('--manual', 'don’t watch files; press r to run', false)
    .option(
      '--poll',
      'check the file every half second, for drives and containers that don’t report changes',
      false,
    )
    .action(learn),
);

async function learn(
  words: string | undefined,
  { course: folder, lang, plain, manual, poll }: LearnOptions,
): Promise<void> {
  const course = courseOf({ course: folder });
  const topic = words === undefined ? undefined : course.findTopic(words);
  const style = (): Style => styleOf(course, { lang });
  const { language } = style();
  const progress = new Progress(course);
  const notices = progress.notices.map((notice) => noticeIn(language, notice));
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    for (const notice of notices) console.error(notice);
    const list = [
      ...listLines(progress, style(), topic ?? progress.current()),
      ...uncheckedLines(progress, style()),
    ];
    console.log([...list, '', textIn(language).overviewHint].join('\n'));
    return;
  }

  const simple = plain || !canRedraw(process.env);
  const screen = simple ? plainScreen(style, process.stdout) : fullScreen(style, process.stdout);
  const judge = new Judge(course);
  const loop = new Loop(judge, progress, screen, { watching: !manual, notices, plain: simple, topic });
  const follow = (usePolling: boolean): FSWatcher =>
    watch(`${course.root}/exercises`, { ignoreInitial: true, usePolling, interval: 500, depth: 5 })
      .on('all', (_event, file) => {
        if (loop.isRun(file)) loop.changed();
      })
      .on('error', (error) => {
        if (usePolling) return loop.tell((error as Error).message);
        loop.tell(textIn(language).polling);
        void watcher?.close();
        watcher = follow(true);
      });
  let watcher = manual ? undefined : follow(poll);
  process.stdout.on('resize', () => loop.redraw());

  void loop.begin();
  for await (const key of simple ? linesOf(process.stdin) : keysOf(process.stdin)) {
    if (!loop.press(key)) break;
  }
  await watcher?.close();
  judge.close();
  console.log(`\n${textIn(language).goodbye}`);
  process.exit(0);
}
