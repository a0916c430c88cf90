// npm run bench:operations: how long the matrix product takes by the fast kernel and in plain TypeScript, and how an iteration's time
// grows with the batch, the hidden layer and the data.
import { dot as plainDot } from '../../lib/kernel/plain';
import { loadKernel } from '../../lib/kernel/kernel';
import { isBytes, Storage, type Bytes, type Data, type DType } from '../../lib/kernel/storage';
import { loadMnist } from '../../lib/mnist';
import { seededRandom } from '../../lib/random';
import { miniBatch } from '../../solutions/03-mini-batch';
import { backpropGradient } from '../../solutions/11-backpropagation';
import { sgdStep } from '../../solutions/12-training';
import { accuracies, defaults, newRun } from '../../solutions/mnist-trainer';

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

/** The products of one iteration, each by both ways. */
function products(): void {
  const kernel = loadKernel();
  if (kernel === undefined) throw new Error('the kernel does not run here: it needs WebAssembly with SIMD');
  console.log('| product | numbers | fast, µs | plain, µs | plain ÷ fast |\n|---|---|---:|---:|---:|');
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
    const { net } = newRun({ ...defaults, hiddenSize }, data);
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

products();
growth();
