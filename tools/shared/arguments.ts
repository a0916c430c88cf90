// What the commands share in reading their arguments.
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import pc from 'picocolors';
import type { Language } from '../../engine/suite/variants';
import type { Notice, Progress } from './progress';
import { languageOf, TEXT } from './text';
import { findTopic, topicNames, type TopicName } from './topics';
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

/** A parser of topics, for commander's arguments: "2", "02" or the whole name. What it throws is a sentence of its own. */
export function topicArgument(words: string, previous: TopicName[] = []): TopicName[] {
  return [...new Set([...previous, findTopic(words)])]; // "01 1" is one topic
}

/** A parser of topics in one word, for commander's options: "01-05", "1,3,7" or names; in the order of the course. */
export function topicList(words: string): TopicName[] {
  const all = topicNames();
  const chosen = words
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, first, last] = /^(\d{1,2})-(\d{1,2})$/.exec(word) ?? [];
      if (first === undefined) return topicArgument(word);
      const [from, to] = [first, last].map((number) => all.indexOf(topicArgument(number)[0]));
      if (from > to) throw new InvalidArgumentError(`${word} runs backwards: write ${last}-${first}.`);
      return all.slice(from, to + 1);
    });
  if (chosen.length === 0) throw new InvalidArgumentError('Give topics, such as 01-05 or 1,3,7.');
  return all.filter((topic) => chosen.includes(topic));
}

/** A parser of seeds: all that jest itself draws and takes. */
export const seedArgument = wholeNumber(-(2 ** 31), 2 ** 31 - 1);

/** `--lang`: what language a command speaks. */
export function languageOption(): Option {
  return new Option('--lang <language>', 'the language; that of the computer unless given').choices([
    'en',
    'ko',
  ]);
}

/** How a command writes to this terminal. */
export function styleOf({ lang }: { lang?: string }): Style {
  return { colors: pc, language: languageOf(lang), width: process.stdout.columns || 80 };
}

/** Says on stderr what was not as it should be in .dojo/, and was set right. */
export function sayNotices({ notices }: Progress, { language }: Style): void {
  for (const notice of notices.splice(0)) console.error(noticeIn(language, notice));
}

/** What a notice says. */
export function noticeIn(language: Language, notice: Notice): string {
  const text = TEXT[language];
  if (notice.kind === 'setAside') return text.setAside(notice.path);
  if (notice.kind === 'unreadable') return text.unreadable(notice.reason);
  return text.keptAnswers(notice.paths);
}

/** Runs a command: what goes wrong in it is one line on stderr, and exit status 1. */
export async function runCommand(command: Command): Promise<void> {
  // Whoever was reading has gone, as in `npm run list | head -1`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 141 : 1),
  );
  try {
    checkForLostOptions(command);
    await command.parseAsync();
  } catch (error) {
    console.error(`error: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

/** Without `--` in front, npm keeps options for itself, hands on the values alone, and leaves a trace in the environment. */
function checkForLostOptions(command: Command): void {
  for (const { long } of command.options) {
    if (long === undefined) continue;
    const trace = `npm_config_${long.replace(/^--(no-)?/, '').replaceAll('-', '_')}`;
    if (process.env[trace] === undefined || process.argv.some((word) => word.startsWith(long))) continue;
    const name = command.name().replace(/ --$/, '');
    throw new Error(
      `npm kept ${long} for itself: write \`${name} -- ${long}\`, with what belongs to it behind`,
    );
  }
}
