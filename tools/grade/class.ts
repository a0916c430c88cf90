// Grades a class: what is new is judged, what is known is taken from the last run, and all reports are written from that. Whatever goes wrong
// with one submission costs no one else their result.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Course, Language, TopicName } from '#engine/course/course';
import { listed } from './console';
import { LARGEST_SEED } from '../shared/cli';
import { makeFolder, removeDrafts, WriteError } from '../shared/atomic-write';
import { JudgeCache, keyOf } from './judge/judge-cache';
import type { ConfinementKind } from './sandbox/confinement';
import { type Baseline, gradedTopics, type JudgeFiles, baselineOf } from './score/baseline';
import { type SubmittedFiles, unreadableSubmission, type Submission, readSubmission } from './intake';
import { DEFAULT_LIMITS, type GradingOptions } from './judge/judge';
import { JudgePool } from './judge/pool';
import { writeClassReports, writeStudentReports } from './reports';
import { Reporting } from './reports/words';
import { type Kept, type Run, State } from './score/state';
import { type TopicVerdict, type Verdict, verdictOn } from './score/verdict';
import { TypeChecker } from './types/type-checker';
import { claim } from './score/claim';
import { CourseVersions, differences, nameOfVersion, type Version } from './score/version';

export interface ClassOptions {
  out: string;
  confinement: ConfinementKind;
  language: Language;
  seed?: number;
  jobs?: number;
  /** By default, all that have a suite. */
  topics?: TopicName[];
  /** Judges what an earlier version of the course has judged once more. */
  regrade?: boolean;
  single?: boolean;
}

/** Called as the work goes on. */
export interface GradingProgress {
  /** Before anybody is judged, the suites are learned. */
  learn(): void;
  begin(total: number, known: number): void;
  step(name: string): void;
  end(): void;
  /** Something that whoever grades should know. */
  say(sentence: string): void;
}

/** What became of a class. */
export interface ClassResult {
  verdicts: Verdict[];
  /** How many were judged now; the others were known. */
  judged: number;
  seed: number;
  /** Verdicts of an earlier version of the course that were kept. */
  earlier: number;
}

export async function gradeClass(
  course: Course,
  submissions: Submission[],
  options: ClassOptions,
  progress: GradingProgress,
): Promise<ClassResult> {
  const { out, confinement, language, jobs = availableParallelism() } = options;
  const state = new State(out);
  const before = state.readRun();
  if (options.single) refuseClassIn(out, before, submissions);
  makeFolder(out);
  const release = claim(out);
  removeDrafts(out); // of a run that was killed
  const rules: GradingOptions = {
    ...DEFAULT_LIMITS,
    confinement,
    seed: options.seed ?? seedOf(before, progress),
  };
  const pool = new JudgePool(course, rules, jobs);
  const types = new TypeChecker(course, confinement, pool.folderOfTypes, pool.caretaker);
  try {
    makeFolder(join(out, 'submissions'));
    const judge: JudgeFiles = (...args) => pool.judge(...args);
    const all = gradedTopics(course);
    const topics = chosen(all, options.topics);
    const versions = new CourseVersions(course, all);
    const baseline = await baselineOf(course, topics, versions, judge, progress.learn);
    const version = versions.of(topics);
    const run = runOf({ before, rules, topics, version, single: options.single, submissions });
    state.writeRun(run);
    if (before !== undefined) {
      const now = versions.of((before.topics ?? topics).filter((topic) => all.includes(topic)));
      sayWhatChanged(before, now, options.regrade, progress);
      sayWhoIsGone(before, submissions, progress);
    }

    const isCurrent = currentIn(run, topics, versions);
    const others = all.filter((topic) => !topics.includes(topic));
    const grader = new Grader(
      course,
      state,
      baseline,
      others,
      rules,
      run.version,
      options.regrade ? isCurrent : () => true,
    );
    const work = submissions.map((submission) => grader.lookAt(submission));
    const isNew = work.filter((one) => one);
    progress.begin(work.length, work.length - isNew.length);
    const reporting = new Reporting(course, language);
    const answers = new JudgeCache((files, helpers) => pool.judge(files, helpers));
    const kept = await inTurns(submissions, 2 * jobs, async (submission, i) => {
      const one = await grader.grade(submission, answers, types, (verdict) =>
        writeStudentReports(out, verdict, reporting),
      );
      if (work[i]) progress.step(submission.name);
      return one;
    });

    const verdicts = kept.map(({ verdict }) => verdict);
    writeClassReports(out, verdicts, reporting);
    state.keepOnly(submissions.map(({ name }) => name));
    const earlier = kept.filter(({ judged }) =>
      Object.entries(judged).some(([topic, { version: name }]) => !isCurrent(topic, name)),
    ).length;
    state.writeRun({ ...run, versions: versionsIn(kept, run) });
    return { verdicts, judged: isNew.length, seed: rules.seed, earlier };
  } finally {
    progress.end();
    types.close();
    pool.close();
    release();
  }
}

/** Grades one submission after another. */
class Grader {
  constructor(
    private readonly course: Course,
    private readonly state: State,
    private readonly baseline: Baseline,
    private readonly others: TopicName[],
    private readonly rules: GradingOptions,
    private readonly version: string,
    /** Whether a verdict on a topic counts that was made by this version of the course. */
    private readonly counts: VersionCheck,
  ) {}

  /** That there is something to be judged. */
  lookAt(submission: Submission): boolean {
    const kept = this.state.readVerdict(submission.name);
    const handedIn = this.takeIn(submission);
    return (
      kept === undefined || Object.keys(this.freshFiles(handedIn, this.knownOf(handedIn, kept))).length > 0
    );
  }

  /**
   * Judges a submission, and writes its reports.
   *
   * @throws WriteError only: whatever else goes wrong is "not graded" for this submission
   */
  async grade(
    submission: Submission,
    answers: JudgeCache,
    types: TypeChecker,
    report: (verdict: Verdict) => void,
  ): Promise<Kept> {
    try {
      const kept = await this.judge(submission, answers, types);
      report(kept.verdict);
      return kept;
    } catch (error) {
      if (error instanceof WriteError) throw error;
      const { message, stack = message } = error as Error;
      this.state.writeFailures(submission.name, [stack]);
      const handedIn = unreadableSubmission(Object.keys(this.baseline), `the grader failed: ${message}`);
      const kept = {
        verdict: verdictOn(submission, handedIn, [], this.baseline, this.unconfined),
        judged: {},
        seed: this.rules.seed,
      };
      this.state.writeVerdict(kept);
      report(kept.verdict);
      return kept;
    }
  }

  private async judge(submission: Submission, answers: JudgeCache, types: TypeChecker): Promise<Kept> {
    const { name } = submission;
    const handedIn = this.takeIn(submission);
    const before = this.state.readVerdict(name);
    const known = this.knownOf(handedIn, before);
    const fresh = this.freshFiles(handedIn, known);
    const [{ findings, failures }, reports] = await Promise.all([
      answers.judge(fresh, handedIn.helpers),
      types.reportsOn(fresh, handedIn.helpers),
    ]);
    if (failures.length > 0) this.state.writeFailures(name, failures);
    const verdict = verdictOn(submission, handedIn, findings, this.baseline, this.unconfined, known, reports);
    const judged = Object.fromEntries(
      verdict.topics
        .filter(({ topic, state }) => topic in handedIn.files && state !== 'ungradable')
        .map(({ topic }) => {
          const version = topic in known ? before!.judged[topic].version : this.version;
          return [topic, { key: this.keyOf(topic, handedIn), version }];
        }),
    );
    const kept = { verdict, judged, seed: this.rules.seed };
    this.state.writeVerdict(kept);
    return kept;
  }

  private get unconfined(): boolean {
    return this.rules.confinement === 'none';
  }

  private takeIn(submission: Submission): SubmittedFiles {
    const topics = Object.keys(this.baseline);
    try {
      return readSubmission(submission, this.course, topics, this.others);
    } catch (error) {
      const reason = `the grader could not read the submission: ${(error as Error).message}`;
      this.state.writeFailures(submission.name, [reason]);
      return unreadableSubmission(topics, reason);
    }
  }

  private knownOf(handedIn: SubmittedFiles, kept: Kept | undefined): Record<TopicName, TopicVerdict> {
    if (kept === undefined) return {};
    const known = kept.verdict.topics.filter(({ topic }) => {
      const judged = kept.judged[topic];
      if (judged === undefined || !(topic in handedIn.files)) return false;
      return judged.key === this.keyOf(topic, handedIn) && this.counts(topic, judged.version);
    });
    return Object.fromEntries(known.map((topic) => [topic.topic, topic]));
  }

  private freshFiles(
    { files }: SubmittedFiles,
    known: Record<TopicName, TopicVerdict>,
  ): Record<TopicName, string> {
    return Object.fromEntries(Object.entries(files).filter(([topic]) => !(topic in known)));
  }

  private keyOf(topic: TopicName, { files, helpers }: SubmittedFiles): string {
    return createHash('sha256')
      .update(`${keyOf(topic, files[topic], helpers[topic])} ${JSON.stringify(this.rules)}`)
      .digest('hex')
      .slice(0, 32);
  }
}

/** Only these topics; in the order of the course. */
function chosen(all: TopicName[], topics?: TopicName[]): TopicName[] {
  if (topics === undefined) return all;
  const missing = topics.filter((topic) => !all.includes(topic));
  if (missing.length > 0) throw new Error(`there is no suite for ${missing.join(', ')}`);
  return all.filter((topic) => topics.includes(topic));
}

/** Who grades one submission once more, and gives the folder of the class, would lose the results of everyone else. */
function refuseClassIn(out: string, before: Partial<Run> | undefined, submissions: Submission[]): void {
  if (before?.single === true || goneSince(before, submissions).length === 0) return;
  throw new Error(
    `${out} holds the results of a class: give another --out for one submission, or grade the class again`,
  );
}

function goneSince(before: Partial<Run> | undefined, submissions: Submission[]): string[] {
  const names = new Set(submissions.map(({ name }) => name));
  return (before?.submissions ?? []).filter((name) => !names.has(name));
}

function sayWhoIsGone(before: Partial<Run>, submissions: Submission[], progress: GradingProgress): void {
  const gone = goneSince(before, submissions);
  if (gone.length > 0)
    progress.say(`no longer handed in, so the reports on them are removed: ${listed(gone)}`);
}

/** The seed with which this folder was begun, or a fresh one. */
function seedOf(before: Partial<Run> | undefined, progress: GradingProgress): number {
  const fresh = Math.floor(Math.random() * 2 ** 31);
  if (before?.seed === undefined) return fresh;
  if (Number.isInteger(before.seed) && before.seed >= 0 && before.seed <= LARGEST_SEED) return before.seed;
  progress.say(
    `The seed that an earlier run has kept (${String(before.seed).slice(0, 30)}) is not between 0 and ${LARGEST_SEED}: everything is graded with another one, ${fresh}.`,
  );
  return fresh;
}

function runOf(what: {
  before: Partial<Run> | undefined;
  rules: GradingOptions;
  topics: TopicName[];
  version: Version;
  single?: boolean;
  submissions: Submission[];
}): Run {
  const { before, rules, topics, version, single, submissions } = what;
  const name = nameOfVersion(version);
  return {
    seed: rules.seed,
    topics,
    confinement: rules.confinement,
    version: name,
    versions: { ...before?.versions, [name]: version },
    single,
    submissions: submissions.map(({ name }) => name),
  };
}

type VersionCheck = (topic: TopicName, version: string) => boolean;

/**
 * Whether a version of the course judges a topic as it is judged now: which other topics were graded then plays no part. A run knows by their names the
 * versions that its verdicts are of.
 */
function currentIn(run: Run, topics: TopicName[], versions: Pick<CourseVersions, 'of'>): VersionCheck {
  const now = new Map(topics.map((topic) => [topic, Object.entries(versions.of([topic]))]));
  return (topic, name) => now.get(topic)!.every(([file, hash]) => run.versions[name]?.[file] === hash);
}

/** Of the versions that have judged, those are remembered of which a verdict is still there. */
function versionsIn(kept: Kept[], { version, versions }: Run): Record<string, Version> {
  const used = new Set([
    version,
    ...kept.flatMap(({ judged }) => Object.values(judged).map((one) => one.version)),
  ]);
  return Object.fromEntries(Object.entries(versions).filter(([name]) => used.has(name)));
}

const SHOWN_DIFFERENCES = 6;

/** @param now the course's version of the topics that were graded before */
function sayWhatChanged(
  before: Partial<Run>,
  now: Version,
  regrade: boolean | undefined,
  progress: GradingProgress,
): void {
  if (before.version === undefined) {
    progress.say('An older version of the course graded this class: everyone is graded again.');
    return;
  }
  const changed = differences(before.versions?.[before.version] ?? {}, now);
  if (changed.length === 0) return;
  const shown = changed.slice(0, SHOWN_DIFFERENCES).join(', ');
  const more = changed.length > SHOWN_DIFFERENCES ? ` and ${changed.length - SHOWN_DIFFERENCES} more` : '';
  progress.say(
    `The course has changed since this class was graded: ${shown}${more}. ` +
      (regrade
        ? 'Everyone is graded again.'
        : 'Existing results are kept, and what is new is graded with the current version. To grade everyone again: --regrade.'),
  );
}

/** Does something with each, no more than so many at a time. */
async function inTurns<Item, Result>(
  items: Item[],
  atOnce: number,
  work: (item: Item, i: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const i = next++;
      results[i] = await work(items[i], i);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
