// Starts the grader, and reads what it has written.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfinementKind, obstacleTo } from '../../../tools/grade/confinement';
import { ROOT } from '../../../tools/shared/topics';

/** A submission's results.json. */
export interface Graded {
  tests?: { name: string; score: number; output: string; status: string }[];
  extra_data: {
    topics: { topic: string; state: string; points: number; possible: number; reason?: string }[];
  };
}

const PROGRAM = ['--import', 'tsx', '-C', 'solutions', 'tools/grade.ts'];
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };

/** How students' code can be confined on this machine, and why not by bubblewrap. */
export function confinementHere(): { kind: ConfinementKind; obstacle: string | undefined } {
  const obstacle = obstacleTo('bubblewrap');
  if (obstacle === undefined) return { kind: 'bubblewrap', obstacle };
  return { kind: obstacleTo('user') === undefined ? 'user' : 'none', obstacle };
}

export function confinementArguments(kind: ConfinementKind): string[] {
  return kind === 'none' ? ['--unsafe'] : ['--confinement', kind];
}

/** Runs the grader to its end. */
export function grade(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...PROGRAM, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...env, ...environment },
  });
  return { status, out: stdout, error: stderr };
}

/** Starts the grader, to be killed. */
export function startGrading(args: string[]): ChildProcess {
  return spawn(process.execPath, [...PROGRAM, ...args], { cwd: ROOT, stdio: 'ignore', env });
}

export function gradedOf(out: string, name: string): Graded {
  return JSON.parse(readFileSync(join(out, 'submissions', name, 'results.json'), 'utf8')) as Graded;
}

/** The command lines of processes that run students' code. */
export function accusedProcesses(): string[] {
  return commandLines().filter((line) => line.includes('accused.cjs'));
}

function commandLines(): string[] {
  if (!existsSync('/proc')) return spawnSync('ps', ['-axo', 'args'], { encoding: 'utf8' }).stdout.split('\n');
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return readFileSync(`/proc/${Number(pid)}/cmdline`, 'utf8');
    } catch {
      return []; // no process, or one that has just ended
    }
  });
}
