// One grader at a time writes to a folder of reports. A second one would remove what the first has written: the drafts that it is about to
// rename, and the reports on submissions that are not its own.
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from '../../shared/atomic-write';
import { statFieldsOf } from '../sandbox/process-tree.cjs';
import { atTheEnd } from '../sandbox/temporary';

/**
 * Says to other graders that this process writes to the folder. That ends with the process, at the latest.
 *
 * @returns ends it now
 * @throws Error when another one does so already, as far as the system says
 */
export function claim(out: string): () => void {
  const path = join(out, '.grade/grader.json');
  const other = ownerIn(path);
  if (other !== undefined && other.host === hostname() && isAlive(other))
    throw new Error(
      `another grader (process ${other.pid}) is writing to ${out}: wait until it has ended, or give another --out`,
    );
  const own: Owner = { pid: process.pid, began: beginningOf(process.pid), host: hostname() };
  writeAtomically(path, JSON.stringify(own));
  return atTheEnd(() => rmSync(path, { force: true }));
}

interface Owner {
  pid: number;
  /** When that process began: later, the number can be another's. Not there where the system does not say. */
  began?: string;
  host: string;
}

function ownerIn(path: string): Owner | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) ?? undefined) as Owner | undefined;
  } catch {
    return undefined; // there is none, or half of it
  }
}

function isAlive({ pid, began }: Owner): boolean {
  return began !== undefined && began === beginningOf(pid);
}

function beginningOf(pid: number): string | undefined {
  return statFieldsOf(pid)[19];
}
