// The beginning of the companion thread: makes TypeScript readable there, as tsx has done in the main one. Plain JavaScript for this
// reason.
require('tsx/cjs');
require('./companion-thread.ts');
