// The reference workload as others would do it in JavaScript, a part of it, scaled to the whole: scaled.mjs <peer> <part> <all iterations>
// A peer makes a network of the same size; `step` is one iteration on a batch of 100, `evaluate` measures some images.
import console from 'node:console';
import { loadMnist } from '../../../lib/mnist.ts';

const PEERS = {
  'tfjs-wasm': () => import('./tfjs-wasm.mjs'),
  'ml-matrix': () => import('./ml-matrix.mjs'),
  naive: () => import('./naive.mjs'),
};
const peer = process.argv[2];
const [iterations, allIterations] = process.argv.slice(3).map(Number);
const evaluations = Math.ceil(allIterations / 600);
const [ALL_IMAGES, BATCH, MEASURED] = [70_000, 100, 1_000];

const { train } = loadMnist({ limit: 10_000, dtype: 'float32' });
const { makeNetwork } = await PEERS[peer]();
const network = await makeNetwork();
const part = (start, count) => {
  const places = Array.from({ length: count }, (_, n) => (start + n) % train.labels.length);
  return { x: train.x.take(places), t: train.t.take(places) };
};

for (let i = 0; i < 3; i++) network.step(part(i * BATCH, BATCH)); // to get warm
const stepTime = cpuOf(() => {
  for (let i = 0; i < iterations; i++) network.step(part(i * BATCH, BATCH));
});
const evaluationTime = cpuOf(() => network.evaluate(part(0, MEASURED)));

const cpu =
  (stepTime / iterations) * allIterations + ((evaluationTime * ALL_IMAGES) / MEASURED) * evaluations;
console.log(JSON.stringify({ seconds: cpu, cpu, peak: process.resourceUsage().maxRSS / 2 ** 10 }));

/** Processor seconds. */
function cpuOf(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
