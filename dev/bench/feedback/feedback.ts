// npm run bench:feedback: how long a student waits from saving a file to its verdict, in the running loop, beside jest --watch and
// vitest --watch on the same suites and files, in the same run and one after the other.
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { TopicName } from '../../../engine/course/course';
import { copyCourse } from '../../../test/tools/support/course-copy';
import { runCommand, wholeNumber } from '../../../tools/shared/cli';
import { COURSE, topicArgument } from '../../../tools/shared/this-course';
import { LOOP, measure, type Measured, VITEST, type Watcher, WATCHERS } from './watchers';

interface BenchOptions {
  saves: number;
  peerSaves: number;
  topics?: TopicName[];
}

void runCommand(
  new Command('npm run bench:feedback --')
    .description('Measures the time from a save to its verdict, beside jest --watch and vitest --watch.')
    .option('--saves <count>', 'how many saves for each topic', wholeNumber(1), 20)
    .option('--peer-saves <count>', 'how many with jest and vitest; 0 leaves them out', wholeNumber(0), 20)
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .action(bench),
);

async function bench({ saves, peerSaves, topics = COURSE.topicNames() }: BenchOptions): Promise<void> {
  const isHere = ({ args }: Watcher): boolean => args('')[0] !== VITEST || existsSync(VITEST);
  const watchers = peerSaves === 0 ? [LOOP] : WATCHERS.filter(isHere);
  if (!WATCHERS.every(isHere)) console.log('vitest is left out: run `npm install` in dev/bench/ first.');
  const course = copyCourse();
  try {
    const ours = [LOOP.name, 'with a type error'];
    printRow(['median, ms', ...ours, ...watchers.slice(1).map(({ name }) => name), 'start to first']);
    for (const topic of topics) {
      const measured: Measured[] = [];
      for (const watcher of watchers) {
        measured.push(await measure(watcher, topic, course, watcher === LOOP ? saves : peerSaves));
      }
      const [{ median, typeError, first }, ...others] = measured;
      const row = [median, typeError!, ...others.map((other) => other.median), first];
      printRow([topic, ...row.map((milliseconds) => milliseconds.toFixed(0))]);
    }
  } finally {
    course.remove();
  }
}

function printRow([first, ...cells]: string[]): void {
  console.log(first.padEnd(30) + cells.map((cell) => cell.padStart(19)).join(''));
}
