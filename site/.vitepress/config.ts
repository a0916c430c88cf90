// The site: what VitePress makes of docs/. The lessons stay plain Markdown; pictures, formulas and lists of topics come from here.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCssVariablesTheme } from 'shiki';
import type { DefaultTheme, MarkdownOptions, UserConfig } from 'vitepress';
import { numberOf } from '../../engine/course/course';
import { headingPattern } from '../../engine/course/lesson';
import type { Language, Text } from '../../engine/course/settings';
import { classesInsteadOfStyles } from '../build/code';
import { COURSE, isOwnCourse, languageOfPage } from '../build/course';
import { firstPage } from '../build/first-page';
import { formulaTerms } from '../build/formula-terms';
import { formulas } from '../build/formulas';
import { closedHints, hasPicture, headingLinks, lessonPictures, taskEditors } from '../build/lesson-pictures';
import { digits, packDigits } from '../build/digits';
import { judge } from '../build/judge';
import { FIRST_FONT, fonts } from '../build/fonts';
import { writeServiceWorker } from '../build/offline';
import { pagesOutside } from '../build/pages-outside';
import { withPolicy } from '../build/policy';
import { servedToOthers } from '../build/served-to-others';
import { shortId } from '../build/short-ids';
import { topics } from '../build/topics';
import { packTypescript, typescript } from '../build/typescript';
import { unused } from '../build/unused';
import { words, wordsFor } from '../words';

const DOCS = join(COURSE.root, 'docs');
const main = COURSE.mainLanguage;

/** The languages that have a page to begin with: docs/<language>/index.md. */
const languages = COURSE.languages.filter((language) => existsSync(join(DOCS, language, 'index.md')));
if (!languages.includes(main)) {
  throw new Error(
    `${DOCS} has no ${main}/index.md, the page that the site begins with: write it, a heading is enough`,
  );
}

/** The pages of the course's first language are at the top. */
const folderOf = (language: Language): string => (language === main ? '/' : `/${language}/`);

/** A topic as the pages of a language list it; where its lesson is not translated yet, the one in the course's first language. */
function entry(topic: string, language: Language) {
  const { title, goal, language: written } = COURSE.lesson(topic, language);
  const link = `${languages.includes(written) ? folderOf(written) : '/'}${topic}`;
  return { topic, number: numberOf(topic), title, goal, link };
}

/** Something for each language, by VitePress's name of it. */
function byLocale<Value>(of: (language: Language) => Value): Record<string, Value> {
  return Object.fromEntries(
    languages.map((language) => [language === main ? 'root' : language, of(language)]),
  );
}

/** Folders of docs/ that hold no pages. */
const foldersBeside = readdirSync(DOCS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !languages.includes(entry.name))
  .map(({ name }) => `${name}/**`);

function locale(language: Language) {
  const { site } = words[wordsFor(language)];
  const { tagline } = COURSE.settings;
  const glossary = existsSync(join(DOCS, language, 'glossary.md'))
    ? [{ text: site.glossary, link: `${folderOf(language)}glossary` }]
    : [];
  const topics = COURSE.topicNames().map((topic) => entry(topic, language));
  return {
    label: COURSE.settings.languages[language].name,
    lang: language,
    title: COURSE.name,
    description: tagline && COURSE.inLanguage(tagline, language),
    themeConfig: {
      nav: [...topics.slice(0, 1).map(({ link }) => ({ text: site.firstLesson, link })), ...glossary],
      sidebar: [
        {
          text: site.lessons,
          items: topics.map(({ number, title, link }) => ({ text: `${number} · ${title}`, link })),
        },
        ...glossary,
      ],
      ...site.theme,
    },
  };
}

/** The chapters of course.json, each with its topics; topics before the first chapter, or without any, come without a title. */
function chapters(): { title?: Text; part?: Text; topics: string[] }[] {
  const all = COURSE.topicNames();
  const { chapters } = COURSE.settings;
  const found = chapters.map(({ title, part, first }, i) => ({
    title,
    part,
    topics: all.filter((topic) => topic >= first && !(topic >= chapters[i + 1]?.first)),
  }));
  const others = all.filter((topic) => COURSE.chapterOf(topic) === undefined);
  return others.length > 0 ? [{ topics: others }, ...found] : found;
}

/** The page that each language begins with: docs/<language>/index.md, below a card for each topic. */
function homePage(language: Language) {
  const { headline, tagline } = COURSE.settings;
  const said = (text?: Text): string | undefined => text && COURSE.inLanguage(text, language);
  return {
    layout: 'HomePage',
    sidebar: false,
    aside: false,
    outline: false,
    headline: said(headline),
    tagline: said(tagline),
    chapters: chapters().map(({ title, part, topics }) => ({
      title: said(title),
      part: said(part),
      lessons: topics.map((topic) => {
        const { goal, ...lesson } = entry(topic, language);
        return {
          ...lesson,
          goal: goal.replace(/[*`$]/g, '').replace(/^./, (letter) => letter.toUpperCase()),
        };
      }),
    })),
  };
}

/** What only the place to write in needs is in a folder of its own, so that it is known how large it is. */
function folderOfChunk(chunk: { moduleIds: string[] }): string {
  return chunk.moduleIds.some((id) => /[\\/]site[\\/]dojo[\\/]|fast-check|\?anew$/.test(id)) ? 'dojo/' : '';
}
const workerFiles = {
  entryFileNames: (chunk: { moduleIds: string[] }) => `assets/${folderOfChunk(chunk)}[name]-[hash].js`,
  chunkFileNames: (chunk: { moduleIds: string[] }) => `assets/${folderOfChunk(chunk)}[name]-[hash].js`,
};

/** The first that set MathML, or newer. */
const BROWSERS = ['chrome109', 'edge109', 'firefox104', 'safari16'];

const markdown: MarkdownOptions = {
  theme: createCssVariablesTheme(),
  codeTransformers: [classesInsteadOfStyles],
  config(md) {
    formulas(md);
    formulaTerms(md);
    lessonPictures(md);
    closedHints(md);
    headingLinks(md);
    taskEditors(md);
  },
};

/** Particles that Korean writes at the end of a word. Without them the index is smaller, and a word is found in each of its forms. */
const PARTICLES =
  /(?<=\p{sc=Hangul}{2})(?:에서는|으로는|에서|으로|은|는|이|가|을|를|의|에|로|와|과|도)(?![\p{L}\p{N}])/gu;

/** Words that occur in most sections: a search for them finds nothing useful, and they would be a fifth of the index. */
const EVERYWHERE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    'a|all|an|and|are|as|at|be|but|by|can|do|does|for|from|has|have|here|how|if|in|is|it|its|many|no|not|of|on|only|or|so|than',
    'that|the|their|them|then|there|these|they|this|to|was|we|what|when|where|which|who|why|will|with|you|your',
    'again|also|any|because|both|could|each|even|into|just|like|may|more|most|must|one|other|out|same|still|such|too|two|up|very|would',
    '이|그|수|번|두|한|더|모두|같은|있습니다|없습니다|입니다|합니다|됩니다|않습니다|이고|이면|것은|이것|다른|그런|그래서|가장|거의',
    '은|는|가|을|를|의|에|에서|로|으로|와|과|인|것이|있는|여기서|봅시다|하나|다음|때|중|몇|어떤|이런|그리고|위의|아래의',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** The heading above the figure, the same in all lessons. */
const FIGURE = /<h2 id="figure"[^]*?<\/h2>/;

/** Nobody looks for one. */
const NUMBER = /(?<![\p{L}\p{N}])[-−]?\d[\d.,]*/gu;

/** A lesson without its code, its formulas and its hints. */
function textOf(source: string, language: Language): string {
  const { hints } = COURSE.settings.languages[language].headings;
  return source
    .replace(new RegExp(`${headingPattern(hints).source}[^]*?(?=^## |$(?![^]))`, 'm'), '')
    .replace(/^```[^]*?^```|\$\$[^]*?\$\$|\$[^$\n]+\$/gm, '')
    .replace(/^(?!#).+$/gm, (line) =>
      line.replace(PARTICLES, '').replace(EVERYWHERE, '').replace(NUMBER, ''),
    );
}

const config: UserConfig<DefaultTheme.Config> = {
  srcDir: DOCS,
  srcExclude: ['*.md', ...foldersBeside], // what is for teachers and engineers is read in the repository
  metaChunk: true, // once, and not in each page
  outDir: join(COURSE.root, 'site/dist'),
  cacheDir: isOwnCourse ? undefined : join(COURSE.root, 'node_modules/.cache/site'),
  rewrites: { [`${main}/:page`]: ':page' },
  head: [['link', { rel: 'icon', href: 'data:,' }]], // none, so that no browser looks for one
  locales: byLocale(locale),
  markdown,
  router: { prefetchLinks: false }, // whatever keeps the pages fetches all of them, when the reader has what they came for
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: byLocale((language) => ({ translations: words[wordsFor(language)].site.search })),
        // What people look for is in the text. Hints are not to be found by accident.
        _render: (source, env, md) =>
          md
            .render(textOf(source, languageOfPage((env as { relativePath?: string }).relativePath)), env)
            .replace(FIGURE, ''),
      },
    },
  },
  transformHead: ({ assets }) =>
    assets
      .filter((file) => FIRST_FONT.test(file))
      .map((href) => ['link', { rel: 'preload', href, as: 'font', type: 'font/woff2', crossorigin: '' }]),
  transformHtml: (html) => withPolicy(html),
  async buildEnd({ outDir }) {
    if (isOwnCourse) await packDigits(outDir);
    await packTypescript(outDir);
    await writeServiceWorker(outDir);
  },
  transformPageData(page) {
    const name = basename(page.filePath, '.md');
    if (name === 'index') return { frontmatter: homePage(languageOfPage(page.filePath)) };
    if (!COURSE.topicNames().includes(name)) return;
    // The picture takes the room of the outline, which is in the bar above the page instead.
    const { aside } = page.frontmatter;
    return {
      frontmatter: {
        ...page.frontmatter,
        topic: name,
        hasPicture: hasPicture(name),
        aside: hasPicture(name) ? false : (aside as unknown),
      },
    };
  },
  vue: { features: { componentIdGenerator: shortId } },
  vite: {
    server: { hmr: { overlay: false } }, // the figure itself reports what is wrong with the reader's code, once
    plugins: [
      unused(),
      servedToOthers(),
      firstPage(),
      topics(),
      judge(),
      typescript(),
      digits(),
      fonts(),
      pagesOutside(),
    ],
    build: { chunkSizeWarningLimit: 1_000, target: BROWSERS },
    optimizeDeps: { esbuildOptions: { target: BROWSERS } },
    worker: {
      format: 'es',
      plugins: () => [topics(), judge(), typescript()],
      rollupOptions: { output: workerFiles },
    },
  },
};

export default config;
