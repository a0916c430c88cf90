// The beginning of the thread that measures: makes TypeScript readable there, as tsx has done in the main one. Plain JavaScript for
// this reason.
require('tsx/cjs');
require('./measuring-thread.ts');
