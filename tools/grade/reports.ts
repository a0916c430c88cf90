// All reports, and where they lie.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#engine/suite/variants';
import { writeWhole } from '../shared/whole-files';
import { canvasTable, grades, type ImportTable, moodleTable } from './reports/csv';
import { classroomResults } from './reports/classroom';
import { feedback } from './reports/feedback';
import { gradescopeResults } from './reports/gradescope';
import { junit } from './reports/junit';
import { summary } from './reports/summary';
import { folderOf } from './state';
import type { Verdict } from './verdict';

/** For one student: submissions/<name>/results.json, classroom.json and feedback.md. */
export function writeStudentReports(out: string, verdict: Verdict, language: Language): void {
  const folder = join(out, 'submissions', folderOf(verdict.name));
  writeWhole(join(folder, 'results.json'), json(gradescopeResults(verdict, language)));
  writeWhole(join(folder, 'classroom.json'), json(classroomResults(verdict, language)));
  writeWhole(join(folder, 'feedback.md'), feedback(verdict, language));
}

/** For the class: grades.csv, canvas.csv, moodle.csv, results.xml and summary.html. */
export function writeClassReports(out: string, verdicts: Verdict[], language: Language): void {
  mkdirSync(join(out, 'submissions'), { recursive: true });
  writeWhole(join(out, 'grades.csv'), grades(verdicts));
  writeWhole(join(out, 'canvas.csv'), canvasTable(verdicts).text);
  writeWhole(join(out, 'moodle.csv'), moodleTable(verdicts).text);
  writeWhole(join(out, 'results.xml'), junit(verdicts));
  writeWhole(join(out, 'summary.html'), summary(verdicts, language));
}

/** Who is not in the tables for the importers, and why. */
export function leftOutOfTables(
  verdicts: Verdict[],
): Record<'canvas.csv' | 'moodle.csv', ImportTable['leftOut']> {
  return { 'canvas.csv': canvasTable(verdicts).leftOut, 'moodle.csv': moodleTable(verdicts).leftOut };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
