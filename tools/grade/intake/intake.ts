// Takes in what students hand in, and finds the exercises in it. Nothing in it is believed: no link is followed, no size, no path. What
// cannot be opened on our side is no statement about the student.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Course, numberOf, type TopicName } from '#engine/course/course';
import { sanitize } from '../../shared/sanitize';
import { isStub } from '../../shared/stubs';
import { type HelperFiles, HelperFinder } from './helpers';
import {
  type Entry,
  type Listing,
  listFiles,
  listFolder,
  listZip,
  OTHER_ARCHIVE,
  shownPath,
} from './listing';
import { FEWEST_OF_A_CLASS, FIT, type Meant, ownersIn, topicMeantBy, remindedBy } from './names';
import { bulkName, type Submission } from './submissions';
import { folded, textOf } from './text';
import type { FileContent } from './zip';

/** What was found in a submission. */
export interface SubmittedFiles {
  /** The texts that can be judged. */
  files: Record<TopicName, string>;
  /** Of each topic that is judged, the student's other files that it imports. */
  helpers: Record<TopicName, HelperFiles>;
  /** Why a file cannot be judged, by topic. */
  problems: Record<TopicName, string>;
  /** What could not be read on our side, by topic. */
  failures: Record<TopicName, string>;
  /** Of a topic without a file: what seems to be meant for it, and cannot be taken. */
  nearly: Record<TopicName, string>;
  /** What else was there, and is not looked at; what was done to a file. */
  notes: string[];
}

export const LARGEST_FILE = 2 ** 18;
const MOST_NAMES = 20;
/** So many files of one name, at the same depth, are compared. */
const MOST_RIVALS = 10;

/**
 * Reads a submission. Problems with it are reported, never thrown.
 *
 * @param topics those that are graded
 * @param others the course's other topics; their files are not named among what is not looked at
 */
export function readSubmission(
  submission: Submission,
  course: Course,
  topics: TopicName[],
  others: TopicName[] = [],
): SubmittedFiles {
  const listing = listingOf(submission);
  const handedIn = new Intake(listing, course, topics, others).take();
  return { ...handedIn, notes: [...(submission.notes ?? []), ...handedIn.notes] };
}

/** A stand-in for a submission that could not be read at all, through a failure on our side. */
export function unreadableSubmission(topics: TopicName[], reason: string): SubmittedFiles {
  const failures = Object.fromEntries(topics.map((topic) => [topic, reason]));
  return { files: {}, helpers: {}, problems: {}, failures, nearly: {}, notes: [] };
}

/** Whether one folder or zip holds the submissions of several students: the same exercise is in several folders, or has several owners. */
export function holdsSeveral(submission: Submission, topics: TopicName[]): boolean {
  const { entries } = listingOf(submission);
  const top = commonFolder(entries.map(({ path }) => path));
  const courses = coursesIn(entries);
  const atTop = entries
    .filter(({ path }) => path.length === top + 1 && topicMeantBy(path[top], topics) !== undefined)
    .map(({ path }) => path[top]);
  const ownerOf = ownersIn(atTop, topics);
  const isClass = new Set(atTop.flatMap((name) => ownerOf(name)?.owner ?? [])).size >= FEWEST_OF_A_CLASS;
  const places = new Map<TopicName, Set<string>>();
  for (const { path } of entries) {
    const meant = topicMeantBy(path.at(-1)!, topics);
    if (meant === undefined || isCoursesOwn(path, courses)) continue;
    const inFolder = path.length > top + 1 ? path[top] : undefined;
    const whose =
      inFolder ?? bulkName(path[top], false)?.key ?? (isClass ? ownerOf(path[top])?.owner : undefined);
    if (meant.fit > FIT.renamed && (inFolder !== undefined || whose === undefined)) continue;
    if (whose === undefined || folded(whose) === 'exercises') return false;
    places.set(meant.topic, (places.get(meant.topic) ?? new Set()).add(whose));
  }
  return [...places.values()].some(({ size }) => size > 1);
}

function listingOf({ kind, path, files }: Submission): Listing {
  const bytes = Buffer.from(path);
  if (kind === 'files') return listFiles(files ?? []);
  return kind === 'folder' ? listFolder(bytes) : listZip(bytes);
}

/** A file that is meant for a topic. */
interface Candidate extends Meant {
  entry: Entry;
  /** Folders around it; exercises/ is none. */
  depth: number;
  inExercises: boolean;
}

class Intake {
  private readonly handedIn: SubmittedFiles = {
    ...{ files: {}, helpers: {}, problems: {}, failures: {}, nearly: {}, notes: [] },
  };
  private readonly used = new Set<Entry>();
  /** What is not the course's own. */
  private readonly own: Entry[];
  private readonly helpers: HelperFinder;

  constructor(
    private readonly listing: Listing,
    private readonly course: Course,
    private readonly topics: TopicName[],
    private readonly others: TopicName[],
  ) {
    this.handedIn.notes.push(...listing.notes);
    const courses = coursesIn(listing.entries);
    this.own = listing.entries.filter(({ path }) => !isCoursesOwn(path, courses));
    this.helpers = new HelperFinder(this.own, [...topics, ...others], (text) => this.note(text));
  }

  take(): SubmittedFiles {
    const { handedIn, listing } = this;
    const all = this.candidates();
    const chosen: Entry[] = [];
    for (const topic of this.topics) {
      const entry = this.choose(
        topic,
        all.filter((candidate) => candidate.topic === topic),
      );
      if (entry === undefined) continue;
      chosen.push(entry);
      this.read(topic, entry);
    }
    for (const { entry, fit } of all) if (fit <= FIT.renamed || chosen.includes(entry)) this.used.add(entry);
    this.useHelpers(chosen);
    if (chosen.length === 0) this.noteUngraded(all);
    this.noteNearly();
    this.noteOthers(chosen);
    if (listing.failures.length > 0) this.blameUs(listing.failures.join('; '));
    else if (all.length === 0) this.nameArchives();
    return handedIn;
  }

  /** Nothing is to be said of what the exercises import, and of other programs next to them. */
  private useHelpers(chosen: Entry[]): void {
    const folders = new Set(chosen.map(folderOf));
    const isNextToThem = (entry: Entry): boolean =>
      entry.path.at(-1)!.endsWith('.ts') && folders.has(folderOf(entry));
    for (const entry of [...this.helpers.used, ...this.own.filter(isNextToThem)]) this.used.add(entry);
  }

  private candidates(): Candidate[] {
    const names = [...this.topics, ...this.others];
    return this.own.flatMap((entry) => {
      const meant = topicMeantBy(entry.path.at(-1)!, names);
      if (meant === undefined) return [];
      const inExercises = entry.path.length > 1 && folded(entry.path.at(-2)!) === 'exercises';
      return [{ ...meant, entry, inExercises, depth: entry.path.length - 1 - (inExercises ? 1 : 0) }];
    });
  }

  /**
   * The nearest to the top; there, the one under the right name, in exercises/. Where it is known in which order files were handed in, the latest.
   * Doubts are reported.
   */
  private choose(topic: TopicName, found: Candidate[]): Entry | undefined {
    if (found.length === 0) return undefined;
    const written = this.withoutStubs(topic, found);
    const looseness = ({ fit }: Candidate): number => Math.max(fit, FIT.renamed);
    const least = Math.min(...written.map(looseness));
    const all = written.filter((candidate) => looseness(candidate) === least);
    const stubs = found.filter((candidate) => !written.includes(candidate));
    const order = (a: Candidate, b: Candidate): number =>
      (b.entry.turn?.attempt ?? 0) - (a.entry.turn?.attempt ?? 0) ||
      a.depth - b.depth ||
      (b.entry.turn?.file ?? 0) - (a.entry.turn?.file ?? 0) ||
      a.fit - b.fit ||
      Number(b.inExercises) - Number(a.inExercises) ||
      b.number - a.number;
    const sorted = [...all].sort(order);
    const equals = sorted.filter((candidate) => order(candidate, sorted[0]) === 0);
    const latest = latestOf(equals);
    const [first, rivals] = latest === undefined ? [sorted[0], equals] : [latest, [latest]];
    const file = `${topic}.ts`;
    if (rivals.length > 1 && !areSame(rivals)) {
      const places = rivals.slice(0, 3).map(({ entry }) => shownPath(entry));
      this.handedIn.problems[topic] =
        `there are ${rivals.length} different files for this topic (${places.join(', ')}${rivals.length > 3 ? ', …' : ''}): hand in one`;
      return undefined;
    }
    const others = [...sorted.filter((candidate) => !rivals.includes(candidate)), ...stubs];
    if (others.length > 0 && !areSame([first, ...others])) {
      const also = others.slice(0, 3).map(({ entry }) => shownPath(entry));
      this.note(
        `${file} is there ${all.length + stubs.length} times: ${shownPath(first.entry)} counts, and not ${also.join(', ')}`,
      );
    }
    if (first.fit !== FIT.exact) this.note(`${shownPath(first.entry)} is taken as ${file}`);
    return first.entry;
  }

  /** An exercise as the course hands it out is no answer, wherever it lies: what is written counts. */
  private withoutStubs(topic: TopicName, found: Candidate[]): Candidate[] {
    if (found.length < 2 || found.length > MOST_RIVALS) return found;
    const written = found.filter(({ entry }) => {
      const decoded = textOf(entry.read(LARGEST_FILE));
      return !('text' in decoded) || !isStub(this.course, topic, decoded.text);
    });
    return written.some(({ fit }) => fit <= FIT.loose) ? written : found;
  }

  private read(topic: TopicName, entry: Entry): void {
    const { files, problems, failures } = this.handedIn;
    const decoded = textOf(entry.read(LARGEST_FILE));
    if ('failure' in decoded) {
      failures[topic] = `${topic}.ts: ${decoded.failure}`;
      return;
    }
    if ('problem' in decoded) {
      problems[topic] = decoded.problem;
      return;
    }
    const { helpers, failure } = this.helpers.takenAlong(topic, entry, decoded.text);
    if (failure !== undefined) {
      failures[topic] = failure;
      return;
    }
    files[topic] = decoded.text;
    if (Object.keys(helpers).length > 0) this.handedIn.helpers[topic] = helpers;
    if (decoded.note !== undefined) this.note(`${topic}.ts: ${decoded.note}`);
  }

  /** Where something could not be opened, what is not found may be in there. */
  private blameUs(failure: string): void {
    const { files, problems, failures } = this.handedIn;
    for (const topic of this.topics) {
      if (!(topic in files) && !(topic in problems)) failures[topic] ??= failure;
    }
  }

  /** Says what a topic without a file may have been meant to have, so that nobody gets its zero without a word. */
  private noteNearly(): void {
    const { files, problems, failures, nearly } = this.handedIn;
    for (const entry of this.own) {
      if (entry.isFolder || this.used.has(entry)) continue;
      const topic = remindedBy(entry.path.at(-1)!, this.topics);
      if (topic === undefined || [files, problems, failures, nearly].some((known) => topic in known))
        continue;
      nearly[topic] = `${shownPath(entry)} is not read: hand in ${topic}.ts`;
    }
  }

  /** Who has handed in other topics than those that are graded is told which. */
  private noteUngraded(all: Candidate[]): void {
    const { files, problems, failures } = this.handedIn;
    if ([files, problems, failures].some((known) => Object.keys(known).length > 0)) return;
    const found = all.filter(({ topic, fit }) => this.others.includes(topic) && fit <= FIT.renamed);
    const numbers = [...new Set(found.map(({ topic }) => numberOf(topic)))].sort();
    if (numbers.length > 0)
      this.note(`all exercises in it are of topics that are not graded: ${numbers.join(', ')}`);
  }

  private nameArchives(): void {
    const files = this.listing.entries.filter(({ isFolder }) => !isFolder);
    const archive = files.find(({ path }) => OTHER_ARCHIVE.test(path.at(-1)!));
    const zip = files.find(({ path }) => /\.zip$/i.test(path.at(-1)!));
    if (archive !== undefined)
      this.blameUs(`${shownPath(archive)} is an archive that is not read: ask for a .zip`);
    else if (zip !== undefined)
      this.blameUs(`${shownPath(zip)} is one of too many zips, and is not opened: ask for one .zip`);
  }

  /** Names what is not looked at, without what the course itself brings. */
  private noteOthers(chosen: Entry[]): void {
    const top = commonFolder(this.listing.entries.map(({ path }) => path));
    const inExercises = chosen.some(({ path }) => folded(path.at(-2) ?? '') === 'exercises');
    const base = inExercises
      ? chosen.find(({ path }) => folded(path.at(-2) ?? '') === 'exercises')!.path.length - 2
      : top;
    const ofCourse = ({ path, isFolder }: Entry): boolean =>
      isInCourse(this.course.root, path.slice(base), isFolder);
    const unused = this.listing.entries.filter((entry) => !this.used.has(entry) && !ofCourse(entry));
    if (unused.length === 0) return;
    const usedFolders = new Set(
      [...this.used].flatMap(({ path }) => path.map((_, i) => path.slice(0, i).join('/'))),
    );
    const counts = new Map<string, { path: string[]; isFolder: boolean; count: number }>();
    for (const { path, isFolder } of unused) {
      let length = Math.min(top + 1, path.length);
      while (length < path.length && usedFolders.has(path.slice(0, length).join('/'))) length++;
      const key = path.slice(0, length).join('/');
      const group = counts.get(key);
      if (group === undefined) counts.set(key, { path, isFolder, count: 1 });
      else counts.set(key, { path: path.slice(0, length), isFolder: true, count: group.count + 1 });
    }
    const names = [...counts.values()].map(
      ({ path, isFolder }) => `${path.slice(top).join('/')}${isFolder ? '/' : ''}`,
    );
    this.note(ignoredNote(names.sort()));
  }

  private note(text: string): void {
    this.handedIn.notes.push(text);
  }
}

/** Folders that hold a copy of the course: their solutions and tests are not the student's. */
function coursesIn(entries: Entry[]): Set<string> {
  const marks = ({ path }: Entry): string[] => {
    const at = path.findIndex((part, i) => folded(part) === 'exercises' && i < path.length - 1);
    const byExercises = at < 0 ? [] : [path.slice(0, at).join('/')];
    return path.at(-1) === 'package.json' ? [...byExercises, path.slice(0, -1).join('/')] : byExercises;
  };
  return new Set(entries.flatMap(marks));
}

function isCoursesOwn(path: string[], courses: Set<string>): boolean {
  const own = [
    'solutions',
    'test',
    'lib',
    'docs',
    'tools',
    'site',
    'bench',
    'proof',
    'grading',
    'findings',
    'engine',
    'dev',
  ];
  return path.slice(0, -1).some((part, i) => own.includes(part) && courses.has(path.slice(0, i).join('/')));
}

/**
 * The last of several that differ only in one number of their path: "Version 3" of Teams, "attempt 2", "20261128235801_…" of ILIAS. Of dates that
 * differ in the month, too, it is not said which is later.
 */
function latestOf(candidates: Candidate[]): Candidate | undefined {
  if (candidates.length < 2) return undefined;
  const parts = candidates.map(({ entry: { path } }) => path.join('/').split(/(\d+)/));
  const length = parts[0].length;
  if (parts.some((one) => one.length !== length)) return undefined;
  const different = parts[0].flatMap((part, i) => (parts.every((one) => one[i] === part) ? [] : [i]));
  if (different.length !== 1 || different[0] % 2 === 0) return undefined;
  const numbers = parts.map((one) => Number(one[different[0]]));
  const largest = numbers.reduce((a, b) => Math.max(a, b));
  return numbers.filter((number) => number === largest).length === 1
    ? candidates[numbers.indexOf(largest)]
    : undefined;
}

function areSame(candidates: Candidate[]): boolean {
  if (candidates.length > MOST_RIVALS) return false;
  const [first, ...others] = candidates.map(({ entry }) => bytesOf(entry.read(LARGEST_FILE)));
  return first !== undefined && others.every((other) => other !== undefined && first.equals(other));
}

function bytesOf(content: FileContent): Buffer | undefined {
  return 'bytes' in content ? content.bytes : undefined;
}

/** How many folders lie around everything, as in zips that a hosting service makes; exercises/ is none. */
function commonFolder(paths: string[][]): number {
  const [first = []] = paths;
  let length = 0;
  while (
    length < first.length - 1 &&
    folded(first[length]) !== 'exercises' &&
    paths.every((path) => path.length > length + 1 && path[length] === first[length])
  )
    length++;
  return length;
}

/** The course itself brings it, so that it says nothing about the student. */
function isInCourse(root: string, path: string[], isFolder: boolean): boolean {
  if (path.includes('..') || path.some((name) => name.includes('\0'))) return false; // a zip's name may hold anything
  const zip = path.findIndex((name, i) => /\.zip$/i.test(name) && i < path.length - 1);
  if (zip >= 0) return isInCourse(root, path.slice(0, zip + 1), false); // what is in a zip comes with it
  try {
    return statSync(join(root, ...path)).isDirectory() === isFolder;
  } catch {
    return false; // nothing is there, or nothing can be: the name is too long, or leads through what is a file here
  }
}

function folderOf({ path }: Entry): string {
  return path.slice(0, -1).join('/');
}

function ignoredNote(names: string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => sanitize(name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `ignored: ${shown.join(', ')}${more}`;
}
