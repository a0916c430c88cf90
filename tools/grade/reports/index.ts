// All reports, and where they lie.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '#engine/course/course';
import { writeAtomically } from '../../shared/atomic-write';
import { canvasTable, grades, type ImportTable, moodleTable } from './csv';
import { classroomResults } from './classroom';
import { feedback } from './feedback';
import { gradescopeResults } from './gradescope';
import { junit } from './junit';
import { summary } from './summary';
import type { Reporting } from './words';
import { folderOf, type STUDENT_REPORTS } from '../score/state';
import type { Verdict } from '../score/verdict';

/** For one student: submissions/<name>/results.json, classroom.json and feedback.md. */
export function writeStudentReports(out: string, verdict: Verdict, reporting: Reporting): void {
  const folder = join(out, 'submissions', folderOf(verdict.name));
  const reports: Record<(typeof STUDENT_REPORTS)[number], string> = {
    'results.json': json(gradescopeResults(verdict, reporting)),
    'classroom.json': json(classroomResults(verdict, reporting)),
    'feedback.md': feedback(verdict, reporting),
  };
  for (const [name, text] of Object.entries(reports)) writeAtomically(join(folder, name), text);
}

/** For the class: grades.csv, canvas.csv, moodle.csv, results.xml and summary.html. */
export function writeClassReports(out: string, verdicts: Verdict[], reporting: Reporting): void {
  mkdirSync(join(out, 'submissions'), { recursive: true });
  writeAtomically(join(out, 'grades.csv'), grades(verdicts, reporting));
  writeAtomically(join(out, 'canvas.csv'), canvasTable(reporting.course, verdicts).text);
  writeAtomically(join(out, 'moodle.csv'), moodleTable(reporting.course, verdicts).text);
  writeAtomically(join(out, 'results.xml'), junit(verdicts, reporting));
  writeAtomically(join(out, 'summary.html'), summary(verdicts, reporting));
}

/** Who is not in the tables for the importers, and why. */
export function leftOutOfTables(
  course: Course,
  verdicts: Verdict[],
): Record<'canvas.csv' | 'moodle.csv', ImportTable['leftOut']> {
  return {
    'canvas.csv': canvasTable(course, verdicts).leftOut,
    'moodle.csv': moodleTable(course, verdicts).leftOut,
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
