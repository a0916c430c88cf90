// The reference workload as `npm run train` does it, less the report: ours.ts <dtype> <workers> <iterations>
import { loadMnist } from '../../lib/mnist';
import type { DType } from '../../lib/ndarray';
import { defaults, newRun, trainMnist } from '../../solutions/mnist-trainer';
import { collectDropped } from '../../tools/train/engine';
import { measure, MeasuringThread } from '../../tools/train/measure';
import { newRunIn } from '../../tools/train/session';

async function main([dtype, workers, iterations]: string[]): Promise<void> {
  const settings = { ...defaults, iterations: Number(iterations), dtype: dtype as DType, mine: false };
  const data = loadMnist({ dtype: settings.dtype });
  const run = newRunIn(settings.dtype, newRun(settings, data));
  const thread = workers === '2' ? new MeasuringThread(settings, data) : undefined;

  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  await trainMnist(run, data, settings, {
    evaluate: (net) => thread?.measure(net) ?? measure(net, data),
    onIteration: collectDropped,
  });
  const { user, system } = process.cpuUsage(cpuStart);
  const seconds = (performance.now() - start) / 1e3;
  await thread?.end();

  const peak = process.resourceUsage().maxRSS / 2 ** 10;
  const accuracy = run.net.accuracy(data.test.x, data.test.t);
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peak, accuracy }));
}

void main(process.argv.slice(2));
