// The reference workload as `npm run train` does it, less the report: ours.ts <dtype> <workers> <iterations> [layered]
import { loadMnist } from '../../../lib/mnist';
import type { DType } from '../../../lib/ndarray';
import { defaults, newRun, trainMnist, usualFor } from '../../../tools/train/mnist-trainer';
import { collectDropped } from '../../../tools/train/loop/v8-flags';
import { helperFor } from '../../../tools/train/loop/companion';
import { newRunIn } from '../../../tools/train/cli/session';
import { threadTimes, threadTimesSince } from './threads';

const LAYERED = { net: 'layered', optimizer: 'adam' } as const;

async function main([dtype, workers, iterations, net]: string[]): Promise<void> {
  const config = { ...defaults, ...(net === 'layered' && LAYERED), iterations: Number(iterations) };
  const settings = { ...config, ...usualFor(config), dtype: dtype as DType, mine: false };
  const data = loadMnist({ dtype: settings.dtype });
  const run = newRunIn(settings.dtype, newRun(settings, data));
  const helper = helperFor(Number(workers), run, settings, data);

  const [start, cpuStart, threadsStart] = [performance.now(), process.cpuUsage(), threadTimes()];
  await trainMnist(run, data, settings, { ...helper.hooks, onIteration: collectDropped });
  const { user, system } = process.cpuUsage(cpuStart);
  const seconds = (performance.now() - start) / 1e3;
  const threads = threadTimesSince(threadsStart);
  await helper.end();

  const peak = process.resourceUsage().maxRSS / 2 ** 10;
  const accuracy = run.net.accuracy(data.test.x, data.test.t);
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peak, accuracy, threads }));
}

void main(process.argv.slice(2));
