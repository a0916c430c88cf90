// npm run bench:grade: a class of 100 generated submissions, right, wrong, unfinished and hostile, judged by the grader; and beside it the
// plain way on some of them: jest, once for each submission, with nothing between the student's code and the judge.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { families } from '../../test/attacks';
import { layDown } from '../../test/attacks/attack';
import { copyCourse } from '../../test/tools/support/course-copy';
import { knownAnswer } from '../../test/tools/support/handed-in';
import { temporaryFolder } from '../../tools/grade/sandbox/temporary';
import type { Verdict } from '../../tools/grade/score/verdict';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { variantRequests } from '../../tools/shared/suites';
import { type TopicName } from '../../engine/course/course';
import { COURSE } from '../../tools/shared/this-course';
import { grade, learnSuites, rightAnswer, verdictsIn } from './generated-class';

type Kind = 'right' | 'wrong' | 'unfinished' | 'hostile';

/** Of each hundred. */
const MIX: Record<Kind, number> = { right: 25, wrong: 25, unfinished: 35, hostile: 15 };

const GOAL = 2; // seconds a submission

void runCommand(
  new Command('npm run bench:grade --')
    .description('Measures how long a class takes, beside the plain way.')
    .option('--submissions <count>', 'how large the class is', wholeNumber(4), 100)
    .option('--plain <count>', 'how many of them are judged the plain way, too', wholeNumber(1), 6)
    .option(
      '--topics <count>',
      'only the first topics of the course',
      wholeNumber(7),
      COURSE.topicNames().length,
    )
    .option('--jobs <count>', 'how many the grader judges at once', wholeNumber(1), availableParallelism())
    .action(bench),
);

interface BenchOptions {
  submissions: number;
  plain: number;
  topics: number;
  jobs: number;
}

async function bench({ submissions, plain, topics: count, jobs }: BenchOptions): Promise<void> {
  const topics = COURSE.topicNames().slice(0, count);
  const { path: folder, remove } = temporaryFolder('bench-grade-');
  try {
    const kinds = kindsOf(submissions);
    kinds.forEach((kind, i) => layDownSubmission(topics, kind, i, join(folder, 'class', `${kind}-${i}`)));
    const asked = ['--topics', `1-${count}`];
    await learnSuites(folder, asked);

    console.log(
      `${submissions} submissions of ${topics.length} topics: ${Object.entries(MIX)
        .map(([kind, share]) => `${share} % ${kind}`)
        .join(', ')}; ${availableParallelism()} processors\n`,
    );
    const before = busySeconds();
    const out = join(folder, 'out');
    const how = ['--seed', '1', '--jobs', `${jobs}`, ...asked];
    const seconds = await grade([join(folder, 'class'), '--out', out, ...how]);
    const busy = busySeconds() - before;
    const each = seconds / submissions;
    console.log(
      `npm run grade, confined      ${each.toFixed(2)} s a submission (${seconds.toFixed(0)} s in all; the processors were busy for ${busy.toFixed(0)} s, whatever else ran included; goal ${GOAL} s)`,
    );
    const verdicts = verdictsIn(out);
    for (const kind of Object.keys(MIX) as Kind[]) {
      const times = verdicts.filter(({ name }) => name.startsWith(kind)).map(secondsOf);
      const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
      console.log(
        `  ${kind.padEnd(26)} ${mean.toFixed(2)} s each, at most ${Math.max(...times).toFixed(2)} s, with ${jobs} at once`,
      );
    }

    const honest = kinds.flatMap((kind, i) =>
      kind === 'hostile' ? [] : [join(folder, 'class', `${kind}-${i}`)],
    );
    const chosen = Array.from({ length: plain }, (_, k) => honest[Math.floor((k * honest.length) / plain)]);
    const plainSeconds =
      chosen.map((one) => judgePlainly(topics, one)).reduce((sum, value) => sum + value, 0) / plain;
    console.log(
      `jest, once for each          ${plainSeconds.toFixed(2)} s a submission (mean of ${plain} honest ones, one after another)`,
    );
    console.log(`\n${(plainSeconds / each).toFixed(1)} times as fast as the plain way.`);
  } finally {
    remove();
  }
}

/** The kinds in turn, so that no part of the class is easier than another. */
function kindsOf(count: number): Kind[] {
  const all = Object.entries(MIX).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind));
  return Array.from({ length: count }, (_, i) => all[(i * 37) % all.length]);
}

function layDownSubmission(topics: TopicName[], kind: Kind, i: number, at: string): void {
  if (kind === 'hostile') {
    const attacks = Object.values(families)
      .flat()
      .filter(({ make }) => make === undefined);
    layDown(attacks[(i * 7) % attacks.length], at);
    for (const topic of topics.slice(1, 7)) writeFileSync(join(at, `${topic}.ts`), rightAnswer(topic, i));
    return;
  }
  mkdirSync(at, { recursive: true });
  topics.forEach((topic, k) => {
    const isWritten = kind !== 'unfinished' || k < i % topics.length;
    const isWrong = kind === 'wrong' && (i + k) % 2 === 0;
    const text = !isWritten
      ? readFileSync(COURSE.exercise(topic), 'utf8')
      : isWrong
        ? wrongAnswer(topic, i)
        : rightAnswer(topic, i);
    writeFileSync(join(at, `${topic}.ts`), text);
  });
}

/** One of the known mistakes, as one file. */
function wrongAnswer(topic: TopicName, i: number): string {
  const mistakes = variantRequests(COURSE, topic, 'mistakes');
  const { id } = mistakes[i % mistakes.length].variant;
  return `${knownAnswer(topic, 'mistakes', id)}\n// submission ${i}\n`;
}

/** Seconds that the processors of this machine were busy since it began, all together. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

/** Seconds that the suites of a submission took. */
function secondsOf({ topics }: Verdict): number {
  return topics.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Seconds of jest on a copy of the course that holds a student's files. */
function judgePlainly(topics: TopicName[], submission: string): number {
  const copy = copyCourse();
  try {
    for (const topic of topics) {
      writeFileSync(
        join(copy.folder, 'exercises', `${topic}.ts`),
        readFileSync(join(submission, `${topic}.ts`)),
      );
    }
    const began = performance.now();
    spawnSync(
      process.execPath,
      [join(COURSE.root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'exercises', '--silent'],
      {
        cwd: copy.folder,
      },
    );
    return (performance.now() - began) / 1000;
  } finally {
    copy.remove();
  }
}
