// Starts the grader, and reads what it has written.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfinementKind, whyUnavailable } from '../../../tools/grade/sandbox/confinement';
import { ROOT } from './course';
import { type Ended, runProgram, runTypeScript, TYPESCRIPT } from './processes';

/** A submission's results.json. */
export interface Graded {
  tests?: { name: string; score: number; output: string; status: string }[];
  extra_data: {
    topics: { topic: string; state: string; points: number; possible: number; reason?: string }[];
  };
}

const PROGRAM = 'tools/grade.ts';

/** How students' code can be confined on this machine, and why not by bubblewrap. */
export function confinementHere(): { kind: ConfinementKind; obstacle: string | undefined } {
  const obstacle = whyUnavailable('bubblewrap');
  if (obstacle === undefined) return { kind: 'bubblewrap', obstacle };
  return { kind: whyUnavailable('user') === undefined ? 'user' : 'none', obstacle };
}

export function confinementArguments(kind: ConfinementKind): string[] {
  return kind === 'none' ? ['--unsafe'] : ['--confinement', kind];
}

/** Runs the grader to its end. */
export function grade(args: string[], env?: NodeJS.ProcessEnv): Ended {
  return runTypeScript([PROGRAM, ...args], { env });
}

/** Starts the grader, to be killed. */
export function startGrading(args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [...TYPESCRIPT, PROGRAM, ...args], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, ...environment },
  });
}

export function gradedOf(out: string, name: string): Graded {
  return JSON.parse(readFileSync(join(out, 'submissions', name, 'results.json'), 'utf8')) as Graded;
}

interface Process {
  id: number;
  parent: number;
  command: string;
}

/** The command lines of orphaned processes that run students' code: other graders and tests may be at work on this machine. */
export function guestProcesses(): string[] {
  const all = processes();
  const belongsToSomebody = ({ parent }: Process): boolean => {
    const found = all.find(({ id }) => id === parent);
    return (
      found !== undefined &&
      (/tools\/grade\.ts|jest|dev\/proof|dev\/bench/.test(found.command) || belongsToSomebody(found))
    );
  };
  return all
    .filter((process) => process.command.includes('guest.cjs') && !belongsToSomebody(process))
    .map(({ command }) => command);
}

/** The command lines of processes that run students' code for this grader. */
export function runningUnder(grader: number): string[] {
  const all = processes();
  const isUnder = ({ parent }: Process): boolean =>
    parent === grader || all.some((process) => process.id === parent && isUnder(process));
  return all
    .filter((process) => process.command.includes('guest.cjs') && isUnder(process))
    .map(({ command }) => command);
}

function processes(): Process[] {
  return existsSync('/proc')
    ? readdirSync('/proc').filter(isWholeNumber).flatMap(processOf)
    : processesByPs();
}

function isWholeNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function processOf(id: string): Process[] {
  try {
    const [command, status] = ['cmdline', 'stat'].map((file) => readFileSync(`/proc/${id}/${file}`, 'utf8'));
    const [, parent] = /\) \S (\d+) [^)]*$/.exec(status)!; // "17 (a name) S 1 …", where a name may be anything
    return [{ id: Number(id), parent: Number(parent), command: command.replaceAll('\0', ' ') }];
  } catch {
    return []; // it has just ended
  }
}

/** Where there is no /proc. */
function processesByPs(): Process[] {
  const { out } = runProgram('ps', ['-axo', 'pid=,ppid=,args=']);
  return [...out.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)].map(([, id, parent, command]) => ({
    id: Number(id),
    parent: Number(parent),
    command,
  }));
}
