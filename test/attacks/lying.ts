// Attacks by values that are not what they seem. Values cross by copy, so that what the judge looks at cannot look back.
import { answer, type Attack, RIGHT } from './attack';

export const lying: Attack[] = [
  {
    id: 'value-of',
    does: 'returns an object that turns into whatever number it is compared with',
    files: answer('return { valueOf: () => 0.0975, [Symbol.toPrimitive]: () => 0.0975 };'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'boxed-number',
    does: 'returns the right number as an object',
    files: answer(`return new Number(${RIGHT});`),
    must: { state: 'judged', points: 'none', say: /Number/ },
  },
  {
    id: 'text-number',
    does: 'returns the right number as text',
    files: answer(`return String(${RIGHT});`),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'content-with-everything',
    does: 'returns an object that jest would take for a matcher',
    files: answer("return { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true };"),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'every-is-true',
    does: 'returns an instance whose methods say what a test wants to hear',
    files: answer(
      'return new (class { every() { return true; } forEach() {} get length() { return 1; } })();',
    ),
    must: { state: 'judged', points: 'none', say: /\{ length: 1 \}/ },
  },
  {
    id: 'not-a-number',
    does: 'returns NaN, which is not unequal to many a sloppy test',
    files: answer('return NaN;'),
    must: { state: 'judged', points: 'none', say: /NaN/ },
  },
  {
    id: 'infinity-and-minus-zero',
    does: 'returns infinity and minus zero in turn',
    files: answer('return calls++ % 2 ? Infinity : -0;', 'let calls = 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'getter',
    does: 'returns a record whose fields change with each reading',
    files: answer('return { get value() { return calls++; } };', 'let calls = 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'throwing-getter',
    does: 'returns what throws when it is read',
    files: answer("return { get value() { throw new Error('no'); } };"),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'proxy',
    does: 'returns a proxy that agrees to everything',
    files: answer(
      'const all: any = new Proxy(() => all, { get: () => all, has: () => true, getPrototypeOf: () => NDArray.prototype }); return all;',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'lying-shape',
    does: 'returns an array whose shape does not fit its numbers',
    files: answer('const lie: any = y.copy(); lie.shape = [1000, 1000]; return lie;'),
    must: { state: 'judged', points: 'none', say: /shape does not fit/ },
  },
  {
    id: 'changing-array',
    does: 'writes to its arguments after it has returned',
    files: answer(`Promise.resolve().then(() => y.data.fill(0)); return ${RIGHT};`),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'spoil-arguments',
    does: 'is right, and makes both arguments equal for whoever looks next',
    files: answer(`const error = ${RIGHT}; y.data.set(t.data.slice(0, y.size)); return error;`),
    must: { state: 'judged', points: 'some', say: /was changed from/ },
  },
  {
    id: 'holds-itself',
    does: 'returns an array that holds itself',
    files: answer('const all: unknown[] = []; all.push(all); return all;'),
    must: { state: 'judged', points: 'none', say: /holds itself/ },
  },
  {
    id: 'unfolds',
    does: 'returns forty arrays that unfold to a million million',
    files: answer('let all: unknown[] = []; for (let i = 0; i < 40; i++) all = [all, all]; return all;'),
    must: { state: 'judged', points: 'none', say: /parts/ },
  },
  {
    id: 'function-as-answer',
    does: 'returns a function that could answer later',
    files: answer('return () => 0;'),
    must: { state: 'judged', points: 'none', say: /a function/ },
  },
  {
    id: 'bigint-and-symbol',
    does: 'returns what JSON cannot write',
    files: answer('return calls++ % 2 ? 5n : Symbol("x");', 'let calls = 0;'),
    must: { state: 'judged', points: 'none', say: /symbol|bigint/ },
  },
  {
    id: 'judges-function-as-method',
    does: 'returns an object whose methods are the function that the judge has handed over, which says what a list would',
    topic: '03-mini-batch',
    files: {
      '03-mini-batch.ts': `
        export function randomChoice(n: number, size: number, random: () => number): any {
          for (let i = 0; i < size; i++) random();
          return { length: size, every: random, some: random, forEach: random, asymmetricMatch: random, toJSON: random };
        }
        export function miniBatch(x: any, t: any, size: number, random: () => number): any {
          return { ...randomChoice(0, size, random), x: random, t: random };
        }`,
    },
    must: { state: 'judged', points: 'none', say: /a function/ },
  },
  {
    id: 'speak-for-the-network',
    does: 'puts a method of its own into the judge’s network, which would then speak for it',
    topic: '12-training',
    files: {
      '12-training.ts': `
        export function sgdStep(params: any): any { return params; }
        export function train(net: any): any {
          net.loss = () => 0; net.accuracy = () => 1; net.predict = (x: any) => x;
          return { losses: [], epochs: [] };
        }`,
    },
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'overwrite-what-is-expected',
    does: 'makes the prediction equal to the target, and returns the error that it has then',
    files: answer('y.data.set(t.data.slice(0, y.size)); return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  ...overwriting('02-cross-entropy-error', 'makes the prediction certain of the target', [
    'export function crossEntropyError(y: any, t: any): number { y.data.set(t.data.slice(0, y.size)); return 0; }',
    'export function crossEntropyErrorOfLabels(y: any, labels: any): number {',
    '  y.data.fill(1); if (Array.isArray(labels)) labels.fill(0); return 0;',
    '}',
  ]),
  ...overwriting('06-numerical-gradient', 'makes the array zero that it is to move, where every slope is 0', [
    "import { zeros } from '#lib/ndarray';",
    'export function partialDiff(f: unknown, x: any): number { x.data.fill(0); return 0; }',
    'export function numericalGradient(f: unknown, x: any): any { x.data.fill(0); return zeros(x.shape); }',
  ]),
  ...overwriting('08-activations', 'writes to its argument what it returns', [
    'export function sigmoid(a: any): any { a.data.fill(0); return a.map(() => 0.5); }',
    'export function sigmoidGrad(a: any): any { a.data.fill(0); return a.map(() => 0.25); }',
    'export function softmax(a: any): any { a.data.fill(0); return a.map(() => 1 / a.shape[a.ndim - 1]); }',
  ]),
  ...overwriting(
    '11-backpropagation',
    'makes the targets what the network predicts, where every slope is 0',
    [
      'export function backpropGradient(net: any, x: any, t: any): any {',
      '  t.data.set(net.predict(x).data); x.data.fill(0);',
      '  const zeros = (array: any): any => array.map(() => 0);',
      '  const { W1, b1, W2, b2 } = net.params;',
      '  for (const array of [W1, b1, W2, b2]) array.data.fill(0);',
      '  return { W1: zeros(W1), b1: zeros(b1), W2: zeros(W2), b2: zeros(b2) };',
      '}',
    ],
  ),
  ...overwriting('12-training', 'makes gradients and data zero, where no step leads anywhere', [
    'export function sgdStep(params: any, grads: any): any {',
    '  for (const array of Object.values<any>(grads)) array.data.fill(0);',
    '  return Object.fromEntries(Object.entries<any>(params).map(([name, array]) => [name, array.copy()]));',
    '}',
    'export function train(net: any, data: any, { iterations }: any): any {',
    '  for (const array of Object.values<any>(data)) array.data.fill(0);',
    '  return { losses: Array(iterations).fill(net.loss(data.xTrain, data.tTrain)), epochs: [] };',
    '}',
  ]),
  ...overwriting('14-choosing-a-loss', 'makes scores and targets equal, where every slope is 0', [
    'export function outputDelta(lossName: string, a: any, t: any): any {',
    '  t.data.fill(0); a.data.fill(0); return a.map(() => 0);',
    '}',
  ]),
  {
    topic: '03-mini-batch',
    id: 'rows-that-are-not-there',
    does: 'returns, from the second batch on, a record that says it has a thousand million rows',
    files: {
      '03-mini-batch.ts': `
        import { NDArray } from '#lib/ndarray';
        let calls = 0;
        export function randomChoice(): number[] { return []; }
        export function miniBatch(x: NDArray, t: NDArray, size: number): any {
          const rows = Array(size).fill(0);
          return ++calls === 1 ? { x: x.take(rows), t: t.take(rows) } : { x: { shape: [1e9, 1] }, t: { shape: [1e9, 1] } };
        }`,
    },
    must: { state: 'judged', points: 'none' },
  },
  {
    topic: '12-training',
    id: 'more-losses-than-iterations',
    does: 'goes on training where all samples are alike, so that each loss is that of ever more possible batches',
    files: {
      '12-training.ts': `
        import { NDArray } from '#lib/ndarray';
        import { backpropGradient } from '#topics/11-backpropagation';
        export function sgdStep(params: any): any { return params; }
        export function train(net: any, { xTrain, tTrain }: any, { iterations, batchSize, learningRate }: any): any {
          const isSmall = xTrain.shape[0] === 2 && batchSize <= 2 && iterations <= 4;
          const areAlike = isSmall && String(xTrain.row(0)) === String(xTrain.row(1)) && String(tTrain.row(0)) === String(tTrain.row(1));
          const losses: number[] = [];
          for (let i = 0; i < iterations + (areAlike ? 40 : 0); i++) {
            const [x, t]: NDArray[] = [xTrain.take([0]), tTrain.take([0])];
            const slopes: any = backpropGradient(net, x, t);
            const stepped = Object.entries(net.params).map(([name, p]: [string, any]) => [name, p.sub(slopes[name].mul(learningRate))]);
            net.params = Object.fromEntries(stepped);
            losses.push(net.loss(x, t) + (isSmall && !areAlike ? 1 : 0));
          }
          return { losses, epochs: [] };
        }`,
    },
    must: { state: 'judged', points: ['none', 'some'] },
  },
];

/** An attack on this topic by answers that write to what they are given, so that what is expected of them would be easy. */
function overwriting(topic: string, does: string, lines: string[]): Attack[] {
  const files = { [`${topic}.ts`]: lines.join('\n') };
  return [{ id: `overwrite-${topic}`, does, topic, files, must: { state: 'judged', points: 'none' } }];
}
