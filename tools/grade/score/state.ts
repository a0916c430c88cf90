// What a folder of reports remembers: the seed, the course that judged, and each verdict so far. That is how a run goes on, and how the
// results of many graders are put together.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { TopicName } from '#engine/course/course';
import { writeAtomically } from '../../shared/atomic-write';
import type { ConfinementKind } from '../sandbox/confinement';
import type { Problem } from '#engine/suite/problem';
import { folded } from '../intake/text';
import { type Verdict, VERDICT_STATES } from './verdict';
import type { Version } from './version';

/** How a class was judged. */
export interface Run {
  seed: number;
  topics: TopicName[];
  confinement: ConfinementKind;
  /** The name of the course's version, and of each earlier one whose verdicts are still kept. */
  version: string;
  versions: Record<string, Version>;
  /** The folder was itself one submission. */
  single?: boolean;
  /** The names of all submissions, those included whose turn has not come; not there in what an earlier version left. */
  submissions?: string[];
}

/** A verdict, and what it belongs to. */
export interface Kept {
  verdict: Verdict;
  /** Of each topic that was judged: a hash of everything that was run, and the version of the course that judged it. */
  judged: Record<TopicName, { key: string; version: string }>;
  /** What has drawn the inputs; not there in what an earlier version left. */
  seed?: number;
}

/** What must be right in these files, so that a damaged one costs no one else their result. */
const RUN = v.looseObject({
  seed: v.optional(v.unknown()), // who grades is told of one that can't be used
  topics: v.optional(v.array(v.string())),
  confinement: v.optional(v.string()),
  version: v.optional(v.string()),
  versions: v.optional(v.record(v.string(), v.record(v.string(), v.string()))),
  submissions: v.optional(v.array(v.string())),
});
const KEPT = v.looseObject({
  verdict: v.looseObject({
    name: v.string(),
    student: v.record(v.string(), v.string()),
    topics: v.array(
      v.looseObject({
        topic: v.string(),
        state: v.picklist(VERDICT_STATES),
        points: v.number(),
        possible: v.number(),
        reason: v.optional(v.string()),
        types: v.optional(v.string()),
        tests: v.array(v.looseObject({ block: v.string(), sentence: v.string(), status: v.string() })),
        seconds: v.number(),
      }),
    ),
    notes: v.array(v.string()),
    doubles: v.optional(v.array(v.string())),
  }),
  judged: v.record(v.string(), v.looseObject({ key: v.string(), version: v.string() })),
});

const FOLDER = '.grade';

export class State {
  constructor(private readonly out: string) {}

  /** Undefined when there is none, or none that can be read. */
  readRun(): Partial<Run> | undefined {
    const run = readJson(this.at('run.json'));
    return v.is(RUN, run) ? (run as Partial<Run>) : undefined;
  }

  writeRun(run: Run): void {
    writeAtomically(this.at('run.json'), JSON.stringify(run));
  }

  /** Undefined when there is none, or a damaged one. */
  readVerdict(name: string): Kept | undefined {
    return readKept(this.at('verdicts', fileOf(name))) ?? readKept(this.at('unfinished', fileOf(name)));
  }

  /** All verdicts, those on submissions that could not be graded as a whole included. */
  readVerdicts(): Kept[] {
    const files = new Map<string, Kept>(); // a grader that was killed may have left one in both
    for (const folder of ['unfinished', 'verdicts']) {
      for (const file of namesIn(this.at(folder))) {
        const kept = readKept(this.at(folder, file));
        if (kept !== undefined) files.set(file, kept);
      }
    }
    return [...files.values()];
  }

  /** A verdict is finished when the grader has failed at nothing. */
  writeVerdict(kept: Kept): void {
    const isFinished = kept.verdict.topics.every(({ state }) => state !== 'ungradable');
    const [folder, other] = isFinished ? ['verdicts', 'unfinished'] : ['unfinished', 'verdicts'];
    writeAtomically(this.at(folder, fileOf(kept.verdict.name)), JSON.stringify(kept));
    rmSync(this.at(other, fileOf(kept.verdict.name)), { force: true });
    if (isFinished) rmSync(this.at('failures', failuresOf(kept.verdict.name)), { force: true }); // those of an earlier run
  }

  writeFailures(name: string, failures: string[]): void {
    writeAtomically(this.at('failures', failuresOf(name)), [name, ...failures, ''].join('\n'));
  }

  /** Removes what is there of submissions that are no longer handed in. */
  keepOnly(names: string[]): void {
    const files = new Set([...names.map(fileOf), ...names.map(failuresOf)]);
    for (const folder of ['verdicts', 'unfinished', 'failures']) {
      for (const file of namesIn(this.at(folder))) if (!files.has(file)) rmSync(this.at(folder, file));
    }
    const folders = new Set(names.map((name) => folded(folderOf(name))));
    for (const folder of namesIn(join(this.out, 'submissions'))) {
      if (!folders.has(folded(folder))) removeReports(join(this.out, 'submissions', folder));
    }
  }

  private at(...path: string[]): string {
    return join(this.out, FOLDER, ...path);
  }
}

/** The reports on a submission, each in the submission's folder. */
export const STUDENT_REPORTS = ['results.json', 'classroom.json', 'feedback.md'] as const;

/** Only what was written there: the folder may be someone's own, who has given a folder of other submissions for the reports. */
function removeReports(folder: string): void {
  try {
    for (const name of STUDENT_REPORTS) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
  } catch {
    // there is more in it, or it is no folder
  }
}

/** What a finding was in earlier versions of the course: a sentence. */
interface EarlierFinding {
  message?: string;
  problem?: Problem;
}

/** A verdict as it was written by this version or an earlier one. */
function inPresentForm(kept: Kept): Kept {
  for (const { tests } of kept.verdict.topics) {
    for (const { finding } of tests) {
      const { message = '', problem } = (finding ?? {}) as EarlierFinding;
      if (finding !== undefined && problem === undefined) finding.problem = { kind: 'threw', message };
    }
  }
  return kept;
}

/** Undefined when there is none, or a damaged one. */
function readKept(path: string): Kept | undefined {
  const kept = readJson(path);
  return v.is(KEPT, kept) ? inPresentForm(kept as unknown as Kept) : undefined;
}

/** That a folder holds verdicts. */
export function holdsVerdicts(folder: string): boolean {
  return existsSync(join(folder, FOLDER, 'run.json'));
}

/** Most systems allow names of 255 bytes; some of a Korean name's bytes become more in UTF-8. */
const LONGEST_FOLDER = 200;

/** How a folder is called that could not have its submission's name: whoever has such a name gets another one, too. */
const MADE_UP = /^_\.*$|-[0-9a-f]{16}$/i;

/** The name of the folder that holds the reports on a submission, and on no other. */
export function folderOf(name: string): string {
  const safe = /^\.*$/.test(name) ? `_${name}` : name.replaceAll('/', '_');
  const holdsSlash = name.includes('/'); // as of a file whose name has a full-width one: where it leads to may be another's folder
  if (!holdsSlash && Buffer.byteLength(safe) <= LONGEST_FOLDER && !MADE_UP.test(safe)) return safe;
  return `${Buffer.from(safe)
    .subarray(0, LONGEST_FOLDER - 18)
    .toString()
    .replace(/\ufffd+$/, '')}-${hashOf(name).slice(0, 16)}`;
}

function fileOf(name: string): string {
  return `${hashOf(name)}.json`;
}

function failuresOf(name: string): string {
  return `${hashOf(name)}.txt`;
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).sort() : [];
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function hashOf(value: string): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
