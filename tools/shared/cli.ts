// What the commands share in reading their arguments.
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import pc from 'picocolors';
import { openCourse, type Course, type Language, type TopicName } from '../../engine/course/course';
import { ENGINE_ROOT, linkEngine } from '../../engine/course/link';
import type { Notice, Progress } from './progress';
import { errorLine, languageAsked, sayIn, speak, type PhraseTable } from './spoken';
import { languageOf } from './language';
import { textIn } from './messages';
import type { Style } from './verdict';

/** A parser of whole numbers from `min` to `max`, for commander's options. */
export function wholeNumber(min = 0, max = Infinity): (text: string) => number {
  const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number ${range}.`);
    }
    return value;
  };
}

/**
 * A path as its writer means it: from the folder in which npm was called. npm starts commands in the course's folder, and says where it
 * was called.
 */
export function pathArgument(path: string): string {
  // As of a variable of a shell that is not set: it would be the folder of the course.
  if (path.trim() === '') throw new InvalidArgumentError('It must be a path, and it is empty.');
  const from = process.env.INIT_CWD;
  if (from === undefined || isAbsolute(path) || !isStartedByNpmHere()) return path;
  return relative(process.cwd(), resolve(from, path)) || '.';
}

/** A parser of several of them. */
export function pathArguments(path: string, previous: string[] = []): string[] {
  return [...previous, pathArgument(path)];
}

/** What npm has set also reaches the commands that its commands start, in folders of their own. */
function isStartedByNpmHere(): boolean {
  const { npm_package_json: file } = process.env;
  return file === undefined || dirname(resolve(file)) === process.cwd();
}

/** `--course`: the folder of the course. */
export function courseOption(): Option {
  return new Option('--course <folder>', 'the folder of the course; by default, the current one').argParser(
    pathArgument,
  );
}

/**
 * Opens the course that a command is about: the one that was asked for; else the one in whose folder it was started, as npm does it;
 * else the engine's own.
 *
 * @throws Error where it has no topics: no command would do anything then
 */
export function courseOf({ course }: { course?: string }): Course {
  const here = existsSync('course.json') ? '.' : ENGINE_ROOT;
  const opened = openCourse(course ?? here);
  if (opened.topicNames().length === 0)
    throw new Error('there are no topics here: is this folder the whole course?');
  linkEngine(opened.root);
  return opened;
}

/** The topics that words mean, each once: "2", "02", the whole name, or several at once as in "01-05" or "1,3,7". */
export function topicsNamed(course: Course, words: string[]): TopicName[] {
  const isList = (word: string): boolean => /^[\d\s,~\-–—]+$/.test(word); // a path may hold commas and spaces, too
  return [
    ...new Set(words.flatMap((word) => (isList(word) ? topicList(course, word) : course.findTopic(word)))),
  ];
}

/** Those topics, or all if none was named. */
export function topicsAsked(course: Course, words: string[] = []): TopicName[] {
  return words.length > 0 ? topicsNamed(course, words) : course.topicNames();
}

/** The topics that one word means: "01-05", "1,3,7" or names; in the order of the course. */
export function topicList(course: Course, words: string): TopicName[] {
  const all = course.topicNames();
  const chosen = words
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, first, last] = /^(\d{1,2})[-–—~](\d{1,2})$/.exec(word) ?? []; // as typed, as a text program corrects it, and as in Korean
      if (first === undefined) return course.findTopic(word);
      const [from, to] = [first, last].map((number) => all.indexOf(course.findTopic(number)));
      if (from > to) throw new RangeError(`${word} runs backwards: write ${last}-${first}.`);
      return all.slice(from, to + 1);
    });
  if (chosen.length === 0) throw new RangeError('Give topics, such as 01-05 or 1,3,7.');
  return all.filter((topic) => chosen.includes(topic));
}

/** jest takes no larger ones. */
export const LARGEST_SEED = 2 ** 31 - 1;

/** A parser of seeds: all that jest itself draws and takes. */
export const seedArgument = wholeNumber(-LARGEST_SEED - 1, LARGEST_SEED);

/** `--lang`: what language a command speaks. */
export function languageOption(): Option {
  return new Option('--lang <language>', 'a language of the course; by default, the computer’s');
}

/** How a command writes to this terminal. */
export function styleOf(course: Course, { lang }: { lang?: string }): Style {
  return { colors: pc, language: languageOf(course, lang), width: process.stdout.columns || 80 };
}

/** Says on stderr what was not as it should be in .dojo/, and was set right. */
export function sayNotices({ notices }: Progress, { language }: Style): void {
  for (const notice of notices.splice(0)) console.error(noticeIn(language, notice));
}

/** What a notice says. */
export function noticeIn(language: Language, notice: Notice): string {
  const text = textIn(language);
  if (notice.kind === 'setAside') return text.setAside(notice.path);
  if (notice.kind === 'unreadable') return text.unreadable(notice.reason);
  return text.keptAnswers(notice.paths);
}

/**
 * Runs a command: what goes wrong in it is one line on stderr, and exit status 1. A command whose description can be said in the language
 * that was asked for says its help text and its errors in it; those of teachers and contributors speak English.
 */
export async function runCommand(command: Command, phrases?: PhraseTable): Promise<void> {
  const inLanguage = sayIn(languageAsked(process.argv.slice(2)), phrases);
  const description = command.description();
  const say = inLanguage(description) === description ? (text: string) => text : inLanguage;
  speak(command, say);
  endWithoutOutput(say);
  try {
    checkForLostOptions(command);
    await command.parseAsync();
  } catch (error) {
    console.error(errorLine((error as Error).message, say));
    process.exitCode = 1;
  }
}

/** Ends the process when its output cannot be written. */
export function endWithoutOutput(say: (text: string) => string): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => endWithout(stream, error, say));
}

/** The output cannot be written. Whoever was reading may have gone, as in `npm run list | head -1`: that is the end, without a word. */
function endWithout(
  stream: NodeJS.WriteStream,
  error: NodeJS.ErrnoException,
  say: (text: string) => string,
): void {
  if (error.code === 'EPIPE') process.exit(141);
  if (stream === process.stdout)
    console.error(errorLine(`the output cannot be written: ${error.message}`, say));
  process.exit(1);
}

function checkForLostOptions(command: Command): void {
  const long = keptByNpm(command, process.argv.slice(2));
  if (long === undefined) return;
  const name = command.name().replace(/ --$/, '');
  throw new Error(
    `npm kept ${long} for itself: write \`${name} -- ${long}\`, with what belongs to it behind`,
  );
}

/** npm's own options of one letter that take no value, as their names in the environment. */
const OPTIONS_OF_A_LETTER: Record<string, string> = {
  a: 'all',
  f: 'force',
  g: 'global',
  l: 'long',
  n: 'yes', // no
  p: 'parseable',
  y: 'yes',
};

/**
 * Without `--` in front, npm keeps options for itself, passes on only the values, and leaves a trace in the environment. A name
 * that has only letters of npm's own short options is taken for these: `--lang` is `-l -a -n -g` to npm.
 *
 * @returns the option, as it is typed
 */
export function keptByNpm(command: Command, args: string[]): string | undefined {
  const isSet = (name: string): boolean => process.env[`npm_config_${name}`] !== undefined;
  return command.options
    .flatMap(({ long }) => long ?? [])
    .find((long) => {
      if (args.some((word) => word.startsWith(long))) return false;
      const name = long.replace(/^--(no-)?/, '').replaceAll('-', '_');
      return isSet(name) || [...name].every((letter) => isSet(OPTIONS_OF_A_LETTER[letter]));
    });
}
