// The second thread of a training, as the main thread sees it. It draws the batches and measures losses and accuracies, so that the main
// thread has only the gradient and the step. The numbers are those of a training in one thread, to the last bit: batches come
// from the same random numbers in the same order, and what is measured changes nothing that is learned.
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Mnist } from '#lib/mnist';
import type { NDArray } from '#lib/ndarray';
import { readState, resumedRandom, STATE_SIZE, writeState, type SeededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import type { Accuracies, Batch, Hooks, Network, Run } from '../mnist-trainer';
import type { Handover } from './chores';
import { evaluate, type Samples } from './evaluate';
import { toMessage, type Message } from './messages';
import { UserError } from '../run/user-error';
import { layoutOf, Ring, valuesOf, type RingMessage } from './ring';
import type { Settings } from '../run/settings';

/** Who draws batches and measures, and where the random numbers stand after the last batch. */
export interface Helper {
  hooks: Required<Pick<Hooks, 'evaluate'>> & Pick<Hooks, 'draw' | 'lossOf'>;
  random(): SeededRandom;
  end(): Promise<void>;
}

/** With one worker everything is done in turn. */
export function helperFor(workers: number, run: Run, settings: Settings, data: Mnist): Helper {
  if (workers > 1) return new Companion(run, settings, data);
  return {
    hooks: { evaluate: (net) => evaluate(net, data) },
    random: () => run.random,
    end: () => Promise.resolve(),
  };
}

/** What the thread begins with. Pixels are in shared memory, so both threads have the same ones. */
export interface Beginning {
  settings: Settings;
  data: Record<keyof Mnist, Message<Samples>>;
  ring: RingMessage;
}

/** What the thread is told: from where to draw batches, or with which parameters to measure the accuracies. */
export type ToCompanion = { begin: Handover } | { evaluate: Message<Record<string, NDArray>> };

/** What the thread tells: that it is there, or accuracies, in the order in which they were asked for. */
export type FromCompanion = 'ready' | Accuracies;

/** Something that is promised. */
interface Promised<Value> {
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** How often one looks for losses that have come while the training does not draw batches: at its end. */
const INTERVAL = 5; // milliseconds

/** So long at a time a wait for a batch lets nothing else have its turn. */
const WAIT = 20; // milliseconds

export class Companion implements Helper {
  private readonly thread: Worker;
  private readonly ring: Ring;
  private readonly values: ReturnType<typeof valuesOf>;

  private isReady = false;
  private hasBegun = false;
  private failure: { error: unknown } | undefined;

  /** Where the random numbers stand, from when on the thread draws the batches. */
  private readonly state = new Uint8Array(STATE_SIZE);
  /** Whether the batch of this iteration is the thread's. */
  private isShared = false;
  /** The latest loss; those before it come first. */
  private latest: Promise<number> | undefined;

  private readonly losses: (Promised<number> | undefined)[] = [];
  private collected = 0;
  private readonly accuracies: Promised<Accuracies>[] = [];
  private readonly interval: NodeJS.Timeout;

  constructor(
    private readonly run: Run,
    private readonly settings: Settings,
    private readonly data: Mnist,
  ) {
    const { train, test } = data;
    this.values = valuesOf(train.x);
    this.ring = Ring.create({
      x: [settings.batchSize, train.x.shape[1]],
      t: { name: 't', shape: [settings.batchSize, train.t.shape[1]], dtype: train.t.dtype },
      params: Object.entries<NDArray>({ ...run.net.params }).map(([name, param]) => layoutOf(name, param)),
    });
    this.thread = new Worker(join(__dirname, 'companion-thread.cjs'), {
      workerData: {
        settings,
        data: { train: toMessage({ x: train.x, t: train.t }), test: toMessage({ x: test.x, t: test.t }) },
        ring: this.ring.toMessage(),
      } satisfies Beginning,
      execArgv: settings.mine ? [] : ['-C', 'solutions'], // the same topics as here
    });
    this.thread.on('message', (report: FromCompanion) => this.hear(report));
    this.thread.once('error', (error) => this.fail(error));
    this.thread.once('exit', (code) => this.fail(endedProblem(code)));
    this.interval = setInterval(() => this.collect(), INTERVAL);
  }

  readonly hooks = {
    draw: (): Batch | Promise<Batch> => this.draw(),
    lossOf: (net: Network, batch: Batch): number | Promise<number> => this.lossOf(net, batch),
    evaluate: (net: Network): Promise<Accuracies> => this.evaluate(net),
  };

  random(): SeededRandom {
    return this.hasBegun ? resumedRandom(readState(this.state)) : this.run.random;
  }

  async end(): Promise<void> {
    clearInterval(this.interval);
    await this.thread.terminate();
  }

  // ── what the training asks for ──────────────────────────────────────────────────────────────────────────────────

  /** Drawn here until the thread is ready. */
  private draw(): Batch | Promise<Batch> {
    if (!this.hasBegun) {
      if (!this.isReady || this.values === undefined) return this.drawHere(this.run.random);
      this.begin();
    }
    const { drawn, stepped } = this.ring;
    return drawn > stepped && this.failure === undefined ? this.takeBatch() : this.waitForBatch();
  }

  private begin(): void {
    this.hasBegun = true;
    const iteration = this.run.history.losses.length; // so many losses are there, because all were measured here
    const random = this.run.random.state();
    writeState(random, this.state);
    this.order({ begin: { iteration, random } });
  }

  private async waitForBatch(): Promise<Batch> {
    const { ring } = this;
    for (;;) {
      const bell = ring.bell('results');
      this.collect();
      if (this.failure !== undefined) throw this.failure.error;
      if (ring.drawn > ring.stepped) return this.takeBatch();
      ring.wait('results', bell, WAIT);
      if (ring.drawn === ring.stepped) await setImmediate(); // the end of the thread is heard of, and Ctrl-C
    }
  }

  private takeBatch(): Batch {
    this.collect(); // before a slot can be used again
    const batch = this.ring.readBatch(this.values!);
    this.isShared = batch !== undefined;
    const drawn = batch ?? this.drawHere(this.random());
    this.ring.readState(this.state);
    return drawn;
  }

  private drawHere(random: SeededRandom): Batch {
    const { x, t } = this.data.train;
    return miniBatch(x, t, this.settings.batchSize, random);
  }

  private lossOf(net: Network, { x, t }: Batch): number | Promise<number> {
    if (!this.hasBegun) return net.loss(x, t);
    let loss: number | Promise<number>;
    if (this.ring.writeParams(this.isShared ? { ...net.params } : undefined)) {
      loss = this.promised(this.losses);
      loss.catch(() => {}); // if an earlier one has failed, this one is never awaited
    } else {
      this.losses.push(undefined); // nothing comes from the thread for this one
      loss = net.loss(x, t);
    }
    // Several losses may come at once. Each waits for the one before it, whoever measured that, so that they are heard of in order.
    this.latest = this.latest?.then(() => loss) ?? Promise.resolve(loss);
    return this.latest;
  }

  private evaluate(net: Network): Promise<Accuracies> {
    this.order({ evaluate: toMessage<Record<string, NDArray>>({ ...net.params }) });
    return this.promised(this.accuracies);
  }

  private promised<Value>(waiting: (Promised<Value> | undefined)[]): Promise<Value> {
    const promise = new Promise<Value>((resolve, reject) => waiting.push({ resolve, reject }));
    if (this.failure !== undefined) this.collect();
    return promise;
  }

  // ── what comes from the thread, and goes there ──────────────────────────────────────────────────────────────────

  private order(order: ToCompanion): void {
    this.thread.postMessage(order);
    this.ring.wakeCompanion();
  }

  private hear(report: FromCompanion): void {
    if (report === 'ready') this.isReady = true;
    else this.accuracies.shift()!.resolve(report);
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.collect();
  }

  /** Hands out the losses that have come; after a failure, those before it first. */
  private collect(): void {
    for (const { measured } = this.ring; this.collected < measured; this.collected++) {
      this.losses.shift()?.resolve(this.ring.lossOf(this.collected));
    }
    if (this.failure === undefined) return;
    for (const waiting of [...this.losses.splice(0), ...this.accuracies.splice(0)]) {
      waiting?.reject(this.failure.error);
    }
  }
}

function endedProblem(code: number): UserError {
  return new UserError(
    `the thread that measures the network ended early (exit status ${code}): continue with --resume, or with --workers 1, which needs no thread`,
  );
}
