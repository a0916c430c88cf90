// Runs suites on the student's code in a worker, and watches it: code that never returns is stopped, and said to be such. A new worker is
// ready at once.
import type { SuiteOutcome } from '../../../engine/runner/outcome';
import type { Finding } from '../../../engine/suite/law';
import {
  DIAGNOSIS_TIME_LIMIT,
  didNotEnd,
  LOADING_DID_NOT_END,
  RAN_OUT_OF_MEMORY,
  TEST_TIME_LIMIT,
} from '../../../tools/shared/limits';
import { workersFrom } from '../../computing/own-worker';
import { afterProcessorTime } from '../../computing/patience';
import type { JudgeJob, JudgeMessage, JudgeRequest } from './messages';
import workerUrl from './judge-worker?worker&url';

const startWorker = workersFrom(workerUrl);

/** The page's own files didn't come. */
export class NotFetched extends Error {}

/** The judge was closed before it had found anything: nothing is known of the code. */
export class Closed extends Error {}

/** How long the worker may be busy when all is said: a promise of the student's code may keep it so. */
const REST_LIMIT = 2_000; // milliseconds

/** Until a fresh worker has fetched what it needs, over a slow line. */
const FETCHING_LIMIT = 60_000;

export interface Request {
  topic: string;
  files: Record<string, string>;
  /** Repeats a run; a fresh one by default. */
  seed?: number;
}

export class Judge {
  private worker?: Worker;
  private topic?: string;
  private turn: Promise<unknown> = Promise.resolve();
  /** Until nothing runs in the worker any more. */
  private rest: Promise<void> = Promise.resolve();
  private isClosed = false;
  /** Ends the waiting for the worker. */
  private leave?: () => void;

  /** Starts a worker and has it fetch all that it needs, so that the first check is a quick one. */
  warm(topic = this.topic): void {
    this.topic = topic;
    this.worker ??= startWorker('judge');
    if (topic !== undefined) this.worker.postMessage({ fetch: topic } satisfies JudgeRequest);
  }

  /**
   * Runs a suite; one after the other.
   *
   * @throws NotFetched if a file of the page did not come
   * @throws Closed if the judge is closed meanwhile
   */
  run({ topic, files, seed = Math.floor(Math.random() * 2 ** 31) }: Request): Promise<SuiteOutcome> {
    const job = { topic, files, seed, diagnosis: true };
    const outcome = this.turn.then(() => this.judge(job));
    this.turn = outcome.catch(() => undefined);
    return outcome;
  }

  /** Ends the worker, whatever it is busy with; there is no other one after it. */
  close(): void {
    this.isClosed = true;
    this.end();
    this.leave?.();
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private replace(): void {
    this.end();
    this.warm();
  }

  private async judge(job: JudgeJob): Promise<SuiteOutcome> {
    const { topic, seed } = job;
    await this.rest;
    if (this.isClosed) throw new Closed();
    const worker = (this.worker ??= startWorker('judge'));
    const { message, test } = await this.lastOf(worker, job);
    if (message === 'silent' || message === 'crashed') {
      this.replace();
      // What the tests have found must not get lost with the search for its name.
      if (test === 'diagnosis') return this.judge({ ...job, diagnosis: false });
      if (test === 'fetching') throw new NotFetched();
      const why = message === 'silent' ? didNotEnd(TEST_TIME_LIMIT) : RAN_OUT_OF_MEMORY;
      if (test === 'loading') {
        return { topic, seed, tests: [], crash: message === 'silent' ? LOADING_DID_NOT_END : why };
      }
      const finding: Finding = { inputs: [], problem: { kind: 'stopped', said: why }, seed };
      return { topic, seed, cutShort: true, tests: [{ ...test, status: 'failed', finding }] };
    }
    if (message.type === 'failed') {
      this.end(); // a module that was not fetched once is not asked for again by the same worker
      throw new NotFetched(message.message);
    }
    return message.outcome;
  }

  /** What the worker says at the end, or how it ended without a word; and what it was busy with. */
  private lastOf(
    worker: Worker,
    job: JudgeJob,
  ): Promise<{
    message: (JudgeMessage & { type: 'outcome' | 'failed' }) | 'silent' | 'crashed';
    test: { block: string; sentence: string } | 'fetching' | 'loading' | 'diagnosis';
  }> {
    return new Promise((done, failed) => {
      let test: { block: string; sentence: string } | 'fetching' | 'loading' | 'diagnosis' = 'fetching';
      const silent = (): void => done({ message: 'silent', test });
      const fetching = setTimeout(silent, FETCHING_LIMIT);
      let stop = (): void => clearTimeout(fetching);
      const wait = (limit: number): void => {
        stop();
        stop = afterProcessorTime(limit, silent);
      };
      this.leave = () => {
        stop();
        failed(new Closed());
      };
      worker.onerror = (event) => {
        event.preventDefault();
        stop();
        done({ message: 'crashed', test });
      };
      worker.onmessage = ({ data: message }: MessageEvent<JudgeMessage>) => {
        if (message.type === 'begins') {
          test = 'loading';
          wait(TEST_TIME_LIMIT);
        } else if (message.type === 'testStart') {
          test = { block: message.block, sentence: message.sentence };
          wait(TEST_TIME_LIMIT);
        } else if (message.type === 'testEnd') {
          test = 'diagnosis'; // if nothing else follows
          wait(DIAGNOSIS_TIME_LIMIT);
        } else if (message.type !== 'idle') {
          stop();
          this.rest = this.awaitRest(worker);
          done({ message, test });
        }
      };
      worker.postMessage(job satisfies JudgeRequest);
    });
  }

  /** A worker that does not come to rest, or whose built-in objects are no longer what they were, is replaced. */
  private awaitRest(worker: Worker): Promise<void> {
    return new Promise((done) => {
      const end = (isGood: boolean): void => {
        clearTimeout(patience);
        if (!isGood && this.worker === worker) this.replace();
        done();
      };
      const patience = setTimeout(() => end(false), REST_LIMIT);
      worker.onmessage = ({ data }: MessageEvent<JudgeMessage>) => {
        if (data.type === 'idle') end(!data.worn);
      };
    });
  }
}
