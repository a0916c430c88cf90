// A class is graded: what is new is judged, what is known is taken from the last run. The judges and the course are the test's own.
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ClassResult, gradeClass, type ClassOptions } from '../../../tools/grade/class';
import type { Baseline } from '../../../tools/grade/score/baseline';
import { submissionsIn } from '../../../tools/grade/intake';
import type { Files, JudgedTopic } from '../../../tools/grade/judge/judge';
import { COURSE } from '../support/course';
import { temporaryFolder } from '../support/folders';

const topic = '01-mean-squared-error';
const law = { block: 'f', sentence: 'is 1', kind: 'law', trivial: false } as const;

/** What the fake judges do, and what they were asked for. */
const judges = {
  pools: [] as { rules: unknown; size: number; closed: boolean }[],
  asked: [] as string[],
  version: '',
  fails: (text: string): boolean => text === 'fails',
  /** With these the course is learned. */
  learnedBy: undefined as ((files: Files) => Promise<JudgedTopic[]>) | undefined,
  course: {} as Baseline,
};

jest.mock('../../../tools/grade/judge/pool', () => ({
  JudgePool: class {
    private readonly pool: (typeof judges.pools)[number];

    constructor(_course: unknown, rules: unknown, size: number) {
      this.pool = { rules, size, closed: false };
      judges.pools.push(this.pool);
    }

    judge(files: Files): Promise<JudgedTopic[]> {
      judges.asked.push(...Object.values(files));
      if (Object.values(files).some(judges.fails)) return Promise.reject(new Error('no judge'));
      return Promise.resolve(
        Object.entries(files).map(([name, text]) => {
          const status = text.startsWith('right') ? 'passed' : 'failed';
          const finding = text.includes('odd') ? ({ inputs: null } as never) : undefined; // which no report expects
          return { topic: name, tests: [{ ...law, status, finding }], seconds: 1 };
        }),
      );
    }

    close(): void {
      this.pool.closed = true;
    }
  },
}));
jest.mock('../../../tools/grade/score/baseline', () => ({
  gradedTopics: () => Object.keys(judges.course),
  baselineOf: (
    _course: unknown,
    topics: string[],
    _versions: unknown,
    judge: (files: Files) => Promise<JudgedTopic[]>,
    onBegin: () => void,
  ): Promise<Baseline> => {
    onBegin();
    judges.learnedBy = judge;
    return Promise.resolve(Object.fromEntries(topics.map((name) => [name, judges.course[name]])));
  },
}));

jest.mock('../../../tools/grade/types/type-checker', () => ({
  TypeChecker: class {
    reportsOn(files: Files): Promise<Record<string, string>> {
      const wrong = Object.entries(files).filter(([, text]) => text.includes('wrong type'));
      return Promise.resolve(
        Object.fromEntries(wrong.map(([name]) => [name, 'exercises/a.ts:1:1 - error TS2322: no'])),
      );
    }

    close(): void {}
  },
}));
jest.mock('../../../tools/grade/score/version', () => {
  const actual: object = jest.requireActual('../../../tools/grade/score/version');
  const of = (topics: string[]): object => ({
    'test/suite.ts': judges.version,
    ...Object.fromEntries(topics.map((name) => [`solutions/${name}.ts`, 'the same'])),
    Node: 'v20',
  });
  return { ...actual, CourseVersions: jest.fn(() => ({ of })) };
});

const root = temporaryFolder();
let count = 0;
let [handedIn, out] = ['', ''];
let told: string[];
let said: string[];

beforeEach(() => {
  [handedIn, out] = ['in', 'out'].map((name) => join(root, `${name}-${count}`));
  count++;
  mkdirSync(handedIn);
  Object.assign(judges, {
    pools: [],
    asked: [],
    version: 'first',
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
  said = [];
  const progress = {
    learn: () => void told.push('learn'),
    begin: (total: number, known: number) => void told.push(`begin ${total} ${known}`),
    step: (name: string) => void told.push(name),
    end: () => void told.push('end'),
    say: (sentence: string) => void said.push(sentence),
  };
  const { submissions } = submissionsIn(handedIn);
  return gradeClass(
    COURSE,
    submissions,
    { out, confinement: 'bubblewrap', language: 'en', ...options },
    progress,
  );
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
    expect(files()).toEqual([
      ...['.grade', 'canvas.csv', 'grades.csv', 'moodle.csv', 'results.xml', 'submissions', 'summary.html'],
    ]);
    expect(files('submissions', 'alice')).toEqual(['classroom.json', 'feedback.md', 'results.json']);
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

  test('is told its type errors first, and they change no points', async () => {
    handIn('alice', 'right, of a wrong type');
    const { verdicts } = await grade();
    expect(verdicts[0].topics[0]).toMatchObject({
      points: 1,
      types: expect.stringContaining('TS2322'),
    });
    expect((await grade()).verdicts).toEqual(verdicts); // kept with the verdict
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

  test('of only one submission of the class is refused: it would cost the others their results', async () => {
    rmSync(join(handedIn, 'bob'), { recursive: true });
    await expect(grade({ single: true })).rejects.toThrow('holds the results of a class');
    expect(files('submissions')).toEqual(['alice', 'bob']);
    out = `${out}-single`;
    await grade({ single: true });
    rmSync(join(handedIn, 'alice'), { recursive: true });
    handIn('carol', 'right'); // one by one, in one folder
    expect(await grade({ single: true })).toMatchObject({ judged: 1 });
  });

  test('says whose reports are removed, because they are not handed in any more', async () => {
    rmSync(join(handedIn, 'bob'), { recursive: true });
    await grade();
    expect(said).toEqual(['no longer handed in, so the reports on them are removed: bob']);
    expect(files('submissions')).toEqual(['alice']);
    await grade();
    expect(said).toEqual([]);
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
    expect(files('submissions', 'alice')).toEqual(['classroom.json', 'feedback.md', 'results.json']);
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

  test.each<[string, Partial<ClassOptions>]>([
    ['another seed', { seed: 7 }],
    ['another confinement', { confinement: 'none' }],
  ])('judges everybody again with %s', async (_, options) => {
    expect((await grade(options)).judged).toBe(2);
  });

  test('is of the same version of the course, whatever other topics are graded', async () => {
    const next = '02-cross-entropy-error';
    judges.course = { [topic]: [law], [next]: [law] };
    await grade({ topics: [topic] });
    expect(said).toEqual([]);
    for (const topics of [[topic, next], [next], [topic]]) {
      const { earlier } = await grade({ topics });
      expect([topics, earlier, said]).toEqual([topics, 0, []]);
    }
    expect((await grade({ topics: [topic], regrade: true })).judged).toBe(0);
    judges.version = 'another';
    expect((await grade({ topics: [topic], regrade: true })).judged).toBeGreaterThan(0);
    expect(said).toEqual([expect.stringMatching(/has changed.*: test\/suite\.ts\. Everyone/)]);
    judges.version = 'first';
    await grade({ topics: [topic], regrade: true });
  });

  test('keeps its verdicts when the course changes, and says what has changed', async () => {
    judges.version = 'second';
    handIn('carol', 'new');
    const { judged, earlier } = await grade();
    expect([judged, earlier]).toEqual([1, 2]);
    expect(said).toEqual([expect.stringMatching(/test\/suite\.ts.*--regrade/)]);
    const again = await grade();
    expect([again.judged, again.earlier, said]).toEqual([0, 2, []]);
    const anew = await grade({ regrade: true });
    expect([anew.judged, anew.earlier]).toEqual([2, 0]);
    expect((await grade({ regrade: true })).judged).toBe(0);
  });

  test('judges again what imports another helper, and only that', async () => {
    const helper = join(handedIn, 'bob', 'helpers.ts');
    writeFileSync(helper, 'one');
    expect((await grade()).judged).toBe(0); // which imports none
    handIn('bob', "right; import './helpers'");
    expect((await grade()).judged).toBe(1);
    writeFileSync(helper, 'two');
    expect((await grade()).judged).toBe(1);
    expect((await grade()).judged).toBe(0);
  });

  test('keeps the seed of a course that did not write down its version, and says that all are graded again', async () => {
    const verdicts = join(out, '.grade', 'verdicts');
    for (const file of readdirSync(verdicts)) {
      const { verdict } = JSON.parse(read('.grade', 'verdicts', file)) as { verdict: object };
      writeFileSync(join(verdicts, file), JSON.stringify(verdict));
    }
    writeFileSync(join(out, '.grade', 'run.json'), JSON.stringify({ seed: 7 }));
    const { seed, judged } = await grade();
    expect([seed, judged]).toEqual([7, 2]);
    expect(said).toEqual(['An older version of the course graded this class: everyone is graded again.']);
  });

  test('recognizes a seed that cannot be, and takes another one', async () => {
    const run = JSON.parse(read('.grade', 'run.json')) as object;
    writeFileSync(join(out, '.grade', 'run.json'), JSON.stringify({ ...run, seed: 202611281705 }));
    const { seed, judged } = await grade();
    expect(seed).toBeLessThan(2 ** 31);
    expect(judged).toBe(2);
    expect(said).toEqual([expect.stringContaining('202611281705')]);
    expect(JSON.parse(read('.grade', 'run.json'))).toMatchObject({ seed });
  });

  test('judges again where a verdict is damaged', async () => {
    const [file] = files('.grade', 'verdicts');
    for (const damaged of ['{"key"', 'null', '{"judged":{}}', '{"judged":{},"verdict":{"topics":[{}]}}']) {
      writeFileSync(join(out, '.grade', 'verdicts', file), damaged);
      expect((await grade()).judged).toBe(1);
    }
  });

  test('gives its reports in another language without judging again', async () => {
    const { judged } = await grade({ language: 'ko' });
    expect(judged).toBe(0);
    expect(read('submissions', 'alice', 'feedback.md')).toContain('피드백');
  });
});

describe('some topics', () => {
  test('and no others are graded, when they are set', async () => {
    judges.course = { [topic]: [law], '02-other': [law] };
    handIn('alice', 'right');
    writeFileSync(join(handedIn, 'alice', '02-other.ts'), 'right');
    const { verdicts } = await grade({ topics: [topic] });
    expect(verdicts[0].topics.map((one) => one.topic)).toEqual([topic]);
    expect(verdicts[0].notes).toEqual([]);
    expect(read('grades.csv')).toMatch(/alice,,,alice,,1,1,/);
    const all = await grade();
    expect(all.verdicts[0].topics.map(({ points }) => points)).toEqual([1, 1]);
    expect(judges.asked).toEqual(['right', 'right']); // the first one not twice
  });

  test('of which there is no suite are refused', async () => {
    await expect(grade({ topics: ['99-none'] })).rejects.toThrow('99-none');
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

  test('at reading one submission, everybody else has a result', async () => {
    handIn('alice', 'right');
    handIn('bob', 'right, too');
    const { openSync } = fs;
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags) => {
      if (String(path).startsWith(handedIn) && String(path).includes('bob'))
        throw new RangeError('Invalid string length');
      return openSync(path, flags);
    });
    const { verdicts } = await grade();
    expect(verdicts.map(({ topics: [{ state }] }) => state)).toEqual(['judged', 'ungradable']);
    jest.restoreAllMocks();
    expect((await grade()).verdicts.map(({ topics: [{ points }] }) => points)).toEqual([1, 1]);
  });

  test('at writing about one submission, everybody else has a result', async () => {
    handIn('alice', 'wrong, and odd');
    handIn('bob', 'right, too');
    const { verdicts } = await grade();
    expect(verdicts.map(({ topics: [{ state }] }) => state)).toEqual(['ungradable', 'judged']);
    expect(read('submissions', 'alice', 'feedback.md')).toContain('Not graded');
    expect(read('grades.csv')).toContain('bob');
  });

  test('at a name that no system takes for a folder, that one is cut', async () => {
    const { submissions } = submissionsIn(handedIn);
    const name = '가'.repeat(120);
    submissions.push({ name, path: handedIn, kind: 'folder', student: {} });
    submissions.push({ name: '..', path: handedIn, kind: 'folder', student: {} });
    const silent = { learn: () => {}, begin: () => {}, step: () => {}, end: () => {}, say: () => {} };
    const { verdicts } = await gradeClass(
      COURSE,
      submissions,
      { out, confinement: 'none', language: 'en' },
      silent,
    );
    expect(verdicts).toHaveLength(2);
    expect(files('submissions')).toHaveLength(2);
    for (const folder of files('submissions')) expect(Buffer.byteLength(folder)).toBeLessThan(256);
    expect(files()).not.toContain('feedback.md');
  });

  test('at making the folder of the reports, it is named, and no one is judged', async () => {
    handIn('alice', 'right');
    writeFileSync(out, 'a file');
    await expect(grade()).rejects.toThrow(out);
    expect([judges.asked, judges.pools]).toEqual([[], []]);
  });

  test('at writing a report, the file is named', async () => {
    handIn('alice', 'right');
    mkdirSync(join(out, 'submissions', 'alice', 'feedback.md'), { recursive: true });
    await expect(grade()).rejects.toThrow(/feedback\.md cannot be written/);
    expect(judges.pools.at(-1)?.closed).toBe(true);
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
