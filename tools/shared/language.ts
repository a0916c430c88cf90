// Which language a command speaks.
import type { Course, Language } from '#engine/course/course';
import { localeOf } from '../launch/language.cjs';

/**
 * The language that was asked for, or that of the computer, if the course has it; else the course's first.
 *
 * @throws RangeError if the course has no such language
 */
export function languageOf(course: Course, asked?: string): Language {
  if (asked) {
    const language = languageIn(course, asked);
    if (language !== undefined) return language;
    throw new RangeError(`the course is not in "${asked}": --lang takes ${course.languages.join(', ')}`);
  }
  return languageIn(course, localeOf(process.env)) ?? course.mainLanguage;
}

/** The language of a locale such as "ko", "ko_KR.UTF-8" or "pt-BR", if the course has it; "kok_IN" is not "ko". */
function languageIn({ languages }: Course, locale: string): Language | undefined {
  const whole = locale
    .replace(/[.@].*/, '')
    .replaceAll('_', '-')
    .toLowerCase();
  const [code] = whole.split('-');
  return (
    languages.find((language) => language.toLowerCase() === whole) ??
    languages.find((language) => language.toLowerCase() === code)
  );
}
