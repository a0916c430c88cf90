// Which submissions a folder holds: folders and zips by name, the bulk downloads of Moodle and Canvas, clones of a classroom.
import { existsSync, readdirSync } from 'node:fs';
import type { TopicName } from '#engine/course/course';
import { isGradescopeExport, METADATA, submittersIn } from './gradescope';
import { inside, type LooseFile, OTHER_ARCHIVE, type Turn } from './listing';
import { FIT, ownersIn, topicMeantBy } from './names';
import type { Student } from './student';
import { decodeName, folded } from './text';

/** What one student, or one group, has handed in. */
export interface Submission {
  /** Not given twice in a class, in any spelling that a file system takes for the same: the name of its folder of reports. */
  name: string;
  path: Buffer | string;
  kind: 'folder' | 'zip' | 'files';
  /** Of the kind `files`. */
  files?: LooseFile[];
  student: Student;
  /** Of a clone, what its folder is called as a whole. */
  folder?: string;
  /** What the student should know. */
  notes?: string[];
  /** Other submissions that seem to be of the same student, by name. */
  doubles?: string[];
}

export interface ClassFolder {
  submissions: Submission[];
  /** What else is there. */
  ignored: string[];
  /** What was typed into Moodle's page; of each, the student's name. */
  typedIn: string[];
}

/** A submission before it has a name of its own. */
interface Found extends Omit<Submission, 'name'> {
  /** What a person would call it. */
  short: string;
  /** What to call it when the short name is taken. */
  full: string;
  /** The platform's number of the student: two students of one name have two. */
  number?: string;
}

/** "Ann Lee_1234_assignsubmission_file", a folder or the beginning of a file's name. */
const MOODLE = /^(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?(.*)$/;
/** What was typed into Moodle's page, as a folder of its own beside the student's files. */
const TYPED_IN = /_assignsubmission_onlinetext_?$/;
/** "leeann_12345_67890_homework.zip": name, the student's number, the file's number, and its own name. */
const CANVAS = /^([^_]+)_(?:LATE_)?(\d+)_(\d+)_(.+)$/;
/** "Homework 1_annlee_attempt_2026-11-28-23-58-01_homework.zip" of Blackboard; without a file at its end, what was typed in. */
const BLACKBOARD = /^(.*?_)?([^_]+)_attempt_(\d{4}(?:-\d\d){5})(?:_(.+)|\.txt)$/;

const ZIP = /\.zip$/i;

/**
 * The submissions in a folder, by name, and what else is there.
 *
 * @param topics of the course, by which files are known that bear their owner's name
 */
export function submissionsIn(folder: string | Buffer, topics: TopicName[] = []): ClassFolder {
  const root = Buffer.from(folder as Buffer);
  const entries = readdirSync(root, { withFileTypes: true, encoding: 'buffer' })
    .map((entry) => ({ entry, name: decodeName(entry.name), path: inside(root, entry.name) }))
    .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
    .sort((a, b) => Buffer.compare(a.entry.name, b.entry.name));
  const fileNames = entries.filter(({ entry }) => entry.isFile()).map(({ name }) => name);
  // Beside exercises that bear no name, all are of one student.
  const isOne = fileNames.some((name) => (topicMeantBy(name, topics)?.fit ?? FIT.loose) <= FIT.renamed);
  const platforms = [...platformsOf(fileNames), ...(isOne ? [] : [sharedDrive(fileNames, topics)])];
  const found: Found[] = [];
  const ignored: string[] = [];
  const typedIn: string[] = [];
  const submitters = isGradescopeExport(root) ? submittersIn(root) : new Map<string, Student[]>();
  const bulk = new Map<string, Found>();
  for (const { entry, name, path } of entries) {
    const ofPlatform =
      entry.isFile() || entry.isDirectory() ? bulkName(name, entry.isDirectory(), platforms) : undefined;
    if (entry.isDirectory() && TYPED_IN.test(name)) typedIn.push(MOODLE.exec(name)?.[1] ?? name);
    else if (ofPlatform !== undefined && entry.isFile()) {
      const { key, file, student, attempt, turn, number } = ofPlatform;
      const known = bulk.get(key) ?? {
        kind: 'files' as const,
        path: root,
        files: [],
        student,
        short: nameOf(student),
        full: key,
        number,
      };
      if (!bulk.has(key)) found.push(known);
      bulk.set(key, known);
      if (file !== '') known.files!.push({ name: file, path, folder: attempt, turn });
    } else if (entry.isDirectory() && submitters.has(name)) {
      // What a group has handed in is graded for each of its members.
      submitters.get(name)!.forEach((student, i) => {
        const own = i === 0 ? name : `${name} (${i + 1})`;
        found.push({ kind: 'folder', path, student, short: own, full: own });
      });
    } else if (entry.isDirectory()) {
      const student = ofPlatform?.student ?? { login: name };
      found.push({
        kind: 'folder',
        path,
        student,
        short: ofPlatform === undefined ? name : nameOf(student),
        full: ofPlatform?.key ?? name,
        number: ofPlatform?.number,
      });
    } else if (entry.isFile() && ZIP.test(name)) {
      const short = name.replace(ZIP, '');
      found.push({ kind: 'zip', path, student: { login: short }, short, full: name });
    } else if (entry.isFile() && OTHER_ARCHIVE.test(name)) {
      const short = name.replace(/(\.tar)?\.[^.]*$/, '');
      found.push({
        kind: 'files',
        path,
        files: [{ name, path }],
        student: { login: short },
        short,
        full: name,
      });
    } else if (name !== METADATA) ignored.push(name);
  }
  for (const clone of clonesOf(found)) {
    clone.found.short = clone.login;
    clone.found.student = { login: clone.login };
    clone.found.folder = clone.found.full;
  }
  return { submissions: named(found), ignored, typedIn };
}

function nameOf({ name, login = '' }: Student): string {
  return name ?? login;
}

interface BulkName {
  key: string;
  file: string;
  student: Student;
  number?: string;
  attempt?: string;
  turn?: Turn;
}

type Platform = (name: string, isFolder: boolean) => BulkName | undefined;

const moodle: Platform = (name, isFolder) => {
  const [, whose, participant, file = ''] = MOODLE.exec(name) ?? [];
  if (whose === undefined || (!isFolder && file === '')) return undefined;
  return { key: `${whose}_${participant}`, file, student: { name: whose }, number: participant };
};

const blackboard: Platform = (name, isFolder) => {
  const [, task = '', login, time, file = ''] = BLACKBOARD.exec(name) ?? [];
  if (isFolder || login === undefined) return undefined;
  const turn = { attempt: Number(time.replaceAll('-', '')), file: 0 };
  return { key: `${task}${login}`, file, student: { login }, attempt: time, turn };
};

const canvas: Platform = (name, isFolder) => {
  const [, login, id, number, file] = CANVAS.exec(name) ?? [];
  if (isFolder || login === undefined) return undefined;
  const turn = { attempt: 0, file: Number(number) };
  return { key: `${login}_${id}`, file, student: { login, id }, number: id, turn };
};

/** Files of a whole class in one folder, each with its owner's name beside its own: a login has no spaces. */
function sharedDrive(names: string[], topics: TopicName[]): Platform {
  const ownerOf = ownersIn(names, topics);
  return (name, isFolder) => {
    const { owner, file = '' } = (isFolder || isArchive(name) ? undefined : ownerOf(name)) ?? {};
    if (owner === undefined) return undefined;
    return { key: owner, file, student: /[ ,]/.test(owner) ? { name: owner } : { login: owner } };
  };
}

/** A student's whole work, perhaps that of one whose name begins like another's. */
function isArchive(name: string): boolean {
  return ZIP.test(name) || OTHER_ARCHIVE.test(name);
}

const PLATFORMS = [moodle, blackboard, canvas];

/**
 * The platforms, first the one that names most of these files. Its own name stands before the student's, who may have called the file like
 * another platform's, with someone else's login in it: what all names have in common is not theirs.
 */
function platformsOf(names: string[]): Platform[] {
  const counts = new Map(
    PLATFORMS.map((platform) => [platform, names.filter((name) => platform(name, false)).length]),
  );
  return [...PLATFORMS].sort((a, b) => counts.get(b)! - counts.get(a)!);
}

/** What a platform's bulk download calls a student's folder or file. */
export function bulkName(name: string, isFolder: boolean, platforms = PLATFORMS): BulkName | undefined {
  for (const platform of platforms) {
    const read = platform(name, isFolder);
    if (read !== undefined) return read;
  }
  return undefined;
}

/** Clones of one assignment, "gradient-dojo-ann" and "gradient-dojo-ben": what is after the name that they share is the login. */
function clonesOf(found: Found[]): { found: Found; login: string }[] {
  const clones = found.filter(
    ({ kind, path, full, student }) =>
      kind === 'folder' &&
      student.login === full && // a platform has said nothing about it
      ['.git', 'package.json'].some((name) => existsSync(inside(Buffer.from(path), Buffer.from(name)))),
  );
  if (clones.length < 2) return [];
  const [first, ...others] = clones.map(({ full }) => full);
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  const prefix = first.slice(0, first.lastIndexOf('-', length - 1) + 1);
  const logins = clones.map((clone) => ({ found: clone, login: clone.full.slice(prefix.length) }));
  return prefix.length < 2 || logins.some(({ login }) => login === '') ? [] : logins;
}

/** Gives each submission a name of its own. */
function named(found: Found[]): Submission[] {
  const groups = groupedBy(found);
  const taken = new Set<string>();
  const names = new Map<Found, string>();
  const give = (one: Found, wanted: string): void => {
    let name = wanted;
    for (let number = 2; taken.has(folded(name)); number++) name = `${wanted} (${number})`;
    taken.add(folded(name));
    names.set(one, name);
  };
  const fullNames = new Map(found.map((one) => [folded(one.full), one]));
  const keepsShort = (one: Found, group: Found[]): boolean =>
    one.short === one.full || (group.length === 1 && (fullNames.get(folded(one.short)) ?? one) === one);
  for (const group of groups.values())
    for (const one of group) if (keepsShort(one, group)) give(one, one.short);
  for (const group of groups.values())
    for (const one of group) if (!keepsShort(one, group)) give(one, one.full);
  const submissions = found.map((one): Submission => {
    const { kind, path, files, student, folder } = one;
    const name = names.get(one)!;
    const rest = { kind, path, files, student, folder };
    const group = groups.get(folded(one.short))!;
    const ownLogin = rest.student.login === one.short ? { ...rest.student, login: name } : rest.student;
    if (group.length === 1 || areOfDifferentStudents(group)) return { ...rest, name, student: ownLogin };
    // Two rows of one login: the platform would take whichever it reads last.
    const doubles = group.filter((other) => other !== one).map((other) => names.get(other)!);
    return { ...rest, name, student: { ...rest.student, login: name }, doubles };
  });
  return submissions.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function areOfDifferentStudents(group: Found[]): boolean {
  const numbers = group.flatMap(({ number }) => number ?? []);
  return new Set(numbers).size === group.length;
}

function groupedBy(found: Found[]): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = folded(one.short);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
