// What a topic's file uses that the grader will not have. At home it works, so that nothing else would say it.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import type { Course, Language, TopicName } from '#engine/course/course';
import { wordsIn, type Words } from '#engine/words/words';
import { filesMeantBy, meantBy, topicAt } from '../../engine/jest/topics.cjs';
import type { SuiteOutcome } from '#engine/runner/outcome';
import { editedLibraryFiles } from './library';
import { bytesIfReadable } from './readable';
import { item, type Style } from './verdict';

const en = {
  elsewhere: (request: string) =>
    `The grader will not have '${request}': put what the topic needs into exercises/, next to it.`,
  otherKind: (request: string) =>
    `The grader will not have '${request}': of what is in exercises/, it takes only .ts and .json files.`,
  later: (request: string) =>
    `The grader will not have '${request}': a topic is graded with only the topics before it.`,
  needsFiles: (request: string) =>
    `In the grader, calls of '${request}' throw an error: it has no data there. Keep them out of this file.`,
  own: (topics: string) =>
    `This copy of the course has no solutions, so your own ${topics} were used: a mistake there shows here, too.`,
  edited: (files: string) =>
    `You have edited ${files}. The grader has its own lib/: put your additions into a file in exercises/.`,
};

const ko: typeof en = {
  elsewhere: (request: string) =>
    `채점기에는 '${request}'이(가) 없습니다. 이 주제에 필요한 것은 exercises/ 안에 두세요.`,
  otherKind: (request: string) =>
    `채점기에는 '${request}'이(가) 없습니다. exercises/ 안의 .ts와 .json 파일만 채점에 쓰입니다.`,
  later: (request: string) => `채점기에는 '${request}'이(가) 없습니다. 주제마다 앞선 주제만 써서 채점합니다.`,
  needsFiles: (request: string) =>
    `채점기에서 '${request}'를 호출하면 오류가 납니다. 거기에는 데이터가 없으니, 호출하는 코드는 이 파일 밖에 두세요.`,
  own: (topics: string) =>
    `이 강의 자료에는 해답이 없어서 직접 쓴 ${topics}을(를) 사용했습니다. 거기에 있는 실수가 여기에도 나타납니다.`,
  edited: (files: string) =>
    `${files}을(를) 수정했습니다. 채점기는 자체 lib/를 사용하니, 추가한 코드는 exercises/ 안의 파일에 두세요.`,
};

const TEXT: Words<typeof en> = { en, ko };

/** The same in lines, where the file can be run at all. */
export function noteLines(course: Course, { topic, crash }: SuiteOutcome, style: Style): string[] {
  const notes = crash === undefined ? graderNotes(course, topic, style.language) : [];
  const lines = notes.flatMap((note) => item(style.colors.yellow('!'), note, style));
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The topic's file, and the helpers in exercises/ that it takes along; absolute. */
export function filesOf(course: Course, topic: TopicName): string[] {
  const [, ...helpers] = withHelpers(course, topic);
  return [course.exercise(topic), ...helpers.map(({ file }) => resolve(course.root, file))];
}

/** What changes with each change of the topic's file, and of the helpers that it takes along. */
export function versionOf(course: Course, topic: TopicName): string {
  const hash = createHash('sha256');
  for (const file of filesOf(course, topic)) {
    const bytes = bytesIfReadable(file);
    hash.update(`${file}\n${bytes?.length ?? 'none'}\n`).update(bytes ?? '');
  }
  return hash.digest('hex');
}

/** What the commands say of a topic's file besides its verdict, in sentences. */
export function graderNotes(course: Course, topic: TopicName, language: Language): string[] {
  const said = wordsIn(TEXT, language);
  if (!existsSync(course.exercise(topic))) return [];
  const imports = withHelpers(course, topic);
  const notes = imports.flatMap(({ file: importer, requests }) =>
    requests.flatMap((request) => noteOn(request, importer, topic, course, said) ?? []),
  );
  const own = imports
    .flatMap(({ file: importer, requests }) => requests.map((request) => topicAt(meantBy(request, importer))))
    .filter((other) => isTopic(course, other) && other < topic && !course.hasSolution(other));
  const standIns = own.length === 0 ? [] : [said.own([...new Set(own)].join(', '))];
  const edited = editedLibraryFiles();
  return [...standIns, ...new Set(notes), ...(edited.length === 0 ? [] : [said.edited(edited.join(', '))])];
}

/** What the topic's file imports, and what the helpers import that it takes along. */
function withHelpers(course: Course, topic: TopicName): { file: string; requests: string[] }[] {
  const found: { file: string; requests: string[] }[] = [];
  const waiting = [`exercises/${topic}.ts`];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.some((known) => known.file === file)) continue;
    const text = bytesIfReadable(join(course.root, file))?.toString('utf8');
    if (text === undefined) continue;
    const requests = importsOf(text);
    found.push({ file, requests });
    for (const request of requests) {
      const helper = helperAt(course, meantBy(request, file));
      if (helper !== undefined) waiting.push(helper);
    }
  }
  return found;
}

/** The file below exercises/ that is meant, and is no topic's: it travels with a submission. */
function helperAt(course: Course, path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith('exercises/') || isTopic(course, topicAt(path)))
    return undefined;
  return filesMeantBy(path).find((file) => bytesIfReadable(join(course.root, file)) !== undefined);
}

/** A helper may be called `10-helpers`: only a topic has a suite. */
function isTopic(course: Course, name: string | undefined): name is TopicName {
  return name !== undefined && existsSync(course.suite(name));
}

function noteOn(
  request: string,
  importer: string,
  topic: TopicName,
  course: Course,
  said: typeof en,
): string | undefined {
  if (isBuiltin(request)) return undefined;
  const path = meantBy(request, importer);
  if (path === undefined) return said.elsewhere(request); // a package
  const other = topicAt(path);
  if (isTopic(course, other)) return other > topic ? said.later(request) : undefined;
  if (path.startsWith('lib/'))
    return course.settings.library.includes(path.slice('lib/'.length)) ? undefined : said.needsFiles(request);
  if (!path.startsWith('exercises/')) return said.elsewhere(request);
  return helperAt(course, path) === undefined ? said.otherKind(request) : undefined;
}

/** What is imported for more than its types. Code in comments and in texts imports nothing. */
export function importsOf(text: string): string[] {
  const code = text.replace(COMMENT_OR_TEXT, (part) => (/^\/[/*]/.test(part) ? ' ' : part));
  return [...code.matchAll(IMPORT)].map(([, , named, , called]) => named ?? called);
}

const COMMENT_OR_TEXT = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const IMPORT =
  /(?:^|[;}\n])\s*(?:import|export)\s+(?!type\b)(?:[\w$\s{},*]+?\sfrom\s*)?(['"])([^'"\n]+)\1|\b(?:import|require)\s*\(\s*(['"])([^'"\n]+)\3\s*\)/g;
