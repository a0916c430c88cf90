// Runs the suite of one topic on any file, in this process, and says what each test found.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCLI } from '@jest/core';
import type { TestResult as FileResult } from '@jest/test-result';
import type { Config } from '@jest/types';
import type { Course, TopicName } from '#engine/course/course';
import { testOutcomeOf, type SuiteOutcome, type TestOutcome } from '#engine/runner/outcome';
import type { RunOptions, RunTest } from '#engine/runner/runner';
import { runOnVariant } from '#engine/runner/variant';
import { suiteProject } from '../../engine/jest/project';
import type { Finding } from '#engine/suite/law';
import { phrase, type Wording } from '#engine/words/phrase';
import type { Problem } from '#engine/suite/problem';
import { printedInRun } from '#engine/suite/printed';
import type { Alternative } from '#engine/suite/variants';
import { placesIn, placeText } from './places';
import { bytesIfThere, type ReadError } from './readable';

/** What is to be judged: the suite of `topic`, run on `file`; all other topics are the solutions. */
export interface SuiteRequest {
  topic: TopicName;
  /** The file that is taken for the topic; the student's own by default. */
  file?: string;
  /** A known answer to take for the topic instead: of test/mistakes, test/alternatives, dev/proof/held-out or engine/suite/lazy.ts. */
  variant?: { kind: VariantKind | 'lazy'; id: string };
  /** See {@link RunOptions.brief}; of variants only. */
  brief?: boolean;
  /** See {@link RunOptions.mostInputs}; of variants only. */
  mostInputs?: number;
  /** Only the blocks of these functions and classes, with their methods; all by default. */
  exports?: string[];
  /** Repeats a run; a fresh one by default. */
  seed?: number;
  /** Whether mistakes are to be named; they are unless it says no. */
  diagnosis?: boolean;
}

export type VariantKind = 'mistakes' | 'alternatives' | 'heldOut';

/** One request for each known wrong or right answer of a topic. What it does not replace is the solution's, and need not be judged again. */
export function variantRequests(
  course: Course,
  topic: TopicName,
  kind: VariantKind,
): (SuiteRequest & Required<Pick<SuiteRequest, 'variant' | 'exports'>>)[] {
  const file = course[kind](topic);
  if (!existsSync(file)) return [];
  const variants = (createRequire(__filename)(file) as Record<typeof kind, Alternative<object>[]>)[kind];
  return variants.map(({ id, answer }) => ({
    topic,
    variant: { kind, id },
    exports: Object.keys(answer),
  }));
}

/** Called when a test begins. */
export type OnTestStart = (block: string, sentence: string) => void;

/** A fresh seed. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/** Runs the suite of one topic. One run at a time, because the environment of this process says what is judged. */
export async function runSuite(
  course: Course,
  { topic, file, variant, brief, mostInputs, exports, seed, diagnosis = true }: SuiteRequest,
  onTestStart: OnTestStart = () => {},
  onTestEnd: () => void = () => {},
): Promise<SuiteOutcome> {
  const usedSeed = seed ?? drawSeed();
  process.env.DIAGNOSIS = diagnosis ? 'yes' : 'no';
  if (variant) {
    const blocks = exports && blocksOf(exports);
    const heard = { onTestStart, onTestEnd };
    const options: Omit<RunOptions, 'modules'> = { seed: usedSeed, brief, mostInputs, blocks, ...heard };
    const tests = (await runOnVariant({ course: course.root, topic, ...variant }, options)).map((test) =>
      outcomeOf(course, test),
    );
    const found = { topic, seed: usedSeed, tests, printed: printedInRun() };
    return blocks === undefined ? found : only(blocks, found);
  }

  const judged = file ?? course.exercise(topic);
  const crash = whyUnreadable(judged);
  if (crash !== undefined) return { topic, seed: usedSeed, tests: [], crash };
  process.env.OVERLAY = JSON.stringify({ [topic]: judged });
  let printed: Finding['printed'];
  const onPrinted = (all: typeof printed): void => void (printed = all);
  const examples = new Set<string>();
  const onExamples = (all: [block: string, sentence: string][]): void =>
    all.forEach((one) => examples.add(one.join('\n')));
  const heard: NodeJS.EventEmitter = process; // engine/jest/environment.cjs
  heard.on('gradient-dojo.printed', onPrinted).on('gradient-dojo.examples', onExamples);
  const blocks = exports && blocksOf(exports);
  const [suite] = await runJest(course, [topic], {
    testNamePattern: blocks?.source,
    reporters: [[resolve(__dirname, 'start-reporter.ts'), { onTestStart, onTestEnd }]],
    seed: usedSeed,
  }).finally(() => heard.off('gradient-dojo.printed', onPrinted).off('gradient-dojo.examples', onExamples));
  const found = suiteOutcome(course, topic, usedSeed, suite);
  const tests = found.tests.map((test): TestOutcome => {
    const isExample = examples.has(`${test.block}\n${test.sentence}`);
    return isExample ? { ...test, kind: 'example' } : test;
  });
  const outcome = { ...found, tests, printed };
  return blocks === undefined ? outcome : only(blocks, outcome);
}

/** What is wrong with a file that no compiler reads, though it is there, and perhaps an editor shows it as text. */
function whyUnreadable(file: string): Wording | undefined {
  let bytes;
  try {
    bytes = bytesIfThere(file) ?? Buffer.alloc(0);
  } catch (error) {
    const { code, reason } = error as ReadError;
    return code === 'EISDIR'
      ? phrase`it is a folder: move it away, or give it another name`
      : phrase`the system does not let it be read: ${{ reason }}`;
  }
  const isUtf16 = [0xfeff, 0xfffe].includes(bytes.length < 2 ? 0 : bytes.readUInt16LE());
  return isUtf16 || bytes.includes(0)
    ? phrase`the file is not saved as UTF-8, but perhaps as UTF-16: save it as UTF-8 (in VS Code, click UTF-16 in the bar at the bottom, then "Save with Encoding")`
    : undefined;
}

/** The blocks of these functions and classes, with their methods. */
function blocksOf(exports: string[]): RegExp {
  return new RegExp(`^(${exports.join('|')})\\b`);
}

/** The tests of some blocks only. The others are not skipped, but left out. */
function only(blocks: RegExp, { crash, ...outcome }: SuiteOutcome): SuiteOutcome {
  const tests = outcome.tests.filter(({ block }) => blocks.test(block));
  const nothing = tests.length === 0 ? `the suite has no block ${blocks}` : undefined; // which would hold, of nothing
  return { ...outcome, tests, crash: crash ?? nothing };
}

/** Runs the suites of topics in this process. `project` says what differs from the project in which all topics are the solutions. */
export async function runJest(
  course: Course,
  topics: TopicName[],
  options: { seed: number; reporters: unknown[]; testNamePattern?: string },
  project: object = {},
): Promise<FileResult[]> {
  const { results } = await runCLI(
    {
      $0: '',
      config: JSON.stringify({
        ...suiteProject(course.root, 'solutions', 'solutions'),
        ...project,
        rootDir: course.root,
      }),
      _: topics.map(course.suite),
      runTestsByPath: true, // and not by a pattern, which a folder above the course could meet as well
      runInBand: true,
      watchman: false,
      silent: true,
      ...options,
    } as unknown as Config.Argv,
    [course.root],
  );
  return results.testResults;
}

/** What jest's result for a suite says. */
export function suiteOutcome(
  course: Course,
  topic: TopicName,
  seed: number,
  suite: FileResult | undefined,
): SuiteOutcome {
  if (suite === undefined)
    return { topic, seed, tests: [], crash: `there is no suite ${course.suite(topic)}` };
  if (suite.testExecError)
    return { topic, seed, tests: [], crash: stripVTControlCharacters(suite.failureMessage ?? '') };
  if (suite.testResults.length === 0)
    return { topic, seed, tests: [], crash: `the suite ${course.suite(topic)} has no tests` };
  return { topic, seed, tests: suite.testResults.map((test) => testOutcome(course, test)) };
}

function testOutcome({ root }: Course, test: FileResult['testResults'][number]): TestOutcome {
  const [error] = test.failureDetails as (
    (Pick<Error, 'name' | 'stack'> & { finding?: Finding; problem?: Problem }) | undefined
  )[];
  const outcome = { block: test.ancestorTitles.join(' '), sentence: test.title };
  if (test.status === 'passed') return { ...outcome, status: 'passed' };
  if (test.status !== 'failed') return { ...outcome, status: 'skipped' };
  const place = placeOf(error?.stack ?? test.failureMessages[0] ?? '', root); // Node 22's stacks are lost in jest's copy of an error
  if (error?.name === 'NotImplementedError') return { ...outcome, status: 'unwritten', place };
  const { finding, problem = { kind: 'threw', message: test.failureMessages[0] ?? 'failed' } } = error ?? {};
  return { ...outcome, status: 'failed', finding: finding ?? { inputs: [], problem, seed: 0 }, place };
}

/** What a test of the engine's own runner found. */
export function outcomeOf({ root }: Course, test: RunTest): TestOutcome {
  return testOutcomeOf(test, (stack) => placeOf(stack, root));
}

/** The first line of the stack that is in an exercise. */
function placeOf(stack: string, root: string): string | undefined {
  const [place] = placesIn(stack, root);
  return place && placeText(place);
}
