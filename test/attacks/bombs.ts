// Attacks that start processes and threads.
import { answer, type Attack, RIGHT, ROOM_FOR_THREADS, thread } from './attack';

const children = "import { execSync, fork, spawn, spawnSync } from 'node:child_process';";
const workers = "import { Worker } from 'node:worker_threads';";

export const bombs: Attack[] = [
  {
    id: 'spawn',
    does: 'starts a detached process that outlives it',
    files: answer(
      "const { error } = spawnSync(process.execPath, ['-e', '0'], { detached: true } as any); if (error) throw error; return 0;",
      children,
    ),
    must: { state: 'judged', points: 'none', say: /EPERM|EAGAIN|ENOENT|EACCES|restricted/ },
  },
  {
    id: 'fork-bomb',
    does: 'starts processes forever',
    files: answer(
      'for (;;) { try { spawn(process.execPath, [__filename]).on("error", () => {}); fork(__filename).on("error", () => {}); } catch {} }',
      children,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'shell',
    does: 'asks a shell for help',
    files: answer("return execSync('kill -9 -1; cat /etc/passwd').length;", children),
    must: { state: 'judged', points: 'none', say: /EPERM|ENOENT|EACCES|restricted/ },
  },
  {
    id: 'worker-bomb',
    does: 'starts threads that never end',
    files: answer(
      "for (let i = 0; i < 1000; i++) new Worker('for (;;);', { eval: true }); return 0;",
      workers,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'sleeping-threads',
    does: 'starts threads that sleep, until no more can be started, and says how many there are',
    files: answer(
      `let started = 0;
      for (; started < 500; started++) {
        const begun = new Int32Array(new SharedArrayBuffer(4));
        try {
          new Worker("const { workerData } = require('worker_threads'); Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0); Atomics.wait(workerData, 0, 1);", { eval: true, workerData: begun });
        } catch { break; }
        if (Atomics.wait(begun, 0, 0, 500) === 'timed-out') break;
      }
      throw new Error(started < 64 ? 'found few threads' : 'found ' + started + ' threads');`,
      workers,
    ),
    must: { state: 'judged', points: 'none', say: /few threads|out of memory|killed|did not end/ },
  },
  {
    id: 'worker-that-stays',
    does: 'is right, and leaves a busy thread behind',
    files: answer(`return ${RIGHT};`, thread('for (;;);')),
    must: ROOM_FOR_THREADS
      ? { state: 'judged', points: 'all' }
      : { state: 'unreadable', points: 'none', say: /runs out of memory/ },
  },
];
