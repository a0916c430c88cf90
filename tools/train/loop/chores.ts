// What the companion thread does for the training: it draws the batches, a few ahead, and measures what the next step does not need.
import { resumedRandom, writeState, type SeededRandom } from '#lib/random';
import { miniBatch } from '#topics/03-mini-batch';
import type { Accuracies, Network } from '../mnist-trainer';
import { evaluateInParts, type Samples } from './evaluate';
import { noNumber } from '../run/user-error';
import { valuesOf, type Ring } from './ring';

/** So many batches lie ready for the main thread, so that it needn't wait when there is something else to do here. */
const BATCHES_AHEAD = 3;

/** From where the companion draws the batches. */
export interface Handover {
  iteration: number;
  random: object;
}

type Data = Record<'train' | 'test', Samples>;

export class Chores {
  private random: SeededRandom | undefined;
  private first = 0;
  private readonly net: Network;
  private readonly values: ReturnType<typeof valuesOf>;
  private readonly evaluations: Network['params'][] = [];
  private evaluation: Generator<undefined, Accuracies> | undefined;

  /**
   * @param makeNet makes a network as the main thread's was made, whatever is in it
   * @param answer receives the accuracies, in the order in which they were asked for
   */
  constructor(
    private readonly ring: Ring,
    private readonly data: Data,
    private readonly batchSize: number,
    private readonly makeNet: () => Network,
    private readonly answer: (measured: Accuracies) => void,
  ) {
    this.net = makeNet();
    this.values = valuesOf(data.train.x);
  }

  /** Batches are wanted from now on, for this iteration and the next ones, and from where the random numbers stand. */
  begin({ iteration, random }: Handover): void {
    this.first = iteration;
    this.random = resumedRandom(random);
  }

  /** The accuracies with these parameters are wanted, when there is time. */
  evaluate(params: Network['params']): void {
    this.evaluations.push(params);
  }

  /**
   * Does one thing, the most urgent one: a batch that the main thread would wait for, then a loss, then another batch, then a part of
   * the accuracies.
   *
   * @returns false if there was nothing to do
   */
  doOne(): boolean {
    const { drawn, stepped, measured, hasRoom } = this.ring;
    const ahead = drawn - stepped; // the one that the main thread is at is among them
    const mayDraw = this.random !== undefined && hasRoom;
    if (mayDraw && ahead <= 1) this.drawBatch(this.random!);
    else if (measured < stepped) this.measureLoss();
    else if (mayDraw && ahead <= BATCHES_AHEAD) this.drawBatch(this.random!);
    else return this.measurePart();
    return true;
  }

  private drawBatch(random: SeededRandom): void {
    const { x, t } = this.data.train;
    const batch = miniBatch(x, t, this.batchSize, random);
    this.ring.writeBatch(batch, this.values, (bytes) => writeState(random.state(), bytes));
  }

  private measureLoss(): void {
    const params = this.ring.params();
    if (params === undefined) return this.ring.writeLoss();
    // Read from the shared memory again: a batch kept since it was drawn would outlive the collections of young arrays, and each one
    // that does stays until the next collection of everything, thousands of batches later.
    const { x, t } = this.ring.readBatchToMeasure(this.values!)!;
    this.net.params = params;
    const loss: unknown = this.net.loss(x, t);
    if (typeof loss !== 'number') throw noNumber(this.first + this.ring.measured, loss);
    this.ring.writeLoss(loss);
  }

  private measurePart(): boolean {
    if (this.evaluation === undefined) {
      const params = this.evaluations.shift();
      if (params === undefined) return false;
      const net = this.makeNet();
      net.params = params;
      this.evaluation = evaluateInParts(net, this.data);
    }
    const { done, value } = this.evaluation.next();
    if (done) {
      this.evaluation = undefined;
      this.answer(value);
    }
    return true;
  }
}
