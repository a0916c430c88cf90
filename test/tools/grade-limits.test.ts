// The limits of what crosses between judge and student's code leave room for every right answer. The solutions of the topics that hand over
// the largest values, and the most of them, are measured.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { DEFAULT_LIMITS, Judge } from '../../tools/grade/judge';
import {
  LARGEST_MESSAGE,
  LARGEST_TOPIC,
  LARGEST_VALUE,
  MOST_OBJECTS,
  MOST_PARTS,
} from '../../tools/grade/limits';
import { Line } from '../../tools/grade/line';
import { type Content, measure } from '../../tools/grade/wire';
import { pathOf } from '../../tools/shared/topics';
import { confinementHere } from './support/grader';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'grade-limits-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The most that came in one object, in one message, in one call and in one topic. */
const most = { value: 0, message: 0, callObjects: 0, callParts: 0, topic: 0 };

/** Notes what the judge receives. */
function listen(): void {
  const { begin, receive } = Line.prototype;
  let call = { objects: 0, parts: 0 };
  const topics = new Map<Line, number>();
  jest.spyOn(Line.prototype, 'begin').mockImplementation(function (this: Line) {
    call = { objects: 0, parts: 0 };
    begin.call(this);
  });
  jest.spyOn(Line.prototype, 'receive').mockImplementation(function (this: Line) {
    const text = receive.call(this);
    const { objects } = JSON.parse(text) as { objects: [number, Content][] };
    const parts = objects.map(([, content]) => measure(content).own);
    const sum = parts.reduce((total, own) => total + own, 0);
    call = { objects: call.objects + objects.length, parts: call.parts + sum };
    topics.set(this, (topics.get(this) ?? 0) + text.length);
    most.value = Math.max(most.value, ...parts);
    most.message = Math.max(most.message, sum);
    most.callObjects = Math.max(most.callObjects, call.objects);
    most.callParts = Math.max(most.callParts, call.parts);
    most.topic = Math.max(most.topic, topics.get(this)!);
    return text;
  });
}

(process.platform === 'win32' ? test.skip : test)('right answers use a fraction of each limit', async () => {
  listen();
  const judge = new Judge({ ...DEFAULT_LIMITS, confinement: confinementHere().kind, seed: 1 }, folder);
  const topics = ['03-mini-batch', '04-fair-batches', '07-gradient-descent', '12-training'];
  const files = topics.map((topic) => [topic, readFileSync(pathOf.solution(topic), 'utf8')] as const);
  const findings = await judge.judge(Object.fromEntries(files));
  expect(findings.flatMap(({ tests }) => tests).filter(({ status }) => status !== 'passed')).toEqual([]);

  expect(most.value).toBeGreaterThan(7_840); // ten images of 784 pixels
  expect(most.value).toBeLessThan(LARGEST_VALUE / 10);
  expect(most.message).toBeLessThan(LARGEST_MESSAGE / 10);
  expect(most.callObjects).toBeLessThan(MOST_OBJECTS / 10);
  expect(most.callParts).toBeLessThan(MOST_PARTS / 10);
  expect(most.topic).toBeLessThan(LARGEST_TOPIC / 100);
});
