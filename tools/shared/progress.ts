// What is remembered between two runs, in .dojo/: which topics were finished, which hints were seen, and the exercises as they
// were at first, so that one can be had back.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { SuiteOutcome } from './suites';
import { pathOf, ROOT, topicNames, type TopicName } from './topics';
import { holds } from './verdict';
import { writeWhole } from './whole-files';

/** `changed`: all laws held once, and the file was edited since. */
export type TopicState = 'open' | 'started' | 'finished' | 'changed';

interface Memory {
  current?: TopicName;
  /** The fingerprint of the file with which all laws held. */
  finished: Record<TopicName, string | undefined>;
  /** How many hints were seen, by function. */
  hintsSeen: Record<string, number>;
}

/** The student's way through the course, kept in a folder. Each change is written at once. */
export class Progress {
  private memory: Memory;

  constructor(private readonly folder = resolve(ROOT, '.dojo')) {
    this.memory = this.read();
    this.keepOriginals();
  }

  state(topic: TopicName): TopicState {
    const fingerprint = fingerprintOf(pathOf.exercise(topic));
    if (this.memory.finished[topic] !== undefined) {
      return this.memory.finished[topic] === fingerprint ? 'finished' : 'changed';
    }
    return fingerprint === fingerprintOf(this.originalOf(topic)) ? 'open' : 'started';
  }

  /** The topic that was looked at last, or the first one that is not finished, or the last of all. */
  current(): TopicName {
    const current = topicNames().find((topic) => topic === this.memory.current);
    if (current !== undefined && this.state(current) !== 'finished') return current;
    return this.firstUnfinished() ?? topicNames().at(-1)!;
  }

  firstUnfinished(): TopicName | undefined {
    return topicNames().find((topic) => this.state(topic) !== 'finished');
  }

  moveTo(topic: TopicName): void {
    this.change((memory) => (memory.current = topic));
  }

  /** Remembers, if all laws hold, that they do for the file as it is now. */
  record(outcome: SuiteOutcome): void {
    const { topic } = outcome;
    this.change(({ finished }) => {
      if (holds(outcome)) finished[topic] = fingerprintOf(pathOf.exercise(topic));
    });
  }

  hintsSeen(topic: TopicName, functionName: string): number {
    return this.memory.hintsSeen[`${topic} ${functionName}`] ?? 0;
  }

  seeHint(topic: TopicName, functionName: string, count: number): void {
    this.change(({ hintsSeen }) => (hintsSeen[`${topic} ${functionName}`] = count));
  }

  /**
   * Puts the exercise back as it was at first.
   *
   * @returns where a copy of what was written is kept
   */
  reset(topic: TopicName, now = new Date()): string {
    const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
    const copy = resolve(this.folder, 'kept', `${topic}.${stamp}.ts`);
    mkdirSync(dirname(copy), { recursive: true });
    if (existsSync(pathOf.exercise(topic))) copyFileSync(pathOf.exercise(topic), copy);
    copyFileSync(this.originalOf(topic), pathOf.exercise(topic));
    this.change((memory) => {
      memory.finished = without(memory.finished, (key) => key === topic);
      memory.hintsSeen = without(memory.hintsSeen, (key) => key.startsWith(`${topic} `));
    });
    return copy;
  }

  /** Reads again first: another command, such as `npm run check` beside `npm start`, may have remembered something meanwhile. */
  private change(edit: (memory: Memory) => void): void {
    this.memory = this.read();
    edit(this.memory);
    writeWhole(this.file, `${JSON.stringify(this.memory, null, 2)}\n`);
  }

  private read(): Memory {
    const empty: Memory = { finished: {}, hintsSeen: {} };
    try {
      return { ...empty, ...(JSON.parse(readFileSync(this.file, 'utf8')) as Partial<Memory>) };
    } catch {
      return empty; // the first run, or a file that cannot be read: nothing is lost but the marks
    }
  }

  private get file(): string {
    return resolve(this.folder, 'progress.json');
  }

  /** Keeps a copy of each exercise, the first time that a command sees it. */
  private keepOriginals(): void {
    mkdirSync(resolve(this.folder, 'originals'), { recursive: true });
    for (const topic of topicNames()) {
      const original = this.originalOf(topic);
      if (!existsSync(original)) copyFileSync(pathOf.exercise(topic), original);
    }
  }

  private originalOf(topic: TopicName): string {
    return resolve(this.folder, 'originals', `${topic}.ts`);
  }
}

function without<Value>(
  record: Record<string, Value>,
  drop: (key: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !drop(key)));
}

/** What changes with each change of the file; undefined when there is none. */
function fingerprintOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}
