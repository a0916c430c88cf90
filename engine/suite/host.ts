// What runs a suite: jest, or the engine's own runner. A suite tells it its blocks and tests, and asks it what belongs to this run.
import type { expect } from 'expect';

/** A gate that fails closes its block. An example can be known by heart; a law must be obeyed. */
export type TestKind = 'gate' | 'example' | 'law';

/** What is loaded for the topic of a suite. Undefined where it can't be loaded, or the course comes without it. */
export interface TopicModules {
  /** The answer that is judged. */
  student?: object;
  solution?: object;
  /** test/mistakes/… */
  catalogue?: object;
}

export interface Host {
  /** A group of tests; `body` tells them. */
  block(name: string, body: () => void): void;
  /** One test of the block that is being told. */
  test(sentence: string, kind: TestKind, body: () => void): void;
  /** Calls `body` when all tests are done. */
  afterAll(body: () => Promise<void>): void;
  /** The seed of this run. */
  seed(): number;
  /** It is only asked which laws an answer breaks at once: few inputs are drawn, no smaller ones are looked for, and no mistake is named. */
  readonly brief?: boolean;
  /** No law draws more inputs: whoever breaks it with these breaks it with the usual number, too. */
  readonly mostInputs?: number;
  /** For all but the checks of matchers.ts. */
  readonly expect: typeof expect;
  topicModules(): TopicModules;
}

let current: Host | undefined;

/** Says what runs the suites that are loaded from now on. */
export function useHost(host: Host): void {
  current = host;
}

export function host(): Host {
  if (current === undefined)
    throw new Error('a suite is run by jest or by the engine: nothing here runs suites');
  return current;
}
