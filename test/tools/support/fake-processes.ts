// Processes that only seem to be started: what they are told is kept, and the test says what they answer.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';

/** Ends when it is killed. */
export class FakeProcess extends EventEmitter {
  readonly received: Record<string, unknown>[] = [];
  /** With what it was killed first. */
  signal: string | undefined;
  exitCode: number | null = null;
  signalCode: string | null = null;

  send(message: Record<string, unknown>, done = (): void => {}): void {
    this.received.push(message);
    done();
  }

  kill(signal = 'SIGTERM'): void {
    this.signal ??= signal;
    this.emit('exit', null, signal);
  }

  /** Ends by itself, with this exit status. */
  ends(code: number): void {
    this.emit('exit', code, null);
  }

  says(kind: string, more: object = {}): void {
    this.emit('message', { kind, ...more });
  }
}

/** From now on each `fork` starts a fake one; `started` lists them in order. */
export function fakeProcesses(): {
  fork: jest.SpiedFunction<typeof childProcess.fork>;
  started: FakeProcess[];
} {
  const started: FakeProcess[] = [];
  const fork = jest.spyOn(childProcess, 'fork').mockImplementation(() => {
    started.push(new FakeProcess());
    return started.at(-1) as never;
  });
  return { fork, started };
}
