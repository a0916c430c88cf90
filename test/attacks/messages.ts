// Attacks by what is said to the judge: messages that no honest program sends, and honest ones of which there is too much.
import { answer, type Attack, RIGHT, rewriting } from './attack';

/** The judge has refused a message, and says why. */
const REFUSED = /does not understand what came/;

/** A phrase of 20,000 characters that are 33 million when it is filled. */
const PHRASE = "{ text: '{a}'.repeat(3333), gaps: { a: 'x'.repeat(10_000) } }";

const CHOICE = `
  export function randomChoice(populationSize: number, size: number, random: () => number): number[] {
    return Array.from({ length: size }, () => Math.floor(random() * populationSize));
  }`;
const BATCH = `
  export function miniBatch(x: NDArray, t: NDArray, batchSize: number, random: () => number): any {
    const mask = randomChoice(x.shape[0], batchSize, random).slice(0, batchSize);
    return { x: x.take(mask), t: t.take(mask) };
  }`;

/** A file for topic 03. */
function batches(before: string, choice = CHOICE): Record<string, string> {
  return {
    '03-mini-batch.ts': ["import { NDArray } from '#lib/ndarray';", before, choice, BATCH].join('\n'),
  };
}

/** A file for topic 05 in which both functions do this with `f` and `x`. */
function derivatives(body: string, before = ''): Record<string, string> {
  const parameters = '(f: (...args: any[]) => number, x: number): any';
  return {
    '05-numerical-differentiation.ts': `${before}
      export function numericalDiff${parameters} { ${body} }
      export function tangentLine${parameters} { ${body} }`,
  };
}

const ofTopic05 = { topic: '05-numerical-differentiation' };
const ofTopic03 = { topic: '03-mini-batch' };

export const messages: Attack[] = [
  {
    ...ofTopic03,
    id: 'draws-below-zero',
    does: 'says that it has drawn fewer than no random numbers, and then as many as there are atoms in a grain of sand',
    files: batches(
      rewriting(
        'message.used = message.used.flatMap(([source]: number[]) => [[source, -1e15], [source, 1e15]]);',
      ),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    ...ofTopic03,
    id: 'half-a-draw',
    does: 'says that it has drawn half a random number',
    files: batches(rewriting('message.used = message.used.map(([source]: number[]) => [source, 0.5]);')),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'fields-over-the-arrays',
    does: 'puts fields of its own over the size and the data of the judge’s arrays',
    files: answer(
      'return 0;',
      rewriting(`
        const fields = [['size', 1], ['data', { object: 1e6 }], ['shape', { object: 1e6 }]];
        if (count > 1) for (let i = 1; i < 200; i += 2) message.objects.push([i, { record: fields }]);
        message.objects.push([1e6, { array: [1] }]);`),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'number-that-is-none',
    does: 'numbers its objects by fractions and by what is no number',
    files: answer(
      'return [[1], [2]];',
      rewriting('message.objects = message.objects.map(([n, content]: any[]) => [n + 0.5, content]);'),
    ),
    must: { state: 'unreadable', points: 'none', say: REFUSED },
  },
  {
    ...ofTopic05,
    id: 'filled-afterwards',
    does: 'hands over an empty array ten thousand times, and fills it afterwards',
    files: derivatives(
      'try { f(x); f(x); f(x); } catch {} return 0;',
      rewriting(`
        if (message.do === 'callFunction') {
          message.objects =
            [[[1000, { array: [] }]], [[1002, { array: new Array(10_000).fill({ object: 1000 }) }]], [[1000, { array: new Array(10_000).fill(0) }]]][calls++ % 3];
          message.args = [{ object: calls % 3 === 1 ? 1000 : 1002 }];
        }`) + '\nlet calls = 0;',
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'million-empty-rows',
    does: 'returns an array of four thousand million rows with nothing in them',
    files: answer(
      'return 0;',
      rewriting(`
        if (count > 1) {
          message.objects.push([1e6, { numbers: '', type: 'float64', shape: [4e9, 0] }]);
          message.value = { object: 1e6 };
        }`),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    ...ofTopic05,
    id: 'pile-of-arrays',
    does: 'calls the judge’s function with ever new arrays, which pile up until the call ends',
    files: derivatives('for (;;) f(new Array(1000).fill(x));'),
    must: { state: 'judged', points: 'none', say: /hands over more than|did not end|took more than/ },
  },
  {
    ...ofTopic05,
    id: 'pile-of-objects',
    does: 'calls the judge’s function with ever new objects of many fields',
    files: derivatives(
      'for (;;) f(Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`field${i}`, {}])));',
    ),
    must: { state: 'judged', points: 'none', say: /hands over more than|did not end|took more than/ },
  },
  {
    id: 'large-record',
    does: 'returns an object with a hundred thousand fields',
    files: answer('return Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`field ${i}`, i]));'),
    must: { state: 'judged', points: 'none', say: /an object of 100000 fields/ },
  },
  {
    ...ofTopic03,
    id: 'far-too-long',
    does: 'draws a million indices where ten were asked for',
    files: batches(
      '',
      'export function randomChoice(n: number, size: number, random: () => number): number[] { return new Array(999_999).fill(0); }',
    ),
    must: { state: 'judged', points: 'some', say: /an array of 999999 elements/ },
  },
  {
    ...ofTopic03,
    id: 'too-long',
    does: 'draws ninety thousand indices too many',
    files: batches(
      '',
      `export function randomChoice(n: number, size: number, random: () => number): number[] {
        return Array.from({ length: size + 90_000 }, (_, i) => (i < size ? Math.floor(random() * n) : 0));
      }`,
    ),
    must: { state: 'judged', points: 'some', say: /…$|and \d+ more|took more than/ },
  },
  {
    topic: '11-backpropagation',
    id: 'rows-and-columns',
    does: 'returns rows and columns in turn, whose sum would have four hundred million numbers',
    files: {
      '11-backpropagation.ts': `
        import { zeros } from '#lib/ndarray';
        let calls = 0;
        export function backpropGradient(net: any, x: any, t: any): any {
          const { W1, b1, W2, b2 } = net.params;
          const large = zeros(calls++ % 2 ? [1, 20_000] : [20_000, 1]);
          return { W1: large, b1, W2, b2 };
        }`,
    },
    must: { state: 'judged', points: 'none' },
  },
  {
    topic: '12-training',
    id: 'large-network',
    does: 'gives the judge’s network parameters with which it would compute for hours',
    files: {
      '12-training.ts': `
        import { zeros } from '#lib/ndarray';
        export function sgdStep(params: any, grads: any, rate: number): any {
          return Object.fromEntries(Object.keys(params).map((name) => [name, params[name].sub(grads[name].mul(rate))]));
        }
        export function train(net: any): any {
          net.params = { W1: zeros([1, 20_000]), b1: zeros([20_000]), W2: zeros([20_000, 1]), b2: zeros([20_000, 1]) };
          return { losses: [0, 0, 0], epochs: [] };
        }`,
    },
    must: { state: 'judged', points: 'some', say: /more than 2000 numbers in a field/ },
  },
  {
    id: 'phrases-that-unfold',
    does: 'says in 180 phrases what it can’t hand over, each of which would be a book when its gaps are filled',
    files: answer(
      'return 0;',
      rewriting(`
        if (count > 1) {
          message.objects.push([1e6, { array: Array.from({ length: 180 }, () => ({ unsupported: ${PHRASE} })) }]);
          message.value = { object: 1e6 };
        }`),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'throws-a-phrase-that-unfolds',
    does: 'throws in a phrase that would be a book when its gaps are filled, and all reports together a library',
    files: answer(
      'return 0;',
      rewriting(`
        if (count > 1) {
          delete message.value;
          message.thrown = { name: 'RangeError', message: 'x', stack: '', said: ${PHRASE} };
        }`),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'thousands-of-functions',
    does: 'is right, and exports thousands of functions besides',
    files: answer(
      `return ${RIGHT};`,
      Array.from({ length: 2_000 }, (_, i) => `export function more${i}() {}`).join('\n'),
    ),
    must: { state: 'unreadable', points: 'none', say: /exports more than 1000 functions/ },
  },
  {
    id: 'generator',
    does: 'returns what would give the right answer if it were asked for it',
    files: answer(`return (function* () { yield ${RIGHT}; })();`),
    must: { state: 'judged', points: 'none', say: /an object of the class Generator/ },
  },
  {
    id: 'throws-a-long-phrase',
    does: 'throws in a phrase whose own words are a book of control codes, which a pattern would try in millions of ways',
    files: answer(
      'return 0;',
      rewriting(`
        if (count > 1) {
          delete message.value;
          message.thrown = { name: 'RangeError', message: 'x', stack: '', said: { text: '\\u001b' + ';#'.repeat(4_500), gaps: {} } };
        }`),
    ),
    must: { state: 'judged', points: 'none', say: REFUSED },
  },
  {
    id: 'throws-control-codes',
    does: 'throws a message of control codes that never end',
    files: answer("throw new Error('red' + '\\u001b' + ';#'.repeat(900));"),
    must: { state: 'judged', points: 'none', say: /red/ },
  },
  {
    id: 'throws-what-has-no-text',
    does: 'throws null, and objects that cannot be turned into text, or do not say what they are',
    files: answer(
      `
      const bare = Object.create(null);
      const lying = { toString() { throw new Error('no'); }, get message(): string { throw new Error('no'); } };
      const error = Object.create(Error.prototype, { message: { get() { throw new Error('no'); } } });
      const hidden = new Proxy({}, { get() { throw lying; }, getPrototypeOf() { throw lying; } });
      throw [bare, null, lying, error, hidden][calls++ % 5];`,
      'let calls = 0;',
    ),
    must: { state: 'judged', points: 'none', say: /threw an object that is no error/ },
  },
  {
    id: 'throws-nothing-while-loading',
    does: 'throws null while the file is loaded',
    files: answer(`return ${RIGHT};`, 'throw null;'),
    must: { state: 'unreadable', points: 'none', say: /threw null/ },
  },
  {
    id: 'record-for-an-object',
    does: 'is right, by a constructor that returns a record of functions',
    topic: '09-simple-net',
    files: {
      '09-simple-net.ts': `
        import { randn, NDArray } from '#lib/ndarray';
        import { crossEntropyError } from '#topics/02-cross-entropy-error';
        import { numericalGradient } from '#topics/06-numerical-gradient';
        import { softmax } from '#topics/08-activations';
        export const SimpleNet: any = function (random: () => number) {
          const net = {
            W: randn([2, 3], random),
            predict: (x: NDArray) => x.dot(net.W),
            loss: (x: NDArray, t: NDArray) => crossEntropyError(softmax(net.predict(x)), t),
            gradient: (x: NDArray, t: NDArray): NDArray => numericalGradient(() => net.loss(x, t), net.W),
          };
          return net;
        };`,
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'own-kind-of-list',
    does: 'is right, and returns its indices in a list of its own class, whose constructor wants a list instead of a length',
    topic: '03-mini-batch',
    files: {
      '03-mini-batch.ts': `
        import { NDArray } from '#lib/ndarray';
        class Indices extends Array<number> {
          constructor(indices: number[]) { super(); for (const index of indices) this.push(index); }
        }
        export function randomChoice(populationSize: number, size: number, random: () => number): number[] {
          return new Indices(Array.from({ length: size }, () => Math.floor(random() * populationSize)));
        }
        export function miniBatch(x: NDArray, t: NDArray, batchSize: number, random: () => number): any {
          const mask = [...randomChoice(x.shape[0], batchSize, random)];
          return { x: x.take(mask), t: t.take(mask) };
        }`,
    },
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'own-class',
    does: 'is right, and returns what it has in an object of its own class',
    topic: '03-mini-batch',
    files: {
      '03-mini-batch.ts': `
        import { NDArray } from '#lib/ndarray';
        ${CHOICE}
        class Batch { constructor(readonly x: NDArray, readonly t: NDArray) {} }
        export function miniBatch(x: NDArray, t: NDArray, batchSize: number, random: () => number): any {
          const mask = randomChoice(x.shape[0], batchSize, random);
          return new Batch(x.take(mask), t.take(mask));
        }`,
    },
    must: { state: 'judged', points: 'all' },
  },
];
