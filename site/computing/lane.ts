// A worker for computations, with a limit for each: a worker whose time is up is ended, and the next computation gets a new one.
import { saidByServer } from './code';
import type { ComputationAnswer, ComputationJob } from './messages';
import type { OwnCode } from './own-topics';
import { runsOwnCode, startWorker } from './start-worker';
import { wasNotFetched } from './own-worker';
import { afterProcessorTime } from './patience';
import { Trouble } from './trouble';

/** Until all is loaded. Only the reader's own file can take as long, by a loop outside its functions. */
const LOADING_LIMIT = 20_000; // milliseconds

interface Pending {
  limit: number;
  /** Ends the waiting for it. */
  stop?: () => void;
  done: (result: unknown) => void;
  failed: (trouble: Trouble) => void;
}

/** Thrown to those who wait for a worker that was ended for no fault of theirs: its code is out of date, or another computation never ends. */
export class Outdated extends Error {}

export class Lane {
  /** @param code what of the reader's runs here; by default, what the figures run */
  constructor(private readonly code?: OwnCode) {}

  private worker?: Worker;
  private readonly pending = new Map<number, Pending>();
  private jobs = 0;

  /**
   * Computes one thing after the other.
   *
   * @param limit in milliseconds of processor time, counted from when all that is needed has been loaded
   * @throws Trouble what the code threw, or that its time was up
   */
  compute(name: string, settings: unknown, limit: number): Promise<unknown> {
    const id = this.jobs++;
    return new Promise((done, failed) => {
      const pending: Pending = { limit, done, failed };
      this.pending.set(id, pending);
      this.watchLoading();
      this.worker ??= this.start();
      this.worker.postMessage({ id, name, settings } satisfies ComputationJob);
    });
  }

  /** Starts the worker, so that it need not be waited for. */
  warm(): void {
    this.worker ??= this.start();
  }

  /** Ends the worker, whatever it is busy with. */
  end(why: Error = new Outdated()): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { stop, failed } of this.pending.values()) {
      stop?.();
      failed(why as Trouble);
    }
    this.pending.clear();
  }

  private start(): Worker {
    const worker = startWorker('figures', this.code);
    worker.onmessage = ({ data }: MessageEvent<ComputationAnswer>) => void this.hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(wasNotFetched(event) ? new Trouble('connection') : new Trouble('code', event.message));
    };
    return worker;
  }

  private async hear(answer: ComputationAnswer): Promise<void> {
    const pending = this.pending.get(answer.id);
    if (pending === undefined) return;
    pending.stop?.();
    if (answer.type === 'started') return this.watch(answer.id, pending, pending.limit);
    this.pending.delete(answer.id);
    this.watchLoading();
    if (answer.type === 'done') return pending.done(answer.result);
    const { kind, message } = answer.trouble;
    if (kind !== 'connection') return pending.failed(new Trouble(kind, message));
    this.end(); // a module that was not fetched once is not asked for again by the same worker
    const said = await saidByServer();
    pending.failed(said === undefined ? new Trouble(kind, message) : new Trouble('code', said));
  }

  /** Of those that wait, the first one is what the worker loads. */
  private watchLoading(): void {
    const [first] = this.pending;
    if (first === undefined || !(this.code ?? runsOwnCode())) return;
    const [id, pending] = first;
    if (pending.stop === undefined) this.watch(id, pending, LOADING_LIMIT);
  }

  private watch(id: number, pending: Pending, limit: number): void {
    pending.stop = afterProcessorTime(limit, () => {
      this.pending.delete(id);
      this.end(); // what waits for its turn has done nothing wrong, and is asked for again
      pending.failed(new Trouble('endless', String(limit / 1000)));
    });
  }
}
