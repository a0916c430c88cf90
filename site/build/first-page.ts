// What the first page of `npm run docs` needs, so that it loads once and without a word on the console.
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

// VitePress asks Vite to prepare these packages of its theme. But Vite looks for them from docs/ upwards, where they are not; left to
// itself it finds them while the first page loads, which then breaks off and loads again.
const PACKAGES =
  /^(?:@vue\/devtools-api|@vueuse\/core|@vueuse\/integrations\/useFocusTrap|idb|mark\.js\/src\/vanilla\.js|minisearch)$/;
const ASKED_BY_VITEPRESS = /^vitepress > /;

export function firstPage(): Plugin {
  const vitepress = createRequire(import.meta.url).resolve('vitepress');
  return {
    name: 'dojo-first-page',

    config: () => ({
      optimizeDeps: { include: ['@observablehq/plot', 'seedrandom', 'fflate', 'idb'] }, // the pictures come later than the page
      resolve: {
        alias: [
          {
            find: PACKAGES,
            replacement: '$&',
            customResolver(name) {
              return this.resolve(name, vitepress, { skipSelf: true });
            },
          },
        ],
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
