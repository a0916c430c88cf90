// Attacks that end the process, so that a judge in the same process would end with it, or take the silence for success.
import { answer, type Attack, RIGHT } from './attack';

const ENDED = /terminated the process/;

export const ending: Attack[] = [
  {
    id: 'exit-at-import',
    does: 'ends the process while the file is loaded, with the status of success',
    files: answer('return 0;', 'process.exit(0);'),
    must: { state: 'unreadable', points: 'none', say: ENDED },
  },
  {
    id: 'really-exit-at-import',
    does: 'ends the process while the file is loaded, past the handlers of exit',
    files: answer('return 0;', '(process as any).reallyExit(0);'),
    must: { state: 'unreadable', points: 'none', say: ENDED },
  },
  {
    id: 'exit-in-the-function',
    does: 'ends the process when it is called',
    files: answer('process.exit(0);'),
    must: { state: 'judged', points: 'none', say: ENDED },
  },
  {
    id: 'really-exit-in-the-function',
    does: 'ends the process when it is called, past the handlers of exit',
    files: answer('(process as any).reallyExit(0);'),
    must: { state: 'judged', points: 'none', say: ENDED },
  },
  {
    id: 'abort',
    does: 'lets the process crash',
    files: answer('process.abort();'),
    must: { state: 'judged', points: 'none', say: ENDED },
  },
  {
    id: 'signals-to-itself',
    does: 'sends itself the signals by which the system ends what takes too much',
    files: answer(
      "const signals = ['SIGXCPU', 'SIGABRT', 'SIGSEGV', 'SIGTRAP'] as const; process.kill(process.pid, signals[calls++ % 4]); for (;;);",
      'let calls = 0;',
    ),
    must: { state: 'judged', points: 'none', say: /EPERM|out of memory|in all/ },
  },
  {
    id: 'kill-itself',
    does: 'kills its own process',
    files: answer("process.kill(process.pid, 'SIGKILL'); for (;;);"),
    must: { state: 'judged', points: 'none', say: /EPERM|killed|did not end|terminated the process/ },
  },
  {
    id: 'kill-the-judge',
    does: 'kills its parent and every process that it can reach',
    files: answer(
      "for (const pid of [process.ppid, 1, -1]) { try { process.kill(pid, 'SIGKILL'); } catch {} } return 0;",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'kill-by-guessing',
    does: 'kills every process by its number',
    files: answer(
      "for (let pid = 2; pid < 3000; pid++) { try { process.kill(pid, 'SIGKILL'); } catch {} } return 0;",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'exit-where-an-error-is-wanted',
    does: 'is right, but ends the process where it should throw',
    files: answer(`if (y.size !== t.size) process.exit(0); return ${RIGHT};`),
    must: { state: 'judged', points: 'some', say: ENDED },
  },
  {
    id: 'exit-later',
    does: 'is right, and sets a timer that ends the process',
    files: answer(
      `return ${RIGHT};`,
      'setTimeout(() => process.exit(0), 1); setImmediate(() => process.exit(0));',
    ),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'exit-in-a-promise',
    does: 'is right, and ends the process when the next promise is settled',
    files: answer(
      `return ${RIGHT};`,
      'void Promise.resolve().then(() => process.exit(0)); process.nextTick(() => process.exit(0));',
    ),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'throw-at-import',
    does: 'throws while the file is loaded',
    files: answer(`return ${RIGHT};`, "throw new Error('not in the mood');"),
    must: { state: 'unreadable', points: 'none', say: /not in the mood/ },
  },
  {
    id: 'throw-nothing',
    does: 'throws undefined, null and what is no error',
    files: answer('throw [undefined, null, 5, Symbol("x")][y.size % 4];'),
    must: { state: 'judged', points: 'none', say: /threw/ },
  },
];
