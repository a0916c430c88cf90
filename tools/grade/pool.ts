// As many judging processes as there are processors. One that fails or hangs is replaced, and its work is done once more.
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE } from './line';
import type { Files, Finding, Rules } from './judge';
import type { FromWorker, ToWorker } from './judge-worker';

/** A process is replaced when it has grown larger than this: jest keeps something of each run. */
const LARGEST_PROCESS = 2 ** 30;

const ATTEMPTS = 2;

interface Job {
  files: Files;
  attempts: number;
  resolve(findings: Finding[]): void;
  reject(error: Error): void;
}

export class JudgePool {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
  private readonly waiting: Job[] = [];
  private readonly workers = new Set<ChildProcess>();
  private readonly idle: ChildProcess[] = [];
  private started = 0;

  constructor(
    private readonly rules: Rules,
    private readonly size: number,
  ) {}

  /** @throws Error when the grader fails at it, and fails again: that is no statement about the files */
  judge(files: Files): Promise<Finding[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ files, attempts: 0, resolve, reject });
      this.next();
    });
  }

  close(): void {
    for (const worker of this.workers) worker.removeAllListeners().kill('SIGKILL');
    this.workers.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const worker = this.idle.pop() ?? (this.workers.size < this.size ? this.start() : undefined);
    if (worker !== undefined) this.give(worker, this.waiting.shift()!);
  }

  private give(worker: ChildProcess, job: Job): void {
    job.attempts++;
    let problem = 'the judging process ended';
    const watchdog = setTimeout(() => {
      problem = 'the judging process did not come to an end';
      worker.kill('SIGKILL');
    }, this.longestFor(job.files));

    const done = (): void => {
      clearTimeout(watchdog);
      worker.removeAllListeners('message').removeAllListeners('exit');
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failure') {
        problem = message.stack;
        worker.kill('SIGKILL');
        return;
      }
      done();
      if (message.memory > LARGEST_PROCESS) this.discard(worker);
      else this.idle.push(worker);
      job.resolve(message.findings);
      this.next();
    });
    worker.on('exit', () => {
      done();
      this.discard(worker);
      if (job.attempts < ATTEMPTS) this.waiting.unshift(job);
      else job.reject(new Error(problem));
      this.next();
    });
    send(worker, { kind: 'judge', files: job.files });
  }

  /** More than all time limits together. */
  private longestFor(files: Files): number {
    return 120_000 + 2 * PATIENCE * this.rules.time.topic * Object.keys(files).length;
  }

  private start(): ChildProcess {
    const worker = fork(join(__dirname, 'judge-worker.ts'), {
      // Suites leave much behind that is short-lived: with more room for it, less time goes into clearing up.
      execArgv: ['--max-semi-space-size=64', '--import', 'tsx', '-C', 'solutions'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const folder = join(this.folder, `judge-${this.started++}`);
    mkdirSync(folder, { mode: 0o700 });
    if (this.rules.confinement === 'user') chmodSync(this.folder, 0o711);
    send(worker, { kind: 'rules', rules: this.rules, folder });
    this.workers.add(worker);
    return worker;
  }

  private discard(worker: ChildProcess): void {
    worker.kill('SIGKILL');
    this.workers.delete(worker);
  }
}

function send(worker: ChildProcess, message: ToWorker): void {
  worker.send(message, () => {}); // when it has ended already, its exit says so
}
