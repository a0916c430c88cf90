// Runs the suite of one topic on any file, in this process, and says what each test found.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCLI } from '@jest/core';
import type { TestResult as FileResult } from '@jest/test-result';
import type { Config } from '@jest/types';
import jestConfig from '../../jest.config';
import { type RunTest } from '#engine/runner/runner';
import { runOnVariant } from '#engine/runner/variant';
import type { Finding } from '#engine/suite/law';
import { printedInRun } from '#engine/suite/printed';
import type { Alternative } from '#engine/suite/variants';
import { placesIn, placeText } from './places';
import { pathOf, ROOT, type TopicName } from './topics';

/** What is to be judged: the suite of `topic`, run on `file`; all other topics are the solutions. */
export interface SuiteRequest {
  topic: TopicName;
  /** The file that stands for the topic; the student's own unless given. */
  file?: string;
  /** A wrong or right answer of test/mistakes or test/alternatives, to stand for the topic instead. */
  variant?: { kind: 'mistakes' | 'alternatives'; id: string };
  /** Only the blocks of these functions and classes, with their methods; all unless given. */
  exports?: string[];
  /** Repeats a run; a fresh one unless given. */
  seed?: number;
  /** Whether mistakes are to be named; they are unless it says no. */
  diagnosis?: boolean;
}

/** One request for each known wrong or right answer of a topic. What it does not replace is the solution's, and need not be judged again. */
export function variantRequests(
  topic: TopicName,
  kind: 'mistakes' | 'alternatives',
): (SuiteRequest & Required<Pick<SuiteRequest, 'variant' | 'exports'>>)[] {
  const file = pathOf[kind](topic);
  if (!existsSync(file)) return [];
  const variants = (createRequire(__filename)(file) as Record<typeof kind, Alternative<object>[]>)[kind];
  return variants.map(({ id, answer }) => ({
    topic,
    variant: { kind, id },
    exports: Object.keys(answer),
  }));
}

/** `unwritten`: the function says `not implemented yet`; `skipped`: a test that this one depends on has failed. */
export type TestStatus = 'passed' | 'failed' | 'unwritten' | 'skipped';

/** What one test found. */
export interface TestOutcome {
  /** The function or method that the test is about. */
  block: string;
  sentence: string;
  status: TestStatus;
  finding?: Finding;
  /** Where in the student's file it happened: "exercises/02-cross-entropy-error.ts:17:10". */
  place?: string;
}

/** What a suite found. */
export interface SuiteOutcome {
  topic: TopicName;
  seed: number;
  tests: TestOutcome[];
  /** The first lines that the student's code printed, from the loading of the file on. */
  printed?: Finding['printed'];
  /** The process was ended before the suite was through. */
  cutShort?: true;
  /** Why no test could run: a type error, an import that fails, an error thrown while the file is loaded. */
  crash?: string;
}

/** The jest project in which suites run: all topics are the solutions. */
export const solutionsProject = jestConfig.projects?.find(
  (project) => typeof project === 'object' && project.displayName === 'solutions',
);

/** Called when a test begins. */
export type OnTestStart = (block: string, sentence: string) => void;

/** A fresh seed. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/** Runs the suite of one topic. One run at a time: what is judged is said in the environment of this process. */
export async function runSuite(
  { topic, file, variant, exports, seed, diagnosis = true }: SuiteRequest,
  onTestStart: OnTestStart = () => {},
  onTestEnd: () => void = () => {},
): Promise<SuiteOutcome> {
  const usedSeed = seed ?? drawSeed();
  process.env.DIAGNOSIS = diagnosis ? 'yes' : 'no';
  if (variant) {
    const blocks = exports && blocksOf(exports);
    const options = { seed: usedSeed, blocks, onTestStart, onTestEnd };
    const tests = (await runOnVariant({ course: ROOT, topic, ...variant }, options)).map(outcomeOf);
    const found = { topic, seed: usedSeed, tests, printed: printedInRun() };
    return blocks === undefined ? found : only(blocks, found);
  }

  process.env.OVERLAY = JSON.stringify({ [topic]: file ?? pathOf.exercise(topic) });
  let printed: Finding['printed'];
  const onPrinted = (all: typeof printed): void => void (printed = all);
  const heard: NodeJS.EventEmitter = process;
  heard.on('gradient-dojo.printed', onPrinted); // engine/jest/environment.cjs
  const blocks = exports && blocksOf(exports);
  const [suite] = await runJest([topic], {
    testNamePattern: blocks?.source,
    reporters: [[resolve(__dirname, 'start-reporter.ts'), { onTestStart, onTestEnd }]],
    seed: usedSeed,
  }).finally(() => heard.off('gradient-dojo.printed', onPrinted));
  const outcome = { ...suiteOutcome(topic, usedSeed, suite), printed };
  return blocks === undefined ? outcome : only(blocks, outcome);
}

/** The blocks of these functions and classes, with their methods. */
function blocksOf(exports: string[]): RegExp {
  return new RegExp(`^(${exports.join('|')})\\b`);
}

/** The tests of some blocks alone: the others are not skipped, but not asked for. */
function only(blocks: RegExp, { crash, ...outcome }: SuiteOutcome): SuiteOutcome {
  const tests = outcome.tests.filter(({ block }) => blocks.test(block));
  const nothing = tests.length === 0 ? `the suite has no block ${blocks}` : undefined; // which would hold, of nothing
  return { ...outcome, tests, crash: crash ?? nothing };
}

/** Runs the suites of topics in this process. `project` says what differs from the project in which all topics are the solutions. */
export async function runJest(
  topics: TopicName[],
  options: { seed: number; reporters: unknown[]; testNamePattern?: string },
  project: object = {},
): Promise<FileResult[]> {
  const { results } = await runCLI(
    {
      $0: '',
      config: JSON.stringify({ ...(solutionsProject as object), ...project, rootDir: ROOT }),
      _: topics.map(pathOf.suite),
      runTestsByPath: true, // and not by a pattern, which a folder above the course could meet as well
      runInBand: true,
      watchman: false,
      silent: true,
      ...options,
    } as unknown as Config.Argv,
    [ROOT],
  );
  return results.testResults;
}

/** What jest's result for a suite says. */
export function suiteOutcome(topic: TopicName, seed: number, suite: FileResult | undefined): SuiteOutcome {
  if (suite === undefined)
    return { topic, seed, tests: [], crash: `there is no suite ${pathOf.suite(topic)}` };
  if (suite.testExecError)
    return { topic, seed, tests: [], crash: stripVTControlCharacters(suite.failureMessage ?? '') };
  if (suite.testResults.length === 0)
    return { topic, seed, tests: [], crash: `the suite ${pathOf.suite(topic)} has no tests` };
  return { topic, seed, tests: suite.testResults.map(testOutcome) };
}

function testOutcome(test: FileResult['testResults'][number]): TestOutcome {
  const [error] = test.failureDetails as { name?: string; stack?: string; finding?: Finding }[];
  const outcome = { block: test.ancestorTitles.join(' '), sentence: test.title };
  if (test.status === 'passed') return { ...outcome, status: 'passed' };
  if (test.status !== 'failed') return { ...outcome, status: 'skipped' };
  const place = placeOf(error?.stack ?? test.failureMessages[0] ?? ''); // Node 22's stacks are lost in jest's copy of an error
  if (error?.name === 'NotImplementedError') return { ...outcome, status: 'unwritten', place };
  const finding = error?.finding ?? { inputs: [], message: test.failureMessages[0] ?? 'failed', seed: 0 };
  return { ...outcome, status: 'failed', finding, place };
}

/** What a test of the engine's own runner found. */
export function outcomeOf({ block, sentence, status, error }: RunTest): TestOutcome {
  if (status !== 'failed') return { block, sentence, status };
  const {
    name,
    message = String(error),
    stack = '',
    finding,
  } = (error ?? {}) as Partial<Error> & { finding?: Finding };
  const place = placeOf(stack);
  if (name === 'NotImplementedError') return { block, sentence, status: 'unwritten', place };
  return { block, sentence, status, finding: finding ?? { inputs: [], message, seed: 0 }, place };
}

/** The first line of the stack that lies in an exercise. */
function placeOf(stack: string): string | undefined {
  const [place] = placesIn(stack);
  return place && placeText(place);
}
