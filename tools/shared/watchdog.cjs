// A thread beside the suites, which ends the process when what is under way has used more processor time than it may, or sleeps.
// Processor time and not the clock, so that a loaded machine never costs a student points.
const { workerData } = require('node:worker_threads');
const { sleptAfter, TICK, waitedByOthers } = require('./sleep.cjs');

const [STEP, LIMIT] = [0, 1]; // shared with judge-worker.ts: which step is under way, and its limit in ms (0: none)
const SLEEP_LIMIT = 30_000; // in ms
let step = -1;
let usedBefore = 0; // when the step began
let usedAtLastTick = 0;
let waitedAtLastTick = 0;
let lastTick = performance.now();
let slept = 0;

setInterval(() => {
  const { user, system } = process.cpuUsage(); // of the whole process, in microseconds
  const used = (user + system) / 1000;
  const waited = waitedByOthers();
  const passed = performance.now() - lastTick;
  const tick = { passed, used: used - usedAtLastTick, waited: Math.max(0, waited - waitedAtLastTick) };
  lastTick += passed;
  usedAtLastTick = used;
  waitedAtLastTick = waited;

  const limit = Atomics.load(workerData, LIMIT);
  if (step !== Atomics.load(workerData, STEP)) {
    step = Atomics.load(workerData, STEP);
    usedBefore = used;
    slept = 0;
  } else if (limit > 0) {
    slept = sleptAfter({ slept, ...tick });
    if (used - usedBefore > limit || slept > SLEEP_LIMIT) process.kill(process.pid, 'SIGKILL');
  }
}, TICK);
