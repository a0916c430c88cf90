// As many judging processes as there are processors. One that fails or hangs is replaced, and its work is done once more.
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Caretaker } from '../sandbox/caretaker';
import { WALL_CLOCK_FACTOR } from './guest-channel';
import type { Course, TopicName } from '#engine/course/course';
import { WorkerProcess } from '../../shared/worker-process';
import { atTheEnd, temporaryFolder } from '../sandbox/temporary';
import { endTree } from '../sandbox/process-tree.cjs';
import { WaitingTime } from '../sandbox/waiting-time';
import type { Files, JudgedTopic, Helpers, How, GradingOptions } from './judge';
import type { FromWorker, ToWorker } from './judge-worker';

/** A process is replaced when it has grown larger than this: jest keeps something of each run. */
const LARGEST_PROCESS = 2 ** 30;

const ATTEMPTS = 2;

/** Milliseconds that the judge itself may take for a topic, on a busy machine; as a rule it takes one second. */
const JUDGES_OWN_TIME = 60_000;

/** So often a topic has that time, where the judge or the student's code waited for a processor for more than a third of it. */
const ROUNDS_ON_A_BUSY_MACHINE = 3;

/** So often it is looked at who waits for a processor: the student's process may end before the round does. */
const LOOKS_IN_A_ROUND = 30;

type Worker = WorkerProcess<ToWorker, FromWorker>;

interface Job {
  files: Files;
  helpers?: Helpers;
  how?: How;
  attempts: number;
  /** Its one topic has been late before, on a busy machine. */
  wasLate?: boolean;
  resolve(findings: JudgedTopic[]): void;
  reject(error: Error): void;
}

/** A topic whose time is over, and whether that was for want of a processor. */
interface Late {
  topic: TopicName;
  isBusy: boolean;
}

export class JudgePool {
  private readonly folder = temporaryFolder('gradient-dojo-');
  /** What looks at types has its files here. */
  readonly folderOfTypes = join(this.folder.path, 'types');
  /** Clears up when this process is killed. */
  readonly caretaker = new Caretaker(this.folder.path);

  private readonly waiting: Job[] = [];
  private readonly workers = new Set<Worker>();
  private readonly idle: Worker[] = [];
  private started = 0;

  constructor(
    private readonly course: Course,
    private readonly rules: GradingOptions,
    private readonly size: number,
  ) {}

  /**
   * Judges the files. The time of each topic is kept here, on the clock, where no student's code can delay it: a topic that is not done
   * then is the student's account, and the others are judged each by itself. Where the machine is too busy, it is tried once more,
   * and then not graded.
   *
   * @throws Error when the grader fails at it, and fails again: that is no statement about the files
   */
  judge(files: Files, helpers?: Helpers, how?: How): Promise<JudgedTopic[]> {
    return this.add({ files, helpers, how, attempts: 0 });
  }

  private add(job: Omit<Job, 'resolve' | 'reject'>): Promise<JudgedTopic[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...job, resolve, reject });
      this.next();
    });
  }

  /** Ends all processes, and removes what they needed. It is done in any case when this process ends. */
  readonly close = atTheEnd(() => {
    for (const worker of this.workers) {
      worker.rest();
      worker.end();
    }
    this.workers.clear();
    this.folder.remove();
    this.caretaker.dismiss();
  });

  private next(): void {
    if (this.waiting.length === 0) return;
    const worker = this.idleWorker() ?? (this.workers.size < this.size ? this.start() : undefined);
    if (worker !== undefined) this.give(worker, this.waiting.shift()!);
  }

  /** One that waits for work, and was not killed meanwhile. */
  private idleWorker(): Worker | undefined {
    const worker = this.idle.pop();
    if (worker?.hasEnded !== true) return worker;
    this.workers.delete(worker);
    return this.idleWorker();
  }

  private give(worker: Worker, job: Job): void {
    job.attempts++;
    let problem = 'the judging process ended';
    let late: Late | undefined;
    const onTopic = (topic: TopicName): void => {
      const waiting = new WaitingTime(worker.pid ?? 0);
      let left = ROUNDS_ON_A_BUSY_MACHINE;
      let looks = 0;
      const isLate = (): void => {
        const isBusy = waiting.taken() > this.longestForTopic / 3;
        if (isBusy && --left > 0) return goOn();
        late = { topic, isBusy };
        worker.end();
      };
      const look = (): void => {
        waiting.look();
        if (++looks % LOOKS_IN_A_ROUND === 0) isLate();
        else goOn();
      };
      const goOn = (): void => worker.awaitFor(this.longestForTopic / LOOKS_IN_A_ROUND, look);
      goOn();
    };

    worker.listen({
      onMessage: (message) => {
        if (message.kind === 'topic') return onTopic(message.topic);
        if (message.kind === 'failure') {
          problem = message.stack;
          return worker.end();
        }
        worker.rest();
        if (message.memory > LARGEST_PROCESS) this.discard(worker);
        else this.idle.push(worker);
        job.resolve(message.findings);
        this.next();
      },
      onExit: () => {
        this.discard(worker);
        if (late !== undefined) this.goOnWithout(late, job);
        else if (job.attempts < ATTEMPTS) this.waiting.unshift(job);
        else job.reject(new Error(problem));
        this.next();
      },
    });
    worker.awaitFor(this.longestFor(job.files), () => {
      problem = 'the judging process never finished';
      worker.end();
    });
    worker.tell({ kind: 'judge', files: job.files, helpers: job.helpers, how: job.how });
  }

  /** One topic took too long. What was found out about the others is lost with the process; each gets one of its own now. */
  private goOnWithout(late: Late, job: Job): void {
    const alone = (topic: TopicName): Promise<JudgedTopic[]> =>
      this.add({ ...job, files: { [topic]: job.files[topic] }, attempts: 0 });
    const others = Object.keys(job.files).filter((topic) => topic !== late.topic);
    const again = late.isBusy && !job.wasLate;
    const found = again
      ? this.add({ ...job, files: { [late.topic]: job.files[late.topic] }, attempts: 0, wasLate: true })
      : Promise.resolve([this.findingOnLate(late)]);
    Promise.all([found, ...others.map(alone)])
      .then((findings) => findings.flat().sort((a, b) => a.topic.localeCompare(b.topic)))
      .then(job.resolve, job.reject);
  }

  /** A right answer is late as well where there is no processor for it. */
  private findingOnLate({ topic, isBusy }: Late): JudgedTopic {
    const seconds = this.longestForTopic / 1000;
    const base = { topic, tests: [], crashed: true, seconds };
    if (isBusy) return { ...base, failure: 'the machine was too busy to grade this file' };
    return {
      ...base,
      crash: `judging this file took more than ${seconds} seconds on the clock, and was given up`,
    };
  }

  /** Milliseconds on the clock. */
  private get longestForTopic(): number {
    return WALL_CLOCK_FACTOR * this.rules.time.topic + JUDGES_OWN_TIME;
  }

  /** Until the first topic begins, and in a process that says nothing. */
  private longestFor(files: Files): number {
    return 120_000 + 2 * WALL_CLOCK_FACTOR * this.rules.time.topic * Object.keys(files).length;
  }

  private start(): Worker {
    const worker: Worker = new WorkerProcess(join(__dirname, 'judge-worker.ts'), {
      youngSpace: 64,
      sharesProcessors: true,
      kill: end,
    });
    this.caretaker.watch(worker.child);
    const folder = join(this.folder.path, `judge-${this.started++}`);
    mkdirSync(folder, { mode: 0o700 });
    if (this.rules.confinement === 'user') chmodSync(this.folder.path, 0o711);
    worker.tell({ kind: 'rules', course: this.course.root, rules: this.rules, folder });
    this.workers.add(worker);
    return worker;
  }

  private discard(worker: Worker): void {
    worker.end();
    this.workers.delete(worker);
  }
}

/** Ends a judging process, and the student's with it. */
function end(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) endTree(child.pid);
  child.kill('SIGKILL');
}
