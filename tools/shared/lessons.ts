// What the commands read in a lesson: its title, its goal, and the hints for each function.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Language } from '#engine/suite/variants';
import { pathOf, ROOT, type TopicName } from './topics';

export interface Lesson {
  /** Where it lies, from the course's folder: "docs/en/02-cross-entropy-error.md". */
  path: string;
  title: string;
  /** What the topic is for, in one sentence. */
  goal: string;
  /** For each function or class, a ladder of hints from a question to a near-answer. */
  hints: Map<string, string[]>;
}

const HINTS = /^## (?:Hints|힌트)\s*$/m;
const GOAL = /^> \*\*(?:Goal|목표):?\*\*:?\s*(.*(?:\r?\n>.*)*)/m;

/** Reads a topic's lesson; in English, where there is none in `language`. */
export function readLesson(topic: TopicName, language: Language): Lesson {
  const written = existsSync(pathOf.lesson(topic, language)) ? language : 'en';
  const file = pathOf.lesson(topic, written);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''; // that it is missing is said by `npm run verify`
  return {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    title: /^# \d\d · (.*?)\s*$/m.exec(text)?.[1] ?? topic,
    goal: oneLine(GOAL.exec(text)?.[1].replace(/^> ?/gm, '') ?? ''),
    hints: hintsOf(text.split(HINTS)[1]?.split(/^## /m)[0]),
  };
}

/** The ladders below "### name": each numbered item is one hint. */
function hintsOf(section: string | undefined): Map<string, string[]> {
  const blocks = section?.split(/^### /m).slice(1) ?? [];
  return new Map(
    blocks.map((block) => {
      const [name, ...lines] = block.split('\n');
      const items = lines
        .join('\n')
        .split(/^\d+\. /m)
        .slice(1);
      return [name.replaceAll('`', '').trim(), items.map(oneLine)];
    }),
  );
}

/** Paragraphs as one line; code blocks keep their lines. */
function oneLine(text: string): string {
  const parts = text.split(/^\s*```.*/m); // words and code by turns
  return parts
    .map((part, i) => (i % 2 === 0 ? part.replace(/\s+/g, ' ').trim() : part.trimEnd()))
    .filter((part) => part !== '')
    .join('\n');
}
