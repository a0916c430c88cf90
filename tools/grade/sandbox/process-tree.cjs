// Ends a process with all that it has started, of whatever group or session that is. Killed one after another, a process could start one more
// in between, or one that has only just been started could miss that its parent has died: so all of them are stopped first.
// Plain JavaScript, because the watchdog's thread is started without a loader for TypeScript.
const { readdirSync, readFileSync } = require('node:fs');
const { schedulingOf } = require('../../shared/scheduling.cjs');

/** Kills the process, unless it is this one, and everything below it. */
module.exports.endTree = function endTree(root) {
  const stopped = new Set();
  const stop = (pid) => {
    if (stopped.has(pid)) return;
    stopped.add(pid);
    if (pid !== process.pid) signal(pid, 'SIGSTOP');
    for (let fresh = true; fresh;) {
      const children = childrenOf(pid).filter((child) => !stopped.has(child));
      fresh = children.length > 0;
      children.forEach(stop);
    }
  };
  stop(root);
  // A signal to stop takes effect a little later: what was started meanwhile is in the group of what has started it.
  const leaders = [...stopped].filter((pid) => pid !== process.pid && Number(statFieldsOf(pid)[2]) === pid);
  for (const pid of stopped) if (pid !== process.pid) signal(pid, 'SIGKILL');
  for (const pid of leaders) signal(-pid, 'SIGKILL');
};

/** The processes that this one's threads have started, by number; none where the system does not say. */
const childrenOf = (module.exports.childrenOf = function childrenOf(pid) {
  let threads;
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has ended, or this is no Linux
  }
  try {
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return readdirSync('/proc')
      .map(Number)
      .filter((id) => id > 0 && Number(statFieldsOf(id)[1]) === pid); // a kernel that keeps no list
  }
});

/** What /proc/<pid>/stat says, from the third field on: the second is a name, which may be anything. Empty if there is no such process. */
const statFieldsOf = (module.exports.statFieldsOf = function statFieldsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
});

/** Milliseconds that a process, and everything below it that has not ended, took of processors; 0 where the system does not say. */
module.exports.processorTimeOf = function processorTimeOf(pid) {
  const fields = statFieldsOf(pid);
  const own = 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)); // it counts in hundredths of a second
  return childrenOf(pid).reduce((sum, child) => sum + processorTimeOf(child), own);
};

/** Milliseconds for which the first thread of a process was ready to run and had no processor; 0 where the system does not say. */
const waitedForProcessor = (module.exports.waitedForProcessor = function waitedForProcessor(pid) {
  return schedulingOf(`/proc/${pid}/schedstat`).waited;
});

/** The same of the process and of everything below it, by their numbers. */
module.exports.waitsInTree = function waitsInTree(pid) {
  const below = childrenOf(pid).flatMap((child) => [...waitsInTree(child)]);
  return new Map([[pid, waitedForProcessor(pid)], ...below]);
};

/**
 * Milliseconds for which the threads of a process ran, or for which there was no processor for the first of them or for one that it may wait for,
 * such as one that clears up memory: on a busy machine that is no sleep. Of all others the one that waited longest counts, or a file could
 * start twenty threads for a moment, and then sleep for twenty. 0 where the system does not say.
 */
module.exports.activityOf = function activityOf(pid) {
  let threads;
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return 0; // it has ended, or this is no Linux
  }
  let [ran, first, longest] = [0, 0, 0];
  for (const thread of threads) {
    const times = schedulingOf(`/proc/${pid}/task/${thread}/schedstat`);
    ran += times.ran;
    if (Number(thread) === pid) first = times.waited;
    else longest = Math.max(longest, times.waited);
  }
  return ran + first + longest;
};

/** The same of its first thread only. */
module.exports.activityOfFirstThread = function activityOfFirstThread(pid) {
  const { ran, waited } = schedulingOf(`/proc/${pid}/schedstat`);
  return ran + waited;
};

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}
