// The judge's end of the line to the accused: starts the confined process, writes and reads, and ends it when it takes too long.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readSync } from 'node:fs';
import { didNotEnd, ENDED_THE_PROCESS } from '../shared/limits';
import { type Command, STATUS_FD, withInputs } from './confinement';
import type { Fifos } from './fifos';
import { FrameReader, FrameWriter } from './frames';
import type { Watchdog } from './watchdog';

/** How long a student's code may take on a processor, in milliseconds. */
export interface TimeLimits {
  /** One call. */
  call: number;
  /** All calls of a topic. */
  topic: number;
}

/** On the clock it may take so many times as long: it may have to wait for a processor, and for the judge in between. */
export const PATIENCE = 3;

/** What is judged: a student's file for one topic, as JavaScript, and the solutions of the earlier ones. */
export interface Trial {
  topic: string;
  sources: Record<string, string>;
  /** The lines of a stack that lie in the student's file, as they are in the TypeScript. */
  framesOf(stack: string): string[];
}

/** An example can be known by heart, a law must be obeyed. */
export type TestKind = 'law' | 'example';

/** Why the accused is silent. */
export type EndingKind = 'slow' | 'slowInAll' | 'memory' | 'exit' | 'killed' | 'often' | 'nonsense';

/** The process of the accused has ended, and why. */
export class Ending extends Error {
  /** As a test says it that has failed. */
  readonly finding: { inputs: []; message: string; seed: number };

  constructor(
    readonly kind: EndingKind,
    message: string,
  ) {
    super(message);
    this.finding = { inputs: [], message, seed: 0 };
    this.stack = '';
  }
}

/** After so many ends of its process, a file is not started again. */
const ENDS_ALLOWED = 5;

// Exit codes: 128 and the number of a signal.
const OUT_OF_MEMORY = [132, 133, 134, 139]; // SIGILL, SIGTRAP, SIGABRT, SIGSEGV: how V8 ends then
const OUT_OF_TIME = 152; // SIGXCPU

export class Line {
  private process: ChildProcess | undefined;
  private fromAccused = -1;
  private toAccused = -1;
  private status: number | undefined;
  private reader: FrameReader | undefined;
  private writer: FrameWriter | undefined;
  private ends = 0;
  private unwanted = 0;
  private spent = 0;
  private began = 0;
  private measured = 0;
  private statusText = '';
  private ended: Ending | undefined;

  /** Grows with each process. What crossed to an earlier one is lost. */
  generation = 0;

  /** What each test of the suite was, in order; a gate counts as an example. */
  readonly kinds: TestKind[] = [];

  /** How often the process has ended before its time. */
  get endings(): number {
    return this.unwanted;
  }

  /** Called when a test begins. */
  onNewTest: () => void = () => {};

  /** Why the file could not be loaded at the first start. */
  loadFailure: { unwritten: boolean; message: string; stack: string } | undefined;

  constructor(
    readonly trial: Trial,
    private readonly command: Command,
    private readonly fifos: Fifos,
    private readonly watchdog: Watchdog,
    private readonly limits: TimeLimits,
  ) {}

  /** A new test begins. What ended in the last one is started again. */
  newTest(): void {
    this.ended = undefined;
    this.onNewTest();
  }

  /** That the process has ended in this test, and why. */
  get ending(): Ending | undefined {
    return this.ended;
  }

  isEnding(error: unknown): error is Ending {
    return error instanceof Ending;
  }

  /**
   * A call begins: there is a process, and it must answer in time.
   *
   * @throws Ending when it is not to be called any more
   */
  begin(): void {
    if (this.ended) throw this.ended;
    const left = PATIENCE * this.limits.topic - this.spent;
    if (left <= 0) throw this.over('slowInAll');
    if (this.ends >= ENDS_ALLOWED) throw this.over('often');
    if (this.process === undefined) this.start();
    this.began = performance.now();
    this.watchdog.watch({
      pid: this.process!.pid!,
      measured: this.measured,
      cpu: this.limits.call,
      wall: Math.min(PATIENCE * this.limits.call, left),
    });
  }

  /** The call is over. */
  end(): void {
    this.watchdog.standDown();
    // More than the watchdog allows can only be the sleep of the whole machine.
    this.spent += Math.min(performance.now() - this.began, PATIENCE * this.limits.call);
  }

  send(text: string): void {
    try {
      this.writer!.write(text);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw this.whyEnded();
    }
  }

  receive(): string {
    try {
      return this.reader!.read();
    } catch (error) {
      if (error instanceof RangeError) throw this.nonsense(error.message);
      throw this.whyEnded();
    }
  }

  /** What came makes no sense: the process is ended. */
  nonsense(what: string): Ending {
    this.stop();
    return this.over('nonsense', what);
  }

  /** Ends the process, if there is one. */
  stop(): void {
    if (this.process === undefined) return;
    this.process.kill('SIGKILL');
    this.process = undefined;
    this.ends++;
    for (const fd of [this.fromAccused, this.toAccused]) closeSync(fd);
    if (this.status !== undefined) closeSync(this.status);
  }

  private start(): void {
    const toAccused = this.fifos.open();
    const fromAccused = this.fifos.open();
    const status = this.command.saysStatus ? this.fifos.open() : undefined;
    const { command, args } = this.command;
    const stdio: ('ignore' | number)[] = [
      'ignore',
      'ignore',
      'ignore',
      toAccused.readEnd,
      fromAccused.writeEnd,
    ];
    if (status !== undefined) stdio[STATUS_FD] = status.writeEnd;

    this.process = withInputs(this.command, stdio, () => spawn(command, args, { stdio, cwd: '/', env: {} }));
    this.process.on('error', () => {}); // the pipe ends, too, and that is noticed
    for (const fd of [toAccused.readEnd, fromAccused.writeEnd]) closeSync(fd);
    if (status !== undefined) closeSync(status.writeEnd);
    this.toAccused = toAccused.writeEnd;
    this.fromAccused = fromAccused.readEnd;
    this.status = status?.readEnd;
    this.reader = new FrameReader(this.fromAccused);
    this.writer = new FrameWriter(this.toAccused);
    this.statusText = '';
    this.readStatus();
    const [, child] = /"child-pid": (\d+)/.exec(this.statusText) ?? [];
    this.measured = child === undefined ? this.process.pid! : Number(child);
    this.generation++;
  }

  private whyEnded(): Ending {
    const slow = this.watchdog.fired;
    this.watchdog.standDown();
    const code = this.exitCode();
    this.stop();
    if (slow) return this.over('slow');
    if (code === undefined) return this.over('killed');
    if (code === OUT_OF_TIME) return this.over('slowInAll');
    return this.over(OUT_OF_MEMORY.includes(code) ? 'memory' : code > 128 ? 'killed' : 'exit');
  }

  /** bubblewrap says it last. */
  private exitCode(): number | undefined {
    while (this.readStatus());
    const [, code] = /"exit-code": (\d+)/.exec(this.statusText) ?? [];
    return code === undefined ? undefined : Number(code);
  }

  /** Reads on in what bubblewrap says of the process; false at the end. */
  private readStatus(): boolean {
    if (this.status === undefined) return false;
    const bytes = Buffer.alloc(4096);
    const count = readSync(this.status, bytes, 0, bytes.length, null);
    this.statusText += bytes.toString('latin1', 0, count);
    return count > 0;
  }

  private over(kind: EndingKind, detail = ''): Ending {
    this.unwanted++;
    this.ended = new Ending(kind, endingText(kind, this.limits, detail));
    return this.ended;
  }
}

/** In words for the student. */
function endingText(kind: EndingKind, limits: TimeLimits, detail: string): string {
  return {
    slow: didNotEnd(limits.call),
    slowInAll: `the calls of this topic took more than ${limits.topic / 1000} seconds in all`,
    memory: 'the process crashed, as it does when it runs out of memory: does an array grow without end?',
    exit: ENDED_THE_PROCESS,
    killed: 'the process was killed: it used too much memory or processor time, or it ended itself',
    often: `the process ended ${ENDS_ALLOWED} times and was not started again`,
    nonsense: `the grader does not understand what came (${detail}): does the file write to its pipe, or change built-in objects?`,
  }[kind];
}
