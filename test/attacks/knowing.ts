// Answers that know the examples, or guess: no arithmetic is in them. Inputs are drawn anew with a secret seed.
import { answer, type Attack } from './attack';

export const knowing: Attack[] = [
  {
    id: 'examples-by-heart',
    does: 'knows the worked examples of the lesson by heart',
    files: answer(
      'return known[JSON.stringify([y.toArray(), t.toArray()])] ?? 0;',
      `const known: Record<string, number> = {
        '[[0.1,0.05,0.6,0,0.05,0.1,0,0.1,0,0],[0,0,1,0,0,0,0,0,0,0]]': 0.09750000000000003,
        '[[0.1,0.05,0,0,0.05,0.1,0.6,0.1,0,0],[0,0,1,0,0,0,0,0,0,0]]': 0.6975,
        '[[3],[0]]': 4.5,
      };`,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'zero',
    does: 'returns 0, which some laws cannot tell from the truth',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'count-the-calls',
    does: 'answers by the number of the call',
    files: answer('return [1, 0.09750000000000003, 0.6975, 4.5][calls++] ?? 0;', 'let calls = 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'guess',
    does: 'guesses',
    files: answer('return Math.random();'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'replay-earlier-answers',
    does: 'returns for each input what it has returned before, and else nothing',
    files: answer(
      'const key = String(y); return (seen[key] ??= Object.keys(seen).length);',
      'const seen: Record<string, number> = {};',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'throws-else-zero',
    does: 'knows when to throw, and returns else 0',
    files: answer("if (String(y.shape) !== String(t.shape)) throw new RangeError('shapes'); return 0;"),
    must: { state: 'judged', points: 'none' },
  },
  ...lazy('03-mini-batch', 'draws as many numbers as it should, and returns indices and rows of zeros', [
    'export function randomChoice(populationSize: number, size: number, random: () => number): number[] {',
    '  return Array.from({ length: size }, () => 0 * random());',
    '}',
    'export function miniBatch(x: NDArray, t: NDArray, batchSize: number, random: () => number): any {',
    '  randomChoice(x.shape[0], batchSize, random);',
    '  return { x: zeros([batchSize, x.shape[1]]), t: zeros([batchSize, t.shape[1]]) };',
    '}',
  ]),
  ...lazy('04-fair-batches', 'knows when to throw, and returns else the first indices', [
    'export function epochBatches(n: number, batchSize: number): number[][] {',
    '  return Array.from({ length: Math.ceil(n / batchSize) }, (_, b) =>',
    '    Array.from({ length: Math.min(batchSize, n - b * batchSize) }, (_, i) => i));',
    '}',
    'export function stratifiedChoice(labels: number[], size: number): number[] {',
    "  if (size > labels.length) throw new RangeError('too many');",
    '  return Array.from({ length: size }, (_, i) => i);',
    '}',
    'export function chanceOfMissingAClass(classCount: number, batchSize: number): number {',
    '  return batchSize < classCount ? 1 : 0;',
    '}',
  ]),
  ...(['i', '(i + Math.floor(n / 5)) % n', '(i + calls) % n'] as const).flatMap((index, way) =>
    lazy(
      '04-fair-batches',
      [
        'counts on from batch to batch, and shuffles nothing',
        'counts on from a fifth of the list, which moves each index as far as a shuffle would',
        'counts on from the number of the call',
      ][way],
      [
        'let calls = -1;',
        'export function epochBatches(n: number, batchSize: number): number[][] {',
        '  calls++;',
        `  const all = Array.from({ length: n }, (_, i) => ${index});`,
        '  return Array.from({ length: Math.ceil(n / batchSize) }, (_, b) => all.slice(b * batchSize, (b + 1) * batchSize));',
        '}',
        'void calls;',
        'export function stratifiedChoice(): number[] { return []; }',
        'export function chanceOfMissingAClass(): number { return 0; }',
      ],
      `counting-on-${way + 1}`,
    ),
  ),
  ...lazy('08-activations', 'returns zeros and equal shares of the right shape', [
    'export function sigmoid(a: NDArray): NDArray { return a.map(() => 0.5); }',
    'export function sigmoidGrad(a: NDArray): NDArray { return a.map(() => 0); }',
    'export function softmax(a: NDArray): NDArray { return a.map(() => 1 / a.shape[a.ndim - 1]); }',
  ]),
  ...lazy('07-gradient-descent', 'returns where it was told to begin', [
    'export function gradientDescent(f: any, initialX: NDArray, { steps }: any): any {',
    '  return { x: initialX.copy(), path: Array.from({ length: steps + 1 }, () => initialX.copy()) };',
    '}',
  ]),
  ...lazy('10-two-layer-net', 'has numbers of its own in the right shapes as weights', [
    'const drawn = (shape: number[]) => zeros(shape).map(() => Math.random());',
    'export class TwoLayerNet {',
    '  params: any;',
    '  constructor({ inputSize, hiddenSize, outputSize }: any) {',
    '    const [W1, W2] = [drawn([inputSize, hiddenSize]), drawn([hiddenSize, outputSize])];',
    '    this.params = { W1, b1: drawn([hiddenSize]), W2, b2: drawn([outputSize]) };',
    '  }',
    '  predict(x: NDArray) { return drawn([x.shape[0], 2]); }',
    '  loss() { return Math.random(); }',
    '  accuracy() { return Math.random(); }',
    '  numericalGradient() { return this.params; }',
    '}',
  ]),
  ...lazy('11-backpropagation', 'returns zeros of the right shape', [
    'export function backpropGradient(net: any): any {',
    '  const { W1, b1, W2, b2 } = net.params;',
    '  return { W1: zeros(W1.shape), b1: zeros(b1.shape), W2: zeros(W2.shape), b2: zeros(b2.shape) };',
    '}',
  ]),
  ...lazy('13-evaluation', 'knows when to throw, and returns else zeros of the right shape, or nothing', [
    'export function confusionMatrix(net: any, x: NDArray): NDArray {',
    '  const classCount = net.predict(x).shape[1];',
    '  return zeros([classCount, classCount]);',
    '}',
    'export function accuracyByClass(net: any, x: NDArray): NDArray { return zeros([net.predict(x).shape[1]]); }',
    'export function mostConfused(net: any, x: NDArray): unknown[] { net.predict(x); return []; }',
  ]),
  ...lazy(
    '13-evaluation',
    'counts all samples in one place',
    [
      'export function confusionMatrix(net: any, x: NDArray): NDArray {',
      '  const classCount = net.predict(x).shape[1];',
      '  return zeros([classCount, classCount]).map((_, i) => (i === 0 ? x.shape[0] : 0));',
      '}',
      'export function accuracyByClass(): unknown { return []; }',
      'export function mostConfused(): unknown[] { return []; }',
    ],
    'all-in-one-place',
  ),
];

/** An attack on this topic by answers that compute nothing. */
function lazy(topic: string, does: string, lines: string[], id = `lazy-${topic}`): Attack[] {
  const text = ["import { zeros, NDArray } from '#lib/ndarray';", 'void zeros;', ...lines].join('\n');
  const must = { state: 'judged', points: 'none' } as const;
  return [{ id, does, topic, files: { [`${topic}.ts`]: text }, must }];
}
