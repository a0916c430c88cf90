// Judges the solutions of some topics, in a process of its own, and prints how much crossed to the judge, in JSON: as an object with the
// most that came in one object, in one message, in one call and in one topic.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfinementKind } from '../../../tools/grade/sandbox/confinement';
import { DEFAULT_LIMITS, SubmissionJudge } from '../../../tools/grade/judge/judge';
import { GuestChannel } from '../../../tools/grade/judge/guest-channel';
import { type ObjectContent, measure } from '../../../tools/grade/rpc/wire';
import { COURSE } from './course';

const most = { value: 0, message: 0, callObjects: 0, callParts: 0, topic: 0 };
export type Most = typeof most;

/** Notes what the judge receives. */
function listen(): void {
  const { begin, receive } = GuestChannel.prototype;
  let call = { objects: 0, parts: 0 };
  const topics = new Map<GuestChannel, number>();
  GuestChannel.prototype.begin = function (this: GuestChannel) {
    call = { objects: 0, parts: 0 };
    begin.call(this);
  };
  GuestChannel.prototype.receive = function (this: GuestChannel) {
    const text = receive.call(this);
    const { objects } = JSON.parse(text) as { objects: [number, ObjectContent][] };
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
  };
}

async function main(): Promise<void> {
  const [confinement, ...topics] = process.argv.slice(2) as [ConfinementKind, ...string[]];
  const folder = mkdtempSync(join(tmpdir(), 'what-crosses-'));
  try {
    listen();
    const judge = new SubmissionJudge(COURSE, { ...DEFAULT_LIMITS, confinement, seed: 1 }, folder);
    const files = topics.map((topic) => [topic, readFileSync(COURSE.solution(topic), 'utf8')] as const);
    const findings = await judge.judge(Object.fromEntries(files));
    const failed = findings.flatMap(({ tests }) => tests).filter(({ status }) => status !== 'passed');
    process.stdout.write(JSON.stringify({ most, tests: findings.map(({ tests }) => tests.length), failed }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(); // what judges has processes of its own
}

void main();
