// The site: what VitePress makes of docs/. The lessons stay plain Markdown; pictures, formulas and lists of topics come from here.
import { basename } from 'node:path';
import { createCssVariablesTheme } from 'shiki';
import type { DefaultTheme, MarkdownOptions, UserConfig } from 'vitepress';
import type { Text } from '../../engine/course/settings';
import { COURSE, topicNames } from '../../tools/shared/topics';
import { classesInsteadOfStyles } from '../build/code';
import { firstPage } from '../build/first-page';
import { formulas } from '../build/formulas';
import { closedHints, hasPicture, lessonPictures, taskEditors } from '../build/lesson-pictures';
import { digits, packDigits } from '../build/digits';
import { judge } from '../build/judge';
import { mathFont } from '../build/math-font';
import { pagesOutside } from '../build/pages-outside';
import { servedToOthers } from '../build/served-to-others';
import { topics } from '../build/topics';
import { words, type Language } from '../words';

function locale(language: Language) {
  const { site } = words[language];
  const folder = language === 'en' ? '/' : `/${language}/`;
  return {
    label: site.language,
    lang: language,
    title: 'Gradient Dojo',
    description: site.tagline,
    themeConfig: {
      nav: [
        { text: site.firstLesson, link: `${folder}${topicNames()[0]}` },
        { text: site.glossary, link: `${folder}glossary` },
      ],
      sidebar: [
        {
          text: site.lessons,
          items: topicNames().map((topic) => ({
            text: `${topic.slice(0, 2)} · ${COURSE.lesson(topic, language).title}`,
            link: `${folder}${topic}`,
          })),
        },
        { text: site.glossary, link: `${folder}glossary` },
      ],
      ...site.theme,
    },
  };
}

/** The chapters of course.json, each with its topics. */
function chapters(): { title: Text; part?: Text; topics: string[] }[] {
  const { chapters } = COURSE.settings;
  return chapters.map(({ title, part, first }, i) => ({
    title,
    part,
    topics: topicNames().filter((topic) => topic >= first && !(topic >= chapters[i + 1]?.first)),
  }));
}

/** The page that each language begins with: docs/<language>/index.md, below a card for each topic. */
function homePage(language: Language) {
  const folder = language === 'en' ? '/' : `/${language}/`;
  return {
    layout: 'HomePage',
    sidebar: false,
    aside: false,
    outline: false,
    chapters: chapters().map(({ title, part, topics }) => ({
      title: title[language],
      part: part?.[language],
      lessons: topics.map((topic) => {
        const { title, goal } = COURSE.lesson(topic, language);
        return {
          topic,
          number: topic.slice(0, 2),
          title,
          goal: goal.replace(/[*`$]/g, '').replace(/^./, (letter) => letter.toUpperCase()),
          link: `${folder}${topic}`,
        };
      }),
    })),
  };
}

/** What only the place to write in needs is in a folder of its own, so that it is known how large it is. */
function folderOf(chunk: { moduleIds: string[] }): string {
  return chunk.moduleIds.some((id) => /[\\/]site[\\/]dojo[\\/]|fast-check|\?anew$/.test(id)) ? 'dojo/' : '';
}
const workerFiles = {
  entryFileNames: (chunk: { moduleIds: string[] }) => `assets/${folderOf(chunk)}[name]-[hash].js`,
  chunkFileNames: (chunk: { moduleIds: string[] }) => `assets/${folderOf(chunk)}[name]-[hash].js`,
};

/** The first that set MathML, or newer. */
const BROWSERS = ['chrome109', 'edge109', 'firefox104', 'safari16'];

const markdown: MarkdownOptions = {
  theme: createCssVariablesTheme(),
  codeTransformers: [classesInsteadOfStyles],
  config(md) {
    formulas(md);
    lessonPictures(md);
    closedHints(md);
    taskEditors(md);
  },
};

/** Particles that Korean writes at the end of a word. Without them the index is smaller, and a word is found in each of its forms. */
const PARTICLES =
  /(?<=\p{sc=Hangul}{2})(?:에서는|으로는|에서|으로|은|는|이|가|을|를|의|에|로|와|과|도)(?![\p{L}\p{N}])/gu;

/** A lesson without its code, its formulas and its hints. */
function textOf(source: string): string {
  return source
    .replace(/^## (?:Hints|힌트)$[^]*?(?=^## )/m, '')
    .replace(/^```[^]*?^```|\$\$[^]*?\$\$|\$[^$\n]+\$/gm, '')
    .replace(PARTICLES, '')
    .replace(/(?<![\p{L}\p{N}])[-−]?\d[\d.,]*/gu, ''); // nobody looks for a number
}

const config: UserConfig<DefaultTheme.Config> = {
  srcDir: '../docs',
  srcExclude: ['*.md', 'log/**'], // what is for teachers and engineers is read in the repository
  metaChunk: true, // once, and not in each page
  outDir: 'dist',
  rewrites: { 'en/:page': ':page' },
  head: [['link', { rel: 'icon', href: 'data:,' }]], // none, so that no browser looks for one
  locales: { root: locale('en'), ko: locale('ko') },
  markdown,
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: { ko: { translations: words.ko.site.search } },
        // What people look for stands in the text. Hints are not to be found by accident.
        _render: (source, env, md) => md.render(textOf(source), env),
      },
    },
  },
  buildEnd({ outDir }) {
    return packDigits(outDir);
  },
  transformPageData(page) {
    if (/^(en|ko)\/index\.md$/.test(page.filePath)) {
      return { frontmatter: homePage(page.filePath.slice(0, 2) as Language) };
    }
    const topic = basename(page.filePath, '.md');
    // The picture takes the room of the outline, which is in the bar above the page instead.
    if (hasPicture(topic)) return { frontmatter: { ...page.frontmatter, topic, aside: false } };
  },
  vite: {
    server: { hmr: { overlay: false } }, // what is wrong with the reader's code is said in the picture, once
    plugins: [servedToOthers(), firstPage(), topics(), judge(), digits(), mathFont(), pagesOutside()],
    build: { chunkSizeWarningLimit: 1_000, target: BROWSERS },
    optimizeDeps: { esbuildOptions: { target: BROWSERS } },
    worker: { format: 'es', plugins: () => [topics(), judge()], rollupOptions: { output: workerFiles } },
  },
};

export default config;
