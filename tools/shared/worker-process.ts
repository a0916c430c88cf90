// A process of the course's own that works through one thing after another: for the learner's judge and for the grader's. It is started,
// told, listened to and timed here; what its end means is for those to say who have started it.
import { type ChildProcess, fork } from 'node:child_process';
import { TSX } from './tsx';

/** How a process is started. */
export interface WorkerStart {
  args?: string[];
  /** MiB for what is short-lived, of which suites leave much behind: with more room for it, less time goes into clearing up. */
  youngSpace: number;
  /** It clears up its memory in one thread, for others have work for the other processors. */
  sharesProcessors?: boolean;
  /** What it writes to its standard error is shown. */
  showsErrors?: boolean;
  /** Ends the process, and all that it has started. */
  kill?: (child: ChildProcess) => void;
}

/** What is done with what happens during a piece of work. */
export interface Listener<FromWorker> {
  onMessage(message: FromWorker): void;
  onExit(status: number | null, signal: NodeJS.Signals | null): void;
}

export class WorkerProcess<ToWorker extends object, FromWorker> {
  readonly child: ChildProcess;
  private readonly kill: (child: ChildProcess) => void;
  private timer: NodeJS.Timeout | undefined;
  private unlisten: () => unknown = () => undefined;

  /** @param program a TypeScript file, which sees the solutions as topics */
  constructor(
    program: string,
    { args = [], youngSpace, sharesProcessors = false, showsErrors = false, kill }: WorkerStart,
  ) {
    this.kill = kill ?? ((child) => void child.kill());
    this.child = fork(program, args, {
      execArgv: [
        `--max-semi-space-size=${youngSpace}`,
        ...(sharesProcessors ? ['--single-threaded-gc'] : []),
        ...['--require', TSX, '-C', 'solutions'],
      ],
      stdio: ['ignore', 'ignore', showsErrors ? 'inherit' : 'ignore', 'ipc'],
    });
    this.child.on('error', () => undefined); // said to whoever listens
  }

  /** Undefined where it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** It ended while no one was listening, as when someone has killed it. */
  get hasEnded(): boolean {
    return (this.child.exitCode ?? this.child.signalCode ?? undefined) !== undefined;
  }

  tell(message: ToWorker): void {
    this.child.send(message, () => {}); // when it has ended already, its exit says so
  }

  /** A piece of work begins, and the one before it is over. Whoever listens hears of the end once. */
  listen({ onMessage, onExit }: Listener<FromWorker>): void {
    this.rest();
    const heard = onMessage as (message: unknown) => void;
    const ended = (status: number | null, signal: NodeJS.Signals | null): void => {
      this.rest();
      onExit(status, signal);
    };
    const failed = (): void => ended(null, null); // it could not even be started
    this.child.on('message', heard).on('exit', ended).on('error', failed);
    this.unlisten = () => this.child.off('message', heard).off('exit', ended).off('error', failed);
  }

  /** Unless something else is awaited before, `late` is called in so many milliseconds on the clock. It keeps nobody waiting. */
  awaitFor(milliseconds: number, late: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(late, milliseconds).unref();
  }

  /** The piece of work is done: nobody listens any more. */
  rest(): void {
    clearTimeout(this.timer);
    this.unlisten();
    this.unlisten = () => undefined;
  }

  /** Ends the process. Whoever listens hears of it. */
  end(): void {
    clearTimeout(this.timer);
    this.kill(this.child);
  }
}
