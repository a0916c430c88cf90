// npm run bench:hostile: a class in which some submissions do all they can to last, judged by the grader. It must end within the bound that
// docs/grading.md states, with a result for everyone, and with all points for the honest.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { families } from '../../test/attacks';
import { layDown } from '../../test/attacks/attack';
import type { Verdict } from '../../tools/grade/score/verdict';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { type TopicName } from '../../engine/course/course';
import { COURSE } from '../../tools/shared/this-course';
import { TSX } from '../../tools/shared/tsx';

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
    .option('--jobs <count>', 'how many the grader judges at once', wholeNumber(1), availableParallelism())
    .action(bench),
);

interface BenchOptions {
  submissions: number;
  hostile: number;
  jobs: number;
}

function bench({ submissions, hostile, jobs }: BenchOptions): void {
  if (hostile >= submissions)
    throw new Error(`of ${submissions} submissions, ${hostile} can't be hostile: some must be honest`);
  const folder = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  try {
    for (let i = 0; i < submissions; i++) {
      const isHostile =
        Math.floor(((i + 1) * hostile) / submissions) > Math.floor((i * hostile) / submissions);
      const at = join(folder, 'class', `${isHostile ? 'hostile' : 'honest'}-${i}`);
      mkdirSync(at, { recursive: true });
      if (isHostile) layDownHostile(i, at);
      else for (const topic of COURSE.topicNames()) writeFileSync(join(at, `${topic}.ts`), honest(topic, i));
    }
    mkdirSync(join(folder, 'warm/nothing'), { recursive: true });
    grade([join(folder, 'warm'), '--out', join(folder, 'warm-out')]); // it learns the suites, once for each version of the course

    const began = performance.now();
    grade([join(folder, 'class'), '--out', join(folder, 'out'), '--jobs', `${jobs}`]);
    check(join(folder, 'out'), submissions, (performance.now() - began) / 1000, jobs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(out: string, submissions: number, seconds: number, jobs: number): void {
  const verdicts = readdirSync(join(out, '.grade/verdicts')).map(
    (file) =>
      (JSON.parse(readFileSync(join(out, '.grade/verdicts', file), 'utf8')) as { verdict: Verdict }).verdict,
  );
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
  const hostileTopics = hostileOnes.length * COURSE.topicNames().length;
  const bound = (secondsOf(honestOnes) + hostileTopics * DEADLINE) / jobs;
  const longest = Math.max(...hostileOnes.map((one) => secondsOf([one])));
  console.log(
    [
      `${submissions} submissions, ${hostileOnes.length} of them hostile in all topics, ${jobs} at once: ${seconds.toFixed(0)} s`,
      `the bound is ${bound.toFixed(0)} s; the honest took ${secondsOf(honestOnes).toFixed(0)} s together, a hostile one ${longest.toFixed(0)} s at most`,
      'every honest submission has all points',
    ].join('\n'),
  );
  if (seconds > bound) throw new Error('that is beyond the bound');
}

/** An attack of the corpus in its topic, and in all others functions that last. */
function layDownHostile(i: number, at: string): void {
  COURSE.topicNames().forEach((topic, k) =>
    writeFileSync(join(at, `${topic}.ts`), lasting(topic, LASTING[(i + k) % LASTING.length], i)),
  );
  const attacks = Object.values(families)
    .flat()
    .filter(
      ({ make, files = {} }) =>
        make === undefined && Object.keys(files).every((path) => /^[\w-]+\.ts$/.test(path)),
    );
  layDown(attacks[(i * 7) % attacks.length], at);
}

/** No two are the same file: the grader judges the same file once. */
function honest(topic: TopicName, i: number): string {
  return `${readFileSync(COURSE.solution(topic), 'utf8')}\n// submission ${i}\n`;
}

function lasting(topic: TopicName, body: string, i: number): string {
  const functions = COURSE.exportsOf(topic).map((name) => `export function ${name}(): any { ${body} }\n`);
  return [...functions, `// submission ${i}\n`].join('');
}

function grade(args: string[]): void {
  const program = ['--require', TSX, '-C', 'solutions', 'tools/grade.ts'];
  const { status, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd: COURSE.root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the grader ended with status ${status}: ${stderr}`);
}
