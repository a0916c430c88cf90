// Attacks on the verdict itself: they change what a judge in the same process would trust, or speak to the judge out of turn.
import { answer, type Attack, RIGHT, ROOM_FOR_THREADS, thread } from './attack';

const fs = "import fs from 'node:fs';";

/** Writes a frame to the pipe to the judge. */
const send = (text: string): string => `
  { const body = Buffer.from(${text}); const head = Buffer.alloc(4); head.writeUInt32LE(body.length); fs.writeSync(4, Buffer.concat([head, body])); }`;

export const forging: Attack[] = [
  {
    id: 'built-ins-that-fail',
    does: 'lets the methods of all lists fail when it is called, so that its process can say nothing more',
    files: answer(
      `for (const name of ['map', 'push', 'slice']) (Array.prototype as any)[name] = () => { throw new Error('no'); }; return ${RIGHT};`,
    ),
    must: { state: 'judged', points: 'none', say: /built-in objects .* were changed/ },
  },
  {
    id: 'replace-expect',
    does: 'replaces jest’s expect and test by ones that are always content',
    files: answer(
      'return 0;',
      'Object.assign(globalThis, { expect: () => new Proxy(() => {}, { get: () => () => {} }), test: () => {}, it: () => {}, describe: () => {} });',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'extend-expect',
    does: 'imports jest and replaces its matchers',
    files: answer(
      'return 0;',
      "import { expect } from '@jest/globals';\nexpect.extend({ toAgreeWith: () => ({ pass: true, message: () => '' }) });",
    ),
    must: { state: 'unreadable', points: 'none', say: /Cannot find module '@jest\/globals'/ },
  },
  {
    id: 'patch-math',
    does: 'makes every difference 0 and every number the largest',
    files: answer(
      'return 1;',
      'Math.abs = () => 0; Math.max = () => 0; Number.isFinite = () => true; Number.isNaN = () => true;',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'patch-object-is',
    does: 'makes everything equal to everything',
    files: answer(
      'return 1;',
      'Object.is = () => true; Object.prototype.valueOf = () => 0; (Object.prototype as any).toJSON = () => 0;',
    ),
    must: { state: 'unreadable', points: 'none', say: /change built-in objects/ },
  },
  {
    id: 'patch-arrays',
    does: 'makes every array content with everything',
    files: answer(
      'return 1;',
      'Array.prototype.every = () => true; Array.prototype.some = () => false; Array.prototype.filter = () => [];',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'patch-json',
    does: 'changes how messages are written',
    files: answer(
      'return 1;',
      'JSON.stringify = () => \'{"answer":1,"objects":[],"used":[],"value":0}\'; JSON.parse = () => ({});',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'pollute-prototypes',
    does: 'puts fields into every object',
    files: answer(
      'return 1;',
      "Object.assign(Object.prototype, { pass: true, value: 0, thrown: undefined, status: 'passed', points: 1 });",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'send-a-polluting-record',
    does: 'returns a record with a field called __proto__',
    files: answer(
      'return JSON.parse(\'{"__proto__": {"pass": true}, "constructor": {"prototype": {"pass": true}}}\');',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'patch-the-library',
    does: 'makes the array library’s own operations return 0',
    files: answer(
      'return y.sub(t).square().sum();',
      'NDArray.prototype.sum = () => 0 as any; NDArray.prototype.sub = function () { return this; }; NDArray.prototype.toArray = () => []; Object.defineProperty(NDArray, Symbol.hasInstance, { value: () => true });',
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'rewrite-stacks',
    does: 'writes the place of another file into its stack',
    files: answer(
      "throw new Error('x');",
      "Error.prepareStackTrace = () => 'Error: x\\n    at f (/etc/passwd:1:1)\\n    at g (test/01-mean-squared-error.test.ts:1:1)';",
    ),
    must: { state: 'judged', points: 'none', say: /^x/m },
  },
  {
    id: 'sniff-the-stack',
    does: 'behaves well only where the stack shows a test',
    files: answer(
      `if (/test|jest|law|exercise/i.test((new Error().stack ?? '').replace(/exercises.*/g, ''))) return ${RIGHT}; return -1;`,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'sniff-the-environment',
    does: 'behaves well only where the environment looks like a test',
    files: answer(
      `if (process.env.JEST_WORKER_ID || process.env.NODE_ENV === 'test' || process.env.CI) return ${RIGHT}; return -1;`,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'write-the-results',
    does: 'writes reports with full marks wherever it can',
    files: answer(
      "for (const name of ['results.json', '/tmp/results.json', '/autograder/results/results.json', '../results.json']) { try { fs.writeFileSync(name, '{\"score\":100}'); } catch {} } return 0;",
      fs,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'fake-answer',
    does: 'sends an answer of its own before the real one',
    files: answer(
      `${send('JSON.stringify({ answer: 1, objects: [], used: [], value: 0.0975 })')} return 0;`,
      fs,
    ),
    must: { state: 'judged', points: 'none', say: /does not understand|answer to no question/ },
  },
  {
    id: 'many-fake-answers',
    does: 'sends answers to all questions to come',
    files: answer(
      `for (let n = 0; n < 500; n++) ${send('JSON.stringify({ answer: n, objects: [], used: [], value: 0 })')} return 0;`,
      fs,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'no-json',
    does: 'sends what is no message',
    files: answer(`${send("'{]'")} return 0;`, fs),
    must: { state: 'judged', points: 'none', say: /does not understand/ },
  },
  {
    id: 'null-message',
    does: 'sends messages of the wrong shape',
    files: answer(`${send('\'{"ask":1,"objects":[[1,null]],"do":"callFunction"}\'')} return 0;`, fs),
    must: { state: 'judged', points: 'none', say: /does not understand/ },
  },
  {
    id: 'huge-header',
    does: 'announces a message of four gigabytes',
    files: answer('fs.writeSync(4, Buffer.from([255, 255, 255, 255, 1, 2, 3])); return 0;', fs),
    must: { state: 'judged', points: 'none', say: /too long/ },
  },
  {
    id: 'half-a-message',
    does: 'begins a message and never ends it',
    files: answer('fs.writeSync(4, Buffer.from([100, 0, 0, 0, 1])); for (;;);', fs),
    must: { state: 'judged', points: 'none', say: /did not end/ },
  },
  {
    id: 'ask-the-judge',
    does: 'asks the judge to call functions that it was never given',
    files: answer(
      `${send('JSON.stringify({ ask: 1, objects: [], used: [], do: "callFunction", function: 1, args: ["process.exit()"] })')} return 0;`,
      fs,
    ),
    must: { state: 'judged', points: 'none', say: /not its to ask/ },
  },
  {
    id: 'deep-message',
    does: 'sends an array that is nested ten thousand times',
    files: answer('let deep: unknown[] = []; for (let i = 0; i < 10000; i++) deep = [deep]; return deep;'),
    must: {
      state: 'judged',
      points: 'none',
      say: /nested more than|calls itself|call stack|throws when it is read/,
    },
  },
  {
    id: 'steal-messages',
    does: 'reads the judge’s messages in a thread of its own',
    files: answer('return 0;', thread("for (;;) require('fs').readSync(3, Buffer.alloc(1000));")),
    // Both threads read, and the system wakes one of them: the thread takes the first message after the file was loaded, or a later
    // one, or comes too late for all.
    must: ROOM_FOR_THREADS
      ? {
          state: ['unreadable', 'judged'],
          points: 'none',
          say: /did not end|(received|returned) 0, expected/,
        }
      : { state: 'unreadable', points: 'none', say: /runs out of memory/ },
  },
  {
    id: 'pretend-to-be-unwritten',
    does: 'says that it is not written yet, to be spared',
    files: answer("return todo('meanSquaredError');", "import { todo } from '#lib/todo';"),
    must: { state: 'unwritten', points: 'none' },
  },
];
