// Kills a process that is waited for too long. It runs in a thread of its own, because the thread that waits is blocked.
import { Worker } from 'node:worker_threads';

const PERIOD = 20; // milliseconds

// The cells that both threads see.
const WATCH = 0; // the number of the watch; 0 when nothing is watched
const MEASURED = 1; // the process whose processor time counts
const KILLED = 2; // the process to kill
const CPU = 3; // milliseconds
const WALL = 4; // milliseconds
const FIRED = 5; // the number of the last watch that ended with a kill

// Plain JavaScript, because a worker is started without a loader for TypeScript.
const LOOP = `
  const { readFileSync } = require('node:fs');
  const { workerData: { cells, parent } } = require('node:worker_threads');
  const cell = (index) => Number(Atomics.load(cells, index));
  const kill = (pid) => { try { process.kill(pid, 'SIGKILL'); } catch {} };
  const cpuOf = (pid) => {
    try {
      const stat = readFileSync('/proc/' + pid + '/stat', 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return 10 * (Number(fields[11]) + Number(fields[12])); // it counts in hundredths of a second
    } catch {
      return 0;
    }
  };
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  let watched = 0;
  let cpuBefore = 0;
  let periods = 0;
  for (;;) {
    Atomics.wait(waiting, 0, 0, ${PERIOD});
    if (process.ppid !== parent) kill(process.pid);
    const watch = cell(${WATCH});
    if (watch === 0) continue;
    const cpu = cpuOf(cell(${MEASURED}));
    if (watch !== watched) {
      watched = watch;
      cpuBefore = cpu;
      periods = 0;
    }
    periods++; // and not the clock, which goes on while the machine sleeps
    if (cpu - cpuBefore < cell(${CPU}) && periods * ${PERIOD} < cell(${WALL})) continue;
    const pid = cell(${KILLED});
    if (Atomics.compareExchange(cells, ${WATCH}, BigInt(watch), 0n) !== BigInt(watch)) continue;
    Atomics.store(cells, ${FIRED}, BigInt(watch));
    kill(pid);
  }
`;

/** A process to be watched, and what it may use until it has answered, in milliseconds. */
export interface Watched {
  /** The process to kill. */
  pid: number;
  /** The process whose time on a processor counts: on a busy machine, time on the clock says little. */
  measured: number;
  cpu: number;
  /** Time on the clock, for a process that sleeps. */
  wall: number;
}

/** One for a process of judging. If the process that started it ends, it ends this one, so that nothing is left behind. */
export class Watchdog {
  private readonly cells = new BigInt64Array(new SharedArrayBuffer(48));
  private watches = 0;

  constructor() {
    const workerData = { cells: this.cells, parent: process.ppid };
    new Worker(LOOP, { eval: true, workerData, execArgv: [] }).unref();
  }

  /** Kills the process unless {@link standDown} comes in time. */
  watch({ pid, measured, cpu, wall }: Watched): void {
    Atomics.store(this.cells, MEASURED, BigInt(measured));
    Atomics.store(this.cells, KILLED, BigInt(pid));
    Atomics.store(this.cells, CPU, BigInt(cpu));
    Atomics.store(this.cells, WALL, BigInt(Math.ceil(wall)));
    Atomics.store(this.cells, WATCH, BigInt(++this.watches));
  }

  standDown(): void {
    Atomics.store(this.cells, WATCH, 0n);
  }

  /** Whether the last watch ended with a kill. */
  get fired(): boolean {
    return this.watches > 0 && Number(Atomics.load(this.cells, FIRED)) === this.watches;
  }
}
