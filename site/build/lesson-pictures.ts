// Puts the picture of a topic into its lesson, before the task, so that the lessons themselves stay plain Markdown.
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { ROOT } from '../../tools/shared/topics';
import { words, type Language } from '../words';

const PICTURES = resolve(ROOT, 'site/pictures');

/** The heading that the picture stands before, in each language. */
const TASK = /^## (?:Your task|할 일)$/m;

/** A lesson whose topic has a picture gets a section with it. */
export function lessonPictures(md: MarkdownRenderer): void {
  md.core.ruler.before('normalize', 'lesson-pictures', (state) => {
    const { relativePath = '' } = state.env as { relativePath?: string };
    const topic = basename(relativePath, '.md');
    if (!existsSync(resolve(PICTURES, `${topic}.vue`))) return;
    const language: Language = relativePath.startsWith('ko/') ? 'ko' : 'en';
    const section = `## ${words[language].picture.heading}\n\n<LivePicture topic="${topic}" />\n\n`;
    state.src = state.src.replace(TASK, (task) => `${section}${task}`);
  });
}
