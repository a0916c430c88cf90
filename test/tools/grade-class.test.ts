// A class is graded: what is new is judged, what is known is taken from the last run. The judges and the course are the test's own.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ClassResult, gradeClass, type ClassOptions } from '../../tools/grade/class';
import type { Course } from '../../tools/grade/course';
import { submissionsIn } from '../../tools/grade/intake';
import type { Files, Finding } from '../../tools/grade/judge';
import { temporaryFolder } from './support/folders';

const topic = '01-mean-squared-error';
const law = { block: 'f', sentence: 'is 1', kind: 'law', trivial: false } as const;

/** What the fake judges do, and what they were asked for. */
const judges = {
  pools: [] as { rules: unknown; size: number; closed: boolean }[],
  asked: [] as string[],
  fingerprint: '',
  fails: (text: string): boolean => text === 'fails',
  /** With these the course is learned. */
  learnedBy: undefined as ((files: Files) => Promise<Finding[]>) | undefined,
  course: {} as Course,
};

jest.mock('../../tools/grade/pool', () => ({
  JudgePool: class {
    private readonly pool: (typeof judges.pools)[number];

    constructor(rules: unknown, size: number) {
      this.pool = { rules, size, closed: false };
      judges.pools.push(this.pool);
    }

    judge(files: Files): Promise<Finding[]> {
      const [[name, text]] = Object.entries(files);
      judges.asked.push(text);
      if (judges.fails(text)) return Promise.reject(new Error('no judge'));
      const status = text === 'right' ? 'passed' : 'failed';
      return Promise.resolve([{ topic: name, tests: [{ ...law, status }], seconds: 1 }]);
    }

    close(): void {
      this.pool.closed = true;
    }
  },
}));
jest.mock('../../tools/grade/course', () => ({
  courseFingerprint: () => judges.fingerprint,
  learnCourse: (
    _fingerprint: string,
    judge: (files: Files) => Promise<Finding[]>,
    onBegin: () => void,
  ): Promise<Course> => {
    onBegin();
    judges.learnedBy = judge;
    return Promise.resolve(judges.course);
  },
}));

const root = temporaryFolder();
let count = 0;
let [handedIn, out] = ['', ''];
let told: string[];

beforeEach(() => {
  [handedIn, out] = ['in', 'out'].map((name) => join(root, `${name}-${count}`));
  count++;
  mkdirSync(handedIn);
  Object.assign(judges, {
    pools: [],
    asked: [],
    fingerprint: 'the course',
    fails: (text: string) => text === 'fails',
    course: { [topic]: [law] },
  });
});

function handIn(name: string, text: string): void {
  mkdirSync(join(handedIn, name), { recursive: true });
  writeFileSync(join(handedIn, name, `${topic}.ts`), text);
}

async function grade(options: Partial<ClassOptions> = {}): Promise<ClassResult> {
  told = [];
  const progress = {
    learn: () => void told.push('learn'),
    begin: (total: number, known: number) => void told.push(`begin ${total} ${known}`),
    step: (name: string) => void told.push(name),
    end: () => void told.push('end'),
  };
  const { submissions } = submissionsIn(handedIn);
  return gradeClass(submissions, { out, confinement: 'bubblewrap', language: 'en', ...options }, progress);
}

const read = (...path: string[]): string => readFileSync(join(out, ...path), 'utf8');
const files = (...path: string[]): string[] =>
  existsSync(join(out, ...path)) ? readdirSync(join(out, ...path)).sort() : [];

describe('a class', () => {
  test('is judged, and has its reports', async () => {
    handIn('alice', 'right');
    handIn('bob', 'wrong');
    const { verdicts, judged, seed } = await grade({ seed: 7, jobs: 3 });
    expect(verdicts.map(({ name, topics: [{ points }] }) => [name, points])).toEqual([
      ['alice', 1],
      ['bob', 0],
    ]);
    expect([judged, seed]).toEqual([2, 7]);
    expect(told).toEqual(['learn', 'begin 2 0', 'alice', 'bob', 'end']);
    expect(judges.pools).toEqual([
      {
        rules: expect.objectContaining({ confinement: 'bubblewrap', seed: 7 }) as object,
        size: 3,
        closed: true,
      },
    ]);
    expect(files()).toEqual(['.grade', 'grades.csv', 'results.xml', 'submissions', 'summary.html']);
    expect(files('submissions', 'alice')).toEqual(['feedback.md', 'results.json']);
    expect(files('.grade')).toEqual(['run.json', 'verdicts']);
    expect(files('.grade', 'verdicts')[0]).toMatch(/^[0-9a-f]{32}\.json$/);
    expect(verdicts[0].unconfined).toBe(false);
  });

  test('is judged by laws that its own judges have learned', async () => {
    await grade();
    expect(await judges.learnedBy?.({ [topic]: 'right' })).toMatchObject([{ topic, seconds: 1 }]);
  });

  test('has a seed of 31 bits, drawn at random', async () => {
    jest.spyOn(Math, 'random').mockReturnValueOnce(0.75);
    expect((await grade()).seed).toBe(0.75 * 2 ** 31);
  });

  test('is judged by as many processes as there are processors', async () => {
    jest.spyOn(os, 'availableParallelism').mockReturnValueOnce(5);
    await grade();
    expect(judges.pools[0].size).toBe(5);
  });

  test('that ran unconfined is said to have done so', async () => {
    handIn('alice', 'right');
    expect((await grade({ confinement: 'none' })).verdicts[0].unconfined).toBe(true);
  });
});

describe('a second run', () => {
  beforeEach(async () => {
    handIn('alice', 'right');
    handIn('bob', 'wrong');
    await grade();
    judges.asked = [];
  });

  test('judges nothing again, with the seed of the first, and gives the same reports', async () => {
    const before = read('grades.csv');
    const { seed } = JSON.parse(read('.grade', 'run.json')) as { seed: number };
    rmSync(join(out, 'submissions', 'alice'), { recursive: true });
    const second = await grade();
    expect([second.judged, second.seed]).toEqual([0, seed]);
    expect(judges.asked).toEqual([]);
    expect(told).toEqual(['learn', 'begin 2 2', 'end']);
    expect(read('grades.csv')).toBe(before);
    expect(files('submissions', 'alice')).toEqual(['feedback.md', 'results.json']);
  });

  test('judges who has handed in something else', async () => {
    handIn('bob', 'another');
    handIn('carol', 'new');
    const { judged, verdicts } = await grade();
    expect([judged, verdicts.length]).toEqual([2, 3]);
    expect(judges.asked).toEqual(['another', 'new']);
  });

  test('forgets who is no longer there', async () => {
    rmSync(join(handedIn, 'bob'), { recursive: true });
    await grade();
    expect(files('submissions')).toEqual(['alice']);
    expect(files('.grade', 'verdicts')).toHaveLength(1);
    expect(read('grades.csv')).not.toContain('bob');
  });

  test.each<[string, Partial<ClassOptions>, string]>([
    ['another seed', { seed: 7 }, 'the course'],
    ['another confinement', { confinement: 'none' }, 'the course'],
    ['another course', {}, 'another course'],
  ])('judges everybody again with %s', async (_, options, course) => {
    judges.fingerprint = course;
    expect((await grade(options)).judged).toBe(2);
  });

  test('judges again where a verdict is damaged', async () => {
    const [file] = files('.grade', 'verdicts');
    writeFileSync(join(out, '.grade', 'verdicts', file), '{"key"');
    expect((await grade()).judged).toBe(1);
  });

  test('gives its reports in another language without judging again', async () => {
    const { judged } = await grade({ language: 'ko' });
    expect(judged).toBe(0);
    expect(read('submissions', 'alice', 'feedback.md')).toContain('피드백');
  });
});

describe('where the grader fails', () => {
  test('that is no verdict: it is written down, and tried again', async () => {
    handIn('alice', 'fails');
    handIn('bob', 'right');
    const { verdicts } = await grade();
    expect(verdicts.map(({ topics: [{ state }] }) => state)).toEqual(['ungradable', 'judged']);
    const [failure] = files('.grade', 'failures');
    expect(read('.grade', 'failures', failure)).toBe(`alice\n${topic}: no judge\n`);
    expect(files('.grade', 'verdicts')).toHaveLength(1);
    judges.fails = () => false;
    expect((await grade()).judged).toBe(1);
  });

  test('in one topic of several, all of them are tried again', async () => {
    judges.course = { [topic]: [law], '02-other': [law] };
    handIn('alice', 'right');
    writeFileSync(join(handedIn, 'alice', '02-other.ts'), 'fails');
    const { verdicts } = await grade();
    expect(verdicts[0].topics.map(({ state }) => state)).toEqual(['judged', 'ungradable']);
    expect((await grade()).judged).toBe(1);
  });

  test('altogether, the processes are ended all the same', async () => {
    handIn('alice', 'right');
    writeFileSync(out, 'no folder');
    await expect(grade()).rejects.toThrow();
    rmSync(out);
    mkdirSync(join(out, '.grade'), { recursive: true });
    writeFileSync(join(out, 'submissions'), 'no folder');
    await expect(grade()).rejects.toThrow();
    expect(judges.pools.at(-1)?.closed).toBe(true);
    expect(told.at(-1)).toBe('end');
  });
});
