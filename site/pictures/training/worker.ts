// Training beside the page, so that the page stays quick. It has a loop of its own, like the trainer: topic 12's `train` can't be
// paused. The steps of the loop are the topics'.
import { seededRandom } from '#lib/random';
import { setTimeout, tellPage } from '../../computing/outside';
import { troubleOf } from '../../computing/trouble';
import { miniBatch } from '#topics/03-mini-batch';
import { TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';
import { sgdStep } from '#topics/12-training';
import { fetchDigits, type DigitImages } from './digits';
import type { News, Order, TrainingSettings } from './messages';
import { toPlain } from './params';

const EPOCHS = 10;
const TURN = 60; // milliseconds between two looks at what the page says

let isPaused = false;
let goOn: (() => void) | undefined;

export function follow(order: Order): void {
  isPaused = order.type === 'pause';
  if (order.type === 'continue') goOn?.();
  if (order.type === 'start') {
    run(order.settings, order.digits).catch((error: unknown) => {
      const { kind, message } = troubleOf(error);
      tell({ type: 'failed', trouble: { kind, message } });
    });
  }
}

function tell(news: News): void {
  tellPage(news);
}

async function run(settings: TrainingSettings, folder: string): Promise<void> {
  const [train, test] = await Promise.all([fetchDigits(folder, 'train'), fetchDigits(folder, 't10k')]);
  tell({ type: 'loaded' });
  await learn(settings, train, test);
}

async function learn(settings: TrainingSettings, train: DigitImages, test: DigitImages): Promise<void> {
  const { learningRate, batchSize, hiddenSize } = settings;
  const random = seededRandom(1);
  const net = new TwoLayerNet({ inputSize: 784, hiddenSize, outputSize: 10, random });
  const iterationsPerEpoch = Math.floor(train.labels.length / batchSize);
  const some = Array.from({ length: test.labels.length }, (_, n) => n); // of the training images as many as there are to test
  const [xSome, tSome] = [train.x.take(some), train.t.take(some)];

  for (let epoch = 0; epoch <= EPOCHS; epoch++) {
    const trainAccuracy = net.accuracy(xSome, tSome);
    const testAccuracy = net.accuracy(test.x, test.t);
    tell({ type: 'params', params: toPlain(net.params) });
    tell({ type: 'epoch', report: { epoch, trainAccuracy, testAccuracy } }); // the last one ends the worker
    if (epoch === EPOCHS) return;

    let losses: number[] = [];
    let turn = performance.now();
    for (let iteration = 0; iteration < iterationsPerEpoch; iteration++) {
      const { x, t } = miniBatch(train.x, train.t, batchSize, random);
      net.params = sgdStep(net.params, backpropGradient(net, x, t), learningRate);
      if (iteration % 5 === 0) losses.push(net.loss(x, t));
      if (performance.now() - turn < TURN) continue;
      tell({ type: 'losses', losses });
      tell({ type: 'params', params: toPlain(net.params) });
      losses = [];
      await listen();
      turn = performance.now();
    }
    tell({ type: 'losses', losses });
  }
}

/** Lets messages in; while the page wants a pause, no further. */
async function listen(): Promise<void> {
  await new Promise<void>((done) => setTimeout(done));
  if (isPaused) await new Promise<void>((done) => (goOn = done));
}
