// The judge's end of the channel to the guest: starts the confined process, writes and reads, and ends it when it takes too long.
import { closeSync } from 'node:fs';
import type { DeclaredClass } from '#engine/course/settings';
import { ProblemError } from '#engine/suite/problem';
import { phrase, type Phrase, type Wording } from '#engine/words/phrase';
import { didNotEnd, ENDED_THE_PROCESS, RAN_OUT_OF_MEMORY } from '../../shared/limits';
import { ConfinedProcess } from '../sandbox/confined-process';
import type { Command } from '../sandbox/confinement';
import type { Fifos } from '../sandbox/fifos';
import { FrameReader, FrameWriter, LOST_ITS_FOOTING, READY } from '../rpc/frames';
import { activityOf, activityOfFirstThread, childrenOf } from '../sandbox/process-tree.cjs';
import type { Watchdog } from '../sandbox/watchdog';

/** How long a student's code may take on a processor, in milliseconds. */
export interface TimeLimits {
  /** One call. */
  call: number;
  /** All calls of a topic. */
  topic: number;
}

/** It may sleep so many times as long. What it waits for a processor, or for the judge, does not count. */
export const WALL_CLOCK_FACTOR = 3;

/**
 * The judge itself may take so many times as long on a processor, for what the calls of a topic ask back and hand over; the solutions need a
 * twentieth of that at most. Counted on a processor, not on the clock: how busy the machine is says nothing of the file.
 */
const JUDGES_FACTOR = 3;

/** What is judged: a student's file for one topic, as JavaScript, and the solutions of the earlier ones. */
export interface TopicUnderTest {
  topic: string;
  sources: Record<string, string>;
  /** The classes of the course whose objects may cross. */
  classes: readonly DeclaredClass[];
  /** The lines of a stack that are in the student's file, as they are in the TypeScript. */
  framesOf(stack: string): string[];
}

/** Why the guest is silent. */
export type TerminationKind =
  | 'slow' // on a processor
  | 'asleep'
  | 'slowInAll' // on a processor
  | 'longInAll' // on the clock
  | 'memory'
  | 'exit'
  | 'killed'
  | 'closed'
  | 'often'
  | 'much' // handed over in all
  | 'broken' // by the file, which has changed what everything is built on
  | 'nonsense';

/** The student's process has ended, and why. */
export class Termination extends ProblemError {
  constructor(
    readonly kind: TerminationKind,
    said: Phrase,
  ) {
    super({ kind: 'stopped', said });
    this.stack = '';
  }
}

/** After so many ends of its process, a file is not started again. */
const ENDS_ALLOWED = 5;

/** Milliseconds until the process is ready; a few hundredths of a second, as a rule. */
const TIME_TO_BEGIN = { cpu: 20_000, wall: 30_000 };

/** A process whose pipe is closed is about to end; or it has closed the pipe and goes on. Milliseconds until that is decided. */
const TIME_TO_END = 500;

// Exit codes: 128 and the number of a signal.
const OUT_OF_MEMORY = [132, 133, 134, 139]; // SIGILL, SIGTRAP, SIGABRT, SIGSEGV: how V8 ends then
const OUT_OF_TIME = 152; // SIGXCPU

export class GuestChannel {
  private process: ConfinedProcess | undefined;
  private fromGuest = -1;
  private toGuest = -1;
  private reader: FrameReader | undefined;
  private writer: FrameWriter | undefined;
  private ends = 0;
  private unwanted = 0;
  private spent = 0;
  private began = 0;
  private forgiven = 0;
  /** Milliseconds that the judge was on a processor during calls: in those that are over, and when the present one began. */
  private spentByJudge = 0;
  private judgeBefore = 0;
  /** What the processes that have ended ran or waited for a processor; and the judge, before the topic began. */
  private activityOfEnded = 0;
  private readonly activityBefore = activityOfFirstThread(process.pid);
  private ended: Termination | undefined;

  /** Why the grader could not start a process: nothing of what the tests have found is true then. */
  failure: Error | undefined;

  /** A process was ended by a signal that may have been the system's, which had no memory left, as well as the file's own. */
  wasKilled = false;

  /** Grows with each process. What crossed to an earlier one is lost. */
  generation = 0;

  /** How often the process has ended before its time. */
  get terminations(): number {
    return this.unwanted;
  }

  /** Called when a test begins. */
  onNewTest: () => void = () => {};

  /** Why the file could not be loaded at the first start. */
  loadFailure: { unwritten: boolean; message: string; stack: string } | undefined;

  constructor(
    readonly underTest: TopicUnderTest,
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
  get termination(): Termination | undefined {
    return this.ended;
  }

  isTermination(error: unknown): error is Termination {
    return error instanceof Termination;
  }

  /**
   * A call begins: there is a process, and it must answer in time.
   *
   * @throws Termination when it is not to be called any more
   */
  begin(): void {
    if (this.ended) throw this.ended;
    if (this.failure) throw this.failure;
    const most = WALL_CLOCK_FACTOR * this.limits.topic;
    if (this.spent >= most) this.forgiveActivity();
    if (this.spent >= most) throw this.terminated('longInAll');
    if (this.spentByJudge >= JUDGES_FACTOR * this.limits.topic) throw this.terminated('slowInAll');
    if (this.ends >= ENDS_ALLOWED) throw this.terminated('often');
    if (this.process === undefined) this.start();
    this.began = performance.now();
    this.judgeBefore = ownProcessorTime();
    this.watchdog.watch({
      pid: this.process!.id,
      cpu: this.limits.call,
      wall: WALL_CLOCK_FACTOR * this.limits.call,
    });
  }

  /**
   * The judge is about to do what the file asks of it, while a call lasts.
   *
   * @throws Termination when it has done so for too long
   */
  checkJudge(): void {
    const spent = this.spentByJudge + ownProcessorTime() - this.judgeBefore;
    if (spent < JUDGES_FACTOR * this.limits.topic) return;
    this.stop();
    throw this.terminated('slowInAll');
  }

  /** Only sleep counts, and not for what the judge or the process ran or waited for a processor since the topic began. */
  private forgiveActivity(): void {
    const ofJudge = activityOfFirstThread(process.pid) - this.activityBefore;
    const activity = ofJudge + this.activityOfEnded + this.activityOfProcess();
    this.spent -= Math.max(0, activity - this.forgiven);
    this.forgiven = Math.max(activity, this.forgiven);
  }

  private activityOfProcess(): number {
    if (this.process === undefined) return 0;
    const ids = [this.process.id, ...childrenOf(this.process.id)];
    return ids.reduce((sum, id) => sum + activityOf(id), 0);
  }

  /** The call is over. */
  end(): void {
    this.watchdog.standDown();
    this.spentByJudge += ownProcessorTime() - this.judgeBefore;
    // More than the watchdog allows was no sleep of the student's: the machine was busy, or slept itself.
    this.spent += Math.min(performance.now() - this.began, WALL_CLOCK_FACTOR * this.limits.call);
  }

  send(text: string): void {
    try {
      this.writer!.write(text);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw this.terminationCause();
    }
  }

  receive(): string {
    try {
      return this.reader!.read();
    } catch (error) {
      if (error instanceof RangeError) throw this.nonsense(error.message);
      throw this.terminationCause();
    }
  }

  /** What came makes no sense: the process is ended. */
  nonsense(what: string): Termination {
    this.stop();
    return this.terminated('nonsense', what);
  }

  /** It has handed over more than a topic may, in all of its processes together: the process is ended. */
  tooMuch(said: Phrase): Termination {
    this.stop();
    return this.terminated('much', said);
  }

  /** Ends the process, if there is one. Nothing of it is left then. */
  stop(): void {
    if (this.process === undefined) return;
    this.activityOfEnded += this.activityOfProcess();
    this.process.end();
    this.process.close();
    this.process = undefined;
    this.ends++;
    for (const fd of [this.fromGuest, this.toGuest]) closeSync(fd);
  }

  private start(): void {
    const toGuest = this.fifos.open();
    const fromGuest = this.fifos.open();
    const stdio: ('ignore' | number)[] = ['ignore', 'ignore', 'ignore', toGuest.readEnd, fromGuest.writeEnd];
    this.process = new ConfinedProcess(this.command, stdio, this.fifos);
    for (const fd of [toGuest.readEnd, fromGuest.writeEnd]) closeSync(fd);
    this.toGuest = toGuest.writeEnd;
    this.fromGuest = fromGuest.readEnd;
    this.reader = new FrameReader(this.fromGuest);
    this.writer = new FrameWriter(this.toGuest);
    this.generation++;
    this.waitUntilReady();
  }

  /**
   * Until then, nothing of the student's has run: whatever goes wrong is the grader's own.
   *
   * @throws Error which is kept in {@link failure}
   */
  private waitUntilReady(): void {
    this.watchdog.watch({ pid: this.process!.id, ...TIME_TO_BEGIN });
    try {
      if (this.reader!.read() !== READY) throw new Error('it says something else');
    } catch (error) {
      const code = this.process!.waitForEnd(TIME_TO_END);
      this.failure = new Error(
        `the process for the student’s code did not begin (${(error as Error).message}, exit code ${code})`,
      );
      this.stop();
      throw this.failure;
    } finally {
      this.watchdog.standDown();
    }
  }

  /** The pipe is closed: as a rule because the process has ended, or was killed by the watchdog. */
  private terminationCause(): Termination {
    this.watchdog.standDown();
    const killed = this.watchdog.fired;
    const code = this.process!.waitForEnd(TIME_TO_END);
    this.stop();
    if (killed !== undefined) return this.terminated(killed === 'cpu' ? 'slow' : 'asleep');
    if (code === 'alive') return this.terminated('closed');
    if (code === 'unknown') return this.terminated('killed');
    if (code === LOST_ITS_FOOTING) return this.terminated('broken');
    if (code === OUT_OF_TIME) return this.terminated('slowInAll');
    return this.terminated(OUT_OF_MEMORY.includes(code) ? 'memory' : code > 128 ? 'killed' : 'exit');
  }

  private terminated(kind: TerminationKind, detail: Wording = ''): Termination {
    this.unwanted++;
    if (kind === 'killed') this.wasKilled = true;
    this.ended = new Termination(kind, terminationPhrase(kind, this.limits, detail));
    return this.ended;
  }
}

/** What is said of it to the student. */
function terminationPhrase(kind: TerminationKind, { call, topic }: TimeLimits, detail: Wording): Phrase {
  switch (kind) {
    case 'slow':
      return didNotEnd(call);
    case 'asleep':
      return phrase`did not end within ${inSeconds(WALL_CLOCK_FACTOR * call)} seconds on the clock: does it wait for something that never comes?`;
    case 'slowInAll':
      return phrase`the calls of this topic took more than ${inSeconds(topic)} seconds on a processor in all`;
    case 'longInAll':
      return phrase`the calls of this topic took more than ${inSeconds(WALL_CLOCK_FACTOR * topic)} seconds on the clock in all`;
    case 'memory':
      return RAN_OUT_OF_MEMORY;
    case 'exit':
      return ENDED_THE_PROCESS;
    case 'killed':
      return phrase`the process was killed: it used too much memory or processor time, or it ended itself`;
    case 'closed':
      return phrase`the file closed the pipe to the grader, which could ask it nothing more`;
    case 'often':
      return phrase`the process ended ${{ count: ENDS_ALLOWED }} times and was not started again`;
    case 'much':
      return detail as Phrase;
    case 'broken':
      return phrase`built-in objects such as \`Array.prototype\` were changed, and the process could not go on: leave them as they are`;
    case 'nonsense':
      return phrase`the grader does not understand what came (${{ detail }}): does the file write to its pipe, or change built-in objects?`;
  }
}

/** Milliseconds for which this process was on a processor. */
function ownProcessorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function inSeconds(milliseconds: number): { seconds: number } {
  return { seconds: milliseconds / 1000 };
}
