// The files that an exercise takes along: what it imports of the student's own, and what that imports. They are found by what is written in
// quotes, so that no file is read as a program here; a path in a comment takes along a file too many, which does no harm.
import { posix } from 'node:path';
import type { TopicName } from '#engine/course/course';
import { filesMeantBy, meantBy, topicAt } from '../../../engine/jest/topics.cjs';
import { sanitize } from '../../shared/sanitize';
import { type Entry, shownPath } from './listing';
import { nameBefore, putAround } from './names';
import { folded, textOf } from './text';

/** Texts by their path in exercises/, as the imports have it: "helpers.ts", "util/half.ts", "weights.json". */
export type HelperFiles = Record<string, string>;

/** What a topic takes along. */
interface TakenAlong {
  helpers: HelperFiles;
  /** What one of them could not be read for, on our side. */
  failure?: string;
}

/** In characters. */
const LARGEST_HELPER = 2 ** 18;
/** Of all the files that are taken along, together. */
const LARGEST_HELPERS = 2 ** 20;
const MOST_HELPERS = 100;
/** So many paths in quotes are looked at in a file. */
const MOST_PATHS = 200;

/** A file's text, or why there is none. */
type Read = { text: string } | { failure: string } | undefined;

/** A file, and what it is called in exercises/. */
interface Named {
  name: string;
  entry: Entry;
}

/** The exercise that imports, or whose helper does. */
interface Exercise {
  topic: TopicName;
  entry: Entry;
}

/** What a path leads to. */
interface Meant {
  there: Named | undefined;
  /** Where there is none: files that a platform has laid elsewhere, or called otherwise. */
  elsewhere: Named[];
}

export class HelperFinder {
  private known: Places | undefined;
  private readonly meant = new Map<string, Meant>();
  private readonly requests = new Map<string, Set<string>>();
  private readonly texts = new Map<Entry, Read>();
  private total = 0;
  private isFull = false;

  /**
   * @param entries of the submission, without what is the course's own
   * @param topics of the course: what is called like one of them is no helper
   * @param note told what the student should know
   */
  constructor(
    private readonly entries: Entry[],
    private readonly topics: TopicName[],
    private readonly note: (text: string) => void,
  ) {}

  /** Found out when an exercise imports something: most don't, and a zip may list very many. */
  private get places(): Places {
    return (this.known ??= placesOf(this.entries));
  }

  /** What was taken along for any topic. */
  get used(): Entry[] {
    return [...this.texts.keys()];
  }

  /** @param exercise the file of the topic, whose text this is */
  takenAlong(topic: TopicName, exercise: Entry, text: string): TakenAlong {
    const helpers: HelperFiles = {};
    const waiting = [{ importer: `exercises/${topic}.ts`, text }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const path of this.pathsIn(next.text, next.importer)) {
        if (!path.startsWith('exercises/') || this.topics.includes(topicAt(path) ?? '')) continue;
        const found = this.find(path, { topic, entry: exercise });
        if (found === undefined || Object.hasOwn(helpers, found.name)) continue;
        const read = this.read(found.entry);
        if (read === undefined) continue;
        if ('failure' in read) return { helpers, failure: read.failure };
        helpers[found.name] = read.text;
        waiting.push({ importer: `exercises/${found.name}`, text: read.text });
      }
    }
    return { helpers };
  }

  /** Read once for all topics that import it. */
  private pathsIn(text: string, importer: string): Set<string> {
    const key = `${importer}\n${text}`;
    const paths = this.requests.get(key) ?? pathsIn(text, importer);
    this.requests.set(key, paths);
    return paths;
  }

  /** The file, and what it is called in exercises/. */
  private find(path: string, exercise: Exercise): Named | undefined {
    const { there, elsewhere } = this.meantBy(path, exercise);
    if (there !== undefined) return there;
    const other = elsewhere.find(({ entry }) => entry !== exercise.entry);
    if (other !== undefined && !this.texts.has(other.entry))
      this.note(`${shownPath(other.entry)} is taken as ${sanitize(other.name, 120)}`);
    return other;
  }

  /** Looked for once: topics share most of what they import, and a file may hold hundreds of paths that lead nowhere. */
  private meantBy(path: string, { topic, entry }: Exercise): Meant {
    const folder = entry.path.slice(0, -1).join('/');
    const { before, behind } = putAround(entry.path.at(-1)!, topic);
    const key = [folder, before, behind, path].join('\n');
    const known = this.meant.get(key);
    if (known !== undefined) return known;
    const names = [...filesMeantBy(path), `${path}.d.ts`].map((file) => file.slice('exercises/'.length));
    const { byPath, byFoldedPath, byName, byNameBefore } = this.places;
    const placeOf = (name: string): string => posix.join(folder, name);
    const put = (name: string): string => name.replace(/^[^.]*/, (bare) => before + bare + behind);
    const found = (lookUp: (name: string) => Entry | 'several' | undefined): Named[] =>
      names.flatMap((name) => {
        const one = lookUp(name);
        return one === undefined || one === 'several' ? [] : [{ name, entry: one }];
      });
    const meant = {
      there: [
        ...found((name) => byPath.get(placeOf(name))),
        ...found((name) => byFoldedPath.get(folded(placeOf(name)))), // as some file systems find it, at home
      ].at(0),
      // Platforms lay files side by side that were in folders: where only one has this name, it is meant.
      elsewhere: [
        ...found((name) => byName.get(nameIn(name))),
        // What they have put around the exercise's name, they have put around this one's.
        ...(before + behind === '' ? [] : found((name) => byName.get(put(nameIn(name))))),
        ...found((name) => byNameBefore.get(nameIn(name))),
        // In another folder, an index is another's.
      ].filter(({ name, entry: { path: at } }) => !isIndex(name) || at.slice(0, -1).join('/') === folder),
    };
    this.meant.set(key, meant);
    return meant;
  }

  private read(entry: Entry): Read {
    if (this.texts.has(entry)) return this.texts.get(entry);
    const read = this.isFull ? undefined : this.readFirst(entry);
    if (!this.isFull) this.texts.set(entry, read);
    return read;
  }

  private readFirst(entry: Entry): Read {
    if (this.texts.size >= MOST_HELPERS) {
      this.note(`the exercises import more than ${MOST_HELPERS} other files: not all of them are used`);
      this.isFull = true;
      return undefined;
    }
    const decoded = textOf(entry.read(LARGEST_HELPER));
    if ('failure' in decoded) return { failure: `${shownPath(entry)}: ${decoded.failure}` };
    if ('problem' in decoded) {
      this.note(`${shownPath(entry)}: ${decoded.problem}`);
      return undefined;
    }
    this.total += decoded.text.length;
    if (this.total > LARGEST_HELPERS) {
      this.note(
        `the files that the exercises import have more than ${LARGEST_HELPERS} characters: not all of them are used`,
      );
      this.isFull = true;
      return undefined;
    }
    return decoded;
  }
}

/** Where the files are that can be imported. */
interface Places {
  byPath: Map<string, Entry>;
  byFoldedPath: Map<string, Entry>;
  byName: Map<string, Entry | 'several'>;
  /** Of those that a platform or a computer may have renamed, by what they were called. */
  byNameBefore: Map<string, Entry | 'several'>;
}

function placesOf(entries: Entry[]): Places {
  const byPath = new Map<string, Entry>();
  const byFoldedPath = new Map<string, Entry>();
  const byName = new Map<string, Entry | 'several'>();
  const byNameBefore = new Map<string, Entry | 'several'>();
  for (const entry of entries) {
    if (entry.isFolder) continue;
    const name = folded(entry.path.at(-1)!);
    const before = nameBefore(name);
    if (before !== undefined && before !== name)
      byNameBefore.set(before, byNameBefore.has(before) ? 'several' : entry);
    if (!/\.(ts|json)$/.test(name)) continue;
    const path = entry.path.join('/');
    byPath.set(path, entry);
    if (!byFoldedPath.has(folded(path))) byFoldedPath.set(folded(path), entry);
    byName.set(name, byName.has(name) ? 'several' : entry);
  }
  return { byPath, byFoldedPath, byName, byNameBefore };
}

function nameIn(path: string): string {
  return folded(posix.basename(path));
}

function isIndex(path: string): boolean {
  return /(^|\/)index(\.d)?\.ts$/.test(path);
}

const OWN_PATH = /(['"`])(\.\.?(?:\/[^'"`\n\\]{0,200})?|#topics\/[^'"`\n\\]{1,200})\1/g;

/** What is in quotes and begins like a path to a file of one's own: from the course's folder on, without its ending. */
function pathsIn(text: string, importer: string): Set<string> {
  const paths = new Set<string>();
  for (const [, , request] of text.matchAll(OWN_PATH)) {
    if (paths.size >= MOST_PATHS) break;
    paths.add(meantBy(request, importer) ?? '');
  }
  return paths;
}
