// A thread beside the suites: when what is under way has used more processor time than it may, this ends the process. Processor
// time and not the clock, so that a busy machine takes nobody's points.
const { workerData } = require('node:worker_threads');

const [STEP, LIMIT] = [0, 1]; // shared with judge-worker.ts: which step is under way, and its limit in ms (0: none)
let step = -1;
let usedBefore = 0;

setInterval(() => {
  const { user, system } = process.cpuUsage(); // of the whole process, in microseconds
  const used = (user + system) / 1000;
  const limit = Atomics.load(workerData, LIMIT);
  if (step !== Atomics.load(workerData, STEP)) {
    step = Atomics.load(workerData, STEP);
    usedBefore = used;
  } else if (limit > 0 && used - usedBefore > limit) {
    process.kill(process.pid, 'SIGKILL');
  }
}, 200);
