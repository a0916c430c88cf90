// The process in which suites run, kept warm between runs. Started and watched by judge.ts, which talks to it in messages.
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openCourse } from '#engine/course/course';
import type { SuiteOutcome } from '#engine/runner/outcome';
import { setting } from '#engine/suite/platform';
import { DIAGNOSIS_TIME_LIMIT, LOADING_TIME_LIMIT, TEST_TIME_LIMIT } from './limits';
import { runSuite, type SuiteRequest } from './suites';

/** A test begins: if it never ends, this is where. */
export interface TestStart {
  kind: 'testStart';
  block: string;
  sentence: string;
}

/** The types of the student's file begin to be checked, or are. */
export interface TypeCheck {
  kind: 'typeCheck';
  underWay: boolean;
}

/** What the worker tells. `memory` is what it holds, in bytes; a failure is one of the course, not of the answer. */
export type WorkerMessage =
  | { kind: 'begins' } // the request has come, and nothing of the answer has run yet
  | TestStart
  | TypeCheck
  | { kind: 'testEnd' }
  | { kind: 'outcome'; outcome: SuiteOutcome; memory: number }
  | { kind: 'failure'; stack: string };

const course = openCourse(process.argv[2]);

const watched = new Int32Array(new SharedArrayBuffer(8)); // which step is under way, and its limit
new Worker(resolve(__dirname, 'watchdog.cjs'), { workerData: watched, execArgv: [] }).unref();

/** Tells the watchdog that something new begins, and how long it may take; 0 for no limit. */
function begin(limit: number): void {
  Atomics.store(watched, 1, limit);
  Atomics.add(watched, 0, 1);
}

/** With several seeds in each test, as in `npm run soak`, that is several tests. */
const testTimeLimit = TEST_TIME_LIMIT * Number(setting('SEEDS_PER_RUN') ?? 1);

const send = (message: WorkerMessage): boolean => process.send!(message);

// engine/jest/transform.cjs
(process as NodeJS.EventEmitter).on('gradient-dojo.types', (underWay: boolean) =>
  send({ kind: 'typeCheck', underWay }),
);

process.on('message', async (request: SuiteRequest) => {
  send({ kind: 'begins' });
  begin(LOADING_TIME_LIMIT);
  try {
    const onTestStart = (block: string, sentence: string): void => {
      begin(testTimeLimit);
      send({ kind: 'testStart', block, sentence });
    };
    const onTestEnd = (): void => {
      begin(DIAGNOSIS_TIME_LIMIT); // if nothing else follows
      send({ kind: 'testEnd' });
    };
    const outcome = await runSuite(course, request, onTestStart, onTestEnd);
    send({ kind: 'outcome', outcome, memory: process.memoryUsage.rss() });
  } catch (error) {
    send({ kind: 'failure', stack: (error as Error).stack ?? String(error) });
  } finally {
    begin(0);
  }
});
// A promise that nobody waits for is told where it is returned, and does not end the suite.
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit());
