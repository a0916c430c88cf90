// All reports, and where they lie.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#engine/suite/variants';
import { grades } from './reports/csv';
import { feedback } from './reports/feedback';
import { gradescopeResults } from './reports/gradescope';
import { junit } from './reports/junit';
import { summary } from './reports/summary';
import type { Verdict } from './verdict';
import { writeWhole } from '../shared/whole-files';

/** For one student: submissions/<name>/results.json and feedback.md. */
export function writeStudentReports(out: string, verdict: Verdict, language: Language): void {
  const folder = join(out, 'submissions', verdict.name);
  writeWhole(
    join(folder, 'results.json'),
    `${JSON.stringify(gradescopeResults(verdict, language), null, 2)}\n`,
  );
  writeWhole(join(folder, 'feedback.md'), feedback(verdict, language));
}

/** For the class: grades.csv, results.xml and summary.html. */
export function writeClassReports(out: string, verdicts: Verdict[], language: Language): void {
  mkdirSync(join(out, 'submissions'), { recursive: true });
  writeWhole(join(out, 'grades.csv'), grades(verdicts));
  writeWhole(join(out, 'results.xml'), junit(verdicts));
  writeWhole(join(out, 'summary.html'), summary(verdicts, language));
}
