// The process of one run that is compared, as the comparison sees it.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { EpochReport } from '#topics/12-training';

/** What a run tells while it trains. */
export interface RunNews {
  done?: number;
  loss?: number;
  epoch?: EpochReport;
}

/** What it tells in the end, unless all went well. */
export interface RunFailure {
  failure: string;
  /** The training got lost, as it would again. */
  diverged: boolean;
}

export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export interface RunningProcess {
  /** `undefined` where all went well, or the run was asked to stop. */
  ended: Promise<RunFailure | undefined>;
  /** Saves and stops. */
  stop: (signal: StopSignal) => void;
  kill: () => void;
}

/** Starts a run with these arguments; it is ended with this process, whatever happens. */
export function startComparedRun(args: string[], hear: (news: RunNews) => void): RunningProcess {
  const child = fork(join(__dirname, 'compared-run.ts'), args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let failure: RunFailure | undefined;
  let stderr = '';
  let isStopped = false;
  child.stderr!.on('data', (text: Buffer) => (stderr = (stderr + text.toString()).slice(-2000)));
  child.on('message', (told: RunNews | RunFailure) => {
    if ('failure' in told) failure = told;
    else hear(told);
  });
  const ended = new Promise<RunFailure | undefined>((done) => {
    child.once('error', (error) => done({ failure: error.message, diverged: false }));
    child.once('close', (status, signal) => {
      if (status === 0 || isStopped) return done(failure);
      const how = signal === null ? `exit status ${status}` : `by ${signal}`;
      const said = stderr.trim() === '' ? '' : `: ${stderr.trim()}`;
      done(failure ?? { failure: `its process ended early (${how})${said}`, diverged: false });
    });
  });
  return {
    ended,
    stop: (signal) => {
      if (isStopped) return; // a second time, it would stop without saving
      isStopped = true;
      if (child.connected) child.send(signal);
    },
    kill: () => child.kill('SIGKILL'),
  };
}
