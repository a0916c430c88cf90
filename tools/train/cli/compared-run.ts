// One of the runs that are compared, in a process of its own: trains like `npm run train`, and tells the comparison how far it is.
import '../loop/v8-flags';
import type { RunFailure, RunNews, StopSignal } from './compared-process';
import type { TrainingProgress } from '../report/display';
import { main } from './main';
import { Diverged, Interrupted } from '../run/user-error';

/** As often as a person can see. */
const INTERVAL = 100; // milliseconds

const tell = (told: RunNews | RunFailure): void => {
  if (process.connected) process.send!(told, undefined, undefined, () => {}); // that the comparison is gone is heard below
};

let latest = 0;
const progress: TrainingProgress = {
  line: () => {},
  onEpoch: (epoch) => tell({ epoch }),
  onIteration: (iteration, loss) => {
    const now = performance.now();
    if (now - latest < INTERVAL) return;
    latest = now;
    tell({ done: iteration + 1, loss });
  },
  stop: () => {},
};

const nowhere = { write: () => true } as unknown as NodeJS.WritableStream;

/** The comparison asks to stop, or is gone: what is trained is saved, as for Ctrl-C. */
function stop(signal: StopSignal): void {
  if (process.listenerCount(signal) > 0) process.emit(signal, signal);
  else process.exit(130); // nothing has begun
}
if (!process.connected) process.exit(130); // it was gone before this line
process.on('message', stop);
process.on('disconnect', () => stop('SIGTERM'));

void main(
  process.argv.slice(2),
  { stdout: nowhere, stderr: nowhere },
  {
    progress,
    onFailure: (failure, error) => {
      if (!(error instanceof Interrupted)) tell({ failure, diverged: error instanceof Diverged });
    },
  },
).then((status) => {
  process.exitCode = status;
  process.removeAllListeners('disconnect');
  if (process.connected) process.disconnect();
});
