// Runs suites in a process of their own and watches it: an answer that never returns is stopped, and said to be one.
import { fork, type ChildProcess } from 'node:child_process';
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
import { TSX } from './tsx';

/** A warm process that runs one suite after another. Close it when done. */
export class Judge {
  private worker: ChildProcess | undefined;

  constructor(private readonly course: Course) {}

  /** Runs a suite. If the answer never returns or ends the process, that is the outcome. */
  run(asked: SuiteRequest): Promise<SuiteOutcome> {
    const request = { ...asked, seed: asked.seed ?? drawSeed() }; // known also when the process doesn't live to tell it
    const worker = (this.worker ??= startWorker(this.course));
    return new Promise((resolveOutcome, reject) => {
      let current: TestStart | 'types' | undefined; // none while the file is loaded, and after each test
      let isDiagnosing = false; // if nothing else follows
      let lastSign = Date.now();
      const waitForSign = (): NodeJS.Timeout =>
        setTimeout(() => worker.kill('SIGKILL'), SILENCE_LIMIT).unref(); // a closed judge keeps nobody waiting
      let patience = waitForSign();

      const onMessage = (message: WorkerMessage): void => {
        clearTimeout(patience);
        if (message.kind === 'testStart' || message.kind === 'testEnd' || message.kind === 'typeCheck') {
          if (message.kind === 'testStart') current = message;
          else current = message.kind === 'typeCheck' && message.underWay ? 'types' : undefined;
          isDiagnosing = message.kind === 'testEnd';
          lastSign = Date.now();
          patience = waitForSign();
          return;
        }
        worker.removeAllListeners();
        if (message.kind === 'failure') return reject(new Error(message.stack));
        if (message.memory > MEMORY_LIMIT) this.replaceWorker();
        resolveOutcome(message.outcome);
      };
      worker.on('message', onMessage);
      worker.on('exit', (_code, signal) => {
        clearTimeout(patience);
        this.worker = undefined;
        if (isDiagnosing && request.diagnosis !== false) {
          // What the tests have found must not get lost with the search for its name.
          return resolveOutcome(this.run({ ...request, diagnosis: false }));
        }
        // The watchdog kills the process without a word; whatever ends it in another way was the answer's own doing. Windows knows no
        // signals: there, whoever ends it sooner than the watchdog could has done so on purpose.
        const killed =
          platform() === 'win32' ? Date.now() - lastSign >= TEST_TIME_LIMIT : signal === 'SIGKILL';
        resolveOutcome(cutShort(request, current, killed));
      });
      worker.send(request);
    });
  }

  private replaceWorker(): void {
    this.close();
    this.worker = startWorker(this.course); // at once, so that it is warm when it is needed
  }

  /** Ends the process. */
  close(): void {
    this.worker?.removeAllListeners();
    this.worker?.kill();
    this.worker = undefined;
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

function startWorker(course: Course): ChildProcess {
  return fork(resolve(__dirname, 'judge-worker.ts'), [course.root], {
    // Suites leave much behind that is short-lived: with more room for it, less time goes into clearing up.
    execArgv: ['--max-semi-space-size=32', '--import', TSX, '-C', 'solutions'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The outcome when the process did not live to tell it. */
function cutShort(
  request: SuiteRequest,
  current: TestStart | 'types' | undefined,
  endless: boolean,
): SuiteOutcome {
  const { topic, seed = 0 } = request;
  if (current === undefined || current === 'types') {
    const whatDidNotEnd = current === 'types' ? TYPES_DID_NOT_END : LOADING_DID_NOT_END;
    return { topic, seed, tests: [], crash: endless ? whatDidNotEnd : LOADING_ENDED_THE_PROCESS };
  }
  const said = endless ? didNotEnd(TEST_TIME_LIMIT) : ENDED_THE_PROCESS;
  const { block, sentence } = current;
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
