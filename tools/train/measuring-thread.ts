// What happens in the thread that measures: for each network that comes in, its accuracies go out.
import './engine';
import { parentPort, workerData } from 'node:worker_threads';
import type { Mnist } from '#lib/mnist';
import type { Params } from '#topics/10-two-layer-net';
import { newRun, type Run } from '#topics/mnist-trainer';
import { fromMessage, measure, type Beginning } from './measure';

const { settings, data } = workerData as Beginning;
const samples = { train: fromMessage(data.train), test: fromMessage(data.test) };
const { net }: Pick<Run, 'net'> = newRun(settings, samples as Mnist); // made as in the main thread, whatever is in it

parentPort!.on('message', (message: Parameters<typeof fromMessage<Params>>[0]) => {
  net.params = fromMessage<Params>(message);
  parentPort!.postMessage(measure(net, samples));
});
