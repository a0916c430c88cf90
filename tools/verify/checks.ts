// What is checked of a topic: its files, and the outcome of its suite on the stub, the solution, a known mistake, a known right answer.
import { existsSync, readFileSync } from 'node:fs';
import { readLesson } from '../shared/lessons';
import { packDifference } from '../shared/stubs';
import type { SuiteOutcome } from '../shared/suites';
import { holds } from '../shared/verdict';
import { pathOf, type TopicName } from '../shared/topics';
import { checkLesson } from './lessons';
import { findingDifference, sentenceDifference, translationDifference } from './translations';
import { twinDifference } from './twins';

/** One thing that was checked: which column of the table it counts in, and what is wrong, if anything. */
export interface Check {
  column: 'twins' | 'stub' | 'solution' | 'rejected' | 'named' | 'accepted' | 'lesson' | 'hints' | 'korean';
  problem?: string;
}

/** What can be checked without running a suite. */
export function staticChecks(topic: TopicName): Check[] {
  const difference = twinDifference(topic);
  return [
    { column: 'twins', problem: difference && `${topic}: ${difference}` },
    checkPacked(topic),
    ...lessonChecks(topic),
  ];
}

/** What `npm run reset` gives back is the exercise. */
function checkPacked(topic: TopicName): Check {
  const difference = packDifference(topic, readFileSync(pathOf.exercise(topic), 'utf8'));
  return { column: 'stub', problem: difference && `${topic}: ${difference}` };
}

/** The lesson is there, its code gives the values shown, each function has hints, and Korean is in step. */
function lessonChecks(topic: TopicName): Check[] {
  const lesson = pathOf.lesson(topic, 'en');
  if (!existsSync(lesson)) return [{ column: 'lesson', problem: `${topic}: there is no lesson` }];

  const values = checkLesson(lesson).map(({ line, expression, shown, found }): Check => {
    const problem =
      found && `docs/en/${topic}.md:${line}: ${expression} is ${found}, but the lesson shows ${shown}`;
    return { column: 'lesson', problem };
  });
  const hints = [...readLesson(topic, 'en').hints].map(([name, ladder]): Check => {
    const problem = ladder.length >= 3 ? undefined : `${topic}: only ${ladder.length} hints for ${name}`;
    return { column: 'hints', problem };
  });
  const translated = existsSync(pathOf.lesson(topic, 'ko'));
  const outOfStep = translated ? translationDifference(topic) : 'there is no Korean lesson';
  return [...values, ...hints, { column: 'korean', problem: outOfStep && `${topic}: ${outOfStep}` }];
}

/** Each block of the suite stops at its first gate, unwritten; nothing passes, nothing fails otherwise. */
export function checkStub({ topic, tests, crash }: SuiteOutcome): Check {
  const blocks = new Set(tests.map(({ block }) => block));
  const unwritten = new Set(tests.filter(({ status }) => status === 'unwritten').map(({ block }) => block));
  const odd = tests.find(({ status }) => status === 'passed' || status === 'failed');
  const open = [...blocks].find((block) => !unwritten.has(block));
  if (crash !== undefined) return { column: 'stub', problem: `${topic}: the stub crashes: ${crash}` };
  if (odd)
    return { column: 'stub', problem: `${topic}: on the stub, "${odd.block} ${odd.sentence}" ${odd.status}` };
  if (open) return { column: 'stub', problem: `${topic}: on the stub, ${open} is not said to be unwritten` };
  return { column: 'stub' };
}

/** Each law is said in Korean, too. Whatever the answer, a suite lists all its tests. */
export function checkSentences({ topic, tests }: SuiteOutcome): Check {
  const difference = sentenceDifference(
    topic,
    tests.map(({ sentence }) => sentence),
  );
  return { column: 'korean', problem: difference && `${topic}: ${difference}` };
}

export function checkPasses(column: Check['column'], who: string, outcome: SuiteOutcome): Check {
  if (holds(outcome)) return { column };
  const reason = outcome.crash ?? firstFailure(outcome);
  return { column, problem: `${outcome.topic}: ${who} does not pass: ${reason} (seed ${outcome.seed})` };
}

function firstFailure({ tests }: SuiteOutcome): string {
  const { block, sentence, finding, status } = tests.find((test) => test.status !== 'passed')!;
  return `${block} ${sentence}: ${finding?.message ?? status}`;
}

/** A mistake must fail a test, the diagnosis must name it and no other, and what was found can be said in Korean. */
export function checkMistake(id: string, outcome: SuiteOutcome): Check[] {
  const { topic, tests, crash, seed } = outcome;
  const failed = tests.filter(({ status }) => status === 'failed');
  const named = new Set(failed.flatMap(({ finding }) => finding?.diagnosis?.id ?? []));
  const rejected = crash === undefined && failed.length > 0;
  const alone = named.has(id) && named.size === 1;
  const instead = named.size === 0 ? 'nothing' : [...named].join(', ');
  const inEnglish = failed.map(findingDifference).find((difference) => difference !== undefined);
  return [
    {
      column: 'rejected',
      problem: rejected ? undefined : `${topic}: the mistake ${id} passes (seed ${seed}) ${crash ?? ''}`,
    },
    {
      column: 'named',
      problem: alone ? undefined : `${topic}: the mistake ${id} is diagnosed as ${instead}`,
    },
    { column: 'korean', problem: inEnglish && `${topic}: the mistake ${id}: ${inEnglish}` },
  ];
}
