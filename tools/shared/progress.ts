// What is remembered between two runs, in .dojo/: which topics were finished, and which hints were seen. What a reset took out of an
// exercise is kept there, too.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Course, TopicName } from '#engine/course/course';
import { type SuiteOutcome, holds } from '#engine/runner/outcome';
import { isStub, stubOf } from './stubs';
import { withLock, writeNew, writeAtomically } from './atomic-write';
import { bytesIfReadable, bytesIfThere } from './readable';

/**
 * - `open`: the exercise as the course ships it.
 * - `missing`: its file is gone.
 * - `unchecked`: something is written, and no suite has run on it here; a clone on a second computer begins so.
 * - `started`: something is written, and not all laws hold.
 * - `changed`: all laws held once, and the file was edited since.
 */
export type TopicState = 'open' | 'missing' | 'unchecked' | 'started' | 'finished' | 'changed';

const MemorySchema = v.looseObject({
  current: v.optional(v.string()),
  /** The fingerprint of the file with which all laws held. */
  finished: v.optional(v.record(v.string(), v.string()), {}),
  /** The file that a suite ran on last, and the blocks in it that don't hold yet. */
  judged: v.optional(
    v.record(v.string(), v.object({ fingerprint: v.string(), open: v.array(v.string()) })),
    {},
  ),
  /** How many hints were seen, by function. */
  hintsSeen: v.optional(v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))), {}),
});

type Memory = v.InferOutput<typeof MemorySchema>;

/** Something in .dojo/ was not as it should be, and was set right. Paths are from the course's folder on. */
export type Notice =
  | { kind: 'setAside'; path: string } // a damaged file of progress
  | { kind: 'unreadable'; reason: string } // it is there, and can't be read or moved
  | { kind: 'keptAnswers'; paths: string[] }; // an older course took these for the exercises as they were at first

/** Whether it is a list, or has one where names are expected: to valibot, lists are objects, too. */
function hasList(content: unknown): boolean {
  const { finished, judged, hintsSeen } = content as Partial<Memory>;
  return [content, finished, judged, hintsSeen].some(Array.isArray);
}

/** The student's way through the course, kept in a folder. Each change is written at once. */
export class Progress {
  readonly notices: Notice[] = [];
  private memory: Memory;

  constructor(
    readonly course: Course,
    private readonly folder = resolve(course.root, '.dojo'),
  ) {
    this.takeInOriginals();
    this.memory = emptyMemory();
    try {
      this.memory = this.read();
    } catch (error) {
      this.notices.push({ kind: 'unreadable', reason: (error as Error).message });
    }
  }

  state(topic: TopicName): TopicState {
    const text = this.bytesOf(topic)?.toString('utf8');
    if (text === undefined) return 'missing';
    if (isStub(this.course, topic, text)) return 'open';
    const { finished, judged } = this.memory;
    if (Object.hasOwn(finished, topic)) {
      return finished[topic] === this.fingerprint(topic) ? 'finished' : 'changed';
    }
    return Object.hasOwn(judged, topic) ? 'started' : 'unchecked';
  }

  /** The topics whose files hold something that no suite has seen on this computer. */
  unchecked(): TopicName[] {
    return this.course.topicNames().filter((topic) => this.state(topic) === 'unchecked');
  }

  /** The topic that was looked at last, or the first one that is not finished, or the last of all. */
  current(): TopicName {
    const names = this.course.topicNames();
    const current = names.find((topic) => topic === this.memory.current);
    if (current !== undefined && this.state(current) !== 'finished') return current;
    return this.firstUnfinished() ?? names.at(-1)!;
  }

  firstUnfinished(): TopicName | undefined {
    return this.course.topicNames().find((topic) => this.state(topic) !== 'finished');
  }

  moveTo(topic: TopicName): void {
    this.change((memory) => (memory.current = topic));
  }

  /** What changes with each change of a topic's exercise; undefined when there is none. */
  fingerprint(topic: TopicName): string | undefined {
    const bytes = this.bytesOf(topic);
    return bytes && createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  }

  /**
   * Remembers what a suite found. `judged` is the fingerprint of the file that it ran on: nothing is remembered of a file that was
   * edited meanwhile, since its present text has not been checked.
   */
  record(outcome: SuiteOutcome, judged = this.fingerprint(outcome.topic)): void {
    const { topic, tests } = outcome;
    if (judged === undefined || judged !== this.fingerprint(topic)) return;
    const open = new Set(tests.filter(({ status }) => status !== 'passed').map(({ block }) => block));
    this.change((memory) => {
      memory.judged[topic] = { fingerprint: judged, open: [...open] };
      if (holds(outcome)) memory.finished[topic] = judged;
      else if (memory.finished[topic] === judged) memory.finished = leaveOut(memory.finished, topic); // the laws have changed
    });
  }

  /** The blocks that don't hold yet in the file as it is now; undefined when no suite has run on it. */
  openBlocks(topic: TopicName): string[] | undefined {
    const judged = Object.hasOwn(this.memory.judged, topic) ? this.memory.judged[topic] : undefined;
    return judged?.fingerprint === this.fingerprint(topic) ? judged?.open : undefined;
  }

  hintsSeen(topic: TopicName, functionName: string): number {
    return this.memory.hintsSeen[`${topic} ${functionName}`] ?? 0;
  }

  seeHint(topic: TopicName, functionName: string, count: number): void {
    this.change(({ hintsSeen }) => (hintsSeen[`${topic} ${functionName}`] = count));
  }

  /**
   * Puts the exercise back as the course ships it.
   *
   * @returns where a copy of what was written is kept; undefined when nothing was
   * @throws Error if the course has no packed exercise of that name, or if something cannot be read or written; then the exercise is as it was
   */
  reset(topic: TopicName, now = new Date()): string | undefined {
    const stub = stubOf(this.course, topic);
    if (stub === undefined) {
      throw new Error(`${topic} is not packed in test/stubs/: \`npm run verify -- --pack\` packs it`);
    }
    const file = this.course.exercise(topic);
    const written = bytesIfThere(file); // what is there and can't be read is not overwritten
    const text = written?.toString('utf8');
    const worthKeeping = written !== undefined && !isStub(this.course, topic, text!);
    const copy = worthKeeping ? this.keep(`${topic}.${stampOf(now)}.ts`, written) : undefined;
    this.change((memory) => {
      memory.finished = leaveOut(memory.finished, topic);
      memory.judged = leaveOut(memory.judged, topic);
      memory.hintsSeen = without(memory.hintsSeen, (key) => key.startsWith(`${topic} `));
    });
    if (text !== stub) writeAtomically(file, stub); // last: where the disk is full, the exercise is as it was
    return copy;
  }

  /** What an exercise holds; undefined when there is no file that can be read. */
  private bytesOf(topic: TopicName): Buffer | undefined {
    return bytesIfReadable(this.course.exercise(topic));
  }

  /** Writes into .dojo/kept/, under a name that is free. */
  private keep(name: string, content: Uint8Array): string {
    return writeNew(resolve(this.folder, 'kept', name), content);
  }

  /** Reads again first: another command, such as `npm run check` beside `npm start`, may have remembered something meanwhile. */
  private change(edit: (memory: Memory) => void): void {
    withLock(resolve(this.folder, 'progress.lock'), () => {
      const memory = this.read();
      const before = JSON.stringify(memory);
      edit(memory);
      if (JSON.stringify(memory) !== before)
        writeAtomically(this.file, `${JSON.stringify(memory, null, 2)}\n`);
      this.memory = memory;
    });
  }

  /**
   * The file of progress. One that is damaged is set aside: the marks are lost, and come back when the topics are checked again.
   *
   * @throws Error when there is a file that can be neither read nor set aside, so that nothing overwrites it
   */
  private read(): Memory {
    let text;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return emptyMemory();
      throw error;
    }
    const content = fromJson(text);
    const parsed = v.safeParse(MemorySchema, content);
    if (parsed.success && !hasList(content)) return parsed.output;
    const aside = writeNew(resolve(this.folder, `progress.damaged-${stampOf(new Date())}.json`), text);
    rmSync(this.file);
    this.notices.push({ kind: 'setAside', path: this.course.pathOf(aside) });
    return emptyMemory();
  }

  private get file(): string {
    return resolve(this.folder, 'progress.json');
  }

  /**
   * Until November 2026 the course copied each exercise to .dojo/originals/ when a command first saw it, also one that was edited
   * before. Stubs among them are not needed any more; whatever else is there may be someone's work, and is kept.
   */
  private takeInOriginals(): void {
    const folder = resolve(this.folder, 'originals');
    if (!existsSync(folder)) return;
    const paths: string[] = [];
    try {
      for (const name of readdirSync(folder)) {
        const path = resolve(folder, name);
        const content = readFileSync(path);
        if (!isStub(this.course, name.replace(/\.ts$/, ''), content.toString('utf8'))) {
          paths.push(this.course.pathOf(this.keep(name.replace(/(\.ts)?$/, '.first-seen$1'), content)));
        }
        rmSync(path);
      }
      rmdirSync(folder);
    } catch {
      // It can't be read, or not be written: it stays where it is, and does no harm.
    }
    if (paths.length > 0) this.notices.push({ kind: 'keptAnswers', paths });
  }
}

function emptyMemory(): Memory {
  return v.parse(MemorySchema, {});
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function leaveOut<Value>(record: Record<string, Value>, topic: TopicName): Record<string, Value> {
  return without(record, (key) => key === topic);
}

function without<Value>(
  record: Record<string, Value>,
  drop: (key: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !drop(key)));
}

/** "2026-11-24_13-05-59", by the clock on the wall, as the folders in runs/ are named. */
function stampOf(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
}
