// course.json: what a course's files can't say by themselves. Order, titles, goals, hints and exports are read from the files.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const Word = v.pipe(v.string(), v.trim(), v.nonEmpty());
const TopicName = v.pipe(
  v.string(),
  v.regex(/^\d\d-[\w-]+$/, 'is not the name of a topic, such as "01-first-steps"'),
);

/** A language by its code (BCP 47), such as "en" or "pt-BR". */
export type Language = string;

/** A text in each language that it has been written in; the course's first language is always there. */
export type Text = Record<Language, string>;

const Headings = v.strictObject({
  /** What comes before the goal: `> **Goal**: …`. */
  goal: Word,
  /** The heading above the task; what belongs to the site goes before it. */
  task: Word,
  /** The heading above the hints. */
  hints: Word,
});

const Languages = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not the code of a language, such as "en"'),
    ),
    v.strictObject({ name: Word, headings: Headings }),
  ),
  v.check((languages) => Object.keys(languages).length > 0, 'names no language'),
);

const Chapter = v.strictObject({
  first: TopicName,
  title: v.record(v.string(), Word),
  /** The part of the course that begins with this chapter, where the course has parts. */
  part: v.optional(v.record(v.string(), Word)),
});

const Schema = v.strictObject({
  /** Where the schema for an editor is; says nothing to the engine. */
  $schema: v.optional(v.string()),
  name: Word,
  /** The first one is the language that the course is written in; the others are translations. */
  languages: Languages,
  /** What the course's site begins with: a few words, and a sentence below them. */
  headline: v.optional(v.record(v.string(), Word)),
  tagline: v.optional(v.record(v.string(), Word)),
  /** Whether a missing translation fails `npm run verify`, or is shown as pending. */
  translations: v.optional(v.picklist(['complete', 'pending']), 'pending'),
  /** Each begins with its first topic and goes on to the next chapter's. */
  chapters: v.optional(v.array(Chapter), []),
  /** What a student may do when all topics are finished: said at the end. */
  whenFinished: v.optional(v.record(v.string(), Word)),
  /** Modules of lib/ that submissions may import. */
  library: v.optional(v.array(Word), ['ndarray', 'random', 'todo']),
  /** Classes whose instances cross the grader's pipe: made by the suites as well as by the student. */
  classes: v.optional(
    v.array(v.strictObject({ topic: TopicName, name: Word, fields: v.pipe(v.array(Word), v.nonEmpty()) })),
    [],
  ),
});

/** A class whose objects cross the grader's pipe. */
export type DeclaredClass = v.InferOutput<typeof Schema>['classes'][number];

/** What course.json says, with what it leaves out filled in. */
export type CourseSettings = v.InferOutput<typeof Schema>;

/**
 * Reads a course.json.
 *
 * @throws Error that names the file and each field that is wrong, with what it must be
 */
export function readSettings(file: string): CourseSettings {
  return parseSettings(parseJson(file), file);
}

function parseJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Checks what was read from `file`. */
export function parseSettings(value: unknown, file: string): CourseSettings {
  const result = v.safeParse(Schema, value);
  if (!result.success) {
    const problems = result.issues.map((issue) => {
      const path = v.getDotPath(issue);
      return `  ${path ?? 'the file'}: ${issue.message}`;
    });
    throw new Error([`${file} does not describe a course:`, ...problems].join('\n'));
  }
  const { languages, chapters, ...others } = result.output;
  const texts = chapters.flatMap(({ first, title, part }): [string, Text][] => [
    [`the title of the chapter ${first}`, title],
    ...(part === undefined ? [] : [[`the part that begins with ${first}`, part] satisfies [string, Text]]),
  ]);
  for (const name of ['headline', 'tagline', 'whenFinished'] as const) {
    const text = others[name];
    if (text !== undefined) texts.push([name, text]);
  }
  for (const [what, text] of texts) checkLanguages(what, text, Object.keys(languages), file);
  return result.output;
}

function checkLanguages(what: string, text: Text, languages: Language[], file: string): void {
  const [main] = languages;
  if (text[main] === undefined)
    throw new Error(`${file}: ${what} is not in "${main}", the course's first language`);
  const unknown = Object.keys(text).find((language) => !languages.includes(language));
  if (unknown !== undefined)
    throw new Error(`${file}: ${what} is in "${unknown}", which is no language of the course`);
}
