// What the commands read in a lesson: its title, its goal, and the hints for each function.
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseLesson, type Lesson as ParsedLesson } from '#engine/course/lesson';
import { readSettings, type CourseSettings } from '#engine/course/settings';
import type { Language } from '#engine/suite/variants';
import { pathOf, ROOT, type TopicName } from './topics';

export interface Lesson extends ParsedLesson {
  /** Where it is, from the course's folder: "docs/en/02-cross-entropy-error.md". */
  path: string;
}

/** Read once: what a lesson's headings are called is not changed while a command runs. */
let languages: CourseSettings['languages'] | undefined;

/** Reads a topic's lesson; in English, where there is none in `language`. */
export function readLesson(topic: TopicName, language: Language): Lesson {
  languages ??= readSettings(resolve(ROOT, 'course.json')).languages;
  const written = existsSync(pathOf.lesson(topic, language)) ? language : 'en';
  const file = pathOf.lesson(topic, written);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''; // that it is missing is said by `npm run verify`
  return {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    ...parseLesson(text, topic, languages[written].headings),
  };
}
