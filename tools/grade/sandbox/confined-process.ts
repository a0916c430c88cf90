// One confined process: started, waited for, and ended with everything that it has started. All of that blocks, because the judge does.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, readSync } from 'node:fs';
import { pause } from '../../shared/pause';
import { type Command, STATUS_FD, withInputs } from './confinement';
import type { Fifos } from './fifos';
import { statFieldsOf } from './process-tree.cjs';

/** How long the kernel may take to clear up what was killed, in milliseconds. */
const CLEARING_UP = 2_000;

/** Whether the kernel says what its processes do. */
const HAS_PROC = existsSync('/proc/self/stat');

export class ConfinedProcess {
  private readonly child: ChildProcess;
  private readonly status: number | undefined;
  private statusText = '';
  /** The first process of the namespace: bubblewrap's own, which no code inside can end or stop. All others end with it. */
  private readonly first: number | undefined;

  /** @param stdio what the process finds at its file descriptors */
  constructor(command: Command, stdio: ('ignore' | number)[], fifos: Fifos) {
    const status = command.saysStatus ? fifos.open() : undefined;
    if (status !== undefined) stdio[STATUS_FD] = status.writeEnd;
    this.child = withInputs(command, stdio, () =>
      // A group of its own: Ctrl-C in a terminal reaches only the grader, which then ends this one.
      spawn(command.command, command.args, { stdio, cwd: '/', env: {}, detached: true }),
    );
    this.child.on('error', () => {}); // the pipe ends, too, and that is noticed
    if (status !== undefined) {
      closeSync(status.writeEnd);
      this.status = status.readEnd;
      this.readStatus();
      const [, first] = /"child-pid": (\d+)/.exec(this.statusText) ?? [];
      this.first = first === undefined ? undefined : Number(first);
    }
  }

  /** The process to kill, so that all others end with it. */
  get id(): number {
    return this.first ?? this.child.pid ?? 0;
  }

  /**
   * Waits until it has ended by itself, and kills it when it has not.
   *
   * @param patience milliseconds
   * @returns its exit code, 128 more than the number of the signal that ended it; `unknown` where the system does not say; `alive` if it
   *   had to be killed
   */
  waitForEnd(patience: number): number | 'unknown' | 'alive' {
    if (!HAS_PROC) {
      this.end();
      return 'unknown';
    }
    const ended = this.waitUntilEnded(patience);
    if (!ended) this.end();
    return ended ? this.exitCode() : 'alive';
  }

  /** Ends it, with all that it has started, and returns when nothing of it is left. */
  end(): void {
    if (this.hasBeenReaped) return;
    // Only while it is still a child of our child, so that no other process that has got its number is killed.
    if (this.first !== undefined && statOf(this.first)?.parent === this.child.pid) kill(this.first);
    else if (this.first === undefined) kill(-(this.child.pid ?? 0)); // its group
    if (this.first !== undefined && HAS_PROC) this.waitUntilEnded(CLEARING_UP); // bubblewrap ends when its namespace is empty
    this.child.kill('SIGKILL');
    if (HAS_PROC) this.waitUntilEnded(CLEARING_UP);
  }

  /** Gives back what it was watched with. */
  close(): void {
    if (this.status !== undefined) closeSync(this.status);
  }

  /** Node has taken note of its end; from then on its number can be another process's. */
  private get hasBeenReaped(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private waitUntilEnded(patience: number): boolean {
    for (let waited = 0; ; waited++) {
      if (this.hasBeenReaped || statOf(this.child.pid!)?.state === 'Z') return true;
      if (waited >= patience) return false;
      pause(1);
    }
  }

  private exitCode(): number | 'unknown' {
    if (this.status !== undefined) while (this.readStatus()); // it has ended, so this does, too
    const [, said] = /"exit-code": (\d+)/.exec(this.statusText) ?? [];
    if (said !== undefined) return Number(said);
    if (this.child.exitCode !== null) return this.child.exitCode;
    const wait = this.hasBeenReaped ? undefined : statOf(this.child.pid!)?.exit;
    if (wait === undefined) return 'unknown';
    const signal = wait & 0x7f;
    return signal === 0 ? wait >> 8 : 128 + signal;
  }

  /** Reads on in what bubblewrap says of the process; false at the end. */
  private readStatus(): boolean {
    const bytes = Buffer.alloc(4096);
    const count = readSync(this.status!, bytes, 0, bytes.length, null);
    this.statusText += bytes.toString('latin1', 0, count);
    return count > 0;
  }
}

interface Stat {
  state: string;
  parent: number;
  /** As wait(2) returns it. */
  exit: number;
}

/** What the kernel says of a process; undefined if there is none. */
function statOf(id: number): Stat | undefined {
  const fields = statFieldsOf(id);
  if (fields.length === 0) return undefined;
  return { state: fields[0], parent: Number(fields[1]), exit: Number(fields[49]) };
}

function kill(id: number): void {
  if (id === 0) return; // that would be the judge's own group
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // it has ended
  }
}
