// The same answer before two judges: the one of `npm run check`, in whose process it runs, and another: the grader's, to whom values cross by
// copy, or that of the site.
import { readFileSync } from 'node:fs';
import type { SuiteOutcome, TestOutcome } from '#engine/runner/outcome';
import { DEFAULT_LIMITS } from '../../../tools/grade/judge/judge';
import { JudgePool } from '../../../tools/grade/judge/pool';
import { Judge } from '../../../tools/shared/judge';
import { variantRequests } from '../../../tools/shared/suites';
import { COURSE, type TopicName } from './course';
import { confinementHere } from './grader';
import { knownAnswer } from './handed-in';

/** An answer that the course knows: "03-mini-batch mistakes/same-index". */
export interface KnownAnswer {
  topic: TopicName;
  kind: 'solution' | 'stub' | 'mistakes' | 'alternatives';
  id: string;
}

/** Solution and stub, and all mistakes and alternatives. */
export function knownAnswersOf(topic: TopicName): KnownAnswer[] {
  const variants = (['mistakes', 'alternatives'] as const).flatMap((kind) =>
    variantRequests(COURSE, topic, kind).map(({ variant: { id } }): KnownAnswer => ({ topic, kind, id })),
  );
  return [{ topic, kind: 'solution', id: '' }, { topic, kind: 'stub', id: '' }, ...variants];
}

/** The judge that is compared with the one at home. */
export interface OtherJudge {
  /** "the grader" */
  name: string;
  judge(topic: TopicName, text: string): Promise<Pick<SuiteOutcome, 'tests' | 'crash'>>;
  close?(): void;
}

/** Judges as `npm run grade` does. */
function graderWith(seed: number): OtherJudge {
  // What is compared is the verdict, and not how busy the machine is: there is time for everything that ends.
  const rules = {
    ...DEFAULT_LIMITS,
    time: { call: 20_000, topic: 200_000 },
    confinement: confinementHere().kind,
    seed,
  };
  const pool = new JudgePool(COURSE, rules, 1);
  return {
    name: 'the grader',
    judge: async (topic, text) => (await pool.judge({ [topic]: text }))[0],
    close: () => pool.close(),
  };
}

export class TwoJudges {
  private readonly atHome = new Judge(COURSE);
  private readonly other: OtherJudge;

  constructor(
    private readonly seed: number,
    other?: OtherJudge,
  ) {
    this.other = other ?? graderWith(seed);
  }

  /** What they don't agree about, test by test. Empty when they agree. */
  async differences(answer: KnownAnswer): Promise<string[]> {
    const { topic, kind, id } = answer;
    const isVariant = kind === 'mistakes' || kind === 'alternatives';
    const file = kind === 'stub' ? COURSE.exercise(topic) : COURSE.solution(topic);
    const text = isVariant ? knownAnswer(topic, kind, id) : readFileSync(file, 'utf8');
    const standIn = isVariant ? { variant: { kind, id } } : { file };
    const home = await this.atHome.run({ topic, ...standIn, seed: this.seed });
    const { name: place } = this.other;
    const other = await this.other.judge(topic, text);
    const name = `${topic} ${kind} ${id}`.trim();
    if (home.crash !== undefined || other.crash !== undefined) {
      return [`${name}: ${home.crash ?? 'runs'} in check, ${other.crash ?? 'runs'} in ${place}`];
    }
    if (home.tests.length === 0 || home.tests.length !== other.tests.length) {
      return [`${name}: ${home.tests.length} tests in check, ${other.tests.length} in ${place}`];
    }
    return home.tests.flatMap((test, i) => {
      const [atHome, there] = [test, other.tests[i]].map(inWords);
      return atHome === there ? [] : [`${name}: ${atHome} in check, but ${there} in ${place}`];
    });
  }

  close(): void {
    this.atHome.close();
    this.other.close?.();
  }
}

/** What a test found, and the mistake that it named. What is shown of it may differ: another engine has other last digits. */
function inWords({ block, sentence, status, finding }: TestOutcome): string {
  const mistake = finding?.diagnosis === undefined ? '' : ` (${finding.diagnosis.id})`;
  return `${block} ${sentence}: ${status}${mistake}`;
}
