// Puts the picture of a topic near the top of its lesson, and closes the hints, so that the lessons themselves stay plain Markdown.
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { words, wordsFor } from '../words';
import { COURSE, languageOfPage } from './course';

const PICTURES = resolve(COURSE.root, 'site/pictures');
const { languages } = COURSE.settings;

/** The first heading of a lesson's body: what is before it says what the lesson is about. */
const FIRST_SECTION = /^## /m;

type Env = { relativePath?: string };

export function hasPicture(topic: string): boolean {
  return existsSync(resolve(PICTURES, `${topic}.vue`));
}

/** A lesson whose topic has a picture gets a section with it, behind the introduction. */
export function lessonPictures(md: MarkdownRenderer): void {
  md.core.ruler.before('normalize', 'lesson-pictures', (state) => {
    const env = state.env as Env;
    const topic = basename(env.relativePath ?? '', '.md');
    if (!hasPicture(topic)) return;
    const { heading } = words[wordsFor(languageOfPage(env.relativePath))].picture;
    const section = `## ${heading} {#figure}\n\n<LivePicture topic="${topic}" />\n\n`;
    state.src = state.src.replace(FIRST_SECTION, (start) => `${section}${start}`);
  });
}

/** At the end of the task is the place to write in (components/TaskEditor.vue). */
export function taskEditors(md: MarkdownRenderer): void {
  md.core.ruler.push('task-editors', ({ tokens, env, Token }) => {
    const topic = basename((env as Env).relativePath ?? '', '.md');
    if (!COURSE.topicNames().includes(topic)) return;
    const { task } = languages[languageOfPage((env as Env).relativePath)].headings;
    const isHeading = (i: number): boolean => tokens[i].type === 'heading_open' && tokens[i].tag === 'h2';
    const start = tokens.findIndex((_, i) => isHeading(i) && tokens[i + 1].content === task);
    if (start < 0) return;
    const next = tokens.findIndex((_, i) => i > start && isHeading(i));
    const editor = new Token('html_block', '', 0);
    editor.content = `<TaskEditor topic="${topic}" />\n`;
    tokens.splice(next < 0 ? tokens.length : next, 0, editor);
  });
}

/** The link of a heading to itself, for those who don't see it: in the page's language, and without saying the heading twice. */
export function headingLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('heading-links', ({ tokens, env }) => {
    const { linkToHere } = words[wordsFor(languageOfPage((env as Env).relativePath))].site;
    const links = tokens.flatMap(({ children }) => children ?? []);
    for (const link of links) {
      if (link.attrGet('class') === 'header-anchor') link.attrSet('aria-label', linkToHere);
    }
  });
}

/** Each hint is closed: who wants the first one need not read the answer below it. */
export function closedHints(md: MarkdownRenderer): void {
  md.core.ruler.push('closed-hints', ({ tokens, env }) => {
    const language = languageOfPage((env as Env).relativePath);
    const { hint } = words[wordsFor(language)].lesson;
    let isInHints = false;
    let count = 0;
    tokens.forEach((token, i) => {
      if (token.type === 'heading_open' && token.tag === 'h2') {
        isInHints = tokens[i + 1].content === languages[language].headings.hints;
      }
      const isOpening = token.type.endsWith('_open');
      const isList = /^ordered_list_/.test(token.type) && token.level === 0;
      const isItem = /^list_item_/.test(token.type) && token.level === 1;
      if (!isInHints || (!isList && !isItem)) return;
      if (isList && isOpening) count = 0;
      if (isItem && isOpening) count++;
      const opening = isList ? '<div class="hints">' : `<details><summary>${hint(count)}</summary>`;
      token.content = isOpening ? opening : isList ? '</div>' : '</details>';
      Object.assign(token, { type: 'html_block', tag: '', nesting: 0 });
    });
  });
}
