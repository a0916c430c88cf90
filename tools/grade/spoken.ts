// What the grader says to the teacher, in the language of the reports. It is written in English; grader.ko.json says it again.
import type { Language } from '#engine/course/course';
import { type PhraseTable, sayIn } from '../shared/spoken';
import sharedKo from '../shared/spoken.ko.json';
import graderKo from './grader.ko.json';
import reportsKo from './reports/said.ko.json';

/** All that the commands of the grader say in Korean; the most general phrases come last. */
export const GRADER_PHRASES: PhraseTable = { ko: { ...graderKo, ...sharedKo, ...reportsKo } };

/** One for a process, as the terminal is. */
let sayNow = (text: string): string => text;

/** From now on, this language is spoken. */
export function speakIn(language: Language): void {
  sayNow = sayIn(language, GRADER_PHRASES);
}

/** The same in the language that is spoken; what nobody has translated stays as it is. */
export function say(text: string): string {
  return sayNow(text);
}
