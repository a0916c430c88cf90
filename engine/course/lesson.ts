// What is read in a lesson: its title, its goal, and the hints for each function.
import type { CourseSettings } from './settings';

/** What is in the headings of a lesson, in its language. */
export type Headings = CourseSettings['languages'][string]['headings'];

export interface Lesson {
  title: string;
  /** What the topic is for, in one sentence. */
  goal: string;
  /** For each function or class, a ladder of hints from a question to almost the answer. */
  hints: Map<string, string[]>;
}

/** Reads a lesson's Markdown; where a part is missing, `npm run verify` says so. */
export function parseLesson(markdown: string, topic: string, headings: Headings): Lesson {
  const [, afterHints] = markdown.split(headingPattern(headings.hints));
  return {
    title: /^# \d\d · (.*?)\s*$/m.exec(markdown)?.[1] ?? topic,
    goal: oneLine(goalPattern(headings.goal).exec(markdown)?.[1].replace(/^> ?/gm, '') ?? ''),
    hints: hintsOf(afterHints?.split(/^## /m)[0]),
  };
}

/** A heading of the second level with exactly these words. */
export function headingPattern(words: string): RegExp {
  return new RegExp(`^## ${escaped(words)}\\s*$`, 'm');
}

function goalPattern(words: string): RegExp {
  return new RegExp(`^> \\*\\*${escaped(words)}:?\\*\\*:?\\s*(.*(?:\\r?\\n>.*)*)`, 'm');
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

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
