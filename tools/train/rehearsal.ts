// Before a student's own topics meet the data: is everything written that the trainer needs?
import { basename } from 'node:path';
import type { Mnist } from '#lib/mnist';
import { oneHot, zeros } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import type { TwoLayerNet } from '#topics/10-two-layer-net';
import { placesIn } from '../shared/places';
import { COURSE, ROOT } from '../shared/topics';
import { Problem } from './problem';

export type Trainer = typeof import('#topics/mnist-trainer');

/** A function that the trainer needs and that says `not implemented yet`. */
interface Unwritten {
  functionName: string;
  topic: string;
  line: string;
}

/**
 * Trains on two blank images.
 *
 * @throws Problem with the topics that are not written yet
 */
export async function rehearse(trainer: Trainer): Promise<void> {
  const topics = await loadTopics();
  checkExports(topics);
  const first = await findUnwritten(async () => {
    const config = { ...trainer.defaults, hiddenSize: 2, iterations: 1, batchSize: 2 };
    const run = trainer.newRun(config, BLANK);
    await trainer.trainMnist(run, BLANK, config);
    trainer.examine(run.net, BLANK.test);
  });
  if (first === undefined) return;

  const found = new Map(
    [first, ...(await tryEach(topics))].map((unwritten) => [unwritten.functionName, unwritten]),
  );
  throw new Problem(sayUnwritten([...found.values()]));
}

const x = zeros([2, 784]);
const labels = [0, 1];
const t = oneHot(labels, 10);
const BLANK: Mnist = { train: { x, t, labels }, test: { x, t, labels } };

/** What the trainer needs, by topic. */
const NEEDED = {
  '02-cross-entropy-error': ['crossEntropyError'],
  '03-mini-batch': ['miniBatch'],
  '08-activations': ['sigmoid', 'sigmoidGrad', 'softmax'],
  '10-two-layer-net': ['TwoLayerNet'],
  '11-backpropagation': ['backpropGradient'],
  '12-training': ['sgdStep'],
  '13-evaluation': ['confusionMatrix', 'accuracyByClass', 'mostConfused'],
} as const;

async function loadTopics() {
  return {
    '02-cross-entropy-error': await import('#topics/02-cross-entropy-error'),
    '03-mini-batch': await import('#topics/03-mini-batch'),
    '08-activations': await import('#topics/08-activations'),
    '10-two-layer-net': await import('#topics/10-two-layer-net'),
    '11-backpropagation': await import('#topics/11-backpropagation'),
    '12-training': await import('#topics/12-training'),
    '13-evaluation': await import('#topics/13-evaluation'),
  };
}

type Topics = Awaited<ReturnType<typeof loadTopics>>;

function checkExports(topics: Topics): void {
  for (const [topic, names] of Object.entries(NEEDED)) {
    const exported = topics[topic as keyof Topics] as Record<string, unknown>;
    const missing = names.find((name) => typeof exported[name] !== 'function');
    if (missing !== undefined) {
      throw new Problem(`exercises/${topic}.ts exports no ${missing}: keep its name and its \`export\``);
    }
  }
}

/** Each function by itself, because one that is not written hides those behind it; the constructor is the first of all. */
async function tryEach(topics: Topics): Promise<Unwritten[]> {
  const random = seededRandom(0);
  const { TwoLayerNet } = topics['10-two-layer-net'];
  const params = { W1: zeros([784, 2]), b1: zeros([2]), W2: zeros([2, 10]), b2: zeros([10]) };
  // A network whose constructor may not be written yet.
  const net = Object.assign(Object.create(TwoLayerNet.prototype) as TwoLayerNet, { params });

  const calls = [
    () => topics['02-cross-entropy-error'].crossEntropyError(t, t),
    () => topics['03-mini-batch'].miniBatch(x, t, 1, random),
    () => topics['08-activations'].sigmoid(x),
    () => topics['08-activations'].sigmoidGrad(x),
    () => topics['08-activations'].softmax(t),
    () => net.predict(x),
    () => net.loss(x, t),
    () => net.accuracy(x, t),
    () => topics['11-backpropagation'].backpropGradient(net, x, t),
    () => topics['12-training'].sgdStep(params, params, 0.1),
    () => topics['13-evaluation'].confusionMatrix(net, x, labels),
    () => topics['13-evaluation'].accuracyByClass(net, x, labels),
    () => topics['13-evaluation'].mostConfused(net, x, labels, 1),
  ];
  const found = await Promise.all(calls.map(findUnwritten));
  return found.filter((unwritten) => unwritten !== undefined);
}

/** The function that is not written yet, if the call meets one. Whatever else goes wrong shows in the training itself. */
async function findUnwritten(call: () => unknown): Promise<Unwritten | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotImplementedError') return undefined;
    const [place] = placesIn(error.stack ?? '', ROOT);
    const topic = place === undefined ? '' : basename(place.file, '.ts');
    return { functionName: error.message.split(':')[0], topic, line: String(place?.line ?? '') };
  }
}

function sayUnwritten(unwritten: Unwritten[]): string {
  const topics = [...new Set(unwritten.map(({ topic }) => topic))].sort();
  const width = Math.max(...topics.map((topic) => topic.length));
  const lines = topics.flatMap((topic) =>
    unwritten
      .filter((one) => one.topic === topic)
      .map(({ functionName, line }, index) => {
        const name = (index === 0 ? topic.replaceAll('-', ' ') : '').padEnd(width);
        return `  ${name}  ${functionName.padEnd(24)}  exercises/${topic}.ts:${line}`;
      }),
  );
  const count = topics.length === 1 ? 'one required topic is' : `${topics.length} required topics are`;
  return [
    `your trainer cannot start yet: ${count} unfinished`,
    '',
    ...lines,
    '',
    `Write them in this order; \`npm run check ${topics[0].slice(0, 2)}\` shows which laws of a topic hold.`,
    ...(COURSE.hasSolution(topics[0]) ? ["Without --mine, the course's topics are trained."] : []),
  ].join('\n');
}
