// What is remembered between two runs: what is finished, which hints were seen, how an exercise was at first.
import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SuiteOutcome } from '#engine/runner/outcome';
import { Progress } from '../../../tools/shared/progress';
import { stubOf } from '../../../tools/shared/stubs';
import { COURSE, courseWith, ROOT, topicNames } from '../support/course';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const memory = join(root, 'memory');
const exercise = (topic: string): string => join(root, 'exercises', `${topic}.ts`);

const course = courseWith({ exercise });
const names = topicNames();
const [first, second, third] = names;
const last = names.at(-1)!;

beforeEach(() => {
  rmSync(memory, { recursive: true, force: true });
  mkdirSync(join(root, 'exercises'), { recursive: true });
  for (const topic of names) writeFileSync(exercise(topic), stubOf(COURSE, topic)!);
});
afterEach(() => void jest.restoreAllMocks());

const edit = (topic: string, text = 'edited'): void => writeFileSync(exercise(topic), text);

/** The outcome of a suite: all laws hold, or none. */
function outcomeOf(topic: string, status: 'passed' | 'failed' = 'passed'): SuiteOutcome {
  return { topic, seed: 1, tests: [{ block: 'f', sentence: 'is right', status }] };
}

/** These topics are written, and all their laws hold. */
function finish(progress: Progress, ...topics: string[]): void {
  for (const topic of topics) {
    edit(topic, 'the answer');
    progress.record(outcomeOf(topic));
  }
}

describe('a topic', () => {
  test('is open at first, begun when its file is edited, finished when all laws hold, changed when it is edited then', () => {
    const progress = new Progress(course, memory);
    expect(progress.state(first)).toBe('open');
    edit(first);
    progress.record(outcomeOf(first, 'failed'));
    expect(progress.state(first)).toBe('started');
    progress.record(outcomeOf(first));
    expect(progress.state(first)).toBe('finished');
    edit(first, 'edited again');
    expect(progress.state(first)).toBe('changed');
    edit(first);
    expect(progress.state(first)).toBe('finished');
    expect(progress.state(second)).toBe('open');
  });

  test('whose file is deleted is missing, and breaks nothing else', () => {
    rmSync(exercise(first));
    const progress = new Progress(course, memory);
    finish(progress, second);
    expect(names.slice(0, 3).map((topic) => progress.state(topic))).toEqual(['missing', 'finished', 'open']);
  });

  test('that was written on another computer is to be checked, once', () => {
    edit(first, 'solved elsewhere');
    edit(third, 'half of it');
    const progress = new Progress(course, memory);
    expect(progress.unchecked()).toEqual([first, third]);
    finish(progress, first);
    progress.record(outcomeOf(third, 'failed'));
    expect(new Progress(course, memory).unchecked()).toEqual([]);
    expect([progress.state(first), progress.state(third)]).toEqual(['finished', 'started']);
  });

  test('is open as the course ships it, whatever ends its lines', () => {
    edit(first, `\uFEFF${stubOf(COURSE, first)!.replaceAll('\n', '\r\n')}`);
    expect(new Progress(course, memory).state(first)).toBe('open');
  });

  test('that was edited while its suite ran is not finished: its present text has not been checked', () => {
    const progress = new Progress(course, memory);
    edit(first, 'right');
    const before = progress.fingerprint(first);
    edit(first, 'wrong');
    progress.record(outcomeOf(first), before);
    expect(progress.state(first)).toBe('unchecked');
  });

  test('whose laws have changed since is not finished any more', () => {
    const progress = new Progress(course, memory);
    edit(first);
    finish(progress, first);
    progress.record(outcomeOf(first, 'failed'));
    expect(progress.state(first)).toBe('started');
  });

  test('is finished in the next run, too', () => {
    finish(new Progress(course, memory), first);
    expect(new Progress(course, memory).state(first)).toBe('finished');
  });
});

describe('where to go on', () => {
  test('is the first topic that is not finished', () => {
    const progress = new Progress(course, memory);
    expect(progress.current()).toBe(first);
    edit(first);
    finish(progress, first);
    expect(progress.current()).toBe(second);
    expect(progress.firstUnfinished()).toBe(second);
  });

  test('is the topic that was looked at last, until it is finished', () => {
    new Progress(course, memory).moveTo(third);
    const progress = new Progress(course, memory);
    expect(progress.current()).toBe(third);
    finish(progress, third);
    expect(progress.current()).toBe(first);
  });

  test('is the last topic when all are finished', () => {
    const progress = new Progress(course, memory);
    finish(progress, ...names);
    expect(progress.firstUnfinished()).toBeUndefined();
    expect(progress.current()).toBe(last);
  });

  test('is not a topic that there is no more', () => {
    new Progress(course, memory).moveTo('99-gone');
    expect(new Progress(course, memory).current()).toBe(first);
  });
});

describe('hints', () => {
  test('are counted for each function of each topic, and in the next run, too', () => {
    const progress = new Progress(course, memory);
    expect(progress.hintsSeen(first, 'f')).toBe(0);
    progress.seeHint(first, 'f', 2);
    progress.seeHint(second, 'f', 1);
    for (const later of [progress, new Progress(course, memory)]) {
      expect(later.hintsSeen(first, 'f')).toBe(2);
      expect(later.hintsSeen(first, 'g')).toBe(0);
      expect(later.hintsSeen(second, 'f')).toBe(1);
    }
  });
});

describe('putting an exercise back', () => {
  const now = new Date(2026, 0, 2, 3, 4, 5, 678);
  const kept = (): string[] => readdirSync(join(memory, 'kept')).sort();

  test('gives the exercise as the course ships it, also where it was edited before the first command', () => {
    edit(first, 'my work');
    const copy = new Progress(course, memory).reset(first, now);
    expect(copy).toBe(join(memory, 'kept', `${first}.2026-01-02_03-04-05.ts`));
    expect(readFileSync(copy!, 'utf8')).toBe('my work');
    expect(readFileSync(exercise(first), 'utf8')).toBe(stubOf(COURSE, first));
    expect(new Progress(course, memory).state(first)).toBe('open');
  });

  test('never overwrites what is kept, also within one second', () => {
    const progress = new Progress(course, memory);
    const works = ['my work', 'my later work', 'my last work'];
    const copies = works.map((work) => {
      edit(first, work);
      return progress.reset(first, now)!;
    });
    expect(copies.map((copy) => readFileSync(copy, 'utf8'))).toEqual(works);
    expect(new Set(copies).size).toBe(3);
  });

  test('keeps no copy of an exercise that nobody has written in', () => {
    const progress = new Progress(course, memory);
    edit(first, 'my work');
    progress.reset(first, now);
    expect(progress.reset(first, now)).toBeUndefined();
    expect(kept()).toHaveLength(1);
  });

  test('changes nothing where no copy can be kept', () => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'kept'), 'not a folder');
    edit(first, 'my work');
    expect(() => new Progress(course, memory).reset(first, now)).toThrow(/kept.* cannot be written/);
    expect(readFileSync(exercise(first), 'utf8')).toBe('my work');
  });

  test('changes nothing where its marks cannot be changed', () => {
    const progress = new Progress(course, memory);
    edit(first, 'my work');
    progress.record(outcomeOf(first));
    rmSync(join(memory, 'progress.json'));
    mkdirSync(join(memory, 'progress.json'));
    expect(() => progress.reset(first, now)).toThrow();
    expect(readFileSync(exercise(first), 'utf8')).toBe('my work');
  });

  test('forgets that it was finished and which hints were seen, of this topic only', () => {
    const progress = new Progress(course, memory);
    finish(progress, first, second);
    progress.seeHint(first, 'f', 2);
    progress.seeHint(second, 'f', 1);
    progress.reset(first, now);
    expect([progress.state(first), progress.hintsSeen(first, 'f')]).toEqual(['open', 0]);
    expect([progress.state(second), progress.hintsSeen(second, 'f')]).toEqual(['finished', 1]);
  });

  test('brings back a file that was deleted', () => {
    const progress = new Progress(course, memory);
    rmSync(exercise(first));
    expect(progress.reset(first, now)).toBeUndefined();
    expect(readFileSync(exercise(first), 'utf8')).toBe(stubOf(COURSE, first));
  });

  test('follows a link to where the exercise really is', () => {
    const elsewhere = join(root, 'elsewhere.ts');
    writeFileSync(elsewhere, 'my work');
    rmSync(exercise(first));
    symlinkSync(elsewhere, exercise(first));
    new Progress(course, memory).reset(first, now);
    expect(readFileSync(elsewhere, 'utf8')).toBe(stubOf(COURSE, first));
    expect(lstatSync(exercise(first)).isSymbolicLink()).toBe(true);
    rmSync(exercise(first));
  });

  test('of a topic that the course has not packed says how to pack it', () => {
    writeFileSync(exercise('99-new'), 'my work');
    expect(() => new Progress(course, memory).reset('99-new')).toThrow('npm run verify -- --pack');
    expect(readFileSync(exercise('99-new'), 'utf8')).toBe('my work');
  });
});

describe('the originals of an older course', () => {
  const originals = join(memory, 'originals');
  beforeEach(() => void mkdirSync(originals, { recursive: true }));

  test('are taken away where they are stubs, and kept where they are someone’s work', () => {
    for (const topic of names) writeFileSync(join(originals, `${topic}.ts`), stubOf(COURSE, topic)!);
    writeFileSync(join(originals, `${first}.ts`), 'edited before the first command');
    writeFileSync(join(originals, 'notes.txt'), 'my notes');
    const progress = new Progress(course, memory);
    expect(existsSync(originals)).toBe(false);
    const kept = readdirSync(join(memory, 'kept')).sort();
    expect(kept).toEqual([`${first}.first-seen.ts`, 'notes.txt.first-seen']);
    expect(kept.map((name) => readFileSync(join(memory, 'kept', name), 'utf8'))).toEqual([
      'edited before the first command',
      'my notes',
    ]);
    expect(progress.notices).toMatchObject([
      { kind: 'keptAnswers', paths: [expect.anything(), expect.anything()] },
    ]);
    expect(new Progress(course, memory).notices).toEqual([]);
  });

  test('don’t stand for the stub any more: a solved exercise is not "not begun"', () => {
    edit(first, 'solved before the first command');
    writeFileSync(join(originals, `${first}.ts`), 'solved before the first command');
    expect(new Progress(course, memory).state(first)).toBe('unchecked');
  });

  test('keep their marks', () => {
    edit(first, 'my answer');
    writeFileSync(
      join(memory, 'progress.json'),
      JSON.stringify({ finished: { [first]: 'acf8b9d3cf8cbace' }, hintsSeen: {} }),
    );
    expect(new Progress(course, memory).state(first)).toBe('finished');
  });
});

describe('the file of progress', () => {
  test('is one that a person can read', () => {
    const progress = new Progress(course, memory);
    edit(first, 'my answer');
    finish(progress, first);
    progress.seeHint(first, 'f', 2);
    expect(readFileSync(join(memory, 'progress.json'), 'utf8')).toBe(`{
  "finished": {
    "${first}": "a7c9985d46ca5719"
  },
  "judged": {
    "${first}": {
      "fingerprint": "a7c9985d46ca5719",
      "open": []
    }
  },
  "hintsSeen": {
    "${first} f": 2
  }
}
`);
  });

  test('may be changed by two commands by turns', () => {
    const [one, other] = [new Progress(course, memory), new Progress(course, memory)];
    finish(one, first);
    finish(other, second);
    expect(other.state(first)).toBe('finished');
    expect(new Progress(course, memory).firstUnfinished()).toBe(third);
  });

  test('is written by several processes at once, and no mark is lost', async () => {
    const script = `
      const { Progress } = require('${ROOT}/tools/shared/progress.ts');
      const course = require('${ROOT}/engine/course/course.ts').openCourse('.');
      for (let i = 0; i < 25; i++) new Progress(course, process.argv[1]).seeHint(process.argv[2], 'f' + i, i);
    `;
    const writers = ['a', 'b', 'c'];
    const ends = writers.map((name) => {
      const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script, memory, name], {
        cwd: ROOT,
      });
      return new Promise((done) => child.on('exit', done));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    const progress = new Progress(course, memory);
    const counts = writers.map((name) =>
      Array.from({ length: 25 }, (_, i) => progress.hintsSeen(name, `f${i}`)),
    );
    expect(counts).toEqual(writers.map(() => Array.from({ length: 25 }, (_, i) => i)));
    expect(readdirSync(memory)).toEqual(['progress.json']);
  });

  test.each([
    '{"finis',
    '',
    'null',
    '"x"',
    '{"finished":null}',
    '[]',
    '{"finished":["01-mean-squared-error"]}',
    '{"finished":[1]}',
    '{"finished":{"01-mean-squared-error":7}}',
    '{"current":{}}',
    '{"hintsSeen":{"f":"many"}}',
    '{"hintsSeen":{"f":-1}}',
    '{"judged":{"01-mean-squared-error":"yes"}}',
  ])('that is damaged is set aside, with a word, and costs no more than the marks: %s', (text) => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'progress.json'), text);
    edit(first, 'my work');
    const progress = new Progress(course, memory);
    expect(progress.state(first)).toBe('unchecked');
    const [aside, ...others] = readdirSync(memory);
    expect(others).toEqual([]);
    expect(readFileSync(join(memory, aside), 'utf8')).toBe(text);
    expect(progress.notices).toMatchObject([{ kind: 'setAside', path: expect.stringContaining(aside) }]);
    finish(progress, first);
    expect(new Progress(course, memory).state(first)).toBe('finished');
  });

  test('that can’t be read is never taken for an empty one', () => {
    mkdirSync(join(memory, 'progress.json'), { recursive: true });
    const progress = new Progress(course, memory);
    expect(progress.notices).toMatchObject([{ kind: 'unreadable' }]);
    expect(() => progress.moveTo(second)).toThrow();
  });

  test('is left by a killed command without harm: its lock is broken', () => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'progress.lock'), '');
    new Progress(course, memory).moveTo(third);
    expect(new Progress(course, memory).current()).toBe(third);
  });

  test('keeps what a newer course has written in it', () => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'progress.json'), '{"streak":7}');
    new Progress(course, memory).moveTo(second);
    expect(JSON.parse(readFileSync(join(memory, 'progress.json'), 'utf8'))).toMatchObject({
      streak: 7,
      current: second,
    });
  });

  test('of an older course, without hints, is read', () => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'progress.json'), JSON.stringify({ current: third }));
    const progress = new Progress(course, memory);
    expect([progress.current(), progress.hintsSeen(third, 'f'), progress.state(third)]).toEqual([
      third,
      0,
      'open',
    ]);
  });
});
