// The course that the site is made of: what `--course=<folder>` says (tools/docs.ts hands it on), else the engine's own.
import { realpathSync } from 'node:fs';
import { openCourse, type Language } from '../../engine/course/course';
import { ENGINE_ROOT } from '../../engine/course/link';

const OPTION = '--course=';
const given = process.argv.find((argument) => argument.startsWith(OPTION))?.slice(OPTION.length);

export const COURSE = openCourse(given === undefined ? ENGINE_ROOT : realpathSync(given));

/** The engine's own course has figures, a pad to draw on and data, in this folder; others have what their own folders hold. */
export const isOwnCourse = realpathSync(COURSE.root) === realpathSync(ENGINE_ROOT);

/** The language of a page by its path below docs/, or as the site has it: the pages of the first language are at the top there. */
export function languageOfPage(path = ''): Language {
  const [folder] = path.split('/');
  return COURSE.languages.find((language) => language === folder) ?? COURSE.mainLanguage;
}
