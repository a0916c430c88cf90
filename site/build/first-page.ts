// What the first page of `npm run docs` needs, so that it loads once and without a word on the console.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Alias, Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';

// Vite looks for packages from docs/ upwards, where those of the site are not. Left to itself it finds them while a page loads, which then
// breaks off and loads again: those of VitePress' theme, and those that the editor of a task asks for when it comes into view.
const OF_THE_THEME = [
  '@vue/devtools-api',
  '@vueuse/core',
  '@vueuse/integrations/useFocusTrap',
  'mark.js/src/vanilla.js',
  'minisearch',
];
const OF_THE_TASKS = [
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  'idb',
  'sucrase',
];
const OF_THE_SITE = [...OF_THE_THEME, ...OF_THE_TASKS];
// Those of the engine: another course is elsewhere, and has none of them.
const OF_THE_ENGINE = ['@observablehq/plot', 'seedrandom', 'fflate', 'expect', 'fast-check'];
const ASKED_BY_VITEPRESS = /^vitepress > /;

export function firstPage(): Plugin {
  const vitepress = createRequire(import.meta.url).resolve('vitepress');
  const engine = join(ENGINE_ROOT, 'package.json');
  return {
    name: 'dojo-first-page',

    config: () => ({
      // The pictures and the tasks come later than the page.
      optimizeDeps: { include: ['@observablehq/plot', 'seedrandom', 'fflate', ...OF_THE_TASKS] },
      resolve: {
        alias: [resolvedFrom(vitepress, OF_THE_SITE), resolvedFrom(engine, OF_THE_ENGINE)],
      },
    }),

    configResolved({ optimizeDeps: { include = [] } }) {
      include.forEach((name, i) => (include[i] = name.replace(ASKED_BY_VITEPRESS, '')));
    },

    // A browser asks for an icon before the page, made by a script here, can say that there is none.
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url !== '/favicon.ico') return next();
        response.statusCode = 204;
        response.end();
      });
    },
  };
}

/** Packages that are looked for from a file, wherever they are asked for. */
function resolvedFrom(file: string, packages: string[]): Alias {
  return {
    find: new RegExp(`^(?:${packages.map(escaped).join('|')})$`),
    replacement: '$&',
    customResolver(name) {
      return this.resolve(name, file, { skipSelf: true });
    },
  };
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
