// Programs that watch a student's file, and how long each takes from a save to its verdict.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf, type TopicName } from '../../../engine/course/course';
import type { CourseCopy } from '../../../test/tools/support/course-copy';
import { openTerminal, type Terminal } from '../../../test/tools/support/terminal';
import { COURSE } from '../../../tools/shared/this-course';

/** A way of watching: how it is started on a topic, and what its screen says when a verdict is there. */
export interface Watcher {
  name: string;
  args: (topic: TopicName) => string[];
  verdict: string;
}

export const VITEST = join(COURSE.root, 'dev/bench/node_modules/vitest/vitest.mjs');

export const WATCHERS: Watcher[] = [
  {
    name: 'npm start',
    args: () => ['tools/launch.mjs', 'learn', '--lang', 'en', '--plain'],
    verdict: 'laws hold',
  },
  {
    name: 'vitest --watch',
    args: (topic) => [
      VITEST,
      '--watch',
      '--config',
      join(COURSE.root, 'dev/bench/feedback/vitest.config.mjs'),
      `test/${topic}.test.ts`,
    ],
    verdict: 'Waiting for file changes',
  },
  {
    name: 'jest --watch',
    args: (topic) => [
      join(COURSE.root, 'node_modules/jest/bin/jest.js'),
      '--watchAll',
      '--selectProjects=exercises',
      `--testPathPatterns=^test/${topic}`,
    ],
    verdict: 'Ran all test suites',
  },
];

/** What the course's own learners use. */
export const [LOOP] = WATCHERS;

/** What was measured of one watcher on one topic, in milliseconds. */
export interface Measured {
  first: number; // from the start to the first verdict
  median: number; // from a save to its verdict
  typeError?: number; // from a save with a type error to its being shown; of the loop only, since vitest does not look for them
}

/** Starts a watcher on a right answer, saves it again and again, and waits for the verdict each time. */
export async function measure(
  watcher: Watcher,
  topic: TopicName,
  course: CourseCopy,
  saves: number,
): Promise<Measured> {
  const file = join(course.folder, 'exercises', `${topic}.ts`);
  const answer = readFileSync(COURSE.solution(topic), 'utf8');
  // jest and vitest run the student's earlier topics, too; the loop would first check what is written of all others.
  fillIn(course, watcher === LOOP ? [topic] : COURSE.topicNames());
  if (watcher === LOOP) await end(await startOn(topic, watcher, course)); // fills the caches, as on a student's second day
  const started = performance.now();
  const terminal = await startOn(topic, watcher, course);
  const first = performance.now() - started;
  try {
    await settled(terminal, watcher); // some run once more for the files that were there

    const medianWait = async (text: string, verdict: string): Promise<number> => {
      const waits: number[] = [];
      for (let save = 0; save < saves; save++) {
        await new Promise((resolve) => setTimeout(resolve, 300)); // the student thinks
        const saved = performance.now();
        writeFileSync(file, `${text}\n// save ${save}\n`);
        await terminal.waitFor(verdict);
        waits.push(performance.now() - saved);
      }
      return medianOf(waits);
    };
    const median = await medianWait(answer, watcher.verdict);
    if (watcher !== LOOP) return { first, median };
    const wrong = `${answer}\nexport const wrong: number = 'text';\n`;
    return { first, median, typeError: await medianWait(wrong, `at exercises/${topic}.ts`) };
  } finally {
    await end(terminal);
  }
}

/** Starts a watcher, and waits for its first verdict on a topic. */
async function startOn(topic: TopicName, watcher: Watcher, course: CourseCopy): Promise<Terminal> {
  // The loop begins at the first topic again. What it had started may write for a moment longer than it lives.
  rmSync(join(course.folder, '.dojo'), { recursive: true, force: true, maxRetries: 10 });
  const terminal = openTerminal(course.folder, watcher.args(topic), { COURSE: course.folder });
  try {
    if (watcher === LOOP) await moveTo(terminal, topic);
    await terminal.waitFor(watcher.verdict);
    return terminal;
  } catch (error) {
    await end(terminal);
    throw error;
  }
}

/** What is ended writes no more: the next one begins in the same folder. */
async function end(terminal: Terminal): Promise<void> {
  terminal.kill();
  await terminal.waitForExit();
}

/** Waits until a watcher has been quiet for three seconds. */
async function settled(terminal: Terminal, { verdict }: Watcher): Promise<void> {
  while (await terminal.shows(verdict, 3_000));
}

/** Types `n` until the loop shows the topic. */
async function moveTo(terminal: Terminal, topic: TopicName): Promise<void> {
  for (const passed of COURSE.topicNames()) {
    if (passed === topic) return;
    await terminal.waitFor(`${numberOf(passed)} · `);
    terminal.type('n\r');
  }
}

function fillIn({ folder }: CourseCopy, finished: TopicName[]): void {
  for (const topic of COURSE.topicNames()) {
    const file = finished.includes(topic) ? COURSE.solution(topic) : COURSE.exercise(topic);
    writeFileSync(join(folder, 'exercises', `${topic}.ts`), readFileSync(file));
  }
}

export function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}
