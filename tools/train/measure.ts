// How well a network does, measured beside the training in a thread of its own, or in turn with it.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Dataset, Mnist } from '#lib/mnist';
import { NDArray, type ArrayMessage } from '#lib/ndarray';
import type { TwoLayerNet } from '#topics/10-two-layer-net';
import type { Accuracies } from '#topics/mnist-trainer';
import { Problem } from './problem';
import type { Settings } from './settings';

/** Samples that are measured together: so few that their activations stay in the processor's cache, and take little memory. */
const PART_SIZE = 1_000;

type Samples = Pick<Dataset, 'x' | 't'>;

/** The shares of right answers on all of the data. */
export function measure(net: TwoLayerNet, { train, test }: Record<keyof Mnist, Samples>): Accuracies {
  return { trainAccuracy: accuracyInParts(net, train), testAccuracy: accuracyInParts(net, test) };
}

/** The same number as `net.accuracy(x, t)`. */
function accuracyInParts(net: TwoLayerNet, { x, t }: Samples): number {
  const total = x.shape[0];
  let right = 0;
  for (let start = 0; start < total; start += PART_SIZE) {
    const places = Array.from({ length: Math.min(PART_SIZE, total - start) }, (_, n) => start + n);
    right += Math.round(net.accuracy(x.take(places), t.take(places)) * places.length);
  }
  return right / total;
}

// ── in a thread of its own ───────────────────────────────────────────────────────────────────────────────────────

type Message<Arrays> = { [Name in keyof Arrays]: ArrayMessage };

/** What the thread begins with. Pixels lie in shared memory, so both threads have the same ones. */
export interface Beginning {
  settings: Settings;
  data: Record<keyof Mnist, Message<Samples>>;
}

/** A thread that measures one network after the other. */
export class MeasuringThread {
  private readonly thread: Worker;
  /** Rejected when the thread fails, whenever that is. */
  private readonly failure: Promise<never>;

  constructor(settings: Settings, { train, test }: Mnist) {
    const data = { train: toMessage({ x: train.x, t: train.t }), test: toMessage({ x: test.x, t: test.t }) };
    this.thread = new Worker(join(__dirname, 'measuring-thread.cjs'), {
      workerData: { settings, data } satisfies Beginning,
      execArgv: settings.mine ? [] : ['-C', 'solutions'], // the same topics as here
    });
    this.failure = new Promise((_, reject) => {
      this.thread.once('error', reject);
      this.thread.once('exit', (code) => reject(endedProblem(code)));
    });
    this.failure.catch(() => {}); // it is thrown to whoever waits for an answer
  }

  /** Sends the network as it is now. */
  async measure(net: TwoLayerNet): Promise<Accuracies> {
    this.thread.postMessage(toMessage({ ...net.params }));
    const answer = new Promise<Accuracies>((resolve) => this.thread.once('message', resolve));
    return Promise.race([answer, this.failure]);
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}

export function toMessage<Arrays extends Record<keyof Arrays, NDArray>>(arrays: Arrays): Message<Arrays> {
  const entries = Object.entries<NDArray>(arrays).map(([name, array]) => [name, array.toMessage()]);
  return Object.fromEntries(entries) as Message<Arrays>;
}

export function fromMessage<Arrays>(message: Message<Arrays>): Record<keyof Arrays, NDArray> {
  const entries = Object.entries<ArrayMessage>(message).map(([name, sent]) => [
    name,
    NDArray.fromMessage(sent),
  ]);
  return Object.fromEntries(entries) as Record<keyof Arrays, NDArray>;
}

function endedProblem(code: number): Problem {
  return new Problem(
    `the thread that measures the network ended early (exit status ${code}): go on by --resume, or with --workers 1, which needs no thread`,
  );
}
