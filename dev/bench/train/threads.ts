// The processor time of each thread of this process. Where other programs use the machine as well, the clock says little; the time of the
// busiest thread is what the clock would say if every thread had a processor of its own.
import { readdirSync, readFileSync } from 'node:fs';

const TASKS = '/proc/self/task';

/** Seconds by thread; nothing where the system does not tell, which is everywhere but on Linux. */
export function threadTimes(): Map<string, number> {
  if (process.platform !== 'linux') return new Map();
  const times = new Map<string, number>();
  for (const thread of readdirSync(TASKS)) {
    const [nanoseconds] = readFileSync(`${TASKS}/${thread}/schedstat`, 'utf8').split(' ');
    times.set(thread, Number(nanoseconds) / 1e9);
  }
  return times;
}

/** What each thread took since then, the busiest first. */
export function threadTimesSince(start: Map<string, number>): number[] {
  const seconds = [...threadTimes()].map(([thread, end]) => end - (start.get(thread) ?? 0));
  return seconds.sort((a, b) => b - a);
}
