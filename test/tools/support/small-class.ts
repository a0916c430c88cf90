// A small class with everything that can become of a submission, for the tests of its reports.
import type { GradedTest, TopicVerdict, Verdict } from '../../../tools/grade/score/verdict';

export const [first, second] = ['01-mean-squared-error', '02-cross-entropy-error'];

const words = { en: 'no half', ko: '절반이 없음' };
const explanation = { en: 'The half is missing.', ko: '절반이 빠졌습니다.' };

/** Tests of every kind: one that counts, one that does not count yet, two that fail, one that is not written, one that is skipped. */
export const tests: GradedTest[] = [
  { block: 'f', sentence: 'returns one finite number', kind: 'example', status: 'passed', points: 1 },
  { block: 'f', sentence: 'is *small*', kind: 'law', status: 'passed', points: 0 },
  {
    block: 'f',
    sentence: 'is half the sum of the squared differences',
    kind: 'law',
    status: 'failed',
    points: 0,
    place: 'exercises/01-mean-squared-error.ts:17:10',
    finding: {
      inputs: [
        ['y', '[1]'],
        ['t', '[0]'],
      ],
      problem: { kind: 'differs', received: '1', expected: '0.5' },
      seed: 7,
      diagnosis: { id: 'no-half', name: words, explanation },
    },
  },
  { block: 'f', sentence: 'is 0', kind: 'law', status: 'failed', points: 0 },
  { block: 'g', sentence: 'is 1', kind: 'law', status: 'unwritten', points: 0 },
  { block: 'g', sentence: 'is 2', kind: 'law', status: 'skipped', points: 0 },
];

export function topicWith(topic: string, more: Partial<TopicVerdict>): TopicVerdict {
  return { topic, state: 'judged', points: 0, possible: 6, tests: [], seconds: 2, ...more };
}

export function verdictWith(name: string, topics: TopicVerdict[], more: Partial<Verdict> = {}): Verdict {
  return { name, student: { login: name }, topics, notes: [], unconfined: false, ...more };
}

export const alice = verdictWith('alice', [
  topicWith(first, { points: 1, tests }),
  topicWith(second, { points: 6, tests: Array.from({ length: 6 }, () => tests[0]) }),
]);
export const bob = verdictWith(
  '=bob\n',
  [topicWith(first, { state: 'missing' }), topicWith(second, { state: 'unwritten' })],
  {
    notes: ['a *note*\nof two lines', 'another'],
    unconfined: true,
  },
);
export const carol = verdictWith('carol', [
  topicWith(first, { state: 'unreadable', reason: 'line 3: no `x`\nat all' }),
  topicWith(second, { state: 'ungradable', reason: 'the grader failed' }),
]);
export const dan = verdictWith('dan', [
  topicWith(first, { state: 'unwritten', tests: tests.slice(4) }),
  topicWith(second, { state: 'missing' }),
]);
export const eve = verdictWith('eve', [
  topicWith(first, { state: 'missing' }),
  topicWith(second, {
    points: 6,
    tests: Array.from({ length: 6 }, () => tests[0]),
    types: `exercises/${second}.ts:3:10 - error TS2362: The left-hand side <b>is no number</b>.`,
  }),
]);
