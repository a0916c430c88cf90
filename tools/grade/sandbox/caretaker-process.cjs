// A process of its own that outlives the grader, and clears up after one that was killed: whatever the grader could not do itself then. It
// does nothing while the grader lives, and nothing after one that has cleared up. Until what it ends has ended, it removes no folder:
// someone could still write there, or start one process more.
// Plain JavaScript, because it is started in each run, and should cost nothing.
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { setTimeout } = require('node:timers');
const { endTree, statFieldsOf } = require('./process-tree.cjs');

/** How long the kernel may take to clear up what was killed, in milliseconds. */
const PATIENCE = 5_000;

const folder = process.argv[2];
/** When each process that the grader has started began: later, the number can be another's. */
const beginnings = new Map();

const beginningOf = (pid) => statFieldsOf(pid)[19];
const isAlive = (pid) => !['Z', undefined].includes(statFieldsOf(pid)[0]);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [event, number] = line.split(' ');
    const pid = Number(number);
    if (event === 'started') beginnings.set(pid, beginningOf(pid));
    else if (event === 'ended') beginnings.delete(pid);
    else process.exit(); // the grader has cleared up
  })
  .on('close', () => {
    const left = [...beginnings]
      .filter(([pid, beginning]) => beginningOf(pid) === beginning)
      .map(([pid]) => pid);
    left.forEach(endTree);
    clearUp(left, Date.now() + PATIENCE);
  });

function clearUp(ending, deadline) {
  if (ending.some(isAlive) && Date.now() < deadline) setTimeout(clearUp, 10, ending, deadline);
  else rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
