// npm run bench:operations: what an iteration is made of, how long its operations take by the fast kernel and in plain TypeScript, and
// how its time grows with the batch, the hidden layer and the data.
import '../../../tools/train/loop/v8-flags';
import { dot as plainDot, pairwise as plainPairwise } from '../../../lib/kernel/plain';
import { loadKernel, type Kernel } from '../../../lib/kernel/kernel';
import { isBytes, Storage } from '../../../lib/kernel/storage';
import type { Bytes, Data, DType } from '../../../lib/kernel/types';
import { loadMnist } from '../../../lib/mnist';
import { NDArray } from '../../../lib/ndarray';
import { seededRandom } from '../../../lib/random';
import { miniBatch } from '../../../solutions/03-mini-batch';
import { sigmoid, sigmoidGrad, softmax } from '../../../solutions/08-activations';
import type { TwoLayerNet } from '../../../solutions/10-two-layer-net';
import { backpropGradient } from '../../../solutions/11-backpropagation';
import { sgdStep } from '../../../solutions/12-training';
import { accuracies, defaults, newRun } from '../../../tools/train/mnist-trainer';
import { newRunIn } from '../../../tools/train/cli/session';

const DTYPES: DType[] = ['float64', 'float32'];
const random = seededRandom(1);

function numbers(dtype: DType, count: number): Data {
  return (dtype === 'float32' ? new Float32Array(count) : new Float64Array(count)).map(() => random() - 0.5);
}

/** Microseconds, the median of many calls. */
function timeOf(work: () => void, calls = 200): number {
  for (let i = 0; i < calls / 4; i++) work(); // until it is compiled
  const times = Array.from({ length: calls }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return 1e3 * times.sort((a, b) => a - b)[calls / 2];
}

/** Asks for the numbers of an array, or of some: an operation may wait until someone does. */
function askFor(result: unknown): void {
  if (result instanceof NDArray) result.toMessage();
  else if (typeof result === 'object' && result !== null) Object.values(result).forEach(askFor);
}

/** The parts of one iteration as the trainer does it, and the operations that they are made of, in microseconds. */
function parts(): void {
  console.log('| | float64 | float32 |\n|---|---:|---:|');
  const rows = new Map<string, string[]>();
  for (const dtype of DTYPES) {
    const data = loadMnist({ dtype });
    const net = newRunIn(dtype, newRun(defaults, data)).net as TwoLayerNet;
    const times: Record<string, number[]> = {};
    const timed = <Result>(name: string, work: () => Result): Result => {
      const start = performance.now();
      const result = work();
      askFor(result);
      (times[name] ??= []).push(performance.now() - start);
      return result;
    };
    for (let i = 0; i < 3000; i++) {
      timed('iteration', () => {
        const { x, t } = timed('batch', () => miniBatch(data.train.x, data.train.t, 100, random));
        const grads = timed('gradient', () => backpropGradient(net, x, t));
        net.params = timed('step', () => sgdStep(net.params, grads, defaults.learningRate));
        timed('loss', () => net.loss(x, t));
      });
    }
    const { x, t } = miniBatch(data.train.x, data.train.t, 100, random);
    const { W1, b1, W2, b2 } = net.params;
    for (let i = 0; i < 1500; i++) {
      const xW1 = timed('x·W1', () => x.dot(W1));
      const a1 = timed('+ b1', () => xW1.add(b1));
      const z1 = timed('sigmoid', () => sigmoid(a1));
      const a2 = timed('z1·W2, + b2', () => z1.dot(W2).add(b2));
      const y = timed('softmax', () => softmax(a2));
      const dy = timed('(y − t) / N', () => y.sub(t).div(100));
      const dz1 = timed('dy·W2ᵀ', () => dy.dot(W2.T));
      const slopes = timed('sigmoidGrad', () => sigmoidGrad(a1));
      const da1 = timed('sigmoidGrad ∘ dz1', () => slopes.mul(dz1));
      timed('xᵀ·da1', () => x.T.dot(da1));
      timed('z1ᵀ·dy', () => z1.T.dot(dy));
      timed('sums', () => [da1.sum(0), dy.sum(0)]);
    }
    for (const [name, all] of Object.entries(times)) {
      const warm = all.slice(all.length / 4).sort((a, b) => a - b);
      const tenth = 1e3 * warm[Math.floor(warm.length / 10)]; // other work on the machine disturbs it least
      rows.set(name, [...(rows.get(name) ?? []), tenth.toFixed(0)]);
    }
  }
  for (const [name, cells] of rows) console.log(`| ${name} | ${cells.join(' | ')} |`);
}

function presentKernel(): Kernel {
  const kernel = loadKernel();
  if (kernel === undefined) throw new Error('the kernel does not run here: it needs WebAssembly with SIMD');
  return kernel;
}

/** Numbers pair by pair: as many as W1 has, and as many as the hidden layer of a batch, each by both ways. */
function pairs(): void {
  const kernel = presentKernel();
  console.log('\n| pair by pair | numbers | fast, µs | plain, µs | plain ÷ fast |\n|---|---|---:|---:|---:|');
  for (const dtype of DTYPES) {
    for (const count of [39_200, 5_000]) {
      const [a, b, result] = [1, 2, 3].map(() => numbers(dtype, count));
      const all: [name: string, fast: () => void, plain: () => void][] = [
        ['sub', () => kernel.pairwise('sub', a, b, result), () => plainPairwise.sub.arrays(a, b, result)],
        [
          'mul by a number',
          () => kernel.pairwise('mul', a, 0.1, result),
          () => plainPairwise.mul.number(a, 0.1, result),
        ],
      ];
      for (const [name, byKernel, byPlain] of all) {
        const [fast, plain] = [timeOf(byKernel), timeOf(byPlain)];
        const cells = [fast.toFixed(1), plain.toFixed(1), (plain / fast).toFixed(1)];
        console.log(`| ${count} × ${name} | ${dtype} | ${cells.join(' | ')} |`);
      }
    }
  }
}

/** The products of one iteration, each by both ways. */
function products(): void {
  const kernel = presentKernel();
  console.log('\n| product | numbers | fast, µs | plain, µs | plain ÷ fast |\n|---|---|---:|---:|---:|');
  for (const dtype of DTYPES) {
    const pixels = loadMnist({ limit: 100, dtype }).train.x.toMessage().numbers as Bytes;
    const matrix = (rows: number, columns: number): Storage =>
      new Storage(numbers(dtype, rows * columns), rows, columns);
    const x = new Storage(pixels, 100, 784);
    const all: [name: string, a: Storage, rows: number, inner: number, columns: number][] = [
      ['x·W1', x, 100, 784, 50],
      ['xᵀ·da1', x.transposed(), 784, 100, 50],
      ['z1·W2', matrix(100, 50), 100, 50, 10],
      ['dy·W2ᵀ', matrix(100, 10), 100, 10, 50],
      ['z1ᵀ·dy', matrix(100, 50).transposed(), 50, 100, 10],
    ];
    for (const [name, a, rows, inner, columns] of all) {
      const b = numbers(dtype, inner * columns);
      const result = numbers(dtype, rows * columns);
      const copy = new Storage(isBytes(a.numbers) ? { ...a.numbers } : a.numbers, rows, inner);
      copy.columnwise = a.columnwise;
      const laidOut = copy.read(); // the plain version takes numbers row by row
      const fast = timeOf(() => kernel.dot(a, b, result, rows, inner, columns));
      const plain = timeOf(() => plainDot(laidOut, b, result.fill(0), rows, inner, columns));
      console.log(
        `| ${name} | ${dtype} | ${fast.toFixed(0)} | ${plain.toFixed(0)} | ${(plain / fast).toFixed(1)} |`,
      );
    }
  }
}

/** One iteration and one evaluation, with one size changed at a time. */
function growth(): void {
  console.log('\n| batch | hidden | images | iteration, µs | evaluation, ms |\n|---:|---:|---:|---:|---:|');
  const sizes = [
    ...[50, 100, 200, 400].map((batchSize) => ({ batchSize, hiddenSize: 50, limit: 10_000 })),
    ...[25, 100, 200].map((hiddenSize) => ({ batchSize: 100, hiddenSize, limit: 10_000 })),
    ...[20_000, 60_000].map((limit) => ({ batchSize: 100, hiddenSize: 50, limit })),
  ];
  for (const { batchSize, hiddenSize, limit } of sizes) {
    const data = loadMnist({ limit });
    const net = newRun({ ...defaults, hiddenSize }, data).net as TwoLayerNet;
    const iteration = timeOf(() => {
      const { x, t } = miniBatch(data.train.x, data.train.t, batchSize, random);
      net.params = sgdStep(net.params, backpropGradient(net, x, t), defaults.learningRate);
      net.loss(x, t);
    }, 100);
    const evaluation = timeOf(() => accuracies(net, data), 4) / 1e3;
    console.log(
      `| ${batchSize} | ${hiddenSize} | ${limit} | ${iteration.toFixed(0)} | ${evaluation.toFixed(0)} |`,
    );
  }
}

parts();
pairs();
products();
growth();
