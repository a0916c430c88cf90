// Kills a process that is waited for too long. It runs in a thread of its own, because the thread that waits is blocked.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const PERIOD = 20; // milliseconds

// The cells that both threads see.
const WATCH = 0; // the number of the watch; 0 when nothing is watched
const WATCHED = 1; // the process
const CPU = 2; // milliseconds
const WALL = 3; // milliseconds
const FIRED = 4; // the number of the last watch that ended with a kill; negative if it was for the time on the clock

// Plain JavaScript, because a worker is started without a loader for TypeScript.
const LOOP = `
  const { workerData: { cells, tree } } = require('node:worker_threads');
  const { activityOf, activityOfFirstThread, childrenOf, processorTimeOf } = require(tree);
  const cell = (index) => Number(Atomics.load(cells, index));
  const kill = (pid) => { try { process.kill(pid, 'SIGKILL'); } catch {} };
  /** Of the process, of its children, and of the judge for whose answer they may wait: none of that means that the student's code sleeps, however busy the machine is. */
  const activityOfAll = (pid) =>
    [pid, ...childrenOf(pid)].reduce((sum, id) => sum + activityOf(id), activityOfFirstThread(process.pid));
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  let watched = 0;
  let cpuBefore = 0;
  let activityBefore = 0;
  let periods = 0;
  for (;;) {
    Atomics.wait(waiting, 0, 0, ${PERIOD});
    const watch = cell(${WATCH});
    if (watch === 0) continue;
    const pid = cell(${WATCHED});
    if (watch !== watched) { // most answers come before the next look: the kernel need not be asked about those
      watched = watch;
      periods = 0;
      continue;
    }
    const cpu = processorTimeOf(pid); // the first process of a namespace does nothing itself
    if (periods === 0) {
      cpuBefore = cpu;
      activityBefore = activityOfAll(pid);
    }
    periods++; // and not the clock, which goes on while the machine sleeps
    const isSlow = cpu - cpuBefore >= cell(${CPU});
    const isAsleep = () => periods * ${PERIOD} - (activityOfAll(pid) - activityBefore) >= cell(${WALL});
    if (!isSlow && (periods * ${PERIOD} < cell(${WALL}) || !isAsleep())) continue;
    if (Atomics.compareExchange(cells, ${WATCH}, BigInt(watch), 0n) !== BigInt(watch)) continue;
    Atomics.store(cells, ${FIRED}, BigInt(isSlow ? watch : -watch));
    kill(pid);
  }
`;

/** A process to be watched, and what it may use until it has answered, in milliseconds. */
export interface Watched {
  /** The process to kill. Its time on a processor counts, and that of its children: on a busy machine, time on the clock says little. */
  pid: number;
  cpu: number;
  /** Time on the clock, for a process that sleeps: without what it, or the judge, ran or waited for a processor. */
  wall: number;
}

/** One for a process of judging. */
export class Watchdog {
  private readonly cells = new BigInt64Array(new SharedArrayBuffer(40));
  private watches = 0;

  constructor() {
    const workerData = { cells: this.cells, tree: join(__dirname, 'process-tree.cjs') };
    new Worker(LOOP, { eval: true, workerData, execArgv: [] }).unref();
  }

  /** Kills the process unless {@link standDown} comes in time. */
  watch({ pid, cpu, wall }: Watched): void {
    Atomics.store(this.cells, WATCHED, BigInt(pid));
    Atomics.store(this.cells, CPU, BigInt(cpu));
    Atomics.store(this.cells, WALL, BigInt(Math.ceil(wall)));
    Atomics.store(this.cells, WATCH, BigInt(++this.watches));
  }

  standDown(): void {
    Atomics.store(this.cells, WATCH, 0n);
  }

  /** For which time the last watch ended with a kill, if it did. */
  get fired(): 'cpu' | 'wall' | undefined {
    const fired = Number(Atomics.load(this.cells, FIRED));
    if (this.watches === 0 || Math.abs(fired) !== this.watches) return undefined;
    return fired > 0 ? 'cpu' : 'wall';
  }
}
