// The engine's own runner: the same suites, without jest.
import { beforeEach, expect, test } from '@jest/globals';
import { type RunOptions, type RunTest, runTests } from '../../../engine/runner/runner';
import {
  describeFunction,
  example,
  expect as expectOfSuite,
  fc,
  gate,
  law,
  underTest,
} from '../../../engine/suite';
import { todo } from '../../../lib/todo';

const right = {
  half: (x: number) => x / 2,
  twice: (x: number) => 2 * x,
};

/** A suite of two functions, as a topic's file tells it. */
function suiteOn(answer: typeof right): () => void {
  return () => {
    const { half, twice } = underTest(answer);
    describeFunction('half', half, () => {
      gate('returns one finite number', () => expectOfSuite(half(1)).toBeOneFiniteNumber());
      example('half of 4 is 2', () => expectOfSuite(half(4)).toAgreeWith(2));
      law('is not what it was', fc.record({ x: fc.integer({ min: 1 }) }), ({ x }) =>
        expectOfSuite(half(x)).not.toAgreeWith(x),
      );
    });
    describeFunction('twice', twice, () => {
      law('is the sum with itself', fc.record({ x: fc.integer() }), ({ x }) =>
        expectOfSuite(twice(x)).toBe(x + x),
      );
    });
  };
}

const modules = { solution: right };
const run = (answer: typeof right, more: Partial<RunOptions> = {}): Promise<RunTest[]> =>
  runTests(suiteOn(answer), { seed: 5, modules: { ...modules, student: answer }, ...more });

let calls: string[] = [];
beforeEach(() => {
  calls = [];
});

test('a right answer passes, in the order of the suite', async () => {
  expect(await run(right)).toEqual([
    { block: 'half', sentence: 'returns one finite number', kind: 'gate', status: 'passed' },
    { block: 'half', sentence: 'half of 4 is 2', kind: 'example', status: 'passed' },
    { block: 'half', sentence: 'is not what it was', kind: 'law', status: 'passed' },
    { block: 'twice', sentence: 'is the sum with itself', kind: 'law', status: 'passed' },
  ]);
});

test('a wrong one fails with its smallest counterexample, and the seed', async () => {
  const tests = await run({ ...right, twice: (x) => (x > 7 ? 0 : 2 * x) });
  expect(tests.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'failed']);
  expect(tests[3].error).toMatchObject({ finding: { inputs: [['x', '8']], seed: 5 } });
});

test('behind a gate that fails, the block is skipped; the next one is not', async () => {
  const tests = await run({ ...right, half: () => todo('half') });
  expect(tests.map(({ status }) => status)).toEqual(['failed', 'skipped', 'skipped', 'passed']);
  expect(tests[0].error).toMatchObject({ name: 'NotImplementedError' });
});

test('a run may ask for some blocks only', async () => {
  expect((await run(right, { blocks: /^twice\b/ })).map(({ block }) => block)).toEqual(['twice']);
});

test('a run may ask for fewer inputs than a law draws', async () => {
  const drawnBy = async (more: Partial<RunOptions>): Promise<number> => {
    let drawn = 0;
    await run({ ...right, twice: (x) => (drawn++, 2 * x) }, { ...more, blocks: /^twice/ });
    return drawn;
  };
  expect(await drawnBy({ mostInputs: 3 })).toBe(3);
  expect(await drawnBy({ mostInputs: 1_000 })).toBe(await drawnBy({}));
});

test('whoever watches is told when each test begins and ends', async () => {
  await run(
    { ...right, half: () => NaN },
    {
      onTestStart: (block, sentence) => calls.push(`${block} ${sentence}`),
      onTestEnd: () => calls.push('end'),
    },
  );
  expect(calls).toEqual(['half returns one finite number', 'end', 'twice is the sum with itself', 'end']);
});

test('one run leaves nothing for the next', async () => {
  await run({ ...right, half: () => NaN });
  expect((await run(right)).every(({ status }) => status === 'passed')).toBe(true);
});

test('the mistake that answers alike is named', async () => {
  const text = { en: 'words', ko: '말' };
  const square = { id: 'square', name: text, explanation: text, answer: { twice: (x: number) => x * x } };
  const catalogue = { mistakes: [square], probes: {} };
  const answer = { ...right, twice: (x: number) => x ** 2 };
  const tests = await run(answer, { modules: { student: answer, solution: right, catalogue } });
  expect(tests[3].error).toMatchObject({ finding: { diagnosis: { id: 'square' } } });
});
