// What a file's name means: the topic, whatever a platform, a computer or a student has done to the name.
import type { TopicName } from '#engine/course/course';
import { folded } from './text';

/** How near a name is to that of the topic's file. The nearer one counts; a loose one only where there is no other. */
export const FIT = {
  exact: 0,
  /** As a platform or a computer renames it: "01-mean-squared-error (1).ts.txt". */
  renamed: 1,
  /** The number and the words are in it: "2026-11-29_01_mean_squared_error final.ts". */
  loose: 2,
  /** The words without the number. */
  unnumbered: 3,
} as const;

export interface Meant {
  topic: TopicName;
  fit: (typeof FIT)[keyof typeof FIT];
  /** The number in the other name, as in "…-2.ts". */
  number: number;
}

/** "-1" of Canvas, " (1)" of a browser, " copy" of macOS, " - Copy (2)" and " - 복사본" of Windows. */
const ADDED = '(?:[ _-]?\\(?(\\d{1,3})\\)?|(?: -)?[ _]?(?:copy|복사본|사본)(?: ?\\(?(\\d{1,3})\\)?)?)';
/** What may follow a topic's name; ".txt" behind a hidden ending. */
const RENAMED = new RegExp(`^${ADDED}?\\.[mc]?ts(?:\\.txt)?$`);
/** A helper's name, its ending, and between them what was added. */
const RENAMED_HELPER = new RegExp(`^(.+?)${ADDED}?\\.(ts|json)(?:\\.txt)?$`);
/** What Canvas and ILIAS put before a file's name: whose it is and its number, or the time. */
const PLATFORMS_BEGINNING = /^(?:[^_]+_(?:late_)?\d+_\d+_|\d{14}_)/;

/**
 * The endings of a text that may be TypeScript. "….test.ts" and "….d.ts" are no exercises. No one has more than a few endings, and a zip may list
 * twenty thousand names that are nothing else.
 */
const ENDING = /(?<!\.(?:test|spec|d))(?:\.(?:[mc]?ts|txt|download)){1,4}$/;

/** The topic whose file a name means, if there is one, and only one. */
export function topicMeantBy(name: string, topics: TopicName[]): Meant | undefined {
  if (isNoName(name)) return undefined;
  const whole = plainly(name);
  const lower = whole.replace(PLATFORMS_BEGINNING, '');
  for (const topic of topics) {
    if (!lower.startsWith(topic)) continue;
    const match = RENAMED.exec(lower.slice(topic.length));
    if (match === null) continue;
    const [, first, second] = match;
    const fit = folded(name) === `${topic}.ts` ? FIT.exact : FIT.renamed;
    return { topic, fit, number: Number(first ?? second ?? 0) };
  }
  if (!ENDING.test(lower)) return undefined;
  const meant = loosely(lower.replace(ENDING, ''), topics);
  const isText = /(?<!ts)\.txt$/.test(lower); // "evaluation.txt" may be a report
  return isText && meant?.fit === FIT.unnumbered ? undefined : meant;
}

/** What a file that is no exercise may have been called before a platform or a computer renamed it: "half.ts" for "half (1).ts.txt". */
export function nameBefore(name: string): string | undefined {
  if (isNoName(name)) return undefined;
  const match = RENAMED_HELPER.exec(plainly(name).replace(PLATFORMS_BEGINNING, ''));
  return match === null ? undefined : `${match[1]}.${match[4]}`;
}

/** What was put around the topic in the name of its file: "Ann Lee - " of "Ann Lee - 01-mean-squared-error.ts". */
export function putAround(name: string, topic: TopicName): { before: string; behind: string } {
  const bare = folded(name).replace(ENDING, '');
  const [own] = numberedPattern(topic).exec(bare) ?? [bare];
  const at = bare.indexOf(own);
  return { before: bare.slice(0, at), behind: bare.slice(at + own.length) };
}

/** Whose file it is, and what they have called it. */
export interface OwnedFile {
  owner: string;
  file: string;
}

/** Whose each of these files is, as far as their names say. A mere signature counts where one topic has several, as in a class. */
export function ownersIn(names: string[], topics: TopicName[]): (name: string) => OwnedFile | undefined {
  const sure = (name: string): OwnedFile | undefined => ownedFile(name, topics);
  const signed = (name: string): OwnedFile | undefined => sure(name) ?? signedFile(name, topics);
  const ownersOf = new Map<TopicName | undefined, Set<string>>();
  for (const name of names) {
    const { owner } = signed(name) ?? {};
    const topic = topicMeantBy(name, topics)?.topic;
    if (owner !== undefined) ownersOf.set(topic, (ownersOf.get(topic) ?? new Set()).add(owner));
  }
  const ownerOf = [...ownersOf.values()].some(({ size }) => size >= FEWEST_OF_A_CLASS) ? signed : sure;
  const owners = [...new Set(names.flatMap((name) => ownerOf(name)?.owner ?? []))];
  return (name) => ownerOf(name) ?? alsoOwned(name, owners);
}

/** "…_old.ts" and "…_new.ts" are one's own. */
export const FEWEST_OF_A_CLASS = 3;

/**
 * "Ann Lee - 01-mean-squared-error.ts", as a shared drive keeps it, "01-mean-squared-error - Ann Lee.ts", as Google Forms does, or
 * "01-mean-squared-error_Ann Lee.ts", as Microsoft Forms does.
 */
function ownedFile(name: string, topics: TopicName[]): OwnedFile | undefined {
  const meant = topicMeantBy(name, topics);
  if (meant?.fit !== FIT.loose) return undefined;
  const whole = name.normalize('NFKC');
  const at = whole.search(new RegExp(numberedPattern(meant.topic), 'iu'));
  const before = whole.slice(0, Math.max(at, 0)).replace(/[-_ .]+$/, '');
  if (before !== '') return NOBODY.test(before) ? undefined : { owner: before, file: whole.slice(at) };
  const [, file, owner, ending] = OWNER_BEHIND.exec(whole) ?? [];
  return owner === undefined || NOBODY.test(owner) ? undefined : { owner, file: file + ending };
}

/** Behind a mere "_" a person's name is one that has a space, or Hangul or the like: "…_final.ts" and "…_v2.ts" say nothing of their owner. */
const OWNER_BEHIND =
  /^(.+)(?: - (?=\S)|_(?=\p{L}*(?:(?<=\p{L}) \p{L}|[^\p{ASCII}])))([^_]*?)((?:\.[mc]?ts)?\.(?:[mc]?ts|txt|download))$/iu;

/** "01-mean-squared-error_annlee.ts", "01-mean-squared-error-20261234.ts": what a class has been told to do. One such file says nothing for certain. */
function signedFile(name: string, topics: TopicName[]): OwnedFile | undefined {
  const meant = topicMeantBy(name, topics);
  if (meant?.fit !== FIT.loose) return undefined;
  const [, before, owner, ending] = SIGNED.exec(name.normalize('NFKC')) ?? [];
  const file = `${before}${ending}`;
  return owner !== undefined && topicMeantBy(file, topics)?.topic === meant.topic
    ? { owner, file }
    : undefined;
}

const SIGNED =
  /^(.+?)[-_ ]+([\p{L}\p{N}.]*(?:\p{L}{3}|\d{5})[\p{L}\p{N}.]*?)((?:\.[mc]?ts)?\.(?:[mc]?ts|txt|download))$/iu;

/**
 * "Ann Lee - half.ts", "half - Ann Lee.ts": what else is there of someone whose exercises are. Of "Ann" and "Ann Lee", the longer one is meant.
 */
function alsoOwned(name: string, owners: string[]): OwnedFile | undefined {
  const whole = name.normalize('NFKC');
  const found = owners.flatMap((owner): OwnedFile | [] => {
    if (whole.startsWith(owner) && /^[-_ ]+[^-_ ]/.test(whole.slice(owner.length)))
      return { owner, file: whole.slice(owner.length).replace(/^[-_ ]+/, '') };
    const behind = [` - ${owner}.`, `_${owner}.`, `-${owner}.`].find((text) => whole.indexOf(text) > 0);
    return behind === undefined ? [] : { owner, file: whole.replace(behind, '.') };
  });
  return found.sort((a, b) => b.owner.length - a.owner.length).at(0);
}

/** What stands beside the name of one's own file: what it is a copy of, and the day. */
const NOBODY = /^(?:copy(?: of)?|\d{4}([-_. ])\d\d\1\d\d)$/i;

/** "….js", "….ts.bak", "….ts~". */
const ANY_ENDING = /(?:\.[^. ]{1,8}|~){1,4}$/;

/** The topic that a name reminds of, though it is no file that can be judged: "01-mean-squared-error.js". */
export function remindedBy(name: string, topics: TopicName[]): TopicName | undefined {
  if (isNoName(name)) return undefined;
  const bare = plainly(name).replace(ANY_ENDING, '');
  return loosely(bare, topics)?.topic;
}

/** No file system takes longer ones, and a zip may list thousands of them. */
const LONGEST_NAME = 255;

/** What macOS writes beside each file, or nothing that a file can be called. */
function isNoName(name: string): boolean {
  return name.startsWith('._') || name.length > LONGEST_NAME;
}

function loosely(bare: string, topics: TopicName[]): Meant | undefined {
  for (const [fit, pattern] of [
    [FIT.loose, numberedPattern],
    [FIT.unnumbered, wordsPattern],
  ] as const) {
    const found = topics.filter((topic) => pattern(topic).test(bare));
    if (found.length === 1) return { topic: found[0], fit, number: 0 };
  }
  return undefined;
}

/** A name in small letters, with the signs and digits of a keyboard instead of full-width ones, and without what Google Drive adds in Korean. */
function plainly(name: string): string {
  const plain = folded(name).normalize('NFKC');
  if (plain.length > LONGEST_NAME) return folded(name); // a single sign may become eighteen letters
  return plain.replace(/의 사본(?: ?\(\d{1,3}\))?$/, '').replace(/의 사본(?=[ (.])/, ' 사본');
}

/** Between words may be any sign, or none: dashes of all kinds, and the spaces of a web address. */
const SIGNS = '(?:%20|[^\\p{L}\\p{N}])*';

const numberedPattern = remembered((topic) => {
  const [number, ...words] = topic.split('-');
  return new RegExp(
    `(?<!\\d)0*${Number(number)}${words.map((word) => SIGNS + word).join('')}(?!\\p{L})`,
    'u',
  );
});

const wordsPattern = remembered((topic) => new RegExp(`^${topic.split('-').slice(1).join(SIGNS)}$`, 'u'));

/** A submission may hold thousands of names. */
function remembered(patternOf: (topic: TopicName) => RegExp): (topic: TopicName) => RegExp {
  const known = new Map<TopicName, RegExp>();
  return (topic) => {
    const pattern = known.get(topic) ?? patternOf(topic);
    known.set(topic, pattern);
    return pattern;
  };
}
