// The verdict of `npm run check` and the grader's are the same: of each topic some known answers here, all of them in `npm run judges`.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { topicNames, type TopicName } from '../support/course';
import { type KnownAnswer, knownAnswersOf, TwoJudges } from '../support/two-judges';

/** What it returns are objects of another topic's classes: the grader has only their fields, and must find the name by these. */
const WITH_LAYERS: KnownAnswer = {
  topic: '17-layered-network',
  kind: 'mistakes',
  id: 'layers-end-with-loss',
};

if (process.platform === 'win32') {
  test.skip('the grader needs pipes that block, which Windows has not', () => {});
} else {
  describe('both judges say the same of', () => {
    let judges: TwoJudges;
    beforeAll(() => {
      judges = new TwoJudges(7);
    });
    afterAll(() => judges.close());

    const answers = [...topicNames().flatMap(sample), WITH_LAYERS].map(
      (answer) => [Object.values(answer).join(' '), answer] as const,
    );
    test.each(answers)('%s', async (_, answer) => {
      expect(await judges.differences(answer)).toEqual([]);
    });
  });
}

/** Of every sixth topic a mistake or an alternative in turn, and of one the stub; of every fourth one an answer with a class of its own, if there is any. */
function sample(topic: TopicName): KnownAnswer[] {
  const answers = knownAnswersOf(topic);
  const number = topicNames().indexOf(topic);
  const nth = (kind: KnownAnswer['kind']): KnownAnswer[] => {
    const ofKind = answers.filter((answer) => answer.kind === kind);
    return ofKind.length === 0 ? [] : [ofKind[(7 * number + 3) % ofKind.length]];
  };
  const [ownClass] = answers.filter(({ id }) => id.includes('own-class'));
  return [
    ...(number % 6 === 0 ? nth(number % 12 === 0 ? 'mistakes' : 'alternatives') : []),
    ...(ownClass === undefined || number % 4 !== 1 ? [] : [ownClass]),
    ...(number === 10 ? nth('stub') : []),
  ];
}
