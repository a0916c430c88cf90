// Whether a process sleeps, as its watchdog sees it tick by tick.
const { readdirSync, readlinkSync } = require('node:fs');
const { schedulingOf } = require('./scheduling.cjs');

/** Milliseconds between two looks. */
const TICK = (module.exports.TICK = 200);

/**
 * How long the process has slept, all in all, after one more tick.
 *
 * @param slept until then
 * @param passed on the clock; a tick that is late waited for a processor itself, and says nothing
 * @param used of processors: who uses next to nothing sleeps, or waits for a processor
 * @param waited for a processor, as far as the system says. It says so only when the waiting is over, so that it takes back what was added
 *   meanwhile.
 */
module.exports.sleptAfter = function sleptAfter({ slept, passed, used, waited }) {
  const seemsAsleep = passed < 1.5 * TICK && used < 0.02 * TICK;
  return Math.max(0, slept + (seemsAsleep ? passed : 0) - waited);
};

/**
 * How long the threads of this process, except the one that asks, waited for a processor since they began: the main thread may wait for one
 * that clears up memory, and on a busy machine that one waits for a processor. 0 where the system does not say.
 */
module.exports.waitedByOthers = function waitedByOthers() {
  try {
    const [own] = readlinkSync('/proc/thread-self').split('/').slice(-1);
    return readdirSync('/proc/self/task')
      .filter((thread) => thread !== own)
      .reduce((sum, thread) => sum + schedulingOf(`/proc/self/task/${thread}/schedstat`).waited, 0);
  } catch {
    return 0; // this is no Linux
  }
};
