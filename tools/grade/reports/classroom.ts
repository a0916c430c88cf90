// classroom.json: the points for GitHub Classroom, as its reporter reads them (classroom-resources/autograding-grading-reporter): it adds up
// `score` over the tests, and `max_score` over the graders, and takes the whole from an environment variable, in base 64.
import { sanitize } from '../../shared/sanitize';
import { totalOf, type Verdict } from '../score/verdict';
import type { Reporting } from './words';

interface ClassroomResults {
  version: 1;
  status: 'pass' | 'fail' | 'error';
  /** 0 says that there are no points to report. */
  max_score: number;
  tests: ClassroomTest[];
}

interface ClassroomTest {
  name: string;
  status: 'pass' | 'fail' | 'error';
  score: number;
  message: string;
  test_code: string;
  filename: string;
  line_no: number;
  execution_time: string;
}

/** A test for each topic: one for each law would be more than an environment variable holds. */
export function classroomResults(verdict: Verdict, reporting: Reporting): ClassroomResults {
  const total = totalOf(verdict);
  const tests = verdict.topics.map(({ topic, state, points, possible, reason = '' }): ClassroomTest => {
    const { words } = reporting;
    const message = [words.of(points, possible), words.states[state], sanitize(reporting.said(reason), 200)]
      .filter(Boolean)
      .join(' · ');
    const status = state === 'ungradable' ? 'error' : points === possible ? 'pass' : 'fail';
    return {
      ...{
        name: reporting.headingOf(topic),
        status,
        score: total === undefined ? 0 : points,
      },
      ...{
        message: status === 'pass' ? '' : message,
        test_code: '',
        filename: `exercises/${topic}.ts`,
        line_no: 0,
        execution_time: '',
      },
    };
  });
  if (total === undefined) return { version: 1, status: 'error', max_score: 0, tests };
  return {
    version: 1,
    status: total.points === total.possible ? 'pass' : 'fail',
    max_score: total.possible,
    tests,
  };
}
