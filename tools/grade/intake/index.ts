// Submissions: which there are, whose they are, and what is in them.
export { isGradescopeExport } from './gradescope';
export { holdsSeveral, type SubmittedFiles, unreadableSubmission, readSubmission } from './intake';
export { matched, readRoster } from './roster';
export type { Student } from './student';
export { type ClassFolder, type Submission, submissionsIn } from './submissions';
export { sanitize } from '../../shared/sanitize';
