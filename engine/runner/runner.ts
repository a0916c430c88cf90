// Runs a suite without jest: for answers that need not be kept apart from each other, and where there is no jest. Loaded once, the library
// and the engine get fast; jest would load them, and itself, for each suite.
import { expect } from 'expect';
import { type Host, type TestKind, type TopicModules, useHost } from '../suite/host';
import { matchers, sameArrays } from '../suite/matchers';

/** A test that ran, or was skipped because the gate before it failed. */
export interface RunTest {
  block: string;
  sentence: string;
  kind: TestKind;
  status: 'passed' | 'failed' | 'skipped';
  /** What it threw. */
  error?: unknown;
}

export interface RunOptions {
  seed: number;
  modules: TopicModules;
  /** See {@link Host.brief}. */
  brief?: boolean;
  /** See {@link Host.mostInputs}. */
  mostInputs?: number;
  /** Only the blocks whose name matches; all by default. */
  blocks?: RegExp;
  onTestStart?: (block: string, sentence: string) => void;
  onTestEnd?: () => void;
  /** Called when a test's body holds: the test fails if this throws. */
  afterHolding?: () => void;
}

interface ToldTest {
  block: string;
  sentence: string;
  kind: TestKind;
  body: () => void;
}

expect.extend(matchers);
expect.addEqualityTesters([sameArrays]);

/**
 * Runs the tests of a suite, in their order.
 *
 * @param load loads the suite, which tells its blocks and tests meanwhile
 */
export async function runTests(
  load: () => void,
  { seed, modules, brief, mostInputs, blocks, onTestStart, onTestEnd, afterHolding }: RunOptions,
): Promise<RunTest[]> {
  const told: ToldTest[] = [];
  const afterwards: (() => Promise<void>)[] = [];
  const around: string[] = [];
  const host: Host = {
    block(name, body) {
      around.push(name);
      body();
      around.pop();
    },
    test: (sentence, kind, body) => void told.push({ block: around.join(' '), sentence, kind, body }),
    afterAll: (body) => void afterwards.push(body),
    seed: () => seed,
    brief,
    mostInputs,
    expect,
    topicModules: () => modules,
  };
  useHost(host);
  load();

  const done: RunTest[] = [];
  const closed = new Set<string>();
  for (const { block, sentence, kind, body } of told) {
    if (blocks?.test(block) === false) continue;
    if (closed.has(block)) {
      done.push({ block, sentence, kind, status: 'skipped' });
      continue;
    }
    onTestStart?.(block, sentence);
    try {
      body();
      afterHolding?.();
      done.push({ block, sentence, kind, status: 'passed' });
    } catch (error) {
      done.push({ block, sentence, kind, status: 'failed', error });
      if (kind === 'gate') closed.add(block);
    }
    onTestEnd?.();
  }
  for (const body of afterwards) await body();
  return done;
}
