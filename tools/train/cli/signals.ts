// Ctrl-C and other signals: the first one asks to stop, the next one stops at once.
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Signals that come closer together than this count as one: npm passes on what the terminal has sent already. */
const SAME_MOMENT = 500; // milliseconds

export class StopRequest {
  /** The signal that came, if any. */
  signal: NodeJS.Signals | undefined;
  private time = 0;

  /** @param beforeExit called when a second signal stops the process at once */
  constructor(private readonly beforeExit: () => void) {
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  dispose(): void {
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (this.signal === undefined) {
      this.signal = signal;
      this.time = performance.now();
    } else if (performance.now() - this.time > SAME_MOMENT) {
      this.beforeExit();
      process.exit(exitStatusOf(signal));
    }
  };
}

/** As shells count: 130 for Ctrl-C. */
export function exitStatusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
