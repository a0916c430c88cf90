// npm run quick: whether a change is right, in about a minute. All checks of the topics that it touches; where it touches what all topics are
// judged with, the suites on the other solutions as well. `npm test` runs everything.
import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { runCommand, topicArgument } from './shared/arguments';
import { ROOT, topicNames, type TopicName } from './shared/topics';
import { topicsTouched, touchesAll } from './verify/changes';
import { checkAll, checkSolutions, report, type Results } from './verify/run';

void runCommand(
  new Command('npm run quick --')
    .description(
      'Checks what was changed since the last commit: all checks of the topics that were touched, and the suites of all others where the ' +
        'engine, the library or the suites\u2019 arithmetic was touched.',
    )
    .argument('[topics...]', 'check these topics, whatever was changed', topicArgument)
    .action(quick),
);

async function quick(asked: TopicName[]): Promise<void> {
  const files = asked.length > 0 ? [] : changedFiles();
  const touched = asked.length > 0 ? asked : topicsTouched(files, topicNames());
  const others = touchesAll(files) ? topicNames().filter((topic) => !touched.includes(topic)) : [];
  if (touched.length === 0 && others.length === 0) {
    throw new Error(
      'nothing was changed that a suite would notice since the last commit: name topics, such as `npm run quick -- 02`, or run `npm test`',
    );
  }
  const results: Results = new Map();
  if (touched.length > 0) for (const [topic, checks] of await checkAll(touched)) results.set(topic, checks);
  for (const [topic, checks] of await checkSolutions(others)) results.set(topic, checks);
  report('quick', results);
}

/** What git sees as changed or new, from the course's folder on. */
function changedFiles(): string[] {
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '.'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) {
    const reason = error?.message ?? stderr.trim();
    throw new Error(
      `git does not say what was changed (${reason}): name topics, such as \`npm run quick -- 02\``,
    );
  }
  return stdout
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.slice(3));
}
