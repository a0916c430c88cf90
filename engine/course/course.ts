// A course is a folder: a topic is one file name in exercises/, solutions/, test/, test/mistakes/, test/alternatives/ and
// docs/<language>/. The folder is the manifest; course.json says the rest.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseLesson, type Lesson } from './lesson';
import { readTranslation, type Translation } from './translations';
import { readSettings, type CourseSettings, type Language, type Text } from './settings';

export type { CourseSettings, Language, Lesson, Text };

/** A topic by its file name, without the ending: "02-cross-entropy-error". */
export type TopicName = string;

/** A lesson and where it is. */
export interface LessonPage extends Lesson {
  /** From the course's folder, with forward slashes: "docs/en/02-cross-entropy-error.md". */
  path: string;
  /** The language it is written in: the one asked for, or the course's first where that is still missing. */
  language: Language;
}

/** A course, opened from its folder. Its files are read when they are asked for, so that an edit is seen at once. */
export class Course {
  private readonly translations = new Map<string, Translation>();

  constructor(
    /** The course's folder, absolute. */
    readonly root: string,
    readonly settings: CourseSettings,
  ) {}

  get name(): string {
    return this.settings.name;
  }

  /** The languages of the course; the first is the one that everything is written in. */
  get languages(): Language[] {
    return Object.keys(this.settings.languages);
  }

  get mainLanguage(): Language {
    return this.languages[0];
  }

  /**
   * All topics, in order: those that have a suite or a solution, or only an exercise, as a new topic does. A course may be handed out
   * without its solutions, and a student may have given an exercise another name.
   */
  topicNames(): TopicName[] {
    const known = [...topicsIn(this.root, 'solutions'), ...topicsIn(this.root, 'test', '.test.ts')];
    const numbers = new Set(known.map(numberOf));
    const others = topicsIn(this.root, 'exercises').filter((name) => !numbers.has(numberOf(name)));
    return [...new Set([...known, ...others])].sort();
  }

  /** Files in exercises/ that have a topic's number, and another name: a file that was renamed, as a rule. */
  exercisesNamedLike(topic: TopicName): string[] {
    return topicsIn(this.root, 'exercises')
      .filter((name) => name !== topic && numberOf(name) === numberOf(topic))
      .map(this.exercise);
  }

  /**
   * The topic that a person means by "2", "02", "02-cross-entropy-error" or "exercises/02-cross-entropy-error.ts".
   *
   * @throws RangeError if there is none, with the topics that there are
   */
  findTopic(words: string): TopicName {
    const wanted = words.replace(/.*[\\/]/, '').replace(/\..*/, '');
    const names = this.topicNames();
    const found = names.find((name) => name === wanted || numberOf(name) === wanted.padStart(2, '0'));
    if (found !== undefined) return found;
    const shown = words.replace(/\p{Cc}/gu, '�'); // control characters would steer the terminal
    const [first, last] = [names[0], names.at(-1)].map((name) => name && numberOf(name));
    throw new RangeError(
      first === undefined
        ? `there is no topic "${shown}": ${this.root} has no exercises yet`
        : `there is no topic "${shown}": give a number from ${first} to ${last}`,
    );
  }

  /** Which chapter a topic belongs to; undefined where the course has none. */
  chapterOf(topic: TopicName): CourseSettings['chapters'][number] | undefined {
    return this.settings.chapters.findLast(({ first }) => first <= topic);
  }

  exercise = (topic: TopicName): string => join(this.root, 'exercises', `${topic}.ts`);
  solution = (topic: TopicName): string => join(this.root, 'solutions', `${topic}.ts`);
  suite = (topic: TopicName): string => join(this.root, 'test', `${topic}.test.ts`);
  mistakes = (topic: TopicName): string => join(this.root, 'test/mistakes', `${topic}.ts`);
  alternatives = (topic: TopicName): string => join(this.root, 'test/alternatives', `${topic}.ts`);
  heldOut = (topic: TopicName): string => join(this.root, 'dev/proof/held-out', `${topic}.ts`);
  lessonFile = (topic: TopicName, language: Language): string =>
    join(this.root, 'docs', language, `${topic}.md`);

  /** A course may be handed out without its solutions, or without some of them. */
  hasSolution(topic: TopicName): boolean {
    return existsSync(this.solution(topic));
  }

  /** A file as a person names it: from the course's folder, with forward slashes. */
  pathOf(file: string): string {
    return relative(this.root, file).replaceAll('\\', '/');
  }

  /** The functions and classes that a topic exports, by its solution, or by its exercise where there is no solution. */
  exportsOf(topic: TopicName): string[] {
    const file = [this.solution(topic), this.exercise(topic)].find((path) => existsSync(path));
    return file === undefined ? [] : exportedFunctions(readFileSync(file, 'utf8'));
  }

  /** A topic's lesson; in the course's first language, where it is not translated yet. */
  lesson(topic: TopicName, language: Language): LessonPage {
    const written = existsSync(this.lessonFile(topic, language)) ? language : this.mainLanguage;
    const file = this.lessonFile(topic, written);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''; // `npm run verify` reports that it is missing
    const { headings } = this.settings.languages[written];
    return { path: this.pathOf(file), language: written, ...parseLesson(text, topic, headings) };
  }

  /** What a topic's suite says in a language; read once. */
  translation(topic: TopicName, language: Language): Translation {
    const key = `${language} ${topic}`;
    const translation = this.translations.get(key) ?? readTranslation(this.root, topic, language);
    this.translations.set(key, translation);
    return translation;
  }

  /** A text in a language, or in the course's first where it is not translated yet. */
  inLanguage(text: Text, language: Language): string {
    return text[language] ?? text[this.mainLanguage] ?? '';
  }
}

/** "02" of "02-cross-entropy-error". */
export function numberOf(topic: TopicName): string {
  return topic.slice(0, 2);
}

/**
 * Opens a course.
 *
 * @param folder the folder that holds its course.json
 * @throws Error if it is no course, with what is missing or wrong
 */
export function openCourse(folder: string): Course {
  const root = resolve(folder);
  const file = join(root, 'course.json');
  if (!existsSync(file)) {
    const what = existsSync(root) ? `${root} has no course.json` : `there is no folder ${root}`;
    throw new Error(
      `${what}: give the folder of a course, or make one with \`npm run new -- --course <folder>\``,
    );
  }
  return new Course(root, readSettings(file));
}

/** The names of the topics that have a file in a folder of the course. */
function topicsIn(root: string, folder: string, ending = '.ts'): TopicName[] {
  const path = join(root, folder);
  const files = existsSync(path) ? readdirSync(path) : [];
  const names = files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  return names.filter((name) => /^\d\d-/.test(name));
}

/** The names of exported functions and classes, as declarations, as arrow functions, or in an `export { … }` of such. */
export function exportedFunctions(source: string): string[] {
  const declared = /^(export )?(?:default )?(?:abstract )?(?:async )?(?:function\*?|class) (\w+)/gm;
  const assigned =
    /^(export )?(?:const|let) (\w+)\b(?:[^=;]|=>)*= *(?:async *)?(?:function\b|class\b|(?:<[^=;]*?> *)?(?:\([^;{]*?\)|\w+) *(?::[^=;{]*)?=>)/gm;
  const found = [...source.matchAll(declared), ...source.matchAll(assigned)];
  const listed = [...source.matchAll(/^export \{([^}]*)\}(?! from)/gm)]
    .flatMap(([, names]) => names.split(','))
    .map((name) => name.trim().split(/\s+as\s+/))
    .filter(([name]) => name !== '');
  const renamed = new Map(listed.map(([name, as = name]) => [name, as]));
  return found
    .sort((a, b) => a.index - b.index)
    .flatMap(([, exported, name]) => (exported ? [name] : (renamed.get(name) ?? [])));
}
