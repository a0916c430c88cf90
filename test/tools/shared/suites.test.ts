// What is asked of jest for one suite, and what is made of its answer.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as jestCore from '@jest/core';
import type { TestResult as FileResult } from '@jest/test-result';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as variants from '../../../engine/runner/variant';
import StartReporter from '../../../tools/shared/start-reporter';
import { runSuite, suiteOutcome, variantRequests } from '../../../tools/shared/suites';
import { asWritten } from '#engine/words/phrase';
import { NotImplementedError } from '../../../lib/todo';
import { COURSE, ROOT } from '../support/course';
import { temporaryFolder } from '../support/folders';

jest.mock('@jest/core', () => ({ runCLI: jest.fn() }));
jest.mock('../../../engine/runner/variant', () => ({ runOnVariant: jest.fn() }));

const topic = '01-mean-squared-error';
const runCLI = jestCore.runCLI as jest.MockedFunction<typeof jestCore.runCLI>;
const runOnVariant = variants.runOnVariant as jest.MockedFunction<typeof variants.runOnVariant>;

type TestResult = FileResult['testResults'][number];

/** What jest says of one test. */
function result(status: string, error?: object, failureMessages: string[] = []): TestResult {
  const failureDetails = error === undefined ? [] : [error];
  return {
    ancestorTitles: ['Net', 'loss'],
    title: 'is 1',
    status,
    failureDetails,
    failureMessages,
  } as unknown as TestResult;
}

/** What is made of it. */
const testOutcome = (...test: Parameters<typeof result>): object => {
  const { tests, ...suite } = suiteOutcome(COURSE, topic, 7, {
    testResults: [result(...test)],
  } as FileResult);
  expect(suite).toEqual({ topic, seed: 7 });
  return tests[0];
};

describe('a file that is not in UTF-8', () => {
  const folder = temporaryFolder();
  const text = 'export function meanSquaredError() { return 0; }';
  const utf16 = (mark: string): Buffer => Buffer.from(`${mark}${text}`, 'utf16le');

  test.each([
    ['UTF-16', utf16('\uFEFF')],
    ['UTF-16 the other way around', utf16('\uFEFF').swap16()],
    ['UTF-16 without a mark', utf16('')],
  ])('in %s is not run, and how to save it is said', async (_, bytes) => {
    const file = join(folder, 'odd.ts');
    writeFileSync(file, bytes);
    runCLI.mockClear();
    const { crash, tests } = await runSuite(COURSE, { topic, file });
    expect(tests).toEqual([]);
    expect(asWritten(crash!)).toMatch(/UTF-16: save it as UTF-8/);
    expect(COURSE.translation(topic, 'ko').say(crash as never)).toMatch(/UTF-8로 저장/);
    expect(runCLI).not.toHaveBeenCalled();
  });
});

describe('what cannot be read', () => {
  const folder = temporaryFolder();

  test('such as a folder is not run, and what it is is said', async () => {
    const file = join(folder, 'folder.ts');
    mkdirSync(file);
    runCLI.mockClear();
    const { crash, tests } = await runSuite(COURSE, { topic, file });
    expect(tests).toEqual([]);
    expect(asWritten(crash!)).toMatch(/^it is a folder/);
    expect(COURSE.translation(topic, 'ko').say(crash as never)).toMatch(/폴더입니다/);
    expect(runCLI).not.toHaveBeenCalled();
  });

  (process.platform === 'win32' ? test.skip : test)(
    'for another reason is not run either, and the reason is the system’s own',
    async () => {
      const file = join(folder, 'loop.ts');
      symlinkSync(file, file); // a link to itself
      runCLI.mockClear();
      const { crash } = await runSuite(COURSE, { topic, file });
      expect(asWritten(crash!)).toMatch(/^the system does not let it be read: ELOOP/);
      expect(COURSE.translation(topic, 'ko').say(crash as never)).toMatch(/^시스템이.*ELOOP/);
      expect(runCLI).not.toHaveBeenCalled();
    },
  );
});

describe('a test', () => {
  const about = { block: 'Net loss', sentence: 'is 1' };
  const problem = { kind: 'threw', message: 'it is 2' };
  const place = 'exercises/01-mean-squared-error.ts:17:10';
  const stack = `Error: no\n    at lib (${ROOT}/lib/ndarray.ts:1:2)\n    at f (${ROOT}/${place})\n    at g (${ROOT}/exercises/b.ts:1:1)`;

  test('that passed or was skipped has nothing to tell', () => {
    expect(testOutcome('passed')).toEqual({ ...about, status: 'passed' });
    expect(testOutcome('pending')).toEqual({ ...about, status: 'skipped' });
  });

  test('that failed tells what it found, and where in the student’s file', () => {
    const finding = { inputs: [['x', '1']], problem, seed: 9 };
    expect(testOutcome('failed', { finding, stack })).toEqual({ ...about, status: 'failed', finding, place });
  });

  test('that failed outside the student’s file has no place', () => {
    const finding = { inputs: [], problem, seed: 9 };
    for (const elsewhere of [
      '',
      'at exercises',
      'at exercises/a.ts',
      'at /home/exercises/a.ts:1:2',
      'at lib/a.ts:1:2',
    ]) {
      expect(testOutcome('failed', { finding, stack: elsewhere })).toEqual({
        ...about,
        status: 'failed',
        finding,
        place: undefined,
      });
    }
    expect(testOutcome('failed', { finding, stack: 'at exercises/a.ts:120:345' })).toMatchObject({
      place: 'exercises/a.ts:120:345',
    });
  });

  test('that failed for another reason is told in the words of jest', () => {
    expect(testOutcome('failed', undefined, [`no\n at ${place}`])).toEqual({
      ...about,
      status: 'failed',
      finding: { inputs: [], problem: { kind: 'threw', message: `no\n at ${place}` }, seed: 0 },
      place,
    });
    expect(testOutcome('failed')).toEqual({
      ...about,
      status: 'failed',
      finding: { inputs: [], problem: { kind: 'threw', message: 'failed' }, seed: 0 },
      place: undefined,
    });
  });

  test('of a function that is not written yet says so', () => {
    expect(testOutcome('failed', { name: 'NotImplementedError', stack })).toEqual({
      ...about,
      status: 'unwritten',
      place,
    });
  });
});

describe('a suite', () => {
  test('that cannot be loaded is a crash, without colors', () => {
    const suite = {
      testExecError: {},
      failureMessage: '\x1b[31mno\x1b[39m',
      testResults: [],
    } as unknown as FileResult;
    expect(suiteOutcome(COURSE, topic, 7, suite)).toEqual({ topic, seed: 7, tests: [], crash: 'no' });
    expect(suiteOutcome(COURSE, topic, 7, { ...suite, failureMessage: undefined })).toEqual({
      topic,
      seed: 7,
      tests: [],
      crash: '',
    });
  });

  test('that is not there is one, too', () => {
    expect(suiteOutcome(COURSE, topic, 7, undefined)).toEqual({
      topic,
      seed: 7,
      tests: [],
      crash: `there is no suite ${COURSE.suite(topic)}`,
    });
  });
});

describe('running a suite', () => {
  beforeEach(() => {
    const testResults = [{ testResults: [result('passed')] }];
    runCLI.mockReset().mockResolvedValue({ results: { testResults } } as never);
  });

  /** What jest was asked for in the last run. */
  interface Asked {
    config: string;
    _: string[];
    testNamePattern?: string;
    seed: number;
    reporters: [string, object][];
  }
  const asked = (): Asked => runCLI.mock.calls[0][0] as unknown as Asked;
  const overlay = (): Record<string, unknown> => JSON.parse(process.env.OVERLAY!) as Record<string, unknown>;

  test('runs the one file, in this process and silently, in the project of the solutions', async () => {
    expect(await runSuite(COURSE, { topic, seed: 7 })).toEqual({
      topic,
      seed: 7,
      tests: [{ block: 'Net loss', sentence: 'is 1', status: 'passed' }],
    });
    expect(runCLI.mock.calls[0][1]).toEqual([ROOT]);
    expect(asked()).toMatchObject({
      seed: 7,
      runInBand: true,
      watchman: false,
      silent: true,
      testNamePattern: undefined,
    });
    expect(JSON.parse(asked().config)).toMatchObject({ displayName: 'solutions', rootDir: ROOT });
    expect(asked()).toMatchObject({ runTestsByPath: true, _: [COURSE.suite(topic)] });
  });

  test('takes the student’s file for the topic, or the file that was asked for', async () => {
    await runSuite(COURSE, { topic });
    expect(overlay()).toEqual({ [topic]: COURSE.exercise(topic) });
    await runSuite(COURSE, { topic, file: 'other.ts' });
    expect(overlay()).toEqual({ [topic]: 'other.ts' });
  });

  test('runs a known answer without jest, and only the blocks of its exports', async () => {
    const about = { block: 'Net loss', sentence: 'is 1' };
    const finding = { inputs: [], problem: { kind: 'threw', message: 'it is 2' }, seed: 7 };
    runOnVariant.mockResolvedValue([
      { ...about, kind: 'gate', status: 'passed' },
      { ...about, kind: 'law', status: 'failed', error: Object.assign(new Error('it is 2'), { finding }) },
      { ...about, kind: 'law', status: 'failed', error: new NotImplementedError('Net') },
      { ...about, kind: 'law', status: 'failed', error: new RangeError('no such row') },
      { ...about, kind: 'law', status: 'failed', error: null },
      { ...about, kind: 'law', status: 'skipped' },
    ]);
    const variant = { kind: 'mistakes', id: 'no-half' } as const;
    const { tests } = await runSuite(COURSE, { topic, variant, exports: ['f', 'Net'], seed: 7 });
    expect(runCLI).not.toHaveBeenCalled();
    const failed = { ...about, kind: 'law', status: 'failed' };
    expect(tests).toEqual([
      { ...about, kind: 'gate', status: 'passed' },
      { ...failed, finding },
      { ...about, kind: 'law', status: 'unwritten' },
      { ...failed, finding: { inputs: [], problem: { kind: 'threw', message: 'no such row' }, seed: 0 } },
      { ...failed, finding: { inputs: [], problem: { kind: 'threw', message: 'null' }, seed: 0 } },
      { ...about, kind: 'law', status: 'skipped' },
    ]);
    const [asked, { blocks, seed }] = runOnVariant.mock.calls[0];
    expect([asked, seed]).toEqual([{ course: ROOT, topic, ...variant }, 7]);
    expect(['f', 'Net.loss', 'Net'].every((name) => blocks!.test(name))).toBe(true);
    expect(['g', 'fg', 'a f'].some((name) => blocks!.test(name))).toBe(false);
  });

  test('knows an example from the test environment, which jest’s result does not tell from a law', async () => {
    const heard: NodeJS.EventEmitter = process;
    runCLI.mockImplementationOnce(() => {
      heard.emit('gradient-dojo.examples', [['Net loss', 'is 1']]);
      return Promise.resolve({ results: { testResults: [{ testResults: [result('passed')] }] } } as never);
    });
    expect((await runSuite(COURSE, { topic })).tests).toMatchObject([{ kind: 'example' }]);
    expect(heard.listenerCount('gradient-dojo.examples')).toBe(0);
    expect((await runSuite(COURSE, { topic })).tests[0]).not.toHaveProperty('kind');
  });

  test('says nothing about the blocks that were not asked for', async () => {
    const tests = [{ block: 'Net loss', sentence: 'is 1', status: 'passed' }];
    expect(await runSuite(COURSE, { topic, exports: ['Net'], seed: 7 })).toEqual({ topic, seed: 7, tests });
    const nothing = await runSuite(COURSE, { topic, exports: ['g', 'f'], seed: 7 });
    expect(nothing).toEqual({ topic, seed: 7, tests: [], crash: 'the suite has no block /^(g|f)\\b/' });
  });

  test('says why a suite can’t be loaded, whatever blocks were asked for', async () => {
    runCLI.mockResolvedValueOnce({ results: { testResults: [] } } as never);
    expect((await runSuite(COURSE, { topic, exports: ['Net'] })).crash).toMatch(/^there is no suite/);
  });

  test('draws a seed when none is given', async () => {
    const seeds = [(await runSuite(COURSE, { topic })).seed, (await runSuite(COURSE, { topic })).seed];
    expect(seeds[0]).not.toBe(seeds[1]);
    for (const seed of seeds) expect(Number.isInteger(seed) && seed > 0 && seed < 2 ** 31).toBe(true);
    jest.spyOn(Math, 'random').mockReturnValueOnce(0.75);
    expect((await runSuite(COURSE, { topic })).seed).toBe(0.75 * 2 ** 31);
  });

  test('tells when a test begins and ends', async () => {
    const [onTestStart, onTestEnd] = [jest.fn(), jest.fn()];
    await runSuite(COURSE, { topic }, onTestStart, onTestEnd);
    const [[file, options]] = asked().reporters;
    expect(file).toMatch(/start-reporter\.ts$/);
    expect(options).toEqual({ onTestStart, onTestEnd });
    const reporter = new StartReporter({} as never, { onTestStart, onTestEnd });
    reporter.onTestCaseStart({}, { ancestorTitles: ['Net', 'loss'], title: 'is 1' });
    expect(onTestStart).toHaveBeenCalledWith('Net loss', 'is 1');
    expect(onTestEnd).not.toHaveBeenCalled();
    reporter.onTestCaseResult();
    expect(onTestEnd).toHaveBeenCalledTimes(1);
  });
});

describe('the known answers of a topic', () => {
  test.each(['mistakes', 'alternatives'] as const)(
    '%s are a request each, and only what they replace is judged',
    (kind) => {
      const requests = variantRequests(COURSE, '02-cross-entropy-error', kind);
      expect(requests.length).toBeGreaterThan(4);
      expect(new Set(requests.map(({ variant }) => variant.id)).size).toBe(requests.length);
      for (const { topic: of, variant, exports } of requests) {
        expect([of, variant.kind]).toEqual(['02-cross-entropy-error', kind]);
        expect(['crossEntropyError', 'crossEntropyErrorOfLabels']).toEqual(expect.arrayContaining(exports));
      }
      expect(requests.some(({ exports }) => exports.length === 1)).toBe(true);
    },
  );

  test('are none where there is no file of them', () => {
    expect(variantRequests(COURSE, '99-new', 'mistakes')).toEqual([]);
  });
});
