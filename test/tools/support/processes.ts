// Programs that a test runs to their end, and what they said: in English and without color, whatever terminal the tests run in.
import { spawnSync } from 'node:child_process';
import { ROOT } from './course';

/** How a program ended. */
export interface Ended {
  status: number | null;
  /** What it printed. */
  out: string;
  /** What it said on the side, where errors are. */
  error: string;
}

export interface ProcessOptions {
  /** The folder that it runs in; the course by default. */
  cwd?: string;
  /** What differs from the environment of the tests. */
  env?: NodeJS.ProcessEnv;
  /** What it reads. */
  input?: string;
}

const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined, LC_ALL: 'en_US.UTF-8' };

/** Runs a program with arguments. */
export function runProgram(program: string, args: string[], options: ProcessOptions = {}): Ended {
  const { cwd = ROOT, input, env } = options;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...PLAIN, ...env },
  });
  if (error !== undefined) throw error; // it could not be started
  return { status, out: stdout, error: stderr };
}

/** Runs a command line as someone types it. */
export function runShell(command: string, options?: ProcessOptions): Ended {
  const [shell, argument] = process.platform === 'win32' ? ['cmd', '/c'] : ['sh', '-c'];
  return runProgram(shell, [argument, command], options);
}

/** Runs Node with arguments. */
export function runNode(args: string[], options?: ProcessOptions): Ended {
  return runProgram(process.execPath, args, options);
}

/** With these, Node runs TypeScript, and the topics are the solutions. */
export const TYPESCRIPT = ['--require', 'tsx/cjs', '-C', 'solutions'];

/** Runs a program of the course that is written in TypeScript; its topics are the solutions. */
export function runTypeScript(args: string[], options?: ProcessOptions): Ended {
  return runNode([...TYPESCRIPT, ...args], options);
}

/** Runs a command as `npm run` starts it: `runLaunched(['check', '01'])`. */
export function runLaunched(args: string[], options?: ProcessOptions): Ended {
  return runNode(['tools/launch.mjs', ...args], options);
}

/** All that a program said. */
export const allSaid = ({ out, error }: Ended): string => out + error;
