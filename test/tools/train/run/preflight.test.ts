// Before a student's own topics meet the data: what is not written yet is reported, all of it at once.
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as topic02 from '#topics/02-cross-entropy-error';
import * as topic03 from '#topics/03-mini-batch';
import * as topic08 from '#topics/08-activations';
import * as topic10 from '#topics/10-two-layer-net';
import * as topic11 from '#topics/11-backpropagation';
import * as topic12 from '#topics/12-training';
import * as topic13 from '#topics/13-evaluation';
import * as trainer from '../../../../tools/train/mnist-trainer';
import { ROOT } from '../../support/course';
import { UserError } from '../../../../tools/train/run/user-error';
import { preflight } from '../../../../tools/train/run/preflight';

afterEach(() => void jest.restoreAllMocks());

/** What a stub throws, with the line of the student's file in its stack. */
function unwritten(functionName: string, topic: string, line: number): Error {
  const error = new Error(`${functionName}: not implemented yet`);
  return Object.assign(error, {
    name: 'NotImplementedError',
    stack: `${error.message}\n    at todo (${ROOT}/lib/todo.ts:9:9)\n    at f (${ROOT}/exercises/${topic}.ts:${line}:10)`,
  });
}

/** Replaces a function with something else, of any type. */
function replace(owner: object, name: string, by: (...args: never[]) => unknown): void {
  jest.spyOn(owner as Record<string, () => unknown>, name).mockImplementation(by as () => unknown);
}

/** What is reported about the topics as they are; undefined when the training may begin. */
async function said(): Promise<string | undefined> {
  try {
    await preflight(trainer);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
}

test('topics that are written may be trained', async () => {
  expect(await said()).toBeUndefined();
});

describe('a function that is not written', () => {
  const net = topic10.TwoLayerNet.prototype;
  const needed: [string, object, string, string][] = [
    ['crossEntropyError', topic02, 'crossEntropyError', '02-cross-entropy-error'],
    ['miniBatch', topic03, 'miniBatch', '03-mini-batch'],
    ['sigmoid', topic08, 'sigmoid', '08-activations'],
    ['sigmoidGrad', topic08, 'sigmoidGrad', '08-activations'],
    ['softmax', topic08, 'softmax', '08-activations'],
    ['TwoLayerNet', topic10, 'TwoLayerNet', '10-two-layer-net'],
    ['TwoLayerNet.predict', net, 'predict', '10-two-layer-net'],
    ['TwoLayerNet.loss', net, 'loss', '10-two-layer-net'],
    ['TwoLayerNet.accuracy', net, 'accuracy', '10-two-layer-net'],
    ['backpropGradient', topic11, 'backpropGradient', '11-backpropagation'],
    ['sgdStep', topic12, 'sgdStep', '12-training'],
    ['confusionMatrix', topic13, 'confusionMatrix', '13-evaluation'],
    ['accuracyByClass', topic13, 'accuracyByClass', '13-evaluation'],
    ['mostConfused', topic13, 'mostConfused', '13-evaluation'],
  ];

  test.each(needed)('is found: %s', async (functionName, owner, name, topic) => {
    replace(owner, name, () => {
      throw unwritten(functionName, topic, 17);
    });
    const lines = (await said())?.split('\n') ?? [];
    expect(lines[0]).toBe('your trainer cannot start yet: one required topic is unfinished');
    expect(lines).toContain(
      `  ${topic.replaceAll('-', ' ')}  ${functionName.padEnd(24)}  exercises/${topic}.ts:17`,
    );
  });

  test('does not hide those behind it: all are listed, in the order of the topics', async () => {
    const stubs: [object, string, string, string, number][] = [
      [topic13, 'mostConfused', 'mostConfused', '13-evaluation', 40],
      [topic08, 'softmax', 'softmax', '08-activations', 30],
      [topic08, 'sigmoid', 'sigmoid', '08-activations', 12],
      [net, 'predict', 'TwoLayerNet.predict', '10-two-layer-net', 51],
    ];
    for (const [owner, name, ...rest] of stubs) {
      replace(owner, name, () => {
        throw unwritten(...rest);
      });
    }
    expect(await said()).toBe(
      `
your trainer cannot start yet: 3 required topics are unfinished

  08 activations    sigmoid                   exercises/08-activations.ts:12
                    softmax                   exercises/08-activations.ts:30
  10 two layer net  TwoLayerNet.predict       exercises/10-two-layer-net.ts:51
  13 evaluation     mostConfused              exercises/13-evaluation.ts:40

Write them in this order; \`npm run check 08\` shows which laws of a topic hold.
Without --mine, training uses the course's code.`.trimStart(),
    );
  });

  test('is listed with all others, where nothing is written', async () => {
    for (const [functionName, owner, name, topic] of needed) {
      replace(owner, name, () => {
        throw unwritten(functionName, topic, 17);
      });
    }
    Object.assign(topic10.TwoLayerNet, { prototype: net }); // its methods stay where they are
    const text = await said();
    const listed = needed.map(([functionName]) => functionName);
    expect(listed.filter((functionName) => !text?.includes(` ${functionName} `))).toEqual([]);
    expect(text).toContain('7 required topics are unfinished');
  });

  test('is reached behind what it needs: parameters and gradients', async () => {
    const shapes = { W1: '784,2', b1: '2', W2: '2,10', b2: '10' };
    const shapesOf = (params: object): object =>
      Object.fromEntries(Object.entries(params).map(([name, { shape }]) => [name, String(shape)]));
    const needs = (
      owner: object,
      name: string,
      topic: string,
      isThere: (...args: never[]) => boolean,
    ): void =>
      replace(owner, name, function (this: never, ...args: never[]) {
        if (isThere.apply(this, args)) throw unwritten(name, topic, 1);
        throw new TypeError('not there');
      });

    replace(net, 'accuracy', () => {
      throw unwritten('TwoLayerNet.accuracy', '10-two-layer-net', 1); // the first that the training meets
    });
    needs(net, 'predict', '10-two-layer-net', function (this: topic10.TwoLayerNet) {
      return isDeepStrictEqual(shapesOf(this.params), shapes);
    });
    needs(topic12, 'sgdStep', '12-training', (params: never, grads: never) =>
      isDeepStrictEqual([params, grads].map(shapesOf), [shapes, shapes]),
    );
    const text = await said();
    for (const name of ['predict', 'sgdStep']) expect(text).toContain(` ${name} `);
  });

  test('has no place where its stack has none', async () => {
    replace(topic12, 'sgdStep', () => {
      throw Object.assign(new Error('sgdStep: not implemented yet'), {
        name: 'NotImplementedError',
        stack: '',
      });
    });
    expect(await said()).toMatch(/sgdStep {19}exercises\/\.ts:$/m);
  });
});

test('an error of another kind is left to the training, which meets it with real data', async () => {
  replace(topic12, 'sgdStep', () => {
    throw new RangeError('no such step');
  });
  replace(topic13, 'mostConfused', () => {
    throw 'a text';
  });
  expect(await said()).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  ['02-cross-entropy-error', topic02, 'crossEntropyError'],
  ['08-activations', topic08, 'softmax'],
  ['10-two-layer-net', topic10, 'TwoLayerNet'],
])('an export that is missing from topic %s is named', async (topic, exported, name) => {
  const whole = exported[name];
  exported[name] = undefined;
  try {
    expect(await said()).toBe(`exercises/${topic}.ts exports no ${name}: keep its name and its \`export\``);
  } finally {
    exported[name] = whole;
  }
});
