// The verdict of `npm run check` and the grader's are the same: of each topic some known answers here, all of them in `npm run judges`.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { topicNames, type TopicName } from '../support/course';
import { type KnownAnswer, knownAnswersOf, TwoJudges } from '../support/two-judges';

jest.setTimeout(300_000);

/** Rejected by both judges, but the grader finds no name: of layers that are made in another process it has only the fields. */
const WITHOUT_NAME = ['17-layered-network mistakes layers-end-with-loss'];

if (process.platform === 'win32') {
  test.skip('the grader needs pipes that block, which Windows has not', () => {});
} else {
  describe('both judges say the same of', () => {
    let judges: TwoJudges;
    beforeAll(() => {
      judges = new TwoJudges(7);
    });
    afterAll(() => judges.close());

    const answers = topicNames()
      .flatMap(sample)
      .map((answer) => [Object.values(answer).join(' '), answer] as const);
    test.each(answers.filter(([name]) => !WITHOUT_NAME.includes(name)))('%s', async (_, answer) => {
      expect(await judges.differences(answer)).toEqual([]);
    });

    // Whoever mends one of these takes it off the list: a test that is expected to fail fails when it passes.
    test.failing.each(answers.filter(([name]) => WITHOUT_NAME.includes(name)))('%s', async (_, answer) => {
      expect(await judges.differences(answer)).toEqual([]);
    });
  });
}

/**
 * Of every other topic a mistake or an alternative in turn, and now and then the stub; one with a class of its own wherever there is
 * one.
 */
function sample(topic: TopicName): KnownAnswer[] {
  const answers = knownAnswersOf(topic);
  const number = topicNames().indexOf(topic);
  const nth = (kind: KnownAnswer['kind']): KnownAnswer[] => {
    const ofKind = answers.filter((answer) => answer.kind === kind);
    return ofKind.length === 0 ? [] : [ofKind[(7 * number + 3) % ofKind.length]];
  };
  const [ownClass] = answers.filter(({ id }) => id.includes('own-class'));
  return [
    ...(number % 2 === 1 ? [] : nth(number % 4 === 0 ? 'mistakes' : 'alternatives')),
    ...(ownClass === undefined ? [] : [ownClass]),
    ...(number % 5 === 0 ? nth('stub') : []),
  ];
}
