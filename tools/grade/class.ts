// Grades a class: what is new is judged, what is known is taken from the last run, and all reports are written from that.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { Language } from '#engine/suite/variants';
import type { ConfinementKind } from './confinement';
import { courseFingerprint, learnCourse } from './course';
import { type HandedIn, type Submission, takeIn } from './intake';
import { DEFAULT_LIMITS, type Rules } from './judge';
import { Answers } from './answers';
import { JudgePool } from './pool';
import { writeClassReports, writeStudentReports } from './reports';
import { type Verdict, verdictOn } from './verdict';
import { writeWhole } from '../shared/whole-files';

export interface ClassOptions {
  out: string;
  confinement: ConfinementKind;
  language: Language;
  seed?: number;
  jobs?: number;
}

/** Called as the work goes on. */
export interface Progress {
  /** Before anybody is judged, the suites are learned. */
  learn(): void;
  begin(total: number, known: number): void;
  step(name: string): void;
  end(): void;
}

/** What became of a class. */
export interface ClassResult {
  verdicts: Verdict[];
  /** How many were judged now; the others were known. */
  judged: number;
  seed: number;
}

/** Where a run keeps what it needs to go on. */
const STATE = '.grade';

interface Known {
  /** Of the submission, the course and the rules: as long as it is the same, so is the verdict. */
  key: string;
  verdict: Verdict;
}

export async function gradeClass(
  submissions: Submission[],
  { out, confinement, language, seed: wantedSeed, jobs = availableParallelism() }: ClassOptions,
  progress: Progress,
): Promise<ClassResult> {
  mkdirSync(join(out, STATE, 'verdicts'), { recursive: true });
  const rules: Rules = { ...DEFAULT_LIMITS, confinement, seed: wantedSeed ?? seedOf(out) };
  writeWhole(join(out, STATE, 'run.json'), JSON.stringify({ seed: rules.seed }));

  const fingerprint = courseFingerprint();
  const pool = new JudgePool(rules, jobs);
  try {
    const course = await learnCourse(fingerprint, (files) => pool.judge(files), progress.learn);
    const work = submissions.map((submission) => {
      const handedIn = takeIn(submission, Object.keys(course));
      const key = hashOf([handedIn.fingerprint, fingerprint, rules]);
      return { submission, handedIn, key, known: readKnown(out, submission.name, key) };
    });
    const isNew = work.filter(({ known }) => known === undefined);
    progress.begin(work.length, work.length - isNew.length);

    const answers = new Answers((files) => pool.judge(files));
    const judgeOne = async (submission: Submission, handedIn: HandedIn, key: string): Promise<Verdict> => {
      const { findings, failures } = await answers.judge(handedIn.files);
      if (failures.length > 0) {
        const text = [submission.name, ...failures, ''].join('\n');
        writeWhole(join(out, STATE, 'failures', `${hashOf(submission.name)}.txt`), text);
      }
      const verdict = verdictOn(submission.name, handedIn, findings, course, confinement === 'none');
      const isFinal = verdict.topics.every(({ state }) => state !== 'ungradable');
      if (isFinal)
        writeWhole(knownFile(out, submission.name), JSON.stringify({ key, verdict } satisfies Known));
      writeStudentReports(out, verdict, language);
      progress.step(submission.name);
      return verdict;
    };
    const verdicts = await Promise.all(
      work.map(({ submission, handedIn, key, known }) => known ?? judgeOne(submission, handedIn, key)),
    );

    for (const verdict of verdicts) writeStudentReports(out, verdict, language);
    writeClassReports(out, verdicts, language);
    removeOthers(out, submissions);
    return { verdicts, judged: isNew.length, seed: rules.seed };
  } finally {
    progress.end();
    pool.close();
  }
}

/** The seed with which this folder was begun, or a fresh one. */
function seedOf(out: string): number {
  const file = join(out, STATE, 'run.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { seed: number }).seed;
  return Math.floor(Math.random() * 2 ** 31);
}

function readKnown(out: string, name: string, key: string): Verdict | undefined {
  try {
    const known = JSON.parse(readFileSync(knownFile(out, name), 'utf8')) as Known;
    return known.key === key ? known.verdict : undefined;
  } catch {
    return undefined; // there is none
  }
}

function knownFile(out: string, name: string): string {
  return join(out, STATE, 'verdicts', `${hashOf(name)}.json`);
}

/** What is there of submissions that are no longer handed in. */
function removeOthers(out: string, submissions: Submission[]): void {
  const verdicts = new Set(submissions.map(({ name }) => basename(knownFile(out, name))));
  const names = new Set(submissions.map(({ name }) => name));
  for (const file of readdirSync(join(out, STATE, 'verdicts'))) {
    if (!verdicts.has(file)) rmSync(join(out, STATE, 'verdicts', file));
  }
  for (const folder of readdirSync(join(out, 'submissions'))) {
    if (!names.has(folder)) rmSync(join(out, 'submissions', folder), { recursive: true });
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
