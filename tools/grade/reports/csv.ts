// grades.csv: with the columns that Canvas asks for, of which Moodle takes the ones that it is told. The name of a submission stands for
// the login of the student.
import { stringify } from 'csv-stringify/sync';
import { numberOf } from '../../shared/topics';
import { plain } from '../intake';
import { totalOf, type Verdict } from '../verdict';
import { titleOf } from './words';

export function grades(verdicts: Verdict[]): string {
  const [first] = verdicts;
  const topics = (first?.topics ?? []).map(({ topic }) => `${numberOf(topic)} ${titleOf(topic, 'en')}`);
  const header = [
    'Student',
    'ID',
    'SIS User ID',
    'SIS Login ID',
    'Section',
    ...topics,
    'Gradient Dojo',
    'Notes',
  ];
  const rows = verdicts.map((verdict) => {
    const name = plain(verdict.name);
    const points = verdict.topics.map(({ state, points }) => (state === 'ungradable' ? '' : points));
    return [name, '', '', name, '', ...points, totalOf(verdict)?.points ?? '', notesOn(verdict)];
  });
  // A spreadsheet would compute what begins with = + - @: such a field gets an apostrophe in front.
  return stringify([header, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

/** An empty field is no zero: it says that there is no grade. */
function notesOn(verdict: Verdict): string {
  const notes = [
    ...(totalOf(verdict) === undefined ? ['not graded: the grader failed'] : []),
    ...(verdict.unconfined ? ['unconfined: can be forged'] : []),
  ];
  return notes.join('; ');
}
