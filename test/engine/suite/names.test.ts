// Names beyond that of one known mistake: what the laws catch by themselves, two mistakes at once, and answers that change by themselves. A
// small suite of its own, run in this process.
import { describe, expect, test } from '@jest/globals';
import type { Diagnosis } from '#engine/suite/diagnosis';
import { runTests } from '../../../engine/runner/runner';
import {
  describeFunction,
  expect as expectOfSuite,
  expectCopied,
  expectKept,
  expectUntouched,
  fc,
  law,
  underTest,
} from '../../../engine/suite';
import { inEachWay } from '../../../engine/suite/variants';
import { array, type NDArray } from '../../../lib/ndarray';

const right = {
  /** (x, 2x + 1): the second is written into a place of its own. */
  pair: (x: NDArray): { same: NDArray; line: NDArray } => ({ same: x.copy(), line: x.mul(2).add(1) }),
};
type Topic = typeof right;

const lineOf = (line: (x: NDArray) => NDArray): Partial<Topic> => ({
  pair: (x) => ({ same: x.copy(), line: line(x) }),
});
const text = { en: 'words', ko: '말' };
const catalogue = {
  mistakes: inEachWay<Topic>([
    {
      id: 'one-missing',
      name: text,
      explanation: text,
      answer: lineOf((x) => x.mul(2)),
      together: [lineOf((x) => x.mul(-2))],
    },
    { id: 'tripled', name: text, explanation: text, answer: lineOf((x) => x.mul(3).add(1)) },
  ]),
  probes: {},
};

const numbers = fc.record({
  x: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 4 }).map((list) => array(list)),
});

/** The names that the failed laws got, each with its law. */
async function namesOf(answer: Partial<Topic>): Promise<Record<string, Diagnosis | undefined>> {
  const student = { ...right, ...answer };
  const tests = await runTests(
    () => {
      const { pair } = underTest(student);
      describeFunction('pair', pair, () => {
        law('is a line', numbers, ({ x }) => {
          expectOfSuite(pair(x).line).toAgreeWith(x.toArray().map((value) => 2 * (value as number) + 1));
        });
        law('does not modify x', numbers, ({ x }) => expectUntouched({ x }, () => pair(x)));
        law('keeps an earlier result', numbers, ({ x }) =>
          expectKept(
            () => pair(x).line,
            () => pair(x.add(1)).line,
          ),
        );
        law('returns copies', numbers, ({ x }) => expectCopied({ x }, () => ({ ...pair(x) })));
      });
    },
    { seed: 5, modules: { student, solution: right, catalogue } },
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  return Object.fromEntries(
    failed.map(({ sentence, error }) => [
      sentence,
      (error as { finding: { diagnosis?: Diagnosis } }).finding.diagnosis,
    ]),
  );
}

const MORE = 'There may be more than this.';
const idsOf = (names: Record<string, Diagnosis | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(names).map(([sentence, name]) => [sentence, name?.id]));

test('a right answer fails nowhere, and a known mistake has its own name, without more', async () => {
  expect(await namesOf({})).toEqual({});
  const names = await namesOf(lineOf((x) => x.add(x)));
  expect(idsOf(names)).toEqual({ 'is a line': 'one-missing' });
  expect(names['is a line']?.explanation).toEqual(text);
});

describe('what a law catches by itself', () => {
  /** One array for each size, which all calls write into. */
  const kept = new Map<number, NDArray>();

  test.each<[string, string, Partial<Topic>]>([
    [
      'does not modify x',
      'changes-what-it-is-given',
      {
        pair(x) {
          const result = right.pair(x);
          x.data[0] += 1;
          return result;
        },
      },
    ],
    [
      'keeps an earlier result',
      'changes-an-earlier-result',
      lineOf((x) => {
        const line = kept.get(x.size) ?? x.copy();
        kept.set(x.size, line);
        line.data.set(right.pair(x).line.data);
        return line;
      }),
    ],
    ['returns copies', 'returns-what-it-is-given', { pair: (x) => ({ ...right.pair(x), same: x }) }],
  ])('"%s" is named %s', async (sentence, id, answer) => {
    const names = await namesOf(answer);
    expect(idsOf(names)).toMatchObject({ [sentence]: id });
    expect(Object.values(names)).not.toContain(undefined);
    expect(names[sentence]?.explanation.en).not.toContain(MORE);
    expect(names[sentence]?.explanation.en).toMatch(/[a-z]\. /);
    expect(names[sentence]?.name.en).toMatch(/[a-z] [a-z]/);
    for (const said of ['name', 'explanation'] as const)
      expect(names[sentence]?.[said].ko).toMatch(/[가-힣]/);
  });

  test('is named also where the numbers are wrong in an unknown way, and says that there may be more', async () => {
    const names = await namesOf({
      pair(x) {
        const result = { same: x.copy(), line: x.mul(7) };
        x.data[0] += 1;
        return result;
      },
    });
    expect(idsOf(names)).toMatchObject({
      'is a line': undefined,
      'does not modify x': 'changes-what-it-is-given',
    });
    expect(names['does not modify x']?.explanation.en).toContain(MORE);
  });
});

describe('two mistakes at once', () => {
  test('that are known together have the name of the first, and may be more', async () => {
    const names = await namesOf(lineOf((x) => x.mul(-1).sub(x)));
    expect(idsOf(names)).toEqual({ 'is a line': 'one-missing' });
    expect(names['is a line']?.explanation).toEqual({
      en: `words ${MORE}`,
      ko: expect.stringMatching(/^말 .*[가-힣]/),
    });
  });

  test('that are not have none', async () => {
    expect(idsOf(await namesOf(lineOf((x) => x.mul(-3))))).toEqual({ 'is a line': undefined });
  });
});

describe('an answer that is another one each time', () => {
  test.each<[string, () => Partial<Topic>, string]>([
    [
      'because a variable of the file is kept',
      () => {
        let sign = 1;
        return { pair: (x) => ({ same: x.copy(), line: x.mul(3).add((sign *= -1)) }) };
      },
      'changes-by-itself',
    ],
    [
      'because a sum goes on',
      () => {
        let calls = 0;
        return { pair: (x) => ({ same: x.copy(), line: x.mul(2).add(++calls) }) };
      },
      'keeps-adding',
    ],
  ])('%s', async (_, answer, id) => {
    expect(Object.values(idsOf(await namesOf(answer())))).toContain(id);
  });

  test('but only by the numbers that it is given, is no such answer', async () => {
    const ids = Object.values(idsOf(await namesOf(lineOf((x) => x.mul(x)))));
    expect(ids).toEqual([undefined]);
  });
});
