// What the compiler says of a student's file, as one line each: where, what, and the sentence that helps.
import { resolve } from 'node:path';
import type { Language } from '#engine/course/course';
import { inCourse } from './places';
import { adviceOn, messageIn, worthSaying } from './type-advice';

export interface TypeError {
  /** "exercises/01-mean-squared-error.ts:16:12". */
  place: string;
  message: string;
  help?: string;
}

/**
 * The type errors in the report of a crashed suite, in order; empty when it crashed for another reason. Where a line can't be read, the
 * types are guesses: then only that is told.
 *
 * @param root the course's folder
 */
export function typeErrorsOf(crash: string, language: Language, root: string): TypeError[] {
  const errors = [...crash.matchAll(/^\s*(\S.*?\.ts):(\d+):(\d+) - error TS(\d+): (.*)$/gm)];
  const found = errors.flatMap(([, path, line, column, code, message]) => {
    // The compiler says it from the folder in which it was started.
    const file = inCourse(resolve(path), root);
    if (file === undefined || !/^(exercises|solutions|lib|test|tools)\//.test(file)) return [];
    return [{ code, message, line: `${file}:${line}`, column }];
  });
  return worthSaying(found).map((error) => ({
    place: `${error.line}:${error.column}`,
    message: messageIn(error.message, language),
    help: adviceOn(error, language),
  }));
}
