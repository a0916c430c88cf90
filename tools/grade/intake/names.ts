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

/** "-1" of Canvas, " (1)" of a browser, " copy" of macOS, " - Copy (2)" and " - 복사본" of Windows, ".txt" behind a hidden ending. */
const RENAMED =
  /^(?:[ _-]?\(?(\d{1,3})\)?|(?: -)?[ _]?(?:copy|복사본|사본)(?: ?\(?(\d{1,3})\)?)?)?\.[mc]?ts(?:\.txt)?$/;

/**
 * The endings of a text that may be TypeScript. "….test.ts" and "….d.ts" are no exercises. No one has more than a few endings, and a zip may list
 * twenty thousand names that are nothing else.
 */
const ENDING = /(?<!\.(?:test|spec|d))(?:\.(?:[mc]?ts|txt|download)){1,4}$/;

/** The topic whose file a name means, if there is one, and only one. */
export function topicMeantBy(name: string, topics: TopicName[]): Meant | undefined {
  if (isNoName(name)) return undefined;
  const whole = plainly(name);
  const lower = whole.replace(/^[^_]+_(?:late_)?\d+_\d+_/, ''); // what Canvas puts before it
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

/** "Ann Lee - 01-mean-squared-error.ts", as a shared drive keeps it: whose file it is, and what they have called it. */
export function ownedFile(name: string, topics: TopicName[]): { owner: string; file: string } | undefined {
  const meant = topicMeantBy(name, topics);
  if (meant?.fit !== FIT.loose) return undefined;
  const whole = name.normalize('NFKC');
  const at = whole.search(new RegExp(numberedPattern(meant.topic), 'iu'));
  const owner = whole.slice(0, Math.max(at, 0)).replace(/[-_ .]+$/, '');
  return owner === '' || NOBODY.test(owner) ? undefined : { owner, file: whole.slice(at) };
}

/** What stands before the name of one's own file: what it is a copy of, and the day. */
const NOBODY = /^(?:copy of|\d{4}([-_. ])\d\d\1\d\d)$/i;

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
