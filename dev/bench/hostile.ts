// npm run bench:hostile: a class in which some submissions do all they can to last, judged by the grader. It must end within the bound that
// docs/grading.md states, with a result for everyone, and with all points for the honest.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { families } from '../../test/attacks';
import { type Attack, layDown, TOPIC } from '../../test/attacks/attack';
import { temporaryFolder } from '../../tools/grade/sandbox/temporary';
import type { Verdict } from '../../tools/grade/score/verdict';
import { runCommand, topicList, wholeNumber } from '../../tools/shared/cli';
import { type TopicName } from '../../engine/course/course';
import { COURSE } from '../../tools/shared/this-course';
import { grade, learnSuites, rightAnswer, verdictsIn } from './generated-class';

/** Seconds on the clock that one topic may take, as docs/grading.md says. */
const DEADLINE = 90;

/** Bodies of functions that last. */
const LASTING = [
  'for (;;);',
  'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1900);',
  "require('node:fs').closeSync(4); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
  'const all: unknown[] = []; for (;;) all.push(new Float64Array(1e6).fill(1));',
];

void runCommand(
  new Command('npm run bench:hostile --')
    .description(
      'Judges a class with hostile submissions, and fails if it does not end within the stated bound.',
    )
    .option('--submissions <count>', 'how large the class is', wholeNumber(2), 300)
    .option('--hostile <count>', 'how many of them are hostile, in every topic', wholeNumber(1), 30)
    .option('--topics <list>', 'an assignment of these topics only: 01-03', (words) =>
      topicList(COURSE, words),
    )
    .option('--jobs <count>', 'how many the grader judges at once', wholeNumber(1), availableParallelism())
    .action(bench),
);

interface BenchOptions {
  submissions: number;
  hostile: number;
  topics?: TopicName[];
  jobs: number;
}

async function bench({
  submissions,
  hostile,
  topics = COURSE.topicNames(),
  jobs,
}: BenchOptions): Promise<void> {
  if (hostile >= submissions)
    throw new Error(`of ${submissions} submissions, ${hostile} can't be hostile: some must be honest`);
  const { path: folder, remove } = temporaryFolder('bench-hostile-');
  for (let i = 0; i < submissions; i++) {
    const isHostile = Math.floor(((i + 1) * hostile) / submissions) > Math.floor((i * hostile) / submissions);
    const at = join(folder, 'class', `${isHostile ? 'hostile' : 'honest'}-${i}`);
    mkdirSync(at, { recursive: true });
    if (isHostile) layDownHostile(topics, i, at);
    else for (const topic of topics) writeFileSync(join(at, `${topic}.ts`), rightAnswer(topic, i));
  }
  const how = ['--topics', topics.join(',')];
  await learnSuites(folder, how);

  const out = join(folder, 'out');
  const seconds = await grade([join(folder, 'class'), '--out', out, '--jobs', `${jobs}`, ...how]);
  check(out, { submissions, topics, jobs, seconds });
  remove();
}

interface Class {
  submissions: number;
  topics: TopicName[];
  jobs: number;
  /** On the clock, for all of it. */
  seconds: number;
}

function check(out: string, { submissions, topics: asked, jobs, seconds }: Class): void {
  const verdicts = verdictsIn(out);
  if (verdicts.length !== submissions)
    throw new Error(`${submissions} submissions, ${verdicts.length} verdicts`);
  const [honestOnes, hostileOnes] = ['honest', 'hostile'].map((kind) =>
    verdicts.filter(({ name }) => name.startsWith(kind)),
  );
  for (const { name, topics } of honestOnes) {
    for (const { topic, points, possible, state } of topics) {
      if (points !== possible)
        throw new Error(`${name} has ${points} of ${possible} points in ${topic} (${state})`);
    }
  }
  const secondsOf = (ones: Verdict[]): number =>
    ones.flatMap(({ topics }) => topics).reduce((sum, topic) => sum + topic.seconds, 0);
  const hostileTopics = hostileOnes.length * asked.length;
  const bound = (secondsOf(honestOnes) + hostileTopics * DEADLINE) / jobs;
  const longest = Math.max(...hostileOnes.map((one) => secondsOf([one])));
  console.log(
    [
      `${submissions} submissions, ${asked.length === 1 ? 'one topic' : `${asked.length} topics`}, ${hostileOnes.length} of them hostile in each, ${jobs} at once: ${seconds.toFixed(0)} s`,
      `the bound is ${bound.toFixed(0)} s; the honest took ${secondsOf(honestOnes).toFixed(0)} s together, a hostile one ${longest.toFixed(0)} s at most`,
      'every honest submission has all points',
    ].join('\n'),
  );
  if (seconds > bound) throw new Error('that is beyond the bound');
}

/** An attack of the corpus in its topic, and in all others functions that last. */
function layDownHostile(topics: TopicName[], i: number, at: string): void {
  topics.forEach((topic, k) =>
    writeFileSync(join(at, `${topic}.ts`), lasting(topic, LASTING[(i + k) % LASTING.length], i)),
  );
  const attacks = Object.values(families)
    .flat()
    .filter((attack) => isOfFilesAlone(attack) && topics.includes(attack.topic ?? TOPIC));
  if (attacks.length > 0) layDown(attacks[(i * 7) % attacks.length], at);
}

/** It comes as files beside one another, as a student hands them in, and not as an archive or a link. */
function isOfFilesAlone({ make, files = {} }: Attack): boolean {
  return make === undefined && Object.keys(files).every((path) => /^[\w-]+\.ts$/.test(path));
}

function lasting(topic: TopicName, body: string, i: number): string {
  const functions = COURSE.exportsOf(topic).map((name) => `export function ${name}(): any { ${body} }\n`);
  return [...functions, `// submission ${i}\n`].join('');
}
