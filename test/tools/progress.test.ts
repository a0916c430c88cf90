// What is remembered between two runs: what is finished, which hints were seen, how an exercise was at first.
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Progress } from '../../tools/shared/progress';
import type { SuiteOutcome } from '../../tools/shared/suites';
import { pathOf, ROOT, topicNames } from '../../tools/shared/topics';
import { temporaryFolder } from './support/folders';

const root = temporaryFolder();
const memory = join(root, 'memory');
const exercise = (topic: string): string => join(root, 'exercises', `${topic}.ts`);

const names = topicNames();
const [first, second, third] = names;
const last = names.at(-1)!;

beforeEach(() => {
  rmSync(memory, { recursive: true, force: true });
  mkdirSync(join(root, 'exercises'), { recursive: true });
  for (const topic of names) writeFileSync(exercise(topic), `the stub of ${topic}`);
  jest.spyOn(pathOf, 'exercise').mockImplementation(exercise);
});
afterEach(() => void jest.restoreAllMocks());

const edit = (topic: string, text = 'edited'): void => writeFileSync(exercise(topic), text);

/** The outcome of a suite: all laws hold, or none. */
function outcomeOf(topic: string, status: 'passed' | 'failed' = 'passed'): SuiteOutcome {
  return { topic, seed: 1, tests: [{ block: 'f', sentence: 'is right', status }] };
}

/** All laws of these topics hold. */
function finish(progress: Progress, ...topics: string[]): void {
  for (const topic of topics) progress.record(outcomeOf(topic));
}

describe('a topic', () => {
  test('is open at first, begun when its file is edited, finished when all laws hold, changed when it is edited then', () => {
    const progress = new Progress(memory);
    expect(progress.state(first)).toBe('open');
    edit(first);
    expect(progress.state(first)).toBe('started');
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

  test('whose file is deleted is begun', () => {
    const progress = new Progress(memory);
    rmSync(exercise(first));
    expect(progress.state(first)).toBe('started');
  });

  test('is finished in the next run, too', () => {
    finish(new Progress(memory), first);
    expect(new Progress(memory).state(first)).toBe('finished');
  });
});

describe('where to go on', () => {
  test('is the first topic that is not finished', () => {
    const progress = new Progress(memory);
    expect(progress.current()).toBe(first);
    finish(progress, first);
    expect(progress.current()).toBe(second);
    expect(progress.firstUnfinished()).toBe(second);
  });

  test('is the topic that was looked at last, until it is finished', () => {
    new Progress(memory).moveTo(third);
    const progress = new Progress(memory);
    expect(progress.current()).toBe(third);
    finish(progress, third);
    expect(progress.current()).toBe(first);
  });

  test('is the last topic when all are finished', () => {
    const progress = new Progress(memory);
    finish(progress, ...names);
    expect(progress.firstUnfinished()).toBeUndefined();
    expect(progress.current()).toBe(last);
  });

  test('is not a topic that there is no more', () => {
    new Progress(memory).moveTo('99-gone');
    expect(new Progress(memory).current()).toBe(first);
  });
});

describe('hints', () => {
  test('are counted for each function of each topic, and in the next run, too', () => {
    const progress = new Progress(memory);
    expect(progress.hintsSeen(first, 'f')).toBe(0);
    progress.seeHint(first, 'f', 2);
    progress.seeHint(second, 'f', 1);
    for (const later of [progress, new Progress(memory)]) {
      expect(later.hintsSeen(first, 'f')).toBe(2);
      expect(later.hintsSeen(first, 'g')).toBe(0);
      expect(later.hintsSeen(second, 'f')).toBe(1);
    }
  });
});

describe('putting an exercise back', () => {
  const now = new Date('2026-01-02T03:04:05.678Z');

  test('gives the file of the first run, and keeps a copy of what was written', () => {
    const progress = new Progress(memory);
    edit(first, 'my work');
    expect(readdirSync(join(memory, 'originals'))).toEqual(names.map((topic) => `${topic}.ts`));
    const copy = new Progress(memory).reset(first, now);
    expect(copy).toBe(join(memory, 'kept', `${first}.2026-01-02T03-04-05.ts`));
    expect(readFileSync(copy, 'utf8')).toBe('my work');
    expect(readFileSync(exercise(first), 'utf8')).toBe(`the stub of ${first}`);
    expect(progress.state(first)).toBe('open');
    edit(first, 'my later work');
    expect(readFileSync(progress.reset(first), 'utf8')).toBe('my later work');
  });

  test('forgets that it was finished and which hints were seen, of this topic alone', () => {
    const progress = new Progress(memory);
    finish(progress, first, second);
    progress.seeHint(first, 'f', 2);
    progress.seeHint(second, 'f', 1);
    progress.reset(first, now);
    expect([progress.state(first), progress.hintsSeen(first, 'f')]).toEqual(['open', 0]);
    expect([progress.state(second), progress.hintsSeen(second, 'f')]).toEqual(['finished', 1]);
  });

  test('brings back a file that was deleted', () => {
    const progress = new Progress(memory);
    rmSync(exercise(first));
    const copy = progress.reset(first, now);
    expect(existsSync(copy)).toBe(false);
    expect(readFileSync(exercise(first), 'utf8')).toBe(`the stub of ${first}`);
  });
});

describe('the file of progress', () => {
  test('is one that a person can read', () => {
    const progress = new Progress(memory);
    edit(first, 'my answer');
    finish(progress, first);
    progress.seeHint(first, 'f', 2);
    expect(readFileSync(join(memory, 'progress.json'), 'utf8')).toBe(`{
  "finished": {
    "${first}": "acf8b9d3cf8cbace"
  },
  "hintsSeen": {
    "${first} f": 2
  }
}
`);
  });

  test('lies in the course, with the exercises as they were at first', () => {
    const mkdirSync = jest.spyOn(fs, 'mkdirSync').mockReturnValue(undefined);
    jest.spyOn(fs, 'existsSync').mockReturnValue(true);
    new Progress();
    expect(mkdirSync.mock.calls[0][0]).toBe(join(ROOT, '.dojo', 'originals'));
  });

  test('may be changed by two commands by turns', () => {
    const [one, other] = [new Progress(memory), new Progress(memory)];
    finish(one, first);
    finish(other, second);
    expect(other.state(first)).toBe('finished');
    expect(new Progress(memory).firstUnfinished()).toBe(third);
  });

  test('that cannot be read costs no more than the marks', () => {
    finish(new Progress(memory), first);
    writeFileSync(join(memory, 'progress.json'), '{"finis');
    expect(new Progress(memory).state(first)).toBe('open');
  });

  test('of an older course, without hints, is read', () => {
    mkdirSync(memory);
    writeFileSync(join(memory, 'progress.json'), JSON.stringify({ current: third }));
    const progress = new Progress(memory);
    expect([progress.current(), progress.hintsSeen(third, 'f'), progress.state(third)]).toEqual([
      third,
      0,
      'open',
    ]);
  });
});
