// What is checked of a topic: its files, and the outcome of its suite on the stub, the solution, a known mistake, a known right answer.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, Language, TopicName } from '#engine/course/course';
import { type SuiteOutcome, holds } from '#engine/runner/outcome';
import { phraseOf } from '#engine/suite/problem';
import { asWritten } from '#engine/words/phrase';
import { packDifference } from '../shared/stubs';
import { claimProblems, claimsOf, otherClaimProblems } from './claims';
import { checkLesson } from './lessons';
import { findingLack, type Lack, lessonLack, sentenceLack, translationsOf } from './translations';
import { twinDifference } from './twins';

/** One thing that was checked: which column of the table it counts in, and what is wrong, if anything. */
export interface Check {
  /** A translation counts in the column of its language. */
  column: (typeof COLUMNS)[number] | Language;
  problem?: string;
  /** What is not translated yet, where the course doesn't ask for that. It fails nothing. */
  pending?: string;
}

/** The kinds of checks, in order of the table; the languages that the course is translated into follow them. */
export const COLUMNS = [
  'twins',
  'stub',
  'solution',
  'rejected',
  'named',
  'accepted',
  'lesson',
  'hints',
] as const;

/** From a first nudge to almost the answer. */
const FEWEST_HINTS = 3;

/** What is checked of no topic: the READMEs' lists of topics, and the claims of these and of all other files that are no lessons. */
export function courseChecks(course: Course): Check[] {
  const claims = claimsOf(course);
  const problems = claims === undefined ? [] : otherClaimProblems(course, claims);
  return [...unlisted(course), ...problems.map((problem): Check => ({ column: 'lesson', problem }))];
}

/** A README that links to lessons is to link to each. What is missing fails nothing: a new topic works without. */
function unlisted(course: Course): Check[] {
  return course.languages.flatMap((language) => {
    const readme = language === course.mainLanguage ? 'README.md' : `README.${language}.md`;
    const file = join(course.root, readme);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const lessons = course
      .topicNames()
      .map((topic) => course.lessonFile(topic, language))
      .filter((lesson) => existsSync(lesson))
      .map((lesson) => course.pathOf(lesson));
    const missing = lessons.filter((lesson) => !text.includes(`](${lesson})`));
    if (missing.length === lessons.length) return []; // it lists none
    return missing.map((lesson): Check => ({
      column: 'lesson',
      pending: `${readme} has no link to ${lesson}`,
    }));
  });
}

/** The files without which a topic can't be checked, each with the column in which it is missed. Its lesson is a check of its own. */
const NEEDED = [
  ['twins', 'exercise'],
  ['solution', 'solution'],
  ['stub', 'suite'],
  ['rejected', 'mistakes'],
] as const;

/** What a topic lacks before it can be checked: a file of its own, or the solution of an earlier topic, which it may import. */
export function filesMissing(course: Course, topic: TopicName): Check[] {
  const own = NEEDED.filter(([, file]) => !existsSync(course[file](topic)));
  const missing = own.map(([column, file]): Check => {
    return { column, problem: `${topic}: there is no ${course.pathOf(course[file](topic))}` };
  });
  const earlier = course.topicNames().find((other) => other < topic && !course.hasSolution(other));
  if (missing.length > 0 || earlier === undefined) return missing;
  const solution = course.pathOf(course.solution(earlier));
  return [{ column: 'solution', problem: `${topic}: not checked, because there is no ${solution}` }];
}

/** What can be checked without running a suite. */
export function staticChecks(course: Course, topic: TopicName): Check[] {
  const difference = twinDifference(course, topic);
  return [
    { column: 'twins', problem: difference && `${topic}: ${difference}` },
    checkPacked(course, topic),
    ...lessonChecks(course, topic),
    ...claimChecks(course, topic),
    ...translationsOf(course).map((language) =>
      checkTranslation(course, topic, language, lessonLack(course, topic, language)),
    ),
  ];
}

/** What `npm run reset` gives back is the exercise. */
function checkPacked(course: Course, topic: TopicName): Check {
  const difference = packDifference(course, topic, readFileSync(course.exercise(topic), 'utf8'));
  return { column: 'stub', problem: difference && `${topic}: ${difference}` };
}

/** The lesson is there, its code gives the values shown, and each function has hints. */
function lessonChecks(course: Course, topic: TopicName): Check[] {
  const lesson = course.lessonFile(topic, course.mainLanguage);
  if (!existsSync(lesson)) return [{ column: 'lesson', problem: `${topic}: there is no lesson` }];

  const values = checkLesson(lesson).map(({ line, expression, shown, found }): Check => {
    const problem =
      found && `${course.pathOf(lesson)}:${line}: ${expression} is ${found}, but the lesson shows ${shown}`;
    return { column: 'lesson', problem };
  });
  const hints = [...course.lesson(topic, course.mainLanguage).hints].map(([name, ladder]): Check => {
    const problem =
      ladder.length >= FEWEST_HINTS
        ? undefined
        : `${topic}: hints for ${name}: ${ladder.length} of at least ${FEWEST_HINTS}`;
    return { column: 'hints', problem };
  });
  return [...values, ...hints];
}

/** What is wrong with what the lessons say of real data. */
function claimChecks(course: Course, topic: TopicName): Check[] {
  const claims = claimsOf(course);
  if (claims === undefined) return [];
  return [course.mainLanguage, ...translationsOf(course)]
    .filter((language) => existsSync(course.lessonFile(topic, language)))
    .flatMap((language) => {
      const column = language === course.mainLanguage ? 'lesson' : language;
      return claimProblems(course, topic, language, claims).map((problem): Check => ({ column, problem }));
    });
}

/** One thing that is to be translated. What is missing is pending, unless the course asks for all of it. */
function checkTranslation(
  course: Course,
  topic: TopicName,
  language: Language,
  lack: Lack | undefined,
): Check {
  if (lack === undefined) return { column: language };
  const isPending = lack.kind === 'missing' && course.settings.translations === 'pending';
  return { column: language, [isPending ? 'pending' : 'problem']: `${topic}: ${lack.what}` };
}

/** Each block of the suite stops at its first gate, unwritten; nothing passes, nothing fails otherwise. */
export function checkStub({ topic, tests, crash }: SuiteOutcome): Check {
  const blocks = new Set(tests.map(({ block }) => block));
  const unwritten = new Set(tests.filter(({ status }) => status === 'unwritten').map(({ block }) => block));
  const odd = tests.find(({ status }) => status === 'passed' || status === 'failed');
  const open = [...blocks].find((block) => !unwritten.has(block));
  if (crash !== undefined)
    return { column: 'stub', problem: `${topic}: the stub crashes: ${asWritten(crash)}` };
  if (odd)
    return { column: 'stub', problem: `${topic}: on the stub, "${odd.block} ${odd.sentence}" ${odd.status}` };
  if (open) return { column: 'stub', problem: `${topic}: on the stub, ${open} is not said to be unwritten` };
  return { column: 'stub' };
}

/** Each law is said in all languages. Whatever the answer, a suite lists all its tests. */
export function checkSentences(course: Course, { topic, tests }: SuiteOutcome): Check[] {
  const sentences = tests.map(({ sentence }) => sentence);
  return translationsOf(course).map((language) =>
    checkTranslation(course, topic, language, sentenceLack(course, topic, language, sentences)),
  );
}

export function checkPasses(column: Check['column'], who: string, outcome: SuiteOutcome): Check {
  if (holds(outcome)) return { column };
  const reason = outcome.crash === undefined ? firstFailure(outcome) : asWritten(outcome.crash);
  return { column, problem: `${outcome.topic}: ${who} does not pass: ${reason} (seed ${outcome.seed})` };
}

function firstFailure({ tests }: SuiteOutcome): string {
  const { block, sentence, finding, status } = tests.find((test) => test.status !== 'passed')!;
  return `${block} ${sentence}: ${finding === undefined ? status : asWritten(phraseOf(finding.problem))}`;
}

/**
 * How many inputs a mistake is tried on at first: a law that is broken by one of these is broken by one of the usual number. A mistake that
 * these don't show is tried on all.
 */
const FEW_INPUTS = 8;

/** Checks a mistake, in less time where few inputs are enough. */
export async function tryMistake(
  course: Course,
  id: string,
  run: (mostInputs?: number) => Promise<SuiteOutcome>,
): Promise<Check[]> {
  const checks = checkMistake(course, id, await run(FEW_INPUTS));
  const isEnough = checks.every(({ problem }) => problem === undefined);
  return isEnough ? checks : checkMistake(course, id, await run());
}

/** A mistake must fail a test, the diagnosis must name it and no other, and what was found can be said in all languages. */
export function checkMistake(course: Course, id: string, outcome: SuiteOutcome): Check[] {
  const { topic, tests, crash, seed } = outcome;
  const failed = tests.filter(({ status }) => status === 'failed');
  const named = new Set(failed.flatMap(({ finding }) => finding?.diagnosis?.id ?? []));
  const rejected = crash === undefined && failed.length > 0;
  const alone = named.has(id) && named.size === 1;
  const instead = named.size === 0 ? 'nothing' : [...named].join(', ');
  return [
    {
      column: 'rejected',
      problem: rejected
        ? undefined
        : `${topic}: the mistake ${id} passes (seed ${seed}) ${asWritten(crash ?? '')}`,
    },
    {
      column: 'named',
      problem: alone ? undefined : `${topic}: the mistake ${id} is diagnosed as ${instead} (seed ${seed})`,
    },
    ...translationsOf(course).map((language) => {
      const lacks = failed.map((test) => findingLack(course, topic, language, test));
      return checkTranslation(
        course,
        topic,
        language,
        lacks.find((lack) => lack !== undefined),
      );
    }),
  ];
}
