// Tables. grades.csv is for people and their spreadsheets; canvas.csv and moodle.csv are for the importers of these two, each as its
// source takes it (docs/grading.md): they replace grades that are there, so they leave out students whose grade is not known.
import { stringify } from 'csv-stringify/sync';
import { numberOf, type Course } from '#engine/course/course';
import { sanitize } from '../../shared/sanitize';
import { folded } from '../intake/text';
import { totalOf, type TopicVerdict, type Verdict } from '../score/verdict';
import type { Reporting } from './words';

/** Excel takes a file for UTF-8 only when it begins with this; Canvas and Moodle skip it. */
const MARK = '\ufeff';

/** Columns are called alike, whatever language the reports are in: an importer finds them by their names. */
function columnsOf(course: Course, topics: TopicVerdict[]): string[] {
  const titles = topics.map(
    ({ topic }) => `${numberOf(topic)} ${course.lesson(topic, course.mainLanguage).title}`,
  );
  return [...titles, course.name];
}

/** One row for each submission. An empty cell is no zero: it says that there is no grade. */
export function grades(verdicts: Verdict[], reporting: Reporting): string {
  const { course } = reporting;
  const topics = verdicts[0]?.topics ?? [];
  const header = [
    'Student',
    'ID',
    'SIS User ID',
    'SIS Login ID',
    'Section',
    ...columnsOf(course, topics),
    'Remarks',
  ];
  const possible = verdicts.length === 0 ? [] : [[...pointsPossible(verdicts), '']];
  const rows = verdicts.map((verdict) => [
    sanitize(verdict.student.name ?? verdict.name),
    ...[verdict.student.id ?? '', verdict.student.sisId ?? '', verdict.student.login ?? verdict.name, ''].map(
      (cell) => sanitize(cell),
    ),
    ...pointsOf(verdict),
    totalOf(verdict)?.points ?? '',
    remarksOn(verdict, reporting),
  ]);
  // A spreadsheet would compute what begins with = + - @: such a field gets an apostrophe in front.
  return (
    MARK + stringify([header, ...possible, ...rows], { escape_formulas: true, record_delimiter: 'windows' })
  );
}

function pointsPossible(verdicts: Verdict[]): (string | number)[] {
  const all = possibleOf(verdicts);
  return ['Points Possible', '', '', '', '', ...all, all.reduce((sum, points) => sum + points, 0)];
}

/** Where verdicts of several versions of the course stand side by side, the most that there was. */
function possibleOf(verdicts: Verdict[]): number[] {
  const topics = verdicts[0]?.topics ?? [];
  return topics.map((_, i) => Math.max(...verdicts.map((verdict) => verdict.topics[i].possible)));
}

function pointsOf({ topics }: Verdict): (string | number)[] {
  return topics.map(({ state, points }) => (state === 'ungradable' ? '' : points));
}

function remarksOn(verdict: Verdict, reporting: Reporting): string {
  const { doubles = [] } = verdict;
  const remarks = [
    ...(totalOf(verdict) === undefined ? ['not graded: see the feedback'] : []),
    ...(verdict.unconfined ? ['unconfined: can be forged'] : []),
    ...(doubles.length > 0
      ? [`handed in more than once, see ${doubles.map((name) => sanitize(name)).join(', ')}`]
      : []),
  ];
  return remarks.map((remark) => reporting.said(remark)).join('; ');
}

/** A table for an importer, and the submissions that are not in it. */
export interface ImportTable {
  text: string;
  /** By name, with the reason. */
  leftOut: { name: string; why: string }[];
}

/**
 * For Canvas' gradebook. It finds a student by `ID`, else by `SIS User ID`, else by `SIS Login ID`, else by name. It would take an empty
 * cell for the wish to remove a grade, and a column called Notes for its own.
 */
export function canvasTable(course: Course, verdicts: Verdict[]): ImportTable {
  const topics = verdicts[0]?.topics ?? [];
  const header = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...columnsOf(course, topics)];
  const { rows, leftOut } = importable(
    verdicts,
    ({ student, name }) => student.id ?? student.sisId ?? student.login ?? student.name ?? name,
  );
  const cells = rows.map((verdict) => {
    const { id = '', sisId = '', login = '' } = verdict.student;
    return [
      ...[nameIn(verdict), id, sisId, login, ''].map((cell) => sanitize(cell)),
      ...pointsOf(verdict),
      totalOf(verdict)!.points,
    ];
  });
  const possible = verdicts.length === 0 ? [] : [pointsPossible(verdicts)];
  return {
    text: MARK + stringify([header, ...possible, ...cells], { record_delimiter: 'windows' }),
    leftOut,
  };
}

/**
 * For Moodle's gradebook, in percent: its import stops as a whole above 100, unless the site allows more. It stops, too, at a login that it
 * doesn't know; and a row whose field is empty it gives to the student of the row before. So a column that names the student is there for all
 * or not at all.
 */
export function moodleTable(course: Course, verdicts: Verdict[]): ImportTable {
  const topics = verdicts[0]?.topics ?? [];
  const { rows, leftOut } = importable(verdicts, ({ student }) => student.login);
  const further = [
    { header: 'ID number', of: ({ student }: Verdict) => student.sisId },
    { header: 'Email address', of: ({ student }: Verdict) => student.email },
  ].filter(({ of }) => rows.length > 0 && rows.every((verdict) => of(verdict) !== undefined));
  const header = [
    'Username',
    ...further.map(({ header: name }) => name),
    'Name',
    ...columnsOf(course, topics),
  ].map((name, i) => (i > 1 + further.length ? `${name} (%)` : name));
  const cells = rows.map((verdict) => {
    const { points, possible } = totalOf(verdict)!;
    const shares = [...verdict.topics, { points, possible }].map((topic) =>
      percent(topic.points, topic.possible),
    );
    const ids = [verdict.student.login!, ...further.map(({ of }) => of(verdict)!), nameIn(verdict)];
    return [...ids.map((cell) => sanitize(cell)), ...shares];
  });
  return { text: MARK + stringify([header, ...cells], { record_delimiter: 'windows' }), leftOut };
}

function percent(points: number, possible: number): string {
  return possible === 0 ? '0' : String(Math.round((10_000 * points) / possible) / 100);
}

/**
 * What a login, a name or a number can be. An apostrophe before it, as against a spreadsheet that computes, would make it the login of
 * nobody; so what a spreadsheet could do harm with is left out instead.
 */
const HARMLESS = /^(?!=)[\p{L}\p{M}\p{N} ._+@-]+$/u;

/** What is cut to fit into a cell is the login of nobody, too. */
function canBeALogin(word: string): boolean {
  return HARMLESS.test(word) && sanitize(word) === word;
}

/** What a spreadsheet takes for the beginning of a formula, full-width signs included. */
const COMPUTED = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;

/** A student's name, for whoever looks at the table: nothing is found by it where there is a login or a number, so that it may get an apostrophe. */
function nameIn({ student, name }: Verdict): string {
  const shown = student.name ?? name;
  return COMPUTED.test(shown) ? `'${shown}` : shown;
}

/** @param identityOf what the importer finds a student by; of two rows with the same, it would take whichever it reads last */
function importable(
  verdicts: Verdict[],
  identityOf: (verdict: Verdict) => string | undefined,
): { rows: Verdict[]; leftOut: ImportTable['leftOut'] } {
  const leftOut: ImportTable['leftOut'] = [];
  const others = new Map<string, number>();
  const keyOf = (verdict: Verdict): string => folded(identityOf(verdict) ?? '');
  for (const verdict of verdicts) others.set(keyOf(verdict), (others.get(keyOf(verdict)) ?? 0) + 1);
  const rows = verdicts.filter((verdict) => {
    const { name, student, doubles = [] } = verdict;
    const words = [student.login, student.id, student.sisId, student.email].filter(
      (word) => word !== undefined,
    );
    const why =
      (totalOf(verdict) === undefined && 'it could not be graded') ||
      (identityOf(verdict) === undefined && 'its login is not known: give a --roster') ||
      ((!words.every(canBeALogin) ||
        (words.length === 0 && nameIn(verdict) !== sanitize(student.name ?? name))) &&
        'its name can’t be a login') ||
      (doubles.length > 0 &&
        `the same student has handed in ${doubles.map((other) => sanitize(other)).join(', ')}, too`) ||
      (others.get(keyOf(verdict))! > 1 && 'another student has the same name or login');
    if (why) leftOut.push({ name, why });
    return !why;
  });
  return { rows, leftOut };
}
