// Submissions: which there are, whose they are, and what is in them.
export { holdsSeveral, type SubmittedFiles, unreadableSubmission, readSubmission } from './intake';
export { matched, readRoster } from './roster';
export { type ClassFolder, type Student, type Submission, submissionsIn } from './submissions';
export { sanitize } from '../../shared/sanitize';
