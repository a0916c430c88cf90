// What the trainer says, in the language that it was asked for: on the terminal, and in its reports. It is written in English, which
// trainer.ko.json says again.
import type { Language } from '../../../engine/course/settings';
import { errorLine, sayIn } from '../../shared/spoken';
import sharedKo from '../../shared/spoken.ko.json';
import trainerKo from './trainer.ko.json';

/** What no phrase says as a whole may be two: what is wrong, and a file or a remedy. */
const PARTS = { '{what}: {more}': '{what}: {more}' };

const unchanged = (text: string): string => text;

/** One for a process, as the terminal is. */
let language: Language = 'en';
let sayNow = unchanged;

/** From now on, this language is spoken. */
export function speakIn(asked: Language): void {
  language = asked;
  sayNow = sayIn(asked, { ko: { ...trainerKo, ...sharedKo, ...PARTS } });
}

/** The language that is spoken, for the processes of a comparison. */
export function languageSpoken(): Language {
  return language;
}

/** The same in the language that is spoken, line by line; what nobody has translated stays as it is. */
export function say(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\S.*/, (words) => sayNow(words)))
    .join('\n');
}

/** "error: …" */
export function sayError(message: string): string {
  const [first, ...others] = message.split('\n');
  return [errorLine(first, sayNow), ...others.map(say)].join('\n');
}

/** A page or a picture, in the language that is spoken. */
export function sayPage(page: string): string {
  if (language === 'en') return page;
  return page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(NOT_WORDS, (all, text?: string) => (text === undefined ? all : `>${sayText(text)}`))
    .replace(
      / (alt|aria-label)="([^"]*)"/g,
      (_, name: string, text: string) => ` ${name}="${sayText(text)}"`,
    );
}

/** Styles, code and commands; or a text between two tags. */
const NOT_WORDS =
  /<(?:style|code|pre)\b[^>]*>[^]*?<\/(?:style|code|pre)(?=>)|>([^<>]*[A-Za-z][^<>]*)(?=<(?!\/(?:style|code|pre)\b))/g;

function sayText(text: string): string {
  const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(text)!;
  const plain = words
    .replace(/\s+/g, ' ')
    .replace(/&#(\d+);|&amp;/g, (_, code?: string) => String.fromCharCode(Number(code ?? 38)));
  const said = sayNow(plain);
  return said === plain
    ? text
    : `${before}${said.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)}${after}`;
}
