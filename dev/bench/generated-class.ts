// What the benchmarks of the grader share: right answers that differ, the grader on a class of them, and what it says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopicName } from '../../engine/course/course';
import { atTheEnd } from '../../tools/grade/sandbox/temporary';
import type { Verdict } from '../../tools/grade/score/verdict';
import { COURSE } from '../../tools/shared/this-course';
import { TSX } from '../../tools/shared/tsx';

/** The solution of a topic, for the i-th submission. No two are the same file: the grader judges the same file once. */
export function rightAnswer(topic: TopicName, i: number): string {
  return `${readFileSync(COURSE.solution(topic), 'utf8')}\n// submission ${i}\n`;
}

/**
 * Runs the grader. It ends when this process ends, however that happens.
 *
 * @returns seconds on the clock
 */
export async function grade(args: string[]): Promise<number> {
  const program = ['--require', TSX, '-C', 'solutions', 'tools/grade.ts'];
  const began = performance.now();
  const grader = spawn(process.execPath, [...program, ...args], {
    cwd: COURSE.root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = atTheEnd(() => grader.kill());
  let stderr = '';
  grader.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status, signal] = (await once(grader, 'close')) as [number | null, string | null];
  end();
  if (status !== 0) throw new Error(`the grader ended with ${signal ?? `status ${status}`}: ${stderr}`);
  return (performance.now() - began) / 1000;
}

/** Lets the grader learn the suites, which it does once for each version of the course, by a class that hands in nothing. */
export async function learnSuites(folder: string, how: string[]): Promise<void> {
  mkdirSync(join(folder, 'warm/nothing'), { recursive: true });
  await grade([join(folder, 'warm'), '--out', join(folder, 'warm-out'), ...how]);
}

/** What the grader keeps of each submission, to go on from there. */
export function verdictsIn(out: string): Verdict[] {
  const folder = join(out, '.grade/verdicts');
  return readdirSync(folder).map(
    (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { verdict: Verdict }).verdict,
  );
}
