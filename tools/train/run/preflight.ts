// Before a student's own topics meet the data: is everything written that the trainer needs?
import { basename } from 'node:path';
import type { Mnist } from '#lib/mnist';
import { oneHot, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import type { Params as TwoLayerParams, TwoLayerNet } from '#topics/10-two-layer-net';
import type { Layer } from '#topics/15-activation-layers';
import type { Optimizer } from '#topics/18-optimizers';
import type { Config } from '../mnist-trainer';
import { placesIn } from '../../shared/places';
import { COURSE } from '../../shared/this-course';
import { UserError } from './user-error';

export type Trainer = typeof import('../mnist-trainer');

/** A function that the trainer needs and that says `not implemented yet`. */
interface Unwritten {
  functionName: string;
  topic: string;
  line: string;
}

/**
 * Trains on two blank images.
 *
 * @throws UserError with the topics that are not written yet
 */
export async function preflight(trainer: Trainer, settings: Config = trainer.defaults): Promise<void> {
  const topics = loadTopics();
  const needed = neededFor(settings);
  checkExports(topics, needed);
  const first = await findUnwritten(async () => {
    const hidden = settings.hidden.map(() => 2);
    const config = { ...settings, hiddenSize: 2, hidden, iterations: 1, batchSize: 2 };
    const run = trainer.newRun(config, BLANK);
    await trainer.trainMnist(run, BLANK, config);
    trainer.examine(run.net, BLANK.test);
  });
  if (first === undefined) return;

  const found = new Map(
    [first, ...(await tryEach(topics, settings))].map((unwritten) => [unwritten.functionName, unwritten]),
  );
  throw new UserError(sayUnwritten([...found.values()]));
}

const x = zeros([2, 784]);
const labels = [0, 1];
const t = oneHot(labels, 10);
const BLANK: Mnist = { train: { x, t, labels }, test: { x, t, labels } };

type Topics = ReturnType<typeof loadTopics>;

function loadTopics() {
  return {
    '02-cross-entropy-error':
      require('#topics/02-cross-entropy-error') as typeof import('#topics/02-cross-entropy-error'),
    '03-mini-batch': require('#topics/03-mini-batch') as typeof import('#topics/03-mini-batch'),
    '08-activations': require('#topics/08-activations') as typeof import('#topics/08-activations'),
    '10-two-layer-net': require('#topics/10-two-layer-net') as typeof import('#topics/10-two-layer-net'),
    '11-backpropagation':
      require('#topics/11-backpropagation') as typeof import('#topics/11-backpropagation'),
    '12-training': require('#topics/12-training') as typeof import('#topics/12-training'),
    '13-evaluation': require('#topics/13-evaluation') as typeof import('#topics/13-evaluation'),
    '15-activation-layers':
      require('#topics/15-activation-layers') as typeof import('#topics/15-activation-layers'),
    '16-affine-and-loss-layers':
      require('#topics/16-affine-and-loss-layers') as typeof import('#topics/16-affine-and-loss-layers'),
    '17-layered-network':
      require('#topics/17-layered-network') as typeof import('#topics/17-layered-network'),
    '18-optimizers': require('#topics/18-optimizers') as typeof import('#topics/18-optimizers'),
    '19-first-weights': require('#topics/19-first-weights') as typeof import('#topics/19-first-weights'),
  };
}

type Needed = Partial<Record<keyof Topics, string[]>>;

/** The classes of topic 18, by the names of the options. */
const OPTIMIZERS = { sgd: 'Sgd', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' } as const;

/** What a training needs, by topic. */
function neededFor({ net, activation, optimizer, weightInitStd }: Config): Needed {
  const isLayered = net === 'layered';
  const needsSigmoid = !isLayered || activation === 'sigmoid';
  const rule = { he: ['heStd'], xavier: ['xavierStd'] };
  return {
    '02-cross-entropy-error': ['crossEntropyError'],
    '03-mini-batch': ['miniBatch'],
    '08-activations': [
      ...(needsSigmoid ? ['sigmoid'] : []),
      ...(isLayered ? [] : ['sigmoidGrad']),
      'softmax',
    ],
    ...(!isLayered && {
      '10-two-layer-net': ['TwoLayerNet'],
      '11-backpropagation': ['backpropGradient'],
      ...(optimizer === 'sgd' && { '12-training': ['sgdStep'] }),
    }),
    '13-evaluation': ['confusionMatrix', 'accuracyByClass', 'mostConfused'],
    ...(isLayered && {
      '15-activation-layers': [activation === 'relu' ? 'Relu' : 'Sigmoid'],
      '16-affine-and-loss-layers': ['Affine', 'SoftmaxWithLoss'],
      '17-layered-network': ['LayeredNet'],
    }),
    ...((isLayered || optimizer !== 'sgd') && { '18-optimizers': [OPTIMIZERS[optimizer]] }),
    ...(typeof weightInitStd === 'string' && { '19-first-weights': rule[weightInitStd] }),
  };
}

function checkExports(topics: Topics, needed: Needed): void {
  for (const [topic, names] of Object.entries(needed)) {
    const exported = topics[topic as keyof Topics] as Record<string, unknown>;
    const missing = names.find((name) => typeof exported[name] !== 'function');
    if (missing !== undefined) {
      throw new UserError(`exercises/${topic}.ts exports no ${missing}: keep its name and its \`export\``);
    }
  }
}

/** Each function by itself, because one that is not written hides those behind it; the constructor is the first of all. */
async function tryEach(topics: Topics, settings: Config): Promise<Unwritten[]> {
  const random = seededRandom(0);
  const params = { W1: zeros([784, 2]), b1: zeros([2]), W2: zeros([2, 10]), b2: zeros([10]) };
  const common = [
    () => topics['02-cross-entropy-error'].crossEntropyError(t, t),
    () => topics['03-mini-batch'].miniBatch(x, t, 1, random),
  ];
  const calls =
    settings.net === 'layered'
      ? [...common, ...callsOfLayered(topics, settings, params)]
      : [...common, ...callsOfTwoLayers(topics, settings, params)];
  const found = await Promise.all(calls.map(findUnwritten));
  return found.filter((unwritten) => unwritten !== undefined);
}

type Call = () => unknown;

function callsOfTwoLayers(topics: Topics, { optimizer }: Config, params: TwoLayerParams): Call[] {
  const net = unmade(topics['10-two-layer-net'].TwoLayerNet, { params });
  return [
    () => topics['08-activations'].sigmoid(x),
    () => topics['08-activations'].sigmoidGrad(x),
    () => topics['08-activations'].softmax(t),
    () => net.predict(x),
    () => net.loss(x, t),
    () => net.accuracy(x, t),
    () => topics['11-backpropagation'].backpropGradient(net, x, t),
    ...(optimizer === 'sgd'
      ? [() => topics['12-training'].sgdStep(params, params, 0.1)]
      : callsOfOptimizer(topics, optimizer, { ...params })),
    ...callsOfEvaluation(topics, net),
  ];
}

function callsOfLayered(topics: Topics, settings: Config, params: TwoLayerParams): Call[] {
  const { activation, optimizer, weightInitStd } = settings;
  const { Relu, Sigmoid } = topics['15-activation-layers'];
  const { Affine, SoftmaxWithLoss } = topics['16-affine-and-loss-layers'];
  const { heStd, xavierStd } = topics['19-first-weights'];
  const net = unmade(topics['17-layered-network'].LayeredNet, { params: { ...params }, activation });
  const layer = unmade<Layer>(activation === 'relu' ? Relu : Sigmoid, {});
  const affine = unmade(Affine, { W: params.W1, b: params.b1 });
  const end = unmade(SoftmaxWithLoss, {});
  return [
    ...(activation === 'sigmoid' ? [() => topics['08-activations'].sigmoid(x)] : []),
    () => topics['08-activations'].softmax(t),
    () => layer.forward(x),
    () => layer.backward(x),
    () => new Affine(params.W1, params.b1),
    () => affine.forward(x),
    () => affine.backward(zeros([2, 2])),
    () => end.forward(t, t),
    () => end.backward(),
    () => net.layers(),
    () => net.predict(x),
    () => net.loss(x, t),
    () => net.accuracy(x, t),
    () => net.gradient(x, t),
    ...callsOfOptimizer(topics, optimizer, { ...params }),
    ...(weightInitStd === 'he' ? [() => heStd(2)] : []),
    ...(weightInitStd === 'xavier' ? [() => xavierStd(2)] : []),
    ...callsOfEvaluation(topics, net as unknown as TwoLayerNet),
  ];
}

function callsOfOptimizer(
  topics: Topics,
  name: Config['optimizer'],
  params: Record<string, NDArray>,
): Call[] {
  const Class = topics['18-optimizers'][OPTIMIZERS[name]];
  return [() => new Class(), () => unmade<Optimizer>(Class, {}).update(params, params)];
}

function callsOfEvaluation(topics: Topics, net: TwoLayerNet): Call[] {
  const { confusionMatrix, accuracyByClass, mostConfused } = topics['13-evaluation'];
  return [
    () => confusionMatrix(net, x, labels),
    () => accuracyByClass(net, x, labels),
    () => mostConfused(net, x, labels, 1),
  ];
}

/** An object of a class whose constructor may not be written yet. */
function unmade<Instance extends object>(Class: { prototype: Instance }, fields: object): Instance {
  return Object.assign(Object.create(Class.prototype) as Instance, fields);
}

/** The function that is not written yet, if the call meets one. Whatever else goes wrong shows in the training itself. */
async function findUnwritten(call: () => unknown): Promise<Unwritten | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotImplementedError') return undefined;
    const [place] = placesIn(error.stack ?? '', COURSE.root);
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
    ...(COURSE.hasSolution(topics[0]) ? ["Without --mine, training uses the course's code."] : []),
  ].join('\n');
}
