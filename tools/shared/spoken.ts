// What a student's commands say beside the verdicts: their help texts, and what is wrong with their arguments or with the course's files.
// It is written, and thrown, in English; spoken.ko.json says it again.
import { Help, type Command, type HelpConfiguration } from 'commander';
import { translated } from '../../engine/course/phrases';
import type { Language } from '../../engine/course/settings';
import * as launch from '../launch/language.cjs';
import spokenKo from './spoken.ko.json';

type Say = (text: string) => string;

/** By language, what is said instead of a phrase. */
export type PhraseTable = Record<Language, Record<string, string>>;

/** The first is the language that messages are written in. */
const SPOKEN: PhraseTable = { en: {}, ko: spokenKo };

/** Phrases in phrases: "hw.zip: the zip has a password …". What a student has written could go on like this forever. */
const DEEPEST = 4;

/** Translates texts; what has no translation yet stays as it is. A phrase may have gaps, and what fills them is translated, too. */
export function sayIn(language: Language, phrases: PhraseTable = SPOKEN): Say {
  const own = phrases[language] ?? {};
  const sayAt = (text: string, depth: number): string =>
    (depth > DEEPEST ? undefined : translated(own, text, (gap) => sayAt(gap, depth + 1))) ?? text;
  return (text) => sayAt(text, 1);
}

/** The language of messages before a course is open: the one that was asked for in the arguments, or that of the computer. */
export function languageAsked(args: readonly string[]): Language {
  return launch.languageAsked(args, process.env, Object.keys(SPOKEN));
}

/** Lets a command say its help text, and what is wrong with its arguments, in a language. */
export function speak(command: Command, say: Say): void {
  command.configureHelp(helpIn(say)).configureOutput({
    writeOut: (text) => process.stdout.write(/^\n.+\n$/.test(text) ? `\n${say(text.trim())}\n` : text),
    outputError: (text, write) => write(`${errorLines(text, say)}\n`),
  });
}

/** How a help text is put together, in a language. */
export function helpIn(say: Say): HelpConfiguration {
  return {
    styleTitle: say,
    commandDescription: (described) => say(described.description()),
    optionDescription: (option) => say(Help.prototype.optionDescription(option)),
    argumentDescription: (argument) => say(Help.prototype.argumentDescription(argument)),
  };
}

/** What commander says of a wrong argument, with its suggestion on a line of its own. */
export function errorLines(text: string, say: Say): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('error: ') ? errorLine(line.slice('error: '.length), say) : say(line)))
    .join('\n');
}

/** "error: …", in the language that the sentence can be said in. */
export function errorLine(message: string, say: Say): string {
  const said = say(message);
  return `${said === message ? 'error' : '오류'}: ${said}`;
}
