// Answers of another kind than the task asks for, in the grader, which has only stand-ins for them: the sentence is the one of `npm run check`.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../../tools/grade/judge/judge';
import { JudgePool } from '../../../../tools/grade/judge/pool';
import { problemInWords } from '../../../../tools/shared/in-words';
import { COURSE } from '../../support/course';
import { confinementHere } from '../../support/grader';
import { edited, NET, ODD_ANSWERS, type OddAnswer } from '../../support/odd-answers';

const OPTIMIZERS = '18-optimizers';

/** Where the suite looks at the names of what comes. */
const NO_RECORDS: OddAnswer[] = [
  [
    'an async update',
    OPTIMIZERS,
    (text) => text.replace(/^ {2}update\((.*)\): Params \{/m, '  async update($1) {'),
    /promise.*`async`/,
  ],
  [
    'an update that returns a Map',
    OPTIMIZERS,
    (text) => text.replace(/^ {2}update\((.*)\): Params \{/m, '  update($1) {\n    return new Map();'),
    /returned an object of the class Map, expected an object with the names \{ W1, b1 \}/,
  ],
];

if (process.platform === 'win32') {
  test.skip('the grader needs pipes that block, which Windows has not', () => {});
} else {
  describe('the grader says of', () => {
    let pool: JudgePool;
    beforeAll(() => {
      const confinement = confinementHere().kind;
      pool = new JudgePool(COURSE, { ...DEFAULT_LIMITS, confinement, seed: 1 }, 1);
    });
    afterAll(() => pool.close());

    const ofClasses = ODD_ANSWERS.filter(([, topic]) => topic === NET);
    test.each([...ofClasses, ...NO_RECORDS])('%s what it is', async (_, topic, edit, words) => {
      const [{ tests }] = await pool.judge({ [topic]: edited(topic, edit) });
      const failed = tests.find(({ status }) => status === 'failed')!;
      expect(problemInWords(failed, COURSE.translation(topic, 'en'))).toMatch(words);
    });
  });
}
