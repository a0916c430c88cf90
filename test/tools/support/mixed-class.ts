// Attackers and honest students in one class: no attack may gain a point, disturb a neighbor, leave a process behind, or be reported
// unclearly; no honest student may lose one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gradedTopics, baselineOf } from '../../../tools/grade/score/baseline';
import { CourseVersions } from '../../../tools/grade/score/version';
import { isDiscriminating } from '../../../tools/grade/score/verdict';
import { Judge } from '../../../tools/shared/judge';
import { variantRequests } from '../../../tools/shared/suites';
import { families } from '../../attacks';
import { type Attack, layDown, TOPIC } from '../../attacks/attack';
import { COURSE, topicNames, type TopicName } from './course';
import { temporaryFolder } from './folders';
import {
  guestProcesses,
  confinementArguments,
  confinementHere,
  type Graded,
  grade,
  gradedOf,
} from './grader';
import { knownAnswer } from './handed-in';

const { kind, obstacle } = confinementHere();
const confinement = confinementArguments(kind);

/**
 * Declares the tests of such a class.
 *
 * @param attacksOf those of a family that are handed in
 * @param topicsInTurn 2: each topic has a known answer in the class, a mistake or an alternative in turn; n: two topics in n have one
 * @param neighbors how many hand in a right answer; by their names they come between the attackers
 * @param allTopics whether all topics are graded, or only those of which something is handed in: the grader tries each one's suite first
 */
export function aMixedClass(
  attacksOf: (family: string) => Attack[],
  { topicsInTurn, allTopics, neighbors }: { topicsInTurn: number; allTopics: boolean; neighbors: number },
): void {
  const folder = temporaryFolder();
  const [handedIn, out] = [join(folder, 'mixed'), join(folder, 'mixed-out')];

  // Without any confinement, only what does no harm is tried.
  const harmless = ['lying', 'messages', 'knowing', 'reports', 'files'];
  const tried = Object.keys(families).filter((family) => kind !== 'none' || harmless.includes(family));
  const honest = Array.from(
    { length: neighbors },
    (_, i) => `${'acegikmoqs'[Math.floor((i * 10) / neighbors)]}-neighbor`,
  );

  /** The topics of which a wrong answer is handed in, and those of which a right one is. */
  const topicsWith = (kind: 'mistakes' | 'alternatives'): TopicName[] =>
    topicNames().filter((_, i) => i % topicsInTurn === (kind === 'mistakes' ? 1 : 0));

  const used = [
    TOPIC,
    ...tried.flatMap((family) => attacksOf(family).map(({ topic }) => topic ?? TOPIC)),
    ...topicsWith('mistakes'),
    ...topicsWith('alternatives'),
  ];
  const graded = topicNames().filter((topic) => allTopics || used.includes(topic));

  const judges: Judge[] = [];
  afterAll(() => judges.forEach((judge) => judge.close()));

  beforeAll(() => {
    if (obstacle !== undefined)
      console.warn(`bubblewrap cannot be used here (${obstacle}): students' code is confined by "${kind}"`);
    for (const family of tried) {
      for (const attack of attacksOf(family)) layDown(attack, join(handedIn, nameOf(family, attack)));
    }
    const solution = readFileSync(COURSE.solution(TOPIC), 'utf8');
    for (const name of honest) handIn(name, { [TOPIC]: `${solution}// ${name}\n` }); // each is judged by itself
    for (const kind of ['mistakes', 'alternatives'] as const) {
      const file = (topic: TopicName): string => knownAnswer(topic, kind, chosen(topic, kind));
      handIn(kind, Object.fromEntries(topicsWith(kind).map((topic) => [topic, file(topic)])));
    }
    const { status, error } = grade([
      handedIn,
      ...['--out', out, '--seed', '1', '--topics', graded.map((topic) => topic.slice(0, 2)).join()],
      ...confinement,
    ]);
    if (status !== 0) throw new Error(`the grader ended with status ${status}: ${error}`);
  });

  function handIn(name: string, files: Record<TopicName, string>): void {
    mkdirSync(join(handedIn, name), { recursive: true });
    for (const [topic, text] of Object.entries(files))
      writeFileSync(join(handedIn, name, `${topic}.ts`), text);
  }

  describe.each(tried)('%s', (family) => {
    test.each(attacksOf(family).map((attack) => [attack.id, attack] as const))('%s', (_, attack) => {
      const { topic = TOPIC, must } = attack;
      const graded = gradedOf(out, nameOf(family, attack));
      const { state, points, possible, reason } = verdictOn(graded, topic);
      const share = points === 0 ? 'none' : points === possible ? 'all' : 'some';
      expect([must.state].flat()).toContain(state);
      expect([must.points].flat()).toContain(share);
      const message = reason ?? firstFailure(graded, topic);
      if (must.say !== undefined) expect(message).toMatch(must.say);
      if (state === 'unreadable') expect(message).not.toBe('');
      expect(message.length).toBeLessThan(8_000); // a person reads it
      expect(message).not.toMatch(/node_modules|tools\/grade|undefined is not|Cannot read prop|^\s+at /m); // the grader's own trouble
    });
  });

  test.each(honest)('%s is not disturbed', (name) => {
    const { points, possible } = verdictOn(gradedOf(out, name), TOPIC);
    expect(points).toBe(possible);
  });

  test.each(topicsWith('alternatives'))(
    '%s: a right answer that is written differently has all points',
    (topic) => {
      const { points, possible } = verdictOn(gradedOf(out, 'alternatives'), topic);
      expect(points).toBe(possible);
    },
  );

  test('known mistakes are judged and named as under plain jest', async () => {
    const graded = gradedOf(out, 'mistakes');
    const judge = new Judge(COURSE);
    judges.push(judge);
    for (const topic of topicsWith('mistakes')) {
      const id = chosen(topic, 'mistakes');
      const { tests } = await judge.run({ topic, variant: { kind: 'mistakes', id }, seed: 1 });
      const plain = tests.map(({ sentence, status, finding }) => ({
        name: expect.stringContaining(sentence),
        status: status === 'passed' ? 'passed' : 'failed',
        output: expect.stringContaining(finding?.diagnosis?.explanation.en ?? ''),
      }));
      expect(testsOf(graded, topic)).toMatchObject(plain);
      const ofBlocks = tests.map(({ block }) => ({ name: expect.stringContaining(block) }));
      expect(testsOf(graded, topic)).toMatchObject(ofBlocks);
    }
  });

  test('every block of what is graded has a law that no answer obeys which computes nothing: such an answer has no points anywhere', async () => {
    const known = (): never => {
      throw new Error('the class above has learned the course');
    };
    const topics = gradedTopics(COURSE).filter((topic) => graded.includes(topic));
    const course = await baselineOf(COURSE, topics, new CourseVersions(COURSE, topics), known, known);
    const blocks = Object.values(course).flatMap((tests) => [...new Set(tests.map(({ block }) => block))]);
    const earned = Object.values(course).flatMap((tests) =>
      tests.filter(isDiscriminating).map(({ block }) => block),
    );
    expect(blocks.length).toBeGreaterThanOrEqual(graded.length);
    expect(blocks.filter((block) => !earned.includes(block))).toEqual([]);
  });

  test('no process is left behind', () => {
    expect(guestProcesses()).toEqual([]);
  });

  test('nothing was written where it does not belong', () => {
    expect(existsSync(join(folder, 'evil.ts'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['mixed', 'mixed-out']);
    const reports = ['canvas.csv', 'grades.csv', 'moodle.csv', 'results.xml', 'submissions', 'summary.html'];
    expect(readdirSync(out).sort()).toEqual(['.grade', ...reports]);
  });

  test('no report obeys a student', () => {
    const [page, xml, ...tables] = [
      ...['summary.html', 'results.xml', 'grades.csv', 'canvas.csv', 'moodle.csv'],
    ].map((name) => readFileSync(join(out, name), 'utf8'));
    expect(page).not.toMatch(/<script|<img|onerror=(?!alert\(1\)&)/);
    for (const csv of tables) expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
    for (const report of [page, xml, ...tables]) {
      expect(report).not.toMatch(/[\u0000-\u0008\u001b\u202e]/u); // eslint-disable-line no-control-regex -- these are meant
    }
    const feedback = readFileSync(join(out, 'submissions/reports_markdown-in-a-message/feedback.md'), 'utf8');
    expect(feedback).not.toMatch(/^# 100 of 100|^```|^\[click\]|^<\/details>/m);
  });
}

function nameOf(family: string, { id, name }: Attack): string {
  return name ?? `${family}_${id}`; // a common start and a hyphen would look like the clones of an assignment
}

/** One of the known answers of each topic; not the first of each, which would always be about the same export. */
function chosen(topic: TopicName, kind: 'mistakes' | 'alternatives'): string {
  const requests = variantRequests(COURSE, topic, kind);
  return requests[topicNames().indexOf(topic) % requests.length].variant.id;
}

export function verdictOn({ extra_data }: Graded, topic: TopicName): Graded['extra_data']['topics'][number] {
  return extra_data.topics.find((candidate) => candidate.topic === topic)!;
}

function testsOf({ tests = [] }: Graded, topic: TopicName): NonNullable<Graded['tests']> {
  return tests.filter(({ name }) => name.startsWith(`${topic.slice(0, 2)} · `));
}

/** What the student reads first about the topic. */
function firstFailure(graded: Graded, topic: TopicName): string {
  return (
    testsOf(graded, topic).find(({ status, output }) => status === 'failed' && output !== '')?.output ?? ''
  );
}
