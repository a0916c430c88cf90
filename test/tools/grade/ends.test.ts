// The grader is ended while it judges, in ways of which each has its own path through it. See support/ended-grader.ts.
import { afterEndBy } from '../support/ended-grader';

afterEndBy([
  ['SIGTERM', 143],
  ['SIGKILL', null],
]);
