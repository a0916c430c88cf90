// What a submission is worth, from what was handed in and what was found.
import { describe, expect, test } from '@jest/globals';
import type { TestStatus } from '#engine/runner/outcome';
import type { Baseline } from '../../../../tools/grade/score/baseline';
import type { SubmittedFiles } from '../../../../tools/grade/intake';
import type { JudgedTopic, JudgedTest } from '../../../../tools/grade/judge/judge';
import {
  shownName,
  totalOf,
  type TopicVerdict,
  type Verdict,
  verdictOn,
} from '../../../../tools/grade/score/verdict';

/** A block with an example, a law that a lazy answer obeys, and two laws that none does; and a block with only an example. */
const course: Baseline = {
  a: [
    { block: 'f', sentence: 'is 1 of 1', kind: 'example', trivial: false },
    { block: 'f', sentence: 'is a number', kind: 'law', trivial: true },
    { block: 'f', sentence: 'grows', kind: 'law', trivial: false },
    { block: 'f', sentence: 'is even', kind: 'law', trivial: false },
    { block: 'g', sentence: 'is 2 of 2', kind: 'example', trivial: false },
  ],
};

const handedIn = (more: Partial<SubmittedFiles> = {}): SubmittedFiles => ({
  files: { a: 'text' },
  helpers: {},
  problems: {},
  failures: {},
  nearly: {},
  notes: ['a note'],
  ...more,
});

const alice = { name: 'alice', student: { login: 'alice' } };

/** What was found, with tests of these statuses. */
function findingWith(statuses: TestStatus[], more: Partial<JudgedTopic> = {}): JudgedTopic {
  const tests = course.a.map(({ block, sentence, kind }, i): JudgedTest => ({
    block,
    sentence,
    kind,
    status: statuses[i],
  }));
  return { topic: 'a', tests, seconds: 3, ...more };
}

const verdictWith = (finding?: JudgedTopic, given = handedIn()): Verdict =>
  verdictOn(alice, given, finding === undefined ? [] : [finding], course, false);
const topicWith = (...given: Parameters<typeof verdictWith>): TopicVerdict => verdictWith(...given).topics[0];

const [passed, failed, unwritten, skipped]: TestStatus[] = ['passed', 'failed', 'unwritten', 'skipped'];
const all: TestStatus[] = [passed, passed, passed, passed, passed];

describe('a verdict', () => {
  test('has a name, the notes, and whether the code was confined', () => {
    const verdict = verdictOn(alice, handedIn(), [findingWith(all)], course, true);
    expect(verdict).toMatchObject({ name: 'alice', notes: ['a note'], unconfined: true });
    expect(verdict.topics.map(({ topic }) => topic)).toEqual(['a']);
    expect(verdictWith(findingWith(all)).unconfined).toBe(false);
  });

  test('on what could not be judged says why, and gives no points', () => {
    const base = { topic: 'a', points: 0, possible: 5, tests: [], seconds: 0 };
    expect(topicWith(undefined, handedIn({ files: {} }))).toEqual({ ...base, state: 'missing' });
    expect(topicWith(undefined)).toEqual({ ...base, state: 'ungradable', reason: 'the grader failed' });
    expect(topicWith(undefined, handedIn({ problems: { a: 'a link' } }))).toEqual({
      ...base,
      state: 'unreadable',
      reason: 'a link',
    });
    expect(topicWith(undefined, handedIn({ files: {}, failures: { a: 'EACCES' } }))).toEqual({
      ...base,
      state: 'ungradable',
      reason: 'EACCES',
    });
    expect(topicWith(findingWith([], { tests: [], crash: 'no' }))).toEqual({
      ...base,
      state: 'unreadable',
      reason: 'no',
      seconds: 3,
    });
    expect(topicWith(findingWith([], { tests: [], crash: 'not written', unwritten: true }))).toEqual({
      ...base,
      state: 'unwritten',
      seconds: 3,
    });
  });

  test('on what the grader came to no result with says so, and gives no points', () => {
    const busy = 'the machine was too busy';
    expect(topicWith(findingWith([], { failure: busy }))).toMatchObject({
      ...{ state: 'ungradable', reason: busy },
      ...{ points: 0, tests: [] },
    });
  });

  test('keeps what was judged before, as long as the file is there and can be read', () => {
    const known = { a: { ...topicWith(findingWith(all)), seconds: 99 } };
    const again = (given: SubmittedFiles): TopicVerdict =>
      verdictOn(alice, given, [], course, false, known).topics[0];
    expect(again(handedIn())).toBe(known.a);
    expect(again(handedIn({ files: {} })).state).toBe('missing');
    expect(again(handedIn({ files: {}, failures: { a: 'EIO' } })).state).toBe('ungradable');
  });

  test('says whose it is, and what else the student seems to have handed in', () => {
    const given = { ...alice, doubles: ['alice.ZIP'] };
    expect(verdictOn(given, handedIn(), [], course, false)).toMatchObject(given);
    expect(shownName({ name: 'x', student: { login: 'lee', name: 'Ann Lee' } })).toBe('Ann Lee (lee)');
    expect(shownName({ name: 'x', student: { name: 'Ann Lee' } })).toBe('Ann Lee (x)');
    expect(shownName({ name: 'Ann', student: { login: 'lee', name: 'Ann' } })).toBe('Ann');
    expect(shownName(alice)).toBe('alice');
  });

  test('has what the compiler says beside it, which changes nothing else', () => {
    const reports = { a: 'a.ts:1:1 - error', b: 'of another topic' };
    const { topics } = verdictOn(alice, handedIn(), [findingWith(all)], course, false, {}, reports);
    expect(topics).toEqual([{ ...topicWith(findingWith(all)), types: reports.a }]);
    expect(topicWith(findingWith(all))).not.toHaveProperty('types');
  });

  test('takes the finding of its own topic', () => {
    const other: JudgedTopic = { topic: 'b', tests: [], seconds: 1 };
    expect(verdictOn(alice, handedIn(), [other, findingWith(all)], course, false).topics[0].points).toBe(5);
  });

  test('is none when other tests came back than those of the suite', () => {
    const { tests } = findingWith(all);
    const [first, ...rest] = tests;
    const forged = [
      rest,
      [...tests, first],
      [{ ...first, sentence: 'is 0' }, ...rest],
      [{ ...first, block: 'g' }, ...rest],
    ];
    for (const strange of forged) {
      expect(topicWith(findingWith([], { tests: strange }))).toEqual({
        topic: 'a',
        state: 'ungradable',
        reason: 'not exactly the tests of the suite came back: was the course edited meanwhile? Grade again',
        points: 0,
        possible: 5,
        tests: [],
        seconds: 3,
      });
    }
  });
});

describe('points', () => {
  /** State and points for tests of these statuses. */
  function pointsFor(statuses: TestStatus[]): [string, number, (0 | 1)[]] {
    const { state, points, tests } = topicWith(findingWith(statuses));
    expect(tests.map(({ status }) => status)).toEqual(statuses);
    return [state, points, tests.map((test) => test.points)];
  }

  test('are one for each test that passes', () => {
    expect(pointsFor(all)).toEqual(['judged', 5, [1, 1, 1, 1, 1]]);
    expect(pointsFor([passed, failed, passed, failed, failed])).toEqual(['judged', 2, [1, 0, 1, 0, 0]]);
  });

  test('count in a block when a law holds that no lazy answer obeys: knowing examples by heart earns none', () => {
    expect(pointsFor([passed, passed, failed, failed, failed])).toEqual(['judged', 0, [0, 0, 0, 0, 0]]);
    expect(pointsFor([passed, passed, failed, passed, failed])).toEqual(['judged', 3, [1, 1, 0, 1, 0]]);
  });

  test('count in a block without such a law as they are', () => {
    expect(pointsFor([failed, failed, failed, failed, passed])).toEqual(['judged', 1, [0, 0, 0, 0, 1]]);
  });

  test('are none where nothing is written', () => {
    expect(pointsFor([unwritten, skipped, skipped, skipped, unwritten])).toEqual([
      'unwritten',
      0,
      [0, 0, 0, 0, 0],
    ]);
    expect(pointsFor([unwritten, skipped, skipped, skipped, failed])).toEqual(['judged', 0, [0, 0, 0, 0, 0]]);
  });
});

describe('the total', () => {
  const topic = (points: number, state: TopicVerdict['state'] = 'judged'): TopicVerdict => ({
    topic: 'a',
    state,
    points,
    possible: 5,
    tests: [],
    seconds: 0,
  });
  const verdict = (...topics: TopicVerdict[]): Verdict => ({
    ...alice,
    topics,
    notes: [],
    unconfined: false,
  });

  test('is the sum over the topics', () => {
    expect(totalOf(verdict(topic(3), topic(1), topic(0, 'missing')))).toEqual({ points: 4, possible: 15 });
    expect(totalOf(verdict())).toEqual({ points: 0, possible: 0 });
  });

  test('is none where a topic could not be graded', () => {
    expect(totalOf(verdict(topic(3), topic(0, 'ungradable')))).toBeUndefined();
  });
});
