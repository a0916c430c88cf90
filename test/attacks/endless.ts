// Attacks that never come to an end.
import { answer, type Attack, RIGHT, thread } from './attack';

const SLOW = /did not end within|took more than/;

export const endless: Attack[] = [
  {
    id: 'loop-at-import',
    does: 'loops forever while the file is loaded',
    files: answer('return 0;', 'for (;;);'),
    must: { state: 'unreadable', points: 'none', say: SLOW },
  },
  {
    id: 'loop-in-the-function',
    does: 'loops forever when it is called',
    files: answer('for (;;);'),
    must: { state: 'judged', points: 'none', say: SLOW },
  },
  {
    id: 'loop-where-an-error-is-wanted',
    does: 'is right, but loops forever where it should throw',
    files: answer(`if (y.size !== t.size) for (;;); return ${RIGHT};`),
    must: { state: 'judged', points: 'some', say: SLOW },
  },
  {
    id: 'sleep',
    does: 'sleeps forever, without any work for the processor',
    files: answer('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return 0;'),
    must: { state: 'judged', points: 'none', say: /6 seconds on the clock/ },
  },
  {
    id: 'nap',
    does: 'sleeps for a second in each call, and then is right',
    files: answer(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000); return ${RIGHT};`),
    must: { state: 'judged', points: ['none', 'some'], say: /30 seconds on the clock/ },
  },
  {
    id: 'closed-pipe-and-sleep',
    does: 'closes the pipe to the judge and sleeps forever',
    files: answer(
      'fs.closeSync(4); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return 0;',
      "import fs from 'node:fs';",
    ),
    must: { state: 'judged', points: 'none', say: /closed the pipe/ },
  },
  {
    id: 'closed-pipe-at-import',
    does: 'closes both pipes while the file is loaded, and sleeps forever',
    files: answer(
      'return 0;',
      "import fs from 'node:fs'; fs.closeSync(3); fs.closeSync(4); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    ),
    must: { state: 'unreadable', points: 'none', say: /closed the pipe/ },
  },
  {
    id: 'closed-pipe-and-loop',
    does: 'closes the pipe to the judge and computes forever',
    files: answer('fs.closeSync(4); for (;;);', "import fs from 'node:fs';"),
    must: { state: 'judged', points: 'none', say: /closed the pipe/ },
  },
  {
    id: 'closed-pipe-and-a-thread-asleep',
    does: 'closes the pipe to the judge from a thread, which then sleeps forever',
    files: answer(
      'return 0;',
      thread("require('fs').closeSync(4); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
    ),
    must: { state: ['judged', 'unreadable'], points: 'none' },
  },
  {
    id: 'unread-questions',
    does: 'lets a thread take every other question of the judge away',
    files: answer('return 0;', thread("for (;;) require('fs').readSync(3, Buffer.alloc(1e5));")),
    must: { state: ['judged', 'unreadable'], points: 'none' },
  },
  {
    id: 'read-for-ever',
    does: 'waits for a message that never comes',
    files: answer('fs.readSync(3, Buffer.alloc(1)); return 0;', "import fs from 'node:fs';"),
    must: { state: 'judged', points: 'none', say: SLOW },
  },
  {
    id: 'pending-promise',
    does: 'returns a promise that is never settled',
    files: answer('return new Promise(() => {});'),
    must: { state: 'judged', points: 'none', say: /promise.*`async`/ },
  },
  {
    id: 'async-function',
    does: 'promises the right answer',
    files: answer(`return (async () => ${RIGHT})();`),
    must: { state: 'judged', points: 'none', say: /promise.*`async`/ },
  },
  {
    id: 'await-at-the-top',
    does: 'awaits what never comes while the file is loaded',
    files: answer('return 0;', 'await new Promise(() => {});'),
    must: { state: 'unreadable', points: 'none', say: /await/ },
  },
  {
    id: 'timers',
    does: 'is right, and sets a thousand timers that would keep the process alive',
    files: answer(`return ${RIGHT};`, 'for (let i = 0; i < 1000; i++) setInterval(() => {}, 1);'),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'callbacks-for-ever',
    does: 'calls the judge’s function forever',
    topic: '05-numerical-differentiation',
    files: {
      '05-numerical-differentiation.ts': `
        export function numericalDiff(f: (x: number) => number, x: number): number { for (;;) f(x); }
        export function tangentLine(f: (x: number) => number, x: number): (u: number) => number { for (;;) f(x); }`,
    },
    must: { state: 'judged', points: 'none', say: SLOW },
  },
  {
    id: 'keeps-the-judge-computing',
    does: 'asks the judge’s function again and again about an array with which it has to make sixteen million numbers',
    topic: '06-numerical-gradient',
    files: {
      '06-numerical-gradient.ts': `
        import { NDArray, zeros } from '#lib/ndarray';
        export function partialDiff(): number { return 0; }
        export function numericalGradient(f: (x: NDArray) => number, x: NDArray): NDArray {
          const column = zeros([50_000, 1]);
          while (x.size > 200) { try { f(column); } catch {} }
          return zeros(x.shape);
        }`,
    },
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'recursion',
    does: 'calls itself forever',
    files: answer('return meanSquaredError(y, t);'),
    must: { state: 'judged', points: 'none', say: /calls itself|call stack/ },
  },
  {
    id: 'slow-pattern',
    does: 'matches a pattern that takes longer than the universe is old',
    files: answer("return /^(a+)+$/.test('a'.repeat(100) + 'b') ? 1 : 0;"),
    must: { state: 'judged', points: 'none', say: SLOW },
  },
  {
    id: 'never-ending-list',
    does: 'returns an array whose length grows while it is read',
    files: answer(`
      let length = 0;
      return new Proxy([], { get: (array, key) => (key === 'length' ? ++length : Reflect.get(array, key)) });`),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'sleep-after-a-crowd',
    does: 'lets twenty threads compete for the processors for a moment, and then sleeps as long as they waited together',
    files: answer(
      `Atomics.store(begun, 0, 1);
      Atomics.notify(begun, 0);
      const now = Date.now();
      while (Date.now() < now + 600);
      Atomics.store(begun, 0, 0);
      Atomics.wait(begun, 2, 0, 20_000);
      throw new Error('slept in peace');`,
      `import { Worker } from 'node:worker_threads';
const begun = new Int32Array(new SharedArrayBuffer(12));
const inThread = "const { workerData: begun } = require('worker_threads'); Atomics.add(begun, 1, 1); for (;;) { Atomics.wait(begun, 0, 0); while (Atomics.load(begun, 0) === 1); }";
for (let i = 0; i < 20; i++) new Worker(inThread, { eval: true, workerData: begun });
while (Atomics.load(begun, 1) < 20) Atomics.wait(begun, 2, 0, 10);`,
    ),
    must: { state: ['judged', 'unreadable'], points: 'none', say: /did not end within|out of memory/ },
  },
  {
    id: 'lowest-priority',
    does: 'gives itself the lowest priority, to wait for a processor that others need, and computes forever',
    files: answer(
      "try { os.setPriority(os.constants.priority.PRIORITY_LOW); } catch { throw new Error('priority refused'); } for (;;);",
      "import os from 'node:os';",
    ),
    must: { state: 'judged', points: 'none', say: /priority refused/ },
  },
];
