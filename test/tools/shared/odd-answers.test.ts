// Answers of another kind than the task asks for, judged as they are: one sentence says what it is and what to do.
import { phraseOf } from '#engine/suite/problem';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pc from 'picocolors';
import type { SuiteOutcome } from '#engine/runner/outcome';
import { problemInWords } from '../../../tools/shared/in-words';
import { Judge } from '../../../tools/shared/judge';
import { COURSE, type TopicName } from '../support/course';
import { edited, MSE, ODD_ANSWERS } from '../support/odd-answers';
import { verdictLines } from '../../../tools/shared/verdict';

let folder: string;
let judge: Judge;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
  judge = new Judge(COURSE);
});
afterAll(() => {
  judge.close();
  rmSync(folder, { recursive: true });
});

/** Judges the solution of a topic after an edit. */
async function judged(topic: TopicName, edit: (solution: string) => string): Promise<SuiteOutcome> {
  const file = join(folder, `${topic}.ts`);
  writeFileSync(file, edited(topic, edit));
  return judge.run({ topic, file, seed: 1 });
}

describe.each(ODD_ANSWERS)('%s', (_, topic, edit, words) => {
  let outcome: SuiteOutcome;
  beforeAll(async () => void (outcome = await judged(topic, edit)));

  test('is told in one sentence, with what to do, in both languages', () => {
    expect(outcome.crash).toBeUndefined();
    expect(outcome.cutShort).toBeUndefined();
    const failed = outcome.tests.find(({ status }) => status === 'failed')!;
    const [english, korean] = ['en', 'ko'].map((language) => COURSE.translation(topic, language));
    const said = problemInWords(failed, english);
    expect(said).toMatch(words);
    expect(said).not.toContain('\n');
    expect(problemInWords(failed, korean)).toMatch(/[가-힣]/);
    expect(korean.untranslated(phraseOf(failed.finding!.problem, failed.block))).toEqual([]);
  });
});

describe('what is printed', () => {
  const english = { colors: pc.createColors(false), language: 'en', width: 80 } as const;

  test('while the file loads is shown where it ends in an error, without the words of jest', async () => {
    const outcome = await judged(
      MSE,
      (text) => `${text}\nconsole.log('on the way');\nthrow new Error('no luck');\n`,
    );
    const shown = verdictLines(COURSE, outcome, english).join('\n');
    expect(shown).toMatch(/no luck\n.*it printed:\n +on the way$/s);
    expect(shown).not.toMatch(/suite|Object\.<anonymous>|\|/);
  });

  test('is shown where every law holds: its beginning, and how much more there is', async () => {
    const outcome = await judged(
      MSE,
      (text) => `${text}\nfor (let i = 0; i < 20; i++) console.log('line', i);\n`,
    );
    const shown = verdictLines(COURSE, outcome, english).join('\n');
    expect(shown).toMatch(/all \d+ laws hold/);
    expect(shown).toMatch(/line 11\n +… and 8 more lines$/);
  });
});
