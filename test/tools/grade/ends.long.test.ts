// The grader is ended while it judges, in the ways that test/tools/grade/ends.test.ts leaves out.
import { afterEndBy } from '../support/ended-grader';

afterEndBy([
  ['SIGINT', 130],
  ['SIGHUP', 129],
]);
