// What a suite runs on: jest in a terminal and in the grader, a runner of its own in a browser. Suites and laws only know this.
import type { Mistake, Probes } from './variants';

/** A topic's exports, whoever wrote them. */
export type TopicModule = Record<string, unknown>;

/** What stands in test/mistakes for a topic. */
export interface MistakeCatalogue {
  mistakes: Mistake<TopicModule>[];
  probes: Probes<TopicModule>;
}

/** The modules that a diagnosis compares; what can't be loaded is missing. */
export interface JudgedTopic {
  student?: TopicModule;
  solution?: TopicModule;
  catalogue?: MistakeCatalogue;
}

/** A gate: everything below it in its block depends on it. A law can't be known by heart, as an example can. */
export type TestKind = 'gate' | 'example' | 'law';

/** One run of one suite. */
export interface SuiteHost {
  /** Opens a block of tests; what `body` registers is in it. */
  block(name: string, body: () => void): void;
  /** Registers a test. It fails if `body` throws. When a gate fails, the host skips the rest of its block. */
  test(sentence: string, kind: TestKind, body: () => void): void;
  /** Draws the inputs of the laws. */
  seed(): number;
  /** How many seeds each law is checked with, from `seed()` on. */
  seedsPerRun(): number;
  /** The topic that is judged. */
  topic(): JudgedTopic;
  /** Whether a line of a stack is the engine's or a library's, and of no use to a student. */
  isOwnFrame(frame: string): boolean;
  /** The host's own checks, for what {@link matchers} has no check for. */
  expect(received: unknown): Record<string, unknown>;
}

let current: SuiteHost | undefined;

/** Says what the suite that is loaded next runs on. */
export function useHost(host: SuiteHost): void {
  current = host;
}

/** @throws Error outside of a suite's run */
export function host(): SuiteHost {
  if (current === undefined)
    throw new Error('a suite runs by `npm run check` or jest, which say what it runs on');
  return current;
}
