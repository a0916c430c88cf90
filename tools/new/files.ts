// What `npm run new` writes: the files of a topic, or of a course of one topic, from the templates beside this file.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Course, Language } from '../../engine/course/course';
import { stubFile } from '../shared/stubs';

/** Files to be written, by their path in the course's folder. */
export type NewFiles = Record<string, string>;

/** The words of a template: `{{name}}` becomes the value of `name`. */
type Values = Record<string, string>;

/** A topic as a person names it, such as 15 and "momentum". */
export interface NewTopic {
  number: number;
  /** Lower-case words with hyphens. */
  slug: string;
}

/**
 * The files of a topic in the course's first language: a small topic that works, to be changed piece by piece. Where the course
 * asks for complete translations, the lesson in each other language is written, too, to be translated.
 */
export function filesOfTopic(course: Course, { number, slug }: NewTopic): NewFiles {
  const topic = `${String(number).padStart(2, '0')}-${slug}`;
  const values = (language: Language): Values => ({
    topic,
    number: topic.slice(0, 2),
    name: camelCase(slug),
    title: sentenceCase(slug),
    language,
    ...course.settings.languages[language].headings,
  });
  const main = values(course.mainLanguage);
  const languages = course.settings.translations === 'complete' ? course.languages : [course.mainLanguage];
  const exercise = filled('topic/exercise.ts', main);
  return {
    [`exercises/${topic}.ts`]: exercise,
    [`test/stubs/${topic}.json`]: stubFile(exercise),
    [`solutions/${topic}.ts`]: filled('topic/solution.ts', main),
    [`test/${topic}.test.ts`]: filled('topic/suite.test.ts', main),
    [`test/mistakes/${topic}.ts`]: filled('topic/mistakes.ts', main),
    [`test/alternatives/${topic}.ts`]: filled('topic/alternatives.ts', main),
    ...Object.fromEntries(
      languages.map((language) => [
        `docs/${language}/${topic}.md`,
        filled('topic/lesson.md', values(language)),
      ]),
    ),
  };
}

/** The files that a course has beside its topics. `engine` is the path from the course to the engine. */
export function filesOfCourse(folder: string, engine: string): NewFiles {
  const slug =
    basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'course';
  const values = {
    courseName: sentenceCase(slug),
    packageName: slug,
    engine: engine.replaceAll('\\', '/'),
  };
  const places: Record<string, string> = {
    'index.md': 'docs/en/index.md',
    gitignore: '.gitignore',
    'vscode-settings.json': '.vscode/settings.json',
  };
  return Object.fromEntries(
    readdirSync(join(TEMPLATES, 'course'))
      .map((file) => file.replace(/\.txt$/, ''))
      .map((name) => [places[name] ?? name, filled(`course/${name}`, values)]),
  );
}

const TEMPLATES = join(__dirname, 'templates');

function filled(template: string, values: Values): string {
  const text = readFileSync(join(TEMPLATES, `${template}.txt`), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`the template ${template} asks for "${name}", which has no value`);
    return value;
  });
}

/** "gradient-descent" as the name of a function: "gradientDescent". */
function camelCase(slug: string): string {
  return slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** "gradient-descent" as a title: "Gradient descent". */
function sentenceCase(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
