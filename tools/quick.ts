// npm run quick: whether a change is right, in about a minute. All checks of the topics that it touches; where it touches what all topics are
// judged with, the suites on the other solutions as well; and the tests of the same name as a source that changed. `npm test` runs everything.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Course } from '../engine/course/course';
import { courseOf, courseOption, runCommand, topicsNamed } from './shared/cli';
import { changedFiles, testsTouched, topicsTouched, touchesAll } from './verify/changes';
import { checkAll, checkSolutions, report, USUAL_SEED, type ResultsByTopic } from './verify/run';

void runCommand(
  new Command('npm run quick --')
    .description(
      'Checks what was changed since the last commit: all checks of the topics that were touched, and the suites of all others where the ' +
        'engine, the library or the suites\u2019 arithmetic was touched, and the own tests of each source that was.',
    )
    .argument('[topics...]', 'check these topics, whatever was changed')
    .addOption(courseOption())
    .action(quick),
);

async function quick(words: string[], options: { course?: string }): Promise<void> {
  const course = courseOf(options);
  const asked = topicsNamed(course, words);
  const all = course.topicNames();
  const files = asked.length > 0 ? [] : changedFiles(course.root);
  const touched = asked.length > 0 ? asked : topicsTouched(files, all);
  const others = touchesAll(files) ? all.filter((topic) => !touched.includes(topic)) : [];
  const tests = testsTouched(files, (path) => existsSync(join(course.root, path)));
  if (touched.length === 0 && others.length === 0 && tests.length === 0) {
    throw new Error(
      'nothing was changed that a suite or a test would notice since the last commit: name topics, such as `npm run quick -- 02`, or run `npm test`',
    );
  }
  if (touched.length > 0 || others.length > 0) {
    const results: ResultsByTopic = new Map([
      ...(await checkAll(course, touched, USUAL_SEED)),
      ...(await checkSolutions(course, others, USUAL_SEED)),
    ]);
    report('quick', course, results);
  }
  if (tests.length > 0 && !runsTests(course, tests)) process.exitCode = 1;
}

/** Runs tests by jest, as `npm test` does, and says whether they passed. */
function runsTests({ root }: Course, tests: string[]): boolean {
  const jest = createRequire(__filename).resolve('jest/bin/jest');
  const args = [jest, '--selectProjects', 'project', '--runTestsByPath', ...tests];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}
