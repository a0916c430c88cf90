// What a course sets for its class, as far as the command line doesn't say otherwise: grading/assignment.json. It goes along into Gradescope's
// bundle and into a container.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, Language, TopicName } from '#engine/course/course';
import { topicList } from '../shared/cli';

export interface Assignment {
  /** All by default. */
  topics?: TopicName[];
  /** Of the reports. */
  lang?: Language;
}

export const ASSIGNMENT = 'grading/assignment.json';

/** @throws Error that names the file, when it is none */
export function readAssignment(course: Course): Assignment {
  const path = join(course.root, ASSIGNMENT);
  if (!existsSync(path)) return {};
  try {
    const { topics, lang, ...others } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined)
      throw new Error(`"${unknown}" means nothing here: there are "topics" and "lang"`);
    const { languages } = course;
    if (lang !== undefined && !languages.includes(lang as Language))
      throw new Error(`"lang" is one of the course's languages: ${languages.join(', ')}`);
    if (topics !== undefined && typeof topics !== 'string')
      throw new Error('"topics" is a text such as "01-05"');
    return {
      topics: topics === undefined ? undefined : topicList(course, topics),
      lang: lang as Language | undefined,
    };
  } catch (error) {
    throw new Error(`${ASSIGNMENT}: ${(error as Error).message}`, { cause: error });
  }
}
