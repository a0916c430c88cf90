// A thread beside the suites, which ends the process when what is under way has used more processor time than it may, or sleeps.
// Processor time and not the clock, so that a loaded machine never costs a student points.
const { workerData } = require('node:worker_threads');

const [STEP, LIMIT] = [0, 1]; // shared with judge-worker.ts: which step is under way, and its limit in ms (0: none)
const [TICK, SLEEP_LIMIT] = [200, 30_000]; // in ms
let step = -1;
let usedBefore = 0; // when the step began
let usedAtLastTick = 0;
let lastTick = performance.now();
let slept = 0;

setInterval(() => {
  const { user, system } = process.cpuUsage(); // of the whole process, in microseconds
  const used = (user + system) / 1000;
  const passed = performance.now() - lastTick;
  // A tick that is late, too, waited for a processor. One that is on time tells that the process could have worked, and did not.
  const isAsleep = passed < 1.5 * TICK && used - usedAtLastTick < 0.02 * TICK;
  lastTick += passed;
  usedAtLastTick = used;

  const limit = Atomics.load(workerData, LIMIT);
  if (step !== Atomics.load(workerData, STEP)) {
    step = Atomics.load(workerData, STEP);
    usedBefore = used;
    slept = 0;
  } else if (limit > 0) {
    slept += isAsleep ? passed : 0;
    if (used - usedBefore > limit || slept > SLEEP_LIMIT) process.kill(process.pid, 'SIGKILL');
  }
}, TICK);
