// A class whose judging is cut short.
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, jest, test as anywhere } from '@jest/globals';
import { variantRequests } from '../../../tools/shared/suites';
import { TOPIC } from '../../attacks/attack';
import { COURSE } from '../support/course';
import { temporaryFolder } from '../support/folders';
import {
  guestProcesses,
  confinementArguments,
  confinementHere,
  grade,
  gradedOf,
  startGrading,
} from '../support/grader';
import { knownAnswer } from '../support/handed-in';
import { verdictOn } from '../support/mixed-class';

jest.setTimeout(1_200_000);

/** The grader needs pipes that block, and Windows has none. */
const test = process.platform === 'win32' ? anywhere.skip : anywhere;

const confinement = confinementArguments(confinementHere().kind);
const folder = temporaryFolder();
const handedIn = join(folder, 'short');
const names = ['ann', 'ben'];
const argumentsFor = (out: string): string[] => [
  handedIn,
  ...['--out', out, '--seed', '5', '--topics', TOPIC],
  ...confinement,
];
const solution = readFileSync(COURSE.solution(TOPIC), 'utf8');
const [undisturbed, cutShort] = [join(folder, 'undisturbed'), join(folder, 'cut-short')];

beforeAll(() => {
  if (process.platform === 'win32') return;
  const { id: mistake } = variantRequests(COURSE, TOPIC, 'mistakes')[0].variant;
  names.forEach((name, i) => {
    mkdirSync(join(handedIn, name), { recursive: true });
    const answer = i === 0 ? knownAnswer(TOPIC, 'mistakes', mistake) : `${solution}// ${name}\n`; // no two alike: each is judged
    writeFileSync(join(handedIn, name, `${TOPIC}.ts`), answer);
  });
  expect(grade(argumentsFor(undisturbed)).status).toBe(0);
});

test('killed and started again, it ends with the reports of an undisturbed run', async () => {
  await killWhenJudged(1);
  const { status, out } = grade(argumentsFor(cutShort));
  expect(status).toBe(0);
  const [, now] = /(\d+) graded in this run/.exec(out)!;
  expect(Number(now)).toBeLessThan(names.length); // what was judged before is not judged again
  expect(reportsIn(cutShort)).toEqual(reportsIn(undisturbed));
});

test('what has changed is judged again, and nothing else', () => {
  const { id } = variantRequests(COURSE, TOPIC, 'alternatives')[0].variant;
  writeFileSync(join(handedIn, 'ben', `${TOPIC}.ts`), knownAnswer(TOPIC, 'alternatives', id));
  expect(grade(argumentsFor(undisturbed)).out).toContain('2 submissions, 1 graded in this run');
  const { points, possible } = verdictOn(gradedOf(undisturbed, 'ben'), TOPIC);
  expect(points).toBe(possible);
  expect(grade(argumentsFor(undisturbed)).out).toContain('2 submissions, 0 graded in this run');
});

test('one submission can be graded by itself', () => {
  const out = join(folder, 'single');
  const { status } = grade([...argumentsFor(out).with(0, join(handedIn, 'ann')), '--single']);
  expect(status).toBe(0);
  expect(gradedOf(out, 'ann')).toEqual(gradedOf(undisturbed, 'ann'));
});

test('who takes a submission back is no longer in the reports', () => {
  rmSync(join(handedIn, 'ben'), { recursive: true });
  expect(grade(argumentsFor(undisturbed)).out).toContain('1 submission, 0 graded in this run');
  expect([...reportsIn(undisturbed).values()].join()).not.toContain('ben');
});

/** Starts the grader, and kills it as soon as so many verdicts are there. */
async function killWhenJudged(count: number): Promise<void> {
  const verdicts = join(cutShort, '.grade/verdicts');
  const judged = (): number =>
    existsSync(verdicts) ? readdirSync(verdicts).filter((file) => file.endsWith('.json')).length : -1;
  const grader = startGrading(argumentsFor(cutShort));
  while (judged() < count) await setTimeout(10);
  grader.kill('SIGKILL');
  await once(grader, 'exit');
  while (guestProcesses().length > 0) await setTimeout(10); // until the test's own time is over
}

/** All reports by path, without the times in summary.html, the only thing that differs from run to run. */
function reportsIn(out: string): Map<string, string> {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.grade'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const withoutTime = (text: string): string => text.replace(/<span class="time">.*?<\/span>/s, '');
  return new Map(
    paths.map((path) => [path.slice(out.length), withoutTime(readFileSync(path, 'utf8'))] as const),
  );
}
