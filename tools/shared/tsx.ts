// What lets Node load TypeScript, by its path: a command may be started in the folder of a course, where no package would be found.

/**
 * For `--require`. It covers `require`, which all TypeScript here is translated to, and so not an `import()` of TypeScript. What covers that
 * as well starts a thread in each process, which takes a quarter of a second of the processor and 30 MB.
 */
export const TSX = require.resolve('tsx/cjs');
