// Runs suites in a process of their own and watches it: an answer that never returns is stopped, and said to be one.
import { availableParallelism, platform } from 'node:os';
import { resolve } from 'node:path';
import type { Course } from '#engine/course/course';
import type { SuiteOutcome } from '#engine/runner/outcome';
import type { TestStart, WorkerMessage } from './judge-worker';
import {
  didNotEnd,
  ENDED_THE_PROCESS,
  LOADING_DID_NOT_END,
  LOADING_ENDED_THE_PROCESS,
  MEMORY_LIMIT,
  SILENCE_LIMIT,
  TEST_TIME_LIMIT,
  TYPES_DID_NOT_END,
} from './limits';
import { drawSeed, type SuiteRequest } from './suites';
import { WorkerProcess } from './worker-process';

type Worker = WorkerProcess<SuiteRequest, WorkerMessage>;

/** What a process was at when it ended: checking types, a test, the search for the mistake. */
interface UnderWay {
  test?: TestStart;
  isCheckingTypes?: boolean;
  isDiagnosing?: boolean;
}

/** A warm process that runs one suite after another. Close it when done. */
export class Judge {
  private worker: Worker | undefined;

  constructor(private readonly course: Course) {}

  /**
   * Runs a suite. If the answer never returns or ends the process, that is the outcome.
   *
   * @throws Error where the course itself fails, or no process can be started: that is no statement about the answer
   */
  run(asked: SuiteRequest): Promise<SuiteOutcome> {
    const request = { ...asked, seed: asked.seed ?? drawSeed() }; // known also when the process doesn't live to tell it
    if (this.worker?.hasEnded) this.worker = undefined;
    const worker = (this.worker ??= startWorker(this.course));
    return new Promise((resolveOutcome, reject) => {
      let underWay: UnderWay | undefined; // none until the process has taken the request
      let lastSign = Date.now();
      const waitForSign = (): void => worker.awaitFor(SILENCE_LIMIT, () => worker.child.kill('SIGKILL'));

      const onMessage = (message: WorkerMessage): void => {
        if (message.kind === 'outcome' || message.kind === 'failure') {
          worker.rest();
          if (message.kind === 'failure') return reject(new Error(message.stack));
          if (message.memory > MEMORY_LIMIT) this.replaceWorker();
          return resolveOutcome(message.outcome);
        }
        underWay = {
          test: message.kind === 'testStart' ? message : undefined,
          isCheckingTypes: message.kind === 'typeCheck' && message.underWay,
          isDiagnosing: message.kind === 'testEnd', // if nothing else follows
        };
        lastSign = Date.now();
        waitForSign();
      };
      const onExit = (status: number | null, signal: NodeJS.Signals | null): void => {
        this.worker = undefined;
        if (underWay === undefined) return reject(new JudgeNotStarted(signal ?? status));
        if (underWay.isDiagnosing && request.diagnosis !== false) {
          // What the tests have found must not get lost with the search for its name.
          return resolveOutcome(this.run({ ...request, diagnosis: false }));
        }
        // The watchdog kills the process without a word; whatever ends it in another way was the answer's own doing. Windows knows no
        // signals: there, whoever ends it sooner than the watchdog could has done so on purpose.
        const killed =
          platform() === 'win32' ? Date.now() - lastSign >= TEST_TIME_LIMIT : signal === 'SIGKILL';
        resolveOutcome(cutShort(request, underWay, killed));
      };
      worker.listen({ onMessage, onExit });
      waitForSign();
      worker.tell(request);
    });
  }

  private replaceWorker(): void {
    this.close();
    this.worker = startWorker(this.course); // at once, so that it is warm when it is needed
  }

  /** Ends the process. */
  close(): void {
    this.worker?.rest();
    this.worker?.end();
    this.worker = undefined;
  }
}

/** The process that runs suites ended before it took one: the student's file had no part in that. */
export class JudgeNotStarted extends Error {
  constructor(how: string | number | null) {
    super(
      `the process that checks your files ended before it could begin (${how ?? 'it could not be started'}): this is no fault of your code. ` +
        'Is there enough memory? If it happens again, run `npm ci`',
    );
  }
}

/** Works through a list with as many judges as there are processors, in order of the list. */
export async function judgeAll<Item>(
  course: Course,
  items: Item[],
  work: (judge: Judge, item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const workThrough = async (): Promise<void> => {
    const judge = new Judge(course);
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(judge, item);
    } finally {
      judge.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, workThrough));
}

function startWorker(course: Course): Worker {
  return new WorkerProcess(resolve(__dirname, 'judge-worker.ts'), {
    args: [course.root],
    youngSpace: 32,
    showsErrors: true,
  });
}

/** The outcome when the process did not live to tell it. */
function cutShort(
  request: SuiteRequest,
  { test, isCheckingTypes }: UnderWay,
  endless: boolean,
): SuiteOutcome {
  const { topic, seed = 0 } = request;
  if (test === undefined) {
    const whileLoading = endless ? LOADING_DID_NOT_END : LOADING_ENDED_THE_PROCESS;
    // While types are checked, no line of the file runs: the process ends when the compiler has no memory left.
    return { topic, seed, tests: [], crash: isCheckingTypes ? TYPES_DID_NOT_END : whileLoading };
  }
  const said = endless ? didNotEnd(TEST_TIME_LIMIT) : ENDED_THE_PROCESS;
  const { block, sentence } = test;
  return {
    topic,
    seed,
    cutShort: true,
    tests: [
      {
        block,
        sentence,
        status: 'failed',
        finding: { inputs: [], problem: { kind: 'stopped', said }, seed },
      },
    ],
  };
}
