// What Linux says of a thread: for how long it ran, and for how long it was ready to run and had no processor.
// Plain JavaScript, because watchdogs run in threads that are started without a loader for TypeScript.
const { readFileSync } = require('node:fs');

/** In milliseconds; 0 where the system does not say. `path` is that of a `schedstat` in /proc. */
module.exports.schedulingOf = function schedulingOf(path) {
  try {
    const [ran, waited] = readFileSync(path, 'latin1').split(' ');
    return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 };
  } catch {
    return { ran: 0, waited: 0 };
  }
};
