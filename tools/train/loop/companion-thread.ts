// What happens in the companion thread: one chore after the other, and a sleep when there is none.
import { collectDropped } from './v8-flags';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Mnist } from '#lib/mnist';
import type { NDArray } from '#lib/ndarray';
import { newRun } from '../mnist-trainer';
import { Chores } from './chores';
import type { Beginning, ToCompanion, FromCompanion } from './companion';
import { fromMessage } from './messages';
import { Ring } from './ring';

/** Whoever wants something rings the bell; this is for what comes without. */
const LONGEST_SLEEP = 100; // milliseconds

const { settings, data, ring: message } = workerData as Beginning;
const samples = { train: fromMessage(data.train), test: fromMessage(data.test) };
const ring = new Ring(message);
const makeNet = () => newRun(settings, samples as Mnist).net;
const report = (what: FromCompanion) => parentPort!.postMessage(what);
const chores = new Chores(ring, samples, settings.batchSize, makeNet, report);

parentPort!.on('message', (order: ToCompanion) => {
  if ('begin' in order) chores.begin(order.begin);
  else chores.evaluate(fromMessage<Record<string, NDArray>>(order.evaluate));
});

async function serve(): Promise<never> {
  for (;;) {
    const bell = ring.bell('work');
    if (chores.doOne()) collectDropped();
    else ring.wait('work', bell, LONGEST_SLEEP);
    await setImmediate(); // messages have their turn, and what the student's code prints
  }
}

report('ready');
void serve();
