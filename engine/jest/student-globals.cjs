// What both judges tell the compiler of Node, until a file is wrong without the rest: Node's own declarations take longer to read than
// everything else together. Plain JavaScript, because jest loads it itself.

/** What of Node a student's file uses as a rule. */
const STUDENT_GLOBALS = `declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug' | 'table' | 'dir', (...shown: unknown[]) => void>;`;

module.exports = { STUDENT_GLOBALS };
