// What the teacher is told at the end: whatever is missing or not graded appears here, too, and not only in a report.
import { type Course, numberOf } from '#engine/course/course';
import { sanitize } from '../shared/sanitize';
import { say } from './spoken';
import { leftOutOfTables } from './reports';
import { shownName, totalOf, type Verdict } from './score/verdict';

const MOST_LISTED = 20;

/** The first names of many. */
export function listed(names: string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => sanitize(name, 60));
  return `${shown.join(', ')}${names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : ''}`;
}

/** Who has nothing, who could not be graded, and who is not in a table for a platform. */
export function sayAbout(course: Course, verdicts: Verdict[], { tables = true } = {}): void {
  sayEmpty(course, verdicts);
  sayUnwritten(verdicts);
  sayUnread(verdicts);
  sayUngraded(verdicts);
  if (tables) sayLeftOut(course, verdicts);
}

/** No zero without a word. */
function sayEmpty(course: Course, verdicts: Verdict[]): void {
  const empty = verdicts.filter(isEmpty);
  for (const { name, notes } of empty.slice(0, MOST_LISTED)) {
    const why =
      notes.length > 0
        ? notes.map((note) => say(sanitize(note, 200))).join('; ')
        : 'none of its files has the name of an exercise';
    console.log(say(`no exercise was found in ${sanitize(name)}, so it gets 0 points: ${why}`));
  }
  if (empty.length > MOST_LISTED) console.log(say(`… and in ${empty.length - MOST_LISTED} more`));
  if (empty.length === verdicts.length && verdicts.length > 1) {
    console.log(
      say(
        `Not one exercise was found in the whole class: is this the right folder? Exercises have names such as ${course.topicNames()[0]}.ts.`,
      ),
    );
  }
}

/** Who has handed in the exercises as the course hands them out, or with nothing in them that could be judged. */
function sayUnwritten(verdicts: Verdict[]): void {
  const unwritten = verdicts.filter(
    (verdict) =>
      !isEmpty(verdict) && verdict.topics.every(({ state }) => state === 'missing' || state === 'unwritten'),
  );
  if (unwritten.length === 0) return;
  console.log(say(`nothing is written yet, so it is 0 points: ${listed(unwritten.map(shownName))}`));
}

/** Topics that have no points because of their file, and not of what is in it, in submissions that hold others. */
function sayUnread(verdicts: Verdict[]): void {
  const lines = verdicts
    .filter((verdict) => !isEmpty(verdict))
    .flatMap(({ name, topics }) => {
      const unread = topics.filter(
        ({ state, reason }) => state === 'unreadable' || (state === 'missing' && reason !== undefined),
      );
      return unread.length === 0 ? [] : [{ name, unread }];
    });
  for (const { name, unread } of lines.slice(0, MOST_LISTED)) {
    const why = unread.map(
      ({ topic, reason = '' }) => `${numberOf(topic)}: ${say(sanitize(firstLine(reason), 200))}`,
    );
    console.log(say(`no points in ${sanitize(name)} for ${why.join('; ')}`));
  }
  if (lines.length > MOST_LISTED) console.log(say(`… and in ${lines.length - MOST_LISTED} more`));
}

function isEmpty({ topics }: Verdict): boolean {
  return topics.every(({ state }) => state === 'missing');
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}

function sayUngraded(verdicts: Verdict[]): void {
  const ungraded = verdicts.filter((verdict) => totalOf(verdict) === undefined);
  for (const { name, topics } of ungraded.slice(0, MOST_LISTED)) {
    const failed = topics.filter(({ state }) => state === 'ungradable');
    const reasons = new Set(failed.map(({ reason = '' }) => say(sanitize(reason, 200))));
    console.log(say(`could not be graded: ${sanitize(name)}: ${[...reasons].join('; ')}`));
  }
  if (ungraded.length > MOST_LISTED)
    console.log(say(`… and ${ungraded.length - MOST_LISTED} more could not be graded`));
}

function sayLeftOut(course: Course, verdicts: Verdict[]): void {
  for (const [table, leftOut] of Object.entries(leftOutOfTables(course, verdicts))) {
    const reasons = new Map<string, string[]>();
    for (const { name, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), name]);
    for (const [why, names] of reasons) console.log(say(`not in ${table}: ${listed(names)} (${say(why)})`)); // a name may look like the end of the list
  }
}
