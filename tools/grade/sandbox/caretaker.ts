// What the grader tells the process that clears up after it (see caretaker-process.cjs).
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';

export class Caretaker {
  private readonly process: ChildProcess;

  /** @param folder to be removed when this process was killed */
  constructor(folder: string) {
    this.process = spawn(process.execPath, [join(__dirname, 'caretaker-process.cjs'), folder], {
      detached: true, // Ctrl-C in a terminal reaches only the grader
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    // Without it, a grader that is killed leaves its folder: no reason not to grade.
    this.process.on('error', () => {}).unref();
    this.process.stdin!.on('error', () => {});
    (this.process.stdin as Socket).unref();
  }

  /** Ends the process with all that it has started, when this one was killed. */
  watch(child: ChildProcess): void {
    const { pid } = child;
    if (pid === undefined) return;
    this.say(`started ${pid}`);
    child.once('exit', () => this.say(`ended ${pid}`));
  }

  /** All has been cleared up. */
  dismiss(): void {
    this.say('done');
    this.process.stdin!.end();
  }

  private say(line: string): void {
    if (this.process.stdin!.writable) this.process.stdin!.write(`${line}\n`);
  }
}
